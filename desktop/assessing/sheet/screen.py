"""The sheet: 71 marks by keyboard alone, in a table or card by card, their facts, and handing in."""

from typing import override

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from db.assessing import one_offs, people
from db.assessing.sheet import paper_sheets, seats, sheets
from db.assessing.sheet.seats import Seat
from db.exchange import along
from db.home.next_sheets import NextSheet
from desktop.assessing.sheet import keys, words
from desktop.assessing.sheet.accepting import Accepting
from desktop.assessing.sheet.anchors import Anchors
from desktop.assessing.sheet.assessor import NotMine
from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.clicks import Clicks
from desktop.assessing.sheet.delta import Delta
from desktop.assessing.sheet.facts.texts import Place, Texts
from desktop.assessing.sheet.facts.writing import Writing
from desktop.assessing.sheet.finding import Show
from desktop.assessing.sheet.handing_in.asking import Asking
from desktop.assessing.sheet.handing_in.handing_in import HandingIn
from desktop.assessing.sheet.modes import Modes
from desktop.assessing.sheet.narrowing import Narrowing
from desktop.assessing.sheet.papers import papers_of
from desktop.assessing.sheet.pasting import Pasting
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.saying import Saying
from desktop.assessing.sheet.second_window import SecondWindow
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.strips.revision_bar import RevisionBar
from desktop.assessing.sheet.strips.strips import Strips
from desktop.assessing.sheet.table.filters import Filters
from desktop.assessing.sheet.table.functions import LeftColumn
from desktop.assessing.sheet.talk.drafting import Drafting
from desktop.assessing.sheet.talk.head import SheetHeader
from desktop.assessing.sheet.talk.talk import Talk
from desktop.assessing.sheet.talk.ticking import Ticking
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.kit import layout
from desktop.kit.form.reopening import reopens
from desktop.kit.page.empty import Empty
from desktop.kit.page.screen import Keys, Screen
from desktop.places import PAPERS, ROADS
from desktop.shared.taking_back import TakingBack
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.sheet import Sheet, SheetOrigin, SheetState
from domain.errors import NotYours
from domain.mark import Mark
from domain.people.person import Person
from resources.i18n import _, current

WHILE_LOCKED = ("change_assessor", "sheet_number", "go_back")  # acts left on somebody else's sheet
LEFT_WIDTH, NARROW_LEFT_WIDTH = 252, 226
WITH_LEFT = 600  # px at normal text size; in less room the left column is hidden
WIDE = 1000  # px: screen width from which the left column has its full width


class SheetScreen(Screen):
    """One assessor's sheet, with one model and one undo stack.

    Signals:
        submitted: id of the case whose sheet was handed in.
        awaited: ids of campaign and case, if other sheets are still awaited after handing in.
        actor_chosen: id of the person who assesses from now on.
        paper_opened: ids of a sheet to type in from paper and of its assessor.
        sheet_opened: id of the next sheet after handing in.
        along_wanted: id of the case whose sheet is to be taken along.
    """

    TABLES = frozenset({"packet", "known_key", "person"})
    BACK = ("go_back",)  # Esc leaves the text or the search
    submitted = Signal(int)
    awaited = Signal(int, int)
    actor_chosen = Signal(int)
    paper_opened = Signal(int, int)
    sheet_opened = Signal(int)
    along_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._seat: Seat | None = None  # of a sheet that may not be seen
        changes = context.data.allows(people.actors)
        self.header = self.add_header(SheetHeader(theme, context.actions, self, changes=changes))
        self.left = LeftColumn(theme, context.actions, self)
        self.revisions = RevisionBar(self)
        self._may_correct = self._has_form = False
        self._state: tuple[Sheet, bool] | None = None  # what the strips tell of, and whether it is one's own
        self.filters = Filters(theme, self)
        stage = self.stage = Stage(context, self)
        self.model, self.table, self.stack = stage.model, stage.table, stage.stack
        self.texts = Texts(stage)
        self.nothing = Empty(
            theme.icon("search-x", "muted", 22), _("Nothing found"), self, act=_("Clear filter")
        )
        self.anchors = Anchors(theme, context.actions.cap("anchors"), self)
        self.card = Card(stage)
        self.modes = Modes(stage, self.header.segments, self.anchors, self.card, self.texts)
        self.not_mine = NotMine(theme, context.actions.cap("change_assessor"), self, changes=changes)
        self.asking = Asking(stage)
        self.taking = TakingBack(context.data, context.theme, self)
        self.rating = Rating(stage)
        self.strips = Strips(stage, self.header, self.rating)
        self.banner = self.strips.banner
        self.accepting = Accepting(stage, self.banner)
        self.saying = Saying(stage, self.rating, self.filters, self.card.level_head)
        self.second = self.rating.second
        self.writing = Writing(stage, self.texts, self.rating)
        self.delta = Delta(stage, self.card, self.rating)
        self.drafting = Drafting(stage, self.card, self.texts, self.rating)
        self.ticking = Ticking(stage, self.card, self.rating)
        self.talk = Talk(stage, self.header, self.card.scope, self.left.scope)
        self.narrowing = Narrowing(stage, self.filters, self.nothing, self.modes, self.talk, self.delta)
        self.handing_in = HandingIn(stage, self.texts, self.rating, self.asking, self.talk.clock)
        self.second_window = SecondWindow(stage, self.texts)
        self._keys = keys.shown()
        self._lay_out()
        self._bind_keys()
        self._join()

    def open(self, sheet_id: int) -> None:
        """Read the sheet and focus its first row without a mark."""
        self.texts.leave()
        data, me = self._context.data, self._context.me
        try:
            sheet = data.read(sheets.sheet, sheet_id, me.id)
        except NotYours:
            self._lock(data.read(seats.seat, sheet_id))
            return
        self._lock(None)
        mine = sheet.assessor.id == me.id and not data.read_only
        can_rate = mine and sheet.is_open
        half = data.read(sheets.drafts_of, sheet_id) if can_rate or (mine and sheet.sealed_on) else {}
        self.rating.begin(allowed=can_rate)
        self.texts.read_only = not can_rate
        self.table.rows.read_only = self.anchors.read_only = not can_rate
        self.anchors.set_up(sheet.scale, tuple(current().text(row.item.text) for row in sheet.rows))
        self.texts.begin()
        self.model.show(sheet, half)
        self.delta.open(sheet)
        self.talk.open(sheet, can_rate=can_rate)
        self._keys = keys.shown(delta=self.delta.is_on) if can_rate else keys.reading(self._acts)
        self.modes.suit(sheet)
        self.card.set_read_only(not can_rate)
        self.filters.take_off()
        self.header.show_sheet(sheet, me, can_rate=can_rate)
        later = self.revisions.open(data, sheet, me.id)
        self._may_correct = (
            mine and sheet.state is SheetState.SUBMITTED and sheet.case is CaseState.OPEN and not later
        )
        self._revise.setEnabled(self._may_correct)
        from_form = sheet.origin is SheetOrigin.PAPER or data.allows(paper_sheets.begin)
        self._has_form = can_rate and from_form  # else nothing could be compared with a second typing
        self._second_pass.setEnabled(self._has_form)
        alone = sheet.cycle.kind in (CycleKind.HIRING, CycleKind.AD_HOC)
        self._withdraw.setEnabled(mine and alone and sheet.case is CaseState.OPEN)
        self._show_counts()
        self._state = sheet, mine and not later
        self.refresh()
        self.saying.show_usual()
        self.table.begin_at(max(self.model.next_unmarked(), self.table.first_line))
        self.modes.show_row(self.table.row)
        self.modes.focus()
        self._look()
        self.keys_changed.emit()

    @override
    def refresh(self) -> None:
        """Say anew in what state the sheet is, and where; read it again if it went or came back."""
        if self._state is not None:
            sheet, mine = self._state
            self._rename(sheet)
            self.strips.show_sheet(sheet, mine=mine)
            self._take_along.setEnabled(self.strips.may_go)

    def _rename(self, sheet: Sheet) -> None:
        """Show a name that was corrected meanwhile; the marks are not read again for that."""
        name = self._context.data.read(seats.seat, sheet.id).person.full_name
        if name and name != self.header.title:
            self.header.rename(name)

    @property
    def person(self) -> Person | None:
        """The person whom the sheet is about, None while it may not be seen."""
        return self._seat.person if self._seat is not None else self.model.sheet.person

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the sheet, None while it may not be seen."""
        return None if self._seat is not None else papers_of(self.model.sheet)

    @property
    @override
    def keys(self) -> Keys:
        return keys.writing(card=self.modes.is_card) if self.texts.typed_in else self._keys

    @property
    def _acts(self) -> frozenset[str]:
        return frozenset(one.objectName() for one in self.actions())

    def show_item(self, code: str) -> None:
        """Go to the item, for instance from a finding that rests on it."""
        if self._seat is None:
            self.narrowing.show_item(code)
            self.modes.focus()

    def correct(self) -> None:
        """Ask for the reason to correct the submitted sheet, if that is allowed."""
        if self._may_correct:
            self._ask_why()

    @reopens
    def _ask_why(self) -> None:
        self.asking.why(self.model.sheet_id)

    def withdraw(self) -> None:
        """Ask about withdrawing the assessment, if it is outside vacancies and cycles."""
        self.texts.leave()
        self.taking.ask(self.model.sheet.case_id)

    def take_along(self) -> None:
        """Ask for the sheet to be taken along to the assessor's other file."""
        self.texts.leave()
        if self.strips.may_go:
            self.along_wanted.emit(self.model.sheet.case_id)

    @property
    def talking(self) -> bool:
        """Whether the interview is being timed."""
        return self.talk.clock.runs

    def memory(self) -> object:
        """Return the current place and the open text; unsaved text is kept in the file."""
        if self._seat is not None:
            return None
        return Place(self.model.sheet_id, self.table.code, self.texts.break_off())

    def recall(self, memory: object) -> None:
        """Go to the same item of the same sheet, and continue its text."""
        if not isinstance(memory, Place) or self._seat is not None:
            return
        if memory.sheet_id != self.model.sheet_id or not memory.code:
            return
        self.narrowing.show_item(memory.code)
        if memory.written is not None:
            self.texts.resume(memory.code, memory.written)

    def _toggle_focus(self) -> None:
        (self.delta.toggle if self.delta.is_on else self.talk.toggle_focus)()

    def _ask_assessor(self) -> None:
        self.asking.who(self._seat.assessor if self._seat is not None else None)

    def _on_anchor(self, level: int) -> None:
        self.modes.focus()
        self.rating.give(Mark.rated(level))

    def _on_card_picked(self, mark: Mark | None) -> None:
        self.texts.leave()  # a fact typed beside the level counts with it
        if not isinstance(QApplication.focusWidget(), QAbstractButton):  # pressed by the mouse
            self.modes.focus()
        self.rating.give(mark)
        self.modes.show_row(self.table.row)  # a refused button must not stay pressed

    def _on_retry(self) -> None:
        self.modes.focus()
        self.rating.again()

    def _on_touched(self, code: str) -> None:
        self._show_counts()
        self.banner.show_half(self.model.half_codes)
        if code == self.table.code and not self.rating.going_on:
            self.modes.show_row(self.model.row(code))

    def _on_settled(self, code: str) -> None:
        self.banner.show_half(self.model.half_codes)
        if code and code == self.table.code:
            self.modes.show_row(self.model.row(code))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(now.row())
        self.texts.leave(row.item.code if row is not None else "")
        self.modes.show_row(row)
        if row is not None:
            self.left.functions.follow(row.item.function)

    def _on_sealed(self, sheet_id: int) -> None:
        """Keep what is being typed as it is: nothing can be entered beside the sealed sheet that came in."""
        self.texts.put_aside()
        self.open(sheet_id)

    def _on_handing_in(self, busy: bool) -> None:
        """Take nothing while sealed sheets are opened with this one in the background."""
        self.modes.pages.setEnabled(not busy)

    def _on_next(self, following: NextSheet) -> None:
        self.sheet_opened.emit(self.handing_in.begin(following))

    def _on_dialog_over(self) -> None:
        # After submitting, the result is shown instead and has the focus.
        if self._seat is not None:
            self.not_mine.act.setFocus()
            return
        if not self.strips.focus() and self.isVisible() and not self.texts.editor.is_open:
            self.modes.focus()

    # Display

    def _lock(self, seat: Seat | None) -> None:
        """Show whose sheet it is instead of its content; None shows the content again."""
        self._seat = seat
        self.modes.pages.setVisible(seat is None)
        self.not_mine.setVisible(seat is not None)
        for action in self.actions():
            action.setEnabled(seat is None or action.objectName() in WHILE_LOCKED)
        if seat is not None:
            self.revisions.clear()
            self._state = None
            self._may_correct = self.rating.allowed = False
            self.talk.close()
            self.delta.close()
            self._keys = keys.while_locked(self._acts)
            self.header.show_seat(seat, self._context.me)
            self.not_mine.show_seat(seat)
            self.not_mine.act.setFocus()

    def _look(self) -> None:
        """Time the interview while the card is in sight, and end a check, which belongs to the table."""
        self.rating.waits = self.modes.is_card
        self.header.show_count(not self.modes.is_card)
        seen = self.isVisible() and not self.window().isMinimized()
        self.talk.see(is_card=seen and self.modes.is_card and self._seat is None)
        if self.modes.is_card and self.second.runs:
            self.second.end()

    def _on_laid_out(self) -> None:
        """Other items are shown: keep the current one, else go to the first to be rated."""
        self.card.rail.lay_out()
        self._show_counts()
        if not self.table.code:
            line = self.model.next_unmarked()
            self.table.go_to(line if line >= 0 else self.table.first_line)
        self.card.forget_row()
        self.modes.show_row(self.table.row)

    def _on_pass(self) -> None:
        if not self.second.runs:
            self.narrowing.show_as_before()
        if self.filters.show_rows is not Show.ALL:
            self.narrowing.apply()
        self._show_counts()
        self.modes.show_row(self.table.row)
        self.table.viewport().update()

    def _show_counts(self) -> None:
        counts = self.model.counts()
        self.talk.show_time()
        progress = self.model.seen.progress, self.model.sheet.progress
        self.header.show_progress(*progress, complete=not any(counts[1:]))
        self.left.say_counted(words.counted(self.model.seen, self.model.focus))
        if self.modes.is_card:  # the other page is updated when it comes into sight: keys must respond fast
            self.card.show_counts(*counts[1:])
            return
        marked = len(self.model.marked)
        self.left.second.setVisible(self._has_form and bool(marked))
        self.left.second.show_pass(self.second, marked)
        self.filters.show_counts(*counts)
        self.left.show_counts(self.model.headings(), self.model.tally(), self.model.sheet_scale)
        self.left.show_check(from_paper=self.model.sheet.origin is SheetOrigin.PAPER)
        self.narrowing.show_nothing()

    # Construction

    def _lay_out(self) -> None:
        above = self.banner, self.strips.along
        self.modes.place(above, self.left, self.filters, self.nothing, self.delta.below_table)
        self.lay(self.revisions, self.delta.bar, layout.grow(self.modes.pages), layout.grow(self.not_mine))
        self.not_mine.hide()
        self.nothing.hide()

    def _bind_keys(self) -> None:
        actions = self._context.actions
        in_table, in_card = (keys.MarkKeys(actions, owner) for owner in (self.table, self.card.desk))
        for marks in (in_table, in_card):
            marks.marked.connect(self.rating.give)
            marks.picked.connect(self.rating.put)
        self.clicks = Clicks(self.stage, self.rating, self.texts, in_table.menu)
        for owner in (self.table, self.card.desk):
            keys.bind(actions, "twin", owner, self.rating.repeat_twin)
        keys.bind(actions, "anchors", self.table, self.anchors.toggle)
        self.pasting = Pasting(self.stage, self.rating, actions)
        self.writing.bind(actions, self, self.table, self.card.desk)
        self.card.share_keys()
        actions.make("other_mode", self, self.modes.toggle)
        actions.make("undo", self, self.rating.undo)
        actions.make("redo", self, self.rating.redo)
        actions.make("submit", self, self.handing_in.ask).setAutoRepeat(False)
        self._revise = actions.make("revise", self, self.correct)
        self._withdraw = self.make_act("withdraw_assessment", self.withdraw, one_offs.take_back)
        self._take_along = self.make_act("take_along", self.take_along, along.handed_out)
        actions.make("find", self, self.narrowing.find)
        if ROADS[self._context.data.role].leads_to(PAPERS):
            actions.make("export", self, self.export)
        self.make_act("change_assessor", self._ask_assessor, people.actors).setAutoRepeat(False)
        self.make_act("sheet_number", self.asking.number, paper_sheets.found).setAutoRepeat(False)
        self._second_pass = actions.make("second_pass", self, self.rating.toggle_pass)
        self._second_pass.setAutoRepeat(False)
        for name, slot in (
            ("pause", self.talk.clock.toggle),
            ("focus_set", self._toggle_focus),
            ("whole_set", self.delta.show_whole),
            ("outside", self.talk.toggle_outside),
        ):
            actions.make(name, self, slot).setAutoRepeat(False)

    def _join(self) -> None:
        self.header.submit.clicked.connect(self.handing_in.ask)
        self.left.wanted.connect(self.narrowing.go_to_function)
        self.header.along_wanted.connect(self.take_along)
        self.strips.outdated.connect(self.open)
        self.strips.sealed.connect(self._on_sealed)
        self.strips.correction_wanted.connect(self._ask_why)
        self.strips.next_wanted.connect(self._on_next)
        self.strips.half_wanted.connect(self.writing.go_on)
        self.filters.retried.connect(self._on_retry)
        self.texts.hidden.connect(self.narrowing.show_item)
        self.texts.settled.connect(self._on_settled)
        self.texts.refused.connect(self.saying.show)
        self.texts.told.connect(self.rating.go_on_from)
        self.texts.removed.connect(self.removed)
        self.texts.crossed.connect(self.keys_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.anchors.chosen.connect(self._on_anchor)
        self.table.pointed.connect(self.anchors.show_level)
        self.card.picked.connect(self._on_card_picked)
        self.card.side.twin_wanted.connect(self.rating.repeat_twin)
        self.card.side.facts.wanted.connect(self.writing.open_fact)
        self.card.side.facts.unwanted.connect(self.texts.withdraw)
        self.card.level_head.retried.connect(self._on_retry)
        self.modes.whole_wanted.connect(self.filters.take_off)
        self.modes.changed.connect(self._look)
        self.modes.changed.connect(self._show_counts)
        self.modes.row_shown.connect(self.delta.show_row)
        for laid_out in (self.talk.laid_out, self.delta.laid_out, self.accepting.laid_out):
            laid_out.connect(self._on_laid_out)
        self.handing_in.busy.connect(self._on_handing_in)
        self.handing_in.told.connect(self.told)
        for said in (self.delta.said, self.second_window.told, self.pasting.said, self.accepting.said):
            said.connect(self.saying.tell)
        self.second.changed.connect(self._on_pass)
        self.left.second.wanted.connect(self.rating.toggle_pass)
        self.header.assessor_wanted.connect(self._ask_assessor)
        self.not_mine.acted.connect(self._ask_assessor)
        rating, asking = self.rating, self.asking
        rating.overtaken.connect(asking.which)
        rating.wanted.connect(self.narrowing.show_item)
        rating.rows_wanted.connect(self.narrowing.show_whole)
        self.handing_in.submitted.connect(self.submitted)
        self.handing_in.awaited.connect(self.awaited)
        self.handing_in.going_on.connect(self.banner.show_next)
        self.taking.taken.connect(self.told)
        self.taking.taken.connect(self.closed)
        self.handing_in.opened.connect(self.open)
        for wanted in (self.revisions.wanted, self.second_window.ended, asking.revised):
            wanted.connect(self.open)
        asking.mark_insisted.connect(rating.again)
        asking.mark_left.connect(rating.leave_it)
        asking.item_wanted.connect(self.show_item)
        asking.rows_wanted.connect(self.narrowing.show_lacking)
        asking.assessor_chosen.connect(self.actor_chosen)
        asking.paper_found.connect(self.paper_opened)
        asking.over.connect(self._on_dialog_over)
        self.model.touched.connect(self._on_touched)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nobody below used the key: it leads from the search to the rows, Esc from there to where one was.
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            before = QApplication.focusWidget()
            self.modes.focus()
            stayed = event.key() == Qt.Key.Key_Escape and QApplication.focusWidget() is before
            if stayed and not self.anchors.fold():
                (self.rating.toggle_pass if self.second.runs else self.closed.emit)()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Nothing there takes the focus: a click beside the text means leaving it.
        if self.texts.editor.is_open:
            self.modes.focus()
        super().mousePressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        width, theme = event.size().width(), self._context.theme
        usual = (LEFT_WIDTH if width >= WIDE else NARROW_LEFT_WIDTH) + 12 * theme.font_step
        self.left.setFixedWidth(max(usual, self.left.minimumSizeHint().width()))
        self.left.setVisible(theme.usual(width) >= WITH_LEFT)
        self.anchors.set_room(event.size().height() * 43 // 100)
        super().resizeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.talk.see(is_card=False)
        if event.spontaneous():  # minimised: the text is still being edited
            self.texts.editor.pause()
        else:
            self.texts.leave()
        super().hideEvent(event)
