"""The diary notes beside a card: what was seen since, each to be used as a fact."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.assessing.sheet import delta_words
from desktop.kit import chips, labels
from desktop.kit.buttons import button
from domain.team.diary import Note
from resources.i18n import _

SHOWN = 5


class NotesBeside(QWidget):
    """Hidden while there is no note about the item.

    Signals:
        taken: id of the note to use as a fact.
    """

    taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Note, ...], int, frozenset[str]] | None = None
        self.lines: list[_NoteLine] = []
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(labels.rule(self))
        head = QHBoxLayout()
        head.setContentsMargins(0, 4, 0, 0)
        head.setSpacing(8)
        head.addWidget(labels.plain(_("Diary"), self, "strong"))
        head.addStretch(1)
        self._cap = chips.key_cap(delta_words.note_cap(), self)
        head.addWidget(self._cap)
        column.addLayout(head)
        self.more = labels.plain("", self, "small", "muted")
        column.addWidget(self.more)
        self.hide()

    def show_notes(self, notes: tuple[Note, ...], takeable: int, taken: frozenset[str]) -> None:
        """Show the newest notes; *takeable* is the one the key takes, those *taken* are facts already."""
        self.setVisible(bool(notes))
        if self._shown == (notes, takeable, taken):
            return
        self._shown = (notes, takeable, taken)
        while len(self.lines) < min(len(notes), SHOWN):
            line = _NoteLine(self)
            line.taken.connect(self.taken)
            self._column.insertWidget(self._column.count() - 1, line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(notes))
            if number < len(notes):
                line.show_note(notes[number], taken, offered=bool(takeable))
        rest = len(notes) - SHOWN
        self.more.setVisible(rest > 0)
        self.more.setText(_("{n} older").format(n=max(rest, 0)))
        self._cap.setVisible(bool(takeable))


class _NoteLine(QWidget):
    """Sign, day and text of a note, and a button that makes it a fact.

    Signals:
        taken: id of the note.
    """

    taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.words = labels.paragraph("", self, "small")
        column.addWidget(self.words)
        self.button: QPushButton = button(_("Use as a fact"), self, "quiet", small=True)
        self.state = labels.plain(_("used as a fact"), self, "caption", "muted")
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.state)
        self.button.clicked.connect(self._on_button)

    def show_note(self, note: Note, taken: frozenset[str], *, offered: bool) -> None:
        """Show another note."""
        self._id = note.fact.id
        told = delta_words.note(note)
        self.words.setText(told)
        stands = note.fact.uid in taken
        self.button.setVisible(offered and note.mine and not stands)
        self.button.setAccessibleName(_("Use as a fact: {text}").format(text=told))
        self.state.setVisible(stands)

    def _on_button(self) -> None:
        self.taken.emit(self._id)
