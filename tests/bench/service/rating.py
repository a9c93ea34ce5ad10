"""Fifty people rate at once, a mark a second each, at a service that is twenty milliseconds away."""

import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import select

from db import models
from db.assessing.sheet import sheets
from db.file.store import Store
from db.postgresql.store import DatabaseStore
from domain.mark import Mark, Origin
from tests.bench.lean import ROOM
from tests.bench.measure import Figure, p95
from tests.bench.service import at_work
from tests.bench.service.at_work import Centre, Window

OTHERS = 1_000  # people
RATERS, MARKS = 50, 60
MOST = 0.040


def figures(raters: int = RATERS, marks: int = MARKS) -> list[Figure]:
    """Measure a mark on a file and, where there is one, on PostgreSQL, against one that does nothing."""
    with TemporaryDirectory(dir=ROOM) as folder:
        found = at_work.centre(Path(folder) / "centre.merilo", raters, OTHERS)
        with at_work.database(found.path) as here:
            with at_work.bare() as port:
                baseline = p95(_rated(port, found, marks, bare=True))
            what = f"{raters} people rate, a mark each second: {{}}, p95"
            with at_work.served(str(found.path)) as port:
                times = _rated(port, found, marks)
            with closing(Store.open(found.path)) as store:
                _nothing_lost(store, found, marks)
            rows = [Figure(what.format("a file"), p95(times), baseline, limit=None, most=MOST)]
            if here is not None:
                with at_work.served(*here) as port:
                    times = _rated(port, found, marks)
                with closing(DatabaseStore(here[0], bytes.fromhex(here[1]))) as store:
                    _nothing_lost(store, found, marks)
                rows.append(Figure(what.format("PostgreSQL"), p95(times), baseline, limit=None, most=MOST))
            return rows


def _rated(port: int, centre: Centre, marks: int, *, bare: bool = False) -> list[float]:
    """Return how long each mark took, from the moment at which it was to be sent."""
    times: list[float] = []
    start = time.perf_counter() + 2.0

    def rater(number: int) -> Callable[[], None]:
        one = centre.raters[number]

        def work() -> None:
            window = Window(port, one.token)
            for turn in range(marks):
                item = centre.items[turn % len(centre.items)]
                told = {item: (Mark.rated(number % 5), Origin.TYPED, None)}
                at = start + turn + number / len(centre.raters)
                time.sleep(max(0.0, at - time.perf_counter()))
                if bare:
                    window.knock(sheets.rate_all, one.sheet_id, told)
                else:
                    window.ask(sheets.rate_all, one.sheet_id, told, act=True)
                times.append(time.perf_counter() - at)
            window.close()

        return work

    threads = [threading.Thread(target=rater(number)) for number in range(len(centre.raters))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(times) == marks * len(centre.raters), "each mark got its answer"
    return times


def _nothing_lost(store: Store | DatabaseStore, centre: Centre, marks: int) -> None:
    """Look that each mark is there, and in the journal, once, and that its chain is whole."""
    ids = [one.sheet_id for one in centre.raters]
    of = models.Mark
    found = store.read(lambda session: session.exec(select(of).where(of.sheet_id.in_(ids))).all())  # type: ignore[attr-defined]
    assert len(found) == min(marks, len(centre.items)) * len(ids), len(found)
    acts = models.Journal.act == "rate"
    events = store.read(lambda session: len(session.exec(select(models.Journal.seq).where(acts)).all()))
    assert events == marks * len(ids), events
    assert store.checkup() == ()
