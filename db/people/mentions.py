"""Words of others that name a person: found, and rewritten as somebody decided."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import Session, col, select

from db import models
from db.journal.problems import Record
from db.models.types import Json
from db.people.erasure_map import WORDS, Words
from db.people.erasure_rows import Scope, left
from domain.assessing.case import CaseState
from domain.mark import kept_apart
from domain.people.declined import Declined
from domain.people.erasure import Choice, Decision, Mention, Undecided
from domain.people.naming import MASK, Naming, naming_of, parts_of, without
from domain.people.person import Person
from domain.sheet_kinds import SheetState
from domain.text import clean


class _Place(NamedTuple):
    """Where a mention stands: its column, the key of its row, and the owner's id."""

    words: Words
    key: tuple[Any, ...]
    owner: Any
    value: Any


def namings(cards: Iterable[models.Person]) -> tuple[Naming, ...]:
    """Return what these cards of one human are called."""
    return tuple(
        naming_of(
            Person(
                surname=one.surname,
                given=one.given,
                patronymic=one.patronymic,
                declined=Declined.from_json(one.declined),
            ),
            (*parts_of(one.contact), one.personnel_no or ""),
        )
        for one in cards
    )


def mentions(session: Session, of: Scope, names: Sequence[Naming]) -> tuple[Mention, ...]:
    """Return the words of others that name the person, in the order of their tables."""
    return tuple(mention for mention, _place in _found(session, of, names))


def rewrite(
    session: Session,
    of: Scope,
    names: Sequence[Naming],
    decisions: Mapping[str, Decision],
    others: Choice | None,
) -> dict[Record, set[int]]:
    """Rewrite the words as decided; return the records that events must prove again.

    Words that changed since they were decided about need another decision.

    Raises:
        Undecided: if nobody decided about some of them.
    """
    changes: list[tuple[_Place, Any]] = []
    undecided = 0
    for mention, place in _found(session, of, names):
        decision = decisions.get(mention.key)
        if decision is None or decision.seen != mention.text:
            if others is None and (mention.sure or decision is not None):
                undecided += 1
                continue
            decision = Decision(others or Choice.KEEP, mention.text)
        if not mention.sure and decision.choice is Choice.REMOVE and mention.key not in decisions:
            continue  # a given name alone is that of many: it goes only where somebody says so
        match decision.choice:
            case Choice.KEEP:
                continue
            case Choice.REMOVE:
                changes.append((place, masked(place.value, names, all_=mention.key in decisions)))
            case Choice.EDIT:
                changes.append((place, clean(decision.text).strip() or MASK))  # some texts may not be empty
    if undecided:
        raise Undecided(undecided)
    proven: dict[Record, set[int]] = {}
    for place, value in changes:
        _write(session, place, value)
        for record, owner in _records(session, place):
            proven.setdefault(record, set()).add(owner)
    return proven


def _found(session: Session, of: Scope, names: Sequence[Naming]) -> Iterator[tuple[Mention, _Place]]:
    session.flush()
    for words in WORDS:
        table = getattr(models, words.table)
        column = getattr(table, words.column)
        keys = [getattr(table, one.name) for one in table.__table__.primary_key]
        asked = (
            select_columns(*keys, getattr(table, words.owner), column)
            .where(left(of, table), column.is_not(None), *(() if _is_list(column) else (column != "",)))
            .order_by(*keys)
        )
        for *key, owner, written in session.connection().execute(asked).all():
            value = _taken_apart(written) if words.table == "Setting" else written
            text = value if isinstance(value, str) else "\n".join(texts(value))
            spans = tuple(span for one in names for span in one.spans(text)) if text else ()
            if not spans:
                continue
            place = _Place(words, tuple(key), owner, value)
            name = f"{table.__tablename__}.{words.column}:{json.dumps(key, default=str)}"
            where, hidden = _where(session, words.of, owner), _is_hidden(session, place)
            yield (
                Mention(
                    name,
                    table.__tablename__,
                    where,
                    text,
                    tuple(sorted(spans, key=lambda s: s.start)),
                    isinstance(value, str) and not hidden,
                    hidden,
                ),
                place,
            )


def _is_hidden(session: Session, place: _Place) -> bool:
    """Return whether the words are a draft, or of a sheet that may not be read by itself (law 15)."""
    m, table = models, place.words.table
    if table in ("DraftText", "NoteDraft", "CaseDraft"):
        return True
    if table == "Evidence":
        sheet_id = session.exec(select(m.Evidence.sheet_id).where(m.Evidence.id == place.key[0])).one()
        if sheet_id is None:
            open_ = (m.Case.person_id == place.owner, m.Case.state == CaseState.OPEN)
            return any(_waits(session, one) for one in session.exec(select(m.Case.id).where(*open_)))
    elif table in ("MarkText", "Sheet"):
        sheet_id = place.owner
    else:
        return False
    case_id = session.exec(select(m.Sheet.case_id).where(m.Sheet.id == sheet_id)).one()
    submitted = m.Sheet.case_id == case_id, m.Sheet.state == SheetState.SUBMITTED
    roles = dict(session.exec(select(m.Sheet.assessor_id, m.Sheet.role).where(*submitted)).all())
    return kept_apart(roles.values()) or _waits(session, case_id)


def _waits(session: Session, case_id: int) -> bool:
    """Return whether somebody has not handed in a sheet of an open assessment."""
    m = models
    signed = select(m.Sheet.assessor_id).where(
        m.Sheet.case_id == case_id, m.Sheet.state == SheetState.SUBMITTED
    )
    asked = (
        select(m.CaseAssessor.person_id)
        .join(m.Case, col(m.Case.id) == m.CaseAssessor.case_id)
        .where(
            m.Case.id == case_id,
            m.Case.state == CaseState.OPEN,
            col(m.CaseAssessor.person_id).not_in(signed),
        )
    )
    begun = m.Sheet.case_id == case_id, m.Sheet.state == SheetState.DRAFT, m.Sheet.revision == 1
    return any(
        session.exec(one.limit(1)).first() is not None for one in (asked, select(m.Sheet.id).where(*begun))
    )


def _is_list(column: Any) -> bool:
    return isinstance(column.type, Json)


def _taken_apart(setting: str) -> Any:
    """Return the object that a setting is written as, so that only its texts are read and changed."""
    try:
        value: object = json.loads(setting)
    except ValueError:
        return setting
    return cast("dict[str, Any]", value) if isinstance(value, dict) else setting


def texts(value: Any) -> Iterator[str]:
    """Yield the texts in an object, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in cast("dict[str, Any]", value).values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            yield from texts(one)


def masked(value: Any, names: Sequence[Naming], *, all_: bool) -> Any:
    """Return the words without the name; unless *all_*, what may be another word stays."""
    if isinstance(value, str):
        for one in names:
            value = without(value, (span for span in one.spans(value) if all_ or span.sure))
        return value
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: masked(one, names, all_=all_) for key, one in fields.items()}
    if isinstance(value, list):
        return [masked(one, names, all_=all_) for one in cast("list[Any]", value)]
    return value


def _write(session: Session, place: _Place, value: Any) -> None:
    table = getattr(models, place.words.table)
    if place.words.table == "Setting" and not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    row = [
        getattr(table, one.name) == key
        for one, key in zip(table.__table__.primary_key, place.key, strict=True)
    ]
    session.exec(update(table).where(*row).values({place.words.column: value}))


def _records(session: Session, place: _Place) -> Iterator[tuple[Record, int]]:
    """Yield the record to which the words belong, if an event has proved it."""
    words, owner = place.words, place.owner
    if words.record is None:
        return
    if words.table == "Evidence":
        sheet = session.exec(select(models.Evidence.sheet_id).where(models.Evidence.id == place.key[0])).one()
        if sheet is None:
            yield Record.NOTES, owner
            return
        words, owner = words._replace(of="sheet", record=Record.WORDS), sheet
    assert words.record is not None
    match words.of:
        case "sheet":
            state = session.exec(select(models.Sheet.state).where(models.Sheet.id == owner)).one()
            if state is SheetState.SUBMITTED:  # the words of a draft are not proved before it is handed in
                yield Record.WORDS, owner
        case "goal":
            yield words.record, session.exec(select(models.Goal.plan_id).where(models.Goal.id == owner)).one()
        case "conclusion":
            case_id = session.exec(
                select(models.Conclusion.case_id).where(models.Conclusion.id == owner)
            ).one()
            yield words.record, case_id
        case _:
            yield words.record, owner


def _where(session: Session, of: str, owner: Any) -> str:
    """Return the codes by which people know what the words belong to."""
    m = models
    cycle = select_columns(col(m.Cycle.code))
    case = select_columns(col(m.Cycle.code), col(m.Person.code)).select_from(m.Case)
    case = case.join(m.Cycle, col(m.Cycle.id) == m.Case.cycle_id)
    case = case.join(m.Person, col(m.Person.id) == m.Case.person_id)
    plan = select_columns(col(m.Person.code)).select_from(m.Plan)
    plan = plan.join(m.Person, col(m.Person.id) == m.Plan.person_id)
    goal = plan.join(m.Goal, col(m.Goal.plan_id) == m.Plan.id)
    asked: dict[str, Any] = {
        "sheet": case.join(m.Sheet, col(m.Sheet.case_id) == m.Case.id).where(col(m.Sheet.id) == owner),
        "case": case.where(col(m.Case.id) == owner),
        "conclusion": case.join(m.Conclusion, col(m.Conclusion.case_id) == m.Case.id).where(
            col(m.Conclusion.id) == owner
        ),
        "cycle": cycle.where(col(m.Cycle.id) == owner),
        "plan": plan.where(col(m.Plan.id) == owner),
        "goal": goal.where(col(m.Goal.id) == owner),
        "action": goal.join(m.Action, col(m.Action.goal_id) == m.Goal.id).where(col(m.Action.id) == owner),
        "indicator": plan.join(m.Indicator, col(m.Indicator.plan_id) == m.Plan.id).where(
            col(m.Indicator.id) == owner
        ),
        "person": select_columns(col(m.Person.code)).where(col(m.Person.id) == owner),
        "issued_paper": select_columns(col(m.IssuedPaper.code)).where(col(m.IssuedPaper.id) == owner),
    }
    if of not in asked:
        return ""
    return " · ".join(session.connection().execute(asked[of]).first() or ())
