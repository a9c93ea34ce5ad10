"""Editions of frameworks, scales and profiles, and what belongs to them, as records.

Published content never changes, so each edition is read only once while the file is open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import cast

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from db import models
from db.framework import job_descriptions, leads
from db.framework.heirs import heirs, landed
from db.models.table import existing
from domain.assessing.policy import Policy
from domain.development.plan import Library, LibraryAction
from domain.errors import Unknown
from domain.framework.asked_of_post import asks
from domain.framework.edition import requirements_of
from domain.framework.framework import Duty, EditionState, Framework, Function, Item, Question, QuestionSet
from domain.framework.profile import Profile, Target
from domain.scale import Level, Scale
from domain.text import Text


def newest(session: Session) -> Framework:
    """Return the default for new assessments: the newest edition of the file's first model.

    Raises:
        Unknown: if nothing is published.
    """
    found = current(session)
    if not found:
        raise Unknown("framework", "")
    return framework(session, found[0])


def current(session: Session) -> tuple[int, ...]:
    """Return the newest published edition of each model, the file's first model first."""
    rows = session.exec(
        select(models.Framework.id, models.Framework.key, models.Framework.state)
        .where(models.Framework.state != EditionState.DRAFT)
        .order_by(col(models.Framework.number), col(models.Framework.id))
    )
    editions: dict[str, list[int]] = defaultdict(list)
    published: dict[str, int] = {}
    for id_, key, state in rows:
        editions[key].append(id_ or 0)
        if state is EditionState.PUBLISHED:
            published[key] = id_ or 0
    first = sorted(editions, key=lambda key: min(editions[key]))
    return tuple(published[key] for key in first if key in published)


def published_last(session: Session) -> tuple[int, ...]:
    """Return the same editions, that published last first: a draft begun early may be published late."""
    rows = session.exec(
        select(models.Framework.id)
        .where(col(models.Framework.id).in_(current(session)))
        .order_by(col(models.Framework.published_at).desc().nulls_last(), col(models.Framework.id).desc())
    )
    return tuple(rows)


def framework(session: Session, framework_id: int) -> Framework:
    """Return an edition of a framework with everything that belongs to it.

    Raises:
        Unknown: if there is no such edition.
    """
    return _kept(session, ("framework", framework_id), _framework)


def scale(session: Session, scale_id: int | None = None) -> Scale:
    """Return an edition of the scale; None means the newest published one.

    Raises:
        Unknown: if there is none.
    """
    if scale_id is None:
        scale_id = session.exec(
            select(models.Scale.id)
            .where(models.Scale.state == EditionState.PUBLISHED)
            .order_by(col(models.Scale.number).desc())
        ).first()
    return _kept(session, ("scale", scale_id), _scale)


def successor(session: Session, framework_id: int) -> int | None:
    """Return the newest published edition of the same model; None if all are retired."""
    key = select(models.Framework.key).where(models.Framework.id == framework_id).scalar_subquery()
    return session.exec(
        select(models.Framework.id)
        .where(models.Framework.key == key, models.Framework.state == EditionState.PUBLISHED)
        .order_by(col(models.Framework.number).desc())
    ).first()


def profiles(session: Session) -> tuple[Profile, ...]:
    """Return the profiles for new assessments: those of the newest editions, at hire before in post.

    Within each phase the file's first model comes first. Profiles that a campaign changed for itself are left
    out.
    """
    return tuple(
        sorted(
            (one for number in current(session) for one in profiles_of(session, number)),
            key=lambda one: one.phase,
        )
    )


def profiles_of(session: Session, framework_id: int) -> tuple[Profile, ...]:
    """Return the profiles of an edition: at hire before in post, in the order they were created."""
    found = session.exec(
        select(models.Profile.id)
        .where(
            models.Profile.framework_id == framework_id,
            col(models.Profile.for_cycle_id).is_(None),
        )
        .order_by(col(models.Profile.phase), col(models.Profile.id))
    ).all()
    return tuple(profile(session, profile_id) for profile_id in found)


def profile(session: Session, profile_id: int) -> Profile:
    """Return an edition of a profile.

    Raises:
        Unknown: if there is no such profile.
    """
    return _kept(session, ("profile", profile_id), _profile)


def framework_of(session: Session, profile_id: int) -> int:
    """Return the framework for whose items a profile sets targets.

    Raises:
        Unknown: if there is no such profile.
    """
    row = existing(session, models.Profile, profile_id)
    return row.framework_id


def policy(session: Session, policy_id: int | None = None) -> tuple[int, int, Policy]:
    """Return id, number and content of a policy; None means the newest.

    Raises:
        Unknown: if there is none.
    """
    if policy_id is None:
        policy_id = session.exec(select(models.Policy.id).order_by(col(models.Policy.number).desc())).first()
    return _kept(session, ("policy", policy_id), _policy)


def questions(session: Session, framework_id: int) -> dict[str, Question]:
    """Return the interview questions by item code, in the order of the items."""
    return _kept(session, ("questions", framework_id), _questions)


def question_sets(session: Session, framework_id: int) -> tuple[QuestionSet, ...]:
    """Return the ready-made sets, the shortest first, without those made for one campaign."""
    return _question_sets(
        session,
        models.QuestionSet.framework_id == framework_id,
        models.QuestionSet.origin == models.Source.SOURCE,
    )


def question_set(session: Session, set_id: int) -> QuestionSet:
    """Return a question set, even one made for a campaign.

    Raises:
        Unknown: if there is no such set.
    """
    found = _question_sets(session, models.QuestionSet.id == set_id)
    if not found:
        raise Unknown("question set", set_id)
    return found[0]


def _question_sets(session: Session, *conditions: ColumnElement[bool] | bool) -> tuple[QuestionSet, ...]:
    rows = session.exec(
        select(models.QuestionSet, models.Item.code, models.Question.minutes)
        .join(models.QuestionSetItem, col(models.QuestionSetItem.set_id) == models.QuestionSet.id)
        .join(models.Item, col(models.Item.id) == models.QuestionSetItem.item_id)
        .join(models.Question, col(models.Question.item_id) == models.Item.id)
        .where(*conditions)
        .order_by(col(models.QuestionSet.id), col(models.QuestionSetItem.position))
    ).all()
    chosen: dict[int, tuple[models.QuestionSet, list[str], int]] = {}
    for row, code, minutes in rows:
        _, codes, planned = chosen.get(row.id, (row, [], 0))
        chosen[row.id] = (row, [*codes, code], planned + minutes)
    sets = [
        QuestionSet(key, row.code, Text(row.name_ru, row.name_en), tuple(codes), planned, row.lead)
        for key, (row, codes, planned) in chosen.items()
    ]
    return tuple(sorted(sets, key=lambda one: one.minutes))


def library_action(row: models.LibraryAction, item: str = "") -> LibraryAction:
    """Return the record of a row, for the item with this code."""
    return LibraryAction(
        id=row.id,
        code=row.code,
        item=item,
        kind=row.kind,
        weeks=row.weeks,
        text=Text(row.text_ru, row.text_en),
        evidence=Text(row.evidence_ru, row.evidence_en),
        hours=row.hours,
        own=row.origin is models.Source.OWN,
    )


def library(session: Session, framework_id: int | None = None) -> Library:
    """Return the offered development actions by item code, and the one for items without a level.

    The codes are those of the given edition, by default the newest. An item that came from a split or a merge
    is offered the actions of the items it came from.
    """
    edition = newest(session) if framework_id is None else framework(session, framework_id)
    codes = {item.key: item.code for item in edition.items}
    became = heirs(session)
    rows = session.exec(
        select(models.LibraryAction)
        .where(col(models.LibraryAction.retired_at).is_(None))
        .order_by(col(models.LibraryAction.id))
    )
    actions: dict[str, list[LibraryAction]] = defaultdict(list)
    assess: LibraryAction | None = None
    for row in rows:
        action = library_action(row)
        if row.item_key is None:
            assess = action
            continue
        for key in landed(row.item_key, codes, became):
            actions[codes[key]].append(replace(action, item=codes[key]))
    assert assess is not None, "the catalogue ships it and nothing retires it"
    return Library({code: tuple(mine) for code, mine in actions.items()}, assess)


type _Edition[T] = tuple[EditionState, T]


def _kept[T](session: Session, key: tuple[str, int | None], read: Callable[[Session, int], _Edition[T]]) -> T:
    """Read an edition once and cache it in the store. A draft is never cached.

    The record contains the edition's state, so retiring one must remove it from ``session.info["cache"]``,
    and an act that may change any of them sets ``session.info["anew"]``.
    """
    name, number = key
    if number is None:
        raise Unknown(name, number)
    cache = cast("dict[tuple[str, int], T]", session.info.get("cache", {}))
    if (name, number) in cache:
        return cache[name, number]
    state, found = read(session, number)
    # What this transaction has written may still be rolled back, so it is not cached either.
    written = bool(session.info.get("touched")) or bool(session.new)
    if state is not EditionState.DRAFT and not written:
        cache[name, number] = found
    return found


def _framework(session: Session, framework_id: int) -> _Edition[Framework]:
    row = existing(session, models.Framework, framework_id)
    functions = session.exec(
        select(models.Function)
        .where(models.Function.framework_id == framework_id)
        .order_by(col(models.Function.position))
    ).all()
    codes = {function.id: function.code for function in functions}
    items = session.exec(
        select(models.Item)
        .where(models.Item.framework_id == framework_id)
        .order_by(col(models.Item.position))
    ).all()
    item_codes = {item.id: item.code for item in items}
    return row.state, Framework(
        id=framework_id,
        uid=row.uid,
        key=row.key,
        number=row.number,
        title=Text(row.title_ru, row.title_en),
        state=row.state,
        functions=tuple(
            Function(
                one.id,
                one.code,
                one.clause,
                Text(one.ru, one.en),
                Text(one.short_ru, one.short_en),
                one.origin == "own",
            )
            for one in functions
        ),
        items=_items(session, framework_id, items, codes),
        duties=_duties(session, framework_id, codes, item_codes),
        alias_groups=_groups(session, framework_id, "alias", item_codes),
        similar=_groups(session, framework_id, "similar", item_codes),
        content_hash=row.content_hash,
    )


def _items(
    session: Session, framework_id: int, items: Iterable[models.Item], codes: Mapping[int, str]
) -> tuple[Item, ...]:
    secondary: dict[int, list[str]] = defaultdict(list)
    for item_id, function_id in session.exec(
        select(models.ItemFunction.item_id, models.ItemFunction.function_id)
        .join(models.Item, col(models.Item.id) == models.ItemFunction.item_id)
        .where(models.Item.framework_id == framework_id)
        .order_by(col(models.ItemFunction.item_id), col(models.ItemFunction.function_id))
    ):
        secondary[item_id].append(codes[function_id])
    return tuple(
        Item(
            id=row.id,
            key=row.key,
            code=row.code,
            kind=row.kind,
            function=codes[row.function_id],
            secondary=tuple(secondary[row.id]),
            clause=row.clause,
            text=Text(row.ru, row.en),
            label=Text(row.label_ru, row.label_en),
            org_specific=row.org_specific,
            own=row.origin == "own",
        )
        for row in items
    )


def _duties(
    session: Session, framework_id: int, codes: Mapping[int, str], item_codes: Mapping[int, str]
) -> tuple[Duty, ...]:
    drawn: dict[int, list[str]] = defaultdict(list)
    for duty_id, item_id in session.exec(
        select(models.DutyItem.duty_id, models.DutyItem.item_id)
        .join(models.Duty, col(models.Duty.id) == models.DutyItem.duty_id)
        .where(models.Duty.framework_id == framework_id)
        .order_by(col(models.DutyItem.duty_id), col(models.DutyItem.position))
    ):
        drawn[duty_id].append(item_codes[item_id])
    rows = session.exec(
        select(models.Duty)
        .where(models.Duty.framework_id == framework_id)
        .order_by(col(models.Duty.position))
    )
    return tuple(
        Duty(
            row.id,
            row.code,
            codes[row.function_id],
            row.clause,
            Text(row.ru, row.en),
            tuple(drawn[row.id]),
            row.origin == "own",
        )
        for row in rows
    )


def _groups(
    session: Session, framework_id: int, kind: str, item_codes: Mapping[int, str]
) -> tuple[tuple[str, ...], ...]:
    groups: dict[int, list[str]] = defaultdict(list)
    for number, item_id in session.exec(
        select(models.ItemGroup.number, models.ItemGroup.item_id)
        .where(models.ItemGroup.framework_id == framework_id, models.ItemGroup.kind == kind)
        .order_by(col(models.ItemGroup.number), col(models.ItemGroup.position))
    ):
        groups[number].append(item_codes[item_id])
    return tuple(tuple(group) for group in groups.values())


def _policy(session: Session, policy_id: int) -> _Edition[tuple[int, int, Policy]]:
    row = existing(session, models.Policy, policy_id)
    return EditionState.PUBLISHED, (policy_id, row.number, Policy.from_json(row.content))


def _scale(session: Session, scale_id: int) -> _Edition[Scale]:
    row = existing(session, models.Scale, scale_id)
    levels = session.exec(
        select(models.ScaleLevel)
        .where(models.ScaleLevel.scale_id == scale_id)
        .order_by(col(models.ScaleLevel.value))
    )
    return row.state, Scale(
        id=scale_id,
        key=row.key,
        number=row.number,
        levels=tuple(
            Level(
                one.value,
                Text(one.name_ru, one.name_en),
                Text(one.short_ru, one.short_en),
                Text(one.knowledge_ru, one.knowledge_en),
                Text(one.skill_ru, one.skill_en),
            )
            for one in levels
        ),
    )


def _profile(session: Session, profile_id: int) -> _Edition[Profile]:
    row = existing(session, models.Profile, profile_id)
    targets = session.exec(
        select(models.Target, models.Item.code)
        .join(models.Item, col(models.Item.id) == models.Target.item_id)
        .where(models.Target.profile_id == profile_id)
        .order_by(col(models.Item.position))
    )
    requirements = requirements_of(row.requirements)
    if not requirements.asked:
        read = job_descriptions.provisions(session, row.framework_id)
        requirements = replace(requirements, in_document=asks(read))
    return row.state, Profile(
        id=profile_id,
        uid=row.uid,
        key=row.key,
        number=row.number,
        post=Text(row.post_ru, row.post_en),
        phase=row.phase,
        requirements=requirements,
        targets={
            code: Target(
                target.level,
                target.weight,
                target.critical,
                _text(target.weight_reason_ru, target.weight_reason_en),
                _text(target.critical_reason_ru, target.critical_reason_en),
                target.floor,
                _text(target.floor_reason_ru, target.floor_reason_en),
            )
            for target, code in targets
        },
        pass_attainment=None if row.pass_attainment is None else Fraction(row.pass_attainment),
    )


def _questions(session: Session, framework_id: int) -> _Edition[dict[str, Question]]:
    row = existing(session, models.Framework, framework_id)
    rows = session.exec(
        select(models.Question, models.Item.code)
        .join(models.Item, col(models.Item.id) == models.Question.item_id)
        .where(models.Item.framework_id == framework_id)
        .order_by(col(models.Item.position))
    )
    return row.state, {
        code: Question(
            code,
            one.kind,
            one.minutes,
            Text(one.question_ru, one.question_en),
            Text(one.weak_ru, one.weak_en),
            Text(one.adequate_ru, one.adequate_en),
            Text(one.strong_ru, one.strong_en),
            leads.probes_of(one.probes),
            leads.twin_of(code, one.twin),
        )
        for one, code in rows
    }


def _text(ru: str | None, en: str | None) -> Text | None:
    return None if ru is None else Text(ru, en)
