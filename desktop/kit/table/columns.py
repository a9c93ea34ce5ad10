"""The columns of a table: widths and order as last left, by mouse and keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop.settings import Settings

# ``Actions.make``: the act's name, its owner, its slot, where its key works.
type MakeAction = Callable[[str, QWidget, Callable[[], object], Qt.ShortcutContext], QAction]

END = 8  # the last column that is shown ends so much further from its text than the others
LEAST = 48  # px that a column keeps whatever is done to its neighbour


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the settings know it; ``width`` is its px until it is dragged, None takes the rest.

    ``falling`` columns, such as dates, first sort from the highest down. A column with a ``least`` shrinks to
    that before the one that takes the rest has too little. What would make that one wider than its ``most``
    goes in equal parts to the columns behind it, until somebody drags an edge.
    """

    key: str
    width: int | None
    falling: bool = False
    least: int | None = None
    most: int | None = None


class Columns(QObject):
    """Keeps the widths and the order of one table.

    Dragging a column's edge takes from the next column what it gives to this one, so that the table always
    fills its place. Alt+1, Alt+2… or a click on a title sort by that column; again reverses the order.

    Signals:
        ordered: number of the column, and whether it descends.
    """

    ordered = Signal(int, bool)

    def __init__(
        self,
        table: QTableView,
        name: str,
        columns: Sequence[Column],
        settings: Settings,
        make: MakeAction,
        step: int,
        *,
        spare: Sequence[int] = (),
        least: int = LEAST,
        fixed: bool = False,
    ) -> None:
        """*name* is the table's key in the settings; widths are remembered for each *step* of text size.

        The *spare* columns give way, one after another, as long as the one that takes the rest has less than
        *least* px although all others are as narrow as they may be. *fixed* rows keep the given order.
        """
        super().__init__(table)
        self._table, self._head = table, table.horizontalHeader()
        self._columns = tuple(columns)
        self._settings, self._name = settings, f"{name}/{step}"
        self._table_name = name
        self._wide = next(n for n, column in enumerate(columns) if column.width is None)
        self._spare, self._least = tuple(spare), least
        self._busy = False
        kept = settings.widths(self._name)
        self._widths = [kept.get(one.key, one.width or 0) for one in columns]
        self._dragged = bool(kept)
        self._order = self._kept_order()
        head = self._head
        head.setMinimumSectionSize(LEAST)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionsClickable(not fixed)
        head.sectionClicked.connect(self.choose)
        head.sectionResized.connect(self._on_resized)
        table.viewport().installEventFilter(self)
        for number in range(0 if fixed else min(len(columns), 9)):
            make(f"order_{number + 1}", table, self._on_key, Qt.ShortcutContext.WidgetShortcut)
        self.fit()

    @property
    def order(self) -> tuple[int, bool]:
        """Number of the column the rows are sorted by, and whether it descends."""
        return self._order

    def choose(self, number: int) -> None:
        """Sort by this column; if the rows already are, reverse the order."""
        now, falling = self._order
        self._order = (number, not falling if number == now else self._columns[number].falling)
        self._settings.keep_order(self._table_name, self._columns[number].key, falling=self._order[1])
        self.ordered.emit(*self._order)

    def give_way(self, spare: Sequence[int]) -> None:
        """Let these columns give way from now on, in this order."""
        self._spare = tuple(spare)
        self.fit()

    def fit(self) -> None:
        """Set every column's width; the column that takes the rest gets what is left."""
        self._busy = True
        room = self._table.viewport().width()
        others = [n for n in range(len(self._columns)) if n != self._wide]
        for number in self._spare:
            if room - sum(self._narrowest(n) for n in others) >= self._least:
                break
            others.remove(number)
        for number in range(len(self._columns)):
            hidden = number not in others and number != self._wide
            if self._table.isColumnHidden(number) != hidden:
                self._table.setColumnHidden(number, hidden)
        end = max(others, default=self._wide)
        more = self._end_room(end)
        widths = self._narrowed(others, room - more)
        if more:
            widths[end] += more
        for number, part in self._shared(others, room - sum(widths.values())).items():
            widths[number] += part
        for number in others:
            self._head.resizeSection(number, widths[number])
        self._head.resizeSection(self._wide, max(room - sum(widths.values()), LEAST))
        self._busy = False

    def _narrowest(self, number: int) -> int:
        """Return how far a column shrinks before another gives way, px: to its least, or its own width."""
        column = self._columns[number]
        least = column.width if column.least is None else column.least
        return min(self._widths[number], least or 0)

    def _end_room(self, number: int) -> int:
        """Return what a column takes beyond its width because those behind it have given way, px."""
        last = len(self._columns) - 1
        behind = range(number + 1, last + 1)
        at_end = number != self._wide and all(self._table.isColumnHidden(n) for n in behind)
        return END if at_end and number != last else 0

    def _shared(self, others: list[int], rest: int) -> dict[int, int]:
        """Return what the columns behind the wide one get of a rest that is too much for it, px."""
        most = self._columns[self._wide].most
        behind = [number for number in others if number > self._wide]
        if most is None or self._dragged or not behind or rest <= most:
            return {}
        return dict.fromkeys(behind, (rest - most) // len(behind))

    def _narrowed(self, others: list[int], room: int) -> dict[int, int]:
        """Return widths for these columns that fit into the table."""
        widths = {n: self._widths[n] for n in others}
        for number in others:
            lacking = self._least - (room - sum(widths.values()))
            if lacking > 0:
                widths[number] -= min(lacking, widths[number] - self._narrowest(number))
        spare = sum(width - LEAST for width in widths.values() if width > LEAST)
        lacking = min(sum(widths.values()) + LEAST - room, spare)
        if lacking > 0:  # each gives in proportion to its excess over the minimum
            for number in sorted(widths, key=widths.__getitem__):
                more = max(widths[number] - LEAST, 0)
                given = -(-lacking * more // spare) if more else 0
                widths[number] -= given
                lacking, spare = lacking - given, spare - more
        return widths

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns when the table is resized."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def _on_resized(self, number: int, old: int, new: int) -> None:
        if self._busy or not old or not new:  # hiding and showing resize columns too
            return
        after = next(
            (n for n in range(number + 1, len(self._columns)) if not self._table.isColumnHidden(n)), None
        )
        self._busy = True
        if after is None:  # last column
            self._head.resizeSection(number, old)
        else:
            both = old + self._head.sectionSize(after)
            mine = min(new, both - LEAST)
            self._head.resizeSection(number, mine)
            self._head.resizeSection(after, both - mine)
            for one in range(len(self._columns)):  # one that is narrowed or hidden keeps the width it had
                width = self._head.sectionSize(one) - self._end_room(one)
                shared = not self._dragged and width > self._widths[one]
                if one in (number, after) or (shared and not self._table.isColumnHidden(one)):
                    self._widths[one] = width
            self._dragged = True
        self._busy = False
        widths = {column.key: self._widths[n] for n, column in enumerate(self._columns) if n != self._wide}
        self._settings.keep_widths(self._name, widths)

    def _on_key(self) -> None:
        self.choose(int(self.sender().objectName().rpartition("_")[2]) - 1)

    def _kept_order(self) -> tuple[int, bool]:
        key, falling = self._settings.order(self._table_name)
        number = next((n for n, column in enumerate(self._columns) if column.key == key), None)
        return (0, self._columns[0].falling) if number is None else (number, falling)
