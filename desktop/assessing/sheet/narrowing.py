"""Which rows the table shows: search and segments, nothing found, and the way to a row that is hidden."""

from PySide6.QtCore import QObject

from desktop.assessing.sheet.delta import Delta
from desktop.assessing.sheet.finding import Show
from desktop.assessing.sheet.modes import Modes
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.filters import Filters
from desktop.assessing.sheet.talk.talk import Talk
from desktop.kit.page.empty import Empty


class Narrowing(QObject):
    """Hides rows as the filters say, and shows *nothing* in place of an empty table."""

    def __init__(
        self, stage: Stage, filters: Filters, nothing: Empty, modes: Modes, talk: Talk, delta: Delta
    ) -> None:
        super().__init__(stage.screen)
        self._model, self._table = stage.model, stage.table
        self._filters, self._nothing, self._modes = filters, nothing, modes
        self._talk, self._delta = talk, delta
        self._was_short = False  # before every row was shown for typing the paper in again
        filters.changed.connect(self.apply)
        nothing.acted.connect(filters.take_off)

    def apply(self) -> None:
        """Show the rows that the filters let through."""
        self._model.narrow(self._filters.search.text(), self._filters.show_rows)
        self.show_nothing()
        if not self._table.code:
            self._table.go_to(self._table.first_line)

    def show_nothing(self) -> None:
        """Say so where no row is left, and offer to clear the filter."""
        empty = self._model.rowCount() == 0
        self._nothing.setVisible(empty)
        if empty and self._table.hasFocus():
            self._nothing.act.setFocus()
        self._table.setVisible(not empty)
        self._modes.anchors.setVisible(not empty)
        self._delta.below_table.setVisible(self._delta.is_on and not empty)

    def find(self) -> None:
        """Go to the search in the table."""
        self._to_table()
        self._filters.search.setFocus()

    def show_whole(self) -> None:
        """Show every row of the table, for typing the paper in a second time."""
        self._to_table()
        self._was_short = self._model.focus is not None
        self._all_items()
        self._filters.take_off()
        self._modes.focus()

    def show_as_before(self) -> None:
        """Show the short set again, if it was shown before the second typing."""
        if self._was_short and self._model.focus is None:
            (self._delta.toggle if self._delta.is_on else self._talk.toggle_focus)()
        self._was_short = False

    def show_lacking(self) -> None:
        """Show only the rows whose fact is missing."""
        self._to_table()
        self._filters.choose(Show.FACT_NEEDED)
        self._modes.focus()

    def show_item(self, code: str) -> None:
        """Make this row the current one, with more rows shown if it is hidden."""
        if self._model.line_of(code) < 0:
            self._filters.take_off()
        if self._model.line_of(code) < 0:
            self._all_items()
        self._table.go_to(self._model.line_of(code))

    def go_to_function(self, code: str) -> None:
        """Go to the first row of the function."""
        if self._model.line_of(code) < 0:
            self._filters.take_off()
        self._table.go_to_function(code)
        self._modes.focus()

    def _to_table(self) -> None:
        if self._modes.is_card:
            self._modes.toggle()

    def _all_items(self) -> None:
        """Show the items outside the focus set and those that need no new mark."""
        self._talk.show_whole()
        self._delta.show_whole()
