"""Documents of cases as files: read from the database, hand to the report, name the file. No Qt.

The screens run these as jobs, the command line calls them directly.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Concatenate, Protocol

from sqlmodel import Session

from db import cases, plans
from db.store import StoreError
from domain.errors import Refused
from domain.period import next_quarter
from domain.progress import Progress
from domain.result import CaseResult, PlanSheet
from resources.i18n import Words, words

PROFILE, PLAN, RESULT = "profile", "plan", "result"
KINDS = (PROFILE, PLAN, RESULT)
FORMATS = {PROFILE: ("pdf", "xlsx"), PLAN: ("pdf", "xlsx"), RESULT: ("json",)}


class Read(Protocol):
    """The reading verb of the data: runs a function of ``db`` in a transaction of its own."""

    def __call__[**P, R](
        self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be made: whose case, which file (None if it came not so far), and why."""

    case_id: int
    code: str
    path: Path | None
    error: Exception


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export left on the disk and what it could not make, each in the order asked for."""

    written: tuple[Path, ...]
    failed: tuple[Failure, ...]


def export(
    read: Read,
    kind: str,
    case_ids: Sequence[int],
    formats: Iterable[str],
    languages: Iterable[str],
    folder: Path,
    progress: Progress,
    viewer_id: int | None,
    on: date,
) -> Exported:
    """Write the documents of the cases into *folder*, made if need be; existing files are replaced whole.

    One document that cannot be made does not stop the others. ``on`` is the day printed on the papers. A plan
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
    for number, case_id in enumerate(case_ids):
        try:
            record = read(_READ[kind], case_id, viewer_id, on)
        except (Refused, StoreError) as error:
            failed.append(Failure(case_id, read(cases.code_of, case_id), None, error))
            continue
        for variant, (name, language) in enumerate(variants):
            progress.step(number * len(variants) + variant, len(case_ids) * len(variants))
            target = folder / _apart(file_name(kind, record, name, language), taken)
            try:
                _write(kind, record, name, target, progress, words(language))
            except OSError as error:
                failed.append(Failure(case_id, record.person.code, target, error))
            else:
                written.append(target)
    progress.step(len(case_ids) * len(variants), len(case_ids) * len(variants))
    return Exported(tuple(written), tuple(failed))


def file_name(kind: str, record: CaseResult | PlanSheet, name: str, language: str) -> str:
    """Return a file name without personal data: «profile_C-0042_2026-11-24_ru.pdf».

    A record for recount carries its cycle instead of a day, since no clock enters it.
    """
    code = _safe(record.person.code)
    if isinstance(record, CaseResult) and kind == RESULT:
        return f"{kind}_{code}_{_safe(record.cycle.code)}.{name}"
    return f"{kind}_{code}_{record.made_on.isoformat()}_{language}.{name}"


def _apart(name: str, taken: set[str]) -> str:
    """Return the name, numbered if another paper of this export has it: «C/1» and «C-1» are two people."""
    path, number, free = Path(name), 2, name
    while free.casefold() in taken:  # some systems know no capitals
        free = f"{path.stem}-{number}{path.suffix}"
        number += 1
    taken.add(free.casefold())
    return free


def _safe(code: str) -> str:
    """Codes may be typed by people: keep letters, digits and dashes, so that every system takes the name."""
    return "".join(char if char.isalnum() or char in "-." else "-" for char in code).strip(".")[:60] or "x"


def _result(session: Session, case_id: int, viewer_id: int | None, on: date) -> CaseResult:
    return cases.result(session, case_id, viewer_id, on)


def _plan(session: Session, case_id: int, viewer_id: int | None, on: date) -> PlanSheet:
    return plans.for_case(session, case_id, viewer_id, next_quarter(on), on)


_READ: dict[str, Callable[[Session, int, int | None, date], CaseResult | PlanSheet]] = {
    PROFILE: _result,
    PLAN: _plan,
    RESULT: _result,
}


def _write(
    kind: str, record: CaseResult | PlanSheet, name: str, target: Path, progress: Progress, language: Words
) -> None:
    # Paper libraries cost 0.3 s to import: they come with the first document, not with the window.
    match record, kind, name:
        case CaseResult(), "profile", "pdf":
            from reports import candidate_pdf

            candidate_pdf.write(record, target, progress, language)
        case CaseResult(), "profile", "xlsx":
            from reports import candidate_xlsx

            candidate_xlsx.write(record, target, progress, language)
        case CaseResult(), "result", "json":
            from reports import result_json

            result_json.write(record, target, progress, language)
        case PlanSheet(), "plan", "pdf":
            from reports import plan_pdf

            plan_pdf.write(record, target, progress, language)
        case PlanSheet(), "plan", "xlsx":
            from reports import plan_xlsx

            plan_xlsx.write(record, target, progress, language)
        case _:
            raise AssertionError((kind, name))
