"""What Alembic runs: on the connection and in the transaction that ``db.file.migrate`` provides."""

from typing import Any, Literal

from alembic import context
from alembic.operations import Operations
from sqlalchemy import TypeDecorator
from sqlmodel import SQLModel

from db import models


def render(kind: str, found: Any, _: object) -> str | Literal[False]:
    """Write the plain SQL type into a revision: our own types may change meaning, a revision may not."""
    if kind == "type" and isinstance(found, TypeDecorator):
        return f"sa.{found.impl_instance!r}"
    return False


models.load()  # autogenerate compares its tables
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    render_item=render,
)
with context.begin_transaction(), Operations.context(context.get_context()) as op:
    if connection.dialect.name != "sqlite":
        rebuilding = op.batch_alter_table

        def in_place(table: str, *_: Any, recreate: str = "", **options: Any) -> Any:
            """Alter a table where it is: made anew, it would lose the links of others."""
            return rebuilding(table, recreate="never", **options)

        setattr(op, "batch_alter_table", in_place)  # noqa: B010
    context.get_context().run_migrations()
