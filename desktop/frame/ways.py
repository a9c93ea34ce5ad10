"""Where the signals of screens lead; screens do not know each other."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.frame.exchange import Exchange
from desktop.frame.intake import Intake
from desktop.frame.place import WithPapers
from desktop.kit.page.screen import Screen
from desktop.places import (
    CAMPAIGN,
    CAMPAIGNS,
    COMPARE,
    COPIES,
    CYCLE,
    CYCLES,
    DECISION,
    DEVELOPMENT,
    DIARY,
    DOCUMENTS,
    EXCHANGE,
    FAMILIARISATION,
    FRAMEWORK,
    HOME,
    IMPORT,
    JOURNAL,
    LEVELS,
    LIBRARY,
    NEW_CYCLE,
    PAPERS,
    PEOPLE,
    PERSON,
    PLAN,
    PREFERENCES,
    REGISTER,
    RESULT,
    ROADS,
    SHEET,
    VACANCY,
    VERSIONS,
    Road,
)
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.assessing.sheet.screen import SheetScreen
    from desktop.export.papers_of import PapersOf
    from desktop.export.register.screen import RegisterScreen
    from desktop.export.screen import DocumentsScreen
    from desktop.framework.familiarisation.screen import FamiliarisationScreen
    from desktop.framework.screen import FrameworkScreen
    from desktop.hiring.campaign.screen import CampaignScreen
    from desktop.hiring.decision.screen import DecisionScreen
    from desktop.people.screen import PeopleScreen
    from desktop.preferences.screen import PreferencesScreen
    from desktop.team.diary.screen import DiaryScreen
    from domain.team.diary import Note

type Where = tuple[str, int]  # name of a screen and the id it shows; 0: none


SOON = 500  # ms without a step after which the place is written


class Ways(QWidget):
    """What a screen's signals may be connected to: acts of the window, and ways to other screens.

    Signals:
        file_wanted: open another file.
        file_chosen: path of the file to open. file_forgotten: to remove from the list of recent ones.
        new_file_wanted: create another file. close_wanted: close this one.
        lock_wanted: hide the file until its password is given.
        about_wanted: show version, licences and folders.
        demo_wanted: show the example. demo_removal_wanted: remove it.
        language_chosen, theme_chosen, font_step_chosen: the window must be rebuilt.
        still_chosen: whether nothing on the screens may move.
        actor_wanted: somebody else is to assess from now on; it is asked first.
        actor_chosen: somebody else assesses from now on.
        code_wanted: show the recovery code, which is given.
        key_wanted: give the file a new key; its present password or code, and the new password.
        exported: the paths of the documents written, a tuple.
        told: a message of success.
        removed: what was removed, to be said with a way to undo it.
        undoable: what was done, and what undoes it.
        keys_changed: the keys of the current screen have changed.
    """

    file_wanted = Signal()
    file_chosen = Signal(object)
    file_forgotten = Signal(object)
    new_file_wanted = Signal()
    lock_wanted = Signal()
    close_wanted = Signal()
    about_wanted = Signal()
    demo_wanted = Signal()
    demo_removal_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    font_step_chosen = Signal(int)
    still_chosen = Signal(bool)
    code_wanted = Signal(str)
    key_wanted = Signal(str, str)
    actor_wanted = Signal(int)
    actor_chosen = Signal(int)
    exported = Signal(object)
    told = Signal(str)
    removed = Signal(str)
    undoable = Signal(str, object)
    keys_changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.file = ""  # this computer's key for the file; "" for the example, which is not remembered
        self._shown: Where = (HOME, 0)
        self._trail: tuple[Where, ...] = ()
        self._next: tuple[int, Where] | None = None  # the next actor, and where he or she begins
        self.exchange = Exchange(context, self)
        self.intake = Intake(context, self)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(context.settings.write)

    @property
    def road(self) -> Road:
        """Where whoever works here can go."""
        return ROADS[self._context.data.role]

    def go(self, name: str, shown_id: int = 0) -> bool:
        """Go to a place on the rail, or to one campaign, decision, sheet or result.

        Where the role has no such screen, its first place is shown; return whether it has.
        """
        raise NotImplementedError

    def made(self, name: str) -> Screen:
        """Return the screen with this name, created on first use."""
        raise NotImplementedError

    @property
    def shown_actions(self) -> list[QAction]:
        """The acts that the screen now shown allows."""
        return [one for one in self.made(self._shown[0]).actions() if one.isEnabled()]

    def jump(self) -> None:
        """Open the jump box."""
        raise NotImplementedError

    def say(self, what: str, rest: str) -> None:
        """Show something worth knowing."""
        raise NotImplementedError

    def to_diary(self, person_id: int = 0) -> None:
        """Go to all notes, or to those about one person."""
        self.go(DIARY, person_id)

    def to_journal(self, person_id: int = 0) -> None:
        """Go to the journal, of everybody or of one person."""
        self.go(JOURNAL, person_id)

    def change_note(self, note: "Note") -> None:
        """Open the panel to reword a note."""
        raise NotImplementedError

    def note_down(self, person_id: int = 0) -> None:
        """Open the panel for a note about this person, or about the one on the screen."""
        raise NotImplementedError

    def back(self) -> None:
        """Go where the current screen's back arrow leads."""
        raise NotImplementedError

    def to_people(self) -> None:
        """Go to the list of people, at its last position."""
        self.go(PEOPLE)

    def to_person(self, person_id: int) -> None:
        """Go to a person in the list."""
        self.go(PEOPLE, person_id)

    def to_page(self, person_id: int) -> None:
        """Go to the page of a person."""
        self.go(PERSON, person_id)

    def to_note(self, person_id: int, note_id: int) -> None:
        """Go to one note about a person."""
        if self.go(DIARY, person_id):
            cast("DiaryScreen", self.made(DIARY)).stand_on(note_id)

    def take_step(self, person_id: int) -> None:
        """Take the next step with a person."""
        if self.go(PEOPLE, person_id):
            cast("PeopleScreen", self.made(PEOPLE)).take_step()

    def to_import(self) -> None:
        """Go to the import of lists of people."""
        self.go(IMPORT)

    @property
    def record_acts(self) -> dict[str, Callable[[], object]]:
        """The ways to what is on record beside assessments, by name."""
        return {
            "diary": self.to_diary,
            "journal": self.to_journal,
            "familiarisation": self.to_familiarisation,
            "exchange": self.to_exchange,
        }

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

    def to_conclusion(self, case_id: int) -> None:
        """Go to the conclusion of a case."""
        if self.go(DECISION, case_id):
            cast("DecisionScreen", self.made(DECISION)).show_conclusion()

    def to_plan(self, plan_id: int) -> None:
        """Go to one plan."""
        self.go(PLAN, plan_id)

    def to_plans(self) -> None:
        """Go to the list of plans."""
        self.go(DEVELOPMENT)

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
        if self.go(CAMPAIGN, cycle_id):
            cast("CampaignScreen", self.made(CAMPAIGN)).show_case(case_id)

    def to_vacancy(self) -> None:
        """Go to the vacancy being drafted, or to a new one."""
        self.go(VACANCY)

    def to_cycles(self) -> None:
        """Go to the list of staff cycles."""
        self.go(CYCLES)

    def to_cycle(self, cycle_id: int) -> None:
        """Go to one staff cycle."""
        self.go(CYCLE, cycle_id)

    def new_cycle(self) -> None:
        """Go to the staff cycle being drafted, or to a new one."""
        self.go(NEW_CYCLE)

    def to_exchange(self) -> None:
        """Go to who has which packet or form."""
        self.go(EXCHANGE)

    def to_levels(self) -> None:
        """Go to the import of levels from a skill matrix."""
        self.go(LEVELS)

    def go_on_as(self, person_id: int) -> None:
        """Ask whether to go on in the name of this person: the one question on every way there."""
        self._next = None  # where an earlier question, to which the answer was no, would have led
        if person_id != self._context.me.id:
            self.actor_wanted.emit(person_id)

    def find_typed(self, sheet_id: int, assessor_id: int) -> None:
        """As ``type_sheet``, when nobody was asked yet: a number does not say whose sheet it is."""
        if assessor_id == self._context.me.id:
            self.go(SHEET, sheet_id)
            return
        self._next = assessor_id, (SHEET, sheet_id)
        self.actor_wanted.emit(assessor_id)

    def type_sheet(self, sheet_id: int, assessor_id: int) -> None:
        """Go to a sheet in the name of its assessor, who becomes the actor; whoever leads here has asked."""
        if assessor_id == self._context.me.id:
            self.go(SHEET, sheet_id)
        else:
            self._next = assessor_id, (SHEET, sheet_id)
            self.actor_chosen.emit(assessor_id)

    def find_sheet(self, number: str) -> None:
        """Go to the sheet with this number; in a campaign, ask in whose name it is entered."""
        from db.assessing.sheet import paper_sheets

        found = self._context.data.read(paper_sheets.found, number)
        if found.campaign_id is None:
            self.go(SHEET, found.sheet.sheet_id)
        else:
            self.go(CAMPAIGN, found.campaign_id)
            cast("CampaignScreen", self.made(CAMPAIGN)).find_sheet(number)

    def to_comparison(self, cycle_id: int) -> None:
        """Go to the side-by-side comparison of a campaign's candidates."""
        self.go(COMPARE, cycle_id)

    def to_map(self, framework_id: int) -> None:
        """Go to the map between an edition and the previous one."""
        self.go(VERSIONS, framework_id)

    def to_familiarisation(self, framework_id: int = 0) -> None:
        """Go to who has signed what; first the job description of an edition, if one is given."""
        self.go(FAMILIARISATION, framework_id)

    def to_signatures(self, person_id: int) -> None:
        """Go there for the results of one person."""
        if self.go(FAMILIARISATION):
            cast("FamiliarisationScreen", self.made(FAMILIARISATION)).show_person(person_id)

    def to_model_item(self, framework_id: int, code: str) -> None:
        """Go to one competency of an edition."""
        if self.go(FRAMEWORK):
            cast("FrameworkScreen", self.made(FRAMEWORK)).show_item(framework_id, code)

    def to_setting(self, name: str) -> None:
        """Go to the field of one setting."""
        if self.go(PREFERENCES):
            cast("PreferencesScreen", self.made(PREFERENCES)).point(name)

    @property
    def papers(self) -> "PapersOf | None":
        """The documents of what is shown, None if there are none now."""
        if not self.road.leads_to(PAPERS):
            return None
        shown = self.made(self._shown[0])
        found = shown.papers if isinstance(shown, WithPapers) else None
        if found is None:
            return None
        from desktop.export.papers_of import allowed

        return allowed(found, self._context.data)

    def to_papers(self, kind: str = "") -> None:
        """Go to the documents of what is shown: to one kind, or to the usual one."""
        wanted = self.papers
        if wanted is not None and wanted.of:
            self.go(PAPERS)
            cast("DocumentsScreen", self.made(PAPERS)).take(replace(wanted, kind=kind or wanted.kind))

    def to_documents(self) -> None:
        """Go to all documents."""
        self.go(DOCUMENTS)

    def to_register(self) -> None:
        """Go to the register of issued documents."""
        self.go(REGISTER)

    def to_issued(self, issued_id: int) -> None:
        """Go to one line of the register."""
        if self.go(REGISTER):
            cast("RegisterScreen", self.made(REGISTER)).table.stand_on(issued_id)

    def to_organisation(self) -> None:
        """Go to the organisation's details."""
        self.go(PREFERENCES)

    def to_copies(self) -> None:
        """Go to the copies of the file."""
        self.go(COPIES)

    def assess_new(self) -> None:
        """Ask for a candidate who is not in the list yet."""
        if self.go(PEOPLE):
            cast("PeopleScreen", self.made(PEOPLE)).assess_new()

    def choose_staff(self) -> None:
        """Go to the list of people, narrowed to employees."""
        if self.go(PEOPLE):
            cast("PeopleScreen", self.made(PEOPLE)).show_staff()

    def to_over(self) -> None:
        """Go to the list of people, narrowed to those whose data may be kept no longer."""
        if self.go(PEOPLE):
            cast("PeopleScreen", self.made(PEOPLE)).show_over()

    def add_employee(self) -> None:
        """Ask for a person to add to the team."""
        if self.go(PEOPLE):
            cast("PeopleScreen", self.made(PEOPLE)).add_employee()

    def note_papers(self, case_id: int) -> None:
        """Remember that documents of a case were made."""
        self.note("papers", case_id)

    def note_plan(self) -> None:
        """Remember that a plan was made from the current screen."""
        self.note("plan", self._shown[1])

    def note(self, kind: str, shown_id: int) -> None:
        """Remember for the overview that this was open; only ids are stored outside the file."""
        if kind and shown_id:
            from db.home import overview
            from desktop.home import visits

            file = self._context.data.read(overview.identity)
            visits.remember(self._context.settings, file, visits.Kind(kind), shown_id)
            self._soon.start()

    def keep_place(self) -> None:
        """Remember the place for the next start; it is written soon: power may fail."""
        if self.file:
            self._context.settings.keep_place(self.file, self._shown)
            self._soon.start()

    def tell_requisites(self) -> None:
        """Say that the organisation's details are saved."""
        self.told.emit(_("The details are saved"))

    def tell_password(self) -> None:
        """Say that the new password is valid."""
        if self._context.data.is_remote:
            self.told.emit(_("The password is changed."))
            return
        self.told.emit(_("The password is changed. Older copies still open with the old one."))
