"""``merilo backup`` and ``merilo restore``: a verified copy of a file, and a file from a copy."""

import argparse
import sys
from pathlib import Path

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps
from resources.i18n import Words
from resources.msgids import _

DONE, REFUSED = 0, 1


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``backup``."""
    parser.add_argument(
        "database", type=Path, metavar="DATABASE", help=helps(_("the file to copy, NAME.merilo"))
    )
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help=helps(_("the folder for the copy, where old ones stay; NAME-backups if not given")),
    )
    terminal.add_password(parser)


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``restore``."""
    parser.add_argument(
        "backup", type=Path, metavar="BACKUP", help=helps(_("the copy, NAME-DAY-TIME.merilo-backup"))
    )
    parser.add_argument(
        "new", type=Path, metavar="NEWFILE", help=helps(_("the new file; an existing one is refused"))
    )
    terminal.add_password(parser)


def back_up(options: argparse.Namespace, language: Words) -> int:
    """Copy the file; print where the copy is."""
    from db.file.copies import Why

    store = terminal.opened(options, language)
    try:
        taken = store.copies.take(Why.BY_HAND, where=options.to)
    finally:
        store.close()
    print(taken.copy.path)
    print(language.gettext("The copy is complete and sound."))
    if taken.removed:
        words = language.ngettext("{n} old copy was removed.", "{n} old copies were removed.", taken.removed)
        print(words.format(n=taken.removed))
    if taken.tight:
        print(language.gettext(TIGHT), file=sys.stderr)
    return DONE


def restore(options: argparse.Namespace, language: Words) -> int:
    """Make a new file of a copy and check it; 1 if the check finds anything."""
    from db.file import restoring
    from db.file.store import Store
    from desktop.office.checked import problem_found

    backup: Path = options.backup
    given = terminal.given_password(options)
    password = terminal.password(given, language) if restoring.needs_password(backup) else None
    dek = restoring.key_of(backup, password)
    restored = restoring.restore(backup, options.new, dek)
    store = Store.open(restored.path, password)
    try:
        found = store.check()
    finally:
        store.close()
    print(restored.path)
    rows = language.ngettext("{n} row, as in the copy.", "{n} rows, as in the copy.", restored.rows)
    print(rows.format(n=restored.rows))
    for problem in found.problems:
        print(problem_found(problem, language))
    if not found.problems:
        print(language.gettext("The file is sound: pages, links, schema and journal agree."))
    return REFUSED if found.problems else DONE


TIGHT = _(
    "The disk is short of space: copies may take a quarter of what is free, so older ones were removed. The "
    "newest three always stay."
)
