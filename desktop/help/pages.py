"""Which page of the help a screen has; most are named as the screen."""

from desktop.places import CLOSED, DOCUMENTS, JOURNAL, LEDGER, PAPERS

START = "start"  # before a file is open
SAME = {PAPERS: DOCUMENTS, CLOSED: JOURNAL, LEDGER: JOURNAL}  # screens told of on another's page


def page_of(place: str) -> str:
    """Return the page of the screen with this name."""
    return SAME.get(place, place)
