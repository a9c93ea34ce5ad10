"""The screen that loads a list of people: choose, check, decide, load; one act writes it all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.jobs import Job, under_way
from desktop.kit.page import files
from desktop.kit.page.screen import Keys
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.recognising import Meaning, Thing
from desktop.office.papers.documents import Exported
from desktop.people.exchange.board import Board
from desktop.people.exchange.columns_dialog import ColumnsDialog
from desktop.people.exchange.report_page import ReportPage
from desktop.people.exchange.row_card import LEAVE_OUT, NEW
from desktop.people.exchange.words import Line, no_columns_words
from desktop.people.exchange.work import (
    WAITING,
    Loaded,
    Looked,
    comparing,
    loading,
    reading,
    saving_left,
    saving_template,
)
from desktop.people.merge.dialog import MergeDialog
from desktop.shared.import_page import About, ImportPage, Wanted
from domain.people import roster
from domain.people.person import PersonKind
from domain.people.roster import Decision, Fate
from domain.progress import Progress
from reports.intake import people
from reports.intake.people import Columns
from reports.intake.roster import phrases
from reports.intake.roster.days import DayOrder
from reports.intake.table import Table
from reports.words.people import phrases_roster
from resources.i18n import _, current, ngettext


@dataclass(frozen=True, slots=True)
class Remembered:
    """The list being checked, the decisions and the current row."""

    looked: Looked
    decisions: dict[int, Decision]
    fate: Fate | None
    row: int


OF_REPORT = ("Ctrl+I", "Ctrl+Shift+S", "Esc")  # keys that do something once the list is imported


class ImportScreen(ImportPage):
    """Source above, rows left, the current row right; after the load its outcome.

    Signals:
        people_wanted: show the list of people.
    """

    people_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent, _about())
        self._looked: Looked | None = None
        self._loaded: Loaded | None = None  # the list loaded last
        self._decisions: dict[int, Decision] = {}
        self._proposed: PersonKind | None = None
        self._comparing: Job | None = None
        self._stale = False
        self._keys = (
            ("↑ ↓", _("row")),
            ("1…9", _("this person")),
            ("0", _("new person")),
            ("Del", _("skip")),
            ("F2", _("columns")),
            ("Ctrl+PgDn", _("next filter")),
            ("Ctrl+Enter", _("import")),
            ("Ctrl+I", _("file")),
            ("Ctrl+V", _("paste")),
            ("Ctrl+Shift+S", _("template")),
            ("Esc", _("back")),
        )
        self.board = Board(context, self)
        self.report = ReportPage(context, self)
        self._stack = self.add_stack(self.nothing, self.board, self.report)
        self._join()
        self.show_acts()

    @property
    @override
    def keys(self) -> Keys:
        if self._stack.currentWidget() is not self.report:
            return self._keys
        return tuple(one for one in self._keys if one[0] in OF_REPORT)

    def _join(self) -> None:
        make = self._context.actions.make
        make("match_columns", self, self.match_columns)
        make("next_part", self, self.board.next_fate)
        make("previous_part", self, self.board.previous_fate)
        self.board.decided.connect(self.decide)
        self.board.columns_wanted.connect(self.match_columns)
        self.board.source.sheet_chosen.connect(self._on_sheet)
        self.board.source.kind_chosen.connect(self._on_kind)
        self.board.source.order_chosen.connect(self._on_order)
        self.report.people_wanted.connect(self.people_wanted)
        self.report.list_wanted.connect(self.choose)
        self.report.said.connect(self.told)
        self.report.left_wanted.connect(self.save_left)
        self.report.merge_wanted.connect(self._on_merge_wanted)
        self._context.data.changed.connect(self._on_changed)

    @property
    @override
    def looked(self) -> Looked | None:
        return self._looked

    @property
    def unsaved(self) -> str:
        """What would be lost by leaving the file now, as a sentence."""
        if self._looked is None or not self._looked.roster.size:
            return ""
        return _("The list “{file}” was previewed but not imported.").format(
            file=self._looked.people.path.name
        )

    def open(self) -> None:
        """Show the list, compared again if people have changed since, or ask for one."""
        if self._looked is not None and self._stale:
            self._compare()
        self.show_acts()
        self._focus()

    def memory(self) -> object:
        """Return the list and the decisions on it."""
        if self._looked is None:
            return None
        return Remembered(self._looked, dict(self._decisions), self.board.fates.fate, self.board.stand)

    def recall(self, memory: object) -> None:
        """Show the same list in the current language."""
        if isinstance(memory, Remembered):
            self._decisions, self.board.stand = dict(memory.decisions), memory.row
            self._show(memory.looked)
            self.board.fates.choose(memory.fate)
            self._compare()
            self._focus()

    def propose(self, kind: PersonKind | None) -> None:
        """Take the people of the next list for this *kind*, where it does not say it itself."""
        self._proposed = kind

    @override
    def bring(self, one: Arrival, meaning: Meaning) -> None:
        assert isinstance(meaning.found, Table)
        self.load_file(one.path, encoding=one.encoding, found=meaning.found)

    def load_file(
        self, path: Path, sheet: str | None = None, encoding: str = "", found: Table | None = None
    ) -> None:
        """Read this file; the current list stays until that is done.

        *found* is what it was already read as; then it is not read again.
        """
        before = self._looked.people.kind if self._looked is not None else PersonKind.EMPLOYEE
        kind, self._proposed = self._proposed or before, None
        work = reading(self._context.data.read, path, sheet, kind, encoding, current(), found)
        self._context.jobs.run(work, self._on_read, _("Reading the list"))

    @override
    def template(self, target: Path) -> Callable[[Progress], Exported]:
        return saving_template(target, self._context.today(), current())

    def save_left(self) -> None:
        """Ask where to save the skipped rows, and write them."""
        if self._loaded is None:
            return
        path = self._loaded.people.path
        suggested = path.with_name(_("{file}, skipped rows.xlsx").format(file=path.stem))
        target = files.save_as(self, _("Save the skipped rows"), suggested, _("Workbook (*.xlsx)"))
        if target is not None:
            context = self._context
            work = saving_left(target, self._loaded, context.today(), current(), context.data.record)
            context.jobs.run(work, self.on_exported, _("Saving the skipped rows"))

    def match_columns(self) -> None:
        """Show which column holds what, for correction."""
        if self._looked is not None and not self.importing:
            dialog = ColumnsDialog(self._context, self._looked.people, self)
            dialog.chosen.connect(self._on_columns)
            dialog.open()

    @override
    def writing(self) -> Callable[[Progress], Looked | Loaded]:
        assert self._looked is not None
        return loading(self._context.data, self._looked, current())

    def decide(self, number: int) -> None:
        """Apply a decision to the current row, or to all selected rows where possible."""
        line = self.board.table.current_line
        if self._looked is None or line is None or self.importing:
            return
        lines = self.board.table.chosen if number in (NEW, LEAVE_OUT) else (line,)
        before = dict(self._decisions)
        take_in = number == LEAVE_OUT and line.entry.fate is Fate.LEFT_OUT
        for one in lines:
            self._decide_one(one, number, take_in=take_in)
        if self._decisions != before:
            stays = len(lines) > 1 or take_in
            self.board.stand = line.number if stays else self._looked.next_waiting(line.number)
            self._compare()

    def _decide_one(self, line: Line, number: int, *, take_in: bool) -> None:
        entry = line.entry
        if number == LEAVE_OUT:
            if take_in:
                self._decisions.pop(line.number, None)
            else:
                self._decisions[line.number] = roster.LEAVE_OUT
        elif entry.managers and number != NEW:
            if number <= len(entry.managers):
                self._choose_manager(line, entry.managers[number - 1].key)
        elif number == NEW:
            if (entry.maybe or entry.twins) and entry.may_be_new:
                self._decisions[line.number] = Decision()
        elif number <= len(entry.maybe):
            self._decisions[line.number] = Decision(person_id=entry.maybe[number - 1].id)

    def _choose_manager(self, line: Line, key: int) -> None:
        """Choose who is meant by a manager's name, in every row with that name."""
        assert self._looked is not None
        for one in self._looked.lines:
            same = one.entry.row.manager == line.entry.row.manager
            if same and any(boss.key == key for boss in one.entry.managers):
                before = self._decisions.get(one.number, Decision())
                self._decisions[one.number] = replace(before, manager=key)

    def _compare(self) -> None:
        assert self._looked is not None
        self._stale = False
        self._leave_comparing()  # only the last one is worth computing
        work = comparing(self._context.data.read, self._looked.people, dict(self._decisions), current())
        # No title, so no cancelling: a half-compared list could not be loaded.
        self._comparing = self._context.jobs.run(work, self._on_compared, "", ended=self.show_acts)
        self.show_acts()

    def _on_read(self, looked: Looked) -> None:
        self._leave_comparing()
        self._decisions, self._stale = {}, False
        self.banner.hide()
        self._show(looked)
        self.board.stand = looked.next_waiting(0)
        self.board.fates.choose(None)
        self._focus()

    def _leave_comparing(self) -> None:
        if self._comparing is not None:
            self._comparing.drop()
            self._comparing = None

    def _on_compared(self, looked: Looked) -> None:
        self._comparing = None
        self._show(looked)

    @override
    def on_written(self, done: Looked | Loaded) -> None:
        if isinstance(done, Looked):
            self._show(done)
            self.banner.show_fact(
                _("The people in the file have changed since the list was compared."),
                _("Nothing was written. The list has been compared again: review it and import it again."),
                "warn",
            )
            return
        self._leave_comparing()  # asked for by whoever came back to the page meanwhile
        self._looked, self._decisions, self._loaded = None, {}, done
        self.report.show_report(done)
        self._stack.setCurrentWidget(self.report)
        self.show_acts()
        self._focus()

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self._stack.setCurrentWidget(self.board)
        self.board.show_list(looked, self._decisions)
        self.show_acts()

    @property
    @override
    def facts(self) -> str:
        if self._looked is None:
            return ""
        counts = self._looked.roster.counts
        return " · ".join(
            phrases_roster.counted(fate, counts[fate], current()) for fate in Fate if counts[fate]
        )

    @property
    @override
    def act_words(self) -> str:
        count = 0 if self._looked is None else self._looked.roster.size
        told = ngettext("Import {n} person", "Import {n} people", count).format(n=count)
        return told if count else ""

    @override
    def show_acts(self) -> None:
        super().show_acts()
        page = self._stack.currentWidget()
        self.load_button.setVisible(page is not self.report)
        self.why.setVisible(bool(self.why.text()) and page is self.board)
        self.keys_changed.emit()

    @property
    @override
    def hindrance(self) -> str:
        assert self._looked is not None
        if under_way(self._comparing):
            return _("The list is being compared.")
        if not self._looked.people.columns.enough:
            return no_columns_words()
        if day := self._looked.doubtful_day:
            return phrases.doubtful(day, current())
        counts = self._looked.roster.counts
        if waiting := [fate for fate in WAITING if counts[fate]]:
            told = ", ".join(phrases_roster.counted(fate, counts[fate], current()) for fate in waiting)
            return _("Fix, resolve or skip these rows first: {rows}.").format(rows=told)
        return "" if self._looked.roster.size else _("There is nothing new in the list.")

    def _focus(self) -> None:
        page = self._stack.currentWidget()
        if page is self.report:
            self.report.focus()
        elif page is self.board:
            self.board.focus()
        else:
            self.nothing.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sheet(self, sheet: str) -> None:
        if self._looked is not None:
            self.load_file(self._looked.people.path, sheet)

    def _on_order(self, written: DayOrder) -> None:
        self._understand(written=written)

    def _on_kind(self, kind: PersonKind) -> None:
        self._understand(kind=kind)

    def _on_columns(self, columns: Columns) -> None:
        if self._looked is not None:
            people.refuse_merged(self._looked.people.table, columns)
        self._understand(columns=columns)

    def _understand(
        self,
        *,
        kind: PersonKind | None = None,
        columns: Columns | None = None,
        written: DayOrder | None = None,
    ) -> None:
        """Read the rows in another way; decisions stay, since they belong to rows."""
        if self._looked is not None and not self.importing:
            one = self._looked.people
            one = replace(
                one,
                kind=kind or one.kind,
                columns=columns or one.columns,
                written=written or one.written,
            )
            self._looked = replace(self._looked, people=one)
            self._compare()

    def _on_merge_wanted(self, kept_id: int, double_id: int) -> None:
        dialog = MergeDialog(self._context, kept_id, self, double_id)
        dialog.merged.connect(self._on_merged)
        dialog.open()

    def _on_merged(self, kept_id: int, double_id: int, told: str) -> None:
        self.report.forget(kept_id, double_id)
        self.told.emit(told)

    def _on_changed(self, tables: frozenset[str]) -> None:
        self._stale = self._stale or bool(tables & {"person", "unit"})

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.board.card.fit(event.size().width())


def _about() -> About:
    wanted = Wanted(
        frozenset((Thing.PEOPLE,)),
        _("Choose a list of people"),
        _("Lists of people (*.xlsx *.xls *.ods *.csv *.txt)"),
    )
    return About(
        _("Import people"),
        wanted,
        _("Choose a list of people: XLSX, XLS, ODS or CSV"),
        _("The list is only compared at first. Nothing is written until you agree."),
        _("List of people"),
        _("Importing people"),
    )
