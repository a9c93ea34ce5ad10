"""The frame of a list screen: header, table, and what is shown while the list is empty."""

from collections.abc import Mapping, Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from desktop.context import Context
from desktop.form_drafts import Form
from desktop.kit.form.keeper import drafts_above
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Keys, Screen
from desktop.kit.table.column_table import ColumnTable
from desktop.kit.table.list_model import ListModel, grouped
from resources.i18n import _

NEW = "Ins"
OF_A_LINE = frozenset({"↑ ↓", "Enter", "Ctrl+C"})


class ListScreen[R](Screen):
    """Reads when it is opened and when a table in ``TABLES`` changed, keeping the current line.

    A screen puts its widgets into ``header`` and below it and then calls ``lay_out``. It provides the list
    (``groups``), opens a line (``take``) and starts a new one (``begin``).
    """

    table: ColumnTable[R]
    model: ListModel[R]
    nothing: Empty
    new_button: QPushButton
    _stack: QStackedWidget
    _new: str
    _form: Form | None = None
    _begins = True
    _begun = False

    def __init__(self, context: Context, title: str, keys: Keys, parent: QWidget) -> None:
        """*keys* are shown while there are lines; in an empty list those that act on a line are left out."""
        super().__init__(context, parent)
        self._title, self._keys = title, keys
        self.header = self.add_header(Header(context.theme, title, self))

    def lay_out(
        self,
        table: ColumnTable[R],
        nothing: Empty,
        new: str,
        *,
        form: Form | None = None,
        begins: bool = True,
    ) -> None:
        """Put the table and *nothing* below the widgets added so far, and a button *new* into the header.

        *form* names the form of a new line whose draft waits in the file until it is gone on with. Without
        *begins* whoever works here starts none.
        """
        self._new, self._form, self._begins = new, form if begins else None, begins
        self.table, self.model, self.nothing = table, table.list_model, nothing
        self.new_button = self.header.act(new, "plus", self.open_new)
        self.header.lead(self.new_button)
        self.new_button.setVisible(begins)
        self._stack = self.add_stack(table, nothing)
        make = self._context.actions.make
        if begins:
            make("add", self, self.open_new)
        make("open", table, self.take, Qt.ShortcutContext.WidgetShortcut)
        table.doubleClicked.connect(self.take)
        nothing.acted.connect(self.help_on)

    @property
    def keys(self) -> Keys:
        """The keys that do something now: in an empty list there is no line to move to."""
        has_lines = self._stack.currentWidget() is self.table
        shown = (one for one in self._keys if has_lines or one[0] not in OF_A_LINE)
        return tuple((NEW, _("continue draft")) if self._begun and one[0] == NEW else one for one in shown)

    def read(self) -> None:
        """Read what ``groups`` lists, if it needs more than its own reading."""

    def groups(self) -> Sequence[tuple[str, Sequence[R]]]:
        """Return the lines under their headings; empty headings are left out."""
        raise NotImplementedError

    def counts(self) -> Mapping[str, int]:
        """Return how many lines belong under a heading, if ``groups`` need not list them all."""
        return {}

    def facts(self) -> str:
        """Return the text beside the title."""
        raise NotImplementedError

    def take(self) -> None:
        """Open the current line."""
        raise NotImplementedError

    def begin(self) -> None:
        """Ask for what a new line needs."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        """Say why the list is empty, and offer what helps."""
        self.nothing.act.setVisible(self._begins and not self._context.data.read_only)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._form is not None and (drafts := drafts_above(self)) is not None:
            self._begun = begun = bool(drafts.kept(self._form, ""))
            for one in (self.new_button, self.nothing.act):
                one.setText(_("Continue draft…") if begun else self._new)

    def help_on(self) -> None:
        """Do what an empty list offers."""
        self.open_new()

    def open(self) -> None:
        """Read everything again, keeping the current line."""
        self.refresh()
        allow(self.new_button, read_only_reason() if self._context.data.read_only else "")
        empty = self._stack.currentWidget() is not self.table and not self.nothing.act.isHidden()
        wanted = self.nothing.act if empty else self.table
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @reopens
    def open_new(self) -> None:
        """Ask for what a new line needs, unless the file is read-only."""
        if self._begins and not self._context.data.read_only:
            self.begin()

    def memory(self) -> object:
        """Return the current line's key."""
        return self.table.current_key

    def recall(self, memory: object) -> None:
        """Go back to that line."""
        if memory is not None:
            self.table.stand_on(memory)

    def show_groups(self) -> None:
        """Show what ``groups`` lists now, keeping the current line."""
        stood, lines = self.table.current_key, grouped(self.groups(), self.counts())
        self.model.show(lines)
        self.table.stand_on(stood)
        self.header.set_title(self._title, self.facts())
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.show_nothing()

    @override
    def refresh(self) -> None:
        self.read()
        self.show_groups()
