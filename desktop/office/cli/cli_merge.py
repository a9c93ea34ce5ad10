"""``merilo merge``: another file of the organisation merged into one, after a preview."""

import argparse
import contextlib
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps, said
from domain.exchange.merging import Keep, Merged, NotMerged, Why
from domain.password import Tries
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.exchange import merging

DONE, REFUSED = 0, 1


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "database", type=Path, metavar="DATABASE", help=helps(_("the file that stays, NAME.merilo"))
    )
    parser.add_argument(
        "other", type=Path, metavar="OTHER", help=helps(_("the file merged into it; it is only read"))
    )
    parser.add_argument(
        "--same",
        type=_pair,
        action="append",
        default=[],
        metavar="CODE=CODE",
        help=helps(_("two cards of one person: the code in DATABASE, then in OTHER; may be repeated")),
    )
    parser.add_argument(
        "--keep",
        choices=tuple(one.value for one in Keep),
        metavar="here|there",
        help=helps(
            _("of records changed in both files keep the versions of DATABASE (here) or OTHER (there)")
        ),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=helps(_("only report what would be done; nothing is written"))
    )
    about = _(
        "read the passwords of DATABASE and OTHER from two lines of the standard input; one will do for both"
    )
    parser.add_argument("--password-stdin", action="store_true", help=helps(about))


def run(options: argparse.Namespace, language: Words) -> int:
    """Print the preview and, unless it was only asked for, merge; 1 if nobody decided what must be decided.

    Raises:
        OpenElsewhere: if a window has one of the files open.
        Refused, OSError, StoreError: nothing was merged.
    """
    from db.file import lock
    from desktop.office.exchange import merging

    held = lock.take(options.database, lambda: datetime.now(UTC))
    try:
        store = terminal.opened(options, language)
        try:
            key = merging.Key(_password(options, language))
            with contextlib.closing(
                merging.opened(store, options.other, key, Tries(monotonic), language, Progress())
            ) as second:
                return _run(options, store, second, language)
        finally:
            store.close()
    finally:
        held.release()


def _run(options: argparse.Namespace, store: "Store", second: "merging.Second", language: Words) -> int:
    from desktop.office.exchange import merging, phrases_merging

    chosen = merging.decisions(dict(options.same), None if options.keep is None else Keep(options.keep))
    told = merging.previewed(store, second, chosen, language, Progress())
    for line in (*phrases_merging.lines(told, language), *_doubles(told, language)):
        print(line)
    if options.dry_run:
        return DONE
    if told.conflicts and chosen.keep is None:
        terminal.complain(NotMerged(Why.UNDECIDED, len(told.conflicts)), language)
        print(language.gettext(_HOW), file=sys.stderr)
        return REFUSED
    done = merging.merged(store, second, chosen, store.copies.take, language, Progress())
    print(language.gettext(_DONE).format(event=done.merged.event))
    print(language.gettext(_COPY).format(path=done.copy.path))
    return DONE


def _password(options: argparse.Namespace, language: Words) -> str | None:
    """Return the password of the second file: its own, else that of the first; None if it needs none."""
    from db.file.store import Store

    other: Path = options.other
    if not other.exists() or not Store.needs_password(other):
        return None
    second = terminal.given_password(options) if options.password_stdin else None
    password: str | None = second or options.password
    if password is None:
        if not sys.stdin.isatty():
            raise terminal.NoPassword
        password = getpass.getpass(language.gettext("Password of the other file: "))
    return password


def _doubles(told: Merged, language: Words) -> list[str]:
    if not told.doubles:
        return []
    lines = [f"  --same {one.here}={one.there}  {one.name}" for one in told.doubles]
    return [language.gettext(_ONE_PERSON), *lines]


def _pair(text: str) -> tuple[str, str]:
    """Parse two codes; the first is that of the file that stays.

    Raises:
        ArgumentTypeError: if it is not two codes.
    """
    here, equals, there = text.partition("=")
    if not (here and equals and there):
        raise argparse.ArgumentTypeError(f"{text!r}: {said(_('two codes, such as E-0007=E-0012'))}")
    return there, here


_ONE_PERSON = _("May be one person in both files; if so, add:")
_HOW = _("On the command line: --keep here or --keep there.")
_DONE = _("The file was merged: event {event} of the journal.")
_COPY = _("As it was before, the file is in this copy, from which “merilo restore” makes it again: {path}")
