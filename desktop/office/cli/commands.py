"""The commands: what each takes and does, and its help. None of it is imported for a window."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import Never, override

from desktop.office.cli import (
    cli_check,
    cli_copies,
    cli_doctor,
    cli_erase,
    cli_export,
    cli_finish,
    cli_help,
    cli_import,
    cli_merge,
    cli_new_key,
    cli_packet,
    cli_privacy,
    cli_register,
    cli_verify,
    terminal,
)
from desktop.office.cli.cli_arguments import Format, day, helps, said, table, wrapped
from desktop.office.papers.registry import DOCUMENTS, FRAMEWORK_FORMATS
from domain.errors import Refused
from domain.progress import Progress
from resources import VERSION
from resources.i18n import Words
from resources.msgids import _

DONE, REFUSED, USAGE, OUR_BUG = 0, 1, 2, 70
DEMO_FILE = "demo.merilo"


def run(given: Sequence[str], language: Words, window: Callable[[Path | None], int]) -> int:
    """Carry out the command, or call *window* with the file to open, if any; return the exit code."""
    known = bool(given) and given[0] in COMMANDS
    parser = _parser(with_commands=known)
    options = parser.parse_args(given)
    if options.version:
        print(f"merilo {VERSION}")
        return DONE
    if not known:
        return window(options.database)
    match options.command:
        case "demo":
            return _demo(options.folder, options.today, language)
        case "check":
            return cli_check.run(options, language)
        case "doctor":
            return cli_doctor.run(options, language)
        case "help":
            return cli_help.run(options, language)
        case "verify":
            return cli_verify.run(options, language)
        case "backup":
            return cli_copies.back_up(options, language)
        case "restore":
            return cli_copies.restore(options, language)
        case "salvage":
            return cli_copies.salvage(options, language)
        case "register":
            if wrong := cli_register.wrong(options):
                parser.error(wrong)
            return cli_register.run(options, language)
        case "privacy":
            return cli_privacy.run(options, language)
        case "erase":
            return cli_erase.run(options, language)
        case "merge":
            return cli_merge.run(options, language)
        case "finish":
            return cli_finish.run(options, language)
        case "newkey":
            return cli_new_key.run(options, language)
        case "packet":
            if wrong := cli_packet.wrong(options):
                parser.error(wrong)
            return cli_packet.run(options, language)
        case "import":
            if wrong := cli_import.wrong(options):
                parser.error(wrong)
            return cli_import.run(options, language)
        case _:
            if wrong := cli_export.wrong(options):
                parser.error(wrong)
            return cli_export.run(options, language)


def refused(given: Sequence[str]) -> int:
    """Return the exit code of a command that was not carried out."""
    return cli_check.UNCHECKED if given[:1] in (["check"], ["verify"]) else REFUSED


def failed(error: Exception, given: Sequence[str], language: Words) -> int:
    """Say on the terminal what went wrong; return the exit code."""
    if type(error) in _SENTENCES:
        print(language.gettext(_SENTENCES[type(error)]), file=sys.stderr)
        return refused(given)
    from db.file.store import StoreError

    if isinstance(error, Refused | StoreError | OSError):
        terminal.complain(error, language)
        return refused(given)
    # The text of an unknown error may contain anything, so only its type and place are shown.
    place = extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
    told = language.gettext("This is an error in the program; your file is unchanged: {where}")
    print(told.format(where=where), file=sys.stderr)
    return OUR_BUG


def _demo(folder: Path, today: date, language: Words) -> int:
    from db.file.store import Store
    from desktop.office.cli import demo_papers
    from desktop.office.demo import demo
    from desktop.office.intake import models
    from desktop.office.papers import documents

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DEMO_FILE
    demo.build(path, today, declined=True)
    print(path.resolve(), flush=True)
    store = Store.open(path)
    failed = False
    try:
        for kind, ids in demo_papers.papers(store, today):
            made = documents.export(
                store.read,
                kind,
                ids,
                DOCUMENTS[kind].formats,
                ("ru", "en"),
                folder,
                Progress(),
                None,
                today,
            )
            failed = cli_export.tell(made, language) or failed
        told = models.chosen(store.read, None, None)
        model, _cut = models.export(
            store.read, told, FRAMEWORK_FORMATS, ("ru", "en"), folder, Progress(), today
        )
        failed = cli_export.tell(model, language) or failed
    finally:
        store.close()
    return REFUSED if failed else DONE


class _Parser(argparse.ArgumentParser):
    """A parser with messages in the reader's language."""

    @override
    def error(self, message: str) -> Never:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(USAGE)


def _parser(*, with_commands: bool) -> _Parser:
    parser = _Parser(
        prog="merilo",
        formatter_class=Format,
        description=said(_("Merilo: an honest yardstick for competencies, offline.")),
        epilog=None if with_commands else _commands(),
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument("--version", action="store_true", help=helps(_("show the version")))
    if with_commands:
        _add_commands(parser)
    else:
        parser.add_argument(
            "database",
            nargs="?",
            type=Path,
            metavar="DATABASE",
            help=helps(_("the file to open, NAME.merilo")),
        )
    return parser


def _commands() -> str:
    """Return the table of commands, and what applies to all of them."""
    lines = [(f"{name} {takes}", said(about)) for name, (takes, about) in COMMANDS.items()]
    return f"{said(_('Commands'))}:\n{table(lines)}\n\n{wrapped(said(_COMMANDS_HELP))}"


def _add_commands(parser: _Parser) -> None:
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str) -> argparse.ArgumentParser:
        about = wrapped(said(COMMANDS[name][1]))
        made = commands.add_parser(
            name, help=about, description=about, formatter_class=Format, add_help=False
        )
        _add_help(made)
        return made

    demo = command("demo")
    demo.add_argument("folder", type=Path, metavar="DIR", help=helps(_("the folder to write to")))
    demo.add_argument(
        "--today",
        type=day,
        default=date(2026, 11, 24),
        metavar="DATE",
        help=helps(_("the date taken as today")),
    )

    cli_check.add(command("check"))
    cli_doctor.add(command("doctor"))
    cli_verify.add(command("verify"))
    cli_help.add(command("help"))
    cli_copies.add_backup(command("backup"))
    cli_copies.add_restore(command("restore"))
    cli_copies.add_salvage(command("salvage"))
    cli_privacy.add(command("privacy"))
    cli_import.add(command("import"))
    cli_erase.add(command("erase"))
    cli_merge.add(command("merge"))
    cli_finish.add(command("finish"))
    cli_new_key.add(command("newkey"))
    cli_packet.add(command("packet"))
    cli_export.add(command("export"))
    cli_register.add(command("register"))


_SENTENCES: dict[type[Exception], str] = {
    terminal.NoPassword: _(
        "The file has a password. Set MERILO_PASSWORD, give --password-stdin, or run the command in a "
        "terminal."
    ),
    cli_new_key.NotTheSame: _("The two passwords differ. Nothing was changed."),
    terminal.Unsaid: _(
        "What the command says could not be written out. What it had done by then stays done: check the file "
        "before you repeat it."
    ),
    terminal.NotText: _("The password is not UTF-8 text. Save it as UTF-8, or type it in a terminal."),
}
_COMMANDS_HELP = _(
    "Each command has its own --help. The password of a file comes from --password-stdin, from "
    "MERILO_PASSWORD, or is asked for; the language of what is printed here, ru or en, from MERILO_LANG "
    "or LANG."
)
# What each command takes and does.
COMMANDS = {
    "demo": ("DIR", _("make a demo file of a fictional organisation and all its documents")),
    "export": (
        "KIND DATABASE",
        _("write documents about people (profile, plan, sheets, decision…) or about a vacancy"),
    ),
    "import": (
        "people|framework|levels|form DATABASE FILE",
        _(
            "import people from lists, competency frameworks, or levels from skill matrices: each file whole "
            "or not at all"
        ),
    ),
    "merge": (
        "DATABASE OTHER",
        _("merge another file of the organisation, such as a branch's, into this one, after a preview"),
    ),
    "help": ("--pdf DIR", _("write the quick start and the manual as PDF, in both languages")),
    "register": ("DATABASE", _("write the register of issued documents")),
    "check": ("DATABASE", _("check that a file is sound")),
    "doctor": (
        "[DATABASE]",
        _("look whether this installation can do its work; names no person and no file"),
    ),
    "verify": (
        "FILE.xlsx",
        _("recount a workbook from the marks in it, or compare it with the database"),
    ),
    "backup": ("DATABASE", _("make a checked copy of a file with its keys, also while it is open")),
    "restore": ("BACKUP NEWFILE", _("make a new file from a copy; nothing is ever overwritten")),
    "salvage": ("DAMAGED NEWFILE", _("read what can be read of a damaged file into a new one")),
    "erase": (
        "DATABASE --person CODE",
        _(
            "erase a person: shows first all that goes; saves the certificate of destruction and the journal"
            " extract"
        ),
    ),
    "finish": (
        "DATABASE",
        _("do what an erasure or a new key has still to do: documents, copies on a stick that was away"),
    ),
    "newkey": (
        "DATABASE",
        _("give a file a new key, password and recovery code: what opened it before opens it no more"),
    ),
    "packet": (
        "key|know|make|give|read|paper|list DATABASE",
        _(
            "exchange packets with other files of Merilo: "
            "invitations, sealed sheets, frameworks, assessments to take along"
        ),
    ),
    "privacy": ("due DATABASE", _("show whose personal data may be kept no longer")),
}


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=helps(_("show this help")))
