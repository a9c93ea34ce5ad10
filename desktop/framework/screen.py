"""The competency model: functions and editions on the left, items in the middle, one item on the right."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTableView, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.export.papers_of import PapersOf, of_one
from desktop.framework import words as say
from desktop.framework.bars import Foot, Turns
from desktop.framework.card import Card
from desktop.framework.duties_page import DutiesPage
from desktop.framework.duty_acts import DutyActs
from desktop.framework.editing import Editing
from desktop.framework.edition_acts import EditionActs
from desktop.framework.inspector import Inspector
from desktop.framework.items_page import ItemsPage
from desktop.framework.job_description.leading import feed_of
from desktop.framework.job_description.page import JobDescriptionPage
from desktop.framework.model import FrameworkModel
from desktop.framework.profiles_page import ProfilesPage
from desktop.framework.side import Side
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.banner import Banner
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.recognising import Meaning
from desktop.office.papers import registry
from domain.framework.framework import EditionState
from domain.framework.job_description import Feed, FeedKind
from resources.i18n import _, current, pgettext

ITEMS, DUTIES, PROFILES, JOB_DESCRIPTION = range(4)
DETAILS = 1  # index of the inspector when one of two is shown
LOW = 400  # px at the usual text size: a screen below that has no room for what a banner explains
HEADED = 1150  # px at the usual text size from which the parts of the model have room in the header
BOTH = 900  # px at the usual text size that all three need side by side


@dataclass(frozen=True, slots=True)
class Remembered:
    """The edition, function and item shown, and the search text."""

    framework_id: int
    function: str
    code: str
    text: str
    segment: int
    page: int = 0


class FrameworkScreen(Screen):
    """Editions can be viewed; a draft can be edited, compared and published.

    Signals:
        library_wanted: go to the library of development actions.
        map_wanted: id of the edition whose map to show.
        familiarisation_wanted: id of the edition whose job description people sign.
    """

    library_wanted = Signal()
    map_wanted = Signal(int)
    familiarisation_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.model = FrameworkModel(context, self)
        self.acts = EditionActs(context, self.model, self)
        self.header = self.add_header(Header(theme, _("Competency framework"), self))
        act = self.header.act
        self.template_button = act(_("Template…"), "file-spreadsheet", self.acts.transfer.save_template)
        self.load_button = act(_("Import…"), "file-down", self.acts.load)
        self.export_button = act(_("Export…"), "file-up", self.export)
        self.main_button = act("", "", self.acts.go_on)
        self.header.lead(self.main_button)
        self.side = Side(context, self.model, self)
        self._came: tuple[tuple[int, object], Feed] | None = None  # where a clause led, and what it feeds
        self._edges = (labels.edge(self), labels.edge(self))
        body = layout.row(self.side, self._edges[0], layout.grow(self._middle()), self._edges[1])
        self.inspector = Inspector(context, self.model, self)
        self.duty_card = Card(theme, self)
        self._cards: tuple[Inspector | Card, ...] = (
            *(self.inspector, self.duty_card, self.profile_card),
            self.clause_card,
        )
        for one in self._cards:
            body.addWidget(one)
        self.lay(layout.grow(body))
        self.editing = Editing(context, self.model, self.page, self.inspector, self)
        self.editing.profile_wanted.connect(self._on_banner)
        self.duty_acts = DutyActs(context, self.model, self.duties, self.duty_card, self)
        self._make_acts()
        self.model.changed.connect(self._on_read)
        self.model.dropped.connect(self.removed)
        self.side.function_chosen.connect(self._on_function)
        self.side.edition_chosen.connect(self.model.show)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.page.filled.connect(self._on_row)
        self.table.doubleClicked.connect(self.editing.aim)
        self.turn.chosen.connect(self._fit)
        self.pages.chosen.connect(self.show_page)
        self.banner.acted.connect(self._on_banner)
        self.nothing.acted.connect(self.clear_filter)
        self.add_button.clicked.connect(self.add)
        self.function_button.clicked.connect(self.editing.add_function)
        self.end_button.clicked.connect(self.acts.end)
        self.side.map_wanted.connect(self.to_map)
        self.side.sending_wanted.connect(self.acts.send)
        self.side.review_wanted.connect(self.acts.review)
        self.side.starter_wanted.connect(self.acts.begin_starter)
        self.acts.exported.connect(self.exported)
        self.acts.told.connect(self.told)
        for one in (self.duty_card, self.profile_card):
            one.add_button(_("Clause"), self.to_clause)
        self.inspector.clause_wanted.connect(self.to_clause)
        self.job_description.papers_wanted.connect(self.papers_wanted)
        self.job_description.told.connect(self.told)
        self.job_description.wanted.connect(self._on_feed)
        self.job_description.familiarisation_wanted.connect(self.familiarisation_wanted)
        self.inspector.links.library_wanted.connect(self.library_wanted)
        self.side.functions.doubleClicked.connect(self.editing.edit_function)
        self.show_page(ITEMS)

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        view = self.model.view
        compared = view is not None and view.base is not None
        draft = self.model.is_draft and not self._context.data.read_only
        return say.keys(draft=draft, compared=compared)[self.pages.current]

    def open(self) -> None:
        """Reread everything, keeping the current line."""
        self.model.open()
        self._tables[self.pages.current].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_item(self, framework_id: int, code: str) -> None:
        """Make a competency current, whatever the list was narrowed to."""
        self.model.show(framework_id)
        self.show_page(ITEMS)
        self.clear_filter()
        self.table.stand_on(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring(self, one: Arrival, meaning: Meaning) -> None:
        """Preview a file with a model that the door has read."""
        self.acts.bring(one, meaning)

    def to_map(self) -> None:
        """Show what became of each item since the previous edition."""
        if self.model.view is not None and self.model.view.base is not None:
            self.map_wanted.emit(self.model.shown)

    def memory(self) -> object:
        """Return what is shown and current."""
        row = self.table.current_line
        code = "" if row is None else row.item.code
        return Remembered(
            self.model.shown,
            self.page.function,
            code,
            self.search.text(),
            self.segments.current,
            self.pages.current,
        )

    def recall(self, memory: object) -> None:
        """Restore what ``memory`` returned."""
        if isinstance(memory, Remembered) and memory.framework_id in [one.id for one in self.model.lines]:
            self.page.function = memory.function
            self.search.setText(memory.text)
            self.segments.choose(memory.segment)
            self.model.show(memory.framework_id)
            self.page.fill()
            self.table.stand_on(memory.code)
            self.show_page(memory.page)

    def clear_filter(self) -> None:
        """Show all items again."""
        self.side.fill("")
        self.page.clear()

    def show_page(self, number: int) -> None:
        """Show the competencies, the duties, the profiles or the job description of the edition."""
        self._came = None
        self.turns.choose(number)
        self._stack.setCurrentIndex(number)
        self.function_button.setVisible(number in (ITEMS, DUTIES))
        names = _("Own competency…"), _("Own duty…"), _("New profile…"), _("Own competency…")
        self.add_button.setText(names[number])
        self._show_foot()
        self._allow_acts()
        self._fill_job_description()
        self._fit()
        self.keys_changed.emit()
        self._tables[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def next_page(self) -> None:
        """Show the next part of the model."""
        self.show_page(min(self.pages.current + 1, len(self._tables) - 1))

    def previous_page(self) -> None:
        """Show the previous part of the model."""
        self.show_page(max(self.pages.current - 1, 0))

    def look_up(self) -> None:
        """Focus the search field of the current part; profiles have only a table."""
        fields = (self.search, self.duties.search, self.profiles.table, self.job_description.search)
        fields[self.pages.current].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        """Add an own line to the current part; to the job description, by the competencies."""
        add_item = self.editing.add_item
        (add_item, self.duty_acts.add, self.profiles.add, add_item)[self.pages.current]()

    def edit(self) -> None:
        """Reword the current record: a function on the left, or a line in the middle."""
        if self.side.functions.hasFocus():
            self.editing.edit_function()
        else:
            acts = self.editing.edit_item, self.duty_acts.edit, self.profiles.edit
            (*acts, self.job_description.fill_in)[self.pages.current]()

    def confirm(self) -> None:
        """Confirm the places of competencies: all of a function on the left, or those selected."""
        if self.side.functions.hasFocus():
            self.editing.confirm_all()
        else:
            self.editing.confirm()

    def link(self) -> None:
        """Edit the links of the current record, or a profile's requirements; of a clause, follow them."""
        acts = self.editing.link, self.duty_acts.link, self.profiles.require
        (*acts, self.job_description.go)[self.pages.current]()

    @override
    def export(self) -> None:
        """Export the edition shown, or the job description as a document."""
        if self.pages.current == JOB_DESCRIPTION:
            super().export()
        else:
            self.acts.export()

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the edition shown."""
        view = self.model.view
        if view is None:
            return None
        of = of_one(
            view.line.id,
            registry.JOB_DESCRIPTION,
            registry.FAMILIARISATION_JOURNAL,
            registry.MODEL_ORDER,
            registry.REGULATION,
        )
        return PapersOf(current().text(view.content.title), of)

    def to_clause(self) -> None:
        """Show the clause of the job description that the current record comes from."""
        rows = self.table.current_line, self.duties.row, self.profiles.table.current_line, None
        feed = feed_of(rows[self.pages.current])
        if self._came is not None and self._came[0] == self._standing:
            feed = self._came[1]  # a function or one of several requirements led here
        if feed is not None:
            self.show_page(JOB_DESCRIPTION)
            self.job_description.stand_on(feed)

    def _on_feed(self, feed: Feed) -> None:
        """Show what a clause leads to."""
        match feed.kind:
            case FeedKind.ITEM:
                self.show_item(self.model.shown, feed.code)
            case FeedKind.DUTY:
                self.duties.search.clear()
                self.side.fill("")
                self._on_function("")
                self.show_page(DUTIES)
                self.duties.table.stand_on(feed.code)
            case FeedKind.FUNCTION:
                self.side.fill(feed.code)
                self._on_function(feed.code)
                self.show_page(DUTIES)
            case FeedKind.GATE:
                self.show_page(PROFILES)
        self._came = self._standing, feed

    @property
    def _standing(self) -> tuple[int, object]:
        """The page, and what is current on it."""
        tables = self.table, self.duties.table, self.profiles.table, self.job_description.table
        return self.pages.current, tables[self.pages.current].current_key

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._fit_banner()

    def _fit(self) -> None:
        """Show only one of the side panels if there is no room for both."""
        width = self._context.theme.usual(self.width())
        narrow = width < BOTH
        self._place_turns(lifted=width >= HEADED)
        self.turns.show_beside(narrow)
        for at, one in enumerate(self._cards):
            one.fit(self.width() * 45 // 100 if narrow else self.width())
            beside = not narrow or self.turn.current == DETAILS
            one.setVisible(beside and at == self.pages.current)
        self.side.setVisible(not narrow or self.turn.current != DETAILS)
        for place, edge in enumerate(self._edges):
            edge.setVisible(not narrow or self.turn.current == place)

    def _place_turns(self, *, lifted: bool) -> None:
        """Put the parts of the model into the header if they have room there, else above the filters."""
        if lifted != self.turns.lifted:
            focused = QApplication.focusWidget()
            self.turns.lift(lifted=lifted)
            if lifted:
                self.header.put_beside(self.turns)
            else:
                self._top.addWidget(self.turns)
            self.turns.show()  # its new parent would show it only later
            if focused is not None and self.turns.isAncestorOf(focused):
                focused.setFocus(Qt.FocusReason.OtherFocusReason)  # a new parent takes it away

    def _middle(self) -> QVBoxLayout:
        theme = self._context.theme
        self.banner = Banner(theme, self)
        names = (
            _("Competencies"),
            pgettext("head", "Duties"),
            _("Profiles"),
            pgettext("head", "Job description"),
        )
        self.turns = Turns(theme, names, (_("Functions"), _("Details")), self)
        self.pages, self.turn = self.turns.pages, self.turns.beside
        self.turn.choose(DETAILS)
        top = self._top = layout.column(self.banner, self.turns, gap=10, around=(16, 12, 16, 8))
        self.page = ItemsPage(self._context, self.model, self)
        self.filters, self.search, self.segments = self.page.filters, self.page.search, self.page.segments
        self.table, self.nothing = self.page.table, self.page.nothing
        self.duties = DutiesPage(self._context, self.model, self)
        self.profile_card = Card(theme, self)
        self.profiles = ProfilesPage(self._context, self.model, self.profile_card, self)
        self.clause_card = Card(theme, self)
        self.job_description = JobDescriptionPage(self._context, self.model, self.clause_card, self)
        self._tables: tuple[QTableView, ...] = (
            *(self.table, self.duties.table, self.profiles.table),
            self.job_description.table,
        )
        self._stack = QStackedWidget(self)
        for one in (self.page, self.duties, self.profiles, self.job_description):
            self._stack.addWidget(one)
        self._foot = foot = Foot(self)
        self.add_button = button(_("Own competency…"), foot, icon=theme.icon("plus"), small=True)
        self.function_button = button(_("Own function…"), foot, icon=theme.icon("plus"), small=True)
        self.end_button = button("", foot, "danger", small=True)
        foot.put(self.add_button, self.function_button, self.end_button)
        return layout.column(top, layout.grow(self._stack), foot)

    def _make_acts(self) -> None:
        make = self._context.actions.make
        own = Qt.ShortcutContext.WidgetShortcut
        restore = self.editing.make_acts(self)
        self.acts.make_acts(self)
        self._context.actions.make("version_map", self, self.to_map)
        make("add", self, self.add)
        self._edit = make("edit", self, self.edit)
        make("links_of_item", self, self.link)
        make("confirm_function", self, self.confirm)
        make("find", self, self.look_up)
        make("library", self, self.library_wanted)
        make("next_part", self, self.next_page)
        make("previous_part", self, self.previous_page)
        make("undo", self, self.model.undo)
        make("redo", self, self.model.redo)
        of_item = "edit", "links_of_item", "question_of_item", "confirm_function", "restore_item", "to_clause"
        self.table.around, self.duties.table.around = of_item, ("edit", "to_clause")
        self.profiles.table.around, self.side.functions.around = ("edit",), ("edit", "confirm_function")
        self._of_draft: tuple[QAction, ...] = (
            make("open", self.table, self.editing.aim, own),
            make("take_out", self.table, self.editing.drop_item, own),
            make("open", self.duties.table, self.duty_acts.link, own),
            make("take_out", self.duties.table, self.duty_acts.drop, own),
            make("open", self.profiles.table, self.profiles.require, own),
            make("take_out", self.profiles.table, self.profiles.drop, own),
            make("take_out", self.side.functions, self.editing.drop_function, own),
            restore,
        )
        make("open", self.job_description.table, self.job_description.fill_in, own)
        make("take_out", self.job_description.table, self.job_description.leave_out, own)
        make("to_clause", self, self.to_clause)
        make("export", self, self.export)
        self._levels: tuple[QAction, ...] = tuple(
            make(f"level_{value}", self.table, self._on_level, own) for value in range(5)
        )

    def _on_level(self) -> None:
        self.editing.set_level(int(self.sender().objectName().rpartition("_")[2]))

    def _on_read(self) -> None:
        view = self.model.view
        assert view is not None
        read_only = read_only_reason() if self._context.data.read_only else ""
        draft, shown = self.model.draft, self.model.is_draft
        self.header.set_title(_("Competency framework"), say.facts(view.line))
        if shown:
            self.main_button.setText(_("Publish…"))
        elif draft is not None:
            self.main_button.setText(_("To the draft"))
        else:
            self.main_button.setText(_("Start draft"))
        allow(self.main_button, read_only)
        allow(self.load_button, read_only)
        allow(self.side.starter_button, read_only)
        closed = "" if shown else read_only or say.closed_reason(view.line)
        for one in (self.add_button, self.function_button):
            allow(one, closed)
        self.end_button.setText(_("Delete draft…") if shown else _("Retire edition…"))
        self._show_foot()
        self._allow_acts()
        allow(self.end_button, read_only)
        allow(self.side.review_button, read_only)
        if shown:
            fact, rest = say.banner(view)
            told = _("Show all") if view.differences else ""
            if not view.content.profiles:
                rest, told = _("It needs a position profile before it can be published."), _("New profile…")
            self.banner.show_fact(fact, rest, act=told, closable=False)
            self._fit_banner()
        else:
            self.banner.hide()
        codes = [one.code for one in view.content.functions]
        self.page.function = self.page.function if self.page.function in codes else ""
        self.duties.function = self.page.function
        self.side.fill(self.page.function)
        self.page.fill()
        self.duties.fill()
        self.profiles.fill()
        self._fill_job_description()
        self.keys_changed.emit()

    def _allow_acts(self) -> None:
        """Leave only what can be done with the edition: a clause of the job description is not of a draft."""
        draft = self.model.is_draft and not self._context.data.read_only
        for one in self._of_draft:
            one.setEnabled(draft)
        allow(self.side.send_button, self.acts.why_not_sent)
        self.side.send_button.setHidden(self._context.data.is_remote)
        self._edit.setEnabled(draft or self.pages.current == JOB_DESCRIPTION)

    def _show_foot(self) -> None:
        """Offer to end the edition of the framework, but not beside the acts on the job description's own.

        Clauses are many: they get the room of a button that cannot be pressed.
        """
        view, clauses = self.model.view, self.pages.current == JOB_DESCRIPTION
        going = view is not None and view.line.state is not EditionState.RETIRED
        self.end_button.setVisible(going and not clauses)
        self._foot.setVisible(self.model.is_draft or not clauses)

    def _fill_job_description(self) -> None:
        seen = self.pages.current == JOB_DESCRIPTION
        if seen:  # it is read by itself, and only while it is seen
            self.job_description.fill()
        self.header.lead(None if seen and self.job_description.leads else self.main_button)

    def _fit_banner(self) -> None:
        """With large letters the details are in the tooltip: competencies need the room."""
        self.banner.fold(folded=self._context.theme.usual(self.height()) < LOW)

    def _on_banner(self) -> None:
        if self.model.content.profiles:
            self.acts.compare()
        else:
            self.show_page(PROFILES)
            self.profiles.add()

    def _on_row(self) -> None:
        self.inspector.show_row(self.table.current_line)

    def _on_function(self, code: str) -> None:
        self.page.function = self.duties.function = code
        self.page.fill()
        self.duties.fill()
