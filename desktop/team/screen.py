"""The screen of a team: one staff cycle as a map of people by competencies."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cycles
from db.people import organisation
from db.team import quarterly, shift_minimums
from desktop.context import Context
from desktop.export.papers_of import PapersOf, of_one
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.papers.registry import LEVELS, QUARTER, REQUEST, TEAM
from desktop.office.papers.registry import TRAINING as TRAINING_PAPER
from desktop.team.bar import COVER, FUNCTIONS, ITEMS, TRAINING, TREND, Bar
from desktop.team.board import Chosen, Order
from desktop.team.cover_page import CoverPage
from desktop.team.loading import AT_ONCE, Loaded, loading
from desktop.team.map_page import MapPage, Standing
from desktop.team.person_acts import PersonActs
from desktop.team.quarters.trend import TeamLine, ending, person_line, reading
from desktop.team.quarters.trend_page import TrendPage
from desktop.team.training.page import TrainingPage
from desktop.team.words import cycle_words, facts_words, keys
from domain.assessing.case import CaseState, Cycle, usual
from domain.period import quarter_number
from domain.progress import Progress
from domain.team import trend_end
from resources.i18n import _, current

SHIFTS = f"setting {shift_minimums.SETTING}"
WATCHED = {SHIFTS, "sheet", "settled", "case", "person", "case_opening", "case_assessor", "cycle", "unit"}
COLUMNS, ORDER = "team_columns", "team"  # the names of what is remembered of the map
DRAWN = 3  # people in the trend besides the team


@dataclass(frozen=True, slots=True)
class Remembered:
    """The cycle, unit and view, the current person, and the arrangement of the map."""

    cycle_id: int
    picked: bool
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
    items: str
    unfolded: bool


class TeamScreen(Screen):
    """One cycle as a map, of one unit or all.

    Signals:
        result_opened: id of the case whose result to show.
        item_opened: id of the user's own sheet, and code of the item to continue with.
        person_opened: id of a person whose result may not be shown yet.
        cycle_wanted: open a new cycle.
        plan_opened: id of the plan that the current item was taken into.
    """

    result_opened = Signal(int)
    item_opened = Signal(int, str)
    person_opened = Signal(int)
    cycle_wanted = Signal()
    plan_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._cycles: tuple[Cycle, ...] = ()
        self._stale = True
        self._asked: tuple[int, int | None] = (0, None)
        self._memory: Remembered | None = None
        self._picked = False  # whether somebody chose the cycle; else the usual one is shown
        self.loaded: Loaded | None = None
        self._team_line: TeamLine | None = None
        self.drawn: list[int] = []
        self._keys_of = keys(minimums=context.data.allows(shift_minimums.keep))
        self._view = ITEMS
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Team"), self))
        self.cycles = Choice(theme, _("Cycle"), self.header)
        self.cycles.setMaximumWidth(260 + 10 * theme.font_step)
        self.header.add(self.cycles)
        self._may_begin = context.data.allows(quarterly.open_quarterly)
        self.cycle_button = self.header.act(_("New cycle"), "calendar-plus", self.cycle_wanted)
        self.cycle_button.setVisible(self._may_begin)
        self.export_button = self.header.act(_("Documents…"), "file-down", self.export)
        self.header.lead(self.export_button)
        self.bar = Bar(theme, context.actions, self)
        order, _falling = context.settings.order(ORDER)
        self.bar.put_order(Order(order) if order in tuple(Order) else Order.GAPS)
        self.bar.choose_items(context.settings.order(COLUMNS)[0])
        self.lay(self.bar)
        self.banner = self.add_banner()
        self.map = MapPage(context, self.bar, self)
        self.acts = PersonActs(context, self.map, self)
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
            picked=self._picked,
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
            items=str(bar.chosen.currentData() or ""),
            unfolded=self.map.unfolded,
        )

    def recall(self, memory: object) -> None:
        """Show the same cycle in the same way."""
        if not isinstance(memory, Remembered):
            return
        self._memory, self._picked = memory, memory.picked
        self.bar.modes.setCurrentIndex(memory.mode)
        self.bar.put_order(Order(memory.order))
        self.bar.by_unit.setChecked(memory.by_unit)
        self.map.choose_zoom(memory.dense)
        self.drawn = list(memory.drawn)
        self.cover.away = set(memory.away)
        self.bar.choose_items(memory.items)
        self.map.unfolded = memory.unfolded
        self.map.corner.search.setText(memory.text)
        if self.cycles.findData(memory.cycle_id) >= 0:
            self.cycles.setCurrentIndex(self.cycles.findData(memory.cycle_id))
            self.bar.units.setCurrentIndex(max(self.bar.units.findData(memory.unit_id), 0))
        self._turn_to(memory.view)
        self._read_team()

    def _join(self) -> None:
        make, here = self._context.actions.make, Qt.ShortcutContext.WidgetShortcut
        for number in range(1, len(Order) + 1):
            make(f"order_{number}", self, self._on_order)
        make("find", self, self._on_find)
        make("copy", self.map, self.map.map.copy)
        make("in_trend", self.map.map, self._on_draw, here)
        make("group_units", self, self.bar.by_unit.trigger)
        make("lacking_first", self, self.bar.lacking_first.trigger)
        make("dense", self, self.bar.dense.trigger)
        make("all_items", self, self._on_all_items)
        self._minimum = make("shift_minimum", self.map.map, self.acts.ask_minimum, here)
        self._minimum.setEnabled(self.acts.sets_minimums)
        make("export", self, self.export)
        make("next_part", self, self._on_next_view)
        make("previous_part", self, self._on_previous_view)
        self.make_act("team_cycle", self.cycle_wanted.emit, quarterly.open_quarterly)
        self.training.undo.indexChanged.connect(self._forget_trouble)
        self.training.removed.connect(self.removed)
        self.map.training_wanted.connect(self._on_training)
        self.cycles.activated.connect(self._on_cycle)
        self.bar.unit_chosen.connect(self._read_team)
        self.bar.turned.connect(self._on_turned)
        self.bar.zoomed.connect(self._on_zoomed)
        self.bar.view_chosen.connect(self._turn_to)
        acts = self.acts
        acts.result_opened.connect(self.result_opened)
        acts.item_opened.connect(self.item_opened)
        acts.person_opened.connect(self.person_opened)
        acts.plan_opened.connect(self.plan_opened)
        self.map.function_opened.connect(self._on_function)
        self.empty.acted.connect(self._on_empty)
        self._context.data.changed.connect(self._on_changed)

    # reading

    def _read_cycles(self) -> None:
        read = self._context.data.read
        self._stale = False
        self._team_line = None
        self.acts.forget()
        sizes = read(cycles.sizes)
        counts = (CaseState.OPEN, CaseState.SEALED, CaseState.CLOSED)  # withdrawn cycles count nowhere
        self._cycles = tuple(
            one for one in read(cycles.cycles) if one.kind in quarterly.STAFF and one.state in counts
        )
        kept = self.cycles.currentData() if self._picked else None
        self.cycles.clear()
        for one in self._cycles:
            self.cycles.addItem(cycle_words(one), one.id)
        first = usual(self._cycles, sizes, read(cycles.rated))
        wanted = self.cycles.findData(kept if kept is not None else first)
        self.cycles.setCurrentIndex(max(wanted, 0))
        self.bar.offer_units(read(organisation.units), every=not self._context.data.of_units)
        self._sizes = sizes
        self._read_team()

    def _on_cycle(self) -> None:
        self._picked = True
        self._read_team()

    def _read_team(self) -> None:
        cycle_id, unit_id = self.cycles.currentData(), self.bar.unit_id
        self.cycles.setVisible(bool(self._cycles))
        self.bar.setVisible(bool(self._cycles))
        if cycle_id is None:
            self._show_empty(
                _("No staff cycles yet"),
                _("A cycle assesses the people of a unit once a quarter; the team then shows here."),
                _("New cycle") if self._may_begin else "",
            )
            return
        self._asked = cycle_id, unit_id
        context = self._context
        cyrillic_first = current().language != "en"
        work = loading(context.data.read, cycle_id, unit_id, context.me.id, cyrillic_first=cyrillic_first)
        if self._sizes.get(cycle_id, 0) <= AT_ONCE:
            self._on_read(work(Progress()))
        else:
            if self.loaded is None:
                self._show_empty(_("Reading the team…"), "", "")
                allow(self.export_button, _("Reading the team…"))
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
            self._show_empty(fact, "", _("All units") if unit and self.bar.has_every else "")
            return
        board = loaded.board
        self.bar.offer_items(len(board.items), len(board.main), board.functions)
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
            self._minimum.setEnabled(view == ITEMS and self.acts.sets_minimums)
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
        settings, chosen = self._context.settings, self.bar.items
        settings.keep_order(ORDER, self.bar.order.value, falling=False)
        if not chosen[1]:  # a function is looked at, not lived in
            settings.keep_order(COLUMNS, chosen[0].value, falling=False)
        self.map.turn()

    def _on_all_items(self) -> None:
        """Turn from the main competencies to all of them, and back."""
        if self._view != ITEMS:
            self._turn_to(ITEMS)
        shown = self.bar.items == (Chosen.MAIN, "")
        self.bar.choose_items(Chosen.ALL if shown else Chosen.MAIN)
        self._on_turned()
        self._focus()

    def _on_function(self, code: str) -> None:
        """Show the competencies of a function, with the same person."""
        self._turn_to(ITEMS)
        self.bar.choose_items(code)
        self._on_turned()
        self._focus()

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
