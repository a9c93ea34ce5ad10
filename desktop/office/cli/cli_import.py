"""``merilo import``: lists of people and models from the command line, each imported whole or not at all."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import cli_form, cli_framework, cli_levels
from desktop.office.cli.cli_arguments import helps
from desktop.office.cli.cli_form import FORM
from desktop.office.cli.cli_levels import LEVELS, ORDERS
from desktop.office.cli.terminal import add_password, ask_encoding, complain, opened
from desktop.office.papers.registry import FRAMEWORK
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.intake.rosters import People


ENCODINGS = ("cp1251", "cp866", "koi8_r", "mac_cyrillic", "cp1252", "cp1250", "mac_roman")
_EMPLOYEE, _KINDS = "employee", ("employee", "candidate", "external")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "kind",
        choices=("people", FRAMEWORK, LEVELS, FORM),
        metavar="people|framework|levels|form",
        help=helps(_("what to import")),
    )
    parser.add_argument(
        "database", type=Path, metavar="DATABASE", help=helps(_("the file to import into, NAME.merilo"))
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=helps(_FILES_HELP))
    parser.add_argument(
        "--dry-run", action="store_true", help=helps(_("only report what would be done; nothing is written"))
    )
    parser.add_argument(
        "--who",
        choices=_KINDS,
        default=_EMPLOYEE,
        help=helps(_("who they are if the list does not say; employees if not given")),
    )
    parser.add_argument("--sheet", metavar="NAME", help=helps(_("a workbook sheet")))
    parser.add_argument(
        "--leave-out",
        type=_rows,
        default=(),
        metavar="14,20",
        help=helps(_("numbers of rows to skip")),
    )
    parser.add_argument("--encoding", choices=ENCODINGS, metavar="NAME", help=helps(_ENCODING_HELP))
    parser.add_argument("--dates", choices=tuple(ORDERS), metavar="ORDER", help=helps(_DATES_HELP))
    cli_framework.add_import(parser)
    cli_levels.add_import(parser)
    cli_form.add_import(parser)
    add_password(parser)


def wrong(options: argparse.Namespace) -> str:
    """Return what is wrong with the arguments, empty if nothing."""
    if options.columns is None:
        return ""
    if options.kind == FRAMEWORK:
        return cli_framework.wrong_columns(options.columns)
    from domain.people.roster import Field

    known = [one.value for one in Field]
    if set(options.columns[1]) <= set(known):
        return ""
    return f"import people --columns: head=1, {', '.join(f'{one}=A' for one in known)}"


def run(options: argparse.Namespace, language: Words) -> int:
    """Copy the file, then load each list; return 1 if one of them was refused or could not be read."""
    from db.file.copies import Why
    from domain.errors import Refused

    store = opened(options, language)
    refused = False
    try:
        if not options.dry_run and not store.read_only:
            store.copies.take(Why.IMPORT)
        for path in options.files:
            try:
                load = _LOADS.get(options.kind, _load)
                refused = not load(store, path, options, language) or refused
            except (Refused, OSError) as error:
                complain(error, language, path.name)
                refused = True
    finally:
        store.close()
    return int(refused)


def _load(store: "Store", path: Path, options: argparse.Namespace, language: Words) -> bool:
    from db.assessing import rosters
    from desktop.office.intake.rosters import compared, erased_meanwhile, left_out
    from domain.people.roster import LEAVE_OUT, Fate
    from reports.intake.roster import phrases
    from reports.words.people import phrases_roster

    one = _list(store, path, options, language)
    if one is None:
        return False
    roster = compared(store.read, one, dict.fromkeys(options.leave_out, LEAVE_OUT))
    counts, rest = roster.counts, left_out(one)
    told = [phrases_roster.counted(fate, counts[fate], language) for fate in Fate if counts[fate]]
    if told:
        print(f"{path.name}: {', '.join(told)}", flush=True)
    for sentence in phrases.left_out(rest.columns, rest.sheets, rest.rows, language):
        print(f"{path.name}: {sentence}", flush=True)
    if warning := phrases.erased(erased_meanwhile(store.read, one, roster), language):
        print(f"{path.name}: {warning}", file=sys.stderr)
    waiting = roster.of(Fate.WRONG, Fate.ASK)
    for entry in waiting:
        note = phrases_roster.note(entry, language)
        where = language.gettext("row {n}").format(n=entry.row.number)
        print(f"{path.name}: {where}: {note}", file=sys.stderr)
    if waiting:
        print(f"{path.name}: {language.gettext(_WAITING)}", file=sys.stderr)
        return False
    if roster.size and not options.dry_run:
        store.write(rosters.load, roster, one.to_remember, Progress())
    return True


def _list(store: "Store", path: Path, options: argparse.Namespace, language: Words) -> "People | None":
    """Read the list as the arguments say; None if a question is left, which is then printed."""
    from dataclasses import replace

    from desktop.office.intake.rosters import Unlettered, read_list
    from domain.people.person import PersonKind
    from domain.people.roster import Field
    from reports.intake.people import NO_HEAD, Columns
    from reports.intake.roster import phrases
    from reports.intake.roster.days import DayOrder

    one = read_list(
        *(store.read, path, Progress(), options.sheet, PersonKind(options.who)), options.encoding or ""
    )
    if isinstance(one, Unlettered):
        ask_encoding(path, one.candidates, language)
        return None
    if options.dates:
        one = replace(one, written=DayOrder(ORDERS[options.dates]))
    if options.columns is not None:
        head, of = options.columns
        at = max(sum(line.number <= head for line in one.table.lines) - 1, 0) if head else NO_HEAD
        one = replace(one, columns=Columns(at, {Field(name): column for name, column in of.items()}))
    if not one.columns.enough:
        question = language.gettext(_NO_COLUMNS)
    elif day := one.doubtful_day:
        question = f"{phrases.doubtful(day, language)} --dates day-first, --dates month-first"
    else:
        return one
    print(f"{path.name}: {question}", file=sys.stderr)
    return None


def _rows(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdecimal() and len(part) < 8 for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r}: 14,20")
    return tuple(int(part) for part in parts)


_LOADS = {FRAMEWORK: cli_framework.load, LEVELS: cli_levels.load, FORM: cli_form.load}
_FILES_HELP = _(
    "lists as XLSX, XLS, ODS or CSV; frameworks: a job description as DOCX, ODT, RTF, PDF or TXT, our "
    "workbook or CSV, a professional standard (XML), CASE (JSON), Moodle (CSV); levels: a skill matrix "
    "as XLSX, XLS, ODS or CSV; an assessor's form, filled in"
)
_NO_COLUMNS = _(
    "No column with a name or a personnel number was found. Name the headings as in the template, or say "
    "which column holds what: --columns head=1,full_name=A,unit=B."
)
_ENCODING_HELP = _("for a text: its encoding, if it is none that the program knows for certain")
_DATES_HELP = _("for a list: day-first or month-first, if its dates can be read in two ways")
_WAITING = _("Nothing was written. Fix these rows, resolve them in the window, or skip them: --leave-out.")
