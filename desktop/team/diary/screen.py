"""The diary: all notes that one may see, newest first; own ones are changed here, words on sheets found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QUndoStack
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.assessing import people
from db.assessing.facts import evidence
from db.team import diary
from desktop.context import Context
from desktop.jobs import Job
from desktop.kit import labels, layout
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Keys, Screen
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import LineDelegate
from desktop.kit.undo import Step
from desktop.shared.polarity import polarity_sign, polarity_word
from desktop.team.diary.detail import NoteDetail
from desktop.team.diary.filter_bar import FilterBar
from desktop.team.diary.narrowing import Wish
from desktop.team.diary.search import Search
from desktop.team.diary.words import where, why_fixed
from domain.assessing.evidence import Polarity
from domain.people.person import Person
from domain.team.diary import Note, Page
from resources.i18n import _, current, ngettext

NEWEST_FIRST = (0, True)  # the order of a page
WITH_DETAIL = 860  # px at normal text size; in less room only the list is shown


@dataclass(frozen=True, slots=True)
class Remembered:
    """The current note and the filter."""

    note_id: object
    wish: Wish


class DiaryScreen(Screen):
    """Table left, the whole note right.

    Signals:
        note_wanted: id of the person for a new note, 0 for nobody yet.
        change_wanted: the Note to change.
        person_opened: id of a person.
        item_opened, result_opened: a sheet's id and the code of its item; id of a case.
    """

    note_wanted = Signal(int)
    change_wanted = Signal(object)
    person_opened = Signal(int)
    item_opened = Signal(int, str)
    result_opened = Signal(int)
    TABLES = frozenset(
        {
            *("evidence", "evidence_item", "mark_text", "person"),
            # who may see what
            *("case", "case_assessor", "case_item", "case_opening", "cycle", "sheet", "mark"),
            *("campaign", "conclusion", "level_import", "not_chosen", "packet"),
        }
    )

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._page = Page((), 0, 0, ())
        self._person_id: int | None = None  # whom the page is about
        self._search = Search(context.data.read, context.me.id, None, self._page)
        self._finding: Job | None = None
        self._deep = False  # one has scrolled beyond the page, or stood there
        self._wanted: object = None  # the note to stand on, once it is found
        self.stack = QUndoStack(self)
        self._keys = (
            ("↑ ↓", _("note")),
            ("Ins", _("new note")),
            ("F2", _("edit")),
            ("Del", _("clear")),
            ("Ctrl+Z", _("undo")),
            ("Ctrl+F", _("find")),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Diary"), self, back=_("Back")))
        self.new_button = self.header.act(_("New note…"), "pen-line", self.write_new)
        self.header.lead(self.new_button)
        self.banner = self.add_banner()
        self._edge = labels.edge(self)
        body = layout.row(layout.grow(self._list()), self._edge)
        self.detail = NoteDetail(theme, self)
        body.addWidget(self.detail)
        self.lay(layout.grow(body))
        self._join()

    @property
    @override
    def keys(self) -> Keys:
        """Those of notes, or of words on a sheet."""
        on_sheet = self._opens.isEnabled()
        return ((self._keys[0], ("Enter", _("open")), self._keys[-1])) if on_sheet else self._keys

    def open(self, person_id: int = 0) -> None:
        """Read the notes, unless none has changed; *person_id* filters by one person."""
        if person_id:
            self.filters.clear()
            self._ask_for(person_id)
        self.banner.hide()
        self.stack.clear()
        self._deep = False
        if self.is_fresh(self.filters.wish.person_id, self._context.today()):
            self._narrow()
        else:
            self.refresh()
        allow(self.new_button, read_only_reason() if self._context.data.read_only else "")
        self._focus()

    @property
    def person(self) -> Person | None:
        """The person of the filter, None for everybody."""
        wanted = self.filters.wish.person_id
        return self._context.data.read(people.person, wanted) if wanted is not None else None

    def memory(self) -> object:
        """Return the current note and the filter."""
        return Remembered(self.table.current_key, self.filters.wish)

    def recall(self, memory: object) -> None:
        """Restore the note and the filter."""
        if isinstance(memory, Remembered):
            self.filters.restore(memory.wish)
            if memory.wish.person_id is not None:
                self._ask_for(memory.wish.person_id)
            self._wanted = memory.note_id
            self._deep = all(one.fact.id != memory.note_id for one in self._page.notes)
            self._narrow()

    def stand_on(self, note_id: int) -> None:
        """Go to this note of the filter, if it is there."""
        if self.model.row_of(note_id) >= 0:
            self.table.stand_on(note_id)

    def write_new(self) -> None:
        """Ask for a new note, about the person of the filter."""
        if not self._context.data.read_only:
            self.note_wanted.emit(self.filters.wish.person_id or 0)

    def change(self) -> None:
        """Ask to change the current note."""
        note = self._changeable()
        if note is not None:
            self.change_wanted.emit(note)

    def open_place(self) -> None:
        """Open the sheet on which the current words stand, or the result if the sheet is kept apart."""
        note = self.table.current_line
        if note is None or note.on_sheet is None:
            return
        if note.on_sheet.sheet_id:
            self.item_opened.emit(note.on_sheet.sheet_id, next(iter(note.fact.items), ""))
        else:
            self.result_opened.emit(note.on_sheet.case_id)

    def take_back(self) -> None:
        """Withdraw the current note; undo restores it."""
        note = self._changeable()
        if note is None:
            return
        row = self.table.currentIndex().row()
        data, note_id = self._context.data, note.fact.id
        self.stack.push(
            Step(
                lambda: data.write(evidence.withdraw, note_id), lambda: data.write(evidence.restore, note_id)
            )
        )
        self.refresh()
        self.table.go_to(min(row, self.model.rowCount() - 1))
        self.removed.emit(_("The note was removed."))

    def undo(self) -> None:
        """Restore the note withdrawn last."""
        if self.stack.canUndo():
            self.stack.undo()
            self.refresh()

    def clear_filter(self) -> None:
        """Show every note again."""
        self.filters.clear()
        self._narrow()
        self._focus()

    def _list(self) -> QWidget:
        theme, context = self._context.theme, self._context
        left = QWidget(self)
        self.filters = FilterBar(theme, left)
        speaks = f"{polarity_sign(Polarity.NEUTRAL)} {polarity_word(Polarity.NEUTRAL)}"
        columns: tuple[Column[Note], ...] = (
            Column("day", _("Day"), _day, _by_day, current().widest_date, falling=True),
            Column("speaks", _("For or against"), _speaks, _by_polarity, speaks, spare=2),
            Column("person", _("About whom"), _person, _by_person, 215),
            Column(
                "words", _("What was seen"), _told, _by_words, None, least=200, most=None, paint=_paint_words
            ),
            Column("items", _("Competencies"), _items, _by_items, "S00, S00", spare=1),
        )
        self.table = ColumnTable(context, "diary", _("Notes"), columns, _key, left, row=48)
        self.model = self.table.list_model
        self.nothing = Empty(
            theme.icon("pen-line", "muted", 22),
            _("No notes yet"),
            left,
            rest=_("What is noted on the spot becomes a fact when you rate: Ctrl+Shift+E from anywhere."),
            act=_("New note…"),
        )
        self.not_found = Empty(
            theme.icon("search-x", "muted", 22), _("Nothing found"), left, act=_("Clear filter")
        )
        self._stack = QStackedWidget(left)
        for page in (self.table, self.nothing, self.not_found):
            self._stack.addWidget(page)
        layout.column(self.filters, layout.grow(self._stack), of=left)
        return left

    def _join(self) -> None:
        make = self._context.actions.make
        make("add", self, self.write_new)
        make("edit", self, self.change)
        self.table.around = ("edit",)
        make("withdraw_note", self.table, self.take_back, Qt.ShortcutContext.WidgetShortcut)
        self._opens = make("open", self.table, self.open_place, Qt.ShortcutContext.WidgetShortcut)
        make("undo", self, self.undo)
        make("find", self, self._on_find)
        self.nothing.acted.connect(self.write_new)
        self.not_found.acted.connect(self.clear_filter)
        self.filters.narrowed.connect(self._narrow)
        self.table.columns.ordered.connect(self._narrow)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.doubleClicked.connect(self._on_doubled)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.detail.change_wanted.connect(self.change)
        self.detail.back_wanted.connect(self.take_back)
        self.detail.place_wanted.connect(self.open_place)
        self.detail.person_wanted.connect(self.person_opened)

    @override
    def refresh(self) -> None:
        read, me, words = self._context.data.read, self._context.me.id, current().text
        person_id = self._person_id = self.filters.wish.person_id
        page = self._page = read(diary.page, me, person_id)
        self._search = Search(read, me, person_id, page)
        self.filters.offer([(code, words(label)) for code, label in page.items])
        self.note_read(person_id, self._context.today())
        self._narrow()

    def _ask_for(self, person_id: int) -> None:
        person = self._context.data.read(people.person, person_id)
        self.filters.ask_for((person.id, person.full_name))

    def _narrow(self) -> None:
        """Show the notes of the filter: at once if they are on the page, else when they are found."""
        wish, page, today = self.filters.wish, self._page, self._context.today()
        if wish.person_id != self._person_id:
            self.refresh()
            return
        if self._finding is not None:
            self._finding.drop()  # only the last one is shown
        if page.is_whole and not self._search.takes_long(wish):
            self._on_found(self._search.find(wish, today))
        elif self._deep or wish != Wish(person_id=wish.person_id) or self.table.columns.order != NEWEST_FIRST:
            self.header.set_title(_("Diary"), _("Searching…"))
            work = self._search.finding(wish, today)
            self._finding = self._context.jobs.run(work, self._on_found, "")
        else:
            self._show(page.notes, page.count)

    def _on_found(self, notes: tuple[Note, ...]) -> None:
        self._show(notes, sum(one.on_sheet is None for one in notes))

    def _on_scrolled(self, value: int) -> None:
        """Read on below the last note of the page."""
        bottom = self.table.verticalScrollBar().maximum()
        if value == bottom > 0 and not (self._deep or self._page.is_whole):
            self._deep = True
            self._narrow()

    def _show(self, shown: Sequence[Note], count: int) -> None:
        stood = self.table.current_key if self._wanted is None else self._wanted
        self._wanted, total = None, self._page.total
        self.model.show(shown)
        facts = ngettext("{n} note", "{n} notes", total).format(n=total)
        if count < total:
            facts = _("{n} of {total} notes").format(n=count, total=total)
        on_sheets = sum(one.on_sheet is not None for one in shown)
        on = ngettext("{n} on sheets", "{n} on sheets", on_sheets).format(n=on_sheets)
        told = (facts if total else "", on if on_sheets else "")
        self.header.set_title(_("Diary"), " · ".join(one for one in told if one))
        wish = self.filters.wish
        page: QWidget = self.table if shown else self.not_found if total or wish.words else self.nothing
        self._stack.setCurrentWidget(page)
        self.filters.setVisible(bool(total or self._page.on_sheets) or not wish.is_everything)
        self.nothing.act.setVisible(not self._context.data.read_only)
        self.table.stand_on(stood)
        self._show_detail()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_detail()

    def _changeable(self) -> Note | None:
        """Return the current note if it may be changed; else say why not."""
        note = self.table.current_line
        if note is None or self._context.data.read_only:
            return None
        reason = why_fixed(note)
        if reason:
            self.banner.show_fact(reason, "", "info")
            return None
        return note

    def _show_detail(self) -> None:
        note = self.table.current_line if self.model.lines() else None
        on_sheet = note is not None and note.on_sheet is not None
        if self._opens.isEnabled() != on_sheet:
            self._opens.setEnabled(on_sheet)
            self.keys_changed.emit()
        room = self._context.theme.usual(self.width()) >= WITH_DETAIL
        self.detail.setVisible(note is not None and room)
        self._edge.setVisible(note is not None and room)
        if note is not None:
            self.detail.show_note(note, read_only=self._context.data.read_only)
            self.detail.person_button.setVisible(self._context.names.reaches(note.fact.person_id))

    def _focus(self) -> None:
        page = self._stack.currentWidget()
        wanted = page.act if isinstance(page, Empty) else self.table
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.banner.hide()
        self._show_detail()

    def _on_doubled(self) -> None:
        if self._opens.isEnabled():
            self.open_place()
        else:
            self.change()

    def _on_find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()


def _paint_words(on: LineDelegate, painter: QPainter, rect: QRect, line: Note, _index: Index) -> None:
    """Write the text on two lines, with whole words on the first; below those of a sheet, its name."""
    words = _words(line)
    painter.setFont(on.theme.font("body"))
    if line.on_sheet is not None:
        on.write_two(painter, rect, (words, "body", "text"), (where(line), "small", "muted"))
        return
    first = _fitting(words, QFontMetrics(painter.font()), rect.width())
    rest = words[len(first) :].strip()
    on.write_two(painter, rect, (first, "body", "text"), (rest, "body", "text"))


def _fitting(words: str, metrics: QFontMetrics, room: int) -> str:
    """Return as many words as fit on one line, at least the first."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    shown = ""
    for word in words.split(" "):
        longer = f"{shown} {word}" if shown else word
        if shown and metrics.horizontalAdvance(longer) > room:
            break
        shown = longer
    return shown


def _day(note: Note) -> Cell:
    return Cell(current().date(note.fact.observed_on), ink="muted")


def _by_day(note: Note) -> object:
    return note.fact.observed_on, note.fact.recorded_at


def _speaks(note: Note) -> str:
    if note.on_sheet is not None and note.on_sheet.is_comment:
        return ""
    return f"{polarity_sign(note.fact.polarity)} {polarity_word(note.fact.polarity)}"


def _by_polarity(note: Note) -> str:
    return note.fact.polarity.value


def _person(note: Note) -> Cell:
    return Cell(note.person_name, "" if note.mine or note.on_sheet is not None else note.author_name)


def _by_person(note: Note) -> str:
    return note.person_name.casefold()


def _words(note: Note) -> str:
    return " ".join(note.fact.text.split())


def _told(note: Note) -> str:
    place = where(note)
    return f"{_words(note)} ({place})" if place else _words(note)


def _by_words(note: Note) -> str:
    return note.fact.text.casefold()


def _items(note: Note) -> str:
    return ", ".join(note.fact.items)


def _by_items(note: Note) -> object:
    return note.fact.items


def _key(note: Note) -> object:
    return note.fact.id or (note.fact.sheet_id, note.fact.items)
