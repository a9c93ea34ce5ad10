"""The rows of a sheet under headings of functions; it writes a mark, then shows what was written."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.team import diary
from desktop.assessing.sheet import cells
from desktop.assessing.sheet.cells import COLUMNS, Column, Heading
from desktop.assessing.sheet.finding import Finder, Show, said_of
from desktop.assessing.sheet.half_typed import HalfTyped
from desktop.data import Data
from domain.assessing.evidence import (
    COMMENT_FIELD,
    Evidence,
    Told,
    draft_field,
    fact_of_field,
    form_field,
    is_form,
)
from domain.assessing.sheet import Sheet, SheetRow, needs_fact
from domain.errors import Rewritten
from domain.framework.framework import Framework, Function
from domain.mark import Mark
from domain.scale import LEVELS, Scale
from domain.sheet_kinds import Origin
from domain.text import clean

type Index = QModelIndex | QPersistentModelIndex
type Given = tuple[Mark | None, Origin]

_ROW = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)  # created once: Qt asks for the flags of every cell at every paint


class SheetModel(QAbstractTableModel):
    """Rows of the scope, and those outside it with a mark or text; on request all of them.

    Signals:
        touched: code of the item written, after COMMIT.
    """

    touched = Signal(str)

    def __init__(self, data: Data, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self._sheet: Sheet | None = None
        self._all: dict[str, SheetRow] = {}  # all rows as read, hidden ones included
        self._rows: dict[str, SheetRow] = {}
        self._finder = Finder()
        self._functions: dict[str, Function] = {}
        self._half = HalfTyped(data)
        self._lines: list[str] = []
        self.folds: Mapping[str, str] = {}  # function -> which of its items are folded away, in words
        self.beside: Mapping[str, str] = {}  # code -> further text for screen readers
        self.hides: Callable[[str], bool] | None = None  # whether to hide an item, from screen readers too

    # Reads

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is in the file."""
        assert self._sheet is not None
        return replace(self._sheet, rows=tuple((self._all | self._rows).values()))

    @property
    def is_shown(self) -> bool:
        """Whether there is a sheet at all."""
        return self._sheet is not None

    @property
    def seen(self) -> Sheet:
        """The sheet with the rows to be rated."""
        assert self._sheet is not None
        return replace(self._sheet, rows=self.shown)

    @property
    def shown(self) -> tuple[SheetRow, ...]:
        """The rows to be rated, regardless of the filter."""
        rows = self._rows.values()
        return tuple(rows) if self.hides is None else tuple(self._veiled(row) for row in rows)

    @property
    def marked(self) -> dict[str, Mark]:
        """The marks of the rows to be rated by code, filtered-out rows included."""
        return {code: row.mark for code, row in self._rows.items() if row.mark is not None}

    @property
    def framework(self) -> Framework:
        """The framework of the sheet."""
        assert self._sheet is not None
        return self._sheet.framework

    @property
    def sheet_scale(self) -> Scale:
        """The scale of the sheet."""
        assert self._sheet is not None
        return self._sheet.scale

    @property
    def outside(self) -> int:
        """How many items are outside the scope."""
        return sum(not row.in_scope for row in self._all.values())

    @property
    def shows_outside(self) -> bool:
        """Whether items outside the scope are shown."""
        return self._finder.outside

    @property
    def focus(self) -> frozenset[str] | None:
        """The codes shown while only the most important items are asked; None for all."""
        return self._finder.focus

    @property
    def half_typed(self) -> tuple[tuple[str, str], ...]:
        """Code and field of unsaved texts, in the order of the rows."""
        return self._half.places(self._rows)

    @property
    def half_codes(self) -> tuple[str, ...]:
        """The codes of rows with unsaved text."""
        return tuple(dict.fromkeys(code for code, _field in self.half_typed))

    def row(self, code: str) -> SheetRow:
        """Return the row of this item, veiled during a second typing."""
        return self._veiled(self._rows[code])

    def veils(self, code: str) -> bool:
        """Whether the item's content is hidden, while a paper is typed in a second time."""
        return self.hides is not None and self.hides(code)

    def fact_id(self, code: str) -> int:
        """Return the fact that the editor shows first: an unsaved one, else the newest; 0 for a new one."""
        if (half := self._half.fact_id(code)) is not None:
            return half
        facts = self._rows[code].facts
        return facts[0].id if facts else 0

    def fact(self, code: str, fact_id: int) -> Evidence | None:
        """Return the saved fact of this item, None for a new one."""
        return next((fact for fact in self._rows[code].facts if fact.id == fact_id), None)

    def saved(self, code: str, field: str) -> str:
        """Return the saved text: the comment, or a fact."""
        fact_id = fact_of_field(field)
        if fact_id is None:
            return self._rows[code].comment
        fact = self.fact(code, fact_id)
        return "" if fact is None else fact.text

    def text(self, code: str, field: str | None = None) -> str:
        """Return the unsaved text, else the saved one; without *field* that of the first fact."""
        field = draft_field(self.fact_id(code)) if field is None else field
        half = self._half.get(code, field)
        return self.saved(code, field) if half is None else half

    def half(self, code: str, field: str | None = None) -> str | None:
        """Return the unsaved text, else None, empty if deleted; without *field* that of the first fact."""
        return self._half.get(code, draft_field(self.fact_id(code)) if field is None else field)

    def form(self, code: str, fact_id: int) -> str:
        """Return the stored choices for an unsaved fact; empty without any."""
        return self._half.get(code, form_field(fact_id)) or ""

    def row_at(self, line: int) -> SheetRow | None:
        """Return the row of this line, None for a heading or no line."""
        row = self._rows.get(self._lines[line]) if 0 <= line < len(self._lines) else None
        return None if row is None else self._veiled(row)

    def heading_at(self, line: int) -> Heading | None:
        """Return the heading of this line, None for a row or no line."""
        code = self._lines[line] if 0 <= line < len(self._lines) else ""
        return self.heading(code) if code in self._functions else None

    def line_of(self, code: str) -> int:
        """Return the line of an item or a function, -1 if a filter hides it."""
        return self._lines.index(code) if code in self._lines else -1

    def headings(self) -> tuple[Heading, ...]:
        """Return all functions that have rows, regardless of the filter."""
        rows: dict[str, list[SheetRow]] = {}
        for row in self._rows.values():
            rows.setdefault(row.item.function, []).append(row)
        return tuple(self._heading(code, rows[code]) for code in self._functions if code in rows)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rows in order, regardless of the filter."""
        return tuple(self._rows)

    def codes_of(self, function: str) -> tuple[str, ...]:
        """Return the codes of the function's rows, regardless of the filter."""
        return tuple(code for code, row in self._rows.items() if row.item.function == function)

    def heading(self, code: str) -> Heading:
        """Return the function of this code with its progress."""
        return self._heading(code, [row for row in self._rows.values() if row.item.function == code])

    def _heading(self, code: str, rows: list[SheetRow]) -> Heading:
        scope = [row for row in rows if row.in_scope]
        done = sum(row.mark is not None and not self.veils(row.item.code) for row in scope)
        return Heading(self._functions[code], done, len(scope), self.folds.get(code, ""))

    def next_unmarked(self, code: str = "") -> int:
        """Return the line of the next visible row without a mark, wrapping round; -1 if there is none."""
        start = self.line_of(code) + 1
        around = [*range(start, len(self._lines)), *range(start)]
        for line in around:
            row = self._rows.get(self._lines[line])
            if row is not None and row.in_scope and (row.mark is None or self.veils(row.item.code)):
                return line
        return -1

    def counts(self) -> tuple[int, int, int]:
        """Return how many rows are in scope, and of the rows how many lack a mark and a required fact."""
        rows = self.shown
        scope = [row for row in rows if row.in_scope]
        return len(scope), sum(row.mark is None for row in scope), sum(map(needs_fact, rows))

    def tally(self) -> dict[int | None, int]:
        """Return the crosses in each column of the printed form: level -> count, None for «нет уровня»."""
        counts: dict[int | None, int] = dict.fromkeys((*LEVELS, None), 0)
        for row in self._rows.values():
            if row.mark is not None and not self.veils(row.item.code):
                counts[row.mark.level] += 1
        return counts

    def twin_of(self, code: str) -> SheetRow | None:
        """Return the twin whose mark the key repeats: the last one marked in the alias group."""
        assert self._sheet is not None
        twins = [self.row(c) for c in self._sheet.framework.twins(code) if c in self._rows]
        marked = [row for row in twins if row.mark is not None]
        return max(marked, key=_when, default=None)

    def twins(self, code: str) -> tuple[str, ...]:
        """Return the codes of the alias group without this one, as far as the sheet has them."""
        assert self._sheet is not None
        return tuple(c for c in self._sheet.framework.twins(code) if c in self._rows)

    # Writes

    def show(self, sheet: Sheet, half_typed: Mapping[tuple[int, str], str]) -> None:
        """Show a sheet just read; the filter is cleared."""
        self.beginResetModel()
        self._sheet = sheet
        self._functions = {function.code: function for function in sheet.framework.functions}
        self._all = {row.item.code: row for row in sheet.rows}
        self._rows = {code: row for code, row in self._all.items() if row.in_scope or said_of(row)}
        self._finder = Finder()
        self.folds = {}
        by_id = {row.item.id: code for code, row in self._rows.items()}
        half = {(by_id[item], field): text for (item, field), text in half_typed.items() if item in by_id}
        self._half.begin(
            {place: text for place, text in half.items() if is_form(place[1]) or text != self.saved(*place)}
        )
        self._lines = self._wanted()
        self.endResetModel()

    def narrow(self, text: str, show: Show) -> None:
        """Filter by *show* and by rows whose code, label or text contains every word of *text*."""
        self._finder.narrow(text, show)
        self._lay_out()

    def show_outside(self, shown: bool) -> None:
        """Show all items, or only those of the scope and those with content."""
        self._finder.outside = shown
        self._choose()

    def show_only(self, codes: frozenset[str] | None) -> None:
        """Show these rows and those with content; None shows all again."""
        self._finder.focus = codes
        self._choose()

    def put_marks(self, given: Mapping[str, Given], seen: Mapping[str, Mark | None]) -> None:
        """Replace the marks that were *seen*, with None clear them; called by commands only.

        Raises:
            Overtaken: if the file has another mark by now, as from a second window; ``take_mark`` shows it.
        """
        told = {self._rows[code].item.id: (*new, seen[code]) for code, new in given.items()}
        self._data.write(sheets.rate_all, self.sheet_id, told)
        for code, (mark, origin) in given.items():
            self.take_mark(code, mark, *((origin, datetime.now(UTC)) if mark is not None else (None, None)))

    def mark_in_file(self, code: str) -> sheets.Stands:
        """Return the item's mark as it is in the file, where another window may have changed it."""
        return self._data.read(sheets.mark_now, self.sheet_id, self._rows[code].item.id)

    def take_mark(self, code: str, mark: Mark | None, origin: Origin | None, at: datetime | None) -> None:
        """Show a mark that is already in the file."""
        self._on_written(replace(self._rows[code], mark=mark, origin=origin, rated_at=at))

    def take_row(self, row: SheetRow) -> None:
        """Show a row as it is in the file; unsaved text beside it stays."""
        if row.item.code in self._rows:
            self._on_written(row)
        else:
            self._all[row.item.code] = row

    def put_comment(self, code: str, text: str, seen: str) -> None:
        """Replace the comment of an item that was *seen*; called by commands only.

        Raises:
            Rewritten: if the file has another text by now; that one is shown from then on.
        """
        row = self._rows[code]
        try:
            self._data.write(sheets.comment, self.sheet_id, row.item.id, text, seen)
        except Rewritten as found:
            self._on_written(replace(row, comment=found.there))
            raise
        self._half.forget((COMMENT_FIELD,), (code,))
        self._on_written(replace(row, comment=clean(text).strip()))

    def put_fact(
        self,
        fact_id: int,
        codes: tuple[str, ...],
        told: Told,
        sha256: str | None = None,
        seen: str | None = None,
    ) -> int:
        """Save a fact about these items, 0 for a new one, and return its id; called by commands only.

        Raises:
            Rewritten: if the file no longer has the text *seen*; the new text is shown then.
        """
        assert self._sheet is not None
        items = [self._rows[code].item.id for code in codes]
        said = items, told.text, told.polarity, told.observed_on, sha256
        if fact_id:
            try:
                self._data.write(evidence.change, fact_id, *said, seen)
            except Rewritten:
                self._take_facts()
                raise
        else:
            person = self._sheet.person.id
            made = self._data.write(evidence.note, person, *said, sheet_id=self.sheet_id)
            self._forget(0, codes)
            self._take_facts()
            return made
        self._forget(fact_id, codes)
        self._take_facts()
        return fact_id

    def drop_fact(self, fact_id: int) -> None:
        """Withdraw a fact; called by commands only."""
        self._data.write(evidence.withdraw, fact_id)
        self._forget(fact_id, tuple(self._rows))
        self._take_facts()

    def bring_back(self, fact_id: int) -> None:
        """Restore a withdrawn fact; called by commands only."""
        self._data.write(evidence.restore, fact_id)
        self._take_facts()

    def take_note(self, note_id: int) -> int:
        """Use a diary note as a fact and return the fact's id; called by commands only."""
        made = self._data.write(diary.take, self.sheet_id, note_id)
        self._take_facts()
        return made

    def keep_half(self, code: str, field: str, text: str) -> None:
        """Keep text during typing, so that nothing is lost if the program ends; no undo, no journal."""
        text = clean(text)
        if text != self.text(code, field) or not self._half.is_kept(code, field):
            try:
                self._keep(code, field, text, differs=text != self.saved(code, field))
            finally:
                self._repaint(code)

    def keep_form(self, code: str, fact_id: int, form: str) -> None:
        """Keep the choices beside an unsaved fact; empty removes them."""
        if form != self.form(code, fact_id) or not self._half.is_kept(code, form_field(fact_id)):
            self._keep(code, form_field(fact_id), form, differs=bool(form))

    def _keep(self, code: str, field: str, text: str, *, differs: bool) -> None:
        self._half.keep(code, field, text, self.sheet_id, self._rows[code].item.id, differs=differs)

    @property
    def sheet_id(self) -> int:
        """The id of the sheet shown."""
        assert self._sheet is not None
        return self._sheet.id

    # Qt's questions

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            heading = self.heading_at(index.row()) if index.column() == 0 else None
            return None if heading is None else cells.of_heading(heading, role)
        code, column = row.item.code, index.column()
        veiled = self.veils(code)
        text = self.text(code) if column == Column.FACT and not veiled else ""
        # Asked at every paint.
        half = None if role == Qt.ItemDataRole.DisplayRole or veiled else self.half(code)
        told = cells.of_row(row, column, role, self.sheet_scale, text, half)
        if role == Qt.ItemDataRole.AccessibleTextRole and code in self.beside:
            return f"{told}, {self.beside[code]}"
        return told

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return cells.of_head(section, role) if orientation is Qt.Orientation.Horizontal else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._lines[index.row()] in self._functions:
            return Qt.ItemFlag.ItemNeverHasChildren  # not enabled: the arrow keys skip headings
        return _ROW

    def _forget(self, fact_id: int, codes: tuple[str, ...]) -> None:
        self._half.forget((draft_field(fact_id), form_field(fact_id)), codes)

    def _take_facts(self) -> None:
        """Read all facts again and show them: the items they are about may have changed."""
        assert self._sheet is not None
        told = self._data.read(evidence.beside, self.sheet_id, self._sheet.assessor.id)
        changed: list[SheetRow] = []
        for code, row in self._rows.items():
            facts = tuple(fact for fact in told if code in fact.items)
            if facts != row.facts:
                changed.append(replace(row, facts=facts))
        for row in reversed(changed):  # signalled last is the first one, the one written
            self._on_written(row)

    def _on_written(self, row: SheetRow) -> None:
        code = row.item.code
        counted = (self._rows[code].mark is None) is not (row.mark is None)
        self._rows[code] = row
        if self._finder.show is not Show.ALL:
            self._lay_out()
        self._repaint(code)
        if counted and (line := self.line_of(row.item.function)) >= 0:
            heading = self.index(line, 0)  # by one index: a range reaches into the line below
            self.dataChanged.emit(heading, heading)
        self.touched.emit(code)

    def _repaint(self, code: str) -> None:
        line = self.line_of(code)
        if line >= 0:
            self.dataChanged.emit(self.index(line, 0), self.index(line, COLUMNS - 1))

    def _choose(self) -> None:
        """Choose the rows to show."""
        self._all |= self._rows
        self._rows = self._finder.chosen(self._all, self.half_codes)
        self._lay_out()

    def _lay_out(self) -> None:
        """Insert and remove single lines, so that the view keeps its place."""
        wanted = self._wanted()
        kept = set(wanted)
        for line in reversed(range(len(self._lines))):
            if self._lines[line] not in kept:
                self.beginRemoveRows(QModelIndex(), line, line)
                del self._lines[line]
                self.endRemoveRows()
        for line, code in enumerate(wanted):
            if line >= len(self._lines) or self._lines[line] != code:
                self.beginInsertRows(QModelIndex(), line, line)
                self._lines.insert(line, code)
                self.endInsertRows()

    def _wanted(self) -> list[str]:
        by_function: dict[str, list[str]] = {code: [] for code in self._functions}
        for code, row in self._rows.items():
            if self._finder.holds(row, self._veiled(row)):
                by_function[row.item.function].append(code)
        return [line for code, mine in by_function.items() if mine for line in (code, *mine)]

    def _veiled(self, row: SheetRow) -> SheetRow:
        """Return the row as somebody may see it who types the paper in a second time: the item alone."""
        if self.hides is None or not said_of(row) or not self.hides(row.item.code):
            return row
        return replace(row, mark=None, origin=None, rated_at=None, facts=(), comment="")


def _when(row: SheetRow) -> datetime:
    return row.rated_at or datetime.min.replace(tzinfo=UTC)
