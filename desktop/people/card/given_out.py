"""The newest documents about a person that were exported, in the card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.office.papers.titles import titled
from domain.event import HandedOut
from reports.words import phrases_journal
from resources.i18n import _, current

SHOWN = 3


class GivenOut(QWidget):
    """A few exports, each with its day and who made it, and a button for all of them in the journal.

    Signals:
        all_wanted: show the exports about the person in the journal.
    """

    all_wanted = Signal()

    def __init__(self, given: tuple[HandedOut, ...], parent: QWidget) -> None:
        super().__init__(parent)
        column = layout.column(labels.plain(_("Exported documents"), self, "strong"), gap=6, of=self)
        self.lines = [labels.paragraph(_line(one), self, "small", "muted") for one in given[:SHOWN]]
        for line in self.lines:
            column.addWidget(line)
        text = _("In the journal: {n}…").format(n=len(given))
        self.all_button = button(text, self, "quiet", small=True, do=self.all_wanted)
        self.all_button.setAccessibleName(_("Exported documents in the journal: {n}").format(n=len(given)))
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)


def _line(one: HandedOut) -> str:
    words = current()
    day = words.date(one.at.astimezone().date())
    told = phrases_journal.exported(one, titled(one.document, words), words)
    return f"{day}, {one.by or phrases_journal.nobody(words)}: {told}"
