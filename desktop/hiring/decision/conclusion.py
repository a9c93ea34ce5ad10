"""The conclusion of a case: the form while it is open, then what was signed and what follows."""

from collections.abc import Sequence
from datetime import date
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from db.hiring.hiring import HireLine
from desktop.hiring.decision.conclusion_form import ConclusionForm
from desktop.hiring.decision.drafts import Drafts
from desktop.hiring.decision.known import Known
from desktop.hiring.decision.tall import Tall
from desktop.hiring.decision.words import named_signer, outcome_line, sentence_case
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.page.banner import Banner
from desktop.kit.tips import set_tip
from desktop.theme import Theme, space
from domain.assessing.case import CaseState, CycleKind
from domain.hiring.decision import Conclusion, Decision, NotChosen, Outcome
from domain.people.name import Name
from domain.people.person import Person
from reports.words import phrases_erased
from reports.words.names import name_of
from resources.i18n import _, current, nb, pgettext

WIDEST = 760  # px at the usual text size; longer lines are hard to read
COLUMN = 640  # px of each of two columns, where there is room for them
HIRING = (Outcome.RECOMMEND, Outcome.WITH_CONDITIONS)


class ConclusionPage(QWidget):
    """Form or record left, the known facts right; the button that signs is never disabled.

    Signals:
        sign_wanted: sign the conclusion.
        hire_wanted, another_wanted, refusal_wanted: what follows from a conclusion.
    """

    sign_wanted = Signal()
    hire_wanted = Signal()
    another_wanted = Signal()
    refusal_wanted = Signal()

    def __init__(self, theme: Theme, drafts: Drafts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        row = layout.row(of=self)
        self.banner = Banner(theme, self)
        self.banner.setProperty("apart", True)
        left = layout.column(self.banner)
        self._scroll = layout.scroll(self)
        self._scroll.setAccessibleName(_("Conclusion"))
        page = Tall(self._scroll, WIDEST + 50 * theme.font_step)
        column = layout.column(gap="m", around=(16, 16, 16, 16), of=page)
        self._form_panel, body = self._panel(page, _("Conclusion"))
        told = _("People decide; the program suggests nothing. Names and reasons go into the conclusion.")
        body.addWidget(labels.paragraph(nb(told), self._form_panel, "small", "muted"))
        self.form = ConclusionForm(theme, drafts, self._form_panel)
        body.addWidget(self.form)
        column.addWidget(self._form_panel)
        self._record_panel, self._record = self._panel(page, _("What was decided"))
        column.addWidget(self._record_panel)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._page = page
        left.addWidget(self._scroll, 1)
        left.addWidget(self._foot())
        row.addLayout(left, 1)
        row.addWidget(labels.edge(self))
        self.known = Known(theme, self)
        row.addWidget(self.known)
        self.hire_button = button("", self)
        self.another_button = button("", self)
        self.refusal_button = button("", self)
        for one in (self.hire_button, self.another_button, self.refusal_button):
            one.hide()
        self.sign.clicked.connect(self.sign_wanted)
        self.form.changed.connect(self._show_missing)
        self._hindering = 0

    @property
    def next_act(self) -> QPushButton | None:
        """The button of what follows from the conclusion, None if nothing does."""
        acts = (self.hire_button, self.refusal_button)
        return next((one for one in acts if one.isVisibleTo(self) and one.isEnabled()), None)

    def fit(self, width: int) -> None:
        """Give the known facts the width of the item panel."""
        self.known.setFixedWidth(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        widest, column = (one + 50 * self._theme.font_step for one in (WIDEST, COLUMN))
        wide = self.width() - self.known.width() >= 2 * column + 2 * space("l")
        self.form.lay_wide(wide=wide)
        self._form_panel.setMaximumWidth(2 * column if wide else widest)
        self._fit_page()
        super().resizeEvent(event)

    def show_decision(
        self,
        decision: Decision,
        hired: HireLine | None,
        *,
        me: Person,
        likely: Sequence[Person],
        others: Sequence[Name],
        today: date,
        read_only: bool,
        hindering: int,
        fresh: bool,
    ) -> None:
        """Show the form while the case is open, and any conclusion; *fresh* fills the form again."""
        case = decision.result.case
        over = case.state in (CaseState.CLOSED, CaseState.WITHDRAWN)
        hiring = decision.result.cycle.kind is CycleKind.HIRING
        editable = hiring and not over and not read_only
        self._hindering = hindering
        self._form_panel.setVisible(editable)
        self._bar.setVisible(editable)
        if editable and fresh:
            self.form.fill(me, likely, others, today)
        self._show_record(decision, hired, over=over, hiring=hiring, read_only=read_only)
        self.known.show_decision(decision, over=over)
        self._show_missing()

    def _foot(self) -> QFrame:
        self._bar = QFrame(self)
        self._bar.setObjectName("status")
        self.missing = labels.paragraph("", self._bar, "small", "muted")
        self.sign = button(_("Sign conclusion…"), self._bar, "primary")
        set_tip(self.sign, "Ctrl+Enter")
        layout.row(layout.grow(self.missing), self.sign, gap="m", around=(16, 8, 16, 8), of=self._bar)
        return self._bar

    def _show_missing(self) -> None:
        parts: list[str] = []
        if self._hindering and self.form.outcome is not Outcome.CONTINUE:
            parts.append(_("differences to resolve: {n}").format(n=self._hindering))
        if lacking := self.form.missing():
            parts.append(_("missing: {what}").format(what=lacking))
        self.missing.setText("; ".join(parts) or _("Everything is filled in."))
        self._fit_page()  # conditions come and go

    def _fit_page(self) -> None:
        panels = [one for one in (self._form_panel, self._record_panel) if not one.isHidden()]
        self._page.fit(min((one.maximumWidth() for one in panels), default=WIDEST))

    def _show_record(
        self, decision: Decision, hired: HireLine | None, *, over: bool, hiring: bool, read_only: bool
    ) -> None:
        while (item := self._record.takeAt(1)) is not None:
            _drop(item.widget())
        panel = self._record_panel
        told: list[str] = []
        if decision.withdrawn is not None:
            told.append(_("Candidate withdrawn: {reason}").format(reason=decision.withdrawn))
        if not hiring:
            told.append(
                _("Conclusions are written for candidates. Here levels are agreed, and the cycle is closed.")
            )
        elif not decision.conclusions and over and decision.withdrawn is None:
            told.append(_no_conclusion(decision))
        elif not decision.conclusions and read_only and not over:
            told.append(_("There is no conclusion yet. The file is read-only here."))
        for text in told:
            self._record.addWidget(labels.paragraph(nb(text), panel))
        for number, conclusion in enumerate(decision.conclusions):
            if number:
                self._record.addWidget(labels.rule(panel))
            self._add_conclusion(conclusion)
        if decision.not_chosen is not None:
            self._add_not_chosen(decision.not_chosen, rule=bool(decision.conclusions))
        if hiring and not read_only and (decision.conclusions or decision.not_chosen is not None):
            self._record.addWidget(self._acts(decision, hired))
        panel.setVisible(self._record.count() > 1)

    def _add_conclusion(self, one: Conclusion) -> None:
        panel = self._record_panel
        outcome = sentence_case(name_of(one.outcome, current()))
        self._record.addWidget(labels.paragraph(outcome, panel, "strong"))
        for title, text in (
            (_("Conditions"), one.conditions),
            (_("Reasons"), one.reasons),
            (_("Recorded by"), named_signer(one.by)),
            (_("Sign on paper"), "; ".join(named_signer(who) for who in one.signers)),
            (_("Date"), current().date(one.on)),
        ):
            if text:
                self._record.addWidget(labels.plain(title, panel, "small", "muted"))
                self._record.addWidget(labels.paragraph(nb(text), panel))

    def _add_not_chosen(self, one: NotChosen, *, rule: bool) -> None:
        panel = self._record_panel
        if rule:
            self._record.addWidget(labels.rule(panel))
        self._record.addWidget(labels.paragraph(_("Another candidate was chosen"), panel, "strong"))
        for title, text in (
            (_("What was decisive"), one.reason),
            (pgettext("another chosen", "Recorded by"), named_signer(one.by)),
            (_("Date"), current().date(one.on)),
        ):
            self._record.addWidget(labels.plain(title, panel, "small", "muted"))
            self._record.addWidget(labels.paragraph(nb(text), panel))

    def _acts(self, decision: Decision, hired: HireLine | None) -> QWidget:
        """Return the acts that follow: hire, choose another, give a refused candidate the reasons."""
        acts = QWidget(self._record_panel)
        row = layout.row(gap="s", around=(0, 6, 0, 0), of=acts)
        self.hire_button = button(_("Hire…"), acts, "primary", do=self.hire_wanted)
        self.refusal_button = button(_("Reasons for refusal…"), acts, do=self.refusal_wanted)
        told = ""
        if hired is not None:
            told = _("Hired on {day}").format(day=current().date(hired.hired_on))
        newest = decision.concluded
        may = newest is not None and newest.outcome in HIRING and hired is None
        self.hire_button.setVisible(may)
        self.another_button = button(_("Another candidate was chosen…"), acts, do=self.another_wanted)
        self.another_button.setVisible(may and decision.refused is None)
        self.refusal_button.setVisible(hired is None and decision.refused is not None)
        if told:
            row.addWidget(labels.plain(told, acts, "strong", "ok"))
        row.addWidget(self.hire_button)
        row.addWidget(self.another_button)
        row.addWidget(self.refusal_button)
        row.addStretch(1)
        return acts

    def _panel(self, page: QWidget, title: str) -> tuple[QFrame, QVBoxLayout]:
        panel = QFrame(page)
        panel.setObjectName("panel")
        panel.setAccessibleName(title)
        panel.setMaximumWidth(WIDEST + 50 * self._theme.font_step)
        body = layout.column(gap="s", around=(16, 12, 16, 16), of=panel)
        body.addWidget(labels.plain(title, panel, "section"))
        return panel, body


def decided_words(decision: Decision) -> tuple[str, str]:
    """Return why the case is read-only, and what was decided; both empty while it is open."""
    if decision.withdrawn is not None:
        return _("The candidate has been withdrawn."), decision.withdrawn
    if decision.result.case.state is not CaseState.CLOSED:
        return "", ""
    if decision.conclusions:
        return _("The assessment is closed."), outcome_line(decision.conclusions[0])
    return _("The assessment is closed."), _no_conclusion(decision)


def _no_conclusion(decision: Decision) -> str:
    if decision.result.person.erased:
        return phrases_erased.conclusion(current())
    return _("The assessment was closed without a conclusion.")


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
