"""What the window shows while no file is open."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.kit import chips, labels
from desktop.kit.buttons import button
from desktop.kit.page import files
from desktop.kit.table.ruler import Ruler
from desktop.kit.tips import set_tip
from desktop.recent import SUFFIX, RecentFile
from desktop.start.actor import Actor
from desktop.start.card import Card
from desktop.theme import Theme
from resources import VERSION
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.errors import Failure
    from desktop.start.new_file import Wanted
    from desktop.start.server import Given
    from domain.login import Ended
    from domain.people.person import Person


class StartScreen(QWidget):
    """One card in the middle: welcome, new file, recovery code, unlock, or who works here.

    Signals:
        language_chosen: "ru" or "en".
        open_wanted: path, password (empty if none is needed or the code is given), recovery code.
        create_wanted: path, password, Actor.
        code_written: the recovery code is on paper.
        sheet_wanted: path of the recovery sheet to save as PDF. sheet_printed: it was sent to a printer.
        password_renewed: the new password of the file opened by its recovery code.
        renewal_left: keep the present password.
        actor_named: an Actor, for a file without one.
        actor_chosen: id of the person who works here.
        demo_wanted: show the example.
        file_chosen: path of a recent file.
        file_forgotten: path of a file to remove from the list of recent ones.
        about_wanted: show version, licences and folders.
        server_named: a Given, to log in at the server of the organisation.
        own_password_given: in place of the first one. own_password_left: not now.
        former_password_given: by which what waits to be sent is closed; empty to set it aside.
        server_proved: the password that leads back behind the lock page. server_left: leave the server there.
    """

    language_chosen = Signal(str)
    open_wanted = Signal(object, str, str)
    create_wanted = Signal(object, str, object)
    code_written = Signal()
    sheet_wanted = Signal(object)
    sheet_printed = Signal()
    password_renewed = Signal(str)
    renewal_left = Signal()
    actor_named = Signal(object)
    actor_chosen = Signal(int)
    demo_wanted = Signal()
    file_chosen = Signal(object)
    file_forgotten = Signal(object)
    about_wanted = Signal()
    server_named = Signal(object)
    own_password_given = Signal(str)
    own_password_left = Signal()
    former_password_given = Signal(str)
    server_proved = Signal(str)
    server_left = Signal()

    def __init__(
        self,
        theme: Theme,
        language: str,
        folder: Path,
        parent: QWidget,
        server: tuple[str, Path | None] = ("", None),
    ) -> None:
        """*folder* is where files are first looked for and created, *server* where one last logged in."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._folder = folder
        self._path: Path | None = None
        self._server = server
        self._recent: Sequence[RecentFile] = ()
        self.actor = Actor()
        self.card: Card | None = None
        self.help_page = ""  # about what went wrong last; empty once something else is said
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Ruler(theme, self))
        area = QScrollArea(self)  # in a small window it scrolls rather than being cut
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        self._middle = QGridLayout(inside)
        area.setWidget(inside)
        column.addWidget(area, 1)
        column.addLayout(self._foot())

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys and what they do, for the help."""
        return (
            ("Tab", _("next field")),
            ("Enter", _("next")),
            ("Ctrl+O", _("open another file")),
            ("F1", _("help")),
            ("Ctrl+Q", _("quit")),
        )

    def welcome(self, actor: Actor) -> None:
        """Show the first step."""
        from desktop.start.welcome import WelcomeCard

        self.actor = actor
        card = WelcomeCard(self._theme, self._language, actor, self)
        card.language_chosen.connect(self._on_language)
        card.new_wanted.connect(self._on_new)
        card.demo_wanted.connect(self.demo_wanted)
        card.open_wanted.connect(self.choose_file)
        card.server_wanted.connect(self.server)
        self._show(card)

    def server(self) -> None:
        """Ask for the server of the organisation, and who logs in there."""
        from desktop.start.server import Known, ServerCard

        card = ServerCard(self._theme, Known(*self._server), self._folder, self)
        card.given.connect(self._on_server)
        card.file_wanted.connect(self._on_file)
        self._show(card)

    def refuse_address(self) -> None:
        """Say that the address of the server is none."""
        from desktop.start.server import ServerCard

        if isinstance(self.card, ServerCard):
            self.card.refuse_address(_("This is no address: “name” or “name:port”, without a path."))

    def first_password(self, name: str) -> None:
        """Ask for a password of one's own in place of the first one of this account."""
        from desktop.start.server import FirstPasswordCard

        card = FirstPasswordCard(self._theme, name, self)
        card.given.connect(self.own_password_given)
        card.left.connect(self._on_own_password_left)
        self._show(card)

    def former_password(self, *, again: bool) -> None:
        """Ask for the password under which something still waits; *again* if another one was tried."""
        from desktop.start.server import FormerPasswordCard

        if again and isinstance(self.card, FormerPasswordCard):
            self.card.fail(_("This is not that password either."), "")
            return
        card = FormerPasswordCard(self._theme, self)
        card.given.connect(self.former_password_given)
        card.left.connect(self._on_own_password_left)
        self._show(card)

    def lock_server(self, where: str, ended: "Ended | None") -> None:
        """Ask for the password that leads back to the work at this server; *ended* is why the session has."""
        from desktop.start.server import ServerLockedCard

        if isinstance(self.card, ServerLockedCard):
            self.card.show_ended(ended)
            return
        card = ServerLockedCard(self._theme, where, ended, self)
        card.given.connect(self.server_proved)
        card.left.connect(self.server_left)
        self._show(card)

    def unlock(self, path: Path) -> None:
        """Ask for the file's password."""
        self._path = path
        from desktop.start.unlock import UnlockCard

        card = UnlockCard(self._theme, path, self)
        card.password_given.connect(self._on_password)
        card.code_given.connect(self._on_code)
        card.other_wanted.connect(self.choose_file)
        card.new_wanted.connect(self._on_start_over)
        card.server_wanted.connect(self.server)
        self._show(card)

    def lock(self, path: Path) -> None:
        """Ask for the password of a locked file; nothing but its name is shown."""
        self._path = path
        from desktop.start.unlock import LockedCard

        card = LockedCard(self._theme, path, self)
        card.password_given.connect(self._on_password)
        card.code_given.connect(self._on_code)
        card.other_wanted.connect(self.choose_file)
        self._show(card)

    def new_file(self, actor: Actor) -> None:
        """Ask for folder and password of a new file; the actor is known already."""
        self._on_new(actor)

    def recovery(self, code: str, file: str) -> None:
        """Show the recovery code of the file with this name."""
        from desktop.start.new_file import RecoveryCard

        card = RecoveryCard(self._theme, code, file, self)
        card.written.connect(self.code_written)
        card.sheet_wanted.connect(self.sheet_wanted)
        card.printed.connect(self.sheet_printed)
        self._show(card)

    def renew(self, file: str) -> None:
        """Ask for a new password for the file with this name, opened by its recovery code."""
        from desktop.start.renew import RenewCard

        card = RenewCard(self._theme, file, self)
        card.given.connect(self.password_renewed)
        card.left.connect(self.renewal_left)
        self._show(card)

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Show the files opened before, on cards that have a place for them."""
        self._recent = files
        if self.card is not None:
            self.card.show_recent(files)

    def say(self, what: str, rest: str = "") -> None:
        """Show in the card something worth knowing."""
        assert self.card is not None
        self.help_page = ""
        self.card.fault.show_fact(what, rest, "info")

    def asks(self, path: Path) -> bool:
        """Return whether the password of this file is being asked for."""
        from desktop.start.unlock import UnlockCard

        return isinstance(self.card, UnlockCard) and self._path == path

    def who(self, known: Sequence["Person"], last: int | None) -> None:
        """Ask which of the known people works here, or for a new name; *last* is the id of the last actor."""
        from desktop.start.welcome import WhoCard

        card = WhoCard(self._theme, known, last, self)
        card.named.connect(self.actor_named)
        card.chosen.connect(self.actor_chosen)
        self._show(card)

    def fail(self, failure: "Failure") -> None:
        """Show in the card what went wrong."""
        told, self.help_page = failure.sentence, failure.help
        if self.card is not None:
            self.card.fail(told.what, told.rest)

    def set_busy(self, busy: bool) -> None:
        """Show that the file is being opened or created."""
        if self.card is not None:
            self.card.set_busy(busy)

    def choose_file(self) -> None:
        """Ask for another file."""
        start = self._path.parent if self._path is not None else self._folder
        kinds = _("Merilo files and their copies (*.merilo *.merilo-backup)")
        chosen = files.open_file(self, _("Open a file"), start, kinds)
        if chosen is not None:
            self.open_wanted.emit(chosen, "", "")

    def typed_actor(self) -> Actor:
        """Return the actor typed on the welcome card, to be kept while the window is rebuilt."""
        from desktop.start.welcome import WelcomeCard

        return self.card.form.actor if isinstance(self.card, WelcomeCard) else self.actor

    def _show(self, card: Card) -> None:
        if self.card is not None:
            self._middle.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = card
        self._warning.setVisible(card.of_file)
        card.file_chosen.connect(self.file_chosen)
        card.file_forgotten.connect(self.file_forgotten)
        card.show_recent(self._recent)
        self._middle.addWidget(card, 0, 0, Qt.AlignmentFlag.AlignCenter)
        card.show()
        card.begin()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 16)
        version = _("Merilo {version}").format(version=VERSION)
        self.about = button(version, self, "quiet", small=True, do=self.about_wanted)
        set_tip(self.about, _("About the program"))
        row.addWidget(self.about)
        warning = _("Without the password or the recovery code nobody can open the data, not even us")
        told = self._warning = labels.paragraph(warning, self, "caption", "muted")
        kept = told.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the foot stays as it is
        told.setSizePolicy(kept)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(told, 1)
        row.addWidget(chips.key_cap("F1", self))
        row.addWidget(labels.plain(_("help"), self, "caption", "muted"))
        return row

    def _on_language(self, language: str) -> None:
        self.actor = self.typed_actor()
        self.language_chosen.emit(language)

    def _on_server(self, given: "Given") -> None:
        self._server = (given.known.address, given.known.authority)
        self.server_named.emit(given)

    def _on_own_password_left(self) -> None:
        self.own_password_left.emit()
        self.server()

    def _on_file(self) -> None:
        if self._path is not None:
            self.unlock(self._path)
        else:
            self.welcome(self.actor)

    def _on_start_over(self) -> None:
        self.welcome(self.actor)

    def _on_new(self, actor: Actor) -> None:
        self.actor = actor
        from desktop.start.new_file import NewFileCard

        card = NewFileCard(self._theme, free_path(self._folder, _("Assessment")), self)
        card.created.connect(self._on_created)
        card.left.connect(self._on_start_over)
        self._show(card)

    def _on_created(self, wanted: "Wanted") -> None:
        self._folder = wanted.path.parent
        self.create_wanted.emit(wanted.path, wanted.password, self.actor)

    def _on_password(self, password: str) -> None:
        self.open_wanted.emit(self._path, password, "")

    def _on_code(self, code: str) -> None:
        self.open_wanted.emit(self._path, "", code)


def free_path(folder: Path, name: str) -> Path:
    """Return an unused path in *folder*: «Оценка.merilo», else «Оценка 2.merilo» and so on."""
    path = folder / f"{name}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{SUFFIX}"
        number += 1
    return path
