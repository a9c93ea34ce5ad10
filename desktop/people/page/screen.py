"""The page of a person: the course of results, and all on record by tabs; a line opens what it names."""

from dataclasses import dataclass
from datetime import date
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from db.assessing import assessments, people
from db.people import declensions
from db.team import person_pages, two_cases
from db.team.person_pages import PersonPage
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.jobs import Job
from desktop.kit import layout
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.turn import Turn
from desktop.people.card.history import Moment, Sort, timeline
from desktop.people.changes_dialog import ChangesDialog
from desktop.people.keeping import Keeping
from desktop.people.leaving_dialog import LeavingDialog
from desktop.people.page.about import About
from desktop.people.page.course_strip import CourseStrip, Span
from desktop.people.papers import papers_of
from desktop.people.person_dialog import PersonDialog
from desktop.people.state import (
    Step,
    facts,
    latest_of,
    left_words,
    may_assess,
    next_step,
    quarter_of,
    step_words,
)
from desktop.shared.initials import Initials
from domain.errors import Unknown
from domain.people.person import Person
from domain.plan_kinds import PlanState
from domain.progress import Progress
from domain.team.course import Attained
from resources.i18n import _, current

TABS = (None, Sort.ASSESSMENT, Sort.PLAN, Sort.NOTE, Sort.PAPER)
SIDE = 320  # px at the usual text size of what is about the person, beside the list
LIST = 460  # px that the list needs beside it


@dataclass(frozen=True, slots=True)
class Remembered:
    """The tab, and the number of the current line in it."""

    tab: int
    row: int


class PersonScreen(Screen):
    """One person; the list has the focus.

    Signals:
        sheet_opened: id of the sheet to read or go on with.
        result_opened: id of the case whose result to show.
        plan_opened: id of the plan to show.
        note_opened: id of the person and of the note to show.
        issued_opened: id of the line of the register to show.
        exports_opened, signatures_opened: id of the person.
        step_wanted: id of the person to take the next step with.
    """

    TABLES = frozenset(
        {
            *(
                "evidence",
                "evidence_item",
                "person",
                "case",
                "sheet",
                "settled",
                "conclusion",
                "cycle",
                "unit",
            ),
            *("plan", "goal", "check_meeting", "education", "experience", "medical", "familiarisation"),
            *("issued_paper", "probation_end", "case_opening", "case_assessor"),
        }
    )
    sheet_opened = Signal(int)
    result_opened = Signal(int)
    plan_opened = Signal(int)
    note_opened = Signal(int, int)
    issued_opened = Signal(int)
    exports_opened = Signal(int)
    signatures_opened = Signal(int)
    step_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._person_id = 0
        self._page: PersonPage | None = None
        self._moments: tuple[Moment, ...] = ()
        self._counting: Job | None = None
        edits = self._edits = context.data.allows(people.ensure)  # else one reads what is on record
        self._keys = (
            ("↑ ↓", _("line")),
            ("Enter", _("open")),
            ("1…5", _("tab")),
            ("Ctrl+Enter", _("next step")),
            *((("F2", _("edit")),) if edits else ()),
            ("Ctrl+E", _("documents")),
            *((("Ctrl+H", _("compare")),) if edits else ()),
        )
        self.header = self.add_header(Header(theme, _("Person"), self, back=_("Back")))
        self.initials = Initials(theme, self.header)
        self.header.put_first(self.initials)
        act, cap = self.header.act, context.actions.cap
        self.edit_button = act(_("Edit…"), "pencil", self.edit_person, tip=cap("edit"))
        self.compare_button = act(_("Compare two…"), "git-compare", self.compare_two, tip=cap("compare_two"))
        self.edit_button.setVisible(edits)
        self.compare_button.setVisible(context.data.allows(two_cases.two_cases))
        self.papers_button = act(_("Documents…"), "files", self.export, tip=cap("export"))
        self.step_button = act("", "", self.take_step, tip=cap("next_step"))
        self.header.lead(self.step_button)
        self.keeping = Keeping(context, self)
        self._board = self._lay_board()
        self.gone = Empty(theme.icon("user-round-x", "muted", 22), "", self, act=_("Back"))
        self._stack = self.add_stack(self._board, self.gone)
        self._join()

    def _lay_board(self) -> QWidget:
        theme = self._context.theme
        board = QWidget(self)
        top = QFrame(board)
        top.setObjectName("header")
        self.course = CourseStrip(theme, top)
        layout.row(layout.grow(self.course), around=(16, 10, 0, 6), of=top)
        main = QWidget(board)
        self.tabs = Segments(tuple(_tab_name(one, 0) for one in TABS), main, _("On record"))
        columns: tuple[Column[Moment], ...] = (
            Column("when", _("When"), _when, None, f"{current().widest_date}, 00:00"),
            Column("what", _("What happened"), _what, None, 230, least=150),
            Column("detail", _("Details"), _detail, None, None, least=160, most=None),
        )
        self.table = ColumnTable(
            self._context, "person", _("On record"), columns, id, main, row=44, fixed=True
        )
        self.nothing = Empty(theme.icon("list-tree", "muted", 22), _("Nothing on record yet"), main)
        layout.column(
            layout.row(layout.left(self.tabs), layout.STRETCH, around=(16, 8, 16, 8)),
            layout.grow(self.table),
            layout.grow(self.nothing),
            of=main,
        )
        self.about = About(theme, board)
        names = _("On record"), _("About the person")
        self.turn = Turn(
            main, self.about, names, board, least=theme.scaled(LIST), wide=lambda _wide: theme.scaled(SIDE)
        )
        layout.column(top, layout.grow(self.turn), of=board)
        return board

    def _join(self) -> None:
        make = self._context.actions.make
        make("open", self.table, self.open_line, Qt.ShortcutContext.WidgetShortcut)
        self.make_act("edit", self.edit_person, people.ensure)
        make("export", self, self.export)
        self.make_act("compare_two", self.compare_two, two_cases.two_cases)
        make("next_step", self, self.take_step)
        make("next_part", self, self._on_next)
        make("previous_part", self, self._on_previous)
        for number in range(1, len(TABS) + 1):
            make(f"tab_{number}", self, self._on_digit)
        self.make_act("renew_basis", self.renew_basis, people.renew_basis)
        self.make_act("decline_name", self.decline, declensions.confirm)
        self.make_act("dismiss", self.dismiss, people.dismiss)
        self.table.doubleClicked.connect(self.open_line)
        self.tabs.chosen.connect(self._show_tab)
        self.course.result_wanted.connect(self.result_opened)
        self.gone.acted.connect(self.closed)
        self.about.basis_wanted.connect(self.renew_basis)
        self.about.consent_wanted.connect(self._on_consent)
        self.about.prolonging_wanted.connect(self._on_prolonging)
        self.about.copy_wanted.connect(self._on_copy)
        self.about.cases_wanted.connect(self.decline)
        self.about.signatures_wanted.connect(self._on_signatures)
        self.about.exports_wanted.connect(self._on_exports)
        self.about.dismissal_wanted.connect(self.dismiss)

    @property
    def person(self) -> Person | None:
        """The person shown; None if there is none any more."""
        return None if self._page is None else self._page.card.person

    def open(self, person_id: int) -> None:
        """Read the page and focus its newest line.

        Raises:
            Unknown: if there is no such person.
        """
        if person_id != self._person_id:
            self.tabs.choose(0)
        self._person_id = person_id
        self._read()
        self.table.go_to(0 if self.table.list_model.lines() else -1)
        self._focus()

    def memory(self) -> object:
        """Return the tab and the line."""
        return Remembered(self.tabs.current, self.table.currentIndex().row())

    def recall(self, memory: object) -> None:
        """Show the same tab and line again."""
        if isinstance(memory, Remembered):
            self.tabs.choose(memory.tab)
            self._show_tab()
            self.table.go_to(min(memory.row, len(self.table.list_model.lines()) - 1))

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the person, and of the newest result that may be seen."""
        return None if self._page is None else papers_of(self._page.card, self._context.me.id)

    @override
    def refresh(self) -> None:
        row = self.table.currentIndex().row()
        try:
            self._read()
        except Unknown:  # erased or merged in another window
            self._page = None
            self.header.set_title(_("Person"))
            self.gone.set_texts(_("This person is no longer in the file."), "", _("Back"))
            self._stack.setCurrentWidget(self.gone)
            return
        self.table.go_to(min(row, len(self.table.list_model.lines()) - 1))

    def open_line(self) -> None:
        """Open what the current line names."""
        moment = self.table.current_line
        if moment is None:
            return
        if moment.sheet_id:
            self.sheet_opened.emit(moment.sheet_id)
        elif moment.plan_id:
            self.plan_opened.emit(moment.plan_id)
        elif moment.case_id:
            self.result_opened.emit(moment.case_id)
        elif moment.note_id:
            self.note_opened.emit(self._person_id, moment.note_id)
        elif moment.issued_id and self._edits:
            self.issued_opened.emit(moment.issued_id)
        elif moment.exported and self._edits:
            self.exports_opened.emit(self._person_id)
        elif moment.signed and self._edits:
            self.signatures_opened.emit(self._person_id)
        elif moment.sort in (Sort.WORK, Sort.PAPER) and self._edits:
            self.edit_person()
        else:
            self.told.emit(_("Nothing to open: it is hidden from you, or nothing was begun."))

    @reopens
    def edit_person(self) -> None:
        """Open the form of the person."""
        if self.person is not None and not self._context.data.read_only:
            PersonDialog(self._context, self, self.person).open()

    @reopens
    def renew_basis(self) -> None:
        """Ask for a new basis for processing the person's data."""
        self.keeping.renew(self.person)

    def compare_two(self) -> None:
        """Compare any two assessments of the person, if two can be seen."""
        if self._page is not None:
            able = two_cases.comparable(self._page.card.cases, self._context.me.id)
            if len(able) > 1:
                ChangesDialog(self._context, self._page.card.person.full_name, able, self).open()

    @reopens
    def decline(self) -> None:
        """Show the cases of the person's name, to be confirmed."""
        self.keeping.decline(self.person)

    @reopens
    def dismiss(self) -> None:
        """Ask for the last working day of the person, or show the dismissal, to be corrected or undone."""
        if self.person is not None and not self._context.data.read_only:
            dialog = LeavingDialog(self._context, self.person, self)
            dialog.left.connect(self._on_left)
            dialog.open()

    def _on_left(self, _person_id: int, told: str) -> None:
        self.told.emit(told)

    def take_step(self) -> None:
        """Take the next step with the person."""
        if self._page is not None:
            self.step_wanted.emit(self._person_id)

    @reopens
    def _on_consent(self) -> None:
        self.keeping.withdraw(self.person)

    def _read(self) -> None:
        data, me, today = self._context.data, self._context.me.id, self._context.today()
        self._page = page = data.read(person_pages.page, self._person_id, me, today)
        self._moments = timeline(page, me)
        person, latest = page.card.person, latest_of(page.card.cases)
        gone = left_words(person, today)
        told = " · ".join(part for part in (facts(person), gone) if part)
        self.header.set_title(person.full_name, told)
        self.initials.show_person(person)
        self.step_button.setText(
            step_words(next_step(latest, me), latest, quarter_of(page.card.cases, me)).replace("&", "&&")
        )
        able = may_assess(page.card.cases, me, starts=data.allows(assessments.start))
        self.step_button.setVisible(able or next_step(latest, me) is not Step.ASSESS)
        fixed = read_only_reason() if data.read_only else ""
        allow(self.edit_button, fixed)
        several = len(two_cases.comparable(page.card.cases, me)) > 1
        allow(
            self.compare_button, "" if several else _("Two assessments are needed whose results can be seen.")
        )
        self.course.show_events(self._moments, _spans(page, today), today)
        self.about.show_page(page, on=today, read_only=data.read_only, edits=self._edits)
        for number, sort in enumerate(TABS):
            count = sum(sort is None or one.sort is sort for one in self._moments)
            self.tabs.set_text(number, _tab_name(sort, count))
        self._stack.setCurrentWidget(self._board)
        self._show_tab()
        self._count()

    @reopens
    def _on_prolonging(self) -> None:
        self.keeping.prolong(self.person)

    def _count(self) -> None:
        """Work out the results in the background; the page does not wait for them."""
        data, me, person_id = self._context.data, self._context.me.id, self._person_id
        if self._counting is not None:
            self._counting.drop()

        def work(_progress: Progress) -> tuple[Attained, ...]:
            return data.read(person_pages.course, person_id, me)

        self._counting = self._context.jobs.run(work, self.course.show_points, "")

    def _show_tab(self) -> None:
        sort = TABS[self.tabs.current]
        shown = [one for one in self._moments if sort is None or one.sort is sort]
        self.table.list_model.show(shown)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.table.go_to(0 if shown else -1)

    def turn_to(self, number: int) -> None:
        """Show this tab and focus its list."""
        self.tabs.choose(number)
        self._show_tab()
        self.turn.reveal(self.table)
        self._focus()

    def _focus(self) -> None:
        wanted = self.table if self.table.list_model.lines() else self.tabs
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_digit(self) -> None:
        self.turn_to(int(self.sender().objectName().removeprefix("tab_")) - 1)

    def _on_next(self) -> None:
        self.turn_to((self.tabs.current + 1) % len(TABS))

    def _on_previous(self) -> None:
        self.turn_to((self.tabs.current - 1) % len(TABS))

    def _on_copy(self) -> None:
        from desktop.office.papers.registry import SUBJECT_COPY

        self.papers_wanted.emit(SUBJECT_COPY)

    def _on_signatures(self) -> None:
        self.signatures_opened.emit(self._person_id)

    def _on_exports(self) -> None:
        self.exports_opened.emit(self._person_id)


def _tab_name(sort: Sort | None, count: int) -> str:
    name = {
        None: _("Everything"),
        Sort.ASSESSMENT: _("Assessments"),
        Sort.PLAN: _("Plans"),
        Sort.NOTE: _("Diary"),
        Sort.PAPER: _("Documents"),
    }[sort]
    return f"{name} {count}" if count else name


def _spans(page: PersonPage, today: date) -> list[Span]:
    made = [
        Span(Sort.PLAN, plan.starts_on, plan.ends_on, plan.state is PlanState.ACTIVE)
        for plan in page.card.plans
        if plan.approved_on is not None
    ]
    person = page.card.person
    if (
        person.basis_on is not None
        and person.basis_until is not None
        and person.basis_on < person.basis_until
    ):
        going = person.withdrawn_on is None and person.basis_until >= today
        made.append(Span(Sort.PAPER, person.basis_on, person.basis_until, going))
    return made


def _when(moment: Moment) -> Cell:
    return Cell(moment.when, ink="muted")


def _what(moment: Moment) -> Cell:
    return Cell(moment.title, role="strong" if moment.opens else "body")


def _detail(moment: Moment) -> Cell:
    return Cell(moment.detail, wrap=True)
