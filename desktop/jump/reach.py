"""Which of the things that the jump box offers this role has."""

from collections.abc import Iterable

from db.assessing import assessments, people, rosters
from db.development import calendars
from db.exchange import along
from db.hiring import campaigns
from db.people import organisation, requisites, retention
from db.team import diary, level_imports, quarterly
from desktop.context import Context
from desktop.jump import offers
from desktop.jump.entries import Entry, Kind
from desktop.places import DIARY, DOCUMENTS, EXCHANGE, FAMILIARISATION, JOURNAL, LIBRARY, ROADS

WRITES = {
    "new_assessment": assessments.start,
    "add_people": people.add,
    "import_files": rosters.load,
    "import_text": rosters.load,
    "load_people": rosters.load,
    "load_levels": level_imports.load,
    "dismiss": people.dismiss,
    "new_vacancy": campaigns.open,
    "new_cycle": quarterly.open_quarterly,
    "note": diary.write,
    "take_along": along.handed_out,
    "organisation": organisation.describe,
    "requisites": requisites.keep,
    "calendar": calendars.keep,
    "retention": retention.keep_policy,
}
"""What an act of every screen, or the field of a setting, writes in the end."""

LEADS = {
    **dict.fromkeys(("exchange", *(one for one in offers.EXCHANGE if one != "take_along")), EXCHANGE),
    "diary": DIARY,
    "journal": JOURNAL,
    "familiarisation": FAMILIARISATION,
    "library": LIBRARY,
    "folder": DOCUMENTS,
}
"""Where an act of every screen leads, or the place that a setting is for."""


def reached(context: Context, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Leave away the acts and settings that this role has not."""
    road, data = ROADS[context.data.role], context.data

    def has(entry: Entry) -> bool:
        if entry.kind not in (Kind.ACT, Kind.SETTING):
            return True
        if entry.kind is Kind.ACT and entry.name in road.rail:  # offered as a place already
            return False
        if entry.name in WRITES and not data.allows(WRITES[entry.name]):
            return False
        return entry.name not in LEADS or road.leads_to(LEADS[entry.name])

    return tuple(filter(has, entries))
