"""Whether the order of a comparison holds, in words."""

from domain.hiring.comparison import Comparison, Contender
from domain.hiring.robustness import Ground, Robustness, Without
from reports.words import phrases
from resources.i18n import Words, nb


def who(comparison: Comparison, one: Robustness, words: Words) -> str:
    """Return who is above whom."""
    above, below = _both(comparison, one)
    said = words.gettext("{one} above {other}")
    if one.ground is Ground.NOTHING:
        said = words.gettext("{one} and {other}: same rank")
    return nb(said.format(one=above.person.short_name, other=below.person.short_name))


def verdict(one: Robustness, words: Words) -> str:
    """Return in a word or two whether the order holds; empty for equals, whose order is none."""
    if one.ground is Ground.NOTHING:
        return ""
    return words.gettext("holds") if one.holds else words.gettext("may change")


def sentences(comparison: Comparison, one: Robustness, words: Words) -> tuple[str, ...]:
    """Return what the order rests on, and what becomes of it by weights, assessors and unknown items.

    Equals have no order, so there is nothing to say of them.
    """
    if one.ground is Ground.NOTHING:
        return ()
    told = (
        _rests_on(comparison, one, words),
        _weights(one, words),
        *_assessors(one, words),
        ""
        if one.told_apart
        else words.gettext("Spread of assessors: these data do not distinguish the two."),
        _unknown(comparison, one, words),
    )
    return tuple(nb(text) for text in told if text)


def not_one_by_one(words: Words) -> str:
    """Return why the influence of single assessors is not shown (law 15)."""
    return words.gettext("Assessors: not compared one by one, since colleagues or subordinates rated.")


def _both(comparison: Comparison, one: Robustness) -> tuple[Contender, Contender]:
    by_case = {contender.case_id: contender for contender in comparison.contenders}
    return by_case[one.above], by_case[one.below]


def _rests_on(comparison: Comparison, one: Robustness, words: Words) -> str:
    _ = words.gettext
    above, below = _both(comparison, one)
    if one.ground is Ground.GATES:
        return _("The order rests on the mandatory requirements; no weight or mark changes that.")
    if one.ground is Ground.STOPS:
        said = _("Fewer competencies below minimum: {one} against {other}; no weight changes that.")
        return said.format(one=above.stops, other=below.stops)
    said = _("Higher profile attainment: {one} against {other}.")
    return said.format(
        one=phrases.attainment(above.common, words), other=phrases.attainment(below.common, words)
    )


def _weights(one: Robustness, words: Words) -> str:
    if one.ground is not Ground.ATTAINMENT:
        return ""
    if not one.weights:
        return words.gettext("Weights: stays even if every weight is moved by 1.")
    if one.alone:
        said = words.gettext("Weights: changes if one of these is moved by 1: {codes}.")
        return said.format(codes=", ".join(one.alone))
    said = words.ngettext(
        "Weights: stays until {n} weight is moved by 1: {codes}.",
        "Weights: stays until {n} weights are moved by 1 together: {codes}.",
        len(one.weights),
    )
    return said.format(n=len(one.weights), codes=", ".join(one.weights))


def _assessors(one: Robustness, words: Words) -> tuple[str, ...]:
    _ = words.gettext
    if one.without is None:
        return (not_one_by_one(words),)
    if not one.without:
        return ()
    if all(told is Without.HOLDS for _person, told in one.without):
        return (_("Assessors: stays without the sheet of any one of them."),)
    said = (
        (Without.TURNS, _("Assessors: reversed without the sheet of one: {names}.")),
        (Without.EQUAL, _("Assessors: same rank without the sheet of one: {names}.")),
        (Without.UNKNOWN, _("Assessors: nothing is left to compare without the sheet of one: {names}.")),
    )
    told: list[str] = []
    for kind, text in said:
        names = [person.short_name for person, effect in one.without if effect is kind]
        if names:
            told.append(text.format(names=", ".join(names)))
    return tuple(told)


def _unknown(comparison: Comparison, one: Robustness, words: Words) -> str:
    _ = words.gettext
    if one.ground is not Ground.ATTAINMENT:
        return ""
    above, below = (contender.whole for contender in _both(comparison, one))
    complete = above.known == above.applicable and below.known == below.applicable
    if one.whatever_unknown:
        return "" if complete else _("Not assessed: stays whatever the levels there are.")
    said = _("Not assessed: may change, since {one} and {other} have a part in common.")
    if complete or (above.upper or 0) < (below.lower or 0):  # what is not common for all speaks against it
        said = _("Left out: with these, {one} against {other}, which does not confirm the order.")
    return said.format(
        one=words.range_percent(above.lower, above.upper),
        other=words.range_percent(below.lower, below.upper),
    )
