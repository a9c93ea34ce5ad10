"""Documents: which one, of whom, in which language; seen as it will be printed, then saved or printed."""

from dataclasses import dataclass
from typing import cast, override

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.assessing.sheet.sent_forms import Recipient
from db.file.errors import StoreError
from db.journal import exports
from db.people import held, register
from desktop.context import Context
from desktop.export.how_pane import HowPane
from desktop.export.kinds import KindsList
from desktop.export.papers_of import PapersOf
from desktop.export.preview_pane import PreviewPane
from desktop.export.recent_menu import RecentMenu
from desktop.export.recipients_pane import RecipientsPane
from desktop.export.register.form import IssueForm
from desktop.export.saving import Saving, Wish, begin_sheets
from desktop.export.subjects_pane import SubjectsPane
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import printing
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.papers import documents
from desktop.office.papers.document import About, When
from desktop.office.papers.preview import Asking, Seen, previewing
from desktop.office.papers.registry import (
    ANSWER_FORM,
    DOCUMENTS,
    FILLED,
    KEYS,
    PLAN,
    SHEET,
)
from desktop.office.papers.subjects import with_somebody
from desktop.office.sentences import sentence
from domain.event import PRINTED
from domain.papers.kinds import NUMBERED
from resources.i18n import _, current, ngettext

OF_EACH = frozenset((SHEET, KEYS, ANSWER_FORM, FILLED))  # a paper for each assessor
PAGES = {ANSWER_FORM: "exchange#form"}
"""Where the help tells more about a document, by its kind."""
ROOMY = 800  # px at the usual text size; below it the subjects are narrower, so that the page has room
NARROW = 150  # px that the list of kinds keeps
WAIT = 80  # ms within which choices follow each other, as while an arrow is held; one alone is drawn at once


@dataclass(frozen=True, slots=True)
class Remembered:
    """Whose documents were wanted, the document and the subjects chosen."""

    wanted: PapersOf | None
    kind: str
    subjects: tuple[int, ...]


class DocumentsScreen(Screen):
    """The kinds on the left, their subjects in the middle, the paper of the current one on the right.

    Signals:
        organisation_wanted: enter what is missing of the organisation's details.
        register_wanted: show the register of issued documents.
        case_saved: id of the case of which a document was saved.
    """

    organisation_wanted = Signal()
    register_wanted = Signal()
    case_saved = Signal(int)
    TABLES = frozenset(
        {
            *("person", "unit", "case", "sheet", "plan", "goal", "action", "cycle", "conclusion"),
            *("framework", "job_description", "familiarisation", "organisation", "erasure", "issued_paper"),
        }
    )

    def __init__(self, context: Context, parent: QWidget, *, back: bool = False) -> None:
        """With *back* it shows what another screen asked for, and leads back there."""
        super().__init__(context, parent)
        theme = context.theme
        self._keys = (
            ("↑ ↓", _("choose")),
            ("Ctrl+A", _("select all")),
            ("Ctrl+E", _("save")),
            ("Ctrl+Shift+P", _("print")),
            ("Ctrl+F", _("find")),
            *((("Esc", _("back")),) if back else ()),
        )
        self._wanted: PapersOf | None = None
        self._drawing: Job | None = None
        self._asked: Asking | None = None  # the paper being drawn, else the one shown or refused
        self._stale = False  # whether that is out of date
        self._papers = 0  # how many papers there are of that subject; the first is shown
        self._refused = ""  # why the current paper may not be had
        self._to_print: Asking | None = None  # the paper to print once it is drawn
        self._last: dict[About, int] = {}  # the subject chosen last of those that documents are about
        self.header = self.add_header(Header(theme, _("Documents"), self, back=_("Back") if back else ""))
        act = self.header.act
        self.recent = RecentMenu(context, self)
        self.recent_button = act(_("Recent"), "history", self.show_recent)
        self.register_button = act(_("Register"), "list-tree", self.register_wanted)
        self.issue_button = act(_("Give a number…"), "file-pen-line", self.issue)
        self.print_button = act(_("Print…"), "printer", self.print_paper)
        self.save_button = act(_("Save"), "download", self.save)
        self.header.lead(self.save_button)
        self.banner = self.add_banner()
        self.saving = Saving(context, self.banner)
        self._every = context.data.allows(held.held)  # whether there is more than what was asked for
        for one, needs in (
            (self.recent_button, exports.recent),
            (self.register_button, register.register),
            (self.issue_button, register.registrations),
        ):
            one.setVisible(context.data.allows(needs))
        self.kinds = KindsList(theme, self, every=self._every)
        self.subjects = SubjectsPane(context, self)
        self.people, self.search = self.subjects.list, self.subjects.search
        self.how = HowPane(context, self)
        self.preview = PreviewPane(theme, self)
        self.recipients = RecipientsPane(context, self)
        self.recipients.hide()
        middle = QWidget(self)
        self._middle = middle
        layout.column(layout.grow(self.subjects), labels.rule(self), self.how, of=middle)
        body = layout.row(self.kinds, labels.edge(self), middle, labels.edge(self))
        body.addWidget(self.preview, 1)
        body.addWidget(self.recipients, 1)
        self.lay(layout.grow(body))
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._draw)
        self._chosen = QTimer(self, singleShot=True, interval=WAIT)  # runs since the last choice
        self._join()

    def _join(self) -> None:
        make = self._context.actions.make
        make("export", self, self.save)
        make("print", self, self.print_paper)
        make("find", self, self.look_up)
        self.kinds.selectionModel().currentRowChanged.connect(self._on_kind)
        self.subjects.chosen.connect(self._later)
        self.how.chosen.connect(self._later)
        self.how.surnames.toggled.connect(self._tell)
        self.how.organisation_wanted.connect(self.organisation_wanted)
        self.preview.shown.connect(self._tell)
        self.recipients.chosen.connect(self._tell)
        self.saving.exported.connect(self._on_exported)
        self.recent.picked.connect(self._on_recent)

    @property
    @override
    def help_page(self) -> str:
        return PAGES.get(self.kind, "")

    @property
    def kind(self) -> str:
        """The document chosen; empty if none is."""
        line = self.kinds.current_line
        return "" if line is None else line.key

    @property
    def drawing(self) -> bool:
        """Whether a paper is still being drawn, or its subject read."""
        return self._timer.isActive() or under_way(self._drawing) or self.subjects.reading

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self._context.theme
        middle = theme.scaled(320 if theme.usual(self.width()) >= ROOMY else 250)
        middle = max(middle, self._middle.minimumSizeHint().width())
        # With large letters the names of the kinds take more lines, rather than the page be covered.
        room = self.width() - middle - self.preview.minimumSizeHint().width() - 2
        self.kinds.setFixedWidth(max(min(theme.scaled(240), room), NARROW))
        self._middle.setFixedWidth(middle)

    def open(self) -> None:
        """Read again whom there is; the document and the subject stay."""
        self.banner.hide()
        if self.kinds.current_line is None:
            read = self._context.data.read
            self.kinds.tell(self._there())
            recent = read(exports.recent, tuple(DOCUMENTS), 1) if self._every else ()
            last = next(iter(recent), None)
            self.kinds.go_to(self.kinds.first("" if last is None else last.document))
        else:
            self.refresh()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, wanted: PapersOf) -> None:
        """Show what another screen asked for."""
        self._wanted = wanted
        self._last.clear()
        self.kinds.tell(self._there())
        self.kinds.offer(wanted)
        self.how.choose_unit(wanted.unit_id)
        self.show_paper(wanted.first)

    def _there(self) -> frozenset[str]:
        """Return the kinds of which there is one; what a screen asked for is there."""
        return with_somebody(self._context.data.read) if self._every else frozenset(DOCUMENTS)

    def show_paper(self, kind: str, *subject_ids: int) -> None:
        """Choose a document, and its subjects if they are given."""
        self.kinds.stand_on(kind)
        if subject_ids:
            self.subjects.choose(*subject_ids)

    @override
    def refresh(self) -> None:
        if self.kind:
            self._stale = True
            self.kinds.tell(self._there())
            self.how.refresh()
            self.subjects.read()
            self._later()

    def memory(self) -> object:
        """Return what is shown."""
        return Remembered(self._wanted, self.kind, self.subjects.chosen_ids)

    def recall(self, memory: object) -> None:
        """Restore what ``memory`` returned."""
        if isinstance(memory, Remembered):
            if memory.wanted is not None:
                self.take(memory.wanted)
            self.show_paper(memory.kind, *memory.subjects)

    def look_up(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_recent(self) -> None:
        """Offer what was saved or printed last."""
        self.recent.popup(self.recent_button.mapToGlobal(QPoint(0, self.recent_button.height())))

    def _on_recent(self, kind: str, ids: tuple[int, ...], unit_id: int) -> None:
        self.how.choose_unit(unit_id or None)
        self.show_paper(kind, *ids)

    def save(self) -> None:
        """Save a file for each subject selected, as a job that can be cancelled and says what failed."""
        if self.save_button.isEnabled():
            self.saving.save(self._wish(), self.subjects.names())

    @reopens
    def issue(self) -> None:
        """Register the documents chosen for signing, so that they are printed with their numbers."""
        if not self.issue_button.isEnabled():
            return
        context, unit_id = self._context, self.how.unit_id
        ids = self.subjects.chosen_ids
        seen = context.data.read(register.registrations, self.kind, ids, unit_id)
        if all(seen):  # nothing is left to enter
            self._on_issued(tuple(one.code for one in seen if one is not None))
            return
        form = IssueForm(context, self.kind, ids, unit_id, seen, self)
        form.issued.connect(self._on_issued)
        form.open()

    def _on_issued(self, codes: object) -> None:
        told = ", ".join(cast("tuple[str, ...]", codes))
        self.told.emit(_("Registered: {numbers}").format(numbers=told))

    def print_paper(self) -> None:
        """Ask for a printer and print the paper shown, with an entry in the journal."""
        asked = self._asked
        if asked is None or self.drawing or not self.preview.pages:
            return
        if DOCUMENTS[asked.kind].when is When.SHEET_OUT and self._to_print != asked:
            # A sheet is printed with its number: it is begun, then drawn again.
            begin_sheets(self._context.data, asked.kind, (asked.id,))
            self._to_print = asked
            self._stale = True
            self._later()
            return
        self._to_print = None
        title = DOCUMENTS[asked.kind].name(current())
        printer = printing.ask(self, title)
        if printer is None:
            return
        if self.drawing or self._asked != asked:  # another window wrote meanwhile
            fact = _("The document changed while the printer was being chosen.")
            self.banner.show_fact(fact, _("Look at it, then print it."), "warn")
            return
        if not self.preview.print_on(printer):
            self.banner.show_fact(
                _("The printer did not take the document."), _("Try again, or save it."), "danger"
            )
            return
        if self._papers > 1:
            first = _("The first of {n} documents is sent to the printer; “Save” makes all of them.")
            self.told.emit(first.format(n=self._papers))
        else:
            self.told.emit(_("Sent to the printer"))
        self._record_print(asked)

    def _record_print(self, asked: Asking) -> None:
        document = DOCUMENTS[asked.kind]
        try:
            write = self._context.data.record
            documents.exported(write, document, (asked.id,), (PRINTED,), 1, asked.unit_id)
        except StoreError as fault:
            fact = _("The document is printed, but the journal does not record it.")
            told = sentence(fault, current())
            self.banner.show_fact(fact, told.what, "warn", page=told.help)

    def _wish(self) -> Wish:
        how = self.how
        return Wish(
            self.kind,
            self.subjects.chosen_ids,
            str(how.format.currentData()),
            how.language,
            self._context.settings.folders.last(Use.DOCUMENTS),
            how.unit_id,
            how.surnames.isChecked(),
            self.to_sign,
            self.recipients.without if self._to_choose else frozenset(),
        )

    @property
    def to_sign(self) -> dict[int, int]:
        """Person -> the edition asked for to be signed, plan -> the meeting; of others, the usual one."""
        wanted = self._wanted
        if wanted is None or wanted.part_id is None:
            return {}
        return dict.fromkeys(wanted.of.get(self.kind, ()), wanted.part_id)

    def _on_exported(self, paths: object, wish: Wish) -> None:
        self.exported.emit(paths)
        if DOCUMENTS[wish.kind].about is About.CASE and len(wish.ids) == 1:
            self.case_saved.emit(wish.ids[0])

    def _on_kind(self) -> None:
        document = self.kinds.current_line
        if document is None:
            return
        self.how.show_document(document)
        wanted = self._wanted is not None and document.key in self._wanted.of
        self.subjects.show_kind(document.key, self._near(document.key), only=wanted)
        self._stale = True
        self._later()

    def _near(self, kind: str) -> tuple[int, ...]:
        """Return the ids that the last screen asked for, else the one chosen last, if the kind has them."""
        wanted, about = self._wanted, DOCUMENTS[kind].about
        if wanted is not None and kind in wanted.of:
            return wanted.of[kind]
        if about in self._last:
            return (self._last[about],)
        of = {} if wanted is None else dict(wanted.of)
        return next((ids for other, ids in of.items() if DOCUMENTS[other].about is about), ())

    def _later(self) -> None:
        """Draw what is chosen, of choices that follow each other only the last: it is not what is shown."""
        asking = self._asking()
        if asking is not None:
            self._last[DOCUMENTS[asking.kind].about] = asking.id
        if self._stale or asking != self._asked:
            self._drop()
            self._stale, self._asked, self._refused, self._papers = False, None, "", 0
            self._show_recipients(())
            self.preview.wait()
            self._timer.start(WAIT if self._chosen.isActive() else 0)
            self._chosen.start()
        self._tell()

    def _asking(self) -> Asking | None:
        """Return the paper that is chosen, None if there is none."""
        one_id, kind, context = self.subjects.current_id, self.kind, self._context
        if not one_id or not kind:
            return None
        how = self.how
        today = context.today()
        part_id = self.to_sign.get(one_id)
        cases = tuple(sorted(self.subjects.chosen_ids)) or (one_id,) if kind == ANSWER_FORM else ()
        return Asking(kind, one_id, context.me.id, today, how.language, how.unit_id, part_id, cases)

    def _drop(self) -> None:
        """Ignore the paper being drawn: another one has been chosen."""
        if self._drawing is not None:
            self._drawing.drop()
            self._drawing = None

    def _draw(self) -> None:
        self._drop()
        self._asked, kind = self._asking(), self.kind
        data = kind and "pdf" not in DOCUMENTS[kind].formats
        if self._asked is None or (data and DOCUMENTS[kind].about is not About.CASE):
            self._to_print = None
            if self._asked is not None:
                self._tell_data()
            elif not self.subjects.reading:
                self.preview.tell(self._nobody())
            else:
                self._stale = True
            return
        work = previewing(self._context.data.read, self._asked)
        self._drawing = self._context.jobs.run(work, self._on_seen, "", ended=self._on_drawn)

    def _on_drawn(self) -> None:
        self._drawing = None
        QTimer.singleShot(0, self, self._leave_undrawn)  # after what came of it

    def _leave_undrawn(self) -> None:
        """Say so if the paper asked for could not be drawn."""
        if self.preview.waiting and not self.drawing:
            self._to_print = None
            self.preview.tell(_("The document could not be drawn"))

    def _on_seen(self, seen: Seen) -> None:
        self._papers = seen.papers
        if seen.refused is not None:
            told = sentence(seen.refused, current())
            self._refused = told.what
            self.preview.tell(told.what, told.todo, told.help)
        elif not seen.content and seen.papers:
            self._tell_data(seen.recipients)
        elif not seen.content:
            self.preview.tell(self._none())
        else:
            line = self.people.current_line
            self.preview.show_paper(seen.content, seen.papers, "" if line is None else line.name)
        if self._to_print is not None and self._to_print == self._asked:
            self.print_paper()
        self._to_print = None

    def _tell_data(self, recipients: tuple[Recipient, ...] = ()) -> None:
        """Say that nothing of it is printed; of forms, to whom they may go."""
        self.preview.tell(_("This document is a table or data"), _("It is saved, not printed."))
        self._show_recipients(recipients)
        self._tell()

    @property
    def _to_choose(self) -> bool:
        """Whether it is asked to whom forms go."""
        return not self.recipients.isHidden()

    def _show_recipients(self, recipients: tuple[Recipient, ...]) -> None:
        if recipients and self._asked is not None:
            self.recipients.show_recipients(recipients, self._asked.cases)
        self.recipients.setVisible(bool(recipients))
        self.preview.setVisible(not recipients)

    def _none(self) -> str:
        if self.kind != ANSWER_FORM:
            return _("There is no document of this kind yet")
        return _("A form can go to nobody here: nobody is awaited, or all have a packet")

    def _nobody(self) -> str:
        """Return why there is no subject."""
        if self.subjects.there or not self.kind:
            return _("Nothing found")
        if DOCUMENTS[self.kind].when is When.SHEET_OUT:
            return _("No sheet is awaited now")
        return {
            About.CASE: _("Nobody has been assessed yet"),
            About.PERSON: _("There is nobody in the list of people yet"),
            About.MODEL: _("There is no framework yet"),
            About.CAMPAIGN: _("There is no vacancy yet"),
            About.TEAM: _("There is no assessment of staff yet"),
            About.PLAN: _("There is no plan of this kind yet"),
        }[DOCUMENTS[self.kind].about]

    def _tell(self) -> None:
        """Say what is chosen, and which acts that allows."""
        document, wish = self.kinds.current_line, self._wish() if self.kind else None
        count = 0 if wish is None else wish.count
        self.header.set_title(_("Documents"), "" if document is None else document.name(current()))
        files = count if self.kind not in OF_EACH else self._papers if count == 1 and self._asked else 0
        if self.kind == ANSWER_FORM:
            files = self.recipients.forms if self._to_choose else 0
        self.save_button.setText(
            ngettext("Save {n} file", "Save {n} files", files).format(n=files) if files else _("Save")
        )
        one_refused = self._refused if count == 1 else ""  # of many the others are saved
        named = count and not (wish and wish.surnames)  # whom it is about is known before the list is read
        unread = _("The list is being read.") if self.subjects.reading and not named else ""
        if self.kind == ANSWER_FORM and count:
            unread = unread or self._unsent()
        allow(self.save_button, unread or (one_refused if count else _("Choose for whom.")))
        allow(self.print_button, self._unprintable())
        allow(self.issue_button, self._unnumbered(count, unread or one_refused))

    def _unsent(self) -> str:
        """Return why no form can be saved; empty if there is one."""
        if self._asked is None or self.drawing:
            return _("The list is being read.")
        if not self._to_choose:
            return _("No form can go to anybody here.")
        return "" if self.recipients.forms else _("No assessor is ticked.")

    def _unnumbered(self, count: int, refused: str) -> str:
        if self.kind == PLAN:
            return _("This is a draft; the plan gets a number once it is among the plans.")
        if self.kind not in NUMBERED:
            return _("This kind of document has no numbers.")
        if not count:
            return _("Choose for whom.")
        return read_only_reason() if self._context.data.read_only else refused

    def _unprintable(self) -> str:
        if self.drawing:
            return _("The document is being drawn.")
        return "" if self.preview.pages else _("No document is shown.")
