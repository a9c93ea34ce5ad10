"""Where the signals of screens lead; screens know nothing of one another."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.page.screen import Screen
from desktop.places import (
    CAMPAIGN,
    CAMPAIGNS,
    COMPARE,
    CYCLE,
    CYCLES,
    DECISION,
    DIARY,
    FRAMEWORK,
    HOME,
    IMPORT,
    LIBRARY,
    NEW_CYCLE,
    PEOPLE,
    PLAN,
    PREFERENCES,
    RESULT,
    SHEET,
    VACANCY,
    VERSIONS,
)
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.assessing.result.screen import ResultScreen
    from desktop.assessing.sheet.screen import SheetScreen
    from desktop.framework.screen import FrameworkScreen
    from desktop.hiring.campaign.screen import CampaignScreen
    from desktop.hiring.decision.screen import DecisionScreen
    from desktop.people.exchange.screen import ImportScreen
    from desktop.people.screen import PeopleScreen
    from desktop.preferences.screen import PreferencesScreen
    from domain.team.diary import Note

OF_DECISIONS = ("decision", "summary", "summary-unnamed")  # documents that the page of a decision makes

type Where = tuple[str, int]  # name of a screen and the id it shows; 0: none


class Ways(QWidget):
    """What a screen may be joined to: acts of the whole window, and the ways from one screen to another.

    Signals:
        file_wanted: another file is to be opened.
        file_chosen: path of the file to open.
        file_forgotten: path of a file to take off the list of recent ones.
        new_file_wanted: another file is to be made.
        close_wanted: the file is to be closed.
        about_wanted: version, licences and places are to be told.
        demo_wanted: the example is to be shown.
        language_chosen, theme_chosen, font_step_chosen: the window is to be made anew.
        actor_chosen: somebody else assesses from now on.
        exported: the paths of documents that were written, a tuple.
        told: something good happened, in words.
        keys_changed: the screen that is shown has other keys from now on.
    """

    file_wanted = Signal()
    file_chosen = Signal(object)
    file_forgotten = Signal(object)
    new_file_wanted = Signal()
    close_wanted = Signal()
    about_wanted = Signal()
    demo_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    font_step_chosen = Signal(int)
    actor_chosen = Signal(int)
    exported = Signal(object)
    told = Signal(str)
    keys_changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Where = (HOME, 0)
        self._trail: tuple[Where, ...] = ()
        self._next: Where | None = None  # where whoever assesses from now on begins

    def go(self, name: str, shown_id: int = 0) -> None:
        """Go to a place of the rail, or to one campaign, decision, sheet or result."""
        raise NotImplementedError

    def made(self, name: str) -> Screen:
        """Return the screen of this name, made when it is first asked for."""
        raise NotImplementedError

    def jump(self) -> None:
        """Open the jump box."""
        raise NotImplementedError

    def to_diary(self, person_id: int = 0) -> None:
        """Go to all notes, or to those about somebody."""
        self.go(DIARY, person_id)

    def change_note(self, note: "Note") -> None:
        """Open the panel to tell a note otherwise."""
        raise NotImplementedError

    def note_down(self, person_id: int = 0) -> None:
        """Open the panel for a note about somebody, or about whom the screen shows."""
        raise NotImplementedError

    def back(self) -> None:
        """Go where the arrow of the shown screen leads."""
        raise NotImplementedError

    def to_people(self) -> None:
        """Go to the list, where it stood."""
        self.go(PEOPLE)

    def to_person(self, person_id: int) -> None:
        """Go to somebody in the list."""
        self.go(PEOPLE, person_id)

    def to_import(self) -> None:
        """Go where lists of people are loaded."""
        self.go(IMPORT)

    def load_list(self, path: Path) -> None:
        """Look at a list of people."""
        self.go(IMPORT)
        cast("ImportScreen", self.made(IMPORT)).load_file(path)

    def to_sheet(self, sheet_id: int) -> None:
        """Go to a sheet."""
        self.go(SHEET, sheet_id)

    def to_item(self, sheet_id: int, code: str) -> None:
        """Go to one item of a sheet."""
        self.go(SHEET, sheet_id)
        if code:
            cast("SheetScreen", self.made(SHEET)).show_item(code)

    def to_result(self, case_id: int) -> None:
        """Go to the result of a case."""
        self.go(RESULT, case_id)

    def to_decision(self, case_id: int) -> None:
        """Go to the decision of a case."""
        self.go(DECISION, case_id)

    def to_plan(self, plan_id: int) -> None:
        """Go to one plan."""
        self.go(PLAN, plan_id)

    def to_library(self) -> None:
        """Go to the library of development actions."""
        self.go(LIBRARY)

    def to_campaigns(self) -> None:
        """Go to the list of campaigns."""
        self.go(CAMPAIGNS)

    def to_campaign(self, cycle_id: int) -> None:
        """Go to one campaign."""
        self.go(CAMPAIGN, cycle_id)

    def to_candidate(self, cycle_id: int, case_id: int) -> None:
        """Go to one candidate of a campaign."""
        self.go(CAMPAIGN, cycle_id)
        cast("CampaignScreen", self.made(CAMPAIGN)).show_case(case_id)

    def to_vacancy(self) -> None:
        """Go to the vacancy that is being typed, or to a new one."""
        self.go(VACANCY)

    def to_cycles(self) -> None:
        """Go to the list of cycles of staff."""
        self.go(CYCLES)

    def to_cycle(self, cycle_id: int) -> None:
        """Go to one cycle of staff."""
        self.go(CYCLE, cycle_id)

    def new_cycle(self) -> None:
        """Go to the cycle of staff that is being typed, or to a new one."""
        self.go(NEW_CYCLE)

    def type_sheet(self, sheet_id: int, assessor_id: int) -> None:
        """Go to a sheet in the name of its assessor, who works here from now on."""
        if assessor_id == self._context.me.id:
            self.go(SHEET, sheet_id)
        else:
            self._next = (SHEET, sheet_id)
            self.actor_chosen.emit(assessor_id)

    def find_sheet(self, number: str) -> None:
        """Go to the sheet of this number; in a campaign one is asked in whose name it is typed."""
        from db.assessing import paper_sheets

        found = self._context.data.read(paper_sheets.found, number)
        if found.campaign_id is None:
            self.go(SHEET, found.sheet.sheet_id)
        else:
            self.go(CAMPAIGN, found.campaign_id)
            cast("CampaignScreen", self.made(CAMPAIGN)).find_sheet(number)

    def to_comparison(self, cycle_id: int) -> None:
        """Go to the candidates of a campaign side by side."""
        self.go(COMPARE, cycle_id)

    def to_map(self, framework_id: int) -> None:
        """Go to the map between an edition and the one before."""
        self.go(VERSIONS, framework_id)

    def to_model_item(self, framework_id: int, code: str) -> None:
        """Go to one competency of an edition."""
        self.go(FRAMEWORK)
        cast("FrameworkScreen", self.made(FRAMEWORK)).show_item(framework_id, code)

    def to_setting(self, name: str) -> None:
        """Go to the field where one thing is set."""
        self.go(PREFERENCES)
        cast("PreferencesScreen", self.made(PREFERENCES)).point(name)

    def to_paper(self, case_id: int, kind: str) -> None:
        """Go where a document of a case is made, and ask for it alone."""
        if kind in OF_DECISIONS:
            self.go(DECISION, case_id)
            cast("DecisionScreen", self.made(DECISION)).ask_paper(kind)
        else:
            self.go(RESULT, case_id)
            cast("ResultScreen", self.made(RESULT)).ask_paper(kind)

    def to_organisation(self) -> None:
        """Go where the requisites stand."""
        self.go(PREFERENCES)

    def assess_new(self) -> None:
        """Ask for a candidate who is not in the list yet."""
        self.go(PEOPLE)
        cast("PeopleScreen", self.made(PEOPLE)).assess_new()

    def choose_staff(self) -> None:
        """Go to the list, narrowed to employees."""
        self.go(PEOPLE)
        cast("PeopleScreen", self.made(PEOPLE)).show_staff()

    def add_person(self) -> None:
        """Ask for a person to add."""
        self.go(PEOPLE)
        cast("PeopleScreen", self.made(PEOPLE)).add_person()

    def note_papers(self) -> None:
        """Remember that papers of what is shown were made."""
        self.note("papers", self._shown[1])

    def note_plan(self) -> None:
        """Remember that a plan was made of what is shown."""
        self.note("plan", self._shown[1])

    def note(self, kind: str, shown_id: int) -> None:
        """Remember for the overview that this was open; outside of the file stand ids only."""
        if kind and shown_id:
            from db.home import overview
            from desktop.home import visits

            file = self._context.data.read(overview.identity)
            visits.remember(self._context.settings, file, visits.Kind(kind), shown_id)

    def tell_requisites(self) -> None:
        """Say that the requisites are kept."""
        self.told.emit(_("The details are saved"))

    def tell_password(self) -> None:
        """Say that the new password holds."""
        self.told.emit(_("The password is changed"))
