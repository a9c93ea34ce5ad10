"""One staff cycle: who owes which sheet, the next step with each, and how the cycle ends."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from db.assessing import cycles
from db.assessing.sheet import paper_sheets
from db.hiring import campaigns
from db.team import debts
from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.export.papers_of import PapersOf, of_one
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import Flow, flow
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table.list_model import ListModel
from desktop.kit.table.list_table import ListTable
from desktop.kit.turn import Turn
from desktop.office.papers.registry import ANSWER_FORM, LEVELS, QUARTER, STAFF_ORDER, TEAM
from desktop.shared.cycle_words import kind_words, not_opened_words, span, title_of
from desktop.shared.reminder import ReminderDialog
from desktop.shared.sent import read_sent
from desktop.team.cycle import card
from desktop.team.cycle.acts import Acts
from desktop.team.cycle.card import SheetCard
from desktop.team.cycle.end_words import end_words, ended_words, not_begun_words
from desktop.team.cycle.reading import Reading
from desktop.team.cycle.rows import SheetRow, Which
from desktop.team.cycle.sheets_view import SheetsView
from desktop.team.cycle.words import count_words, left_words, no_papers_words, title_words
from domain.assessing.case import CaseState
from reports.words.refusals import Sentence
from resources.i18n import _, pgettext

OWN = object()  # stands for the user's first own sheet
TABLE = 420  # px that the table needs beside the card, at normal text size


@dataclass(frozen=True, slots=True)
class Remembered:
    """The cycle, the arrangement of its sheets, and the current case and assessor."""

    cycle_id: int
    group: int
    which: int
    text: str
    key: tuple[int, int]


class CycleScreen(Screen):
    """The table of sheets; the card has the acts on the current one.

    Signals:
        sheet_opened: id of the sheet to fill in or read.
        paper_opened: ids of the sheet to type in from paper and of its assessor.
        result_opened: id of the case whose result to show.
        person_opened: id of the person whose card to show.
        invitation_wanted: id of the case whose assessors to invite by packets.
        form_wanted: id of the case whose assessors get a form.
    """

    TABLES = frozenset(
        {
            *("cycle", "cycle_end", "case", "case_assessor", "case_item", "case_opening", "campaign"),
            *("conclusion", "level_import", "not_chosen", "packet", "sheet", "mark", "person", "unit"),
        }
    )
    sheet_opened = Signal(int)
    paper_opened = Signal(int, int)
    result_opened = Signal(int)
    person_opened = Signal(int)
    invitation_wanted = Signal(int)
    form_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._cycle_id = 0
        self.page: CyclePage | None = None
        self._leads = context.data.allows(cycles.close_cycle)  # else one fills in own sheets alone
        self._keys = (
            ("Enter", _("next step")),
            *((("F2", _("who assesses")), ("Ctrl+B", _("from paper"))) if self._leads else ()),
            ("Ctrl+G", _("people or assessors")),
            ("Ctrl+F", _("find")),
            ("Esc", _("to cycles")),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Staff cycle"), self, back=_("To cycles")))
        act = self.header.act
        self.export_button = act(_("Documents…"), "files", self.export)
        self.seal_button = act(_("Stop accepting sheets…"), "lock-keyhole", self.seal, tip="Ctrl+Shift+S")
        self.close_button = act(_("Close cycle…"), "archive", self.close_cycle, tip="Ctrl+Shift+W")
        self.withdraw_button = button(_("Withdraw cycle…"), self, "quiet", small=True)
        self.remind_button = button(_("Remind…"), self, icon=theme.icon("copy"), small=True)
        self.banner = self.add_banner()
        self.lay(self._bar(), labels.rule(self), layout.grow(self._body()))
        self.acts = Acts(context, self)
        self.card.own_only = self.acts.own_only
        self.reading = Reading(context, self)
        self._deep = False  # somebody beyond the first people has been asked for
        self._wanted: object = None  # the sheet to stand on once everybody is read
        self._stood: object = None  # where one stood when everybody was asked for
        self._end: CaseState | None = None  # how the cycle is to end, once everybody is read
        self._join()

    def _bar(self) -> Flow:
        self.groups = Segments((_("By people"), _("By assessors")), self, _("Group"))
        self.which = Segments((_("All"), _("Pending"), _("Yours")), self, _("Sheets"))
        self.search = SearchField(self._context.theme, _("Name or code"), self)
        self._counts = labels.elided("", self, "small", "muted")
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        parts = (self.groups, self.which, self.search, self.remind_button, self._counts, self.withdraw_button)
        return flow(*parts, margins=(16, 6, 16, 6))

    def _body(self) -> Turn:
        context = self._context
        self.sheets = SheetsView(context, self)
        icon = context.theme.icon("search-x", "muted", 22)
        self.nothing = Empty(icon, _("No such sheet"), self, act=_("Clear filter"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.sheets)
        self._stack.addWidget(self.nothing)
        self.card = SheetCard(context.theme, self)
        names = (pgettext("part of a screen", "List"), pgettext("part of a screen", "Card"))
        least = TABLE + 20 * context.theme.font_step
        self.turn = Turn(self._stack, self.card, names, self, least=least, wide=self.card.wide)
        return self.turn

    def _join(self) -> None:
        make, widget = self._context.actions.make, Qt.ShortcutContext.WidgetShortcut
        for one in (self.sheets.people, self.sheets.assessors):
            make("open", one, self.take_step, widget)
            one.around = ("edit", "invite_by_packets", "result", "view_sheet", "to_person")
        make("next_step", self, self.take_step)
        make("find", self, self._on_find)
        act = self.make_act
        act("from_paper", self.enter_from_paper, paper_sheets.begin)
        act("edit", self.choose_assessors, campaigns.assign)
        self._packets = act("invite_by_packets", self.invite_by_packets, campaigns.assign)
        make("result", self, self.open_result)
        make("view_sheet", self, self.view_sheet)
        make("to_person", self, self.open_person)
        make("group_by", self, self._on_regroup)
        make("export", self, self.export)
        act("seal_cycle", self.seal, cycles.seal_cycle)
        act("close_cycle", self.close_cycle, cycles.close_cycle)
        self._remind = act("remind", self.remind, debts.debts)
        self._withdraw = act("withdraw_cycle", self.withdraw, cycles.withdraw_cycle)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.remind_button.clicked.connect(self.remind)
        self.groups.chosen.connect(self._arrange)
        self.which.chosen.connect(self._arrange)
        self.search.textChanged.connect(self._arrange)
        self.search.returnPressed.connect(self._focus)
        self.nothing.acted.connect(self.clear_filter)
        self.sheets.doubled.connect(self.take_step)
        self.sheets.moved.connect(self._show_card)
        self.card.stepped.connect(self.take_step)
        self.card.acted.connect(self._on_act)
        self.acts.sheet_opened.connect(self.sheet_opened)
        self.acts.paper_opened.connect(self.paper_opened)
        self.acts.result_opened.connect(self.result_opened)
        self.acts.ended.connect(self._on_ended)
        self.acts.refused.connect(self._on_refused)
        self.acts.told.connect(self.told)
        self.reading.completed.connect(self._on_all_read)
        self.sheets.scrolled.connect(self._on_scrolled)

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        sheet = pgettext("key", "sheet")
        lines = (("↑ ↓", sheet),) if self.sheets.by_assessor else (("↑ ↓", _("person")), ("← →", sheet))
        return (*lines, *self._keys)

    @property
    def table(self) -> ListTable[SheetRow]:
        """The table that is shown: of people, or of sheets by assessor."""
        return self.sheets.table

    @property
    def model(self) -> ListModel[SheetRow]:
        """Its lines."""
        return self.sheets.model

    @property
    def row(self) -> SheetRow | None:
        """The current sheet."""
        return self.table.current_line

    def open(self, cycle_id: int) -> None:
        """Read the cycle and select the previous sheet, else the user's first own sheet.

        Raises:
            Unknown: if there is no such staff cycle.
        """
        new = cycle_id != self._cycle_id
        self._cycle_id = cycle_id
        if new:
            self._deep, self._wanted, self._end = False, None, None
            self._show_all()
        self.refresh()
        if new:
            self._stand_on_own()
        self._focus()

    def _stand_on_own(self) -> None:
        """Stand on the user's first own sheet; it may be beyond the first people."""
        me = self._context.me.id
        first = next((one for one in self.model.lines() if one.out and one.of(me)), None)
        self.table.stand_on(first.key if first is not None else None)
        if first is None and self.page is not None and not self.page.is_whole and self.page.sheets.mine:
            self._ask(OWN)

    def memory(self) -> Remembered:
        """Return the cycle, its arrangement and the current sheet."""
        row = self.row
        key = row.key if row is not None else (0, 0)
        return Remembered(self._cycle_id, self.groups.current, self.which.current, self.search.text(), key)

    def recall(self, memory: object) -> None:
        """Restore the arrangement, if it is the same cycle."""
        if isinstance(memory, Remembered) and memory.cycle_id == self._cycle_id:
            self.groups.choose(memory.group)
            self.which.choose(memory.which)
            self.search.setText(memory.text)
            self._arrange()
            self._stand_on(memory.key)
            self._focus()

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the cycle; none without people."""
        if self.page is None or no_papers_words(self.page, self._context.names):
            return None
        of = of_one(self._cycle_id, LEVELS, TEAM, QUARTER, STAFF_ORDER)
        if out := tuple(one.case.case_id for one in self.page.people if one.case.pending):
            of[ANSWER_FORM] = out  # a form for each assessor who owes a sheet
        return PapersOf(title_of(self.page.cycle), of)

    # Acts on the sheet

    def take_step(self) -> None:
        """Take the next step with the current sheet."""
        if (row := self.row) is not None:
            self.acts.take_step(row)

    def enter_from_paper(self) -> None:
        """Offer to type in the paper sheet of the assessor in their name."""
        if (row := self.row) is not None:
            self.acts.enter_from_paper(row)

    @reopens
    def choose_assessors(self) -> None:
        """Ask who assesses the current person."""
        row, page = self.row, self.page
        if row is not None and page is not None:
            self.acts.choose_assessors(row, page)

    def invite_by_packets(self) -> None:
        """Ask whom of the assessors of the current person to invite by packets."""
        if (row := self.row) is not None and card.PACKETS in self.card.acts:
            self.invitation_wanted.emit(row.rated.case.case_id)

    def send_form(self) -> None:
        """Show the forms for those assessors of the current person who have no Merilo."""
        if (row := self.row) is not None and card.FORM in self.card.acts:
            self.form_wanted.emit(row.rated.case.case_id)

    def open_result(self) -> None:
        """Show the result of the person, if it may be seen."""
        if (row := self.row) is not None and row.rated.case.open_to(self._context.me.id):
            self.result_opened.emit(row.rated.case.case_id)

    def view_sheet(self) -> None:
        """Open the sheet handed in, where its author can correct it."""
        row = self.row
        if row is not None and (sheet_id := card.handed_in_sheet(row, self._context.me.id)):
            self.sheet_opened.emit(sheet_id)

    @property
    def person_id(self) -> int:
        """Id of the person in the current row, 0 if there is none."""
        return 0 if self.row is None else self.row.rated.case.person_id

    def open_person(self) -> None:
        """Show the card of the person."""
        if self.row is not None and self._context.names.reaches(self.person_id):
            self.person_opened.emit(self.person_id)

    @reopens
    def seal(self) -> None:
        """Ask whether to stop accepting sheets."""
        if self.page is not None and self.seal_button.isVisible() and self.seal_button.isEnabled():
            self._end_as(CaseState.SEALED)

    @reopens
    def close_cycle(self) -> None:
        """Ask whether to close the cycle."""
        if self.page is not None and self.close_button.isVisible() and self.close_button.isEnabled():
            self._end_as(CaseState.CLOSED)

    def _end_as(self, state: CaseState) -> None:
        """Ask whether to end the cycle, naming all who are missing."""
        assert self.page is not None
        if self.page.is_whole:
            self.acts.end(self.page, state)
        else:
            self._end = state
            self._ask(None)

    def remind(self) -> None:
        """Show who owes which sheets, as a letter to copy."""
        if not self.remind_button.isHidden():
            dialog = ReminderDialog(self._context, self._cycle_id, self)
            dialog.told.connect(self.told)
            dialog.open()

    @reopens
    def withdraw(self) -> None:
        """Ask for the reason to withdraw the cycle, or say what depends on it."""
        page = self.page
        if page is not None and page.cycle.state is not CaseState.WITHDRAWN and self._may_end:
            self.acts.withdraw(page)

    @property
    def _may_end(self) -> bool:
        return self._leads and not self._context.data.read_only

    def _on_ended(self) -> None:
        assert self.page is not None
        self.told.emit(ended_words(self.page.cycle.state))
        self._focus()

    def _on_refused(self, told: Sentence) -> None:
        self.banner.show_refused(told)

    def _on_act(self, name: str) -> None:
        acts = {
            card.PAPER: self.enter_from_paper,
            card.ASSESSORS: self.choose_assessors,
            card.PACKETS: self.invite_by_packets,
            card.FORM: self.send_form,
            card.RESULT: self.open_result,
            card.SHEET: self.view_sheet,
        }
        acts.get(name, self.open_person)()

    @override
    def refresh(self) -> None:
        about = self._cycle_id, self._context.today(), self._context.data.read_only
        if self.page is not None and self.is_fresh(*about):
            self._show_ends(self.page)  # what was refused meanwhile is no longer said
            return
        stood = self.row
        page = self.page = self.reading.first(self._cycle_id)
        self.sheets.at_once = self.reading.at_once
        if page.is_whole or not self._needs_all:
            self.sheets.take(page)  # else what was there stays until everybody is read
        cycle = page.cycle
        left, _soon = left_words(cycle, self._context.today())
        known = (page.unit, kind_words(cycle.kind)) if cycle.title else (cycle.code, page.unit)
        facts = (left, span(cycle), *known)
        self.header.set_title(title_words(cycle), " · ".join(part for part in facts if part))
        sealed = 0 if page.count is None else page.count.sealed
        told = count_words(page.count, cycle.state), not_opened_words(sealed) if sealed else ""
        self._counts.setText(" · ".join(filter(None, told)))
        allow(self.export_button, no_papers_words(page, self._context.names))
        counts = page.sheets
        texts = (_("All {n}"), counts.sheets), (_("Pending {n}"), counts.out), (_("Yours {n}"), counts.mine)
        for number, (text, count) in enumerate(texts):
            self.which.set_text(number, text.format(n=count))
        waiting = counts.waiting > 0 and self._context.data.allows(debts.debts)
        self.remind_button.setVisible(waiting)
        self._remind.setEnabled(waiting)
        self._show_ends(page)
        self._stand_on(stood.key if stood is not None else None)
        self.note_read(*about)

    def _show_ends(self, page: CyclePage) -> None:
        state = page.cycle.state
        over = state in (CaseState.CLOSED, CaseState.WITHDRAWN)
        not_begun = "" if over else not_begun_words(page, self._context.today())
        why = read_only_reason() if self._context.data.read_only else not_begun
        self.seal_button.setVisible(state is CaseState.OPEN and self._leads)
        self.close_button.setVisible(not over and self._leads)
        self.withdraw_button.setVisible(state is not CaseState.WITHDRAWN and self._may_end)
        self._withdraw.setEnabled(not self.withdraw_button.isHidden())
        allow(self.seal_button, why)
        allow(self.close_button, why)
        if not page.ends:
            if not_begun:
                self.banner.show_fact(not_begun, "", closable=False)
            else:
                self.banner.hide()
            return
        fact, rest = end_words(page)
        self.banner.show_fact(fact, rest, closable=False)

    def _show_list(self, key: object) -> None:
        self.table.stand_on(key)
        found = self.table.current_line is not None
        self._stack.setCurrentWidget(self.sheets if found else self.nothing)
        if not found:
            empty = self.page is not None and not self.page.people
            self.nothing.set_texts(
                _("Nobody is in this cycle") if empty else _("No such sheet"),
                act="" if empty else _("Clear filter"),
            )
        self._show_card()

    def _show_card(self) -> None:
        row, page, context = self.row, self.page, self._context
        self.turn.show_side(row is not None)
        if row is not None and page is not None:
            carded = context.names.reaches(row.rated.case.person_id)
            may = {"read_only": context.data.read_only, "packets": not context.data.is_remote}
            self.card.show_row(
                row, page, context.me.id, read_sent(context, row.rated.case), **may, carded=carded
            )
        self._packets.setEnabled(row is not None and card.PACKETS in self.card.acts)

    def clear_filter(self) -> None:
        """Show every sheet again."""
        self._show_all()
        self._focus()

    def _show_all(self) -> None:
        self.which.choose(Which.ALL)
        self.search.clear()
        self._arrange()

    def _arrange(self, _chosen: object = None) -> None:
        stood = self.row
        if self.page is not None and not self.page.is_whole and self._needs_all:
            self._ask(None)
            return
        self._lay()
        self._show_list(stood.key if stood is not None else None)

    def _lay(self) -> None:
        self.sheets.arrange(
            by_assessor=bool(self.groups.current),
            which=Which(self.which.current),
            typed=self.search.text(),
        )
        self.keys_changed.emit()

    @property
    def _needs_all(self) -> bool:
        """Whether all people are asked for: those beyond the first, filtered, in another order, or to end."""
        arranged = self.groups.current or self.which.current or self.search.text()
        return self._deep or self._end is not None or bool(arranged)

    def _stand_on(self, key: object) -> None:
        """Stand on this sheet, once everybody is read if it is not among the first."""
        self._show_list(key)
        if self.page is not None and not self.page.is_whole:
            found = key is None or self.table.current_key == key
            self._deep = self._deep or not found
            if self._needs_all:
                self._ask(None if found else key)

    def _ask(self, wanted: object) -> None:
        """Read everybody, then stand on this sheet, unless somebody has moved by then."""
        self._wanted, self._stood = wanted, self.table.current_key
        self.reading.ask(self._cycle_id)

    def _on_scrolled(self, value: int) -> None:
        """Read on below the first people."""
        bar, page = self.sheets.bar, self.page
        if value == bar.maximum() > 0 and page is not None and not page.is_whole and not self._deep:
            self._deep = True
            self._ask(None)

    def _on_all_read(self, page: CyclePage, rows: tuple[SheetRow, ...]) -> None:
        bar, current_key = self.sheets.bar, self.table.current_key
        scrolled, wanted = bar.value(), self._wanted if current_key == self._stood else None
        plain = not self.sheets.is_arranged
        self.page, self._deep = page, True
        self._lay()
        self.sheets.take(page, rows)
        if wanted is OWN:
            self._show_list(None)
            self._stand_on_own()
        else:
            self._show_list(current_key if wanted is None else wanted)
        if wanted is None and plain and not self.sheets.is_arranged:
            bar.setValue(scrolled)  # the first people are the beginning of what is shown now
        end, self._end = self._end, None
        if end is not None and self.isVisible():  # else somebody has left, or the file is locked
            self.acts.end(page, end)

    def _on_regroup(self) -> None:
        self.groups.choose(1 - self.groups.current)
        self._arrange()
        self._focus()

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _focus(self) -> None:
        if self._stack.currentWidget() is self.sheets:
            wanted: QWidget = self.table
        else:
            wanted = self.nothing.act if self.nothing.act.isVisibleTo(self) else self.groups
        self.turn.reveal(self._stack)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
