"""One person recorded twice: who may be the same, and what merging the two would do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from domain.errors import Refused
from domain.people.person import Person, PersonKind
from domain.text import fold

_FILLED = (
    *("given", "patronymic", "contact", "post", "unit_id", "unit", "manager_id", "manager_name"),
    "personnel_no",
)


class Hindrance(StrEnum):
    """Why two people cannot be merged: it would break what people have signed or are doing right now."""

    SAME_CYCLE = "same_cycle"  # both have a case in the same cycle
    AT_WORK = "at_work"  # the person working with the file would disappear
    ASSESSES = "assesses"  # the double owes sheets in open cases
    SELF = "self"  # the person would assess himself or herself in an open case
    MANAGES = "manages"  # one is the manager of the other


@dataclass(frozen=True, slots=True)
class Conflict:
    """A hindrance, and the codes of the cycles concerned."""

    why: Hindrance
    cycles: tuple[str, ...] = ()


class CannotMerge(Refused):
    """The two people stay separate; ``conflicts`` say why."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(*(one.why.value for one in conflicts))
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging would do.

    ``after`` is the remaining person afterwards. ``cases``, ``plans`` and ``notes`` move; ``signed`` counts
    the sheets that the double handed in as an assessor, which stay signed as they are.
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
    """Return the remaining person: own data first, gaps filled from the double, gate records of both."""
    filled = {name: getattr(kept, name) or getattr(double, name) for name in _FILLED}
    if kept.unit_id is not None:
        filled["unit"] = kept.unit
    if kept.manager_id is not None or filled["manager_id"] == kept.id:
        filled["manager_id"], filled["manager_name"] = kept.manager_id, kept.manager_name
    paper = kept if kept.basis or kept.basis_on or kept.basis_until else double  # from one card, never mixed
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
        purpose=paper.purpose or kept.purpose or double.purpose,
        ground=paper.ground,
        withdrawn_on=paper.withdrawn_on,
        hold_until=max(filter(None, (kept.hold_until, double.hold_until)), default=None),
        **filled,
        **_employment(kept, double),
    )


def _employment(kept: Person, double: Person) -> dict[str, Any]:
    """Return the days and the reason for leaving from one employment, never mixed from two."""
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
    """Return whether one card's employment ended before the other's began."""
    return one.left_on is not None and other.hired_on is not None and one.left_on < other.hired_on


def may_be_same(one: Person, other: Person) -> bool:
    """Return whether the names could belong to one person; only a person can say whether they do."""
    return one.id != other.id and not set(asked_by(one)).isdisjoint(known_by(other))


class ByName:
    """People found by any form in which a row may tell their names; indexed when first asked for."""

    def __init__(self, people: Iterable[tuple[int, Person]]) -> None:
        """*people* come with a key each, their id if they have one."""
        self._people = people

    def of(self, asked: Person) -> dict[int, Person]:
        """Return who may be meant, by key; only a person can say whether they are."""
        return {key: one for name in asked_by(asked) for key, one in self._index.get(name, ())}

    @cached_property
    def _index(self) -> dict[str, list[tuple[int, Person]]]:
        index: dict[str, list[tuple[int, Person]]] = defaultdict(list)
        for pair in self._people:
            for name in known_by(pair[1]):
                index[name].append(pair)
        return index


def known_by(person: Person) -> tuple[str, ...]:
    """Return the keys by which a person is found: the forms of the name, and coarser ones with a prefix.

    «=» is the surname, for a row that has nothing else; «~» the initial, for a row with no more than that.
    «?» is someone known only by the surname, «!» only by an initial.
    """
    surname, given = fold(person.surname), fold(person.given)
    if not given:
        return (f"={surname}", f"?{surname}")
    alone = (f"!{surname} {given[0]}",) if _initial_alone(person) else ()
    return (*_forms(person, surname, given), f"={surname}", f"~{surname} {given[0]}", *alone)


def asked_by(person: Person) -> tuple[str, ...]:
    """Return the keys that a row looks up; «?» finds those known only by surname, «!» only by an initial."""
    surname, given = fold(person.surname), fold(person.given)
    if not surname:
        return ()
    if not given:
        return (f"={surname}",)
    alone = (f"~{surname} {given[0]}",) if _initial_alone(person) else ()
    return (*_forms(person, surname, given), f"?{surname}", f"!{surname} {given[0]}", *alone)


def _initial_alone(person: Person) -> bool:
    """Return whether the given name is only an initial and there is no patronymic: «Лебедева И.»."""
    return len(person.given.rstrip(".")) == 1 and not person.patronymic


def _forms(person: Person, surname: str, given: str) -> tuple[str, ...]:
    """Return «лебедева ирина» and «лебедева и. о.», only the latter if the given name is an initial."""
    short = f"{surname} {given[0]}. {fold(person.patronymic)[:1]}."
    return (f"{surname} {given}", short) if len(given.rstrip(".")) > 1 else (short,)
