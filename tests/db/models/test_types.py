"""What goes into a column comes back the same, or is refused."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from db.file import engine
from db.models.types import Json, Utc, choice


class Colour(StrEnum):
    """Two are enough."""

    RED = "red"
    BLUE = "blue"


TABLE = Table(
    "t",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", Utc),
    Column("told", Json),
    Column("colour", choice(Colour, "paint")),
)


def through(**values: Any) -> Any:
    """Write a row and read it back."""
    made = engine.in_memory()
    try:
        with made.begin() as connection:
            TABLE.metadata.create_all(connection)
            connection.execute(insert(TABLE).values(**values))
            return connection.execute(select(TABLE)).one()
    finally:
        made.dispose()


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_told_in() -> None:
    moscow = timezone(timedelta(hours=3))
    row = through(at=datetime(2026, 11, 24, 12, 30, 0, 5, moscow))
    assert row.at == datetime(2026, 11, 24, 9, 30, 0, 5, UTC)
    assert row.at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(StatementError, match="zone"):
        through(at=datetime(2026, 11, 24))  # noqa: DTZ001


def test_nothing_stays_nothing() -> None:
    row = through(id=1)
    assert (row.at, row.told, row.colour) == (None, None, None)


def test_plain_content_comes_back_and_floats_are_refused() -> None:
    told = {"ё": [1, None, True, "текст"], "a": {}}
    assert through(told=told).told == told
    with pytest.raises(StatementError, match="canonical"):
        through(told={"share": 0.5})


def test_a_choice_is_kept_by_its_value_and_another_value_is_refused() -> None:
    made = engine.in_memory()
    with made.begin() as connection:
        TABLE.metadata.create_all(connection)
        connection.execute(insert(TABLE).values(colour=Colour.BLUE))
        assert connection.exec_driver_sql("SELECT colour FROM t").scalar() == "blue"
        assert connection.execute(select(TABLE.c.colour)).scalar() is Colour.BLUE
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("UPDATE t SET colour = 'green'")
    made.dispose()
