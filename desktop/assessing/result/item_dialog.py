"""The marks and facts of one item: what the finding rests on, each a step from its sheet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.assessing.result.panel import Panel
from desktop.assessing.result.words import label, level_words
from desktop.kit import labels
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog
from desktop.shared.marks import MarkChip
from desktop.theme import Theme
from domain.assessing.entry import Row
from domain.assessing.result import Assessor, CaseResult
from domain.mark import SHY_ROLES
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current, nb


class ItemDialog(Dialog):
    """Esc or Enter closes it; the first button leads to the first sheet.

    Signals:
        sheet_wanted: id of the sheet to look into.
    """

    sheet_wanted = Signal(int)

    def __init__(self, theme: Theme, result: CaseResult, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._result, self._row = theme, result, row
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Marks and facts: {code}").format(code=row.code))
        step = theme.font_step
        self.resize(560 + 30 * step, 520 + 10 * step)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.windowTitle())
        page = QWidget(scroll)
        self._body = QVBoxLayout(page)
        self._body.setContentsMargins(20, 16, 20, 16)
        self._body.setSpacing(10)
        self._body.addWidget(labels.paragraph(f"{row.code} {label(result, row.code)}", page, "section"))
        told = current().text(result.framework.item(row.code).text)
        self._body.addWidget(labels.paragraph(nb(told), page, "small", "muted"))
        self._body.addWidget(labels.paragraph(_level(row), page, "strong"))
        for assessor in () if result.kept_apart else result.assessors:
            self._add(page, assessor)
        if result.kept_apart:
            self._body.addWidget(
                labels.paragraph(phrases.kept_back(result.engine, current()), page, "small", "muted")
            )
        self._body.addStretch(1)
        scroll.setWidget(page)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot())

    def _add(self, page: QWidget, assessor: Assessor) -> None:
        """Add what one assessor said."""
        words, code = current(), self._row.code
        mark = next((one.mark for one in self._row.entry.marks if one.assessor_id == assessor.id), None)
        name, role = phrases.shown_name(assessor, words), phrases.capacity(assessor, words)
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
        self._body.addWidget(panel)
        if assessor.role in SHY_ROLES:  # a sheet has a name on it (law 15)
            return
        look = button(
            _("Open the sheet"), panel, "quiet", self._theme.icon("arrow-right", "accent"), small=True
        )
        look.setAccessibleName(_("Open the sheet of {name}").format(name=name))
        look.setProperty("sheet", assessor.sheet_id)
        look.clicked.connect(self._on_look)
        line = QHBoxLayout()
        line.addWidget(look)
        line.addStretch(1)
        panel.body.addLayout(line)
        self.buttons.append(look)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("status")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 10)
        row.addStretch(1)
        close = button(_("Close"), foot)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        return foot

    def _on_look(self) -> None:
        sheet_id = int(self.sender().property("sheet"))
        self.accept()
        self.sheet_wanted.emit(sheet_id)


def _level(row: Row) -> str:
    """Return «уровень 1,3 при цели 2», or that nothing is known."""
    if row.level is None:
        return _("no level")
    return _("Level and target: {figures}").format(figures=level_words(row))
