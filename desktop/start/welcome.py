"""The first start: the language, who works here, and how to begin."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form import form
from desktop.kit.off import allow
from desktop.kit.segments import Segments
from desktop.start.actor import Actor
from desktop.start.card import Card
from desktop.theme import Theme
from domain.text import visible
from resources.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from desktop.recent import RecentFile
    from domain.people.person import Person

NATIVE = {"ru": "Русский", "en": "English"}


class ActorForm(QWidget):
    """Surname, given name, patronymic, post; only the surname is required."""

    def __init__(self, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self._surname, self.surname = form.line(_("Surname"), self, actor.surname)
        self.surname.textEdited.connect(self._on_surname)
        given_field, self.given = form.line(_("Given name"), self, actor.given)
        patronymic_field, self.patronymic = form.line(_("Patronymic, if any"), self, actor.patronymic)
        post_field, self.post = form.line(_("Position"), self, actor.post)
        pair = layout.row(given_field, patronymic_field, gap="m")
        layout.column(self._surname, pair, post_field, gap="s", of=self)
        self.setFocusProxy(self.surname)

    @property
    def actor(self) -> Actor:
        """The contents of the fields."""
        return Actor(
            self.surname.text().strip(),
            self.given.text().strip(),
            self.patronymic.text().strip(),
            self.post.text().strip(),
        )

    def _on_surname(self) -> None:
        if self._surname.wrong:
            self._surname.say("")

    def complete(self) -> bool:
        """Return whether the form is complete; the fields say what is missing."""
        missing = not visible(self.surname.text())
        self._surname.say(
            _("Enter the surname: documents name the assessor.") if missing else "", wrong=missing
        )
        if missing:
            self.surname.setFocus()
        return not missing


class WelcomeCard(Card):
    """The language and the actor, then: a new file, the example, or an existing file.

    Signals:
        language_chosen: "ru" or "en"; the window is rebuilt in it.
        new_wanted: an Actor.
        demo_wanted, open_wanted, server_wanted: the other ways.
    """

    language_chosen = Signal(str)
    new_wanted = Signal(object)
    demo_wanted = Signal()
    open_wanted = Signal()
    server_wanted = Signal()

    def __init__(self, theme: Theme, language: str, actor: Actor, parent: QWidget) -> None:
        super().__init__(theme, _("Merilo"), _("Offline competency assessment"), parent)
        self.languages = Segments(tuple(NATIVE[code] for code in LANGUAGES), self, _("Language"))
        self.languages.choose(LANGUAGES.index(language) if language in LANGUAGES else 0)
        self.languages.chosen.connect(self._on_language)
        self.column.addLayout(layout.row(self.languages, layout.STRETCH))
        self.column.addWidget(labels.plain(_("Who will assess"), self, "section"))
        self.form = ActorForm(actor, self)
        self.column.addWidget(self.form)
        self.column.addWidget(self.fault)
        self.open = button(_("Open a file…"), self, "quiet", do=self.open_wanted)
        self.demo = button(_("See an example"), self, do=self.demo_wanted)
        self.new = button(_("New file…"), self, "primary", do=self._on_new)
        buttons = layout.row(self.open, layout.STRETCH, self.demo, self.new, gap="s")
        self.column.addSpacing(4)
        self.column.addLayout(buttons)
        note = _("The example is a separate file with fictional people; no password is needed for it.")
        self.column.addWidget(labels.paragraph(note, self, "small", "muted"))
        self.server = button(
            _("Your organisation's server…"), self, "quiet", small=True, do=self.server_wanted
        )
        self.column.addLayout(layout.row(self.server, layout.STRETCH))
        for edit in (self.form.surname, self.form.given, self.form.patronymic, self.form.post):
            edit.returnPressed.connect(self._on_new)

    def begin(self) -> None:
        """Focus the first field."""
        self.form.surname.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that a file is being opened or the example built; typing is off, as it would be lost."""
        for widget in (self.open, self.demo, self.new, self.server, self.languages, self.form):
            allow(widget, _("Wait: the file is being prepared") if busy else "")
        if self.recent is not None:
            self.recent.set_busy(busy)

    def show_recent(self, files: "Sequence[RecentFile]") -> None:
        """Show the files opened here before."""
        self.list_recent(files)

    def _on_language(self, number: int) -> None:
        self.language_chosen.emit(LANGUAGES[number])

    def _on_new(self) -> None:
        if self.form.complete():
            self.new_wanted.emit(self.form.actor)


class WhoCard(Card):
    """Who works here now: one of the people known in the file, or somebody new.

    Signals:
        named: an Actor.
        chosen: id of a known person.
    """

    named = Signal(object)
    chosen = Signal(int)

    def __init__(self, theme: Theme, known: Sequence["Person"], last: int | None, parent: QWidget) -> None:
        """*last* is the id of the last actor: only that one can be confirmed at once."""
        super().__init__(
            theme,
            _("Who will assess"),
            _("This person is named in the journal and on the documents."),
            parent,
        )
        self.known: list[QPushButton] = []
        self._last: QPushButton | None = None
        for person in known:
            post = f", {person.post}" if person.post else ""
            one = button(f"{person.full_name}{post}".replace("&", "&&"), self, do=self._on_known)
            one.setAutoDefault(True)
            one.setProperty("person_id", person.id)
            self.known.append(one)
            if person.id == last:
                self._last = one
            self.column.addWidget(one)
        if known:
            self.column.addWidget(labels.plain(_("Someone else"), self, "section"))
        self.form = ActorForm(Actor(), self)
        self.column.addWidget(self.form)
        self.column.addWidget(self.fault)
        self.go = button(_("Continue"), self, "primary", do=self._on_go)
        for edit in (self.form.surname, self.form.given, self.form.patronymic, self.form.post):
            edit.returnPressed.connect(self._on_go)
        self.column.addLayout(layout.row(layout.STRETCH, self.go))

    def begin(self) -> None:
        """Focus the last actor, or the first field: Enter must not put anybody's name on another's marks."""
        (self._last or self.form.surname).setFocus()

    def _on_known(self) -> None:
        self.chosen.emit(self.sender().property("person_id"))

    def _on_go(self) -> None:
        if self.form.complete():
            self.named.emit(self.form.actor)
