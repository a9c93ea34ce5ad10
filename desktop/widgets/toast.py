"""A short good message at the bottom right, with one link; never for errors."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.theme import Theme
from desktop.widgets import files, labels
from desktop.widgets.aloud import announce
from desktop.widgets.buttons import button
from desktop.widgets.corner import Corner
from resources.i18n import _

STAYS = 6000  # milliseconds


class Toast(Corner):
    """Lies over the parent's bottom right corner and leaves after six seconds."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        tick = QLabel(self)
        tick.setPixmap(theme.icon("check", "ok").pixmap(16, 16))
        self._text = labels.plain("", self)
        self.link = button(_("Open folder"), self, "quiet", small=True)
        self.link.clicked.connect(self._on_link)
        for widget in (tick, self._text, self.link):
            row.addWidget(widget)
        self._folder: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, text: str, folder: Path | None = None) -> None:
        """Say it; with *folder* there is a link that opens it."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._folder = folder
        self.link.setVisible(folder is not None)
        self.come()
        announce(text, self)
        self._timer.start()

    def _on_link(self) -> None:
        if self._folder is not None:
            files.show_folder(self._folder)
