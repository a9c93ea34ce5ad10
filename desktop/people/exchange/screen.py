"""The screen that loads a list of people: choose, check, decide, load; one act writes it all."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.export.job import unrecorded_words
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Keys, Screen
from desktop.office.intake.rosters import Unlettered
from desktop.office.papers.documents import Exported
from desktop.people.exchange.board import Board
from desktop.people.exchange.columns_dialog import ColumnsDialog
from desktop.people.exchange.report_page import ReportPage
from desktop.people.exchange.row_card import LEAVE_OUT, NEW
from desktop.people.exchange.words import Line
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
from desktop.shared.encoding_dialog import EncodingDialog
from domain.people import roster
from domain.people.person import PersonKind
from domain.people.roster import Decision, Fate
from reports.intake import people
from reports.intake.people import Columns
from reports.intake.roster import phrases
from reports.intake.roster.days import DayOrder
from reports.intake.table import Table
from reports.words import phrases_roster
from resources.i18n import _, current, ngettext


@dataclass(frozen=True, slots=True)
class Remembered:
    """The list being checked, the decisions and the current row."""

    looked: Looked
    decisions: dict[int, Decision]
    fate: Fate | None
    row: int


OF_REPORT = ("Ctrl+I", "Ctrl+Shift+S", "Esc")  # keys that do something once the list is imported


class ImportScreen(Screen):
    """Source above, rows left, the current row right; after the load its outcome.

    Signals:
        people_wanted: show the list of people.
    """

    people_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._looked: Looked | None = None
        self._loaded: Loaded | None = None  # the list loaded last
        self._decisions: dict[int, Decision] = {}
        self._comparing: Job | None = None
        self._loading: Job | None = None
        self._stale = False
        self._asked_about = Path()  # the list whose encoding is asked
        self._keys = (
            ("↑ ↓", _("row")),
            ("1…9", _("this person")),
            ("0", _("new person")),
            ("Del", _("skip")),
            ("F2", _("columns")),
            ("Ctrl+PgDn", _("next filter")),
            ("Ctrl+Enter", _("import")),
            ("Ctrl+I", _("file")),
            ("Ctrl+Shift+S", _("template")),
            ("Esc", _("back")),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Import people"), self, back=_("Back")))
        act = self.header.act
        self.template_button = act(_("Template…"), "file-spreadsheet", self.save_template)
        self.choose_button = act(_("Choose a file…"), "folder-open", self.choose)
        self.load_button = act(_("Import"), "download", self.load)
        self.header.lead(self.load_button)
        self.banner = self.add_banner()
        self.why = labels.paragraph("", self, "small", "warn")
        self.why.setContentsMargins(16, 8, 16, 2)
        self.lay(self.why)
        self.nothing = Empty(
            theme.icon("file-spreadsheet", "muted", 22),
            _("Choose a list of people: XLSX, XLS, ODS or CSV"),
            self,
            rest=_("The list is only compared at first. Nothing is written until you agree."),
            act=_("Choose a file…"),
        )
        self.board = Board(context, self)
        self.report = ReportPage(context, self)
        self._stack = self.add_stack(self.nothing, self.board, self.report)
        self._join()
        self._show_acts()

    @property
    @override
    def keys(self) -> Keys:
        if self._stack.currentWidget() is not self.report:
            return self._keys
        return tuple(one for one in self._keys if one[0] in OF_REPORT)

    def _join(self) -> None:
        make = self._context.actions.make
        make("load_people", self, self.choose)
        make("save_template", self, self.save_template)
        make("match_columns", self, self.match_columns)
        make("load", self, self.load)
        make("next_part", self, self.board.next_fate)
        make("previous_part", self, self.board.previous_fate)
        self.nothing.acted.connect(self.choose)
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
    def looked(self) -> Looked | None:
        """The list being checked; None before one is chosen and after it is loaded."""
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
        self._show_acts()
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

    def choose(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Lists of people (*.xlsx *.xls *.ods *.csv *.txt)")
        folders = self._context.settings.folders
        path = files.choose(self, _("Choose a list of people"), kinds, folders, Use.INTAKE)
        if path is not None:
            self.load_file(path)

    def load_file(
        self, path: Path, sheet: str | None = None, encoding: str = "", found: Table | None = None
    ) -> None:
        """Read this file; the current list stays until that is done.

        *found* is what it was already read as; then it is not read again.
        """
        kind = self._looked.people.kind if self._looked is not None else PersonKind.EMPLOYEE
        work = reading(self._context.data.read, path, sheet, kind, encoding, current(), found)
        self._context.jobs.run(work, self._on_read, _("Reading the list"))

    def save_template(self) -> None:
        """Ask where to save the empty template, and write it."""
        name, kinds, folders = (
            _("List of people.xlsx"),
            _("Workbook (*.xlsx)"),
            self._context.settings.folders,
        )
        target = files.target(self, _("Save the template"), name, kinds, folders, Use.DOCUMENTS)
        if target is not None:
            work = saving_template(target, self._context.today(), current())
            self._context.jobs.run(work, self.exported.emit, _("Saving the template"))

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
            context.jobs.run(work, self._on_left_saved, _("Saving the skipped rows"))

    def _on_left_saved(self, done: Exported) -> None:
        self.exported.emit(done.written)
        if silent := unrecorded_words(done):
            self.banner.show_fact(silent, "", "warn")

    def match_columns(self) -> None:
        """Show which column holds what, for correction."""
        if self._looked is not None and not under_way(self._loading):
            dialog = ColumnsDialog(self._context, self._looked.people, self)
            dialog.chosen.connect(self._on_columns)
            dialog.open()

    def load(self) -> None:
        """Write all rows in one transaction, off the UI thread."""
        if self._looked is None or not self.load_button.isEnabled() or under_way(self._loading):
            return
        work = loading(self._context.data, self._looked, current())
        run = self._context.jobs.run
        self._loading = run(work, self._on_loaded, _("Importing people"), ended=self._show_acts)
        self._show_acts()

    def decide(self, number: int) -> None:
        """Apply a decision to the current row, or to all selected rows where possible."""
        line = self.board.table.current_line
        if self._looked is None or line is None or under_way(self._loading):
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
        self._comparing = self._context.jobs.run(work, self._on_compared, "", ended=self._show_acts)
        self._show_acts()

    def _on_read(self, looked: Looked | Unlettered) -> None:
        if isinstance(looked, Unlettered):
            self._asked_about = looked.path
            dialog = EncodingDialog(self._context, looked.path.name, looked.candidates, self)
            dialog.chosen.connect(self._on_encoding)
            dialog.open()
            return
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

    def _on_loaded(self, done: Looked | Loaded) -> None:
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
        self._show_acts()
        self._focus()

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self._stack.setCurrentWidget(self.board)
        self.board.show_list(looked, self._decisions)
        self._show_acts()

    def _show_acts(self) -> None:
        counts, count = "", 0
        if self._looked is not None:
            told, count = self._looked.roster.counts, self._looked.roster.size
            words = [phrases_roster.counted(fate, told[fate], current()) for fate in Fate if told[fate]]
            counts = " · ".join(words)
        self.header.set_title(_("Import people"), counts)
        act = (
            ngettext("Import {n} person", "Import {n} people", count).format(n=count)
            if count
            else _("Import")
        )
        self.load_button.setText(act)
        self.load_button.setVisible(self._stack.currentWidget() is not self.report)
        self.keys_changed.emit()
        hindrance = self._hindrance()
        allow(self.load_button, hindrance)
        self.why.setText(hindrance)
        self.why.setVisible(bool(hindrance) and self._stack.currentWidget() is self.board)

    def _hindrance(self) -> str:
        """Return why the list cannot be loaded now, empty if it can."""
        if self._context.data.read_only:
            return read_only_reason()
        if self._looked is None:
            return _("Choose a list first.")
        if under_way(self._loading):
            return _("The list is being imported.")
        if under_way(self._comparing):
            return _("The list is being compared.")
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

    def _on_encoding(self, encoding: str) -> None:
        self.load_file(self._asked_about, encoding=encoding)

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
        if self._looked is not None and not under_way(self._loading):
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
