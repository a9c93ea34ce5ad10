"""Menus of the overview: things due, those of one day or several alike, and whom to assess."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.home.model import DIGITS
from desktop.home.words import due_words
from desktop.theme import Theme
from domain.home.due import Due
from resources.i18n import _

NAME = 60  # characters of a title; more would make the menu wider than the window


class DueMenu(QMenu):
    """One entry each; ``chosen`` sends the Due."""

    chosen = Signal(object)

    def __init__(self, dues: Sequence[Due], on: date, parent: QWidget, more: int = 0) -> None:
        """*more* are not listed, only counted."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for due in dues:
            words = due_words(due, on)
            title = words.title if len(words.title) <= NAME else f"{words.title[:NAME]}…"
            told = _("{name}, {done}").format(name=title, done=words.when) if words.when else title
            action = self.addAction(told.replace("&", "&&"))
            action.setData(due)
        if more > 0:
            self.addAction(_("and {n} more").format(n=more)).setEnabled(False)
        self.triggered.connect(self._on_triggered)
        if self.actions():
            self.setActiveAction(self.actions()[0])

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class WhomMenu(QMenu):
    """Asks whom to assess.

    Signals:
        candidate_wanted, staff_wanted: what was chosen.
    """

    candidate_wanted = Signal()
    staff_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        candidate = self.addAction(theme.icon("user-round-plus"), _("Candidate…"))
        candidate.triggered.connect(self.candidate_wanted)
        staff = self.addAction(theme.icon("users-round"), _("Employee…"))
        staff.triggered.connect(self.staff_wanted)
        self.setActiveAction(candidate)


def digit(event: QKeyEvent) -> int:
    """Return the digit that was typed, 0 for none."""
    free = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    number = event.key() - Qt.Key.Key_0
    return number if free and 1 <= number <= DIGITS else 0
