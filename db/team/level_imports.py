"""Levels from somebody's file: brought in by one act as closed cycles of their own, and taken back as one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import insert, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles, rosters
from db.framework import drafts, frameworks
from db.journal import journal
from db.journal.presence import NAME
from db.models.table import existing
from db.models.types import actor_id, new_uid, now, today
from db.team import quarterly
from domain.assessing.case import CaseState, CycleKind
from domain.errors import TooLong, Unknown
from domain.framework.framework import EditionState
from domain.people.person import full_name
from domain.people.roster import Fate, Moved, NotReady, Roster
from domain.progress import Progress
from domain.scale import check_level
from domain.team.level_import import FILE_LIMIT, Batch, LevelImport, NoLevels, Source
from domain.team.level_scale import Scale
from domain.team.quarterly import CyclePlan

STEP = 2_000  # levels between two checks for cancelling
REMEMBERED = 20  # imports whose scales are looked at


def load(session: Session, told: LevelImport, progress: Progress) -> tuple[int, ...]:
    """Write all levels or none, with the people who are new and the model if it is new or a draft.

    Return the ids of the closed cycles.

    Raises:
        NoLevels: if there is none.
        NotReady: if it is not decided who somebody with levels is.
        Moved: if the people changed since they were matched.
        OffScale: if a level is none of the scale.
        Overlaps: if a person has levels of that day from another import or assessment.
        HasLeft: if somebody had left by then.
        TooLong, Unknown: for the names, the edition, an item or the assessor.
        Faulty, Unconfirmed, NeedsReason: if the model cannot be published.
        Cancelled: if the user cancelled; then nothing is written.
    """
    _check(session, told)
    act, done, size = new_uid(session), 0, sum(one.count for one in told.batches)
    with journal.act(session, "import_levels", "cycle") as event:
        told = _published(session, told)
        framework = frameworks.framework(session, told.framework_id)
        items = {item.code: item.id for item in framework.items}
        people = _people(session, told, progress)
        made: list[int] = []
        cases: list[int] = []
        for batch in sorted(told.batches, key=lambda one: one.on):
            if not batch.count:
                continue
            cycle_id = _open(session, told, batch, people)
            mine = dict(
                session.exec(
                    select(models.Case.person_id, models.Case.id).where(models.Case.cycle_id == cycle_id)
                ).all()
            )
            rows = _rows(batch, people, mine, items)
            for at in range(0, len(rows), STEP):
                progress.step(done + at, size)
                session.execute(insert(models.ImportedLevel), rows[at : at + STEP])  # pyright: ignore[reportDeprecated]
            done += len(rows)
            _note(session, told, batch, cycle_id, act)
            _close(session, cycle_id)
            made.append(cycle_id)
            cases += mine.values()
        event.subject_id, event.data = made[0], {"cycles": made, "cases": sorted(cases), "levels": done}
    progress.step(size, size)
    return tuple(made)


def withdraw(session: Session, cycle_id: int, reason: str) -> tuple[int, ...]:
    """Take back all that came in with this cycle, as one act; people who came with it stay.

    Raises:
        Unknown: if the cycle does not come from a file.
        Withdrawn, NeedsReason, TooLong, NotWithdrawn: as for ``cycles.withdraw_cycle``.
    """
    row = existing(session, models.LevelImport, cycle_id)
    together = session.exec(
        select(models.LevelImport.cycle_id)
        .where(models.LevelImport.act == row.act)
        .order_by(col(models.LevelImport.cycle_id))
    ).all()
    with journal.act(session, "take_import_back", "cycle", cycle_id, {"cycles": list(together)}):
        for one in reversed(together):  # a later one may rest on an earlier one
            cycles.withdraw_cycle(session, one, reason)
    return tuple(together)


def sources(session: Session) -> dict[int, Source]:
    """Return cycle id -> where its levels come from, for the cycles that come from files."""
    session.flush()
    rows = session.connection().execute(
        select_columns(models.LevelImport, *NAME)
        .join(models.Person, col(models.Person.id) == models.LevelImport.assessor_id, isouter=True)
        .order_by(col(models.LevelImport.cycle_id))
    )
    found: dict[int, Source] = {}
    for row in rows:
        by = "" if row.surname is None else full_name(row.surname, row.given, row.patronymic)
        on, imported_on = cast("date", row.on), cast("date", row.imported_on)
        found[row.cycle_id] = Source(row.file, row.sheet, on, by, imported_on, row.act)
    return found


def of_cycle(session: Session, cycle_id: int) -> Source | None:
    """Return where the levels of a cycle come from; None if they were given here."""
    return sources(session).get(cycle_id)


def scales(session: Session, framework_id: int) -> tuple[Scale, ...]:
    """Return what the words of earlier files meant, of any edition of this one's model, the newest first.

    Files whose levels were taken back are not among them.
    """
    key = existing(session, models.Framework, framework_id).key
    rows = session.exec(
        select(models.LevelImport)
        .join(models.Cycle, col(models.Cycle.id) == models.LevelImport.cycle_id)
        .join(models.Framework, col(models.Framework.id) == models.Cycle.framework_id)
        .where(models.Framework.key == key, models.Cycle.state != CaseState.WITHDRAWN)
        .order_by(col(models.LevelImport.imported_on).desc(), col(models.LevelImport.cycle_id).desc())
        .limit(REMEMBERED)
    ).all()
    return tuple(Scale(row.file, row.places) for row in rows)


def _check(session: Session, told: LevelImport) -> None:
    rows = told.rows
    if not rows:
        raise NoLevels
    for name, text in (("file", told.file), ("sheet", told.sheet)):
        if len(text) > FILE_LIMIT:
            raise TooLong(name, len(text), FILE_LIMIT)
    waiting = [
        entry.row.number
        for entry in told.roster.of(Fate.ASK, Fate.WRONG, Fate.LEFT_OUT)
        if entry.row.number in rows
    ]
    if waiting:
        raise NotReady(tuple(waiting))
    if told.assessor_id is not None and session.get(models.Person, told.assessor_id) is None:
        raise Unknown("person", told.assessor_id)
    for batch in told.batches:
        for levels in batch.levels.values():
            for level in levels.values():
                check_level(level)


def _published(session: Session, told: LevelImport) -> LevelImport:
    """Make the model if it is new, publish it if it is a draft; return the import into it."""
    draft = told.framework_id
    if told.content is not None:
        draft = drafts.begin_from(session, told.content)
    elif existing(session, models.Framework, draft).state is not EditionState.DRAFT:
        return told
    drafts.publish(session, draft, told.note)
    return replace(told, framework_id=draft, content=None)


def _people(session: Session, told: LevelImport, progress: Progress) -> dict[int, int]:
    """Write the people who are new; return row of the file -> person id.

    Raises:
        Moved: if somebody was merged or erased since, or is not new any more.
    """
    rows = told.rows
    entries = [one for one in told.roster.entries if one.row.number in rows]
    found = {one.row.number: one.known.id for one in entries if one.known is not None}
    away = or_(col(models.Person.merged_into).is_not(None), col(models.Person.erased_at).is_not(None))
    if not set(session.exec(select(models.Person.id).where(away))).isdisjoint(found.values()):
        raise Moved
    new = [one for one in entries if one.fate is Fate.NEW]
    if new:
        roster = rosters.prepared(session, [one.row for one in new], told.roster.decisions)
        if any(one.fate is not Fate.NEW for one in roster.entries):
            raise Moved
        ids = rosters.load(session, Roster(roster.entries, roster.decisions, roster.new_units), "", progress)
        found |= dict(zip(sorted(one.row.number for one in new), ids, strict=True))
    return found


def _open(session: Session, told: LevelImport, batch: Batch, people: Mapping[int, int]) -> int:
    rated = tuple(dict.fromkeys(people[row] for row, levels in batch.levels.items() if levels))
    plan = CyclePlan(CycleKind.AD_HOC, told.title, batch.on, batch.on, rated, framework_id=told.framework_id)
    return quarterly.open_quarterly(session, plan)


def _rows(
    batch: Batch, people: Mapping[int, int], cases: Mapping[int, int], items: Mapping[str, int]
) -> list[dict[str, int]]:
    rows: dict[tuple[int, int], dict[str, int]] = {}
    for row, levels in batch.levels.items():
        for code, level in levels.items():
            if code not in items:
                raise Unknown("item", code)
            key = cases[people[row]], items[code]
            rows[key] = {"case_id": key[0], "item_id": key[1], "level": level}
    return [rows[key] for key in sorted(rows)]


def _note(session: Session, told: LevelImport, batch: Batch, cycle_id: int, act: str) -> None:
    session.add(
        models.LevelImport(
            cycle_id=cycle_id,
            act=act,
            file=told.file,
            sheet=told.sheet,
            on=batch.on,
            assessor_id=told.assessor_id,
            actor_id=actor_id(session),
            imported_on=today(session),
            places=dict(told.places),
        )
    )
    session.flush()


def _close(session: Session, cycle_id: int) -> None:
    """Close a cycle that has no sheet, without scoring a thousand cases that have nothing to score."""
    session.add(
        models.CycleEnd(
            cycle_id=cycle_id,
            state=CaseState.CLOSED,
            at=now(session),
            on=today(session),
            actor_id=actor_id(session),
            reason="",
            waiting=[],
        )
    )
    session.flush()
    for table, key in ((models.Case, models.Case.cycle_id), (models.Cycle, models.Cycle.id)):
        session.execute(update(table).where(col(key) == cycle_id).values(state=CaseState.CLOSED))  # pyright: ignore[reportDeprecated]
    session.expire_all()
