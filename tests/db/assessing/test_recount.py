"""Stored calculations are made again by the check: a wrong one is found by its assessment, in any form."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import snapshots
from db.file.store import Store
from db.file.triggers import TRIGGERS
from db.journal.problems import ProblemKind
from domain.canonical import canonical, content_hash
from domain.progress import Cancelled, Progress
from tests import prepared

type Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(prepared.demo(tmp_path / "d.merilo"))
    yield store
    store.close()


def forge(store: Store, change: Change) -> int:
    """Change a stored calculation as someone with the key would, its own hash made anew; return the case."""

    def write(session: Session) -> int:
        session.info["unjournaled"] = True
        run = session.connection().exec_driver_sql
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            run(f'DROP TRIGGER "{name}"')
        row = session.exec(select(models.Snapshot).order_by(col(models.Snapshot.id).desc())).first()
        assert row is not None
        taken = snapshots.snapshot(session, row.case_id)
        told: dict[str, Any] = {"engine": taken.engine, "inputs": taken.inputs, "results": taken.results}
        change(told)
        own = [{key: one[key] for key in one.keys() & snapshots.OWN} for one in told["inputs"]["entries"]]
        row.engine = told["engine"]
        row.content = zlib.compress(canonical([own, told["results"]]), 9)
        row.content_hash = content_hash([told["engine"], told["inputs"], told["results"]])
        session.flush()
        for trigger in TRIGGERS:
            run(trigger)
        return row.case_id

    return store.write(write)


def better(told: dict[str, Any]) -> None:
    """Let the person attain everything, and leave the marks as they are."""
    told["results"]["totals"]["attainment"] = "1"


def kinder(told: dict[str, Any]) -> None:
    """Raise a mark, and leave the result as it is."""
    mark = next(one for entry in told["inputs"]["entries"] for one in entry["marks"] if one[3] in (0, 1))
    mark[3] = 4


def unknown(told: dict[str, Any]) -> None:
    """Name an engine that no program has."""
    told["engine"] = "99"


def test_the_calculations_of_an_unharmed_file_agree(demo: Store) -> None:
    exact, wrong = demo.read(snapshots.recount)
    assert exact > 20
    assert wrong == ()


@pytest.mark.parametrize("change", [better, kinder, unknown])
def test_a_calculation_that_does_not_follow_from_its_marks_is_found(demo: Store, change: Change) -> None:
    before, _none = demo.read(snapshots.recount)
    case_id = forge(demo, change)
    exact, wrong = demo.read(snapshots.recount)
    assert exact == before - 1, "only this one"
    assert [one.kind for one in wrong] == [ProblemKind.RECOUNT]
    assert wrong[0].place.endswith(f"#{case_id}")


def test_a_calculation_that_cannot_be_read_is_found(demo: Store) -> None:
    def spoil(session: Session) -> None:
        session.info["unjournaled"] = True
        run = session.connection().exec_driver_sql
        ((name, sql),) = run("SELECT name, sql FROM sqlite_master WHERE name = 'snapshot_update'").all()
        run(f'DROP TRIGGER "{name}"')
        run("UPDATE snapshot SET content = x'00' WHERE id = (SELECT max(id) FROM snapshot)")
        run(sql)

    demo.write(spoil)
    _exact, wrong = demo.read(snapshots.recount)
    assert [one.kind for one in wrong] == [ProblemKind.RECOUNT]


def test_it_tells_how_far_it_is_and_stops_when_asked(demo: Store) -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    exact, _none = demo.read(snapshots.recount, progress)
    assert told == [(number, exact) for number in range(exact)]
    progress.cancel()
    with pytest.raises(Cancelled):
        demo.read(snapshots.recount, progress)
