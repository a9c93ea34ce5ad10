"""What the commands share: opening the file, asking for its password, reporting errors."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from desktop.office.cli.cli_arguments import helps
from domain.progress import Progress
from resources.i18n import Words

if TYPE_CHECKING:
    from db.file.store import Store
    from reports.intake.roster.encodings import Candidate

PASSWORD = "MERILO_PASSWORD"


class NoPassword(Exception):
    """A password is needed, but neither the environment nor a terminal provides one."""


class Unsaid(Exception):
    """What a command says could not be written out, as where the disk is full."""


class NotText(Exception):
    """The password given is no text in UTF-8."""


def counting(text: str, stream: TextIO) -> Progress:
    """Return a progress shown on a terminal in one line, rewritten at each hundredth; none if nobody looks.

    *text* has places for ``done`` and ``total``.
    """
    if not stream.isatty():
        return Progress()
    last = -1

    def report(done: int, total: int) -> None:
        nonlocal last
        share = (done + 1) * 100 // max(1, total)
        if share != last:
            last = share
            line = text.format(done=done + 1, total=total)
            stream.write(f"\r{line}" if done + 1 < total else f"\r{' ' * len(line)}\r")
            stream.flush()

    return Progress(report)


def add_password(parser: argparse.ArgumentParser) -> None:
    """Declare the argument of every command that opens a file."""
    about = _("read the password of the file from the first line of the standard input")
    parser.add_argument("--password-stdin", action="store_true", help=helps(about))


def opened(options: argparse.Namespace, language: Words, seen_in: Path | None = None) -> "Store":
    """Open the database; the password comes from the input or the environment, or is asked on a terminal.

    *seen_in* is the folder that notes, apart from the file, where its journal ended; None if not asked.
    """
    from db.file.store import Store

    database: Path = options.database
    given = given_password(options)
    known = password(given, language) if Store.needs_password(database) else None
    options.password = known  # for a second file with the same one
    return Store.open(database, known, seen_in=seen_in)


def given_password(options: argparse.Namespace) -> str | None:
    """Take the password from the input or the environment, where children of this process could see it."""
    given = os.environ.pop(PASSWORD, None)
    if options.password_stdin:
        given = sys.stdin.buffer.readline().rstrip(b"\r\n").decode(errors="surrogateescape")
    return given


def password(given: str | None, language: Words) -> str:
    """Return the password that was given, or ask for it on a terminal.

    Raises:
        NoPassword, NotText: if there is none, or not in UTF-8.
    """
    if given is None:
        if not sys.stdin.isatty():
            raise NoPassword
        given = getpass.getpass(language.gettext("Password of the file: "))
    if any("\ud800" <= sign <= "\udfff" for sign in given):
        raise NotText
    return given


def complain(error: Exception, language: Words, what: str = "") -> None:
    """Print what went wrong; *what* is its subject."""
    from desktop.office.sentences import sentence

    told = sentence(error, language)
    where = f"{what}: " if what else ""
    print(where + told.whole, file=sys.stderr)


def ask_encoding(path: Path, candidates: Sequence["Candidate"], language: Words) -> None:
    """Print how a text may be read, for a person to say which is right."""
    print(f"{path.name}: {language.gettext(_ENCODING)}", file=sys.stderr)
    for one in candidates:
        print(f"  --encoding {one.encoding}: {one.sample[:60]}", file=sys.stderr)


def _(message: str) -> str:
    """Mark a help text for the catalogue."""
    return message


_ENCODING = _("The encoding of the text is not certain. Choose the one in which these words are right:")
