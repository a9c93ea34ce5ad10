"""The command line: the same documents as the screens make. No Qt is imported until a window is asked for."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Never, override

from desktop import cli_import
from domain.errors import Refused, Unknown
from domain.progress import Progress
from resources import VERSION
from resources.i18n import Words, words

if TYPE_CHECKING:
    from db.store import Store
    from desktop.documents import Exported

DONE, REFUSED, USAGE, OUR_BUG = 0, 1, 2, 70
COMMANDS = ("demo", "export", "import", "check")
PASSWORD = "MERILO_PASSWORD"
DEMO_FILE = "demo.merilo"


class NoPassword(Exception):
    """A password is needed, and neither the environment nor a terminal can give it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return 0 done, 1 refused or part of a batch failed, 2 wrong usage, 70 our bug."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = words(_language())
    try:
        return _run(given, language)
    except KeyboardInterrupt:
        return REFUSED
    except Exception as error:
        if isinstance(error, NoPassword):
            print(language.gettext(_NO_PASSWORD), file=sys.stderr)
            return REFUSED
        from db.store import StoreError

        if isinstance(error, Refused | StoreError | OSError):
            _complain(error, language)
            return REFUSED
        # The text of an unknown error may hold anything, so only its kind and place are told.
        place = extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
        print(
            language.gettext("This is our mistake, your file is unchanged: {where}").format(where=where),
            file=sys.stderr,
        )
        return OUR_BUG


def _run(given: list[str], language: Words) -> int:
    known = bool(given) and given[0] in COMMANDS
    parser = _parser(with_commands=known)
    options = parser.parse_args(given)
    if options.version:
        print(f"merilo {VERSION}")
        return DONE
    if not known:
        if not _display():
            print(language.gettext(_NO_DISPLAY), file=sys.stderr)
            return REFUSED
        from desktop import app

        return app.run(options.database)
    match options.command:
        case "demo":
            return _demo(options.folder, options.today, language)
        case "check":
            return _check(options.database, language)
        case "import":
            return cli_import.run(options, _open, _complain, language)
        case _:
            offered = _offered(options.kind)
            if not set(options.format or ()) <= set(offered):
                parser.error(f"export {options.kind}: --format: {', '.join(offered)}")
            wanted = _wanted(options)
            if wanted:
                parser.error(f"export {options.kind}: {wanted}")
            return _export(options, language)


def _offered(kind: str) -> tuple[str, ...]:
    from desktop.documents import FORMATS

    return FORMATS[kind]


def _wanted(options: argparse.Namespace) -> str:
    """Return what is missing to say whose documents are meant, empty where all is said."""
    from desktop.documents import OF_CAMPAIGNS

    if options.kind in OF_CAMPAIGNS:
        return "" if options.cycle or options.all else "--cycle | --all"
    return "" if options.person or options.all else "--person | --all"


def _display() -> bool:
    """Tell whether a window can be shown; Qt ends the program without a word of ours where none can."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _demo(folder: Path, today: date, language: Words) -> int:
    from db import cycles
    from db.store import Store
    from desktop import demo, documents
    from domain.person import PersonKind

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DEMO_FILE
    demo.build(path, today)
    print(path.resolve(), flush=True)
    store = Store.open(path)
    failed = False
    try:
        candidates = _newest_cases(store, PersonKind.CANDIDATE)
        employees = _newest_cases(store, PersonKind.EMPLOYEE)
        assert store.read(cycles.cycles)
        hiring = _campaigns(store, None)
        for kind, ids in (
            (documents.PROFILE, candidates),
            (documents.PLAN, employees),
            (documents.RESULT, candidates + employees),
            (documents.REQUIREMENTS, hiring),
            (documents.FORM, hiring),
            (documents.COMPARISON, hiring),
            (documents.DECISION, candidates),
            (documents.SUMMARY, candidates),
        ):
            made = documents.export(
                store.read,
                kind,
                ids,
                documents.FORMATS[kind],
                ("ru", "en"),
                folder,
                Progress(),
                None,
                today,
            )
            failed = _tell(made, language) or failed
    finally:
        store.close()
    return REFUSED if failed else DONE


def _export(options: argparse.Namespace, language: Words) -> int:
    from desktop import documents

    store = _open(options.database, language)
    try:
        case_ids, unknown = _chosen(store, options)
        for error in unknown:
            _complain(error, language)
        formats = options.format or documents.FORMATS[options.kind]
        made = documents.export(
            store.read,
            options.kind,
            case_ids,
            formats,
            options.lang,
            options.out,
            Progress(),
            None,
            options.today or datetime.now().astimezone().date(),
        )
    finally:
        store.close()
    failed = _tell(made, language)
    if not made.written and not failed and not unknown:
        told = {
            True: language.gettext("Nothing to export: there is no such assessment."),
            False: language.gettext("Nothing to export: no sheet has been submitted."),
        }
        print(told[options.kind in (*documents.OF_CAMPAIGNS, *documents.BLANK)], file=sys.stderr)
    return DONE if made.written and not failed and not unknown else REFUSED


def _check(database: Path, language: Words) -> int:
    from desktop.sentences import problem_found

    store = _open(database, language)
    try:
        problems = store.checkup()
    finally:
        store.close()
    for problem in problems:
        print(problem_found(problem, language))
    if not problems:
        print(language.gettext("The file is sound: pages, links, schema and journal agree."))
    return REFUSED if problems else DONE


def _open(database: Path, language: Words) -> "Store":
    """Open the database; the password comes from the environment, or a prompt where there is a terminal."""
    from db.store import Store

    given = os.environ.pop(PASSWORD, None)  # child processes must not see it
    if not Store.needs_password(database):
        return Store.open(database)
    if given is None:
        if not sys.stdin.isatty():
            raise NoPassword
        given = getpass.getpass(language.gettext("Password of the file: "))
    return Store.open(database, given)


def _chosen(store: "Store", options: argparse.Namespace) -> tuple[tuple[int, ...], tuple[Unknown, ...]]:
    """Return the cases or campaigns asked for and the codes nobody has; people as they were named."""
    from db import cases, forms, people
    from desktop.documents import BLANK, OF_CAMPAIGNS

    if options.kind in OF_CAMPAIGNS:
        return _campaigns(store, options.cycle), ()
    blank = options.kind in BLANK
    if options.all and options.cycle:
        lines = store.read(cases.cases_in, options.cycle)
        return tuple(line.case_id for line in lines if line.sheets or (blank and line.assigned)), ()
    if options.all:
        return _newest_cases(store, None, blank=blank), ()
    found: list[int] = []
    unknown: list[Unknown] = []
    for code in options.person:
        try:
            person = store.read(people.by_code, code)
            find = forms.case_of if blank else cases.case_of
            found.append(store.read(find, person.id, options.cycle))
        except Unknown as error:
            unknown.append(error)
    return tuple(found), tuple(unknown)


def _campaigns(store: "Store", code: str | None) -> tuple[int, ...]:
    """Return the ids of the campaigns, or of the one of this code."""
    from db import campaigns, cycles

    if code is not None:
        return (store.read(cycles.by_code, code).id,)
    return tuple(line.cycle.id for line in store.read(campaigns.campaigns))


def _newest_cases(store: "Store", kind: str | None, *, blank: bool = False) -> tuple[int, ...]:
    """Return the newest case with a submitted sheet of all of the kind, leaving out cases still blind.

    ``blank`` asks for the newest case of anybody, since a sheet to fill in tells nothing.
    """
    from db import cases, forms, people

    found: list[int] = []
    for row in store.read(people.people, None):
        if kind is not None and row.person.kind != kind:
            continue
        if blank:
            with suppress(Unknown):
                found.append(store.read(forms.case_of, row.person.id, None))
            continue
        if (
            row.latest is not None
            and row.latest.sheets
            and not row.latest.all_in
            and row.person.kind == "candidate"
        ):
            continue
        try:
            found.append(store.read(cases.case_of, row.person.id, None))
        except Unknown:
            continue
    return tuple(found)


def _tell(made: "Exported", language: Words) -> bool:
    """Print the files written, one full path a line, and complain of the rest; return whether any failed."""
    for path in made.written:
        print(path.resolve())
    for failure in made.failed:
        _complain(failure.error, language, failure.code if failure.path is None else str(failure.path))
    sys.stdout.flush()
    return bool(made.failed)


def _complain(error: Exception, language: Words, what: str = "") -> None:
    from desktop.sentences import sentence

    told = sentence(error, language)
    where = f"{what}: " if what else ""
    print(where + " ".join(part for part in (told.what, told.safe, told.todo) if part), file=sys.stderr)


def _language() -> str:
    """Russian first; English for those whose system speaks it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.startswith("en") else "ru"
    return "ru"


class _Parser(argparse.ArgumentParser):
    """A parser that speaks both languages at once, since a help text cannot ask which one is wanted."""

    @override
    def error(self, message: str) -> Never:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(USAGE)


def _parser(*, with_commands: bool) -> _Parser:
    parser = _Parser(
        prog="merilo",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_both(_("Merilo: an honest yardstick for competencies, without a network."), "\n"),
        epilog=None if with_commands else _both(_COMMANDS_HELP, "\n\n"),
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument("--version", action="store_true", help=_both(_("show the version")))
    if with_commands:
        _add_commands(parser)
    else:
        parser.add_argument(
            "database",
            nargs="?",
            type=Path,
            metavar="DATABASE",
            help=_both(_("the file to open, NAME.merilo")),
        )
    return parser


def _add_commands(parser: _Parser) -> None:
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, add_help=False)
        _add_help(made)
        return made

    demo = command("demo", _both(_("make a demo file of a fictional organisation and all its documents")))
    demo.add_argument("folder", type=Path, metavar="DIR", help=_both(_("the folder to write to")))
    demo.add_argument(
        "--today",
        type=_day,
        default=date(2026, 11, 24),
        metavar="DATE",
        help=_both(_("the day taken as today")),
    )

    check = command("check", _both(_("check that a file is sound")))
    check.add_argument(
        "database", type=Path, metavar="DATABASE", help=_both(_("the file to check, NAME.merilo"))
    )

    load = command("import", _both(_("load people from lists: all rows of a list or none")))
    cli_import.add(load, _both)

    export = command(
        "export",
        _both(_("write documents of people (profile, plan, sheets, decision…) or of a campaign")),
    )
    export.add_argument("kind", choices=_KINDS, metavar="KIND", help=_both(_KINDS_HELP))
    export.add_argument(
        "database", type=Path, metavar="DATABASE", help=_both(_("the file to read, NAME.merilo"))
    )
    whom = export.add_mutually_exclusive_group()
    whom.add_argument("--person", nargs="+", metavar="CODE", help=_both(_("codes of the people")))
    whom.add_argument(
        "--all", action="store_true", help=_both(_("everyone who has a result, or all campaigns"))
    )
    export.add_argument(
        "--cycle",
        metavar="CODE",
        help=_both(_CYCLE_HELP),
    )
    export.add_argument(
        "--format",
        type=_formats,
        metavar="pdf,xlsx",
        help=_both(_("formats, or json for a result; all if not given")),
    )
    export.add_argument(
        "--lang",
        type=_languages,
        default=("ru",),
        metavar="ru,en",
        help=_both(_("languages; Russian if not given")),
    )
    export.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help=_both(_("the folder to write to"))
    )
    export.add_argument(
        "--today", type=_day, metavar="DATE", help=_both(_("the day printed on the documents"))
    )


def _(message: str) -> str:
    """Mark a text of the help for the catalogue."""
    return message


_NO_DISPLAY = _(
    "There is no display here, so no window can be shown. Without one: merilo demo DIR, merilo export --help."
)
_NO_PASSWORD = _("The file has a password. Put it into MERILO_PASSWORD, or type the command in a terminal.")
_COMMANDS_HELP = _(
    "Commands: merilo demo DIR, merilo export KIND DATABASE, merilo import people DATABASE FILE,"
    " merilo check DATABASE; each of them has its own --help. The password comes from MERILO_PASSWORD"
    " or is asked for."
)
# The names of desktop/documents.py: a test compares them, since its import takes longer than a help text may.
_KINDS = (
    *("profile", "plan", "result"),
    *("sheet", "sheet-keys", "sheet-filled", "form"),
    *("requirements", "decision", "summary", "summary-unnamed", "comparison", "refusal"),
    *("consent", "consent-reserve"),
)
_KINDS_HELP = _(
    "profile, plan, result (JSON for recount); sheet: to fill in by hand, sheet-keys: the assessor's copy"
    " with answer keys, sheet-filled: as handed in, form: empty, for nobody; requirements: what the vacancy"
    " asks; decision: the record, summary: all marks, summary-unnamed: without names of assessors; comparison"
    " of the candidates of a campaign; refusal: its reasons; consent: to the processing of personal data,"
    " consent-reserve: the same for the reserve"
)
_ALL_HELP = _("everyone who has a result, or all campaigns")
_CYCLE_HELP = _("the assessment or campaign; of people the newest one if not given")


def _both(message: str, between: str = " / ") -> str:
    """Return the text in Russian and English; ``%`` is doubled, since argparse fills fields."""
    return between.join((words("ru").gettext(message), message)).replace("%", "%%")


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=_both(_("show this help")))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {_both(_('a day as 2026-11-24'))}") from None


def _formats(text: str) -> tuple[str, ...]:
    return _list_of(text, ("pdf", "xlsx", "json"))


def _languages(text: str) -> tuple[str, ...]:
    return _list_of(text, ("ru", "en"))


def _list_of(text: str, allowed: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    if not chosen or not set(chosen) <= set(allowed):
        raise argparse.ArgumentTypeError(f"{text!r}: {', '.join(allowed)}")
    return chosen
