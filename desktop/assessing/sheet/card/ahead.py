"""Below a card: the next question, and what is missing before the sheet is complete."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.assessing.sheet import words
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import labels, layout
from domain.framework.framework import Question
from reports.words.framework import phrases_framework
from resources.i18n import _, current, nb, ngettext, pgettext


class Ahead(QWidget):
    """Stays in sight below the texts of the card."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._next = labels.plain(pgettext("question", "Next"), self, "small", "muted")
        self.following = labels.elided("", self, "strong")
        self.kind = labels.plain("", self, "small", "muted")
        self.critical = labels.elided("", self, "small", "warn")
        self.left = labels.plain("", self, "small", "muted")
        above = layout.row(self._next, layout.grow(self.following), self.kind, gap="s")
        below = layout.row(layout.grow(self.critical), self.left, gap="s")
        layout.column(labels.rule(self), layout.column(above, below, gap=2, around=(24, 6, 16, 6)), of=self)

    def show_next(self, code: str, questions: dict[str, Question]) -> None:
        """Show the item without a mark that follows this one."""
        row = self._model.row_at(self._model.next_unmarked(code))
        there = row is not None and row.item.code != code
        for label in (self._next, self.following, self.kind):
            label.setVisible(there)
        if row is None or not there:
            return
        _say(self.following, f"{row.item.code} {current().text(row.item.label)}")
        question = questions.get(row.item.code)
        told = ""
        if question is not None:
            minutes = ngettext("about {n} minute", "about {n} minutes", question.minutes)
            kind = phrases_framework.asking(question.kind, current())
            told = nb(f"{kind} · {minutes.format(n=question.minutes)}")
        _say(self.kind, told)

    def show_left(self, unmarked: int, without_fact: int) -> None:
        """Show how much is left to do, and which critical items have no mark."""
        critical = words.critical_unmarked(self._model.seen)
        told = f"{words.critical_words(critical)} {', '.join(critical)}" if critical else ""
        _say(self.critical, nb(told))
        parts: list[str] = []
        if unmarked:
            said = ngettext("{n} without a mark", "{n} without a mark", unmarked)
            parts.append(said.format(n=unmarked))
        if without_fact:
            said = ngettext("{n} without a fact", "{n} without a fact", without_fact)
            parts.append(said.format(n=without_fact))
        _say(self.left, nb(" · ".join(parts) or _("nothing is missing")))


def _say(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text)
