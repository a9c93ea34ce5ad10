"""The walk to the server of the organisation: address, password, one's own password, back after a lock."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop import errands
from desktop.frame.opening import Holder, Opening
from desktop.jobs import Jobs
from desktop.settings import Settings
from resources import i18n

if TYPE_CHECKING:  # imported once a server is asked for
    from db.file.errors import WrongPassword
    from db.wire.client import Client
    from desktop.errands import AtServer
    from desktop.remote_data import RemoteData
    from desktop.start.screen import StartScreen
    from desktop.start.server import Given
    from domain.errors import Impossible
    from domain.login import LoggedIn


class ServerWalk(QObject):
    """Logs in, and hands what is served to the opening, as if it were a file."""

    def __init__(
        self, holder: Holder, opening: Opening, jobs: Jobs, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._holder, self._opening, self._jobs, self._settings = holder, opening, jobs, settings
        self._given: Given | None = None  # until one is in
        self._found: tuple[Client, LoggedIn] | None = None  # while a password is asked for
        self._password = ""  # of the account, which also opens what waits to be sent
        opening.rights_changed.connect(self._on_rights_changed)
        opening.proved.connect(self._on_proved)

    def lead(self, start: "StartScreen") -> None:
        """Take the answers of this start screen."""
        start.server_named.connect(self._on_named)
        start.own_password_given.connect(self._on_own_password)
        start.own_password_left.connect(self.leave)
        start.former_password_given.connect(self._begin)
        start.server_proved.connect(self._on_proof)
        start.server_left.connect(self._on_left)

    def _on_named(self, given: "Given") -> None:
        self._given = given
        self._busy()
        server = (given.known.address, given.known.authority)
        self._jobs.run(partial(errands.log_in, server, given.name, given.password), self._on_logged_in, "")

    def _on_logged_in(self, found: "tuple[Client, LoggedIn] | Impossible") -> None:
        given, start = self._given, self._holder.window.start
        if given is None or start is None or self._opening.data is not None:
            if isinstance(found, tuple):
                found[0].close()  # another way was taken meanwhile
            return
        if not isinstance(found, tuple):
            start.refuse_address()
            return
        self._settings.server = (given.known.address, given.known.authority)
        self._found, self._password = found, given.password
        if found[1].change_first:
            start.first_password(given.name)
        else:
            self._begin()

    def _on_own_password(self, password: str) -> None:
        if self._found is None or self._given is None:
            return
        self._busy()
        work = partial(errands.set_own_password, self._found[0], self._given.password, password)
        self._jobs.run(work, partial(self._on_own_password_set, password), "")

    def _on_own_password_set(self, password: str, _nothing: None) -> None:
        self._password = password
        if (start := self._holder.window.start) is not None:
            start.server()  # from here on one logs in with it: the first one is no longer valid
        self._begin()

    def _begin(self, former: str | None = None) -> None:
        """Begin; *former* is the password that closes what still waits, empty if that is to be set aside."""
        assert self._found is not None and self._given is not None
        self._busy()
        told = (self._given.name, self._password, self._settings.folder, former)
        work = partial(errands.begin_at_server, *self._found, *told)
        self._jobs.run(work, partial(self._on_begun, bool(former)), "")

    def _on_begun(self, again: bool, at: "AtServer | WrongPassword") -> None:
        from desktop.errands import AtServer
        from desktop.remote_data import RemoteData

        start = self._holder.window.start
        if not isinstance(at, AtServer):
            if start is not None:
                start.former_password(again=again)
            return
        self._given, self._found, self._password = None, None, ""
        if self._opening.data is not None or self._holder.window.start is None:
            at.store.close()  # a file was opened meanwhile
            return
        self._serve(RemoteData(at.store, at.account, at.login, self._opening), at)

    def _serve(self, data: "RemoteData", at: "AtServer") -> None:
        """Let this person work there; what this computer remembers is sealed by a key of the session."""
        from desktop.seal import Seal

        opening, settings = self._opening, self._settings
        opening.leave()
        opening.path = opening.left_at = None
        opening.data, opening.me, opening.file, opening.opened_by = data, at.me, at.file, at.me.id
        settings.seal(Seal(data.settings_key))
        settings.at_server = True
        if settings.language is None:
            settings.language = i18n.current().language
        self._holder.window.recall(at.file)
        data.logged_out.connect(self._on_ended)
        opening.entered.emit(None)

    def leave(self) -> None:
        """Let go of a log-in that has led nowhere yet."""
        if self._found is not None:
            self._found[0].close()
        self._given, self._found, self._password = None, None, ""

    def _on_proof(self, password: str) -> None:
        from desktop.remote_data import RemoteData

        data = self._opening.data
        if isinstance(data, RemoteData):
            self._password = password
            self._opening.prove(partial(errands.prove_at_server, data, password))

    def _on_proved(self) -> None:
        self._password = ""

    def _on_rights_changed(self, found: "LoggedIn") -> None:
        """Build another window for what the account may do now; the former one shows what it could see."""
        from desktop.remote_data import RemoteData
        from desktop.start.server import Given, Known

        data = self._opening.data
        assert isinstance(data, RemoteData)
        self._given = Given(Known(*self._settings.server), data.account, self._password)
        self._found = data.hand_over(), found
        self._holder.window.remember()
        self._leave()
        if (start := self._holder.window.start) is not None and found.change_first:
            start.first_password(self._given.name)
        else:
            self._begin()

    def _on_ended(self) -> None:
        """Say on a lock page that is there already why no session is behind it any more."""
        data, start = self._opening.data, self._holder.window.start
        if data is not None and data.is_remote and self._opening.covered and start is not None:
            start.lock_server(data.where, data.ended_by)

    def _on_left(self) -> None:
        """Leave the server behind the lock page."""
        self._password = ""
        self._leave()

    def _leave(self) -> None:
        self._opening.covered, self._opening.left_at = False, None
        self._opening.leave()
        self._holder.window.drop_file()
        self._opening.start_wanted.emit()

    def _busy(self) -> None:
        if self._holder.window.start is not None:
            self._holder.window.start.set_busy(True)
