"""A table declared by its columns: what each shows, how it sorts and how wide it is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, override

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.chips import paint_diamond
from desktop.kit.table import columns
from desktop.kit.table.list_model import CENTRE, Heading, Index, ListModel, text_value
from desktop.kit.table.list_table import PADDING, LineDelegate, ListTable
from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from desktop.theme import Theme

CHIP = 22  # px, the height of a chip at the usual text size
DIAMOND = 16  # px that a diamond takes beside figures
ASKED = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
NAMES, LABELS = 600, 840  # px at the usual text size, beyond which a column of names or titles is only air
SLACK = 4  # px by which a text may exceed the widest one expected


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: a text, a second line, and how they are drawn.

    ``bar`` is done and total, drawn below the text. ``chip`` is the colour of a chip behind the text,
    ``diamond`` that of a diamond before a figure, or else at the end of the cell. With ``wrap`` the text
    takes as many lines as fit, with ``edge`` a dark edge marks the row. ``words`` are read aloud, copied and
    shown as a tooltip; if None, both lines are.
    """

    text: str
    below: str = ""
    role: str = "body"
    ink: str = "text"
    below_ink: str = "muted"
    bar: tuple[int, int] | None = None
    chip: str = ""
    diamond: str = ""
    wrap: bool = False
    edge: bool = False
    words: str | None = None

    def __str__(self) -> str:
        if self.words is not None:
            return self.words
        return ", ".join(part for part in (self.text, self.below) if part)


type Paint[R] = Callable[[LineDelegate, QPainter, QRect, R, Index], None]


@dataclass(frozen=True, slots=True)
class Column[R]:
    """A column of a table.

    ``value`` is what lines are sorted by, or their text without it; None comes last in either direction.
    ``falling`` starts with the highest.
    The ``widest`` of the usual cells, or a number of px at the usual text size, gives the width; the column
    with None takes the rest up to ``most`` px at the usual text size, and those behind it share what is left;
    sentences have no ``most``. Columns with ``spare`` give way when room is short, the lowest number first;
    before that, each shrinks to ``least`` px at the usual text size. While a column has given way, its text
    is shown in the second line of the column named ``into``. ``paint`` draws what a ``Cell`` cannot express;
    ``aloud`` is then read aloud and shown as a tooltip if it differs from the text copied. ``name`` is the
    full name of a column whose title is short or may be cut: it does not widen the column.
    """

    key: str
    title: str
    cell: Callable[[R], Cell | str]
    value: Callable[[R], Any] | None = None
    widest: Sequence[Cell] | Cell | str | int | None = ""
    figures: bool = False
    centred: bool = False
    falling: bool = False
    spare: int = 0
    least: int = 0
    most: int | None = NAMES
    into: str = ""
    paint: Paint[R] | None = None
    aloud: Callable[[R], str] | None = None
    name: str = ""

    def show(self, line: R) -> Cell:
        """Return what this line's cell shows."""
        cell = self.cell(line)
        return cell if isinstance(cell, Cell) else Cell(cell)


class ColumnModel[R](ListModel[R]):
    """The lines of a table declared by columns."""

    def __init__(
        self,
        declared: Sequence[Column[R]],
        key: Callable[[R], object],
        parent: QObject,
        *,
        fixed: bool,
        copied: Sequence[Column[R]],
    ) -> None:
        super().__init__((), self._cell_texts, key, parent, value=self._line_value, fixed=fixed)
        self._declare(declared, copied)

    def show_by(self, declared: Sequence[Column[R]], lines: Sequence[Heading | R]) -> None:
        """Show these lines in other columns from now on."""
        self.beginResetModel()
        self._declare(declared)
        self._given = tuple(lines)
        self._lay_out()
        self.endResetModel()

    def _declare(self, declared: Sequence[Column[R]], copied: Sequence[Column[R]] = ()) -> None:
        self.columns, self._copied = tuple(declared), tuple(copied)
        self.titles = tuple(one.title for one in declared)
        self._right = frozenset(number for number, one in enumerate(declared) if one.figures)

    @override
    def aloud(self, row: int, column: int) -> str:
        line, aloud = self.line(row), self.columns[column].aloud
        return super().aloud(row, column) if aloud is None or line is None else aloud(line)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            column = self.columns[section]
            if column.name and role in ASKED:
                return column.name if role == Qt.ItemDataRole.AccessibleTextRole else as_it_is(column.name)
            if column.centred and role == Qt.ItemDataRole.TextAlignmentRole:
                return CENTRE
        return super().headerData(section, orientation, role)

    @override
    def as_text(self, rows: Sequence[int]) -> str:
        if not self._copied:
            return super().as_text(rows)
        chosen = [line for row in rows if (line := self.line(row)) is not None]
        titles = [one.title for one in self._copied]
        return tab_separated(titles, [[str(one.cell(line)) for one in self._copied] for line in chosen])

    @override
    def cell_text(self, line: R, column: int) -> str:
        return str(self.columns[column].cell(line))

    def _cell_texts(self, line: R) -> tuple[str, ...]:
        return tuple(str(one.cell(line)) for one in self.columns)

    def _line_value(self, line: R, number: int) -> Any:
        column = self.columns[number]
        if column.value is not None:
            return column.value(line)
        return text_value(self.cell_text(line, number))


class ColumnTable[R](ListTable[R]):
    """Shows lines by their columns; Ctrl+C copies, widths and order are remembered."""

    def __init__(
        self,
        context: Context,
        name: str,
        title: str,
        declared: Sequence[Column[R]],
        key: Callable[[R], object],
        parent: QWidget,
        *,
        row: int = 0,
        fixed: bool = False,
        copied: Sequence[Column[R]] = (),
    ) -> None:
        """*name* is the table's key in the settings, *title* what a screen reader says.

        *row* is the height of a row, px at the usual text size, if it is not one line. A *fixed* table keeps
        the given order of its lines. *copied* are the columns for other programs, if not those shown.
        """
        theme = context.theme
        self._keys = [one.key for one in declared]
        model = ColumnModel(declared, key, parent, fixed=fixed, copied=copied)
        super().__init__(model, theme, title, parent, row=theme.scaled(row))
        self.setItemDelegate(CellDelegate(theme, self, model))
        wide = next(one for one in declared if one.widest is None)
        spare = sorted((one.spare, number) for number, one in enumerate(declared) if one.spare)
        self.columns = columns.Columns(
            self,
            name,
            [_measured(theme, one, number, len(declared)) for number, one in enumerate(declared)],
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=[number for _place, number in spare],
            least=theme.scaled(wide.least) or columns.LEAST,
            fixed=fixed,
        )
        if not fixed and context.settings.order(name)[0]:
            model.order(*self.columns.order)
        self.columns.ordered.connect(self._on_ordered)
        context.actions.make("copy", self, self.copy, Qt.ShortcutContext.WidgetShortcut)

    def number(self, key: str) -> int:
        """Return the number of the column with this key."""
        return self._keys.index(key)

    def _on_ordered(self, number: int, falling: bool) -> None:
        stood = self.current_key
        self.list_model.order(number, falling)
        self.stand_on(stood)


class CellList[R](ListTable[R]):
    """Lines of one cell each, without a header."""

    def __init__(
        self, theme: Theme, column: Column[R], key: Callable[[R], object], parent: QWidget, *, row: int
    ) -> None:
        """*row* is the height of a row, px at the usual text size."""
        model = ColumnModel((column,), key, parent, fixed=True, copied=())
        super().__init__(model, theme, column.title, parent, row=theme.scaled(row))
        self.setItemDelegate(CellDelegate(theme, self, model))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)


class CellDelegate[R](LineDelegate):
    """Paints each ``Cell`` as it specifies."""

    def __init__(self, theme: Theme, table: ListTable[R], model: ColumnModel[R]) -> None:
        super().__init__(theme, table)
        self._model = model

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: R, index: Index) -> None:
        column = self._model.columns[index.column()]
        if column.paint is not None:
            column.paint(self, painter, rect, line, index)
            return
        cell = column.show(line)
        below = " · ".join(part for part in (*self._folded(column, line), cell.below) if part)
        here = index.column() == 0 and cell.role == "body" and self.is_current(index)
        role = "strong" if here else cell.role
        if cell.edge:
            self.paint_edge(painter, rect)
        if cell.bar is not None:
            self.write_progress(painter, rect, cell.text, *cell.bar)
        elif cell.chip:
            self.paint_chip(painter, rect, cell)
        elif cell.wrap:
            self.write_lines(painter, rect, cell.text, cell.role, cell.ink)
        elif below:
            lower = (below, "small", cell.below_ink)
            self.write_two(painter, rect, (cell.text, role, cell.ink), lower, figures=column.figures)
        else:
            self.write(painter, rect, cell.text, role, cell.ink, figures=column.figures)
            if cell.diamond:
                beside = (
                    painter.fontMetrics().horizontalAdvance(cell.text) + DIAMOND if column.figures else 10
                )
                box = QRectF(rect.right() - beside, rect.top(), 10, rect.height())
                paint_diamond(painter, box, self.theme, cell.diamond)

    def paint_chip(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """Paint the text on a chip as wide as the text."""
        theme = self.theme
        painter.setFont(theme.font("small"))
        width = min(painter.fontMetrics().horizontalAdvance(cell.text) + 16, rect.width())
        high = theme.scaled(CHIP)
        chip = QRectF(rect.left(), rect.center().y() - high / 2 + 1, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(cell.chip))
        painter.drawRoundedRect(chip, theme.radius("chip"), theme.radius("chip"))
        inner = QRect(rect.left() + 8, rect.top(), width - 14, rect.height())
        self.write(painter, inner, cell.text, "small", cell.ink)

    def _folded(self, column: Column[R], line: R) -> list[str]:
        return [
            str(one.cell(line))
            for number, one in enumerate(self._model.columns)
            if one.into == column.key and self._table.isColumnHidden(number)
        ]


def _measured[R](theme: Theme, column: Column[R], number: int, count: int) -> columns.Column:
    """Return the column, as wide as its title and usual contents."""
    least = theme.scaled(column.least) or None
    if column.widest is None:
        most = None if column.most is None else theme.scaled(column.most)
        return columns.Column(column.key, None, falling=column.falling, most=most)
    named = f"{column.title} ↓" if column.title and not column.name else ""
    title = QFontMetrics(theme.font("caption")).horizontalAdvance(named)
    if isinstance(column.widest, int):
        width = max(theme.scaled(column.widest), title + PADDING + SLACK)
    else:
        cells = (column.widest,) if isinstance(column.widest, str | Cell) else column.widest
        width = max(title, *(_width(theme, one, figures=column.figures) for one in cells)) + PADDING + SLACK
    outer = (number == 0) + (number == count - 1)
    width = max(width + outer * (PADDING - 8), columns.LEAST)
    return columns.Column(column.key, width, falling=column.falling, least=least)


def _width(theme: Theme, cell: Cell | str, *, figures: bool) -> int:
    """Return the width of the drawn cell, px."""
    cell = cell if isinstance(cell, Cell) else Cell(cell)
    role = "small" if cell.bar is not None or cell.chip else cell.role
    widest = re.sub(r"\d", "0", cell.text)  # all digits are as wide as 0
    text = QFontMetrics(theme.font(role, tabular=figures)).horizontalAdvance(widest)
    below = QFontMetrics(theme.font("small")).horizontalAdvance(cell.below)
    beside = DIAMOND if cell.diamond or cell.chip else 0
    return max(text + beside, below)
