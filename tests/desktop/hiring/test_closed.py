"""What an auditor looks into: one goes on where one stood, by keys that do something."""

from db.file.store import Store
from db.people import erasing
from desktop.hiring.closed.screen import ClosedScreen, Remembered
from desktop.people.ledger.screen import LedgerScreen
from domain.people.erasure import Order
from tests.db import sample
from tests.db.hiring.deciding import Campaign
from tests.desktop.desk import Stage


def test_whoever_came_back_and_went_on_stays_there_when_something_changes(store: Store, stage: Stage) -> None:
    at = Campaign(store)
    at.settle_all()
    at.conclude()
    at.conclude(case=at.another("Абрамова"))
    screen = stage.show(ClosedScreen)
    screen.open()
    first, second = (line.case_id for line in screen.table.list_model.lines())
    screen.recall(Remembered(at.cycle, first))
    screen.table.stand_on(second)
    screen.refresh()
    assert screen.table.current_key == second


def test_the_keys_are_those_that_lead_somewhere(store: Store, stage: Stage) -> None:
    screen = stage.show(ClosedScreen)
    screen.open()
    assert screen.keys == ()
    at = Campaign(store)
    at.settle_all()
    at.conclude()
    screen.refresh()
    assert [key for key, _words in screen.keys] == ["↑ ↓", "Enter", "Ctrl+D", "Ctrl+C"]


def test_keys_go_to_the_erasures_also_while_there_are_none(store: Store, stage: Stage) -> None:
    screen = stage.show(LedgerScreen)
    screen.open()
    assert screen.keys == ()
    assert screen.isAncestorOf(screen.window().focusWidget())
    gone = sample.candidate(store)
    store.write(erasing.erase, Order(gone, "срок истёк", "Стёртый человек № 1", marks_kept=False))
    screen.refresh()
    assert [key for key, _words in screen.keys] == ["↑ ↓", "Ctrl+C"]
