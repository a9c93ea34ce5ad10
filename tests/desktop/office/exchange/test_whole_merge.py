"""A file with something of everything comes whole into one that has nothing but the model."""

import contextlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from db.assessing import snapshots
from db.exchange.merge import merging, other_file
from db.file import driver, keys
from db.file.store import Store
from desktop.office.exchange.merging import papers
from domain.exchange.merging import Decisions, Keep
from tests import prepared
from tests.db.exchange import merged

# When the shipped model was published in each file; whatever refers to it is told of by what it says.
_OF_THE_MODEL = {"scale", "scale_level", "framework", "cycle"}


def test_everything_comes_and_is_proved_as_it_was(tmp_path: Path) -> None:
    there = prepared.demo(tmp_path / "demo.merilo")
    here = prepared.empty(tmp_path / "завод.merilo", merged.PASSWORD)
    with contextlib.closing(Store.open(there)) as whole:
        _same_organisation(here, whole)
        told = merged.content(whole)
        before = _proved(whole)
    with contextlib.closing(Store.open(here, merged.PASSWORD)) as store:
        with other_file.opened(there, None, store, merged.NAMED) as other:
            chosen = Decisions(keep=Keep.THERE, papers=papers())
            store.write(merging.merge, other, chosen, merged.NAMED)
        came = merged.content(store)
        assert [table for table in told if came[table] != told[table] and table not in _OF_THE_MODEL] == []
        assert all(len(came[table]) == len(told[table]) for table in told)
        assert store.check().problems == ()
        assert store.read(snapshots.recount)[1] == ()
        assert before - _proved(store) == Counter()


def _same_organisation(path: Path, whole: Store) -> None:
    """Make the file at the path one of the same organisation."""
    asked = "SELECT uid FROM organisation"
    (uid,) = whole.read(lambda session: _driver(session).execute(asked).fetchone())
    dek = keys.unlock(keys.load(path), merged.PASSWORD, path)
    with contextlib.closing(driver.connect(path, dek)) as connection:
        connection.execute("UPDATE organisation SET uid = ?", (uid,))


def _proved(store: Store) -> Counter[str]:
    """Return how many records of each kind are proved with what they say."""

    def read(session: Any) -> Counter[str]:
        last: dict[tuple[str, int], str | None] = {}
        for (data,) in _driver(session).execute("SELECT data FROM journal ORDER BY seq"):
            last |= {(record, one): digest for record, one, digest in json.loads(data).get("proof", ())}
        return Counter(record for (record, _one), digest in last.items() if digest is not None)

    return store.read(read)


def _driver(session: Any) -> Any:
    return session.connection().connection.driver_connection
