"""Hiring campaigns: what they ask, who assesses in them, and who the candidates are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles, people
from db.assessing.progress import Awaited, CaseLine, SheetLine, lines_where
from db.framework import frameworks, own_editions
from db.journal import journal, reasons
from db.journal.presence import present
from db.models.table import existing
from db.models.types import acting, actor_id, now, today
from db.people import organisation
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.sheet import SheetState
from domain.assessing.talk.focus import planned_minutes
from domain.errors import (
    AlreadyOpen,
    Closed,
    FrozenRequirements,
    Impossible,
    Missing,
    Taken,
    TooLong,
    Unknown,
)
from domain.framework.fairness import Discriminates, unfair
from domain.framework.framework import EditionState, Lead, led
from domain.framework.profile import Target
from domain.hiring.campaign import MAX_WANTED, Campaign, CampaignChange, CampaignDraft, Panelist
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.gates import Gate, check_gates
from domain.people.person import Person
from domain.text import clean, fold

REQUIREMENT_LIMIT = 500

type Panel = Sequence[tuple[int, Role]]


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in a list, without withdrawn candidates; ``decided`` counts those with a final conclusion.

    ``sheets_in`` of ``sheets`` are submitted, sealed ones too; awaited sheets not yet begun count too.
    """

    cycle: Cycle
    places: int | None
    candidates: int
    all_in: int
    decided: int
    hired: int
    sheets_in: int = 0
    sheets: int = 0


class CandidateState(StrEnum):
    """The progress of a candidate; *ready* waits for a decision."""

    INVITED = "invited"
    ASSESSING = "assessing"
    READY = "ready"
    DECIDED = "decided"
    HIRED = "hired"
    NOT_CHOSEN = "not_chosen"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate of a campaign, without marks or figures; ``concluded`` is None for a blind viewer."""

    case: CaseLine
    code: str
    gates: tuple[Gate, ...]
    state: CandidateState
    waiting: tuple[SheetLine | Awaited, ...]
    concluded: Outcome | None
    erased: bool = False

    def counts_for(self, viewer_id: int | None) -> bool:
        """Return whether the viewer may see the result and it counts: the candidate has not withdrawn."""
        return self.state is not CandidateState.WITHDRAWN and self.case.open_to(viewer_id)


def open(session: Session, draft: CampaignDraft, new_unit: str = "") -> int:  # noqa: A001  (campaigns.open reads well)
    """Open a campaign and return the id of its cycle: own questions, own targets and panel in one act.

    *new_unit* is the name of a unit to create for it.

    Raises:
        Missing: if the title is empty.
        TooLong: if title, reason or a requirement is too long.
        Impossible: if it ends before it starts, has less than one place, a wrong number of assessors, or the
            same person twice on the panel.
        Discriminates: if a text rests on something other than a professional quality.
        NeedsReason: if a changed target must be explained (law 11).
        Unknown: if unit, profile, question set, item or person do not exist.
        TooLong, Taken: for the name of a new unit.
    """
    with journal.act(session, "open", "campaign") as act:
        if new_unit:
            draft = replace(draft, unit_id=organisation.add_unit(session, new_unit))
        title = " ".join(clean(draft.title).split())
        if not title:
            raise Missing("title")
        if draft.places is not None and draft.places < 1:
            raise Impossible("places")
        if draft.unit_id is not None and session.get(models.Unit, draft.unit_id) is None:
            raise Unknown("unit", draft.unit_id)
        why, own = reasons.words("reason", draft.reason), _requirements(draft.own_requirements)
        _check_fair((title, why, *own))
        _check_panel(session, draft.panel, None)
        if not 1 <= draft.wanted <= min(MAX_WANTED, len(draft.panel)):
            raise Impossible("wanted")
        edition = session.get(models.Profile, draft.profile_id)
        if edition is None or edition.state is not EditionState.PUBLISHED:
            raise Unknown("profile", draft.profile_id)
        framework = frameworks.framework(session, edition.framework_id)
        base = frameworks.profile(session, draft.profile_id)
        targets = own_editions.changed(base, framework, draft.targets)
        set_id = draft.question_set_id
        if draft.own_items:
            set_id = own_editions.own_set(session, framework, title, draft.own_items)
        act.subject_id = cycle_id = cycles.open_cycle(
            session,
            Cycle(
                kind=CycleKind.HIRING,
                title=title,
                unit_id=draft.unit_id,
                places=draft.places,
                starts_on=draft.starts_on,
                ends_on=draft.ends_on,
                framework_id=framework.id,
                question_set_id=set_id,
            ),
        )
        cycle = session.get_one(models.Cycle, cycle_id)
        profile_id = own_editions.own_profile(session, base, cycle, targets) if targets else draft.profile_id
        session.add(
            models.Campaign(
                cycle_id=cycle_id,
                profile_id=profile_id,
                wanted=draft.wanted,
                reason=why,
                own_requirements=list(own),
                lead=draft.lead
                or (Lead.EXPERIENCE if set_id is None else frameworks.question_set(session, set_id).lead),
            )
        )
        session.add_all(
            models.CampaignPanel(cycle_id=cycle_id, person_id=person_id, role=role, position=position)
            for position, (person_id, role) in enumerate(draft.panel)
        )
        act.data = {
            "code": cycle.code,
            "profile": profile_id,
            "set": set_id,
            "panel": _told(draft.panel),
            "targets": sorted(targets),
        }
    return cycle_id


def campaign(session: Session, cycle_id: int) -> Campaign:
    """Return a campaign with what it froze and what was changed since.

    Raises:
        Unknown: if there is no such campaign.
    """
    row, cycle = _campaign(session, cycle_id)
    profile = frameworks.profile(session, row.profile_id)
    chosen = (
        None if cycle.question_set_id is None else frameworks.question_set(session, cycle.question_set_id)
    )
    asked = led(frameworks.questions(session, cycle.framework_id), row.lead)
    # Critical items are asked whatever the set contains (law 8a).
    codes = (
        asked if chosen is None else {*chosen.items, *(c for c, t in profile.targets.items() if t.critical)}
    )
    panel = _panel_of(session, cycle_id)
    changes = session.exec(
        select(models.CampaignChange)
        .where(models.CampaignChange.cycle_id == cycle_id)
        .order_by(col(models.CampaignChange.id))
    ).all()
    known = people.brief(session, {one.person_id for one in panel} | {one.actor_id for one in changes})
    return Campaign(
        cycle=cycles.record(cycle),
        profile=profile,
        question_set=chosen,
        panel=tuple(
            Panelist(one.person_id, known[one.person_id].full_name, known[one.person_id].post, one.role)
            for one in panel
        ),
        wanted=row.wanted,
        reason=row.reason,
        own_requirements=tuple(row.own_requirements),
        changes=tuple(
            CampaignChange(one.on, known[one.actor_id].full_name, one.text, tuple(one.assessed))
            for one in changes
        ),
        minutes=planned_minutes(codes, asked),
        lead=row.lead,
    )


def campaigns(session: Session) -> tuple[CampaignLine, ...]:
    """Return the campaigns, newest first; four statements for any number of them."""
    rows = session.exec(
        select(models.Cycle)
        .join(models.Campaign, col(models.Campaign.cycle_id) == models.Cycle.id)
        .order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Cycle.id).desc())
    ).all()
    lines = lines_where(session, col(models.Cycle.id).in_(select(models.Campaign.cycle_id)))
    concluded, hired = _concluded(session, lines), _among(session, models.Hire, lines)
    counted: dict[str, list[CaseLine]] = {row.code: [] for row in rows}
    for line in lines:
        if line.state is not CaseState.WITHDRAWN:
            counted[line.cycle_code].append(line)
    return tuple(
        CampaignLine(
            cycle=cycles.record(row),
            places=row.places,
            candidates=len(counted[row.code]),
            all_in=sum(line.all_in for line in counted[row.code]),
            decided=sum(_decided(concluded.get(line.case_id)) for line in counted[row.code]),
            hired=sum(line.case_id in hired for line in counted[row.code]),
            sheets_in=sum(line.submitted for line in counted[row.code]),
            sheets=sum(line.total for line in counted[row.code]),
        )
        for row in rows
    )


def outside(session: Session) -> tuple[CaseLine, ...]:
    """Return the running hiring cases without a campaign, newest first; staff are in cycles."""
    of_campaigns = select(models.Campaign.cycle_id)
    # By their cycles, which have an index: staff have many times as many cases.
    alone = select(models.Cycle.id).where(
        models.Cycle.kind == CycleKind.HIRING, col(models.Cycle.id).not_in(of_campaigns)
    )
    running = col(models.Case.state).in_((CaseState.OPEN, CaseState.SEALED))
    return lines_where(session, col(models.Case.cycle_id).in_(alone), running, present())


def candidates(
    session: Session, cycle_id: int, viewer_id: int | None, on: date | None = None
) -> tuple[CandidateLine, ...]:
    """Return the candidates by name; gates as of *on*, by default today. A fixed number of statements.

    Raises:
        Unknown: if there is no such campaign.
    """
    row, _ = _campaign(session, cycle_id)
    requirements = frameworks.profile(session, row.profile_id).requirements
    lines = lines_where(session, models.Case.cycle_id == cycle_id)
    known = people.several(session, [line.person_id for line in lines])
    concluded, hired = _concluded(session, lines), _among(session, models.Hire, lines)
    passed_over = _among(session, models.NotChosen, lines)
    day = on or today(session)
    over = {one.case_id for one in lines if one.state is CaseState.CLOSED and known[one.person_id].erased}
    return tuple(
        CandidateLine(
            case=line,
            code=known[line.person_id].code,
            gates=check_gates(known[line.person_id], requirements, day),
            state=CandidateState.DECIDED
            if line.case_id in over
            else _state(line, concluded.get(line.case_id), hired, passed_over),
            waiting=line.waiting,
            concluded=concluded.get(line.case_id) if line.open_to(viewer_id) else None,
            erased=known[line.person_id].erased,
        )
        for line in sorted(lines, key=lambda line: (fold(line.person_name), line.case_id))
    )


def invite(session: Session, cycle_id: int, who: int | Person, panel: Panel | None = None) -> int:
    """Make someone a candidate and return the case; profile and scope are frozen, assessors assigned.

    A record is first written, or added if it has no id. The assessors are the first of the campaign's panel,
    as many as wanted, unless *panel* names others.

    Raises:
        Unknown: if there is no such campaign or person.
        Closed: if the campaign is over.
        Taken: if the person is already in it, even as withdrawn.
        Impossible: if the panel has someone twice, or the candidate in another role than SELF.
        Missing, TooLong, Taken: as for ``people.add``.
    """
    row, _ = _campaign(session, cycle_id)
    with journal.act(session, "invite", "case") as act:
        person_id = people.ensure(session, who)
        if panel is None:
            able = [one for one in _panel_of(session, cycle_id) if one.person_id != person_id]
            panel = [(one.person_id, one.role) for one in able[: row.wanted]]
        _check_panel(session, panel, person_id)
        act.subject_id = case_id = cases.open_case(session, cycle_id, person_id, row.profile_id)
        session.add_all(
            models.CaseAssessor(case_id=case_id, person_id=assessor, role=role, position=position)
            for position, (assessor, role) in enumerate(panel)
        )
        act.data = {"cycle": cycle_id, "person": person_id, "profile": row.profile_id, "panel": _told(panel)}
    return case_id


def assign(session: Session, case_id: int, who: int | Person, role: Role) -> None:
    """Assign an assessor to a case; from now on it waits for this sheet too.

    A record is first written, or added if it has no id.

    Raises:
        Unknown: if there is no such case or person.
        Closed, Withdrawn: if the case is over.
        AlreadyOpen: if it was opened early.
        Taken: if the person already assesses in it.
        Impossible: if there would be too many, or the candidate would rate in another role than SELF.
        Missing, TooLong: as for ``people.add``.
    """
    case, line = cases.running(session, case_id)
    if line.opened_early:
        raise AlreadyOpen
    with journal.act(session, "assign", "case", case_id) as act:
        person_id = people.ensure(session, who)
        act.data = {"assessor": person_id, "role": role.value}
        _check_panel(session, ((person_id, role),), case.person_id)
        there = {sheet.assessor_id for sheet in line.sheets} | {
            one.assessor_id for one in (*line.assigned, *line.gone)
        }
        if person_id in there:
            raise Taken("assessor", people.brief(session, (person_id,))[person_id].code)
        if len(there) >= MAX_WANTED:
            raise Impossible("panel")
        last = session.exec(
            select(func.coalesce(func.max(col(models.CaseAssessor.position)), -1)).where(
                models.CaseAssessor.case_id == case_id
            )
        ).one()
        session.add(
            models.CaseAssessor(case_id=case_id, person_id=person_id, role=role, position=int(last) + 1)
        )


def change_requirements(
    session: Session, cycle_id: int, text: str, targets: Mapping[str, Target] | None = None
) -> None:
    """Record a change of what is asked since the opening, with the codes of people already assessed.

    What the campaign froze stays as it was; every paper shows this record with it.

    Raises:
        FrozenRequirements: if targets would change: that takes a new campaign.
        Discriminates: if the text rests on something other than a professional quality.
        Missing: if the text is empty, or there is no actor.
        Unknown, Closed: if there is no such campaign, or it is over.
    """
    _, cycle = _campaign(session, cycle_id)
    if cycle.state is not CaseState.OPEN:
        raise Closed
    if targets:
        raise FrozenRequirements
    told = reasons.needed("requirements", text)
    _check_fair((told,))
    actor = acting(session)
    assessed = _assessed(session, cycle_id)
    row = models.CampaignChange(
        cycle_id=cycle_id,
        at=now(session),
        on=today(session),
        actor_id=actor,
        text=told,
        assessed=list(assessed),
    )
    session.add(row)
    session.flush()
    data = {"change": row.id, "length": len(told), "assessed": list(assessed)}
    journal.record(session, "change", "campaign", cycle_id, data)


def withdraw(session: Session, case_id: int, reason: str, on: date) -> None:
    """Withdraw a candidate from the campaign: no new marks, and the case counts nowhere.

    Raises:
        NeedsReason: if no reason is given.
        Unknown, Closed, Withdrawn: if there is no such case, or it is over.
    """
    case, _ = cases.running(session, case_id)
    told = reasons.reason(reason)
    session.add(models.Withdrawal(case_id=case_id, on=on, reason=told, actor_id=actor_id(session)))
    case.state = CaseState.WITHDRAWN
    session.add(case)
    journal.record(session, "withdraw", "case", case_id, {"on": on.isoformat()})


def _campaign(session: Session, cycle_id: int) -> tuple[models.Campaign, models.Cycle]:
    row = existing(session, models.Campaign, cycle_id)
    return row, session.get_one(models.Cycle, cycle_id)


def _panel_of(session: Session, cycle_id: int) -> Sequence[models.CampaignPanel]:
    return session.exec(
        select(models.CampaignPanel)
        .where(models.CampaignPanel.cycle_id == cycle_id)
        .order_by(col(models.CampaignPanel.position))
    ).all()


def _requirements(texts: Sequence[str]) -> tuple[str, ...]:
    told = tuple(cleaned for text in texts if (cleaned := " ".join(clean(text).split())))
    for text in told:
        if len(text) > REQUIREMENT_LIMIT:
            raise TooLong("own_requirements", len(text), REQUIREMENT_LIMIT)
    return told


def _check_fair(texts: Sequence[str]) -> None:
    findings = tuple(finding for text in texts for finding in unfair(text))
    if findings:
        raise Discriminates(findings)


def _check_panel(session: Session, panel: Panel, candidate_id: int | None) -> None:
    """Refuse a panel with someone twice or unknown; only the candidate may rate in the role SELF."""
    ids = [person_id for person_id, _ in panel]
    if len(set(ids)) < len(ids) or len(ids) > MAX_WANTED:
        raise Impossible("panel")
    if any((role is Role.SELF) != (person_id == candidate_id) for person_id, role in panel):
        raise Impossible("panel")
    missing = set(ids) - set(people.brief(session, ids))
    if missing:
        raise Unknown("person", min(missing))


def _told(panel: Panel) -> list[list[int | str]]:
    return [[person_id, role.value] for person_id, role in panel]


def _assessed(session: Session, cycle_id: int) -> tuple[str, ...]:
    """Return the codes of people who already have a mark."""
    marked = select(models.Mark.sheet_id)
    rows = session.exec(
        select(models.Person.code)
        .join(models.Case, col(models.Case.person_id) == models.Person.id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .where(
            models.Case.cycle_id == cycle_id,
            (col(models.Sheet.state) == SheetState.SUBMITTED) | col(models.Sheet.id).in_(marked),
        )
        .distinct()
    )
    return tuple(sorted(rows))


def _concluded(session: Session, lines: Sequence[CaseLine]) -> dict[int, Outcome]:
    """Return case id -> the last conclusion."""
    rows = session.exec(
        select(models.Conclusion.case_id, models.Conclusion.outcome)
        .where(col(models.Conclusion.case_id).in_([line.case_id for line in lines]))
        .order_by(col(models.Conclusion.id))
    )
    return {case_id: Outcome(outcome) for case_id, outcome in rows}


def _among(
    session: Session, table: type[models.Hire | models.NotChosen], lines: Sequence[CaseLine]
) -> frozenset[int]:
    """Return which of the cases have a row in this table."""
    ids = [line.case_id for line in lines]
    return frozenset(session.exec(select(table.case_id).where(col(table.case_id).in_(ids))))


def _decided(outcome: Outcome | None) -> bool:
    return outcome not in (None, Outcome.CONTINUE)


def _state(
    line: CaseLine, concluded: Outcome | None, hired: Collection[int], passed_over: Collection[int]
) -> CandidateState:
    if line.state is CaseState.WITHDRAWN:
        return CandidateState.WITHDRAWN
    if line.case_id in hired:
        return CandidateState.HIRED
    if line.case_id in passed_over:
        return CandidateState.NOT_CHOSEN
    if _decided(concluded):
        return CandidateState.DECIDED
    if line.all_in or (line.opened_early and line.waiting):
        return CandidateState.READY
    return CandidateState.ASSESSING if line.sheets or line.sealed else CandidateState.INVITED
