"""A model from our own workbook, or its competencies from a plain-text file."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from domain.framework import follow_ups
from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import Fault, Faulty, Flaw, Part
from domain.framework.edition_faults import faults as faults_of
from domain.framework.edition_numbers import identity
from domain.framework.framework import Duty, Function, Item, Kind, Lead, Question, QuestionSet
from domain.framework.profile import Phase, Profile, Target
from domain.progress import Progress
from domain.scale import Level
from domain.text import Text, fold
from reports.book.model_columns import Column, Sheet, sheets_by_title
from reports.intake import delimited, xlsx
from reports.intake.model.model_requirements import requirements
from reports.intake.model.model_rows import Columns, Row, Rows, columns_of, heads, place_of, rows_of
from reports.intake.table import Table, letters
from reports.words.framework import phrases_framework
from resources.i18n import words

_KINDS = {
    fold(word): kind
    for kind, words in {
        Kind.KNOWLEDGE: ("знание", "знания", "знать", "knowledge", "k", "к", "з"),
        Kind.SKILL: ("умение", "умения", "уметь", "навык", "навыки", "skill", "skills", "s", "у"),
    }.items()
    for word in words
}
_PHASES = {
    fold(word): phase
    for phase, words in {
        Phase.HIRE: ("при найме", "найм", "кандидат", "at hire", "hire"),
        Phase.POST: ("в должности", "должность", "in post", "post"),
    }.items()
    for word in words
}
_LEADS = {
    fold(word): lead
    for lead in Lead
    for word in (lead.value, *(phrases_framework.lead_name(lead, words(one)) for one in ("ru", "en")))
}
_ALIAS = frozenset(fold(one) for one in ("близкие", "alias", "close ones", "similar ones"))
_SIMILAR = frozenset(fold(one) for one in ("соседние", "similar", "neighbours", "related ones"))


CHOSEN = (  # columns of competencies that a person may assign
    *(Column.CODE, Column.TEXT, Column.KIND, Column.FUNCTION, Column.LABEL, Column.CLAUSE),
    *(Column.TEXT_EN, Column.LABEL_EN),
)


def parse(
    data: bytes, name: str, progress: Progress, columns: Columns | None = None, sheet: str | None = None
) -> Edition:
    """Read a model; what a sheet does not hold stays empty, including targets and questions.

    *columns* says where the competencies are in a table without recognisable heads, *sheet* in which one.

    Raises:
        Unreadable: if the file cannot be read safely.
        Faulty: with every fault and its cell; then nothing is taken.
    """
    tables = _tables(data, name, progress, sheet)
    faults: list[Fault] = []
    book = _Book(tables, faults, name, columns)
    edition = book.edition()
    if faults:
        raise Faulty(faults)
    if found := faults_of(edition) if edition.levels else _without_levels(edition):
        raise Faulty([book.placed(one) for one in found])
    return edition


def has_heads(data: bytes, name: str, progress: Progress) -> bool:
    """Tell whether a plain-text file has a column of codes and one of texts."""
    table = delimited.parse(data, name, progress)
    return table.width > 1 and columns_of(table, Sheet.ITEMS).enough


def looks_like(data: bytes, name: str, progress: Progress) -> bool:
    """Tell whether a plain-text file is a table, whatever its heads are."""
    table = delimited.parse(data, name, progress)
    rows = [len(line.cells) for line in table.lines]
    return len(rows) > 1 and min(rows) > 1 and rows[0] == max(rows)


def competencies(data: bytes, name: str, progress: Progress, sheet: str | None = None) -> Table:
    """Return the table of the competencies, for a person to say what each column holds.

    Raises:
        Unreadable: if the file cannot be read safely.
    """
    return _tables(data, name, progress, sheet).get(Sheet.ITEMS, Table(name, "", (), ()))


def unread(
    data: bytes, name: str, progress: Progress, columns: Columns | None = None, sheet: str | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what of a table is not read: columns of the competencies by letter and head, and sheets.

    Raises:
        Unreadable: if the file cannot be read safely.
    """
    tables = _tables(data, name, progress, sheet)
    table = tables.get(Sheet.ITEMS)
    titles = {title: None for one in tables.values() for title in one.sheets}
    sheets = tuple(title for title in titles if title not in {one.sheet for one in tables.values()})
    if table is None or not table.lines:
        return (), sheets
    used = columns or columns_of(table, Sheet.ITEMS)
    top = place_of(table, used)
    told, below = heads(table, top), table.lines[top + 1 :]
    taken = set(used.of.values())
    return tuple(
        f"{letters(at)} {told[at]}".strip()
        for at in range(table.width)
        if at not in taken and any(line.at(at) not in (None, "") for line in below)
    ), sheets


def foreign_sheets(
    data: bytes, name: str, progress: Progress, sheet: str | None = None
) -> tuple[tuple[str, ...], str]:
    """Return the sheets of a book that is not ours, and the one read; none for ours, or a plain text.

    Raises:
        Unreadable: if the file cannot be read safely.
    """
    if not data.startswith(b"PK"):
        return (), ""
    table = xlsx.parse(data, name, progress, sheet)
    known = sheets_by_title()
    if sheet is None and any(fold(title) in known for title in table.sheets):
        return (), ""
    return table.sheets, table.sheet


def key_of(title: str) -> str:
    """Return a key for a model that came without one: the same title gives the same key."""
    return identity(f"model/{fold(title)}")


def item_key(model: str, code: str) -> str:
    """Return an identity for an item that came without one."""
    return identity(f"{model}/{code}")


def _tables(data: bytes, name: str, progress: Progress, chosen: str | None = None) -> dict[Sheet, Table]:
    if chosen is not None:
        return {Sheet.ITEMS: xlsx.parse(data, name, progress, chosen)}
    if not data.startswith(b"PK"):
        return {Sheet.ITEMS: delimited.parse(data, name, progress)}
    known = sheets_by_title()
    first = xlsx.parse(data, name, progress, None)
    found: dict[Sheet, Table] = {}
    for title in first.sheets:
        sheet = known.get(fold(title))
        if sheet is not None and sheet not in found:
            found[sheet] = xlsx.parse(data, name, progress, title)
    if not found and first.lines:
        found[Sheet.ITEMS] = first
    return found


def _says(one: Question) -> bool:
    """Tell whether a row for a question was filled in."""
    return any(text.ru or text.en for text in (one.question, one.weak, one.adequate, one.strong, *one.probes))


def _without_levels(edition: Edition) -> tuple[Fault, ...]:
    """Return the faults, ignoring a missing scale: the model takes that of the file it goes into."""
    return tuple(one for one in faults_of(edition) if one.flaw is not Flaw.LEVELS)


class _Book:
    """The sheets being read; faults are collected and reported all at once."""

    def __init__(
        self, tables: dict[Sheet, Table], faults: list[Fault], name: str, columns: Columns | None
    ) -> None:
        self.tables, self.faults, self.name, self.columns = tables, faults, name, columns
        self.cells: dict[tuple[Part, str], str] = {}
        self.key, self.title = "", Text("")

    def edition(self) -> Edition:
        """Read all sheets."""
        for row in self._rows(Sheet.MODEL, Part.EDITION, (Column.TITLE,)):
            self.key, self.title = row.text(Column.KEY), row.pair(Column.TITLE, Column.TITLE_EN)
            if not self.title.ru:
                row.fault(Flaw.EMPTY_TEXT, Column.TITLE)
            break
        if not self.title.ru:
            stem = self.name.rpartition(".")[0] or self.name
            self.title = Text(stem.strip() or "1")
        self.key = self.key or key_of(self.title.ru)
        functions = self._each(Sheet.FUNCTIONS, Part.FUNCTION, (Column.CODE, Column.TEXT), self._function)
        items = self._each(Sheet.ITEMS, Part.ITEM, (Column.CODE, Column.TEXT), self._item)
        if Sheet.FUNCTIONS not in self.tables:
            functions, items = self._own_functions(items)
        if not items and not self.faults:
            self.faults.append(Fault(Flaw.NO_ITEMS, Part.ITEM, place=self.name))
        needed = (Column.ITEM, Column.QUESTION)
        questions = [
            one for one in self._each(Sheet.QUESTIONS, Part.QUESTION, needed, self._question) if _says(one)
        ]
        asked = {one.code for one in questions}
        twins: dict[str, Question] = {}
        for one, row in self._each(
            Sheet.TWINS, Part.QUESTION, needed, lambda row: (self._question(row), row)
        ):
            twins[one.code] = one
            if one.code and one.code not in asked:
                row.fault(Flaw.UNKNOWN_CODE, Column.ITEM, one.code)
        groups = self._each(Sheet.GROUPS, Part.GROUP, (Column.GROUP, Column.ITEMS), self._group)
        order = {one.code: at for at, one in enumerate(items)}
        return Edition(
            key=self.key,
            title=self.title,
            functions=functions,
            items=items,
            duties=self._each(Sheet.DUTIES, Part.DUTY, (Column.CODE, Column.TEXT), self._duty),
            alias_groups=tuple(codes for alias, codes in groups if alias),
            similar=tuple(codes for alias, codes in groups if not alias),
            levels=self._each(Sheet.LEVELS, Part.LEVEL, (Column.LEVEL, Column.NAME), self._level),
            questions={
                one.code: replace(one, twin=twins.get(one.code))
                for one in sorted(questions, key=lambda one: order.get(one.code, len(order)))
            },
            sets=tuple(
                sorted(
                    self._each(Sheet.SETS, Part.SET, (Column.CODE, Column.ITEMS), self._set),
                    key=lambda one: one.code,
                )
            ),
            profiles=self._profiles(order),
        )

    def placed(self, one: Fault) -> Fault:
        """Return the fault with the cell where its part begins."""
        place = self.cells.get((one.part, one.code), "")
        return Fault(one.flaw, one.part, one.code, one.value, one.place or place)

    def _rows(self, sheet: Sheet, part: Part, needed: tuple[Column, ...]) -> Rows | tuple[()]:
        table = self.tables.get(sheet)
        if table is None or not table.lines:
            return ()
        given = self.columns if sheet is Sheet.ITEMS else None
        return rows_of(table, sheet, part, needed, self.faults, given)

    def _each[T](
        self, sheet: Sheet, part: Part, needed: tuple[Column, ...], read: Callable[[Row], T]
    ) -> tuple[T, ...]:
        made: list[T] = []
        seen: set[str] = set()
        for row in self._rows(sheet, part, needed):
            column = Column.ITEM if Column.ITEM in needed else needed[0]
            row.code = row.text(column)
            if part is not Part.GROUP:
                if not row.code:
                    row.fault(Flaw.EMPTY_CODE, column)
                elif row.code in seen:
                    row.fault(Flaw.DUPLICATE_CODE, column)
                seen.add(row.code)
            self.cells.setdefault((part, row.code), row.cell(column))
            made.append(read(row))
        return tuple(made)

    def _function(self, row: Row) -> Function:
        text = self._said(row)
        short = row.pair(Column.SHORT, Column.SHORT_EN)
        named = short if short.ru else labelled(text)
        return Function(0, row.code, row.text(Column.CLAUSE), text, named, row.yes(Column.OWN))

    def _item(self, row: Row) -> Item:
        text = self._said(row)
        label = row.pair(Column.LABEL, Column.LABEL_EN)
        told = row.text(Column.KIND)
        kind = _KINDS.get(fold(told))
        if kind is None and not told:
            kind = {"k": Kind.KNOWLEDGE, "к": Kind.KNOWLEDGE}.get(row.code[:1].lower(), Kind.SKILL)
        elif kind is None:
            row.fault(Flaw.UNKNOWN_KIND, Column.KIND, told)
        told_key = row.text(Column.IDENTITY)
        try:
            key = str(UUID(told_key)) if told_key else item_key(self.key, row.code)
        except ValueError:
            row.fault(Flaw.NUMBER, Column.IDENTITY, told_key)
            key = item_key(self.key, row.code)
        return Item(
            id=0,
            key=key,
            code=row.code,
            kind=kind or Kind.SKILL,
            function=row.text(Column.FUNCTION),
            secondary=tuple(sorted(row.codes(Column.SECONDARY))),
            clause=row.text(Column.CLAUSE),
            text=text,
            label=label if label.ru else labelled(text),
            org_specific=row.yes(Column.SPECIFIC),
            own=row.yes(Column.OWN),
        )

    def _own_functions(self, items: tuple[Item, ...]) -> tuple[tuple[Function, ...], tuple[Item, ...]]:
        """Make functions of the names in the items' function column, or one for all if it is empty."""
        names = list(dict.fromkeys(one.function for one in items if one.function)) or [self.title.ru]
        codes = {name: f"F{number}" for number, name in enumerate(names, start=1)}
        functions = tuple(
            Function(0, code, "", Text(name), labelled(Text(name))) for name, code in codes.items()
        )
        first = functions[0].code
        return functions, tuple(
            Item(
                0,
                one.key,
                one.code,
                one.kind,
                codes.get(one.function, first),
                tuple(codes[name] for name in one.secondary if name in codes),
                one.clause,
                one.text,
                one.label,
                one.org_specific,
                one.own,
            )
            for one in items
        )

    def _duty(self, row: Row) -> Duty:
        return Duty(
            0,
            row.code,
            row.text(Column.FUNCTION),
            row.text(Column.CLAUSE),
            self._said(row),
            row.codes(Column.ITEMS),
            row.yes(Column.OWN),
        )

    def _level(self, row: Row) -> Level:
        return Level(
            row.whole(Column.LEVEL, 0, 4, Flaw.UNKNOWN_LEVEL),
            row.pair(Column.NAME, Column.NAME_EN),
            row.pair(Column.SHORT, Column.SHORT_EN),
            row.pair(Column.KNOWLEDGE, Column.KNOWLEDGE_EN),
            row.pair(Column.SKILL, Column.SKILL_EN),
        )

    def _group(self, row: Row) -> tuple[bool, tuple[str, ...]]:
        told = fold(row.text(Column.GROUP))
        if told not in _ALIAS | _SIMILAR:
            row.fault(Flaw.UNKNOWN_KIND, Column.GROUP, told)
        return told in _ALIAS, row.codes(Column.ITEMS)

    def _question(self, row: Row) -> Question:
        one = Question(
            row.code,
            row.text(Column.KIND),
            1,
            row.pair(Column.QUESTION, Column.QUESTION_EN),
            row.pair(Column.WEAK, Column.WEAK_EN),
            row.pair(Column.ADEQUATE, Column.ADEQUATE_EN),
            row.pair(Column.STRONG, Column.STRONG_EN),
            follow_ups.told(row.pair(Column.PROBES, Column.PROBES_EN)),
        )
        if not _says(one):
            return one
        return replace(one, minutes=row.whole(Column.MINUTES, 1, 240, Flaw.NUMBER))

    def _set(self, row: Row) -> QuestionSet:
        told = row.text(Column.LEAD)
        lead = _LEADS.get(fold(told), Lead.EXPERIENCE if not told else None)
        if lead is None:
            row.fault(Flaw.UNKNOWN_KIND, Column.LEAD, told)
        name, items = row.pair(Column.NAME, Column.NAME_EN), row.codes(Column.ITEMS)
        return QuestionSet(0, row.code, name, items, 0, lead or Lead.EXPERIENCE)

    def _profiles(self, order: dict[str, int]) -> tuple[Profile, ...]:
        profiles = self._each(Sheet.PROFILES, Part.PROFILE, (Column.PROFILE, Column.POST), self._profile)
        targets: dict[str, dict[str, Target]] = {one.key: {} for one in profiles}
        for row in self._rows(Sheet.TARGETS, Part.TARGET, (Column.PROFILE, Column.ITEM, Column.LEVEL)):
            row.code = row.text(Column.ITEM)
            mine = targets.get(row.text(Column.PROFILE))
            if mine is None:
                row.fault(Flaw.UNKNOWN_CODE, Column.PROFILE, row.text(Column.PROFILE))
            elif row.code not in order:
                row.fault(Flaw.UNKNOWN_CODE, Column.ITEM, row.code)
            elif row.code in mine:
                row.fault(Flaw.DUPLICATE_CODE, Column.ITEM)
            else:
                mine[row.code] = self._target(row)
        needed = (Column.PROFILE, Column.SECTION)
        asked = requirements(self._rows(Sheet.REQUIREMENTS, Part.PROFILE, needed), targets)
        return tuple(
            Profile(
                *(0, "", one.key, 0, one.post, one.phase, asked.get(one.key, NO_REQUIREMENTS)),
                dict(sorted(targets[one.key].items(), key=lambda pair: order[pair[0]])),
                one.pass_attainment,
            )
            for one in profiles
        )

    def _profile(self, row: Row) -> Profile:
        phase, share = _PHASES.get(fold(row.text(Column.PHASE))), row.text(Column.PASS)
        if phase is None:
            row.fault(Flaw.UNKNOWN_KIND, Column.PHASE, row.text(Column.PHASE))
        passed: Fraction | None = None
        if share:
            try:
                passed = Fraction(share.replace(",", "."))
            except (ValueError, ZeroDivisionError):
                row.fault(Flaw.NUMBER, Column.PASS, share)
            else:
                if not 0 <= passed <= 1:
                    row.fault(Flaw.NUMBER, Column.PASS, share)
        post = row.pair(Column.POST, Column.POST_EN)
        return Profile(0, "", row.code, 0, post, phase or Phase.POST, NO_REQUIREMENTS, {}, passed)

    def _target(self, row: Row) -> Target:
        weight = row.text(Column.WEIGHT)
        why, critical_reason, floor_reason = (
            told if told.ru else None
            for told in (
                row.pair(Column.WEIGHT_REASON, Column.WEIGHT_REASON_EN),
                row.pair(Column.CRITICAL_REASON, Column.CRITICAL_REASON_EN),
                row.pair(Column.FLOOR_REASON, Column.FLOOR_REASON_EN),
            )
        )
        level = row.whole(Column.LEVEL, 0, 4, Flaw.UNKNOWN_LEVEL)
        critical = row.yes(Column.CRITICAL)
        return Target(
            level,
            row.whole(Column.WEIGHT, 1, 3, Flaw.WEIGHT) if weight else 1,
            critical,
            why,
            critical_reason,
            self._floor(row, level, critical=critical),
            floor_reason,
        )

    def _floor(self, row: Row, level: int, *, critical: bool) -> int | None:
        """Return the row's own floor; one above the target, or on a non-critical item, is a fault."""
        told = row.text(Column.FLOOR)
        if not told:
            return None
        floor = row.whole(Column.FLOOR, 0, 4, Flaw.UNKNOWN_LEVEL)
        if not critical:
            row.fault(Flaw.FLOOR_OF_NONE, Column.FLOOR, told)
        elif floor > level:
            row.fault(Flaw.FLOOR, Column.FLOOR, told)
        else:
            return floor
        return None

    def _said(self, row: Row) -> Text:
        text = row.pair(Column.TEXT, Column.TEXT_EN)
        if not text.ru:
            row.fault(Flaw.EMPTY_TEXT, Column.TEXT)
        return text
