"""The history of a person as one timeline: assessments, conclusions, plans, notes, documents, employment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from db.assessing.one_offs import WithdrawnLine
from db.assessing.people import CaseLine, PersonCard, PlanLine
from db.assessing.revisions import Revision
from db.people.traces import ProbationLine, SettledLine
from db.team.person_pages import PersonPage
from desktop.kit.form.dates import day_and_hour
from desktop.office.papers.titles import titled
from desktop.shared.polarity import polarity_sign
from domain.assessing.case import CaseState
from domain.event import HandedOut
from domain.mark import SHY_ROLES
from domain.people.familiarisation import Familiarised
from domain.people.issued import Issued
from domain.people.person import Basis
from domain.sheet_kinds import SheetState
from domain.team.diary import Note
from reports.words import phrases_journal
from reports.words.framework import familiarity
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext


class Sort(StrEnum):
    """What a moment is about: the tabs of a person's page, and employment."""

    ASSESSMENT = "assessment"
    PLAN = "plan"
    NOTE = "note"
    PAPER = "paper"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Moment:
    """One event; ``at`` is set where the hour is known.

    What rests on a result comes ``after`` everything else of its day, though its own hour is not known. Enter
    opens the sheet, else the plan, else the result of the case, the note, the register at a line, the exports
    in the journal, or the signatures; 0 means nothing to open, or not yet open to the viewer.
    """

    on: date
    title: str
    detail: str = ""
    at: datetime | None = None
    sheet_id: int = 0
    case_id: int = 0
    plan_id: int = 0
    after: bool = False
    sort: Sort = Sort.WORK
    note_id: int = 0
    issued_id: int = 0
    exported: int = 0
    signed: bool = False

    @property
    def opens(self) -> bool:
        """Whether Enter can open something."""
        elsewhere = self.note_id or self.issued_id or self.exported or self.signed
        return bool(self.sheet_id or self.plan_id or self.case_id or elsewhere)

    @property
    def when(self) -> str:
        """Return the day, with the hour if known."""
        return day_and_hour(self.on, self.at) if self.at is not None else current().date(self.on)


def history(card: PersonCard, viewer_id: int) -> tuple[Moment, ...]:
    """Return the events, newest first; those still blind to the viewer are listed but cannot be opened."""
    return _newest_first(_of_card(card, viewer_id))


def timeline(page: PersonPage, viewer_id: int) -> tuple[Moment, ...]:
    """Return the same with meetings, notes, and the documents given out and registered."""
    card = page.card
    readable = {moment.plan_id for moment in history(card, viewer_id)}
    meetings = (
        Moment(
            one.on,
            _("Review meeting"),
            one.result,
            plan_id=one.plan_id if one.plan_id in readable else 0,
            after=True,
        )
        for one in page.meetings
        if one.held
    )
    return _newest_first(
        [
            *_of_card(card, viewer_id),
            *_as(Sort.PLAN, meetings),
            *_as(Sort.NOTE, (_of_note(one) for one in reversed(page.notes))),
            *_as(Sort.PAPER, (_of_export(one) for one in reversed(card.handed_out))),
            *_as(Sort.PAPER, (_of_issued(one) for one in reversed(page.issued))),
        ]
    )


def _of_card(card: PersonCard, viewer_id: int) -> list[Moment]:
    seen = frozenset(case.case_id for case in card.cases if case.open_to(viewer_id))
    assessments = [
        *(moment for case in reversed(card.cases) for moment in _of_case(case, _mine(card, case), viewer_id)),
        *(
            Moment(
                one.on,
                _("Conclusion"),
                one.by_name,
                case_id=one.case_id if one.case_id in seen else 0,
                after=True,
            )
            for one in card.traces.conclusions
        ),
        *(_of_settled(one) for one in card.traces.settled if one.case_id in seen),
        *(_of_withdrawal(one, card, viewer_id) for one in card.withdrawn),
    ]
    plans = [
        *(moment for plan in reversed(card.plans) for moment in _of_plan(plan, seen)),
        *(_of_probation(line, card) for line in reversed(card.traces.probations)),
    ]
    merges = (
        Moment(one.on, _("Two cards were merged"), f"{one.name}, {one.code}", one.at)
        for one in card.traces.merges
    )
    papers = [*_of_papers(card.papers[::-1]), *(_of_signature(one) for one in reversed(card.familiarised))]
    return [
        *_as(Sort.ASSESSMENT, assessments),
        *_as(Sort.PLAN, plans),
        *merges,
        *_as(Sort.PAPER, papers),
        *_of_work(card),
    ]


def _as(sort: Sort, moments: Iterable[Moment]) -> Iterator[Moment]:
    return (replace(one, sort=sort) for one in moments)


def _newest_first(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    # Within a day events without an hour come first, and of equals the later one listed is newer.
    order = sorted(
        range(len(moments)),
        key=lambda n: (moments[n].on, moments[n].after, _hour(moments[n]), n),
        reverse=True,
    )
    return tuple(moments[n] for n in order)


def _mine(card: PersonCard, case: CaseLine) -> list[Revision]:
    return [one for one in card.handed_in if one.case_id == case.case_id]


def _of_case(case: CaseLine, handed_in: Sequence[Revision], viewer_id: int) -> Iterator[Moment]:
    title = case.cycle_title or case.cycle_code
    withdrawn = _("withdrawn") if case.state is CaseState.WITHDRAWN else ""
    # Being in a cycle is not yet an assessment: that starts with the first sheet.
    told = _("Assessment started") if case.sheets else _("Included in an assessment")
    if case.of_file:
        told = _("Levels imported")
    idle = "" if case.sheets or case.of_file or case.state is CaseState.OPEN else _("no sheet was started")
    parts = (title, withdrawn or idle)
    own = next((one.sheet_id for one in case.sheets if one.assessor_id == viewer_id), 0)
    shown = case.open_to(viewer_id) and not case.spent
    yield Moment(
        case.opened_on,
        told,
        " · ".join(one for one in parts if one),
        sheet_id=0 if shown else own,
        case_id=case.case_id if shown else 0,
    )
    first: dict[int, tuple[datetime, date]] = {}
    corrected: tuple[datetime, date] | None = None
    for one in handed_in:  # every revision stays, with its reason
        when = one.submitted_at, one.submitted_on
        if one.assessor_id in first:
            corrected = when
        first.setdefault(one.assessor_id, when)
        apart = one.role in SHY_ROLES or case.kept_apart  # law 15
        seen = (case.open_to(viewer_id) and not apart) or one.assessor_id == viewer_id
        told = _("Sheet submitted") if one.revision == 1 else _("Sheet corrected")
        reason = one.reason if seen else ""
        who = f"{one.assessor_name}, {name_of(one.role, current())}"
        yield Moment(
            one.submitted_on,
            told,
            " · ".join(part for part in (who, reason) if part),
            one.submitted_at,
            sheet_id=one.sheet_id if seen else 0,
        )
    if first and case.all_in and case.open_to(viewer_id):
        at, on = max(first.values())
        yield Moment(on, _("Result is ready"), title, at, case_id=case.case_id)
        if corrected is not None and corrected[0] >= at:
            yield Moment(corrected[1], _("Result corrected"), title, corrected[0], case_id=case.case_id)


def _of_settled(line: SettledLine) -> Moment:
    count = ngettext("{n} level", "{n} levels", line.items).format(n=line.items)
    return Moment(line.on, _("Levels agreed"), f"{line.by_name}, {count}", line.at, case_id=line.case_id)


def _of_withdrawal(line: WithdrawnLine, card: PersonCard, viewer_id: int) -> Moment:
    """Say who withdrew it and why; the viewer can still read their own draft in it."""
    sheets = (sheet for case in card.cases if case.case_id == line.case_id for sheet in case.sheets)
    own = (one.sheet_id for one in sheets if one.assessor_id == viewer_id and one.state is SheetState.DRAFT)
    told = " · ".join(part for part in (line.by_name, line.reason) if part)
    return Moment(line.on, _("Assessment withdrawn"), told, line.at, sheet_id=next(own, 0))


def _of_plan(plan: PlanLine, seen: frozenset[int]) -> Iterator[Moment]:
    """Yield drafting, approval and closing; the dates inside the plan are no events (law 19)."""
    words = current()
    goals = ngettext("{n} goal", "{n} goals", plan.goals).format(n=plan.goals)
    dates = f"{words.date(plan.starts_on)} – {words.date(plan.ends_on)}"
    # A plan shows levels from its case, so it is just as blind.
    plan_id = plan.plan_id if plan.case_id is None or plan.case_id in seen else 0
    told = {
        _("drafted: {dates}, {goals}"): plan.made_on,
        _("approved: {dates}, {goals}"): plan.approved_on,
        _("closed: {dates}, {goals}"): plan.closed_on,
    }
    for detail, on in told.items():
        if on is not None:
            told_of = detail.format(dates=dates, goals=goals)
            yield Moment(on, name_of(plan.kind, current()), told_of, plan_id=plan_id, after=True)


def _of_probation(line: ProbationLine, card: PersonCard) -> Moment:
    there = line.plan_id in {plan.plan_id for plan in card.plans}
    title = _("Probation conclusion corrected") if line.corrects else _("Probation conclusion")
    return Moment(line.on, title, line.by_name, plan_id=line.plan_id if there else 0, after=True)


def _of_papers(papers: Sequence[Basis]) -> Iterator[Moment]:
    """Yield the bases for processing the data, oldest first; one without a date stands by the next."""
    words = current()
    for at, paper in enumerate(papers):
        later = next(iter(papers[at + 1 :]), None)
        named = any(one.text for one in papers[:at])
        text = paper.text or (_("removed from the card") if named else _("not named on the card"))
        until = "" if paper.until is None else _("until {day}").format(day=words.date(paper.until))
        entered = _("entered earlier, no date recorded")
        if paper.entered_on is not None:
            entered = _("entered {day}").format(day=words.date(paper.entered_on))
        told = ", ".join(one for one in (text, until, entered, paper.by_name) if one)
        day = paper.paper_on or paper.entered_on or (None if later is None else later.entered_on)
        before = papers[at - 1] if at else None
        if paper.withdrawn_on is not None and (before is None or before.withdrawn_on != paper.withdrawn_on):
            told = ", ".join(one for one in (paper.text, paper.reason, entered, paper.by_name) if one)
            yield Moment(paper.withdrawn_on, _("Consent withdrawn"), told)
        elif paper.hold_until is not None and (before is None or before.hold_until != paper.hold_until):
            until = _("until {day}").format(day=words.date(paper.hold_until))
            told = ", ".join(one for one in (until, paper.reason, paper.by_name) if one)
            yield Moment(paper.entered_on or paper.hold_until, _("Keeping of the data prolonged"), told)
        elif day is not None:
            yield Moment(day, _("Legal basis for processing"), told)


def _of_signature(one: Familiarised) -> Moment:
    detail = f"{familiarity.title(one.document, current())}; {familiarity.reply(one.signature, current())}"
    return Moment(one.signature.on, _("Familiarisation"), detail, signed=True)


def _of_note(note: Note) -> Moment:
    fact = note.fact
    by = "" if note.mine else note.author_name
    parts = (", ".join(fact.items), " ".join(fact.text.split()), by)
    told = " · ".join(part for part in parts if part)
    title = f"{pgettext('diary', 'Note')} {polarity_sign(fact.polarity)}"
    return Moment(fact.observed_on, title, told, note_id=fact.id)


def _of_export(one: HandedOut) -> Moment:
    words = current()
    told = phrases_journal.exported(one, titled(one.document, words), words)
    who = one.by or phrases_journal.nobody(words)
    on = one.at.astimezone().date()
    return Moment(on, _("Document exported"), f"{told} · {who}", one.at, exported=one.seq)


def _of_issued(one: Issued) -> Moment:
    told = " · ".join(part for part in (titled(one.document, current()), one.by_name) if part)
    return Moment(one.issue.on, _("Registered {code}").format(code=one.code), told, issued_id=one.id)


def _of_work(card: PersonCard) -> Iterator[Moment]:
    person, words = card.person, current()
    if person.hired_on is not None:
        yield Moment(person.hired_on, _("Hired"), person.post)
    for one in person.medical:
        if one.concluded_on is not None:
            parts = [name_of(one.admitted, words)]
            if one.valid_until is not None:
                parts.append(_("valid until {day}").format(day=words.date(one.valid_until)))
            yield Moment(one.concluded_on, _("Medical certificate"), ", ".join(parts))
    if person.left_on is not None:
        yield Moment(person.left_on, pgettext("history", "Left"), person.left_reason)
    if card.traces.erased_at is not None:
        yield Moment(card.traces.erased_at.astimezone().date(), _("Erased"), "", card.traces.erased_at)


def _hour(moment: Moment) -> float:
    return moment.at.timestamp() if moment.at is not None else 0.0
