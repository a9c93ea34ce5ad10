"""A database of an older version: brought up to date whole or not at all, and served by no older service."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlmodel import Session, col, select

from db import models
from db.assessing.sheet import sheets
from db.file import migrate
from db.file.errors import Newer, NotOurs
from db.file.store import Store
from db.people import organisation
from db.postgresql import engine, migrating
from db.postgresql.errors import InUse, Older
from db.postgresql.migrating import NotMigrated
from db.postgresql.store import DatabaseStore
from db.service.command_line import main
from domain.errors import Refused
from domain.mark import Mark
from tests.db import sample, server
from tests.db.conftest import DEK

TODAY, BEFORE = migrate.SCHEMA, migrate.SCHEMA - 1

# What an older program made: a column of frozen rows has another name, one of a table that others point at
# is not there, nor are an index and a table.
OLDER = """
ALTER TABLE mark RENAME COLUMN rated_at TO rated_on;
ALTER TABLE person DROP COLUMN given;
DROP INDEX uq_sheet_draft;
DROP TABLE login;
UPDATE alembic_version SET version_num = '{before:04}'
"""

REVISION = '''"""A test revision."""

import sqlalchemy as sa
from alembic import op

revision = "{today:04}"
down_revision = "{before:04}"


def upgrade() -> None:
    with op.batch_alter_table("person", recreate="always", reflect_kwargs={{"resolve_fks": False}}) as batch:
        batch.add_column(sa.Column("given", sa.String(), nullable=False, server_default="Анна"))
    with op.batch_alter_table("person", recreate="always", reflect_kwargs={{"resolve_fks": False}}) as batch:
        batch.alter_column("given", server_default=None)
    with op.batch_alter_table("mark", recreate="always") as batch:
        batch.alter_column("rated_on", new_column_name="rated_at")
    op.execute("UPDATE mark SET rated_at = rated_at")
    draft = sa.text("state = 'draft'")
    op.create_index(
        "uq_sheet_draft",
        "sheet",
        ["case_id", "assessor_id"],
        unique=True,
        sqlite_where=draft,
        postgresql_where=draft,
    )
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_login_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token", name="uq_login_token"),
    )
    op.create_index("ix_login_account_id", "login", ["account_id"])
'''


@pytest.fixture
def revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The newest revision of this program, which makes of the older database one of today."""
    scripts = tmp_path / "100%" / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (newest,) = (scripts / "versions").glob(f"{TODAY:04}_*.py")
    newest.write_text(REVISION.format(today=TODAY, before=BEFORE), "utf-8")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    return newest


@pytest.fixture
def by_hand(address: str) -> Iterator[Callable[[str], None]]:
    """Run statements as somebody does who has the password of the database."""
    making = create_engine(engine.place(address))

    def run(statements: str) -> None:
        with making.begin() as connection:
            connection.exec_driver_sql(statements)

    yield run
    making.dispose()


@pytest.fixture
def older(store: Store, revision: Path, by_hand: Callable[[str], None]) -> None:
    """An older database with a sheet handed in; no service is at work in it."""
    hr = sample.add(store, "Соколова", is_actor=True, given="Анна")
    store.act_as(hr)
    sample.sheet(store, sample.case(store, sample.candidate(store, given="Анна")), hr, said=2)
    store.close()
    by_hand(OLDER.format(before=BEFORE))


def acts(session: Session) -> list[tuple[str, object]]:
    of = models.Journal
    return [(row.act, row.data) for row in session.exec(select(of).order_by(col(of.seq)))]


def version(connection: Connection) -> str:
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()


@pytest.mark.usefixtures("older")
def test_an_older_database_is_refused_then_brought_up_to_date_and_is_sound(address: str) -> None:
    with pytest.raises(Older):
        DatabaseStore(address, DEK)
    assert migrating.upgrade(address, DEK) == BEFORE
    with closing(DatabaseStore(address, DEK)) as store:
        told = store.read(acts)
        act, data = told[-1]
        assert (act, isinstance(data, dict) and {"from", "to"} <= data.keys()) == ("migrate", True)
        assert store.checkup() == ()
        with pytest.raises(Refused):  # what is frozen is so again
            store.write(sheets.rate, 1, 1, Mark.rated(1))
        store.write(organisation.add_unit, "Цех 1")
        assert migrating.upgrade(address, DEK) == TODAY  # people are at work, and nothing is to be done
        assert len(store.read(acts)) == len(told) + 1


WRONG = {
    "it falls": ('    op.create_index("ix_login', '    op.execute("INSERT INTO nowhere VALUES (1)")\n    #'),
    "it makes moments without a zone": ("timezone=True", "timezone=False"),
    "it forgets an index": ('    op.create_index("ix_login', "    #"),
    "it drops a table that others point at": (
        "    draft =",
        '    op.execute("DROP TABLE item")\n    draft =',
    ),
}


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize("how", WRONG)
def test_a_revision_that_is_wrong_on_a_server_leaves_the_database_as_it_was(
    address: str, revision: Path, by_hand: Callable[[str], None], how: str
) -> None:
    right = revision.read_text("utf-8")
    assert WRONG[how][0] in right
    revision.write_text(right.replace(*WRONG[how]), "utf-8")
    with pytest.raises(Exception) as refused:
        migrating.upgrade(address, DEK)
    assert isinstance(refused.value, NotMigrated) == ("zone" in how or "index" in how)
    with pytest.raises(Exception, match="submitted"):  # the guards are there
        by_hand("UPDATE mark SET rated_on = rated_on")
    revision.write_text(right, "utf-8")
    assert migrating.upgrade(address, DEK) == BEFORE
    with closing(DatabaseStore(address, DEK)) as store:
        assert store.checkup() == ()


def test_a_service_at_work_is_to_be_stopped_first(
    store: Store, address: str, by_hand: Callable[[str], None]
) -> None:
    store.write(organisation.add_unit, "Цех 1")
    by_hand(f"UPDATE alembic_version SET version_num = '{BEFORE:04}'")
    with pytest.raises(InUse):
        migrating.upgrade(address, DEK)


def test_a_service_of_an_older_version_does_not_come_back_to_a_newer_database(
    store: Store, address: str, by_hand: Callable[[str], None]
) -> None:
    before = store.read(acts)
    by_hand(f"UPDATE alembic_version SET version_num = '{TODAY + 1:04}'")
    by_hand(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = current_database() AND application_name = '{engine.NAME}'"
    )
    for _ in range(2):
        with pytest.raises(Newer):
            store.write(organisation.add_unit, "Цех 1")
    by_hand(f"UPDATE alembic_version SET version_num = '{TODAY:04}'")
    assert store.read(acts) == before


@pytest.mark.usefixtures("older")
def test_the_command_says_what_it_did_and_what_it_cannot_do(
    address: str,
    tmp_path: Path,
    by_hand: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MERILO_LANG", "en")
    place = tmp_path / "place"
    place.write_text(f"{address}\n{DEK.hex()}\n", "utf-8")

    def said(*words: str) -> tuple[int, str]:
        done = main([*words, "--database", str(place)])
        told = capsys.readouterr()
        return done, (told.out + told.err).strip()

    older = "The database was made by an older version: merilo-server migrate brings it up to date."
    assert said("check") == (1, older)
    done = (0, f"The schema was of version {BEFORE}, and is of version {TODAY}.")
    assert said("migrate") == done
    assert said("check") == (0, "Nothing wrong was found.")
    by_hand(f"UPDATE alembic_version SET version_num = '{TODAY + 1:04}'")
    newer = (1, "A newer version made it: install that version of merilo-server.")
    assert [said(word) for word in ("migrate", "check")] == [newer, newer]


@pytest.mark.usefixtures("store")
def test_a_database_of_something_else_is_left_alone() -> None:
    with server.empty() as address, pytest.raises(NotOurs):
        migrating.upgrade(address, DEK)
