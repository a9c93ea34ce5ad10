"""What is closed is found to be looked into; what is open is in no list and in no number."""

from db.file.store import Store
from db.hiring import closed_cases
from db.people import names
from domain.hiring.decision import Outcome
from tests.db import sample
from tests.db.hiring.deciding import ON, Campaign


def test_closed_cases_are_listed_with_their_conclusions_and_open_ones_nowhere(store: Store) -> None:
    at = Campaign(store)
    at.another("Открытая")
    assert store.read(closed_cases.closed_cycles) == ()
    assert store.read(closed_cases.closed_cases, at.cycle) == ()
    at.settle_all()
    at.conclude(Outcome.NOT_RECOMMEND)
    (cycle,) = store.read(closed_cases.closed_cycles)
    assert (cycle.cycle.id, cycle.closed) == (at.cycle, 1)
    (line,) = store.read(closed_cases.closed_cases, at.cycle)
    assert (line.case_id, line.code, line.name) == (at.case, "C-0041", "Лебедева")
    assert (line.outcome, line.closed_on) == (Outcome.NOT_RECOMMEND, ON)
    assert store.read(closed_cases.closed_cases, at.cycle + 1) == ()


def test_closed_cases_are_read_in_as_many_statements_however_many_there_are(store: Store) -> None:
    at = Campaign(store)
    at.settle_all()
    at.conclude()
    with sample.statements(store) as one:
        store.read(closed_cases.closed_cases, at.cycle)
    at.conclude(case=at.another("Абрамова"))
    with sample.statements(store) as two:
        found = store.read(closed_cases.closed_cases, at.cycle)
    assert [line.name for line in found] == ["Абрамова", "Лебедева"]
    assert len(one) == len(two)


def test_whom_a_typed_name_may_mean_is_answered_by_ids(store: Store) -> None:
    first = sample.candidate(store, "Лебедева", given="Ирина", code="C-0051")
    second = sample.candidate(store, "Лебедев", given="Пётр", code="C-0052")
    assert set(store.read(names.called, "ЛЕБЕДЕВ", 20)) == {first, second}
    assert store.read(names.called, "петр лебедев", 20) == (second,)
    assert store.read(names.called, "c-0051", 20) == (first,)
    assert len(store.read(names.called, "лебедев", 1)) == 1
    for nobody in ("", "  ", "%", "_"):
        assert store.read(names.called, nobody, 20) == ()
