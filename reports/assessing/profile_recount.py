"""The workbook of a profile calculated again from its marks: whether what it shows follows from them.

The calculation is written a second time from the marks, weights and targets read, and compared cell by cell,
formulas included; the figures of the other sheets are compared with the same score. Texts, facts and risks
of duties do not follow from marks: a database is asked for those.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from openpyxl.utils import get_column_letter

from domain.assessing import scoring
from domain.assessing.entry import Carried, Entry, Settled
from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.scoring import Totals
from domain.errors import NotRecounted
from domain.mark import GivenMark, Mark, Role, State
from reports.assessing import candidate_formulas
from reports.assessing.candidate_formulas import HEAD, Calculation, Column
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import Words

type Place = tuple[int, int]  # row from 1, column from 0
type Shown = str | float | None

MARKS = 6  # columns before the marks, from 0: code, competency, function, in the set, weight, target
_NEAR = 1e-9
_QUARTERS = 60  # an imported level is not told to be older
_PERCENT = re.compile(r"(\d+)\s*%")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet shows, and its formulas without their sign."""

    title: str
    shown: Mapping[Place, Shown]
    formulas: Mapping[Place, str]

    def text(self, row: int, column: int) -> str:
        """Return the text at a place; empty if there is none."""
        value = self.shown.get((row, column))
        return value if isinstance(value, str) else ""

    def number(self, row: int, column: int) -> Fraction | None:
        """Return the number at a place, exactly as the file has it."""
        value = self.shown.get((row, column))
        return Fraction(value) if isinstance(value, float | int) and not isinstance(value, bool) else None

    def whole(self, row: int, column: int) -> int:
        """Return a number that has to be whole.

        Raises:
            NotRecounted: if it is not there or not whole.
        """
        value = self.number(row, column)
        if value is None or value.denominator != 1:
            raise NotRecounted(address(self.title, (row, column)))
        return int(value)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that does not show what follows: ``address`` «Сводка!B14», what it shows and what it should."""

    address: str
    shown: Shown
    follows: Shown


@dataclass(frozen=True, slots=True)
class Recount:
    """How many cells were compared, and those that differ, in the order of the sheets."""

    compared: int
    differences: tuple[Difference, ...]


def titles(words: Words) -> tuple[str, ...]:
    """Return the names of the sheets that a recount needs, in the language of the workbook."""
    _ = words.gettext
    return (_("Calculation"), _("Summary"), _("Competencies"), _("Marks"), _("Reference"))


def address(title: str, place: Place) -> str:
    """Return «Сводка!B14»."""
    return f"{title}!{get_column_letter(place[1] + 1)}{place[0]}"


def calculation(sheets: Mapping[str, Sheet], words: Words) -> Calculation:
    """Read the marks and all that the calculation starts from.

    Raises:
        NotRecounted: if something is missing.
    """
    _ = words.gettext
    sheet, _summary, competencies, _marks, reference = (sheets[title] for title in titles(words))
    small, coverage = sheet.number(2, 3), sheet.number(3, 3)
    if small is None or coverage is None:
        raise NotRecounted(address(sheet.title, (2, 3)))
    roles = {name_of(role, words): role for role in Role}
    columns: list[Column] = []
    weights: dict[Role, Fraction] = {}
    while (rho := sheet.number(2, at := MARKS + len(columns))) is not None:
        role = roles.get(sheet.text(3, at))
        if role is None:
            raise NotRecounted(address(sheet.title, (3, at)))
        columns.append(Column(at, role, sheet.text(HEAD, at)))
        weights[role] = _near(rho)
    policy = Policy(
        final_coverage=_final(reference, words),
        small_gap=_near(small),
        number_coverage=_near(coverage),
        stops_below=StopsBelow.FLOOR,
        role_weights=Policy().role_weights | weights,
    )
    asked, imported = _asked(competencies, [_("Critical"), _("Minimum")]), _imported(reference, words)
    entries: list[Entry] = []
    labels: dict[str, str] = {}
    row = HEAD + 1
    while code := sheet.text(row, 0):
        entry = _entry(sheet, row, columns, words, imported=code in imported)
        places = asked.get(code)
        if places is None:
            raise NotRecounted(f"{competencies.title}: {code}")
        least = competencies.number(*places[_("Minimum")])
        critical = competencies.text(*places[_("Critical")]) == _("yes")
        entries.append(replace(entry, critical=critical, floor=None if least is None else int(least)))
        labels[code] = sheet.text(row, 1)
        row += 1
    if not entries:
        raise NotRecounted(address(sheet.title, (row, 0)))
    score = scoring.score(entries, (), policy)
    names = {
        sheet.text(at, 0): sheet.text(at, 1)
        for at in range(row, row + 400)
        if sheet.text(at, 0) in score.functions
    }
    if missing := score.functions.keys() - names.keys():
        raise NotRecounted(f"{sheet.title}: {min(missing)}")
    return Calculation(score, policy, tuple(columns), labels, names, sheet.text(1, 5))


def _near(value: Fraction) -> Fraction:
    """Return the fraction that a number of the file stands for."""
    return value.limit_denominator(10_000)


def _final(reference: Sheet, words: Words) -> Fraction:
    """Return the coverage from which a result is final, as the workbook explains it."""
    for (row, column), said in reference.shown.items():
        if column == 0 and said == words.gettext("Coverage"):
            found = _PERCENT.search(reference.text(row, 2).replace("\u00a0", " "))
            if found is not None:
                return Fraction(int(found[1]), 100)
    raise NotRecounted(reference.title)


def _asked(competencies: Sheet, wanted: Collection[str]) -> dict[str, dict[str, Place]]:
    """Return code -> head -> place on the sheet of competencies.

    Raises:
        NotRecounted: if one of the heads *wanted* is missing.
    """
    heads = {said: column for (row, column), said in competencies.shown.items() if row == 1}
    if missing := sorted(set(wanted) - heads.keys()):
        raise NotRecounted(f"{competencies.title}: {missing[0]}")
    return {
        code: {head: (row, column) for head, column in heads.items() if isinstance(head, str)}
        for (row, column), code in competencies.shown.items()
        if column == 0 and row > 1 and isinstance(code, str)
    }


def _imported(reference: Sheet, words: Words) -> set[str]:
    """Return the items whose level comes from a file, as the workbook says below its explanations."""
    told = {phrases.age(quarters, words, imported=True) for quarters in range(_QUARTERS)}
    return {
        reference.text(row, 0)
        for (row, column), said in reference.shown.items()
        if column == 1 and said in told
    }


def _entry(
    sheet: Sheet,
    row: int,
    columns: list[Column],
    words: Words,
    *,
    imported: bool,
) -> Entry:
    states = {
        candidate_formulas.short_state(state, words): state for state in State if state is not State.RATED
    }
    marks: list[GivenMark] = []
    for one in columns:
        at = one.assessor_id
        state = states.get(sheet.text(row, at))
        if sheet.number(row, at) is not None:
            level = sheet.whole(row, at)
            if not 0 <= level <= 4:
                raise NotRecounted(address(sheet.title, (row, at)))
            marks.append(GivenMark(at, one.role, Mark.rated(level)))
        elif state is not None:
            marks.append(GivenMark(at, one.role, Mark(state)))
        elif sheet.shown.get((row, at)) is not None:
            raise NotRecounted(address(sheet.title, (row, at)))
    column = MARKS + len(columns)
    settled: Settled | None = None
    if sheet.text(row, column) == candidate_formulas.short_state(State.NOT_APPLICABLE, words):
        settled = Settled(None)
    elif sheet.number(row, column) is not None:
        settled = Settled(sheet.whole(row, column))
    known = sheet.number(row, column + 1)
    if not columns:  # the marks are kept back: the level stands in their place
        applies = sheet.whole(row, column + 2)
        settled = settled if applies else Settled(None)
        known = sheet.number(row, column + 3) if settled is None else None
    return Entry(
        code=sheet.text(row, 0),
        function=sheet.text(row, 2),
        target=sheet.whole(row, 5),
        weight=sheet.whole(row, 4),
        critical=False,
        in_scope=bool(sheet.whole(row, 3)),
        marks=tuple(marks),
        settled=settled,
        carried=None if known is None else Carried(_near(known), 0, imported),
    )


def differences(sheets: Mapping[str, Sheet], made: Calculation, anew: Sheet, words: Words) -> Recount:
    """Compare the workbook with its recalculation, *made*, and with the sheet written from that, *anew*."""
    compared, found = 0, list[Difference]()
    for title, place, follows in (*_calculated(anew, made), *_elsewhere(sheets, made, words)):
        compared += 1
        shown = sheets[title].shown.get(place)
        if not same(shown, follows):
            found.append(Difference(address(title, place), shown, follows))
    mine, theirs = sheets[anew.title].formulas, anew.formulas
    for place in sorted(mine.keys() | theirs.keys()):
        compared += 1
        if mine.get(place) != theirs.get(place):
            told = [None if one is None else f"={one}" for one in (mine.get(place), theirs.get(place))]
            found.append(Difference(address(anew.title, place), *told))
    return Recount(compared, tuple(found))


def same(one: Shown, other: Shown) -> bool:
    """Return whether two cells show the same, numbers to the last binary digits; nothing is an empty text."""
    if isinstance(one, str | None) or isinstance(other, str | None):
        return ("" if one is None else one) == ("" if other is None else other)
    return abs(one - other) < _NEAR


def _calculated(anew: Sheet, made: Calculation) -> Iterator[tuple[str, Place, Shown]]:
    """Yield what the sheet of the calculation should show."""
    rows = range(HEAD + 1, HEAD + 1 + len(made.score.rows))
    kept_back = (
        (MARKS, MARKS + 1) if not made.columns else ()
    )  # agreed and carried: the level stands for them
    for place, follows in anew.shown.items():
        if place[0] not in rows or place[1] not in kept_back:
            yield anew.title, place, follows


def _elsewhere(
    sheets: Mapping[str, Sheet], made: Calculation, words: Words
) -> Iterator[tuple[str, Place, Shown]]:
    """Yield what the other sheets should show."""
    _sheet, summary, competencies, marks, _reference = (sheets[title] for title in titles(words))
    yield from _summary(summary, made, words)
    yield from _competencies(competencies, made, words)
    yield from _given(marks, made, words)


def _summary(summary: Sheet, made: Calculation, words: Words) -> Iterator[tuple[str, Place, Shown]]:
    _ = words.gettext
    totals, number = made.score.totals, phrases.has_number(made.score.totals)
    spread = totals.interval
    apart = (spread.lower, spread.upper) if spread.seen and made.columns else None
    figures: dict[str, tuple[Fraction | float | int | None, ...]] = {
        _("Profile attainment"): (totals.attainment if number else None, totals.lower, totals.upper),
        _("Coverage, known"): (totals.coverage,),
        _("Mean level"): (totals.mean if number else None, *(apart or ())),
        _("Share of competencies on target"): (totals.readiness if number else None,),
        _("Competencies in the set"): (totals.in_scope,),
        _("Applicable competencies"): (totals.applicable,),
        _("Competencies with a level"): (totals.known,),
        _("Competencies on target"): (totals.met,),
        _("Critical competencies"): (len(made.score.criticals),),
        _("Critical competencies below minimum"): (len(made.score.stops),),
    }
    if made.columns:
        figures[_("Coverage, assessed now")] = (totals.coverage_now,)
    figures |= {made.functions[code]: _of_function(part) for code, part in made.score.functions.items()}
    told = {said: row for (row, column), said in summary.shown.items() if column == 0}
    for name, values in figures.items():
        if name not in told:
            raise NotRecounted(f"{summary.title}: {name}")
        for column, value in enumerate(values, start=1):
            yield summary.title, (told[name], column), None if value is None else float(value)


def _of_function(totals: Totals) -> tuple[Fraction | None, ...]:
    number = phrases.has_number(totals)
    return (
        totals.attainment if number else None,
        totals.lower,
        totals.upper,
        totals.mean if number else None,
    )


def _competencies(sheet: Sheet, made: Calculation, words: Words) -> Iterator[tuple[str, Place, Shown]]:
    _ = words.gettext
    asked = _asked(sheet, [_("Weight"), _("Target"), _("Level"), _("Gap"), _("In the set")])
    for row in made.score.rows:
        if row.code not in asked:
            raise NotRecounted(f"{sheet.title}: {row.code}")
        places = asked[row.code]
        for head, value in (
            (_("Weight"), row.weight),
            (_("Target"), row.entry.target),
            (_("Level"), row.level),
            (_("Gap"), None if row.gap is None else max(row.gap, Fraction(0))),
        ):
            yield sheet.title, places[head], None if value is None else float(value)
        yield sheet.title, places[_("In the set")], _("yes") if row.entry.in_scope else None


def _given(sheet: Sheet, made: Calculation, words: Words) -> Iterator[tuple[str, Place, Shown]]:
    """Yield the marks as they have to stand beside the facts."""
    heads: dict[Shown, list[int]] = {}  # two assessors may have the same short name and role
    for (row, column), said in sorted(sheet.shown.items(), key=lambda one: one[0]):
        if row == 1:
            heads.setdefault(said, []).append(column)
    rows = {said: row for (row, column), said in sheet.shown.items() if column == 0}
    for one in made.columns:
        columns = heads.get(f"{one.head} ({name_of(one.role, words)})")
        if not columns:
            raise NotRecounted(f"{sheet.title}: {one.head}")
        column = columns.pop(0)
        for row in made.score.rows:
            given = next((of.mark for of in row.entry.marks if of.assessor_id == one.assessor_id), None)
            if given is not None:
                told = name_of(given.state, words) if given.level is None else float(given.level)
                yield sheet.title, (rows[row.code], column), told
