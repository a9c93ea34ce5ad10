"""What a command of the server is given: a file and its password, or a database; no secret is an argument."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from db.file.store import Store
from db.service import opened
from db.service.opened import Opened
from resources.i18n import Words
from resources.msgids import _

PASSWORD = "MERILO_PASSWORD"
PASSWORD_FILE = _("the first line of this file is the password; else MERILO_PASSWORD, else it is asked for")


class NoPassword(Exception):
    """The file needs a password, and neither a file nor the environment nor a terminal gives one."""


def store(options: argparse.Namespace, language: Words) -> Opened:
    """Open the file or the database that the options name."""
    file: Path | None = options.file
    if file is None:
        return opened.database(options.database)
    return Store.open(file, password(options, language) if Store.needs_password(file) else None)


def password(options: argparse.Namespace, language: Words) -> str:
    """Return the password of the file.

    Raises:
        NoPassword: if nothing gives one.
    """
    given = os.environ.pop(PASSWORD, None)  # children of this process could see it
    if options.password_file is not None:
        given = options.password_file.read_text("utf-8").partition("\n")[0].removesuffix("\r")
    if given is None:
        if not sys.stdin.isatty():
            raise NoPassword
        given = getpass.getpass(language.gettext(_("Password of the file: ")))
    return given
