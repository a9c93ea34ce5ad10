"""The documents of many plans at once: those shown, or those of a unit or a quarter."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from db.development.plan_board import PlanRow
from db.people import organisation
from desktop.export.desk import PaperDesk
from desktop.export.dialog import Batch, Ids, offer
from desktop.office.papers.registry import OF_PLANS
from domain.people.organisation import Unit
from domain.period import ROMAN, Period, quarter_number, quarters_in
from resources.i18n import _, ngettext

QUARTERS = 8  # offered, the newest first


class Papers(PaperDesk):
    """Asks for which plans and in which formats."""

    def ask(self, shown: Sequence[PlanRow], every: Sequence[PlanRow]) -> None:
        """Offer the plans shown first, then those of each quarter and unit."""
        offered = batches(shown, every, self._context.data.read(organisation.units))
        there = {one.kind for one in every}
        papers = [offer(name, usual=True) for kind, name in OF_PLANS.items() if kind in there]
        names = {one.plan_id: one.person_name for one in every}
        self.offer_many(papers, offered, _("Which plans"), names)


def batches(shown: Sequence[PlanRow], every: Sequence[PlanRow], units: Sequence[Unit]) -> tuple[Batch, ...]:
    """Return the choices: the plans shown, those of each quarter, of each unit with its subunits."""
    made: list[Batch] = []
    if shown:
        made.append(_batch(_("shown in the list"), shown))
    quarters: dict[Period, list[PlanRow]] = defaultdict(list)
    for row in every:
        for quarter in quarters_in(Period(row.starts_on, row.ends_on)):
            quarters[quarter].append(row)
    for quarter in sorted(quarters, key=_first_day, reverse=True)[:QUARTERS]:
        made.append(_batch(_quarter(quarter), quarters[quarter]))
    parents = {unit.id: unit.parent_id for unit in units}
    for unit in units:
        mine = [row for row in every if unit.id in _above(row.unit_id, parents)]
        if mine:
            made.append(_batch(unit.name, mine))
    return tuple(made)


def _batch(name: str, rows: Sequence[PlanRow]) -> Batch:
    count = ngettext("{n} plan", "{n} plans", len(rows)).format(n=len(rows))
    return Batch(f"{name}: {count}", _ids(rows))


def _ids(rows: Sequence[PlanRow]) -> Ids:
    found = {name: tuple(row.plan_id for row in rows if row.kind is kind) for kind, name in OF_PLANS.items()}
    return {name: ids for name, ids in found.items() if ids}


def _first_day(quarter: Period) -> date:
    return quarter.starts_on


def _quarter(quarter: Period) -> str:
    first = quarter.starts_on
    return _("Quarter {quarter}, {year}").format(quarter=ROMAN[quarter_number(first) - 1], year=first.year)


def _above(unit_id: int | None, parents: dict[int, int | None]) -> list[int]:
    """Return the unit and all units above it."""
    found: list[int] = []
    while unit_id is not None and unit_id not in found:
        found.append(unit_id)
        unit_id = parents.get(unit_id)
    return found
