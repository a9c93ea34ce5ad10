"""Which page of the help a screen has; most are named as the screen."""

from desktop.data import Data
from desktop.office.help.reader import OF_A_FILE, Reader
from desktop.places import CLOSED, DOCUMENTS, JOURNAL, LEDGER, PAPERS, ROADS

START = "start"  # before a file is open
SAME = {PAPERS: DOCUMENTS, CLOSED: JOURNAL, LEDGER: JOURNAL}  # screens told of on another's page


def page_of(place: str) -> str:
    """Return the page of the screen with this name."""
    return SAME.get(place, place)


def reader_of(data: Data | None) -> Reader:
    """Return who reads the help in a window over this; before anything is open nothing is left away."""
    if data is None or not data.is_remote:
        return OF_A_FILE
    road = ROADS[data.role]
    screens = None if road.beyond is None else road.beyond | frozenset(road.rail)
    return Reader(data.role, of_file=False, of_units=data.of_units, screens=screens)
