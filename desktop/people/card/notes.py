"""The newest diary notes about a person, in the card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.shared.polarity import polarity_sign
from domain.team.diary import Note
from resources.i18n import _, current, nb

SHOWN = 3


class NotesOf(QWidget):
    """A few notes, with buttons for all of them and for a new one.

    Signals:
        note_wanted: write a note about the person.
        all_wanted: show all notes about the person.
    """

    note_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, notes: tuple[Note, ...], parent: QWidget, *, read_only: bool) -> None:
        super().__init__(parent)
        head = layout.row(layout.grow(labels.plain(_("Diary"), self, "strong")), gap=6)
        self.new_button = button(_("Note…"), self, "quiet", small=True, do=self.note_wanted)
        self.new_button.setAccessibleName(_("Note about this person"))
        set_tip(self.new_button, "Ctrl+Shift+E")
        self.new_button.setVisible(not read_only)
        head.addWidget(self.new_button)
        column = layout.column(head, gap=6, of=self)
        if not notes:
            column.addWidget(labels.plain(_("No notes yet"), self, "small", "muted"))
        self.lines = [labels.paragraph(_line(one), self, "small") for one in notes[:SHOWN]]
        for line in self.lines:
            column.addWidget(line)
        self.all_button = button(_("All notes: {n}").format(n=len(notes)), self, "quiet", small=True)
        self.all_button.setVisible(bool(notes))
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.all_button.clicked.connect(self.all_wanted)


def _line(note: Note) -> str:
    fact = note.fact
    head = nb(f"{polarity_sign(fact.polarity)} {current().date(fact.observed_on)}, {', '.join(fact.items)}")
    by = "" if note.mine or not note.author_name else f" ({note.author_name})"
    return f"{head}{by}: {fact.text}"
