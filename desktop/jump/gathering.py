"""Everything the jump box offers over the current screen, collected each time it opens."""

from collections.abc import Iterable
from functools import partial

from db.assessing import cycles
from db.assessing.sheet import paper_sheets
from db.framework import frameworks
from db.team import staff_cycles
from desktop import errands
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.jump import offers
from desktop.jump.entries import Entry, People, Shelf
from desktop.jump.reach import reached
from desktop.places import CAMPAIGN, CYCLE, FRAMEWORK, PEOPLE, ROADS, places
from desktop.recent import RecentFile
from domain.errors import Unknown


def shelves(
    context: Context, papers: PapersOf | None, own: Iterable[str], recent: Iterable[RecentFile]
) -> tuple[Shelf, ...]:
    """Return everything, the closest first: *own* are the acts of the current screen, by name.

    *papers* are the documents of what it shows.
    """
    me, data, road = context.me.id, context.data, ROADS[context.data.role]
    offered = () if papers is None else offers.papers(papers)
    models = data.read(frameworks.current)[:1] if road.leads_to(FRAMEWORK) else ()
    acts = offers.acts(
        context.actions,
        own,
        read_only=data.read_only,
        of_file=not data.is_remote,
        example=errands.demo_path(context.settings.folder).exists(),
    )
    near = (
        *offers.places(places(context.actions, data.role)),
        *reached(context, acts),
        *offered,
        *reached(context, offers.settings(of_file=not data.is_remote)),
        *(() if data.is_remote else offers.recent(file for file in recent if file.path != data.path)),
        *(offers.vacancies(data.read(cycles.vacancies)) if road.leads_to(CAMPAIGN) else ()),
        *(offers.cycles(data.read(staff_cycles.staff_cycles, me, 0)) if road.leads_to(CYCLE) else ()),
    )
    items = (entry for one in models for entry in offers.items(context.data.read(frameworks.framework, one)))
    everybody = (People(context.names.roll),) if road.leads_to(PEOPLE) else ()
    return Shelf(near), *everybody, Shelf(items)


def numbers(context: Context, typed: str) -> tuple[Entry, ...]:
    """Return an entry for the sheet whose number was typed, where sheets are typed in from paper."""
    if not context.data.allows(paper_sheets.found):
        return ()
    return offers.numbers(typed, partial(_sheet_known, context))


def _sheet_known(context: Context, number: str) -> bool:
    """Return whether a sheet in the file has this number."""
    try:
        context.data.read(paper_sheets.by_number, number)
    except Unknown:
        return False
    return True
