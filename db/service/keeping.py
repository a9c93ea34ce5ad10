"""``merilo-server backup``, ``restore``, ``migrate``, ``policies``: what keeps the data whole and apart."""

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from db.file import copies, restoring
from db.file.store import Store
from db.postgresql import migrating, moving
from db.postgresql import policies as of_postgresql
from db.postgresql.moving import Unsound
from db.service import backups, given, opened
from db.service.backups import Before, NoFolder
from db.service.moves import DONE, problems_told
from db.service.usage import command
from resources.i18n import Words
from resources.msgids import _


def backup(options: argparse.Namespace, language: Words) -> int:
    """Put a copy of the file or the database into a folder; people may go on working."""
    if not options.to.is_dir():
        raise NoFolder(str(options.to))
    with closing(given.store(options, language)) as store:
        if isinstance(store, Store):
            copy = backups.of_file(store, options.to)
        else:
            key = opened.credentials(options.database).key
            try:
                copy = backups.of_database(store, key, options.to, given.password(options, language))
            except Unsound as error:
                return problems_told(error.problems, language)
    print(language.gettext(_COPIED).format(copy=copy.path.name, rows=copy.rows, event=copy.seq))
    return DONE


def restore(options: argparse.Namespace, language: Words) -> int:
    """Make a file, or fill an empty database, of a copy; whoever was erased since is erased there too."""
    copy = copies.at(options.copy)
    password = given.password(options, language) if restoring.needs_password(options.copy) else None
    before = _before(options, copy, password)
    again = language.gettext(_ERASED_AGAIN)

    def named(number: int) -> str:
        return again.format(number=number)

    if options.database is None:
        restored, _key = backups.file_of(options.copy, options.file, password, before, named)
    else:
        with (
            backups.taken_out(options.copy, password, before, named) as (store, data_key, restored),
            opened.with_new_key(options.database) as found,
        ):
            try:
                moving.adopt(store, data_key, found.address, found.key)
            except Unsound as error:
                return problems_told(error.problems, language)
    erased = ", ".join(restored.erased_again) or "–"
    told = language.gettext(_RESTORED_ALONE if options.lost else _RESTORED)
    print(told.format(copy=options.copy.name, event=copy.seq, lacks=before.lacks, erased=erased))
    return DONE


def migrate(options: argparse.Namespace, language: Words) -> int:
    """Bring a database that an older version made to the schema of this one, whole or not at all."""
    found = opened.credentials(options.database)
    version = migrating.upgrade(found.address, found.key)
    print(language.gettext(_MIGRATED).format(old=version, new=migrating.TODAY))
    return DONE


def policies(options: argparse.Namespace, _language: Words) -> int:
    """Print what lets the service own nothing, and an account for reports see no blind mark."""
    print(of_postgresql.script(options.service, options.reader), end="")
    return DONE


def add(commands: Any, said: Callable[[str], str], file: argparse.ArgumentParser) -> None:
    """Add these commands to those of the program; *file* has the options that name what is served."""
    whole = command(commands, "backup", said(_BACKUP), [file])
    whole.set_defaults(run=backup)
    whole.add_argument("--to", type=Path, required=True, metavar="FOLDER", help=said(_TO))
    back = command(commands, "restore", said(_RESTORE))
    back.set_defaults(run=restore)
    back.add_argument("copy", type=Path, metavar="COPY", help=said(_("the copy")))
    new = back.add_mutually_exclusive_group(required=True)
    new.add_argument("--file", type=Path, metavar="NEW.merilo", help=said(_NEW))
    new.add_argument("--database", type=Path, metavar="FILE", help=said(_EMPTY))
    old = back.add_mutually_exclusive_group(required=True)
    old.add_argument("--replaces", type=Path, metavar="FILE", help=said(_REPLACES))
    old.add_argument("--lost", action="store_true", help=said(_LOST))
    back.add_argument("--password-file", type=Path, metavar="FILE", help=said(given.PASSWORD_FILE))
    one = command(commands, "migrate", said(_MIGRATE))
    one.set_defaults(run=migrate, file=None)
    one.add_argument("--database", type=Path, required=True, metavar="FILE", help=said(_FULL))
    rows = command(commands, "policies", said(_POLICIES))
    rows.set_defaults(run=policies, file=None, database=Path())
    rows.add_argument("--service", required=True, metavar="ACCOUNT", help=said(_("the account that serves")))
    rows.add_argument("--reader", required=True, metavar="ACCOUNT", help=said(_READER))


def _before(options: argparse.Namespace, copy: copies.Copy, password: str | None) -> Before:
    if options.lost:
        return Before()
    if options.database is None:
        old = Store.open(options.replaces, password if Store.needs_password(options.replaces) else None)
    else:
        old = opened.database(options.replaces)
    with closing(old):
        return backups.of_what_is_replaced(old, copy)


_BACKUP = _("put a checked copy into a folder; people may go on working")
_TO = _("the folder, best on another computer")
_RESTORE = _("make a file, or fill an empty database, of a copy")
_NEW = _("the file to make; nothing is ever overwritten")
_EMPTY = _("a file whose only line is the address of an empty database: postgresql://…")
_REPLACES = _("what the copy is to replace: whoever was erased there since is erased again")
_LOST = _("what the copy is to replace is lost, and with it who was erased since")
_MIGRATE = _("bring a database of an older version up to date; the service is stopped meanwhile")
_FULL = _("a file of two lines: the address of a PostgreSQL database, and its key")
_POLICIES = _("print SQL for PostgreSQL: the service owns nothing, a reader sees no blind mark")
_READER = _("the account of a program that makes reports")
_COPIED = _("{copy}: {rows} rows, the journal up to event {event}; the copy is complete and sound.")
_RESTORED = _(
    "Restored from {copy}: the journal up to event {event}. Later events, not in it: {lacks}. Erased again: "
    "{erased}. All log-ins have ended; accounts and passwords are those of the copy, but for closed ones."
)
_RESTORED_ALONE = _(
    "Restored from {copy}: the journal up to event {event}. What came later, who was erased since and whose "
    "account was closed is not known. All log-ins have ended; accounts and passwords are those of the copy."
)
_ERASED_AGAIN = _("Erased person No. {number}")
_MIGRATED = _("The schema was of version {old}, and is of version {new}.")
