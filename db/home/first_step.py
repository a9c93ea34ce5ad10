"""What the overview shows first: the draft to go on with, or that the file is empty."""

from collections.abc import Sequence

from sqlalchemy import and_, exists, table
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing.open_drafts import OpenDraft, open_drafts
from db.home.overview_records import EMPTY, Draft, Overview, Stop
from db.journal.presence import present
from domain.text import Text

# By name: naming the table would make it, and a new file has no case.
_ANY_CASE = select_columns(exists().select_from(table("case")))


def next_step(session: Session, viewer_id: int) -> Overview | None:
    """Return what can be shown before the rest is read: where the viewer stopped, or that the file is empty.

    None without a draft in a file that is not empty.
    """
    waiting = open_drafts(session, viewer_id) if any_case(session) else ()
    if not waiting:
        return None if somebody(session) else EMPTY
    return Overview(
        empty=False,
        drafts=drafts_of(waiting),
        stop=stop_of(session, waiting[0]),
        due=(),
        cycle=None,
        whole=False,
    )


def any_case(session: Session) -> bool:
    """Tell whether anybody was ever to be assessed."""
    return bool(session.connection().execute(_ANY_CASE).scalar_one())


def somebody(session: Session) -> bool:
    """Tell whether there is anybody who does not only assess."""
    found = exists().where(col(models.Person.is_actor).is_(False), present())
    return bool(session.connection().execute(select_columns(found)).scalar_one())


def drafts_of(waiting: Sequence[OpenDraft]) -> tuple[Draft, ...]:
    """Return the drafts as they are offered, in their order."""
    return tuple(
        Draft(one.sheet_id, one.name, one.cycle_kind, one.cycle_title, one.done, one.total) for one in waiting
    )


def stop_of(session: Session, draft: OpenDraft) -> Stop:
    """Return where one stopped in the draft; one statement."""
    following = (
        session.connection()
        .execute(
            select_columns(col(models.Item.code), col(models.Item.label_ru), col(models.Item.label_en))
            .join(models.Function, col(models.Function.id) == models.Item.function_id)
            .join(models.CaseItem, col(models.CaseItem.item_id) == models.Item.id)
            .join(models.Sheet, col(models.Sheet.case_id) == models.CaseItem.case_id)
            .join(
                models.Mark,
                and_(
                    col(models.Mark.sheet_id) == models.Sheet.id,
                    col(models.Mark.item_id) == models.Item.id,
                ),
                isouter=True,
            )
            .where(
                col(models.Sheet.id) == draft.sheet_id,
                col(models.CaseItem.in_scope),
                col(models.Mark.item_id).is_(None),
            )
            .order_by(col(models.Function.position), col(models.Item.position))
            .limit(1)
        )
        .first()
    )
    if following is None:
        return Stop("", None, draft.marked_at)
    return Stop(following.code, Text(following.label_ru, following.label_en), draft.marked_at)
