"""Every document that the program declares, made of one file: a new kind is tried without being named."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from db.assessing import cases, cycles, people
from db.development import plan_board
from db.file.store import Store
from db.framework import job_description_editions
from db.hiring import campaigns
from desktop.office.papers import documents, registry
from desktop.office.papers.document import About
from domain.assessing.case import CycleKind
from domain.errors import Unknown
from domain.progress import Progress


def ids_of(store: Store, kind: str) -> tuple[int, ...]:
    """Return what a kind can be asked of: cases with a sheet, campaigns, cycles of staff, or plans."""
    if registry.DOCUMENTS[kind].about is About.CAMPAIGN:
        return tuple(line.cycle.id for line in store.read(campaigns.campaigns))
    if registry.DOCUMENTS[kind].about is About.TEAM:
        return tuple(one.id for one in store.read(cycles.cycles) if one.kind is not CycleKind.HIRING)
    if registry.DOCUMENTS[kind].about is About.PLAN:
        wanted = registry.DOCUMENTS[kind].plan
        return tuple(one.plan_id for one in store.read(plan_board.rows, date.min) if one.kind is wanted)
    if registry.DOCUMENTS[kind].about is About.PERSON:
        return tuple(one.id for one in store.read(people.everybody))
    if registry.DOCUMENTS[kind].about is About.MODEL:
        return store.read(job_description_editions.ids)
    return tuple(_cases(store))


def written(
    store: Store,
    folder: Path,
    on: date,
    viewer_id: int | None,
    formats: Collection[str] = (),
    languages: tuple[str, ...] = ("ru",),
) -> dict[str, documents.Exported]:
    """Return kind -> what came of it; *formats* narrows the formats, all if empty."""
    found: dict[str, documents.Exported] = {}
    for kind, document in registry.DOCUMENTS.items():
        wanted = [name for name in document.formats if not formats or name in formats]
        ids = ids_of(store, kind)
        if wanted and ids:
            found[kind] = documents.export(
                store.read,
                kind,
                ids,
                wanted,
                languages,
                folder / kind,
                Progress(),
                viewer_id,
                on,
                processes=1,
            )
    return found


def _cases(store: Store) -> Iterator[int]:
    for row in store.read(people.people, None):
        try:
            yield store.read(cases.case_of, row.person.id, blank=True)
        except Unknown:
            continue
