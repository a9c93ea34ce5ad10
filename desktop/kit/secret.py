"""A secret that is shown once: it is not marked and copied by hand, since histories keep what is."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.theme import Theme

FONT = 22  # px
NOT_IN_HISTORY = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""What asks the clipboard histories of KDE and of Windows to keep nothing of it."""


class Secret(QPlainTextEdit):
    """Large letters of one width; only ``copy_whole`` copies it, past the clipboard's history."""

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget, *, whole: str = "") -> None:
        """*name* is what a screen reader says, *whole* what is copied if it is not the text shown."""
        super().__init__(text, parent)
        self._whole = whole or text
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(FONT + theme.font_step)
        self.setFont(font)
        self.setStyleSheet(f"font-size: {FONT + theme.font_step}px; font-weight: 600;")
        lines = self.document().blockCount()
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 24)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def copy_whole(self) -> None:
        """Copy all of it."""
        content = QMimeData()
        content.setText(self._whole)
        for name, value in NOT_IN_HISTORY.items():
            content.setData(name, value)
        QGuiApplication.clipboard().setMimeData(content)
