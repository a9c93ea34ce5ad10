"""The model of the map: people down, items or functions across; it only looks values up."""

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from desktop.team.board import Board, Heading, Line, Mode
from desktop.team.looks import Kind, Look, Looks
from desktop.team.words import (
    cell_words,
    column_words,
    known_words,
    person_words,
    short_name,
    total_words,
    waiting_words,
)
from resources.i18n import _, current, ngettext

type Index = QModelIndex | QPersistentModelIndex

_PLACES = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class HeatModel(QAbstractTableModel):
    """Rows of people and headings; columns are those of the matrix, or functions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.mode = Mode.LEVEL
        self.lines: tuple[Line, ...] = ()
        self.columns: tuple[int, ...] = ()
        self.functions: tuple[str, ...] = ()
        self.by_function = False
        self.named = False
        self._looks: Looks | None = None

    def show(
        self,
        board: Board | None,
        lines: Sequence[Line],
        columns: Sequence[int],
        mode: Mode,
        *,
        by_function: bool,
        wide: bool,
        named: bool = False,
    ) -> None:
        """Show these rows and columns; functions are those that the columns belong to.

        With *named* the heads say what the items are called, function or not, in the order given.
        """
        self.beginResetModel()
        self.board, self.mode, self.by_function = board, mode, by_function
        self.named = named and not by_function
        self.lines, self.columns = tuple(lines), tuple(columns)
        codes = dict.fromkeys(board.items[column].function for column in columns) if board else {}
        self.functions = tuple(codes)
        self._looks = Looks(board, mode, current(), wide=wide or by_function) if board else None
        self.endResetModel()

    def row_at(self, line: int) -> int | None:
        """Return the matrix row in this line, None for a heading or no such line."""
        found = self.lines[line] if 0 <= line < len(self.lines) else None
        return found if isinstance(found, int) else None

    def line_of(self, person_id: int) -> int:
        """Return the line of the person, -1 if they are not shown."""
        if self.board is None:
            return -1
        people = self.board.matrix.people
        return next(
            (
                n
                for n, row in enumerate(self.lines)
                if isinstance(row, int) and people[row].person_id == person_id
            ),
            -1,
        )

    def looks(self, line: int) -> list[Look]:
        """Return the looks of the cells of the line."""
        row = self.lines[line]
        assert self._looks is not None
        assert isinstance(row, int)
        if self.by_function:
            return self._looks.functions(row, self.functions)
        return self._looks.row(row, self.columns)

    def function_of(self, column: int) -> str:
        """Return the function that a column of the map belongs to."""
        if self.by_function:
            return self.functions[column]
        assert self.board is not None
        return self.board.items[self.columns[column]].function

    def as_text(self, lines: Sequence[int], columns: Sequence[int]) -> str:
        """Return a rectangle as tab-separated text, with names at the left and codes on top."""
        titles = ("", *(str(self._head(column)) for column in columns))
        rows = [
            (self.name(line), *(self.text(line, column) for column in columns))
            for line in lines
            if self.row_at(line) is not None
        ]
        return tab_separated(titles, rows)

    def name(self, line: int) -> str:
        """Return the name of the person, or the text of the heading."""
        one = self.lines[line]
        if isinstance(one, Heading):
            return one.text or _("Without a unit")
        assert self.board is not None
        return self.board.matrix.people[one].name

    def text(self, line: int, column: int) -> str:
        """Return the text of the cell; a word replaces a missing figure, never an empty text."""
        if self.row_at(line) is None:
            return ""
        look = self.looks_of(line, column)
        if look.text and look.kind is not Kind.NOT_APPLICABLE and look.kind is not Kind.UNCONFIRMED:
            return look.text
        return {
            Kind.MISSING: _("no level"),
            Kind.HIDDEN: _("hidden"),
            Kind.OUTSIDE: _("outside"),
            Kind.NOT_APPLICABLE: _("not applicable"),
            Kind.UNCONFIRMED: _("not applicable"),
            Kind.RATED: _("rated now"),
            Kind.CARRIED: _("carried"),
        }.get(look.kind, "")

    def figure(self, line: int, column: int) -> str:
        """Return the figure painted; empty for cells that are only hatched, dotted or coloured."""
        if self.row_at(line) is None:
            return ""
        look = self.looks_of(line, column)
        return "" if look.kind is Kind.MET else look.text

    def looks_of(self, line: int, column: int) -> Look:
        """Return the look of one cell."""
        row = self.lines[line]
        assert self._looks is not None
        assert isinstance(row, int)
        if self.by_function:
            return self._looks.functions(row, (self.functions[column],))[0]
        return self._looks.row(row, (self.columns[column],))[0]

    def words(self, line: int, column: int) -> str:
        """Return the cell in words: who, what, how much."""
        row = self.row_at(line)
        if row is None or self.board is None:
            return ""
        person = self.board.matrix.people[row]
        if not self.by_function:
            return cell_words(self.board, self.board.matrix.place(row, self.columns[column]), person)
        code = self.functions[column]
        function = current().text(self.board.matrix.framework.function(code).short)
        if person.blind:
            return f"{short_name(person.name)}: {function}, {waiting_words(person)}"
        totals = self.board.summary(row, code)
        told = _("{name}: {function}, attainment {share}, {known}").format(
            name=short_name(person.name),
            function=function,
            share=total_words(totals),
            known=known_words(totals),
        )
        below = ngettext("{n} competency below target", "{n} competencies below target", totals.below)
        return f"{told}, {below.format(n=totals.below)}"

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return len(self.functions) if self.by_function else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemNeverHasChildren if self.row_at(index.row()) is None else _PLACES

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.figure(index.row(), index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.words(index.row(), index.column()) or self.name(index.row())
            case Qt.ItemDataRole.ToolTipRole:
                told = self.words(index.row(), index.column())
                return as_it_is(told) if told else None
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.board is None:
            return None
        across = orientation is Qt.Orientation.Horizontal
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._head(section) if across else self.name(section)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                told = self._head_words(section) if across else self._name_words(section)
                return as_it_is(told) if role == Qt.ItemDataRole.ToolTipRole else told
            case _:
                return None

    def _head(self, column: int) -> str:
        assert self.board is not None
        if self.by_function:
            return current().text(self.board.matrix.framework.function(self.functions[column]).short)
        return self.board.items[self.columns[column]].code

    def _head_words(self, column: int) -> str:
        assert self.board is not None
        return self._head(column) if self.by_function else column_words(self.board, self.columns[column])

    def _name_words(self, line: int) -> str:
        assert self.board is not None
        row = self.row_at(line)
        return self.name(line) if row is None else person_words(self.board, row)
