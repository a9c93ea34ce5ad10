"""What a person has to say about a matrix: the level of each word, who is who, what is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow
from desktop.theme import Theme
from resources.i18n import _, ngettext

OPEN = "?"  # of a choice that nobody has made
FOUND = "!"  # for each line the one thing that was found
MOST = 100  # lines of one page; a longer one would be slow
SHORT = 24  # letters of a word that needs no line of its own
MANY = 3  # open questions from which one answer for all of them is offered


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what it is about, where that stands, the choices and the one proposed.

    ``found`` is the only thing that it can mean beside nothing known, if there is one.
    """

    key: object
    text: str
    place: str
    choices: Sequence[tuple[object, str]]
    chosen: object = OPEN
    found: object = OPEN


class _Answer(Choice):
    """The choices of one line.

    Signals:
        answered: the line's key and the value chosen.
    """

    answered = Signal(object, object)

    def __init__(self, theme: Theme, line: Line, chosen: object, parent: QWidget) -> None:
        super().__init__(theme, f"{line.text}, {line.place}", parent)
        self._line = line
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(22)
        for value, text in line.choices:
            self.addItem(text, value)
        values = [value for value, _text in line.choices]
        self.setCurrentIndex(values.index(chosen) if chosen in values else 0)
        self.activated.connect(self._on_activated)

    def _on_activated(self, number: int) -> None:
        self.answered.emit(self._line.key, self._line.choices[number][0])


class Questions(QWidget):
    """A heading, a sentence, and a line for each question, page by page; one answer for all that are open.

    *found* says what it means to take for each line the only thing found.

    Signals:
        answered: what was chosen, the key of each line with its value.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget, found: str = "") -> None:
        super().__init__(parent)
        self._theme, self._found = theme, found
        self.heading = labels.paragraph(title, self, "section")
        self.about = labels.paragraph("", self, "small", "muted")
        self.all = Choice(theme, _("{what}: for all that are not decided").format(what=title), self)
        self.all.activated.connect(self._on_all)
        self.before = button(_("Previous"), self, small=True, do=self._on_before)
        self.after = button(_("Next"), self, small=True, do=self._on_after)
        self.where = labels.plain("", self, "small", "muted")
        self.pages = QWidget(self)
        layout.row(self.where, self.before, self.after, layout.STRETCH, gap="s", of=self.pages)
        self._lines = QWidget(self)
        every = layout.row(self.all, layout.STRETCH)
        parts = self.heading, self.about, every, self._lines, self.pages
        self.column = layout.column(*parts, gap="s", of=self)
        self.boxes: Mapping[object, Choice] = {}
        self._asked: tuple[Line, ...] = ()
        self._chosen: dict[object, object] = {}
        self._texts: Mapping[object, QLabel] = {}
        self._page = 0
        self.all.hide()
        self.pages.hide()

    def ask(self, about: str, lines: Sequence[Line]) -> None:
        """Show these questions instead; without any only the sentence is shown."""
        self.about.setText(about)
        self._asked = tuple(lines)
        self._chosen = {line.key: line.chosen for line in lines}
        self._page = min(self._page, max(len(lines) - 1, 0) // MOST)
        self._show()

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """The questions that nobody has answered, on all pages."""
        return tuple(line for line in self._asked if self._chosen[line.key] == OPEN)

    def _show(self) -> None:
        fresh = QWidget(self)
        grid: QGridLayout = layout.grid(across="m", down="xs", of=fresh)
        boxes: dict[object, Choice] = {}
        texts: dict[object, QLabel] = {}
        first = self._page * MOST
        for number, line in enumerate(self._asked[first : first + MOST]):
            text = labels.paragraph(line.text, fresh)
            grid.addWidget(text, number, 0)
            texts[line.key] = text
            grid.addWidget(labels.plain(line.place, fresh, "small", "muted"), number, 1)
            box = _Answer(self._theme, line, self._chosen[line.key], fresh)
            box.answered.connect(self._on_answered)
            grid.addWidget(box, number, 2)
            boxes[line.key] = box
        # Short words stand beside their answers; names of people and competencies take the room.
        wordy = any(len(line.text) > SHORT for line in self._asked)
        grid.setColumnStretch(0 if wordy else 3, 1)
        self._texts = texts
        for line in self._asked[first : first + MOST]:
            self._mark(line.key)
        self._lines = layout.swap(self.column, self._lines, fresh)
        self.boxes = boxes
        count = len(self._asked)
        self.pages.setVisible(count > MOST)
        told = _("{first}–{last} of {count}")
        self.where.setText(told.format(first=first + 1, last=min(first + MOST, count), count=count))
        allow(self.before, "" if first else _("This is the first page."))
        allow(self.after, "" if first + MOST < count else _("This is the last page."))
        self._offer()

    def _mark(self, key: object) -> None:
        """Write a question that is open in the colour of what is to be done."""
        labels.recolour(self._texts[key], "warn" if self._chosen[key] == OPEN else "text")

    def _offer(self) -> None:
        """Offer the answers that all open questions have in common, and for each the one thing found."""
        lines = self.open_lines
        self.all.setVisible(len(lines) >= MANY)
        if len(lines) < MANY:
            return
        common = {value for value, _text in lines[0].choices}
        for line in lines:
            common &= {value for value, _text in line.choices}
        told = ngettext("{n} not decided: choose for all…", "{n} not decided: choose for all…", len(lines))
        self.all.clear()
        self.all.addItem(told.format(n=len(lines)), OPEN)
        found = sum(line.found != OPEN for line in lines)
        if found >= MANY:
            self.all.addItem(f"{self._found} ({found})", FOUND)
        for value, text in lines[0].choices:
            if value in common and value != OPEN:
                self.all.addItem(text, value)
        self.all.setVisible(self.all.count() > 1)

    def _on_answered(self, key: object, value: object) -> None:
        self._chosen[key] = value
        self._mark(key)
        self._offer()
        self.answered.emit({key: value})

    def _on_all(self, number: int) -> None:
        if not number:
            return
        value = self.all.itemData(number)
        if value == FOUND:
            said = {line.key: line.found for line in self.open_lines if line.found != OPEN}
        else:
            said = dict.fromkeys((line.key for line in self.open_lines), value)
        self._chosen |= said
        self._show()
        next(iter(self.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(said)

    def _on_before(self) -> None:
        self._turn(-1)

    def _on_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self._page += by
        self._show()
        if self.boxes:
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
