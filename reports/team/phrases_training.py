"""The terms of a training in words; what is unknown is called unknown, never zero."""

from collections.abc import Callable
from fractions import Fraction

from domain.team.training_plan import Topic
from domain.team.training_terms import Sum, Terms
from resources.i18n import NBSP, Words


def roubles(cost: Fraction | int, words: Words) -> str:
    """Return «12 000 ₽»."""
    return f"{words.number(cost, 0)}{NBSP}₽"


def share(part: Fraction, words: Words) -> str:
    """Return a share of 0..1 as «2,5 %», without a decimal if that would be zero."""
    return words.percent(part, 0 if (part * 100).denominator == 1 else 1)


def days(terms: Terms, words: Words) -> str:
    """Return the days, or the only one known; empty if none is."""
    _ = words.gettext
    first, last = words.date(terms.starts_on), words.date(terms.ends_on)
    if terms.starts_on is None and terms.ends_on is None:
        return ""
    if terms.ends_on is None:
        return _("from {day}").format(day=first)
    if terms.starts_on is None:
        return _("until {day}").format(day=last)
    return first if terms.starts_on == terms.ends_on else f"{first} – {last}"


def step(now: Fraction | int | None, wanted: Fraction | int | None, words: Words, digits: int = 1) -> str:
    """Return «2,2 → 4,0», kept on one line; *digits* are the decimals of the second."""
    return f"{words.number(now)}{NBSP}→{NBSP}{words.number(wanted, digits)}"


def imported(topic: Topic, words: Words) -> str:
    """Return how many of the levels in a topic's mean come from a file; empty if none does."""
    if not topic.imported:
        return ""
    return words.gettext("imported for {n} of {total}").format(n=topic.imported, total=len(topic.learners))


def total(sum_: Sum, shown: Callable[[Fraction, Words], str], words: Words) -> str:
    """Return «12 000 ₽ + неизвестно для 2 тем»; empty if nothing is known for any."""
    if sum_.nothing:
        return ""
    known = shown(sum_.known, words)
    if not sum_.unknown:
        return known
    told = words.ngettext(
        "{known}; not given for {count} topic", "{known}; not given for {count} topics", sum_.unknown
    )
    return told.format(known=known, count=sum_.unknown)


def hours(count: Fraction, words: Words) -> str:
    """Return «24 ч»."""
    return words.ngettext("{n} h", "{n} h", int(count)).format(n=words.number(count, 0))


def settled(terms: Terms, words: Words) -> tuple[str, ...]:
    """Return what is known of a training, part by part; empty if nothing is."""
    _ = words.gettext
    parts = [days(terms, words)]
    if terms.cost is not None:
        parts.append(roubles(terms.cost, words))
    if terms.hours is not None:
        parts.append(hours(Fraction(terms.hours), words))
    if terms.off_line is not None:
        parts.append(_("off-queue {hours}").format(hours=hours(Fraction(terms.off_line), words)))
    if terms.share is not None:
        parts.append(_("{share} of the working time").format(share=share(terms.share, words)))
    if terms.trainer:
        parts.append(_("provider: {name}").format(name=terms.trainer))
    if terms.indicator:
        parts.append(terms.indicator)
    return tuple(part for part in parts if part)
