"""The mark at the top of what tells about people."""

from domain.people.organisation import Organisation
from resources.i18n import Words


def confidential(organisation: Organisation, words: Words) -> str:
    """Return the mark with the number of the copy, in the organisation's own words if it has some."""
    mark = organisation.more.confidentiality
    if not mark:
        return words.gettext("Confidential. Copy No. 1")
    return words.gettext("{mark}. Copy No. 1").format(mark=mark)
