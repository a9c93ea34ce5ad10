"""Which items are shown besides the set of questions: only the most important, or those outside too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.kit import chips, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _, nb


class ScopeBar(QWidget):
    """Two switches, each hidden if there is nothing to switch.

    Signals:
        focus_wanted, outside_wanted: the switch was pressed.
    """

    focus_wanted = Signal()
    outside_wanted = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        column = layout.column(gap="xs", around=(12, 6, 12, 8), of=self)
        self._lines: list[QWidget] = []
        self.focus_set = self._add(column, actions.cap("focus_set"))
        self.outside = self._add(column, actions.cap("outside"))
        self.focus_set.clicked.connect(self.focus_wanted)
        self.outside.clicked.connect(self.outside_wanted)
        self.hide()

    def show_scope(self, minutes: int, outside: int, *, focused: bool, shows_outside: bool) -> None:
        """Show the switches; *minutes* is the time of the most important items, 0 if those are all."""
        self.focus_set.setText(nb(_("Short set: {n} min").format(n=minutes)))
        told = _("Critical competencies first, then by weight, function by function")
        set_tip(self.focus_set, told)
        self.focus_set.setAccessibleDescription(told)
        self.outside.setText(nb(_("Outside the set: {n}").format(n=outside)))
        told = _("They can be rated too; without a mark they change nothing")
        set_tip(self.outside, told)
        self.outside.setAccessibleDescription(told)
        self.focus_set.setChecked(focused)
        self.outside.setChecked(shows_outside)
        for line, there in zip(self._lines, (minutes, outside), strict=True):
            line.setVisible(bool(there))
        self.setVisible(bool(minutes or outside))

    def _add(self, column: QVBoxLayout, cap: str) -> QPushButton:
        line = QWidget(self)
        made = button("", line, small=True)
        made.setCheckable(True)
        made.setProperty("reason", True)
        layout.row(made, chips.key_cap(cap, line), layout.STRETCH, gap=6, of=line)
        column.addWidget(line)
        self._lines.append(line)
        return made
