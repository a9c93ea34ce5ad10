"""What a merge brings, and what speaks for two cards being one person, in words."""

from datetime import date
from enum import StrEnum

from desktop.office import copied
from desktop.office.exchange import phrases_merging
from desktop.office.field_names import field_name
from domain.exchange.merging import Card, Conflict, Difference, Double, Merged, Said, Version
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

MOST = 12  # codes that are listed before the rest is counted


def heads() -> tuple[str, ...]:
    """Return the heads of the table of what comes."""
    return (
        "",
        pgettext("records", "New"),
        pgettext("records", "Changed there"),
        pgettext("records", "The same"),
        pgettext("records", "In two versions"),
        pgettext("records", "Erased"),
    )


def rows(told: Merged) -> tuple[tuple[str, ...], ...]:
    """Return what is counted, with its numbers; a dash for none."""
    return tuple(
        (
            phrases_merging.kind(one.kind, current()),
            *(str(n or "–") for n in (one.new, one.changed, one.same, one.conflicting, one.erased)),
        )
        for one in told.counts
    )


def notes(told: Merged) -> str:
    """Return what happens besides: other codes, numbers printed twice, people erased; a line each."""
    lines: list[str] = []
    if told.recoded:
        codes = [" ".join(filter(None, (one.name, one.there, "→", one.here))) for one in told.recoded]
        lines.append(_("Codes that this file has for others become: {codes}").format(codes=_listed(codes)))
    if told.twice:
        both = _("Two documents have each of these numbers, and keep them: {numbers}")
        lines.append(both.format(numbers=_listed(told.twice)))
    if told.released:
        off = _("Removed in the other file, and no longer awaited here: {seats}")
        seats = [phrases_merging.released(one, current()) for one in told.released]
        lines.append(off.format(seats=_listed(seats)))
    if told.erased:
        gone = _("Erased in the other file, and in this one too: {codes}")
        lines.append(gone.format(codes=_listed(told.erased)))
    return "\n".join(lines)


def card(one: Card) -> str:
    """Return a card as one line."""
    hired = _("hired {day}").format(day=current().date(one.hired_on)) if one.hired_on else ""
    number = _("No. {number}").format(number=one.number) if one.number else ""
    return " · ".join(part for part in (one.code, one.name, one.post, one.unit, number, hired) if part)


def speaks_for(one: Double) -> str:
    """Return what speaks for two cards being one person, and what against it."""
    ours, theirs = one.ours, one.theirs
    if ours is None or theirs is None:
        return ""
    facts = (
        (_("name"), ours.name.casefold(), theirs.name.casefold()),
        (_("personnel number"), ours.number, theirs.number),
        (_("position"), ours.post, theirs.post),
        (_("unit"), ours.unit, theirs.unit),
        (_("day of hiring"), ours.hired_on, theirs.hired_on),
        (_("code"), ours.code, theirs.code),
    )
    alike = [name for name, here, there in facts if here and here == there]
    unlike = [name for name, here, there in facts if here and there and here != there]
    lines = (
        _("The same: {what}.").format(what=", ".join(alike)) if alike else "",
        _("Different: {what}.").format(what=", ".join(unlike)) if unlike else "",
    )
    return " ".join(filter(None, lines))


def title(one: Conflict) -> str:
    """Return which record is in two versions."""
    return f"{phrases_merging.kind(one.kind, current())}: {phrases_merging.place(one, current())}"


def version(one: Version) -> str:
    """Return who changed a version last and when, and of a sheet how far it is; empty if nothing is known."""
    words = current()
    parts = (
        copied.moment(one.at, words) if one.at is not None else "",
        one.who,
        ngettext("{n} mark", "{n} marks", one.marks).format(n=one.marks) if one.marks is not None else "",
        ""
        if one.marks is None
        else pgettext("sheet", "submitted")
        if one.signed
        else pgettext("sheet", "draft"),
    )
    return " · ".join(part for part in parts if part)


def difference(one: Difference) -> tuple[str, str, str]:
    """Return a field with what it says here and there."""
    own = {
        "kind": _("Who"),
        "manager": _("Manager"),
        "full_name": _("Full name of the organisation"),
        "short_name": _("Short name"),
    }
    name = own.get(one.field) or field_name(one.field, current())
    return name, said(one.here), said(one.there)


def said(value: Said) -> str:
    """Return what a field says; a dash if nothing."""
    if isinstance(value, StrEnum):
        return name_of(value, current())
    if isinstance(value, date):
        return current().date(value)
    return value or "–"


def brought(told: Merged) -> str:
    """Return what came, without what was there before."""
    came = [
        f"{phrases_merging.kind(one.kind, current())}: {one.new + one.changed}"
        for one in told.counts
        if one.new + one.changed
    ]
    return "; ".join(came) if came else _("The other file had nothing new.")


def _listed(all_: "tuple[str, ...] | list[str]") -> str:
    more = len(all_) - MOST
    listed = ", ".join(all_[:MOST])
    return listed if more <= 0 else _("{listed} and {n} more").format(listed=listed, n=more)
