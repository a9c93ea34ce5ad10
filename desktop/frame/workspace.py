"""The open file: rail, one screen at a time, status line."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from desktop.actions import keys_of
from desktop.context import Context
from desktop.data import Data
from desktop.form_drafts import FileFormDrafts
from desktop.frame import areas, standing
from desktop.frame.jumping import Jumping
from desktop.frame.papers_due import PapersDue
from desktop.frame.place import AboutId, AboutSomebody, Memory, Opened, Remembering, Talking, asked
from desktop.frame.ready_sheets import ReadySheets
from desktop.frame.screens import SCREENS, trail
from desktop.frame.ways import Ways, Where
from desktop.key_press import press
from desktop.kit import layout
from desktop.kit.off import read_only_reason
from desktop.kit.page.banner import Banner
from desktop.kit.page.pages import Pages
from desktop.kit.page.rail import Rail
from desktop.kit.page.screen import Screen
from desktop.kit.page.status_line import StatusLine
from desktop.news import News
from desktop.places import (
    ASSESSMENT,
    CAMPAIGNS,
    CYCLES,
    HOME,
    IMPORT,
    LEVELS,
    PAPERS,
    PEOPLE,
    PERSON,
    SHEET,
    places,
)
from desktop.recent import RecentFile
from domain.errors import Refused, Unknown
from domain.workdays import Calendar
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.errors import Failure
    from desktop.file_menu import FileMenu
    from desktop.jump.box import JumpBox
    from desktop.people.exchange.screen import ImportScreen
    from desktop.people.screen import PeopleScreen
    from desktop.team.diary.desk import NoteDesk
    from desktop.team.levels.screen import LevelsScreen
    from domain.team.diary import Note


class Workspace(Ways):
    """The open file: places on the rail; one screen at a time, created on first visit.

    Signals:
        moved: another screen is shown, or the same about another one.
        help_wanted: show the help of what is shown.
    """

    moved = Signal()
    help_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._screens: dict[str, Screen] = {}
        self._list = CAMPAIGNS if self.road.leads_to(CAMPAIGNS) else CYCLES  # the one shown last
        self._kept: dict[str, Where] = {}  # place on the rail -> what its key leads back to
        self._memories: dict[str, object] = {}
        self.recent: Sequence[RecentFile] = ()  # offered by the jump box and the file menu
        self._missing: Path | None = None
        self._trouble_page = ""
        self.jumping = Jumping(context, self)
        self.notes: NoteDesk | None = None  # created with the first note
        self.rail = Rail(context.theme, places(context.actions, context.data.role), _("Places"), self)
        right = layout.column()
        self.notice = Banner(context.theme, self)
        self.damage = Banner(context.theme, self)
        self.space = Banner(context.theme, self)
        self._reminder = Banner(context.theme, self)  # on the overview only
        self._reminded = False
        self.copies = Banner(context.theme, self)
        self.trouble = Banner(context.theme, self)
        self.ready = ReadySheets(context.data, context.theme, self)
        self.papers_due = PapersDue(context, self)
        asked = self.papers_due, self.ready, self._reminder, self.intake.files, self.trouble
        banners = *standing.link(context, self), self.damage, self.notice, self.space, self.copies, *asked
        for banner in banners:
            banner.setProperty("apart", True)  # its margin is shown and hidden with it
            right.addWidget(banner)
        self._stack = Pages(self)
        right.addWidget(self._stack, 1)
        row = layout.row(self.rail, layout.grow(right))
        self.status = StatusLine(context.theme, self)
        layout.column(layout.grow(row), self.status, of=self)
        data = context.data
        self._names = context.names  # created before any screen, so that it hears of a change first
        self._say_who(context.me.short_name)
        self._join()
        standing.tell(data, self.notice, self.status)

    @property
    def data(self) -> Data:
        """What is open."""
        return self._context.data

    @property
    def place(self) -> Where:
        """What is shown: name of the screen and the id it shows (0: none)."""
        return self._shown

    @property
    def shown(self) -> Screen:
        """The current screen."""
        return cast(Screen, self._stack.currentWidget())

    @property
    def form_drafts(self) -> FileFormDrafts:
        """Where forms keep their drafts."""
        name, shown_id = self._shown
        return FileFormDrafts(self._context.data, self._context.me.id, f"{name} {shown_id}")

    @property
    def calendar(self) -> Calendar:
        """The working days of the file."""
        from db.development import calendars

        return self._context.data.read(calendars.calendar)

    def today(self) -> date:
        """Today by the program's clock."""
        return self._context.today()

    @property
    def unsaved(self) -> str:
        """What closing the file now would lose, as a sentence; marks and texts are always saved."""
        screens = (self._screens.get(name) for name in (IMPORT, LEVELS))
        told = (cast("ImportScreen | LevelsScreen", one).unsaved for one in screens if one is not None)
        return " ".join(filter(None, told))

    def memory(self, actor_id: int = 0) -> Memory:
        """Return what a rebuilt workspace needs to look like this one; *actor_id* is who goes on, if others.

        A question to which the answer was no leads nowhere later.
        """
        note = None if self.notes is None else self.notes.open_note
        screens = {name: one.memory for name, one in self._screens.items() if isinstance(one, Remembering)}
        own, failed = asked({"": self._leave_notes, **screens})
        place, trail = self._shown, self._trail
        if self._next is not None and self._next[0] == actor_id:
            place, trail = self._next[1], (*trail, place)
        return Memory(place, trail, dict(self._kept), self._memories | own, note, told=failed)

    def begin(self, memory: Memory | None) -> None:
        """Show the first screen: home, or the remembered one if it still exists."""
        if memory is None or not memory.place[0]:
            self.go(HOME)
            return
        self._memories = dict(memory.screens)
        self._kept = dict(memory.kept)
        try:
            self.go(*memory.place)
            self._trail = memory.trail
        except (Refused, *self._context.data.hidden):
            self.go(HOME)  # the sheet was somebody else's or no longer exists
        self._resume_note(memory)

    def remind(self, fact: str, rest: str, act: str) -> None:
        """Ask on the overview for the recovery sheet; empty texts end that."""
        self._reminded = bool(fact)
        if fact:
            self._reminder.show_fact(fact, rest, "warn", act=act)
        self._reminder.setVisible(self._reminded and self._shown[0] == HOME)

    def come_back(self, memory: Memory) -> None:
        """Go on with what was typed and chosen on the screen that is still shown."""
        name = self._shown[0]
        if name in memory.screens and isinstance(screen := self._screens[name], Remembering):
            screen.recall(memory.screens[name])
        self._resume_note(memory)

    @property
    def talking(self) -> bool:
        """Whether an interview is being timed."""
        return isinstance(shown := self.shown, Talking) and shown.talking

    def look_ahead(self) -> None:
        """Read in the background what the next form or the jump box will need."""
        self._names.read()
        self.papers_due.look()

    def remember(self) -> None:
        """Remember the current place for the next start, and save drafts in the file."""
        self.memory()  # asking a screen for its memory makes it save what waits
        self.keep_place()
        self._context.settings.write()

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Update the list of files offered in the jump box."""
        self.recent = files

    def go(self, name: str, shown_id: int = 0) -> bool:
        """Go to a place on the rail, or to one campaign, decision, sheet or result."""
        self.jumping.close()
        self.trouble.hide()  # an error message belongs to the place where it occurred
        # The key of a place leads back to what was last open there, and from there to its list.
        if name in self._kept and SCREENS[self._shown[0]].place != name:
            try:
                self._go_to(*self._kept[name])
            except (Unknown, *self._context.data.hidden):
                del self._kept[name]  # an assessment begun by mistake and deleted
            else:
                return True
        self._go_to(name, shown_id)
        return self.road.leads_to(name)

    def _go_to(self, name: str, shown_id: int) -> None:
        if name == ASSESSMENT:
            name = self._list
        if name not in SCREENS or not self.road.leads_to(name):  # also one of an older or newer version
            name, shown_id = self.road.rail[0], 0
        entry, screen = SCREENS[name], cast(Opened, self.made(name))
        if entry.one:
            screen.open(shown_id)
        else:
            screen.open()
        if name in (CAMPAIGNS, CYCLES):
            self._list = name
        self.note(entry.noted, shown_id)
        if entry.kept:
            self._kept[entry.place] = (name, shown_id)
        self._show(name, shown_id if entry.depth else 0)  # a list has a current person, but the list is shown

    def made(self, name: str) -> Screen:
        """Return the screen with this name, created on first use."""
        if name not in self._screens:
            screen = self._screens[name] = SCREENS[name].make(self._context, self)
            screen.closed.connect(self.back)
            screen.told.connect(self.told)
            screen.removed.connect(self.removed)
            screen.exported.connect(self.exported)
            screen.papers_wanted.connect(self.to_papers)
            screen.keys_changed.connect(self.keys_changed)
            self._stack.addWidget(screen)
        return self._screens[name]

    def back(self) -> None:
        """Go where the current screen's back arrow leads."""
        *before, way = self._trail or ((HOME, 0),)
        self.trouble.hide()
        if up := SCREENS[self._shown[0]].up:
            self._go_to(up, 0)
        else:
            self._go_to(*way)
            self._trail = tuple(before)  # not the screen just left: it may be nearer to the rail

    def note_down(self, person_id: int = 0) -> None:
        """Open the panel for a note about this person, or about the one on the screen."""
        if self._context.data.read_only:
            self.told.emit(read_only_reason())
            return
        shown = self.shown
        if not person_id and isinstance(shown, AboutSomebody) and shown.person is not None:
            person_id = shown.person.id
        self.note_desk.write(person_id if self._context.names.reaches(person_id) else 0)

    def dismiss(self) -> None:
        """Ask who is leaving, suggesting the person on the screen."""
        shown = self.shown
        person = shown.person if isinstance(shown, AboutSomebody) else None
        if self.go(PEOPLE, 0 if person is None else person.id):
            cast("PeopleScreen", self.made(PEOPLE)).dismiss()

    @property
    def note_desk(self) -> "NoteDesk":
        """What writes notes; created on first use."""
        if self.notes is None:
            from desktop.team.diary.desk import NoteDesk

            self.notes = NoteDesk(self._context, self)
            self.notes.written.connect(self.told)
            self.notes.all_wanted.connect(self.to_diary)
        return self.notes

    def change_note(self, note: "Note") -> None:
        """Open the panel to reword a note."""
        self.note_desk.change(note)

    def _resume_note(self, memory: Memory) -> None:
        if memory.note is not None and not self._context.data.read_only:
            self.note_desk.resume(memory.note)

    def _leave_notes(self) -> None:
        if self.notes is not None:
            self.notes.close()

    def _on_note(self) -> None:
        self.note_down()

    def _on_person(self) -> None:
        """Go to the page of the person whom the screen is about."""
        shown = self.shown
        person_id = 0
        if isinstance(shown, AboutSomebody) and shown.person is not None:
            person_id = shown.person.id
        elif isinstance(shown, AboutId):
            person_id = shown.person_id
        if person_id and self._context.names.reaches(person_id):
            self.to_page(person_id)

    @property
    def jump_box(self) -> "JumpBox | None":
        """The jump box while it is open, else None."""
        return self.jumping.box

    def jump(self) -> None:
        """Open the jump box over the current screen."""
        self.jumping.open()

    def open_recent(self, path: Path) -> None:
        """Open the file, or offer to remove it from the list if it is gone."""
        if RecentFile(path, gone=True) not in self.recent:
            self.file_chosen.emit(path)
            return
        self._missing = path
        self.trouble.show_fact(
            _("“{name}” was not found.").format(name=path.name),
            _("It was moved or deleted, or its disk is not connected."),
            "warn",
            act=_("Remove from the list"),
        )

    def show_trouble(self, failure: "Failure") -> None:
        """Say what went wrong, with the way to the page of the help about it."""
        self._missing = None
        told, self._trouble_page = failure.sentence, failure.help
        self.trouble.show_fact(told.what, told.rest, "danger", act=_("Help") if failure.help else "")

    def say(self, what: str, rest: str) -> None:
        """Show something worth knowing where errors are told; it has no page of its own in the help."""
        self._missing, self._trouble_page = None, ""
        self.trouble.show_fact(what, rest, "info")

    @property
    def help_page(self) -> str:
        """The page of the help about what is told to have gone wrong now; empty if nothing is."""
        return self._trouble_page if self.trouble.isVisible() and self._missing is None else ""

    def show_example(self) -> None:
        """Say that this file is the example, and offer the way out of it."""
        self._removal.show()  # before the fact, which is to have its room beside it
        self.notice.show_fact(
            _("This is the example: its people are fictional, and nothing you try here does any harm."),
            act=_("Create my own file…"),
        )

    def show_ways_out(self, reasons: Sequence[str]) -> None:
        """Offer what can be done about a file in which a check found something; *reasons* say what."""
        from desktop.copies.ways_out import WaysOut

        dialog = WaysOut(self._context, self.file, reasons, self)
        dialog.file_chosen.connect(self.file_chosen)
        dialog.copies_wanted.connect(self.to_copies)
        dialog.told.connect(self.told)
        dialog.open()

    def reopen(self) -> None:
        """Show the current screen again, because what may be done in the file has changed."""
        self._go_to(*self._shown)

    def file_menu(self) -> "FileMenu":
        """Return the file menu for the current state."""
        from desktop.frame import menu

        return menu.file_menu(self._context, self, self.recent)

    def _on_menu(self) -> None:
        mark = self.rail.mark
        self.file_menu().popup(mark.mapToGlobal(QPoint(0, mark.height())))

    def _on_file_clicked(self) -> None:
        self.file_menu().popup(QCursor.pos())

    def _on_actor_clicked(self) -> None:
        menu = self.file_menu()
        menu.people.aboutToHide.connect(menu.deleteLater)  # the menu itself is never shown or closed
        menu.people.popup(QCursor.pos())

    def _on_pressed(self, cap: str) -> None:
        press(cap, self)

    def _on_trouble_acted(self) -> None:
        if self._missing is None:
            self.help_wanted.emit()
            return
        self.trouble.hide()
        self.file_forgotten.emit(self._missing)

    def _on_reminder(self) -> None:
        self.to_setting("recovery")

    def _on_reminder_closed(self) -> None:
        self._reminded = False  # until the next start

    def _join(self) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.menu_wanted.connect(self._on_menu)
        self.status.file_clicked.connect(self._on_file_clicked)
        if self._context.data.is_remote:  # where everybody works in one's own name
            self.status.keep_actor()
        self.status.actor_clicked.connect(self._on_actor_clicked)
        self.status.pressed.connect(self._on_pressed)
        self.notice.acted.connect(self.new_file_wanted)
        self._removal = self.notice.add_act(_("Remove the example…"), self.demo_removal_wanted, "trash-2")
        self._reminder.acted.connect(self._on_reminder)
        self._reminder.closed.connect(self._on_reminder_closed)
        self.trouble.acted.connect(self._on_trouble_acted)
        self.copies.acted.connect(self.to_copies)
        self._context.data.saved.connect(self.status.set_saved)
        self._context.data.unsaved.connect(self.status.set_unsaved)
        self._context.data.saved.connect(self._on_saved)
        self._context.data.changed.connect(self._on_changed)
        self.exchange.merged.connect(self._on_merged)
        self.ready.opening_wanted.connect(self.exchange.open_sheets)
        self.ready.list_wanted.connect(self.to_exchange)
        self.papers_due.told.connect(self.told)
        news = News(self._context.data, self._context.today, self.window(), self)
        news.day_passed.connect(self.ready.look)
        self.keys_changed.connect(self._show_keys)
        actions = self._context.actions
        for place in places(actions, self._context.data.role):
            action = actions.make(place.name, self, self._on_place)
            if not action.shortcuts():
                action.setShortcuts(keys_of(place.key))
        actions.make("next_area", self, self._on_next_area)
        actions.make("previous_area", self, self._on_previous_area)
        if not self._context.data.is_remote:
            actions.make("other_file", self, self.file_wanted)
        if self.road.leads_to(IMPORT):
            actions.make("import_files", self, self.intake.choose_files)
        actions.make("jump", self, self.jump)
        if self.road.leads_to(PERSON):
            actions.make("person", self, self._on_person)
        if self._notes_allowed:
            actions.make("note", self, self._on_note).setAutoRepeat(False)

    def _show(self, name: str, shown_id: int) -> None:
        self._trail = trail(self._trail, self._shown, (name, shown_id))
        self._shown = (name, shown_id)
        self.keep_place()
        screen = self._screens[name]
        self._stack.setCurrentWidget(screen)
        self._mark(name)
        self._reminder.setVisible(self._reminded and name == HOME)
        self._show_keys()
        if name in self._memories and isinstance(screen, Remembering):
            screen.recall(self._memories.pop(name))
        wanted = cast(QWidget | None, screen.focusWidget())
        if wanted is not None:
            wanted.setFocus()  # the screen asked for it while still hidden
        self.moved.emit()

    def _mark(self, name: str) -> None:
        """Mark the place of this screen; where the rail lacks that, whatever led there, or the first one."""
        rail, place = self.road.rail, SCREENS[name].place
        led = self.rail.current if name == PAPERS and self.rail.current else self.road.under or rail[0]
        self.rail.set_current(name if name in rail else place if place in rail else led)

    @property
    def _notes_allowed(self) -> bool:
        if not self._context.data.is_remote:
            return True  # the first screen waits for no import
        from db.team import diary

        return self._context.data.allows(diary.write)

    def _show_keys(self) -> None:
        self.status.set_keys((*self.shown.keys, ("F1", _("help"))))

    def _on_next_area(self) -> None:
        areas.step(self.rail, self.shown, 1)

    def _on_previous_area(self) -> None:
        areas.step(self.rail, self.shown, -1)

    def _on_place(self) -> None:
        self.go(self.sender().objectName())

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "person" in tables:  # one may correct one's own name
            from db.assessing import people

            self._say_who(self._context.data.read(people.person, self._context.me.id).short_name)

    def _on_merged(self) -> None:
        self.ready.look()
        if self._shown[0] == SHEET:  # it writes what it shows, and does not read it again by itself
            self.reopen()

    def _say_who(self, name: str) -> None:
        data = self._context.data
        self.status.set_people(name, data.name, data.where)

    def _on_saved(self, _when: object) -> None:
        self.trouble.hide()  # saving works again
