"""The register of issued documents: what got which number, of one year or kind, found by any word."""

from collections.abc import Callable
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.people import register
from desktop.context import Context
from desktop.data import Data
from desktop.export.outcome import unrecorded_words
from desktop.folders import Use
from desktop.kit import layout
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.search_field import SearchField
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office.papers import issuing
from desktop.office.papers.documents import Exported
from desktop.office.papers.titles import titled
from domain.people.issued import Issued
from domain.progress import Progress
from domain.text import fold
from reports.people.register_paper import RegisterPaper
from resources.i18n import Words, _, current, pgettext


class RegisterScreen(Screen):
    """A line for each document that got a number; it is saved as it is filtered."""

    TABLES = frozenset({"issued_paper", "person", "erasure"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._keys = (("↑ ↓", _("choose")), ("Ctrl+E", _("save")), ("Ctrl+F", _("find")))
        self._lines: tuple[Issued, ...] = ()
        self.header = self.add_header(Header(theme, _("Register of documents"), self, back=_("Back")))
        self.save_button = self.header.act(_("Save…"), "download", self.save)
        self.header.lead(self.save_button)
        self.banner = self.add_banner()
        self.years = Choice(theme, _("Year"), self)
        self.kinds = Choice(theme, _("Document"), self)
        self.search = SearchField(theme, _("Number, name or recipient"), self)
        self.lay(
            layout.row(self.years, layout.grow(self.kinds), self.search, gap="s", around=(16, 10, 16, 10))
        )
        columns: tuple[Column[Issued], ...] = (
            Column("code", _("Number"), _code, _code_order, "№ 1234-ОД/2026"),
            Column("on", _("Date"), _day, _day_order, current().widest_date),
            Column("document", _("Document"), _title, None, None, least=220),
            Column("about", _("About"), _about, None, 220, spare=4, least=160),
            Column("signed_by", _("Who signs"), _signer, None, 170, spare=1),
            Column(
                "copies",
                pgettext("of a document", "Copies"),
                _copies,
                _copies_order,
                "999",
                figures=True,
                spare=2,
            ),
            Column("recipients", _("To whom"), _recipients, None, 200, spare=3),
        )
        self.table = ColumnTable(context, "register", _("Register of documents"), columns, _key, self)
        self.nothing = Empty(theme.icon("files", "muted", 22), "", self)
        self._stack = self.add_stack(self.table, self.nothing)
        make = context.actions.make
        make("export", self, self.save)
        make("find", self, self.look_up)
        self.years.activated.connect(self._show)
        self.kinds.activated.connect(self._show)
        self.search.textChanged.connect(self._show)

    def open(self) -> None:
        """Read the register."""
        self.banner.hide()
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self) -> None:
        self._lines = self._context.data.read(register.register)
        years = dict.fromkeys(line.year for line in self._lines)
        kinds = dict.fromkeys(line.document for line in self._lines)
        _fill(self.years, _("All years"), {str(year): year for year in years})
        _fill(self.kinds, _("All documents"), {titled(one, current()): one for one in kinds})
        self._show()

    def look_up(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def save(self) -> None:
        """Ask where to save what is shown, as a workbook or a document."""
        if not self.save_button.isEnabled():
            return
        context, lines = self._context, self._shown()
        name = _("Register {date}.xlsx").format(date=context.today().isoformat())
        kinds = ";;".join((_("Workbook (*.xlsx)"), _("Document (*.pdf)")))
        title, folders = _("Save the register"), context.settings.folders
        target = files.target(self, title, name, kinds, folders, Use.DOCUMENTS)
        if target is None:
            return
        record = issuing.paper_of(context.data.read, lines, context.today())
        work = _saving(context.data, record, target, current())
        context.jobs.run(work, self._on_saved, title)

    def _on_saved(self, done: Exported) -> None:
        self.exported.emit(done.written)
        if silent := unrecorded_words(done):
            self.banner.show_fact(silent, "", "warn")

    def _shown(self) -> list[Issued]:
        year, kind = self.years.currentData(), self.kinds.currentData()
        wanted = fold(self.search.text())
        return [
            line
            for line in self._lines
            if year in (None, line.year) and kind in (None, line.document) and wanted in fold(_words(line))
        ]

    def _show(self) -> None:
        lines = self._shown()
        self.table.list_model.show(lines)
        told = _("Nothing found")
        if not self._lines:
            told = _("A document gets its number when it is registered for signing.")
        self.nothing.set_texts(told)
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        allow(self.save_button, "" if lines else told)


def _saving(data: Data, record: RegisterPaper, target: Path, words: Words) -> Callable[[Progress], Exported]:
    """Return the job that writes the register; it holds no widget."""

    def work(progress: Progress) -> Exported:
        return issuing.save(data.record, record, target, words, progress)

    return work


def _fill(box: Choice, everything: str, choices: dict[str, object]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, None)
    for text, value in choices.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _words(line: Issued) -> str:
    issue = line.issue
    return " ".join(
        (line.code, titled(line.document, current()), line.about, issue.signed_by, issue.recipients)
    )


def _key(line: Issued) -> object:
    return line.id


def _code(line: Issued) -> Cell:
    return Cell(line.code, role="strong")


def _code_order(line: Issued) -> object:
    return line.document, line.year, line.number


def _day(line: Issued) -> Cell:
    return Cell(current().date(line.issue.on))


def _day_order(line: Issued) -> object:
    return line.issue.on


def _title(line: Issued) -> Cell:
    return Cell(titled(line.document, current()))


def _about(line: Issued) -> Cell:
    return Cell(line.about)


def _signer(line: Issued) -> Cell:
    return Cell(line.issue.signed_by, ink="muted")


def _copies(line: Issued) -> Cell:
    return Cell(str(line.issue.copies), ink="muted")


def _copies_order(line: Issued) -> object:
    return line.issue.copies


def _recipients(line: Issued) -> Cell:
    return Cell(line.issue.recipients, ink="muted")
