"""The words for what a merge would do."""

from datetime import date

from domain.people.person import Person
from domain.people.twins import Merge
from reports.words.names import name_of
from resources.i18n import _, current, ngettext


def named(person: Person) -> str:
    """Return name, code, and whatever else distinguishes namesakes."""
    parts = (person.full_name, person.code, person.personnel_no or "", person.post, person.unit)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def rows(told: Merge) -> tuple[tuple[str, ...], ...]:
    """Return field, value that stays, value that goes and outcome, for each field that is filled in."""
    people = told.kept, told.double, told.after
    made = (
        (_("Full name"), *(one.full_name for one in people)),
        (_("Who"), *(name_of(one.kind, current()) for one in people)),
        (_("Personnel number"), *(one.personnel_no or "" for one in people)),
        (_("Position"), *(one.post for one in people)),
        (_("Unit"), *(one.unit for one in people)),
        (_("Manager"), *(one.manager_name for one in people)),
        (_("Hired on"), *(_day(one.hired_on) for one in people)),
        (_("Left on"), *(_day(one.left_on) for one in people)),
        (_("Contact"), *(one.contact for one in people)),
        (_("Legal basis for processing"), *(one.basis for one in people)),
        (_("Education"), *(_count(len(one.education)) for one in people)),
        (_("Experience"), *(_count(len(one.experience)) for one in people)),
        (_("Medical certificates"), *(_count(len(one.medical)) for one in people)),
    )
    return tuple(row for row in made if any(row[1:]))


def moves(told: Merge) -> str:
    """Return what moves to the remaining card, and what stays as it was signed."""
    parts = (
        (told.cases, ngettext("{n} assessment", "{n} assessments", told.cases)),
        (told.plans, ngettext("{n} plan", "{n} plans", told.plans)),
        (told.notes, ngettext("{n} fact", "{n} facts", told.notes)),
    )
    moving = ", ".join(text.format(n=count) for count, text in parts if count)
    said = _("Transferred: {what}.").format(what=moving) if moving else _("Only the card is transferred.")
    if not told.signed:
        return said
    signed = ngettext(
        "{n} sheet signed under the other card stays as it is.",
        "{n} sheets signed under the other card stay as they are.",
        told.signed,
    )
    return f"{said} {signed.format(n=told.signed)}"


def _day(day: date | None) -> str:
    return "" if day is None else current().date(day)


def _count(count: int) -> str:
    return str(count) if count else ""
