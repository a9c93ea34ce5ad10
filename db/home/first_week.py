"""What a young file still lacks: the organisation, people, its framework, a first assessment, a form."""

from datetime import date, timedelta

from sqlalchemy import Text, exists, func, or_, select, type_coerce
from sqlmodel import Session, col

from db import models
from db.home.overview_records import FirstWeek
from db.journal.exports import DOCUMENT, OF_MANY
from db.journal.presence import present
from domain.sheet_kinds import SheetState

FORMS = ("form", "sheet", "sheet-keys")  # documents to fill in by hand
FRAMEWORK_KEPT = "framework_kept"
"""The setting of the file that says that the framework it came with is to stay."""
YOUNG = timedelta(days=14)  # a week of work and what holidays add


def first_week(session: Session, on: date) -> FirstWeek | None:
    """Return what has been done in a young file, None in one that has been used for longer. One statement.

    A file in which nobody is assessed yet is young however long it has lain.
    """
    event = models.Journal
    told = type_coerce(col(event.data), Text)
    frameworks = select(func.count()).select_from(models.Framework).scalar_subquery()
    begun = select(col(event.at)).order_by(col(event.seq)).limit(1).scalar_subquery()
    first = select(func.min(models.Cycle.opened_on)).scalar_subquery()
    row = (
        session.connection()
        .execute(
            select(
                begun,
                first,
                exists().where(col(models.Organisation.full_name) != ""),
                exists().where(col(models.Person.is_actor).is_(False), present()),
                or_(frameworks > 1, exists().where(col(models.Setting.name) == FRAMEWORK_KEPT)),
                exists().where(col(models.Sheet.state) == SheetState.SUBMITTED),
                exists().where(
                    OF_MANY,
                    col(event.act) == "export",
                    col(event.subject_kind) == DOCUMENT,
                    or_(*(told.contains(f'"document":"{one}"') for one in FORMS)),
                ),
            )
        )
        .one()
    )
    began, assessed_since, *done = row
    # Levels of last year may have come in today: then it is the file that is young.
    used_since = max(began.date(), assessed_since or on)
    return None if on - used_since > YOUNG else FirstWeek(*(bool(one) for one in done))
