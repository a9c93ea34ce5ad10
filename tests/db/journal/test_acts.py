"""One act, one event, however many smaller acts it calls."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlmodel import Session

from db.file import engine, keys, migrate
from db.file.store import Store
from db.journal import journal
from db.people import organisation
from domain.errors import Taken
from tests.db import sample
from tests.db.conftest import DEK
from tests.db.writer import bump


def test_an_act_that_has_read_the_last_event_with_its_rows_goes_on_from_there(store: Store) -> None:
    def record(session: Session) -> None:
        last = session.exec(journal.LAST).one()
        journal.record(session, "test", "setting", None, {}, (last[0], last[1]))

    store.write(bump, "count")
    before = store.read(journal.head)[0]
    store.write(record)
    assert store.read(journal.head)[0] == before + 1
    assert store.checkup() == ()


def test_an_empty_journal_ends_at_its_start(tmp_path: Path) -> None:
    path = tmp_path / "empty.merilo"
    path.touch()
    made = engine.make(path, DEK)
    migrate.upgrade(made, path)
    with Session(made, info={"journal_key": keys.journal_key(DEK)}) as session:
        assert journal.head(session) == (0, journal.START)
        assert journal.verify(session) == ()
    made.dispose()


def test_acts_in_an_act_are_a_part_of_its_one_event(store: Store) -> None:
    def two_settings(session: Session) -> None:
        with journal.act(session, "outer", "test", 1, {"of": 2}) as act:
            bump(session, "count")
            with journal.act(session, "inner", "test") as inner:
                bump(session, "other")
                inner.subject_id, inner.data = 5, {"of": 1}
            act.data["more"] = True

    before = store.read(journal.head)[0]
    store.write(two_settings)
    event = sample.last_event(store)
    assert (event.seq, event.act, event.subject_kind, event.subject_id) == (before + 1, "outer", "test", 1)
    count, other = (["set", "setting", None, {"name": name}] for name in ("count", "other"))
    assert event.data == {
        "of": 2,
        "more": True,
        "with": [count, ["inner", "test", 5, {"of": 1, "with": [other]}]],
    }
    assert store.checkup() == ()


def test_an_act_that_calls_no_other_has_an_event_like_any(store: Store) -> None:
    def alone(session: Session) -> None:
        with journal.act(session, "test", "setting", 3, {"name": "x"}):
            pass

    store.write(alone)
    assert sample.last_event(store).data == {"name": "x"}
    store.write(bump, "count")
    assert sample.last_event(store).data == {"name": "count"}


def test_an_act_refused_in_its_middle_leaves_nothing_behind(store: Store) -> None:
    def refused(session: Session) -> None:
        with journal.act(session, "test", "setting"):
            bump(session, "count")
            organisation.add_unit(session, "Чат")
            organisation.add_unit(session, "Чат")

    def swallowed(session: Session) -> None:
        with journal.act(session, "around", "setting"), suppress(Taken):
            refused(session)

    before = store.read(journal.head)
    for act, error in ((refused, Taken), (swallowed, AssertionError)):
        with pytest.raises(error):
            store.write(act)
        assert store.read(journal.head) == before
        assert store.read(organisation.units) == ()
        assert store.read(organisation.setting, "count") is None
    store.write(bump, "count")
    assert sample.last_event(store).data == {"name": "count"}, "nothing of the refused one sticks to the next"


def test_a_setting_is_not_told_by_its_value(store: Store) -> None:
    def told(session: Session) -> str:
        return "".join(session.connection().exec_driver_sql("SELECT data FROM journal").scalars())

    store.write(organisation.keep_setting, "language", "Секретное значение")
    assert "Секретное" not in store.read(told)
