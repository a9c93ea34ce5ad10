"""What a file holds about a person beside results and plans: reads for the copy of somebody's own data."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, or_, select

from db import models
from db.assessing.progress import lines_where
from db.framework import familiarisations
from db.people import register
from db.people.erasure_rows import Scope, cards, scope
from domain.people.subject import (
    BroughtIn,
    CaseRest,
    Correction,
    Deed,
    Did,
    Employed,
    OwnMark,
    OwnSheet,
    Part,
    PersonRest,
    Training,
    Unquoted,
)
from domain.sheet_kinds import SheetState


def of_case(session: Session, case_id: int, viewer_id: int | None) -> CaseRest:
    """Return what is held about an assessment beside its result.

    While it is blind to the viewer, only who is to rate, and what came from a file.
    """
    m = models
    (line,) = lines_where(session, col(m.Case.id) == case_id)
    brought_in = session.exec(
        select(m.LevelImport)
        .join(m.Case, col(m.Case.cycle_id) == m.LevelImport.cycle_id)
        .where(m.Case.id == case_id)
    ).first()
    hire, other = session.get(m.Hire, case_id), session.get(m.NotChosen, case_id)
    outside = select(m.Item.code, m.CaseItem.reason).join(m.Item, col(m.Item.id) == m.CaseItem.item_id)
    refusals = session.exec(
        select(m.Refusal).where(m.Refusal.case_id == case_id).order_by(col(m.Refusal.id).desc())
    ).all()
    submitted = m.Sheet.case_id == case_id, m.Sheet.state == SheetState.SUBMITTED, m.Sheet.reason != ""
    corrections = session.exec(select(m.Sheet).where(*submitted).order_by(col(m.Sheet.id)))
    panel = select(m.CaseAssessor).where(m.CaseAssessor.case_id == case_id)
    roles = tuple(one.role for one in session.exec(panel.order_by(col(m.CaseAssessor.position))))
    known = CaseRest(
        brought_in=None if brought_in is None else _brought_in(session, case_id, brought_in),
        assigned=roles,
    )
    if not line.open_to(viewer_id):
        return known
    return replace(
        known,
        own=tuple(_own(session, case_id)),
        corrections=tuple(Correction(one.role, one.revision, one.reason) for one in corrections),
        left_out=tuple(
            (code, reason)
            for code, reason in session.exec(
                outside.where(m.CaseItem.case_id == case_id, ~col(m.CaseItem.in_scope)).order_by(
                    col(m.Item.code)
                )
            )
        ),
        refusals=tuple((one.text, one.on) for one in refusals[1:]),
        asked=tuple(
            (code, probe)
            for code, probe in session.exec(
                select(m.Item.code, m.AskedProbe.probe)
                .join(m.AskedProbe, col(m.AskedProbe.item_id) == m.Item.id)
                .join(m.Sheet, col(m.Sheet.id) == m.AskedProbe.sheet_id)
                .where(m.Sheet.case_id == case_id)
                .order_by(col(m.Item.code), col(m.AskedProbe.probe))
                .distinct()
            )
        ),
        not_chosen="" if other is None else other.reason,
        employed=None if hire is None else Employed(hire.hired_on, hire.probation_ends_on),
    )


def _own(session: Session, case_id: int) -> Iterator[OwnSheet]:
    """Yield the person's sheets about oneself, the newest first."""
    m = models
    sheets = session.exec(
        select(m.Sheet)
        .join(m.Case, col(m.Case.id) == m.Sheet.case_id)
        .where(m.Case.id == case_id, m.Sheet.assessor_id == m.Case.person_id)
        .order_by(col(m.Sheet.revision).desc())
    ).all()
    for sheet in sheets:
        said = dict(
            session.exec(
                select(m.MarkText.item_id, m.MarkText.comment).where(m.MarkText.sheet_id == sheet.id)
            ).all()
        )
        marks = session.exec(
            select(m.Mark, m.Item.code)
            .join(m.Item, col(m.Item.id) == m.Mark.item_id)
            .where(m.Mark.sheet_id == sheet.id)
            .order_by(col(m.Item.code))
        )
        yield OwnSheet(
            sheet.revision,
            sheet.submitted_on,
            tuple(OwnMark(code, mark.state, mark.level, said.get(mark.item_id, "")) for mark, code in marks),
        )


def _brought_in(session: Session, case_id: int, row: models.LevelImport) -> BroughtIn:
    m = models
    levels = session.exec(
        select(m.Item.code, m.ImportedLevel.level)
        .join(m.Item, col(m.Item.id) == m.ImportedLevel.item_id)
        .where(m.ImportedLevel.case_id == case_id)
        .order_by(col(m.Item.code))
    )
    return BroughtIn(row.file, row.sheet, row.on, tuple((code, level) for code, level in levels))


def removed_of(session: Session, plan_id: int) -> tuple[str, ...]:
    """Return the texts of what people took out of a plan, which the file keeps so that it can be put back."""
    m = models
    goals = session.exec(select(m.Goal).where(m.Goal.plan_id == plan_id)).all()
    gone = {one.id for one in goals if one.retired_at is not None}
    found = [text for one in goals if one.id in gone for text in (one.criterion, one.outcome)]
    actions = select(m.Action).where(col(m.Action.goal_id).in_([one.id for one in goals]))
    for action in session.exec(actions.order_by(col(m.Action.id))):
        if action.retired_at is not None or action.goal_id in gone:
            found += [action.text_ru, action.result]
    meetings = select(m.CheckMeeting.result).where(
        m.CheckMeeting.plan_id == plan_id, col(m.CheckMeeting.retired_at).is_not(None)
    )
    return tuple(text for text in (*found, *session.exec(meetings)) if text)


def of_person(session: Session, person_id: int, viewer_id: int | None) -> PersonRest:
    """Return what is held about a person beside card, assessments and plans.

    In cycles that are blind to the viewer a place in the training is left out, since it would tell of a gap.
    """
    rows = cards(session, person_id)
    of = scope(session, rows)
    lines = lines_where(session, col(models.Case.person_id).in_(of.who))
    blind = {one.cycle_id for one in lines if one.waiting and not one.open_to(viewer_id)}
    return PersonRest(
        deeds=tuple(
            sorted(_deeds(session, of.who), key=lambda one: (one.on, one.did, one.where), reverse=True)
        ),
        training=tuple(_training(session, set(of.who), blind)),
        familiarised=tuple(replace(one, by_name="") for one in familiarisations.of_person(session, of.who)),
        issued=tuple(replace(one, by_name="") for one in register.of_person(session, of.who)),
        unquoted=(
            *((kind, records) for kind, records in _unquoted(session, of) if records),
            # Not counted: no index leads from somebody to millions of events.
            *(((Unquoted.EVENTS, None),) if any(one.is_actor for one in rows) else ()),
        ),
    )


def _deeds(session: Session, who: Collection[int]) -> Iterator[Deed]:
    m, run = models, session.connection().execute
    rated = (
        select_columns(col(m.Sheet.submitted_on), col(m.Cycle.code))
        .join(m.Case, col(m.Case.id) == m.Sheet.case_id)
        .join(m.Cycle, col(m.Cycle.id) == m.Case.cycle_id)
        .where(
            col(m.Sheet.assessor_id).in_(who),
            col(m.Sheet.submitted_on).is_not(None),
            col(m.Case.person_id).not_in(who),
        )
    )
    yield from (Deed(Did.RATED, on, where) for on, where in run(rated))
    noted = select_columns(col(m.Evidence.recorded_on)).where(
        col(m.Evidence.author_id).in_(who),
        col(m.Evidence.person_id).not_in(who),
        col(m.Evidence.sheet_id).is_(None),
        col(m.Evidence.retired_at).is_(None),
    )
    yield from (Deed(Did.NOTED, on) for (on,) in run(noted))
    concluded = (
        select_columns(col(m.Conclusion.on), col(m.Cycle.code))
        .join(m.Case, col(m.Case.id) == m.Conclusion.case_id)
        .join(m.Cycle, col(m.Cycle.id) == m.Case.cycle_id)
        .where(col(m.Case.person_id).not_in(who))
    )
    mine = concluded.where(col(m.Conclusion.person_id).in_(who))
    yield from (Deed(Did.CONCLUDED, on, where) for on, where in run(mine))
    signed = concluded.join(
        m.ConclusionSigner, col(m.ConclusionSigner.conclusion_id) == m.Conclusion.id
    ).where(col(m.ConclusionSigner.person_id).in_(who))
    yield from (Deed(Did.SIGNED, on, where) for on, where in run(signed))
    ended = select_columns(col(m.ProbationEnd.on)).where(col(m.ProbationEnd.person_id).in_(who))
    yield from (Deed(Did.CONCLUDED, on) for (on,) in run(ended))
    mentored = (
        select_columns(col(m.Plan.starts_on))
        .join(m.Mentoring, col(m.Mentoring.plan_id) == m.Plan.id)
        .where(col(m.Mentoring.mentor_id).in_(who))
    )
    yield from (Deed(Did.MENTORS, on) for (on,) in run(mentored))


def _training(session: Session, who: set[int], blind: Collection[int]) -> Iterator[Training]:
    m = models
    drafts = session.exec(
        select(m.TrainingDraft, m.Cycle.code)
        .join(m.Cycle, col(m.Cycle.id) == m.TrainingDraft.cycle_id)
        .where(col(m.TrainingDraft.cycle_id).not_in(blind))
        .order_by(col(m.Cycle.code), col(m.TrainingDraft.id))
    )
    for draft, code in drafts:
        for group in draft.content.get("groups", ()):
            if not who.isdisjoint(group["people"]):
                yield Training(code, tuple(group["codes"]), Part.GROUP)
        for item, teacher, learner in draft.content.get("pairs", ()):
            if teacher in who:
                yield Training(code, (item,), Part.TEACHES)
            if learner in who:
                yield Training(code, (item,), Part.LEARNS)


def _unquoted(session: Session, of: Scope) -> Iterator[tuple[Unquoted, int]]:
    m, who = models, of.who
    yield (
        Unquoted.DRAFTS,
        sum(
            _count(session, table, where)
            for table, where in (
                (m.DraftText, col(m.DraftText.sheet_id).in_(of.sheets)),
                (m.CaseDraft, col(m.CaseDraft.case_id).in_(of.cases)),
                (m.NoteDraft, or_(col(m.NoteDraft.author_id).in_(who), col(m.NoteDraft.person_id).in_(who))),
            )
        ),
    )
    yield Unquoted.CALCULATIONS, _count(session, m.Snapshot, col(m.Snapshot.case_id).in_(of.cases))
    theirs = select(m.Sheet.id).where(
        col(m.Sheet.assessor_id).in_(who), col(m.Sheet.case_id).not_in(of.cases)
    )
    facts = col(m.Evidence.author_id).in_(who) & col(m.Evidence.person_id).not_in(who)
    about = _count(session, m.MarkText, col(m.MarkText.sheet_id).in_(theirs)) + _count(
        session, m.Evidence, facts
    )
    yield Unquoted.ABOUT_OTHERS, about


def _count(session: Session, table: Any, where: Any) -> int:
    return session.exec(select(func.count()).select_from(table).where(where)).one()
