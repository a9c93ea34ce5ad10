"""Where a sheet has its people, its competencies and its levels: proposed, for a person to confirm."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.team.level_scale import is_known_word
from domain.text import fold
from reports.intake.roster.heads import squeezed
from reports.intake.table import Table, Value
from reports.intake.table import text_of as written

HEAD_LOOKED_FOR = 30  # rows from the top; titles and legends are above the heads
SAMPLE = 300  # rows below the heads that are looked at
SIGN = 2  # characters of a level that is a sign or a letter
SHORT = 24  # characters of a level in words
DISTINCT = 12  # different words in the levels of one sheet, beside those that scales use


class Form(StrEnum):
    """How a sheet is drawn."""

    PEOPLE_DOWN = "people_down"  # a row for each person, a column for each competency
    PEOPLE_ACROSS = "people_across"
    LONG = "long"  # a row for each level


class Of(StrEnum):
    """What a column beside the levels holds."""

    PERSON = "person"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    PERSONNEL_NO = "personnel_no"
    POST = "post"
    UNIT = "unit"
    ITEM = "item"
    CODE = "code"
    FUNCTION = "function"
    KIND = "kind"
    LEVEL = "level"
    TARGET = "target"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Layout:
    """``head`` is the number of the row of heads, from 1; ``of`` and ``grid`` are columns, from 0.

    ``grid`` are the columns with levels, empty for a long table. ``above`` is the row with the functions over
    the heads, None if there is none.
    """

    form: Form
    head: int
    of: Mapping[Of, int]
    grid: tuple[int, ...] = ()
    above: int | None = None


_WORDS: dict[Of, tuple[str, ...]] = {
    Of.PERSON: (
        *("фио", "ф. и. о.", "ф.и.о.", "ф.и.о", "сотрудник", "сотрудники", "работник", "работники"),
        *("фио сотрудника", "фио работника", "ф.и.о. сотрудника", "ф.и.о. работника", "полное фио"),
        *("фамилия имя отчество", "фамилия, имя, отчество", "специалист", "исполнитель", "участник"),
        *("name", "names", "full name", "employee", "employees", "employee name", "person", "people"),
        *("team member", "member", "staff", "engineer", "developer", "resource", "fullname"),
    ),
    Of.SURNAME: ("фамилия", "surname", "last name", "family name"),
    Of.GIVEN: ("имя", "given name", "first name"),
    Of.PATRONYMIC: ("отчество", "patronymic", "middle name"),
    Of.PERSONNEL_NO: (
        *(
            "табельный номер",
            "таб. номер",
            "табельный №",
            "таб. №",
            "таб.№",
            "таб №",
            "табельный",
            "таб.номер",
        ),
        *("personnel number", "personnel no", "employee id", "employee number", "staff number"),
    ),
    Of.POST: (
        *(
            "должность",
            "профессия",
            "роль",
            "грейд",
            "post",
            "position",
            "job title",
            "title",
            "role",
            "grade",
        ),
    ),
    Of.UNIT: ("подразделение", "отдел", "служба", "участок", "цех", "команда", "unit", "department", "team"),
    Of.ITEM: (
        *("компетенция", "компетенции", "навык", "навыки", "умение", "умения", "знание", "знания"),
        *("знания и навыки", "знания и умения", "формулировка", "показатель", "наименование компетенции"),
        *("компетенция / навык", "наименование навыка", "операция", "работы", "вид работ"),
        *("competency", "competencies", "competence", "skill", "skills", "skill name", "competency name"),
        *("skill / competency", "ability", "statement", "task", "operation"),
    ),
    Of.CODE: ("код", "код компетенции", "код навыка", "code", "skill code", "competency code"),
    Of.FUNCTION: (
        *("функция", "группа", "группа компетенций", "категория", "раздел", "блок", "область", "направление"),
        *(
            "function",
            "area",
            "category",
            "group",
            "domain",
            "skill area",
            "skill group",
            "section",
            "cluster",
        ),
    ),
    Of.KIND: ("вид", "тип", "kind", "type"),
    Of.LEVEL: (
        *("уровень", "оценка", "балл", "уровень владения", "текущий уровень", "факт", "значение"),
        *("level", "rating", "score", "mark", "proficiency", "current level", "value", "grade level"),
    ),
    Of.TARGET: (
        *("цель", "целевой уровень", "требуемый уровень", "требуется", "требуемый", "целевой", "норма"),
        *("требование", "целевое значение", "нужно"),
        *("target", "target level", "required", "required level", "expected", "expected level", "goal"),
    ),
    Of.DAY: (
        *("дата", "дата оценки", "оценено", "когда", "период", "date", "assessed on", "rated on", "as of"),
    ),
}
_OF = {squeezed(word): of for of, words in _WORDS.items() for word in words}
_NO_LEVELS = re.compile(  # heads of figures; «Планирование», «Целеполагание» are competencies
    r"(?:итог\w*|всего|средн\w+|сумм\w*|коммент(?:ари\w+)?|примеч\w*|цел(?:ь|и|ев\w+)|требуем\w+"
    r"|план(?:ов\w+)?|разрыв\w*|вес(?:а|ов\w+)?|кол-во|количество|подтвержд\w*"
    r"|totals?|averages?|avg|sum|mean|comments?|notes?|targets?|required|gaps?|weights?|evidence|min|max|count)"
    r"(?![\w-])|no? ?п\W? ?п\b|no\W*$|#"  # «№», folded
)
_TARGETS = re.compile(
    r"(?:цель|цели|целев(?:ой|ые|ое)|требуем\w+|требуется|требовани[ея]|норма|норматив|"
    r"targets?|required|requirements?|expected|goals?)(?:\s+(?:уров\w+|значени\w+|levels?|values?))?"
)
_TOTALS = ("итог", "всего", "средн", "сумма", "total", "average", "avg", "sum", "mean")
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?: \d\d?:\d\d.*)?")
_FIGURE = re.compile(r"\d{1,3}([.,]\d{1,4})?\s*%?")
_WORD = r"[А-ЯЁA-Z][а-яёa-z'’]+(?:-[А-ЯЁA-Z]?[а-яёa-z'’]+)?"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|[А-ЯЁA-Z]\.?)){{1,2}}|{_WORD}\s+[А-ЯЁA-Z]\.\s?[А-ЯЁA-Z]\.?")
_ALONE = re.compile(_WORD)


class Sheet:
    """The texts of a sheet, a merged cell's in each cell that it covers."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._lines = {line.number: line for line in table.lines}
        self._covered: dict[tuple[int, int], tuple[int, int]] = {}
        self._wide: set[tuple[int, int]] = set()  # where a merged cell of several columns begins
        for box in table.merged:
            if (box.bottom - box.top + 1) * (box.right - box.left + 1) > 100_000:
                continue  # a whole column or row: nothing but a background
            if box.right > box.left:
                self._wide.add((box.top, box.left))
            for row in range(box.top, box.bottom + 1):
                for column in range(box.left, box.right + 1):
                    self._covered[row, column] = box.top, box.left
        bottoms = [line.number for line in table.lines] + [row for row, _column in self._covered]
        self.numbers = tuple(sorted(set(bottoms) & (self._lines.keys() | {row for row, _ in self._covered})))
        self.width = table.width
        self._texts: dict[tuple[int, int], str] = {}

    def value(self, row: int, column: int) -> Value:
        """Return the value shown at a place; a merged cell shows it everywhere."""
        row, column = self._covered.get((row, column), (row, column))
        line = self._lines.get(row)
        return None if line is None else line.at(column)

    def text(self, row: int, column: int) -> str:
        """Return the same as one line of clean text; a fault of the file's program has none."""
        text = self._texts.get((row, column))
        if text is None:
            text = self._texts[row, column] = text_of(self.value(row, column))
        return text

    def own(self, row: int, column: int) -> str:
        """Return the text of a cell that is not merged, or the first of a merged one; else empty."""
        if self._covered and self._covered.get((row, column), (row, column)) != (row, column):
            return ""
        return self.text(row, column)

    def is_merged(self, row: int, column: int) -> bool:
        """Tell whether a merged cell covers the place."""
        return (row, column) in self._covered

    def is_wide(self, row: int, column: int) -> bool:
        """Tell whether one cell goes here across several columns."""
        return self.anchor(row, column) in self._wide

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return where the merged cell over a place begins, or the place itself."""
        return self._covered.get((row, column), (row, column))


def text_of(value: Value) -> str:
    """Return a value as one line of clean text; a share has four places at most."""
    return written(round(value, 4) if isinstance(value, float) else value)


def guess(table: Table, form: Form | None = None) -> Layout | None:
    """Return the likeliest layout of a sheet; None if nothing in it looks like levels of people.

    *form* is how a person says that it is drawn.
    """
    sheet = Sheet(table)
    best: Layout | None = None
    most = 0
    for head in sheet.numbers[:HEAD_LOOKED_FOR]:
        layout, worth = _under(sheet, head, form)
        if layout is not None and worth > most:
            best, most = layout, worth
    return best


def looks_like_level(text: str) -> bool:
    """Tell whether a text may be a level: a figure, a percentage, a known word, or just a short one."""
    return is_plainly_level(text) or (len(text) <= SHORT and not _DAY.fullmatch(text))


def is_plainly_level(text: str) -> bool:
    """Tell whether a text can be nothing else: a figure, a percentage or a known word."""
    return bool(_FIGURE.fullmatch(text)) or is_known_word(text)


def is_total(text: str) -> bool:
    """Tell whether a row or column adds up others."""
    return fold(text).startswith(_TOTALS)


def is_target(text: str) -> bool:
    """Tell whether a row holds the levels that are required, and not those that somebody has."""
    return bool(_TARGETS.fullmatch(fold(text).rstrip(" *:").strip()))


def head_of(text: str) -> Of | None:
    """Return what a column with this head holds, None if the head does not say."""
    return _OF.get(squeezed(text))


def people_share(texts: Sequence[str]) -> tuple[float, float]:
    """Return which part of the texts looks like full names, and which like a name of one word."""
    told = [text for text in texts if text]
    if not told:
        return 0.0, 0.0
    whole = sum(bool(_NAME.fullmatch(text)) for text in told)
    return whole / len(told), sum(bool(_ALONE.fullmatch(text)) for text in told) / len(told)


class _Column:
    """What is below a head; each text that occurs is looked at once, however often it does."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.counts = Counter(texts)
        self.words = Counter[str]()
        for text, times in self.counts.items():
            self.words[fold(text)] += times

    @property
    def is_level(self) -> bool:
        return bool(self.texts) and self._number(looks_like_level) >= 0.9 * len(self.texts)

    @property
    def is_label(self) -> bool:
        figures = self._number(lambda one: bool(_FIGURE.fullmatch(one)))
        some = bool(self.texts)
        return some and len(self.counts) >= 0.7 * len(self.texts) and figures <= 0.2 * len(self.texts)

    def _number(self, fits: Callable[[str], bool]) -> int:
        """Return how many of the texts fit."""
        return sum(times for text, times in self.counts.items() if fits(text))


def _under(sheet: Sheet, head: int, wanted: Form | None) -> tuple[Layout | None, int]:
    """Return the layout if the heads are in this row, and how much speaks for it."""
    of: dict[Of, int] = {}
    heads = {at: "" if sheet.is_wide(head, at) else sheet.text(head, at) for at in range(sheet.width)}
    for column, text in heads.items():
        found = head_of(text)
        if found is not None:
            of.setdefault(found, column)
    has_person = Of.PERSON in of or Of.SURNAME in of
    has_item = Of.ITEM in of or Of.CODE in of
    if Of.LEVEL in of and has_person and has_item and wanted in (None, Form.LONG):
        return Layout(Form.LONG, head, of), 1000 + len(of)
    nobody = {of.pop(Of.LEVEL, None), of.pop(Of.DAY, None)}  # «Уровень» is no name
    below = [row for row in sheet.numbers if row > head][:SAMPLE]
    columns = {at: _Column([one for row in below if (one := sheet.own(row, at))]) for at in heads}
    labels = set(of.values())
    if not labels & {of.get(Of.PERSON), of.get(Of.SURNAME), of.get(Of.ITEM)} - {None}:
        first = next((at for at in heads if at not in labels and columns[at].is_label), None)
        if first is None:
            return None, 0
        labels.add(first)
    else:
        first = max(at for one, at in of.items() if one in (Of.PERSON, Of.SURNAME, Of.GIVEN, Of.ITEM))
    spare = [at for at in heads if at not in labels | nobody and at > first and heads[at]]
    able = [at for at in spare if not _NO_LEVELS.match(fold(heads[at]))]
    grid = _with_levels([at for at in able if columns[at].is_level], columns, has_person or Of.ITEM in of)
    if not grid:
        return None, 0
    grid = [at for at in able if at in grid or (not columns[at].texts and grid[0] < at < grid[-1])]
    words = {fold(text) for at in grid for text in columns[at].counts if not _FIGURE.fullmatch(text)}
    if sum(not is_known_word(word) for word in words) > DISTINCT:
        return None, 0
    said = [_is_said_elsewhere(heads[at], at, grid, columns) for at in grid]
    if 2 * sum(said) >= len(grid):  # a row of levels, not of names
        return None, 0
    form = wanted or _form(of, first, grid, heads, columns)
    if form is Form.LONG:
        return None, 0
    if form is Form.PEOPLE_DOWN:
        of.pop(Of.TARGET, None)  # of a person: a column with what somebody must reach in everything
        if not has_person:
            of[Of.PERSON] = first
    elif form is Form.PEOPLE_ACROSS and Of.ITEM not in of:
        of[Of.ITEM] = first
    levels = sum(said) + sum(bool(_FIGURE.fullmatch(heads[at])) for at in grid)
    filled = sum(len(columns[at].texts) for at in grid)
    worth = 2 * len(grid) + 3 * len(of) - 5 * levels
    return Layout(form, head, of, tuple(grid), _above(sheet, head, grid)), worth if filled else 0


def _with_levels(grid: Sequence[int], columns: Mapping[int, _Column], named: bool) -> list[int]:
    """Return the columns whose texts may be levels; *named* tells that the heads name people or competencies.

    Where each text is another one that no scale knows, as of accounts, they are none. One alone may be.
    """
    counted = Counter[str]()
    for at in grid:
        counted.update(columns[at].words)

    def shared(text: str) -> bool:
        return is_plainly_level(text) or counted[fold(text)] > 1 or len(text) <= SIGN

    return [
        at for at in grid if (named and len(columns[at].texts) == 1) or any(map(shared, columns[at].counts))
    ]


def _is_said_elsewhere(head: str, at: int, grid: Sequence[int], columns: Mapping[int, _Column]) -> bool:
    """Tell whether a head is a level: a word that scales use, or one said below in another column.

    A head repeated on each printed page is below itself, in its own column.
    """
    word = fold(head)
    return is_known_word(head) or any(word in columns[other].words for other in grid if other != at)


def _form(
    of: Mapping[Of, int],
    first: int,
    grid: Sequence[int],
    heads: Mapping[int, str],
    columns: Mapping[int, _Column],
) -> Form:
    person, item = Of.PERSON in of or Of.SURNAME in of, Of.ITEM in of
    if person != item:
        return Form.PEOPLE_DOWN if person else Form.PEOPLE_ACROSS
    across, down = people_share([heads[at] for at in grid]), people_share(columns[first].texts)
    return Form.PEOPLE_ACROSS if across > down else Form.PEOPLE_DOWN


def _above(sheet: Sheet, head: int, grid: Sequence[int]) -> int | None:
    """Return the row over the heads in which merged cells group the columns, if there is one."""
    for row in [one for one in sheet.numbers if one < head][-2:][::-1]:
        groups = {sheet.text(row, at) for at in grid if sheet.is_merged(row, at)} - {""}
        starts = {sheet.anchor(row, at) for at in grid if sheet.text(row, at)}
        if groups and len(starts) > 1 and all(anchor[0] == row for anchor in starts):
            return row
    return None
