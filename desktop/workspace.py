"""The open file: rail, one screen at a time, status line; joins screens that know nothing of one another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.context import Context
from desktop.recent import RecentFile
from desktop.widgets.banner import Banner
from desktop.widgets.empty import Empty
from desktop.widgets.header import Header
from desktop.widgets.key_list import KeyList
from desktop.widgets.rail import Place, Rail
from desktop.widgets.status_line import StatusLine
from domain.errors import Refused
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.decision.screen import DecisionScreen
    from desktop.home.screen import HomeScreen
    from desktop.jump.box import JumpBox
    from desktop.jump.entries import Entry
    from desktop.people.screen import PeopleScreen
    from desktop.preferences.screen import PreferencesScreen
    from desktop.result.screen import ResultScreen
    from desktop.sheet.screen import SheetScreen

HOME, PEOPLE, ASSESSMENT, PREFERENCES = "home", "people", "assessment", "preferences"
SHEET, RESULT, DECISION = "sheet", "result", "decision"
ASSESSED = (SHEET, RESULT, DECISION)  # what «Assessment» on the rail leads back to

# Acts of a screen that the jump box offers while the screen is shown, with their icons.
OF_SCREENS = {
    "find": "search",
    "add": "user-plus",
    "edit": "pencil",
    "export": "files",
    "submit": "check-check",
    "decision": "scale",
    "to_conclusion": "scale",
    "expert": "sliders-horizontal",
}


class Screen(Protocol):
    """What the window needs of a screen: its keys with words."""

    @property
    def keys(self) -> tuple[tuple[str, str], ...]: ...


@runtime_checkable
class Remembering(Protocol):
    """A screen that can be made anew, in another language or look, with what was typed and chosen on it."""

    def memory(self) -> object:
        """Return what is typed and chosen; nothing of it may hang on the language."""
        ...

    def recall(self, memory: object) -> None:
        """Be as it was; called after ``open``."""
        ...


@dataclass(frozen=True, slots=True)
class Memory:
    """Where one was, where Esc leads from there, and what the screens remember, by name."""

    place: tuple[str, int] = ("", 0)
    before: tuple[str, int] = (HOME, 0)
    assessed: tuple[str, int] | None = None
    screens: dict[str, object] = field(default_factory=dict[str, object])


class Workspace(QWidget):
    """The open file: places on the rail, one screen at a time, made when it is first visited.

    Signals:
        file_wanted: another file is to be opened.
        file_chosen: path of the file to open.
        file_forgotten: path of a file to take off the list of recent ones.
        about_wanted: version, licences and places are to be told.
        demo_wanted: the example is to be shown.
        language_chosen, theme_chosen, font_step_chosen: the window is to be made anew.
        actor_chosen: somebody else assesses from now on.
        exported: the paths of documents that were written, a tuple.
        told: something good happened, in words.
    """

    file_wanted = Signal()
    file_chosen = Signal(object)
    file_forgotten = Signal(object)
    about_wanted = Signal()
    demo_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    font_step_chosen = Signal(int)
    actor_chosen = Signal(int)
    exported = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._screens: dict[str, QWidget] = {}
        self._shown: tuple[str, int] = (HOME, 0)
        self._before: tuple[str, int] = (HOME, 0)
        self._assessed: tuple[str, int] | None = None
        self._memories: dict[str, object] = {}
        self._recent: Sequence[RecentFile] = ()
        self._missing: Path | None = None
        self._jump: JumpBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.rail = Rail(context.theme, places(context.actions), _("Places"), self)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.notice = Banner(context.theme, self)
        self.trouble = Banner(context.theme, self)
        for banner in (self.notice, self.trouble):
            banner.setProperty("apart", True)  # room around it comes and goes with it
            right.addWidget(banner)
        self._stack = QStackedWidget(self)
        right.addWidget(self._stack, 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        self.status = StatusLine(context.theme, self)
        column.addWidget(self.status)
        data = context.data
        self.status.set_people(context.me.short_name, data.path.stem, str(data.path))
        self._join()
        if data.read_only:
            self.notice.show_fact(
                _("This file can only be read here."),
                _("You can look and print. To assess, copy it with its key file to a folder of your own."),
                "warn",
            )

    @property
    def place(self) -> tuple[str, int]:
        """What is shown: name of the screen and the id it shows (0: none)."""
        return self._shown

    @property
    def shown(self) -> QWidget:
        """The screen that is shown."""
        return cast(QWidget, self._stack.currentWidget())

    @property
    def unsaved(self) -> str:
        """What would be lost if the file were left now, in a sentence; marks and texts never are."""
        screen = self._screens.get(PREFERENCES)
        changed = screen is not None and cast("PreferencesScreen", screen).changed
        return _("The requisites in the settings are typed but not saved.") if changed else ""

    def memory(self) -> Memory:
        """Return what a workspace made anew needs to be as this one is."""
        own = {name: one.memory() for name, one in self._screens.items() if isinstance(one, Remembering)}
        return Memory(self._shown, self._before, self._assessed, self._memories | own)

    def begin(self, memory: Memory | None) -> None:
        """Show the first screen: home, or the one that is remembered if it is still there."""
        if memory is None or not memory.place[0]:
            self.go(HOME)
            return
        self._memories = dict(memory.screens)
        self._assessed = memory.assessed
        try:
            self.go(*memory.place)
        except Refused:
            self.go(HOME)  # the sheet was another one's, or is not there any more
        self._before = memory.before

    def remember(self) -> None:
        """Keep for the next start where one is, and nothing of what stands there."""
        settings = self._context.settings
        if settings.last_file == self._context.data.path:
            settings.last_place = self._shown

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Take over the list of files that the jump box offers."""
        self._recent = files

    def go(self, name: str, shown_id: int = 0) -> None:
        """Go to a place of the rail, or to one sheet or result."""
        if self._jump is not None:
            self._jump.close_box()
        self.trouble.hide()  # what went wrong belongs to the place where it did
        match name:
            case "home":
                self._home().open()
            case "people":
                self._people().open(shown_id or None)
                self._note("person", shown_id)
                shown_id = 0  # the list stands on somebody, but is itself what is shown
            case "preferences":
                self._preferences().open()
            case "sheet":
                self._sheet().open(shown_id)
            case "result":
                self._result().open(shown_id)
            case "decision":
                self._decision().open(shown_id)
            case _:
                self._go_assessment()
                return
        if name in ASSESSED:
            self._assessed = (name, shown_id)
            self._note(RESULT if name == DECISION else name, shown_id)
        self._show(name, shown_id)

    def show_help(self) -> None:
        """List the keys of the screen and of the window."""
        everywhere = (
            ("Ctrl+1…7", _("places")),
            ("Ctrl+K", _("person, screen, action")),
            ("F6", _("rail, header, content")),
            ("Ctrl+O", _("other file")),
            ("Ctrl+,", _("settings")),
            ("F1", _("help")),
            ("Ctrl+Q", _("quit")),
        )
        own = cast(Screen, self.shown).keys
        KeyList(_("Keys of this screen"), own + everywhere, self).open()

    @property
    def jump_box(self) -> "JumpBox | None":
        """The jump box while it is open."""
        return self._jump

    def jump(self) -> None:
        """Open the jump box; people are read anew each time."""
        from desktop.jump.box import JumpBox

        if self._jump is None:
            box = self._jump = JumpBox(self._context.theme, self._entries(), self)
            box.chosen.connect(self._on_jump)
            box.closed.connect(self._on_jump_closed)
            box.come()

    def _entries(self) -> "tuple[Entry, ...]":
        from db import people
        from desktop.jump import offers
        from desktop.jump.entries import of_people

        context = self._context
        rows = context.data.read(people.people, context.me.id)
        own = tuple((action.objectName(), OF_SCREENS[action.objectName()]) for action in self._own_actions())
        return (
            *offers.places(places(context.actions)),
            *offers.acts(context.actions, own, read_only=context.data.read_only),
            *offers.recent(file for file in self._recent if file.path != context.data.path),
            *of_people(row.person for row in rows),
        )

    def _own_actions(self) -> list[QAction]:
        """Return the acts of the shown screen that are worth naming."""
        return [
            action
            for action in self.shown.actions()
            if action.objectName() in OF_SCREENS and action.isEnabled()
        ]

    def _on_jump(self, entry: "Entry") -> None:
        from desktop.jump.entries import Kind

        match entry.kind:
            case Kind.PLACE:
                self.go(entry.name)
            case Kind.PERSON:
                self.go(PEOPLE, entry.person_id)
            case Kind.ACT:
                self._do(entry.name)

    def _do(self, name: str) -> None:
        """Do what was chosen in the jump box."""
        about, _colon, what = name.partition(":")
        match about:
            case "theme":
                self.theme_chosen.emit(what)
            case "language":
                self.language_chosen.emit(what)
            case "new_assessment":
                self._on_candidate_wanted()
            case "add_people":
                self._on_people_wanted()
            case "other_file":
                self.file_wanted.emit()
            case "file":
                self._on_recent(Path(what))
            case "about":
                self.about_wanted.emit()
            case "demo":
                self.demo_wanted.emit()
            case "help":
                self.show_help()
            case _:
                for action in self._own_actions():
                    if action.objectName() == name:
                        action.trigger()

    def _on_recent(self, path: Path) -> None:
        """Open the file, or offer to take it off the list if it is gone."""
        if RecentFile(path, gone=True) not in self._recent:
            self.file_chosen.emit(path)
            return
        self._missing = path
        self.trouble.show_fact(
            _("“{name}” is not there.").format(name=path.name),
            _("It was moved or deleted, or its disk is not connected."),
            "warn",
            act=_("Remove from the list"),
        )

    def _on_trouble_acted(self) -> None:
        self.trouble.hide()
        if self._missing is not None:
            self.file_forgotten.emit(self._missing)

    def _on_jump_closed(self) -> None:
        self._jump = None

    def _join(self) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.about_wanted.connect(self.about_wanted)
        self.trouble.acted.connect(self._on_trouble_acted)
        self._context.data.saved.connect(self.status.set_saved)
        self._context.data.saved.connect(self._on_saved)
        actions = self._context.actions
        for place in places(actions):
            if not place.closed:
                actions.make(place.name, self, self._on_place)
        actions.make("next_area", self, self._on_next_area)
        actions.make("previous_area", self, self._on_previous_area)
        actions.make("other_file", self, self.file_wanted)
        actions.make("jump", self, self.jump)

    def _home(self) -> "HomeScreen":
        from desktop.home.screen import HomeScreen

        screen = self._screens.get(HOME)
        if not isinstance(screen, HomeScreen):
            screen = HomeScreen(self._context, self)
            screen.sheet_opened.connect(self._on_sheet)
            screen.result_opened.connect(self._on_result)
            screen.person_opened.connect(self._on_person)
            screen.list_wanted.connect(self._on_people_place)
            screen.candidate_wanted.connect(self._on_candidate_wanted)
            screen.staff_wanted.connect(self._on_staff_wanted)
            screen.people_wanted.connect(self._on_people_wanted)
            screen.demo_wanted.connect(self.demo_wanted)
            screen.organisation_wanted.connect(self._on_organisation_wanted)
            screen.jump_wanted.connect(self.jump)
            self._add(HOME, screen)
        return screen

    def _people(self) -> "PeopleScreen":
        from desktop.people.screen import PeopleScreen

        screen = self._screens.get(PEOPLE)
        if not isinstance(screen, PeopleScreen):
            screen = PeopleScreen(self._context, self)
            screen.told.connect(self.told)
            screen.sheet_opened.connect(self._on_sheet)
            screen.result_opened.connect(self._on_result)
            self._add(PEOPLE, screen)
        return screen

    def _sheet(self) -> "SheetScreen":
        from desktop.sheet.screen import SheetScreen

        screen = self._screens.get(SHEET)
        if not isinstance(screen, SheetScreen):
            screen = SheetScreen(self._context, self)
            screen.submitted.connect(self._on_result)
            screen.closed.connect(self._on_closed)
            self._add(SHEET, screen)
        return screen

    def _result(self) -> "ResultScreen":
        from desktop.result.screen import ResultScreen

        screen = self._screens.get(RESULT)
        if not isinstance(screen, ResultScreen):
            screen = ResultScreen(self._context, self)
            screen.exported.connect(self.exported)
            screen.exported.connect(self._on_papers)
            screen.plan_button.clicked.connect(self._on_plan)
            screen.sheet_opened.connect(self._on_item)
            screen.decision_wanted.connect(self._on_decision)
            screen.closed.connect(self._on_closed)
            self._add(RESULT, screen)
        return screen

    def _decision(self) -> "DecisionScreen":
        from desktop.decision.screen import DecisionScreen

        screen = self._screens.get(DECISION)
        if not isinstance(screen, DecisionScreen):
            screen = DecisionScreen(self._context, self)
            screen.exported.connect(self.exported)
            screen.exported.connect(self._on_papers)
            screen.told.connect(self.told)
            screen.sheet_opened.connect(self._on_sheet)
            screen.result_opened.connect(self._on_result)
            screen.person_opened.connect(self._on_person)
            screen.closed.connect(self._on_closed)
            self._add(DECISION, screen)
        return screen

    def _preferences(self) -> "PreferencesScreen":
        from desktop.preferences.screen import PreferencesScreen

        screen = self._screens.get(PREFERENCES)
        if not isinstance(screen, PreferencesScreen):
            screen = PreferencesScreen(self._context, self)
            screen.language_chosen.connect(self.language_chosen)
            screen.theme_chosen.connect(self.theme_chosen)
            screen.font_step_chosen.connect(self.font_step_chosen)
            screen.actor_chosen.connect(self.actor_chosen)
            screen.saved.connect(self._on_requisites)
            screen.password_changed.connect(self._on_password_changed)
            self._add(PREFERENCES, screen)
        return screen

    def _go_assessment(self) -> None:
        if self._assessed is not None:
            self.go(*self._assessed)
            return
        page = self._screens.get(ASSESSMENT)
        if not isinstance(page, NothingOpen):
            page = NothingOpen(self._context, self)
            page.people_wanted.connect(self._on_people_place)
            self._add(ASSESSMENT, page)
        self._show(ASSESSMENT, 0)
        page.open()

    def _add(self, name: str, screen: QWidget) -> None:
        self._screens[name] = screen
        self._stack.addWidget(screen)

    def _show(self, name: str, shown_id: int) -> None:
        if name in ASSESSED and self._shown[0] not in ASSESSED:
            self._before = self._shown
        self._shown = (name, shown_id)
        screen = self._screens[name]
        self._stack.setCurrentWidget(screen)
        self.rail.set_current(ASSESSMENT if name in ASSESSED else name)
        self.status.set_keys((*cast(Screen, screen).keys, ("F1", _("help"))))
        if name in self._memories and isinstance(screen, Remembering):
            screen.recall(self._memories.pop(name))
        wanted = cast(QWidget | None, screen.focusWidget())
        if wanted is not None:
            wanted.setFocus()  # the screen asked for it while it was still hidden

    def _areas(self) -> list[QWidget]:
        """Return where F6 goes: current place on the rail, first act of the header, content."""
        screen = self.shown
        header = screen.findChild(Header)
        acts = [] if header is None else [one for one in header.findChildren(QWidget) if _reachable(one)]
        inside = [one for one in screen.findChildren(QWidget) if _reachable(one) and one not in acts]
        kept = cast(QWidget | None, screen.focusWidget())
        content = kept if kept is not None and kept in inside else next(iter(inside), None)
        rail = self.rail.item(self.rail.current) if self.rail.current else None
        return [area for area in (rail, next(iter(acts), None), content) if area is not None]

    def _step(self, step: int) -> None:
        areas = self._areas()
        focused = QApplication.focusWidget()
        header = self.shown.findChild(Header)
        if focused is not None and self.rail.isAncestorOf(focused):
            here = 0
        elif focused is not None and header is not None and header.isAncestorOf(focused):
            here = 1
        else:
            here = len(areas) - 1
        areas[(here + step) % len(areas)].setFocus()

    def _on_next_area(self) -> None:
        self._step(1)

    def _on_previous_area(self) -> None:
        self._step(-1)

    def _on_place(self) -> None:
        self.go(self.sender().objectName())

    def _on_people_place(self) -> None:
        self.go(PEOPLE)

    def _on_sheet(self, sheet_id: int) -> None:
        self.go(SHEET, sheet_id)

    def _on_item(self, sheet_id: int, code: str) -> None:
        self.go(SHEET, sheet_id)
        self._sheet().show_item(code)

    def _on_result(self, case_id: int) -> None:
        self.go(RESULT, case_id)

    def _on_decision(self, case_id: int) -> None:
        self.go(DECISION, case_id)

    def _on_closed(self) -> None:
        self.go(*self._before)

    def _on_candidate_wanted(self) -> None:
        self.go(PEOPLE)
        self._people().assess_new()

    def _on_staff_wanted(self) -> None:
        self.go(PEOPLE)
        self._people().show_staff()

    def _on_person(self, person_id: int) -> None:
        self.go(PEOPLE, person_id)

    def _on_papers(self) -> None:
        self._note("papers", self._shown[1])

    def _on_plan(self) -> None:
        self._note("plan", self._shown[1])

    def _note(self, kind: str, shown_id: int) -> None:
        """Remember for the overview that this was open; outside of the file stand ids only."""
        from db import overview
        from desktop.home import visits

        if shown_id:
            file = self._context.data.read(overview.identity)
            visits.remember(self._context.settings, file, visits.Kind(kind), shown_id)

    def _on_people_wanted(self) -> None:
        self.go(PEOPLE)
        self._people().add_person()

    def _on_organisation_wanted(self) -> None:
        self.go(PREFERENCES)

    def _on_saved(self, _when: object) -> None:
        self.trouble.hide()  # writing works again

    def _on_requisites(self) -> None:
        self.told.emit(_("The requisites are saved"))

    def _on_password_changed(self) -> None:
        self.told.emit(_("The password is changed"))


class NothingOpen(QWidget):
    """Stands in for the sheet while none is open.

    Signals:
        people_wanted: somebody is to be chosen.
    """

    people_wanted = Signal()
    keys: tuple[tuple[str, str], ...] = ()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Header(_("Assessment"), self))
        self._empty = Empty(
            context.theme.icon("clipboard-check", "muted", 22),
            _("No sheet is open"),
            self,
            rest=_("Choose somebody in the list of people and begin."),
            act=_("To the list of people"),
        )
        self._empty.acted.connect(self.people_wanted)
        column.addWidget(self._empty, 1)

    def open(self) -> None:
        """Focus the way on."""
        self._empty.act.setFocus()


def places(actions: Actions) -> tuple[Place, ...]:
    """Return the places of the rail in the current language."""
    later = _("This place comes with a later version")
    table = (
        (HOME, "house", ""),
        (PEOPLE, "users-round", ""),
        (ASSESSMENT, "clipboard-check", ""),
        ("team", "grid-3x3", later),
        ("development", "sprout", later),
        ("framework", "list-tree", later),
        ("documents", "files", _("Papers are made on the page of a result; a place for all comes later")),
        (PREFERENCES, "settings-2", ""),
    )
    return tuple(
        Place(name, actions.text(name), icon, actions.cap(name), closed) for name, icon, closed in table
    )


def _reachable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & 1) and widget.isEnabled() and not widget.isHidden()
