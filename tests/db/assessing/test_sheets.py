"""Sheets take marks and words, are handed in, and are corrected by a next revision."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import assessments, cases, cycles, people
from db.assessing.sheet import open_drafts, sheets
from db.file.store import Store
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity, Told
from domain.assessing.sheet import Sheet, SheetOrigin, SheetState
from domain.errors import (
    Closed,
    NeedsReason,
    NotSubmitted,
    NotYours,
    OffScale,
    Submitted,
    TooLong,
    Unknown,
)
from domain.mark import Mark, Overtaken, Role, Seen, State
from domain.sheet_kinds import Origin
from tests.db import sample
from tests.db.conftest import ByClock


@pytest.fixture
def hr(store: Store) -> int:
    return sample.add(store, "Соколова", given="Анна")


@pytest.fixture
def case(store: Store, hr: int) -> int:
    return sample.case(store, sample.candidate(store))


@pytest.fixture
def draft(store: Store, case: int, hr: int) -> int:
    return sample.sheet(store, case, hr, submit=False)


def read(store: Store, sheet_id: int, viewer: int | None = 1) -> Sheet:
    return store.read(sheets.sheet, sheet_id, viewer)


def journal(store: Store) -> list[tuple[str, str, dict[str, Any]]]:
    def told(session: Session) -> list[tuple[str, str, dict[str, Any]]]:
        rows = session.exec(select(models.Journal).order_by(col(models.Journal.seq)))
        return [(row.act, row.subject_kind, row.data) for row in rows]

    return store.read(told)


# Opening


def test_a_new_sheet_holds_every_item_without_a_mark(store: Store, case: int, draft: int) -> None:
    sheet = read(store, draft)
    assert (sheet.state, sheet.revision, sheet.role) == (SheetState.DRAFT, 1, Role.HR)
    assert [row.item.code for row in sheet.rows] == [item.code for item in sample.framework(store).items]
    assert len(sheet.unmarked) == 71
    assert (sheet.person.full_name, sheet.assessor.full_name) == ("Лебедева", "Соколова Анна")
    assert sheet.case_id == case and sheet.submitted_at is None
    assert sum(row.critical for row in sheet.rows) == 11


def test_opening_a_draft_twice_gives_the_same_sheet(store: Store, case: int, hr: int, draft: int) -> None:
    before = journal(store)
    assert store.write(sheets.open_sheet, case, hr, Role.HR) == draft
    assert journal(store) == before


def test_paper_is_told_from_the_screen(store: Store, case: int, hr: int) -> None:
    sheet_id = store.write(sheets.open_sheet, case, hr, Role.HR, SheetOrigin.PAPER)
    assert store.read(lambda session: session.get_one(models.Sheet, sheet_id).origin) is SheetOrigin.PAPER


def test_who_has_handed_in_corrects_and_does_not_begin_anew(store: Store, case: int, hr: int) -> None:
    sample.sheet(store, case, hr, said=2)
    with pytest.raises(Submitted):
        store.write(sheets.open_sheet, case, hr, Role.HR)


def test_a_sheet_of_nothing_or_of_nobody_is_unknown(store: Store, case: int, hr: int) -> None:
    for ids in ((99, hr), (case, 99)):
        with pytest.raises(Unknown):
            store.write(sheets.open_sheet, *ids, Role.HR)
    with pytest.raises(Unknown):
        read(store, 99)
    for act in (sheets.submit, sheets.drafts_of):
        with pytest.raises(Unknown):
            store.write(act, 99)
    with pytest.raises(Unknown):
        store.write(sheets.rate, 99, 1, None)
    with pytest.raises(Unknown):
        store.write(sheets.revise, 99, "описка")


def test_a_closed_case_takes_nothing_more(store: Store, hr: int) -> None:
    cycle = sample.cycle(store)
    case = sample.case(store, sample.candidate(store), cycle)
    done = sample.sheet(store, case, hr, said=2)
    other = sample.add(store, "Громов")
    out = sample.sheet(store, case, other, submit=False)
    store.write(cycles.close_cycle, cycle, "не дождались")
    with pytest.raises(Closed):
        store.write(sheets.revise, done, "описка")
    with pytest.raises(Closed):
        store.write(sheets.open_sheet, case, other, Role.HR)
    for act in (
        lambda: store.write(sheets.comment, out, 1, "поздно"),
        lambda: store.write(sheets.enter, out, {}),
        lambda: store.write(sheets.submit, out),
        lambda: store.write(sheets.keep_draft, out, 1, "comment", "п"),
    ):
        with pytest.raises(Closed):
            act()
    assert store.read(open_drafts.open_drafts, other) == ()
    assert store.read(cases.cases_in, "2026-H-001")[0].draft_of(other) is None


# Rating


def test_a_mark_is_given_changed_and_taken_back(store: Store, draft: int) -> None:
    k01 = sample.item(store, "K01")
    for mark, origin in (
        (Mark.rated(0), Origin.TYPED),
        (Mark(State.RECUSED), Origin.TYPED),
        (Mark.rated(4), Origin.TWIN),
        (Mark.rated(4), Origin.TYPED),
    ):
        store.write(sheets.rate, draft, k01, mark, origin)
        row = next(row for row in read(store, draft).rows if row.item.id == k01)
        assert (row.mark, row.origin) == (mark, origin)
        assert row.rated_at is not None
    store.write(sheets.rate, draft, k01, None)
    assert len(read(store, draft).unmarked) == 71


def test_each_mark_is_one_event_with_the_level_and_no_words(store: Store, draft: int) -> None:
    store.write(sheets.rate, draft, 1, Mark.rated(3))
    store.write(sheets.rate, draft, 1, Mark(State.NOT_ASKED))
    store.write(sheets.comment, draft, 1, "тайное слово")
    store.write(sheets.rate, draft, 1, None)
    told = journal(store)[-4:]
    assert [act for act, _, _ in told] == ["rate", "rate", "comment", "rate"]
    assert told[0][2] == {"item": 1, "state": "rated", "level": 3}
    assert told[3][2] == {"item": 1, "state": None, "level": None}
    assert "тайное" not in str(told)


def test_the_same_mark_again_is_no_event(store: Store, draft: int) -> None:
    store.write(sheets.rate, draft, 1, Mark.rated(3))
    before = journal(store)
    store.write(sheets.rate, draft, 1, Mark.rated(3))
    store.write(sheets.rate, draft, 2, None)
    assert journal(store) == before


def test_a_level_off_the_scale_is_refused(store: Store, draft: int) -> None:
    for level in (5, -1, True, 2.0):
        with pytest.raises(OffScale):
            store.write(sheets.rate, draft, 1, Mark(State.RATED, level))  # pyright: ignore[reportArgumentType]
        with pytest.raises(OffScale):
            store.write(sheets.enter, draft, {1: (Mark(State.RATED, level), "")})  # pyright: ignore[reportArgumentType]
    assert len(read(store, draft).unmarked) == 71


def test_an_item_of_another_framework_is_unknown(store: Store, draft: int) -> None:
    with pytest.raises(Unknown):
        store.write(sheets.rate, draft, 999, Mark.rated(1))
    with pytest.raises(Unknown):
        store.write(sheets.enter, draft, {1: (Mark.rated(1), ""), 999: (Mark.rated(1), "")})
    assert len(read(store, draft).unmarked) == 71


def test_only_the_assessor_writes_once_somebody_is_named_as_at_work(
    store: Store, hr: int, draft: int
) -> None:
    store.write(sheets.keep_draft, draft, 1, "comment", "полов")
    store.act_as(sample.add(store, "Громов"))
    for act in (
        lambda: store.write(sheets.rate, draft, 1, Mark.rated(1)),
        lambda: store.write(sheets.comment, draft, 1, "чужое"),
        lambda: store.write(sheets.enter, draft, {1: (Mark.rated(1), "")}),
        lambda: store.write(sheets.submit, draft),
        lambda: store.write(sheets.keep_draft, draft, 1, "comment", "чужое"),
        lambda: store.read(sheets.drafts_of, draft),
    ):
        with pytest.raises(NotYours):
            act()
    store.act_as(hr)
    store.write(sheets.rate, draft, 1, Mark.rated(1))
    store.write(sheets.submit, draft)
    store.act_as(hr + 1)
    with pytest.raises(NotYours):
        store.write(sheets.revise, draft, "описка")


@pytest.mark.of_the_file("counted by SQLite's driver")
def test_a_key_press_takes_three_statements(store: Store, draft: int) -> None:
    store.write(sheets.rate, draft, 1, Mark.rated(1))
    for item, mark, verb in ((2, Mark.rated(1), "INSERT"), (1, Mark.rated(2), "INSERT"), (1, None, "DELETE")):
        with sample.all_statements(store) as asked:
            store.write(sheets.rate, draft, item, mark)
        verbs = [one.split()[0] for one in asked]
        assert verbs == ["SELECT", verb, "INSERT"], "the last of them is the event"


def test_opening_a_sheet_takes_four_statements_however_many_people_there_are(
    store: Store, hr: int, draft: int
) -> None:
    read(store, draft)
    assert sample.count(store, sheets.sheet, draft, hr) == 4
    for n in range(30):
        sample.candidate(store, f"Кандидат {n}")
    sample.sheet(store, sample.case(store, 20), hr, said=2)
    told = {n: Told("видела сама", Polarity.FOR, sample.SEEN_ON) for n in range(1, 72)}
    store.write(sheets.enter, draft, {n: (Mark.rated(2), "слово") for n in range(1, 72)}, told)
    assert sample.count(store, sheets.sheet, draft, hr) == 4


# Words


def test_words_are_kept_beside_the_mark_clean_and_whole(store: Store, draft: int) -> None:
    said = " =1+1 <img src=x> 😀\r\nвторая строка\x00\u202e "
    store.write(sheets.comment, draft, 1, said)
    row = next(row for row in read(store, draft).rows if row.item.id == 1)
    assert row.comment == "=1+1 <img src=x> 😀\nвторая строка"
    store.write(sheets.comment, draft, 1, "иначе")
    store.write(sheets.comment, draft, 2, " ")
    store.write(sheets.comment, draft, 1, "")
    assert all(not row.comment for row in read(store, draft).rows)


def test_ten_thousand_characters_are_refused_and_nothing_is_lost(store: Store, draft: int) -> None:
    store.write(sheets.comment, draft, 1, "что было")
    store.write(sheets.keep_draft, draft, 1, "comment", "д" * 10_000)
    with pytest.raises(TooLong) as refused:
        store.write(sheets.comment, draft, 1, "д" * 10_000)
    assert (refused.value.field, refused.value.length, refused.value.limit) == ("comment", 10_000, 5_000)
    assert next(row for row in read(store, draft).rows if row.item.id == 1).comment == "что было"
    assert store.read(sheets.drafts_of, draft) == {(1, "comment"): "д" * 10_000}
    store.write(sheets.comment, draft, 1, "д" * 5_000)
    assert store.read(sheets.drafts_of, draft) == {}


def test_half_typed_words_are_kept_without_an_event_until_they_are_said(store: Store, draft: int) -> None:
    before = journal(store)
    for text in ("п", "пол", "полов\ud800ина"):
        store.write(sheets.keep_draft, draft, 3, "comment", text)
    store.write(sheets.keep_draft, draft, 2, "comment", "начало")
    assert list(store.read(sheets.drafts_of, draft).items()) == [
        ((2, "comment"), "начало"),
        ((3, "comment"), "половина"),
    ]
    store.write(sheets.keep_draft, draft, 2, "comment", "")
    store.write(sheets.keep_draft, draft, 1, "comment", "")
    assert journal(store) == before
    store.write(sheets.comment, draft, 3, "половина и целое")
    assert store.read(sheets.drafts_of, draft) == {}
    store.write(sheets.keep_draft, draft, 3, "comment", "")
    assert store.read(sheets.drafts_of, draft) == {(3, "comment"): ""}
    store.write(sheets.keep_draft, draft, 3, "comment", "половина и целое")
    assert store.read(sheets.drafts_of, draft) == {}


def test_a_whole_paper_sheet_is_entered_in_one_act(store: Store, draft: int) -> None:
    store.write(sheets.rate, draft, 1, Mark.rated(1))
    store.write(sheets.comment, draft, 2, "старое")
    before = len(journal(store))
    store.write(sheets.enter, draft, {1: (Mark.rated(4), "видел"), 2: (None, ""), 3: (Mark.rated(0), "")})
    assert len(journal(store)) == before + 1
    rows = {row.item.id: (row.mark, row.comment) for row in read(store, draft).rows}
    assert rows[1] == (Mark.rated(4), "видел")
    assert rows[2] == (None, "")
    assert rows[3] == (Mark.rated(0), "")


# Handing in


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(CycleKind.HIRING, State.NOT_ASKED), (CycleKind.QUARTERLY, State.NOT_OBSERVED)],
)
def test_handing_in_writes_the_reason_for_every_unmarked_item(
    store: Store, hr: int, kind: CycleKind, reason: State
) -> None:
    case = sample.case(store, sample.candidate(store), sample.cycle(store, kind))
    sheet_id = sample.sheet(store, case, hr, said={"K01": 3, "S01": State.NOT_APPLICABLE}, submit=False)
    store.write(sheets.keep_draft, sheet_id, 5, "comment", "недописанное")
    assert store.write(sheets.submit, sheet_id) == 69
    sheet = read(store, sheet_id)
    assert sheet.state is SheetState.SUBMITTED and sheet.submitted_at is not None
    assert {row.mark for row in sheet.rows if row.origin is Origin.SUBMIT} == {Mark(reason)}
    assert sum(row.origin is Origin.TYPED for row in sheet.rows) == 2
    assert not sheet.unmarked
    assert store.read(sheets.drafts_of, sheet_id) == {}


def test_what_lies_outside_of_the_scope_stays_without_a_mark(store: Store, hr: int) -> None:
    cycle = sample.cycle(store, question_set_id=sample.set_id(store, "screening"))
    sheet_id = sample.sheet(store, sample.case(store, sample.candidate(store), cycle), hr)
    sheet = read(store, sheet_id)
    assert len(sheet.scope) < 71
    assert all(row.mark is None for row in sheet.rows if not row.in_scope)


def test_a_submitted_sheet_is_read_only(store: Store, case: int, hr: int) -> None:
    sheet_id = sample.sheet(store, case, hr, said=2)
    for act in (
        lambda: store.write(sheets.rate, sheet_id, 1, None),
        lambda: store.write(sheets.comment, sheet_id, 1, "поздно"),
        lambda: store.write(sheets.enter, sheet_id, {}),
        lambda: store.write(sheets.keep_draft, sheet_id, 1, "comment", "п"),
        lambda: store.write(sheets.submit, sheet_id),
    ):
        with pytest.raises(Submitted):
            act()


def test_the_hash_is_over_the_marks_and_not_over_the_words(store: Store, draft: int) -> None:
    def digest(sheet_id: int) -> str | None:
        return store.read(lambda session: session.get_one(models.Sheet, sheet_id).content_hash)

    assert digest(draft) is None
    store.write(sheets.submit, draft)
    second = store.write(sheets.revise, draft, "описка")
    store.write(sheets.comment, second, 1, "слова")
    store.write(sheets.submit, second)
    assert len({digest(draft), digest(second)}) == 2
    assert len(digest(draft) or "") == 64


# Correcting


def test_a_correction_begins_with_the_marks_and_words_of_the_sheet(store: Store, draft: int) -> None:
    store.write(sheets.rate, draft, 1, Mark.rated(1))
    store.write(sheets.comment, draft, 1, "видел")
    store.write(sheets.submit, draft)
    before = read(store, draft)
    second = store.write(sheets.revise, draft, " перепутал людей ")
    sheet = read(store, second)
    assert (sheet.revision, sheet.state) == (2, SheetState.DRAFT)
    assert sheet.rows == before.rows
    store.write(sheets.rate, second, 1, Mark.rated(4))
    store.write(sheets.submit, second)
    assert read(store, draft) == before
    third = store.write(sheets.revise, draft, "и снова")
    first_row = next(row for row in read(store, third).rows if row.item.id == 1)
    assert (read(store, third).revision, first_row.mark) == (3, Mark.rated(4))


def test_a_correction_under_way_is_gone_on_with(store: Store, case: int, hr: int, draft: int) -> None:
    store.write(sheets.submit, draft)
    second = store.write(sheets.revise, draft, "описка")
    assert store.write(sheets.revise, draft, "другая описка") == second
    assert store.write(sheets.open_sheet, case, hr, Role.HR) == second


def test_a_correction_needs_a_reason_and_a_submitted_sheet(store: Store, draft: int) -> None:
    with pytest.raises(NotSubmitted):
        store.write(sheets.revise, draft, "описка")
    store.write(sheets.submit, draft)
    with pytest.raises(NeedsReason):
        store.write(sheets.revise, draft, " \u202e ")
    with pytest.raises(TooLong):
        store.write(sheets.revise, draft, "п" * 5001)


# Drafts of mine


def test_drafts_stand_last_touched_first(by_clock: ByClock) -> None:
    store = by_clock(sample.Clock())
    hr = sample.add(store, "Соколова", is_actor=True)
    first, second, third = (
        sample.sheet(store, sample.case(store, sample.candidate(store, name)), hr, submit=False)
        for name in ("Белова", "Волков", "Жуков")
    )
    sample.sheet(store, sample.case(store, sample.candidate(store)), hr, said=2)
    store.write(sheets.rate, first, 1, Mark.rated(1))
    found = store.read(open_drafts.open_drafts, hr)
    assert [one.sheet_id for one in found] == [first, third, second]
    store.write(sheets.keep_draft, second, 1, "comment", "полов")
    assert [one.name for one in store.read(open_drafts.open_drafts, hr)] == [
        "Волков",
        "Белова",
        "Жуков",
    ]


def test_whoever_has_no_draft_has_none(store: Store, case: int, hr: int) -> None:
    sample.sheet(store, case, sample.add(store, "Громов"), submit=False)
    assert store.read(open_drafts.open_drafts, hr) == ()


# Beginning in one act


def test_a_candidate_is_begun_with_in_a_hiring_cycle_in_one_event(store: Store, hr: int) -> None:
    person = sample.candidate(store, post="менеджер")
    before = len(journal(store))
    sheet_id = store.write(assessments.start, person, hr, Role.HR, None, None, sample.TODAY)
    assert len(journal(store)) == before + 1
    sheet = read(store, sheet_id)
    assert (sheet.cycle.kind, sheet.cycle.title) == (CycleKind.HIRING, "менеджер")
    assert sheet.cycle.starts_on == sample.TODAY
    assert len(sheet.scope) == 71


def test_an_employee_is_begun_with_ad_hoc_on_the_chosen_set(store: Store, hr: int) -> None:
    chosen = sample.set_id(store, "screening")
    sheet_id = store.write(assessments.start, sample.add(store, "Фомина"), hr, Role.MANAGER, 2, chosen)
    sheet = read(store, sheet_id)
    assert sheet.cycle.kind is CycleKind.AD_HOC
    assert len(sheet.scope) < 71


def test_beginning_again_goes_on_with_my_draft(store: Store, hr: int) -> None:
    person = sample.candidate(store)
    first = store.write(assessments.start, person, hr, Role.HR)
    before = journal(store)
    assert store.write(assessments.start, person, hr, Role.HR, 1) == first
    assert journal(store) == before
    assert len(store.read(people.card, person, hr, sample.TODAY).cases) == 1


def test_a_second_assessor_joins_the_case_of_the_candidate_even_after_the_first_is_in(
    store: Store, hr: int
) -> None:
    person, boss = sample.candidate(store), sample.add(store, "Громов")
    first = store.write(assessments.start, person, hr, Role.HR)
    store.write(sheets.submit, first)
    second = store.write(assessments.start, person, boss, Role.MANAGER)
    assert read(store, second, boss).case_id == read(store, first).case_id
    store.write(sheets.submit, second)
    third = store.write(assessments.start, person, boss, Role.MANAGER)
    assert read(store, third, boss).case_id != read(store, first).case_id


def test_another_profile_is_another_case(store: Store, hr: int) -> None:
    person, boss = sample.candidate(store), sample.add(store, "Громов")
    first = store.write(assessments.start, person, hr, Role.HR, 1)
    second = store.write(assessments.start, person, boss, Role.MANAGER, 2)
    assert read(store, second, boss).case_id != read(store, first).case_id


def test_an_ad_hoc_assessment_that_is_complete_is_over(store: Store, hr: int) -> None:
    person, boss, peer = sample.add(store, "Фомина"), sample.add(store, "Громов"), sample.add(store, "Орлов")
    first = store.write(assessments.start, person, hr, Role.HR)
    joined = store.write(assessments.start, person, boss, Role.MANAGER)
    assert read(store, joined, boss).case_id == read(store, first).case_id
    store.write(sheets.submit, first)
    store.write(sheets.submit, joined)
    later = store.write(assessments.start, person, peer, Role.PEER)
    assert read(store, later, peer).case_id != read(store, first).case_id


def test_an_employee_in_a_running_campaign_is_rated_there(store: Store, hr: int) -> None:
    person = sample.add(store, "Фомина")
    case = sample.case(store, person, sample.cycle(store, CycleKind.QUARTERLY))
    sample.sheet(store, sample.case(store, person), sample.add(store, "Громов"), submit=False)
    sheet_id = store.write(assessments.start, person, hr, Role.MANAGER)
    assert read(store, sheet_id).case_id == case


def test_nobody_is_begun_with(store: Store, hr: int) -> None:
    with pytest.raises(Unknown):
        store.write(assessments.start, 99, hr, Role.HR)
    with pytest.raises(Unknown):
        store.write(assessments.start, hr, 99, Role.HR)
    assert store.read(cycles.cycles) == ()


@pytest.mark.of_the_file("counted by SQLite's driver")
def test_to_compare_a_mark_with_what_was_seen_asks_no_statement_more(store: Store, hr: int) -> None:
    sheet_id = store.write(assessments.start, sample.candidate(store), hr, Role.HR)
    item = store.read(sheets.sheet, sheet_id, hr).rows[0].item.id
    store.write(sheets.rate, sheet_id, item, Mark.rated(1))
    with sample.all_statements(store) as without:
        store.write(sheets.rate, sheet_id, item, Mark.rated(2))
    with sample.all_statements(store) as compared:
        store.write(sheets.rate, sheet_id, item, Mark.rated(3), Origin.TYPED, Seen(Mark.rated(2)))
    assert len(compared) == len(without) == 3
    with pytest.raises(Overtaken) as kept:
        store.write(sheets.rate, sheet_id, item, Mark.rated(4), Origin.TYPED, Seen(None))
    assert kept.value.there == Mark.rated(3)
