"""What all tables share: how they and their constraints are named, and that they validate nothing."""

import re
from typing import Any, override

from sqlalchemy import CheckConstraint, ColumnElement, Index, Insert, TextClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import declared_attr
from sqlalchemy.schema import CreateIndex
from sqlmodel import Session, SQLModel
from sqlmodel._compat import SQLModelConfig

from domain.errors import Unknown

# Set before the first table: a migration could never change a constraint without a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

NO_ROWID: dict[str, Any] = {"sqlite_with_rowid": False}
"""Table argument for rows that are only looked up by their primary key."""

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Table(SQLModel):
    """A table named after its class: ``MarkText`` is ``mark_text``.

    A key assigned by the file is typed as ``int``, which it is once the row was flushed.
    """

    # Tables validate nothing; building validators would cost every start 0.04 s.
    model_config = SQLModelConfig(defer_build=True)

    @declared_attr.directive
    @override
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return _CAPITAL.sub("_", cls.__name__).lower()

    @property
    def announced(self) -> str:
        """The name under which a change of this row is announced: that of its table, as a rule."""
        return str(self.__tablename__)


def existing[T: Table](session: Session, table: type[T], key: int) -> T:
    """Return the row with this key.

    Raises:
        Unknown: if there is none; it names the table.
    """
    row = session.get(table, key)
    if row is None:
        raise Unknown(str(table.__tablename__), key)
    return row


def level_check(column: str = "level") -> CheckConstraint:
    """Return the CHECK that the column holds a level or NULL."""
    # IN rather than BETWEEN, which would accept 2.5
    return CheckConstraint(f"{column} IN (0, 1, 2, 3, 4)", name=column)


def partial(
    name: str,
    *columns: str,
    where: TextClause | ColumnElement[bool],
    unique: bool = False,
    carried: str = "",
) -> Index:
    """Return an index over only the rows that meet the condition, in SQLite and in PostgreSQL.

    *carried* is a long column that it has in a file, so that no row need be read.
    """
    if not carried:
        return Index(name, *columns, unique=unique, sqlite_where=where)
    return Index(name, *columns, carried, unique=unique, sqlite_where=where, info={_CARRIED: carried})


_CARRIED = "carried"


class Upsert(Insert):
    """An INSERT that updates the row with the same key if there is one, in any engine."""

    inherit_cache = True


@compiles(Upsert)
def _or_update(insert: Upsert, compiler: Any, **options: Any) -> str:
    key = ", ".join(column.name for column in insert.table.primary_key)
    rest = (column.name for column in insert.table.columns if not column.primary_key)
    values = ", ".join(f"{name} = excluded.{name}" for name in rest)
    return f"{compiler.visit_insert(insert, **options)} ON CONFLICT ({key}) DO UPDATE SET {values}"


@compiles(CreateIndex, "postgresql")
def _also_partial(create: CreateIndex, compiler: Any, **options: Any) -> str:
    # Done here, because the argument ``postgresql_where`` would load that dialect at each start; and without
    # its condition a unique index would refuse the second revision of a sheet.
    of = create.element.dialect_options
    of["postgresql"]["where"] = of["sqlite"]["where"]
    told: str = compiler.visit_create_index(create, **options)
    if (carried := create.element.info.get(_CARRIED)) is not None:
        # A row of an index has room for 8 KB there, and an event about two thousand people is longer.
        assert f", {carried})" in told, told
        told = told.replace(f", {carried})", ")", 1)
    return told
