"""Loading a model of 2,000 competencies into a draft, from file to disk, against reading its cells alone."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from db.file.store import Store
from db.framework import catalogue, drafts
from desktop.office.intake.models import read_model
from domain.framework.edition import Edition
from domain.framework.edition_numbers import identity
from domain.progress import Progress
from reports.framework import model_xlsx
from reports.intake import file
from resources.i18n import words
from tests.bench.measure import Figure, in_turn, middle, seconds

ITEMS = 2_000
MOST = 5.0  # seconds


def large(count: int = ITEMS) -> Edition:
    """Return the shipped model with its items repeated under new codes until there are *count*."""
    shipped = catalogue.shipped_edition()
    copies = [
        replace(one, code=f"{one.code[0]}{number:04d}", key=identity(f"bench/{number}"))
        for number, one in enumerate(shipped.items * (count // len(shipped.items) + 1))
    ][:count]
    order = {one.code: at for at, one in enumerate(shipped.functions)}
    items = tuple(sorted(copies, key=lambda one: (order[one.function], one.kind == "skill")))
    target = next(iter(shipped.profiles[0].targets.values()))
    return replace(
        shipped,
        key=identity("bench"),
        items=items,
        duties=tuple(replace(one, items=()) for one in shipped.duties),
        alias_groups=(),
        similar=(),
        questions={},
        sets=(),
        profiles=tuple(
            replace(one, key=f"bench-{one.phase}", targets={item.code: target for item in items})
            for one in shipped.profiles
        ),
    )


def load(rounds: int = 3) -> Figure:
    """Measure reading, checking and storing the workbook against reading the cells of its first sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.xlsx"
        model_xlsx.write(large(), path, date(2026, 11, 24), Progress(), words("ru"))
        store = Store.create(Path(folder) / "bench.merilo", None, fast=True).store

        def ours() -> float:
            made: list[int] = []

            def act() -> None:
                incoming = read_model(store.read, path, Progress())
                made.append(
                    store.write(drafts.begin_from, incoming.content, incoming.base_id, incoming.links)
                )

            taken = seconds(act)
            store.write(drafts.discard, made[0])
            return taken

        def cells() -> float:
            return seconds(lambda: file.read(path, Progress()))

        values, baselines = in_turn(ours, cells, rounds)
        store.close()
    return Figure("model of 2,000 into a draft", middle(values), middle(baselines), limit=None, most=MOST)
