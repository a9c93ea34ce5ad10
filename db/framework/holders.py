"""Who holds the position that a model describes: a condition on people, for lists and counts alike."""

from collections.abc import Iterable, Sequence

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, and_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal.presence import NAME, present
from db.models.types import today
from domain.assessing.case import CaseState
from domain.framework.profile import Profile
from domain.people.person import PersonKind
from domain.text import fold


def posts(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the folded names of the posts of these profiles, in both languages."""
    return frozenset(fold(text) for one in profiles for text in (one.post.ru, one.post.en or "") if text)


def holding(session: Session, key: str, folded: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition for employees in one of the posts, or last assessed by the model with this key.

    The posts as people typed them are read here, once each; the last assessment is asked for only of those
    with another post.
    """
    person = models.Person
    here = _employed(session)
    matching = [one for one in _posts(session, here) if fold(one) in folded]
    return and_(here, or_(col(person.post).in_(matching), _last_profile().in_(profiles_of(key))))


def employees(session: Session) -> tuple[CTE, frozenset[str]]:
    """Return the employees with the profile each was last assessed by, and their posts as people typed them.

    For the holders of several positions, employees are read once for all of them.
    """
    here = _employed(session)
    person = models.Person
    columns = (col(person.id), col(person.folded), *NAME, col(person.post))
    rows = select_columns(*columns, _last_profile().label("profile_id")).where(here)
    return rows.cte("employees").prefix_with("MATERIALIZED"), frozenset(_posts(session, here))


def profiles_of(key: str) -> Select[int]:
    """Select the ids of all profiles of the model with this key."""
    return (
        select_columns(col(models.Profile.id))
        .join(models.Framework, col(models.Framework.id) == models.Profile.framework_id)
        .where(col(models.Framework.key) == key)
    )


def _employed(session: Session) -> ColumnElement[bool]:
    person = models.Person
    return and_(
        col(person.kind) == PersonKind.EMPLOYEE,
        present(),
        or_(col(person.left_on).is_(None), col(person.left_on) >= today(session)),
    )


def _posts(session: Session, here: ColumnElement[bool]) -> Sequence[str]:
    return session.exec(select(models.Person.post).where(here).distinct()).all()


def _last_profile() -> ScalarSelect[int]:
    """The profile of a person's last case, by the index of the person's cases: one row is read."""
    return (
        select_columns(col(models.Case.profile_id))
        .where(
            col(models.Case.person_id) == col(models.Person.id),
            col(models.Case.state) != CaseState.WITHDRAWN,
        )
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
        .limit(1)
        .correlate(models.Person)
        .scalar_subquery()
    )
