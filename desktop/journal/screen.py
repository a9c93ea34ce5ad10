"""The journal: who did what when, the newest first; filtered by person, assessment, kind and period."""

from dataclasses import dataclass, replace
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.assessing import people
from db.journal import events, exports
from db.people import names
from desktop.context import Context
from desktop.export.outcome import unrecorded_words
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.journal import spans
from desktop.journal.filter_bar import FilterBar, Wish
from desktop.journal.work import Asked, Found, counting, find, finding, saving
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office.papers.documents import Exported
from desktop.office.papers.titles import titled
from domain.event import Event, EventChoice, EventPage, Topic, grouped, ungrouped
from reports.words import phrases_journal
from resources.i18n import _, current, ngettext

FOUND = 20  # people whom a typed name may mean; with more it is too short to choose by
NOBODY = (0,)  # no id


@dataclass(frozen=True, slots=True)
class Remembered:
    """The current event and the filter."""

    seq: object
    wish: Wish


class JournalScreen(Screen):
    """A page is read at once; whatever needs a look through the whole journal is a job.

    Signals:
        person_opened: id of a person.
    """

    person_opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._page = EventPage((), is_last=True)
        self._count: int | None = None  # events of the choice; None until they are counted
        self._asked = self._shown = Asked(EventChoice())
        self._cases_of: int | None = None
        self._finding: Job | None = None  # the first page of a choice, or one that goes on below the last
        self._counting: Job | None = None
        self._standing: object = None  # the event to stand on once it is found
        allows = context.data.allows
        leads, saves = allows(people.card), allows(exports.journal_saved)
        self._keys = (
            ("↑ ↓", _("event")),
            *((("Enter", _("person")),) if leads else ()),
            ("Ctrl+C", _("copy")),
            ("Ctrl+F", _("find")),
            *((("Ctrl+E", _("save")),) if saves else ()),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Journal"), self, back=_("Back") if leads else ""))
        self.save_button = self.header.act(_("Save journal…"), "file-spreadsheet", self.save)
        self.save_button.setVisible(saves)
        self.header.lead(self.save_button)
        self.banner = self.add_banner()
        self.filters = FilterBar(theme, self, at_server=context.data.is_remote)
        self.lay(self.filters)
        columns: tuple[Column[Event], ...] = (
            Column("when", _("When"), _when, None, Cell(current().widest_date, "00:00:00")),
            Column("who", _("Who"), _who, None, 230, spare=2),
            Column("what", _("What was done"), _what, None, None, least=240, most=None),
            Column("about", _("About"), _about, None, 230),
            Column("number", _("Number"), _number, None, "0 000 000", figures=True, spare=1),
        )
        self.table = ColumnTable(context, "journal", _("Events"), columns, _key, self, row=48, fixed=True)
        self.model = self.table.list_model
        self.not_found = Empty(
            theme.icon("search-x", "muted", 22), _("Nothing found"), self, act=_("Clear filter")
        )
        self._stack: QStackedWidget = self.add_stack(self.table, self.not_found)
        self._join()

    def _join(self) -> None:
        make, allows = self._context.actions.make, self._context.data.allows
        if allows(people.card):
            make("open", self.table, self.open_person, Qt.ShortcutContext.WidgetShortcut)
            self.table.doubleClicked.connect(self.open_person)
        make("find", self, self._on_find)
        self.make_act("export", self.save, exports.journal_saved)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.not_found.acted.connect(self.clear_filter)
        self.filters.narrowed.connect(self._narrow)

    def open(self, person_id: int = 0) -> None:
        """Read the newest events; *person_id* filters by what was exported about one person."""
        if person_id:
            person = self._context.data.read(people.person, person_id)
            whose = person.id, person.full_name or person.code
            self.filters.restore(Wish(person=whose, topic=Topic.EXPORTS))
        self.banner.hide()
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self) -> None:
        self._narrow()

    def memory(self) -> object:
        """Return the current event and the filter."""
        return Remembered(self.table.current_key, self.filters.wish)

    def recall(self, memory: object) -> None:
        """Restore the filter and the event, if it is on the first page."""
        if isinstance(memory, Remembered):
            self.filters.restore(memory.wish)
            self._standing = memory.seq
            self.refresh()

    def clear_filter(self) -> None:
        """Show everything again."""
        self.filters.restore(Wish())
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_person(self) -> None:
        """Go to the person whom the current event is about."""
        event = self.table.current_line
        if event is not None and event.person_id is not None:
            self.person_opened.emit(event.person_id)

    def save(self) -> None:
        """Ask where to save the events of the filter, and write them."""
        if not self._page.events or self._shown != self._asked:
            return
        context = self._context
        name = _("Journal {date}.xlsx").format(date=context.today().isoformat())
        kinds = ";;".join((_("Workbook (*.xlsx)"), _("Table for other programs (*.csv)")))
        folders = context.settings.folders
        target = files.target(self, _("Save the journal"), name, kinds, folders, Use.DOCUMENTS)
        if target is None:
            return
        work = saving(context.data, self._asked, target, context.today(), current())
        context.jobs.run(work, self._on_saved, _("Saving the journal"))

    def _on_saved(self, done: Exported) -> None:
        self.exported.emit(done.written)
        if silent := unrecorded_words(done):
            self.banner.show_fact(silent, "", "warn")

    def _wanted(self) -> Asked:
        """Return what the filter asks of the journal."""
        wish = self.filters.wish
        starts_on, ends_on = spans.days(wish.span, self._context.today())
        choice = EventChoice(() if wish.person is None else wish.person[:1], wish.case_id, wish.topic)
        choice = replace(choice, starts_on=starts_on, ends_on=ends_on)
        if ungrouped(wish.words) is not None:
            return Asked(choice, wish.words)
        if wish.words:
            choice = replace(choice, people=self._meant(wish.words) or NOBODY)
        return Asked(choice)

    def _meant(self, words: str) -> tuple[int, ...]:
        """Return the ids of those whom a typed name may mean."""
        data = self._context.data
        if not data.allows(names.names):  # who may not see everybody is told ids, and no name
            return data.read(names.called, words, FOUND)
        roll = self._context.names.roll
        return tuple(roll.everybody[number].id for number in roll.by_number.find(words, FOUND))

    def _narrow(self) -> None:
        """Show the events of the filter: those of everything at once, others when they are found."""
        self._offer_cases()
        self._leave_counting()
        self._asked = self._wanted()
        if self._asked.choice.is_everything and not self._asked.value:
            self._show_now()
            return
        self.header.set_title(_("Journal"), _("Searching…"))
        self._find(self._asked)
        allow(self.save_button, _("The journal is being searched."))

    def _show_now(self) -> None:
        self._leave_finding()
        self._show(find(self._context.data.read, self._asked), self._asked)

    def _find(self, asked: Asked) -> None:
        self._leave_finding()
        work = finding(self._context.data.read, asked)
        self._finding = self._context.jobs.run(work, self._on_found, "", ended=self._on_search_ended)

    def _on_search_ended(self) -> None:
        """Tell what is shown; until something was found, also if nothing ever is, that is another choice."""
        self._show_count()
        if self._shown != self._asked:
            allow(self.save_button, _("The search has found nothing to save yet. Choose the filter again."))

    def _leave_finding(self) -> None:
        if self._finding is not None:
            self._finding.drop()
            self._finding = None

    def _offer_cases(self) -> None:
        person = self.filters.wish.person
        person_id = None if person is None else person[0]
        if person_id != self._cases_of:
            self._cases_of = person_id
            cases = () if person_id is None else self._context.data.read(events.cases_of, person_id)
            self.filters.offer(cases)

    def _on_found(self, found: Found) -> None:
        asked, page = found
        if asked.before is None:
            self._show(page, asked)
        else:
            stood = self.table.current_key
            self._page = EventPage((*self._page.events, *page.events), page.is_last)
            self.model.show(self._page.events)
            self.table.stand_on(stood)
            self._count_whole()

    def _on_scrolled(self, value: int) -> None:
        """Read on below the last event."""
        bottom = 0 < value == self.table.verticalScrollBar().maximum()
        if bottom and not self._page.is_last and not under_way(self._finding):
            self._find(replace(self._asked, before=self._page.events[-1].seq))

    def _show(self, page: EventPage, asked: Asked) -> None:
        self._shown = asked
        stood = self.table.current_key if self._standing is None else self._standing
        self._page, self._standing, self._count = page, None, None
        self.model.show(page.events)
        self._stack.setCurrentWidget(self.table if page.events else self.not_found)
        self.table.stand_on(stood)
        allow(self.save_button, "" if page.events else _("There is nothing to save."))
        self._count_whole()
        if self._count is None:
            self._begin_counting()

    def _begin_counting(self) -> None:
        """Count in the background; a page that somebody waits for comes first."""
        work, run = counting(self._context.data.read, self._asked), self._context.jobs.run
        self._counting = run(work, self._on_counted, "", self._begin_counting, gives_way=True)

    def _count_whole(self) -> None:
        """Tell how many there are, if the last one is shown."""
        if self._page.is_last:
            self._count = len(self._page.events)
        self._show_count()

    def _leave_counting(self) -> None:
        if self._counting is not None:
            self._counting.drop()
            self._counting = None

    def _on_counted(self, count: int) -> None:
        self._count = count
        self._show_count()

    def _show_count(self) -> None:
        facts, count = "", self._count
        if count:
            facts = ngettext("{n} event", "{n} events", count).format(n=current().number(count, 0))
        self.header.set_title(_("Journal"), facts)

    def _on_find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()


def _key(event: Event) -> object:
    return event.seq


def _when(event: Event) -> Cell:
    at = event.at.astimezone()
    return Cell(current().date(at.date()), current().time(at, seconds=True))


def _who(event: Event) -> Cell:
    name = phrases_journal.by(event, current())
    return Cell(name, ink="text" if event.by else "muted", wrap=True)


def _what(event: Event) -> Cell:
    title = titled(event.document, current())
    below = phrases_journal.detail(event, title, current())
    return Cell(
        phrases_journal.act(event, current()),
        below,
        below_ink="muted" if event.clock_back is None else "danger",
    )


def _about(event: Event) -> Cell:
    if not event.person:
        many = "" if event.people < 2 else ngettext("{n} person", "{n} people", event.people)
        return Cell(phrases_journal.subject(event, current()) or many.format(n=event.people))
    of = phrases_journal.subject(event, current())
    return Cell(event.person, " · ".join(filter(None, (event.code, of))))


def _number(event: Event) -> Cell:
    words = _("{n}, journal code {code}").format(n=event.seq, code=grouped(event.mac))
    return Cell(current().number(event.seq, 0), ink="muted", words=words)
