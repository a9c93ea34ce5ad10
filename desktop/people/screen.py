"""The screen of people: find somebody, see how far their assessment is, take the next step."""

from dataclasses import dataclass
from datetime import date
from typing import override

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.assessing import assessments, cases, merging, one_offs, people, rosters
from db.assessing.people import CaseLine, PersonCard
from db.assessing.sheet import sheets
from db.people import declensions, destruction, person_rows, units
from db.team import diary, two_cases
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.kit import labels, layout
from desktop.kit.form.dialog import Message
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.papers.registry import SUBJECT_COPY
from desktop.office.sentences import sentence
from desktop.people.assessment_dialog import AssessmentDialog, likely_role
from desktop.people.card.card import Card
from desktop.people.changes_dialog import ChangesDialog
from desktop.people.erase.dialog import EraseDialog
from desktop.people.erase.words import erasure_of
from desktop.people.keeping import Keeping
from desktop.people.leaving_dialog import LeavingDialog
from desktop.people.list_pane import ListPane
from desktop.people.merge.dialog import MergeDialog
from desktop.people.model import Asked
from desktop.people.papers import papers_of
from desktop.people.person_dialog import PersonDialog
from desktop.people.state import Step, Wanted, latest_of, may_assess, next_step, quarter_of, shown_of
from desktop.people.units_dialog import UnitsDialog
from desktop.shared.sent import hidden_words
from desktop.shared.taking_back import TakingBack
from domain.assessing.case import CaseState
from domain.assessing.result import CaseResult
from domain.people.erasure import CannotErase, Preview
from domain.people.person import Person, PersonKind
from resources.i18n import _, current, ngettext

PAUSE = 70  # ms after the last move before the card follows


@dataclass(frozen=True, slots=True)
class Remembered:
    """The current person and the filter."""

    person_id: int | None
    asked: Asked


# Unsaved text changes nothing here; all other changes affect part of the card or a result.
HALF_TYPED = frozenset({"draft_text", "note_draft", "form_draft", "case_draft", "training_draft"})


class PeopleScreen(Screen):
    """Table left, card right.

    Signals:
        sheet_opened: id of the sheet to fill in or read.
        result_opened: id of the case whose result to show.
        plan_opened: id of the plan to show.
        note_wanted, notes_wanted: id of the person for a new note, or whose notes to show.
        journal_wanted: id of the person whose exports to show in the journal.
        familiarisation_wanted: id of the person whose signatures to show.
        page_wanted: id of the person whose page to show.
        list_wanted: load a list from another program.
    """

    TABLES = frozenset(
        {
            *("evidence", "person", "case", "sheet", "mark", "cycle", "plan", "unit"),
            *("education", "experience", "medical", "familiarisation"),
        }
    )
    sheet_opened = Signal(int)
    result_opened = Signal(int)
    plan_opened = Signal(int)
    note_wanted = Signal(int)
    notes_wanted = Signal(int)
    journal_wanted = Signal(int)
    familiarisation_wanted = Signal(int)
    page_wanted = Signal(int)
    list_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._card: PersonCard | None = None
        self._results: dict[int, CaseResult] = {}  # valid until the file changes
        self._last_kind = PersonKind.CANDIDATE  # of who was saved last: the next one may well be so too
        self._read_on: date | None = None  # the date of the list; None once it is out of date
        self._behind = False
        self._offers_changes = not context.data.read_only  # whether the card was drawn for a file to write
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._catch_up)
        allows = context.data.allows
        self._edits, self._starts = allows(people.ensure), allows(assessments.start)
        self._keys = _keys(edits=self._edits)
        theme = context.theme
        self.header = self.add_header(Header(theme, _("People"), self))
        act, cap = self.header.act, context.actions.cap
        self.units_button = act(_("Units…"), "list-tree", self.show_units, tip=cap("units"))
        self.list_button = act(_("Import…"), "file-spreadsheet", self._on_list_wanted, tip=cap("load_people"))
        self.add_button = act(_("Add…"), "user-plus", self.add_person)
        for one in (self.units_button, self.list_button, self.add_button):
            one.setVisible(self._edits)
        self.pane = pane = ListPane(context, self)
        self.filters, self.table = pane.filters, pane.table
        self.search, self.segments = pane.filters.search, pane.filters.segments
        self.nobody, self.not_found = pane.nobody, pane.not_found
        self._edge = labels.edge(self)
        self.card = Card(theme, self)
        self.header.lead(self.add_button, self.card.step_button)
        self.keeping = Keeping(context, self)
        self.taking = TakingBack(context.data, context.theme, self)
        self.lay(layout.grow(layout.row(layout.grow(pane), self._edge, self.card)))
        self._join()

    def _join(self) -> None:
        make, act = self._context.actions.make, self.make_act
        act("add", self.add_person, people.add)
        act("add_people", self.add_employee, people.add)
        act("edit", self.edit_person, people.ensure)
        act("load_people", self._on_list_wanted, rosters.load)
        act("merge", self.merge, merging.merge)
        act("dismiss", self.dismiss, people.dismiss)
        act("renew_basis", self.renew_basis, people.renew_basis)
        act("decline_name", self.decline, declensions.confirm)
        act("erase", self.erase, destruction.erase)
        act("withdraw_assessment", self.withdraw_assessment, one_offs.take_back)
        act("units", self.show_units, units.change)
        make("open", self.table, self.take_step, Qt.ShortcutContext.WidgetShortcut)
        self.table.around = (
            *("person", "edit", "new_assessment", "compare_two", "export", "decline_name", "renew_basis"),
            *("merge", "dismiss", "withdraw_assessment", "erase"),
        )
        make("find", self, self.pane.look_for)
        make("export", self, self.export)
        make("new_assessment", self, self.assess)
        make("next_step", self, self.take_step)
        self.nobody.acted.connect(self.add_person)
        self.not_found.acted.connect(self.clear_filter)
        self.filters.narrowed.connect(self._narrow)
        self.pane.moved.connect(self._show_current)
        self.table.doubleClicked.connect(self.take_step)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.pressed.connect(self._catch_up)  # only keys are held down: a click is one move
        self.card.stepped.connect(self.take_step)
        self.card.edited.connect(self.edit_person)
        self.card.page_wanted.connect(self.page_wanted)
        self.card.merge_wanted.connect(self.merge)
        self.card.erasure_wanted.connect(self.erase)
        self.card.withdrawal_wanted.connect(self.taking.ask)
        self.taking.taken.connect(self.told)
        self.card.basis_wanted.connect(self.renew_basis)
        self.card.consent_wanted.connect(self._on_consent)
        self.card.copy_wanted.connect(self.copy_data)
        self.card.cases_wanted.connect(self.decline)
        self.card.prolonging_wanted.connect(self._on_prolonging)
        self.keeping.written.connect(self.open)
        self.card.result_wanted.connect(self.result_opened)
        self.card.sheet_wanted.connect(self.sheet_opened)
        self.card.plan_wanted.connect(self.plan_opened)
        self.card.note_wanted.connect(self.note_wanted)
        self.card.notes_wanted.connect(self.notes_wanted)
        self.card.journal_wanted.connect(self.journal_wanted)
        self.card.familiarisation_wanted.connect(self.familiarisation_wanted)
        self.card.compare_wanted.connect(self.compare_two)
        act("compare_two", self.compare_two, two_cases.two_cases)

    @property
    def person(self) -> Person | None:
        """The current person."""
        self._catch_up()
        return self._card.person if self._card is not None else None

    def open(self, person_id: int | None = None) -> None:
        """Select *person_id*, else the previous person; reads the list again only after a change."""
        if person_id:
            self.pane.show_all()
        self._behind = self._behind or self._offers_changes == self._context.data.read_only
        wanted = person_id or (self.person.id if self.person else None)
        if self._read_on != self._context.today():
            self._read(wanted)
        else:
            self._show_list(wanted)
            self._catch_up()
        for one in (self.add_button, self.list_button):
            allow(one, read_only_reason() if self._context.data.read_only else "")
        self.pane.focus()

    def memory(self) -> object:
        """Return the current person and filter."""
        return Remembered(self.person.id if self.person else None, self.filters.asked)

    def recall(self, memory: object) -> None:
        """Restore the filter and the selected person."""
        if isinstance(memory, Remembered):
            self.filters.restore(memory.asked)
            self._narrow()
            self._show_list(memory.person_id)
            self._catch_up()
            self.pane.focus()

    @reopens
    def add_person(self) -> None:
        """Open the form for a new person."""
        if not self._context.data.read_only:
            group = self.filters.asked.group
            kind = group if isinstance(group, PersonKind) else self._last_kind
            self._open_form(PersonDialog(self._context, self, kind=kind))

    @reopens
    def add_employee(self) -> None:
        """Open the form for a new person of the team."""
        if not self._context.data.read_only:
            self._open_form(PersonDialog(self._context, self, kind=PersonKind.EMPLOYEE))

    @reopens
    def assess_new(self) -> None:
        """Open the form for a new person, then start their assessment once they are saved."""
        if not self._context.data.read_only:
            dialog = PersonDialog(self._context, self)
            self._open_form(dialog)
            dialog.saved.connect(self.assess)

    @reopens
    def edit_person(self) -> None:
        """Open the form of the current person."""
        if self.person is not None and not self._context.data.read_only:
            self._open_form(PersonDialog(self._context, self, self.person))

    @reopens
    def merge(self) -> None:
        """Ask with whom to merge the current person."""
        if self.person is not None and not self._context.data.read_only:
            dialog = MergeDialog(self._context, self.person.id, self)
            dialog.merged.connect(self._on_merged)
            dialog.open()

    @reopens
    def dismiss(self) -> None:
        """Ask who leaves and when; the current person is suggested."""
        if not self._context.data.read_only:
            dialog = LeavingDialog(self._context, self.person, self)
            dialog.left.connect(self._on_left)
            dialog.open()

    @reopens
    def renew_basis(self) -> None:
        """Ask for a new basis for processing the current person's data."""
        self.keeping.renew(self.person)

    @reopens
    def decline(self) -> None:
        """Show the cases of the current person's name, to be confirmed."""
        self.keeping.decline(self.person)

    @reopens
    def _on_consent(self) -> None:
        self.keeping.withdraw(self.person)

    @reopens
    def _on_prolonging(self) -> None:
        self.keeping.prolong(self.person)

    def erase(self) -> None:
        """Show what erasing the current person would remove; if they cannot be erased, say so at once."""
        if self.person is not None and not self._context.data.read_only:
            work = erasure_of(self._context.data, self.person.id)
            self._context.jobs.run(work, self._on_preview, _("Looking for what names the person"))

    def copy_data(self) -> None:
        """Go to the copy of all data held on the current person."""
        self.papers_wanted.emit(SUBJECT_COPY)

    def show_units(self) -> None:
        """Show the units, to rename, move, merge or remove them."""
        UnitsDialog(self._context, self).open()

    def assess(self) -> None:
        """Ask how to assess the current person; a sheet that already waits for the viewer opens at once."""
        if self.person is None or self._card is None or self._context.data.read_only:
            return
        me = self._context.me.id
        draft = next((one for case in self._card.cases if (one := case.draft_of(me)) is not None), None)
        if draft is not None:
            self.told.emit(_("You have already started this sheet; it continues where you stopped"))
            self.sheet_opened.emit(draft.sheet_id)
            return
        quarter = quarter_of(self._card.cases, me)
        if not may_assess(self._card.cases, me, starts=self._starts):
            return
        if quarter is not None:  # nothing to ask: profile, set and role come from the quarter
            role = likely_role(self._context, self.person, quarter)
            self.sheet_opened.emit(self._context.data.write(sheets.open_sheet, quarter.case_id, me, role))
            return
        latest = latest_of(self._card.cases)
        dialog = AssessmentDialog(self._context, self.person, self, latest, self._result(latest))
        dialog.started.connect(self.sheet_opened)
        dialog.open()

    @property
    def papers(self) -> PapersOf | None:
        """Documents of the newest assessment that the viewer may see, then those of the person."""
        self._catch_up()
        return None if self._card is None else papers_of(self._card, self._context.me.id)

    def withdraw_assessment(self) -> None:
        """Ask about withdrawing the person's newest assessment outside vacancies and cycles."""
        self._catch_up()
        if self._card is None or self._context.data.read_only:
            return
        found = [one for one in self._card.cases if one.one_off and one.state is not CaseState.WITHDRAWN]
        if found:
            self.taking.ask(min(found, key=lambda one: one.state is not CaseState.OPEN).case_id)
        else:
            self.told.emit(
                _("There is no assessment without a vacancy or cycle; others are withdrawn from theirs")
            )

    def compare_two(self) -> None:
        """Compare any two assessments of the current person, if two can be seen."""
        self._catch_up()
        if self._card is not None:
            able = two_cases.comparable(self._card.cases, self._context.me.id)
            if len(able) > 1:
                ChangesDialog(self._context, self._card.person.full_name, able, self).open()

    def take_step(self) -> None:
        """Take the next step with the current person."""
        self._catch_up()
        if self._card is None:
            return
        latest = latest_of(self._card.cases)
        match next_step(latest, self._context.me.id):
            case Step.RESUME:
                draft = latest.draft_of(self._context.me.id) if latest else None
                assert draft is not None
                self.sheet_opened.emit(draft.sheet_id)
            case Step.RESULT | Step.WAIT:  # the page says whose sheets are still awaited
                assert latest is not None
                self.result_opened.emit(latest.case_id)
            case Step.ASSESS:
                self.assess()

    def show_staff(self) -> None:
        """Filter by employees, to choose whom to assess."""
        self.pane.show_all()
        self.segments.choose(2)  # all, candidates, employees
        self._narrow()
        self.pane.focus()

    def show_over(self) -> None:
        """Filter by people whose data may be kept no longer."""
        self.filters.restore(Asked(wanted=Wanted.OVER))
        self._narrow()
        self._catch_up()
        self.pane.focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.fit(event.size().width())

    def clear_filter(self) -> None:
        """Show everyone again."""
        self.pane.show_all()
        self._narrow()
        self.pane.focus()

    def _open_form(self, dialog: PersonDialog) -> None:
        dialog.saved.connect(self._on_saved)
        dialog.list_wanted.connect(self.pane.text_wanted)
        dialog.open()

    def _on_saved(self, person_id: int) -> None:
        self.open(person_id)
        if self.person is not None:
            self._last_kind = self.person.kind

    def _read(self, person_id: int | None) -> None:
        self._results.clear()
        self._read_on = self._context.today()
        total = self.pane.read(person_id)
        self.header.set_title(
            _("People"), ngettext("{n} person", "{n} people", total).format(n=total) if total else ""
        )
        if self.table.current_line is None:
            self._show_card(None)
        self._catch_up()

    def _narrow(self) -> None:
        kept = self.person.id if self.person is not None else None
        self.pane.narrow()
        self._show_list(kept)

    def _show_list(self, person_id: int | None) -> None:
        self.pane.show_list(person_id)
        if self.table.current_line is None:
            self._show_card(None)

    def _on_current(self, current: QModelIndex) -> None:
        if self.pane.is_settling:
            return
        if self._pause.isActive():  # a key is held down: the list moves on, the card follows when it stops
            self._behind = True
        else:
            self._show_current()
        self._pause.start()

    def _show_current(self) -> None:
        self._behind = False
        line = self.table.current_line
        self._show_card(line.person.id if line is not None else None)

    def _catch_up(self) -> None:
        """Bring the card up to the current person before anything acts on it."""
        if self._behind:
            self._show_current()

    def _show_card(self, person_id: int | None) -> None:
        self._behind = False
        self._offers_changes = not self._context.data.read_only
        read, me = self._context.data.read, self._context.me.id
        if person_id is None:
            self._card = None
        else:
            self._card = card = read(people.card, person_id, me, self._context.today())
            latest, shown = latest_of(card.cases), shown_of(card.cases, me)
            self.card.show_card(
                card,
                next_step(latest, me),
                me,
                self._result(latest),
                self._result(shown) if shown is not latest else None,
                read(person_rows.namesakes, card.person) if self._edits else (),
                read(diary.notes_of, person_id, me),
                hidden_words(self._context, latest),
                on=self._context.today(),
                read_only=self._context.data.read_only,
                edits=self._edits,
                steps=may_assess(card.cases, me, starts=self._starts),
            )
        self.card.setVisible(person_id is not None)
        self._edge.setVisible(person_id is not None)

    def _result(self, latest: CaseLine | None) -> CaseResult | None:
        """Return the result of the newest case, None while it may not be seen."""
        me = self._context.me.id
        if latest is None or not latest.open_to(me):
            return None
        if latest.case_id not in self._results:
            read, today = self._context.data.read, self._context.today()
            self._results[latest.case_id] = read(cases.result, latest.case_id, me, today)
        return self._results[latest.case_id]

    @override
    def refresh(self) -> None:
        self._read(self.person.id if self.person is not None else None)

    @override
    def _on_tables(self, tables: frozenset[str]) -> None:
        if tables - HALF_TYPED:
            self._read_on = None
        super()._on_tables(tables)

    def _on_list_wanted(self) -> None:
        if not self._context.data.read_only:
            self.list_wanted.emit()

    def _on_merged(self, kept_id: int, _double_id: int, told: str) -> None:
        self.open(kept_id)
        self.told.emit(told)

    def _on_preview(self, told: Preview | CannotErase) -> None:
        if isinstance(told, CannotErase):
            words = sentence(told, current())
            Message(words.what, words.rest, self, page=words.help).open()
            return
        dialog = EraseDialog(self._context, told, self)
        dialog.erased.connect(self._on_erased)
        dialog.open()

    def _on_erased(self) -> None:
        self.refresh()
        self.told.emit(_("The person is erased"))

    def _on_left(self, person_id: int, told: str) -> None:
        self.open(person_id)
        self.told.emit(told)


def _keys(*, edits: bool) -> tuple[tuple[str, str], ...]:
    every = (
        ("↑ ↓", _("person")),
        ("Enter", _("next step")),
        ("Alt+Enter", _("page")),
        ("F2", _("edit")),
        ("Ctrl+N", _("assess")),
        ("Ctrl+E", _("documents")),
        ("Ins", _("add")),
        ("Ctrl+F", _("find")),
        ("Ctrl+I", _("import a list")),
        ("Ctrl+V", _("paste a list")),
        ("Ctrl+J", _("merge cards")),
        ("Ctrl+U", _("units")),
        (_("Alt+1…8"), _("sort")),
    )
    own = {"F2", "Ctrl+N", "Ins", "Ctrl+I", "Ctrl+V", "Ctrl+J", "Ctrl+U"}
    return every if edits else tuple(one for one in every if one[0] not in own)
