"""What the level of one item rests on: the mark and the words of each assessor, beside the list of gaps."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.assessing.result.words import label, level_words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.shared.marks import MarkChip
from desktop.theme import Theme
from domain.assessing.entry import Row, Standing
from domain.assessing.result import Assessor, CaseResult
from domain.mark import Mark
from reports.words import phrases
from resources.i18n import _, current


class FactsPane(QWidget):
    """Shows one item at a time; long facts scroll.

    Signals:
        taken: the Row shown, of which more is wanted.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, result: CaseResult, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._result = theme, result
        self.row: Row | None = None
        self._title = labels.paragraph("", self, "strong")
        self._level = labels.plain("", self, "strong")
        self._area = layout.scroll(self)
        self._area.setMinimumHeight(60)
        icon = theme.icon("arrow-right", "accent")
        self.more = button(_("Marks and facts…"), self, "quiet", icon, small=True, do=self._on_more)
        head = layout.row(layout.grow(self._title), layout.top(self._level), gap="m")
        foot = layout.row(layout.STRETCH, self.more)
        layout.column(head, layout.grow(self._area), foot, gap="s", of=self)
        self._show_head()

    def show_row(self, row: Row) -> None:
        """Show this item instead."""
        if row is self.row:
            return
        self.row = row
        self._show_head()
        inside = QWidget(self._area)
        column = layout.column(gap="s", around=(0, 0, 8, 0), of=inside)
        for name, mark, text in facts_of(self._result, row):
            words = layout.column(labels.paragraph(name, inside, "small", "muted"), gap=1)
            if text:
                words.addWidget(labels.paragraph(text, inside, "small"))
            chip = () if mark is None else (layout.top(MarkChip(self._theme, mark, inside)),)
            column.addLayout(layout.row(*chip, layout.grow(words), gap="s"))
        if self._result.kept_apart:
            why = phrases.kept_back(self._result.engine, current())
            column.addWidget(labels.paragraph(why, inside, "small", "muted"))
        column.addStretch(1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # the panel's own ground shows

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_title_whole()

    def _keep_title_whole(self) -> None:
        """Reserve the title's lines: the panel around asks for no height that depends on its width."""
        self._title.setMinimumHeight(max(self._title.heightForWidth(self._title.width()), 0))

    def _show_head(self) -> None:
        row = self.row
        self.more.setVisible(row is not None)
        if row is None:
            self._title.setText("")
            self._level.setText("")
            return
        words = current()
        self._title.setText(f"{row.code} {label(self._result, row.code)}")
        self._level.setText(phrases.reasons(row, words) if row.level is None else level_words(row))
        self.more.setAccessibleName(_("Marks and facts: {code}").format(code=row.code))
        self._keep_title_whole()

    def _on_more(self) -> None:
        if self.row is not None:
            self.taken.emit(self.row)


def facts_of(result: CaseResult, row: Row) -> tuple[tuple[str, Mark | None, str], ...]:
    """Return name, mark and text per assessor; lines with text only have no mark."""
    # Where a colleague could be identified, no marks and texts are shown by assessor (law 15).
    shown = () if result.kept_apart else result.assessors
    said = {one.id: _words(result, row.code, one) for one in shown}
    marks = {given.assessor_id: given.mark for given in row.entry.marks}
    words = current()
    facts = [
        (
            ", ".join(dict.fromkeys((phrases.shown_name(assessor, words), phrases.role_of(assessor, words)))),
            marks.get(assessor.id),
            said.get(assessor.id, ""),
        )
        for assessor in shown
        if assessor.id in marks or said.get(assessor.id)
    ]
    if row.standing is Standing.CARRIED and row.entry.carried is not None:
        age = phrases.age(row.entry.carried.quarters, words, imported=row.imported)
        facts.append((age, None, ""))
    if row.entry.settled is not None:
        facts.append((_("agreed level"), None, ""))
    return tuple(facts)


def _words(result: CaseResult, code: str, assessor: Assessor) -> str:
    """Return what the assessor wrote on the item, a line each: facts with day and sign, then the comment."""
    words = current()
    lines: list[str] = []
    for fact in result.facts_on(code):
        if fact.sheet_id == assessor.sheet_id:
            parts = words.date(fact.observed_on), phrases.polarity(fact.polarity, words)
            lines.append(f"{', '.join(part for part in parts if part)}: {fact.text}")
    lines += [one.text for one in result.comments_on(code) if one.assessor_id == assessor.id]
    return "\n".join(lines)
