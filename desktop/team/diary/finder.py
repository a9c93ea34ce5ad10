"""A field that finds one of many by a few letters of either alphabet; arrows choose, Enter accepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop.kit.line_icons import Line
from desktop.theme import Theme
from domain.matching import Index

SHOWN = 6
LINE = 28
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to find: ``key`` identifies it, ``also`` are invisible search words.

    ``note`` is shown after the title in the list.
    """

    key: int
    title: str
    note: str = ""
    also: str = ""

    @property
    def line(self) -> str:
        """The text in the list."""
        return f"{self.title} · {self.note}" if self.note else self.title


class Options:
    """What is searched together, built beforehand or when found."""

    def __init__(self, options: Sequence[Option] = ()) -> None:
        self._options = {one.key: one for one in options}
        self._keys = tuple(self._options)
        self.index = Index(f"{one.title} {one.note} {one.also}" for one in options)

    def key(self, number: int) -> int:
        """Return the key for a number in the index."""
        return self._keys[number]

    def option(self, key: int | None) -> Option | None:
        """Return the option with this key, None if there is none."""
        return self._options.get(key or 0)


class Finder(Line):
    """The list of matches overlays what is below while the user types.

    Signals:
        found: key of the choice; the field then shows its title, unless it *empties* itself.
        unsettled: further typing has cancelled the choice.
    """

    found = Signal(int)
    unsettled = Signal()

    def __init__(self, theme: Theme, name: str, hint: str, parent: QWidget, *, empties: bool = False) -> None:
        super().__init__(parent)
        self._empties = empties
        self._line = LINE + 2 * theme.font_step
        self._options = Options()
        self._taken: Option | None = None
        self.setMaxLength(120)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.list = QListWidget(self.window())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # typing must continue in the field
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.hide()
        self.textEdited.connect(self._search)
        self.list.itemClicked.connect(self._on_clicked)

    @property
    def taken(self) -> int | None:
        """The key of the choice, None if there is none."""
        return self._taken.key if self._taken is not None else None

    def offer(self, options: Options) -> None:
        """Search these options from now on."""
        self._options = options

    def choose(self, key: int | None) -> None:
        """Show the option with this key, None for none, without a signal."""
        self._taken = self._options.option(key)
        self.setText(self._taken.title if self._taken is not None else "")
        self.setCursorPosition(0)
        self.list.hide()

    @override
    def event(self, event: QEvent) -> bool:
        # Esc closes the dialog and Enter presses its button; while the list is open they belong to it.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._own(event):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            count = self.list.count()
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._stand_on((self.list.currentRow() + step) % count)
        elif event.key() == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            self._take(self.list.currentRow())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Tab accepts the first match: the user has just read it below the typed letters.
        if not self.list.isHidden() and event.reason() is Qt.FocusReason.TabFocusReason:
            self._take(self.list.currentRow())
        self.list.hide()
        super().focusOutEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def _own(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape, *ENTER)
        return not self.list.isHidden() and plain and event.key() in keys

    def _search(self, typed: str) -> None:
        if self._taken is not None:
            self._taken = None
            self.unsettled.emit()
        found = self._options.index.find(typed, SHOWN) if typed.strip() else ()
        self.list.clear()
        for option in (self._options.option(self._options.key(number)) for number in found):
            assert option is not None
            line = QListWidgetItem(option.line)
            line.setData(Qt.ItemDataRole.UserRole, option.key)
            line.setSizeHint(QSize(40, self._line))
            self.list.addItem(line)
        self.list.setVisible(bool(found))
        if found:
            self._place()
            self.list.raise_()
            self._stand_on(0)
        else:
            self.setAccessibleDescription("")

    def _stand_on(self, row: int) -> None:
        self.list.setCurrentRow(row)
        self.setAccessibleDescription(self.list.item(row).text())

    def _take(self, row: int) -> None:
        key = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        assert isinstance(key, int)
        self.choose(None if self._empties else key)
        self.found.emit(key)

    def _on_clicked(self, line: QListWidgetItem) -> None:
        self._take(self.list.row(line))

    def _place(self) -> None:
        below = self.mapTo(self.window(), QPoint(0, self.height() + 1))
        self.list.setGeometry(below.x(), below.y(), self.width(), self.list.count() * self._line + 4)
