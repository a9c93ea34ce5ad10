"""People who no longer work here: sheets not yet begun, by or about them, are not awaited."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased
from sqlmodel import col

from db import models


def stays(person: Any, on: date) -> ColumnElement[bool]:
    """Return the condition that someone works here on that day; the last day of work is included."""
    return col(person.left_on).is_(None) | (col(person.left_on) >= on)


def of_team(ends_on: date | None, on: date) -> ColumnElement[bool]:
    """Return the condition that a person belongs to a cycle's team: those who left before its end do not."""
    stayed = stays(models.Person, on)
    return stayed if ends_on is None else stayed | (col(models.Person.left_on) > ends_on)


def awaited(on: date) -> ColumnElement[bool]:
    """Return the condition that the sheet of a ``case_assessor`` row is awaited, if not yet begun."""
    rated, rater, case = _seen()
    return (
        exists()
        .where(
            col(case.id) == col(models.CaseAssessor.case_id),
            col(rated.id) == col(case.person_id),
            col(rater.id) == col(models.CaseAssessor.person_id),
            stays(rated, on),
            stays(rater, on),
        )
        .correlate(models.CaseAssessor)
    )


@cache
def _seen() -> tuple[Any, Any, Any]:
    """Return the rated person, the one who rates, and the case: naming their columns takes milliseconds."""
    return aliased(models.Person), aliased(models.Person), aliased(models.Case)
