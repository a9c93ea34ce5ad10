"""Closing settles nothing, and what was closed goes on saying what it said (laws 17 and 21)."""

from datetime import date
from fractions import Fraction

from sqlmodel import Session

from db.assessing import cases, cycles
from db.file.store import Store
from db.team import matrix
from domain.assessing.case import CycleKind
from domain.assessing.engine import Engine
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status
from domain.mark import Role
from tests.db import sample, tampering


def apart(store: Store) -> tuple[int, int, int]:
    """Return cycle, case and viewer: two assessors lie three levels apart on K01, nobody settled it."""
    boss, other = sample.add(store, "Громов"), sample.add(store, "Соколова")
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 10, 1))
    case = sample.case(store, sample.add(store, "Фомина"), cycle)
    codes = [item.code for item in sample.framework(store).items]
    sample.sheet(store, case, boss, Role.MANAGER, dict.fromkeys(codes, 3) | {"K01": 4})
    sample.sheet(store, case, other, Role.HR, dict.fromkeys(codes, 3) | {"K01": 1})
    return cycle, case, boss


def result(store: Store, case: int, viewer: int) -> CaseResult:
    return store.read(cases.result, case, viewer, sample.TODAY)


def in_the_matrix(store: Store, cycle: int, viewer: int) -> tuple[Status, int]:
    totals = store.read(matrix.team_matrix, cycle, viewer).row_summary(0)
    return totals.status, totals.unsettled


def rated_by_a_colleague_too(store: Store) -> tuple[int, int, int]:
    """Return cycle, case and viewer: the lone colleague alone rated K01, and K02 with the manager."""
    boss, peer = sample.add(store, "Громов"), sample.add(store, "Тихонов")
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 10, 1))
    case = sample.case(store, sample.add(store, "Фомина"), cycle)
    sample.sheet(store, case, boss, Role.MANAGER, {"K02": 2, "K03": 2})
    sample.sheet(store, case, peer, Role.PEER, {"K01": 4, "K02": 4})
    return cycle, case, boss


def levels_of(store: Store, cycle: int, case: int, viewer: int) -> list[tuple[str, Fraction | None]]:
    """Return K01 and K02 as the result and as the matrix has them."""
    score, team = result(store, case, viewer).score, store.read(matrix.team_matrix, cycle, viewer)
    return [
        (code, level)
        for code in ("K01", "K02")
        for level in (score.row(code).level, team.place(0, team.codes.index(code)).level)
    ]


def made_by_the_first_engine(session: Session) -> None:
    """Make the snapshot one of a file from before: the engine is all that the program looks at."""
    tampering.unguarded(session, "snapshot")
    tampering.run(session, "UPDATE snapshot SET engine = '1'")


def test_a_difference_not_settled_when_the_case_closes_stays_not_settled(store: Store) -> None:
    cycle, case, boss = apart(store)
    before = result(store, case, boss)
    assert before.status is Status.PROVISIONAL
    assert [row.code for row in before.unsettled] == ["K01"]
    store.write(cycles.close_cycle, cycle)
    after = result(store, case, boss)
    assert (after.status, after.engine) == (Status.PROVISIONAL, Engine.SECOND)
    assert [row.code for row in after.unsettled] == ["K01"]
    assert in_the_matrix(store, cycle, boss) == (Status.PROVISIONAL, 1)


def test_what_was_closed_before_the_second_engine_says_what_it_said(store: Store) -> None:
    cycle, case, boss = apart(store)
    store.write(cycles.close_cycle, cycle)
    store.write(made_by_the_first_engine)
    kept = result(store, case, boss)
    assert (kept.status, kept.engine, kept.unsettled) == (Status.FINAL, Engine.FIRST, ())
    assert kept.score.row("K01").discuss  # what lies apart is still told
    assert in_the_matrix(store, cycle, boss) == (Status.FINAL, 0)


def test_the_lone_colleague_counts_in_what_the_first_engine_closed_and_nowhere_else(store: Store) -> None:
    cycle, case, boss = rated_by_a_colleague_too(store)
    now = [("K01", None), ("K01", None), ("K02", 2), ("K02", 2)]
    assert levels_of(store, cycle, case, boss) == now
    store.write(cycles.close_cycle, cycle)
    assert levels_of(store, cycle, case, boss) == now
    store.write(made_by_the_first_engine)
    assert levels_of(store, cycle, case, boss) == [("K01", 4), ("K01", 4), ("K02", 3), ("K02", 3)]
    later = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2027, 1, 1))
    after = sample.case(store, store.read(cases.result, case, boss, sample.TODAY).person.id, later)
    sample.sheet(store, after, boss, Role.MANAGER, {"K03": 3})
    assert levels_of(store, later, after, boss) == now, "what is carried into a case of now is counted as now"


def test_a_cycle_that_is_withdrawn_after_closing_goes_on_by_its_own_engine(store: Store) -> None:
    cycle, case, boss = apart(store)
    store.write(cycles.close_cycle, cycle)
    store.write(made_by_the_first_engine)
    store.write(cycles.withdraw_cycle, cycle, "открыт по ошибке")
    assert result(store, case, boss).engine is Engine.FIRST
