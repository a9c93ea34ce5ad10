"""The person a field names: somebody in the file, or a new name."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from db.assessing import people
from desktop.data import Data
from desktop.kit.form.fields import LookUpField, TextField
from domain.people.name import Name
from domain.people.person import Person, PersonKind
from domain.text import clean, fold
from resources.i18n import _

_NAMED = 3  # people in a complaint
_CONFIRMED = "confirmed"  # the name that is new if given once more


def new_person(name: str, kind: PersonKind) -> Person:
    """Return a person known by name only: surname first, as in lists."""
    surname, _space, rest = name.partition(" ")
    given, _space, patronymic = rest.partition(" ")
    return Person(
        kind=kind,
        surname=surname,
        given=given,
        patronymic=patronymic,
        is_actor=kind is not PersonKind.CANDIDATE,
    )


def newcomer(field: LookUpField, offered: Sequence[Name], kind: PersonKind) -> Person | None:
    """Return who is new by the name typed; None if somebody there may be meant, who is then offered.

    Someone without a patronymic may be new beside a longer name: a name of two words is taken when confirmed.
    """
    name = " ".join(clean(field.text).split())
    typed = fold(name)
    there = [one for one in offered if f"{one.folded} ".startswith(f"{typed} ")]
    if not there or (" " in typed and field.property(_CONFIRMED) == typed):
        return new_person(name, kind)
    who = "; ".join(one.line for one in there[:_NAMED])
    if " " in typed:
        told = _(
            "Already in the file: {who}. Choose from the list, or confirm again to add someone else: {name}."
        )
        field.complain(told.format(who=who, name=name))
        field.setProperty(_CONFIRMED, typed)
    else:
        told = _("Already in the file: {who}. Choose from the list, or enter the full name of someone else.")
        field.complain(told.format(who=who))
    field.suggest()
    return None


def ask_again(field: LookUpField) -> None:
    """Let the name confirmed last be confirmed once more before somebody else of that name is new."""
    field.setProperty(_CONFIRMED, None)


def known_id(field: LookUpField, offered: Sequence[Name]) -> int | None:
    """Return the id of the person named: the chosen line, or the only one with that name; None if new."""
    found = field.read()
    if found is None:
        name = fold(field.text)
        alike = [one.id for one in offered if one.folded.startswith(name) and fold(one.full_name) == name]
        found = alike[0] if len(alike) == 1 else None
    return found


def lacks_post(field: LookUpField, offered: Sequence[Name]) -> bool:
    """Return whether the field names somebody without a known post: the signature line would lack it."""
    if not field.text.strip():
        return False
    known = known_id(field, offered)
    return not any(one.post for one in offered if one.id == known)


def member(data: Data, field: LookUpField, offered: Sequence[Name], post: TextField) -> int | Person | None:
    """Return the person named, as a record if it must be written first; None if a field complains."""
    known = known_id(field, offered)
    if not lacks_post(field, offered):
        return known
    if known is not None:
        who = data.read(people.person, known)
    elif (who := newcomer(field, offered, PersonKind.EMPLOYEE)) is None:
        return None
    if not post.text:
        post.show()
        post.complain(_("The position is printed in the signature line: fill it in."))
        post.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return None
    return replace(who, post=post.text)
