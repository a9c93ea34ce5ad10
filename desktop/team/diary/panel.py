"""The panel for a note: person, what was seen, for or against, date, and its items."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop.actions import Actions
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dates import typed_date
from desktop.kit.form.dialog import ABOVE, Dialog, fit, keep_on_screen
from desktop.kit.form.fields import DateField, Field
from desktop.kit.form.keeper import Keeper
from desktop.kit.segments import Segments
from desktop.shared.polarity import POLARITIES, polarity_sign, polarity_word
from desktop.team.diary.choices import LINES, ItemChoice
from desktop.team.diary.finder import Finder, Option, Options
from desktop.theme import Theme
from domain.assessing.evidence import FACT_LIMIT, Polarity, Told
from domain.errors import Impossible
from domain.framework.framework import Item
from domain.people.name import Roll
from domain.team.diary import HalfNote, Note
from domain.text import clean
from resources.i18n import _, current

WIDTH = 520
PAUSE = 500  # ms of pause in typing before text is stored and items are suggested
SPEAKS = {"fact_for": 0, "fact_against": 1, "fact_neutral": 2}


class NotePanel(Dialog):
    """Not modal: work continues beside it. Esc closes it and loses nothing.

    Signals:
        paused: typing stopped or the panel is left; store the text.
        agreed: save the note.
        all_wanted: show the existing notes.
        person_chosen: id of the person it is now about.
    """

    help_page = "diary"

    paused = Signal()
    agreed = Signal()
    all_wanted = Signal()
    person_chosen = Signal(int)

    def __init__(self, theme: Theme, actions: Actions, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.note_id = 0  # the note being changed, 0 for a new one
        self.setWindowTitle(_("Diary note"))
        self.setModal(False)
        self.resize(WIDTH + 20 * theme.font_step, 100)
        self.finder = Finder(theme, _("About whom"), _("A few letters of the name, or the code"), self)
        self.who = Field(_("About whom"), self.finder, self, "person_id")
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText(_("What was said or done, in two lines"))
        lines = 3 * self.words.fontMetrics().lineSpacing() + 18
        self.words.setFixedHeight(lines)
        self.seen = Field(_("What was seen"), self.words, self, "fact")
        self.heading = labels.paragraph(_("Diary note"), self, "section")
        parts = self.heading, self.who, self.seen, self._how()
        column = layout.column(*parts, gap=10, around=(20, 16, 20, 16), of=self)
        self.choice = ItemChoice(theme, actions, self)
        self.items = Field(_("Competencies"), self.choice, self, "items")
        column.addWidget(self.items)
        self.trouble = labels.fault(self)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())
        self._keeper = Keeper(self.paused.emit, self, PAUSE)
        self._join(actions)

    @property
    def half(self) -> HalfNote:
        """What is typed and chosen now."""
        return HalfNote(
            self.finder.taken,
            self.words.toPlainText(),
            POLARITIES[self.segments.current],
            self.day.text,
            self.choice.codes,
        )

    def offer(self, roll: Roll) -> None:
        """Search these people from now on."""
        self.finder.offer(_People(roll))

    def offer_items(self, items: Sequence[Item]) -> None:
        """Search these items from now on; chosen ones stay if they are among them."""
        self.choice.offer(items)

    def show_half(self, half: HalfNote, note_id: int = 0) -> None:
        """Show an unfinished note, or a note to change."""
        self.note_id = note_id
        title = _("Edit note") if note_id else _("Diary note")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.finder.choose(half.person_id)
        self.finder.setReadOnly(bool(note_id))
        self.words.blockSignals(True)  # the user has typed nothing
        self.words.setPlainText(half.text)
        self.words.blockSignals(False)
        self.segments.choose(POLARITIES.index(half.polarity))
        self.day.line.setText(half.day or typed_date(self._today()))
        self.choice.choose(half.codes)
        self._settle()
        if self.isVisible():
            self._fit()

    def begin(self) -> None:
        """Focus the person, or the text if the person is chosen."""
        (self.finder if self.finder.taken is None else self.words).setFocus()

    def told(self) -> Told | None:
        """Return the note; None after saying what is missing; nothing typed is lost."""
        self._settle()
        wrong: list[Field] = []
        if self.finder.taken is None:
            self.who.complain(
                _("Choose someone from the list.") if self.finder.text() else _("Say who it is about.")
            )
            wrong.append(self.who)
        text = clean(self.words.toPlainText()).strip()
        if not text:
            self.seen.complain(_("Write what was said or done."))
            wrong.append(self.seen)
        elif len(text) > FACT_LIMIT:
            told = _("{n} characters of {limit}: shorten the text.")
            self.seen.complain(
                told.format(n=current().number(len(text), 0), limit=current().number(FACT_LIMIT, 0))
            )
            wrong.append(self.seen)
        on = self._read_day()
        if on is None:
            wrong.append(self.day)
        if not self.choice.codes:
            self.items.complain(_("Select at least one competency: Alt+1…5, or search for another."))
            wrong.append(self.items)
        if wrong or on is None:
            first = wrong[0]
            (self.choice.other if first is self.items else first.edit).setFocus()
            self._fit()
            return None
        return Told(text, POLARITIES[self.segments.current], on)

    def complain(self, text: str) -> None:
        """Show why the note was refused; the typed text stays."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self._fit()

    def suggest(self, codes: Sequence[str]) -> None:
        """Suggest these items."""
        self.choice.suggest(codes)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._leave()
        super().hideEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _fit(self) -> None:
        """Be as high as what is in it now, and with its acts on the screen."""
        fit(self)
        if self.isVisible():
            keep_on_screen(self)

    def _leave(self) -> None:
        self._keeper.now()

    def _how(self) -> QHBoxLayout:
        texts = tuple(f"{polarity_sign(one)} {polarity_word(one)}" for one in POLARITIES)
        self.segments = Segments(texts, self, _("For or against"))
        self.day = DateField(_("Day"), self, "observed_on", self._today())
        self.day.be_narrow()
        polarity = Field(_("For or against"), self.segments, self, "polarity")
        return layout.row(layout.top(polarity), layout.top(self.day, 1), gap="l")

    def _foot(self) -> QHBoxLayout:
        self.all_notes = button(_("All notes"), self, "quiet")
        self.close_button = button(_("Cancel"), self)
        self.save_button = button(_("Save"), self, "primary")
        cap = chips.key_cap("Ctrl+Enter", self)
        acts = self.all_notes, layout.STRETCH, cap, self.close_button, self.save_button
        return layout.row(*acts, gap="s", around=ABOVE)

    def _join(self, actions: Actions) -> None:
        self.finder.found.connect(self._on_person)
        self.finder.unsettled.connect(self._on_changed)
        self.words.textChanged.connect(self._on_changed)
        self.words.textChanged.connect(self.seen.settle)
        self.segments.chosen.connect(self._on_changed)
        self.day.line.textEdited.connect(self._on_changed)
        self.choice.changed.connect(self._on_changed)
        self.choice.changed.connect(self.items.settle)
        self.choice.changed.connect(self._fit)
        self.all_notes.clicked.connect(self.all_wanted)
        self.close_button.clicked.connect(self.close)
        self.save_button.clicked.connect(self.agreed)
        actions.make("save_note", self, self.agreed).setAutoRepeat(False)
        for name in SPEAKS:
            actions.make(name, self, self._on_speak)
        for number in range(1, LINES + 1):
            actions.make(f"suggestion_{number}", self, self._on_suggestion)

    def _on_person(self, person_id: int) -> None:
        self.who.settle()
        self.person_chosen.emit(person_id)
        self._on_changed()
        self.words.setFocus()

    def _on_changed(self) -> None:
        self._keeper.typed()

    def _on_speak(self) -> None:
        self.segments.choose(SPEAKS[self.sender().objectName()])
        self._on_changed()

    def _on_suggestion(self) -> None:
        self.choice.toggle(int(self.sender().objectName().rpartition("_")[2]) - 1)

    def _settle(self) -> None:
        for field in (self.who, self.seen, self.day, self.items):
            field.settle()
        self.complain("")

    def _read_day(self) -> date | None:
        try:
            on = self.day.read()
        except Impossible:
            return None
        if on is None:
            self.day.complain(_("Say when it happened."))
        elif on > self._today():
            self.day.complain(_("This date is in the future. Note it once it has happened."))
            return None
        return on


class _People(Options):
    """People with code and post."""

    def __init__(self, roll: Roll) -> None:
        self._roll = roll
        self.index = roll.by_post

    @override
    def key(self, number: int) -> int:
        return self._roll.everybody[number].id

    @override
    def option(self, key: int | None) -> Option | None:
        person = self._roll.by_id.get(key or 0)
        if person is None:
            return None
        return Option(person.id, person.full_name, ", ".join(filter(None, (person.code, person.post))))


def half_of(note: Note) -> HalfNote:
    """Return a note as the panel shows it."""
    fact = note.fact
    return HalfNote(fact.person_id, fact.text, fact.polarity, typed_date(fact.observed_on), fact.items)


def new_half(person_id: int | None) -> HalfNote:
    """Return an empty note about somebody, or nobody yet."""
    return HalfNote(person_id, polarity=Polarity.FOR)
