"""The box over the screen: type a few letters, choose with the arrows, Enter goes there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from desktop.actions import LATIN
from desktop.jump.entries import Entry, People, Shelf
from desktop.jump.rows import FoundDelegate, row_height, spoken
from desktop.kit import chips, labels, layout
from desktop.kit.jump_field import found_by
from desktop.kit.line_icons import Line, put_glass
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import ListModel
from desktop.theme import Theme
from domain.matching import find_in
from resources.i18n import _

WIDTH, TOP, SIDE = 600, 64, 40
SHOWN, LIMIT = 9, 50
TYPED = 120  # characters; no name is longer
PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class JumpBox(QFrame):
    """Lies over its parent while it has the focus; deletes itself and gives the focus back.

    Signals:
        chosen: the Entry to go to; the box is closed by then.
        closed: the box is gone, whether anything was chosen or not.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        shelves: Sequence[Shelf],
        parent: QWidget,
        more: Callable[[str], Sequence[Entry]] | None = None,
        why_nothing: Callable[[str], str] | None = None,
    ) -> None:
        """*more* returns entries for the typed text alone, to be listed before all others.

        *why_nothing* returns the text to show when nothing is found.
        """
        super().__init__(parent)
        self._more = more
        self._why_nothing = why_nothing
        self.setObjectName("jump")
        self.shelves = tuple(shelves)
        words = found_by(people=any(isinstance(one, People) for one in self.shelves))
        self.setAccessibleName(words)
        self._around = parent
        self._theme = theme
        self._before = QApplication.focusWidget()
        self._keyed = {cap: entry for one in reversed(self.shelves) for cap, entry in one.keyed.items()}
        self.edit = _Edit(theme, frozenset(self._keyed), words, self)
        top = layout.row(self.edit, around=(12, 0, 12, 12))
        column = layout.column(top, labels.rule(self), around=(1, 12, 1, 1), of=self)
        self.model: ListModel[Entry] = ListModel(("",), _spoken, _key, self)
        self.list = LineList(self.model, _("Found"), self)
        self.list.setItemDelegate(FoundDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # letters keep going into the field
        column.addWidget(self.list)
        self._nothing = labels.plain(_("Nothing found"), self, "body", "muted")
        self._nothing.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._nothing)
        column.addWidget(labels.rule(self))
        column.addLayout(self._keys())
        self.edit.textChanged.connect(self._search)
        self.edit.walked.connect(self._walk)
        self.edit.entered.connect(self._take)
        self.edit.left.connect(self.close_box)
        self.edit.pressed.connect(self._on_pressed)
        self.edit.lost.connect(self._on_lost)
        self.list.clicked.connect(self._take)
        parent.installEventFilter(self)
        self._search("")

    @property
    def entry(self) -> Entry | None:
        """The entry that Enter opens."""
        return self.list.current_line

    @property
    def nothing_words(self) -> str:
        """The text shown when nothing is found; empty while something is."""
        return self._nothing.text() if not self.model.rowCount() else ""

    def come(self) -> None:
        """Show it and take the focus."""
        self._place()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Close; the focus returns to where it was."""
        if self.isHidden():
            return
        before = self._before
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay centred."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _keys(self) -> QHBoxLayout:
        row = layout.row(gap=6, around=(14, 7, 14, 7))
        for cap, words in (("↑ ↓", _("choose")), ("Enter", _("open")), ("Esc", _("close"))):
            row.addWidget(chips.key_cap(cap, self))
            row.addWidget(labels.plain(words, self, "caption", "muted"))
            row.addSpacing(10)
        row.addStretch(1)
        return row

    def _search(self, typed: str) -> None:
        more = self._more(typed) if self._more is not None else ()
        matches = find_in([one.index for one in self.shelves], typed, LIMIT)
        self.model.show([*more, *(self.shelves[at].entry(number) for at, number in matches)])
        found = self.model.rowCount()
        self.list.setFixedHeight(min(max(found, 1), self._lines()) * row_height(self._theme))
        self.list.setVisible(found > 0)
        if found == 0 and self._why_nothing is not None:
            self._nothing.setText(self._why_nothing(typed))
        self._nothing.setVisible(found == 0)
        self._stand_on(0)
        self._place()

    def _stand_on(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))
        entry = self.entry
        self.edit.setAccessibleDescription(spoken(entry) if entry is not None else self._nothing.text())

    def _walk(self, step: int) -> None:
        count = self.model.rowCount()
        row = self.list.currentIndex().row()
        if not count:
            return
        if abs(step) == 1:
            self._stand_on((row + step) % count)
        else:
            self._stand_on(min(max(row + step, 0), count - 1))

    def _take(self, _index: QModelIndex | None = None) -> None:
        entry = self.entry
        if entry is not None:
            self._choose(entry)

    def _choose(self, entry: Entry) -> None:
        self.close_box()
        self.chosen.emit(entry)

    def _on_pressed(self, cap: str) -> None:
        """Do what a key beside an entry promises, whether the entry is in sight or not."""
        self._choose(self._keyed[cap])

    def _on_lost(self) -> None:
        # Not at once: whatever took the focus keeps it, and this widget is just losing it.
        self._before = None
        QTimer.singleShot(0, self, self.close_box)

    def _lines(self) -> int:
        room = self._around.height() - TOP - SIDE - 110 - 6 * self._theme.font_step
        return max(3, min(SHOWN, room // row_height(self._theme)))

    def _place(self) -> None:
        width = min(WIDTH + 20 * self._theme.font_step, self._around.width() - 2 * SIDE)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._around.width() - width) // 2, TOP)


class _Edit(Line):
    """The field; passes on the keys that are not for typing.

    Signals:
        walked: by how many lines.
        entered: Enter.
        left: Esc, Tab, or the box's own key again.
        pressed: the cap of an entry's key.
        lost: the focus went elsewhere in the window.
    """

    walked = Signal(int)
    entered = Signal()
    left = Signal()
    pressed = Signal(str)
    lost = Signal()

    def __init__(self, theme: Theme, caps: frozenset[str], words: str, parent: QWidget) -> None:
        """*caps* are the keys of entries, *words* say what can be typed."""
        super().__init__(parent)
        self._caps = caps
        self.setMaxLength(TYPED)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        put_glass(self, theme)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not (_own(event) or _cap(event) in self._caps):
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._act(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.lost.emit()

    def _act(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(step)
        elif event.key() in ENTER:
            self.entered.emit()
        elif not _own(event):
            self.pressed.emit(_cap(event))
        else:
            self.left.emit()


STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -SHOWN, Qt.Key.Key_PageDown: SHOWN}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def _own(event: QKeyEvent) -> bool:
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        key = event.key()
        letter = chr(key) if 0x20 < key < 0x500 else ""
        return LATIN.get(letter, letter) == "K"
    return event.key() in (*STEPS, *ENTER, *LEAVING)


def _cap(event: QKeyEvent) -> str:
    """Return the key as caps name it, whatever the layout; empty for one that types."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return ""
    key = event.key()
    letter = chr(key) if 0x20 < key < 0x500 else ""
    held = (Qt.KeyboardModifier.AltModifier, "Alt"), (Qt.KeyboardModifier.ShiftModifier, "Shift")
    parts = ["Ctrl", *(name for modifier, name in held if event.modifiers() & modifier)]
    return "+".join((*parts, LATIN.get(letter, letter))) if letter else ""


def _spoken(entry: Entry) -> tuple[str, ...]:
    return (spoken(entry),)


def _key(entry: Entry) -> object:
    return entry
