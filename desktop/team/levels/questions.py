"""What a person has to say about a matrix: the level of each word, who is who, what is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.form.choice import Choice
from desktop.theme import Theme
from resources.i18n import _

OPEN = "?"  # of a choice that nobody has made
MOST = 300  # lines of one list; a longer one would be slow, and nobody answers so many questions


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what it is about, where that stands, the choices and the one proposed."""

    key: object
    text: str
    place: str
    choices: Sequence[tuple[object, str]]
    chosen: object = OPEN


class _Answer(Choice):
    """The choices of one line.

    Signals:
        answered: the line's key and the value chosen.
    """

    answered = Signal(object, object)

    def __init__(self, theme: Theme, line: Line, parent: QWidget) -> None:
        super().__init__(theme, f"{line.text}, {line.place}", parent)
        self._line = line
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(22)
        for value, text in line.choices:
            self.addItem(text, value)
        values = [value for value, _text in line.choices]
        self.setCurrentIndex(values.index(line.chosen) if line.chosen in values else 0)
        self.activated.connect(self._on_activated)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()  # it scrolls the page and never answers

    def _on_activated(self, number: int) -> None:
        self.answered.emit(self._line.key, self._line.choices[number][0])


class Questions(QWidget):
    """A heading, a sentence, and a line for each question.

    Signals:
        answered: a line's key and the value chosen.
    """

    answered = Signal(object, object)

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heading = labels.paragraph(title, self, "section")
        self.about = labels.paragraph("", self, "small", "muted")
        self._lines = QWidget(self)
        self.column = layout.column(self.heading, self.about, self._lines, gap="s", of=self)
        self.boxes: Mapping[object, Choice] = {}

    def ask(self, about: str, lines: Sequence[Line]) -> None:
        """Show these questions instead; without any only the sentence is shown."""
        self.about.setText(about)
        fresh = QWidget(self)
        grid: QGridLayout = layout.grid(across="m", down="xs", of=fresh)
        boxes: dict[object, Choice] = {}
        for number, line in enumerate(lines[:MOST]):
            grid.addWidget(labels.paragraph(line.text, fresh), number, 0)
            grid.addWidget(labels.plain(line.place, fresh, "small", "muted"), number, 1)
            box = _Answer(self._theme, line, fresh)
            box.answered.connect(self.answered)
            grid.addWidget(box, number, 2)
            boxes[line.key] = box
        if more := len(lines) - len(boxes):
            grid.addWidget(labels.plain(_("and {count} more").format(count=more), fresh, "muted"), MOST, 0)
        grid.setColumnStretch(0, 1)
        self._lines = layout.swap(self.column, self._lines, fresh)
        self.boxes = boxes
