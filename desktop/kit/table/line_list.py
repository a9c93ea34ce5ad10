"""A list with painted lines: one tab stop, the arrows move along it."""

from typing import override

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.kit.table.list_model import ListModel
from desktop.kit.table.row_menu import show_row_menu

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYPAD = Qt.KeyboardModifier.KeypadModifier


class LineList[R](QListView):
    """Shows a ``ListModel``; a subclass connects ``take`` if the mouse should open a line too.

    Attributes:
        around: names of acts on a line that what the list is in has; the line's menu offers them too.

    Signals:
        taken: the line on which Enter was pressed.
    """

    taken = Signal(object)

    def __init__(self, model: ListModel[R], name: str, parent: QWidget) -> None:
        """*name* is what a screen reader says."""
        super().__init__(parent)
        self.list_model = model
        self.around: tuple[str, ...] = ()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setModel(model)  # last: with lines, the scroll mode measures each of them in vain

    @property
    def current_line(self) -> R | None:
        """The current line."""
        return self.list_model.line(self.currentIndex().row())

    def take(self, index: QModelIndex) -> None:
        """Emit ``taken`` for this line, unless it is a heading or no line."""
        line = self.list_model.line(index.row())
        if line is not None:
            self.taken.emit(line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~KEYPAD and self.current_line is not None:
            self.take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_row_menu(self, event, self.around)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not change the current line (P48)."""
