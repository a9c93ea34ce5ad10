"""The plan editor: gaps on the left, goals and actions by weeks, below them details and hours."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.development import probations
from desktop.context import Context
from desktop.development import words as say
from desktop.development.acts import Acts
from desktop.development.adapting import Adapting
from desktop.development.foot import Foot
from desktop.development.forms.probation_form import concluded
from desktop.development.gaps_panel import GapsPanel
from desktop.development.inspector import Inspector
from desktop.development.model import PlanModel
from desktop.development.table import PlanTable
from desktop.export.papers_of import PapersOf, of_one
from desktop.kit import labels, layout
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Keys, Screen
from desktop.kit.turn import Turn
from desktop.office.papers.registry import CHECK_DAY, DOCUMENTS, MEETING, OF_PLANS
from desktop.shared.sent import waiting_words
from domain.development.plan import ActionState, PlanState
from domain.development.probation import ProbationEnd, notice_late
from domain.errors import NothingSubmitted, StillBlind
from domain.plan_kinds import PlanKind, ProbationOutcome
from reports.words.refusals import Sentence
from resources.i18n import _, current

LEFT = 244  # px of the gaps at the usual text size
BOARD = 380  # px that the plan needs beside them
ENOUGH = 900  # px for both, from which on the gaps get their full width


class PlanScreen(Screen):
    """One plan; the table has the focus and uses the arrow keys.

    Signals:
        plan_opened: id of another plan to show.
        result_opened: id of the case the plan is based on.
    """

    plan_opened = Signal(int)
    result_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.model = PlanModel(context, self)
        self.acts = Acts(context, self.model, self)
        self.adapting = Adapting(context, self.model, self)
        theme = context.theme
        self._keys = (
            ("↑ ↓", _("action")),
            ("← →", _("move by a week")),
            ("Shift+← →", _("change length")),
            ("Ins", _("add")),
            ("Del", _("remove")),
            ("Ctrl+Z", _("undo")),
            ("F4", _("record outcome")),
            ("F8", _("meeting")),
            ("Ctrl+E", _("documents")),
        )
        self._lay_header()
        self.trouble, self.notice = self.add_banner(), self.add_banner()
        self._recorded: int | None = None  # the meeting that the banner offers to sign
        self._board = self._lay_board()
        self.waiting = Empty(theme.icon("eye-off", "muted", 22), "", self, act=_("Back"))
        self._stack = self.add_stack(self._board, self.waiting)
        self._join()

    def open(self, plan_id: int) -> None:
        """Read a plan and show it; focus its rows."""
        self.trouble.hide()
        try:
            self.model.open(plan_id)
        except StillBlind as blind:
            self._show_waiting(
                _("Marks are hidden until all sheets are submitted"),
                waiting_words(blind),
            )
            return
        except NothingSubmitted:
            self._show_waiting(_("No sheet has been submitted yet"), _("Submit a sheet to see the plan."))
            return
        self._stack.setCurrentWidget(self._board)
        self.table.go_to(self._first())
        empty = not self.model.plan.goals and self.left.gaps.choices.rowCount()
        wanted = self.left.gaps if empty else self.table
        self.turn.reveal(wanted)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> int:
        """Return the row to begin at: in a plan that is carried out, the first action not yet told of."""
        rows = [(n, one.action) for n, one in enumerate(self.model.lines) if one.action is not None]
        open_ = (n for n, one in rows if one.state is ActionState.PLANNED and not one.retired)
        begin = rows[0][0] if rows else 0
        return next(open_, begin) if self.model.active else begin

    @property
    @override
    def keys(self) -> Keys:
        followed = self.model.active and not self.model.fixed
        return tuple(one for one in self._keys if one[0] != "F4" or followed)

    def memory(self) -> object:
        """Return the current row's key."""
        return self.table.current_key

    def recall(self, memory: object) -> None:
        """Make the row current again."""
        self.table.stand_on(memory)

    @property
    def person_id(self) -> int:
        """Id of the person whose plan is shown, 0 while it is hidden."""
        return 0 if self.model.board is None else self.model.board.sheet.person.id

    @property
    def papers(self) -> PapersOf | None:
        """The documents of this plan: its own, then the others that there are of such a plan."""
        board, kind = self.model.board, self.model.plan.kind if self.model.board is not None else None
        if board is None or kind is None:
            return None
        own = OF_PLANS[kind]
        others = (one.key for one in DOCUMENTS.values() if one.plan is kind and one.key != own)
        of = of_one(self.model.plan_id, own, *others)
        return PapersOf(board.sheet.person.short_name, of, part_id=self._recorded)

    def _lay_header(self) -> None:
        self.header = self.add_header(Header(self._context.theme, _("Plan"), self, back=_("Back")))
        self.state = labels.plain("", self.header)
        self.state.setObjectName("tag")
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.header.add(self.state)
        act = self.header.act
        self.days = act("–", "calendar", self.acts.describe, tip=_("Dates, hours and aim of the plan"))
        self.library_button = act(_("Library"), "library", self._on_library)
        self.export_button = act(_("Documents…"), "file-text", self.export)
        self.next_button = act("", "", self.acts.go_on)

    def _lay_board(self) -> QWidget:
        theme = self._context.theme
        board = QWidget(self)
        self.left = GapsPanel(theme, board)
        main = QWidget(board)
        self.table = PlanTable(self.model, theme, main)
        self.inspector = Inspector(self.model, theme, main)
        self.foot = Foot(theme, main)
        layout.column(layout.grow(self.table), labels.rule(main), self.inspector, self.foot, of=main)
        least = BOARD + 40 * theme.font_step
        names = (_("Plan"), _("Gaps"))
        self.turn = Turn(main, self.left, names, board, least=least, wide=self._wide, left=True)
        layout.row(self.turn, of=board)
        return board

    def _wide(self, both: int) -> int:
        """Return the width of the gaps beside the plan, px: enough for their links."""
        theme = self._context.theme
        much = theme.usual(both) >= ENOUGH
        return max(LEFT + 12 * theme.font_step if much else LEFT - 24, self.left.needed)

    def _join(self) -> None:
        make, table, acts = self._context.actions.make, self.table, self.acts
        here = Qt.ShortcutContext.WidgetShortcut
        for name, slot in (
            ("earlier", self._on_earlier),
            ("later", self._on_later),
            ("shorter", self._on_shorter),
            ("longer", self._on_longer),
            ("move_up", self._on_up),
            ("move_down", self._on_down),
            ("take_out", self._on_take_out),
            ("open", self._on_edit),
            ("edit", self._on_edit),
            ("copy", table.copy),
        ):
            make(name, table, slot, here)
        make("report", self, self._on_report)
        make("add", self, self._on_add)
        make("undo", self, acts.undo)
        make("redo", self, acts.redo)
        make("export", self, self.export)
        make("talk", self, acts.ask_talk)
        make("figures", self, self.adapting.ask_figures)
        self.make_act("probation", self.adapting.ask_conclusion, probations.conclude)
        self.left.concludes = self.adapting.concludes
        make("next_step", self, acts.go_on)
        self.left.result_button.clicked.connect(self._on_result)
        self.notice.acted.connect(self._on_end_acted)
        self.waiting.acted.connect(self.closed)
        self.left.other.clicked.connect(acts.ask_item)
        self.left.mentor.clicked.connect(acts.ask_mentor)
        self.left.figures.clicked.connect(self.adapting.ask_figures)
        self.left.probation.clicked.connect(self.adapting.ask_conclusion)
        self.left.gaps.taken.connect(acts.tick)
        table.selectionModel().currentRowChanged.connect(self._on_row)
        table.doubleClicked.connect(self._on_edit)
        table.drag.dropped.connect(acts.drag)
        self.inspector.span_typed.connect(self._on_span)
        self.inspector.owner_chosen.connect(self._on_owner)
        self.inspector.hours_typed.connect(self._on_hours)
        self.inspector.wanted.connect(self._on_wanted_act)
        self.model.changed.connect(self._show)
        acts.refused.connect(self._on_refused)
        acts.stood.connect(self._on_stood)
        acts.told.connect(self.told)
        acts.removed.connect(self.removed)
        acts.held.connect(self._on_held)
        self.trouble.acted.connect(self._on_sheet_wanted)
        self.adapting.told.connect(self.told)
        acts.opened.connect(self.plan_opened)

    def _show(self) -> None:
        board, model = self.model.board, self.model
        if board is None:
            return
        sheet, plan, words = board.sheet, board.sheet.plan, current()
        self.trouble.hide()
        self._recorded = None
        self._show_acts(shown=True)
        self.header.set_title(sheet.person.full_name, say.title(sheet))
        self.state.setText(say.state(plan.state))
        self.state.setProperty("kind", "ok" if plan.state is PlanState.ACTIVE else "quiet")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.days.setText(f"{words.date(plan.period.starts_on)} – {words.date(plan.period.ends_on)}")
        self._show_next(board.followed_by)
        self.left.show_board(board, model.today)
        fixed = read_only_reason() if self._context.data.read_only else ""
        if plan.state is PlanState.CLOSED:
            fixed = _("The plan is closed and read-only.")
        for one in (self.left.other, self.left.mentor, self.left.figures, self.library_button, self.days):
            allow(one, fixed)
        allow(self.left.probation, self.adapting.why_not_concluded())
        self.table.show_plan()
        self.inspector.show_line(self.table.current_line)
        self.foot.show_plan(model)
        if sheet.ends:
            self._show_end(sheet.ends[0])
        elif plan.goals or model.fixed:
            self.notice.hide()
        else:
            self.notice.show_fact(_("The plan is empty."), _("Tick gaps on the left."), "info")
        self.turn.show_side(True)
        self.keys_changed.emit()

    def _show_end(self, end: ProbationEnd) -> None:
        """Show the conclusion; after a failed probation offer the next step, if there is one."""
        fact, rest = concluded(end)
        if (
            end.told.outcome is not ProbationOutcome.NOT_PASSED
            or self.model.plan.state is not PlanState.ACTIVE
        ):
            self.notice.show_fact(fact, rest, "info")
            return
        may = self.adapting.concludes and not self._context.data.read_only
        act = _("Enter the notice served…") if end.told.notice_on is None else _("Close the plan…")
        kind = "danger" if notice_late(end.told) else "warn" if end.told.notice_on is None else "info"
        self.notice.show_fact(fact, rest, kind, act=act if may else "")

    def _on_end_acted(self) -> None:
        board = self.model.board
        if board is not None and board.sheet.ends:
            served = board.sheet.ends[0].told.notice_on is not None
            (self.acts.go_on if served else self.adapting.ask_conclusion)()

    def _show_next(self, followed_by: int | None) -> None:
        plan = self.model.plan
        text = {
            PlanState.DRAFT: _("Approve the plan…"),
            PlanState.ACTIVE: _("Close the plan…"),
            PlanState.CLOSED: _("Carry over to a new plan"),
        }[plan.state]
        if followed_by is not None:
            text = _("To the next plan")
        self.next_button.setText(text)
        # Before the end of its term an action's outcome comes first.
        self.header.lead(self.next_button if self.model.over or not self.model.active else None)
        allow(self.next_button, read_only_reason() if self._context.data.read_only else "")
        board = self.model.board
        if board is not None and board.sheet.person.erased:
            self.next_button.hide()  # nobody is left to go on with

    def _show_acts(self, *, shown: bool) -> None:
        """Show or hide what the header says of the plan, and its acts."""
        for one in (self.state, self.days, self.export_button, self.next_button):
            one.setVisible(shown)

    def _show_waiting(self, fact: str, rest: str) -> None:
        self.header.set_title(_("Plan"))
        self._show_acts(shown=False)
        self.waiting.set_texts(fact, rest, _("Back"))
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row(self) -> None:
        self.inspector.show_line(self.table.current_line)

    def _on_earlier(self) -> None:
        self.acts.shift(self.table.current_line, -1)

    def _on_later(self) -> None:
        self.acts.shift(self.table.current_line, 1)

    def _on_shorter(self) -> None:
        self.acts.stretch(self.table.current_line, -1)

    def _on_longer(self) -> None:
        self.acts.stretch(self.table.current_line, 1)

    def _on_up(self) -> None:
        self.acts.move(self.table.current_line, -1)

    def _on_down(self) -> None:
        self.acts.move(self.table.current_line, 1)

    def _on_take_out(self) -> None:
        self.acts.take_out(self.table.current_line)

    @reopens
    def _on_edit(self) -> None:
        self.acts.edit(self.table.current_line)

    @reopens
    def _on_report(self) -> None:
        self.acts.report(self.table.current_line)

    @reopens
    def _on_postpone(self) -> None:
        line = self.table.current_line
        if line is not None and line.action is not None:
            self.acts.postpone(line.action, (line.action.starts_on, line.action.ends_on))

    @reopens
    def _on_add(self) -> None:
        self.acts.add(self.table.current_line)

    @reopens
    def _on_library(self) -> None:
        """Open the library at the current goal, or else the first."""
        lines = self.model.lines
        line = self.table.current_line
        if line is None or line.goal is None:
            line = next((one for one in lines if one.goal is not None), None)
        if line is None:
            self.acts.ask_item()
        else:
            self.acts.add(line)

    def _on_result(self) -> None:
        if self.model.plan.case_id is not None:
            self.result_opened.emit(self.model.plan.case_id)

    def _on_span(self, starts_on: object, ends_on: object) -> None:
        line = self.table.current_line
        if line is not None and line.action is not None:
            self.acts.put_days(line.action, starts_on, ends_on)  # pyright: ignore[reportArgumentType]

    def _on_owner(self, person_id: object) -> None:
        line = self.table.current_line
        if line is not None and line.action is not None:
            self.acts.put_owner(line.action, person_id)  # pyright: ignore[reportArgumentType]

    def _on_hours(self, hours: object) -> None:
        line = self.table.current_line
        if line is not None and line.action is not None:
            self.acts.put_hours(line.action, hours)  # pyright: ignore[reportArgumentType]

    def _on_wanted_act(self, name: str) -> None:
        line = self.table.current_line
        match name:
            case "report":
                self._on_report()
            case "postpone":
                self._on_postpone()
            case "edit":
                self._on_edit()
            case "take_out":
                self.acts.take_out(line)
            case "talk":
                self.acts.ask_talk()
            case "follow_target":
                self.acts.follow_target(line)
            case _:
                self._on_add()

    def _on_refused(self, told: Sentence) -> None:
        self.trouble.show_refused(told)

    def _on_held(self, meeting_id: int) -> None:
        """Say that the meeting is recorded, and offer its paper to sign."""
        self._recorded = meeting_id
        self.trouble.show_fact(_("The meeting is recorded."), "", "info", act=_("Sheet to sign…"))

    def _on_sheet_wanted(self) -> None:
        probation = self.model.plan.kind is PlanKind.ADAPTATION
        self.papers_wanted.emit(CHECK_DAY if probation else MEETING)

    def _on_stood(self, key: object) -> None:
        self.table.stand_on(key)  # pyright: ignore[reportArgumentType]
        self.turn.reveal(self.table)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
