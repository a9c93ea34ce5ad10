"""The overview: continue where one stopped, see what is pending, or begin."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast, override

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QScrollArea, QWidget

from db.home import glance
from db.home.overview_records import EMPTY, Overview
from desktop import errands
from desktop.context import Context
from desktop.form_drafts import Form
from desktop.home.aside import FilePanel, RecentPanel, named
from desktop.home.begin import Begin
from desktop.home.calendar import CalendarPanel
from desktop.home.choices import DueMenu, WhomMenu, digit
from desktop.home.cycle_panel import CyclePanel
from desktop.home.figures import FigureRow
from desktop.home.first_week import AT_SERVER, FirstWeekPanel, Step
from desktop.home.model import Row
from desktop.home.next_step import NextStep
from desktop.home.offers import Offer, starts
from desktop.home.page import Column, HomePage
from desktop.home.short_sets import as_shown
from desktop.home.submitted import SubmittedPanel
from desktop.home.tables import TABLES
from desktop.home.visits import Kind, Visit
from desktop.home.waiting import WaitingPanel
from desktop.kit import layout
from desktop.kit.jump_field import jump_field
from desktop.kit.page.floor import Floor, scrolling
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.places import PEOPLE, ROADS
from domain.home.due import Due, Opens
from domain.sheet_kinds import Role
from resources.i18n import _, current

if TYPE_CHECKING:
    from db.assessing.cycle_counts import CycleCount


class HomeScreen(Screen):
    """An empty file: three ways to begin. Else the next step, pending work, the cycle, recent visits.

    When it first appears, a draft to continue is painted before the rest is read.

    Signals:
        sheet_opened: id of a sheet to continue.
        result_opened: id of a case to look at.
        decision_opened: id of a case to decide on.
        campaign_opened: id of a campaign.
        cycle_opened: id of a staff cycle.
        plan_opened: id of a plan.
        person_opened: id of a person to look at.
        over_wanted: show the people whose data may be kept no longer.
        candidate_wanted: assess a new candidate.
        staff_wanted: choose an employee to assess.
        people_wanted: add people.
        demo_wanted: show the example.
        files_wanted: choose files to import.
        vacancy_wanted, cycle_wanted: continue or begin a vacancy, a staff cycle.
        vacancies_wanted, cycles_wanted, plans_wanted: show their lists.
        organisation_wanted: enter the organisation's details.
        documents_wanted: show the documents.
        copies_wanted: see the copies of the file, and make one.
        familiarisation_wanted: id of the edition whose job description is to be signed.
        exchange_wanted: show who has what.
        jump_wanted: find somebody or something by name.
    """

    TABLES = TABLES
    sheet_opened = Signal(int)
    result_opened = Signal(int)
    decision_opened = Signal(int)
    campaign_opened = Signal(int)
    cycle_opened = Signal(int)
    plan_opened = Signal(int)
    person_opened = Signal(int)
    over_wanted = Signal()
    candidate_wanted = Signal()
    staff_wanted = Signal()
    people_wanted = Signal()
    demo_wanted = Signal()
    files_wanted = Signal()
    vacancy_wanted = Signal()
    cycle_wanted = Signal()
    vacancies_wanted = Signal()
    cycles_wanted = Signal()
    plans_wanted = Signal()
    organisation_wanted = Signal()
    documents_wanted = Signal()
    copies_wanted = Signal()
    familiarisation_wanted = Signal(int)
    exchange_wanted = Signal()
    jump_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._overview = replace(EMPTY, whole=False)
        self._rest_awaited = False  # the next step is shown; the rest is read after it is painted
        self._stale = False
        # Children, unlike single shots: those would keep a screen in memory that is gone before they come.
        self._flushed, self._soon = (QTimer(self, singleShot=True, interval=0) for _ in range(2))
        self._flushed.timeout.connect(self._prepare)
        self._soon.timeout.connect(self._refresh)
        self._cycle_id = 0  # the cycle chosen to be shown; 0: none
        self._starts = starts(context.data)
        self._make_header()
        self._page = self._make_page()
        self._area = scrolling(Floor(self._page), self)
        self._stack = self.add_stack(self._area)
        self._join()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys and what they do, for the status line."""
        goes_on = not self._overview.empty and not self.primary.isHidden()
        starts = ("Ctrl+N", _("assess a candidate")), ("Ctrl+T", _("add people"))
        return (
            *((("Enter", _("continue")),) if goes_on else ()),
            *((("1–9", _("open a line")),) if self.due_model.rows() else ()),
            *(starts if self._starts else ()),
            ("Ctrl+K", _("go to")),
            *(() if self._context.data.is_remote else (("Ctrl+O", _("open another file")),)),
        )

    @property
    def begin(self) -> Begin:
        """The ways to begin."""
        return cast(Begin, self._begin_area.widget())

    @property
    def whole(self) -> bool:
        """Whether everything has been read, not just the next step."""
        return self._overview.whole

    @property
    def primary(self) -> QPushButton:
        """The one primary button."""
        return self.begin.first if self._overview.empty else self.step.go

    def open(self) -> None:
        """Focus the next step; all is read again unless nothing of it has changed that same day."""
        if self.is_fresh(self._context.today()):
            self._show_all(self._overview)
        elif self._overview.whole or not self._begin_with_step():
            self._read()
        (self._jump if self.primary.isHidden() else self.primary).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rest_awaited:
            self._rest_awaited = False
            self._flushed.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_digit(event):
            super().keyPressEvent(event)

    def _take_digit(self, event: QKeyEvent) -> bool:
        """Open the row of a digit, wherever the focus is: the digits are shown beside the rows."""
        row = self.due_model.numbered(digit(event))
        if row is not None:
            self._on_taken(row)
        return row is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move from the next step to the pending work, and digits open it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            rows = self.due_model.rows()
            if self._take_digit(event):
                return True
            if watched in (self.due_list, self.cycle.list):
                return False
            if event.key() == Qt.Key.Key_Down and rows:
                self.due_list.stand_on(rows[0])
                self.due_list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def new_menu(self) -> QMenu:
        """Return the menu that asks whom to assess."""
        menu = WhomMenu(self._context.theme, self._new)
        menu.candidate_wanted.connect(self.candidate_wanted)
        menu.staff_wanted.connect(self.staff_wanted)
        return menu

    @cached_property
    def _begin_area(self) -> QScrollArea:
        """Create the page for an empty file, which most files never need."""
        data = self._context.data
        begin = Begin(self._context.theme, data.glance(glance.model), self, of_file=not data.is_remote)
        begin.candidate_wanted.connect(self.candidate_wanted)
        begin.people_wanted.connect(self.people_wanted)
        begin.demo_wanted.connect(self.demo_wanted)
        begin.files_wanted.connect(self.files_wanted)
        begin.week.organisation_wanted.connect(self.organisation_wanted)
        begin.week.framework_kept.connect(self._on_framework_kept)
        area = scrolling(begin, self)
        self._stack.addWidget(area)
        return area

    def _make_header(self) -> None:
        context = self._context
        self._header = self.add_header(Header(context.theme, _("Overview"), self))
        people = ROADS[context.data.role].leads_to(PEOPLE)
        self._jump = jump_field(context.theme, context.actions.cap("jump"), self, people=people)
        self._jump.clicked.connect(self.jump_wanted)
        self._header.add(self._jump)
        self._new = self._header.act(_("New assessment"), "plus", self._on_new)
        self._new.setProperty("menu", True)
        chevron = QLabel(self._new, pixmap=context.theme.icon("chevron-down", "muted", 14).pixmap(14, 14))
        chevron.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.row(layout.Placed(chevron, 0, Qt.AlignmentFlag.AlignRight), around=(0, 0, 11, 0), of=self._new)
        self._new.setAccessibleDescription(_("Candidate or employee"))

    def _make_page(self) -> HomePage:
        theme = self._context.theme
        page = HomePage(theme, self)
        self.step = NextStep(theme, page)
        self.figures = FigureRow(theme, page)
        self._waiting = WaitingPanel(theme, page)
        self.due_model, self.due_list = self._waiting.model, self._waiting.list
        left = layout.fill(Column(), self.step, self.figures, self._waiting, layout.STRETCH, gap="m")
        right = layout.column(gap="m")
        self.week = FirstWeekPanel(theme, page, AT_SERVER if self._context.data.is_remote else tuple(Step))
        self.calendar = CalendarPanel(theme, page)
        self.cycle = CyclePanel(theme, page, self._context.names.reaches)
        self.cycle.reminds = self._starts
        self.recent = RecentPanel(theme, page)
        self.file = FilePanel(theme, page)
        # Its column keeps its width before it is read: the next step's button must not move.
        kept = self.file.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.file.setSizePolicy(kept)
        self.submitted = SubmittedPanel(self._context, page)
        for panel in (self.week, self.calendar, self.cycle, self.submitted, self.recent, self.file):
            right.addWidget(panel)
        right.addStretch(1)
        page.put(left, right)
        return page

    def _join(self) -> None:
        actions = self._context.actions
        if self._starts:
            actions.make("new_assessment", self, self.candidate_wanted)
            actions.make("add_people", self, self.people_wanted)
        self.step.sheet_wanted.connect(self.sheet_opened)
        self.step.due_wanted.connect(self._on_due)
        self.step.offered.connect(self._on_offered)
        self.figures.staff_wanted.connect(self.staff_wanted)
        self.figures.vacancies_wanted.connect(self.vacancies_wanted)
        self.figures.cycles_wanted.connect(self.cycles_wanted)
        self.figures.plans_wanted.connect(self.plans_wanted)
        self.week.organisation_wanted.connect(self.organisation_wanted)
        self.week.people_wanted.connect(self.people_wanted)
        self.week.assessment_wanted.connect(self.candidate_wanted)
        self.week.copies_wanted.connect(self.copies_wanted)
        self.week.form_wanted.connect(self.documents_wanted)
        self.week.files_wanted.connect(self.files_wanted)
        self.week.framework_kept.connect(self._on_framework_kept)
        self.calendar.grid.day_wanted.connect(self._on_day)
        for one in (self.step.go, self.step.other, self.due_list, self.cycle.list):
            one.installEventFilter(self)
        self.due_list.taken.connect(self._on_taken)
        self.due_list.left.connect(self._on_left)
        self.cycle.person_wanted.connect(self.person_opened)
        self.cycle.cycle_wanted.connect(self._on_cycle)
        self.cycle.other_wanted.connect(self._on_other_cycle)
        self.cycle.reminder_wanted.connect(self._on_reminder)
        self.submitted.wanted.connect(self.sheet_opened)
        self.recent.wanted.connect(self._on_visit)
        self.file.copies_wanted.connect(self.copies_wanted)
        self._context.data.copies_looked.connect(self._show_copy)

    def _begin_with_step(self) -> bool:
        """Show a draft before the rest is read, or an empty file; return whether either applies."""
        context = self._context
        seen = (
            context.data.glance(glance.next_step, context.me.id, context.today())
            if self.window().isVisible()
            else None
        )
        if seen is None:
            return False
        self._rest_awaited = not seen.whole or seen.empty  # what is set up already is read afterwards
        self._show_all(seen)
        return True

    def _prepare(self) -> None:
        data = self._context.data
        if data.prepared:
            self._read()
        else:
            self._context.jobs.run(partial(errands.prepare, data), self._on_prepared, "")

    def _on_prepared(self, _nothing: None) -> None:
        if not self._overview.whole or self._overview.empty:
            self._read()

    def _read(self) -> None:
        from db.home import overview  # 0.01 s that the next step does not wait for

        context = self._context
        self._rest_awaited = False
        seen = context.data.read(overview.overview, context.me.id, context.today(), self._cycle_id)
        if not self._starts:
            seen = replace(seen, empty=False)  # whoever cannot begin is told that nothing is due
        self.note_read(context.today())
        self._show_all(seen)
        if seen.empty:
            self._show_week(self.begin.week)

    def _show_all(self, seen: Overview) -> None:
        self._overview, seen = seen, as_shown(seen, self._context.settings.short_set)
        today = self._context.today()
        day = _("{weekday}, {day}").format(weekday=current().weekday(today), day=current().long_date(today))
        empty = _("nothing entered yet") if self._context.data.is_remote else _("new file")
        self._header.set_title(_("Overview"), empty if seen.empty else day)
        self._new.setVisible(self._starts and bool(seen.drafts or seen.due))
        self._stack.setCurrentWidget(self._begin_area if seen.empty else self._area)
        if not seen.empty:
            self._show(seen)

    def _show(self, seen: Overview) -> None:
        today = self._context.today()
        led = self.step.go.hasFocus()
        self.step.show_step(seen, today, self._begun(seen), starts=self._starts)
        if led and self.step.go.isHidden():
            self._jump.setFocus(Qt.FocusReason.OtherFocusReason)
        if not seen.whole:
            for panel in (
                self.figures,
                self.week,
                self._waiting,
                self.calendar,
                self.cycle,
                self.recent,
                self.file,
            ):
                panel.hide()
            return
        rest = tuple(one for one in seen.due if one is not self.step.due)
        self._waiting.show_due(rest, seen.due_total - len(seen.due) + len(rest), today)
        self._waiting.setVisible(bool(seen.drafts or seen.due))
        self.keys_changed.emit()  # the digits have rows now, or none
        self.figures.show_figures(seen.figures)
        self.calendar.setVisible(bool(seen.dots))
        self.calendar.show_days(today, seen.dots)
        self.cycle.setVisible(seen.cycle is not None)
        if seen.cycle is not None:
            self.cycle.show_progress(seen.cycle, seen.cycles)
        if not self._starts:
            self.submitted.read()
        self.recent.show_visits(named(self._context), today)
        if self._context.data.is_remote:
            self.file.hide()
            self._show_week(self.week)
            return
        self._show_copy()
        self.file.show()

    def _show_copy(self) -> None:
        data = self._context.data
        if data.is_remote:
            return
        self._show_week(self.week)
        self.file.show_state(data, self._context.today())

    def _show_week(self, panel: FirstWeekPanel) -> None:
        from db.home.first_week import first_week

        data = self._context.data
        may = data.allows(first_week) and not data.read_only
        seen = data.read(first_week, self._context.today()) if may else None
        panel.show_week(seen, copied=data.copies_asked_for or not data.copies_known)

    def _on_framework_kept(self) -> None:
        from db.home.first_week import FRAMEWORK_KEPT
        from db.people import organisation

        self._context.data.write(organisation.keep_setting, FRAMEWORK_KEPT, "1")

    def _begun(self, seen: Overview) -> Form | None:
        """Return the form left half filled in, which is looked for where nothing else comes next."""
        if seen.drafts or seen.due or not seen.whole:
            return None
        from db.people import form_drafts

        read, me = self._context.data.read, self._context.me.id
        return next((one for one in Form if read(form_drafts.kept, one, "", me)), None)

    def _on_offered(self, offer: Offer) -> None:
        match offer:
            case Offer.VACANCY:
                self.vacancy_wanted.emit()
            case Offer.CYCLE | Offer.TEAM:
                self.cycle_wanted.emit()
            case Offer.CYCLES:
                self.cycles_wanted.emit()
            case Offer.VACANCIES:
                self.vacancies_wanted.emit()
            case Offer.ONE:
                self.staff_wanted.emit()
            case Offer.NEW:
                self._on_new()
            case Offer.NONE:
                pass

    def _on_taken(self, row: Row) -> None:
        if len(row.dues) == 1:
            self._on_due(row.due)
            return
        place = self.due_list.visualRect(self.due_model.index(self.due_model.row_of(row.key), 0))
        self._choose(row.dues, self.due_list.viewport().mapToGlobal(place.bottomLeft()))

    def _on_day(self, day: date, where: QPoint) -> None:
        from db.home import calendar

        context = self._context
        dues = context.data.read(calendar.of_day, context.me.id, context.today(), day)
        total = sum(one.number for one in self._overview.dots if one.day == day)
        self._choose(dues, where, total - len(dues))

    def _choose(self, dues: Sequence[Due], where: QPoint, more: int = 0) -> None:
        """Open the only one, or let one be chosen of several; *more* are not named."""
        if len(dues) == 1:
            self._on_due(dues[0])
        elif dues:
            menu = DueMenu(dues, self._context.today(), self, more)
            menu.chosen.connect(self._on_due)
            menu.popup(where)

    def _on_due(self, due: Due) -> None:
        match due.opens:
            case Opens.SHEET:
                self.sheet_opened.emit(due.opens_id)
            case Opens.CASE:
                self._begin(due)
            case Opens.DECISION:
                self.decision_opened.emit(due.opens_id)
            case Opens.CAMPAIGN:
                self.campaign_opened.emit(due.opens_id)
            case Opens.CYCLE:
                self.cycle_opened.emit(due.opens_id)
            case Opens.PLAN:
                self.plan_opened.emit(due.opens_id)
            case Opens.RESULT:
                self.result_opened.emit(due.opens_id)
            case Opens.PERSON:
                self.person_opened.emit(due.opens_id)
            case Opens.PEOPLE:
                self.over_wanted.emit()
            case Opens.COPIES:
                self.copies_wanted.emit()
            case Opens.FAMILIARISATION:
                self.familiarisation_wanted.emit(due.opens_id)
            case Opens.EXCHANGE:
                self.exchange_wanted.emit()

    def _begin(self, due: Due) -> None:
        """Open the sheet that the case awaits, in the assigned role; in a read-only file, show the person."""
        from db.assessing.sheet import sheets  # 0.04 s that the overview does not wait for

        data, me = self._context.data, self._context.me.id
        if data.read_only:
            self.person_opened.emit(due.person_id or 0)
        else:
            self.sheet_opened.emit(data.write(sheets.open_sheet, due.opens_id, me, Role.HR))

    def _on_cycle(self, count: "CycleCount") -> None:
        (self.campaign_opened if count.campaign else self.cycle_opened).emit(count.cycle_id)

    def _on_reminder(self, cycle_id: int) -> None:
        from desktop.shared.reminder import ReminderDialog

        dialog = ReminderDialog(self._context, cycle_id, self)
        dialog.told.connect(self.told)
        dialog.open()

    def _on_other_cycle(self, cycle_id: int) -> None:
        self._cycle_id = cycle_id
        self._read()
        self.cycle.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_visit(self, visit: Visit) -> None:
        match visit.kind:
            case Kind.PERSON:
                self.person_opened.emit(visit.id)
            case Kind.SHEET:
                self.sheet_opened.emit(visit.id)
            case Kind.RESULT | Kind.PLAN | Kind.PAPERS:
                self.result_opened.emit(visit.id)

    def _on_left(self) -> None:
        self.step.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self) -> None:
        below = self._new if self._new.isVisible() else self.step.go
        self.new_menu().popup(below.mapToGlobal(QPoint(0, below.height() + 2)))

    @override
    def refresh(self) -> None:
        # Several writes in a row need one reading.
        if not self._stale:
            self._stale = True
            self._soon.start()

    def _refresh(self) -> None:
        self._stale = False
        if self.isVisible():
            self._read()
