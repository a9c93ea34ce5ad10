"""``merilo newkey``: a new key for a file whose password or recovery code may be known to others."""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from desktop.office.cli import cli_finish, terminal
from desktop.office.cli.cli_arguments import helps
from domain.password import Tries
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store

DONE, LEFT = 0, 1


class NotTheSame(Exception):
    """The new password was typed in two ways."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("database", type=Path, metavar="DATABASE", help=helps(_("the file, NAME.merilo")))
    parser.add_argument(
        "--sheet", type=Path, metavar="PDF", help=helps(_("save the recovery sheet with the new code there"))
    )
    parser.add_argument(
        "--copies", type=Path, metavar="DIR", help=helps(_("another folder that may hold copies of the file"))
    )
    about = _(
        "read the present password or code, then the new password, from two lines of the standard input"
    )
    parser.add_argument("--password-stdin", action="store_true", help=helps(about))


def run(options: argparse.Namespace, language: Words) -> int:
    """Give the file a new key and its copies too; print the new recovery code. 1 if a copy is left.

    Raises:
        NoPassword, NotText, NotTheSame: a password is missing, or was typed in two ways.
        OpenElsewhere: if a window has the file open.
        Refused, StoreError, OSError: if no code was printed, the file has its old key; else the new one, and
            what is left is written down in it.
        Unsaid, BrokenPipeError: the code could not be printed; all else is done.
    """
    from db.file import lock, new_key
    from db.file.new_key import Given
    from db.file.store import Store
    from desktop.office import erasure
    from desktop.office.sentences import sentence

    database: Path = options.database
    held = lock.take(database, _now)
    try:
        present = terminal.password(terminal.given_password(options), language)
        given = Given(present, _new(options, language))
        second: Path | None = options.copies
        code = new_key.give(database, given, clock=_now, tries=Tries(monotonic), second=second)
        unsaid = _say(code, language)
        store = Store.open(database, given.password)
        try:
            found = erasure.finish(store, second=second)
            saved = None if options.sheet is None else _save_sheet(store, options.sheet, code, language)
        finally:
            store.close()
    finally:
        held.release()
    unsaved = isinstance(saved, OSError)
    if unsaved:
        print(language.gettext(_UNSAVED).format(what=sentence(saved, language).what), file=sys.stderr)
    if unsaid is not None:
        raise unsaid
    cli_finish.tell(found, language)
    if saved is not None and not unsaved:
        print(saved)
    return DONE if found.whole and not unsaved else LEFT


def _say(code: str, language: Words) -> Exception | None:
    """Print the new code; a full disk or a closed pipe keeps nobody from what is still to be done."""
    try:
        print(language.gettext("The file has a new key. Its new recovery code:"))
        print(code, flush=True)
    except BrokenPipeError as error:
        return error
    except OSError:
        return terminal.Unsaid()
    return None


def _new(options: argparse.Namespace, language: Words) -> str:
    if options.password_stdin:
        return terminal.password(terminal.given_password(options), language)
    if not sys.stdin.isatty():
        raise terminal.NoPassword
    first = getpass.getpass(language.gettext("New password, at least 12 characters: "))
    if getpass.getpass(language.gettext("The new password again: ")) != first:
        raise NotTheSame
    return terminal.password(first, language)


def _save_sheet(store: "Store", target: Path, code: str, language: Words) -> Path | OSError:
    """Save the sheet, and note that the code is on paper; return where it is, or why it is not."""
    from db.journal.exports import Of
    from db.people import organisation
    from desktop.office import code_on_paper
    from desktop.office.not_recorded import not_recorded
    from desktop.office.papers.documents import recorded
    from desktop.office.papers.registry import RECOVERY
    from desktop.office.sentences import sentence
    from reports.paper import recovery_pdf
    from reports.paper.atomic import HeldOpen, for_owner

    name = store.read(organisation.organisation).full_name
    today = _now().astimezone().date()
    sheet = recovery_pdf.RecoverySheet(store.path.name, name, tuple(code.split("-")), today)
    try:
        with for_owner():
            recovery_pdf.write(sheet, target, Progress(), language)
    except HeldOpen as held:  # by a viewer that shows the former sheet
        target = held.beside
        print(sentence(held, language).what, file=sys.stderr)
    except OSError as error:
        return error
    store.write(organisation.keep_setting, code_on_paper.SETTING, code_on_paper.which(store.settings_key))
    if (fault := recorded(store.write, RECOVERY, Of.FILE, ("pdf",), 1)) is not None:
        print(not_recorded(fault, language), file=sys.stderr)
    return target


def _now() -> datetime:
    return datetime.now(UTC)


_UNSAVED = _("The recovery sheet was not saved. {what} The file has its new key: write the new code down.")
