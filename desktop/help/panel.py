"""Where the help is shown: beside the screen, or in a window of its own beside a dialog."""

from typing import override

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QWidget
from shiboken6 import isValid

from desktop.actions import Actions
from desktop.help.drawing import Keys
from desktop.help.view import HelpView
from desktop.kit import layout
from desktop.kit.form.dialog import Dialog
from desktop.theme import Theme
from resources.i18n import _

LEAST, MOST = 320, 440  # px of its width
SCREEN = 960  # px that a screen needs beside it; with large letters more
WIDE_SCREEN, LARGE_STEP = 1280, 4
APART = 8  # px between a dialog and the window of its help


class HelpPanel(QFrame):
    """Beside the screen if there is room for both, else over the half of it where one is not typing."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before: QWidget | None = None
        self.over = False  # it covers half of the screen, since both have no room
        self.setObjectName("help")
        self.view = HelpView(theme, actions, self)
        layout.column(layout.grow(self.view), of=self)
        self.view.closed.connect(self.leave)
        self.hide()

    def show_page(self, link: str, keys: Keys = ()) -> None:
        """Show this page and give it the focus; what had it gets it back afterwards."""
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
        self.view.show_page(link, keys)
        self.show()
        self.raise_()
        self.view.begin()

    @property
    def follows(self) -> bool:
        """Whether it should show the page of the next screen."""
        return self.view.follows

    def leave(self) -> None:
        """Close it and go on where one was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, room: QRect) -> int:
        """Lie in this room of the window; return how much of its width the screen has to leave free, px."""
        step = self._theme.font_step
        beside = room.width() - (SCREEN if step <= LARGE_STEP else WIDE_SCREEN)
        width = min(max(beside, LEAST + 12 * step), MOST + 12 * step)
        self.over = beside < LEAST + 12 * step
        if not self.over:
            self.setGeometry(room.right() + 1 - width, room.top(), width, room.height())
            return width
        width = min(width, room.width() // 2)
        at = room.left() if self._typing_right(room) else room.right() + 1 - width
        self.setGeometry(at, room.top(), width, room.height())
        return 0

    def _typing_right(self, room: QRect) -> bool:
        typed = self._before
        if typed is None or not isValid(typed) or not typed.isVisible():
            return False
        window = self.window()
        return typed.mapTo(window, typed.rect().center()).x() > room.center().x()


class HelpWindow(Dialog):
    """The help beside a dialog, which goes on meanwhile."""

    help_page = "contents"

    def __init__(self, theme: Theme, actions: Actions, parent: QDialog) -> None:
        super().__init__(parent)
        parent.finished.connect(self.close)
        self.setModal(False)
        self.setWindowTitle(_("Help"))
        self.view = HelpView(theme, actions, self)
        layout.column(layout.grow(self.view), of=self)
        self.view.closed.connect(self.close)
        self._step = theme.font_step
        self._moved: tuple[QPoint, QPoint] | None = None  # where the dialog was, and where it went
        self.resize(MOST + 12 * theme.font_step, 560)

    def show_beside(self, dialog: QWidget, link: str) -> None:
        """Show the page to the right of the dialog or to its left, where the screen has more room.

        A wide dialog gives way to the edge of the screen; one that leaves no room even so keeps its right
        side, where its buttons are.
        """
        self.view.show_page(link)
        around, room = dialog.frameGeometry(), dialog.screen().availableGeometry()
        right = room.right() - around.right() >= around.left() - room.left()
        free = (
            room.width() - around.width() - 2 * APART
        )  # what frames its own window is known once it is shown
        fits = free >= LEAST + 12 * self._step
        width = min(MOST + 12 * self._step, free) if fits else MOST + 12 * self._step
        self.resize(width, self.height())
        if not fits:
            at = room.left()
        elif right:
            at = min(around.right() + APART, room.right() + 1 - APART - width)
            self._give_way(dialog, min(around.left(), at - APART - around.width()))
        else:
            at = max(around.left() - APART - width, room.left())
            self._give_way(dialog, max(around.left(), at + width + APART))
        self.move(QPoint(at, max(around.top(), room.top())))
        self.show()
        self.activateWindow()
        self.view.begin()

    def _give_way(self, dialog: QWidget, x: int) -> None:
        """Move the dialog so far that both are seen whole."""
        if dialog.x() != x:
            before = dialog.pos() if self._moved is None else self._moved[0]
            dialog.move(x, dialog.y())
            self._moved = before, dialog.pos()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_F1:
            self.close()
        else:
            super().keyPressEvent(arg__1)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        owner, moved, self._moved = self.parentWidget(), self._moved, None
        if owner is not None and owner.isVisible():
            if moved is not None and owner.pos() == moved[1]:  # unless somebody has moved it since
                owner.move(moved[0])
            owner.activateWindow()
