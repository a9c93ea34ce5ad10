"""A password field that warns about Caps Lock and the keyboard layout."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop.kit.line_icons import Line
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _


class PasswordEdit(Line):
    """Shows dots, has an eye to reveal them, and guesses Caps Lock from the last letter: Qt cannot ask.

    *eye* is the button that reveals them.

    Signals:
        hinted: text about Caps Lock and layout; empty if there is nothing to say.
    """

    hinted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._reveal = QAction(self)
        self.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._reveal.triggered.connect(self._on_eye)
        [self.eye] = self.findChildren(QToolButton)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt makes it reachable by mouse only
        self._show_eye()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.eye.hasFocus():  # the eye hands on what it does not want, which is not meant for the text
            event.ignore()
            return
        super().keyPressEvent(event)
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            self.hinted.emit(_hint(letter, shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)))
        elif not self.text():
            self.hinted.emit("")

    def _on_eye(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show_eye()

    def _show_eye(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self._reveal.setIcon(self._theme.icon("eye" if hidden else "eye-off", "muted"))
        self._reveal.setText(_("Show the password") if hidden else _("Hide the password"))
        set_tip(self._reveal, self._reveal.text())


def _hint(letter: str, *, shift: bool) -> str:
    locked = letter.isupper() != shift and letter.lower() != letter.upper()
    cyrillic = "\u0400" <= letter <= "\u04ff"
    if locked and cyrillic:
        return _("Caps Lock is on, the layout is Russian")
    if locked:
        return _("Caps Lock is on")
    return _("The layout is Russian") if cyrillic else ""
