"""Which page of the help a screen has; most are named as the screen."""

from desktop.places import DOCUMENTS, PAPERS
from resources.help_pages import CONTENTS, names

START = "start"  # before a file is open
SAME = {PAPERS: DOCUMENTS}  # one screen under two names


def page_of(place: str) -> str:
    """Return the page of the screen with this name."""
    name = SAME.get(place, place)
    return name if name in names("ru") else CONTENTS
