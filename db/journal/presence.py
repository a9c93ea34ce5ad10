"""Who is present, and which columns form a name: every list of people needs both."""

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from db import models

NAME = (col(models.Person.surname), col(models.Person.given), col(models.Person.patronymic))
"""The columns of a name, in the order in which ``full_name`` and ``short_name`` take them."""


def present() -> ColumnElement[bool]:
    """Return the condition for persons neither erased nor merged into another; those who left still count."""
    return and_(col(models.Person.erased_at).is_(None), col(models.Person.merged_into).is_(None))
