"""Whom a row of a list is about: by number or code alone, and a like name is a question, never an answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.people.comparing import compare, complaints
from domain.people.person import Person, PersonKind
from domain.people.roster import (
    LEAVE_OUT,
    Decision,
    Fate,
    Field,
    Known,
    Roster,
    RosterRow,
    RowProblem,
    Wrong,
)
from domain.people.twins import may_be_same

ANNA = Person(
    id=1, code="E-0001", kind=PersonKind.EMPLOYEE, surname="Соколова", given="Анна", patronymic="Игоревна",
    personnel_no="0042", post="оператор", unit_id=5, unit="Смена 1",
)  # fmt: skip
IRINA = Person(id=2, code="C-0007", surname="Лебедева", given="Ирина", patronymic="Олеговна")
KNOWN = Known((ANNA, IRINA), ((5, "Смена 1"), (6, "Смена 2")))


def row(number: int, *, unit: str = "", manager: str = "", **fields: Any) -> RosterRow:
    told: dict[str, Any] = {"kind": PersonKind.EMPLOYEE} | fields
    person = Person(**told)
    filled = {Field(name) for name in fields} | ({Field.UNIT} if unit else set[Field]())
    cells = {of: f"{chr(65 + at)}{number}" for at, of in enumerate(Field)}
    made = RosterRow(number, person, frozenset(filled), unit, manager, cells)
    return made if person.personnel_no or person.code else replace(made, problems=complaints(made))


def one(told: RosterRow, known: Known = KNOWN, **decided: Decision) -> Any:
    roster = compare([told], known, {told.number: next(iter(decided.values()))} if decided else {})
    return roster.entries[0]


def test_who_is_not_known_is_new() -> None:
    entry = one(row(2, surname="Громов", given="Пётр", personnel_no="77"))
    assert (entry.fate, entry.known, entry.maybe) == (Fate.NEW, None, ())


@pytest.mark.parametrize("sign", [{"personnel_no": "0042"}, {"code": "E-0001"}])
def test_somebody_is_known_by_number_or_code_and_an_empty_cell_takes_nothing_away(
    sign: dict[str, str],
) -> None:
    entry = one(row(2, surname="Соколова", post="старший оператор", **sign))
    assert entry.fate is Fate.CHANGED
    assert [(one.of, one.before, one.after) for one in entry.changes] == [
        (Field.POST, "оператор", "старший оператор")
    ]
    assert entry.after.given == "Анна"
    assert one(row(3, surname="Соколова", unit="смена 1", **sign)).fate is Fate.SAME


def test_leading_zeros_belong_to_a_number() -> None:
    assert one(row(2, surname="Петрова", personnel_no="42")).fate is Fate.NEW


@pytest.mark.parametrize(
    ("first", "second", "like"),
    [
        ("Громов И.", "Громов Иван Петрович", True),
        ("Громов И", "Громов Иван", True),
        ("Громов И. П.", "Громов Иван Петрович", True),
        ("Громов И. С.", "Громов Иван Петрович", False),
        ("Громов П.", "Громов Иван Петрович", False),
        ("Громов Игорь", "Громов Иван Петрович", False),
        ("Громов", "Громов Иван Петрович", True),
        ("Громова И.", "Громов Иван Петрович", False),
    ],
)
def test_names_are_alike_whichever_of_the_two_is_shorter(first: str, second: str, like: bool) -> None:
    one, other = (Person(id=n, **_parts(name)) for n, name in enumerate((first, second), start=1))
    assert may_be_same(one, other) is like
    assert may_be_same(other, one) is like


def _parts(name: str) -> dict[str, str]:
    return dict(zip(("surname", "given", "patronymic"), name.split(), strict=False))


@pytest.mark.parametrize(
    "name",
    [
        {"surname": "Лебедева", "given": "Ирина"},
        {"surname": "лебедева", "given": "И.", "patronymic": "О."},
        {"surname": "Лебедева"},
        {"surname": "Лебедева", "given": "И."},
        {"surname": "ЛЕБЕДЕВА", "given": "Ирина", "personnel_no": "901"},
    ],
)
def test_a_like_name_is_a_question(name: dict[str, str]) -> None:
    told = row(2, **name)
    entry = one(told)
    assert (entry.fate, entry.known, entry.maybe) == (Fate.ASK, None, (IRINA,))
    assert entry.may_be_new
    assert one(told, new=Decision()).fate is Fate.NEW
    same = one(told, same=Decision(person_id=IRINA.id))
    assert same.known is IRINA
    assert [one.of for one in same.changes] == ([Field.PERSONNEL_NO] if "personnel_no" in name else [])
    assert one(told, out=LEAVE_OUT).fate is Fate.LEFT_OUT


def test_what_was_wrong_with_a_row_is_still_said_of_it_when_it_is_left_out() -> None:
    rows = (
        row(2, surname="Громов", personnel_no="77"),
        row(3, given="Пётр", personnel_no="78"),
        row(4, surname="Зуева", personnel_no="77"),
        row(5, surname="Юдин", personnel_no="79", manager="Никто Никого"),
        row(6, surname="Петрова", personnel_no="80"),
    )
    entries = compare(rows, KNOWN, dict.fromkeys((3, 4, 5, 6), LEAVE_OUT)).entries
    assert [one.fate for one in entries] == [Fate.NEW, *[Fate.LEFT_OUT] * 4]
    assert [[each.why for each in one.problems] for one in entries] == [
        [],
        [Wrong.NO_SURNAME],
        [Wrong.TWICE],
        [Wrong.NO_SUCH_MANAGER],
        [],
    ]
    (alone,) = compare(rows[:1], KNOWN, {2: LEAVE_OUT}).entries
    assert alone.problems == ()


def test_two_with_different_numbers_may_share_a_name() -> None:
    assert one(row(2, surname="Соколова", given="Анна", personnel_no="0043")).fate is Fate.NEW


def test_a_number_with_another_name_is_a_question_and_no_new_person_can_have_it() -> None:
    told = row(2, surname="Громов", given="Пётр", personnel_no="0042")
    entry = one(told)
    assert (entry.fate, entry.maybe, entry.may_be_new) == (Fate.ASK, (ANNA,), False)
    assert one(told, same=Decision(person_id=1)).fate is Fate.CHANGED
    new = one(told, new=Decision())
    assert new.problems == (RowProblem(told.cell(Field.PERSONNEL_NO), Wrong.TAKEN, "0042"),)


def test_a_new_surname_with_the_same_given_name_is_only_a_change() -> None:
    assert one(row(2, surname="Волкова", given="Анна", personnel_no="0042")).fate is Fate.CHANGED


def test_the_old_number_of_a_merged_card_finds_who_stayed_and_is_not_given_back() -> None:
    known = replace(KNOWN, merged={"0099": ANNA.id, "E-0055": ANNA.id})
    entry = one(row(2, surname="Соколова", given="Анна", personnel_no="0099", post="мастер"), known)
    assert (entry.fate, entry.known, entry.after.personnel_no) == (Fate.CHANGED, ANNA, "0042")
    assert one(row(2, surname="Соколова", given="Анна", code="E-0055"), known).known is ANNA


@pytest.mark.parametrize(
    ("told", "of", "why"),
    [
        ({"code": "E-9999", "surname": "Х"}, Field.CODE, Wrong.NO_SUCH_CODE),
        ({"code": "C-0007", "personnel_no": "0042", "surname": "Лебедева"}, Field.CODE, Wrong.TWO_PEOPLE),
        ({"surname": ""}, Field.SURNAME, Wrong.NO_SURNAME),
        ({"surname": "", "personnel_no": "5"}, Field.SURNAME, Wrong.NO_SURNAME),
        ({"surname": "Х", "manager": "nobody"}, Field.MANAGER, Wrong.NO_SUCH_MANAGER),
        ({"surname": "Х", "personnel_no": "5", "manager": "5"}, Field.MANAGER, Wrong.OWN_MANAGER),
        ({"surname": "Х" * 121}, Field.SURNAME, Wrong.TOO_LONG),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(told: dict[str, str], of: Field, why: Wrong) -> None:
    entry = one(row(2, **told))
    assert entry.fate is Fate.WRONG
    assert [(one.cell, one.why) for one in entry.problems] == [(entry.row.cell(of), why)]


def test_a_unit_that_is_there_twice_is_not_guessed() -> None:
    known = replace(KNOWN, units=((5, "Смена 1"), (6, "смена  1")))
    assert one(row(2, surname="Громов", unit="Смена 1"), known).problems[0].why is Wrong.TWO_UNITS


def test_who_left_before_being_hired_is_wrong() -> None:
    known = Known((replace(ANNA, left_on=date(2020, 1, 1)),))
    told = row(2, surname="Соколова", personnel_no="0042", hired_on=date(2024, 1, 1))
    assert one(told, known).problems == (RowProblem(told.cell(Field.HIRED_ON), Wrong.LEFT, "2020-01-01"),)


def test_one_person_in_two_rows_is_an_error_of_the_second() -> None:
    rows = [row(2, surname="Громов", personnel_no="77"), row(3, surname="Громов", personnel_no="77")]
    roster = compare(rows, KNOWN, {})
    assert [entry.fate for entry in roster.entries] == [Fate.NEW, Fate.WRONG]
    assert roster.entries[1].problems[0].why is Wrong.TWICE
    assert compare(rows, KNOWN, {2: LEAVE_OUT}).entries[1].fate is Fate.NEW


def test_two_rows_decided_to_be_one_person_are_an_error() -> None:
    rows = [row(2, surname="Лебедева", given="Ирина"), row(3, surname="Лебедева", given="И.")]
    same = Decision(person_id=IRINA.id)
    roster = compare(rows, KNOWN, {2: same, 3: same})
    assert [entry.fate for entry in roster.entries] == [Fate.SAME, Fate.WRONG]


def test_two_rows_of_one_name_without_numbers_are_a_question() -> None:
    rows = [row(2, surname="Громов", given="Пётр"), row(3, surname="Громов", given="Петр")]
    roster = compare(rows, KNOWN, {})
    assert [entry.fate for entry in roster.entries] == [Fate.NEW, Fate.ASK]
    assert roster.entries[1].twins == (2,)
    assert compare(rows, KNOWN, {3: Decision()}).ready


def test_units_that_are_not_there_yet_are_told_once() -> None:
    rows = [
        row(2, surname="А", unit="Смена 3"),
        row(3, surname="Б", unit="смена 3"),
        row(4, surname="В", unit="Смена 2"),
    ]
    assert compare(rows, KNOWN, {}).new_units == ("Смена 3",)


def test_nothing_is_ready_while_a_row_is_wrong_or_open() -> None:
    good, bad, open_ = row(2, surname="Громов"), row(3, surname=""), row(4, surname="Лебедева")

    def ready(**left_out: bool) -> Roster:
        return compare([good, bad, open_], KNOWN, {int(n[1:]): LEAVE_OUT for n in left_out})

    assert not ready().ready
    assert not ready(n3=True).ready
    assert ready(n3=True, n4=True).ready
    assert not ready(n2=True, n3=True, n4=True).ready  # nothing is left to write


def test_a_dismissal_and_a_consent_come_out_of_a_list() -> None:
    told = row(
        2, surname="Соколова", personnel_no="0042", left_on=date(2026, 11, 20), left_reason="соглашение"
    )
    entry = one(told)
    assert entry.fate is Fate.CHANGED
    assert {change.of for change in entry.changes} == {Field.LEFT_ON, Field.LEFT_REASON}
    assert entry.after.left_on == date(2026, 11, 20)


def test_a_reason_for_leaving_needs_its_day_in_the_row_or_on_the_card() -> None:
    told = row(2, surname="Соколова", personnel_no="0042", left_reason="соглашение")
    assert complaints(told) == ()
    assert one(told).problems == (RowProblem(told.cell(Field.LEFT_REASON), Wrong.NO_LAST_DAY, "соглашение"),)
    gone = Known((replace(ANNA, left_on=date(2026, 11, 20)),))
    assert one(told, gone).problems == ()


def test_a_later_end_of_a_consent_without_its_day_is_an_error_of_that_cell() -> None:
    told = row(2, surname="Лебедева", code="C-0007", basis_until=date(2027, 1, 1))
    assert one(told).problems == (RowProblem(told.cell(Field.BASIS_UNTIL), Wrong.NO_PAPER, "2027-01-01"),)
    whole = row(2, surname="Лебедева", code="C-0007", basis_until=date(2027, 1, 1), basis_on=date(2026, 1, 1))
    assert one(whole).fate is Fate.CHANGED
    before = row(
        2, surname="Лебедева", code="C-0007", basis_until=date(2025, 1, 1), basis_on=date(2026, 1, 1)
    )
    assert one(before).problems[0].why is Wrong.UNTIL_BEFORE


BOSS = Person(
    id=3, code="E-0003", kind=PersonKind.EMPLOYEE, surname="Громов", given="Максим", patronymic="Сергеевич",
    personnel_no="0007", post="начальник смены",
)  # fmt: skip
OTHER = replace(BOSS, id=4, code="E-0004", patronymic="Степанович", personnel_no="0008")


def test_a_namesake_with_the_same_post_and_unit_is_a_question_whatever_the_number() -> None:
    told = row(
        2, surname="Соколова", given="Анна", patronymic="Игоревна", personnel_no="0099",
        post="Оператор", unit="смена 1",
    )  # fmt: skip
    entry = one(told)
    assert (entry.fate, entry.maybe) == (Fate.ASK, (ANNA,))
    assert one(told, new=Decision()).fate is Fate.NEW
    same = one(told, same=Decision(person_id=ANNA.id))
    assert [(each.of, each.after) for each in same.changes] == [
        (Field.PERSONNEL_NO, "0099"),
        (Field.POST, "Оператор"),
    ]
    assert one(replace(told, unit="Смена 2")).fate is Fate.NEW, "two people of two shifts may be called alike"


@pytest.mark.parametrize("name", ["Громов Максим Сергеевич", "громов  максим сергеевич"])
def test_a_manager_by_the_full_name_is_taken_where_one_alone_has_it(name: str) -> None:
    known = Known((BOSS, OTHER))
    entry = one(row(2, surname="Ким", given="Ева", personnel_no="5", manager=name), known)
    assert entry.fate is Fate.NEW
    assert entry.manager.person is BOSS


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Громов М. С.", (BOSS, OTHER)),
        ("Громов М.С.", (BOSS, OTHER)),
        ("Громов Максим", (BOSS, OTHER)),
        ("Громов", (BOSS, OTHER)),
    ],
)
def test_a_manager_whose_name_fits_more_than_one_is_a_question(name: str, meant: tuple[Person, ...]) -> None:
    known = Known((BOSS, OTHER))
    told = row(2, surname="Ким", given="Ева", personnel_no="5", manager=name)
    entry = one(told, known)
    assert entry.fate is Fate.ASK
    assert tuple(each.person for each in entry.managers) == meant
    chosen = one(told, known, him=Decision(manager=OTHER.id))
    assert (chosen.fate, chosen.manager.person) == (Fate.NEW, OTHER)


def test_initials_are_asked_about_even_where_one_alone_fits() -> None:
    told = row(2, surname="Ким", given="Ева", personnel_no="5", manager="Громов М. С.")
    assert one(told, Known((BOSS,))).fate is Fate.ASK
    assert one(told, Known((BOSS,)), him=Decision(manager=BOSS.id)).manager.person is BOSS


def test_two_managers_with_one_full_name_are_a_question() -> None:
    twin = replace(BOSS, id=9, code="E-0009", personnel_no="0009")
    told = row(2, surname="Ким", given="Ева", personnel_no="5", manager="Громов Максим Сергеевич")
    assert one(told, Known((BOSS, twin))).fate is Fate.ASK


def test_a_manager_may_stand_in_a_row_of_the_same_list() -> None:
    rows = [
        row(2, surname="Ким", given="Ева", personnel_no="5", manager="Громов Максим Сергеевич"),
        row(3, surname="Громов", given="Максим", patronymic="Сергеевич", personnel_no="0007"),
    ]
    first, second = compare(rows, Known(), {}).entries
    assert (first.fate, first.manager and first.manager.row) == (Fate.NEW, 3)
    assert second.fate is Fate.NEW


def test_a_manager_nobody_knows_is_an_error_and_nobody_is_their_own() -> None:
    told = row(2, surname="Ким", given="Ева", personnel_no="5", manager="Иванов Иван")
    assert [each.why for each in one(told, Known((BOSS,))).problems] == [Wrong.NO_SUCH_MANAGER]
    own = row(2, surname="Громов", given="Максим", patronymic="Сергеевич", personnel_no="0007")
    own = replace(own, manager="Громов Максим Сергеевич")
    assert one(own, Known((BOSS,))).fate is Fate.WRONG


def test_the_manager_one_has_already_is_no_change() -> None:
    kim = Person(id=8, code="E-0008", surname="Ким", given="Ева", personnel_no="5", manager_id=BOSS.id)
    told = row(2, surname="Ким", given="Ева", personnel_no="5", manager="Громов Максим Сергеевич")
    told = replace(told, person=replace(told.person, kind=kim.kind))
    assert one(told, Known((BOSS, kim))).fate is Fate.SAME


def test_a_consent_of_a_day_to_come_is_an_error_of_its_cell() -> None:
    told = row(2, surname="Громов", basis="согласие", basis_on=date(2026, 11, 25))
    known = replace(KNOWN, today=date(2026, 11, 24))
    assert one(told, known).problems == (RowProblem(told.cell(Field.BASIS_ON), Wrong.NOT_YET, "2026-11-25"),)
    assert one(told, replace(KNOWN, today=date(2026, 11, 25))).problems == ()
    far = row(2, surname="Громов", left_on=date(2062, 11, 25))
    assert one(far, known).problems == (RowProblem(far.cell(Field.LEFT_ON), Wrong.TOO_FAR, "2062-11-25"),)
