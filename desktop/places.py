"""The screens one can go to, by name, and those shown on the rail."""

from desktop.actions import Actions
from desktop.kit.page.rail import Place

HOME, PEOPLE, ASSESSMENT, PREFERENCES = "home", "people", "assessment", "preferences"
PERSON = "person"
CAMPAIGNS, CAMPAIGN, VACANCY, COMPARE = "campaigns", "campaign", "vacancy", "compare"
CYCLES, CYCLE, NEW_CYCLE = "cycles", "cycle", "new_cycle"
EXCHANGE = "exchange"
DECISION, SHEET, RESULT = "decision", "sheet", "result"
DEVELOPMENT, PLAN, LIBRARY = "development", "plan", "library"
IMPORT, DIARY, COPIES, JOURNAL = "people_import", "diary", "copies", "journal"
LEVELS, DOCUMENTS, PAPERS, REGISTER = "levels_import", "documents", "papers", "register"
TEAM = "team"
FRAMEWORK, VERSIONS, FAMILIARISATION = "framework", "versions", "familiarisation"


def places(actions: Actions) -> tuple[Place, ...]:
    """Return the places on the rail in the current language."""
    table = (
        (HOME, "house"),
        (PEOPLE, "users-round"),
        (ASSESSMENT, "clipboard-check"),
        (TEAM, "grid-3x3"),
        (DEVELOPMENT, "sprout"),
        (FRAMEWORK, "list-tree"),
        (DOCUMENTS, "files"),
        (PREFERENCES, "settings-2"),
    )
    return tuple(Place(name, actions.text(name), icon, actions.cap(name)) for name, icon in table)
