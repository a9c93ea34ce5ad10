"""Who holds the position that a model describes: a condition on people, for lists and counts alike."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
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

    The posts as people typed them are read here, once each; the newest assessment is asked for only of those
    with another post.
    """
    person = models.Person
    here = and_(
        col(person.kind) == PersonKind.EMPLOYEE,
        col(person.merged_into).is_(None),
        col(person.erased_at).is_(None),
        or_(col(person.left_on).is_(None), col(person.left_on) >= today(session)),
    )
    typed = session.exec(select(person.post).where(here).distinct()).all()
    matching = [one for one in typed if fold(one) in folded]
    other = aliased(models.Case)
    newest = (
        select_columns(func.max(other.id))
        .where(col(other.person_id) == col(person.id), col(other.state) != CaseState.WITHDRAWN)
        .correlate(person)
        .scalar_subquery()
    )
    assessed = exists().where(
        col(models.Case.id) == newest,
        col(models.Profile.id) == models.Case.profile_id,
        col(models.Framework.id) == models.Profile.framework_id,
        col(models.Framework.key) == key,
    )
    return and_(here, or_(col(person.post).in_(matching), assessed))
