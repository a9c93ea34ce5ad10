"""The starter model's actions, added to the library only with the edition that needs them."""

from collections.abc import Collection
from functools import cache
from typing import Any

import yaml
from sqlmodel import Session, select

import resources
from db import models
from db.framework.catalogue import shipped_uid
from domain.development.plan import ActionKind

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
    session.add_all(
        models.LibraryAction(
            uid=uid,
            item_key=key,
            code=action["id"],
            kind=ActionKind(action["kind"]),
            weeks=action["weeks"],
            text_ru=action["ru"],
            text_en=action["en"],
            evidence_ru=action["evidence"]["ru"],
            evidence_en=action["evidence"]["en"],
        )
        for key, actions in wanted.items()
        for action in actions
        if (uid := shipped_uid(KEY, f"action/{action['id']}")) not in there
    )
    session.flush()
