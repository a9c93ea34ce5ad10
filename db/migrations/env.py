"""What Alembic runs: on the connection and in the transaction that ``db.file.migrate`` provides."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator
from sqlmodel import SQLModel

from db import models


def render(kind: str, found: Any, _: object) -> str | Literal[False]:
    """Write the plain SQL type into a revision: our own types may change meaning, a revision may not."""
    if kind == "type" and isinstance(found, TypeDecorator):
        return f"sa.{found.impl_instance!r}"
    return False


models.load()  # autogenerate compares its tables
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
