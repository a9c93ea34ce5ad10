"""Lines of one kind under headings, for a table or a list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from domain.collation import order_key
from resources.i18n import _, current, pgettext

type Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole  # the line or the Heading itself
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_HEADED = Qt.ItemFlag.ItemNeverHasChildren  # not enabled: the arrow keys skip headings
_LISTED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names those below it; ``note`` is shown beside it in muted text.

    For a ``counted`` heading the model sets the note to the number of lines shown below it.
    """

    text: str
    note: str = ""
    counted: bool = field(default=False, compare=False)


def grouped[R](
    groups: Iterable[tuple[str, Sequence[R]]], counts: Mapping[str, int] = MappingProxyType({})
) -> list[Heading | R]:
    """Return the lines of each group under its name and their number; empty groups are left out.

    *counts* tells the number for groups of which only the first lines are given.
    """
    lines: list[Heading | R] = []
    for title, group in groups:
        if group:
            note = counts.get(title, len(group))
            lines += [Heading(title, str(note), counted=note == len(group)), *group]
    return lines


class ListModel[R](QAbstractTableModel):
    """Lines of one kind; functions given once turn a line into text."""

    def __init__(
        self,
        titles: Sequence[str],
        texts: Callable[[R], tuple[str, ...]],
        key: Callable[[R], object],
        parent: QObject,
        *,
        right: Sequence[int] = (),
        value: Callable[[R, int], Any] | None = None,
        fixed: bool = False,
    ) -> None:
        """*texts* returns a line's text for each column, *key* identifies the line when everything is reread.

        The *right* columns are figures. *value* is what lines are sorted by, or their text without it; None
        comes last in either direction. *fixed* lines keep their order.
        """
        super().__init__(parent)
        self.titles = tuple(titles)
        self._texts, self._key, self._value = texts, key, value
        self._right, self._fixed = frozenset(right), fixed
        self._given: tuple[Heading | R, ...] = ()
        self._ordered: tuple[Heading | R, ...] = ()
        self._lines: tuple[Heading | R, ...] = ()
        self._spelt: dict[tuple[int, int], str] = {}  # texts of the cells seen so far, by row and column
        self._order: tuple[int, bool] | None = None
        self._keep: Callable[[R], bool] | None = None

    def show(self, lines: Sequence[Heading | R]) -> None:
        """Show these lines in the given order, or in the order chosen last."""
        self.beginResetModel()
        self._given = tuple(lines)
        self._lay_out()
        self.endResetModel()

    def follow(self, lines: Sequence[Heading | R]) -> None:
        """Show these lines; if they are the same as before, each row keeps its identity."""
        before, known = (self._given, self._ordered, self._lines), [*map(self._known, self._lines)]
        self._given = tuple(lines)
        self._lay_out()
        if known != [*map(self._known, self._lines)]:
            self._given, self._ordered, self._lines = before  # views may ask for these until the reset begins
            self.show(lines)
        elif known:
            self.dataChanged.emit(self.index(0, 0), self.index(len(known) - 1, len(self.titles) - 1))

    def order(self, column: int, falling: bool) -> None:
        """Sort by this column under each heading."""
        self.beginResetModel()
        self._order = (column, falling)
        self._lay_out()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.titles) - 1)

    def narrow(self, keep: Callable[[R], bool]) -> None:
        """From now on show only lines accepted by *keep*; a heading without lines is hidden."""
        self.beginResetModel()
        self._keep = keep
        self._pick()
        self.endResetModel()

    def line(self, row: int) -> R | None:
        """Return the line in this row, None for a heading or an invalid row."""
        found = self._lines[row] if 0 <= row < len(self._lines) else None
        return None if isinstance(found, Heading) else found

    def key(self, line: R) -> object:
        """Return what identifies the line when everything is reread."""
        return self._key(line)

    def lines(self) -> tuple[R, ...]:
        """Return the lines as shown, without the headings."""
        return tuple(one for one in self._lines if not isinstance(one, Heading))

    def row_of(self, key: object) -> int:
        """Return the row of the line with this key, -1 if there is none."""
        lines = enumerate(self._lines)
        return next((n for n, one in lines if not isinstance(one, Heading) and self._key(one) == key), -1)

    def first(self) -> int:
        """Return the first row that is a line, -1 if there is none."""
        return self.nearest(0)

    def nearest(self, row: int) -> int:
        """Return this row if it is a line, else the next one below, else above; -1 if there is none."""
        below, above = range(row, len(self._lines)), range(row - 1, -1, -1)
        return next((n for n in chain(below, above) if not isinstance(self._lines[n], Heading)), -1)

    def headings(self) -> tuple[int, ...]:
        """Return the rows that are headings."""
        return tuple(n for n, one in enumerate(self._lines) if isinstance(one, Heading))

    def renew(self, line: R) -> None:
        """Replace the line with the same key, whether or not it is shown just now."""
        key = self._key(line)
        row = self.row_of(key)
        self._given, self._ordered, self._lines = (
            tuple(line if self._known(one) == key else one for one in lines)
            for lines in (self._given, self._ordered, self._lines)
        )
        if row >= 0:
            self._spelt = {cell: text for cell, text in self._spelt.items() if cell[0] != row}
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.titles) - 1))

    def as_text(self, rows: Sequence[int]) -> str:
        """Return the lines of these rows as tab-separated text."""
        chosen = (self._lines[row] for row in rows)
        return tab_separated(
            self.titles, [self._texts(one) for one in chosen if not isinstance(one, Heading)]
        )

    def text(self, row: int, column: int) -> str:
        """Return the text of the cell; it is computed when first seen."""
        if (row, column) not in self._spelt:
            line = self._lines[row]
            if not isinstance(line, Heading):
                self._spelt[row, column] = self.cell_text(line, column)
            else:
                words = " ".join(part for part in (line.text, line.note) if part)
                self._spelt[row, column] = words if column == 0 else ""
        return self._spelt[row, column]

    def aloud(self, row: int, column: int) -> str:
        """Return what is read aloud and shown as the cell's tooltip."""
        return self.text(row, column)

    def cell_text(self, line: R, column: int) -> str:
        """Return the line's text in this column."""
        return self._texts(line)[column]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _HEADED if self.line(index.row()) is None else _LISTED

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        heading = isinstance(line, Heading)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row(), column)
            case Qt.ItemDataRole.AccessibleTextRole:
                none = "" if heading else pgettext("empty cell, read aloud", "none")
                return self.aloud(index.row(), column) or none
            case Qt.ItemDataRole.ToolTipRole:
                return as_it_is(self.aloud(index.row(), column)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if index.column() in self._right else LEFT
            case _ if role == LINE_ROLE:
                return line
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                sign = ""
                if self._order is not None and self._order[0] == section:
                    sign = " ↓" if self._order[1] else " ↑"
                return self.titles[section] + sign
            case Qt.ItemDataRole.ToolTipRole if title := self.titles[section]:
                sort = _("Sort by “{title}”, Alt+{n}").format(title=title, n=section + 1)
                return as_it_is(title if self._fixed else sort)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if section in self._right else LEFT
            case _:
                return None

    def _known(self, one: Heading | R) -> object:
        return one if isinstance(one, Heading) else self._key(one)

    def _lay_out(self) -> None:
        lines: list[Heading | R] = []
        block: list[R] = []
        for one in self._given:
            if isinstance(one, Heading):
                lines += [*self._in_order(block), one]
                block = []
            else:
                block.append(one)
        self._ordered = (*lines, *self._in_order(block))
        self._pick()

    def _pick(self) -> None:
        picked: list[Heading | R] = []
        count = 0
        for one in reversed(self._ordered):
            if not isinstance(one, Heading):
                if self._keep is None or self._keep(one):
                    picked.append(one)
                    count += 1
                continue
            if count or self._keep is None:
                picked.append(replace(one, note=str(count)) if one.counted else one)
            count = 0
        self._lines = tuple(reversed(picked))
        self._spelt = {}

    def _in_order(self, block: list[R]) -> list[R]:
        if self._order is None:
            return block
        column, falling = self._order
        values = [(self._value_of(one, column), one) for one in block]
        filled = sorted((one for one in values if one[0] is not None), key=itemgetter(0), reverse=falling)
        return [one for _value, one in (*filled, *(one for one in values if one[0] is None))]

    def _value_of(self, line: R, column: int) -> Any:
        if self._value is not None:
            return self._value(line, column)
        return text_value(self.cell_text(line, column))


def text_value(text: str) -> Any:
    """Return the sort key of a text in the reader's alphabet, None for an empty text."""
    return order_key(text, cyrillic_first=current().language != "en", numbers=True) if text else None
