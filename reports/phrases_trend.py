"""What a change over quarters says in words: what changed, and how sure that is."""

from fractions import Fraction

from domain.trend import Break, Noise, Passage, Point, TeamPoint
from resources.i18n import MINUS, NBSP, Words

_ROMAN = ("I", "II", "III", "IV")


def short(number: int) -> str:
    """Return a quarter counted from year 0 as «IV 26»."""
    return f"{_ROMAN[number % 4]}{NBSP}{number // 4 % 100:02d}"


def points_of(change: Fraction | None, words: Words) -> str:
    """Return a change of a share as «+9,0 п. п.», «—» where there is none to tell."""
    if change is None:
        return "—"
    size = words.number(abs(change) * 100)
    sign = "" if size == words.number(0) else "+" if change > 0 else MINUS
    return words.gettext("{change} p.p.").format(change=f"{sign}{size}").replace(" ", NBSP)


def broken(one: Break, words: Words) -> str:
    """Return why a line starts anew."""
    _ = words.gettext
    return {
        Break.GAP: _("nothing was rated in the previous quarter"),
        Break.FEW_COMMON: _("less than half in common with the previous quarter"),
    }[one]


def told(point: Point, words: Words) -> str:
    """Return what changed in a quarter of a person, and whether it is more than the assessors' scatter."""
    _ = words.gettext
    parts: list[str] = []
    if point.broken is not None:
        parts.append(broken(point.broken, words))
    elif point.common:
        said = _("by a level or more: up {up}, down {down} of {common}")
        parts.append(said.format(up=point.up, down=point.down, common=point.common))
        parts.append(_noise(point.noise, words))
    else:
        parts.append(_("first quarter, {rated} rated").format(rated=point.rated))
    if point.retargeted:
        said = words.ngettext(
            "{count} target or weight differs", "{count} targets or weights differ", point.retargeted
        )
        parts.append(said.format(count=point.retargeted))
    if point.passage is not None:
        parts.append(passage(point.passage, words, linked=point.broken is None))
    return "; ".join(parts)


def of_team(point: TeamPoint, words: Words) -> str:
    """Return how many people a quarter of a team rests on, and what another edition means for its line."""
    _ = words.gettext
    if point.broken is not None:
        told = broken(point.broken, words)
    elif point.both:
        told = _("rated: {people}, of them linked: {both}").format(people=point.people, both=point.both)
    else:
        told = _("rated: {people}").format(people=point.people)
    if point.passage is None:
        return told
    return f"{told}; {passage(point.passage, words, linked=point.broken is None)}"


def edition(number: int, words: Words) -> str:
    """Return «ред. 2», as it stands where a line goes over to it."""
    return words.gettext("ed. {number}").format(number=number).replace(" ", NBSP)


def passage(one: Passage, words: Words, *, linked: bool) -> str:
    """Return how the line goes over to another edition, or that it does not."""
    _ = words.gettext
    if not linked:
        return _("edition {number} from here").format(number=one.number)
    said = _(
        "edition {number} from here, linked by the competencies of both editions: {both}; "
        "left out of the change: ended {ended}, begun {begun}"
    )
    return said.format(number=one.number, both=one.both, ended=one.ended, begun=one.begun)


def _noise(noise: Noise | None, words: Words) -> str:
    _ = words.gettext
    if noise is None:
        return _("precision unknown")
    if noise is Noise.REAL:
        return _("more than the spread of the assessors")
    return _("within the spread of the assessors")
