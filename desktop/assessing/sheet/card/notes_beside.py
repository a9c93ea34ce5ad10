"""The diary notes beside a card: what was seen since, each to be used as a fact."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.assessing.sheet import delta_words
from desktop.kit import chips, labels, layout
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
        head = layout.row(
            labels.plain(_("Diary"), self, "strong"), layout.STRETCH, gap="s", around=(0, 4, 0, 0)
        )
        self._cap = chips.key_cap(delta_words.note_cap(), self)
        head.addWidget(self._cap)
        self.more = labels.plain("", self, "small", "muted")
        self._column = layout.column(labels.rule(self), head, self.more, gap=6, around=(0, 8, 0, 0), of=self)
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
        self.words = labels.paragraph("", self, "small")
        self.button: QPushButton = button(_("Use as a fact"), self, "quiet", small=True, do=self._on_button)
        self.state = labels.plain(_("used as a fact"), self, "caption", "muted")
        layout.column(self.words, layout.left(self.button), self.state, gap=2, of=self)

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
