"""Cycles are opened with what they freeze, and closed with a computation for each case."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles, entries, people, snapshots
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import decisions
from db.team import standings
from desktop.office.sentences import sentence
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.snapshot import recompute
from domain.errors import (
    Closed,
    Impossible,
    NeedsReason,
    NothingSubmitted,
    NotWithdrawn,
    Rests,
    SheetsOut,
    StillBlind,
    Taken,
    TooLong,
    Unknown,
    Withdrawn,
)
from domain.framework.framework import EditionState
from domain.hiring.decision import Outcome
from domain.mark import Role
from resources.i18n import words
from tests.db import sample


def test_a_cycle_freezes_the_newest_editions(store: Store) -> None:
    cycle_id = store.write(
        cycles.open_cycle, Cycle(kind=CycleKind.HIRING, title=" Менеджер,\nслужба ", places=2)
    )
    cycle = store.read(cycles.cycle, cycle_id)
    assert (cycle.framework_id, cycle.scale_id, cycle.policy_id) == (1, 1, 1)
    assert (cycle.title, cycle.places, cycle.state) == ("Менеджер, служба", 2, CaseState.OPEN)
    assert cycle.starts_on is not None
    assert store.read(cycles.by_code, cycle.code) == cycle


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (CycleKind.HIRING, ["2026-H-001", "2026-H-002"]),
        (CycleKind.QUARTERLY, ["2026-IV", "2026-IV-2"]),
        (CycleKind.PROBATION, ["2026-P-001", "2026-P-002"]),
        (CycleKind.AD_HOC, ["2026-A-001", "2026-A-002"]),
    ],
)
def test_codes_are_given_by_year_and_kind(store: Store, kind: CycleKind, codes: list[str]) -> None:
    given = [store.read(cycles.cycle, sample.cycle(store, kind)).code for _ in codes]
    assert given == codes


def test_a_typed_code_is_taken_once(store: Store) -> None:
    sample.cycle(store, code=" Осень ")
    assert store.read(cycles.by_code, "Осень").id == 1
    with pytest.raises(Taken):
        sample.cycle(store, code="Осень")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"title": "т" * 201}, TooLong),
        ({"ends_on": date(2026, 11, 23)}, Impossible),
        ({"framework_id": 9}, Unknown),
        ({"scale_id": 9}, Unknown),
        ({"policy_id": 9}, Unknown),
        ({"question_set_id": 9}, Unknown),
    ],
)
def test_a_cycle_that_cannot_be_is_refused(
    store: Store, fields: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        sample.cycle(store, **fields)
    assert store.read(cycles.cycles) == ()


def test_a_draft_of_a_framework_rates_nobody(store: Store) -> None:
    def draft(session: Session) -> None:
        session.add(
            models.Framework(
                id=2,
                uid=str(sample.new_uid()),
                key="own",
                number=1,
                scale_id=1,
                title_ru="своя",
                state=EditionState.DRAFT,
                content_hash="",
            )
        )
        session.info["unjournaled"] = True

    store.write(draft)
    with pytest.raises(Unknown):
        sample.cycle(store, framework_id=2)


def test_what_is_not_there_is_unknown(store: Store) -> None:
    for read, what in ((cycles.cycle, 9), (cycles.by_code, "2026-IV"), (cases.cases_in, "2026-IV")):
        with pytest.raises(Unknown):
            store.read(read, what)  # pyright: ignore[reportArgumentType]
    with pytest.raises(Unknown):
        store.write(cycles.close_cycle, 9)


def test_cycles_stand_newest_first(store: Store) -> None:
    for start in (date(2026, 1, 1), date(2026, 10, 1), date(2026, 4, 1)):
        sample.cycle(store, CycleKind.QUARTERLY, starts_on=start)
    assert [cycle.code for cycle in store.read(cycles.cycles)] == ["2026-IV", "2026-II", "2026-I"]


def test_closing_writes_a_computation_that_can_be_repeated_to_the_same_bits(store: Store) -> None:
    boss, other = sample.add(store, "Громов"), sample.add(store, "Соколова")
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    rated = sample.case(store, sample.add(store, "Фомина"), cycle)
    sample.sheet(store, rated, boss, Role.MANAGER, 2)
    sample.sheet(store, rated, other, Role.HR, 3)
    unrated = sample.case(store, sample.add(store, "Орлов"), cycle)
    draft = sample.sheet(store, unrated, boss, Role.MANAGER, 2, submit=False)
    store.write(cycles.close_cycle, cycle, "Громов заболел")
    taken = store.read(snapshots.snapshot, rated)
    assert recompute(taken) == taken
    assert store.read(lambda session: session.exec(select(models.Snapshot.case_id)).all()) == [rated]
    assert taken.results["levels"]["K01"] == "5/2"
    states = [line.state for line in store.read(cases.cases_in, "2026-IV")]
    assert states == [CaseState.CLOSED, CaseState.CLOSED]
    assert store.read(cycles.cycle, cycle).state is CaseState.CLOSED
    with pytest.raises(Closed):
        store.write(sheets.rate, draft, 1, None)


def test_nobody_waits_for_a_sheet_of_a_closed_case(store: Store) -> None:
    boss, late = sample.add(store, "Громов"), sample.add(store, "Соколова")
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    case = sample.case(store, sample.add(store, "Фомина"), cycle)
    empty = sample.case(store, sample.add(store, "Орлов"), cycle)
    sample.sheet(store, case, boss, Role.MANAGER, 2)
    sample.sheet(store, case, late, Role.HR, 4, submit=False)
    sample.sheet(store, empty, late, Role.HR, 4, submit=False)
    store.write(cycles.close_cycle, cycle, "не дождались")
    result = store.read(cases.result, case, boss, sample.TODAY)
    assert [one.id for one in result.assessors] == [boss]
    assert result.score.row("K01").level == 2
    with pytest.raises(NothingSubmitted):
        store.read(cases.result, empty, boss, sample.TODAY)


def test_a_closed_cycle_is_closed_once_and_takes_no_case(store: Store) -> None:
    cycle = sample.cycle(store)
    store.write(cycles.close_cycle, cycle)
    with pytest.raises(Closed):
        store.write(cycles.close_cycle, cycle)
    with pytest.raises(Closed):
        sample.case(store, sample.candidate(store), cycle)


def test_opening_and_closing_are_one_event_each(store: Store) -> None:
    store.write(cycles.close_cycle, sample.cycle(store))

    def acts(session: Session) -> list[tuple[str, str]]:
        rows = session.exec(select(models.Journal).order_by(col(models.Journal.seq)))
        return [(row.act, row.subject_kind) for row in rows]

    assert store.read(acts)[1:] == [("open", "cycle"), ("close", "cycle")]


class Quarter:
    """Two people in a quarter; the boss has rated the first, HR has a draft of it and owes the other."""

    def __init__(self, store: Store) -> None:
        self.boss = sample.add(store, "Громов", given="Максим", is_actor=True)
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.cycle = sample.cycle(store, CycleKind.QUARTERLY)
        self.first = sample.case(store, sample.add(store, "Фомина"), self.cycle)
        self.second = sample.case(store, sample.add(store, "Орлов"), self.cycle)
        sample.sheet(store, self.first, self.boss, Role.MANAGER, 2)
        self.draft = sample.sheet(store, self.first, self.hr, Role.HR, 4, submit=False)
        sample.sheet(store, self.second, self.hr, Role.HR, 4, submit=False)
        store.act_as(self.boss)


@pytest.mark.parametrize("end", [cycles.seal_cycle, cycles.close_cycle], ids=["seal", "close"])
def test_a_cycle_with_sheets_out_ends_only_with_a_reason_and_names_them(store: Store, end: Any) -> None:
    at = Quarter(store)
    with pytest.raises(SheetsOut) as refused:
        store.write(end, at.cycle, " ")
    assert sorted(refused.value.waiting) == [("Орлов", "Соколова"), ("Фомина", "Соколова")]
    assert store.read(cycles.cycle, at.cycle).state is CaseState.OPEN
    assert store.read(cycles.ends, at.cycle) == ()
    with pytest.raises(TooLong):
        store.write(end, at.cycle, "п" * 5001)
    store.write(end, at.cycle, " Соколова уволилась ")
    (told,) = store.read(cycles.ends, at.cycle)
    assert (told.reason, told.actor_name, told.out) == ("Соколова уволилась", "Громов Максим", 2)
    assert sample.last_event(store).data["out"] == [[at.second, at.hr], [at.first, at.hr]]


def test_a_sealed_cycle_takes_no_marks_shows_what_is_in_and_is_closed_later(store: Store) -> None:
    at = Quarter(store)
    with pytest.raises(StillBlind):
        store.read(cases.result, at.first, at.boss, sample.TODAY)
    store.write(cycles.seal_cycle, at.cycle, "конец квартала")
    assert store.read(cases.result, at.first, at.boss, sample.TODAY).score.row("K01").level == 2
    store.act_as(at.hr)
    for act in (sheets.rate, sheets.submit):
        with pytest.raises(Closed):
            store.write(act, at.draft, *((1, None) if act is sheets.rate else ()))  # pyright: ignore[reportArgumentType, reportCallIssue]
    with pytest.raises(Closed):
        sample.case(store, sample.add(store, "Ким"), at.cycle)
    with pytest.raises(Closed):
        store.write(cycles.seal_cycle, at.cycle)
    store.act_as(at.boss)
    store.write(decisions.settle, at.first, "K01", 3, "сверили записи")
    store.write(cycles.close_cycle, at.cycle)
    assert [one.state for one in store.read(cycles.ends, at.cycle)] == [CaseState.SEALED, CaseState.CLOSED]
    assert {line.state for line in store.read(cases.cases_in, "2026-IV")} == {CaseState.CLOSED}
    assert store.read(cases.result, at.first, at.boss, sample.TODAY).score.row("K01").level == 3
    with pytest.raises(Closed):
        store.write(decisions.settle, at.first, "K01", 2, "поздно")


def test_the_end_of_a_cycle_without_an_actor_has_no_name(store: Store) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    store.write(cycles.close_cycle, cycle)
    (told,) = store.read(cycles.ends, cycle)
    assert (told.actor_name, told.reason, told.out) == ("", "", 0)


def test_what_is_not_there_is_not_sealed(store: Store) -> None:
    with pytest.raises(Unknown):
        store.write(cycles.seal_cycle, 9)


class Quarters:
    """Two quarters of one person, the first rated and closed, the second opened by mistake."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.me = sample.add(store, "Громов", is_actor=True)
        store.act_as(self.me)
        self.person = sample.add(store, "Белов")
        self.first = self.opened(date(2026, 7, 1))
        self.known = self.rated(self.first, 3)
        store.write(cycles.close_cycle, self.first)
        self.second = self.opened(date(2026, 10, 1))

    def opened(self, starts_on: date) -> int:
        return sample.cycle(self.store, CycleKind.QUARTERLY, title=str(starts_on), starts_on=starts_on)

    def rated(self, cycle: int, level: int) -> int:
        case = sample.case(self.store, self.person, cycle)
        sample.sheet(self.store, case, self.me, Role.MANAGER, level)
        return case

    def told(self) -> tuple[int | None, int | None, bool]:
        """Return by which cases the list of people goes, and whether it has a number."""
        (row,) = (one for one in self.store.read(people.people, self.me) if one.person.id == self.person)
        latest, shown = (None if one is None else one.case_id for one in (row.latest, row.shown))
        found = self.store.read(standings.standings, self.me)
        return latest, shown, shown is not None and found.of(shown) is not None


def test_a_cycle_that_was_closed_with_sheets_out_hides_no_earlier_result(store: Store) -> None:
    at = Quarters(store)
    case = sample.case(store, at.person, at.second)
    sample.sheet(store, case, at.me, Role.MANAGER, 1, submit=False)
    assert at.told() == (case, at.known, True), "while it is open it goes on, and the number is the known one"
    store.write(cycles.close_cycle, at.second, "по ошибке")
    assert at.told() == (at.known, at.known, True)
    (line,) = [
        one for one in store.read(people.card, at.person, at.me, sample.TODAY).cases if one.case_id == case
    ]
    assert line.spent


def test_a_mistaken_cycle_is_withdrawn_with_a_reason_and_its_sheets_stay_to_be_seen(store: Store) -> None:
    at = Quarters(store)
    case = at.rated(at.second, 1)
    store.write(cycles.close_cycle, at.second)
    assert at.told()[0] == case
    with pytest.raises(NeedsReason):
        store.write(cycles.withdraw_cycle, at.second, "  ")
    store.write(cycles.withdraw_cycle, at.second, "открыт по ошибке")
    assert store.read(cycles.cycle, at.second).state is CaseState.WITHDRAWN
    assert at.told() == (at.known, at.known, True)
    assert at.second not in store.read(cycles.rated)
    end = store.read(cycles.ends, at.second)[-1]
    assert (end.state, end.reason, end.actor_name) == (CaseState.WITHDRAWN, "открыт по ошибке", "Громов")
    assert sample.last_event(store).act == "withdraw"
    card = store.read(people.card, at.person, at.me, sample.TODAY)
    (line,) = [one for one in card.cases if one.case_id == case]
    assert store.read(sheets.sheet, line.sheets[0].sheet_id, at.me).case is CaseState.WITHDRAWN
    third = at.opened(date(2027, 1, 1))
    entry = store.read(_entries, at.rated(third, 2))
    assert {one.carried.level for one in entry if one.carried is not None} == {3}, (
        "nothing of the mistaken one"
    )
    for again in (cycles.withdraw_cycle, cycles.close_cycle, cycles.seal_cycle):
        with pytest.raises(Withdrawn) as over:
            store.write(again, at.second, "ещё раз")
        assert over.value.cycle, "no candidate was withdrawn"
    store.act_as(at.me)
    with pytest.raises(Withdrawn) as over:
        store.write(sheets.open_sheet, case, at.me, Role.MANAGER)
    told = sentence(over.value, words("en"))
    assert (told.what, told.todo) == ("The cycle was withdrawn.", "To assess again, start a new cycle.")


def test_what_people_rely_on_keeps_a_cycle_from_being_withdrawn(store: Store) -> None:
    at = Quarters(store)
    case = at.rated(at.second, 2)
    store.write(_sign, case, at.me)
    with pytest.raises(NotWithdrawn) as kept:
        store.write(cycles.withdraw_cycle, at.second, "по ошибке")
    assert (kept.value.why, kept.value.names) == (Rests.CONCLUSION, ("Белов",))
    store.write(cycles.close_cycle, at.second)
    with pytest.raises(NotWithdrawn) as kept:
        store.write(cycles.withdraw_cycle, at.first, "по ошибке")
    assert kept.value.why is Rests.LATER
    with pytest.raises(NotWithdrawn) as kept:
        store.write(cycles.withdraw_cycle, sample.campaign(store, (at.me, Role.HR)), "по ошибке")
    assert kept.value.why is Rests.HIRING
    assert store.read(cycles.cycle, at.first).state is CaseState.CLOSED


def test_an_earlier_cycle_that_is_still_open_is_told_before_the_next_one(store: Store) -> None:
    at = Quarters(store)
    case = sample.case(store, at.person, at.second)
    sample.sheet(store, case, at.me, Role.MANAGER, 1, submit=False)
    (found,) = store.read(cycles.still_open, date(2027, 1, 1), CycleKind.QUARTERLY)
    assert (found[0].id, found[1]) == (at.second, 1)
    sample.case(store, sample.add(store, "Орлова"), at.second)
    (found,) = store.read(cycles.still_open, date(2027, 1, 1), CycleKind.QUARTERLY)
    assert found[1] == 2, "someone without an assessor is pending too"
    assert store.read(cycles.still_open, date(2026, 10, 1), CycleKind.QUARTERLY) == ()


def _entries(session: Session, case_id: int):
    case = session.get_one(models.Case, case_id)
    return entries.known(session, case, session.get_one(models.Cycle, case.cycle_id)).entries


def _sign(session: Session, case_id: int, person_id: int) -> None:
    """Leave a conclusion as files have it from before they were of hiring alone."""
    session.info["unjournaled"] = True
    session.add(
        models.Conclusion(
            case_id=case_id,
            outcome=Outcome.CONTINUE,
            reasons="по итогам",
            person_id=person_id,
            on=sample.TODAY,
        )
    )
