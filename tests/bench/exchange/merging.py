"""Two files of 1,000 people over four quarters become one.

The second file has the same model and other people, so that all of its rows come in.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from db import models
from db.exchange import merging, other_file
from db.file import driver, keys, triggers
from db.file.store import Store
from domain.exchange.merging import Decisions
from tests.bench import lean
from tests.bench.measure import Figure, seconds

PEOPLE, QUARTERS = 1_000, 4
MOST = 20.0  # seconds
_ROWS = 'INSERT INTO case_item SELECT "case".id, item.id, 1, \'\' FROM "case", item WHERE true'


def figures(people: int = PEOPLE) -> list[Figure]:
    """Measure the preview and the act, each against a check of the other file, which reads all of it."""
    models.load()
    lean.ROOM.mkdir(exist_ok=True)
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
                named, none = "№ {}".format, Decisions()
                checked = seconds(other.store.check)
                seen = seconds(lambda: merging.preview(store.write, other, none, named))
                done = seconds(lambda: store.write(merging.merge, other, none, named))
        finally:
            store.close()
    what = f"two files of {people:,} people × {QUARTERS} quarters"
    return [
        Figure(f"{what}: looked through", seen, checked, limit=None, most=MOST),
        Figure(f"{what}: merged", done, checked, limit=None, most=MOST),
    ]


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
