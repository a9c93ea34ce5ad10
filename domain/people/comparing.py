"""Compares the rows of a list of people with those known: who is meant, what is new, what is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from domain.errors import Impossible, Missing, NeedsPaper, TooLong
from domain.people.named_managers import Boss, Bosses
from domain.people.person import FAR, Person, check, check_basis
from domain.people.roster import (
    NAMES,
    WRITTEN,
    Change,
    Decision,
    Entry,
    Fate,
    Field,
    Known,
    Roster,
    RosterRow,
    RowProblem,
    Wrong,
)
from domain.people.twins import ByName
from domain.text import fold

_ATTRIBUTES = tuple((of, of.value) for of in WRITTEN)


def compare(rows: Sequence[RosterRow], known: Known, decisions: Mapping[int, Decision]) -> Roster:
    """Return what each row would do to the people already known.

    *decisions* is row number -> a person's decision; a decision about a row that needs none is ignored,
    unless it leaves the row out.
    """
    matcher = _Matcher(rows, known, decisions)
    entries = tuple(matcher.entry(row) for row in rows)
    return Roster(entries, dict(decisions), matcher.new_units(entries))


class _Matcher:
    def __init__(self, rows: Sequence[RosterRow], known: Known, decisions: Mapping[int, Decision]) -> None:
        self._decisions = decisions
        self._merged, self._today, self._erased = known.merged, known.today, known.erased
        self._people = {one.id: one for one in known.people}
        self._by_number = {one.personnel_no: one for one in known.people if one.personnel_no}
        self._by_code = {one.code: one for one in known.people}
        for sign, person_id in known.merged.items():
            if (one := self._people.get(person_id)) is not None:
                self._by_number.setdefault(sign, one)
                self._by_code.setdefault(sign, one)
        self._by_name = ByName((one.id, one) for one in known.people)
        self._units: dict[str, list[int]] = defaultdict(list)
        for unit_id, name in known.units:
            self._units[fold(name)].append(unit_id)
        taken = [row for row in rows if not decisions.get(row.number, Decision()).leave_out]
        self._first = _first_rows(taken)
        self._signs = {sign for row in taken for sign in (row.person.personnel_no, row.person.code) if sign}
        self._named: dict[str, list[RosterRow]] = defaultdict(list)
        for row in taken:
            if row.person.full_name:
                self._named[fold(row.person.full_name)].append(row)
        self._about: dict[int, int] = {}
        new: list[tuple[int, Person]] = []
        for row in taken:
            if (one := self._found(row) or self._decided(row)) is not None:
                self._about.setdefault(one.id, row.number)
            elif row.person.full_name:
                new.append((row.number, row.person))
        self._bosses = Bosses(known.people, new)

    def entry(self, row: RosterRow) -> Entry:
        decision = self._decisions.get(row.number)
        known = self._found(row)
        left_out = decision is not None and decision.leave_out
        maybe, twins = (), ()
        if known is None:
            maybe, twins = self._namesakes(row), self._twins(row)
            known = self._decided(row)
        elif _another_name(row, known):
            # A mistyped number would rename someone else.
            maybe, known = (known,), self._decided(row)
        after = None if known is None else self._after(known, row)
        asked = bool(maybe or twins) and (decision is None or left_out)
        managers = self._managers(row, known)
        problems = (*row.problems, *self._problems(row, known, after, managers, asked=asked))
        if left_out:
            return Entry(row, Fate.LEFT_OUT, known, problems=problems)
        if problems:
            return Entry(row, Fate.WRONG, known, maybe, twins, (), problems)
        if asked:
            return Entry(row, Fate.ASK, None, maybe, twins)
        boss = self._boss(row, managers)
        if managers and boss is None:
            return Entry(row, Fate.ASK, known, maybe, twins, managers=managers)
        if known is None or after is None:
            return Entry(row, Fate.NEW, None, maybe, twins, manager=boss, managers=managers)
        changes = self._changes(row, known, after, boss)
        fate = Fate.CHANGED if changes else Fate.SAME
        return Entry(row, fate, known, maybe, twins, changes, (), after, boss, managers)

    def new_units(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """Return the names of units that do not exist yet, in their first spelling."""
        names = {
            fold(entry.row.unit): entry.row.unit
            for entry in reversed(entries)
            if entry.row.unit and entry.fate in (Fate.NEW, Fate.CHANGED)
        }
        return tuple(name for key, name in sorted(names.items()) if key not in self._units)

    def _found(self, row: RosterRow) -> Person | None:
        person = row.person
        by_number = self._by_number.get(person.personnel_no) if person.personnel_no else None
        return by_number or (self._by_code.get(person.code) if person.code else None)

    def _decided(self, row: RosterRow) -> Person | None:
        """Return the person chosen for the row, None if there is no such choice."""
        decision = self._decisions.get(row.number)
        if decision is None or decision.person_id is None:
            return None
        return self._people.get(decision.person_id)

    def _namesakes(self, row: RosterRow) -> tuple[Person, ...]:
        found, number = self._by_name.of(row.person), row.person.personnel_no
        # Someone with another personnel number is a different person: two employees may share a name. But the
        # same name, post and unit may have got a new number, and only a person can say.
        return tuple(
            one for one in found.values() if not (number and one.personnel_no) or _same_place(row, one)
        )

    def _managers(self, row: RosterRow, known: Person | None) -> tuple[Boss, ...]:
        """Return whom the row's manager can mean, if it is a name rather than a number or code."""
        if not row.manager or self._is_sign(row.manager):
            return ()
        return self._bosses.meant(row.manager, -row.number if known is None else known.id)

    def _boss(self, row: RosterRow, managers: tuple[Boss, ...]) -> Boss | None:
        """Return the manager: the one a person chose, else the only one with that full name."""
        chosen = self._decisions.get(row.number, Decision()).manager
        if (found := next((one for one in managers if one.key == chosen), None)) is not None:
            return found
        return managers[0] if len(managers) == 1 and self._bosses.is_whole(row.manager, managers[0]) else None

    def _is_sign(self, text: str) -> bool:
        return text in self._signs or text in self._by_number or text in self._by_code

    def _twins(self, row: RosterRow) -> tuple[int, ...]:
        """Return earlier rows with the same name, unless both rows have a personnel number."""
        return tuple(
            other.number
            for other in self._named.get(fold(row.person.full_name), ())
            if other.number < row.number
            and not (row.person.personnel_no and other.person.personnel_no)
            and self._found(other) is None
        )

    def _after(self, known: Person, row: RosterRow) -> Person:
        """Return the known person with the row's data; fields the row leaves empty stay."""
        filled = row.filled
        if row.person.personnel_no in self._merged:  # an old number finds someone, but is no longer theirs
            filled = filled - {Field.PERSONNEL_NO}
        told = {
            name: value
            for of, name in _ATTRIBUTES
            if of in filled
            and (value := getattr(row.person, name)) != (before := getattr(known, name))
            and not (of in NAMES and _says_less(value, before))
        }
        return replace(known, **told) if told else known

    def _problems(
        self,
        row: RosterRow,
        known: Person | None,
        after: Person | None,
        managers: tuple[Boss, ...],
        *,
        asked: bool,
    ) -> list[RowProblem]:
        person, found = row.person, list[RowProblem]()
        if known is None and not asked and person.personnel_no in self._by_number:
            found.append(RowProblem(row.cell(Field.PERSONNEL_NO), Wrong.TAKEN, person.personnel_no or ""))
        for of, sign in ((Field.PERSONNEL_NO, person.personnel_no), (Field.CODE, person.code)):
            if sign and self._first.get((of, sign), row.number) != row.number:
                found.append(RowProblem(row.cell(of), Wrong.TWICE, sign))
        if person.code and person.code not in self._by_code:
            why = Wrong.ERASED if person.code in self._erased else Wrong.NO_SUCH_CODE
            found.append(RowProblem(row.cell(Field.CODE), why, person.code))
        if person.code and person.personnel_no:
            one, other = self._by_code.get(person.code), self._by_number.get(person.personnel_no)
            if one is not None and other is not None and one.id != other.id:
                found.append(RowProblem(row.cell(Field.CODE), Wrong.TWO_PEOPLE, person.code))
        if known is not None and self._about.get(known.id, row.number) != row.number and not found:
            found.append(RowProblem(str(row.number), Wrong.TWICE, known.full_name))
        if len(self._units.get(fold(row.unit), ())) > 1:
            found.append(RowProblem(row.cell(Field.UNIT), Wrong.TWO_UNITS, row.unit))
        if row.manager:
            if row.manager in {person.personnel_no, person.code} - {None, ""}:
                found.append(RowProblem(row.cell(Field.MANAGER), Wrong.OWN_MANAGER, row.manager))
            elif not managers and not self._is_sign(row.manager):
                found.append(RowProblem(row.cell(Field.MANAGER), Wrong.NO_SUCH_MANAGER, row.manager))
        if self._today is not None:
            found += _too_late(row, self._today)
        if not row.problems and not asked:
            found += _refused(row, after or person, known)
        return found

    def _changes(self, row: RosterRow, known: Person, after: Person, boss: Boss | None) -> tuple[Change, ...]:
        changes = [
            Change(of, _told(before), _told(now))
            for of, name in _ATTRIBUTES
            if (before := getattr(known, name)) != (now := getattr(after, name))
        ]
        if row.unit and not _alike(row.unit, known.unit):
            changes.append(Change(Field.UNIT, known.unit, row.unit))
        manager_id = self._manager(row.manager) if boss is None else boss.key
        if row.manager and (known.manager_id is None or manager_id != known.manager_id):
            told = row.manager if boss is None else boss.person.full_name
            changes.append(Change(Field.MANAGER, known.manager_name, told))
        return tuple(changes)

    def _manager(self, sign: str) -> int | None:
        found = self._by_number.get(sign) or self._by_code.get(sign)
        return None if found is None else found.id


def _too_late(row: RosterRow, today: date) -> list[RowProblem]:
    """Return what is wrong with future days: a document is dated ahead, or a dismissal lies too far off."""
    found, signed, left = list[RowProblem](), row.person.basis_on, row.person.left_on
    if signed is not None and signed > today:
        found.append(RowProblem(row.cell(Field.BASIS_ON), Wrong.NOT_YET, _told(signed)))
    if left is not None and left > today + FAR:
        found.append(RowProblem(row.cell(Field.LEFT_ON), Wrong.TOO_FAR, _told(left)))
    return found


def complaints(row: RosterRow) -> tuple[RowProblem, ...]:
    """Return what the rules for any person find wrong with the row."""
    # The last day may be on the card already, so it is only checked after combining both.
    return tuple(_refused(row, replace(row.person, left_reason=""), row.person))


def _refused(row: RosterRow, person: Person, before: Person | None) -> list[RowProblem]:
    """Return what prevents *person* from replacing *before*, None for a new person."""
    try:
        check(person)
        check_basis(before or Person(), person)
    except Missing as missing:
        if missing.field == Field.LEFT_ON:
            return [RowProblem(row.cell(Field.LEFT_REASON), Wrong.NO_LAST_DAY, person.left_reason)]
        return [RowProblem(row.cell(Field.SURNAME), Wrong.NO_SURNAME)]
    except TooLong as long:
        shown = str(getattr(person, long.field))[:40]
        return [RowProblem(row.cell(Field(long.field)), Wrong.TOO_LONG, f"{shown}…")]
    except NeedsPaper:
        return [RowProblem(row.cell(Field.BASIS_UNTIL), Wrong.NO_PAPER, _told(person.basis_until))]
    except Impossible as impossible:
        if impossible.field == Field.BASIS_UNTIL:
            return [RowProblem(row.cell(Field.BASIS_UNTIL), Wrong.UNTIL_BEFORE, _told(person.basis_until))]
        told = Field.HIRED_ON if Field.HIRED_ON in row.filled else Field.LEFT_ON
        return [RowProblem(row.cell(told), Wrong.LEFT, _told(person.left_on))]
    return []


def _first_rows(rows: Sequence[RosterRow]) -> Mapping[tuple[Field, str], int]:
    first: dict[tuple[Field, str], int] = {}
    for row in rows:
        for of, sign in ((Field.PERSONNEL_NO, row.person.personnel_no), (Field.CODE, row.person.code)):
            if sign:
                first.setdefault((of, sign), row.number)
    return first


def _says_less(told: str, known: str) -> bool:
    """Return whether the name only says less than the known one: capitals, the dots of ё, an initial."""
    initial = told.rstrip(".")
    return _alike(told, known) or (len(initial) == 1 and fold(known).startswith(fold(initial)))


def _same_place(row: RosterRow, known: Person) -> bool:
    """Return whether the row has the full name, post and unit of a known person."""
    person = row.person
    told = (person.full_name, known.full_name), (person.post, known.post), (row.unit, known.unit)
    return bool(person.post) and all(_alike(*both) for both in told)


def _another_name(row: RosterRow, known: Person) -> bool:
    """Return whether both surname and given name of the row differ from those of the known person."""
    person = row.person
    if Field.SURNAME not in row.filled or _alike(person.surname, known.surname):
        return False
    same_given = not person.given or not known.given or fold(person.given)[0] == fold(known.given)[0]
    return not (same_given and person.given)


def _alike(one: str, other: str) -> bool:
    return one == other or fold(one) == fold(other)


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else str(value)
