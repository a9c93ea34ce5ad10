"""Facts and comments on sheets, as the diary finds them: all that may be seen, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from db import models
from db.assessing import assessments, merging, people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns
from db.team import diary, sheet_words
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.mark import Role
from domain.team.diary import Note
from tests.db import sample
from tests.db.interview import SECRET, Interview

ON = sample.TODAY


def found(store: Store, viewer: int | None, person: int | None = None) -> tuple[Note, ...]:
    return store.read(sheet_words.words, viewer, person)


def facts(notes: tuple[Note, ...]) -> list[tuple[int, int | None]]:
    """Return ids of facts with their authors, None for those that are not named."""
    return sorted((one.fact.id, one.fact.author_id) for one in notes if one.fact.id)


def comments(notes: tuple[Note, ...]) -> list[str]:
    return [one.fact.text for one in notes if not one.fact.id]


def write(store: Store, sheet: int, person: int, code: str, words: str) -> None:
    """Say the same in a fact and in a comment."""
    item = sample.item(store, code)
    store.write(evidence.note, person, [item], words, Polarity.FOR, ON, sheet_id=sheet)
    store.write(sheets.comment, sheet, item, words)


def test_of_an_open_case_only_the_own_sheet_is_found_and_of_a_whole_one_all(store: Store) -> None:
    at = Interview(store, opened=False)
    store.act_as(at.manager)
    write(store, at.his, at.person, "K02", "его слова")
    assert {one.fact.text for one in found(store, at.hr)} == {SECRET}
    assert {one.fact.text for one in found(store, at.manager)} == {"его слова"}
    assert found(store, at.expert) == found(store, None) == ()
    at.hand_in(store)
    for viewer in (at.hr, at.manager, at.expert):
        assert comments(found(store, viewer)) == ["его слова", SECRET]
        assert len(facts(found(store, viewer))) == 2
    (hers,) = [one for one in found(store, at.manager) if one.fact.text == SECRET and one.fact.id]
    assert hers.on_sheet is not None and not hers.mine
    assert (hers.person_name, hers.author_name, hers.fact.items) == ("Лебедева", "Соколова", ("K01",))
    assert (hers.on_sheet.case_id, hers.on_sheet.sheet_id) == (at.case, at.hers)
    assert hers.on_sheet.title == store.read(lambda session: session.get_one(models.Cycle, at.cycle).title)


def test_what_was_opened_early_stays_hidden_from_those_who_have_not_handed_in(store: Store) -> None:
    at = Interview(store, opened=True)
    outsider = sample.add(store, "Фомина", is_actor=True)
    assert found(store, at.manager) == found(store, at.expert) == ()
    assert comments(found(store, outsider)) == comments(found(store, at.hr)) == [SECRET]


def test_a_correction_in_progress_is_its_author_s_alone(store: Store) -> None:
    at = Interview(store, opened=False)
    at.hand_in(store)
    store.act_as(at.hr)
    revision = store.write(sheets.revise, at.hers, "описка")
    store.write(sheets.comment, revision, sample.item(store, "K01"), "исправлено")
    assert comments(found(store, at.hr)) == ["исправлено"]
    assert comments(found(store, at.manager)) == [SECRET], "what counts until then"
    (fact,) = [one for one in found(store, at.manager) if one.fact.id]
    assert fact.fact.sheet_id == at.hers
    store.write(sheets.submit, revision)
    assert comments(found(store, at.manager)) == ["исправлено"]


@pytest.mark.parametrize("role", [Role.PEER, Role.SUBORDINATE])
def test_beside_fewer_than_three_colleagues_nothing_of_others_is_found(store: Store, role: Role) -> None:
    at = Interview(store, opened=False, third=role)
    at.hand_in(store)
    assert found(store, at.manager) == found(store, at.expert) == ()
    assert comments(found(store, at.hr)) == [SECRET], "her own"


def test_three_colleagues_are_not_named_nor_told_by_the_day_on_which_they_handed_in(store: Store) -> None:
    boss, person = sample.add(store, "Громов", is_actor=True), sample.add(store, "Орлова")
    case = sample.case(store, person, sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON + timedelta(30)))
    peers = [sample.add(store, f"Тихонов{number}", is_actor=True) for number in range(3)]
    for number, peer in enumerate(peers):
        store.act_as(peer)
        sheet = sample.sheet(store, case, peer, Role.PEER, 3, submit=False)
        write(store, sheet, person, "K01", f"слова {number}")
        store.write(sheets.submit, sheet)
    store.act_as(boss)
    sample.sheet(store, case, boss, Role.MANAGER, 3)
    notes = found(store, boss)
    assert sorted(comments(notes)) == [f"слова {number}" for number in range(3)]
    assert len(facts(notes)) == 3
    for one in notes:
        assert (one.fact.author_id, one.author_name, one.mine) == (None, "", False)
        assert one.on_sheet is not None
        assert (one.on_sheet.sheet_id, one.on_sheet.case_id) == (0, case), "it leads to the result"
    assert len({one.fact.recorded_at for one in notes if not one.fact.id}) == 1
    (own,) = {one.author_name for one in found(store, peers[2]) if one.mine}
    assert own == "Тихонов2"


def _withdraw_fact(store: Store, at: Interview) -> None:
    store.act_as(at.manager)
    write(store, at.his, at.person, "K02", "лишнее")
    one = next(one for one in found(store, at.manager) if one.fact.id)
    store.write(evidence.withdraw, one.fact.id)
    at.hand_in(store)


def _merge(store: Store, at: Interview) -> None:
    at.hand_in(store)
    store.act_as(at.hr)
    store.write(merging.merge, sample.candidate(store, "Лебедева", code="C-0042"), at.person)


SITUATIONS: dict[str, Callable[[Store, Interview], object]] = {
    "blind": lambda store, at: None,
    "all in": lambda store, at: at.hand_in(store),
    "a fact withdrawn": _withdraw_fact,
    "withdrawn": lambda store, at: store.write(campaigns.withdraw, at.case, "отказался", ON),
    "merged": _merge,
}


@pytest.mark.parametrize(("opened", "third"), [(False, Role.EXPERT), (True, Role.EXPERT), (False, Role.PEER)])
@pytest.mark.parametrize("what", SITUATIONS)
def test_the_facts_found_are_those_that_the_page_of_each_person_shows(
    store: Store, what: str, opened: bool, third: Role
) -> None:
    at = Interview(store, opened=opened, third=third)
    SITUATIONS[what](store, at)
    everybody = [one.id for one in store.read(people.everybody)]
    viewers = (at.hr, at.manager, at.expert, sample.add(store, "Фомина", is_actor=True), None)
    for viewer in viewers:
        shown = {
            (fact.id, fact.author_id)
            for person in everybody
            for fact in store.read(evidence.of_person, person, viewer)
            if fact.sheet_id is not None
        }
        assert set(facts(found(store, viewer))) == shown
        apart = [one for person in everybody for one in found(store, viewer, person)]
        assert sorted(apart, key=repr) == sorted(found(store, viewer), key=repr)


def test_of_somebody_erased_nothing_is_found(store: Store) -> None:
    at = Interview(store, opened=False)
    at.hand_in(store)

    def erase(session: sample.Session) -> None:
        session.get_one(models.Person, at.person).erased_at = sample.Clock()()
        session.info["unjournaled"] = True

    store.write(erase)
    assert found(store, at.hr) == ()


def test_the_own_words_on_a_half_marked_sheet_are_found_at_once(store: Store) -> None:
    me, person = sample.add(store, "Соколова", is_actor=True), sample.add(store, "Орлова")
    store.act_as(me)
    sheet = store.write(assessments.start, person, me, Role.MANAGER)
    store.write(sheets.comment, sheet, sample.item(store, "K01"), "ещё без оценки")
    (one,) = found(store, me)
    assert (one.fact.text, one.mine, one.fact.observed_on) == ("ещё без оценки", True, one.fact.recorded_on)
    code = store.read(lambda session: session.exec(select(models.Cycle.code)).one())
    assert one.on_sheet is not None and one.on_sheet.title == code, "nobody's post names the assessment"


def test_it_takes_the_same_statements_whatever_the_number_of_people(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    cycle = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON + timedelta(30))

    def some(number: int) -> None:
        person = sample.add(store, f"Рыбин{number}")
        sheet = sample.sheet(store, sample.case(store, person, cycle), me, Role.MANAGER, submit=False)
        write(store, sheet, person, "K01", "видел")

    some(0)
    few = sample.count(store, sheet_words.words, me)
    for number in range(1, 12):
        some(number)
    assert sample.count(store, sheet_words.words, me) == few == 3
    assert len(found(store, me)) == 24
    assert store.read(sheet_words.count, 500) == 24
    assert store.read(sheet_words.count, 5) == 5
    assert store.read(diary.page, me).on_sheets == 24
