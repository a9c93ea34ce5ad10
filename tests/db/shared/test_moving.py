"""From a file into a database and back: nothing is lost, the chain goes on, the next act finds its place."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, select

from db import models
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file import keys
from db.file.errors import Exists
from db.file.store import Store
from db.journal import journal
from db.people import organisation
from db.postgresql import carrying, moving
from db.postgresql.carrying import NotCarried
from db.postgresql.moving import Unsound
from db.postgresql.store import DatabaseStore
from db.service.command_line import main
from domain.assessing.evidence import Polarity
from domain.errors import Refused
from domain.mark import Mark
from tests import prepared
from tests.db import sample, server, tampering
from tests.db.conftest import DEK, PASSWORD

FILE_KEY, KEY = bytes(range(40, 72)), bytes(range(1, 33))

pytestmark = pytest.mark.usefixtures("store")  # there is a PostgreSQL


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    """A file with a unit and one below it, two people, a sheet handed in and one begun."""
    with closing(Store.create(tmp_path / "a.merilo", PASSWORD, dek=FILE_KEY, fast=True).store) as made:
        hr = sample.add(made, "Соколова", is_actor=True)
        made.act_as(hr)
        works = made.write(organisation.add_unit, "Цех «1» — 100 % \t готовность")
        made.write(organisation.add_unit, "Участок", works)
        author = sample.add(made, "Громов", is_actor=True)
        case = sample.case(made, sample.candidate(made))
        made.act_as(author)
        sample.sheet(made, case, author, said=2)
        made.act_as(hr)
        sample.sheet(made, case, hr, said=3, submit=False)
        fact = (sample.candidate(made, "Орлова"), [1], "на смене", Polarity.FOR, sample.SEEN_ON)
        made.write(evidence.note, *fact)
        yield made


@pytest.fixture
def address() -> Iterator[str]:
    with server.empty() as found:
        yield found


def rows(store: Store | DatabaseStore) -> dict[str, list[carrying.Row]]:
    """Every row of every table, but for the journal's."""

    def read(session: Session) -> dict[str, list[carrying.Row]]:
        models.load()
        tables = {
            one.name: tuple(column.name for column in one.columns)
            for one in SQLModel.metadata.sorted_tables
            if one.name != "journal"
        }
        return {
            name: sorted(carrying.rows(session, name, columns), key=repr) for name, columns in tables.items()
        }

    return store.read(read)


def acts(session: Session) -> list[str]:
    return list(session.exec(select(models.Journal.act).order_by(col(models.Journal.seq))))


def test_a_file_becomes_a_database_and_a_file_again_and_nothing_is_lost(
    file: Store, address: str, tmp_path: Path
) -> None:
    before, told, end = rows(file), file.read(acts), file.read(journal.head)
    assert len(before["mark"]) > 100
    carried = moving.adopt(file, FILE_KEY, address, KEY)
    assert carried == carrying.Carried(sum(map(len, before.values())) + len(told), end)
    with closing(DatabaseStore(address, KEY)) as there:
        assert rows(there) == before
        assert there.read(acts) == [*told, "adopt"]
        last = there.read(
            lambda session: (
                session.exec(select(models.Journal).order_by(col(models.Journal.seq))).all()[-1].data
            )
        )
        assert (last["seq"], last["head"]) == end
        assert there.checkup() == ()
        # What is numbered goes on where the file ended, and what is frozen stays so.
        there.act_as(1)
        added = there.write(organisation.add_unit, "Склад")
        assert added == 1 + max(int(str(one[0])) for one in before["unit"])
        with pytest.raises(Refused):
            there.write(sheets.rate, 1, sample.item(file, "K01"), Mark.rated(1))
        after = rows(there)
        made, _carried = moving.give_back(there, KEY, tmp_path / "b.merilo", PASSWORD, fast=True)
        made.store.close()
        assert there.checkup() == ()
    with closing(Store.open(tmp_path / "b.merilo", PASSWORD)) as back:
        assert rows(back) == after
        assert back.read(acts) == [*told, "adopt", "add", "give_back", "give_back"]
        assert back.checkup() == ()
        assert back.write(organisation.add_unit, "Лаборатория") == added + 1
    assert rows(file) == before
    assert file.read(journal.head) == end


def test_nobody_goes_on_with_the_chain_by_a_key_of_before(file: Store, address: str, tmp_path: Path) -> None:
    moving.adopt(file, FILE_KEY, address, KEY)
    with closing(DatabaseStore(address, FILE_KEY)) as there:
        assert there.checkup() != ()
    with closing(DatabaseStore(address, KEY)) as there:
        made, _carried = moving.give_back(there, KEY, tmp_path / "b.merilo", PASSWORD, fast=True)
        made.store.close()
    found = keys.load(tmp_path / "b.merilo")
    assert keys.fitting(found, KEY) is None
    assert keys.fitting(found, FILE_KEY) is None


def test_a_database_with_anything_in_it_is_left_alone(file: Store, store: Store) -> None:
    before = rows(store)
    with pytest.raises(Exists):
        moving.adopt(file, FILE_KEY, server.address(store.path.name), KEY)
    assert rows(store) == before


def test_a_file_that_is_not_sound_stays_where_it_is(file: Store, address: str) -> None:
    def forge(session: Session) -> None:
        tampering.unguarded(session, "mark")
        tampering.run(session, "UPDATE mark SET level = 4 WHERE sheet_id = 1 AND item_id = 1")

    file.write(forge)
    with pytest.raises(Unsound) as told:
        moving.adopt(file, FILE_KEY, address, KEY)
    assert told.value.problems == file.checkup()
    moved_nothing(address)


def test_what_a_database_has_no_room_for_is_named_and_nothing_is_left(file: Store, address: str) -> None:
    def paste(session: Session) -> None:
        tampering.run(session, "UPDATE unit SET name = 'Цех' || char(0) || '1'")

    file.write(paste)
    with pytest.raises(NotCarried, match="unit"):
        moving.adopt(file, FILE_KEY, address, KEY)
    moved_nothing(address)


def moved_nothing(address: str) -> None:
    """An empty database can be made; one with anything in it could not."""
    DatabaseStore.create(address, KEY).close()


def test_a_file_that_is_there_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    there = prepared.empty(tmp_path / "b.merilo")
    before = there.read_bytes()
    with closing(DatabaseStore(server.address(store.path.name), DEK)) as database:
        with pytest.raises(Exists):
            moving.give_back(database, DEK, there, PASSWORD, fast=True)
        assert there.read_bytes() == before
        assert database.read(acts)[-1] == "give_back"  # it was tried, and the journal says so


def test_whoever_runs_the_server_moves_a_file_in_checks_it_and_takes_a_file_out(
    file: Store,
    address: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MERILO_LANG", "en")
    before, path = rows(file), file.path
    file.close()
    place, secret, back = tmp_path / "place", tmp_path / "secret", tmp_path / "b.merilo"
    place.write_text(f"{address}\n", "utf-8")
    secret.write_text(f"{PASSWORD}\n", "utf-8")
    database, given = ("--database", str(place)), ("--password-file", str(secret))

    def said(*words: str) -> tuple[int, str]:
        code = main(words)
        told = capsys.readouterr()
        return code, told.out + told.err

    wrong = tmp_path / "wrong"
    wrong.write_text("не тот пароль\n", "utf-8")
    here = ("adopt", *database, "--file", str(path))
    assert said(*here, "--password-file", str(wrong)) == (1, "The password of “a.merilo” is wrong.\n")
    done, told = said(*here, *given)
    assert (done, told.partition(":")[0]) == (0, "Moved")
    assert said(*here, *given)[0] == 1  # it has a key now: that database is not empty
    assert said("check", *database) == (0, "Nothing wrong was found.\n")
    out = ("export", *database, "--file", str(back))
    done, told = said(*out, *given)
    assert (done, "Nothing wrong was found." in told) == (0, True)
    assert said(*out, *given)[0] == 1  # nothing is overwritten
    code = told.partition("only here: ")[2].split()[0]
    with closing(Store.open(back, recovery_code=code)) as found:
        assert rows(found) == before
    assert said("check", "--file", str(back), *given) == (0, "Nothing wrong was found.\n")
    with closing(Store.open(path, PASSWORD)) as left:  # nobody holds it any more
        assert rows(left) == before
