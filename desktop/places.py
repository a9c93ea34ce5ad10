"""The screens one can go to, by name, those shown on the rail, and which of them a role has."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.actions import Actions
from desktop.kit.page.rail import Place
from domain.login import LoginRole

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
CLOSED, LEDGER = "closed_assessments", "erasures"
ACCOUNTS = "accounts"
FRAMEWORK, VERSIONS, FAMILIARISATION = "framework", "versions", "familiarisation"


_ICONS = {
    HOME: "house",
    PEOPLE: "users-round",
    ASSESSMENT: "clipboard-check",
    TEAM: "grid-3x3",
    DEVELOPMENT: "sprout",
    FRAMEWORK: "list-tree",
    DOCUMENTS: "files",
    PREFERENCES: "settings-2",
}
_OF_AN_AUDITOR = {JOURNAL: "history", CLOSED: "archive", LEDGER: "user-round-x"}
"""Places on the rail of an auditor; the journal is reached from the menu elsewhere."""
_OF_AN_ADMINISTRATOR = {ACCOUNTS: "key-round"}


_ICON_OF = _ICONS | _OF_AN_AUDITOR | _OF_AN_ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Road:
    """Where a role goes: the places on its rail, the first to begin at, and the screens reached from them.

    *beyond* is None where nothing is closed, as over a file, but what is *apart*.
    """

    rail: tuple[str, ...]
    beyond: frozenset[str] | None = None
    under: str = ""  # what is marked meanwhile, if not the first
    apart: frozenset[str] = frozenset()

    def leads_to(self, name: str) -> bool:
        """Return whether this screen, or this place, is on the road."""
        if self.beyond is None:
            return name not in self.apart
        return name in self.rail or name in self.beyond


_EVERYWHERE = Road(tuple(_ICONS), apart=frozenset(_OF_AN_ADMINISTRATOR))
ROADS: Mapping[LoginRole, Road] = MappingProxyType(
    {
        LoginRole.HR: _EVERYWHERE,
        LoginRole.MANAGER: Road(
            (HOME, PEOPLE, ASSESSMENT, TEAM, DEVELOPMENT, PREFERENCES),
            frozenset({PERSON, DIARY, CYCLES, CYCLE, SHEET, RESULT, PLAN, PAPERS}),
        ),
        LoginRole.ASSESSOR: Road((HOME, PREFERENCES), frozenset({SHEET})),
        LoginRole.AUDITOR: Road(
            (JOURNAL, CLOSED, LEDGER, PREFERENCES), frozenset({RESULT, DECISION, SHEET}), CLOSED
        ),
        LoginRole.ADMINISTRATOR: Road((ACCOUNTS, PREFERENCES), frozenset()),
    }
)
"""Every role has a window."""


def places(actions: Actions, role: LoginRole) -> tuple[Place, ...]:
    """Return the places on the rail of this role, in the current language.

    One whose act has no key of its own has that of its number, as the first places have elsewhere.
    """
    return tuple(
        Place(name, actions.text(name), _ICON_OF[name], actions.cap(name) or f"Ctrl+{number}")
        for number, name in enumerate(ROADS[role].rail, 1)
    )
