"""Levels of somebody's file come in as closed cycles, marked, and never pass for levels given here."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from db import models
from db.assessing import cases, cycles, rosters
from db.assessing.cases import CaseLine
from db.file.store import Store
from db.framework import editions
from db.journal import journal
from db.people import erasing
from db.team import last_levels, level_imports, matrix, trends
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.entry import Carried
from domain.assessing.scoring import Status
from domain.assessing.trend import trend
from domain.assessing.trend_steps import Break
from domain.errors import HasLeft, NotWithdrawn, Overlaps, Rests, Unknown
from domain.mark import Role
from domain.people.erasure import Count, Matter
from domain.people.person import Person, PersonKind
from domain.people.roster import Decision, Fate, Field, Moved, NotReady, RosterRow
from domain.progress import Progress
from domain.scale import TOP
from domain.team.level_import import Batch, LevelImport, NoLevels, matched
from domain.team.matrix import Cell
from tests.db import sample
from tests.db.conftest import ByClock

THEN, LATER = date(2026, 6, 30), date(2026, 7, 1)
ME = 1  # the first person of a file


@pytest.fixture
def store(by_clock: ByClock) -> Store:
    opened = by_clock(sample.Clock(date(2026, 8, 20)))
    opened.act_as(sample.add(opened, "Громов", given="Пётр", is_actor=True))
    return opened


def rows(store: Store, table: type[models.Table]) -> int:
    return store.read(lambda session: len(session.exec(select(table)).all()))


def run(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))


def held(store: Store, cycle_id: int) -> tuple[CaseLine, ...]:
    return store.read(cases.cases_in, store.read(cycles.cycle, cycle_id).code)


def row(number: int, surname: str, given: str = "", **fields: str) -> RosterRow:
    person = Person(kind=PersonKind.EMPLOYEE, surname=surname, given=given, post=fields.get("post", ""))
    filled = {Field.SURNAME, *([Field.GIVEN] if given else []), *([Field.POST] if person.post else [])}
    return RosterRow(number, person, frozenset(filled))


def levels_of(
    store: Store,
    people: list[RosterRow],
    *batches: Batch,
    decisions: dict[int, Decision] | None = None,
    assessor: int | None = None,
) -> LevelImport:
    roster = matched(people, store.read(rosters.known), decisions or {})
    framework = sample.framework(store).id
    return LevelImport(
        "Ввезено из матрица.xlsx",
        "матрица.xlsx",
        "Лист1",
        framework,
        roster,
        batches,
        {"1": 1, "н/п": None},
        assessor,
    )


def load(store: Store, told: LevelImport) -> tuple[int, ...]:
    return store.write(level_imports.load, told, Progress())


def quarter(store: Store, person: int, said: dict[str, sample.Said], *, close: bool = False) -> int:
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=LATER, ends_on=date(2026, 9, 30))
    case = sample.case(store, person, cycle)
    sample.sheet(store, case, ME, Role.MANAGER, said)
    if close:
        store.write(cycles.close_cycle, cycle)
    return cycle


def test_levels_of_a_file_are_no_assessments_of_an_edition(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}})))
    assert {one.cases for one in store.read(editions.editions)} == {0}
    quarter(store, person, {"K01": 2})
    assert sum(one.cases for one in store.read(editions.editions)) == 1


def test_a_file_becomes_one_closed_cycle_with_its_day_and_source(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    (cycle_id,) = load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}})))
    cycle = store.read(cycles.cycle, cycle_id)
    assert (cycle.state, cycle.starts_on, cycle.title) == (CaseState.CLOSED, THEN, "Ввезено из матрица.xlsx")
    source = store.read(level_imports.of_cycle, cycle_id)
    assert source is not None
    assert (source.file, source.sheet, source.on, source.by) == ("матрица.xlsx", "Лист1", THEN, "")
    assert rows(store, models.Sheet) == 0
    assert [one.person_id for one in held(store, cycle_id)] == [person]


def test_people_who_are_not_in_the_file_come_in_with_their_post(store: Store) -> None:
    listed = [row(2, "Орлова", "Вера", post="Специалист"), row(3, "Белов", "Артём", post="Мастер")]
    kept = sample.add(store, "Белов", given="Артём", post="Кладовщик")
    load(store, levels_of(store, listed, Batch(THEN, {2: {"K01": 3}, 3: {"K01": 1}})))
    known = store.read(rosters.known).people
    assert {one.surname: one.post for one in known} == {
        "Громов": "",
        "Орлова": "Специалист",
        "Белов": "Кладовщик",
    }
    assert kept in {one.id for one in known}


def test_namesakes_and_initials_are_asked_and_nothing_is_written(store: Store) -> None:
    for _ in range(2):
        sample.add(store, "Орлова", given="Вера")
    sample.add(store, "Белов", given="Артём")
    told = levels_of(
        store, [row(2, "Орлова", "Вера"), row(3, "Белов", "А.")], Batch(THEN, {2: {"K01": 3}, 3: {"K01": 3}})
    )
    assert [one.fate for one in told.roster.entries] == [Fate.ASK, Fate.ASK]
    with pytest.raises(NotReady) as refused:
        load(store, told)
    assert refused.value.rows == (2, 3)
    assert rows(store, models.Cycle) == rows(store, models.ImportedLevel) == 0


def test_whoever_a_person_chose_gets_the_levels(store: Store) -> None:
    chosen = [sample.add(store, "Орлова", given="Вера") for _ in range(2)][1]
    told = levels_of(
        store,
        [row(2, "Орлова", "Вера")],
        Batch(THEN, {2: {"K01": 3}}),
        decisions={2: Decision(person_id=chosen)},
    )
    (cycle_id,) = load(store, told)
    assert [one.person_id for one in held(store, cycle_id)] == [chosen]


def test_people_changed_since_the_preview_stop_the_import(store: Store) -> None:
    told = levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}}))
    sample.add(store, "Орлова", given="Вера")
    with pytest.raises(Moved):
        load(store, told)
    assert rows(store, models.ImportedLevel) == 0


@pytest.mark.parametrize("erased", [True, False])
def test_whoever_was_merged_or_erased_since_the_preview_stops_the_import(store: Store, erased: bool) -> None:
    person, other = sample.add(store, "Орлова", given="Вера"), sample.add(store, "Белова", given="Инна")
    told = levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}}))

    def leave(session: Session) -> None:
        card = session.get_one(models.Person, person)
        if erased:
            card.erased_at = datetime(2026, 8, 20, tzinfo=UTC)
        else:
            card.merged_into = other
        journal.record(session, "load", "person", None, {"changed": [person]})

    store.write(leave)
    with pytest.raises(Moved):
        load(store, told)
    assert rows(store, models.Cycle) == rows(store, models.ImportedLevel) == 0


def test_a_level_of_a_file_is_carried_with_its_mark_and_makes_no_result_surer(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    codes = [item.code for item in sample.framework(store).items]
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: dict.fromkeys(codes, TOP)})))
    cycle_id = quarter(store, person, {"K01": 2})
    case = held(store, cycle_id)[0]
    result = store.read(cases.result, case.case_id, None, LATER)
    first, second = result.score.row("K01"), result.score.row("K02")
    assert (first.level, first.imported) == (2, False)
    assert (second.level, second.imported) == (TOP, True)
    assert second.entry.carried is not None and second.entry.carried.quarters == 1
    assert result.score.totals.coverage == 1
    assert result.score.totals.status is Status.BOUNDS_ONLY
    assert result.score.totals.interval.se is None


def test_a_stop_signal_never_comes_from_a_file(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    codes = [item.code for item in sample.framework(store).items]
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: dict.fromkeys(codes, 0)})))
    cycle_id = quarter(store, person, {"K01": 4})
    case = held(store, cycle_id)[0]
    assert store.read(cases.result, case.case_id, None, LATER).score.stops == ()
    seen = store.read(matrix.team_matrix, cycle_id, None)
    assert seen.team_summary().stops == 0
    assert seen.team_summary().status is Status.BOUNDS_ONLY


def test_a_closed_result_with_such_levels_recomputes_to_the_same_bits(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3, "K02": 3}})))
    cycle_id = quarter(store, person, {"K01": 2}, close=True)
    case = held(store, cycle_id)[0]
    assert store.read(cases.recomputed, case.case_id, None)


def test_the_map_shows_the_imported_quarter_and_the_one_after_with_the_mark(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    (imported,) = load(
        store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3, "K02": 1}}))
    )
    now = quarter(store, person, {"K01": 2})
    here = store.read(matrix.team_matrix, imported, None)
    assert [(Cell(here.cells[at]), here.place(0, at).level, here.place(0, at).age) for at in (0, 1)] == [
        (Cell.IMPORTED, 3, 0),
        (Cell.IMPORTED, 1, 0),
    ]
    assert here.team_summary().sums.now == 0
    after = store.read(matrix.team_matrix, now, None)
    assert (Cell(after.cells[0]), Cell(after.cells[1]), after.place(0, 1).age) == (
        Cell.RATED,
        Cell.IMPORTED,
        1,
    )
    assert after.place(0, 0).before is None


def test_a_trend_shows_the_imported_quarter_and_counts_no_change_from_it(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 1, "K02": 1}})))
    quarter(store, person, {"K01": 2, "K02": 2})
    found = trend(store.read(trends.of_person, person, None, LATER).quarters)
    assert [(one.imported, one.broken, one.mean.own) for one in found.points] == [
        (True, None, Fraction(1)),
        (False, Break.IMPORTED, Fraction(2)),
    ]
    assert found.points[1].mean.change is None


def test_beside_a_sheet_the_last_level_says_that_it_was_imported(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}})))
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=LATER, ends_on=date(2026, 9, 30))
    sheet = sample.sheet(store, sample.case(store, person, cycle), ME, Role.MANAGER, submit=False)
    last = store.read(last_levels.before, sheet, ME).known["K01"]
    assert (last.level, last.on, last.imported) == (3, THEN, True)


def test_days_of_a_long_table_become_cycles_of_one_act(store: Store) -> None:
    sample.add(store, "Орлова", given="Вера")
    before = rows(store, models.Journal)
    made = load(
        store,
        levels_of(
            store,
            [row(2, "Орлова", "Вера")],
            Batch(THEN, {2: {"K01": 3}}),
            Batch(date(2025, 12, 31), {2: {"K01": 1}}),
        ),
    )
    assert [store.read(cycles.cycle, one).starts_on for one in made] == [date(2025, 12, 31), THEN]
    assert rows(store, models.Journal) == before + 1
    assert store.write(level_imports.withdraw, made[0], "не тот файл") == made
    assert {store.read(cycles.cycle, one).state for one in made} == {CaseState.WITHDRAWN}
    assert rows(store, models.Journal) == before + 2


def test_what_a_later_closed_result_rests_on_is_not_taken_back(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    (cycle_id,) = load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}})))
    quarter(store, person, {"K02": 2}, close=True)
    with pytest.raises(NotWithdrawn) as refused:
        store.write(level_imports.withdraw, cycle_id, "не тот файл")
    assert refused.value.why is Rests.LATER


def test_the_same_day_again_is_refused(store: Store) -> None:
    sample.add(store, "Орлова", given="Вера")
    told = levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}}))
    load(store, told)
    with pytest.raises(Overlaps):
        load(store, told)
    assert rows(store, models.ImportedLevel) == 1


def test_who_had_left_by_then_stops_the_import(store: Store) -> None:
    sample.add(store, "Орлова", given="Вера", left_on=date(2026, 1, 31), left_reason="own")
    told = levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}}))
    with pytest.raises(HasLeft):
        load(store, told)


def test_no_levels_are_no_import_and_unknown_codes_are_refused(store: Store) -> None:
    sample.add(store, "Орлова", given="Вера")
    with pytest.raises(NoLevels):
        load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {})))
    with pytest.raises(Unknown):
        load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"Z99": 1}})))
    assert rows(store, models.Cycle) == 0


def test_the_file_lets_nobody_change_an_imported_level_later(store: Store) -> None:
    sample.add(store, "Орлова", given="Вера")
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3}})))
    for statement in ("UPDATE imported_level SET level = 4", "DELETE FROM imported_level"):
        with pytest.raises(IntegrityError, match="the case is over"):
            store.write(run, statement)
    for statement in ("UPDATE level_import SET file = 'another'", "DELETE FROM level_import"):
        with pytest.raises(IntegrityError, match="append only"):
            store.write(run, statement)
    assert store.check().problems == ()


def given_in_spring(store: Store, person: int, said: dict[str, sample.Said]) -> None:
    """Rate somebody in the first days of the quarter that ends with ``THEN``."""
    cycle = sample.cycle(store, CycleKind.AD_HOC, starts_on=date(2026, 4, 2), ends_on=date(2026, 4, 20))
    sample.sheet(store, sample.case(store, person, cycle), ME, Role.MANAGER, said)
    store.write(cycles.close_cycle, cycle)


def test_a_level_of_a_file_never_takes_the_place_of_one_given_in_the_same_quarter(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    given_in_spring(store, person, {"K01": 1})
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 4, "K02": 3}})))
    cycle_id = quarter(store, person, {"S01": 2})
    case = held(store, cycle_id)[0]
    result = store.read(cases.result, case.case_id, None, LATER)
    seen = {code: (result.score.row(code).level, result.score.row(code).imported) for code in ("K01", "K02")}
    assert seen == {"K01": (1, False), "K02": (3, True)}
    found = store.read(matrix.team_matrix, cycle_id, None)
    assert [(Cell(found.cells[at]), found.place(0, at).level) for at in (0, 1)] == [
        (Cell.CARRIED, 1),
        (Cell.IMPORTED, 3),
    ]
    hr = sample.add(store, "Белов")
    sheet = sample.sheet(store, case.case_id, hr, Role.HR, submit=False)
    last = store.read(last_levels.before, sheet, hr).known
    assert [(last[code].level, last[code].imported) for code in ("K01", "K02")] == [(1, False), (3, True)]


def test_a_level_of_a_file_from_a_later_quarter_is_the_newer_one_and_says_so(store: Store) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    given_in_spring(store, person, {"K01": 1})
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(LATER, {2: {"K01": 4}})))
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
    case_id = sample.case(store, person, cycle)
    sample.sheet(store, case_id, ME, Role.MANAGER, {"S01": 2})
    first = store.read(cases.result, case_id, None, LATER).score.row("K01")
    assert (first.level, first.imported, first.entry.carried) == (4, True, Carried(Fraction(4), 1, True))
    found = store.read(matrix.team_matrix, cycle, None)
    assert (Cell(found.cells[0]), found.place(0, 0).level) == (Cell.IMPORTED, 4)


@pytest.mark.parametrize("marks_kept", [True, False])
def test_an_erasure_tells_what_becomes_of_imported_levels(store: Store, marks_kept: bool) -> None:
    person = sample.add(store, "Орлова", given="Вера")
    load(store, levels_of(store, [row(2, "Орлова", "Вера")], Batch(THEN, {2: {"K01": 3, "K02": 1}})))
    counts = store.read(erasing.preview, person, marks_kept=marks_kept).counts
    assert [one for one in counts if one.matter is Matter.IMPORTED] == [Count(Matter.IMPORTED, 2, marks_kept)]
