"""The frame of a screen that lists things: header, table, and what stands there while it is empty."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from desktop.context import Context
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Keys, Screen
from desktop.kit.table.column_table import ColumnTable
from desktop.kit.table.list_model import ListModel, grouped

OF_A_LINE = frozenset({"↑ ↓", "Enter", "Ctrl+C"})


class ListScreen[R](Screen):
    """Reads when it is opened and when a table in ``TABLES`` changed, and stands where one stood.

    A screen puts its widgets into ``header`` and below it and then calls ``lay_out``. It says what is
    listed (``groups``), what opens a line (``take``) and what a new one takes (``begin``).
    """

    table: ColumnTable[R]
    model: ListModel[R]
    nothing: Empty
    new_button: QPushButton
    _stack: QStackedWidget

    def __init__(self, context: Context, title: str, keys: Keys, parent: QWidget) -> None:
        """*keys* are named while there are lines; without any, those that act on a line are left out."""
        super().__init__(context, parent)
        self._title, self._keys = title, keys
        self.header = self.add_header(Header(context.theme, title, self))

    def lay_out(self, table: ColumnTable[R], nothing: Empty, new: str) -> None:
        """Put table and *nothing* below what is there already, and the button of *new* into the header."""
        self.table, self.model, self.nothing = table, table.list_model, nothing
        self.new_button = self.header.act(new, "plus", self.open_new)
        self.header.lead(self.new_button)
        self._stack = self.add_stack(table, nothing)
        make = self._context.actions.make
        make("add", self, self.open_new)
        make("open", table, self.take, Qt.ShortcutContext.WidgetShortcut)
        table.doubleClicked.connect(self.take)
        nothing.acted.connect(self.help_on)

    @property
    def keys(self) -> Keys:
        """The keys that do something now: an empty list has no line to go to."""
        has_lines = self._stack.currentWidget() is self.table
        return tuple(one for one in self._keys if has_lines or one[0] not in OF_A_LINE)

    def read(self) -> None:
        """Read what ``groups`` lists, where that is more than it can read itself."""

    def groups(self) -> Sequence[tuple[str, Sequence[R]]]:
        """Return what is listed, under headings; empty ones are left out."""
        raise NotImplementedError

    def facts(self) -> str:
        """Return what stands beside the title."""
        raise NotImplementedError

    def take(self) -> None:
        """Open the line one stands on."""
        raise NotImplementedError

    def begin(self) -> None:
        """Ask for what a new one needs."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        """Say why nothing is listed, and offer what helps."""
        self.nothing.act.setVisible(not self._context.data.read_only)

    def help_on(self) -> None:
        """Do what is offered while nothing is listed."""
        self.open_new()

    def open(self) -> None:
        """Read everything anew and stand where one stood."""
        self.refresh()
        allow(self.new_button, read_only_reason() if self._context.data.read_only else "")
        wanted = self.table if self._stack.currentWidget() is self.table else self.nothing.act
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_new(self) -> None:
        """Ask for what a new one needs, unless nothing can be written."""
        if not self._context.data.read_only:
            self.begin()

    def memory(self) -> object:
        """Return where one stands."""
        return self.table.current_key

    def recall(self, memory: object) -> None:
        """Stand there again."""
        if memory is not None:
            self.table.stand_on(memory)

    def show_groups(self) -> None:
        """Show what ``groups`` lists now, and stand where one stood."""
        stood, lines = self.table.current_key, grouped(self.groups())
        self.model.show(lines)
        self.table.stand_on(stood)
        self.header.set_title(self._title, self.facts())
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.show_nothing()

    @override
    def refresh(self) -> None:
        self.read()
        self.show_groups()
