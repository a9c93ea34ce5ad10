"""Editions as content, the list of editions, and what a draft would affect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db import models
from db.framework import frameworks, job_descriptions, version_links
from db.models.table import existing
from domain.assessing.case import CaseState, CycleKind
from domain.development.plan import PlanState
from domain.errors import Unknown
from domain.framework.edition import Edition, edition
from domain.framework.edition_difference import Change, Difference, differences
from domain.framework.edition_faults import Fault, Part, hindrances
from domain.framework.framework import EditionState
from domain.framework.provision import Provision
from domain.framework.version_map import MapLine
from domain.mark import State
from domain.people.person import full_name
from domain.text import Text

SHOWN = 40  # characters of a title in the name of a file


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the list of a model; names are empty if unknown."""

    id: int
    key: str
    number: int
    title: Text
    state: EditionState
    in_force: bool
    items: int
    cases: int
    note: str
    content_hash: str
    based_on: int | None
    published_on: date | None
    published_by: str
    retired_on: date | None
    retired_by: str
    retire_note: str
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who confirmed, and when, that an item belongs to its function; the edition itself has the proposal."""

    item: str
    actor: str
    on: date


@dataclass(frozen=True, slots=True)
class Impact:
    """What a draft affects: ``targets`` changed; ``marks`` given to items that it changes or drops.

    ``cycles`` and ``campaigns`` are open on earlier editions, and ``plans`` are not closed; they stay there.
    As on the screens, a campaign is not counted as a cycle.
    """

    targets: int
    marks: int
    cycles: int
    campaigns: int
    plans: int


@dataclass(frozen=True, slots=True)
class Uses:
    """What depends on an item in all editions: marks given, sheets in progress, plans not closed."""

    marks: int
    sheets: int
    plans: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """Everything the model screen shows of one edition; ``base`` is the edition a draft is compared with."""

    line: EditionLine
    content: Edition
    base: Edition | None
    base_number: int
    differences: tuple[Difference, ...]
    faults: tuple[Fault, ...]
    groupings: Mapping[str, Grouping]
    links: tuple[MapLine, ...]
    provisions: tuple[Provision, ...]


def content(session: Session, framework_id: int) -> Edition:
    """Return an edition as content.

    Raises:
        Unknown: if there is no such edition.
    """
    row = existing(session, models.Framework, framework_id)
    found = edition(
        frameworks.framework(session, framework_id),
        frameworks.scale(session, row.scale_id),
        frameworks.questions(session, framework_id),
        frameworks.question_sets(session, framework_id),
        frameworks.profiles_of(session, framework_id),
    )
    return replace(found, retired=row.retirements or {})


def editions(session: Session, only: int | None = None) -> tuple[EditionLine, ...]:
    """Return every edition, or *only* this one: the file's first model first, each model's newest first."""
    asked = true() if only is None else col(models.Framework.id) == only
    newest_first = select(models.Framework).where(asked).order_by(col(models.Framework.number).desc())
    rows = session.exec(newest_first).all()
    current = set(frameworks.current(session))
    items = _counted(session, models.Item.framework_id)
    cases = dict(
        session.exec(
            select(models.Cycle.framework_id, func.count(col(models.Case.id)))
            .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
            .where(
                col(models.Cycle.id).not_in(select(models.LevelImport.cycle_id)),
                true() if only is None else col(models.Cycle.framework_id) == only,
            )
            .group_by(col(models.Cycle.framework_id))
        ).all()
    )
    names = _names(session, {one for row in rows for one in (row.published_by, row.retired_by) if one})
    age: dict[str, int] = {}
    for row in sorted(rows, key=lambda one: one.id):
        age.setdefault(row.key, row.id)
    ordered = sorted(rows, key=lambda one: age[one.key])
    return tuple(
        EditionLine(
            id=row.id,
            key=row.key,
            number=row.number,
            title=Text(row.title_ru, row.title_en),
            state=row.state,
            in_force=row.id in current,
            items=items.get(row.id, 0),
            cases=cases.get(row.id, 0),
            note=row.note,
            content_hash=row.content_hash,
            based_on=row.based_on,
            published_on=row.published_on,
            published_by=names.get(row.published_by or 0, ""),
            retired_on=row.retired_on,
            retired_by=names.get(row.retired_by or 0, ""),
            retire_note=row.retire_note,
            review_on=row.review_on,
        )
        for row in ordered
    )


def called(session: Session, framework_id: int) -> str:
    """Return what files about a model are called: its key, or its title if the key was made by the program.

    Two models with the same title are distinguished by the beginning of their keys.

    Raises:
        Unknown: if there is no such edition.
    """
    row = existing(session, models.Framework, framework_id)
    key, _slash, rest = row.key.partition("/")
    try:
        UUID(key)
    except ValueError:
        return row.key
    alike = select(models.Framework.id).where(
        col(models.Framework.title_ru) == row.title_ru, ~col(models.Framework.key).startswith(key)
    )
    namesake = session.exec(alike.limit(1)).first() is not None
    parts = (row.title_ru.strip()[:SHOWN].strip(), key[:4] if namesake else "", rest)
    return "-".join(part for part in parts if part)


def view(session: Session, framework_id: int) -> DraftView:
    """Return an edition with its differences from the one it was made from.

    Raises:
        Unknown: if there is no such edition.
    """
    line = next(iter(editions(session, framework_id)), None)
    if line is None:
        raise Unknown("framework", framework_id)
    now = content(session, framework_id)
    base = None if line.based_on is None else content(session, line.based_on)
    changes = () if base is None else differences(base, now)
    return DraftView(
        line=line,
        content=now,
        base=base,
        base_number=0 if line.based_on is None else existing(session, models.Framework, line.based_on).number,
        differences=changes,
        faults=hindrances(now, base) if line.state is EditionState.DRAFT else (),
        groupings=groupings(session, framework_id),
        links=version_links.lines(session, framework_id, base, now),
        provisions=job_descriptions.provisions(session, framework_id),
    )


def impact(session: Session, framework_id: int) -> Impact:
    """Return how an edition affects what was made with other editions of its model; called from a job.

    No index leads from an item to its marks: it would cost a large centre more than this question is worth.

    Raises:
        Unknown: if there is no such edition.
    """
    based_on = existing(session, models.Framework, framework_id).based_on
    now = content(session, framework_id)
    base = None if based_on is None else content(session, based_on)
    changes = () if base is None else differences(base, now)
    return impact_of(session, framework_id, base, now, changes)


def impact_of(
    session: Session,
    framework_id: int,
    base: Edition | None,
    now: Edition,
    changes: tuple[Difference, ...],
) -> Impact:
    """Return the same for an edition that has been read and compared already."""
    key = existing(session, models.Framework, framework_id).key
    others = select(models.Framework.id).where(
        models.Framework.key == key, models.Framework.id != framework_id
    )
    touched = _touched(base, now, changes)
    items = session.exec(
        select(models.Item.id).where(
            col(models.Item.framework_id).in_(others), col(models.Item.key).in_(touched)
        )
    ).all()
    marks = _rated(session, items) if items else 0
    kinds = select(models.Cycle.kind).where(
        col(models.Cycle.framework_id).in_(others),
        col(models.Cycle.state).not_in((CaseState.CLOSED, CaseState.WITHDRAWN)),
    )
    plans = session.exec(
        select(func.count(func.distinct(col(models.Goal.plan_id))))
        .join(models.Item, col(models.Item.id) == models.Goal.item_id)
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .where(
            col(models.Item.framework_id).in_(others),
            col(models.Item.key).in_(touched),
            models.Plan.state != PlanState.CLOSED,
        )
    ).one()
    targets = {(one.profile, one.code) for one in changes if one.part is Part.TARGET}
    opened = session.exec(kinds).all()
    campaigns = opened.count(CycleKind.HIRING)
    return Impact(len(targets), marks, len(opened) - campaigns, campaigns, plans)


def uses(session: Session, item_key: str) -> Uses:
    """Return what depends on the item with this key; all of it keeps its edition when the item is removed.

    Called from a job, like ``impact``.
    """
    ids = select(models.Item.id).where(models.Item.key == item_key)
    frameworks_of = select(models.Item.framework_id).where(models.Item.key == item_key)
    marks = _rated(session, ids)
    sheets = session.exec(
        select(func.count())
        .select_from(models.Sheet)
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(col(models.Cycle.framework_id).in_(frameworks_of), models.Sheet.state == "draft")
    ).one()
    plans = session.exec(
        select(func.count(func.distinct(col(models.Goal.plan_id))))
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .where(col(models.Goal.item_id).in_(ids), models.Plan.state != PlanState.CLOSED)
    ).one()
    return Uses(marks, sheets, plans)


def _rated(session: Session, item_ids: Sequence[int] | SelectOfScalar[int]) -> int:
    """Return how many marks with a level these items have; *item_ids* are numbers or a subquery."""
    return session.exec(
        select(func.count())
        .select_from(models.Mark)
        .where(col(models.Mark.item_id).in_(item_ids), models.Mark.state == State.RATED)
    ).one()


def groupings(session: Session, framework_id: int) -> dict[str, Grouping]:
    """Return item code -> who confirmed its grouping, and when."""
    rows = session.exec(
        select(models.Item.code, models.GroupingCheck)
        .join(models.GroupingCheck, col(models.GroupingCheck.item_id) == models.Item.id)
        .where(
            models.Item.framework_id == framework_id,
            models.GroupingCheck.function_id == models.Item.function_id,
        )
    ).all()
    names = _names(session, {row.actor_id for _, row in rows if row.actor_id})
    return {code: Grouping(code, names.get(row.actor_id or 0, ""), row.on) for code, row in rows}


def _touched(base: Edition | None, now: Edition, changes: tuple[Difference, ...]) -> set[str]:
    """Return the keys of items whose meaning for marks or goals has changed, or that are gone."""
    if base is None:
        return set()
    keys = {one.code: one.key for one in now.items}
    telling = {Change.REWORDED, Change.RECODED, Change.LEVEL, Change.WEIGHT, Change.CRITICAL, Change.FLOOR}
    told = {
        keys[one.code]
        for one in changes
        if one.part in (Part.ITEM, Part.TARGET) and one.change in telling and one.code in keys
    }
    there = set(keys.values())
    return told | {one.key for one in base.items if one.key not in there}


def _counted(session: Session, column: int) -> dict[int, int]:
    return dict(session.exec(select(column, func.count()).group_by(col(column))).all())


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.exec(select(models.Person).where(col(models.Person.id).in_(ids)))
    return {one.id: full_name(one.surname, one.given, one.patronymic) for one in rows}
