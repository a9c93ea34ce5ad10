"""Who does not work here any more: sheets that nobody has begun, of or by them, are not waited for."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased
from sqlmodel import col

from db import models


def stays(person: Any, on: date) -> ColumnElement[bool]:
    """Return the condition that somebody works here that day; the last day of work is one of them."""
    return col(person.left_on).is_(None) | (col(person.left_on) >= on)


def of_team(ends_on: date | None, on: date) -> ColumnElement[bool]:
    """Return the condition that a person is of the team of a cycle: who left before its end is not."""
    stayed = stays(models.Person, on)
    return stayed if ends_on is None else stayed | (col(models.Person.left_on) > ends_on)


def awaited(on: date) -> ColumnElement[bool]:
    """Return the condition that the sheet of a row of ``case_assessor`` is waited for if nobody began it."""
    rated, rater, case = aliased(models.Person), aliased(models.Person), aliased(models.Case)
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
