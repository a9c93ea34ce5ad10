"""The headline of a result in a cell of a workbook: bold when final, «≈ 94 %» while provisional."""

from domain.assessing.scoring import Status
from reports.book.table import Shown
from reports.book.workbook import SHARE, Look, Tab
from reports.words import phrases

ABOUT = '"≈\u00a0"0%'


def put(tab: Tab, row: int, column: int, totals: phrases.Sums) -> None:
    """Put the attainment with its full precision; the cell stays empty where no single number stands."""
    number = totals.attainment if phrases.has_number(totals) else None
    tab.put_number(row, column, number, form(totals.status), look(totals.status))


def shown(totals: phrases.Sums) -> Shown:
    """Return the attainment likewise for a column of a table."""
    number = totals.attainment if phrases.has_number(totals) else None
    return Shown(number, form(totals.status), look(totals.status))


def form(status: Status) -> str:
    """Return the format of the number."""
    return ABOUT if status is Status.PROVISIONAL else SHARE


def look(status: Status) -> Look:
    """Return how loud it is."""
    return Look.STRONG if status is Status.FINAL else Look.TEXT
