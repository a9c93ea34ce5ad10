"""The sheet «Расчёт» of a team: live formulas from the levels to the indexes of each person."""

from collections.abc import Iterator
from fractions import Fraction

from openpyxl.utils import get_column_letter

from domain.papers.team_paper import TeamPaper
from domain.team.matrix import KNOWN, Cell, Summary
from reports.book.workbook import EXACT, Look, Tab, quoted, style
from reports.book.workbook_block import Content, Formula, Style
from reports.team.team_grids import FIXED, FUNCTIONS, Layout, Wide, of_profile, scale
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import Words

_PERCENT = "0.00%"
_SUMS = ("C", "D", "E", "F", "G", "H")  # w·min(x, t); w·t known, applicable; w known, applicable; w·x
_INDEXES = ("I", "J", "K", "L", "M")  # met, lower, upper, coverage, mean
_STORED = ("N", "O", "P", "Q", "R")
_PRODUCTS = 20  # the column of the first product
_RULE = "D2"


def fill(tab: Tab, wide: Wide, words: Words) -> None:
    """Write the people to the same rows as on the sheet of levels, and the team below them."""
    _ = words.gettext
    paper, at = wide
    tab.put_text(1, 1, _("From levels to indexes, by formulas"), Look.TITLE, wrap=False)
    tab.put_text(2, 1, _("A number from coverage"), Look.MUTED, wrap=False)
    tab.put_number(2, 4, paper.matrix.policy.number_coverage, EXACT)
    _heads(tab, paper, at, words)
    maker = _Maker(paper, at, words)
    block = tab.block(at.first)
    for row in range(at.people):
        block.row(maker.person(row))
    if at.staying:
        block.row(maker.team())
        if len(at.profiles) == 1:
            for function in paper.functions:
                block.row(maker.function(function.code, block.next))
    said = _("The difference is rounding of the last binary digits only.")
    block.row([("", maker.quiet), (said, maker.quiet)])


def _heads(tab: Tab, paper: TeamPaper, at: Layout, words: Words) -> None:
    _ = words.gettext
    stored = _("stored: {index}")
    indexes = (
        _("Profile attainment"),
        _("Lower bound"),
        _("Upper bound"),
        _("Coverage, known"),
        _("Mean level"),
    )
    names = [
        _("Code"),
        _("Name"),
        "w·min(x, t)",
        _("w·t, known"),
        _("w·t, applicable"),
        _("w, known"),
        _("w, applicable"),
        "w·x",
        *indexes,
        *(stored.format(index=name) for name in indexes),
        _("Difference"),
        *(paper.matrix.codes[column] for column in at.columns),
    ]
    tab.heads(at.head, names, figures=range(3, _PRODUCTS))
    for place, column in enumerate(at.columns):
        tab.small_head(FUNCTIONS, _PRODUCTS + place, paper.matrix.framework.items[column].function)
    tab.put_text(FUNCTIONS, _PRODUCTS - 1, "w·min(x, t):", Look.MUTED, wrap=False)
    tab.widths(9, 32, *([11] * (_PRODUCTS - 4)), 15, *([7] * len(at.columns)))
    tab.table(at.head, at.last, len(names), fixed=2)
    breaks = [_PRODUCTS - 1, *(_PRODUCTS - 1 + end - FIXED for end in at.breaks)]
    tab.parts(breaks, (at.head, at.head), (1, 2), min(45, scale(at, 9 + 32)))


class _Maker:
    """Makes the rows; no text of people ever gets into a formula."""

    def __init__(self, paper: TeamPaper, at: Layout, words: Words) -> None:
        self._paper, self._at, self._words = paper, at, words
        self._sheet = f"{quoted(words.gettext('Levels'))}!"
        self._missing = '"' + phrases_team.cell(Cell.MISSING, words).replace('"', '""') + '"'
        self._reached_by: dict[tuple[int, int, int, int], float] = {}
        self._letters = [at.letter(place) for place in range(len(at.columns))]
        self._area = tuple(get_column_letter(_PRODUCTS + n) for n in (0, max(0, len(at.columns) - 1)))
        self.text, self.quiet, strong = style(Look.TEXT), style(Look.MUTED), Look.STRONG
        self._exact, self._product = style(Look.TEXT, EXACT, "right"), style(Look.MUTED, "0.0", "right")
        self._strong = style(strong)
        self._index = (*([style(strong, _PERCENT, "right")] * 4), style(strong, EXACT, "right"))
        self._kept = (*([style(Look.TEXT, _PERCENT, "right")] * 4), style(Look.TEXT, EXACT, "right"))
        self._difference = style(Look.MUTED, "0.0000000000", "right")

    def person(self, row: int) -> list[tuple[Content, Style]]:
        """Return the row of a person."""
        one, line = self._paper.matrix.people[row], self._at.first + row
        first, last = self._at.span
        here = f"{self._sheet}${first}{line}:${last}{line}"
        weights, targets = self._asked(1, line), self._asked(2, line)
        known = f"ISNUMBER({here})"
        applies = f"({known}+({here}={self._missing}))"
        start, end = self._area
        sums = (
            f"=SUM({start}{line}:{end}{line})",
            f"=SUMPRODUCT({known}*{weights}*{targets})",
            f"=SUMPRODUCT({applies}*{weights}*{targets})",
            f"=SUMPRODUCT({known}*{weights})",
            f"=SUMPRODUCT({applies}*{weights})",
            f"=SUMPRODUCT({here},{weights})",
        )
        cells = self._line(one.code, one.name, line, sums, self._paper.matrix.row_summary(row), self.text)
        products = zip(self._letters, self._products(row), strict=True)
        return [
            *cells,
            *((Formula(self._reached(letter, line), value), self._product) for letter, value in products),
        ]

    def team(self) -> list[tuple[Content, Style]]:
        """Return the row that sums the team."""
        at, line = self._at, self._at.last + 1
        sums = tuple(f"=SUM({letter}{at.first}:{letter}{at.last_staying})" for letter in _SUMS)
        said = self._words.gettext("Team")
        return self._line("", said, line, sums, self._paper.whole, self._strong)

    def function(self, code: str, line: int) -> list[tuple[Content, Style]]:
        """Return the row of a function; its code is read from the cell, so no formula contains it."""
        at, matrix = self._at, self._paper.matrix
        first, last = at.span
        area = f"{self._sheet}${first}${at.first}:${last}${at.last_staying}"
        mine = f"({self._sheet}${first}${FUNCTIONS}:${last}${FUNCTIONS}=$A{line})"
        weights, targets = self._asked(1, line), self._asked(2, line)
        known = f"ISNUMBER({area})"
        applies = f"({known}+({area}={self._missing}))"
        start, end = self._area
        products = f"${start}${at.first}:${end}${at.last_staying}"
        ours = f"(${start}${FUNCTIONS}:${end}${FUNCTIONS}=$A{line})"
        sums = (
            f"=SUMPRODUCT({ours}*{products})",
            f"=SUMPRODUCT({mine}*{known}*{weights}*{targets})",
            f"=SUMPRODUCT({mine}*{applies}*{weights}*{targets})",
            f"=SUMPRODUCT({mine}*{known}*{weights})",
            f"=SUMPRODUCT({mine}*{applies}*{weights})",
            None,  # levels and weights are ranges of different shapes, which not every program can multiply
        )
        totals = matrix.team_summary(code)
        name = self._words.text(self._paper.matrix.framework.function(code).on_paper)
        return self._line(code, name, line, sums, totals, self._strong)

    def _line(
        self,
        code: str,
        name: str,
        line: int,
        sums: tuple[str | None, ...],
        totals: Summary,
        look: Style,
    ) -> list[tuple[Content, Style]]:
        reached, asked_known, asked, weight_known, weight, weighted = (f"{one}{line}" for one in _SUMS)
        made = totals.sums
        values = (
            made.reached / totals.common,
            made.asked_known / totals.common,
            made.asked / totals.common,
            made.weight_known,
            made.weight,
            made.weighted / totals.common,
        )
        number = phrases.has_number(totals)
        formulas = [
            self._number(reached, asked_known, weight_known, weight),
            f'=IF({asked}=0,"",{reached}/{asked})',
            f'=IF({asked}=0,"",({reached}+{asked}-{asked_known})/{asked})',
            f'=IF({weight}=0,"",{weight_known}/{weight})',
            self._number(weighted, weight_known, weight_known, weight),
        ]
        stored: list[Fraction | None] = [
            totals.attainment if number else None,
            totals.lower,
            totals.upper,
            totals.coverage,
            totals.mean if number else None,
        ]
        if sums[-1] is None:
            formulas[-1], stored[-1] = '=""', None
        apart = "+".join(
            f"IF(COUNT({here}{line},{kept}{line})=2,ABS({here}{line}-{kept}{line}),0)"
            for here, kept in zip(_INDEXES, _STORED, strict=True)
        )
        return [
            (code, look),
            (name, look),
            *(
                (None if one is None else Formula(one, value), self._exact)
                for one, value in zip(sums, values, strict=True)
            ),
            *(
                (Formula(one, value), form)
                for one, value, form in zip(formulas, stored, self._index, strict=True)
            ),
            *zip(stored, self._kept, strict=True),
            (Formula(f"={apart}", 0), self._difference),
        ]

    def _products(self, row: int) -> Iterator[float]:
        """Yield w·min(x, t) of each item for a person, 0 where no level counts."""
        matrix, known = self._paper.matrix, self._reached_by
        first, profile = row * len(matrix.framework.items), matrix.people[row].profile_id
        for column in self._at.columns:
            place = first + column
            key = (profile, column, matrix.cells[place], matrix.indexes[place])
            value = known.get(key)
            if value is None:
                one = matrix.place(row, column)
                counts = one.cell in KNOWN and one.level is not None and one.target is not None
                level = min(one.level or 0, one.target or 0) if counts else 0
                value = known[key] = float((one.weight or 0) * level)
            yield value

    def _reached(self, letter: str, line: int) -> str:
        x = f"{self._sheet}{letter}{line}"
        weight = of_profile(self._at, 1, letter, line, self._sheet)
        target = of_profile(self._at, 2, letter, line, self._sheet)
        return f"=IF(ISNUMBER({x}),{weight}*MIN({x},{target}),0)"

    def _asked(self, what: int, line: int) -> str:
        """Return the weights (1) or targets (2) of the profile of a row."""
        first, last = self._at.span
        start, end = self._at.rows(what)
        if start == end:
            return f"{self._sheet}${first}${start}:${last}${start}"
        return f"INDEX({self._sheet}${first}${start}:${last}${end},{self._sheet}$D{line},0)"

    def _number(self, part: str, whole: str, known: str, weight: str) -> str:
        """Show a single number only from the policy's coverage up; below it there are only the bounds."""
        return f'=IF({whole}=0,"",IF({known}<${_RULE[0]}${_RULE[1]}*{weight},"",{part}/{whole}))'
