"""How each cell looks, without painting: kind, level, text, signs."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from desktop.team.board import Board, Mode
from domain.assessing.scoring import Status
from domain.scale import Band
from domain.team.matrix import KNOWN, Cell, Place, Summary
from reports.words.team import phrases_team
from resources.i18n import MINUS, Words

WIDE = 22  # px from which a cell has room for «2,5»
HALVES = 2


class Kind(StrEnum):
    """How a cell is drawn; ``PLAIN`` is a figure on a quiet ground, ``SHARE`` a figure over a bar."""

    RATED = "rated"
    CARRIED = "carried"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNCONFIRMED = "unconfirmed"
    OUTSIDE = "outside"
    HIDDEN = "hidden"
    PLAIN = "plain"
    MET = "met"
    SMALL = "small"
    LARGE = "large"
    UP = "up"
    DOWN = "down"
    SHARE = "share"


class Look(NamedTuple):
    """The look of a cell; ``level`` is 0..4 or a share 0..100 depending on the kind, -1 for none.

    ``stops`` is how many are below minimum, if it is more than one; ``bounds`` are those of a share, 0..100.
    """

    kind: Kind
    level: Fraction = Fraction(-1)
    text: str = ""
    stop: bool = False
    corner: bool = False
    stops: int = 0
    bounds: tuple[Fraction, Fraction] | None = None


_UNKNOWN = {
    Cell.OUTSIDE: Look(Kind.OUTSIDE),
    Cell.HIDDEN: Look(Kind.HIDDEN),
    Cell.MISSING: Look(Kind.MISSING),
    Cell.NOT_APPLICABLE: Look(Kind.NOT_APPLICABLE, text="–"),
    Cell.UNCONFIRMED: Look(Kind.UNCONFIRMED, text="–"),
}


class Looks:
    """The looks for one mode; equal looks are the same tuple, computed once."""

    def __init__(self, board: Board, mode: Mode, words: Words, *, wide: bool) -> None:
        self._board, self._mode, self._words, self._wide = board, mode, words, wide
        self._known: dict[tuple[int, int, int, int, int], Look] = {}
        self._figures: dict[Fraction, str] = {}

    def row(self, row: int, columns: Sequence[int]) -> list[Look]:
        """Return the looks of the items of a person."""
        matrix, known = self._board.matrix, self._known
        first, profile = row * len(self._board.items), matrix.people[row].profile_id
        cells, indexes = matrix.cells, matrix.indexes
        # What the mode does not show must not split one look into two.
        more = {Mode.CHANGE: matrix.before, Mode.AGE: matrix.ages}.get(self._mode, cells)
        looks: list[Look] = []
        for column in columns:
            at = first + column
            key = (profile, column, cells[at], indexes[at], more[at])
            look = known.get(key)
            if look is None:
                look = known[key] = self._item(matrix.place(row, column))
            looks.append(look)
        return looks

    def functions(self, row: int, functions: Sequence[str]) -> list[Look]:
        """Return the looks of the functions of a person."""
        if self._board.matrix.people[row].blind:
            return [Look(Kind.HIDDEN)] * len(functions)
        return [self._function(row, code) for code in functions]

    def _item(self, place: Place) -> Look:
        if place.cell not in KNOWN:
            return _UNKNOWN[place.cell]
        assert place.level is not None
        match self._mode:
            case Mode.LEVEL:
                kind = Kind.RATED if place.cell is Cell.RATED else Kind.CARRIED
                corner = place.band is Band.LARGE
                figure = self._figure(place.level)
                if place.cell is Cell.IMPORTED:
                    figure += phrases_team.imported(self._words)
                return Look(kind, place.level, figure, place.stop, corner)
            case Mode.GAP:
                band = place.band
                if place.gap is None or band is None:
                    return Look(Kind.OUTSIDE)
                kinds = {Band.MET: Kind.MET, Band.SMALL: Kind.SMALL, Band.LARGE: Kind.LARGE}
                return Look(kinds[band], text=self._signed(-place.gap), stop=place.stop)
            case Mode.CHANGE:
                change = place.change
                if change is None:
                    return Look(Kind.MISSING)
                kind = Kind.UP if change > 0 else Kind.DOWN if change < 0 else Kind.PLAIN
                return Look(kind, text=self._signed(change))
            case Mode.COVERAGE:
                return Look(Kind.RATED if place.cell is Cell.RATED else Kind.CARRIED)
            case Mode.AGE:
                age = place.age or 0
                if place.cell is Cell.IMPORTED:
                    return Look(Kind.CARRIED, text=f"{age}{phrases_team.imported(self._words)}")
                return Look(Kind.PLAIN if age == 0 else Kind.CARRIED, text=str(age))

    def _function(self, row: int, code: str) -> Look:
        matrix, words = self._board.matrix, self._words
        totals = self._board.summary(row, code)
        if not totals.applicable:
            return Look(Kind.NOT_APPLICABLE, text="–")
        match self._mode:
            case Mode.LEVEL:
                return share_look(totals, words)
            case Mode.GAP:
                if not totals.known:
                    return Look(Kind.MISSING)
                kind = Kind.SMALL if totals.below else Kind.PLAIN
                return Look(kind, text=str(totals.below), stop=bool(totals.stops), stops=_more(totals))
            case Mode.CHANGE:
                won = matrix.change((row,), matrix.columns(code))
                if won is None:
                    return Look(Kind.MISSING)
                kind = Kind.UP if won > 0 else Kind.DOWN if won < 0 else Kind.PLAIN
                return Look(kind, text=signed(won * 100, words, 0))
            case Mode.COVERAGE:
                share = totals.coverage or Fraction(0)
                return Look(Kind.SHARE, _percent(share), words.percent(share))
            case Mode.AGE:
                return self._age(row, code)

    def _age(self, row: int, code: str) -> Look:
        matrix, width = self._board.matrix, len(self._board.items)
        at = [row * width + column for column in matrix.columns(code)]
        ages = [matrix.ages[one] for one in at if matrix.cells[one] in KNOWN]
        if not ages:
            return Look(Kind.MISSING)
        mean = Fraction(sum(ages), len(ages))
        return Look(Kind.PLAIN if not mean else Kind.CARRIED, text=self._words.number(mean))

    def _figure(self, level: Fraction) -> str:
        if level not in self._figures:
            self._figures[level] = figure(level, self._words, narrow=not self._wide)
        return self._figures[level]

    def _signed(self, value: Fraction) -> str:
        return sign_of(value) + figure(abs(value), self._words, narrow=not self._wide)


def share_look(totals: Summary, words: Words) -> Look:
    """Return the look of an attainment: a figure over a bar, hatched if too little is known."""
    if totals.attainment is None or totals.status in (Status.BOUNDS_ONLY, Status.UNDEFINED):
        return Look(Kind.MISSING, stop=bool(totals.stops), stops=_more(totals))
    about = "≈\u00a0" if totals.status is Status.PROVISIONAL else ""
    share = totals.attainment
    text = about + words.percent(share)
    lower, upper = totals.lower, totals.upper
    bounds = None if lower is None or upper is None else (_percent(lower), _percent(upper))
    return Look(Kind.SHARE, _percent(share), text, bool(totals.stops), stops=_more(totals), bounds=bounds)


def _percent(share: Fraction) -> Fraction:
    """Return the per cent that the figure says, so that equal figures have one ground."""
    return Fraction(floor(share * 100 + Fraction(1, 2)))


def _more(totals: Summary) -> int:
    return totals.stops if totals.stops > 1 else 0


def figure(value: Fraction, words: Words, *, narrow: bool) -> str:
    """Return «2», «1,5» or, in a narrow cell, «1½»; a value between two levels never looks like either."""
    if value.denominator == 1:
        return words.number(value, 0)
    if narrow and value.denominator == HALVES:
        whole = value.numerator // HALVES
        return f"{words.number(whole, 0) if whole else ''}½"
    return words.number(value, 1)


def sign_of(value: Fraction) -> str:
    """Return «+», «−», or nothing for no change."""
    return "+" if value > 0 else MINUS if value < 0 else ""


def signed(value: Fraction, words: Words, digits: int) -> str:
    """Return «+1», «−1» or «0»; zero distinguishes no change from unknown."""
    text = words.number(abs(value), digits)
    if all(letter in "0,." for letter in text):
        return text
    return f"+{text}" if value > 0 else MINUS + text
