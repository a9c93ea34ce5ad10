"""Two files of 1,000 people become one.

Over four quarters with other people in each, so that all rows of the second come in; and over twelve with all
events, when both have parted and a day's work was done in each.
"""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from db import models
from db.exchange.merge import merging, other_file
from db.file import driver, keys, triggers
from db.file.store import Store
from domain.exchange.merging import Decisions, Keep
from tests.bench import full, lean
from tests.bench.measure import Figure, seconds, waits

PEOPLE, QUARTERS = 1_000, 4
MOST, PAUSE, BEAT = 20.0, 0.05, 0.002  # seconds
_NAMED = "№ {}".format
_ROWS = 'INSERT INTO case_item SELECT "case".id, item.id, 1, \'\' FROM "case", item WHERE true'


def figures(people: int = PEOPLE) -> list[Figure]:
    """Measure what is alike in both files, and what is in one of them alone."""
    models.load()
    lean.ROOM.mkdir(exist_ok=True)
    return [*_others(people), _parted()]


def _others(people: int) -> list[Figure]:
    """Measure the preview and the act, each against a check of the other file, which reads all of it."""
    with TemporaryDirectory(dir=lean.ROOM) as folder:
        one, two = _copies(lean.lean(people, QUARTERS), Path(folder))
        _fill(one, other=False)
        _fill(two, other=True)
        with _both(one, two) as (store, other):
            checked = seconds(other.store.check)
            seen = seconds(lambda: merging.preview(store.write, other, Decisions(), _NAMED))
            done, pause = _held(lambda: store.write(merging.merge, other, Decisions(), _NAMED))
    what = f"two files of {people:,} people × {QUARTERS} quarters"
    return [
        Figure(f"{what}: looked through", seen, checked, limit=None, most=MOST),
        Figure(f"{what}: merged", done, checked, limit=None, most=MOST),
        Figure("… merged: longest pause", pause, done, limit=None, most=PAUSE),
    ]


def _held(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long the work takes in a thread of its own, and the longest it blocked this one.

    It blocks no longer than it uses a processor itself: what others use does not count.
    """
    took: list[float] = []

    def timed() -> None:
        start, stood = time.perf_counter(), waits()
        work()
        took.append(time.perf_counter() - start - (waits() - stood))

    thread = Thread(target=timed)
    thread.start()
    clock = time.pthread_getcpuclockid(thread.ident or 0)
    last, before, longest = time.perf_counter(), 0.0, 0.0
    while thread.is_alive():
        time.sleep(BEAT)
        with suppress(OSError):  # the thread is over
            now, used = time.perf_counter(), time.clock_gettime(clock)
            longest = max(longest, min(now - last, used - before))
            last, before = now, used
    thread.join()
    (whole,) = took
    return whole, longest


def _parted() -> Figure:
    """Measure the act between files that have a long journal in common."""
    kept, _lean, _marks = full.made()
    with TemporaryDirectory(dir=lean.ROOM) as folder:
        one, two = _copies(kept, Path(folder))
        for path in (one, two):
            store = Store.open(path)
            lean.work_a_day(store)
            store.close()
        with _both(one, two) as (store, other):
            checked = seconds(other.store.check)
            done = seconds(lambda: store.write(merging.merge, other, Decisions(keep=Keep.HERE), _NAMED))
    return Figure("parted files of 1,000, a day's work in each: merged", done, checked, None, most=MOST)


def _copies(kept: Path, folder: Path) -> list[Path]:
    paths = [folder / name for name in ("one", "two")]
    for path in paths:
        path.mkdir()
    return [lean.copy_of(kept, path) for path in paths]


@contextmanager
def _both(one: Path, two: Path) -> Generator[tuple[Store, other_file.Other]]:
    """Open the first file, and the second as one to be taken in."""
    store = Store.open(one)
    store.prepare()
    try:
        with other_file.opened(two, None, store) as other:
            yield store, other
    finally:
        store.close()


def _fill(path: Path, *, other: bool) -> None:
    """Give each case its items; *other* makes all people, cycles, cases and sheets others than they were."""
    dek = keys.unlock(keys.load(path), None, path)
    db = driver.connect(path, dek)
    db.execute("BEGIN IMMEDIATE")
    for guard in triggers.GUARDS:
        db.execute(f"DROP TRIGGER {guard.name}")
    db.execute(_ROWS)
    for table in ("person", "cycle", '"case"', "sheet") if other else ():
        db.execute(f"UPDATE {table} SET uid = lower(hex(randomblob(16)))")
    for guard in triggers.GUARDS:
        db.execute(guard.sqlite)
    db.execute("COMMIT")
    db.close()
