"""A team's matrix in words, the same on its papers and in its workbooks."""

from domain.framework.profile import Profile
from domain.papers.team_paper import TeamPaper
from domain.team.matrix import Cell, MatrixPerson, Place, TeamMatrix
from domain.team.needs import Gap
from domain.team.shift import Short
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import NBSP, Words


def title(words: Words) -> str:
    """Return the kind of the document, without names."""
    return words.gettext("Team competency matrix")


def cycle(paper: TeamPaper) -> str:
    """Return the name of the assessment."""
    return paper.matrix.cycle.title or paper.matrix.cycle.code


def profile(one: Profile, words: Words) -> str:
    """Return a profile with its edition."""
    said = words.gettext("{title}, edition {number}")
    return said.format(title=words.text(one.post), number=one.number)


def profiles(paper: TeamPaper) -> dict[int, str]:
    """Return profile id -> a short sign, empty if there is only one profile."""
    found = sorted(paper.matrix.profiles)
    return {number: "" if len(found) == 1 else f"P{place}" for place, number in enumerate(found, start=1)}


def sheets(paper: TeamPaper, words: Words) -> str:
    """Return how many sheets are in, of how many."""
    said = words.gettext("sheets submitted: {done} of {total}")
    return said.format(done=paper.matrix.sheets_in, total=paper.matrix.sheets)


def waiting(one: MatrixPerson, words: Words) -> str:
    """Return whose sheets a hidden row is waiting for."""
    if not one.waiting:
        return _unopened(words)
    said = words.gettext("not shown until all sheets are submitted; pending: {names}")
    return said.format(names=", ".join(one.waiting))


def waiting_for(one: MatrixPerson, words: Words) -> str:
    """Return the names of those whose sheets are out."""
    if not one.waiting:
        return _unopened(words)
    return words.gettext("pending: {names}").format(names=", ".join(one.waiting))


def _unopened(words: Words) -> str:
    return words.gettext("sealed sheets are not opened yet")


def known(paper: TeamPaper, words: Words) -> str:
    """Return how much is known and how much was assessed in this quarter."""
    totals = paper.whole
    told = words.gettext("known {known}, assessed now {now}")
    said = told.format(known=words.percent(totals.coverage), now=words.percent(totals.coverage_now))
    return ", ".join(filter(None, (said, levels_imported(totals.imported, words))))


def levels_imported(count: int, words: Words) -> str:
    """Return how many levels come from a file; empty if none does (law 22)."""
    return words.gettext("levels imported: {n}").format(n=count) if count else ""


def until(one: MatrixPerson, words: Words) -> str:
    """Return until when somebody who left in mid-cycle was there; empty for those who stay."""
    if one.left_on is None:
        return ""
    return words.gettext("until {date}").format(date=words.day_month(one.left_on))


def left(matrix: TeamMatrix, words: Words) -> tuple[str, ...]:
    """Say once how many rows are people who left and are in no total or count; empty if there are none."""
    gone = len(matrix.people) - len(matrix.staying)
    said = words.ngettext(
        "{count} person who left is not counted", "{count} people who left are not counted", gone
    )
    return (said.format(count=gone),) if gone else ()


def short(one: Short, unit: str, words: Words) -> str:
    """Return «Смена 2: 1 из 2»; what is not known comes first, before the name that may be cut."""
    _ = words.gettext
    told = _("{unit}: {able} of {n}").format(
        unit=unit or _("Without a unit"), able=one.able, n=one.minimum.people
    )
    if one.sure:
        return told if not one.unknown else _("{told}, not known: {n}").format(told=told, n=one.unknown)
    return _("not known: {n} ({told})").format(n=one.unknown, told=told)


def level(place: Place, words: Words) -> str:
    """Return the level, with a decimal only if it has one; empty without a level."""
    if place.level is None:
        return ""
    return words.number(place.level, 0 if place.level.denominator == 1 else 1)


def gap_level(gap: Gap, words: Words) -> str:
    """Return the level of a gap, with the sign of one that comes from a file (law 22)."""
    said = words.number(gap.level, 0 if gap.level.denominator == 1 else 1)
    return f"{said}{NBSP}{imported(words)}" if gap.imported else said


def imported(words: Words) -> str:
    """Return the sign beside a level that comes from a file."""
    return phrases.imported_sign(words)


def cell(one: Cell, words: Words) -> str:
    """Return what a workbook writes where there is no level."""
    return {
        Cell.OUTSIDE: words.pgettext("matrix", "outside"),
        Cell.HIDDEN: words.pgettext("matrix", "pending"),
        Cell.MISSING: words.pgettext("sheet", "NR"),
        Cell.NOT_APPLICABLE: "—",
        Cell.UNCONFIRMED: "—?",
        Cell.CARRIED: "",
        Cell.IMPORTED: "",
        Cell.RATED: "",
    }[one]


def band(place: Place, words: Words) -> str:
    """Return how the level compares with the target in words; empty if it cannot be compared."""
    if place.stop:
        return words.gettext("below minimum")
    return "" if place.band is None else name_of(place.band, words)
