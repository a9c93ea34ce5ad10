"""The command line: the same documents as the screens make. No Qt is imported until a window is asked for."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Never, override

from desktop.office.cli import cli_export, cli_import
from desktop.office.cli.cli_arguments import both, day
from domain.errors import Refused
from domain.progress import Progress
from resources import VERSION
from resources.i18n import Words, words

if TYPE_CHECKING:
    from db.file.store import Store

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
        from db.file.store import StoreError

        if isinstance(error, Refused | StoreError | OSError):
            _complain(error, language)
            return REFUSED
        # The text of an unknown error may hold anything, so only its kind and place are told.
        place = extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
        print(
            language.gettext("This is an error in the program; your file is unchanged: {where}").format(
                where=where
            ),
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
            if wrong := cli_export.wrong(options):
                parser.error(wrong)
            return cli_export.run(options, _open, _complain, language)


def _display() -> bool:
    """Tell whether a window can be shown; Qt ends the program without a word of ours where none can."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _demo(folder: Path, today: date, language: Words) -> int:
    from db.file.store import Store
    from desktop.office.cli import demo_papers
    from desktop.office.demo import demo
    from desktop.office.intake import models
    from desktop.office.papers import documents

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DEMO_FILE
    demo.build(path, today)
    print(path.resolve(), flush=True)
    store = Store.open(path)
    failed = False
    try:
        for kind, ids in demo_papers.papers(store, today):
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
            failed = cli_export.tell(made, _complain, language) or failed
        told = models.chosen(store.read, None, None)
        model, _cut = models.export(store.read, told, models.FORMATS, ("ru", "en"), folder, Progress(), today)
        failed = cli_export.tell(model, _complain, language) or failed
    finally:
        store.close()
    return REFUSED if failed else DONE


def _check(database: Path, language: Words) -> int:
    from desktop.office.sentences import problem_found

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
    from db.file.store import Store

    given = os.environ.pop(PASSWORD, None)  # child processes must not see it
    if not Store.needs_password(database):
        return Store.open(database)
    if given is None:
        if not sys.stdin.isatty():
            raise NoPassword
        given = getpass.getpass(language.gettext("Password of the file: "))
    return Store.open(database, given)


def _complain(error: Exception, language: Words, what: str = "") -> None:
    from desktop.office.sentences import sentence

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
        description=both(_("Merilo: an honest yardstick for competencies, offline."), "\n"),
        epilog=None if with_commands else both(_COMMANDS_HELP, "\n\n"),
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument("--version", action="store_true", help=both(_("show the version")))
    if with_commands:
        _add_commands(parser)
    else:
        parser.add_argument(
            "database",
            nargs="?",
            type=Path,
            metavar="DATABASE",
            help=both(_("the file to open, NAME.merilo")),
        )
    return parser


def _add_commands(parser: _Parser) -> None:
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, add_help=False)
        _add_help(made)
        return made

    demo = command("demo", both(_("make a demo file of a fictional organisation and all its documents")))
    demo.add_argument("folder", type=Path, metavar="DIR", help=both(_("the folder to write to")))
    demo.add_argument(
        "--today",
        type=day,
        default=date(2026, 11, 24),
        metavar="DATE",
        help=both(_("the date taken as today")),
    )

    check = command("check", both(_("check that a file is sound")))
    check.add_argument(
        "database", type=Path, metavar="DATABASE", help=both(_("the file to check, NAME.merilo"))
    )

    load = command(
        "import", both(_("import people from lists, or competency frameworks: each file whole or not at all"))
    )
    cli_import.add(load, both)

    export = command(
        "export",
        both(_("write documents about people (profile, plan, sheets, decision…) or about a vacancy")),
    )
    cli_export.add(export)


def _(message: str) -> str:
    """Mark a text of the help for the catalogue."""
    return message


_NO_DISPLAY = _(
    "No display is available, so the window cannot be shown. Without a window: merilo "
    "demo DIR, merilo export --help."
)
_NO_PASSWORD = _("The file has a password. Set MERILO_PASSWORD, or run the command in a terminal.")
_COMMANDS_HELP = _(
    "Commands: merilo demo DIR, merilo export KIND DATABASE, merilo import people|framework DATABASE FILE,"
    " merilo check DATABASE; each of them has its own --help. The password comes from MERILO_PASSWORD"
    " or is asked for."
)


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=both(_("show this help")))
