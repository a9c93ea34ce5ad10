"""A person is erased: the file forgets the person, keeps what others did, and says so itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, select

from db import models
from db.assessing import merging, people, rosters
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.development import plans
from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from db.journal.problems import Record
from db.people import erasing, requisites
from db.people.erasure_map import CATALOGUE, FATES, NO_NAMES, WORDS, Fate
from domain.assessing.case import CaseState
from domain.assessing.evidence import Polarity
from domain.errors import Missing, TooLong, Unknown
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.erasure import (
    CannotErase,
    Choice,
    Decision,
    Hindrance,
    Matter,
    Order,
    ReasonNames,
    Undecided,
)
from domain.people.naming import MASK
from domain.people.organisation import Requisites
from domain.people.person import Person
from domain.people.roster import LEAVE_OUT, Field, RosterRow, Wrong
from domain.people.roster import Fate as RowFate
from domain.period import next_quarter
from tests import prepared
from tests.db import sample

NAMED = "Стёртый кандидат № 1"
WHY = "отзыв согласия от 20.11.2026"
TEXTS = {"AutoString", "String", "Text", "Json", "Uuid", "LargeBinary", "Hash"}


@pytest.fixture
def hr(store: Store) -> int:
    one = sample.add(store, "Соколова", given="Анна", is_actor=True)
    store.act_as(one)
    return one


def order(person_id: int, **fields: object) -> Order:
    return Order(**({"person_id": person_id, "reason": WHY, "named": NAMED} | fields))  # type: ignore[arg-type]


def marks(store: Store) -> int:
    return len(store.read(lambda session: session.exec(select(models.Mark.item_id)).all()))


def everything(store: Store) -> str:
    """Return all values of all rows of the file as one text."""

    def read(session: Session) -> str:
        return "\n".join(
            repr(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            for row in session.connection().execute(table.select())
        )

    return store.read(read)


def test_every_table_is_known_to_the_erasure() -> None:
    models.load()
    tables = {table.name: table for table in SQLModel.metadata.sorted_tables}
    assert set(FATES) == set(tables)
    about = {"person", "case", "sheet", "plan"}
    for name, table in tables.items():
        if FATES[name] is Fate.NOT_PEOPLE:
            links = {key.column.table.name for key in table.foreign_keys}
            assert not links & about, f"{name} points at people"


def test_every_text_of_every_table_is_looked_through_or_holds_no_names() -> None:
    models.load()
    looked = {(getattr(models, one.table).__tablename__, one.column) for one in WORDS}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in CATALOGUE:
            continue
        known = set(NO_NAMES.get(table.name, "").split())
        for column in table.columns:
            kind = type(column.type).__name__
            if kind in {"AutoString", "String", "Text", "Json", "Uuid", "LargeBinary", "Hash"}:
                assert (table.name, column.name) in looked or column.name in known, (
                    f"{table.name}.{column.name}"
                )


def test_nothing_of_the_person_is_left_but_marks_without_a_name(store: Store, hr: int) -> None:
    who = sample.candidate(
        store,
        "Мельник",
        given="Ольга",
        patronymic="Юрьевна",
        contact="olga@example.org",
        post="наладчица",
        basis="согласие № 7",
    )
    case = sample.case(store, who)
    sheet = sample.sheet(store, case, hr, said=2, submit=False)
    store.write(sheets.comment, sheet, 1, "сказала сама-7")
    store.write(evidence.note, who, [1], "сделала сама-7", Polarity.FOR, sample.SEEN_ON, sheet_id=sheet)
    store.write(sheets.submit, sheet)
    store.write(evidence.note, who, [2], "видели в цехе-7", Polarity.AGAINST, sample.SEEN_ON)
    told = store.read(erasing.preview, who)
    assert (told.code, told.name, told.mentions) == ("C-0001", "Мельник Ольга Юрьевна", ())
    gone = {one.matter: one.records for one in told.counts if not one.kept}
    assert (gone[Matter.CARD], gone[Matter.FACTS], gone[Matter.COMMENTS]) == (1, 2, 1)
    kept = {one.matter: one.records for one in told.counts if one.kept}
    assert kept[Matter.MARKS] > 30
    erased = store.write(erasing.erase, order(who))
    assert (erased.name, erased.code, erased.reason) == ("Мельник Ольга Юрьевна", "C-0001", WHY)
    rows = everything(store)
    for word in ("Мельник", "мельник", "Ольга", "olga@", "наладчица", "согласие № 7", "сама-7", "цехе-7"):
        assert word not in rows
    found = store.check()
    assert found.problems == ()
    assert found.erased >= 1
    last = sample.last_event(store)
    assert (last.act, last.subject_id, erased.event, erased.mac) == ("erase", who, last.seq, last.mac)
    assert all(one.id != who for one in store.read(people.everybody))


def test_marks_go_where_the_policy_says_so(store: Store, hr: int) -> None:
    who = sample.candidate(store)
    sample.sheet(store, sample.case(store, who), hr, said=2)
    store.write(erasing.erase, order(who, marks_kept=False))
    assert store.read(lambda session: session.exec(select(models.Mark)).all()) == []
    assert store.checkup() == ()


def test_words_of_others_are_kept_cut_or_written_anew_as_somebody_decided(store: Store, hr: int) -> None:
    who = sample.candidate(store, "Мельник", given="Ольга")
    other = sample.candidate(store, "Лебедева")
    sheet = sample.sheet(store, sample.case(store, other), hr, said=2, submit=False)
    texts = ("Работала с Мельник", "Заменяла Мельника на смене", "Ольга хвалит", "Спросить у мельника")
    for item, text in enumerate(texts, start=1):
        store.write(sheets.comment, sheet, item, text)
    store.write(sheets.submit, sheet)
    store.write(evidence.note, other, [1], "Мельник видел это", Polarity.FOR, sample.SEEN_ON)
    told = store.read(erasing.preview, who)
    by_text = {one.text: one for one in told.mentions}
    assert set(by_text) == {*texts, "Мельник видел это"}
    assert told.undecided == 3, "a given name alone and a word without its capital may be others"
    assert by_text[texts[0]].where.endswith("· C-0002")
    with pytest.raises(Undecided) as refused:
        store.write(erasing.erase, order(who))
    assert refused.value.count == 3
    assert "Мельник" in everything(store)
    decided = {
        by_text[texts[0]].key: Decision(Choice.KEEP, texts[0]),
        by_text[texts[1]].key: Decision(Choice.REMOVE, texts[1]),
        by_text[texts[2]].key: Decision(Choice.EDIT, texts[2], "Её хвалят"),
        by_text["Мельник видел это"].key: Decision(Choice.REMOVE, "Мельник видел это"),
    }
    store.write(erasing.erase, order(who, decisions=decided))
    comments = store.read(
        lambda session: session.exec(
            select(models.MarkText.comment).order_by(col(models.MarkText.item_id))
        ).all()
    )
    assert list(comments) == [texts[0], f"Заменяла {MASK} на смене", "Её хвалят", texts[3]]
    assert store.checkup() == (), "what was rewritten is proved anew"


def test_a_note_about_another_is_found_although_the_person_has_sheets(store: Store, hr: int) -> None:
    who, other = sample.candidate(store, "Мельник"), sample.candidate(store)
    sample.sheet(store, sample.case(store, who), hr, said=2)
    store.write(evidence.note, other, [1], "Мельник видел", Polarity.FOR, sample.SEEN_ON)
    assert store.read(erasing.preview, who).undecided == 1


def test_words_that_changed_since_they_were_decided_about_need_another_decision(
    store: Store, hr: int
) -> None:
    who, other = sample.candidate(store, "Мельник"), sample.candidate(store)
    note = store.write(evidence.note, other, [1], "Мельник видел", Polarity.FOR, sample.SEEN_ON)
    (mention,) = store.read(erasing.preview, who).mentions
    store.write(evidence.change, note, [1], "Мельник не видел", Polarity.FOR, sample.SEEN_ON)
    with pytest.raises(Undecided):
        store.write(erasing.erase, order(who, decisions={mention.key: Decision(Choice.KEEP, mention.text)}))
    store.write(erasing.erase, order(who, others=Choice.REMOVE))
    assert "Мельник" not in everything(store)


def test_an_assessor_is_forgotten_and_the_sheets_stay(store: Store, hr: int) -> None:
    chief = sample.add(store, "Громов", given="Пётр", post="начальник цеха", is_actor=True)
    led = sample.add(store, "Орлов", manager_id=chief)
    cycle = sample.campaign(store, (hr, Role.HR), (chief, Role.MANAGER))
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    second = store.write(campaigns.invite, cycle, sample.candidate(store, "Зимина"))
    store.act_as(chief)
    sample.sheet(store, case, chief, Role.MANAGER, 3)
    sample.sheet(store, second, chief, Role.MANAGER, 2, submit=False)
    store.act_as(hr)
    told = store.read(erasing.preview, chief)
    assert (told.signed, told.awaited, told.managed) == (1, 1, 1)
    store.write(erasing.erase, order(chief, named="Стёртый оценщик № 1"))
    assert store.read(people.person, led).manager_id is None
    assert store.read(lambda session: len(session.exec(select(models.Sheet)).all())) == 1, "of this one"
    assert "Громов" not in everything(store)
    assert "Стёртый оценщик № 1" in everything(store)
    assert store.checkup() == ()


def test_an_assessment_under_way_ends_with_the_person(store: Store, hr: int) -> None:
    who = sample.candidate(store)
    case = sample.case(store, who)
    sample.sheet(store, case, hr, said=1, submit=False)
    assert len(store.read(erasing.preview, who).open_cases) == 1
    store.write(erasing.erase, order(who))
    state = store.read(lambda session: session.get_one(models.Case, case).state)
    assert state is CaseState.WITHDRAWN
    assert store.checkup() == ()


def test_decisions_and_plans_go_with_the_person(store: Store, hr: int) -> None:
    who, other = sample.candidate(store, "Мельник"), sample.candidate(store)
    cycle = sample.campaign(store, (hr, Role.HR))
    case, second = (store.write(campaigns.invite, cycle, one) for one in (who, other))
    for one in (case, second):
        sample.sheet(store, one, hr, Role.HR, 1)
    store.write(plans.make, case, hr, next_quarter(sample.TODAY), sample.TODAY)
    store.write(refusals.choose_another, case, "опыт Мельника мал")
    store.write(refusals.keep, case, "Мельнику откажем", sample.TODAY)
    store.write(decisions.settle, case, "K01", 0, "так решили о Мельнике")
    store.write(decisions.conclude, case, Outcome.NOT_RECOMMEND, "Мельник не подходит", on=sample.TODAY)
    store.write(decisions.conclude, second, Outcome.RECOMMEND, "сильнее Мельника", on=sample.TODAY)
    told = store.read(erasing.preview, who)
    gone = {one.matter: one.records for one in told.counts if not one.kept}
    assert (gone[Matter.DECISIONS], gone[Matter.PLANS], gone[Matter.CALCULATIONS]) == (3, 1, 1)
    assert [one.text for one in told.mentions] == ["сильнее Мельника"]
    store.write(erasing.erase, order(who, others=Choice.REMOVE))
    rows = everything(store)
    assert "Мельник" not in rows
    assert f"сильнее {MASK}" in rows
    assert store.checkup() == ()


def test_who_works_with_the_file_or_is_the_last_to_do_so_is_not_erased(store: Store, hr: int) -> None:
    with pytest.raises(CannotErase) as refused:
        store.write(erasing.erase, order(hr))
    assert refused.value.why is Hindrance.AT_WORK
    sample.candidate(store)
    store.act_as(None)
    with pytest.raises(CannotErase) as refused:
        store.write(erasing.erase, order(hr))
    assert refused.value.why is Hindrance.LAST


def test_the_last_person_of_a_file_can_be_erased(store: Store) -> None:
    who = sample.candidate(store)
    store.write(erasing.erase, order(who))
    assert store.read(people.everybody) == ()
    assert store.checkup() == ()


def test_who_was_erased_in_another_window_is_not_erased_again(store: Store, hr: int) -> None:
    who = sample.candidate(store)
    store.write(erasing.erase, order(who))
    with pytest.raises(CannotErase) as refused:
        store.write(erasing.erase, order(who))
    assert refused.value.why is Hindrance.ERASED
    with pytest.raises(Unknown):
        store.read(erasing.preview, 999)


def test_both_cards_of_a_merged_person_go_together(store: Store, hr: int) -> None:
    kept = sample.candidate(store, "Мельник")
    double = sample.candidate(store, "Озерова", contact="+7 900 000-00-00")
    other = sample.candidate(store)
    store.write(evidence.note, other, [1], "С Озеровой не спорит", Polarity.FOR, sample.SEEN_ON)
    store.write(merging.merge, kept, double)
    told = store.read(erasing.preview, double)
    assert (told.person_id, told.cards) == (kept, 2)
    assert [one.text for one in told.mentions] == ["С Озеровой не спорит"]
    store.write(erasing.erase, order(double, others=Choice.REMOVE))
    rows = everything(store)
    assert "Озеров" not in rows
    assert "Мельник" not in rows
    assert len(store.read(erasing.ledger)) == 2
    assert store.checkup() == ()


def test_the_reason_stays_in_the_file_and_names_nobody(store: Store, hr: int) -> None:
    who = sample.candidate(store, "Мельник")
    for reason, error in (("", Missing), ("ш" * 301, TooLong), ("просьба Мельника", ReasonNames)):
        with pytest.raises(error):
            store.write(erasing.erase, order(who, reason=reason))
    assert "Мельник" in everything(store)


def test_a_paper_that_cannot_be_saved_keeps_the_person(store: Store, hr: int) -> None:
    who = sample.candidate(store, "Мельник")

    def fail(_erased: object) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        store.write(erasing.erase, order(who), fail)
    assert "Мельник" in everything(store)
    assert store.read(erasing.ledger) == ()


def test_a_code_that_somebody_typed_goes_too(store: Store, hr: int) -> None:
    who = sample.candidate(store, code="МЕЛЬНИК-ОЮ")
    store.write(erasing.erase, order(who))
    assert store.read(lambda session: session.get_one(models.Person, who).code) != "МЕЛЬНИК-ОЮ"
    assert store.checkup() == ()


def test_the_ledger_wins_over_a_copy_that_still_has_the_person(store: Store, hr: int, path: Path) -> None:
    who = sample.candidate(store, "Мельник")
    sample.sheet(store, sample.case(store, who), hr, said=2)
    uid = store.read(people.person, who).uid
    lines = (erasing.LedgerLine(uid, WHY, sample.Clock()()),)
    assert store.write(erasing.replay, lines, lambda number: f"Стёртый № {number}") == ("C-0001",)
    assert "Мельник" not in everything(store)
    assert store.write(erasing.replay, lines, str) == ()
    assert store.checkup() == ()
    assert [one.uid for one in store.read(erasing.ledger)] == [uid]


def test_marks_kept_without_a_name_go_when_a_stricter_erasure_of_the_same_person_comes(
    store: Store, hr: int
) -> None:
    who = sample.candidate(store, "Мельник")
    sample.sheet(store, sample.case(store, who), hr, said=2)
    uid = store.read(people.person, who).uid
    store.write(erasing.erase, order(who, marks_kept=True))
    milder, stricter = (
        erasing.LedgerLine(uid, WHY, sample.Clock()(), marks_kept=kept) for kept in (True, False)
    )
    assert store.write(erasing.replay, (milder,), str) == ()
    assert marks(store) == 71
    assert store.write(erasing.replay, (stricter,), str) == ("C-0001",)
    assert marks(store) == 0
    assert store.checkup() == ()
    assert [one.marks_kept for one in store.read(erasing.ledger)] == [False]
    assert store.write(erasing.replay, (stricter, milder), str) == ()


def test_a_stricter_erasure_of_one_card_takes_the_marks_of_all_cards_of_that_person(
    store: Store, hr: int
) -> None:
    one, two = (sample.candidate(store, "Мельник") for _ in range(2))
    for who in one, two:
        sample.sheet(store, sample.case(store, who), hr, said=2)
    gone = store.read(people.person, two).uid
    store.write(merging.merge, one, two)
    store.write(erasing.erase, order(one, marks_kept=True))
    line = erasing.LedgerLine(gone, WHY, sample.Clock()())
    assert [told.marks_kept for told in store.read(erasing.joined, (line,))] == [False, False]
    assert [told.marks_kept for told in store.read(erasing.ledger)] == [True, True]
    store.write(erasing.replay, (line,), str)
    assert marks(store) == 0
    assert [told.marks_kept for told in store.read(erasing.ledger)] == [False, False]
    assert store.checkup() == ()


def test_the_ledger_wins_over_a_copy_of_when_nobody_else_worked_with_the_file(store: Store, hr: int) -> None:
    sample.candidate(store)
    with pytest.raises(CannotErase):
        store.write(erasing.erase, order(hr))
    store.act_as(None)
    with pytest.raises(CannotErase):
        store.write(erasing.erase, order(hr))
    lines = (erasing.LedgerLine(store.read(people.person, hr).uid, WHY, sample.Clock()()),)
    assert store.write(erasing.replay, lines, lambda number: f"Стёртый № {number}") == ("E-0001",)
    assert "Соколова" not in everything(store)
    assert store.checkup() == ()


def test_of_words_that_may_not_be_read_only_the_name_is_shown(store: Store, hr: int) -> None:
    who, case = sample.candidate(store, "Мельник"), sample.case(store, sample.candidate(store, "Лебедева"))
    store.act_as(None)
    sheet = sample.sheet(store, case, sample.add(store, "Белов"), Role.PEER, 1, submit=False)
    store.write(sheets.comment, sheet, sample.item(store, "K01"), "просила Мельник о помощи")
    (mention,) = store.read(erasing.preview, who).mentions
    assert mention.hidden, "not all handed in"
    store.write(sheets.submit, sheet)
    (mention,) = store.read(erasing.preview, who).mentions
    assert mention.hidden, "a single colleague"
    assert (mention.shown(), mention.shown(removed=True)) == ("… Мельник …", f"… {MASK} …")
    assert not mention.editable
    for name in ("Орлов", "Ким"):
        sample.sheet(store, case, sample.add(store, name), Role.PEER, 1)
    (mention,) = store.read(erasing.preview, who).mentions
    assert (mention.hidden, mention.shown()) == (False, "просила Мельник о помощи")


def test_an_edited_text_that_is_left_empty_still_tells_that_there_was_one(store: Store, hr: int) -> None:
    who = sample.candidate(store, "Мельник")
    other = sample.candidate(store, "Лебедева")
    today = store.read(models.types.today)
    store.write(evidence.note, other, [1], "сменяла Мельник", Polarity.FOR, today)
    (mention,) = store.read(erasing.preview, who).mentions
    decision = Decision(Choice.EDIT, mention.text, "  ")
    store.write(erasing.erase, order(who, decisions={mention.key: decision}))
    assert store.read(lambda session: session.exec(select(models.Evidence.text)).all()) == [MASK]
    assert store.checkup() == ()


def test_who_draws_up_documents_is_forgotten_and_the_other_requisites_stay(store: Store, hr: int) -> None:
    who = sample.add(store, "Мельник", personnel_no="300:00")
    asked = Requisites(unit="Смена А", executor="Мельник О. П.", phone="300:00", coded=True)
    store.write(requisites.keep, "order-model", asked)
    (mention,) = store.read(erasing.preview, who).mentions
    assert "{" not in mention.text
    assert not mention.editable, "whoever edits words must not have to write a setting"
    store.write(erasing.erase, order(who, others=Choice.REMOVE))
    left = store.read(requisites.entered)["order-model"]
    assert (left.unit, left.coded, left.phone) == ("Смена А", True, MASK)
    assert "Мельник" not in left.executor
    assert store.checkup() == ()


def test_a_line_of_the_ledger_without_an_event_is_damage(store: Store, hr: int) -> None:
    who = sample.candidate(store)

    def forge(session: Session) -> None:
        uid = session.get_one(models.Person, who).uid
        session.add(models.Erasure(person_uid=uid, reason="r", at=sample.Clock()()))
        session.info["unjournaled"] = True

    store.write(forge)
    assert [one.record for one in store.checkup()] == [Record.ERASURE]


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(prepared.demo(tmp_path / "d.merilo"))
    yield opened
    opened.close()


def test_everybody_of_the_example_can_be_erased(example: Store) -> None:
    everyone = example.read(people.everybody)
    keeper = next(one for one in everyone if one.is_actor)
    example.act_as(keeper.id)
    for number, one in enumerate(everyone, start=1):
        if one.id != keeper.id:
            named = f"Стёртый № {number}"
            example.write(erasing.erase, Order(one.id, WHY, named, number % 2 == 0, others=Choice.REMOVE))
    rows = everything(example)
    for one in everyone:
        if one.id != keeper.id:
            assert one.full_name not in rows
    assert example.checkup() == ()
    assert [one.id for one in example.read(people.everybody)] == [keeper.id]


def test_a_list_with_the_code_of_who_was_erased_does_not_bring_the_person_back(store: Store, hr: int) -> None:
    who = sample.candidate(store, "Мельник", given="Ольга")
    code = store.read(people.person, who).code
    store.write(erasing.erase, order(who))
    told = Person(surname="Мельник", given="Ольга", code=code)
    row = RosterRow(2, told, frozenset({Field.SURNAME, Field.GIVEN, Field.CODE}), cells={Field.CODE: "C2"})
    entry = store.read(rosters.prepared, [row], {}).entries[0]
    assert entry.fate is RowFate.WRONG
    assert [one.why for one in entry.problems] == [Wrong.ERASED]
    assert store.read(rosters.prepared, [row], {2: LEAVE_OUT}).entries[0].fate is RowFate.LEFT_OUT


def test_what_an_exchange_brings_about_erased_people_is_known_by_their_identity(
    store: Store, hr: int
) -> None:
    who, other = sample.candidate(store, "Мельник"), sample.candidate(store, "Лебедева")
    uids = [store.read(people.person, one).uid for one in (who, other)]
    before = store.read(models.types.now)
    assert store.read(erasing.gone, uids) == {}
    store.write(erasing.erase, order(who))
    (line,) = store.read(erasing.gone, [*uids, "6e0e3c52-0000-4000-8000-000000000000"]).values()
    assert (line.uid, line.reason) == (uids[0], WHY)
    assert store.read(erasing.erased_since, before - timedelta(seconds=1)) == 1
    assert store.read(erasing.erased_since, line.at) == 0
