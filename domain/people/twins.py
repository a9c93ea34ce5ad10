"""One person written down twice: who may be the same, and what becomes of the two when a person says so."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain.errors import Refused
from domain.people.person import Person, PersonKind
from domain.text import fold

_FILLED = (
    *("given", "patronymic", "contact", "post", "unit_id", "unit", "manager_id", "manager_name"),
    "personnel_no",
)


class Hindrance(StrEnum):
    """Why two cannot be made one: each would break what people have signed or are doing just now."""

    SAME_CYCLE = "same_cycle"  # a case of both in one cycle
    AT_WORK = "at_work"  # the one who works with the file would go away
    ASSESSES = "assesses"  # owes sheets in open cases
    SELF = "self"  # would be the own assessor in an open case
    MANAGES = "manages"  # one is the manager of the other


@dataclass(frozen=True, slots=True)
class Conflict:
    """What hinders, and the codes of the cycles in which it does."""

    why: Hindrance
    cycles: tuple[str, ...] = ()


class CannotMerge(Refused):
    """The two stay as they are; ``conflicts`` say why."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(*(one.why.value for one in conflicts))
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging would do.

    ``after`` is the person who stays, as they will be. ``cases``, ``plans`` and ``notes`` move; ``signed``
    sheets that the double handed in as an assessor stay signed as they are.
    """

    kept: Person
    double: Person
    after: Person
    cases: int = 0
    plans: int = 0
    notes: int = 0
    signed: int = 0
    conflicts: tuple[Conflict, ...] = ()


def joined(kept: Person, double: Person) -> Person:
    """Return who stays: own words first, what is empty from the double, the facts of the gates of both."""
    filled = {name: getattr(kept, name) or getattr(double, name) for name in _FILLED}
    if kept.unit_id is not None:
        filled["unit"] = kept.unit
    if kept.manager_id is not None or filled["manager_id"] == kept.id:
        filled["manager_id"], filled["manager_name"] = kept.manager_id, kept.manager_name
    paper = kept if kept.basis or kept.basis_on or kept.basis_until else double  # of one card, never mixed
    employed = PersonKind.EMPLOYEE in (kept.kind, double.kind)
    return replace(
        kept,
        kind=PersonKind.EMPLOYEE if employed else kept.kind,
        is_actor=kept.is_actor or double.is_actor,
        education=tuple(dict.fromkeys((*kept.education, *double.education))),
        experience=tuple(dict.fromkeys((*kept.experience, *double.experience))),
        medical=tuple(dict.fromkeys((*kept.medical, *double.medical))),
        basis=paper.basis,
        basis_on=paper.basis_on,
        basis_until=paper.basis_until,
        **filled,
        **_employment(kept, double),
    )


def _employment(kept: Person, double: Person) -> dict[str, Any]:
    """Return the days and the reason for leaving, of one employment: never one's begin and another's end."""
    if _over_before(kept, double):
        of = double
    elif _over_before(double, kept) or (kept.left_on and double.left_on not in (None, kept.left_on)):
        of = kept
    else:  # two cards of one employment
        end = kept if kept.left_on else double
        of = replace(
            end,
            hired_on=kept.hired_on or double.hired_on,
            left_reason=end.left_reason or double.left_reason,
        )
    return {"hired_on": of.hired_on, "left_on": of.left_on, "left_reason": of.left_reason}


def _over_before(one: Person, other: Person) -> bool:
    """Tell whether one card is of an employment that was over when that of the other began."""
    return one.left_on is not None and other.hired_on is not None and one.left_on < other.hired_on


def may_be_same(one: Person, other: Person) -> bool:
    """Tell whether the names could be those of one person; whether they are, only a person can say."""
    return one.id != other.id and not set(asked_by(one)).isdisjoint(known_by(other))


def known_by(person: Person) -> tuple[str, ...]:
    """Return the forms of the name by which somebody is found; «=» where only the surname is compared.

    «~» are all with this initial, for who asks by an initial alone; «!» those known by an initial alone.
    """
    surname = fold(person.surname)
    keys = _forms(person)
    if not keys:
        return (f"={surname}", f"?{surname}")
    initial = f"{surname} {fold(person.given)[0]}"
    alone = (f"!{initial}",) if _initial_alone(person) else ()
    return (*keys, f"={surname}", f"~{initial}", *alone)


def asked_by(person: Person) -> tuple[str, ...]:
    """Return the forms of the name of a row; «?» are those known by their surname alone."""
    surname = fold(person.surname)
    if not surname:
        return ()
    keys = _forms(person)
    if not keys:
        return (f"={surname}",)
    initial = f"{surname} {fold(person.given)[0]}"
    alone = (f"~{initial}",) if _initial_alone(person) else ()
    return (*keys, f"?{surname}", f"!{initial}", *alone)


def _initial_alone(person: Person) -> bool:
    """Tell whether of the given name and the patronymic an initial is all that is known: «Лебедева И.»."""
    return len(person.given.rstrip(".")) == 1 and not person.patronymic


def _forms(person: Person) -> tuple[str, ...]:
    """Return «лебедева ирина» and «лебедева и. о.», the latter alone where the given name is an initial."""
    surname, given, patronymic = fold(person.surname), fold(person.given), fold(person.patronymic)
    if not given:
        return ()
    short = f"{surname} {given[0]}. {patronymic[:1]}."
    return (f"{surname} {given}", short) if len(given.rstrip(".")) > 1 else (short,)
