"""F1: which page of the help belongs to what is shown, and where it lies beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.actions import Actions
from desktop.help.drawing import Keys
from desktop.help.keys import sheet_of_keys
from desktop.help.pages import START, page_of, reader_of
from desktop.help.panel import HelpPanel, HelpWindow
from desktop.kit.form.dialog import Dialog
from desktop.office.help.reader import OF_A_FILE, Reader

if TYPE_CHECKING:
    from desktop.frame.window import Window


class Helping(QObject):
    """Shows the help in its window; made with the first F1, so that a start pays nothing for it."""

    def __init__(self, actions: Actions, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self.panel = HelpPanel(window.theme, actions, window)
        self.panel.view.closed.connect(self.lie)

    def help(self) -> None:
        """Show the page of what is shown; if one reads the help already, close it."""
        focused = QApplication.focusWidget()
        if self.panel.isVisible() and focused is not None and self.panel.isAncestorOf(focused):
            self.panel.leave()
        else:
            self.panel.view.read_by(self._reader())
            self.panel.show_page(*self._page())
        self.lie()
        self.panel.view.settle()

    def show_page(self, link: str) -> None:
        """Show this page."""
        self.panel.view.read_by(self._reader())
        self.panel.show_page(link)
        self.lie()

    def help_beside(self, dialog: QDialog) -> None:
        """Show the page of the dialog, or of the screen below it, in a window beside the dialog."""
        shown = dialog.findChild(HelpWindow)
        window = shown or HelpWindow(self._window.theme, self._actions, dialog)
        window.view.read_by(self._reader())
        window.show_beside(dialog, _own_page(dialog) or self._page()[0])

    def follow(self) -> None:
        """Show the page of another screen, if that of the screen before was shown."""
        if self.panel.isVisible() and self.panel.follows:
            self.panel.view.read_by(self._reader())
            self.panel.view.show_page(*self._page())

    def lie(self) -> None:
        """Lie beside the screen, which gives way as far as it can."""
        layout = self._window.layout()
        assert layout is not None
        free = self.panel.place(self._window.rect()) if not self.panel.isHidden() else 0
        layout.setContentsMargins(0, 0, free, 0)

    def _reader(self) -> Reader:
        space = self._window.workspace
        return OF_A_FILE if self._window.start is not None or space is None else reader_of(space.data)

    def _page(self) -> tuple[str, Keys]:
        space, start = self._window.workspace, self._window.start
        if start is not None:
            page = START if start.card is None else start.card.help_page
            wrong = start.card is not None and start.card.fault.isVisible()
            keys = sheet_of_keys(start.keys, (*self._window.actions(), *start.actions()))
            return start.help_page if wrong and start.help_page else page, keys
        if space is None:
            return START, ()
        page = space.help_page or space.shown.help_page or page_of(space.place[0])
        acts = (*self._window.actions(), *space.actions())
        return page, sheet_of_keys(space.shown.keys, acts, of_file=not space.data.is_remote)


def _own_page(dialog: QWidget | None) -> str:
    """Return the page of the dialog, or of the one it was opened from: a question needs none of its own."""
    while dialog is not None:
        if isinstance(dialog, Dialog) and (page := dialog.help_page or type(dialog).help_page):
            return page
        dialog = dialog.parentWidget()
    return ""
