"""``merilo finish``: what an erasure or a new key has still to do outside the file."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from desktop.office.erasure import Finished

DONE, LEFT = 0, 1


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("database", type=Path, metavar="DATABASE", help=helps(_("the file, NAME.merilo")))
    parser.add_argument(
        "--copies", type=Path, metavar="DIR", help=helps(_("another folder that may hold copies of the file"))
    )
    terminal.add_password(parser)


def run(options: argparse.Namespace, language: Words) -> int:
    """Do what can be done now; 1 if something is left.

    Raises:
        OpenElsewhere: if a window has the file open: it does this itself.
        StoreError: if the file cannot be written.
    """
    from db.file import lock
    from desktop.office import erasure

    held = lock.take(options.database, lambda: datetime.now(UTC))
    try:
        store = terminal.opened(options, language)
        try:
            found = erasure.finish(store, second=options.copies, everywhere=options.copies is not None)
        finally:
            store.close()
    finally:
        held.release()
    tell(found, language)
    if not found.whole:
        return LEFT
    print(language.gettext("Nothing is outstanding any more."))
    return DONE


def tell(found: "Finished", language: Words) -> None:
    """Print what was done outside the file, and what was not reached."""
    from desktop.office import copied
    from reports.words.people import phrases_erasure

    for paper in found.papers:
        print(paper)
    for line in phrases_erasure.copies(found.rewritten, found.removed, language):
        print(line)
    for line in phrases_erasure.not_reached(found.compact, found.left, language, found.unsaved):
        print(line, file=sys.stderr)
    if renewed := copied.renewed(found.renewed, language):
        print(renewed)
    for line in copied.former(found.former, language):
        print(line, file=sys.stderr)
