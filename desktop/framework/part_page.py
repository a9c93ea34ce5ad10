"""A page of the model: a search field, and a table of what is found, grouped by function."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.framework.model import FrameworkModel
from desktop.kit import layout
from desktop.kit.page.empty import Empty
from desktop.kit.table.column_table import ColumnTable
from desktop.kit.table.list_model import Heading
from resources.i18n import current


class PartPage[R](QWidget):
    """``function`` narrows it to one function; empty for all.

    Signals:
        filled: the rows were rebuilt.
    """

    filled = Signal()

    def __init__(self, model: FrameworkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.function = ""

    def lay_out(self, top: layout.Item, table: ColumnTable[R], nothing: Empty) -> None:
        """Put *top*, which narrows the table, above it; *nothing* replaces the table if nothing is found."""
        self._table, self._nothing = table, nothing
        self._stack = QStackedWidget(self)
        for one in (table, nothing):
            self._stack.addWidget(one)
        layout.column(layout.row(top, around=(16, 0, 16, 0)), layout.grow(self._stack), gap="s", of=self)

    @property
    def row(self) -> R | None:
        """The current line."""
        return self._table.current_line

    def show_under(self, lines_of: Callable[[str], Sequence[R]]) -> None:
        """Show the lines of each function, given its code, keeping the current one."""
        assert self._model.view is not None
        key = self._table.current_key
        lines: list[Heading | R] = []
        for function in self._model.view.content.functions:
            if self.function in ("", function.code) and (mine := lines_of(function.code)):
                lines += [Heading(current().text(function.short), function.clause), *mine]
        self._table.list_model.show(lines)
        self._table.stand_on(key)
        self._stack.setCurrentWidget(self._table if lines else self._nothing)
        self.filled.emit()
