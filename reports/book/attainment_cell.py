"""The headline of a result in a workbook cell: bold when final, «≈ 94 %» while provisional."""

from domain.assessing.scoring import Status
from reports.book.table import Shown
from reports.book.workbook import SHARE, Look, Tab
from reports.words import phrases

ABOUT = '"≈\u00a0"0%'


def put(tab: Tab, row: int, column: int, totals: phrases.Sums) -> None:
    """Write the attainment with its full precision; the cell stays empty where no number may be shown."""
    number = totals.attainment if phrases.has_number(totals) else None
    tab.put_number(row, column, number, form(totals.status), look(totals.status))


def shown(totals: phrases.Sums) -> Shown:
    """Return the attainment for a column of a table, formatted in the same way."""
    number = totals.attainment if phrases.has_number(totals) else None
    return Shown(number, form(totals.status), look(totals.status))


def form(status: Status) -> str:
    """Return the number format."""
    return ABOUT if status is Status.PROVISIONAL else SHARE


def look(status: Status) -> Look:
    """Return the look: strong for a final number, else plain."""
    return Look.STRONG if status is Status.FINAL else Look.TEXT
