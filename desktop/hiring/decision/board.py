"""The three parts of a decision under one bar: competencies with the panel of one, gates, conclusion."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.hiring.decision.conclusion import ConclusionPage
from desktop.hiring.decision.drafts import Drafts
from desktop.hiring.decision.item_panel import LARGE, ItemPanel
from desktop.hiring.decision.requirements import RequirementsPage
from desktop.hiring.decision.table import DecisionTable
from desktop.hiring.decision.words import agreement_words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.segments import Segments
from desktop.kit.tips import set_tip
from desktop.shared.gate_list import ICONS
from desktop.theme import Theme
from domain.assessing.result import CaseResult
from domain.hiring.decision import Decision
from domain.people.gates import Verdict
from reports.words import phrases
from resources.i18n import _, current

COMPETENCIES, REQUIREMENTS, CONCLUSION = range(3)

type Step = tuple[str, str, str]  # icon, colour, and what they say


class Board(QWidget):
    """Shows one part at a time; the acts in them belong to the screen."""

    def __init__(self, theme: Theme, drafts: Drafts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        row = layout.row(of=self)
        left = layout.column(self._bar(), labels.rule(self))
        self._stack = QStackedWidget(self)
        self.table = DecisionTable(theme, self._stack)
        self.requirements = RequirementsPage(theme, self._stack)
        self.conclusion = ConclusionPage(theme, drafts, self._stack)
        for page in (self.table, self.requirements, self.conclusion):
            self._stack.addWidget(page)
        left.addWidget(self._stack, 1)
        row.addLayout(left, 1)
        self._edge = labels.edge(self)
        row.addWidget(self._edge)
        self.panel = ItemPanel(theme, drafts, self)
        row.addWidget(self.panel)

    def fit(self, width: int) -> None:
        """Give the panels their share of the screen's *width*."""
        self.panel.fit(width)
        self.conclusion.fit(self.panel.width())

    def show_steps(self, decision: Decision, *, settled: bool, over: bool) -> None:
        """Show of each part its count and how far it is, and how far the assessors agree.

        *settled*: nothing is left to agree on; *over*: whatever is left, nothing more will be decided.
        """
        result = decision.result
        scope = sum(row.entry.in_scope for row in result.score.rows)
        if self._theme.font_step < LARGE:  # larger text leaves no room for counts
            self.tabs.set_text(COMPETENCIES, _("Competencies {n}").format(n=scope))
            self.tabs.set_text(REQUIREMENTS, _("Mandatory requirements {n}").format(n=len(result.gates)))
        self._mark(COMPETENCIES, _settling(result, settled=settled, over=over))
        self._mark(REQUIREMENTS, _gates(result))
        if phrases.hiring(result):  # conclusions are written for candidates only
            self._mark(CONCLUSION, _concluding(decision, settled=settled, over=over))
        self.agreement.setText(agreement_words(result, brief=True))
        self.agreement.setAccessibleDescription(agreement_words(result))
        self.agreement.setVisible(self._theme.font_step < LARGE)
        self.expert_button.setVisible(len(result.assessors) > 1)

    def show_tab(self, tab: int) -> None:
        """Show this part; the item panel belongs to the competencies."""
        self.tabs.choose(tab)
        self._stack.setCurrentIndex(tab)
        for one in (self.panel, self._edge):
            one.setVisible(tab == COMPETENCIES)

    def focus_tab(self, *, form_open: bool) -> None:
        """Focus where work on this part begins; *form_open*: the conclusion can still be written."""
        if self.tabs.current == COMPETENCIES:
            wanted: QWidget = self.table
        elif self.tabs.current == REQUIREMENTS:
            wanted = self.requirements
        elif form_open:
            self.conclusion.form.focus_first()
            return
        else:
            wanted = self.conclusion.next_act or self.tabs
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, tab: int, step: Step) -> None:
        icon, token, told = step
        self.tabs.set_icon(tab, self._theme.icon(icon, token))
        name = self.tabs.text(tab)
        self.tabs.name_segment(tab, f"{name}; {told}" if told else name)

    def _bar(self) -> QHBoxLayout:
        bar = layout.row(gap="m", around=(16, 4, 16, 4))
        names = _("Competencies"), _("Mandatory requirements"), _("Conclusion")
        self.tabs = Segments(names, self, _("Show"))
        self.agreement = labels.elided("", self, "small", "muted")
        self.agreement.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        icon = self._theme.icon("sliders-horizontal", "muted")
        self.expert_button = button("", self, icon=icon, small=True)
        self.expert_button.setAccessibleName(_("Expert view"))
        set_tip(self.expert_button, f"{_('Expert view')} (F3)")
        bar.addWidget(self.tabs)
        bar.addWidget(self.agreement, 100)
        bar.addStretch(1)
        bar.addWidget(self.expert_button)
        return bar


def _settling(result: CaseResult, *, settled: bool, over: bool) -> Step:
    if settled and result.kept_apart:  # nobody compared all the sheets (law 15)
        return "circle-alert", "warn", _("differences: not all shown")
    if settled:
        return "circle-check", "ok", _("all agreed")
    if over:
        return "circle", "muted", ""
    return "circle-dot", "accent", _("differences to agree on")


def _gates(result: CaseResult) -> Step:
    """Return the step of the gate that stands worst."""
    worst = (Verdict.NOT_MET, Verdict.TO_CONFIRM, Verdict.MET)
    gate = min(result.gates, key=lambda one: worst.index(one.verdict), default=None)
    if gate is None:
        return "circle", "muted", ""
    return (*ICONS[gate.verdict], phrases.verdict(gate, current()))


def _concluding(decision: Decision, *, settled: bool, over: bool) -> Step:
    if decision.conclusions:
        return "circle-check", "ok", _("signed")
    if over:
        return "circle", "muted", ""
    return ("circle-dot", "accent", _("now")) if settled else ("circle", "muted", _("later"))
