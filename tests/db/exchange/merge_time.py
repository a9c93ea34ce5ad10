"""Two files of 1,000 people over four quarters become one: ``python -m tests.db.exchange.merge_time``.

The second file has the same model and other people, so that all of its rows come in.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from db import models
from db.exchange import merging, other_file
from db.file import driver, keys, triggers
from db.file.store import Store
from domain.exchange.merging import Decisions
from tests.bench import lean

PEOPLE, QUARTERS = 1_000, 4
MOST = 20.0  # seconds
_ROWS = 'INSERT INTO case_item SELECT "case".id, item.id, 1, \'\' FROM "case", item WHERE true'


def main(people: int = PEOPLE) -> None:
    """Merge, and print how long the preview and the act took, and what came."""
    models.load()
    with TemporaryDirectory(dir=lean.ROOM) as folder:
        paths = [Path(folder) / name for name in ("one", "two")]
        for path in paths:
            path.mkdir()
        one, two = (lean.copy_of(lean.lean(people, QUARTERS), path) for path in paths)
        _fill(one, other=False)
        _fill(two, other=True)
        store = Store.open(one)
        store.prepare()
        try:
            with other_file.opened(two, None, store) as other:
                begun = perf_counter()
                other.store.check()
                checked = perf_counter()
                told = merging.preview(store.write, other, Decisions(), "№ {}".format)
                previewed = perf_counter()
                store.write(merging.merge, other, Decisions(), "№ {}".format)
                done = perf_counter()
        finally:
            store.close()
    came = ", ".join(f"{one.kind.value} {one.new}" for one in told.counts if one.new)
    sys.stdout.write(
        f"{came}\ncheck of the other file {checked - begun:.1f} s, preview {previewed - checked:.1f} s\n"
        f"merge {done - previewed:.1f} s, at most {MOST} s\n"
    )


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
        db.execute(guard.sql)
    db.execute("COMMIT")
    db.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
