"""Nobody sees the marks, words or levels of others before the own sheet and all others are in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from db import models
from db.assessing import cases, people
from db.assessing.facts import evidence
from db.assessing.progress import lines_where
from db.assessing.sheet import open_drafts, sheets
from db.development import plans
from db.file.store import Store
from db.hiring import campaigns
from db.models import types
from db.people import newest
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.errors import KeptApart, NothingSubmitted, NotYours, StillBlind
from domain.mark import Mark, Role
from domain.period import next_quarter
from tests.db import sample

ON = sample.TODAY
PERIOD = next_quarter(ON)
SECRET = "о чём никто не знает"


class Interview:
    """One candidate with two assessors: HR is in, the manager has a draft."""

    def __init__(self, store: Store) -> None:
        self.hr = sample.add(store, "Соколова", given="Анна")
        self.manager = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич")
        self.stranger = sample.add(store, "Орлов")
        self.person = sample.candidate(store)
        self.case = sample.case(store, self.person)
        self.hers = sample.sheet(store, self.case, self.hr, Role.HR, 1, submit=False)
        store.write(sheets.comment, self.hers, 1, SECRET)
        told = [1], SECRET, Polarity.AGAINST, sample.SEEN_ON
        self.fact = store.write(evidence.note, self.person, *told, sheet_id=self.hers)
        store.write(sheets.submit, self.hers)
        self.his = sample.sheet(store, self.case, self.manager, Role.MANAGER, {"K01": 4}, submit=False)


@pytest.fixture
def interview(store: Store) -> Interview:
    return Interview(store)


# Every read that could show what somebody said, with a viewer.
READS: dict[str, Callable[[Session, Interview, int | None], object]] = {
    "sheet": lambda session, at, viewer: sheets.sheet(session, at.hers, viewer),
    "facts": lambda session, at, viewer: evidence.beside(session, at.hers, viewer),
    "result": lambda session, at, viewer: cases.result(session, at.case, viewer, ON),
    "plan": lambda session, at, viewer: plans.for_case(session, at.case, viewer, PERIOD, ON),
    "kept plan": lambda session, at, viewer: plans.make(session, at.case, viewer, PERIOD, ON),
}


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize("who", ["manager", "stranger", "nobody"])
def test_while_a_sheet_is_out_others_see_nothing(
    store: Store, interview: Interview, what: str, who: str
) -> None:
    viewer: int | None = getattr(interview, who, None)
    with pytest.raises((NotYours, StillBlind)):
        store.write(READS[what], interview, viewer)


@pytest.mark.parametrize("what", ["result", "plan", "kept plan"])
def test_who_is_in_already_sees_no_result_before_the_others_are(
    store: Store, interview: Interview, what: str
) -> None:
    with pytest.raises(StillBlind) as blind:
        store.write(READS[what], interview, interview.hr)
    assert blind.value.waiting == ("Громов Максим Сергеевич",)


def test_the_own_sheet_is_always_seen(store: Store, interview: Interview) -> None:
    assert store.read(sheets.sheet, interview.hers, interview.hr).rows[0].comment == SECRET
    mine = store.read(sheets.sheet, interview.his, interview.manager)
    assert sum(row.mark is not None for row in mine.rows) == 1


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize("who", ["hr", "manager", "stranger", "nobody"])
def test_once_all_are_in_everything_is_seen(store: Store, interview: Interview, what: str, who: str) -> None:
    store.write(sheets.submit, interview.his)
    assert store.write(READS[what], interview, getattr(interview, who, None))


def test_progress_is_no_mark_and_seen_by_all(store: Store, interview: Interview) -> None:
    card = store.read(people.card, interview.person, interview.stranger, ON)
    told = {line.assessor_id: (line.marked, line.in_scope) for line in card.cases[0].sheets}
    assert told == {interview.hr: (71, 71), interview.manager: (1, 71)}


def test_lists_hold_neither_marks_nor_words(store: Store, interview: Interview) -> None:
    shown = repr(
        (
            store.read(people.people, interview.manager),
            store.read(people.card, interview.person, interview.manager, ON),
            store.read(open_drafts.open_drafts, interview.manager),
            store.read(cases.cases_in, "2026-H-001"),
        )
    )
    assert SECRET not in shown
    assert "Mark(state=" not in shown and "'rated'" not in shown
    assert "Mark(state=" in repr(store.read(sheets.sheet, interview.his, interview.manager))


def test_a_case_that_is_joined_later_is_blind_again(store: Store, interview: Interview) -> None:
    store.write(sheets.submit, interview.his)
    kept = store.write(plans.make, interview.case, interview.hr, PERIOD, ON)
    sample.sheet(store, interview.case, interview.stranger, Role.EXPERT, submit=False)
    for viewer in (interview.hr, interview.stranger, None):
        with pytest.raises(StillBlind):
            store.read(plans.plan, kept, viewer, ON)
        with pytest.raises(StillBlind):
            store.read(cases.result, interview.case, viewer, ON)
    with pytest.raises(NotYours):
        store.read(sheets.sheet, interview.hers, interview.stranger)


def test_a_correction_under_way_hides_nothing_and_is_seen_by_its_author_alone(
    store: Store, interview: Interview
) -> None:
    store.write(sheets.submit, interview.his)
    draft = store.write(sheets.revise, interview.hers, "описка")
    store.write(sheets.rate, draft, 1, Mark.rated(4))
    assert store.read(cases.result, interview.case, interview.manager, ON).score.row("K01").spread == 3
    assert store.read(sheets.sheet, interview.hers, interview.manager)
    for viewer in (interview.manager, interview.stranger, None):
        with pytest.raises(NotYours):
            store.read(sheets.sheet, draft, viewer)
    assert store.read(sheets.sheet, draft, interview.hr).rows[0].mark == Mark.rated(4)


def facts_seen_by(store: Store, person_id: int, viewer: int | None) -> list[int]:
    return [fact.id for fact in store.read(evidence.of_person, person_id, viewer)]


@pytest.mark.parametrize("who", ["manager", "stranger", "nobody"])
def test_facts_about_a_person_are_their_authors_until_all_are_in(
    store: Store, interview: Interview, who: str
) -> None:
    viewer = getattr(interview, who, None)
    assert facts_seen_by(store, interview.person, viewer) == []
    assert facts_seen_by(store, interview.person, interview.hr) == [interview.fact]
    store.write(sheets.submit, interview.his)
    assert facts_seen_by(store, interview.person, viewer) == [interview.fact]


def test_notes_apart_from_sheets_are_as_blind_as_facts_beside_them(
    store: Store, interview: Interview
) -> None:
    store.act_as(interview.stranger)
    note = store.write(evidence.note, interview.person, [2], SECRET, Polarity.FOR, sample.SEEN_ON)
    assert facts_seen_by(store, interview.person, interview.manager) == []
    assert facts_seen_by(store, interview.person, interview.stranger) == [note]
    store.act_as(interview.manager)
    store.write(sheets.submit, interview.his)
    assert set(facts_seen_by(store, interview.person, interview.manager)) == {interview.fact, note}


def test_a_correction_under_way_shows_others_the_facts_that_were_handed_in(
    store: Store, interview: Interview
) -> None:
    store.write(sheets.submit, interview.his)
    store.act_as(interview.hr)
    draft = store.write(sheets.revise, interview.hers, "уточнение")
    (copied,) = store.read(evidence.beside, draft, interview.hr)
    store.write(evidence.change, copied.id, [1], "иначе", Polarity.FOR, sample.SEEN_ON)
    with pytest.raises(NotYours):
        store.read(evidence.beside, draft, interview.manager)
    assert facts_seen_by(store, interview.person, interview.manager) == [interview.fact]
    assert facts_seen_by(store, interview.person, interview.hr) == [copied.id]
    assert [fact.text for fact in store.read(cases.result, interview.case, None, ON).facts] == [SECRET]
    store.write(sheets.submit, draft)
    assert facts_seen_by(store, interview.person, interview.manager) == [copied.id]
    assert [fact.text for fact in store.read(cases.result, interview.case, None, ON).facts] == ["иначе"]


@pytest.mark.parametrize("role", [Role.PEER, Role.SUBORDINATE])
def test_facts_of_fewer_than_three_colleagues_stay_hidden_and_those_of_three_have_no_name(
    store: Store, role: Role
) -> None:
    person = sample.candidate(store)
    case = sample.case(store, person)
    authors = [sample.add(store, name) for name in ("Белова", "Громов", "Соколова")]
    sheet_ids: list[int] = []
    for author in authors:
        sheet = sample.sheet(store, case, author, role, 2, submit=False)
        store.write(evidence.note, person, [1], SECRET, Polarity.FOR, sample.SEEN_ON, sheet_id=sheet)
        sheet_ids.append(sheet)
        if len(sheet_ids) < 3:
            store.write(sheets.submit, sheet)
            assert facts_seen_by(store, person, None) == []
            assert len(facts_seen_by(store, person, author)) == 1
    store.write(sheets.submit, sheet_ids[-1])
    seen = store.read(evidence.of_person, person, authors[0])
    assert sorted((one.author_id or 0) for one in seen) == [0, 0, authors[0]]


def test_a_case_with_nobodys_sheet_has_nothing_to_hide(store: Store) -> None:
    case = sample.case(store, sample.candidate(store))
    with pytest.raises(NothingSubmitted):
        store.read(cases.result, case, None, ON)


def test_half_typed_words_are_the_authors_own(store: Store, interview: Interview) -> None:
    store.write(sheets.keep_draft, interview.his, 2, "comment", SECRET)
    store.act_as(interview.hr)
    with pytest.raises(NotYours):
        store.read(sheets.drafts_of, interview.his)
    store.act_as(interview.manager)
    assert store.read(sheets.drafts_of, interview.his) == {(2, "comment"): SECRET}


def test_the_journal_tells_no_words_and_no_names(store: Store, interview: Interview) -> None:
    def told(session: Session) -> str:
        rows = session.exec(models.Journal.__table__.select()).all()  # pyright: ignore[reportAttributeAccessIssue]
        return repr([tuple(row) for row in rows])

    journal = store.read(told)
    assert SECRET not in journal
    assert not any(name in journal for name in ("Соколова", "Громов", "Лебедева"))


@pytest.mark.parametrize("role", [Role.PEER, Role.SUBORDINATE])
def test_a_sheet_of_a_shy_role_is_read_by_nobody_else_however_many_there_are(
    store: Store, role: Role
) -> None:
    boss, person = sample.add(store, "Громов"), sample.add(store, "Ким")
    case = sample.case(store, person, sample.cycle(store, CycleKind.QUARTERLY))
    his = sample.sheet(store, case, boss, Role.MANAGER, 3)
    for number in range(3):
        peer = sample.add(store, f"Коллега{number}")
        hers = sample.sheet(store, case, peer, role, 1)
        with pytest.raises(KeptApart):
            store.read(sheets.sheet, hers, boss)
        assert store.read(sheets.sheet, hers, peer).role is role
    assert store.read(sheets.sheet, his, person).role is Role.MANAGER


def test_the_list_of_people_shows_the_cases_that_are_open_to_the_viewer(store: Store) -> None:
    """The one question asked of all cases at once has the same answer as the rule of a single case."""
    hr, boss, gone = (sample.add(store, name, is_actor=True) for name in ("Соколова", "Громов", "Орлов"))
    store.act_as(hr)
    cycle = sample.campaign(store, (hr, Role.HR), (boss, Role.MANAGER), (gone, Role.EXPERT))
    for early in (False, True):
        case = store.write(campaigns.invite, cycle, sample.candidate(store))
        sample.sheet(store, case, hr, Role.HR, 2)
        if early:
            store.write(cases.open_early, case, "болеет")
    left = store.read(types.today) - timedelta(days=1)
    store.write(people.dismiss, gone, left, "")

    def compared(session: Session, viewer: int | None) -> tuple[set[int], set[int]]:
        shown = set(session.connection().execute(newest.shown(session, viewer)).scalars())
        lines = lines_where(session)
        return shown, {line.case_id for line in lines if line.open_to(viewer)}

    for viewer in (hr, boss, gone, None):
        shown, open_to = store.read(compared, viewer)
        assert shown == open_to, viewer
