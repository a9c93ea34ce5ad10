"""Documents as files: read from the database, hand to the report, name the file. No Qt.

The screens run these as jobs, the command line calls them directly.
"""

import errno
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Concatenate, Protocol, override

from sqlmodel import Session

from db.assessing import asked, cases, cycles, forms, people, seats, sheets
from db.development import plans
from db.file.store import StoreError
from db.framework import catalogue, frameworks
from db.hiring import campaigns, comparisons, decisions, refusals
from db.people.organisation import organisation, units
from db.team import training_drafts, trainings
from desktop.office.papers import documents_team, drawing, drawing_pool
from desktop.office.papers.drawing import Paper, Task
from domain.assessing.result import CaseResult
from domain.assessing.sheet import SheetState
from domain.development.plan import PlanKind
from domain.development.plan_sheet import PlanSheet
from domain.errors import AllHandedIn, NothingSubmitted, NoTopics, NotYours, Refused
from domain.period import next_quarter
from domain.progress import Cancelled, Progress
from reports.paper import papers
from reports.paper.papers import ConsentPaper, RequirementsPaper
from reports.paper.undrawn import undrawn
from resources.i18n import words

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
    REQUEST: ("pdf", "xlsx"),
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
MANY = 24  # files from which drawing processes gain more than their start takes


class Read(Protocol):
    """The reading verb of the data: runs a function of ``db`` in a transaction of its own."""

    def __call__[**P, R](
        self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be made: whose, which file (None if it came not so far), and why.

    ``case_id`` is the id that was asked for, of a cycle where the document is of one; ``kind`` the document.
    """

    case_id: int
    code: str
    path: Path | None
    error: Exception
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left on the disk and what it could not make, each in the order asked for.

    ``left`` is how many files were not begun, since it was stopped or the folder takes no more.
    """

    written: tuple[Path, ...]
    failed: tuple[Failure, ...]
    left: int = 0


class Stopped(Cancelled):
    """The export was asked to stop; ``done`` is what stands on the disk all the same."""

    def __init__(self, done: Exported) -> None:
        super().__init__(len(done.written))
        self.done = done


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
    processes: int | None = None,
) -> Exported:
    """Write the documents into *folder*, made if need be; existing files are replaced whole.

    *ids* are those of cases, for the kinds of ``OF_CYCLES`` those of cycles, of ``OF_PLANS`` those of plans;
    a case has a sheet for each of its assessors. *unit_id* narrows a team to a unit and those below it. One
    document that cannot be made does not stop the others; a full disk or a folder that is gone does. *on* is
    the day printed on the papers. A plan covers the quarter after that day unless one is stored. A record for
    recount has one language. Many files are drawn by *processes*, as many as fit unless told; the bytes are
    the same.

    Raises:
        Stopped: if asked to stop; the documents finished by then stay, no half file does.
        OSError: if the folder cannot be made or takes no file.
    """
    names = [name for name in formats if name in FORMATS[kind]]
    spoken = tuple(languages) if kind != RESULT else ("ru",)
    variants = [(name, language) for name in names for language in spoken]
    total = len(ids) * len(variants)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[tuple[int, Path]] = []
    failed: list[tuple[int, Failure]] = []
    unread: list[Failure] = []
    handed_in: list[Failure] = []
    done, over = 0, False

    def ask() -> None:
        if over:
            raise Cancelled
        progress.step(min(done, total), total)

    def tasks() -> Iterator[Task]:
        number, taken = 0, set[str]()
        for one_id in ids:
            try:
                if kind in OF_TEAMS:
                    made = read(_team if kind == TEAM else _training, one_id, viewer_id, on, unit_id)
                else:
                    made = read(_READ[kind], one_id, viewer_id, on)
            except AllHandedIn as error:
                handed_in.append(Failure(one_id, _named(read, kind, one_id), None, error, kind))
                continue
            except (Refused, StoreError) as error:
                unread.append(Failure(one_id, _named(read, kind, one_id), None, error, kind))
                failed.append((number, unread[-1]))
                continue
            for paper, (name, language) in product(made, variants):
                target = folder / _apart(file_name(kind, paper, on, name, language), taken)
                yield Task(number, one_id, kind, paper, name, language, target)
                number += 1

    def outcome(left: int = 0) -> Exported:
        failures = [failure for _number, failure in sorted(failed, key=_place)]
        if not written and not failed and not left:  # among others, who has handed in needs no empty sheet
            failures = handed_in
        return Exported(tuple(path for _number, path in sorted(written)), tuple(failures), left)

    def not_begun() -> int:
        tried = len(written) + len(failed) + len(unread) * (len(variants) - 1)
        return max(0, total - tried)

    crew = drawing_pool.workers() if processes is None else processes
    if crew > 1 and total >= (MANY if processes is None else 1):
        drawn = drawing_pool.draw(tasks(), folder, crew, ask)
    else:
        drawn = _in_turn(tasks(), _Within(ask), alone=len(ids) == 1)
    try:
        for task, error in drawn:
            done += 1
            if error is None:
                written.append((task.number, task.target))
                continue
            failed.append(
                (task.number, Failure(task.id, task.paper.code, task.target, _cause(error, folder), kind))
            )
            over = over or _final(error, folder)
        progress.step(total, total)
    except Cancelled:
        if not over:
            raise Stopped(outcome(not_begun())) from None
    finally:
        drawn.close()
    return outcome(not_begun() if over else 0)


def _in_turn(
    tasks: Iterable[Task], progress: Progress, *, alone: bool
) -> Generator[tuple[Task, Exception | None]]:
    """Draw one after another, in this process; *alone* lets our own mistakes be heard as such."""
    for task in tasks:
        progress.step(0, 1)
        error: Exception | None = None
        try:
            drawing.write(task.kind, task.paper, task.name, task.target, progress, words(task.language))
        except OSError as refused:
            error = refused
        except Cancelled:
            raise
        except Exception as mistake:
            if alone:
                raise
            error = undrawn(mistake)
        yield task, error


class _Within(Progress):
    """The steps within one file: they only ask whether to stop, since an export counts files."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self._ask = ask

    @override
    def step(self, done: int, total: int) -> None:
        self._ask()


def _final(error: Exception, folder: Path) -> bool:
    """Tell whether the next file would fail as well."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return full or not folder.is_dir()


def _cause(error: Exception, folder: Path) -> Exception:
    if isinstance(error, OSError) and not folder.is_dir():
        return FileNotFoundError(errno.ENOENT, "the folder is gone", str(folder))
    return error


def _place(numbered: tuple[int, Failure]) -> int:
    return numbered[0]


def file_name(kind: str, paper: Paper, on: date, name: str, language: str) -> str:
    """Return a file name without personal data: «profile_C-0042_2026-11-24_ru.pdf».

    A record for recount carries its cycle instead of a day, since no clock enters it. A plan is called by
    what it is, whichever way it was asked for, and tells in which month it begins: a person has many.
    """
    code = _safe(paper.code)
    if isinstance(paper.record, PlanSheet):
        plan = paper.record.plan
        kind = next(one for one, of in OF_PLANS.items() if of is plan.kind)
        code = f"{code}_{plan.period.starts_on:%Y-%m}"
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


def _named(read: Read, kind: str, one_id: int) -> str:
    try:
        return read(_code_of, kind, one_id)
    except Refused:  # gone since it was asked for
        return str(one_id)


def _code_of(session: Session, kind: str, one_id: int) -> str:
    if kind in OF_PLANS:
        return plans.code_of(session, one_id)
    return cycles.cycle(session, one_id).code if kind in OF_CYCLES else cases.code_of(session, one_id)


def _result(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = cases.result(session, case_id, viewer_id, on)
    return (Paper(record.person.code, record),)


def _profile(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    decision = decisions.decision(session, case_id, viewer_id, on).decided
    result = documents_team.with_trend(session, decision.result, viewer_id)
    return (Paper(result.person.code, replace(decision, result=result)),)


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
    """Return a sheet to fill in for each assessor who is out; without marks, so a blind case may print it."""
    own = organisation(session)
    post = seats.profile_of(session, case_id).post
    made: list[Paper] = []
    for sheet in forms.blanks(session, case_id, out=True):
        record = replace(papers.blank(sheet, own, on), post=post)
        if keys:
            cycle = sheet.cycle.id
            record = replace(
                record,
                questions=asked.questions(session, cycle),
                adequate_rule=catalogue.adequate_rule(),
                lead=asked.lead(session, cycle),
                handed_out=catalogue.handed_out(),
            )
        made.append(Paper(f"{sheet.person.code}_{sheet.assessor.code}", record))
    return tuple(made)


def _filled(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    """Return the sheets that the viewer may see.

    Raises:
        StillBlind: with the names of those whose sheets are out, if that hides them all.
        NothingSubmitted: if there is none.
    """
    own = organisation(session)
    post = seats.profile_of(session, case_id).post
    made: list[Paper] = []
    for known in forms.blanks(session, case_id):
        if not known.id:
            continue
        try:
            sheet = sheets.sheet(session, known.id, viewer_id)
        except NotYours:
            continue
        if sheet.state is SheetState.SUBMITTED or sheet.assessor.id == viewer_id:
            record = replace(papers.filled(sheet, own, on), post=post)
            made.append(Paper(f"{sheet.person.code}_{sheet.assessor.code}", record))
    if not made:
        cases.result(session, case_id, viewer_id, on)  # says whom it waits for
        raise NothingSubmitted
    return tuple(made)


def _decision(session: Session, case_id: int, viewer_id: int | None, on: date) -> tuple[Paper, ...]:
    record = decisions.decision(session, case_id, viewer_id, on).decided
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
    framework = frameworks.framework(session, held.cycle.framework_id)
    record = RequirementsPaper(
        organisation=organisation(session),
        framework=framework,
        campaign=held,
        questions=asked.questions(session, cycle_id),
        lead=asked.lead(session, cycle_id),
        unit=names.get(held.cycle.unit_id or 0, ""),
        made_on=on,
        basis=catalogue.citation(framework.key),
        policy=frameworks.policy(session, held.cycle.policy_id)[2],
        handed_out=catalogue.handed_out(),
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
        raise NoTopics(removed=training_drafts.kept(session, cycle_id, viewer_id, unit_id) is not None)
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
