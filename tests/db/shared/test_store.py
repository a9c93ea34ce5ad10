"""Two verbs over a shared database: a read writes nothing, acts come one after another, faults have names."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlmodel import Session, col, func, select

from db import models
from db.assessing import people
from db.assessing.sheet import sheets
from db.exchange import keys, packets, pairing
from db.file.errors import Busy, Closed, Exists, Newer, NotOurs, ReadOnly
from db.file.migrate import SCHEMA
from db.file.store import Store
from db.journal import by_hand
from db.journal.problems import ProblemKind
from db.postgresql import engine
from db.postgresql.errors import Older, Unreachable
from db.postgresql.store import DatabaseStore
from domain.errors import Unknown
from domain.exchange.key import Introduction
from domain.exchange.packet import PacketKind
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.db import sample, server
from tests.db.conftest import DEK


def past_all_rules(store: Store, *statements: str) -> None:
    """Write past every rule, as somebody does who has the password of the database."""

    def run(session: Session) -> None:
        for statement in statements:
            session.connection().exec_driver_sql(statement)
        session.info["unjournaled"] = True

    store.write(run)


def test_the_server_itself_lets_a_read_write_nothing(store: Store) -> None:
    def write(session: Session) -> None:
        session.connection().exec_driver_sql("DELETE FROM setting")

    with pytest.raises(ReadOnly):
        store.read(write)


def test_a_read_sees_one_unchanging_state(store: Store) -> None:
    def count(session: Session) -> int:
        return session.exec(select(func.count()).select_from(models.Person)).one()

    def twice(session: Session) -> tuple[int, int]:
        before = count(session)
        store.write(people.add, Person(surname="Ким"))
        return before, count(session)

    assert store.read(twice) == (0, 0)
    assert store.read(count) == 1


def test_acts_of_many_at_once_come_one_after_another_and_none_is_lost(store: Store, address: str) -> None:
    """As fifty raters do it, here four of them through two services."""
    hr = [sample.add(store, f"Соколова {number}") for number in range(4)]
    case = sample.case(store, sample.candidate(store))
    drafts = [sample.sheet(store, case, one, Role.HR, submit=False) for one in hr]
    items = [one.id for one in sample.framework(store).items[:10]]
    second = server.opened(address, DEK)
    together = Barrier(len(drafts))

    def rate(place: int) -> None:
        mine = store if place % 2 else second
        together.wait()
        for item in items:
            mine.write(sheets.rate, drafts[place], item, Mark.rated(2))

    before = store.check().end[0]
    with ThreadPoolExecutor(len(drafts)) as raters:
        list(raters.map(rate, range(len(drafts))))
    second.close()
    checked = store.check()
    assert checked.problems == ()
    assert checked.end[0] == before + len(drafts) * len(items)
    marks = select(func.count()).select_from(models.Mark)
    assert store.read(lambda session: session.exec(marks).one()) == len(drafts) * len(items)


def test_an_act_that_has_waited_long_enough_for_another_says_that_it_is_busy(
    store: Store, address: str
) -> None:
    second = server.opened(address, DEK)
    past_all_rules(second, "SET lock_timeout = '10ms'")

    def beside(session: Session) -> None:
        people.add(session, Person(surname="Орлов"))
        with pytest.raises(Busy):
            second.write(people.add, Person(surname="Ким"))

    store.write(beside)
    second.write(people.add, Person(surname="Ким"))
    second.close()
    assert len(store.read(people.everybody)) == 2


def test_an_act_that_is_refused_leaves_nothing(store: Store) -> None:
    def half(session: Session) -> None:
        people.add(session, Person(surname="Ким"))
        raise LookupError

    with pytest.raises(LookupError):
        store.write(half)
    assert store.read(people.everybody) == ()
    assert store.check().end[0] == 1


def test_what_was_written_is_announced_by_its_tables(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    sample.add(store, "Ким")
    assert heard == [frozenset({"person"})]


JOURNAL = {
    "UPDATE journal SET at = at + interval '1 second' WHERE seq = 2": ["2"],
    "UPDATE journal SET actor_id = 1 WHERE seq = 2": ["2"],
    "UPDATE journal SET data = replace(data, '1', '2') WHERE seq = 2": ["2"],
    "UPDATE journal SET data = 'no json {' WHERE seq = 2": ["2"],
    "UPDATE journal SET act = 'submit' WHERE seq = 2": ["2"],
    "UPDATE journal SET mac = '' WHERE seq = 2": ["2", "3"],
    "DELETE FROM journal WHERE seq = 2": ["3"],
}


@pytest.mark.parametrize("statement", JOURNAL)
def test_an_event_changed_by_whoever_has_the_database_is_told(store: Store, statement: str) -> None:
    for name in ("Ким", "Орлов", "Громов"):
        sample.add(store, name)
    off, on = (f"ALTER TABLE journal {word} TRIGGER USER" for word in ("DISABLE", "ENABLE"))
    past_all_rules(store, off, statement, on)
    problems = store.check().problems
    assert [one.place for one in problems if one.kind is ProblemKind.JOURNAL] == JOURNAL[statement]
    assert all(one.kind is not ProblemKind.SCHEMA for one in problems)


def test_a_mark_changed_by_whoever_has_the_database_is_told(store: Store) -> None:
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, sample.add(store, "Соколова"), said=1)
    off, on = (f"ALTER TABLE mark {word} TRIGGER USER" for word in ("DISABLE", "ENABLE"))
    past_all_rules(
        store, off, "UPDATE mark SET level = 3 WHERE item_id = (SELECT min(item_id) FROM mark)", on
    )
    assert [one.kind for one in store.check().problems] == [ProblemKind.CONTENT]


def test_a_journal_of_another_key_is_told(store: Store, address: str) -> None:
    other = DatabaseStore(address, bytes(32))
    assert ProblemKind.JOURNAL in {one.kind for one in other.checkup()}
    other.close()


def test_a_database_with_anything_in_it_is_not_made_ours(store: Store, address: str) -> None:
    with pytest.raises(Exists):
        DatabaseStore.create(address, DEK)
    assert store.checkup() == ()


@pytest.mark.parametrize(
    ("version", "refusal"), [(f"{SCHEMA + 1:04}", Newer), (f"{SCHEMA - 1:04}", Older), ("mine", NotOurs)]
)
def test_a_database_of_another_version_is_not_opened(
    store: Store, address: str, version: str, refusal: type[Exception]
) -> None:
    past_all_rules(store, f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(refusal):
        DatabaseStore(address, DEK)


def test_a_server_that_is_not_there_is_told_and_so_is_a_database_that_is_not(store: Store) -> None:
    for url in ("postgresql://merilo@/none?host=/nowhere", server.address("no such database")):
        with pytest.raises(Unreachable) as told:
            DatabaseStore(url, DEK)
        assert "merilo" not in str(told.value), "no account in what people read"


@pytest.mark.parametrize("number", [1 << 31, (-1 << 31) - 1, (1 << 63) - 1, -1 << 63])
def test_a_number_that_no_column_has_room_for_is_nobodys_id(store: Store, number: int) -> None:
    with pytest.raises(Unknown):
        store.read(people.person, number)
    with pytest.raises(Unknown):
        store.write(sheets.rate, number, number, Mark.rated(2))


def test_the_number_of_a_packet_may_be_larger_than_any_id(store: Store) -> None:
    """They follow the seconds of the clock, and are to do so after 2038 as well."""
    store.act_as(sample.add(store, "Соколова"))
    known = sample.add(store, "Громов")
    store.write(keys.keep, pairing.new())
    theirs = Introduction(pairing.new().public, "Громов", "Строй", str(sample.new_uid()))
    store.write(keys.know, theirs, known, theirs.keys.groups)

    def send(session: Session, sequence: int) -> int:
        (key,) = keys.known(session)
        top = replace(packets.head(session, PacketKind.INVITATION, key), sequence=sequence)
        packets.sent(session, top, key.keys.signing, "cd" * 32, None, known)
        session.info["unjournaled"] = True
        session.flush()
        return packets.head(session, PacketKind.INVITATION, key).sequence

    for latest in (1 << 40, packets.LATEST - 2):
        assert store.write(send, latest) == latest + 1


def test_a_sum_of_sums_is_a_whole_number_as_in_a_file(store: Store) -> None:
    def counted(session: Session) -> object:
        each = (
            select(func.count(col(models.Item.id)).label("number"))
            .group_by(col(models.Item.framework_id))
            .subquery()
        )
        return session.connection().scalar(select(func.sum(each.c.number)))

    assert type(store.read(counted)) is int


def test_only_an_address_of_postgresql_is_taken(store: Store) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        engine.place("mysql://somewhere/merilo")
    assert engine.place("postgres://one@host/merilo").drivername == "postgresql+psycopg"


def test_a_connection_that_was_lost_is_told_and_the_next_act_has_another(store: Store, address: str) -> None:
    second = server.opened(address, DEK)

    def lost(session: Session) -> None:
        people.add(session, Person(surname="Ким"))
        session.flush()
        ours = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        session.connection().exec_driver_sql("SELECT pg_terminate_backend(%s)", (ours,))

    with pytest.raises(Unreachable):
        second.write(lost)
    assert second.read(people.everybody) == ()
    second.write(people.add, Person(surname="Орлов"))
    second.close()
    assert len(store.read(people.everybody)) == 1


def test_what_the_server_stops_while_the_journal_is_read_has_a_name_too(store: Store) -> None:
    def stopped(session: Session) -> None:
        session.connection().exec_driver_sql("SET LOCAL statement_timeout = '10ms'")
        list(by_hand.rows(session, "SELECT pg_sleep(?)", (600,)))

    with pytest.raises(Busy):
        store.read(stopped)
    assert store.checkup() == ()


def test_what_is_closed_neither_reads_nor_writes(store: Store, address: str) -> None:
    second = server.opened(address, DEK)
    second.close()
    second.close()
    with pytest.raises(Closed):
        second.read(people.everybody)
    with pytest.raises(Closed):
        second.write(people.add, Person(surname="Ким"))
