"""Who is present, and which columns form a name: every list of people needs both."""

from collections.abc import Set

from sqlalchemy import ColumnElement, and_, true
from sqlmodel import col

from db import models

NAME = (col(models.Person.surname), col(models.Person.given), col(models.Person.patronymic))
"""The columns of a name, in the order in which ``full_name`` and ``short_name`` take them."""


def present() -> ColumnElement[bool]:
    """Return the condition for persons neither erased nor merged into another; those who left still count."""
    return and_(col(models.Person.erased_at).is_(None), col(models.Person.merged_into).is_(None))


def of_units(unit_ids: Set[int] | None) -> ColumnElement[bool]:
    """Return the condition for persons of these units; None is everybody, also without a unit."""
    return true() if unit_ids is None else col(models.Person.unit_id).in_(unit_ids)
