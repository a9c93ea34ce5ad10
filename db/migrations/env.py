"""What Alembic runs: on the connection, and in the transaction, that ``db.file.migrate`` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator
from sqlmodel import SQLModel

from db import models


def render(kind: str, found: Any, _: object) -> str | Literal[False]:
    """Write the bare type into a revision: what our own types mean may change, a revision may not."""
    if kind == "type" and isinstance(found, TypeDecorator):
        return f"sa.{found.impl_instance!r}"
    return False


models.load()  # its tables are what autogenerate compares
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    render_as_batch=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
