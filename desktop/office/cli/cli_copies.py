"""``merilo backup`` and ``merilo restore``: a verified copy of a file, and a file from a copy."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from domain.people.erasure import LedgerLine

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
    parser.add_argument(
        "--original",
        type=Path,
        metavar="DATABASE",
        help=helps(_("the file of the copy: whoever was erased in it is erased again; found if beside")),
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
    ledger = _ledger(options.original, backup, dek, language)
    again = language.gettext(ERASED_AGAIN)
    restored = restoring.restore(
        backup, options.new, dek, ledger=ledger, named=lambda number: again.format(number=number)
    )
    by_code = restoring.keys_of(backup) is None  # the copy had no key file, and there is none beside it
    store = Store.open(restored.path, None if by_code else password, password if by_code else None)
    try:
        found = store.check()
    finally:
        store.close()
    print(restored.path)
    if not restored.erased_again:
        rows = language.ngettext("{n} row, as in the copy.", "{n} rows, as in the copy.", restored.rows)
        print(rows.format(n=restored.rows))
    if restored.erased_again:
        print(language.gettext(ERASED_SINCE).format(codes=", ".join(restored.erased_again)))
    if told := _numbers_again(options.original or _original(backup), backup, dek, language):
        print(told)
    for problem in found.problems:
        print(problem_found(problem, language))
    if not found.problems:
        print(language.gettext("The file is sound: its pages, links, structure and journal agree."))
    return REFUSED if found.problems else DONE


def _ledger(original: Path | None, backup: Path, dek: bytes, language: Words) -> "tuple[LedgerLine, ...]":
    """Return who was erased in the file of the copy; a damaged one that nobody named keeps no copy back."""
    from db.file import restoring
    from db.file.errors import StoreError

    if original is not None:
        return restoring.ledger_of(original, dek)
    beside = _original(backup)
    if beside is None:
        print(language.gettext(NO_ORIGINAL), file=sys.stderr)
        return ()
    try:
        return restoring.ledger_of(beside, dek)
    except StoreError:
        print(language.gettext(UNKNOWN_ERASED).format(name=beside), file=sys.stderr)
        return ()


def _numbers_again(original: Path | None, backup: Path, dek: bytes, language: Words) -> str:
    """Return which numbers the new file gives again, as far as the file of the copy can still tell."""
    from db.file import restoring
    from db.file.errors import StoreError
    from desktop.office import copied

    try:
        lacks = None if original is None else restoring.lacks_of(original, dek, backup)
    except StoreError:
        return ""
    return "" if lacks is None else copied.numbers_again(lacks, language)


def _original(backup: Path) -> Path | None:
    """Return the file beside whose copies this one lies, if it is still there."""
    name = backup.absolute().parent.name.removesuffix("-backups")
    found = backup.absolute().parent.with_name(f"{name}.merilo")
    return found if found.is_file() and name != backup.absolute().parent.name else None


def add_salvage(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``salvage``."""
    parser.add_argument(
        "database", type=Path, metavar="DAMAGED", help=helps(_("the damaged file; it is only read"))
    )
    parser.add_argument(
        "new", type=Path, metavar="NEWFILE", help=helps(_("the new file; an existing one is refused"))
    )
    terminal.add_password(parser)


def salvage(options: argparse.Namespace, language: Words) -> int:
    """Read what can be read into a new file; print what was not saved, and then return 1."""
    from db.file.damaged import salvage as salvaging
    from db.file.store import Store
    from desktop.office import salvaged as texts

    database: Path = options.database
    given = terminal.given_password(options)
    password = terminal.password(given, language) if Store.needs_password(database) else None
    result = salvaging.salvage(database, options.new, password)
    print(result.path)
    print(texts.saved(result, language))
    for line in texts.not_saved(result, language):
        print(line)
    if not result.not_saved:
        print(language.gettext("Nothing was lost."))
    print(language.gettext("The damaged file is as it was: keep it, and compare with a backup copy."))
    return REFUSED if result.not_saved else DONE


ERASED_AGAIN = _("Erased person No. {number}")
ERASED_SINCE = _("Erased since the copy was made, and erased in the new file too: {codes}")
NO_ORIGINAL = _(
    "The file of the copy is not beside it, so nothing tells who was erased since the copy was made: name "
    "the file with --original, or erase them again."
)
UNKNOWN_ERASED = _(
    "{name} cannot be read, so nothing tells who was erased since the copy was made: erase them again."
)
TIGHT = _(
    "The disk is short of space: copies may take a quarter of what is free, so older ones were removed. The "
    "newest three always stay."
)
