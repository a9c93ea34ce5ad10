"""For what someone's data are kept, what permits it and why it ends, in words."""

from domain.people.purpose import Ground, Purpose
from domain.people.retention import AFTER_WITHDRAWAL, Term, Why
from resources.i18n import Words


def purpose(kept_for: Purpose | None, words: Words) -> str:
    """Return for what the data are kept; for an external nobody has to say."""
    _ = words.gettext
    return {
        Purpose.CANDIDATE: _("selection of a candidate"),
        Purpose.STAFF: _("employment"),
        Purpose.RESERVE: _("personnel reserve"),
        None: _("not entered"),
    }[kept_for]


def ground(permits: Ground | None, words: Words) -> str:
    """Return what permits the processing."""
    _, pgettext = words.gettext, words.pgettext
    return {
        Ground.CONSENT: pgettext("permits processing", "consent"),
        Ground.CONTRACT: pgettext("permits processing", "contract"),
        Ground.LAW: pgettext("permits processing", "law"),
        None: _("not entered"),
    }[permits]


def why(reason: Why, words: Words) -> str:
    """Return why the data have a last day."""
    _, ngettext = words.gettext, words.ngettext
    return {
        Why.WITHDRAWN: ngettext(
            "consent withdrawn, {n} day by law", "consent withdrawn, {n} days by law", AFTER_WITHDRAWAL
        ).format(n=AFTER_WITHDRAWAL),
        Why.ENDED: _("the document expires"),
        Why.REFUSED: _("the candidate was not taken"),
        Why.LEFT: _("the employment ended"),
        Why.HELD: _("keeping prolonged"),
    }[reason]


def term(ends: Term | None, words: Words) -> str:
    """Return until when the data may be kept and why: «до 30.11.2026: кандидат не принят»."""
    _ = words.gettext
    if ends is None:
        return _("no end date yet")
    return _("until {day}: {why}").format(day=words.date(ends.day), why=why(ends.why, words))
