"""The screen of a decision: people settle differences, conclude, and produce the record."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QUndoStack
from PySide6.QtWidgets import QWidget

from db.assessing import away, people
from db.assessing.talk import asked
from db.hiring import decisions, hiring
from db.papers import hiring_papers
from desktop.context import Context
from desktop.export.papers_of import OF_DECISION, OF_RESULT, PapersOf, of_one
from desktop.hiring.decision.board import COMPETENCIES, CONCLUSION, REQUIREMENTS, Board
from desktop.hiring.decision.conclusion import decided_words
from desktop.hiring.decision.drafts import Drafts
from desktop.hiring.decision.early import Early
from desktop.hiring.decision.following import Following
from desktop.hiring.decision.holding import Holding
from desktop.hiring.decision.settling import Settling
from desktop.hiring.decision.signing import Signing
from desktop.hiring.decision.words import facts_of, hindering
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.papers.registry import REFUSAL, REJECTION
from domain.assessing.case import CaseState
from domain.errors import NothingSubmitted, StillBlind
from domain.framework.framework import Question
from domain.hiring.decision import Decision, Outcome
from domain.people.name import Name
from domain.people.person import Person
from resources.i18n import _, current

READING = ("↑ ↓", "Ctrl+→", "F3", "Ctrl+E", "Esc")  # keys that work in a read-only case


@dataclass(frozen=True, slots=True)
class Remembered:
    """The case, the tab, the item, and the cursor in the reason (-1: not there)."""

    case_id: int
    tab: int
    code: str
    cursor: int


class DecisionScreen(Screen):
    """One case: all assessors side by side, the requirements, the conclusion; or whose sheets are awaited.

    Signals:
        concluded: id of the case that was concluded.
        result_opened: id of the case whose result to show.
        sheet_opened: id of the sheet to open.
        person_opened: id of the person whose card to show.
    """

    TABLES = frozenset(
        {
            *("sheet", "settled", "case", "person", "medical", "conclusion", "case_opening", "case_assessor"),
            *("withdrawal", "not_chosen", "hire", "evidence", "cycle", "education", "experience"),
        }
    )
    concluded = Signal(int)
    result_opened = Signal(int)
    sheet_opened = Signal(int)
    person_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._case_id = 0
        self._questions: dict[str, Question] = {}
        self._settled = False  # whether nothing is left that hinders a conclusion
        self._fixed = context.data.read_only or not context.data.allows(decisions.settle)
        self._busy = False  # set while the row moves because the table is rebuilt, not by the user
        self.decision: Decision | None = None
        self._keys = (
            ("↑ ↓", _("competency")),
            ("0–4", _("agree level")),
            ("Ctrl+Enter", _("record decision")),
            ("Ctrl+→", _("to the conclusion")),
            ("Ctrl+Z", _("undo")),
            (_("* C"), _("basis")),
            ("Del", _("clear")),
            ("F3", _("expert view")),
            ("Ctrl+E", _("conclusion as PDF")),
            ("Esc", _("back")),
        )
        theme = context.theme
        self.drafts = Drafts(context.data)
        self.stack = QUndoStack(self)
        self.header = self.add_header(Header(theme, _("Decision"), self, back=_("Back")))
        self.banner = self.add_banner()
        self.early = Early(context, self)
        board = self.board = Board(theme, self.drafts, self)
        self.tabs, self.agreement, self.expert_button = board.tabs, board.agreement, board.expert_button
        self.table, self.panel = board.table, board.panel
        self.requirements, self.conclusion = board.requirements, board.conclusion
        self.pages = self.add_stack(board, self.early)
        self.signing = Signing(context, self)
        self.settling = Settling(context.data, self.panel, self.stack, self)
        self.following = Following(context, self)
        self.holding = Holding(context, self)
        act = self.header.act
        self.record_button = act(_("Documents…"), "file-text", self.export, tip="Ctrl+E")
        self.conclusion_button = act(
            _("Conclusion"), "arrow-right", self._on_conclusion, tip="Ctrl+→", trailing=True
        )
        self._join()

    def open(self, case_id: int) -> None:
        """Read the case and show it: the first item to discuss, of a concluded case the conclusion."""
        self._keep()
        self.panel.clear()  # before the drafts are those of another case
        if case_id != self._case_id:
            self.stack.clear()
        self._case_id = case_id
        self.drafts.open(case_id, self._context.me.id)
        self._show_tab(COMPETENCIES)
        self.refresh(fresh=True)
        if self.decision is None:
            self.early.act.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.stand_on(self.table.next_open(""))
        if self.decision.conclusions and self.decision.conclusions[0].outcome is not Outcome.CONTINUE:
            self._on_conclusion()  # what comes next, as a hire, is beside it
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_conclusion(self) -> None:
        """Show the part where the case is concluded, if its marks are open."""
        if self.decision is not None:
            self._on_conclusion()

    def memory(self) -> Remembered:
        """Return the current place; unfinished text is in the file."""
        self._keep()
        writing = self.panel.reason.hasFocus()
        cursor = self.panel.reason.textCursor().position() if writing else -1
        return Remembered(self._case_id, self.tabs.current, self.table.code, cursor)

    def recall(self, memory: object) -> None:
        """Restore the tab and item, and the cursor in the reason."""
        if not isinstance(memory, Remembered) or memory.case_id != self._case_id or self.decision is None:
            return
        self._go_to_item(memory.code)
        self._show_tab(memory.tab)
        if memory.tab != COMPETENCIES:
            self._focus_tab()
        elif memory.cursor >= 0:
            self.panel.write_reason()
            place = self.panel.reason.textCursor()
            place.setPosition(min(memory.cursor, len(self.panel.reason.toPlainText())))
            self.panel.reason.setTextCursor(place)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work now, with their labels."""
        printed = self._context.data.allows(hiring_papers.decision)
        return tuple(one for one in self._shown_keys() if printed or one[0] != "Ctrl+E")

    @property
    def read_only(self) -> bool:
        """Whether nothing can be settled any more in this case or this file."""
        if self.decision is None or self._fixed:
            return True
        return self.decision.result.case.state in (CaseState.CLOSED, CaseState.WITHDRAWN)

    def record(self) -> None:
        """Record the level and reason of the item; on the conclusion tab, sign it."""
        if self.tabs.current == CONCLUSION:
            self.sign()
        elif self.tabs.current == COMPETENCIES:
            self.settling.record()

    def sign(self) -> None:
        """Ask before signing the conclusion, or say what hinders it and go there."""
        if self.decision is None or not self._form_open:
            return
        self.conclusion.form.keep()
        self.signing.sign(self.decision, self.conclusion)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._keep()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.board.fit(self.width())

    @property
    def person_id(self) -> int:
        """Id of the candidate, 0 while the decision is hidden."""
        return 0 if self.decision is None else self.decision.result.person.id

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the decision shown."""
        if self.decision is None:
            return None
        refused = () if self.decision.refused is None else (REFUSAL, REJECTION)
        of = of_one(self._case_id, *OF_DECISION, *OF_RESULT, *refused)
        return PapersOf(self.decision.result.person.short_name, of)

    def _join(self) -> None:
        make = self._context.actions.make
        table, whole = self.table, Qt.ShortcutContext.WidgetShortcut
        settling, following = self.settling, self.following
        for name in ("level_0", "level_1", "level_2", "level_3", "level_4", "not_applicable"):
            make(name, table, self._on_level, whole).setAutoRepeat(False)
        make("comment", table, self.panel.write_reason, whole)
        make("open", table, self.panel.write_reason, whole)
        make("unsettle", table, settling.take_back, whole)
        make("copy", table, table.copy_all, whole)
        undo = make("undo", table, settling.undo, whole)
        redo = make("redo", table, settling.redo, whole)
        self.stack.canUndoChanged.connect(undo.setEnabled)
        self.stack.canRedoChanged.connect(redo.setEnabled)
        for name, slot in (
            ("record", self.record),
            ("to_conclusion", self._on_conclusion),
            ("to_competencies", self._on_competencies),
            ("expert", following.show_expert),
        ):
            make(name, self, slot)
        self.make_act("export", self.export, hiring_papers.decision)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.tabs.chosen.connect(self._show_tab)
        self.expert_button.clicked.connect(following.show_expert)
        self.panel.stepped.connect(self.table.step)
        self.panel.recorded.connect(self.record)
        self.panel.postponed.connect(self._on_postponed)
        self.panel.taken_back.connect(settling.take_back)
        self.panel.left.connect(self._on_left)
        self.requirements.person_wanted.connect(self._on_person)
        self.conclusion.sign_wanted.connect(self.sign)
        self.conclusion.hire_wanted.connect(following.hire)
        self.conclusion.another_wanted.connect(following.choose_another)
        self.conclusion.refusal_wanted.connect(following.refuse)
        self.conclusion.known.item_wanted.connect(self._on_item_wanted)
        self.conclusion.known.requirements_wanted.connect(self._on_requirements)
        self.holding.found.connect(self.conclusion.known.show_holding)
        self.signing.item_wanted.connect(self._on_item_wanted)
        self.signing.signed.connect(self._on_signed)
        following.paper_wanted.connect(self.papers_wanted)
        settling.settled.connect(self._on_settled)
        settling.unsettled.connect(self._on_unsettled)
        settling.stepped.connect(self._on_stepped)
        settling.overtaken.connect(self.refresh)
        following.hired.connect(self.person_opened)
        following.told.connect(self.told)
        self.early.closed.connect(self.closed)
        self.early.sheet_wanted.connect(self.sheet_opened)
        self.early.told.connect(self.told)

    def _shown_keys(self) -> tuple[tuple[str, str], ...]:
        if self.decision is None:
            return self._keys[-1:]
        if self.tabs.current != COMPETENCIES:
            signs = (
                (("Ctrl+Enter", _("sign…")),) if self.tabs.current == CONCLUSION and self._form_open else ()
            )
            on = () if self.tabs.current == CONCLUSION else (("Ctrl+→", _("to the conclusion")),)
            return (*signs, *on, ("Ctrl+←", _("to the competencies")), *self._keys[-2:])
        return tuple(one for one in self._keys if not self.read_only or one[0] in READING)

    @property
    def _form_open(self) -> bool:
        return not self.read_only and self.conclusion.sign.isVisibleTo(self.conclusion)

    @override
    def refresh(self, *, fresh: bool = False) -> None:
        if not self._case_id:  # shown before a case is opened
            return
        read, me, today = self._context.data.read, self._context.me.id, self._context.today()
        self.decision = None
        self.holding.leave()
        # Being blind is a state of a case, not a failure: the page says so and shows no marks.
        try:
            known = self._context.data.allows(away.elsewhere)
            if home := read(away.elsewhere, (self._case_id,)).get(self._case_id) if known else "":
                self.early.show_elsewhere(self._case_id, home)
            else:
                self.decision = read(decisions.decision, self._case_id, me, today)
        except StillBlind as blind:
            self.early.show_waiting(self._case_id, blind)
        except NothingSubmitted:
            self.early.show_nothing(self._case_id)
        self.settling.show(self._case_id, self.decision, read_only=self.read_only)
        self.following.show(self._case_id, self.decision)
        known = self.decision is not None
        self.record_button.setVisible(known and self._context.data.allows(hiring_papers.decision))
        self.pages.setCurrentIndex(0 if known else 1)
        if self.decision is None:
            self.panel.clear()
            self.banner.hide()
            name = self.early.name
            self.header.set_title(name or _("Decision"), _("Decision") if name else "")
        else:
            self._questions = read(asked.questions, self.decision.result.cycle.id)
            self._show(self.decision, fresh=fresh)
            self._show_tab(self.tabs.current)

    def _show(self, decision: Decision, *, fresh: bool) -> None:
        result = decision.result
        over = result.case.state in (CaseState.CLOSED, CaseState.WITHDRAWN)
        left = len(hindering(decision))
        self.header.set_title(result.person.full_name, facts_of(decision))
        self.board.show_steps(decision, settled=not left, over=over)
        self._settled = over or not left
        self._show_banner(decision)
        code = self.table.code
        self._busy = True
        self.table.show_decision(decision)
        self.table.stand_on(code)
        self._busy = False
        self._show_item(fresh=fresh or self.panel.code != self.table.code)
        self.requirements.show_decision(decision, read_only=self._fixed)
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
            read_only=self._fixed,
            hindering=left,
            fresh=fresh,
        )

    def _show_banner(self, decision: Decision) -> None:
        fact, rest = decided_words(decision)
        if fact:
            self.banner.show_fact(fact, rest, closable=False)
            return
        opening = decision.result.opening
        if opening is None:
            self.banner.hide()
            return
        told = _("Opened early: {name}, {day}. Pending at the time: {names}.").format(
            name=opening.actor_name,
            day=current().date(opening.on),
            names=", ".join(opening.waiting),
        )
        self.banner.show_fact(told, opening.reason, "warn", closable=False)

    def _signers(self, decision: Decision) -> tuple[list[Person], list[Name]]:
        """Return the signers offered with a tick box, and everybody else who could sign."""
        result, me = decision.result, self._context.me
        near = [one.person for one in result.assessors]
        if result.manager is not None:
            near.append(result.manager)
        if self._context.data.allows(people.actors):
            near += self._context.data.read(people.actors)
        likely = {one.id: one for one in near if one.id not in (me.id, result.person.id)}
        everyone = [one for one in self._context.names.roll.everybody if one.id != result.person.id]
        return list(likely.values()), everyone

    def _show_item(self, *, fresh: bool = True) -> None:
        line = self.table.current_line
        if line is None or self.decision is None:
            return
        question = self._questions.get(line.row.code)
        self.panel.show_item(self.decision, line.row, question, read_only=self.read_only, fresh=fresh)

    def _show_tab(self, tab: int) -> None:
        self.board.show_tab(tab)
        if tab == CONCLUSION and self.decision is not None and not self._fixed:
            self.holding.compare(self.decision)
        # While something is to be agreed on, the parts themselves are the one way through.
        leads = tab == REQUIREMENTS or (tab == COMPETENCIES and self._settled)
        self.conclusion_button.setVisible(self.decision is not None and leads)
        self.header.lead(self.conclusion_button if tab == REQUIREMENTS else None)
        self.keys_changed.emit()

    def _focus_tab(self) -> None:
        self.board.focus_tab(form_open=self._form_open)

    def _go_to_item(self, code: str) -> None:
        """Select the item, if it is in the scope."""
        if self.table.list_model.row_of(code) >= 0:
            self.table.stand_on(code)

    def _go_on(self, code: str) -> None:
        """Go to the next item to settle; if none is left stay, with the conclusion at hand."""
        self._go_to_item(self.table.next_open(code) or code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if self.decision is not None and not self.read_only:
            self.panel.keep()
            self.conclusion.form.keep()

    def _on_level(self) -> None:
        name = self.sender().objectName()
        self.panel.choose(None if name == "not_applicable" else int(name[-1]))

    def _on_settled(self, code: str) -> None:
        self.refresh()
        self._go_on(code)

    def _on_unsettled(self, code: str) -> None:
        self.removed.emit(_("Decision cleared: {code}.").format(code=code))
        self.refresh()
        self._go_to_item(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stepped(self, code: str) -> None:
        self.refresh()
        self._go_to_item(code)
        self._show_item()

    def _on_row(
        self, _current: QModelIndex | QPersistentModelIndex, _previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self._busy:
            self._show_item()

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
        self.refresh(fresh=True)
        self._show_tab(CONCLUSION)
        self.told.emit(_("The conclusion is signed"))
        self.record_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.concluded.emit(self._case_id)
