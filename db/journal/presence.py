"""Who is still there: the one condition that every list of people repeats."""

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from db import models


def present() -> ColumnElement[bool]:
    """Return the condition for persons neither erased nor merged into somebody else; those who left stay."""
    return and_(col(models.Person.erased_at).is_(None), col(models.Person.merged_into).is_(None))
