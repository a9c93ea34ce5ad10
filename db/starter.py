"""The starter model for the operator's post: ours, marked as such, and a draft like any other."""

from typing import Any

import yaml
from sqlmodel import Session, select

import resources
from db import drafts, leads, models
from db.catalogue import shipped_uid
from domain.edition import NO_REQUIREMENTS, Edition
from domain.framework import Duty, Function, Item, Kind, Question, QuestionSet
from domain.plan import ActionKind
from domain.profile import Phase, Profile, Target
from domain.text import Text

KEY = "operator-starter"
_PHASES = ((Phase.HIRE, 0), (Phase.POST, 1))


def begin(session: Session) -> int:
    """Begin a draft of the starter model and return its id.

    Raises:
        Taken: if there is one already.
    """
    made = drafts.begin_from(session, starter())
    _shelve(session)
    return made


def starter() -> Edition:
    """Return the starter model; every line of it is marked as own, since no document says it."""
    content = _content()
    items = tuple(_item(one) for one in content["items"])
    return Edition(
        key=content["key"],
        title=_pair(content["title"]),
        functions=tuple(
            Function(0, one["code"], "", _pair(one), Text(one["short_ru"], one["short_en"]), own=True)
            for one in content["functions"]
        ),
        items=items,
        duties=tuple(
            Duty(0, one["code"], one["function"], "", _pair(one), tuple(one["items"]), own=True)
            for one in content["duties"]
        ),
        profiles=tuple(
            Profile(
                *(0, "", f"operator-{phase.value}", 0, _pair(content["post"]), phase, NO_REQUIREMENTS),
                {one["code"]: _target(one, place) for one in content["items"]},
            )
            for phase, place in _PHASES
        ),
        questions={one["code"]: _question(one, content["minutes"]) for one in content["questions"]},
        sets=tuple(
            QuestionSet(0, one["id"], _pair(one), tuple(one["codes"]), 0)
            for one in sorted(content["sets"], key=lambda one: one["id"])
        ),
    )


def _content() -> Any:
    return yaml.safe_load(resources.text("catalogue/operator.yaml"))


def _question(one: Any, minutes: Any) -> Question:
    return Question(
        one["code"],
        one["type"],
        minutes[one["type"]],
        *(_pair(one[part]) for part in ("question", "weak", "adequate", "strong")),
        probes=leads.probes_of(one.get("probes")),
    )


def _shelve(session: Session) -> None:
    """Put the actions of the starter model on the shelf, unless they are there from an earlier draft."""
    there = set(session.exec(select(models.LibraryAction.uid)))
    session.add_all(
        models.LibraryAction(
            uid=uid,
            item_key=shipped_uid(KEY, plan["code"]),
            code=action["id"],
            kind=ActionKind(action["kind"]),
            weeks=action["weeks"],
            text_ru=action["ru"],
            text_en=action["en"],
            evidence_ru=action["evidence"]["ru"],
            evidence_en=action["evidence"]["en"],
        )
        for plan in _content()["plans"]
        for action in plan["actions"]
        if (uid := shipped_uid(KEY, f"action/{action['id']}")) not in there
    )
    session.flush()


def _item(one: Any) -> Item:
    return Item(
        id=0,
        key=shipped_uid(KEY, one["code"]),
        code=one["code"],
        kind=Kind.KNOWLEDGE if one["code"].startswith("K") else Kind.SKILL,
        function=one["function"],
        secondary=(),
        clause="",
        text=_pair(one),
        label=Text(one["label_ru"], one["label_en"]),
        org_specific=True,
        own=True,
    )


def _target(one: Any, place: int) -> Target:
    why = Text(one["critical_ru"], one["critical_en"]) if "critical_ru" in one else None
    return Target(one["target"][place], one["weight"], why is not None, critical_reason=why)


def _pair(one: Any) -> Text:
    return Text(one["ru"], one["en"])
