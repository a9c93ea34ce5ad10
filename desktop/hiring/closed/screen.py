"""Closed assessments: those of one cycle at a time, and the way to what was decided and why."""

from dataclasses import dataclass
from datetime import date
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from db.hiring import closed_cases
from desktop.context import Context
from desktop.kit import layout
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.table.column_table import NAMES, Cell, Column, ColumnTable
from desktop.shared.cycle_words import kind_words, title_of
from domain.assessing.case import CycleKind
from domain.hiring.closed import ClosedCase, ClosedCycle
from reports.words import phrases_erased
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext


@dataclass(frozen=True, slots=True)
class Remembered:
    """The cycle that was chosen, and the case that one stood on."""

    cycle_id: int
    case_id: object


class ClosedScreen(Screen):
    """What is over, to be looked into.

    Signals:
        result_opened, decision_opened: id of a case.
    """

    result_opened = Signal(int)
    decision_opened = Signal(int)
    TABLES = frozenset({"case", "cycle", "conclusion", "person"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._cycles: tuple[ClosedCycle, ...] = ()
        self._standing: object = None  # the case to stand on once it is read
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Closed assessments"), self))
        self.result_button = self.header.act(_("Result"), "target", self.open_result)
        self.decision_button = self.header.act(_("Decision…"), "scale", self.open_decision, tip="Ctrl+D")
        self.header.lead(self.result_button)
        self.cycles = Choice(theme, _("Vacancy or cycle"), self)
        self.cycles.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.lay(layout.row(self.cycles, layout.STRETCH, around=(16, 6, 16, 6)))
        columns: tuple[Column[ClosedCase], ...] = (
            Column("name", _("Assessed"), _name, None, None, least=240, most=NAMES),
            Column("opened", pgettext("of an assessment", "Begun"), _opened, None, current().widest_date),
            Column("closed", pgettext("of an assessment", "Closed"), _closed, _closed_on, 300, falling=True),
        )
        self.table = ColumnTable(context, "closed", _("Closed assessments"), columns, _key, self, row=48)
        self.nothing = Empty(
            theme.icon("archive", "muted", 22),
            _("No assessment is closed yet"),
            self,
            rest=_("Open ones are not shown here, so that nobody's marks are seen before the time."),
        )
        self._stack = self.add_stack(self.table, self.nothing)
        make, widget = context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("open", self.table, self.open_result, widget)
        make("decision", self, self.open_decision)
        self.table.doubleClicked.connect(self.open_result)
        self.table.selectionModel().currentRowChanged.connect(self._show_acts)
        self.cycles.currentIndexChanged.connect(self._show_cases)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work now."""
        if not self._cycles:
            return ()
        return (
            ("↑ ↓", _("assessment")),
            ("Enter", _("result")),
            *((("Ctrl+D", _("decision")),) if self._is_hiring else ()),
            ("Ctrl+C", _("copy")),
        )

    def open(self) -> None:
        """Read which assessments are closed."""
        self.refresh()
        (self.table if self._cycles else self.header).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self) -> None:
        chosen = self._cycle_id
        self._cycles = self._context.data.read(closed_cases.closed_cycles)
        self.cycles.blockSignals(True)
        self.cycles.clear()
        self.cycles.addItems([_cycle(one) for one in self._cycles])
        ids = [one.cycle.id for one in self._cycles]
        self.cycles.setCurrentIndex(ids.index(chosen) if chosen in ids else min(0, len(ids) - 1))
        self.cycles.blockSignals(False)
        self.cycles.setVisible(bool(ids))
        self._stack.setCurrentWidget(self.table if ids else self.nothing)
        self._show_cases()

    def memory(self) -> object:
        """Return the chosen cycle and the current case."""
        return Remembered(self._cycle_id, self.table.current_key)

    def recall(self, memory: object) -> None:
        """Restore the cycle and the case, if they are still there."""
        if isinstance(memory, Remembered):
            ids = [one.cycle.id for one in self._cycles]
            if memory.cycle_id in ids:
                self._standing = memory.case_id
                self.cycles.setCurrentIndex(ids.index(memory.cycle_id))
                self._standing = None  # nothing was read anew if it was chosen already
                self.table.stand_on(memory.case_id)

    def open_result(self) -> None:
        """Go to the result of the current case, from which its sheets are reached."""
        if (line := self.table.current_line) is not None:
            self.result_opened.emit(line.case_id)

    def open_decision(self) -> None:
        """Go to the decision on the current case, if it is about a candidate."""
        if (line := self.table.current_line) is not None and self._is_hiring:
            self.decision_opened.emit(line.case_id)

    @property
    def _cycle_id(self) -> int:
        number = self.cycles.currentIndex()
        return self._cycles[number].cycle.id if 0 <= number < len(self._cycles) else 0

    @property
    def _is_hiring(self) -> bool:
        number = self.cycles.currentIndex()
        return 0 <= number < len(self._cycles) and self._cycles[number].cycle.kind is CycleKind.HIRING

    def _show_cases(self) -> None:
        stood = self.table.current_key if self._standing is None else self._standing
        self._standing = None
        cycle_id = self._cycle_id
        lines = self._context.data.read(closed_cases.closed_cases, cycle_id) if cycle_id else ()
        self.table.list_model.show(lines)
        self.table.stand_on(stood)
        # What is not chosen is also there: with several cycles their number alone would seem to be all.
        whole = sum(one.closed for one in self._cycles)
        facts = ngettext("{n} closed assessment", "{n} closed assessments", whole).format(n=whole)
        if len(self._cycles) > 1:
            facts = f"{facts} · {_('shown: {n}').format(n=current().number(len(lines), 0))}"
        self.header.set_title(_("Closed assessments"), facts if lines else "")
        self._show_acts()
        self.keys_changed.emit()

    def _show_acts(self) -> None:
        none = "" if self.table.current_line is not None else _("Choose an assessment first.")
        allow(self.result_button, none)
        self.decision_button.setVisible(self._is_hiring)
        allow(self.decision_button, none)


def _key(line: ClosedCase) -> object:
    return line.case_id


def _name(line: ClosedCase) -> Cell:
    return Cell(line.name or line.code, line.code if line.name else "")


def _opened(line: ClosedCase) -> str:
    return current().date(line.opened_on)


def _closed(line: ClosedCase) -> Cell:
    day = "" if line.closed_on is None else current().date(line.closed_on)
    erased = phrases_erased.brief(current()) if line.erased else ""
    outcome = erased if line.outcome is None else name_of(line.outcome, current())
    return Cell(day or outcome, outcome if day else "")


def _closed_on(line: ClosedCase) -> date | None:
    return line.closed_on


def _cycle(line: ClosedCycle) -> str:
    parts = title_of(line.cycle), line.cycle.code if line.cycle.title else "", kind_words(line.cycle.kind)
    return " · ".join(part for part in (*parts, current().number(line.closed, 0)) if part)
