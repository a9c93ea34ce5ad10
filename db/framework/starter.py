"""The starter model for the operator's post: our own, marked as such, and a draft like any other."""

from typing import Any

from sqlmodel import Session

from db.framework import drafts
from db.framework.catalogue import pair, question, shipped_uid
from db.framework.starter_shelf import KEY, content
from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.framework import Duty, Function, Item, Kind, QuestionSet
from domain.framework.profile import Phase, Profile, Target
from domain.text import Text

_PHASES = ((Phase.HIRE, 0), (Phase.POST, 1))


def begin(session: Session) -> int:
    """Begin a draft of the starter model and return its id.

    Raises:
        Taken: if there is one already.
    """
    return drafts.begin_from(session, starter())


def starter() -> Edition:
    """Return the starter model; everything in it is marked as own, since it comes from no document."""
    told = content()
    items = tuple(_item(one) for one in told["items"])
    return Edition(
        key=told["key"],
        title=pair(told["title"]),
        functions=tuple(
            Function(0, one["code"], "", pair(one), Text(one["short_ru"], one["short_en"]), own=True)
            for one in told["functions"]
        ),
        items=items,
        duties=tuple(
            Duty(0, one["code"], one["function"], "", pair(one), tuple(one["items"]), own=True)
            for one in told["duties"]
        ),
        profiles=tuple(
            Profile(
                *(0, "", f"operator-{phase.value}", 0, pair(told["post"]), phase, NO_REQUIREMENTS),
                {one["code"]: _target(one, place) for one in told["items"]},
            )
            for phase, place in _PHASES
        ),
        questions={one["code"]: question(one, told["minutes"]) for one in told["questions"]},
        sets=tuple(
            QuestionSet(0, one["id"], pair(one), tuple(one["codes"]), 0)
            for one in sorted(told["sets"], key=lambda one: one["id"])
        ),
    )


def _item(one: Any) -> Item:
    return Item(
        id=0,
        key=shipped_uid(KEY, one["code"]),
        code=one["code"],
        kind=Kind.KNOWLEDGE if one["code"].startswith("K") else Kind.SKILL,
        function=one["function"],
        secondary=(),
        clause="",
        text=pair(one),
        label=Text(one["label_ru"], one["label_en"]),
        org_specific=True,
        own=True,
    )


def _target(one: Any, place: int) -> Target:
    why = Text(one["critical_ru"], one["critical_en"]) if "critical_ru" in one else None
    return Target(one["target"][place], one["weight"], why is not None, critical_reason=why)
