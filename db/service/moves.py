"""``merilo-server adopt``, ``export``, ``check``: from a file into a database and back, and is it whole."""

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.file import lock, opening
from db.file.store import Store
from db.journal.problems import Problem
from db.postgresql import moving
from db.postgresql.moving import Unsound
from db.service import given, opened
from db.service.heads import Heads
from db.service.usage import Parser, command
from resources.i18n import Words
from resources.msgids import _

DONE, REFUSED = 0, 1


def adopt(options: argparse.Namespace, language: Words) -> int:
    """Move the file into the empty database; no window has it meanwhile."""
    file: Path = options.file
    held = lock.take(file, lambda: datetime.now(UTC))
    try:
        password = given.password(options, language) if Store.needs_password(file) else None
        with closing(Store.open(file, password)) as source:
            _keys, data_key = opening.unlock(file, password, None)
            with opened.with_new_key(options.database) as found:
                carried = moving.adopt(source, data_key, found.address, found.key)
    except Unsound as error:
        return problems_told(error.problems, language)
    finally:
        held.release()
    print(language.gettext(_ADOPTED).format(rows=carried.rows, event=carried.head[0], file=file.name))
    return DONE


def export(options: argparse.Namespace, language: Words) -> int:
    """Make a file of all that the database has, with a password of its own; check the file."""
    password = given.password(options, language)
    found = opened.credentials(options.database)
    with closing(opened.database(options.database)) as source:
        made, carried = moving.give_back(source, found.key, options.file, password)
    with closing(made.store) as file:
        print(language.gettext(_EXPORTED).format(rows=carried.rows, code=made.recovery_code))
        return problems_told(file.checkup(), language)


def check(options: argparse.Namespace, language: Words) -> int:
    """Check all of the file or the database; acts may go on."""
    with closing(given.store(options, language)) as store:
        problems = store.checkup()
        if options.heads is not None:
            problems = (*problems, *Heads(store, options.heads).problems())
        return problems_told(problems, language)


def problems_told(problems: tuple[Problem, ...], language: Words) -> int:
    """Print what a check has found; return the exit code."""
    for one in problems:
        print(f"{one.kind.value}\t{one.place}", file=sys.stderr)
    print(language.gettext(_SOUND if not problems else _UNSOUND).format(number=len(problems)))
    return REFUSED if problems else DONE


def add(commands: Any, said: Callable[[str], str]) -> None:
    """Add the three commands to those of the program."""
    password = Parser(add_help=False)
    password.add_argument("--password-file", type=Path, metavar="FILE", help=said(given.PASSWORD_FILE))
    whole = command(commands, "adopt", said(_ADOPT), [password])
    whole.set_defaults(run=adopt)
    whole.add_argument("--file", type=Path, required=True, metavar="NAME.merilo", help=said(_SOURCE))
    whole.add_argument("--database", type=Path, required=True, metavar="FILE", help=said(_EMPTY))
    back = command(commands, "export", said(_EXPORT), [password])
    back.set_defaults(run=export)
    back.add_argument("--database", type=Path, required=True, metavar="FILE", help=said(_FULL))
    back.add_argument("--file", type=Path, required=True, metavar="NAME.merilo", help=said(_TARGET))
    one = command(commands, "check", said(_CHECK), [password])
    one.set_defaults(run=check)
    which = one.add_mutually_exclusive_group(required=True)
    which.add_argument("--file", type=Path, metavar="NAME.merilo", help=said(_("the file to check")))
    which.add_argument("--database", type=Path, metavar="FILE", help=said(_FULL))
    one.add_argument("--heads", type=Path, metavar="FOLDER", help=said(_HEADS))


_ADOPT = _("move a file into an empty database; the file stays as it is")
_EXPORT = _("make a file of all that a database has")
_CHECK = _("check a file or a database, with its whole journal")
_HEADS = _("compare with what run --heads has kept in this folder")
_SOURCE = _("the file to move")
_TARGET = _("the file to make; nothing is ever overwritten")
_EMPTY = _("a file whose only line is the address of an empty database: postgresql://…")
_FULL = _("a file of two lines: the address of a PostgreSQL database, and its key")
_ADOPTED = _("Moved: {rows} rows, the journal up to event {event}. “{file}” stays as it is; put it away.")
_EXPORTED = _("Exported: {rows} rows. The recovery code of the file, shown only here: {code}")
_SOUND = _("Nothing wrong was found.")
_UNSOUND = _("Problems found: {number}")
