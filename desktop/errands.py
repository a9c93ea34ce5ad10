"""The window's work off the UI thread: examining a file, creating one, building the example."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from domain.password import Tries, WaitFirst
from domain.progress import Progress

if TYPE_CHECKING:  # imported after the first paint
    from db.file.errors import OpenElsewhere, StoreError, WrongPassword
    from db.file.store import Created, KeysMissing, Store
    from db.journal.problems import Problem
    from db.journal.reconcile import Reconciled
    from db.wire.client import Client
    from db.wire.outbox import Outbox
    from db.wire.remote import RemoteStore
    from desktop.data import Data
    from desktop.remote_data import RemoteData
    from domain.errors import Impossible
    from domain.login import LoggedIn, Login
    from domain.people.person import Person

DEMO, OUTBOX = "demo", "outbox"


@dataclass(frozen=True, slots=True)
class AtServer:
    """The server as an open file, the account and its login, who works there, by what its place is known."""

    store: "RemoteStore"
    account: str
    login: "Login"
    me: "Person"
    file: str


def import_data(progress: Progress) -> None:
    """Import what opening a file and its overview need, while the first screen is being read."""
    for name in ("db.file.store", "db.home.glance"):
        import_module(name)


def import_screens() -> None:
    """Import the frame and the overview while the chosen file is being opened."""
    for name in ("desktop.context", "desktop.frame.workspace", "desktop.home.screen"):
        import_module(name)


def prepare(data: "Data", progress: Progress) -> None:
    """Import what reading, writing and hearing a second start need, and the first step; remove leftovers."""
    data.prepare()
    if not data.is_remote:
        from db.file import copies, leftovers

        leftovers.sweep(data.path.parent, copies.folder(data.path))
    for name in ("db.home.overview", "db.assessing.people", "db.assessing.sheet.sheets", "PySide6.QtNetwork"):
        import_module(name)


def look_at(path: Path, progress: Progress) -> "tuple[Path, bool, KeysMissing | None]":
    """Return the path, whether the file needs a password, and which of its keys are missing."""
    from db.file.store import KeysMissing, Store

    try:
        return path, Store.needs_password(path), None
    except KeysMissing as missing:
        return path, True, missing  # not fatal: the recovery code opens the file without its keys


def look_at_kin(data: "Data", path: Path, progress: Progress) -> tuple[Path, bool]:
    """Return the path, and whether the file there was once the open one, so that the two can be merged."""
    return path, data.opens(path)


def open_file(
    path: Path, password: str, code: str, tries: Tries, in_spite: bool, seen_in: Path, progress: Progress
) -> "Store | OpenElsewhere":
    """Open the file for this window, by its password or its recovery code; one of them may be empty.

    If another computer has left word that it has it open, return that; with *in_spite*, open it all the same.

    Raises:
        OpenElsewhere: another window is known to have it open.
    """
    from db.file import lock, opening
    from db.file.errors import OpenElsewhere
    from db.file.store import Store

    opening.look(path)  # where no file is, there is nothing to lock
    try:
        held = lock.take(path, _now, in_spite=in_spite)
    except OpenElsewhere as elsewhere:
        if elsewhere.holder.running:
            raise
        return elsewhere
    try:
        store = Store.open(path, password or None, code or None, tries=tries, seen_in=seen_in)
    except BaseException:
        held.release()
        raise
    store.when_closed(held.release)
    return store


def is_recovery_code(text: str) -> bool:
    """Return whether this can only be a recovery code: its checksum fits."""
    from db.file import keys
    from db.file.errors import WrongRecoveryCode

    try:
        keys.dek_of(text, Path())
    except WrongRecoveryCode:
        return False
    return True


def prove(
    path: Path, password: str, code: str, tries: Tries, progress: Progress
) -> "WaitFirst | StoreError | OSError | None":
    """Check the password or the recovery code of a file that is open, one of them empty; None if it fits."""
    from db.file import opening
    from db.file.errors import StoreError

    try:
        with opening.one_of(tries, path):
            opening.unlock(path, password or None, code or None)
    except (WaitFirst, StoreError, OSError) as refused:
        return refused
    return None


def log_in(
    server: tuple[str, Path | None], name: str, password: str, progress: Progress
) -> "tuple[Client, LoggedIn] | Impossible":
    """Log in at the server; what is wrong with the address is returned."""
    from db.wire.address import address
    from db.wire.client import Client
    from domain.errors import Impossible

    try:
        where = address(*server)
    except Impossible as error:
        return error
    client = Client(where)
    try:
        return client, client.log_in(name, password)
    except BaseException:
        client.close()
        raise


def set_own_password(client: "Client", present: str, new: str, progress: Progress) -> None:
    """Change the first password of whoever has just logged in."""
    client.change_password(present, new)


def begin_at_server(
    client: "Client",
    found: "LoggedIn",
    account: str,
    password: str,
    folder: Path,
    former: str | None,
    progress: Progress,
) -> "AtServer | WrongPassword":
    """Read who has logged in, and import what is shown first.

    What still waits to be sent lies in *folder*. If another password closes it, that is returned;
    *former* is then that password, empty if what waits is to be set aside.
    """
    from db.assessing import people
    from db.home import overview
    from db.wire.outbox import Outbox
    from db.wire.remote import RemoteStore

    outbox = _outbox(folder / OUTBOX, f"{account}@{client.address}", password, former)
    if outbox is not None and not isinstance(outbox, Outbox):
        return outbox
    store = RemoteStore(client, outbox=outbox)
    try:
        import_screens()
        me = store.read(people.person, found.login.person_id)
        return AtServer(store, account, found.login, me, f"server-{store.read(overview.identity)}")
    except BaseException:
        store.close()
        raise


def _outbox(folder: Path, account: str, password: str, former: str | None) -> "Outbox | WrongPassword | None":
    """Return what waits for the server; None if another window has it or it cannot be written."""
    from db.file.errors import StoreError, WrongPassword
    from db.wire.outbox import Outbox

    try:
        if former:
            outbox = Outbox.open(folder, account, former)
            outbox.change_password(password)
            return outbox
        if former is not None:
            Outbox.set_aside(folder, account)
        return Outbox.open(folder, account, password)
    except WrongPassword as error:
        return error
    except StoreError:
        return None  # one works as without it, and the strip says that nothing waits


class OtherRights(Exception):
    """The account has another role or units by now, or a password to change: the window is built anew."""

    def __init__(self, found: "LoggedIn") -> None:
        super().__init__()
        self.found = found


def prove_at_server(data: "RemoteData", password: str, progress: Progress) -> Exception | None:
    """Log in again with the password of whoever works there; None if all is as it was."""
    from db.file.errors import StoreError
    from db.wire.refusals import NotServed

    try:
        found = data.log_in_again(password)
    except (WaitFirst, StoreError, NotServed) as refused:
        return refused
    return None if data.goes_on_as(found) else OtherRights(found)


def check_since_last(data: "Data", progress: Progress) -> "Reconciled":
    """Compare with the journal what was written since the last check."""
    return data.check_since_last(progress)


def check_pages(data: "Data", progress: Progress) -> "tuple[Problem, ...]":
    """Check the pages, as often as once a day demands."""
    return data.check_pages()


def check_whole(data: "Data", progress: Progress) -> "Reconciled | None":
    """Check the whole file; None if somebody else is at work in it: it is then checked later."""
    from db.file.errors import Busy

    try:
        return data.check(progress)
    except Busy:
        return None


def replace_password(data: "Data", new: str, present: str, progress: Progress) -> Exception | None:
    """Make *new* the file's only password; return what is wrong with *present*, if anything is."""
    from db.file.errors import WrongPassword, WrongRecoveryCode
    from db.wire.refusals import NotServed
    from domain.password import WaitFirst

    try:
        data.change_password(new, present)
    except (WrongPassword, WrongRecoveryCode, WaitFirst, NotServed) as refused:
        return refused
    return None


def give_key(
    path: Path,
    given: tuple[str, str, int],
    tries: Tries,
    second: Path | None,
    progress: Progress,
) -> str | Exception:
    """Give the closed file a new key; return its new recovery code, or what prevented it.

    *given* are the present password or code, the new password, and the id of whoever asks for it. *second* is
    another folder that may hold copies.

    Raises:
        Cancelled: the file has the key it had.
    """
    from db.file import lock, new_key
    from db.file.errors import StoreError
    from domain.errors import Refused

    try:
        held = lock.take(path, _now)
        try:
            wanted = new_key.Given(*given)
            return new_key.give(path, wanted, clock=_now, tries=tries, second=second, progress=progress)
        finally:
            held.release()
    except (StoreError, Refused, OSError) as fault:
        return fault


def renew_password(data: "Data", new: str, present: str, progress: Progress) -> None:
    """Make *new* the file's only password; a lost key file is created again."""
    data.change_password(new, present)


def recovery_code(data: "Data", present: str, progress: Progress) -> str | Exception:
    """Return the recovery code; what is wrong with the password *present*, if anything is."""
    from db.file.errors import WrongPassword, WrongRecoveryCode
    from domain.password import WaitFirst

    try:
        return data.recovery_code(present)
    except (WrongPassword, WrongRecoveryCode, WaitFirst) as refused:
        return refused


def save_recovery_sheet(
    target: Path, file: str, organisation: str, code: str, on: date, progress: Progress
) -> Path:
    """Save the recovery code as a PDF that only its owner can read; *file* is the name of its file."""
    from reports.paper import recovery_pdf
    from reports.paper.atomic import for_owner
    from resources.i18n import current

    sheet = recovery_pdf.RecoverySheet(file, organisation, tuple(code.split("-")), on)
    with for_owner():
        recovery_pdf.write(sheet, target, progress, current())
    return target


def make_file(path: Path, password: str, person: "Person", seen_in: Path, progress: Progress) -> "Created":
    """Create a file in which this person works.

    It is locked first: once it exists, nothing may keep its recovery code from being shown.
    """
    from db.assessing import people
    from db.file import lock
    from db.file.store import Exists, Store

    with suppress(OSError):  # a new account may have no Documents folder yet; Store says what fails
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise Exists(path)
    held = lock.take(path, _now, in_spite=True)  # nobody has open what does not exist
    try:
        created = Store.create(path, password, seen_in=seen_in)
    except BaseException:
        held.release()
        raise
    created.store.when_closed(held.release)
    created.store.write(people.add, person)
    return created


def demo_path(folder: Path) -> Path:
    """Return where the example is, once it is built."""
    return folder / DEMO / f"{DEMO}.merilo"


def remove_demo(folder: Path, _progress: Progress) -> None:
    """Remove the example with its keys and whatever was tried in it."""
    if (folder / DEMO).exists():
        shutil.rmtree(folder / DEMO)


def make_demo(folder: Path, today: date, progress: Progress) -> Path:
    """Build the example once; it appears complete or not at all."""
    from desktop.office.demo import demo

    path = demo_path(folder)
    if not path.exists():
        part = folder / f"{DEMO}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        demo.build(part / path.name, today)
        progress.step(1, 1)
        shutil.rmtree(folder / DEMO, ignore_errors=True)
        part.rename(folder / DEMO)
    return path


def same(one: Path, other: Path) -> bool:
    """Return whether both paths lead to the same file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def _now() -> datetime:
    return datetime.now(UTC)
