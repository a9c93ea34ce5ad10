"""The interview for a sheet: its time and pace, and which items it covers."""

from PySide6.QtCore import QObject, Signal

from db.assessing.sheet import seats
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.scope_bar import ScopeBar
from desktop.assessing.sheet.talk.head import SheetHeader
from desktop.assessing.sheet.talk.interview import TalkClock
from domain.assessing.case import CycleKind
from domain.assessing.sheet import Sheet, SheetOrigin, SheetState
from domain.assessing.talk.focus import focus_set, planned_minutes
from domain.assessing.talk.length import SHORT_MINUTES
from domain.assessing.talk.pace import Pace, pace
from resources.meetings import rules

FOCUS_MINUTES = SHORT_MINUTES  # what the most important items must fit into


class Talk(QObject):
    """Times sheets that are filled in during an interview: in hiring, on screen, as cards.

    Signals:
        laid_out: the items shown have changed.
    """

    laid_out = Signal()

    def __init__(self, stage: Stage, header: SheetHeader, *bars: ScopeBar) -> None:
        super().__init__(stage.screen)
        self._stage = stage
        self._context, self._model = stage.context, stage.model
        self._header = header
        self._bars = bars
        self._focus: tuple[str, ...] = ()
        self._shown = False  # whether the card is in sight
        self.clock = TalkClock(stage.context.settings, self)
        self.clock.ticked.connect(self.show_time)
        header.time.toggled.connect(self.clock.toggle)
        for bar in bars:
            bar.focus_wanted.connect(self.toggle_focus)
            bar.outside_wanted.connect(self.toggle_outside)

    def open(self, sheet: Sheet, *, can_rate: bool) -> None:
        """Take the sheet now shown."""
        read = self._context.data.read
        talked = can_rate and sheet.cycle.kind is CycleKind.HIRING and sheet.origin is SheetOrigin.SCREEN
        self._focus = ()
        codes = tuple(row.item.code for row in sheet.scope)
        # Staff sheets have their own focus, see ``Delta``.
        whole = can_rate and len(codes) == len(sheet.rows) and sheet.cycle.kind is CycleKind.HIRING
        if whole and planned_minutes(codes, self._stage.questions) > FOCUS_MINUTES:
            profile = read(seats.profile_of, sheet.case_id)
            self._focus = focus_set(profile, sheet.framework, self._stage.questions, FOCUS_MINUTES)
        settings = self._context.settings
        if self._focus and settings.shown_set(sheet.uid) == "short":
            self._model.show_only(frozenset(self._focus))
        elif sheet.state is SheetState.SUBMITTED:
            settings.keep_shown_set(sheet.uid, "")
            settings.keep_short_set(sheet.uid)
        self.clock.begin(sheet.uid if talked else "")
        self._show_bars(can_rate=can_rate)

    def close(self) -> None:
        """Time nothing: the sheet may not be seen."""
        self.clock.begin("")
        self._header.show_talk(None, paused=False)

    def see(self, *, is_card: bool) -> None:
        """Count only while the card is in sight."""
        self._shown = is_card
        (self.clock.go if is_card else self.clock.rest)()
        self.show_time()

    def show_time(self) -> None:
        """Show the current time and pace."""
        if not self.clock.counts or not self._shown:
            self._header.show_talk(None, paused=False)
            return
        self._header.show_talk(self.pace(), paused=self.clock.paused)

    def pace(self) -> Pace:
        """Return the pace over the items of the interview."""
        rows = (row for row in self._model.shown if row.in_scope)
        marked = ((row.item.code, row.mark is not None) for row in rows)
        return pace(marked, self._stage.questions, self.clock.spent, *rules())

    def toggle_focus(self) -> None:
        """Switch between the most important items and all."""
        if self._focus:
            focused = self._model.focus is None
            self._model.show_only(frozenset(self._focus) if focused else None)
            self._context.settings.keep_shown_set(self._model.sheet.uid, "short" if focused else "whole")
            self._context.settings.keep_short_set(self._model.sheet.uid, self._focus if focused else ())
            self._show_bars(can_rate=True)
            self.laid_out.emit()

    def toggle_outside(self) -> None:
        """Show or hide the items outside the set."""
        if self._model.outside:
            self._model.show_outside(not self._model.shows_outside)
            self._show_bars(can_rate=True)
            self.laid_out.emit()

    def show_whole(self) -> None:
        """Show every item of the sheet."""
        if self._model.focus is not None:
            self.toggle_focus()

    def _show_bars(self, *, can_rate: bool) -> None:
        minutes = planned_minutes(self._focus, self._stage.questions) if self._focus else 0
        for bar in self._bars:
            bar.show_scope(
                minutes,
                self._model.outside if can_rate else 0,
                focused=self._model.focus is not None,
                shows_outside=self._model.shows_outside,
            )
