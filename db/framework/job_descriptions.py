"""The job description an edition was made from: its provisions, word for word, kept with the edition."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from db import models
from domain.framework.provision import Provision


def provisions(session: Session, framework_id: int) -> tuple[Provision, ...]:
    """Return the provisions in the order of the document; none if the edition was not made of one."""
    rows = session.exec(
        select(models.Provision)
        .where(models.Provision.framework_id == framework_id)
        .order_by(col(models.Provision.position))
    )
    return tuple(Provision(row.topic, row.title, row.clause, row.text, row.whole) for row in rows)


def keep(session: Session, framework_id: int, found: Sequence[Provision]) -> None:
    """Add the provisions to a draft that has none."""
    session.add_all(
        models.Provision(
            framework_id=framework_id,
            position=position,
            topic=one.topic,
            title=one.title,
            clause=one.clause,
            text=one.text,
            whole=one.whole,
        )
        for position, one in enumerate(found, start=1)
    )
    session.flush()


def drop(session: Session, framework_id: int) -> None:
    """Remove the provisions of a draft, and what was put into a job description made of it."""
    session.exec(delete(models.JobDescription).where(col(models.JobDescription.framework_id) == framework_id))
    session.exec(delete(models.Provision).where(col(models.Provision.framework_id) == framework_id))
