"""What people date has the day where it happened, and keeps it on every computer (law 13)."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from db.assessing import cases, cycles, merging
from db.assessing.sheet import sheets
from db.development import library
from db.file import engine, migrate
from db.file.store import Store
from db.framework import editions
from db.hiring import campaigns, decisions
from db.people import traces
from domain.hiring.decision import Outcome
from domain.mark import Role
from tests.db import sample
from tests.db.conftest import PASSWORD
from tests.zones import LOS_ANGELES, MOSCOW, VLADIVOSTOK, zone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the zone of the process cannot be set here")

# Ten in the evening of 15.11 in Moscow is early on 16.11 in Vladivostok, and noon in Los Angeles.
EVENING = datetime(2026, 11, 15, 19, 0, tzinfo=UTC)
DAY = date(2026, 11, 15)


@dataclass(frozen=True)
class Told:
    """What happened in Moscow on one evening."""

    path: Path
    cycle: int
    case: int
    hr: int
    double: int


@pytest.fixture
def told(path: Path) -> Iterator[Told]:
    with zone(MOSCOW):
        store = Store.open(path, PASSWORD, clock=lambda: EVENING)
        hr, head = sample.add(store, "Соколова"), sample.add(store, "Громов")
        store.act_as(hr)
        cycle = sample.campaign(store, (hr, Role.HR), (head, Role.MANAGER), starts_on=None, ends_on=None)
        case = store.write(campaigns.invite, cycle, sample.candidate(store))
        sample.sheet(store, case, hr, said=1)
        store.write(cases.open_early, case, "начальник в отпуске")
        store.write(decisions.settle, case, "S01", 2, "обсудили")
        store.write(campaigns.change_requirements, cycle, "график сменный")
        store.write(decisions.conclude, case, Outcome.NOT_RECOMMEND, "ниже цели")
        store.write(cycles.close_cycle, cycle, "лист не понадобился")
        double = sample.candidate(store, "Мельник")
        store.write(merging.merge, double, sample.candidate(store, "Мельник"))
        store.close()
    yield Told(path, cycle, case, hr, double)


@pytest.mark.parametrize("place", [MOSCOW, VLADIVOSTOK, LOS_ANGELES, "UTC"])
def test_what_happened_in_moscow_on_the_fifteenth_is_of_the_fifteenth_everywhere(
    told: Told, place: str
) -> None:
    with zone(place):
        store = Store.open(told.path, PASSWORD)
        decision = store.read(decisions.decision, told.case, told.hr, date(2030, 1, 1))
        (assessor,) = decision.result.assessors
        campaign = store.read(campaigns.campaign, told.cycle)
        days = {
            "handed in": assessor.submitted_on,
            "sheet": store.read(sheets.sheet, assessor.sheet_id, told.hr).submitted_on,
            "settled": decision.settled[0].on,
            "concluded": decision.conclusions[0].on,
            "opened early": decision.result.opening.on if decision.result.opening is not None else None,
            "changed": campaign.changes[0].on,
            "opened": campaign.cycle.opened_on,
            "begins": campaign.cycle.starts_on,
            "closed": store.read(cycles.ends, told.cycle)[0].on,
            "merged": store.read(traces.traces, told.double).merges[0].on,
        }
        store.close()
    assert days == dict.fromkeys(days, DAY)


def test_an_edition_is_published_and_an_action_retired_on_the_day_where_one_is(path: Path) -> None:
    with zone(MOSCOW):
        store = Store.open(path, PASSWORD, clock=lambda: EVENING)
        store.act_as(sample.add(store, "Соколова"))
        shelf = store.read(library.shelf)
        store.write(library.retire, shelf.items[0].actions[0].action.id, "устарело")
        store.close()
    with zone(VLADIVOSTOK):
        store = Store.open(path, PASSWORD)
        assert store.read(library.shelf).items[0].actions[0].retired_on == DAY
        assert all(line.published_on is not None for line in store.read(editions.editions))
        store.close()


def test_an_old_file_dates_what_happened_by_the_clock_of_the_computer_that_opens_it() -> None:
    with zone(MOSCOW):
        made = engine.in_memory()
        with made.begin() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            command.upgrade(migrate.config(connection), "0001")
            for statement in OLD:
                connection.execute(text(statement))
            command.upgrade(migrate.config(connection), "head")
            found = {
                name: connection.exec_driver_sql(question).scalars().all() for name, question in ASKED.items()
            }
        made.dispose()
    assert found == {
        "sheets": ["2026-11-16", None],  # 22:30 of the fifteenth in UTC
        "settled": ["2026-11-15"],
        "cycles": ["2026-11-12", "2026-11-01"],  # by the journal; by the period
    }


def test_a_test_brings_the_zone_of_the_process_back() -> None:
    before = time.localtime().tm_gmtoff
    with zone(VLADIVOSTOK):
        assert time.localtime().tm_gmtoff == 10 * 3600
    assert time.localtime().tm_gmtoff == before


OLD = (
    "INSERT INTO sheet (id, uid, case_id, assessor_id, role, revision, reason, state, origin, started_at,"
    " submitted_at, content_hash) VALUES"
    " (1, 'a', 1, 1, 'hr', 1, '', 'submitted', 'screen', '2026-11-15 08:00:00.000000',"
    " '2026-11-15 22:30:00.000000', 'x'),"
    " (2, 'b', 1, 2, 'hr', 1, '', 'draft', 'screen', '2026-11-15 08:00:00.000000', NULL, NULL)",
    "INSERT INTO settled (case_id, item_id, level, reason, actor_id, at)"
    " VALUES (1, 1, 2, 'обсудили', 1, '2026-11-15 08:00:00.000000')",
    "INSERT INTO cycle (id, uid, code, kind, title, starts_on, framework_id, scale_id, policy_id, state)"
    " VALUES (1, 'c', 'H-1', 'hiring', '', '2026-11-14', 1, 1, 1, 'open'),"
    " (2, 'd', 'H-2', 'hiring', '', '2026-11-01', 1, 1, 1, 'open')",
    "INSERT INTO journal (seq, at, act, subject_kind, subject_id, data, previous_mac, mac)"
    " VALUES (1, '2026-11-11 21:30:00.000000', 'open', 'campaign', 1, '{}', '', '')",
)
ASKED = {
    "sheets": "SELECT submitted_on FROM sheet ORDER BY id",
    "settled": 'SELECT "on" FROM settled',
    "cycles": "SELECT opened_on FROM cycle ORDER BY id",
}
