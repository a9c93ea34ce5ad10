"""Who has signed which edition of which document, who refused, and whose signature is missing."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.assessing import people
from db.framework import familiarisations, job_description_editions
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.file_hash import hash_of
from desktop.framework.familiarisation.form import SignatureForm, choose_scan
from desktop.framework.familiarisation.regulation import RegulationForm
from desktop.framework.job_description.changes import Changes
from desktop.framework.job_description.words import duties_change
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.form.choice import Choice
from desktop.kit.form.dialog import Message, Question
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office.papers.registry import FAMILIARISATION, FAMILIARISATION_JOURNAL, REFUSAL_TO_SIGN
from domain.people.familiarisation import Document, Read, Reader, Readers, Reply, Signature
from domain.people.person import Person
from domain.progress import Progress
from domain.text import Text, fold
from reports.words.framework import familiarity
from reports.words.refusals import NOTHING
from resources.i18n import _, current, ngettext

OWED, EVERYBODY = range(2)
LETTERS = 24  # of a title that are visible at least


@dataclass(frozen=True, slots=True)
class Remembered:
    """The document, whose results are listed (0: nobody's), the current person and the filter."""

    document: Document | None
    of_id: int
    person: object
    segment: int
    text: str


class FamiliarisationScreen(Screen):
    """One document at a time: who is to know it, and the signature of each; several people are one act.

    Signals:
        person_opened: id of a person.
    """

    person_opened = Signal(int)
    TABLES = frozenset(
        {"familiarisation", "job_description", "person", "unit", "framework", "case", "cycle", "sheet"}
    )

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._keys = (
            ("↑ ↓", _("person")),
            ("Enter", _("record signatures")),
            ("Del", _("withdraw entry")),
            ("Ctrl+E", _("documents")),
            ("Ctrl+F", _("find")),
        )
        self._documents: tuple[Document, ...] = ()
        self._more: tuple[Document, ...] = ()  # shown though nobody signed it yet, or its model is retired
        self._unpublished = False  # whether what was asked for has no edition to sign
        self._withdrawing: tuple[Document, tuple[int, ...]] | None = None
        self._of: Person | None = None  # whose results are listed beside what many sign
        self.record: Readers | None = None
        self.header = self.add_header(Header(theme, _("Familiarisation"), self, back=_("Back")))
        act = self.header.act
        self.regulation_button = act(_("Local act…"), "plus", self.add_regulation)
        self.papers_button = act(_("Documents…"), "files", self.export)
        self.refuse_button = act(_("Refusal to sign…"), "user-round-x", self.refuse)
        self.sign_button = act(_("Record signatures…"), "check-check", self.sign)
        self.header.lead(self.sign_button)
        self.box = Choice(theme, _("Document"), self)
        self.box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(LETTERS)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.segments = Segments((_("Not signed"), _("All people")), self, _("Show"))
        self.search = SearchField(theme, _("Name, position or unit"), self)
        self.changes = labels.paragraph("", self, "small", "muted")
        self.changes_button = button(_("What changes…"), self, small=True, do=self.show_changes)
        self.lay(
            layout.column(
                flow(self.box, self.segments, self.search, gap=8),
                layout.row(layout.grow(self.changes), self.changes_button, gap="s"),
                gap="s",
                around=(16, 10, 16, 10),
            )
        )
        columns: tuple[Column[Reader], ...] = (
            Column("name", _("Name"), _name, _name_order, None, least=200),
            Column("post", _("Position"), _post, _post_order, 230, spare=1),
            Column("state", _("Signature"), _state, _state_order, 260),
        )
        self.table = ColumnTable(context, "familiarisation", _("People"), columns, _key, self, row=48)
        self.nothing = Empty(theme.icon("check-check", "muted", 22), "", self)
        self._stack = self.add_stack(self.table, self.nothing)
        make = context.actions.make
        own = Qt.ShortcutContext.WidgetShortcut
        make("open", self.table, self.sign, own)
        make("take_out", self.table, self.take_back, own)
        make("to_person", self, self.open_person)
        self.check_scan_act = make("check_scan", self, self.check_scan)
        self.table.around = ("to_person", "check_scan")
        make("export", self, self.export)
        make("find", self, self.look_up)
        self.table.doubleClicked.connect(self.sign)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.box.currentIndexChanged.connect(self._on_chosen)
        self.segments.chosen.connect(self._show)
        self.search.textChanged.connect(self._show)

    def open(self, framework_id: int = 0) -> None:
        """Read the documents; *framework_id* shows the newest job description of that edition of a model."""
        self._unpublished = False
        self.refresh()
        if framework_id:
            newest = self._context.data.read(familiarisations.newest_of, framework_id)
            self._unpublished = newest is None
            self._list(newest)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_person(self, person_id: int) -> None:
        """List also the results of this person's assessments, and show the newest, if there is one."""
        self._of = self._context.data.read(people.person, person_id)
        self.refresh()
        self.segments.choose(EVERYBODY)
        of_results = (one for one in self._documents if one.read is Read.RESULTS)
        self._choose(next(of_results, self._document))
        self.table.stand_on(person_id)

    @override
    def refresh(self) -> None:
        shown, read = self._document, self._context.data.read
        if self._of is not None:  # the person may have been renamed, or erased
            self._of = read(people.person, self._of.id)
        results = () if self._of is None else read(familiarisations.results_of, self._of.id)
        known = (*read(familiarisations.documents), *results)
        more = (one for one in self._more if not any(_same(one, other) for other in known))
        self._documents = (*known, *more)
        self.box.blockSignals(True)
        self.box.clear()
        for one in self._documents:
            self.box.addItem(self._title(one))
        self.box.blockSignals(False)
        self._choose(shown)

    def memory(self) -> object:
        """Return the document, the person and the filter."""
        of_id = 0 if self._of is None else self._of.id
        segment, text = self.segments.current, self.search.text()
        return Remembered(self._document, of_id, self.table.current_key, segment, text)

    def recall(self, memory: object) -> None:
        """Restore what ``memory`` returned."""
        if isinstance(memory, Remembered):
            self.segments.choose(memory.segment)
            self.search.setText(memory.text)
            if memory.of_id:
                self._of = self._context.data.read(people.person, memory.of_id)
                self.refresh()
            self._list(memory.document)
            self.table.stand_on(memory.person)

    @reopens
    def sign(self) -> None:
        """Ask for the day on the papers of the people selected."""
        self._enter(Reply.SIGNED)

    @reopens
    def refuse(self) -> None:
        """Ask for the day of the act that somebody refused to sign."""
        self._enter(Reply.REFUSED)

    def take_back(self) -> None:
        """Ask before taking back what was entered for the people selected."""
        document = self._document
        people = tuple(one.person_id for one in self.table.chosen if not one.owed)
        if document is None or not people or self._closed():
            return
        self._withdrawing = document, people
        asked = Question(
            _("Withdraw the entry?"),
            _("The signature is owed again. Both entries stay in the file and in the journal."),
            _("Keep the entry"),
            _("Withdraw entry"),
            self,
        )
        asked.accepted.connect(self._on_taken_back)
        asked.open()

    @reopens
    def add_regulation(self) -> None:
        """Ask for a local act that is to be signed."""
        if not self._context.data.read_only:
            form = RegulationForm(self._context, self)
            form.named.connect(self._on_named)
            form.open()

    @property
    def papers(self) -> PapersOf | None:
        """Sheets for those selected, else for all shown, the journal, and acts of a refusal."""
        record = self.record
        if record is None or self._paperless():
            return None
        people = tuple(one.person_id for one in (self.table.chosen or self.table.list_model.lines()))
        of = {FAMILIARISATION: people, REFUSAL_TO_SIGN: people} if people else {}
        if record.framework_id:
            of[FAMILIARISATION_JOURNAL] = (record.framework_id,)
        edition = record.document.id  # the one on the screen, also if it is not the newest
        return PapersOf(self._title(record.document), of, part_id=edition)

    def show_part(self, segment: int) -> None:
        """Show those who have not signed, or everybody."""
        self.segments.choose(segment)
        self._show()

    def look_up(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_person(self) -> None:
        """Go to the card of the current person."""
        line = self.table.current_line
        if line is not None:
            self.person_opened.emit(line.person_id)

    def show_changes(self) -> None:
        """Show clause by clause what the edition changes for those who are to sign it."""
        record = self.record
        if record is not None and record.changes:
            both = self._context.data.read(job_description_editions.both, record.document.id)
            Changes(self._context, record.document.number, both, _signed(record), self).open()

    def check_scan(self) -> None:
        """Ask for a file, and say whether it is the scan that was recorded for the current person."""
        line = self.table.current_line
        kept = None if line is None else line.signature
        path = choose_scan(self, self._context) if kept is not None and kept.sha256 else None
        if line is None or kept is None or path is None:
            return
        name, recorded = line.name, kept.sha256

        def work(progress: Progress) -> tuple[str, bool]:
            return name, hash_of(path, progress) == recorded

        self._context.jobs.run(work, self._on_checked, _("Reading the file"))

    def _on_checked(self, found: tuple[str, bool]) -> None:
        name, same = found
        if same:
            self.told.emit(_("The scan matches the one recorded: {name}.").format(name=name))
            return
        differs = _("The scan does not match the one recorded: {name}.").format(name=name)
        Message(differs, current().gettext(NOTHING), self).open()  # stays: it may be another paper

    @property
    def _document(self) -> Document | None:
        at = self.box.currentIndex()
        return self._documents[at] if 0 <= at < len(self._documents) else None

    def _title(self, document: Document) -> str:
        title = familiarity.title(document, current())
        if document.read is not Read.RESULTS or self._of is None:
            return title
        return f"{title}, {self._of.short_name}"

    def _choose(self, document: Document | None) -> None:
        same = (at for at, one in enumerate(self._documents) if document is not None and _same(one, document))
        self.box.blockSignals(True)
        self.box.setCurrentIndex(next(same, -1 if self._unpublished or not self._documents else 0))
        self.box.blockSignals(False)
        self._read()

    def _list(self, document: Document | None) -> None:
        """Show a document, also one that is not among those which many are to sign now."""
        if document is not None and not any(_same(one, document) for one in self._documents):
            self._more = (*self._more, document)
            self.refresh()
        self._choose(document)

    def _on_chosen(self) -> None:
        self._unpublished = False
        self._read()

    def _read(self) -> None:
        document = self._document
        read = self._context.data.read
        self.record = None if document is None else read(familiarisations.readers, document)
        self._show()

    def _show(self) -> None:
        record = self.record
        key = self.table.current_key
        wanted = fold(self.search.text())
        people = () if record is None else record.owing if self.segments.current == OWED else record.people
        shown = [one for one in people if wanted in fold(f"{one.name} {one.code} {one.post} {one.unit}")]
        self.table.list_model.show(shown)
        self.table.stand_on(key)
        self._stack.setCurrentWidget(self.table if shown else self.nothing)
        self.nothing.set_texts(*self._why_nothing(wanted))
        facts = ""
        if record is not None:
            facts = _signed(record)
            if refused := _refused(record):
                refusals = ngettext("{n} refused to sign", "{n} refused to sign", refused)
                facts = f"{facts}, {refusals.format(n=refused)}"
        self.header.set_title(_("Familiarisation"), facts)
        self.changes.setText("" if record is None else _changes(record))
        for one in (self.changes, self.changes_button):
            one.setVisible(bool(self.changes.text()))
        self.box.setEnabled(bool(self._documents))
        allow(self.regulation_button, self._read_only())
        self._tell()

    def _why_nothing(self, wanted: str) -> tuple[str, str]:
        record = self.record
        if record is None:
            return (
                _("Nothing to sign yet"),
                _("Publish a job description under “Framework”, or name a local act."),
            )
        if wanted:
            return _("Nobody found"), ""
        if not record.people:
            return _("Nobody works in this position"), ""
        if refused := _refused(record):
            told = ngettext("{n} refused to sign", "{n} refused to sign", refused)
            return _("Nobody is still to sign"), told.format(n=refused)
        return _("All have signed"), ""

    def _tell(self) -> None:
        """Say which acts the people selected allow."""
        closed = self._closed()
        allow(self.sign_button, closed)
        allow(self.refuse_button, closed)
        allow(self.papers_button, self._paperless())
        line = self.table.current_line
        kept = None if line is None else line.signature
        self.check_scan_act.setEnabled(kept is not None and bool(kept.sha256))

    def _paperless(self) -> str:
        """Return why there are no papers about the document; empty if there are."""
        if self.record is None:
            return _("There is no document to sign yet.")
        if self.record.document.read is Read.JOB_DESCRIPTION:
            return ""
        return _("Sheets, journals and acts of a refusal are made for job descriptions only.")

    def _read_only(self) -> str:
        return read_only_reason() if self._context.data.read_only else ""

    def _closed(self) -> str:
        if self._read_only():
            return self._read_only()
        return "" if self.table.chosen else _("Select one or several people first.")

    def _enter(self, reply: Reply) -> None:
        document, chosen = self._document, self.table.chosen
        if document is None or self._closed():
            return
        people = tuple(one for one in chosen if one.owed) or chosen  # of many only those still owed
        form = SignatureForm(self._context, document, people, reply, self)
        form.accepted.connect(self._on_entered)
        form.open()

    def _on_entered(self) -> None:
        self.told.emit(_("Recorded"))

    def _on_taken_back(self) -> None:
        asked, self._withdrawing = self._withdrawing, None
        if asked is None:
            return
        document, people = asked  # what is selected may have changed since
        back = Signature(Reply.TAKEN_BACK, self._context.today())
        self._context.data.write(familiarisations.enter, document, people, back)
        self.told.emit(_("The entry is withdrawn"))

    def _on_named(self, title: str) -> None:
        self._list(Document(Read.REGULATION, 0, Text(title)))


def _same(one: Document, other: Document) -> bool:
    named = one.title.ru == other.title.ru or one.read is not Read.REGULATION
    return (one.read, one.id) == (other.read, other.id) and named


def _refused(record: Readers) -> int:
    signatures = (one.signature for one in record.people)
    return sum(one is not None and one.reply is Reply.REFUSED for one in signatures)


def _signed(record: Readers) -> str:
    return _("{n} of {total} not signed").format(n=len(record.owing), total=len(record.people))


def _changes(record: Readers) -> str:
    if not record.changes:
        return ""
    told = ngettext(
        "{n} clause changes in this edition.", "{n} clauses change in this edition.", record.changes
    ).format(n=record.changes)
    if not record.changes_duties:
        return told
    return f"{told} {duties_change()}"


def _key(line: Reader) -> object:
    return line.person_id


def _name(line: Reader) -> Cell:
    return Cell(line.name, line.code)


def _name_order(line: Reader) -> str:
    return fold(line.name)


def _post(line: Reader) -> Cell:
    return Cell(line.post, line.unit)


def _post_order(line: Reader) -> str:
    return fold(f"{line.post} {line.unit}")


def _state(line: Reader) -> Cell:
    kept = line.signature
    if kept is None:
        return Cell(_("not signed"), ink="muted")
    below = kept.reason if kept.reply is Reply.REFUSED else current().gettext(familiarity.WAYS[kept.way])
    scan = kept.scan or (_("scan by its sum") if kept.sha256 else "")
    return Cell(
        familiarity.reply(kept, current()),
        " · ".join(filter(None, (below, scan))),
        ink="warn" if kept.reply is Reply.REFUSED else "text",
    )


def _state_order(line: Reader) -> tuple[int, str]:
    kept = line.signature
    return (0, "") if kept is None else (1, kept.on.isoformat())
