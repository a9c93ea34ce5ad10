"""The screen of a decision: differences are settled, people conclude, the record is made."""

from typing import Any, cast, override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db import decisions, frameworks, hiring, people
from desktop.context import Context
from desktop.decision.commands import Agreed, Settle
from desktop.decision.conclusion import ConclusionPage, decided_words
from desktop.decision.drafts import Drafts
from desktop.decision.early import Early
from desktop.decision.head import DecisionHeader
from desktop.decision.item_panel import LARGE, ItemPanel
from desktop.decision.model import DecisionModel
from desktop.decision.papers import Papers
from desktop.decision.requirements import RequirementsPage
from desktop.decision.signing import Signing
from desktop.decision.table import DecisionTable
from desktop.decision.words import agreement_words, hindering
from desktop.widgets import labels
from desktop.widgets.banner import Banner
from desktop.widgets.buttons import button
from desktop.widgets.segments import Segments
from domain.case import CaseState
from domain.decision import Decision
from domain.errors import NothingSubmitted, StillBlind
from domain.framework import Question
from domain.person import Person
from resources.i18n import _, current

COMPETENCIES, REQUIREMENTS, CONCLUSION = range(3)
READING = ("↑ ↓", "Ctrl+→", "F3", "Ctrl+E", "Esc")  # keys of a case that can only be read
WATCHED = {
    *("sheet", "settled", "case", "person", "medical", "conclusion", "case_opening", "case_assessor"),
    *("withdrawal", "hire", "evidence", "cycle", "education", "experience"),
}


class DecisionScreen(QWidget):
    """One case: all assessors side by side, the requirements, the conclusion; or who is still out.

    Signals:
        concluded: id of the case that was concluded.
        result_opened: id of the case whose result is asked for.
        sheet_opened: id of a sheet that is asked for.
        person_opened: id of the person whose card is asked for.
        exported: the paths written, a tuple.
        told: something good happened, in words.
        closed: back to where one came from.
    """

    concluded = Signal(int)
    result_opened = Signal(int)
    sheet_opened = Signal(int)
    person_opened = Signal(int)
    exported = Signal(object)
    told = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id = 0
        self._questions: dict[str, Question] = {}
        self._busy = False  # the row moves because the table is laid out anew, not because somebody moved
        self.decision: Decision | None = None
        self._keys = (
            ("↑ ↓", _("competency")),
            ("0–4", _("settle")),
            ("Ctrl+Enter", _("record")),
            ("Ctrl+→", _("to the conclusion")),
            ("Ctrl+Z", _("undo")),
            (_("* C"), _("reason")),
            ("Del", _("take back")),
            ("F3", _("expert view")),
            ("Ctrl+E", _("record as PDF")),
            ("Esc", _("back")),
        )
        theme = context.theme
        self.drafts = Drafts(context.data)
        self.stack = QUndoStack(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = DecisionHeader(theme, self)
        column.addWidget(self.header)
        self.banner = Banner(theme, self)
        self.banner.setProperty("apart", True)
        self.trouble = Banner(theme, self)
        self.trouble.setProperty("apart", True)
        column.addWidget(self.banner)
        column.addWidget(self.trouble)
        self._pages = QStackedWidget(self)
        self.early = Early(context, self.drafts, self)
        self._pages.addWidget(self._board())
        self._pages.addWidget(self.early)
        column.addWidget(self._pages, 1)
        self.papers = Papers(context, self.trouble, self)
        self.signing = Signing(context, self)
        self._join()

    def open(self, case_id: int) -> None:
        """Read the case and show it; focus what has to be talked over first."""
        self._keep()
        self.panel.clear()  # before the drafts are those of another case
        if case_id != self._case_id:
            self.stack.clear()
        self._case_id = case_id
        self.drafts.open(case_id, self._context.me.id)
        self.trouble.hide()
        self._show_tab(COMPETENCIES)
        self._read(fresh=True)
        if self.decision is None:
            self.early.act.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        waiting = self.model.next_open("")
        self.table.go_to(waiting if waiting >= 0 else next(iter(self.model.lines_of_items()), -1))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return where one is; what is half typed is kept in the file."""
        self._keep()
        writing = self.panel.reason.hasFocus()
        cursor = self.panel.reason.textCursor().position() if writing else -1
        return self._case_id, self.tabs.current, self.table.code, cursor

    def recall(self, memory: object) -> None:
        """Be on the same tab and item, and write on where one wrote."""
        case_id, tab, code, cursor = cast("tuple[int, int, str, int]", memory)
        if case_id != self._case_id or self.decision is None:
            return
        self._go_to_item(code)
        self._show_tab(tab)
        if tab != COMPETENCIES:
            self._focus_tab()
        elif cursor >= 0:
            self.panel.write_reason()
            place = self.panel.reason.textCursor()
            place.setPosition(min(cursor, len(self.panel.reason.toPlainText())))
            self.panel.reason.setTextCursor(place)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys with their words: no more than work now."""
        if self.decision is None:
            return self._keys[-1:]
        return tuple(one for one in self._keys if not self.read_only or one[0] in READING)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be settled here any more, or in this file."""
        if self.decision is None or self._context.data.read_only:
            return True
        return self.decision.result.case.state in (CaseState.CLOSED, CaseState.WITHDRAWN)

    def record(self) -> None:
        """Write down the level and the reason of the item; on the conclusion, sign it."""
        if self.tabs.current == CONCLUSION:
            self.sign()
            return
        code = self.panel.code
        if self.read_only or self.tabs.current != COMPETENCIES or not code or not self.panel.ready:
            return
        chosen = self.panel.chosen
        assert chosen is not None
        new = Agreed(chosen.level, self.panel.reason.toPlainText().strip())
        if new != self._agreed(code):
            self.stack.push(Settle(self._context.data, self._case_id, code, self._agreed(code), new))
        self.panel.forget()
        self._read()
        self._go_on(code)

    def take_back(self) -> None:
        """Let the marks of the item count again."""
        code = self.panel.code
        old = self._agreed(code)
        if self.read_only or old is None:
            return
        self.stack.push(Settle(self._context.data, self._case_id, code, old, None))
        self.panel.forget()
        self._read()
        self._go_to_item(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign(self) -> None:
        """Ask before the conclusion is signed, or say what hinders it and lead there."""
        if self.decision is None or not self._form_open:
            return
        self.conclusion.form.keep()
        self.signing.sign(self.decision, self.conclusion)

    def export(self) -> None:
        """Ask which papers, then write them."""
        if self.decision is not None:
            self.papers.ask(self._case_id, self.decision)

    def show_expert(self) -> None:
        """Show the coefficients."""
        if self.decision is not None:
            from desktop.decision.expert_dialog import ExpertDialog

            ExpertDialog(self.decision.result, self).open()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._keep()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.fit(self.width())
        self.conclusion.fit(self.panel.width())

    def _board(self) -> QWidget:
        theme = self._context.theme
        board = QWidget(self)
        row = QHBoxLayout(board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 4, 16, 4)
        bar.setSpacing(12)
        self.tabs = Segments((_("Competencies"), _("Requirements"), _("Conclusion")), board, _("Show"))
        self.agreement = labels.elided("", board, "small", "muted")
        self.agreement.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.expert_button = button("", board, icon=theme.icon("sliders-horizontal", "muted"), small=True)
        self.expert_button.setAccessibleName(_("Expert view"))
        self.expert_button.setToolTip(f"{_('Expert view')} (F3)")
        bar.addWidget(self.tabs)
        bar.addWidget(self.agreement, 1)
        bar.addWidget(self.expert_button)
        left.addLayout(bar)
        left.addWidget(labels.rule(board))
        self._stack = QStackedWidget(board)
        self.model = DecisionModel(self)
        self.table = DecisionTable(self.model, theme, self._stack)
        self.requirements = RequirementsPage(theme, self._stack)
        self.conclusion = ConclusionPage(theme, self.drafts, self._stack)
        for page in (self.table, self.requirements, self.conclusion):
            self._stack.addWidget(page)
        left.addWidget(self._stack, 1)
        row.addLayout(left, 1)
        self._edge = QFrame(board)
        self._edge.setObjectName("rule")
        self._edge.setFixedWidth(1)
        row.addWidget(self._edge)
        self.panel = ItemPanel(theme, self.drafts, board)
        row.addWidget(self.panel)
        return board

    def _join(self) -> None:
        make = self._context.actions.make
        table, whole = self.table, Qt.ShortcutContext.WidgetShortcut
        for name in ("level_0", "level_1", "level_2", "level_3", "level_4", "not_applicable"):
            make(name, table, self._on_level, whole).setAutoRepeat(False)
        make("comment", table, self.panel.write_reason, whole)
        make("open", table, self.panel.write_reason, whole)
        make("unsettle", table, self.take_back, whole)
        make("copy", table, table.copy, whole)
        undo = make("undo", table, self._on_undo, whole)
        redo = make("redo", table, self._on_redo, whole)
        self.stack.canUndoChanged.connect(undo.setEnabled)
        self.stack.canRedoChanged.connect(redo.setEnabled)
        for name, slot in (
            ("record", self.record),
            ("to_conclusion", self._on_conclusion),
            ("to_competencies", self._on_competencies),
            ("expert", self.show_expert),
            ("export", self.export),
            ("back", self.closed),
            ("go_back", self.closed),
        ):
            make(name, self, slot)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.tabs.chosen.connect(self._on_tab)
        self.expert_button.clicked.connect(self.show_expert)
        self.panel.stepped.connect(self.table.step)
        self.panel.recorded.connect(self.record)
        self.panel.postponed.connect(self._on_postponed)
        self.panel.taken_back.connect(self.take_back)
        self.panel.left.connect(self._on_left)
        self.header.back_button.clicked.connect(self.closed)
        self.header.record_button.clicked.connect(self.export)
        self.header.conclusion_button.clicked.connect(self._on_conclusion)
        self.requirements.person_wanted.connect(self._on_person)
        self.conclusion.sign_wanted.connect(self.sign)
        self.conclusion.hire_wanted.connect(self._on_hire)
        self.conclusion.refusal_wanted.connect(self._on_refusal)
        self.conclusion.known.item_wanted.connect(self._on_item_wanted)
        self.conclusion.known.requirements_wanted.connect(self._on_requirements)
        self.signing.item_wanted.connect(self._on_item_wanted)
        self.signing.signed.connect(self._on_signed)
        self.papers.exported.connect(self.exported)
        self.early.closed.connect(self.closed)
        self.early.sheet_wanted.connect(self.sheet_opened)
        self._context.data.changed.connect(self._on_changed)

    @property
    def _form_open(self) -> bool:
        return not self.read_only and self.conclusion.sign.isVisibleTo(self.conclusion)

    def _read(self, *, fresh: bool = False) -> None:
        read, me, today = self._context.data.read, self._context.me.id, self._context.today()
        self.decision = None
        # Being blind is a state of a case, not a failure: the page says it instead of marks.
        try:
            self.decision = read(decisions.decision, self._case_id, me, today)
        except StillBlind as blind:
            self.early.show_waiting(self._case_id, blind.waiting)
        except NothingSubmitted:
            self.early.show_nothing(self._case_id)
        known = self.decision is not None
        for one in (self.header.record_button, self.header.conclusion_button):
            one.setVisible(known)
        self._pages.setCurrentIndex(0 if known else 1)
        if self.decision is None:
            self.panel.clear()
            self.banner.hide()
            self.header.show_waiting(self.early.name)
        else:
            self._questions = read(frameworks.questions, self.decision.result.framework.id)
            self._show(self.decision, fresh=fresh)
            self._show_tab(self.tabs.current)

    def _show(self, decision: Decision, *, fresh: bool) -> None:
        result = decision.result
        over = result.case.state in (CaseState.CLOSED, CaseState.WITHDRAWN)
        left = len(hindering(decision))
        self.header.show_decision(decision, left, over=over)
        scope = sum(row.entry.in_scope for row in result.score.rows)
        if self._context.theme.font_step < LARGE:  # very large letters leave no room for counts
            self.tabs.set_text(COMPETENCIES, _("Competencies {n}").format(n=scope))
            self.tabs.set_text(REQUIREMENTS, _("Requirements {n}").format(n=len(result.gates)))
        self.agreement.setText(agreement_words(result))
        self.expert_button.setVisible(len(self.model.assessors) > 1 or len(result.assessors) > 1)
        self._show_banner(decision)
        code = self.table.code
        self._busy = True
        self.model.show(decision)
        line = self.model.line_of(code) if code else -1
        self.table.go_to(line if line >= 0 else next(iter(self.model.lines_of_items()), -1))
        self._busy = False
        self._show_item(fresh=fresh or self.panel.code != self.table.code)
        self.requirements.show_decision(decision, read_only=self._context.data.read_only)
        self._show_conclusion(decision, left, fresh=fresh)

    def _show_conclusion(self, decision: Decision, left: int, *, fresh: bool) -> None:
        read, me = self._context.data.read, self._context.me
        likely, others = self._signers(decision)
        self.conclusion.show_decision(
            decision,
            read(hiring.hired, self._case_id, me.id),
            me=me,
            likely=likely,
            others=others,
            today=self._context.today(),
            read_only=self._context.data.read_only,
            hindering=left,
            fresh=fresh,
        )

    def _show_banner(self, decision: Decision) -> None:
        fact, rest = decided_words(decision)
        if fact:
            self.banner.show_fact(fact, rest, closable=False)
            return
        opening = decision.opening
        if opening is None:
            self.banner.hide()
            return
        told = _("Opened before all were in: {name}, {day}. Still out then: {names}.").format(
            name=opening.actor_name,
            day=current().date(opening.at.astimezone().date()),
            names=", ".join(opening.waiting),
        )
        self.banner.show_fact(told, opening.reason, "warn", closable=False)

    def _signers(self, decision: Decision) -> tuple[list[Person], list[Person]]:
        """Return who is offered with a box, and everybody else who could sign."""
        result, me = decision.result, self._context.me
        near = [one.person for one in result.assessors]
        if result.manager is not None:
            near.append(result.manager)
        near += self._context.data.read(people.actors)
        likely = {one.id: one for one in near if one.id not in (me.id, result.person.id)}
        rows = self._context.data.read(people.people, me.id)
        everyone = [row.person for row in rows if row.person.id != result.person.id]
        return list(likely.values()), everyone

    def _show_item(self, *, fresh: bool = True) -> None:
        line = self.model.line(self.table.currentIndex().row())
        if line is None or self.decision is None:
            return
        question = self._questions.get(line.row.code)
        self.panel.show_item(self.decision, line.row, question, read_only=self.read_only, fresh=fresh)

    def _show_tab(self, tab: int) -> None:
        self.tabs.choose(tab)
        self._stack.setCurrentIndex(tab)
        for one in (self.panel, self._edge):
            one.setVisible(tab == COMPETENCIES)
        self.header.conclusion_button.setVisible(self.decision is not None and tab != CONCLUSION)

    def _focus_tab(self) -> None:
        match self.tabs.current:
            case 0:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            case 1:
                self.requirements.setFocus(Qt.FocusReason.OtherFocusReason)
            case _ if self._form_open:
                self.conclusion.form.focus_first()
            case _:
                (self.conclusion.next_act or self.tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_item(self, code: str) -> None:
        self.table.go_to(self.model.line_of(code))

    def _go_on(self, code: str) -> None:
        """Go to what is to be settled next; where nothing is, stay and have the conclusion at hand."""
        following = self.model.next_open(code)
        if following >= 0:
            self.table.go_to(following)
        else:
            self._go_to_item(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agreed(self, code: str) -> Agreed | None:
        settled = self.decision.settled_on(code) if self.decision is not None else None
        return None if settled is None else Agreed(settled.level, settled.reason)

    def _keep(self) -> None:
        if self.decision is not None and not self.read_only:
            self.panel.keep()
            self.conclusion.form.keep()

    def _on_level(self) -> None:
        name = self.sender().objectName()
        self.panel.choose(None if name == "not_applicable" else int(name[-1]))

    def _on_undo(self) -> None:
        self._step(self.stack.undo, self.stack.index() - 1)

    def _on_redo(self) -> None:
        self._step(self.stack.redo, self.stack.index())

    def _step(self, step: Any, number: int) -> None:
        """Undo or do again, and stand on the item that it was about."""
        command = self.stack.command(number) if not self.read_only and number >= 0 else None
        if not isinstance(command, Settle):
            return
        code = command.code
        step()
        self.panel.forget()
        self._read()
        self._go_to_item(code)
        self._show_item()

    def _on_row(
        self, _current: QModelIndex | QPersistentModelIndex, _previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self._busy:
            self._show_item()

    def _on_tab(self, tab: int) -> None:
        self._show_tab(tab)

    def _on_conclusion(self) -> None:
        self._show_tab(CONCLUSION)
        self._focus_tab()

    def _on_competencies(self) -> None:
        self._show_tab(COMPETENCIES)
        self._focus_tab()

    def _on_requirements(self) -> None:
        self._show_tab(REQUIREMENTS)
        self._focus_tab()

    def _on_item_wanted(self, code: str) -> None:
        self._show_tab(COMPETENCIES)
        self._go_to_item(code)
        self._focus_tab()

    def _on_postponed(self) -> None:
        self.panel.keep()
        self._go_on(self.panel.code)

    def _on_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_person(self) -> None:
        if self.decision is not None:
            self.person_opened.emit(self.decision.result.person.id)

    def _on_signed(self) -> None:
        self.stack.clear()
        self._read(fresh=True)
        self._show_tab(CONCLUSION)
        self.told.emit(_("The conclusion is signed"))
        self.header.record_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.concluded.emit(self._case_id)

    def _on_hire(self) -> None:
        if self.decision is not None:
            from desktop.decision.hire_dialog import HireDialog

            dialog = HireDialog(self._context, self.decision, self.drafts, self)
            dialog.hired.connect(self._on_hired)
            dialog.open()

    def _on_hired(self, person_id: int) -> None:
        self.told.emit(_("Hired; the plan of adaptation is drafted"))
        self.person_opened.emit(person_id)

    def _on_refusal(self) -> None:
        if self.decision is not None:
            from desktop.decision.refusal_dialog import RefusalDialog

            dialog = RefusalDialog(self._context, self._case_id, self.drafts, self)
            dialog.print_wanted.connect(self._on_refusal_print)
            dialog.open()

    def _on_refusal_print(self) -> None:
        self.papers.ask_refusal(self._case_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        # While it is hidden nothing is read: it is read anew when it is opened.
        if self._case_id and self.isVisible() and tables & WATCHED:
            self._read()
