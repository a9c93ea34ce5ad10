"""``merilo export``: documents from the command line, by the same functions as the screens."""

import argparse
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from desktop.office.cli import cli_framework
from desktop.office.cli.cli_arguments import day, formats, helps, languages, quarter, said, table
from desktop.office.cli.terminal import add_password, complain, opened
from desktop.office.not_recorded import not_recorded
from desktop.office.papers.document import About, Document, When
from desktop.office.papers.registry import (
    ADAPTATION,
    DOCUMENTS,
    FRAMEWORK,
    FRAMEWORK_FORMATS,
    REFUSAL,
    RESULT,
    TEMPLATE,
)
from domain.errors import NoAdaptation, OnlyDraft, Refused, Unknown
from domain.papers.kinds import NUMBERED
from domain.plan_kinds import PlanKind
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.papers.documents import Exported


def add(export: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    export.epilog = f"{said(_('Documents'))}:\n{_kinds()}"
    export.add_argument(
        "kind",
        choices=(*DOCUMENTS, FRAMEWORK),
        metavar="KIND",
        help=helps(_("the document, see below")),
    )
    export.add_argument(
        "database", type=Path, metavar="DATABASE", help=helps(_("the file to read, NAME.merilo"))
    )
    whom = export.add_mutually_exclusive_group()
    whom.add_argument("--person", nargs="+", metavar="CODE", help=helps(_("codes of the people")))
    whom.add_argument("--all", action="store_true", help=helps(_ALL_HELP))
    export.add_argument("--as", dest="viewer", metavar="CODE", help=helps(_AS_HELP))
    export.add_argument("--cycle", metavar="CODE", help=helps(_CYCLE_HELP))
    export.add_argument("--unit", metavar="NAME", help=helps(_UNIT_HELP))
    export.add_argument("--quarter", type=quarter, metavar="2026-IV", help=helps(_QUARTER_HELP))
    export.add_argument(
        "--format",
        type=formats,
        metavar="pdf,xlsx",
        help=helps(_("formats; all but template and pdfa, for archives, if not given")),
    )
    export.add_argument("--register", action="store_true", help=helps(_REGISTER_HELP))
    export.add_argument("--recompute", action="store_true", help=helps(_RECOMPUTE_HELP))
    cli_framework.add_export(export)
    export.add_argument(
        "--lang",
        type=languages,
        default=("ru",),
        metavar="ru,en",
        help=helps(_("languages; Russian if not given")),
    )
    export.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help=helps(_("the folder to write to"))
    )
    export.add_argument(
        "--today", type=day, metavar="DATE", help=helps(_("the date printed on the documents"))
    )
    add_password(export)


def _kinds() -> str:
    """Return the table of all documents: the word to type, what it is, about what, in which formats."""
    of = {
        About.CASE: said(_("person")),
        About.CAMPAIGN: said(_("vacancy")),
        About.TEAM: said(_("team")),
        About.PLAN: said(_("person")),
        About.PERSON: said(_("person")),
        About.MODEL: said(_("framework")),
    }
    lines = [(one.key, _described(one), of[one.about], ", ".join(one.formats)) for one in DOCUMENTS.values()]
    whole = ", ".join((*FRAMEWORK_FORMATS, TEMPLATE))
    return table([*lines, (FRAMEWORK, said(_("Competency framework")), "—", whole)])


def _described(one: Document) -> str:
    title = said(one.title)
    return f"{title}: {said(one.about_it)}" if one.about_it else title


def wrong(options: argparse.Namespace) -> str:
    """Return what is wrong with or missing from the arguments, empty if nothing."""
    if options.recompute and options.kind != RESULT:
        return f"export {options.kind}: --recompute: {RESULT}"
    if options.register and options.kind not in NUMBERED:
        return f"export {options.kind}: --register: {', '.join(sorted(NUMBERED))}"
    if options.kind == FRAMEWORK:
        return cli_framework.wrong(options) if options.viewer is None else f"export {FRAMEWORK}: --as"
    one, where = DOCUMENTS[options.kind], f"export {options.kind}: "
    if not set(options.format or ()) <= set(one.offered):
        return f"{where}--format: {', '.join(one.offered)}"
    if options.unit is not None and one.about not in (About.TEAM, About.PLAN):
        return f"{where}--unit: {_of(About.TEAM, About.PLAN)}"
    if options.quarter is not None and one.about is not About.PLAN:
        return f"{where}--quarter: {_of(About.PLAN)}"
    if one.about is About.MODEL:
        return ""
    if one.about in (About.CAMPAIGN, About.TEAM):
        return "" if options.cycle or options.all else f"{where}--cycle | --all"
    return "" if options.person or options.all else f"{where}--person | --all"


def _of(*about: About) -> str:
    return ", ".join(one.key for one in DOCUMENTS.values() if one.about in about)


def run(options: argparse.Namespace, language: Words) -> int:
    """Write the documents; return 1 if one of them failed or there was nothing to write."""
    if options.kind == FRAMEWORK:
        return cli_framework.export(options, language)
    from db.people import organisation
    from desktop.office.papers import documents

    document = DOCUMENTS[options.kind]
    store = opened(options, language)
    try:
        viewer_id = _viewer(store, options.viewer)
        ids, unknown = _chosen(store, options, viewer_id)
        for error in unknown:
            complain(error, language)
        proven = tuple(_recomputed(store, ids, viewer_id, language)) if options.recompute else ids
        unproven, ids = len(ids) - len(proven), proven
        unit = None
        if options.unit is not None and document.about is About.TEAM:
            unit = store.read(organisation.unit_called, options.unit)
        if options.register:
            _register(store, ids, options, viewer_id, unit, language)
        wanted = options.format or document.formats
        progress = Progress()
        with _stopping(progress):
            try:
                made = documents.export(
                    store.read,
                    options.kind,
                    ids,
                    wanted,
                    options.lang,
                    options.out,
                    progress,
                    viewer_id,
                    options.today or datetime.now().astimezone().date(),
                    unit,
                    write=store.write,
                )
            except documents.Stopped as stopped:
                made = stopped.done
        refused = ids if options.kind == REFUSAL else ()
        left_out = tuple(_left_out(store, refused, options, viewer_id, language))
    finally:
        store.close()
    failed = tell(made, language)
    for told in left_out:
        print(told, file=sys.stderr)
    if not made.written and not failed and not unknown and not unproven:
        told = {
            True: language.gettext("Nothing to export: there is no such assessment."),
            False: language.gettext("Nothing to export: no sheet has been submitted."),
        }
        print(told[document.blank or document.about in (About.CAMPAIGN, About.TEAM)], file=sys.stderr)
    return int(not made.written or failed or bool(unknown) or bool(unproven))


def _register(
    store: "Store",
    ids: Sequence[int],
    options: argparse.Namespace,
    viewer_id: int | None,
    unit_id: int | None,
    language: Words,
) -> None:
    """Give the documents their numbers; what is refused is told of by the export itself, except a draft."""
    from db.papers import issuing
    from desktop.office.papers import documents

    on = options.today or datetime.now().astimezone().date()
    for one_id in ids:
        try:
            code = store.write(issuing.issue, options.kind, one_id, viewer_id, on, unit_id)
        except OnlyDraft as error:
            about = DOCUMENTS[options.kind].about
            complain(error, language, documents.subject_code(store.read, about, one_id))
        except Refused:
            continue
        else:
            print(language.gettext("registered: {code}").format(code=code))


@contextmanager
def _stopping(progress: Progress) -> Generator[None]:
    """Let Ctrl+C stop the export between two files, so that it can list what was written."""

    def stop(number: int, frame: FrameType | None) -> None:
        progress.cancel()

    usual = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _viewer(store: "Store", code: str | None) -> int | None:
    """Return the id of the person the documents are for, who sees in them what the window would show.

    Raises:
        Unknown: if nobody has the code, or only a candidate.
    """
    from db.assessing import people
    from domain.people.person import PersonKind

    if code is None:
        return None
    person = store.read(people.by_code, code)
    if person.kind is PersonKind.CANDIDATE:
        raise Unknown("viewer", code)
    return person.id


def _chosen(
    store: "Store", options: argparse.Namespace, viewer_id: int | None
) -> tuple[tuple[int, ...], tuple[Unknown, ...]]:
    """Return the cases or cycles asked for, people in the order named, and the codes that nobody has."""
    from db.assessing import cases, people
    from db.hiring import refusals

    document = DOCUMENTS[options.kind]
    match document.about:
        case About.CAMPAIGN:
            return campaigns(store, options.cycle), ()
        case About.TEAM:
            return teams(store, options.cycle), ()
        case About.PLAN:
            return _plans(store, options)
        case About.PERSON:
            return _people(store, options)
        case About.MODEL:
            return _models(store, options), ()
        case About.CASE:
            blank = document.blank
    if options.all and options.cycle:
        lines = store.read(cases.cases_in, options.cycle)
        return tuple(line.case_id for line in lines if line.sheets or (blank and line.assigned)), ()
    if options.all and document.when is When.REFUSED:
        return store.read(refusals.refused), ()  # for everybody else there is nothing to refuse
    if options.all:
        return newest_cases(store, None, blank=blank, viewer_id=viewer_id), ()
    found: list[int] = []
    unknown: list[Unknown] = []
    for code in options.person:
        try:
            person = store.read(people.by_code, code)
            found.append(store.read(cases.case_of, person.id, options.cycle, blank=blank))
        except Unknown as error:
            unknown.append(error)
    return tuple(found), tuple(unknown)


def _people(store: "Store", options: argparse.Namespace) -> tuple[tuple[int, ...], tuple[Unknown, ...]]:
    """Return the people asked for, and the codes that nobody has."""
    from db.assessing import people

    if options.all:
        return tuple(one.id for one in store.read(people.everybody)), ()
    found: list[int] = []
    unknown: list[Unknown] = []
    for code in options.person:
        try:
            found.append(store.read(people.by_code, code).id)
        except Unknown as error:
            unknown.append(error)
    return tuple(found), tuple(unknown)


def _models(store: "Store", options: argparse.Namespace) -> tuple[int, ...]:
    """Return the edition asked for, of the first model in force if none is; all in force with ``--all``."""
    from db.framework import job_description_editions
    from desktop.office.intake import models

    if options.all:
        return store.read(job_description_editions.ids)
    return (models.chosen(store.read, options.model, options.edition).id,)


def _recomputed(store: "Store", ids: Sequence[int], viewer_id: int | None, language: Words) -> Iterator[int]:
    """Yield the cases that recompute exactly to the snapshot kept at closing, and report on each."""
    from db.assessing import cases

    for case_id in ids:
        code = store.read(cases.code_of, case_id)
        try:
            engine = store.read(cases.recomputed, case_id, viewer_id)
        except Refused as error:
            complain(error, language, code)
            continue
        told = language.gettext("{code}: recalculated exactly by engine {engine}.")
        print(told.format(code=code, engine=engine))
        yield case_id


def _left_out(
    store: "Store", ids: Sequence[int], options: argparse.Namespace, viewer_id: int | None, language: Words
) -> Iterator[str]:
    """Yield what the drafts of these refusals leave out, as the window says it; skips edited texts."""
    from db.hiring import refusals
    from reports.words.hiring.phrases_hiring import left_out

    on = options.today or datetime.now().astimezone().date()
    for case_id in ids:
        with suppress(Refused):  # already reported
            record = store.read(refusals.draft, case_id, viewer_id, on)
            said = left_out(record, language)
            if said and store.read(refusals.kept, case_id, viewer_id) is None:
                yield f"{record.person.code}: {said}"


def _plans(store: "Store", options: argparse.Namespace) -> tuple[tuple[int, ...], tuple[Unknown, ...]]:
    """Return each person's newest plan of this kind, and the codes of those who have none.

    A unit or a quarter limits the plans considered.
    """
    from db.development import plan_board
    from db.people import organisation

    on = options.today or datetime.now().astimezone().date()
    kind, when = DOCUMENTS[options.kind].plan, options.quarter
    units: tuple[int, ...] | None = None
    if options.unit is not None:
        units = store.read(organisation.units_below, store.read(organisation.unit_called, options.unit))
    newest: dict[str, int] = {}
    for row in store.read(plan_board.rows, on):
        runs = when is None or (row.starts_on <= when.ends_on and row.ends_on >= when.starts_on)
        if row.kind is kind and runs and (units is None or row.unit_id in units):
            newest[row.person_code] = max(row.plan_id, newest.get(row.person_code, 0))
    wanted = sorted(newest) if options.all else options.person
    missing = tuple(_no_plan(store, options.kind, code) for code in wanted if code not in newest)
    return tuple(newest[code] for code in wanted if code in newest), missing


def _no_plan(store: "Store", kind: str, code: str) -> Unknown:
    """Return why a person has no such plan; for adaptation, the reason given by the hire."""
    from db.assessing import people
    from db.hiring import hiring

    try:
        case_id = store.read(hiring.hire_of, store.read(people.by_code, code).id)
    except Unknown as error:
        return error
    hired = None if case_id is None else store.read(hiring.hired, case_id, None)
    if kind != ADAPTATION or hired is None or hired.plan_id is not None:
        return Unknown("plan", code)
    why = store.read(hiring.unplanned, hired.case_id)
    return NoAdaptation(code, in_post=why.in_post, unknown=why.unknown)


def campaigns(store: "Store", code: str | None) -> tuple[int, ...]:
    """Return the ids of all campaigns, or of the one with this code."""
    from db.hiring import campaigns

    if code is not None:
        return (_cycle(store, code, hiring=True),)
    return tuple(line.cycle.id for line in store.read(campaigns.campaigns))


def teams(store: "Store", code: str | None) -> tuple[int, ...]:
    """Return the ids of all staff cycles, the newest first, or of the one with this code."""
    from db.assessing import cycles
    from domain.assessing.case import CycleKind

    if code is not None:
        return (_cycle(store, code, hiring=False),)
    return tuple(one.id for one in store.read(cycles.cycles) if one.kind is not CycleKind.HIRING)


def _cycle(store: "Store", code: str, *, hiring: bool) -> int:
    """Return the id of the vacancy or the staff assessment with this code.

    Raises:
        Unknown: if there is none, or it is of the other kind.
    """
    from db.assessing import cycles
    from domain.assessing.case import CycleKind

    found = store.read(cycles.by_code, code)
    if (found.kind is CycleKind.HIRING) is not hiring:
        raise Unknown("vacancy" if hiring else "team", code)
    return found.id


def approved_plans(store: "Store", kind: PlanKind | None) -> tuple[int, ...]:
    """Return the ids of the plans of a kind that are being followed up or finished, in list order."""
    from datetime import date

    from db.development import plan_board
    from domain.development.plan import PlanState

    rows = store.read(plan_board.rows, date.min)
    return tuple(one.plan_id for one in rows if one.kind is kind and one.state is not PlanState.DRAFT)


def newest_cases(
    store: "Store", kind: str | None, *, blank: bool = False, viewer_id: int | None = None
) -> tuple[int, ...]:
    """Return for each person of the kind the newest case with a submitted sheet that the viewer may see.

    If an employee's newest case is blind, the one before it is returned; a candidate is left out. With
    ``blank`` it is simply the newest case, because a sheet to fill in reveals nothing.
    """
    from db.assessing import cases, people
    from domain.people.person import PersonKind

    found: list[int] = []
    for row in store.read(people.people, None):
        if kind is not None and row.person.kind != kind:
            continue
        if blank:
            with suppress(Unknown):
                found.append(store.read(cases.case_of, row.person.id, blank=True))
            continue
        blind = row.latest is not None and row.latest.sheets and not row.latest.open_to(viewer_id)
        if blind and row.person.kind is PersonKind.CANDIDATE:
            continue
        with suppress(Unknown):
            found.append(store.read(cases.newest_shown, row.person.id, viewer_id))
    return tuple(found)


def tell(made: "Exported", language: Words) -> bool:
    """Print the full path of each file written and report the rest; return whether any is missing."""
    for path in made.written:
        print(path.resolve())
    for failure in made.failed:
        complain(failure.error, language, failure.code if failure.path is None else str(failure.path))
    if made.left:
        told = language.ngettext("{n} file was not started.", "{n} files were not started.", made.left)
        print(told.format(n=made.left), file=sys.stderr)
    if made.unrecorded is not None:
        print(not_recorded(made.unrecorded, language), file=sys.stderr)
    sys.stdout.flush()
    return bool(made.failed or made.left)


_UNIT_HELP = _("of a team or of plans, those of this unit and of the units below it")
_QUARTER_HELP = _("of plans, those that run in this quarter")
_RECOMPUTE_HELP = _("of closed assessments: recalculate what was kept at closing, write only what is exact")
_AS_HELP = _(
    "who the documents are for; without it nothing of an assessment goes out that is "
    "still hidden from someone, even if it was opened early"
)
_REGISTER_HELP = _("give the documents their numbers in the register first; a document that has one keeps it")
_ALL_HELP = _("everyone with a result, or all vacancies or teams")
_CYCLE_HELP = _("the assessment or vacancy; for people the most recent one if not given")
