"""``merilo merge``: another file of the organisation merged into one, after a preview."""

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps, said
from domain.exchange.merging import Decisions, Keep, Merged, NotMerged, Why
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from db.exchange.other_file import Other
    from db.file.store import Store

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

    held = lock.take(options.database, lambda: datetime.now(UTC))
    try:
        store = terminal.opened(options, language)
        try:
            with _other(options, store, language) as other:
                return _run(options, store, other, language)
        finally:
            store.close()
    finally:
        held.release()


def _run(options: argparse.Namespace, store: "Store", other: "Other", language: Words) -> int:
    from db.exchange import merging
    from db.file.copies import Why as Occasion
    from desktop.office.exchange import phrases_merging

    if problems := other.store.check().problems:
        raise NotMerged(Why.NOT_SOUND, len(problems))
    decisions = Decisions(dict(options.same), None if options.keep is None else Keep(options.keep), papers())
    named = _named(language)
    told = merging.preview(store.write, other, decisions, named)
    for line in (*phrases_merging.lines(told, language), *_doubles(told, language)):
        print(line)
    if options.dry_run:
        return DONE
    if told.conflicts and decisions.keep is None:
        terminal.complain(NotMerged(Why.UNDECIDED, len(told.conflicts)), language)
        print(language.gettext(_HOW), file=sys.stderr)
        return REFUSED
    copy = store.copies.take(Occasion.MERGE).copy
    done = store.write(merging.merge, other, decisions, named)
    print(language.gettext(_DONE).format(event=done.event))
    print(language.gettext(_COPY).format(path=copy.path))
    return DONE


def _other(options: argparse.Namespace, store: "Store", language: Words) -> "AbstractContextManager[Other]":
    """Open the second file: with a password of its own, else with that of the first."""
    from db.exchange import other_file
    from db.file.store import Store

    other: Path = options.other
    password = None
    if other.exists() and Store.needs_password(other):
        second = terminal.given_password(options) if options.password_stdin else None
        password = second or options.password
        if password is None:
            if not sys.stdin.isatty():
                raise terminal.NoPassword
            password = getpass.getpass(language.gettext("Password of the other file: "))
    return other_file.opened(other, password, store, _named(language))


def _named(language: Words) -> Callable[[int], str]:
    from desktop.office.cli.cli_copies import ERASED_AGAIN

    again = language.gettext(ERASED_AGAIN)

    def named(number: int) -> str:
        return again.format(number=number)

    return named


def papers() -> dict[str, str]:
    """Return for each numbered document the table of what it is asked for by."""
    from desktop.office.papers.documents import OF
    from desktop.office.papers.numbered import NUMBERED
    from desktop.office.papers.registry import DOCUMENTS

    return {kind: OF[DOCUMENTS[kind].about].value for kind in NUMBERED}


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
