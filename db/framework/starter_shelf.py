"""The starter model's actions, added to the library only with the edition that needs them."""

from collections.abc import Collection
from functools import cache
from typing import Any

import yaml
from sqlmodel import Session, select

import resources
from db import models
from db.framework.catalogue import pair, shipped_action, shipped_uid

KEY = "operator-starter"


@cache
def content() -> Any:
    """Return the starter model as shipped."""
    return yaml.safe_load(resources.text("catalogue/operator.yaml"))


def shelve(session: Session, keys: Collection[str]) -> None:
    """Offer the starter model's actions for those items that have just come into force."""
    wanted = {shipped_uid(KEY, plan["code"]): plan["actions"] for plan in content()["plans"]}
    wanted = {key: actions for key, actions in wanted.items() if key in keys}
    if not wanted:
        return
    there = set(session.exec(select(models.LibraryAction.uid)))
    made = (
        shipped_action(KEY, key, action, pair(action["evidence"]))
        for key, actions in wanted.items()
        for action in actions
    )
    session.add_all(row for row in made if row.uid not in there)
    session.flush()
