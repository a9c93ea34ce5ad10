"""The demo file: a fictional organisation with a vacancy and a team over four quarters. No Qt.

Everything derives from ``resources/catalogue/demo.yaml`` and the given day, so that the same day always
produces the same content: people, marks, identities (UUIDv5) and times.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from db.file.store import Store
from db.framework import frameworks
from desktop.office.demo import demo_hiring, demo_names, demo_plans, demo_signatures, demo_team
from desktop.office.demo.demo_story import Clock, Content, Story
from domain.framework.framework import Framework
from resources import text

TODAY = date(2026, 11, 24)


def build(path: Path, today: date = TODAY, *, declined: bool = False) -> None:
    """Create the demo file with an open slot; with *declined* the cases of all names are confirmed.

    Raises:
        StoreError: if the file exists or cannot be written.
    """
    clock = Clock(demo_team.quarters(today)[0])
    created = Store.create(path, None, clock=clock, new_uid=_uids())
    try:
        _tell(created.store, clock, yaml.safe_load(text("catalogue/demo.yaml")), today)
        if declined:
            demo_names.confirm(created.store)
    finally:
        created.store.close()


def _tell(store: Store, clock: Clock, content: Content, today: date) -> None:
    """Write the story into an empty file, from the oldest quarter to today."""
    framework: Framework = store.read(frameworks.newest)
    story = Story(
        store=store,
        clock=clock,
        content=content,
        today=today,
        framework=framework,
        questions=store.read(frameworks.questions, framework.id),
        profiles={profile.phase: profile for profile in store.read(frameworks.profiles)},
    )
    story.organise()
    panel = {one["code"]: story.join(one, is_actor=True) for one in content["assessors"]}
    hr, manager, expert = panel.values()
    demo_team.tell(story, manager, expert)
    demo_hiring.tell(story, panel)
    demo_plans.tell(story, manager)
    demo_team.end(story, manager)
    demo_plans.adapt(story, manager, expert)
    demo_plans.stock(story, hr)
    demo_plans.train(story, manager)
    demo_signatures.tell(story, hr)
    store.act_as(hr)


def _uids() -> Callable[[], UUID]:
    numbers: Iterator[int] = iter(range(1, 10**9))

    def next_uid() -> UUID:
        return uuid5(NAMESPACE_URL, f"merilo:demo:{next(numbers)}")

    return next_uid
