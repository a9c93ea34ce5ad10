"""The job description beside its model: every line, what it leads to, and its own edition."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.framework import job_description_editions as documents
from desktop.context import Context
from desktop.framework.bars import Acts
from desktop.framework.card import Card
from desktop.framework.job_description import words as say
from desktop.framework.job_description.changes import Changes
from desktop.framework.job_description.forms import ClauseForm, PostForm, PublishForm, put
from desktop.framework.model import FrameworkModel
from desktop.kit import labels, layout
from desktop.kit.buttons import button, lead
from desktop.kit.flow import flow
from desktop.kit.form.dialog import Question
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading
from domain.framework.framework import EditionState
from domain.framework.job_description import (
    BLANK,
    Clause,
    Feed,
    JobDescription,
    LineKind,
    Standing,
)
from domain.text import fold
from resources.i18n import _, current, pgettext

ALL, BLANKS, OWN = range(3)


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One line as the table shows it; ``at`` is its place in the document."""

    at: int
    clause: Clause


class JobDescriptionPage(QWidget):
    """The lines under their sections; a published edition is read, and the next one begun by writing.

    Signals:
        wanted: the ``Feed`` that a line leads to.
        papers_wanted: show it as a document.
        told: the text of a toast.
        familiarisation_wanted: id of the edition of the framework whose job description people sign.
    """

    wanted = Signal(object)
    papers_wanted = Signal(str)
    told = Signal(str)
    familiarisation_wanted = Signal(int)

    def __init__(self, context: Context, model: FrameworkModel, card: Card, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._model, self._card, self._parent = context, model, card, parent
        self.record: JobDescription | None = None
        self.search = SearchField(theme, _("Number or word"), self)
        self.segments = Segments(say.filters(), self, _("Clauses"))
        self.state = labels.elided("", self, "small", "muted")
        self.post_button = button(_("Position in the head…"), self, small=True, do=self.name_post)
        self.changes_button = button(_("What changes…"), self, small=True, do=self.compare)
        self.discard_button = button(_("Discard draft…"), self, small=True, do=self.discard)
        self.signed_button = button(_("Familiarisation…"), self, small=True, do=self.ask_signatures)
        self.papers_button = button(
            _("Documents…"), self, small=True, icon=theme.icon("files"), do=self.export
        )
        self.publish_button = button(
            pgettext("job description", "Publish…"), self, small=True, do=self.publish
        )
        columns: tuple[Column[ClauseRow], ...] = (
            Column("number", _("No."), _number, None, "3.1.4 10)"),
            Column("text", _("Clause"), _text, None, None, least=220, most=None),
            Column("feeds", _("Leads to"), _feeds, None, "K00, D0.00", spare=1),
            Column(
                "standing", "", _standing, None, [Cell(say.standing(one), role="small") for one in Standing]
            ),
        )
        title = _("Clauses of the job description")
        self.table = ColumnTable(context, "job_description", title, columns, _key, self, row=44, fixed=True)
        self.nothing = Empty(theme.icon("list-tree", "muted", 22), _("No clause found"), self)
        self._stack = QStackedWidget(self)
        for one in (self.table, self.nothing):
            self._stack.addWidget(one)
        rare = (self.post_button, self.changes_button, self.discard_button)
        shown = (self.signed_button, self.papers_button, self.publish_button)
        self.acts = Acts(theme, rare, shown, self)
        layout.column(
            layout.column(
                self.state,
                flow(self.search, self.segments),
                gap="s",
                around=(16, 0, 16, 0),
            ),
            layout.grow(self._stack),
            self.acts,
            gap="s",
            of=self,
        )
        self.fill_button = card.add_button(_("Text…"), self.fill_in)
        self.go_button = card.add_button(pgettext("clause", "Go to"), self.go)
        self.search.textChanged.connect(self._show)
        self.segments.chosen.connect(self._show)
        self.table.selectionModel().currentRowChanged.connect(self.tell)
        self.table.doubleClicked.connect(self.fill_in)

    @property
    def leads(self) -> bool:
        """Whether publishing the job description is the next thing to do with what is shown."""
        return self.record is not None and not self._unpublishable()

    @property
    def row(self) -> ClauseRow | None:
        """The current line."""
        return self.table.current_line

    def fill(self) -> None:
        """Reread the job description of the edition shown, keeping the current line."""
        if self._model.view is None:
            return
        self.record = self._context.data.read(documents.view, self._model.shown)
        self._show()

    def stand_on(self, feed: Feed) -> None:
        """Make the line current that leads to an item, a duty, a function or a requirement."""
        self.search.clear()
        self.segments.choose(ALL)
        self.fill()
        assert self.record is not None
        for at, one in enumerate(self.record.clauses):
            if any((other.kind, other.code) == (feed.kind, feed.code) for other in one.feeds):
                self.table.stand_on(at)
                return

    @reopens
    def fill_in(self) -> None:
        """Ask for the text of the current line."""
        row, record = self.row, self.record
        if row is not None and record is not None and not self._closed(row.clause):
            ClauseForm(self._context, self._model, record, row.clause, self._parent).open()

    def leave_out(self) -> None:
        """Leave the current line out of the paper, or take it in again; undoable."""
        row, record = self.row, self.record
        if row is None or record is None or self._closed(row.clause):
            return
        place = row.clause.place.partition("#")[0]
        out = row.clause.standing is Standing.LEFT_OUT
        put(self._context, self._model, record, place, "" if out else None)

    def go(self) -> None:
        """Go to what the current line leads to."""
        row = self.row
        if row is not None and row.clause.feeds:
            self.wanted.emit(row.clause.feeds[0])

    @reopens
    def name_post(self) -> None:
        """Ask for the name of the post in the head."""
        if self.record is not None and not self._closed(None):
            PostForm(self._context, self._model, self.record, self._parent).open()

    def compare(self) -> None:
        """Show what this edition changes in the one before."""
        record = self.record
        if record is not None and record.before:
            both = record.before, record.clauses
            Changes(self._context, record.number, both, say.holders(record), self._parent).open()

    @reopens
    def publish(self) -> None:
        """Ask for number and day, and publish."""
        if self.record is not None and not self._unpublishable():
            form = PublishForm(self._context, self.record, self._parent)
            form.written.connect(self._on_published)
            form.open()

    def discard(self) -> None:
        """Ask before discarding what was put in since the last edition."""
        record = self.record
        if record is None or not record.id or record.state is not EditionState.DRAFT or self._closed(None):
            return
        asked = Question(
            _("Discard the draft of the job description?"),
            _("What was put in since the last edition is lost; published editions stay as they are."),
            _("Keep the draft"),
            _("Discard"),
            self._parent,
            danger=True,
        )
        asked.accepted.connect(self._on_discarded)
        asked.open()

    def export(self) -> None:
        """Go to the job description as a document."""
        self.papers_wanted.emit("")

    def ask_signatures(self) -> None:
        """Go to who has signed the job description."""
        if self.record is not None:
            self.familiarisation_wanted.emit(self.record.framework_id)

    def tell(self) -> None:
        """Show the current line beside the table."""
        row, view, words = self.row, self._model.view, current()
        if row is None or view is None:
            self._card.hide_all()
            return
        one = row.clause
        feeds = "\n".join(say.feed(feed, view.content) for feed in one.feeds)
        sections = [(_("Origin"), say.source(one))]
        if one.caption is not None:
            sections.insert(0, (_("What belongs here"), words.text(one.caption)))
        if one.standing in (Standing.OWN, Standing.FILLED, Standing.LEFT_OUT):
            sections.append((_("In the document"), _short(words.text(one.source))))
        if feeds:
            sections.append((_("Leads to"), feeds))
        self._card.tell(
            one.number or "—",
            say.standing(one.standing),
            "",
            _short(words.text(one.text)),
            sections,
        )
        allow(self.fill_button, self._closed(one))
        allow(self.go_button, "" if one.feeds else _("This line leads to nothing in the framework."))

    def _show(self) -> None:
        record = self.record
        if record is None:
            return
        wanted = fold(self.search.text())
        key = self.table.current_key
        lines: list[Heading | ClauseRow] = []
        heading: Heading | None = None
        for at, one in enumerate(record.clauses):
            if one.kind is LineKind.SECTION:
                heading = Heading(" ".join(filter(None, (one.printed_number, current().text(one.text)))))
                continue
            if not self._chosen(one) or wanted not in fold(f"{one.number} {one.text.ru} {one.text.en or ''}"):
                continue
            if heading is not None:
                lines.append(heading)
                heading = None
            lines.append(ClauseRow(at, one))
        self.table.list_model.show(lines)
        self.table.stand_on(key)
        complete = self.segments.current == BLANKS and not wanted
        self.nothing.set_texts(_("Nothing left to fill in") if complete else _("No clause found"))
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.state.setText(say.state(record))
        read_only = self._closed(None)
        draft = bool(record.id) and record.state is EditionState.DRAFT
        absent = ((self.changes_button, bool(record.before)), (self.discard_button, draft))
        self.acts.leave_out(*(one for one, there in absent if not there))
        allow(self.post_button, read_only)
        allow(self.discard_button, read_only)
        allow(self.publish_button, self._unpublishable())
        lead(self.publish_button, self._context.theme, "", primary=self.leads)
        allow(self.signed_button, self._unsignable())
        self.tell()

    def _chosen(self, one: Clause) -> bool:
        own = (Standing.OWN, Standing.FILLED, Standing.LEFT_OUT)
        return {ALL: True, BLANKS: one.standing is Standing.BLANK, OWN: one.standing in own}[
            self.segments.current
        ]

    def _closed(self, one: Clause | None) -> str:
        """Return why a line cannot be changed, empty if it can; None asks for any line."""
        if self._context.data.read_only:
            return read_only_reason()
        view = self._model.view
        if view is None or view.line.state is EditionState.RETIRED:
            return _("A retired edition never changes. Start a draft from it.")
        if one is not None and not one.place:
            return _("This line comes from the framework, and is changed there.")
        return ""

    def _unpublishable(self) -> str:
        record = self.record
        if self._closed(None) or record is None:
            return self._closed(None)
        if record.framework_state is EditionState.DRAFT:
            return _("Publish the edition of the framework first, or both together.")
        if record.state is not EditionState.DRAFT:
            return _("It is published. What you write begins the next edition.")
        return ""

    def _unsignable(self) -> str:
        record = self.record
        if record is None or record.before_number or record.state is not EditionState.DRAFT:
            return ""
        return _("Publish the job description first: what people sign is published.")

    def _on_published(self) -> None:
        self._model.end_document_steps()
        self.told.emit(_("The job description is published."))

    def _on_discarded(self) -> None:
        self._model.end_document_steps()
        self._context.data.write(documents.discard, self._model.shown)
        self.told.emit(_("The draft is discarded."))


def _short(text: str) -> str:
    """Return the text with blanks that do not wrap."""
    return BLANK.sub("_" * 12, text)


def _number(line: ClauseRow) -> Cell:
    return Cell(line.clause.number or line.clause.printed_number, ink="muted")


def _text(line: ClauseRow) -> Cell:
    one = line.clause
    text = _short(current().text(one.text))
    if one.blank and one.caption is not None:
        text = current().text(one.caption)
    ink = "muted" if one.blank or one.standing is Standing.LEFT_OUT else "text"
    return Cell(text, ink=ink, wrap=True)


def _feeds(line: ClauseRow) -> Cell:
    return Cell(", ".join(say.short_feed(one) for one in line.clause.feeds), ink="muted")


def _standing(line: ClauseRow) -> Cell:
    return Cell(say.standing(line.clause.standing), role="small", ink="accent")


def _key(line: ClauseRow) -> object:
    return line.at
