"""The periods offered for the journal, as local days."""

from datetime import date, timedelta
from enum import IntEnum

from resources.i18n import _

type Days = tuple[date | None, date | None]


class Span(IntEnum):
    """A period that ends today, by its place in the list."""

    ANY = 0
    TODAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4


def days(span: Span, today: date) -> Days:
    """Return the first and the last day of a period, None where it has no end."""
    length = {Span.TODAY: 1, Span.WEEK: 7, Span.MONTH: 30, Span.YEAR: 365}.get(span)
    # Without a last day: what a clock ahead of today wrote is what somebody looks for.
    return (None if length is None else today - timedelta(length - 1)), None


def span_words(span: Span) -> str:
    """Return how a period is offered."""
    return {
        Span.ANY: _("Any time"),
        Span.TODAY: _("Today"),
        Span.WEEK: _("The last 7 days"),
        Span.MONTH: _("The last 30 days"),
        Span.YEAR: _("The last year"),
    }[span]
