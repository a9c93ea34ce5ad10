"""Everything the jump box offers over the current screen, collected each time it opens."""

from collections.abc import Iterable

from db.assessing import cycles
from db.assessing.sheet import paper_sheets
from db.framework import frameworks
from db.team import staff_cycles
from desktop import errands
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.jump import offers
from desktop.jump.entries import People, Shelf
from desktop.places import places
from desktop.recent import RecentFile
from domain.errors import Unknown


def shelves(
    context: Context, papers: PapersOf | None, own: Iterable[str], recent: Iterable[RecentFile]
) -> tuple[Shelf, ...]:
    """Return everything, the closest first: *own* are the acts of the current screen, by name.

    *papers* are the documents of what it shows.
    """
    me = context.me.id
    offered = () if papers is None else offers.papers(papers)
    models = context.data.read(frameworks.current)[:1]
    near = (
        *offers.places(places(context.actions)),
        *offers.acts(
            context.actions,
            own,
            read_only=context.data.read_only,
            of_file=not context.data.is_remote,
            example=errands.demo_path(context.settings.folder).exists(),
        ),
        *offered,
        *offers.settings(of_file=not context.data.is_remote),
        *offers.recent(file for file in recent if context.data.is_remote or file.path != context.data.path),
        *offers.vacancies(context.data.read(cycles.vacancies)),
        *offers.cycles(context.data.read(staff_cycles.staff_cycles, me, 0)),
    )
    items = (entry for one in models for entry in offers.items(context.data.read(frameworks.framework, one)))
    return Shelf(near), People(context.names.roll), Shelf(items)


def sheet_known(context: Context, number: str) -> bool:
    """Return whether a sheet in the file has this number."""
    try:
        context.data.read(paper_sheets.by_number, number)
    except Unknown:
        return False
    return True
