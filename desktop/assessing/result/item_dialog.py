"""The marks and facts of one item, on which a finding rests, with a link to each sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.assessing.result.page_dialog import PageDialog
from desktop.assessing.result.panel import Panel
from desktop.assessing.result.words import label, level_words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.shared.marks import MarkChip
from desktop.theme import Theme
from domain.assessing.entry import Row
from domain.assessing.result import Assessor, CaseResult
from domain.mark import SHY_ROLES
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current, nb


class ItemDialog(PageDialog):
    """Its first button opens the first sheet.

    Signals:
        sheet_wanted: id of the sheet to open.
    """

    sheet_wanted = Signal(int)

    def __init__(
        self, theme: Theme, result: CaseResult, row: Row, parent: QWidget, *, only_of: int = 0
    ) -> None:
        """*only_of* is the assessor whose sheets alone may be opened; 0: all that are shown may."""
        title = _("Marks and facts: {code}").format(code=row.code)
        super().__init__(title, title, parent)
        self._theme, self._result, self._row = theme, result, row
        self._only_of = only_of
        step = theme.font_step
        self.resize(560 + 30 * step, 520 + 10 * step)
        self.buttons: list[QPushButton] = []
        page = self.page
        self.body.addWidget(labels.paragraph(f"{row.code} {label(result, row.code)}", page, "section"))
        told = current().text(result.framework.item(row.code).text)
        self.body.addWidget(labels.paragraph(nb(told), page, "small", "muted"))
        self.body.addWidget(labels.paragraph(_level(row), page, "strong"))
        for assessor in () if result.kept_apart else result.assessors:
            self._add(page, assessor)
        if result.kept_apart:
            self.body.addWidget(
                labels.paragraph(phrases.kept_back(result.engine, current()), page, "small", "muted")
            )

    def _add(self, page: QWidget, assessor: Assessor) -> None:
        """Add the mark and facts of one assessor."""
        words, code = current(), self._row.code
        mark = next((one.mark for one in self._row.entry.marks if one.assessor_id == assessor.id), None)
        name, role = phrases.shown_name(assessor, words), phrases.role_of(assessor, words)
        panel = Panel(", ".join(dict.fromkeys((name, role))), page)
        if mark is not None:
            panel.head.addWidget(MarkChip(self._theme, mark, panel))
        if mark is not None and mark.level is None:
            panel.say(name_of(mark.state, words), "small", "muted")
        facts = [one for one in self._result.facts_on(code) if one.sheet_id == assessor.sheet_id]
        for fact in facts:
            parts = words.date(fact.observed_on), phrases.polarity(fact.polarity, words)
            panel.say(", ".join(part for part in parts if part), "small", "muted")
            panel.say(fact.text)
        comments = [one for one in self._result.comments_on(code) if one.assessor_id == assessor.id]
        for comment in comments:
            panel.say(_("Comment"), "small", "muted")
            panel.say(comment.text)
        if not facts and not comments:
            panel.say(_("Nothing was written with this mark."), "small", "muted")
        self.body.addWidget(panel)
        if self._only_of not in (0, assessor.id):
            return
        if assessor.role in SHY_ROLES:  # a sheet bears a name (law 15)
            return
        look = button(
            _("Open the sheet"), panel, "quiet", self._theme.icon("arrow-right", "accent"), small=True
        )
        look.setAccessibleName(_("Open the sheet of {name}").format(name=name))
        look.setProperty("sheet", assessor.sheet_id)
        look.clicked.connect(self._on_look)
        panel.body.addLayout(layout.row(look, layout.STRETCH))
        self.buttons.append(look)

    def _on_look(self) -> None:
        sheet_id = int(self.sender().property("sheet"))
        self.accept()
        self.sheet_wanted.emit(sheet_id)


def _level(row: Row) -> str:
    """Return «Уровень и цель: 1,3 → 2», or that there is no level."""
    if row.level is None:
        return _("no level")
    return _("Level and target: {figures}").format(figures=level_words(row))
