"""The scope of cases, counted by the items outside it."""

from sqlalchemy import Boolean, ColumnElement, ScalarSelect, Subquery, and_, case, func, literal_column
from sqlalchemy import select as select_columns
from sqlmodel import col

from db import models

OUTSIDE = ~literal_column("case_item.in_scope", Boolean())
"""The condition for an item outside the scope of a case, worded exactly as the index on it: else it goes
unused.
"""


def edition_sizes() -> Subquery:
    """Return how many items each edition has: ``framework_id`` and ``size``.

    A case has a row for each item and few are ``OUTSIDE`` its scope, so the items in scope are counted by
    subtracting those.
    """
    return (
        select_columns(col(models.Item.framework_id), func.count().label("size"))
        .group_by(col(models.Item.framework_id))
        .subquery()
    )


def outside_of_case() -> ScalarSelect[int]:
    """Return how many items are outside the scope of the case in the enclosing query."""
    return (
        select_columns(func.count())
        .select_from(models.CaseItem)
        .where(col(models.CaseItem.case_id) == models.Case.id, OUTSIDE)
        .correlate(models.Case)
        .scalar_subquery()
    )


def of_the_mark() -> ColumnElement[bool]:
    """Return the condition that joins a mark of a sheet to the case's row for that item."""
    return and_(
        col(models.CaseItem.case_id) == models.Sheet.case_id,
        col(models.CaseItem.item_id) == models.Mark.item_id,
    )


def marked_in_scope() -> ColumnElement[int]:
    """Return the number of marks on items in scope; join ``case_item`` to ``mark`` with an outer join.

    An inner join would let SQLite begin with the items of all cases, seventy times as many.
    """
    return func.sum(case((col(models.CaseItem.in_scope), 1), else_=0))
