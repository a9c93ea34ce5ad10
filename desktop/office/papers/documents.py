"""Documents as files: read from the database, pass to the report, name the file. No Qt.

The screens run these as jobs, the command line calls them directly.
"""

import errno
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from inspect import signature
from itertools import product
from pathlib import Path
from typing import Any, Concatenate, Protocol, override

from db.assessing import cases, cycles, people
from db.development import plans
from db.file import leftovers
from db.file.store import StoreError
from db.framework import editions
from db.journal import exports
from db.papers import exporting
from desktop.office.papers import drawing, drawing_pool
from desktop.office.papers.document import ARCHIVE, ARCHIVED, About, Asked, Document
from desktop.office.papers.drawing import Task
from desktop.office.papers.registry import DOCUMENTS, OF_PLANS
from desktop.office.papers.titles import titles
from domain.assessing.answer_form import FormPaper
from domain.assessing.result import CaseResult
from domain.development.plan_sheet import PlanSheet
from domain.errors import AllHandedIn, Refused
from domain.papers.paper import Paper
from domain.papers.subject_copy import SubjectCopy
from domain.progress import Cancelled, Progress
from reports.paper.undrawn import undrawn
from resources.i18n import Words, words

# Bytes of a code and of a surname in a name: with a title of ours and a number behind it the disk takes 255.
CODE, SURNAME = 80, 56
EVERY = "all"  # in the name of a file with all subjects
DATA = ("json", "csv")  # formats for programs, whose names stay
MANY = 24  # files from which on worker processes save more than their start costs


class Read(Protocol):
    """The reading method of the data: runs a function of ``db`` in a transaction of its own."""

    def __call__[**P, R](
        self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...


class Write(Protocol):
    """The writing method of the data, likewise."""

    def __call__[**P, R](
        self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be made: whose, which file (None if it has no name yet), and why.

    ``case_id`` is the id that was asked for, a cycle's if the document is about one; ``kind`` the document.
    """

    case_id: int
    code: str
    path: Path | None
    error: Exception
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote and what it could not make, each in the order asked for.

    ``left`` is the number of files not begun, because it was stopped or the folder accepts no more.
    ``unrecorded`` is why the journal does not tell of it, None if it does or nothing was written.
    """

    written: tuple[Path, ...]
    failed: tuple[Failure, ...]
    left: int = 0
    unrecorded: StoreError | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """How people find a file: by the words of its title; by surnames too, where they are given by id."""

    surnames: Mapping[int, str] = field(default_factory=dict[int, str])


class Stopped(Cancelled):
    """The export was asked to stop; ``done`` is what it had written by then."""

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
    write: Write | None = None,
    called: Called | None = None,
    to_sign: Mapping[int, int] | None = None,
    without: frozenset[int] = frozenset(),
) -> Exported:
    """Write the documents into *folder*, created if needed; existing files are replaced whole.

    Through *write* the journal is told what was written, once at the end; None is for papers that nobody
    takes, as of the example. If it cannot be told, the documents are there all the same.

    *ids* are those of the subjects: cases, cycles or plans; a case has a sheet for each of its assessors.
    *unit_id* limits a team to a unit and those below it, *to_sign* has what a person signs if it is not the
    edition in force, or the meeting of a plan if it is not the usual one. A document that cannot be made
    does not stop the others; a full disk or a missing folder does. *on* is the day printed on the papers. A
    plan that is not stored covers the quarter after that day. A record for recount does not vary by
    language. Many files are drawn by *processes*, by default as many as suit the machine; the bytes are the
    same. *called* gives papers names for people; without it they have those that a script can rely on. Nobody
    in *without* gets a form.

    Raises:
        Stopped: if asked to stop; the documents finished by then stay, half files do not.
        OSError: if the folder cannot be created or accepts no file.
    """
    document = DOCUMENTS[kind]
    names = [name for name in formats if name in document.offered]
    spoken = tuple(languages) if document.spoken else ("ru",)
    variants = [(name, language) for name in names for language in spoken]
    total = (min(1, len(ids)) if document.joined else len(ids)) * len(variants)
    folder.mkdir(parents=True, exist_ok=True)
    leftovers.sweep(folder)
    written: list[tuple[int, Task]] = []
    failed: list[tuple[int, Failure]] = []
    unread: list[Failure] = []
    handed_in: list[Failure] = []
    joined_ids: list[int] = []  # the subjects of the one file, where it has several
    done, over = 0, False

    def ask() -> None:
        if over:
            raise Cancelled
        progress.step(min(done, total), total)

    def named(one_id: int, paper: Paper[Any], name: str, language: str) -> str:
        if called is None or name in DATA:
            return file_name(kind, paper, on, name, language)
        return in_words(kind, paper, on, name, words(language), called.surnames.get(one_id, ""))

    def tasks() -> Iterator[Task]:
        number, taken = 0, set[str]()
        apart: list[tuple[int, Paper[Any]]] = []  # of a document that joins its subjects
        for one_id in ids:
            if document.joined:
                ask()
            try:
                part_id = (to_sign or {}).get(one_id)
                made = papers_of(read, kind, Asked(one_id, viewer_id, on, unit_id, part_id, without))
            except AllHandedIn as error:
                handed_in.append(
                    Failure(one_id, subject_code(read, document.about, one_id), None, error, kind)
                )
                continue
            except (Refused, StoreError) as error:
                unread.append(Failure(one_id, subject_code(read, document.about, one_id), None, error, kind))
                failed.append((number, unread[-1]))
                continue
            if document.joined and len(ids) > 1:
                apart += [(one_id, paper) for paper in made]
                continue
            for paper, (name, language) in product(made, variants):
                target = folder / _apart(named(one_id, paper, name, language), taken)
                yield Task(number, one_id, kind, paper, name, language, target)
                number += 1
        if apart:
            record = document.joined_by()(tuple(paper.record for _id, paper in apart))
            code = apart[0][1].code if len(apart) == 1 else EVERY
            joined_ids.extend(one_id for one_id, _paper in apart)
            for name, language in variants:
                paper = Paper(code, record)
                target = folder / named(0, paper, name, language)
                yield Task(number, joined_ids[0], kind, paper, name, language, target)
                number += 1

    def outcome(left: int = 0) -> Exported:
        failures = [failure for _number, failure in sorted(failed, key=_place)]
        if not written and not failed and not left:  # in a batch no blank is needed once handed in
            failures = handed_in
        tasks = [task for _number, task in sorted(written, key=_place)]
        unrecorded = None
        if write is not None and tasks:
            unrecorded = _record(write, document, tasks, unit_id, joined_ids)
        return Exported(tuple(task.target for task in tasks), tuple(failures), left, unrecorded)

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
                written.append((task.number, task))
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


def papers_of(read: Read, kind: str, asked: Asked) -> tuple[Paper[Any], ...]:
    """Return the papers of a request, with the requisites of this kind of document.

    Raises:
        Refused: if they may not be had; which one it is depends on the kind.
    """
    f = DOCUMENTS[kind].read_by()
    wanted = {name: getattr(asked, name) for name in signature(f).parameters if hasattr(asked, name)}
    return tuple(_titled(paper) for paper in read(f, kind, asked.id, **wanted))


def _titled(paper: Paper[Any]) -> Paper[Any]:
    """Return a copy of somebody's own data with the titles of its documents, which are not of the file."""
    if not isinstance(paper.record, SubjectCopy):
        return paper
    copy = paper.record
    keys = (one.document for one in (*copy.rest.issued, *copy.handed_out))
    return replace(paper, record=replace(copy, titles=titles(keys)))


def _in_turn(
    tasks: Iterable[Task], progress: Progress, *, alone: bool
) -> Generator[tuple[Task, Exception | None]]:
    """Draw one after another in this process; with *alone* our own bugs are raised, not collected."""
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
    """The steps within one file: they only check for a stop, because an export counts files."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self._ask = ask

    @override
    def step(self, done: int, total: int) -> None:
        self._ask()


def _final(error: Exception, folder: Path) -> bool:
    """Return whether the next file would fail too."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return full or not folder.is_dir()


def _cause(error: Exception, folder: Path) -> Exception:
    if isinstance(error, OSError) and not folder.is_dir():
        return FileNotFoundError(errno.ENOENT, "the folder is gone", str(folder))
    return error


def _place(numbered: tuple[int, object]) -> int:
    return numbered[0]


def recorded(
    write: Write, document: str, of: exports.Of, formats: Iterable[str], files: int, *ids: int
) -> StoreError | None:
    """Tell the journal of an export that is no paper; return why it cannot be told, None if it was."""
    try:
        write(exports.record, document, of, ids, tuple(formats), files)
    except StoreError as error:
        return error
    return None


def _record(
    write: Write, document: Document, tasks: Sequence[Task], unit_id: int | None, joined: Sequence[int]
) -> StoreError | None:
    ids, names = {task.id for task in tasks} | set(joined), {task.name for task in tasks}
    try:
        exported(write, document, ids, names, len(tasks), unit_id)
    except StoreError as error:
        return error
    return None


def exported(
    write: Write,
    document: Document,
    ids: Collection[int],
    formats: Iterable[str],
    files: int,
    unit_id: int | None,
) -> None:
    """Write the event of an export of these subjects, of a team with the unit it was limited to."""
    write(
        exporting.exported,
        document.key,
        OF[document.about],
        tuple(sorted(ids)),
        tuple(formats),
        files,
        unit_id if document.about is About.TEAM else None,
        names_people=document.names_people,
    )


OF = {
    About.CASE: exports.Of.CASE,
    About.CAMPAIGN: exports.Of.CYCLE,
    About.TEAM: exports.Of.CYCLE,
    About.PLAN: exports.Of.PLAN,
    About.PERSON: exports.Of.PERSON,
    About.MODEL: exports.Of.FRAMEWORK,
}
"""What the ids are in the event of an export, by what a document is about."""


def file_name(kind: str, paper: Paper[Any], on: date, name: str, language: str) -> str:
    """Return a file name without personal data: «profile_C-0042_2026-11-24_ru.pdf».

    A record for recount carries its cycle instead of a day, because it does not depend on the clock. A plan
    is named by its own kind, however it was asked for, with the month it begins: a person has many.
    """
    code = _code_in_name(paper)
    kind = _own_kind(kind, paper)
    if not DOCUMENTS[kind].spoken and isinstance(paper.record, CaseResult):
        return f"{kind}_{code}_{safe(paper.record.cycle.code)}.{name}"
    return f"{kind}_{code}_{on.isoformat()}_{language}.{_ending(name)}"


def in_words(kind: str, paper: Paper[Any], on: date, name: str, words: Words, surname: str = "") -> str:
    """Return a file name for people, with no name in it unless *surname* is given.

    «Профиль оценки C-0042 2026-11-24.pdf», «Assessment profile Orlov C-0042 2026-11-24.pdf». A form says whom
    it is to be sent to: «Форма для оценщика Орлов C-0042 Громов E-0102 2026-11-24.xlsx», or by codes alone.
    """
    title = DOCUMENTS[_own_kind(kind, paper)].name(words)
    code = words.pgettext("name of a file", "all") if paper.code == EVERY else _code_in_name(paper)
    about, *others = code.split("_")
    to = paper.record.sheet.assessor.surname if surname and isinstance(paper.record, FormPaper) else ""
    names = (safe(one, " ", SURNAME) if one else "" for one in (surname, to))
    parts = title, next(names), about, next(names), *others, on.isoformat()
    return f"{' '.join(safe(part, ' ') for part in parts if part)}.{_ending(name)}"


def _ending(name: str) -> str:
    return ARCHIVED if name == ARCHIVE else name


def _own_kind(kind: str, paper: Paper[Any]) -> str:
    """Return the kind of a paper: that of its plan, however it was asked for."""
    if not isinstance(paper.record, PlanSheet):
        return kind
    plan = paper.record.plan
    return kind if DOCUMENTS[kind].plan is plan.kind else OF_PLANS[plan.kind]


def _code_in_name(paper: Paper[Any]) -> str:
    """Return the code of the subject, of a plan with the month in which it begins."""
    code = safe(paper.code)
    if isinstance(paper.record, PlanSheet):
        return f"{code}_{paper.record.plan.period.starts_on:%Y-%m}"
    return code


def _apart(name: str, taken: set[str]) -> str:
    """Return the name, numbered if another paper of this export has it: «C/1» and «C-1» are two people."""
    path, number, free = Path(name), 2, name
    while free.casefold() in taken:  # some systems ignore case
        free = f"{path.stem}-{number}{path.suffix}"
        number += 1
    taken.add(free.casefold())
    return free


def safe(code: str, more: str = "", most: int = CODE) -> str:
    """Keep letters, digits, dots, dashes, *more*: people may type codes, and every system takes the name."""
    kept = f"-._{more}"
    safe = "".join(char if char.isalnum() or char in kept else "-" for char in code).strip(". ")[:60]
    return safe.encode()[:most].decode(errors="ignore").strip(". ") or "x"


def subject_code(read: Read, about: About, one_id: int) -> str:
    """Return the code that tells a subject from others."""
    try:
        if about is About.PERSON:
            return read(people.person, one_id).code
        if about is About.MODEL:
            return read(editions.called, one_id)
        if about is About.PLAN:
            return read(plans.code_of, one_id)
        return read(cases.code_of, one_id) if about is About.CASE else read(cycles.cycle, one_id).code
    except Refused:  # deleted meanwhile
        return str(one_id)
