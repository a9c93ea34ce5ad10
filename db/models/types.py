"""Column types, and what a function may ask of the outside world through its session."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, cast, override

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, LargeBinary, Text, TypeDecorator, Uuid
from sqlmodel import Session

from domain.canonical import canonical
from domain.errors import Missing, TooLittleSpace
from domain.space import LEAST


class Utc(TypeDecorator[datetime]):
    """A moment in UTC; one without a time zone is refused, since it would be ambiguous."""

    impl = DateTime
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=True))

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """Plain content as its canonical text, so that a hash or MAC over the column can be recomputed."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value).decode()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Hash(TypeDecorator[str]):
    """A SHA-256 or a MAC based on it: hexadecimal digits in Python, 32 bytes in the file."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else bytes.fromhex(value)

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return _digits


def _digits(value: Any) -> str | None:
    if value is None:
        return None
    # Someone else wrote text here; an empty string matches no hash, so a check reports the place.
    return "" if isinstance(value, str | int | float) else bytes(value).hex()


def large_number() -> BigInteger:
    """Return the type of a number that may need more than 32 bits: in a file any column has room for it."""
    return BigInteger().with_variant(Integer(), "sqlite")


def uid_type() -> Uuid[str]:
    """Return the type of a ``uid`` column: text with dashes in Python, compact in the file."""
    return Uuid(as_uuid=False)


def choice(kind: type[StrEnum], name: str | None = None) -> Enum:
    """Return the type of a column that holds a member of *kind* by its value, with a CHECK.

    *name* names the CHECK if a table has two columns of the same kind.
    """
    return Enum(
        kind,
        values_callable=_values,
        native_enum=False,
        create_constraint=True,
        length=24,
        name=name or kind.__name__.lower(),
    )


def now(session: Session) -> datetime:
    """Return the current time in UTC, from the store's clock."""
    clock = cast("Callable[[], datetime]", session.info["clock"])
    return clock()


def today(session: Session) -> date:
    """Return the actor's local date, which every act records besides its instant (law 13)."""
    return now(session).astimezone().date()


def new_uid(session: Session) -> str:
    """Return a fresh identity for something that may be exchanged between files, as text with dashes."""
    make = cast("Callable[[], uuid.UUID]", session.info["new_uid"])
    return str(make())


def need_space(session: Session) -> None:
    """Refuse to begin something new while the file's disk is nearly full.

    Raises:
        TooLittleSpace: below ``domain.space.LEAST``; a disk that cannot be asked is taken to have room.
    """
    ask = cast("Callable[[], int | None] | None", session.info.get("free"))
    free = ask() if ask is not None else None
    if free is not None and free < LEAST:
        raise TooLittleSpace(free)


def actor_id(session: Session) -> int | None:
    """Return the actor's id; None before anyone is named (creation, migration)."""
    return cast("int | None", session.info["actor_id"])


def acting(session: Session) -> int:
    """Return the actor's id.

    Raises:
        Missing: if there is no actor.
    """
    actor = actor_id(session)
    if actor is None:
        raise Missing("actor")
    return actor


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]
