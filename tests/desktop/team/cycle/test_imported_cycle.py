"""A cycle that came from a file has no sheets: Enter and F2 say so."""

from datetime import date

from db.assessing import rosters
from db.file.store import Store
from db.team import level_imports
from desktop.context import Context
from desktop.team.cycle.screen import CycleScreen
from domain.people.person import Person, PersonKind
from domain.people.roster import Field, RosterRow
from domain.progress import Progress
from domain.team.level_import import Batch, LevelImport, matched
from tests.db import sample
from tests.desktop.desk import Stage


def test_enter_and_f2_say_why_there_is_nothing_to_do(context: Context, store: Store, stage: Stage) -> None:
    sample.add(store, "Orlova", given="Vera", manager_id=context.me.id)
    vera = Person(kind=PersonKind.EMPLOYEE, surname="Orlova", given="Vera")
    row = RosterRow(1, vera, frozenset({Field.SURNAME, Field.GIVEN}))
    roster = matched([row], store.read(rosters.known), {})
    on, marks = date(2026, 9, 30), {"3": 3}
    levels = Batch(on, {1: {"K01": 3, "S08": 2}})
    model = sample.framework(store).id
    brought = LevelImport("Last year", "matrix.xlsx", "Sheet1", model, roster, (levels,), dict(marks), None)
    (cycle_id,) = store.write(level_imports.load, brought, Progress())
    screen = stage.show(CycleScreen)
    screen.open(cycle_id)
    assert screen.row is not None and screen.row.imported
    screen.take_step()
    assert "the levels come from a file" in screen.banner.text
    screen.choose_assessors()
    assert "its assessors are no longer changed" in screen.banner.text
