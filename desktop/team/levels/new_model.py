"""The part of the page about a framework that is made from the matrix: its title and its targets."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.fields import TextField
from desktop.team.levels.questions import Line, Questions
from desktop.theme import Theme
from resources.i18n import _


class NewModel(QWidget):
    """Nothing of it is written before the act, or before the draft is kept.

    Signals:
        titled: the title as it is typed.
        kept: the framework is to be kept as a draft, without the levels.
    """

    titled = Signal(str)
    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = labels.paragraph(_("New framework"), self, "section")
        self.about = labels.paragraph("", self, "small", "muted")
        self.title = TextField(_("Title of the framework and of the position"), self, "title")
        self.title.line.textEdited.connect(self._on_title)
        self.targets = Questions(theme, _("Target levels"), self)
        self.keep_button = button(_("Keep the framework as a draft"), self, do=self.kept)
        layout.column(
            self.heading,
            self.about,
            self.title,
            self.targets,
            layout.row(self.keep_button, layout.STRETCH),
            gap="s",
            of=self,
        )

    def ask(self, about: str, targets: str, lines: Sequence[Line]) -> None:
        """Show what the framework would have, and a line for each target."""
        self.about.setText(about)
        self.targets.ask(targets, lines)

    def put_title(self, title: str) -> None:
        """Show the title, unless it is being typed."""
        if not self.title.line.hasFocus():
            self.title.line.setText(title)
            self.title.line.setCursorPosition(0)

    def _on_title(self, _text: str) -> None:
        self.titled.emit(self.title.text)
