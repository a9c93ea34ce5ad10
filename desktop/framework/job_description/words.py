"""The texts of the job description beside its model."""

from collections.abc import Sequence

from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.framework.job_description import Clause, Feed, FeedKind, JobDescription, Standing
from domain.framework.job_description_difference import ClauseChange, ClauseDifference
from domain.people.gates import GateKind
from resources.i18n import _, current, ngettext, pgettext

NAMED = 3  # people named before the others are counted


def filters() -> tuple[str, str, str]:
    """Return the names of the filters."""
    return (
        pgettext("filter of clauses", "All"),
        pgettext("filter of clauses", "To fill in"),
        pgettext("filter of clauses", "Own"),
    )


def standing(one: Standing) -> str:
    """Return what is special about a line; empty for the document's own words and for the model's."""
    return {
        Standing.BLANK: pgettext("clause", "to fill in"),
        Standing.FILLED: pgettext("clause", "filled in"),
        Standing.OWN: pgettext("clause", "own wording"),
        Standing.LEFT_OUT: pgettext("clause", "not printed"),
    }.get(one, "")


def source(one: Clause) -> str:
    """Return whose words a line has."""
    return {
        Standing.MODEL: _("from the framework, and changed there"),
        Standing.SOURCE: _("word for word from the job description"),
        Standing.HEADING: _("a heading above a list, in words of this program"),
        Standing.BLANK: _("for the organisation to fill in"),
    }.get(one.standing, _("the organisation's own"))


def feed(one: Feed, content: Edition) -> str:
    """Return what a line leads to, with its short title."""
    words = current()
    match one.kind:
        case FeedKind.ITEM:
            items = {item.code: words.text(item.label) for item in content.items}
            return f"{one.code} {items.get(one.code, '')}".strip()
        case FeedKind.DUTY:
            duties = {duty.code: duty.items for duty in content.duties}
            linked = ", ".join(duties.get(one.code, ()))
            return _("duty {code}: {items}").format(code=one.code, items=linked or "—")
        case FeedKind.FUNCTION:
            functions = {part.code: words.text(part.short) for part in content.functions}
            return _("function {code} {title}").format(code=one.code, title=functions.get(one.code, ""))
        case FeedKind.GATE:
            return gate(GateKind(one.code))


def short_feed(one: Feed) -> str:
    """Return the code of what a line leads to, or the word of a requirement."""
    return gate(GateKind(one.code)) if one.kind is FeedKind.GATE else one.code


def gate(kind: GateKind) -> str:
    """Return the word of a mandatory requirement."""
    return {
        GateKind.EDUCATION: _("Education"),
        GateKind.EXPERIENCE: _("Experience"),
        GateKind.MEDICAL: _("Medical check"),
    }[kind]


def state(record: JobDescription) -> str:
    """Return which edition is shown and how much of it is still to fill in."""
    words = current()
    if record.state is EditionState.DRAFT:
        parts = [_("Job description: edition {number}, draft").format(number=record.number)]
        if record.follows:
            before = _("edition {number} was published for an earlier edition of the framework")
            parts.append(before.format(number=record.before_number))
        if record.blanks:
            parts.append(
                ngettext("{n} line to fill in", "{n} lines to fill in", record.blanks).format(n=record.blanks)
            )
    else:
        day = words.date(record.published_on)
        parts = [
            _("Job description: edition {number}, published {day}").format(number=record.number, day=day)
        ]
    return " · ".join((*parts, holders(record)))


def holders(record: JobDescription) -> str:
    """Return who works in the post: the first names and how many more."""
    names = [one.name for one in record.holders[:NAMED]]
    if not names:
        return _("nobody in this position yet")
    more = len(record.holders) - len(names)
    if more:
        return _("in this position: {names} and {n} more").format(names=", ".join(names), n=more)
    return _("in this position: {names}").format(names=", ".join(names))


def change(one: ClauseChange) -> str:
    """Return what happened to a clause."""
    return {
        ClauseChange.ADDED: pgettext("clause", "added"),
        ClauseChange.DROPPED: pgettext("clause", "removed"),
        ClauseChange.REWORDED: pgettext("clause", "reworded"),
        ClauseChange.RENUMBERED: pgettext("clause", "renumbered"),
    }[one]


def number(one: ClauseDifference) -> str:
    """Return the number of a changed clause, «1.7» or «4.9 → 4.10»."""
    if one.old_number and one.new_number and one.old_number != one.new_number:
        return f"{one.old_number} → {one.new_number}"
    return one.new_number or one.old_number or "—"


def changes(count: int) -> str:
    """Return how many clauses change."""
    return ngettext("{n} clause changes", "{n} clauses change", count).format(n=count)


def contract(differences: Sequence[ClauseDifference]) -> str:
    """Return what an edition that changes duties needs besides familiarisation; empty if it changes none."""
    if not any(one.duty and one.change is not ClauseChange.RENUMBERED for one in differences):
        return ""
    return duties_change()


def duties_change() -> str:
    """Return what the law asks for where duties change."""
    return _(
        "Duties change. Familiarisation alone does not change the labour function: that takes an agreement "
        "(Labour Code, article 72) or the procedure of article 74. Have a lawyer confirm it."
    )
