"""The conclusions on a probation, to be read beside its plan."""

from collections import defaultdict
from fractions import Fraction

from sqlmodel import Session, col, select

from db import models
from db.assessing import people, progress
from domain.development.probation import FinalLevel, ProbationDraft, ProbationEnd


def ends(session: Session, plan_id: int, viewer_id: int | None) -> tuple[ProbationEnd, ...]:
    """Return the conclusions, newest first; levels only from cases that are not blind to the viewer."""
    rows = session.exec(
        select(models.ProbationEnd)
        .where(models.ProbationEnd.plan_id == plan_id)
        .order_by(col(models.ProbationEnd.id).desc())
    ).all()
    if not rows:
        return ()
    found = session.exec(
        select(models.ProbationLevel)
        .where(col(models.ProbationLevel.end_id).in_([row.id for row in rows]))
        .order_by(col(models.ProbationLevel.goal_id))
    ).all()
    cases = {one.case_id for one in found}
    lines = progress.lines_where(session, col(models.Case.id).in_(cases)) if cases else ()
    seen = {line.case_id for line in lines if line.open_to(viewer_id)}
    levels: dict[int, list[FinalLevel]] = defaultdict(list)
    for one in found:
        if one.case_id in seen:
            levels[one.end_id].append(FinalLevel(one.goal_id, Fraction(one.level)))
    names = people.brief(session, {row.person_id for row in rows})
    return tuple(
        ProbationEnd(
            id=row.id,
            told=ProbationDraft(
                row.outcome, row.reasons, row.ends_on, row.on, row.documents, row.absence, row.notice_on
            ),
            by_name=names[row.person_id].full_name,
            by_post=row.post,
            levels=tuple(levels.get(row.id, ())),
        )
        for row in rows
    )
