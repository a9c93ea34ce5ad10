"""The card beside the table of people: who it is, next step, gates, newest assessment, history."""

import re
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.assessing.people import CaseLine, PersonCard
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.off import allow
from desktop.kit.tips import set_tip
from desktop.people.card.given_out import GivenOut
from desktop.people.card.history import history
from desktop.people.card.history_list import HistoryList
from desktop.people.card.keeping_of import KeepingOf
from desktop.people.card.latest import Latest
from desktop.people.card.notes import NotesOf
from desktop.people.state import (
    Step,
    case_title,
    facts,
    latest_of,
    left_words,
    quarter_of,
    shown_of,
    state_words,
    step_words,
)
from desktop.shared.gate_list import GateList
from desktop.shared.initials import Initials
from desktop.shared.seats import out_words
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.assessing.result import CaseResult
from domain.people.person import Person, PersonKind
from domain.plan_kinds import PlanState
from domain.team.diary import Note
from reports.words.names import name_of
from resources.i18n import _, current, key_name

WIDTH, LEAST = 328, 300
NAMED = 230  # px for the name of the person awaited, on the button; the tooltip has it in full
SHARE = 0.4  # of a narrow screen: the most that the card takes
NAMESAKES = 3  # shown in the card; the dialog has them all
LONG = 24  # letters: in a longer word a line may break
_LONG_WORD = re.compile(rf"\S{{{LONG}}}(?=\S)")


class Card(QFrame):
    """Shows one person; it acts on nothing itself, but signals what was asked for.

    Signals:
        stepped: the button of the next step was pressed.
        edited: the edit button was pressed.
        page_wanted: id of the person whose page to show.
        result_wanted: id of the case whose result to open.
        sheet_wanted: id of the sheet to open.
        plan_wanted: id of the plan to open.
        note_wanted, notes_wanted: id of the person for a new note, or whose notes to show.
        compare_wanted: compare two assessments of the person.
        basis_wanted: enter a new basis for processing the person's data.
        consent_wanted: record that the consent was withdrawn.
        prolonging_wanted: keep the person's data longer, with a reason.
        copy_wanted: make a copy of all data held on the person.
        cases_wanted: confirm the cases of the name.
        withdrawal_wanted: id of the case to withdraw, opened by mistake.
        merge_wanted: merge another card of the same person with this one.
        journal_wanted: id of the person whose exports to show in the journal.
        familiarisation_wanted: id of the person whose signatures to show.
        erasure_wanted: erase the person.
    """

    stepped = Signal()
    edited = Signal()
    page_wanted = Signal(int)
    result_wanted = Signal(int)
    sheet_wanted = Signal(int)
    plan_wanted = Signal(int)
    note_wanted = Signal(int)
    notes_wanted = Signal(int)
    compare_wanted = Signal()
    basis_wanted = Signal()
    consent_wanted = Signal()
    prolonging_wanted = Signal()
    copy_wanted = Signal()
    cases_wanted = Signal()
    merge_wanted = Signal()
    erasure_wanted = Signal()
    withdrawal_wanted = Signal(int)
    journal_wanted = Signal(int)
    familiarisation_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.history: HistoryList | None = None
        self.notes: NotesOf | None = None
        self.given_out: GivenOut | None = None
        self._person_id = 0
        self.compare_button: QPushButton | None = None
        self.merge_button: QPushButton | None = None
        self.erase_button: QPushButton | None = None
        self.basis_button: QPushButton | None = None
        self.keeping: KeepingOf | None = None
        self.copy_button: QPushButton | None = None
        self.plan_button: QPushButton | None = None
        self.withdraw_buttons: list[QPushButton] = []
        self._plan_id = 0
        self.setObjectName("card")
        self._full = WIDTH + 24 * theme.font_step
        self.setFixedWidth(self._full)
        self._scroll = layout.scroll(self)
        layout.column(self._scroll, of=self)
        # All of it scrolls: a name may take three lines, or ten.
        self._whole = QWidget(self._scroll)
        self._column = QVBoxLayout(self._whole)
        self._column.setSpacing(12)
        self._body = QWidget(self._whole)
        self._initials = Initials(theme, self._whole)
        self._name = labels.paragraph("", self._whole, "section")
        self._facts = labels.paragraph("", self._whole, "small", "muted")
        self._gone = labels.paragraph("", self._whole, "small", "warn")
        words = layout.column(self._name, self._facts, self._gone, gap=2)
        who = layout.row(layout.top(self._initials), layout.grow(words), gap=10)
        self.step_button = button("", self._whole, "primary", do=self.stepped)
        self.edit_button = button(_("Edit…"), self._whole, do=self.edited)
        set_tip(self.edit_button, "F2")
        self.page_button = button(_("Page"), self._whole, do=self._on_page)
        set_tip(self.page_button, _("Everything on record about the person"), key_name("Alt+Enter"))
        for one in (self.step_button, self.page_button, self.edit_button):
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.waiting = labels.paragraph("", self._whole, "small", "muted")
        head = layout.column(who)
        head.addSpacing(6)
        head.addWidget(self.waiting)
        head.addSpacing(6)
        head.addWidget(self.step_button)
        head.addLayout(flow(self.page_button, self.edit_button, margins=(0, 8, 0, 0), gap=8))
        self._column.addLayout(head)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self._scroll.setWidget(self._whole)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range()

    def fit(self, screen: int) -> None:
        """Leave room for the list where space is short; *screen* is the width of both, px."""
        least = min(LEAST + 20 * self._theme.font_step, screen // 2 - 1)
        self.setFixedWidth(min(self._full, max(least, round(screen * SHARE))))

    def show_card(
        self,
        card: PersonCard,
        step: Step,
        viewer_id: int,
        result: CaseResult | None,
        earlier: CaseResult | None = None,
        namesakes: tuple[Person, ...] = (),
        notes: tuple[Note, ...] = (),
        hidden: str = "",
        *,
        on: date,
        read_only: bool,
        edits: bool = True,
        steps: bool = True,
    ) -> None:
        """Show this person as of a day; a read-only file offers results only.

        Without *edits* whoever works here changes nothing of the card, and has no register and no journal;
        without *steps* there is no assessment that the viewer could begin.

        *result* is that of the latest case, None while it may not be seen; *earlier* is then the newest
        result that may. *namesakes* may be the same person. *hidden* says of the latest case that marks are.
        """
        person = card.person
        self._initials.show_person(person)
        _say(self._name, person.full_name)
        _say(self._facts, facts(person))
        gone = left_words(person, on)
        _say(self._gone, gone + (f": {person.left_reason}" if gone and person.left_reason else ""))
        self._gone.setVisible(bool(gone))
        told = step_words(step, latest_of(card.cases), quarter_of(card.cases, viewer_id))
        letters, room = QFontMetrics(self._theme.font("strong")), NAMED + 16 * self._theme.font_step
        shown = letters.elidedText(told, Qt.TextElideMode.ElideRight, room)
        self.step_button.setText(shown.replace("&", "&&"))
        set_tip(self.step_button, f"{told} (Enter)")
        self.step_button.setAccessibleName(told)
        # Waiting for others is shown as text: a button would suggest that the user can do it.
        waiting = step is Step.WAIT
        able = not read_only and not (step is Step.ASSESS and (person.has_left(on) or not steps))
        self.step_button.setVisible(not waiting and (step is Step.RESULT or able))
        latest = latest_of(card.cases)
        _say(self.waiting, out_words(latest) if waiting and latest is not None else "")
        self.waiting.setVisible(waiting)
        self.edit_button.setVisible(edits and not read_only)
        body = QWidget(self._whole)
        column = layout.column(
            labels.rule(body), labels.plain(_("Mandatory requirements"), body, "strong"), gap=10, of=body
        )
        gates = GateList(self._theme, body)
        hiring = person.kind is PersonKind.CANDIDATE
        gates.show_gates(card.gates, card.requirements, hiring=hiring)
        column.addWidget(gates)
        self._add_latest(column, body, card.cases, result, earlier, viewer_id, hidden)
        if edits and not read_only:
            self._add_one_offs(column, body, card.cases, viewer_id)
        self._add_plan(column, body, card, viewer_id)
        self._add_notes(column, body, person.id, notes, read_only=read_only)
        self._add_keeping(column, body, card, on, read_only=read_only or not edits)
        self._add_given_out(column, body, card, edits=edits)
        if namesakes and edits and not read_only:
            self._add_double(column, body, namesakes)
        self._add_history(column, body, card, viewer_id, edits=edits)
        if edits:
            self._add_papers(column, body, read_only=read_only)
            if not namesakes and not read_only:
                self._add_double(column, body, ())
        self._body = layout.swap(self._column, self._body, body)
        self._scroll.verticalScrollBar().setValue(0)

    def _add_papers(self, column: QVBoxLayout, body: QWidget, *, read_only: bool) -> None:
        self.copy_button = button(_("Copy of the data…"), body, small=True, do=self.copy_wanted)
        set_tip(self.copy_button, _("All that is held on the person, for the person (152-FZ, article 14)"))
        row = [self.copy_button]
        if not read_only:
            self.cases_button = button(_("Forms of the name…"), body, small=True, do=self.cases_wanted)
            set_tip(self.cases_button, _("How Russian documents write to and about the person"))
            row.append(self.cases_button)
        column.addLayout(flow(*row, gap=8))

    def _on_range(self) -> None:
        """Put the scroll bar into the margin, so that nothing moves when it appears."""
        bar = self._scroll.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() else 0
        self._column.setContentsMargins(16, 14, 16 - taken, 16)

    def _add_latest(
        self,
        column: QVBoxLayout,
        body: QWidget,
        cases: tuple[CaseLine, ...],
        result: CaseResult | None,
        earlier: CaseResult | None,
        viewer_id: int,
        hidden: str,
    ) -> None:
        latest, shown = latest_of(cases), shown_of(cases, viewer_id)
        column.addWidget(labels.rule(body))
        column.addWidget(labels.plain(_("Assessment"), body, "strong"))
        if latest is not None:
            column.addWidget(Latest(self._theme, latest, result, body, hidden))
            if earlier is not None and shown is not None:
                column.addWidget(labels.plain(_("Last result"), body, "small", "muted"))
                column.addWidget(Latest(self._theme, shown, earlier, body))
        else:
            column.addWidget(labels.plain(_("Not assessed yet"), body, "small", "muted"))

    def _add_one_offs(
        self, column: QVBoxLayout, body: QWidget, cases: tuple[CaseLine, ...], viewer_id: int
    ) -> None:
        """Offer to resume or withdraw assessments outside vacancies and cycles."""
        latest = latest_of(cases)
        self.withdraw_buttons = []
        for case in cases:
            if not case.one_off or case.spent or (case is not latest and case.state is not CaseState.OPEN):
                continue
            row: list[QWidget] = []
            draft = case.draft_of(viewer_id)
            if case is not latest:
                told = f"{case_title(case)}, {case.cycle_code}: {state_words(case).text}"
                column.addWidget(labels.paragraph(told, body, "small", "muted"))
                if draft is not None:
                    go_on = button(_("Continue"), body, small=True, do=self._on_go_on)
                    go_on.setProperty("sheet", draft.sheet_id)
                    row.append(go_on)
            back = button(_("Withdraw…"), body, small=True, do=self._on_withdraw)
            back.setAccessibleName(_("Withdraw assessment {code}").format(code=case.cycle_code))
            set_tip(back, _("If it was started by mistake"))
            back.setProperty("case", case.case_id)
            self.withdraw_buttons.append(back)
            row.append(back)
            column.addLayout(flow(*row, gap=8))

    def _on_page(self) -> None:
        self.page_wanted.emit(self._person_id)

    def _on_go_on(self) -> None:
        self.sheet_wanted.emit(self.sender().property("sheet"))

    def _on_withdraw(self) -> None:
        self.withdrawal_wanted.emit(self.sender().property("case"))

    def _add_plan(self, column: QVBoxLayout, body: QWidget, card: PersonCard, viewer_id: int) -> None:
        """Link to the plan in progress, such as the one drafted at hiring."""
        seen = {case.case_id for case in card.cases if case.open_to(viewer_id)}
        going = [
            plan
            for plan in card.plans
            if plan.state is not PlanState.CLOSED and (plan.case_id is None or plan.case_id in seen)
        ]
        self.plan_button = None
        if going:
            self._plan_id = going[0].plan_id
            told = _("{plan}: open…").format(plan=name_of(going[0].kind, current()))
            self.plan_button = button(told, body, small=True, do=self._on_plan)
            column.addWidget(self.plan_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_plan(self) -> None:
        self.plan_wanted.emit(self._plan_id)

    def _add_notes(
        self, column: QVBoxLayout, body: QWidget, person_id: int, notes: tuple[Note, ...], *, read_only: bool
    ) -> None:
        self._person_id = person_id
        column.addWidget(labels.rule(body))
        self.notes = NotesOf(notes, body, read_only=read_only)
        self.notes.note_wanted.connect(self._on_note)
        self.notes.all_wanted.connect(self._on_notes)
        column.addWidget(self.notes)

    def _on_note(self) -> None:
        self.note_wanted.emit(self._person_id)

    def _on_notes(self) -> None:
        self.notes_wanted.emit(self._person_id)

    def _add_keeping(
        self, column: QVBoxLayout, body: QWidget, card: PersonCard, on: date, *, read_only: bool
    ) -> None:
        self.basis_button = self.keeping = None
        person = card.person
        known = bool(person.basis or person.basis_until or card.term)
        if not known and (person.kind is not PersonKind.CANDIDATE or read_only):
            return
        column.addWidget(labels.rule(body))
        over = card.term is not None and card.term.over(on)
        self.keeping = KeepingOf(card, body, over=over, read_only=read_only)
        self.basis_button = self.keeping.basis_button
        self.keeping.basis_wanted.connect(self.basis_wanted)
        self.keeping.withdrawal_wanted.connect(self.consent_wanted)
        self.keeping.prolonging_wanted.connect(self.prolonging_wanted)
        column.addWidget(self.keeping)

    def _add_given_out(self, column: QVBoxLayout, body: QWidget, card: PersonCard, *, edits: bool) -> None:
        self.given_out = None
        if card.handed_out:
            column.addWidget(labels.rule(body))
            self.given_out = GivenOut(card.handed_out, body)
            self.given_out.all_button.setVisible(edits)
            self.given_out.all_wanted.connect(self._on_journal)
            column.addWidget(self.given_out)

    def _on_journal(self) -> None:
        self.journal_wanted.emit(self._person_id)

    def _on_signatures(self) -> None:
        self.familiarisation_wanted.emit(self._person_id)

    def _add_history(
        self, column: QVBoxLayout, body: QWidget, card: PersonCard, viewer_id: int, *, edits: bool
    ) -> None:
        moments = history(card, viewer_id)
        self.history = None
        if not moments:
            return
        column.addWidget(labels.rule(body))
        title = labels.plain(_("History"), body, "strong")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.compare_button = button(_("Compare two…"), body, small=True, do=self.compare_wanted)
        set_tip(self.compare_button, "Ctrl+H")
        several = len([case for case in card.cases if case.open_to(viewer_id)]) > 1
        allow(
            self.compare_button, "" if several else _("Two assessments are needed whose results can be seen.")
        )
        signed = button(_("Signatures…"), body, small=True, do=self._on_signatures)
        set_tip(signed, _("What the person has signed to have read"))
        column.addLayout(flow(title, signed, self.compare_button, gap=8))
        signed.setVisible(edits)
        self.compare_button.setVisible(edits)
        self.history = HistoryList(self._theme, moments, body)
        self.history.result_wanted.connect(self.result_wanted)
        self.history.sheet_wanted.connect(self.sheet_wanted)
        self.history.plan_wanted.connect(self.plan_wanted)
        self.history.signatures_wanted.connect(self._on_signatures)
        self.history.moved.connect(self._on_moved)
        column.addWidget(self.history)

    def _add_double(self, column: QVBoxLayout, body: QWidget, namesakes: tuple[Person, ...]) -> None:
        column.addWidget(labels.rule(body))
        if namesakes:
            column.addWidget(labels.plain(_("Possibly the same person"), body, "strong"))
            for one in namesakes[:NAMESAKES]:
                told = labels.paragraph("", body, "small", "muted")
                _say(told, " · ".join(part for part in (one.full_name, facts(one)) if part))
                column.addWidget(told)
        merge = button(_("Merge with…"), body, small=True, do=self.merge_wanted)
        set_tip(merge, "Ctrl+J")
        self.merge_button = merge
        self.erase_button = button(_("Erase personal data…"), body, small=True, do=self.erasure_wanted)
        column.addLayout(layout.row(merge, layout.STRETCH))
        column.addLayout(layout.row(self.erase_button, layout.STRETCH))

    def _on_moved(self, line: QRect) -> None:
        """Keep the current line of the history in sight."""
        if self.history is not None and self.history.hasFocus():
            top = self.history.mapTo(self._whole, line.topLeft())
            self._scroll.ensureVisible(top.x(), top.y() + line.height() // 2, 0, line.height())


def _say(label: QLabel, text: str) -> None:
    """Show a text; words longer than a line may break anywhere."""
    label.setText(_LONG_WORD.sub("\\g<0>\u200b", text))
    label.setAccessibleName(text)
