"""Documents as files: read from the database, hand to the report, name the file. No Qt.

The screens run these as jobs, the command line calls them directly.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Concatenate, Protocol

from sqlmodel import Session

from db import (
    campaigns,
    cases,
    comparisons,
    cycles,
    decisions,
    forms,
    frameworks,
    people,
    plans,
    refusals,
    sheets,
    trainings,
)
from db.organisation import organisation, units
from db.store import StoreError
from desktop import documents_team
from domain.comparison import Comparison
from domain.decision import Decision
from domain.errors import NoGoals, NothingSubmitted, NotYours, Refused
from domain.period import next_quarter
from domain.plan import PlanKind
from domain.progress import Progress
from domain.refusal import Refusal
from domain.result import CaseResult, PlanSheet
from domain.sheet import SheetState
from domain.training_plan import TrainingPlan
from reports import papers
from reports.papers import ConsentPaper, RequirementsPaper, SheetPaper
from reports.team_paper import TeamPaper
from resources.i18n import Words, words

PROFILE, PLAN, RESULT = "profile", "plan", "result"
SHEET, KEYS, FILLED = "sheet", "sheet-keys", "sheet-filled"
DECISION, SUMMARY, UNNAMED, REFUSAL = "decision", "summary", "summary-unnamed", "refusal"
CONSENT, RESERVE = "consent", "consent-reserve"
REQUIREMENTS, COMPARISON, FORM = "requirements", "comparison", "form"
TEAM, TRAINING, REQUEST = "team", "training", "request"
IDP, ADAPTATION = "idp", "adaptation"
FORMATS = {
    PROFILE: ("pdf", "xlsx"),
    PLAN: ("pdf", "xlsx"),
    RESULT: ("json",),
    SHEET: ("pdf",),
    KEYS: ("pdf",),
    FILLED: ("pdf",),
    DECISION: ("pdf",),
    SUMMARY: ("pdf",),
    UNNAMED: ("pdf",),  # for the person assessed
    REFUSAL: ("pdf",),
    CONSENT: ("pdf",),
    RESERVE: ("pdf",),
    REQUIREMENTS: ("pdf",),
    COMPARISON: ("pdf", "xlsx"),
    FORM: ("pdf",),
    TEAM: ("pdf", "xlsx"),
    TRAINING: ("pdf", "xlsx"),
    REQUEST: ("pdf",),
    IDP: ("pdf", "xlsx", "ics"),
    ADAPTATION: ("pdf", "xlsx", "ics"),
}
KINDS = tuple(FORMATS)
OF_CAMPAIGNS = (REQUIREMENTS, COMPARISON, FORM)
OF_TEAMS = (TEAM, TRAINING, REQUEST)
OF_CYCLES = (*OF_CAMPAIGNS, *OF_TEAMS)  # their ids are those of cycles
OF_PLANS = {
    IDP: PlanKind.IDP,
    ADAPTATION: PlanKind.ADAPTATION,
}  # their ids are those of plans; of all others those of cases
BLANK = (SHEET, KEYS, CONSENT, RESERVE)  # to be printed before anybody has rated

type Record = (
    CaseResult
    | PlanSheet
    | SheetPaper
    | Decision
    | Refusal
    | ConsentPaper
    | RequirementsPaper
    | Comparison
    | TeamPaper
    | TrainingPlan
)


class Read(Protocol):
    """The reading verb of the data: runs a function of ``db`` in a transaction of its own."""

    def __call__[**P, R](
        self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be made: whose, which file (None if it came not so far), and why.

    ``case_id`` is the id that was asked for, of a cycle where the document is of one.
    """

    case_id: int
    code: str
    path: Path | None
    error: Exception


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left on the disk and what it could not make, each in the order asked for."""

    written: tuple[Path, ...]
    failed: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What one file shows: its record, the code that names it, and words that people put to it."""

    code: str
    record: Record
    text: str | None = None


def export(
    read: Read,
    kind: str,
    ids: Sequence[int],
    formats: Iterable[str],
    languages: Iterable[str],
    folder: Path,
    progress: Progress,
    viewer_id: int | None,
    on: date,
    unit_id: int | None = None,
) -> Exported:
    """Write the documents into *folder*, made if need be; existing files are replaced whole.

    *ids* are those of cases, for the kinds of ``OF_CYCLES`` those of cycles, of ``OF_PLANS`` those of plans;
    a case has a sheet for each of its assessors. *unit_id* narrows a team to a unit and those below it. One
    document that cannot be made does not stop the others. ``on`` is the day printed on the papers. A plan
    covers the quarter after that day unless one is stored. A record for recount has one language.

    Raises:
        Cancelled: if asked to stop; the documents finished by then stay, no half file does.
        OSError: if the folder cannot be made.
    """
    names = [name for name in formats if name in FORMATS[kind]]
    spoken = tuple(languages) if kind != RESULT else ("ru",)
    variants = [(name, language) for name in names for language in spoken]
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    failed: list[Failure] = []
    taken: set[str] = set()
    for number, one_id in enumerate(ids):
        try:
            if kind in OF_TEAMS:
                made = read(_team if kind == TEAM else _training, one_id, viewer_id, on, unit_id)
            else:
                made = read(_READ[kind], one_id, viewer_id, on)
        except (Refused, StoreError) as error:
            failed.append(Failure(one_id, read(_code_of, kind, one_id), None, error))
            continue
        for step, (paper, (name, language)) in enumerate(
            (paper, variant) for paper in made for variant in variants
        ):
            done = number * len(variants) + step * len(variants) // (len(made) * len(variants))
            progress.step(done, len(ids) * len(variants))
            target = folder / _apart(file_name(kind, paper, on, name, language), taken)
            try:
                _write(kind, paper, name, target, progress, words(language))
            except OSError as error:
                failed.append(Failure(one_id, paper.code, target, error))
            else:
                written.append(target)
    progress.step(len(ids) * len(variants), len(ids) * len(variants))
    return Exported(tuple(written), tuple(failed))


def file_name(kind: str, paper: Paper, on: date, name: str, language: str) -> str:
    """Return a file name without personal data: «profile_C-0042_2026-11-24_ru.pdf».

    A record for recount carries its cycle instead of a day, since no clock enters it.
    """
    code = _safe(paper.code)
    if isinstance(paper.record, CaseResult) and kind == RESULT:
        return f"{kind}_{code}_{_safe(paper.record.cycle.code)}.{name}"
    return f"{kind}_{code}_{on.isoformat()}_{language}.{name}"


def _apart(name: str, taken: set[str]) -> str:
    """Return the name, numbered if another paper of this export has it: «C/1» and «C-1» are two people."""
    path, number, free = Path(name), 2, name
    while free.casefold() in taken:  # some systems know no capitals
        free = f"{path.stem}-{number}{path.suffix}"
        number += 1
    taken.add(free.casefold())
    return free


def _safe(code: str) -> str:
    """Codes may be typed by people: keep letters, digits, dashes, so that every system takes the name."""
    return "".join(char if char.isalnum() or char in "-._" else "-" for char in code).strip(".")[:60] or "x"


def _code_of(session: Session, kind: str, one_id: int) -> str:
    if kind in OF_PLANS:
        return plans.code_of(session, one_id)
    return cycles.cycle(session, one_id).code if kind in OF_CYCLES else cases.code_of(session, one_id)


def _result(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = cases.result(session, case_id, viewer_id, on)
    return (Paper(record.person.code, record),)


def _profile(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = documents_team.with_trend(session, cases.result(session, case_id, viewer_id, on), viewer_id)
    return (Paper(record.person.code, record),)


def _plan(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = plans.for_case(session, case_id, viewer_id, next_quarter(on), on)
    return (Paper(record.person.code, record),)


def _kept_plan(session: Session, plan_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = plans.plan(session, plan_id, viewer_id, on)
    return (Paper(record.person.code, record),)


def _blank(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    return _forms(session, case_id, on, keys=False)


def _keys(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    return _forms(session, case_id, on, keys=True)


def _forms(session: Session, case_id: int, on: date, *, keys: bool) -> tuple[Paper, ...]:
    """Return a sheet to fill in for each assessor; it has no marks, so a blind case may print it."""
    own = organisation(session)
    made: list[Paper] = []
    for sheet in forms.blanks(session, case_id):
        questions = frameworks.questions(session, sheet.framework.id) if keys else None
        record = papers.blank(sheet, own, on, questions)
        made.append(Paper(f"{sheet.person.code}_{sheet.assessor.code}", record))
    return tuple(made)


def _filled(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    """Return the sheets that the viewer may see.

    Raises:
        StillBlind: with the names of those whose sheets are out, if that hides them all.
        NothingSubmitted: if there is none.
    """
    own = organisation(session)
    made: list[Paper] = []
    for known in forms.blanks(session, case_id):
        if not known.id:
            continue
        try:
            sheet = sheets.sheet(session, known.id, viewer_id)
        except NotYours:
            continue
        if sheet.state is SheetState.SUBMITTED or sheet.assessor.id == viewer_id:
            made.append(Paper(f"{sheet.person.code}_{sheet.assessor.code}", papers.filled(sheet, own, on)))
    if not made:
        cases.result(session, case_id, viewer_id, on)  # says whom it waits for
        raise NothingSubmitted
    return tuple(made)


def _decision(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = decisions.decision(session, case_id, viewer_id, on)
    return (Paper(record.result.person.code, record),)


def _refusal(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    """Return the reasons with the words that were kept last, if any were."""
    record = refusals.draft(session, case_id, viewer_id, on)
    kept = refusals.kept(session, case_id, viewer_id)
    return (Paper(record.person.code, record, kept.text if kept is not None else None),)


def _consent(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    return _agreed(session, case_id, on, reserve=False)


def _reserve(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    return _agreed(session, case_id, on, reserve=True)


def _agreed(session: Session, case_id: int, on: date, *, reserve: bool) -> tuple[Paper, ...]:
    person = people.person(session, forms.person_of(session, case_id))
    record = ConsentPaper(organisation(session), person, person.post, on, reserve)
    return (Paper(person.code, record),)


def _requirements(session: Session, cycle_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    held = campaigns.campaign(session, cycle_id)
    names = {unit.id: unit.name for unit in units(session)}
    record = RequirementsPaper(
        organisation=organisation(session),
        framework=frameworks.framework(session, held.cycle.framework_id),
        campaign=held,
        questions=frameworks.questions(session, held.cycle.framework_id),
        unit=names.get(held.cycle.unit_id or 0, ""),
        made_on=on,
    )
    return (Paper(held.cycle.code, record),)


def _comparison(session: Session, cycle_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = comparisons.comparison(session, cycle_id, viewer_id, on)
    return (Paper(record.cycle.code, record),)


def _form(session: Session, cycle_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    """Return an empty form over what a campaign asks."""
    held = campaigns.campaign(session, cycle_id)
    framework = frameworks.framework(session, held.cycle.framework_id)
    critical = {code for code, target in held.profile.targets.items() if target.critical}
    chosen = held.question_set
    asked = {item.code for item in framework.items} if chosen is None else {*chosen.items, *critical}
    scale = frameworks.scale(session, held.cycle.scale_id)
    record = papers.empty(framework, scale, organisation(session), asked, critical, on)
    return (Paper(held.cycle.code, record),)


def _training(
    session: Session, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None
) -> tuple[Paper, ...]:
    record = trainings.plan(session, cycle_id, viewer_id, on, unit_id)
    if not record.topics:
        raise NoGoals
    return (Paper(record.cycle.code, record),)


def _team(
    session: Session, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None
) -> tuple[Paper, ...]:
    record = documents_team.team(session, cycle_id, viewer_id, on, unit_id)
    return (Paper("_".join(part for part in (record.matrix.cycle.code, record.unit) if part), record),)


_READ: dict[str, Callable[[Session, int, int | None, date], tuple[Paper, ...]]] = {
    PROFILE: _profile,
    PLAN: _plan,
    RESULT: _result,
    SHEET: _blank,
    KEYS: _keys,
    FILLED: _filled,
    DECISION: _decision,
    SUMMARY: _decision,
    UNNAMED: _decision,
    REFUSAL: _refusal,
    CONSENT: _consent,
    RESERVE: _reserve,
    REQUIREMENTS: _requirements,
    COMPARISON: _comparison,
    FORM: _form,
    IDP: _kept_plan,
    ADAPTATION: _kept_plan,
}


def _write(kind: str, paper: Paper, name: str, target: Path, progress: Progress, language: Words) -> None:
    # Paper libraries cost 0.3 s to import: they come with the first document, not with the window.
    match paper.record, kind, name:
        case CaseResult() as record, "profile", "pdf":
            from reports import candidate_pdf

            candidate_pdf.write(record, target, progress, language)
        case CaseResult() as record, "profile", "xlsx":
            from reports import candidate_xlsx

            candidate_xlsx.write(record, target, progress, language)
        case CaseResult() as record, "result", "json":
            from reports import result_json

            result_json.write(record, target, progress, language)
        case PlanSheet() as record, _, "ics":
            from reports import plan_ics

            plan_ics.write(record, target, progress, language)
        case PlanSheet() as record, "adaptation", "pdf":
            from reports import adaptation_pdf

            adaptation_pdf.write(record, target, progress, language)
        case PlanSheet() as record, _, "pdf":
            from reports import plan_pdf

            plan_pdf.write(record, target, progress, language)
        case PlanSheet() as record, _, "xlsx":
            from reports import plan_xlsx

            plan_xlsx.write(record, target, progress, language)
        case SheetPaper() as record, _, "pdf":
            from reports import sheet_pdf

            sheet_pdf.write(record, target, progress, language)
        case Decision() as record, "decision", "pdf":
            from reports import decision_pdf

            decision_pdf.write(record, target, progress, language)
        case Decision() as record, "summary" | "summary-unnamed", "pdf":
            from reports import summary_pdf

            named = kind == SUMMARY
            summary_pdf.write(record, target, progress, language, named=named, expert=named)
        case Refusal() as record, _, "pdf":
            from reports import refusal_pdf

            refusal_pdf.write(record, target, progress, language, text=paper.text)
        case ConsentPaper() as record, _, "pdf":
            from reports import consent_pdf

            consent_pdf.write(record, target, progress, language)
        case RequirementsPaper() as record, _, "pdf":
            from reports import requirements_pdf

            requirements_pdf.write(record, target, progress, language)
        case Comparison() as record, _, "pdf":
            from reports import comparison_pdf

            comparison_pdf.write(record, target, progress, language)
        case Comparison() as record, _, "xlsx":
            from reports import comparison_xlsx

            comparison_xlsx.write(record, target, progress, language)
        case TrainingPlan() as record, _, _:
            documents_team.write_training(record, kind == REQUEST, name, target, progress, language)
        case TeamPaper() as record, _, _:
            documents_team.write(record, name, target, progress, language)
        case _:
            raise AssertionError((kind, name))
