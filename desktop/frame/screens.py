"""All screens of an open file, one entry each: how it is created and connected, and its place."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.context import Context
from desktop.frame.ways import Ways, Where
from desktop.kit.page.screen import Screen
from desktop.places import (
    ACCOUNTS,
    ASSESSMENT,
    CAMPAIGN,
    CAMPAIGNS,
    CLOSED,
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
    LEDGER,
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
    SHEET,
    TEAM,
    VACANCY,
    VERSIONS,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen.

    ``make`` returns the screen with its signals connected, and imports its modules on the first visit. The
    screen has ``open``, which takes an id if it shows ``one`` of many. ``depth`` is the distance from the
    rail: from a deeper screen Esc leads back to the previous one, or always to the place ``up``. ``place`` is
    marked on the rail meanwhile, and its key leads back to the last of its ``kept`` screens. ``noted`` is its
    kind in the overview's list of recent visits.
    """

    make: Callable[[Context, Ways], Screen]
    place: str
    depth: int = 0
    one: bool = False
    kept: bool = False
    up: str = ""
    noted: str = ""


def _home(context: Context, ways: Ways) -> Screen:
    from desktop.home.screen import HomeScreen

    screen = HomeScreen(context, ways)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.result_opened.connect(ways.to_result)
    screen.decision_opened.connect(ways.to_decision)
    screen.campaign_opened.connect(ways.to_campaign)
    screen.cycle_opened.connect(ways.to_cycle)
    screen.plan_opened.connect(ways.to_plan)
    screen.person_opened.connect(ways.to_person)
    screen.over_wanted.connect(ways.to_over)
    screen.candidate_wanted.connect(ways.assess_new)
    screen.staff_wanted.connect(ways.choose_staff)
    screen.people_wanted.connect(ways.add_employee)
    screen.demo_wanted.connect(ways.demo_wanted)
    screen.files_wanted.connect(ways.intake.choose_files)
    screen.organisation_wanted.connect(ways.to_organisation)
    screen.jump_wanted.connect(ways.jump)
    screen.documents_wanted.connect(ways.to_documents)
    screen.copies_wanted.connect(ways.to_copies)
    screen.familiarisation_wanted.connect(ways.to_familiarisation)
    screen.exchange_wanted.connect(ways.to_exchange)
    screen.vacancy_wanted.connect(ways.to_vacancy)
    screen.cycle_wanted.connect(ways.new_cycle)
    screen.vacancies_wanted.connect(ways.to_campaigns)
    screen.cycles_wanted.connect(ways.to_cycles)
    screen.plans_wanted.connect(ways.to_plans)
    return screen


def _people(context: Context, ways: Ways) -> Screen:
    from desktop.people.screen import PeopleScreen

    screen = PeopleScreen(context, ways)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.result_opened.connect(ways.to_result)
    screen.plan_opened.connect(ways.to_plan)
    screen.list_wanted.connect(ways.to_import)
    screen.pane.text_wanted.connect(ways.intake.import_people)
    screen.note_wanted.connect(ways.note_down)
    screen.notes_wanted.connect(ways.to_diary)
    screen.journal_wanted.connect(ways.to_journal)
    screen.familiarisation_wanted.connect(ways.to_signatures)
    screen.page_wanted.connect(ways.to_page)
    return screen


def _person(context: Context, ways: Ways) -> Screen:
    from desktop.people.page.screen import PersonScreen

    screen = PersonScreen(context, ways)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.result_opened.connect(ways.to_result)
    screen.plan_opened.connect(ways.to_plan)
    screen.note_opened.connect(ways.to_note)
    screen.issued_opened.connect(ways.to_issued)
    screen.exports_opened.connect(ways.to_journal)
    screen.signatures_opened.connect(ways.to_signatures)
    screen.step_wanted.connect(ways.take_step)
    return screen


def _diary(context: Context, ways: Ways) -> Screen:
    from desktop.team.diary.screen import DiaryScreen

    screen = DiaryScreen(context, ways)
    screen.note_wanted.connect(ways.note_down)
    screen.change_wanted.connect(ways.change_note)
    screen.person_opened.connect(ways.to_person)
    screen.item_opened.connect(ways.to_item)
    screen.result_opened.connect(ways.to_result)
    return screen


def _journal(context: Context, ways: Ways) -> Screen:
    from desktop.journal.screen import JournalScreen

    screen = JournalScreen(context, ways)
    screen.person_opened.connect(ways.to_person)
    return screen


def _closed(context: Context, ways: Ways) -> Screen:
    from desktop.hiring.closed.screen import ClosedScreen

    screen = ClosedScreen(context, ways)
    screen.result_opened.connect(ways.to_result)
    screen.decision_opened.connect(ways.to_decision)
    return screen


def _ledger(context: Context, ways: Ways) -> Screen:
    from desktop.people.ledger.screen import LedgerScreen

    return LedgerScreen(context, ways)


def _accounts(context: Context, ways: Ways) -> Screen:
    from desktop.people.accounts.screen import AccountsScreen

    return AccountsScreen(context, ways)


def _import(context: Context, ways: Ways) -> Screen:
    from desktop.people.exchange.screen import ImportScreen

    screen = ImportScreen(context, ways)
    screen.file_wanted.connect(ways.intake.choose_wanted)
    screen.text_wanted.connect(ways.intake.import_wanted_text)
    screen.people_wanted.connect(ways.to_people)
    return screen


def _campaigns(context: Context, ways: Ways) -> Screen:
    from desktop.hiring.campaign.list_screen import CampaignsScreen

    screen = CampaignsScreen(context, ways)
    screen.campaign_opened.connect(ways.to_campaign)
    screen.vacancy_wanted.connect(ways.to_vacancy)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.result_opened.connect(ways.to_result)
    screen.person_opened.connect(ways.to_person)
    screen.cycles_wanted.connect(ways.to_cycles)
    screen.exchange_wanted.connect(ways.to_exchange)
    return screen


def _cycles(context: Context, ways: Ways) -> Screen:
    from desktop.team.cycle.list_screen import CyclesScreen

    screen = CyclesScreen(context, ways)
    screen.cycle_opened.connect(ways.to_cycle)
    screen.cycle_wanted.connect(ways.new_cycle)
    screen.levels_wanted.connect(ways.to_levels)
    screen.campaigns_wanted.connect(ways.to_campaigns)
    screen.exchange_wanted.connect(ways.to_exchange)
    return screen


def _exchange(context: Context, ways: Ways) -> Screen:
    from desktop.exchange.screen import ExchangeScreen

    screen = ExchangeScreen(context, ways)
    screen.campaigns_wanted.connect(ways.to_campaigns)
    screen.cycles_wanted.connect(ways.to_cycles)
    screen.packet_wanted.connect(ways.intake.choose_wanted)
    screen.forms_wanted.connect(ways.exchange.to_forms)
    screen.merge_wanted.connect(ways.exchange.ask_to_merge)
    screen.sheet_opened.connect(ways.type_sheet)
    screen.case_opened.connect(ways.exchange.to_case)
    screen.invitation_wanted.connect(ways.exchange.invite)
    screen.sealing_wanted.connect(ways.exchange.seal)
    screen.opening_wanted.connect(ways.exchange.open_sheets)
    screen.return_wanted.connect(ways.exchange.bring_back)
    screen.along_wanted.connect(ways.exchange.take_along)
    return screen


def _cycle(context: Context, ways: Ways) -> Screen:
    from desktop.team.cycle.screen import CycleScreen

    screen = CycleScreen(context, ways)
    screen.invitation_wanted.connect(ways.exchange.invite)
    screen.form_wanted.connect(ways.exchange.to_forms_of)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.paper_opened.connect(ways.type_sheet)
    screen.result_opened.connect(ways.to_result)
    screen.person_opened.connect(ways.to_person)
    return screen


def _levels(context: Context, ways: Ways) -> Screen:
    from desktop.team.levels.screen import LevelsScreen

    screen = LevelsScreen(context, ways)
    screen.file_wanted.connect(ways.intake.choose_wanted)
    screen.text_wanted.connect(ways.intake.import_wanted_text)
    screen.opened.connect(ways.to_cycle)
    screen.framework_wanted.connect(ways.to_model_item)
    return screen


def _new_cycle(context: Context, ways: Ways) -> Screen:
    from desktop.team.cycle.new_screen import NewCycleScreen

    screen = NewCycleScreen(context, ways)
    screen.opened.connect(ways.to_cycle)
    return screen


def _campaign(context: Context, ways: Ways) -> Screen:
    from desktop.hiring.campaign.screen import CampaignScreen

    screen = CampaignScreen(context, ways)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.result_opened.connect(ways.to_result)
    screen.paper_opened.connect(ways.type_sheet)
    screen.decision_wanted.connect(ways.to_decision)
    screen.compare_wanted.connect(ways.to_comparison)
    screen.invitation_wanted.connect(ways.exchange.invite)
    screen.person_opened.connect(ways.to_person)
    return screen


def _vacancy(context: Context, ways: Ways) -> Screen:
    from desktop.hiring.campaign.vacancy_screen import VacancyScreen

    screen = VacancyScreen(context, ways)
    screen.opened.connect(ways.to_campaign)
    return screen


def _sheet(context: Context, ways: Ways) -> Screen:
    from desktop.assessing.sheet.screen import SheetScreen

    screen = SheetScreen(context, ways)
    screen.submitted.connect(ways.to_result)
    screen.banner.result_wanted.connect(ways.to_result)
    screen.banner.sealing_wanted.connect(ways.exchange.seal)
    screen.strips.along.return_wanted.connect(ways.exchange.bring_back)
    screen.strips.along.packet_wanted.connect(ways.exchange.choose_packet)
    screen.along_wanted.connect(ways.exchange.take_along)
    screen.awaited.connect(ways.to_candidate)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.actor_chosen.connect(ways.go_on_as)
    screen.paper_opened.connect(ways.find_typed)
    return screen


def _result(context: Context, ways: Ways) -> Screen:
    from desktop.assessing.result.screen import ResultScreen

    screen = ResultScreen(context, ways)
    screen.plan_opened.connect(ways.note_plan)
    screen.plan_opened.connect(ways.to_plan)
    screen.sheet_opened.connect(ways.to_item)
    screen.decision_wanted.connect(ways.to_decision)
    screen.conclusion_wanted.connect(ways.to_conclusion)
    screen.sending_wanted.connect(ways.exchange.send_result)
    return screen


def _decision(context: Context, ways: Ways) -> Screen:
    from desktop.hiring.decision.screen import DecisionScreen

    screen = DecisionScreen(context, ways)
    screen.result_opened.connect(ways.to_result)
    screen.sheet_opened.connect(ways.to_sheet)
    screen.person_opened.connect(ways.to_person)
    return screen


def _comparison(context: Context, ways: Ways) -> Screen:
    from desktop.hiring.compare.screen import CompareScreen

    screen = CompareScreen(context, ways)
    screen.result_opened.connect(ways.to_result)
    screen.decision_wanted.connect(ways.to_decision)
    return screen


def _team(context: Context, ways: Ways) -> Screen:
    from desktop.team.screen import TeamScreen

    screen = TeamScreen(context, ways)
    screen.result_opened.connect(ways.to_result)
    screen.item_opened.connect(ways.to_item)
    screen.person_opened.connect(ways.to_person)
    screen.cycle_wanted.connect(ways.new_cycle)
    screen.plan_opened.connect(ways.to_plan)
    return screen


def _plans(context: Context, ways: Ways) -> Screen:
    from desktop.development.list_screen import PlansScreen

    screen = PlansScreen(context, ways)
    screen.plan_opened.connect(ways.to_plan)
    screen.library_wanted.connect(ways.to_library)
    return screen


def _library(context: Context, ways: Ways) -> Screen:
    from desktop.development.library.library_screen import LibraryScreen

    return LibraryScreen(context, ways)


def _plan(context: Context, ways: Ways) -> Screen:
    from desktop.development.screen import PlanScreen

    screen = PlanScreen(context, ways)
    screen.plan_opened.connect(ways.to_plan)
    screen.result_opened.connect(ways.to_result)
    return screen


def _framework(context: Context, ways: Ways) -> Screen:
    from desktop.framework.screen import FrameworkScreen

    screen = FrameworkScreen(context, ways)
    screen.acts.file_wanted.connect(ways.intake.choose_wanted)
    screen.acts.text_wanted.connect(ways.intake.import_wanted_text)
    screen.acts.sending_wanted.connect(ways.exchange.send_model)
    screen.library_wanted.connect(ways.to_library)
    screen.map_wanted.connect(ways.to_map)
    screen.familiarisation_wanted.connect(ways.to_familiarisation)
    return screen


def _documents(context: Context, ways: Ways, *, back: bool = False) -> Screen:
    from desktop.export.screen import DocumentsScreen

    screen = DocumentsScreen(context, ways, back=back)
    screen.organisation_wanted.connect(ways.to_organisation)
    screen.register_wanted.connect(ways.to_register)
    screen.case_saved.connect(ways.note_papers)
    return screen


def _register(context: Context, ways: Ways) -> Screen:
    from desktop.export.register.screen import RegisterScreen

    return RegisterScreen(context, ways)


def _papers(context: Context, ways: Ways) -> Screen:
    return _documents(context, ways, back=True)


def _familiarisation(context: Context, ways: Ways) -> Screen:
    from desktop.framework.familiarisation.screen import FamiliarisationScreen

    screen = FamiliarisationScreen(context, ways)
    screen.person_opened.connect(ways.to_person)
    return screen


def _versions(context: Context, ways: Ways) -> Screen:
    from desktop.framework.versions.screen import MapScreen

    return MapScreen(context, ways)


def _preferences(context: Context, ways: Ways) -> Screen:
    from desktop.preferences.screen import PreferencesScreen

    screen = PreferencesScreen(context, ways)
    screen.language_chosen.connect(ways.language_chosen)
    screen.theme_chosen.connect(ways.theme_chosen)
    screen.font_step_chosen.connect(ways.font_step_chosen)
    screen.still_chosen.connect(ways.still_chosen)
    screen.actor_wanted.connect(ways.go_on_as)
    screen.saved.connect(ways.tell_requisites)
    screen.password_changed.connect(ways.tell_password)
    screen.code_wanted.connect(ways.code_wanted)
    screen.key_wanted.connect(ways.key_wanted)
    return screen


def _copies(context: Context, ways: Ways) -> Screen:
    from desktop.copies.screen import CopiesScreen

    screen = CopiesScreen(context, ways.file, ways)
    screen.file_chosen.connect(ways.file_chosen)
    return screen


SCREENS = {
    HOME: Entry(_home, HOME),
    PEOPLE: Entry(_people, PEOPLE, one=True, noted="person"),
    PERSON: Entry(_person, PEOPLE, depth=3, one=True, noted="person"),
    DIARY: Entry(_diary, PEOPLE, depth=6, one=True),
    JOURNAL: Entry(_journal, HOME, depth=6, one=True),
    CLOSED: Entry(_closed, CLOSED),
    LEDGER: Entry(_ledger, LEDGER),
    ACCOUNTS: Entry(_accounts, ACCOUNTS),
    IMPORT: Entry(_import, PEOPLE, depth=1, up=PEOPLE),
    CAMPAIGNS: Entry(_campaigns, ASSESSMENT),
    CYCLES: Entry(_cycles, ASSESSMENT),
    EXCHANGE: Entry(_exchange, ASSESSMENT),
    LEVELS: Entry(_levels, ASSESSMENT, depth=1, kept=True, up=CYCLES),
    NEW_CYCLE: Entry(_new_cycle, ASSESSMENT, depth=1, kept=True, up=CYCLES),
    CYCLE: Entry(_cycle, ASSESSMENT, depth=1, one=True, kept=True, up=CYCLES),
    CAMPAIGN: Entry(_campaign, ASSESSMENT, depth=1, one=True, kept=True, up=CAMPAIGNS),
    VACANCY: Entry(_vacancy, ASSESSMENT, depth=1, kept=True, up=CAMPAIGNS),
    COMPARE: Entry(_comparison, ASSESSMENT, depth=2, one=True, kept=True),
    DECISION: Entry(_decision, ASSESSMENT, depth=3, one=True, kept=True, noted="result"),
    SHEET: Entry(_sheet, ASSESSMENT, depth=4, one=True, kept=True, noted="sheet"),
    RESULT: Entry(_result, ASSESSMENT, depth=4, one=True, kept=True, noted="result"),
    TEAM: Entry(_team, TEAM),
    DEVELOPMENT: Entry(_plans, DEVELOPMENT),
    LIBRARY: Entry(_library, DEVELOPMENT, depth=1),
    PLAN: Entry(_plan, DEVELOPMENT, depth=5, one=True, kept=True),
    FRAMEWORK: Entry(_framework, FRAMEWORK),
    VERSIONS: Entry(_versions, FRAMEWORK, depth=1, one=True),
    FAMILIARISATION: Entry(_familiarisation, FRAMEWORK, depth=6, one=True),
    DOCUMENTS: Entry(_documents, DOCUMENTS),
    PAPERS: Entry(_papers, DOCUMENTS, depth=7),
    REGISTER: Entry(_register, DOCUMENTS, depth=8),
    PREFERENCES: Entry(_preferences, PREFERENCES),
    COPIES: Entry(_copies, PREFERENCES, depth=6),
}


def trail(before: tuple[Where, ...], left: Where, reached: Where) -> tuple[Where, ...]:
    """Return what Esc leads back to, last first: what is nearer to the rail; from a decision, its result."""
    if reached == left:
        return before
    depth = SCREENS[reached[0]].depth
    way = tuple(one for one in before if SCREENS[one[0]].depth < depth)
    behind = SCREENS[left[0]].depth < depth or (left[0] == RESULT and reached == (DECISION, left[1]))
    return (*way, left) if behind and left not in way else way
