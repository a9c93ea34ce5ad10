"""What the commands share: opening the file, asking for its password, reporting errors."""

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.store import Store

PASSWORD = "MERILO_PASSWORD"


class NoPassword(Exception):
    """A password is needed, but neither the environment nor a terminal provides one."""


def opened(database: Path, language: Words) -> "Store":
    """Open the database; the password comes from the environment, or from a prompt on a terminal."""
    from db.file.store import Store

    given = os.environ.pop(PASSWORD, None)  # child processes must not see it
    if not Store.needs_password(database):
        return Store.open(database)
    if given is None:
        if not sys.stdin.isatty():
            raise NoPassword
        given = getpass.getpass(language.gettext("Password of the file: "))
    return Store.open(database, given)


def complain(error: Exception, language: Words, what: str = "") -> None:
    """Print what went wrong; *what* is its subject."""
    from desktop.office.sentences import sentence

    told = sentence(error, language)
    where = f"{what}: " if what else ""
    print(where + " ".join(part for part in (told.what, told.safe, told.todo) if part), file=sys.stderr)
