"""From a record of the model to its clause of the job description, and from a clause to what it feeds."""

from desktop.framework.duties_page import DutyRow
from desktop.framework.model import ItemRow
from desktop.framework.profiles_page import ProfileRow
from domain.framework.job_description import Feed, FeedKind
from domain.people.gates import GateKind


def feed_of(row: ItemRow | DutyRow | ProfileRow | None) -> Feed | None:
    """Return what the clause of this record feeds; of a profile its first requirement. None without a row."""
    match row:
        case None:
            return None
        case ItemRow():
            return Feed(FeedKind.ITEM, row.item.code)
        case DutyRow():
            return Feed(FeedKind.DUTY, row.duty.code)
        case ProfileRow():
            asked = row.profile.requirements.asked
            return Feed(FeedKind.GATE, asked[0] if asked else GateKind.EDUCATION)
