"""The follow-ups of a question as ticks: which of them were asked, the same ones for everybody."""

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.actions import Actions
from desktop.kit import labels
from desktop.kit.buttons import button
from desktop.kit.flow import Flow
from desktop.kit.off import allow
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.text import Text
from resources.i18n import _, current, nb

KEYS = 7  # follow-ups with a key


class FollowUps(QWidget):
    """A button for each follow-up, ticked once it was asked.

    Signals:
        ticked: the Russian text of the follow-up, and whether it was asked.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget, owner: QWidget) -> None:
        """*owner* is where the keys work."""
        super().__init__(parent)
        self._icons = theme.icon("plus", "muted"), theme.icon("check", "accent")
        self._caps = [actions.cap(f"follow_up_{n + 1}") for n in range(KEYS)]
        self._probes: tuple[Text, ...] = ()
        self.buttons: list[QPushButton] = []
        self._flow = Flow(QMargins(0, 0, 0, 0), gap=6, between=4)
        self._flow.addWidget(labels.plain(_("Tick what you asked:"), self, "small", "muted"))
        self.setLayout(self._flow)
        for n in range(KEYS):
            actions.make(f"follow_up_{n + 1}", owner, self._on_key).setAutoRepeat(False)
        self.hide()

    def show_row(self, probes: tuple[Text, ...], asked: frozenset[str], reason: str) -> None:
        """Show the follow-ups and which were asked; *reason* says why they cannot be ticked."""
        if probes != self._probes:
            self._probes = probes
            while len(self.buttons) < len(probes):
                self._add()
            for number, shown in enumerate(self.buttons):
                shown.setVisible(number < len(probes))
                if number < len(probes):
                    self._say(number, current().text(probes[number]))
            self.setVisible(bool(probes))
        for probe, shown in zip(probes, self.buttons, strict=False):
            was = probe.ru in asked
            if shown.isChecked() != was:
                shown.setChecked(was)
            if (was, reason) != shown.property("state"):
                shown.setProperty("state", (was, reason))
                shown.setIcon(self._icons[was])
                allow(shown, reason)

    def _say(self, number: int, text: str) -> None:
        shown = self.buttons[number]
        shown.setText(nb(text).replace("&", "&&"))
        shown.setAccessibleName(text)
        set_tip(shown, f"{text} ({self._caps[number]})" if number < KEYS else text)

    def _add(self) -> None:
        made = button("", self, icon=self._icons[0], small=True, do=self._on_button)
        made.setCheckable(True)
        made.setProperty("reason", True)
        self._flow.addWidget(made)
        self.buttons.append(made)

    def _on_button(self) -> None:
        shown = self.sender()
        number = next(n for n, one in enumerate(self.buttons) if one is shown)
        self._tick(number)

    def _on_key(self) -> None:
        number = int(self.sender().objectName().rpartition("_")[2]) - 1
        if number < len(self._probes) and self.buttons[number].isEnabled():
            self.buttons[number].toggle()
            self._tick(number)

    def _tick(self, number: int) -> None:
        self.ticked.emit(self._probes[number].ru, self.buttons[number].isChecked())
