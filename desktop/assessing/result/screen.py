"""The screen of a result: the figures of a case, and its papers."""

from dataclasses import replace
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cases
from db.assessing.sheet import sheets
from db.development import plans
from db.hiring import closed_cases, decisions
from db.papers import assessing_papers
from desktop.assessing.result.board import Board
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.plan_dialog import PlanDialog
from desktop.assessing.result.words import scope_words, step_words
from desktop.context import Context
from desktop.export.papers_of import OF_RESULT, PapersOf, of_one
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.floor import Floor, scrolling
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.shared.seats import may_open_early
from desktop.shared.sent import waiting_words
from domain.assessing.case import CaseState
from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from domain.errors import NothingSubmitted, StillBlind
from domain.period import next_quarter
from reports.words import phrases
from resources.i18n import _, current


class ResultScreen(Screen):
    """One case: its figures, or whose sheets are still awaited.

    Signals:
        sheet_opened: id of a sheet and code of the item to show in it.
        decision_wanted: id of the case to decide.
        conclusion_wanted: id of the case to conclude.
        plan_opened: id of the case's plan, new or existing.
        sending_wanted: id of the case whose result goes to another file.
    """

    TABLES = frozenset({"sheet", "settled", "case", "person", "medical"})
    sheet_opened = Signal(int, str)
    decision_wanted = Signal(int)
    conclusion_wanted = Signal(int)
    plan_opened = Signal(int)
    sending_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._case_id = 0
        self._concludes = False
        self._closed = ""  # why there is no way to a decision
        self.result: CaseResult | None = None
        self.board: Board | None = None
        self._keys = (
            ("↑ ↓", _("gap")),
            ("Enter", _("marks and facts")),
            ("Ctrl+E", _("documents")),
            ("Ctrl+C", _("copy")),
            ("Esc", _("back")),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Result"), self, back=_("Back")))
        act = self.header.act
        self.plan_button = act(_("Development plan…"), "sprout", self.make_plan)
        self.export_button = act(_("Documents…"), "file-down", self.export)
        self.send_button = act(_("Send…"), "share", self.send)
        self.decision_button = act(_("Decision…"), "scale", self._on_step, tip="Ctrl+D")
        self.banner = self.add_banner()
        self.area = scrolling(QWidget(self), self)
        self.area.setAccessibleName(_("Result"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.waiting = Empty(theme.icon("eye-off", "muted", 22), "", self, act=_("Back"))
        self._stack = self.add_stack(self.area, self.waiting)
        make = context.actions.make
        self._export = self.make_act("export", self.export, assessing_papers.result)
        self._decide = make("decision", self, self._on_decision)
        if not context.data.is_remote:
            make("send_result", self, self.send)
        self._view_own = make("view_sheet", self, self._on_own_sheet)
        self.waiting.acted.connect(self.closed)

    def open(self, case_id: int) -> None:
        """Read the case and show it; focus the gaps."""
        self._case_id = case_id
        self.refresh()
        if self.board is None:
            self.waiting.act.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.board.begin()
        self.board.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def person_id(self) -> int:
        """Id of the person whose result is shown, 0 while it is hidden."""
        return 0 if self.result is None else self.result.person.id

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the result shown."""
        if self.result is None:
            return None
        return PapersOf(self.result.person.short_name, of_one(self._case_id, *OF_RESULT))

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work now: with a hidden result only the way back."""
        keys = self._keys if self.result is not None else self._keys[-1:]
        printed = not self.export_button.isHidden()
        return tuple(one for one in keys if printed or one[0] != "Ctrl+E")

    def make_plan(self) -> None:
        """Save a plan from this case for the next quarter, unless there is one, and open it."""
        if self.result is None:
            return
        data, me, today = self._context.data, self._context.me.id, self._context.today()
        period = next_quarter(today)
        if not data.read_only:
            self.plan_opened.emit(data.write(plans.make, self._case_id, me, period, today))
            return
        sheet = data.read(plans.for_case, self._case_id, me, period, today)
        if sheet.plan.id:
            self.plan_opened.emit(sheet.plan.id)
        else:
            PlanDialog(self._context, sheet, self).open()

    def send(self) -> None:
        """Send the result to another file."""
        if self.result is not None:
            self.sending_wanted.emit(self._case_id)

    def _on_own_sheet(self) -> None:
        """Open the viewer's own sheet, where it can be corrected."""
        own = self._context.data.read(sheets.handed_in, self._case_id, self._context.me.id)
        if own:
            self.sheet_opened.emit(own, "")

    @override
    def refresh(self) -> None:
        read, me, today = self._context.data.read, self._context.me.id, self._context.today()
        self.result, self._closed = None, ""
        # Being blind is a state of a case, not a failure: the page says so and shows no figures.
        try:
            self.result = read(cases.result, self._case_id, me, today)
        except StillBlind as blind:
            if not self._may_open_early():
                self._closed = _("Marks are hidden until all sheets are submitted.")
            self._show_waiting(
                _("Marks are hidden until all sheets are submitted"),
                waiting_words(blind),
            )
        except NothingSubmitted:
            self._closed = _("No sheet has been submitted yet.")
            self._show_waiting(_("No sheet has been submitted yet"), _("Submit a sheet to see the result."))
        shown = self.result is not None and self._context.names.reaches(self.result.person.id)
        allows = self._context.data.allows
        gone = self.result is not None and self.result.person.erased
        self.plan_button.setVisible(shown and not gone and allows(plans.make))
        self.export_button.setVisible(shown and allows(assessing_papers.result))
        self._export.setEnabled(shown or self.result is None)  # no papers about people of other units
        self.send_button.setVisible(shown and not self._context.data.is_remote)
        allow(self.decision_button, self._closed)
        allow(self.send_button, read_only_reason() if self._context.data.read_only else "")
        own = self._context.data.allows(sheets.handed_in) and read(sheets.handed_in, self._case_id, me)
        self._view_own.setEnabled(bool(own))
        self._lead()
        self._show_home("" if self.result is None else self.result.home)
        if self.result is not None:
            self._show(self.result)

    def _may_open_early(self) -> bool:
        data = self._context.data
        if not data.allows(cases.lines_of):
            return False
        (line,) = data.read(cases.lines_of, [self._case_id])
        return may_open_early(line, self._context.me.id) and not data.read_only

    def _show(self, result: CaseResult) -> None:
        facts = (
            result.person.code,
            _("one sheet of several") if result.home else "",
            scope_words(result.score, result.framework),
            _days(result),
            _title(result),
            _("withdrawn, does not count") if result.case.state is CaseState.WITHDRAWN else "",
        )
        self.header.set_title(result.person.full_name, " · ".join(part for part in facts if part))
        before = self.board.row_shown() if self.board is not None else None
        focused = self.window().focusWidget()
        working = self.board is not None and (self.board.isAncestorOf(focused) if focused else False)
        on_ruler = self.board is not None and self.board.items.ruler is focused
        self.board = Board(self._context, result, self.area)
        self.area.setWidget(Floor(self.board))  # deletes the previous one
        self.board.taken.connect(self._on_gap)
        place = self.board.first if before is None else self.board.stand_on(before.code, on_ruler=on_ruler)
        if self.board.row_shown() is None:
            self.board.begin()
            place = self.board.first
        self._stack.setCurrentWidget(self.area)
        if working:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_elsewhere(self, who: str) -> None:
        """Show the same figures as those of one sheet of a case that *who* sent in a packet."""
        assert self.result is not None
        self.result = replace(self.result, home=who)
        self._lead()
        self._show_home(who)
        self._show(self.result)

    def _show_home(self, who: str) -> None:
        """Say that these are the figures of one sheet, and that *who* decides; empty: the case is at home."""
        elsewhere = bool(who)
        decides = not elsewhere and self._leads_to_decision
        self.decision_button.setVisible(decides)
        self.plan_button.setVisible(not self.plan_button.isHidden() and not elsewhere)
        self._decide.setEnabled(not self._closed and decides)
        if self.result is None or not elsewhere:
            self.banner.hide()
            return
        self.banner.show_fact(
            _("Here is one sheet of several."),
            _(
                "The result and the conclusion are made in the file of {who}, once all sheets are submitted."
            ).format(who=who),
            closable=False,
        )

    @property
    def _leads_to_decision(self) -> bool:
        """Whoever concludes goes on to the decision; whoever reads what is closed, to one on a candidate."""
        allows = self._context.data.allows
        reads = allows(closed_cases.closed_cases) and self.result is not None and phrases.hiring(self.result)
        return allows(decisions.conclude) or reads

    def _lead(self) -> None:
        """Name the next step after what is left: to agree on levels, to conclude, to plan."""
        result = self.result
        open_still = result is None or result.case.state in (CaseState.OPEN, CaseState.SEALED)
        hiring = result is not None and phrases.hiring(result)
        unsettled = len(result.unsettled) if result is not None and open_still else 0
        # A critical "not applicable" is confirmed by a decision before a conclusion is possible.
        rows = () if result is None else result.score.rows
        waits = any(row.unconfirmed and row.entry.in_scope for row in rows)
        self._concludes = open_still and hiring and not unsettled and not waits
        self.decision_button.setText(step_words(unsettled, concludes=self._concludes))
        if result is None:
            if not self._closed:  # outside vacancies nothing else leads there
                self.decision_button.setText(_("Open early…"))
            self.header.lead(None)  # there is nothing to decide yet
        elif result.home:
            self.header.lead(self.export_button)
        elif unsettled or self._concludes or (open_still and waits):
            self.header.lead(self.decision_button)
        elif self._context.data.allows(plans.make):
            self.header.lead(self.export_button if hiring else self.plan_button)
        else:
            # Whoever only reads goes on to what was decided.
            self.header.lead(self.decision_button if self._leads_to_decision else None)

    def _show_waiting(self, fact: str, rest: str) -> None:
        self.header.set_title(_("Result"))
        self.board = None
        self.waiting.set_texts(fact, rest, _("Back"))
        self._stack.setCurrentWidget(self.waiting)

    def _on_gap(self, row: Row) -> None:
        """Show what the level of an item rests on."""
        assert self.result is not None
        own = 0 if self._context.names.reaches(self.result.person.id) else self._context.me.id
        dialog = ItemDialog(self._context.theme, self.result, row, self, only_of=own)
        dialog.sheet_wanted.connect(partial(self._on_sheet_wanted, row.code))
        dialog.open()

    def _on_sheet_wanted(self, code: str, sheet_id: int) -> None:
        self.sheet_opened.emit(sheet_id, code)

    def _on_step(self) -> None:
        (self.conclusion_wanted if self._concludes else self.decision_wanted).emit(self._case_id)

    def _on_decision(self) -> None:
        self.decision_wanted.emit(self._case_id)


def _title(result: CaseResult) -> str:
    return phrases.assessment(result, current())


def _days(result: CaseResult) -> str:
    """Return the dates on which the sheets were handed in, as one span."""
    days = sorted(assessor.submitted_on for assessor in result.assessors)
    if not days:
        return ""
    first, last = current().date(days[0]), current().date(days[-1])
    return first if first == last else f"{first} – {last}"
