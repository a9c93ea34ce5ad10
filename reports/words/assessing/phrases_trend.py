"""A change over quarters in words: what changed, and how certain that is."""

from fractions import Fraction

from domain.assessing.trend import Noise, Point, TeamPoint
from domain.assessing.trend_steps import Break, Passage
from resources.i18n import MINUS, NBSP, Words

_ROMAN = ("I", "II", "III", "IV")


def short(number: int) -> str:
    """Return a quarter counted from year 0 as «IV 26»."""
    return f"{_ROMAN[number % 4]}{NBSP}{number // 4 % 100:02d}"


def points_of(change: Fraction | None, words: Words) -> str:
    """Return a change of a share as «+9,0 п. п.», or «—» if there is none."""
    if change is None:
        return "—"
    size = words.number(abs(change) * 100)
    sign = "" if size == words.number(0) else "+" if change > 0 else MINUS
    return words.gettext("{change} pp").format(change=f"{sign}{size}").replace(" ", NBSP)


def broken(one: Break, number: int, words: Words) -> str:
    """Return why a line starts again in this quarter."""
    _ = words.gettext
    return {
        Break.GAP: _("nothing was rated in {quarter}").format(quarter=short(number - 1)),
        Break.IMPORTED: _("imported levels are not compared with levels given here"),
        Break.FEW_COMMON: _("less than half in common with the previous quarter"),
    }[one]


def told(point: Point, words: Words) -> str:
    """Return what changed in a person's quarter, and whether it exceeds the assessors' scatter."""
    _ = words.gettext
    parts: list[str] = [_("imported")] if point.imported else []
    if point.broken is not None:
        parts.append(broken(point.broken, point.number, words))
    elif point.common:
        said = _("by a level or more: up {up}, down {down} of {common}")
        parts.append(said.format(up=point.up, down=point.down, common=point.common))
        parts.append(noise(point, words))
    else:
        said = _("first quarter, {known} known") if point.imported else _("first quarter, {known} rated")
        parts.append(said.format(known=point.rated))
    if point.retargeted:
        said = words.ngettext(
            "{count} target or weight differs", "{count} targets or weights differ", point.retargeted
        )
        parts.append(said.format(count=point.retargeted))
    if point.passage is not None:
        parts.append(passage(point.passage, words, linked=point.broken is None))
    return "; ".join(parts)


def of_team(point: TeamPoint, words: Words) -> str:
    """Return how many people a team's quarter is based on, and what another edition means for its line."""
    _ = words.gettext
    if point.broken is not None:
        told = broken(point.broken, point.number, words)
    elif point.both:
        told = _("rated: {people}, of whom linked: {both}").format(people=point.people, both=point.both)
    else:
        told = _("rated: {people}").format(people=point.people)
    if point.imported:
        told = f"{_('imported')}; {told}"
    if point.passage is None:
        return told
    return f"{told}; {passage(point.passage, words, linked=point.broken is None)}"


def edition(number: int, words: Words) -> str:
    """Return «ред. 2», for the point where a line continues in another edition."""
    return words.gettext("ed. {number}").format(number=number).replace(" ", NBSP)


def passage(one: Passage, words: Words, *, linked: bool) -> str:
    """Return how the line continues in another edition, or that it does not."""
    _ = words.gettext
    if not linked:
        return _("edition {number} from here").format(number=one.number)
    said = _(
        "edition {number} from here, linked by the competencies of both editions: {both}; "
        "left out of the change: ended {ended}, begun {begun}"
    )
    return said.format(number=one.number, both=one.both, ended=one.ended, begun=one.begun)


def noise(point: Point, words: Words) -> str:
    """Return whether the mean level changed by more than the assessors' scatter, or that this is unknown."""
    _ = words.gettext
    if point.noise is None or point.mean.change is None:
        return _("precision unknown")
    size = words.number(abs(point.mean.change), 2)
    sign = "" if size == words.number(0, 2) else "+" if point.mean.change > 0 else MINUS
    told = (
        _("mean level {change}: more than the spread of the assessors")
        if point.noise is Noise.REAL
        else _("mean level {change}: within the spread of the assessors")
    )
    return told.format(change=f"{sign}{size}")


def value_of_team(words: Words) -> str:
    """Return what the value of a team means."""
    return words.gettext("Team value: everyone's weights pooled, every known level, carried levels included.")


def change_of_team(words: Words) -> str:
    """Return what the change of a team means."""
    return words.gettext(
        "Change: the average over people, each on competencies rated in both quarters,"
        " carried levels left out."
    )


def definitions(words: Words) -> tuple[str, str, str]:
    """Return how the quarters of a team are made: two measures, and how they form one line."""
    chained = words.gettext(
        "The series ends at the team value of the latest quarter; earlier points subtract the changes."
    )
    return value_of_team(words), change_of_team(words), chained
