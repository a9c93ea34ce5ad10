"""What stands in the window while no file is open."""

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
    from domain.people.person import Person


class StartScreen(QWidget):
    """One card in the middle: welcome, new file, recovery code, unlock, or who works here.

    Signals:
        language_chosen: "ru" or "en".
        open_wanted: path, password (empty: none is needed or the code is given), recovery code.
        create_wanted: path, password, Actor.
        code_written: the recovery code is on paper.
        password_renewed: the new password of the file that the recovery code has opened.
        renewal_left: it is to keep the one it has.
        actor_named: an Actor, for a file without one.
        actor_chosen: id of the person who works here.
        demo_wanted: the example is to be shown.
        file_chosen: path of a file on the list of recent ones.
        file_forgotten: path of one to take off that list.
        about_wanted: version, licences and places are to be told.
    """

    language_chosen = Signal(str)
    open_wanted = Signal(object, str, str)
    create_wanted = Signal(object, str, object)
    code_written = Signal()
    password_renewed = Signal(str)
    renewal_left = Signal()
    actor_named = Signal(object)
    actor_chosen = Signal(int)
    demo_wanted = Signal()
    file_chosen = Signal(object)
    file_forgotten = Signal(object)
    about_wanted = Signal()

    def __init__(self, theme: Theme, language: str, folder: Path, parent: QWidget) -> None:
        """*folder* is where files are looked for and made at first."""
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._folder = folder
        self._path: Path | None = None
        self._recent: Sequence[RecentFile] = ()
        self.actor = Actor()
        self.card: Card | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Ruler(theme, self))
        area = QScrollArea(self)  # a small window scrolls rather than cuts
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        self._middle = QGridLayout(inside)
        area.setWidget(inside)
        column.addWidget(area, 1)
        column.addLayout(self._foot())

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys with words, for the help."""
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
        self._show(card)

    def unlock(self, path: Path) -> None:
        """Ask for the password of the file."""
        self._path = path
        from desktop.start.unlock import UnlockCard

        card = UnlockCard(self._theme, path, self)
        card.password_given.connect(self._on_password)
        card.code_given.connect(self._on_code)
        card.other_wanted.connect(self.choose_file)
        card.new_wanted.connect(self._on_start_over)
        self._show(card)

    def new_file(self, actor: Actor) -> None:
        """Ask for place and password of a new file for whom is known already."""
        self._on_new(actor)

    def recovery(self, code: str, file: str) -> None:
        """Show the recovery code of the file with this name."""
        from desktop.start.new_file import RecoveryCard

        card = RecoveryCard(self._theme, code, file, self)
        card.written.connect(self.code_written)
        self._show(card)

    def renew(self, file: str) -> None:
        """Ask for a new password of the file with this name, which its recovery code has opened."""
        from desktop.start.renew import RenewCard

        card = RenewCard(self._theme, file, self)
        card.given.connect(self.password_renewed)
        card.left.connect(self.renewal_left)
        self._show(card)

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Show the files that were open before, on the cards that have a place for them."""
        self._recent = files
        if self.card is not None:
            self.card.show_recent(files)

    def say(self, what: str, rest: str = "") -> None:
        """Say in the card what is worth knowing."""
        assert self.card is not None
        self.card.fault.show_fact(what, rest, "info")

    def asks(self, path: Path) -> bool:
        """Tell whether the password of this file is being asked for."""
        from desktop.start.unlock import UnlockCard

        return isinstance(self.card, UnlockCard) and self._path == path

    def who(self, known: Sequence["Person"], last: int | None) -> None:
        """Ask which of the known people works here, or for a new name; *last* is the id of who last did."""
        from desktop.start.welcome import WhoCard

        card = WhoCard(self._theme, known, last, self)
        card.named.connect(self.actor_named)
        card.chosen.connect(self.actor_chosen)
        self._show(card)

    def fail(self, failure: "Failure") -> None:
        """Say inside of the card what went wrong."""
        told = failure.sentence
        if self.card is not None:
            self.card.fail(told.what, " ".join(part for part in (told.safe, told.todo) if part))

    def set_busy(self, busy: bool) -> None:
        """Show that the file is being opened or made."""
        if self.card is not None:
            self.card.set_busy(busy)

    def choose_file(self) -> None:
        """Let the person choose another file."""
        start = self._path.parent if self._path is not None else self._folder
        chosen = files.open_file(self, _("Open a file"), start, _("Merilo files (*.merilo)"))
        if chosen is not None:
            self.open_wanted.emit(chosen, "", "")

    def typed_actor(self) -> Actor:
        """Return what stands in the fields of the welcome, to keep it while the window is made anew."""
        from desktop.start.welcome import WelcomeCard

        return self.card.form.actor if isinstance(self.card, WelcomeCard) else self.actor

    def _show(self, card: Card) -> None:
        if self.card is not None:
            self._middle.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = card
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
        self.about = button(version, self, "quiet", small=True)
        set_tip(self.about, _("About the program"))
        self.about.clicked.connect(self.about_wanted)
        row.addWidget(self.about)
        warning = _("Without the password or the recovery code nobody can open the data, not even us")
        told = labels.paragraph(warning, self, "caption", "muted")
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(told, 1)
        row.addWidget(chips.key_cap("F1", self))
        row.addWidget(labels.plain(_("help"), self, "caption", "muted"))
        return row

    def _on_language(self, language: str) -> None:
        self.actor = self.typed_actor()
        self.language_chosen.emit(language)

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
    """Return a path in *folder* that nothing lies at: «Оценка.merilo», else «Оценка 2.merilo» and so on."""
    path = folder / f"{name}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{SUFFIX}"
        number += 1
    return path
