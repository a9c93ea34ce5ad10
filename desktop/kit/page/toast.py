"""A short message over the status line with one link: open what was made, or undo; never for errors."""

from collections.abc import Callable
from pathlib import Path
from typing import override

from PySide6.QtCore import QEvent, QRect, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.buttons import button
from desktop.kit.page import files
from desktop.kit.page.corner import Corner
from desktop.theme import Theme
from resources.i18n import _

STAYS = 6000  # milliseconds


class Toast(Corner):
    """Covers the end of the key hints, so that it hides no button; disappears after six seconds.

    It stays while the pointer is on it, so that a late click does not land on what lies below.
    """

    def __init__(self, theme: Theme, parent: QWidget, room: Callable[[], QRect] | None = None) -> None:
        """*room* returns its area in the parent; if None, the toast takes the whole bottom line."""
        super().__init__(parent)
        self._room = room
        self.setFixedHeight(theme.high("status"))
        tick = QLabel(self, pixmap=theme.icon("check", "ok").pixmap(16, 16))
        self._text = labels.elided("", self)
        self.link = button(_("Open folder"), self, "quiet", small=True, do=self._on_link)
        layout.row(tick, self._text, self.link, gap="m", around=(12, 1, 12, 1), of=self)
        self._folder: Path | None = None
        self._undo: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text.text()

    def tell(
        self,
        text: str,
        folder: Path | None = None,
        undo: Callable[[], object] | None = None,
        *,
        link: str = "",
    ) -> None:
        """Show the text; with *folder* there is a link that opens it, with *undo* one that does that.

        *link* is the text of the link, where it does something other than undo.
        """
        self._text.setText(text)
        self.setAccessibleName(text)
        self._folder, self._undo = folder, undo
        self.link.setText(link or (_("Open folder") if undo is None else _("Undo")))
        self.link.setVisible(folder is not None or undo is not None)
        self.come()
        announce(text, self)
        if self.underMouse():
            self._timer.stop()
        else:
            self._timer.start()

    def end_undo(self) -> None:
        """Offer no undoing any more, since the last act is another one."""
        if self._undo is not None:
            self._undo = None
            self.hide()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()

    @override
    def _place(self) -> None:
        around = self._around
        high = self.height()
        room = QRect(0, around.height() - high, around.width(), high) if self._room is None else self._room()
        self.setFixedWidth(min(self.sizeHint().width(), room.width()))
        self.move(room.right() + 1 - self.width(), room.bottom() + 1 - high)  # the first keys stay in sight

    def _on_link(self) -> None:
        if (undo := self._undo) is not None:
            self.end_undo()
            undo()
        elif self._folder is not None:
            files.show_folder(self._folder)
