"""Which page of the help a screen has; most are named as the screen."""

from desktop.places import DOCUMENTS, PAPERS

START = "start"  # before a file is open
SAME = {PAPERS: DOCUMENTS}  # one screen under two names


def page_of(place: str) -> str:
    """Return the page of the screen with this name."""
    return SAME.get(place, place)
