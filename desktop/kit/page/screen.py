"""The frame of a screen: header with the way back, banners, and one of several parts below them."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.context import Context
from desktop.kit import layout
from desktop.kit.page.banner import Banner
from desktop.kit.page.header import Header
from desktop.kit.tips import set_tip

type Keys = tuple[tuple[str, str], ...]


class Screen(QWidget):
    """Places each added widget below the earlier ones; rereads its data when a table in TABLES changes.

    Signals:
        closed: go back to the previous screen.
        told: a message to show.
        removed: what was removed, to be said with a way to undo it.
        exported: the paths written, a tuple.
        papers_wanted: show a document of what is shown: its kind, empty for the usual one.
        keys_changed: the keys that work have changed.
    """

    closed = Signal()
    told = Signal(str)
    removed = Signal(str)
    exported = Signal(object)
    papers_wanted = Signal(str)
    keys_changed = Signal()
    TABLES: ClassVar[frozenset[str]] = frozenset()
    BACK: ClassVar[tuple[str, ...]] = ("back", "go_back")  # the acts that lead back; the first one is shown

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._keys: Keys = ()
        self._read_about: tuple[object, ...] | None = None
        self.column = layout.column(of=self)
        if self.TABLES:
            context.data.changed.connect(self._on_tables)

    @property
    def keys(self) -> Keys:
        """The keys that do something now, and what they do."""
        return self._keys

    @property
    def help_page(self) -> str:
        """The place of the help about what is shown now; empty if that is the page of the screen."""
        return ""

    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def is_fresh(self, *about: object) -> bool:
        """Return whether ``note_read`` was told the same, and no table of TABLES has changed since."""
        return self._read_about == about

    def note_read(self, *about: object) -> None:
        """Note what was read, and all besides tables that it depends on, such as the day."""
        self._read_about = about

    def undo_last(self) -> None:
        """Undo the last act, as the key would wherever the focus is."""
        able = (one for one in self.findChildren(QAction, "undo") if one.isEnabled())
        if (undo := next(able, None)) is not None:
            undo.trigger()

    def export(self) -> None:
        """Go to the documents of what is shown."""
        self.papers_wanted.emit("")

    def make_act(self, name: str, slot: Callable[..., object], *needs: Callable[..., Any]) -> QAction:
        """Return this act of the screen; it is out of reach if one of its *needs* may not be asked here."""
        action = self._context.actions.make(name, self, slot)
        if not all(map(self._context.data.allows, needs)):
            action.setShortcuts([])
            self.removeAction(action)
        return action

    def add_header[H: Header](self, header: H) -> H:
        """Add the header, and connect its arrow and the equivalent keys to ``closed``."""
        self.column.addWidget(header)
        if header.back_button is not None:
            header.back_button.clicked.connect(self.closed)
            actions = self._context.actions
            for name in self.BACK:
                actions.make(name, self, self.closed)
            words = header.back_button.accessibleName()
            set_tip(header.back_button, f"{words} ({actions.cap(self.BACK[0])})")
        return header

    def add_banner(self) -> Banner:
        """Add a banner, hidden at first."""
        banner = Banner(self._context.theme, self)
        banner.setProperty("apart", True)  # its margin is shown and hidden with it
        self.column.addWidget(banner)
        return banner

    def add_stack(self, *parts: QWidget) -> QStackedWidget:
        """Add a stack that takes all the remaining room; it shows one part at a time, the first at first."""
        stack = QStackedWidget(self)
        for one in parts:
            stack.addWidget(one)
        self.column.addWidget(stack, 1)
        return stack

    def lay(self, *items: layout.Item) -> None:
        """Add the items."""
        layout.fill(self.column, *items)

    def _on_tables(self, tables: frozenset[str]) -> None:
        if not tables & self.TABLES:
            return
        self._read_about = None
        # A hidden screen reads when it is opened; otherwise every mark in a sheet would make it read for
        # nobody.
        if self.isVisible():
            self.refresh()
