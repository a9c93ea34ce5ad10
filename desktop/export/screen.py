"""Documents: which one, of whom, in which language; seen as it will be printed, then saved or printed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.file.errors import StoreError
from db.journal import exports
from db.people.organisation import organisation
from desktop.context import Context
from desktop.export.desk import PaperDesk
from desktop.export.dialog import Wish
from desktop.export.preview_pane import PreviewPane
from desktop.folders import Use, readable
from desktop.jobs import Job
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.off import allow
from desktop.kit.page import files, printing
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, CellList, Column
from desktop.kit.table.list_model import Heading
from desktop.office.papers import documents
from desktop.office.papers.preview import Seen, previewing
from desktop.office.papers.registry import (
    ADAPTATION,
    DOCUMENTS,
    IDP,
    JOB_DESCRIPTION,
    MENTOR_ORDER,
    MODEL_ORDER,
    NOTICE,
    ORDER,
    PLAN,
    REGULATION,
    REQUIREMENTS,
    STAFF_ORDER,
    TRAINING,
    About,
    Document,
)
from desktop.office.papers.subjects import Subject, subjects
from desktop.office.sentences import sentence
from domain.event import PRINTED
from domain.text import fold
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from domain.people.organisation import Organisation

LANGUAGES = ("ru", "en")
WAIT = 120  # ms without another choice before a paper is drawn
APPROVED = frozenset(
    {
        *(IDP, PLAN, ADAPTATION, REQUIREMENTS, TRAINING, JOB_DESCRIPTION, REGULATION),
        *(ORDER, STAFF_ORDER, MODEL_ORDER, MENTOR_ORDER, NOTICE),
    }
)
"""Documents with a place for whoever approves them or signs for the organisation."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The document and the subject shown."""

    kind: str
    subject: object


class DocumentsScreen(Screen):
    """The kinds on the left, their subjects in the middle, the paper of the current one on the right.

    Signals:
        organisation_wanted: enter what is missing of the organisation's details.
    """

    organisation_wanted = Signal()
    TABLES = frozenset(
        {
            *("person", "unit", "case", "sheet", "plan", "goal", "action", "cycle", "conclusion"),
            *("framework", "job_description", "familiarisation", "organisation", "erasure"),
        }
    )

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._keys = (
            ("↑ ↓", _("choose")),
            ("Ctrl+A", _("select all")),
            ("Ctrl+E", _("save")),
            ("Ctrl+Shift+P", _("print")),
            ("Ctrl+F", _("find")),
        )
        self._subjects: tuple[Subject, ...] = ()
        self._drawing: Job | None = None
        self._about: About | None = None  # what the subjects listed are
        self._asked: tuple[str, int] | None = None  # the kind and subject of the paper being drawn
        self._shown: tuple[str, int] | None = None  # the same of the paper shown
        self._papers = 0  # how many papers there are of that subject; the first is shown
        self._refused = ""  # why the current paper may not be had
        self.header = self.add_header(Header(theme, _("Documents"), self))
        act = self.header.act
        self.print_button = act(_("Print…"), "printer", self.print_paper)
        self.save_button = act(_("Save"), "download", self.save)
        self.header.lead(self.save_button)
        self.banner = self.add_banner()
        self.papers = PaperDesk(context, self.banner, self)
        self.papers.exported.connect(self.exported)
        kinds = Column("kind", _("Documents"), _kind_cell)
        self.kinds: CellList[Document] = CellList(theme, kinds, _kind_key, self, row=44)
        self.kinds.setFixedWidth(theme.scaled(240))
        self.kinds.list_model.show(_kinds())
        self.preview = PreviewPane(theme, self)
        middle = self._middle()
        middle.setFixedWidth(theme.scaled(320))
        body = layout.row(self.kinds, labels.edge(self), middle, labels.edge(self))
        body.addWidget(self.preview, 1)
        self.lay(layout.grow(body))
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._draw)
        make = context.actions.make
        make("export", self, self.save)
        make("print", self, self.print_paper)
        make("find", self, self.look_up)
        self.kinds.selectionModel().currentRowChanged.connect(self._on_kind)
        self.people.selectionModel().selectionChanged.connect(self._on_people)
        self.search.textChanged.connect(self._narrow)
        self.languages.chosen.connect(self._later)
        self.preview.shown.connect(self._tell)

    def _middle(self) -> QWidget:
        theme, middle = self._context.theme, QWidget(self)
        self.search = SearchField(theme, _("Name"), self)
        column = Column("subject", _("For whom"), _subject_cell)
        self.people: CellList[Subject] = CellList(theme, column, _subject_key, self, row=44)
        self.languages = Segments((_("in Russian"), _("in English")), self, _("Language"))
        self.languages.choose(LANGUAGES.index(current().language) if current().language in LANGUAGES else 0)
        self.format = Choice(theme, _("Format"), self)
        self.folder = labels.elided("", self, "small", "muted")
        self.folder_button = button(_("Folder…"), self, small=True, do=self.choose_folder)
        self.missing = labels.paragraph("", self, "small", "warn")
        self.missing_button = button(_("Details…"), self, small=True, do=self.organisation_wanted)
        foot = layout.column(
            layout.row(self.languages, layout.grow(self.format), gap="s"),
            layout.row(layout.grow(self.folder), self.folder_button, gap="s"),
            self.missing,
            layout.row(self.missing_button, layout.STRETCH),
            gap="s",
            around=(12, 10, 12, 10),
        )
        top = layout.column(self.search, around=(12, 10, 12, 8))
        layout.column(top, layout.grow(self.people), labels.rule(self), foot, of=middle)
        return middle

    @property
    def kind(self) -> str:
        """The document chosen; empty if none is."""
        line = self.kinds.current_line
        return "" if line is None else line.key

    @property
    def drawing(self) -> bool:
        """Whether a paper is still to be drawn."""
        return self._timer.isActive() or self._drawing is not None

    def open(self) -> None:
        """Read again whom there is; the document and the subject stay."""
        self.banner.hide()
        self.folder.setText(readable(self._context.settings.folders.last(Use.DOCUMENTS)))
        if self.kinds.current_line is None:
            self.kinds.go_to(self.kinds.list_model.first())
        self.refresh()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paper(self, kind: str, subject_id: int = 0) -> None:
        """Choose a document, and its subject if one is given."""
        self.kinds.stand_on(kind)
        if subject_id:
            self.search.clear()
            self.people.stand_on(subject_id)

    @override
    def refresh(self) -> None:
        kind = self.kind
        if not kind:
            return
        context = self._context
        read, me, today = context.data.read, context.me.id, context.today()
        self._subjects = read(subjects, kind, me, today, current())
        self._narrow()

    def memory(self) -> object:
        """Return what is shown."""
        return Remembered(self.kind, self.people.current_key)

    def recall(self, memory: object) -> None:
        """Restore what ``memory`` returned."""
        if isinstance(memory, Remembered):
            self.kinds.stand_on(memory.kind)
            self.people.stand_on(memory.subject)

    def look_up(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose_folder(self) -> None:
        """Ask where documents are saved."""
        folders = self._context.settings.folders
        chosen = files.folder(self, _("Folder for the documents"), folders.last(Use.DOCUMENTS))
        if chosen is not None:
            folders.keep(Use.DOCUMENTS, chosen)
            self.folder.setText(readable(chosen))

    def save(self) -> None:
        """Save a file for each subject selected, as a job that can be cancelled and says what failed."""
        chosen, kind = self.people.chosen, self.kind
        if not chosen or not kind:
            return
        name = self.format.currentText().lower()
        wish = Wish(
            (kind,),
            (name,),
            (self._language,),
            self._context.settings.folders.last(Use.DOCUMENTS),
            {kind: tuple(one.id for one in chosen)},
        )
        self.papers.write(wish, {one.id: one.name for one in chosen})

    def print_paper(self) -> None:
        """Ask for a printer and print the paper shown; the journal is told."""
        shown, papers = self._shown, self._papers
        if shown is None or self.drawing or not self.preview.pages:
            return
        kind, subject_id = shown
        title = DOCUMENTS[kind].name(current())
        printer = printing.ask(self, title)
        if printer is None:
            return
        if self.drawing or self._shown != shown:  # another window wrote meanwhile
            fact = _("The document changed while the printer was being chosen.")
            self.banner.show_fact(fact, _("Look at it, then print it."), "warn")
            return
        if not self.preview.print_on(printer):
            self.banner.show_fact(
                _("The printer did not take the document."), _("Try again, or save it."), "danger"
            )
            return
        of = documents.OF[DOCUMENTS[kind].about]
        names_people = DOCUMENTS[kind].names_people
        if papers > 1:
            first = _("The first of {n} documents is sent to the printer; “Save” makes all of them.")
            self.told.emit(first.format(n=papers))
        else:
            self.told.emit(_("Sent to the printer"))
        try:
            self._context.data.record(
                exports.record, kind, of, (subject_id,), (PRINTED,), 1, names_people=names_people
            )
        except StoreError as fault:
            fact = _("The document is printed, but the journal does not record it.")
            self.banner.show_fact(fact, sentence(fault, current()).what, "warn")

    @property
    def _language(self) -> str:
        return LANGUAGES[self.languages.current]

    def _on_kind(self) -> None:
        document = self.kinds.current_line
        if document is None:
            return
        self.format.clear()
        for name in document.formats:
            self.format.addItem(name.upper())
        if document.about is not self._about:  # the number of an assessment may be that of another person
            self._about = document.about
            self.people.list_model.show(())
        self.search.clear()
        self.refresh()

    def _narrow(self) -> None:
        wanted, key = fold(self.search.text()), self.people.current_key
        shown = [one for one in self._subjects if wanted in fold(f"{one.name} {one.facts}")]
        self.people.list_model.show(shown)
        self.people.stand_on(key)
        if self.people.current_line is None and shown:
            self.people.go_to(0)
        self._later()

    def _on_people(self) -> None:
        self._later()

    def _later(self) -> None:
        """Draw once nothing more is chosen for a moment."""
        self._timer.start()
        self._tell()

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.drop()
            self._drawing = None
        line, kind, context = self.people.current_line, self.kind, self._context
        self._asked = self._shown = None
        self._refused = ""
        if line is None or not kind:
            self.preview.tell(self._nobody())
            return
        if "pdf" not in DOCUMENTS[kind].formats:
            self.preview.tell(_("This document is a table or data"), _("It is saved, not printed."))
            return
        self._asked = kind, line.id
        work = previewing(context.data.read, kind, line.id, context.me.id, context.today(), self._language)
        self._drawing = context.jobs.run(work, self._on_seen, "", ended=self._on_drawn)

    def _on_drawn(self) -> None:
        self._drawing = None
        QTimer.singleShot(0, self, self._leave_undrawn)  # after what came of it

    def _leave_undrawn(self) -> None:
        """Take away the paper of somebody else if the one asked for could not be drawn."""
        if self._asked is not None and not self.drawing:
            self._asked = None
            self.preview.tell(_("The document could not be drawn"))

    def _on_seen(self, seen: Seen) -> None:
        asked, self._asked = self._asked, None
        if seen.refused is not None:
            told = sentence(seen.refused, current())
            self._refused = told.what
            self.preview.tell(told.what, told.todo)
        elif not seen.content:
            self.preview.tell(_("There is no document of this kind yet"))
        else:
            self._shown, self._papers = asked, seen.papers
            self.preview.show_paper(seen.content, seen.papers)

    def _nobody(self) -> str:
        """Return why there is no subject."""
        document = self.kinds.current_line
        if self._subjects or document is None:
            return _("Nothing found")
        return {
            About.CASE: _("Nobody has been assessed yet"),
            About.PERSON: _("There is nobody in the list of people yet"),
            About.MODEL: _("There is no framework yet"),
            About.CAMPAIGN: _("There is no vacancy yet"),
            About.TEAM: _("There is no assessment of staff yet"),
            About.PLAN: _("There is no plan of this kind yet"),
        }[document.about]

    def _tell(self) -> None:
        """Say what is chosen, what is missing, and which acts that allows."""
        document, count = self.kinds.current_line, len(self.people.chosen)
        title = "" if document is None else document.name(current())
        self.header.set_title(_("Documents"), title)
        self.save_button.setText(
            ngettext("Save {n} file", "Save {n} files", count).format(n=count) if count else _("Save")
        )
        one_refused = self._refused if count == 1 else ""  # of many the others are saved
        allow(self.save_button, one_refused if count else _("Choose for whom."))
        allow(self.print_button, self._unprintable())
        own = self._context.data.read(organisation)
        missing = "" if document is None else _missing(document, own)
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.missing_button.setVisible(bool(missing))

    def _unprintable(self) -> str:
        if self.drawing:
            return _("The document is being drawn.")
        return "" if self.preview.pages else _("No document is shown.")


def _kinds() -> list[Heading | Document]:
    """Return the documents in groups by what they are about."""
    titles = {
        About.CASE: _("Assessment"),
        About.PLAN: _("Plans"),
        About.PERSON: _("People"),
        About.MODEL: _("Framework"),
        About.CAMPAIGN: _("Vacancies"),
        About.TEAM: _("Team"),
    }
    lines: list[Heading | Document] = []
    for about, title in titles.items():
        lines.append(Heading(title))
        lines += [one for one in DOCUMENTS.values() if one.about is about]
    return lines


def _missing(document: Document, own: "Organisation") -> str:
    """Return which details the paper leaves as lines to fill, empty if none."""
    parts = [] if own.heading else [_("name of the organisation")]
    if document.key in APPROVED and not own.approver_name:
        parts.append(_("who approves"))
    return _("Not filled in: {details}").format(details=", ".join(parts)) if parts else ""


def _kind_key(line: Document) -> object:
    return line.key


def _kind_cell(line: Document) -> Cell:
    return Cell(line.name(current()), wrap=True)


def _subject_key(line: Subject) -> object:
    return line.id


def _subject_cell(line: Subject) -> Cell:
    return Cell(line.name, line.facts)
