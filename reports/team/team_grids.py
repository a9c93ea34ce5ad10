"""The wide sheets of a team's workbook: levels and gaps, people by items, with targets above."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from domain.assessing.policy import Policy
from domain.framework.profile import Target
from domain.papers.team_paper import TeamPaper
from domain.team.matrix import NO_LEVEL, Cell, TeamMatrix
from reports.book.workbook import Look, Tab, style
from reports.book.workbook_block import Content, Style
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import Words

TITLE, LEGEND, FUNCTIONS, LABELS, PROFILES = 1, 2, 3, 4, 5  # rows; from PROFILES on, each profile has three
FIXED = 4  # code, name, unit, number of the profile
ITEM = 6.0  # width of an item's column, in characters
_CODE, _NAME, _UNIT, _PROFILE = 9.0, 28.0, 15.0, 8.0
_PAPER = 8.5  # inches of a printed line to rely on: programs differ in how wide a character is
_LABEL = 118.0  # points of a head turned upright


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is, the same on all wide sheets; ``columns`` are those of the matrix, in order.

    ``profiles`` is profile id -> its number from 1; the first ``staying`` people are the team.
    """

    columns: tuple[int, ...]
    breaks: tuple[int, ...]
    profiles: dict[int, int]
    people: int
    staying: int

    @property
    def head(self) -> int:
        """The row of the heads."""
        return PROFILES + 3 * len(self.profiles)

    @property
    def first(self) -> int:
        """The row of the first person."""
        return self.head + 1

    @property
    def last(self) -> int:
        """The row of the last person."""
        return self.head + self.people

    @property
    def last_staying(self) -> int:
        """The row of the last person of the team; those who left come after it."""
        return self.head + self.staying

    def letter(self, place: int) -> str:
        """Return the column letter of an item by its place from 0."""
        return get_column_letter(FIXED + 1 + place)

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last column letter of the items."""
        return self.letter(0), self.letter(max(0, len(self.columns) - 1))

    def rows(self, what: int) -> tuple[int, int]:
        """Return the first and last row of minimums (0), weights (1) or targets (2), one per profile."""
        start = PROFILES + what * len(self.profiles)
        return start, start + len(self.profiles) - 1


def layout(paper: TeamPaper) -> Layout:
    """Return the layout of a paper's wide sheets."""
    assert paper.matrix.staying == tuple(range(paper.team)), "formulas sum the first rows: who left is behind"
    columns: list[int] = []
    breaks: list[int] = []
    for function in paper.functions:
        columns += paper.matrix.columns(function.code)
        breaks.append(FIXED + len(columns))
    profiles = {number: place for place, number in enumerate(sorted(paper.matrix.profiles), start=1)}
    return Layout(tuple(columns), tuple(breaks[:-1]), profiles, len(paper.matrix.people), paper.team)


class Wide(NamedTuple):
    """A team and its layout on the wide sheets."""

    paper: TeamPaper
    at: Layout


def levels(tab: Tab, wide: Wide, words: Words) -> None:
    """Write the levels; gaps are marked by conditional formats, so that they follow what is typed."""
    _ = words.gettext
    paper, at = wide
    legend = _(
        "{carried} carried from an earlier quarter; {missing} no level: not known, not zero; "
        "frame: below minimum; underlined: gap {large} and more; italics: below the target"
    ).format(
        carried="3°",
        missing=phrases_team.cell(Cell.MISSING, words),
        large=phrases.threshold(paper.matrix.policy.large_gap, words),
    )
    if paper.matrix.imported:
        legend += "; " + _("{sign}: imported from a file").format(sign=phrases.imported_sign(words))
    _heads(tab, paper, at, _("Levels"), legend, words)
    _people(tab, paper, at, _Levels(paper.matrix, words), words)
    if at.people:
        _marks(tab, paper.matrix, at)


def gaps(tab: Tab, wide: Wide, words: Words) -> None:
    """Write target minus level; the sign of a gap is part of the number format."""
    _ = words.gettext
    paper, at = wide
    legend = _("target minus level: ▽ below the target, ▼ from {large}; frame: below minimum").format(
        large=phrases.threshold(paper.matrix.policy.large_gap, words)
    )
    _heads(tab, paper, at, _("Gaps"), legend, words)
    _people(tab, paper, at, _Gaps(paper.matrix, words), words)
    if at.people:
        _frame_stops(tab, paper.matrix, at, "{target}-{here}")
    assert tab.rows is not None
    below, missing = _below(paper.matrix, at)
    whole, strong = style(Look.TEXT, "0", "centre"), style(Look.STRONG)
    empty: list[tuple[Content, Style]] = [("", strong), ("", strong)]
    for name, counts in ((_("below the target, people"), below), (_("without a level, people"), missing)):
        tab.rows.row([("", strong), (name, strong), *empty, *((count, whole) for count in counts)])


def _below(matrix: TeamMatrix, at: Layout) -> tuple[list[int | None], list[int | None]]:
    """Return by column how many are below target, None if no level is known, and how many have no level."""
    totals = [matrix.column_summary(column) for column in at.columns]
    below = [one.below if one.known else None for one in totals]
    return below, [one.applicable - one.known for one in totals]


def _heads(tab: Tab, paper: TeamPaper, at: Layout, title: str, legend: str, words: Words) -> None:
    _ = words.gettext
    matrix = paper.matrix
    tab.put_text(TITLE, 1, f"{title}. {phrases_team.cycle(paper)}", Look.TITLE, wrap=False)
    tab.put_text(LEGEND, 1, legend, Look.MUTED, wrap=False)
    for place, column in enumerate(at.columns):
        item = matrix.framework.items[column]
        tab.small_head(FUNCTIONS, FIXED + 1 + place, item.function)
        tab.turned(LABELS, FIXED + 1 + place, words.text(item.label), _LABEL)
    for number, profile in sorted(at.profiles.items(), key=lambda one: one[1]):
        targets = matrix.profiles[number].targets
        named = phrases_team.profile(matrix.profiles[number], words)
        for what, said in enumerate(
            (_("critical, not below: {profile}"), _("weight: {profile}"), _("target: {profile}"))
        ):
            row = at.rows(what)[0] + profile - 1
            tab.put_text(row, 2, said.format(profile=named), Look.MUTED, wrap=False)
            tab.put_number(row, FIXED, profile, "0", Look.MUTED)
            for place, column in enumerate(at.columns):
                asked = targets.get(matrix.codes[column])
                if asked is not None:
                    _asked(tab, row, FIXED + 1 + place, what, asked, matrix.policy)
    names = [_("Code"), _("Name"), _("Unit"), _("Profile"), *(matrix.codes[column] for column in at.columns)]
    tab.heads(at.head, names, centred=range(FIXED, len(names) + 1))
    tab.widths(_CODE, _NAME, _UNIT, _PROFILE, *([ITEM] * len(at.columns)))
    tab.table(at.head, at.last, len(names), fixed=FIXED)
    tab.parts(at.breaks, (FUNCTIONS, at.head), (2, 3), scale(at, _NAME + _UNIT))


def _asked(tab: Tab, row: int, column: int, what: int, asked: Target, policy: Policy) -> None:
    if what:
        tab.small_number(row, column, asked.weight if what == 1 else asked.level)
    elif asked.critical:
        tab.small_number(row, column, policy.least(asked.level, asked.floor))


def scale(at: Layout, repeated: float) -> int:
    """Return the percent at which the widest function fits on a line of paper beside the repeated columns."""
    ends = (*at.breaks, FIXED + len(at.columns))
    widest = max((end - start for start, end in zip((FIXED, *ends), ends, strict=False)), default=0)
    inches = (7 * (repeated + widest * ITEM) + 5 * (widest + 3)) / 96
    return max(45, min(100, int(100 * _PAPER / inches)))


def _people(tab: Tab, paper: TeamPaper, at: Layout, cells: "_Levels | _Gaps", words: Words) -> None:
    text, quiet, whole = style(Look.TEXT), style(Look.MUTED), style(Look.MUTED, "0", "centre")
    block = tab.block(at.first)
    for row, one in enumerate(paper.matrix.people):
        unit = ", ".join(part for part in (paper.unit_of(row), phrases_team.until(one, words)) if part)
        number = at.profiles[one.profile_id]
        fixed: list[tuple[Content, Style]] = [
            (one.code, text),
            (one.name, text),
            (unit, quiet),
            (number, whole),
        ]
        block.row([*fixed, *cells.row(row, at)])


type _Key = tuple[int, int, int, int]


class _Levels:
    """The contents of the cells of levels, worked out once for each pattern."""

    def __init__(self, matrix: TeamMatrix, words: Words) -> None:
        self._matrix, self._words = matrix, words
        self._known: dict[_Key, tuple[Content, Style]] = {}
        self._text = style(Look.MUTED, place="centre")
        self._now = {1: style(Look.TEXT, "0", "centre"), 2: style(Look.TEXT, "0.0", "centre")}
        sign = phrases_team.imported(words)
        self._imported = {
            1: style(Look.TEXT, f'0"{sign}"', "centre"),
            2: style(Look.TEXT, f'0.0"{sign}"', "centre"),
        }
        self._carried = {1: style(Look.TEXT, '0"°"', "centre"), 2: style(Look.TEXT, '0.0"°"', "centre")}

    def row(self, row: int, at: Layout) -> Iterator[tuple[Content, Style]]:
        """Yield content and look of a person's cells."""
        matrix, known = self._matrix, self._known
        first, profile = row * len(matrix.framework.items), matrix.people[row].profile_id
        cells, indexes = matrix.cells, matrix.indexes
        for column in at.columns:
            place = first + column
            key = (profile, column, cells[place], indexes[place])
            found = known.get(key)
            if found is None:
                found = known[key] = self.worked_out(*key)
            yield found

    def worked_out(self, profile: int, column: int, cell: int, index: int) -> tuple[Content, Style]:
        level = None if index == NO_LEVEL else self._matrix.levels[index]
        if level is None:
            return phrases_team.cell(Cell(cell), self._words), self._text
        if cell == Cell.OUTSIDE:  # shown but not counted, so it must not be a number
            return f"({self._words.number(level, 0 if level.denominator == 1 else 1)})", self._text
        looks = {Cell.CARRIED: self._carried, Cell.IMPORTED: self._imported}.get(Cell(cell), self._now)
        return level, looks[min(2, level.denominator)]


class _Gaps(_Levels):
    """The contents of the cells of gaps."""

    def __init__(self, matrix: TeamMatrix, words: Words) -> None:
        super().__init__(matrix, words)
        small, large = _plain(matrix.policy.small_gap), _plain(matrix.policy.large_gap)
        self._gap = style(Look.TEXT, f'[>={large}]"▼ "0.0;[>={small}]"▽ "0.0;0.0', "centre")

    def worked_out(self, profile: int, column: int, cell: int, index: int) -> tuple[Content, Style]:
        level = None if index == NO_LEVEL else self._matrix.levels[index]
        target = self._matrix.profiles[profile].targets.get(self._matrix.codes[column])
        if level is None or target is None or cell == Cell.OUTSIDE:
            return super().worked_out(profile, column, cell, NO_LEVEL)
        return target.level - level, self._gap


def _plain(value: Fraction) -> str:
    return f"{float(value):g}"


def _marks(tab: Tab, matrix: TeamMatrix, at: Layout) -> None:
    first, last = at.span
    area = f"{first}{at.first}:{last}{at.last}"
    here = f"{first}{at.first}"
    gap = f"{of_profile(at, 2, first, at.first)}-{here}"
    small, large = _plain(matrix.policy.small_gap), _plain(matrix.policy.large_gap)
    told = f"ISNUMBER({here})"
    _frame_stops(tab, matrix, at, "{here}")
    tab.mark(area, f"AND({told},{gap}>={large})", bold=True, underline=True, frame=False)
    tab.mark(area, f"AND({told},{gap}>={small})", bold=False, underline=False, frame=False)


def _frame_stops(tab: Tab, matrix: TeamMatrix, at: Layout, level: str) -> None:
    """Frame what is below the minimum; *level* is the formula of a level, with «here» and «target»."""
    first, last = at.span
    here = f"{first}{at.first}"
    least, target = (of_profile(at, what, first, at.first) for what in (0, 2))
    reached = level.format(here=here, target=target)
    found = f"{least}-({reached})>={_plain(matrix.policy.small_gap)}"
    area = f"{here}:{last}{at.last}"
    tab.mark(area, f"AND(ISNUMBER({here}),ISNUMBER({least}),{found})", bold=True, underline=False, frame=True)


def of_profile(at: Layout, what: int, letter: str, row: int, sheet: str = "") -> str:
    """Return the formula for the minimum, weight or target of an item for the person in a row."""
    start, end = at.rows(what)
    if start == end:
        return f"{sheet}{letter}${start}"
    return f"INDEX({sheet}{letter}${start}:{letter}${end},{sheet}$D{row})"
