"""What is in the scope of cases, counted by what is outside of it."""

from sqlalchemy import Boolean, ColumnElement, ScalarSelect, Subquery, and_, case, func, literal_column
from sqlalchemy import select as select_columns
from sqlmodel import col

from db import models

OUTSIDE = ~literal_column("case_item.in_scope", Boolean())
"""An item is not in the scope of a case: in the words of the index on it, which would not be used else."""


def edition_sizes() -> Subquery:
    """Return how many items each edition has: ``framework_id`` and ``size``.

    A case has a row for each of them, and few are ``OUTSIDE`` of its scope, so what is in scope is counted by
    those.
    """
    return (
        select_columns(col(models.Item.framework_id), func.count().label("size"))
        .group_by(col(models.Item.framework_id))
        .subquery()
    )


def outside_of_case() -> ScalarSelect[int]:
    """Return how many items are outside of the scope of the case that is asked about around it."""
    return (
        select_columns(func.count())
        .select_from(models.CaseItem)
        .where(col(models.CaseItem.case_id) == models.Case.id, OUTSIDE)
        .correlate(models.Case)
        .scalar_subquery()
    )


def of_the_mark() -> ColumnElement[bool]:
    """Return what joins to a mark of a sheet the item of its case."""
    return and_(
        col(models.CaseItem.case_id) == models.Sheet.case_id,
        col(models.CaseItem.item_id) == models.Mark.item_id,
    )


def marked_in_scope() -> ColumnElement[int]:
    """Return the sum of marks on items of the scope, where ``case_item`` is joined to ``mark`` from outside.

    An inner join would let SQLite begin with the items of all cases, seventy times as many.
    """
    return func.sum(case((col(models.CaseItem.in_scope), 1), else_=0))
