"""The server of the organisation in the place of a file: the same verbs; what only a file has is refused."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Never, cast, override

from PySide6.QtCore import QObject, QTimer, Signal

from db.file.errors import StoreError
from db.home import glance
from db.wire.allowed import may
from db.wire.client import name_of
from db.wire.refusals import NeedsFile, OutOfReach
from desktop.data import Data
from domain.login import LoginRole

if TYPE_CHECKING:
    from db.file.copies import Why
    from db.file.own_copies import OwnCopies
    from db.file.store import Store
    from db.home.overview_records import Model
    from db.wire.client import Client
    from db.wire.outbox import Waiting
    from db.wire.remote import RemoteStore
    from desktop.office.destruction import DoneAtServer, System
    from domain.login import Ended, LoggedIn, Login
    from domain.papers.destruction import DuePapers
    from domain.people.erasure import Order
    from domain.progress import Progress

SOON = 1_000  # ms: what fifty people do in that time is read once


class RemoteData(Data):
    """Reads and writes at the server as whoever is logged in there.

    Signals:
        linked: whether the server answers; told when that changes.
        logged_out: the login has ended; after another one work goes on.
        waits: what waits for the server has changed.
    """

    _arrived = Signal(object)  # from the thread that hears

    linked = Signal(bool)
    logged_out = Signal()
    waits = Signal()

    is_remote = True

    def __init__(
        self, store: "RemoteStore", account: str, login: "Login", parent: QObject | None = None
    ) -> None:
        """*account* is the name by which one logs in again, *login* who is logged in."""
        # The verbs are those of a store; what else there is of a file is refused below.
        super().__init__(cast("Store", store), parent)
        self._remote, self._account, self._login = store, account, login
        self.know_copies(None, behind=False, asked_for=True)  # the administrator's concern
        self._others: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._on_soon)
        self._arrived.connect(self._on_arrived)
        store.listen_to_others(self._arrived.emit)
        store.watch(self.linked.emit, self.logged_out.emit)
        store.watch_outbox(self.waits.emit)
        store.begin()

    def _on_arrived(self, tables: frozenset[str]) -> None:
        self._others |= tables
        if not self._soon.isActive():
            self._soon.start()

    def _on_soon(self) -> None:
        tables, self._others = frozenset(self._others), set()
        self.changed.emit(tables)

    @property
    def lost(self) -> bool:
        """Whether the server does not answer now."""
        return self._remote.lost

    @property
    def connected(self) -> bool:
        """Whether the server answers, and in time."""
        return self._remote.connected

    @property
    @override
    def role(self) -> LoginRole:
        return self._login.role

    @property
    @override
    def of_units(self) -> bool:
        return self.role is LoginRole.MANAGER

    @override
    def allows(self, f: Callable[..., Any]) -> bool:
        """Whether the table of the service grants it to this role, be it of one's own alone."""
        try:
            name = name_of(f)
        except NeedsFile:
            return False
        return may(self.role, name)

    @property
    @override
    def hidden(self) -> tuple[type[Exception], ...]:
        return (OutOfReach,)

    @property
    @override
    def ended_by(self) -> "Ended | None":
        """Why the last login holds no more; None while it does, or if that is not known."""
        return self._remote.ended_by

    @property
    @override
    def sends_later(self) -> bool:
        return self._remote.outbox is not None and bool(self._remote.outbox.rows)

    @property
    def may_wait(self) -> bool:
        """Whether what is written into one's own draft waits on this computer while nobody answers."""
        return self._remote.outbox is not None

    @property
    def waiting(self) -> int:
        """How many acts are still to be sent."""
        return 0 if self._remote.outbox is None else len(self._remote.outbox.unsent)

    @property
    def held(self) -> "tuple[Waiting, ...]":
        """What the server did not take, until somebody decides."""
        return () if self._remote.outbox is None else self._remote.outbox.held

    def send_again(self, numbers: Iterable[int], f: Callable[..., Any], *args: object) -> None:
        """Write one's own over what has been seen, in place of what is held under these numbers."""
        self._remote.send_again(numbers, f, *args)

    def let_go(self, numbers: Iterable[int]) -> None:
        """Leave what stands at the server, in place of what is held under these numbers."""
        self._remote.let_go(numbers)

    @property
    @override
    def name(self) -> str:
        return str(self._remote.client.address)

    @property
    @override
    def where(self) -> str:
        return str(self._remote.client.address)

    @property
    @override
    def path(self) -> Path:
        """There is none."""
        raise NeedsFile

    @property
    @override
    def read_only(self) -> bool:
        return False

    @property
    @override
    def prepared(self) -> bool:
        return True

    @override
    def read[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function at the server; callable from any thread.

        Sealed sheets are opened nowhere but at a file, so none opens with an act here: they wait.
        """
        from db.exchange import opening

        if f is opening.sheet_opens or (f is opening.opens_by and (args[1:] or kwargs)):
            return cast("R", None)
        return super().read(f, *args, **kwargs)

    @override
    def glance[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the same by a read; of what comes next nothing is known before it is read."""
        if f is glance.next_step:
            return cast("R", None)
        if f is glance.model:
            return cast("R", self._model())
        raise NeedsFile

    def _model(self) -> "Model | None":
        from db.framework import frameworks
        from db.home.overview_records import Model

        found = self.read(frameworks.published_last)
        if not found:
            return None
        framework = self.read(frameworks.framework, found[0])
        asked = self.read(frameworks.questions, framework.id)
        functions = {item.function for item in framework.items}
        return Model(framework.title, len(framework.items), len(functions), len(asked))

    @override
    def prepare(self) -> None:
        """Everything is imported once somebody is logged in."""

    @override
    def look_for_news(self) -> None:
        """The server tells by itself."""

    @override
    def act_as(self, person_id: int | None, sitting_of: int | None = None) -> None:
        """The server knows who is logged in."""

    @override
    def change_password(self, new: str, present: str) -> None:
        """Give one's account another password; called from a job."""
        self._remote.client.change_password(present, new)
        if self._remote.outbox is not None:
            with suppress(StoreError):  # then the next log-in asks for the former one
                self._remote.outbox.change_password(new)

    @property
    def account(self) -> str:
        """The name of the account."""
        return self._account

    def log_in_again(self, password: str) -> "LoggedIn":
        """Go on with another login of the same account, in place of the last one; called from a job.

        If it has other rights by now, or has to change its password, what is shown here is over.
        """
        found = self._remote.client.log_in(self._account, password)
        if self.goes_on_as(found):
            self._remote.go_on()
        return found

    def goes_on_as(self, found: "LoggedIn") -> bool:
        """Whether this login is for what is shown here."""
        return found.login == self._login and not found.change_first

    def hand_over(self) -> "Client":
        """Return what another window goes on with, once this one is closed."""
        return self._remote.hand_over()

    @property
    @override
    def copies(self) -> "OwnCopies":
        raise NeedsFile

    @property
    @override
    def lacks_copy(self) -> bool:
        return False

    @override
    def copy(self, why: "Why", progress: "Progress | None" = None) -> Never:
        raise NeedsFile

    @override
    def copy_first(self, why: "Why", progress: "Progress | None" = None) -> None:
        """The administrator of the server makes copies."""

    @override
    def erase(
        self, order: "Order", folder: Path, progress: "Progress", second: Path | None = None
    ) -> "DoneAtServer":
        """Erase at the server, and save the two documents in *folder*; the copies are the administrator's."""
        from desktop.office import destruction
        from resources.i18n import current

        return destruction.erase(cast("Data", self), order, folder, self._system, current())

    @override
    def save_due(self, due: "DuePapers", folder: Path, second: Path | None = None) -> tuple[Path, ...]:
        from db.people import destruction as due_papers
        from desktop.office import destruction
        from resources.i18n import current

        def settle(due_id: int) -> None:
            self.write(due_papers.saved, due_id)

        return destruction.save(due, folder, self._system, current(), settle)

    @property
    def _system(self) -> "System":
        from desktop.office.destruction import System

        return System(self.name, server=True)

    @override
    def finish(self, progress: "Progress", second: Path | None = None) -> Never:
        raise NeedsFile

    @override
    def recovery_code(self, present: str) -> str:
        raise NeedsFile

    @override
    def opens(self, path: Path) -> bool:
        return False

    @property
    @override
    def cause(self) -> None:
        return None

    @override
    def free(self) -> int | None:
        return None

    @property
    @override
    def has_key_file(self) -> bool:
        return True

    @property
    @override
    def has_password(self) -> bool:
        return True

    @property
    @override
    def whole_check_due(self) -> bool:
        return False

    @override
    def rest(self) -> None:
        """The server does."""
