"""What ``merilo-server`` says of whatever keeps a command from being done: one sentence each."""

import argparse
from pathlib import Path

from db.file.errors import (
    Damaged,
    DiskFull,
    Exists,
    Newer,
    NotOurs,
    OpenElsewhere,
    UnsoundCopy,
    Unwritable,
    WrongPassword,
)
from db.postgresql.carrying import NotCarried
from db.postgresql.errors import DatabaseError, InUse, Older, Unreachable
from db.postgresql.migrating import NotMigrated
from db.service.backups import NoFolder, NotItsCopy
from db.service.given import NoPassword
from db.service.heads import NoHeads, NotKept
from db.service.opened import NoAddress
from domain.errors import Impossible, Missing, Refused, Taken, TooLong, Unknown
from domain.password import PasswordTooShort
from resources.i18n import Words
from resources.msgids import _


def sentence(error: Exception, options: argparse.Namespace, language: Words) -> str:
    """Return what the error tells whoever gave the command, who may have named several files."""
    text = _of_argument(error)
    if text is None:
        text = next((text for kind, text in _SENTENCES if isinstance(error, kind)), _OTHER)
    facts = ", ".join(str(one) for one in error.args) if isinstance(error, _WITH_FACTS) else ""
    if isinstance(error, Unknown):
        facts = str(error.code)
    file = (options.file or options.database).name
    if isinstance(error, NoAddress):
        file = str(error)
    elif isinstance(error, FileNotFoundError) and error.filename is not None:
        file = Path(error.filename).name
    return language.gettext(text).format(file=file, kind=type(error).__name__, facts=facts)


def _of_argument(error: Exception) -> str | None:
    """Return what is wrong with a name or a number that was given, by the option that gives it."""
    match error:
        case Missing() | Impossible() | TooLong():
            return _OF_FIELD.get((type(error), error.field))
        case Unknown():
            return _UNKNOWN.get(error.kind)
        case _:
            return None


_WITH_FACTS = (Refused, NotCarried, NoFolder, NoHeads, NotKept, NotItsCopy, NotMigrated)
_OTHER = _("“{file}” cannot be used: {kind}")
_OF_FIELD: dict[tuple[type[Refused], str], str] = {
    (Missing, "name"): _("The name of an account may not be empty."),
    (Impossible, "name"): _("The name of an account has no spaces: sokolova, or sokolova.m."),
    (TooLong, "name"): _("The name of the account is too long."),
    (Missing, "unit_ids"): _("Say with --unit which units the manager has."),
    (Impossible, "unit_ids"): _("--unit is for a manager alone."),
    (Missing, "surname"): _("--surname may not be empty."),
    (TooLong, "surname"): _("--surname is too long."),
    (TooLong, "given"): _("--given is too long."),
}
_UNKNOWN = {
    "person": _("Nobody has the code or personnel number {facts}; a window shows it under “People”."),
    "unit": _("There is no unit of this name or ID: {facts}."),
    "login": _("There is no session with the number {facts}; “account logins” shows all."),
    "account": _("There is no account of the name {facts}; “account list” shows all."),
}
_SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (NoPassword, _("“{file}” needs a password: --password-file or MERILO_PASSWORD.")),
    (WrongPassword, _("The password of “{file}” is wrong.")),
    (OpenElsewhere, _("“{file}” is open in a window or served already.")),
    (FileNotFoundError, _("There is no file “{file}”.")),
    (
        NoAddress,
        _("“{file}” does not hold what is needed: an address, and a key below, which init and adopt write."),
    ),
    (NoFolder, _("There is no folder “{facts}”: make it, or connect its disk.")),
    (NotKept, _("The folder “{facts}” takes no file: where the journal ends cannot be kept there.")),
    (NotItsCopy, _("“{facts}” is not a copy of what it is to replace.")),
    (UnsoundCopy, _("The copy is not what it was when it was made; take another one.")),
    (Newer, _("A newer version made it: install that version of merilo-server.")),
    (NotOurs, _("That is nothing of Merilo.")),
    (Damaged, _("It is damaged, and nothing was made of it: merilo-server check says where.")),
    (DiskFull, _("There is no space left; nothing half-made is left behind.")),
    (Unwritable, _("The file or folder cannot be written or read.")),
    (NoHeads, _("The folder “{facts}” holds no head of this journal.")),
    (Exists, _("There is something already in the database, or a file of that name.")),
    (NotCarried, _("The rows of a table cannot be moved: {facts}. Nothing is left of the move.")),
    (PasswordTooShort, _("The password of a new file is too short.")),
    (Unreachable, _("The database server does not answer.")),
    (Older, _("The database was made by an older version: merilo-server migrate brings it up to date.")),
    (InUse, _("A service is at work in the database: stop it first.")),
    (NotMigrated, _("The database could not be brought up to date, and is as it was: {facts}")),
    (DatabaseError, _("The database server does not let this account in.")),
    (Taken, _("There is or was an account of this name.")),
    (Refused, _("Refused: {kind} {facts}")),
)
