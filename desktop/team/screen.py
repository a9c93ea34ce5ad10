"""The screen of a team: one staff cycle as a map of people by competencies."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cases, cycles, people, sheets
from db.assessing.people import CaseLine
from db.people import organisation
from db.team import quarterly
from desktop.context import Context
from desktop.export.papers_of import PapersOf, of_one
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.papers.registry import LEVELS, QUARTER, REQUEST, TEAM
from desktop.office.papers.registry import TRAINING as TRAINING_PAPER
from desktop.shared.cycle_words import assess_words
from desktop.team.bar import COVER, FUNCTIONS, ITEMS, TRAINING, TREND, Bar
from desktop.team.board import Order
from desktop.team.cover_page import CoverPage
from desktop.team.loading import AT_ONCE, Loaded, loading
from desktop.team.map_page import MapPage, Standing
from desktop.team.panels import Beside
from desktop.team.training_page import TrainingPage
from desktop.team.trend import TeamLine, ending, person_line, reading
from desktop.team.trend_page import TrendPage
from desktop.team.words import cycle_words, facts_words, keys
from domain.assessing.case import CaseState, Cycle, usual
from domain.assessing.gaps import DutyStatus
from domain.assessing.result import CaseResult
from domain.mark import Role
from domain.period import quarter_number
from domain.progress import Progress
from domain.team import trend_end
from reports.words import phrases_duties
from resources.i18n import _, current

WATCHED = {"sheet", "settled", "case", "person", "case_opening", "case_assessor", "cycle", "unit"}
FACT = 64  # letters of a fact that fit
DRAWN = 3  # people in the trend besides the team


@dataclass(frozen=True, slots=True)
class Remembered:
    """The cycle, unit and view, the current person, and the arrangement of the map."""

    cycle_id: int
    unit_id: int | None
    view: int
    mode: int
    order: str
    by_unit: bool
    dense: bool
    standing: Standing | None
    drawn: tuple[int, ...]
    text: str
    away: frozenset[int]


class TeamScreen(Screen):
    """One cycle as a map, of one unit or all.

    Signals:
        result_opened: id of the case whose result to show.
        item_opened: id of the user's own sheet, and code of the item to continue with.
        person_opened: id of a person whose result may not be shown yet.
        cycle_wanted: open a new cycle.
    """

    result_opened = Signal(int)
    item_opened = Signal(int, str)
    person_opened = Signal(int)
    cycle_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._cycles: tuple[Cycle, ...] = ()
        self._stale = True
        self._asked: tuple[int, int | None] = (0, None)
        self._result: CaseResult | None = None
        self._memory: Remembered | None = None
        self.loaded: Loaded | None = None
        self._team_line: TeamLine | None = None
        self.drawn: list[int] = []
        self._keys_of = keys()
        self._view = ITEMS
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Team"), self))
        self.cycles = Choice(theme, _("Cycle"), self.header)
        self.cycles.setMaximumWidth(260 + 10 * theme.font_step)
        self.header.add(self.cycles)
        self.cycle_button = self.header.act(_("New cycle"), "calendar-plus", self.cycle_wanted)
        self.export_button = self.header.act(_("Documents…"), "file-down", self.export)
        self.header.lead(self.export_button)
        self.bar = Bar(theme, context.actions, self)
        self.lay(self.bar)
        self.banner = self.add_banner()
        self.map = MapPage(context, self.bar, self)
        self.trend = TrendPage(context, self)
        self.training = TrainingPage(context, self)
        self.cover = CoverPage(context, self)
        self.empty = Empty(theme.icon("grid-3x3", "muted", 22), "", self)
        self.pages = self.add_stack(self.map, self.trend, self.training, self.cover, self.empty)
        self._join()

    def open(self) -> None:
        """Show the current state of the team; focus the map."""
        if self._stale:
            self._read_cycles()
        self._focus()

    def memory(self) -> object:
        """Return the choices and the current place."""
        cycle_id, unit_id = self._asked
        bar = self.bar
        return Remembered(
            cycle_id=cycle_id,
            unit_id=unit_id,
            view=bar.views.current,
            mode=bar.modes.currentIndex(),
            order=bar.order.value,
            by_unit=bar.by_unit.isChecked(),
            dense=self.map.dense,
            standing=self.map.standing,
            drawn=tuple(self.drawn),
            text=self.map.corner.search.text(),
            away=frozenset(self.cover.away),
        )

    def recall(self, memory: object) -> None:
        """Show the same cycle in the same way."""
        if not isinstance(memory, Remembered):
            return
        self._memory = memory
        self.bar.modes.setCurrentIndex(memory.mode)
        self.bar.put_order(Order(memory.order))
        self.bar.by_unit.setChecked(memory.by_unit)
        self.map.choose_zoom(memory.dense)
        self.drawn = list(memory.drawn)
        self.cover.away = set(memory.away)
        self.map.corner.search.setText(memory.text)
        if self.cycles.findData(memory.cycle_id) >= 0:
            self.cycles.setCurrentIndex(self.cycles.findData(memory.cycle_id))
            self.bar.units.setCurrentIndex(max(self.bar.units.findData(memory.unit_id), 0))
        self._turn_to(memory.view)
        self._read_team()

    def _join(self) -> None:
        make = self._context.actions.make
        for number in range(1, len(Order) + 1):
            make(f"order_{number}", self, self._on_order)
        make("find", self, self._on_find)
        make("copy", self.map, self.map.map.copy)
        make("in_trend", self.map.map, self._on_draw, Qt.ShortcutContext.WidgetShortcut)
        make("group_units", self, self.bar.by_unit.trigger)
        make("lacking_first", self, self.bar.lacking_first.trigger)
        make("dense", self, self.bar.dense.trigger)
        make("export", self, self.export)
        make("next_part", self, self._on_next_view)
        make("previous_part", self, self._on_previous_view)
        make("team_cycle", self, self.cycle_wanted)
        self.training.undo.indexChanged.connect(self._forget_trouble)
        self.map.training_wanted.connect(self._on_training)
        self.cycles.activated.connect(self._read_team)
        self.bar.unit_chosen.connect(self._read_team)
        self.bar.turned.connect(self._on_turned)
        self.bar.zoomed.connect(self._on_zoomed)
        self.bar.view_chosen.connect(self._turn_to)
        self.map.rested.connect(self._on_rested)
        self.map.opened.connect(self._on_opened)
        self.empty.acted.connect(self._on_empty)
        self._context.data.changed.connect(self._on_changed)

    # reading

    def _read_cycles(self) -> None:
        read = self._context.data.read
        self._stale = False
        self._result = self._team_line = None
        sizes = read(cycles.sizes)
        counts = (CaseState.OPEN, CaseState.SEALED, CaseState.CLOSED)  # withdrawn cycles count nowhere
        self._cycles = tuple(
            one for one in read(cycles.cycles) if one.kind in quarterly.STAFF and one.state in counts
        )
        kept = self.cycles.currentData()
        self.cycles.clear()
        for one in self._cycles:
            self.cycles.addItem(cycle_words(one), one.id)
        first = usual(self._cycles, sizes, read(cycles.rated))
        wanted = self.cycles.findData(kept if kept is not None else first)
        self.cycles.setCurrentIndex(max(wanted, 0))
        self.bar.offer_units(read(organisation.units))
        self._sizes = sizes
        self._read_team()

    def _read_team(self) -> None:
        cycle_id, unit_id = self.cycles.currentData(), self.bar.unit_id
        self.cycles.setVisible(bool(self._cycles))
        self.bar.setVisible(bool(self._cycles))
        if cycle_id is None:
            self._show_empty(
                _("No cycle of staff yet"),
                _("A cycle assesses the people of a unit once a quarter; the team then shows here."),
                _("New cycle"),
            )
            return
        self._asked = cycle_id, unit_id
        context = self._context
        cyrillic_first = current().language != "en"
        work = loading(context.data.read, cycle_id, unit_id, context.me.id, cyrillic_first=cyrillic_first)
        if self._sizes.get(cycle_id, 0) <= AT_ONCE:
            self._on_read(work(Progress()))
        else:
            context.jobs.run(work, self._on_read, _("Reading the team"), self._on_not_read)

    def _on_read(self, loaded: Loaded) -> None:
        if (loaded.cycle_id, loaded.unit_id) != self._asked:
            return  # another one was chosen meanwhile
        self.loaded = loaded
        self._team_line = None
        matrix = loaded.board.matrix
        self.header.set_title(_("Team"), facts_words(loaded.board))
        allow(self.export_button, "" if matrix.people else _("There is nobody to print."))
        if not matrix.people:
            unit = loaded.unit_id is not None
            fact = _("Nobody from this unit is in the cycle") if unit else _("Nobody is in this cycle")
            self._show_empty(fact, "", _("All units") if unit else "")
            return
        self.bar.offer_items(len(matrix.framework.items), loaded.board.functions)
        starts_on = matrix.cycle.starts_on
        assert starts_on is not None
        self._number = starts_on.year * 4 + quarter_number(starts_on) - 1
        self._tell_blind(loaded)
        self._mark_drawn()
        self.map.show_board(loaded.board, self._number)
        self._turn_to(self.bar.views.current)
        if self._memory is not None and self._memory.standing is not None:
            self.map.stand_on(self._memory.standing)
        self._memory = None
        if self.isVisible():
            self._focus()

    def _on_not_read(self) -> None:
        self._stale = True
        self._show_empty(_("The team was not read"), "", _("Read it"))

    def _forget_trouble(self) -> None:
        """Remove the message about a finished act; warnings about the team itself stay."""
        if self.loaded is not None and self.loaded.board.matrix.people:
            self._tell_blind(self.loaded)

    def _tell_blind(self, loaded: Loaded) -> None:
        if all(one.blind for one in loaded.board.matrix.people):
            self.banner.show_fact(
                _("No levels can be shown yet."),
                _("They appear person by person, once all sheets of an assessment are submitted."),
                closable=False,
            )
        else:
            self.banner.hide()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the view; none while nobody is shown."""
        return self._keys_of[self._view] if self.pages.currentWidget() is not self.empty else ()

    def _show_empty(self, fact: str, rest: str, act: str) -> None:
        self.loaded = None
        self.banner.hide()
        allow(self.export_button, _("There is nobody to print."))
        self.header.set_title(_("Team"), "")
        self.empty.set_texts(fact, rest, act)
        self.pages.setCurrentWidget(self.empty)
        self.keys_changed.emit()
        if self.isVisible():
            self._focus()

    # acts

    def _turn_to(self, view: int) -> None:
        self.bar.turn_to(view)
        self._view = view
        self._show_view(view)
        self.keys_changed.emit()

    def _show_view(self, view: int) -> None:
        if self.loaded is None:
            return
        if view == TREND:
            self._show_trend()
        elif view == TRAINING:
            self.training.show_team(self.loaded)
            self.pages.setCurrentWidget(self.training)
        elif view == COVER:
            self.cover.show_team(self.loaded)
            self.pages.setCurrentWidget(self.cover)
        else:
            self.map.show_functions(view == FUNCTIONS)
            self.pages.setCurrentWidget(self.map)
        if self.isVisible() and not self.bar.isAncestorOf(self.focusWidget()):
            self._focus()

    def _show_trend(self) -> None:
        """Read the team's quarters once, for a large team as a job, and show them."""
        self.pages.setCurrentWidget(self.trend)
        cycle_id, unit_id = self._asked
        if self._team_line is not None:
            self._on_trend(self._team_line)
            return
        context = self._context
        work = reading(context.data.read, cycle_id, unit_id, context.me.id)
        assert self.loaded is not None
        if len(self.loaded.board.matrix.people) <= AT_ONCE // 3:  # each person takes four quarters and more
            self._on_trend(work(Progress()))
        else:
            self.trend.wait()
            context.jobs.run(work, self._on_trend, _("Reading the quarters"), self._on_no_trend)

    def _on_no_trend(self) -> None:
        if self._view == TREND:
            self._turn_to(ITEMS)

    def _on_trend(self, line: TeamLine) -> None:
        if self.loaded is None or (line.cycle_id, line.unit_id) != self._asked:
            return
        self._team_line = line
        context, matrix = self._context, self.loaded.board.matrix
        names = {one.person_id: one.name for one in matrix.people}
        self.drawn = [one for one in self.drawn if one in names]
        standing = self.map.standing
        wanted = self.drawn or ([standing.person_id] if standing is not None else [])
        starts_on = matrix.cycle.starts_on
        assert starts_on is not None
        read, me = context.data.read, context.me.id
        rows = {one.person_id: row for row, one in enumerate(matrix.people)}
        people_ = [
            ending(person_line(read, one, names[one], me, starts_on), matrix, rows[one]) for one in wanted
        ]
        line = replace(line, trend=trend_end.of_team(line.trend, matrix))
        self.trend.show_trend(line, people_, matrix.framework)
        if self.isVisible() and self.pages.currentWidget() is self.trend:
            self._focus()

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the team shown."""
        if self.loaded is None or not self.loaded.board.matrix.people:
            return None
        cycle_id, unit_id = self._asked
        kinds = TEAM, QUARTER, TRAINING_PAPER, REQUEST, LEVELS
        return PapersOf(self.cycles.currentText(), of_one(cycle_id, *kinds), unit_id=unit_id)

    def _focus(self) -> None:
        if self.pages.currentWidget() is self.empty:
            wanted: QWidget = self.empty.act if not self.empty.act.isHidden() else self.bar.units
        elif self.pages.currentWidget() is self.trend:
            wanted = self.trend.table or self.bar.views
        elif self.pages.currentWidget() is self.training:
            wanted = self.training.working
        elif self.pages.currentWidget() is self.cover:
            wanted = self.cover.people
        else:
            wanted = self.map.map
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_turned(self) -> None:
        self._context.settings.keep_order("team", self.bar.order.value, falling=False)
        self.map.turn()

    def _on_zoomed(self) -> None:
        self.map.choose_zoom(self.bar.dense.isChecked())

    def _on_order(self) -> None:
        number = int(self.sender().objectName().rpartition("_")[2])
        self.bar.put_order(tuple(Order)[number - 1])
        self._on_turned()

    def _on_find(self) -> None:
        if self.pages.currentWidget() is not self.map:
            self._turn_to(ITEMS)
        self.map.corner.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.map.corner.search.selectAll()

    def _on_training(self) -> None:
        self._turn_to(TRAINING)
        self._focus()

    def _on_next_view(self) -> None:
        self._turn_to(min(self.bar.views.current + 1, len(self.bar.names) - 1))
        self._focus()

    def _on_previous_view(self) -> None:
        self._turn_to(max(self.bar.views.current - 1, ITEMS))
        self._focus()

    def _on_draw(self) -> None:
        standing = self.map.standing
        if standing is None:
            return
        if standing.person_id in self.drawn:
            self.drawn.remove(standing.person_id)
        elif len(self.drawn) < DRAWN:
            self.drawn.append(standing.person_id)
        else:
            self.told.emit(_("Three people are in the trend already; Space removes one."))
        self._mark_drawn()

    def _mark_drawn(self) -> None:
        slots = {person_id: slot for slot, person_id in enumerate(self.drawn, start=1)}
        self.map.map.names.draw_in_trend(slots)

    def _on_rested(self, person_id: int, code: str) -> None:
        """Read the details of a cell once it stays current: doing so at once would slow the arrow keys."""
        if self.loaded is None:
            return
        board = self.loaded.board
        row = next(n for n, one in enumerate(board.matrix.people) if one.person_id == person_id)
        person = board.matrix.people[row]
        self._offer(person.case_id)
        if not code or person.blind or not board.summary(row).now:
            return
        if self._result is None or self._result.case.id != person.case_id:
            context = self._context
            self._result = context.data.read(cases.result, person.case_id, context.me.id, context.today())
        self.map.show_beside(person_id, code, _beside(self._result, code))

    def _on_opened(self, person_id: int) -> None:
        standing, loaded = self.map.standing, self.loaded
        if loaded is None or standing is None:
            return
        context = self._context
        case_id = next(one.case_id for one in loaded.board.matrix.people if one.person_id == person_id)
        me, case = context.me.id, context.data.read(cases.line, case_id)
        draft = case.draft_of(me)
        code = "" if self.map.model.by_function else standing.code
        if draft is not None:
            self.item_opened.emit(draft.sheet_id, code)
        elif case.open_to(me):
            self.result_opened.emit(case_id)
        elif self._begins(case):
            person = context.data.read(people.person, person_id)
            role = Role.SELF if person_id == me else Role.MANAGER if person.manager_id == me else Role.HR
            self.item_opened.emit(context.data.write(sheets.open_sheet, case_id, me, role), code)
        else:
            self.person_opened.emit(person_id)

    def _offer(self, case_id: int) -> None:
        """Label the cell panel's link by whether opening begins a sheet."""
        case = self._context.data.read(cases.line, case_id)
        begins = self._begins(case)
        self.map.cell.offer(assess_words(case.cycle_code, case.cycle_title) if begins else "")

    def _begins(self, case: CaseLine) -> bool:
        """Whether the current user is due to begin a sheet in the case."""
        me, data = self._context.me.id, self._context.data
        return not data.read_only and case.takes(me) and not case.open_to(me)

    def _on_empty(self) -> None:
        if not self._cycles:
            self.cycle_wanted.emit()
            return
        if self._stale:
            self._read_cycles()
            return
        self.bar.units.setCurrentIndex(0)
        self._read_team()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if WATCHED & tables:
            self._stale = True
            if self.isVisible():
                self._read_cycles()


def _beside(result: CaseResult, code: str) -> Beside:
    facts = () if result.kept_apart else result.facts_on(code)
    told = ""
    if facts:
        day = current().day_month(facts[0].observed_on)
        text = facts[0].text if len(facts[0].text) <= FACT else f"{facts[0].text[: FACT - 1].rstrip()}…"
        told = _("Fact of {day}: {text}").format(day=day, text=text)
    duties = tuple(
        phrases_duties.named(one.duty, current())
        for one in result.score.duties
        if one.status is DutyStatus.AT_RISK and any(row.code == code for row in one.short)
    )
    return Beside(told, duties)
