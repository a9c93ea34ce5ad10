"""Whether the result of one candidate holds by itself, in words."""

from collections.abc import Iterable

from domain.hiring.steadiness import Span, Steadiness
from domain.people.person import Person
from reports.words import phrases
from reports.words.hiring.phrases_robustness import not_one_by_one
from resources.i18n import Words, nb


def who(one: Steadiness, words: Words) -> str:
    """Return the threshold that the result is measured by; empty if the profile has none."""
    if one.required is None:
        return ""
    return nb(words.gettext("Profile threshold {limit}").format(limit=phrases.passing(one.required, words)))


def verdict(one: Steadiness, words: Words) -> str:
    """Return in a word or two whether the result holds; empty where the post requires no attainment."""
    if one.required is None:
        return ""
    return words.gettext("holds") if one.holds else words.gettext("may change")


def sentences(one: Steadiness, words: Words) -> tuple[str, ...]:
    """Return what becomes of the result by weights, assessors and unknown items."""
    _ = words.gettext
    told = [_("Weights: {share} if each may be moved by 1.").format(share=_span(one.weights, words))]
    told += _assessors(one, words)
    if one.whatever_unknown is not None:
        said = _("Not assessed: {share}, whatever the levels there are.")
        told.append(said.format(share=_span(one.whatever_unknown, words)))
    return tuple(nb(text) for text in told)


def _assessors(one: Steadiness, words: Words) -> list[str]:
    _ = words.gettext
    if one.without is None:
        return [not_one_by_one(words)]
    left = [alone.attainment for alone in one.without if alone.attainment is not None]
    told: list[str] = []
    if left:
        span = _span(Span(min(left), max(left)), words)
        told.append(_("Assessors: {share} without the sheet of any one of them.").format(share=span))
    gone = [alone.person for alone in one.without if alone.attainment is None]
    if gone:
        told.append(_("Assessors: the result rests on the sheet of one: {names}.").format(names=_names(gone)))
    if one.stopping:
        said = _("Assessors: the number below minimum differs without the sheet of one: {names}.")
        told.append(said.format(names=_names(one.stopping)))
    return told


def _names(people: Iterable[Person]) -> str:
    return ", ".join(person.short_name for person in people)


def _span(span: Span, words: Words) -> str:
    return words.range_percent(span.least, span.most)
