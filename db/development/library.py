"""The organisation's library of development actions: what is offered for each item, and its own actions.

An action belongs to an item by the item's key, not to an edition, so it outlives editions. Shipped actions
keep their wording; hours, retirement and own actions belong to the organisation (docs/decisions/0031).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case as when
from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.development import what_worked
from db.framework import frameworks
from db.framework.heirs import heirs, landed
from db.journal import journal, reasons
from db.models.types import new_uid, now, today
from domain.development.library import LibraryDraft, checked
from domain.development.plan import ActionKind, ActionState, LibraryAction
from domain.development.plan_rules import check_hours
from domain.development.worked import Worked
from domain.errors import Impossible, InPlans, NotInForce, ShippedAction, Unknown
from domain.framework.framework import EditionState, Framework, Item
from domain.text import Text


@dataclass(frozen=True, slots=True)
class ShelfAction:
    """An action of the library with its use and effect.

    ``plans`` is how many plans contain it, ``done`` how often it was reported as done; ``worked`` is None for
    fewer than five people. ``retired_on`` is None while it is offered.
    """

    action: LibraryAction
    plans: int
    done: int
    worked: Worked | None
    retired_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """An item with its actions, experience first; ``gone`` if no edition in force has it."""

    item: Item
    actions: tuple[ShelfAction, ...]
    gone: bool = False

    @property
    def offered(self) -> tuple[ShelfAction, ...]:
        """The actions offered to new plans."""
        return tuple(one for one in self.actions if one.retired_on is None)

    @property
    def own(self) -> int:
        """How many of its actions are the organisation's own."""
        return sum(one.action.own for one in self.actions)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library for one edition in force; ``editions`` are those of all models, the first model first.

    ``items`` are in rating order, followed by items that are gone but have own actions.
    """

    framework: Framework
    editions: tuple[Framework, ...]
    items: tuple[ShelfItem, ...]


def shelf(session: Session, framework_id: int | None = None) -> Shelf:
    """Return the library for an edition in force, by default the newest of the first model; six statements.

    Raises:
        Unknown: if nothing is published.
    """
    editions = tuple(frameworks.framework(session, one) for one in frameworks.current(session))
    if not editions:
        raise Unknown("framework", "")
    shown = next((one for one in editions if one.id == framework_id), editions[0])
    here = {item.key: item for item in shown.items}
    elsewhere = {item.key for one in editions for item in one.items}
    became = heirs(session)
    rows = session.exec(
        select(models.LibraryAction)
        .where(
            col(models.LibraryAction.item_key).is_not(None),
            col(models.LibraryAction.retired_at).is_(None) | (models.LibraryAction.retired_reason != ""),
        )
        .order_by(col(models.LibraryAction.id))
    ).all()
    lost = {
        one.item_key or ""
        for one in rows
        if one.origin is models.Source.OWN and not landed(one.item_key or "", elsewhere, became)
    }
    before = _former(session, lost)
    uses, found = _uses(session), what_worked.by_action(session)
    actions: dict[str, list[ShelfAction]] = defaultdict(list)
    for row in rows:
        key = row.item_key or ""
        for place in landed(key, here, became) or (key,):
            item = here.get(place) or before.get(place)
            if item is not None:
                actions[place].append(_shelved(row, item.code, uses, found))
    order = list(ActionKind)
    for mine in actions.values():
        mine.sort(key=lambda one: (order.index(one.action.kind), one.action.own, one.action.id))
    return Shelf(
        shown,
        editions,
        (
            *(ShelfItem(item, tuple(actions[item.key])) for item in shown.items),
            *(ShelfItem(item, tuple(actions[item.key]), gone=True) for item in before.values()),
        ),
    )


def add(session: Session, item_key: str, draft: LibraryDraft) -> int:
    """Add an own action for an item and return its id.

    Raises:
        Unknown: if there never was such an item.
        NotInForce: if no edition in force has it.
        Missing, TooLong, Impossible, ZeroHours, SameAction: as for ``domain.development.library.checked``.
    """
    _check_in_force(session, item_key)
    made = checked(draft, _others(session, item_key))
    number = (
        1
        + session.exec(
            select(func.count())
            .select_from(models.LibraryAction)
            .where(models.LibraryAction.origin == models.Source.OWN)
        ).one()
    )
    row = models.LibraryAction(
        uid=new_uid(session),
        item_key=item_key,
        code=f"own-{number}",
        kind=made.kind,
        weeks=made.weeks,
        hours=made.hours,
        text_ru=made.text.ru,
        text_en=made.text.en,
        evidence_ru=made.evidence.ru,
        evidence_en=made.evidence.en,
        origin=models.Source.OWN,
    )
    session.add(row)
    session.flush()
    _record(session, "add", row, {"item": item_key, **_told(made)})
    return row.id


def change(session: Session, action_id: int, draft: LibraryDraft) -> None:
    """Change an own action; plans that already use it keep the old text.

    Raises:
        Unknown: if there is no such action.
        ShippedAction: if it is not the organisation's own.
        Missing, TooLong, Impossible, ZeroHours, SameAction: as for ``domain.development.library.checked``.
    """
    row = _own(session, action_id)
    made = checked(draft, _others(session, row.item_key or "", action_id))
    row.kind, row.weeks, row.hours = made.kind, made.weeks, made.hours
    row.text_ru, row.text_en = made.text.ru, made.text.en
    row.evidence_ru, row.evidence_en = made.evidence.ru, made.evidence.en
    _record(session, "change", row, _told(made))


def set_hours(session: Session, action_id: int, hours: int | None) -> None:
    """Set how many hours off the line an action takes in this organisation; None for unknown.

    Raises:
        Unknown: if there is no such action.
        ZeroHours, Impossible: if the number of hours is not possible.
    """
    row = _row(session, action_id)
    if hours is not None:
        check_hours(hours)
    row.hours = hours
    _record(session, "hours", row, {"hours": hours})


def retire(session: Session, action_id: int, reason: str) -> None:
    """Stop offering an action in new plans; plans that use it continue, and its effect stays visible.

    Raises:
        Unknown: if there is no such action.
        NeedsReason: if no reason is given.
        TooLong: if the reason has more than 5,000 characters.
    """
    row = _row(session, action_id)
    row.retired_reason = reasons.reason(reason)
    row.retired_at, row.retired_on = now(session), today(session)
    _record(session, "retire", row, {})


def drop(session: Session, action_id: int) -> None:
    """Remove an own action that no plan has ever used; no reason is needed, and it is no longer shown.

    Raises:
        Unknown: if there is no such action.
        ShippedAction: if it is not the organisation's own; it can be retired.
        InPlans: if plans use it; it can be retired, and is kept.
    """
    row = _own(session, action_id)
    plans = session.exec(
        select(func.count(func.distinct(models.Goal.plan_id)))
        .join(models.Action, col(models.Action.goal_id) == models.Goal.id)
        .where(models.Action.library_action_id == action_id)
    ).one()
    if plans:
        raise InPlans(plans)
    row.retired_at, row.retired_on, row.retired_reason = now(session), today(session), ""
    _record(session, "drop", row, {})


def take_back(session: Session, action_id: int) -> None:
    """Offer an action again that was retired or removed.

    Raises:
        Unknown: if there is no such action.
        SameAction: if the item now has another action with the same text.
    """
    row = _row(session, action_id)
    draft = LibraryDraft(
        row.kind,
        Text(row.text_ru, row.text_en),
        Text(row.evidence_ru, row.evidence_en),
        row.weeks,
        row.hours,
    )
    if row.origin is models.Source.OWN:
        checked(draft, _others(session, row.item_key or "", action_id))
    row.retired_at, row.retired_on, row.retired_reason = None, None, ""
    _record(session, "take_back", row, {})


def _check_in_force(session: Session, item_key: str) -> None:
    editions = (frameworks.framework(session, one) for one in frameworks.current(session))
    if any(item.key == item_key for one in editions for item in one.items):
        return
    former = _former(session, {item_key}).get(item_key)
    if former is None:
        raise Unknown("item", item_key)
    raise NotInForce(former.code)


def _former(session: Session, keys: set[str]) -> dict[str, Item]:
    """Return items that no edition in force has, as in the last published edition that had them."""
    rows = session.exec(
        select(models.Item.key, models.Item.framework_id)
        .join(models.Framework, col(models.Framework.id) == models.Item.framework_id)
        .where(col(models.Item.key).in_(keys), models.Framework.state != EditionState.DRAFT)
        .order_by(col(models.Framework.number))
    )
    newest = dict(rows.all())
    made: dict[str, Item] = {}
    for key, framework_id in newest.items():
        edition = frameworks.framework(session, framework_id)  # cached by the store once read
        made[key] = next(item for item in edition.items if item.key == key)
    return made


def _others(session: Session, item_key: str, action_id: int = 0) -> list[tuple[Text, bool]]:
    """Return the texts of the item's other actions, without those removed without a reason."""
    became = heirs(session)
    rows = session.exec(select(models.LibraryAction).where(models.LibraryAction.id != action_id)).all()
    return [
        (Text(one.text_ru, one.text_en), one.retired_at is not None)
        for one in rows
        if (one.retired_at is None or one.retired_reason)
        and item_key in landed(one.item_key or "", (item_key,), became)
    ]


def _uses(session: Session) -> dict[int, Any]:
    """Return library action id -> how many plans contain it and how often it was done."""
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.Action.library_action_id),
            func.count(func.distinct(models.Goal.plan_id)).label("plans"),
            func.sum(when((col(models.Action.state) == ActionState.DONE, 1), else_=0)).label("done"),
        )
        .join(models.Goal, col(models.Goal.id) == models.Action.goal_id)
        .where(
            col(models.Action.library_action_id).is_not(None),
            col(models.Action.retired_at).is_(None),
            col(models.Goal.retired_at).is_(None),
        )
        .group_by(col(models.Action.library_action_id))
    )
    return {row.library_action_id: row for row in rows}


def _shelved(
    row: models.LibraryAction, code: str, uses: Mapping[int, Any], found: Mapping[int, Worked]
) -> ShelfAction:
    use = uses.get(row.id)
    return ShelfAction(
        frameworks.library_action(row, code),
        plans=use.plans if use else 0,
        done=use.done if use else 0,
        worked=found.get(row.id),
        retired_on=row.retired_on,
        reason=row.retired_reason,
    )


def _row(session: Session, action_id: int) -> models.LibraryAction:
    row = session.get(models.LibraryAction, action_id)
    if row is None:
        raise Unknown("action", action_id)
    if row.item_key is None:
        raise Impossible("kind")  # without it no item could be assessed
    return row


def _own(session: Session, action_id: int) -> models.LibraryAction:
    row = _row(session, action_id)
    if row.origin is not models.Source.OWN:
        raise ShippedAction
    return row


def _told(draft: LibraryDraft) -> dict[str, Any]:
    """Return an action for the journal: nothing that people wrote."""
    return {"kind": draft.kind.value, "weeks": draft.weeks, "hours": draft.hours}


def _record(session: Session, act: str, row: models.LibraryAction, told: journal.Told) -> None:
    session.flush()
    journal.record(session, act, "library_action", row.id, told)
