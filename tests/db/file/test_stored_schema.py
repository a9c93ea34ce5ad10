"""A new file is made of the stored schema, and is the same that the migrations make."""

from contextlib import closing
from pathlib import Path

import pytest

from db.file import driver, engine, migrate
from tests.db.conftest import DEK


def test_the_stored_schema_is_what_the_migrations_make() -> None:
    stored = (migrate.SCRIPTS / migrate.STORED).read_text(encoding="utf-8")
    making = engine.in_memory()
    with making.begin() as fresh:
        migrate.install(fresh, by_steps=True)
        assert stored == migrate.text(fresh), "run: .venv/bin/python -m installer.schema"
        assert migrate.of_today(migrate.objects(fresh))
    making.dispose()


def test_a_new_file_is_the_one_that_the_migrations_make_to_the_last_row_and_page(tmp_path: Path) -> None:
    by_steps, stored = _made(tmp_path / "steps", by_steps=True), _made(tmp_path / "stored", by_steps=False)
    assert stored == by_steps
    assert stored["rows of alembic_version"] == [(f"{migrate.SCHEMA:04}",)]


def test_a_stored_schema_of_another_version_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "schema.sql"
    other.write_text(
        f"-- {migrate.SCHEMA - 1} of-its-own\nCREATE TABLE wrong (id INTEGER)\n", encoding="utf-8"
    )
    monkeypatch.setattr(migrate, "STORED", other)
    made = _made(tmp_path / "made", by_steps=False)
    assert made["rows of alembic_version"] == [(f"{migrate.SCHEMA:04}",)]
    assert "rows of wrong" not in made and "rows of person" in made


def _made(path: Path, *, by_steps: bool) -> dict[str, object]:
    """Return all that can be asked of an empty file, and where its tables begin once it was rewritten."""
    path.touch()
    making = engine.make(path, DEK)
    migrate.upgrade(making, path, by_steps=by_steps)
    found = dict[str, object]()
    with making.connect() as connection:
        found["objects"] = migrate.objects(connection)
    making.dispose()
    with closing(driver.connect(path, DEK)) as raw:
        for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            found[f"rows of {table}"] = raw.execute(f'SELECT * FROM "{table}"').fetchall()
            found[f"columns of {table}"] = raw.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        for pragma in ("application_id", "user_version", "page_size", "encoding", "auto_vacuum"):
            found[pragma] = raw.execute(f"PRAGMA {pragma}").fetchall()
        raw.execute("VACUUM")
        places = "SELECT name, rootpage FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
        found["places"] = raw.execute(places).fetchall()
    return found
