"""A statement that the driver runs by itself gives and takes what SQLAlchemy would."""

from datetime import datetime
from typing import Any, cast

import pytest
from sqlalchemy import Integer, bindparam, insert
from sqlalchemy import select as select_columns
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, col

from db import models
from db.file.store import Store
from db.models.prepared import Prepared
from domain.mark import State
from domain.sheet_kinds import Origin
from tests.db import sample

COLUMNS = ("item_id", "state", "level", "origin", "rated_at")
MARK = Prepared(
    lambda: select_columns(*(getattr(models.Mark, name) for name in COLUMNS)).where(
        col(models.Mark.item_id) == bindparam("item", type_=Integer)
    )
)


@pytest.fixture
def item(store: Store) -> int:
    hr = sample.add(store, "Соколова")
    sheet = sample.sheet(store, sample.case(store, sample.candidate(store)), hr, said=2)
    return store.read(lambda session: _of(session, sheet))


def _of(session: Session, sheet_id: int) -> int:
    return cast("Any", session.connection().execute(_ALL).first())[0]


_ALL = select_columns(*(getattr(models.Mark, name) for name in COLUMNS)).order_by(col(models.Mark.item_id))


def test_columns_have_their_types(store: Store, item: int) -> None:
    def both(session: Session) -> tuple[Any, Any]:
        return MARK.first(session, {"item": item}), session.connection().execute(_ALL).first()

    mine, mapped = store.read(both)
    assert tuple(mine) == tuple(mapped)
    assert isinstance(mine[1], State) and isinstance(mine[3], Origin)
    assert mine[4].tzinfo is not None


@pytest.mark.of_the_file("what is open is told by its log")
def test_no_row_is_none_and_leaves_no_statement_open(store: Store) -> None:
    def twice(session: Session) -> tuple[Any, Any]:
        return MARK.first(session, {"item": -1}), MARK.first(session, {"item": -1})

    assert store.read(twice) == (None, None)
    assert store.empty_log()


def test_values_are_checked_as_ever(store: Store) -> None:
    mark = Prepared(lambda: insert(cast("Any", models.Mark).__table__))
    values = {"sheet_id": 1, "item_id": 1, "state": State.RATED, "level": 1, "origin": Origin.TYPED}
    with pytest.raises(ValueError, match="zone"):
        store.write(mark.run, values | {"rated_at": datetime(2026, 11, 24)})  # noqa: DTZ001


def test_it_is_spelt_for_a_server_too() -> None:
    dialect = postgresql.dialect()
    assert "%(item)s" in str(MARK.statement.compile(dialect=dialect))
