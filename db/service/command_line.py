"""``merilo-server``: serves a file to an organisation and says who may log in; no secret is an argument."""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from db.assessing import people
from db.file import lock
from db.file.errors import (
    StoreError,
)
from db.file.lock import FileLock
from db.file.store import Store
from db.postgresql.alone import Alone
from db.postgresql.carrying import NotCarried
from db.postgresql.errors import DatabaseError
from db.postgresql.migrating import NotMigrated
from db.postgresql.store import DatabaseStore
from db.service import account_commands, given, keeping, moves, opened
from db.service.backups import NoFolder, NotItsCopy
from db.service.given import NoPassword
from db.service.heads import Heads, NoHeads, NotKept
from db.service.opened import NoAddress
from db.service.sentences import sentence
from db.service.usage import Parser, command
from domain.errors import Refused
from domain.people.person import Person, PersonKind, check
from resources.i18n import Words, of_environment, words
from resources.msgids import _

DONE, REFUSED = 0, 1
_LAST_PORT = 65_535
_COMMANDS = "run|init|adopt|export|check|backup|restore|migrate|policies|account"
_TOLD = (
    OSError,
    UnicodeError,
    StoreError,
    DatabaseError,
    Refused,
    NoPassword,
    NoAddress,
    NotCarried,
    NoHeads,
    NotKept,
    NoFolder,
    NotItsCopy,
    NotMigrated,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 done, 1 refused, 2 wrong usage."""
    language = words(of_environment())
    options = _parser(language).parse_args(arguments)
    try:
        return options.run(options, language)
    except _TOLD as error:
        print(sentence(error, options, language), file=sys.stderr)
        return REFUSED


def _run(options: argparse.Namespace, language: Words) -> int:
    # Only here: to make an account nobody needs them.
    from db.service.web import started
    from db.service.web.running import (
        Forgeable,
        KeyAlone,
        NoCertificate,
        NotListening,
        Open,
        Running,
        Where,
    )

    logging.basicConfig(format="%(levelname)s %(name)s %(message)s", level=logging.WARNING)
    where = Where(
        options.listen,
        options.port,
        options.health_port,
        options.certificate,
        options.key,
        options.proxy,
        options.socket,
        options.account_header,
    )
    held = _alone(options)
    try:
        with closing(given.store(options, language)) as store:
            if isinstance(store, Store):
                store.prepare()
            folder: Path | None = options.heads
            heads = None if folder is None else Heads(store, folder)
            if heads is not None:
                heads.begin()
            try:
                alone = held if isinstance(held, Alone) else None
                service = Running(store, where, heads=heads, alone=alone)
            except Open:
                print(language.gettext(_OPEN), file=sys.stderr)
                return REFUSED
            except KeyAlone:
                print(language.gettext(_KEY_ALONE), file=sys.stderr)
                return REFUSED
            except Forgeable:
                print(language.gettext(_FORGEABLE), file=sys.stderr)
                return REFUSED
            except NoCertificate as error:
                print(language.gettext(_NO_CERTIFICATE).format(reason=error), file=sys.stderr)
                return REFUSED
            except NotListening as error:
                print(language.gettext(_NOT_LISTENING).format(reason=error), file=sys.stderr)
                return REFUSED
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda _number, _frame: service.stop())
            told = language.gettext(_SERVING)
            place = f"{where.host}:{service.port}"
            print(told.format(place=place, health=service.health_port), flush=True)
            started.tell()
            return DONE if service.run() else REFUSED
    finally:
        held.release()


def _alone(options: argparse.Namespace) -> FileLock | Alone:
    """Keep windows and other services out of what is served."""
    if options.file is not None:
        return lock.take(options.file, lambda: datetime.now(UTC))
    return Alone(opened.credentials(options.database).address)


def _init(options: argparse.Namespace, language: Words) -> int:
    first = Person(kind=PersonKind.EMPLOYEE, surname=options.surname, given=options.given, is_actor=True)
    check(first)  # before anything is made: a second init finds the database taken
    if options.file is None:
        with opened.with_new_key(options.database) as found:
            store = DatabaseStore.create(found.address, found.key)
    else:
        made = Store.create(options.file, given.password(options, language))
        store = made.store
        print(language.gettext(_RECOVERY_CODE).format(code=made.recovery_code))
    with closing(store):
        code = store.read(people.person, store.write(people.add, first)).code
    print(language.gettext(_MADE if options.file is None else _FILE_MADE).format(code=code))
    return DONE


def _parser(language: Words) -> argparse.ArgumentParser:
    def said(text: str) -> str:
        return language.gettext(text).replace("%", "%%")

    file = Parser(add_help=False)
    which = file.add_mutually_exclusive_group(required=True)
    which.add_argument("--file", type=Path, metavar="NAME.merilo", help=said(_FILE))
    which.add_argument("--database", type=Path, metavar="FILE", help=said(_DATABASE))
    file.add_argument("--password-file", type=Path, metavar="FILE", help=said(given.PASSWORD_FILE))
    whole = Parser("merilo-server", description=said(_ABOUT))
    commands = whole.add_subparsers(required=True, metavar=_COMMANDS)

    run = command(commands, "run", said(_("serve the file or the database until told to stop")), [file])
    run.set_defaults(run=_run)
    run.add_argument("--listen", default="127.0.0.1", metavar="ADDRESS", help=said(_LISTEN))
    run.add_argument("--port", type=_port, default=8443, help=said(_("the port of clients")))
    run.add_argument("--health-port", type=_port, default=8444, metavar="PORT", help=said(_HEALTH))
    run.add_argument("--certificate", type=Path, metavar="FILE", help=said(_("certificate, as PEM")))
    run.add_argument("--key", type=Path, metavar="FILE", help=said(_("private key of the certificate")))
    run.add_argument("--proxy", default="", metavar="ADDRESS", help=said(_PROXY))
    run.add_argument("--socket", type=Path, metavar="PATH", help=said(_SOCKET))
    run.add_argument("--account-header", default="", metavar="NAME", help=said(_HEADER))
    run.add_argument("--heads", type=Path, metavar="FOLDER", help=said(_HEADS))

    init = command(commands, "init", said(_INIT))
    init.set_defaults(run=_init)
    new = init.add_mutually_exclusive_group(required=True)
    new.add_argument("--file", type=Path, metavar="NEW.merilo", help=said(_NEW_FILE))
    new.add_argument("--database", type=Path, metavar="FILE", help=said(_NEW_DATABASE))
    init.add_argument("--password-file", type=Path, metavar="FILE", help=said(given.PASSWORD_FILE))
    init.add_argument("--surname", required=True, help=said(_("surname of the first person")))
    init.add_argument("--given", default="", help=said(_("given name of the first person")))

    moves.add(commands, said)
    keeping.add(commands, said, file)

    account_commands.add(commands, said, file)
    return whole


def _port(text: str) -> int:
    """Return the port that is named; 0 lets the system choose."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        told = words(of_environment()).gettext(_("“{text}” is no port: a port is a number from 0 to {last}."))
        raise argparse.ArgumentTypeError(told.format(text=text, last=_LAST_PORT))
    return int(text)


_ABOUT = _(
    "Serves one file of Merilo, or one database, to an organisation."
    " Passwords come from a file or the environment."
)
_FILE = _("the file to serve")
_DATABASE = _("a file of two lines: the address of a PostgreSQL database, and its key, which init writes")
_NEW_DATABASE = _("a file whose only line is the address of an empty database: postgresql://…")
_INIT = _("make a new file, or an empty database ready, and the first person in it")
_NEW_FILE = _("the file to make; nothing is ever overwritten")
_RECOVERY_CODE = _("The recovery code of the file, shown only here: {code}")
_FILE_MADE = _(
    "The file is ready. The first person has the code {code}; now make an account for that person."
)
_MADE = _("The database is ready. The first person has the code {code}; now make an account for that person.")
_LISTEN = _("where clients come in; without a certificate this computer only")
_HEALTH = _("the port that says whether all is well, for this computer only")
_PROXY = _("the proxy whose word on who asks is taken")
_SOCKET = _("a socket in the file system, for the proxy alone")
_HEADER = _("the header in which the proxy names the account of whom the organisation’s directory knows")
_FORGEABLE = _(
    "--account-header needs --socket, or a --proxy on another computer: here anybody could send it."
)
_HEADS = _("a folder, best on another computer, that gets where the journal ends, each day")
_SERVING = _("Serving on {place}; health on 127.0.0.1:{health}")
_OPEN = _("Without --certificate and --key only this computer is served, by a proxy that has them.")
_KEY_ALONE = _("--key is the private key of a certificate: name --certificate too.")
_NOT_LISTENING = _("The server cannot listen there: {reason}")
_NO_CERTIFICATE = _("The certificate or its key cannot be read: {reason}")
