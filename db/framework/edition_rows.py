"""Writing the content of an edition into the rows of a draft; only differences are written.

Published editions are guarded by triggers, so nothing here can change one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from sqlmodel import Session, SQLModel, col, delete, select

from db import models
from db.framework import leads, profile_rows
from domain.canonical import content_hash
from domain.framework.edition import Edition
from domain.framework.framework import EditionState, Function, Item, Question, QuestionSet
from domain.scale import Level

_SCALE_KEY = "levels-0-4"


def write(session: Session, row: models.Framework, old: Edition, new: Edition) -> None:
    """Bring the rows of a draft from *old* to *new*; both must be free of faults."""
    if old.title != new.title:
        row.title_ru, row.title_en = new.title.ru, new.title.en
        session.add(row)
    if old.retired != new.retired:
        row.retirements = dict(new.retired) or None
        session.add(row)
    if old.levels != new.levels:
        _scale(session, row, new.levels)
    draft = _Draft(session, row.id, old, new)
    draft.take_away()
    functions = draft.functions()
    items = draft.items(functions)
    draft.groups(items)
    draft.duties(functions, items)
    draft.questions(items)
    draft.sets(items)
    profile_rows.write(session, row.id, old, new, items)
    session.flush()


class _Draft:
    """One draft being rewritten; its parts are written in the order of their dependencies."""

    def __init__(self, session: Session, framework_id: int, old: Edition, new: Edition) -> None:
        self.session, self.id, self.old, self.new = session, framework_id, old, new
        self.old_keys = {one.code: one.key for one in old.items}

    def take_away(self) -> None:
        """Delete removed items and everything that refers to them."""
        kept = {one.key for one in self.new.items}
        gone = [one.key for one in self.old.items if one.key not in kept]
        if not gone:
            return
        ids = list(
            self.session.exec(
                select(models.Item.id).where(
                    models.Item.framework_id == self.id, col(models.Item.key).in_(gone)
                )
            )
        )
        for table in (
            models.ItemFunction,
            models.ItemGroup,
            models.DutyItem,
            models.QuestionSetItem,
            models.Question,
            models.Target,
            models.GroupingCheck,
        ):
            self.session.exec(delete(table).where(col(table.item_id).in_(ids)))
        self.session.exec(delete(models.Item).where(col(models.Item.id).in_(ids)))

    def functions(self) -> dict[str, int]:
        """Write the functions; return code -> id."""
        rows = {
            one.code: one
            for one in self.session.exec(
                select(models.Function).where(models.Function.framework_id == self.id)
            )
        }
        before = {one.code: (at, one) for at, one in enumerate(self.old.functions, start=1)}
        for at, one in enumerate(self.new.functions, start=1):
            if before.get(one.code) == (at, one):
                continue
            rows[one.code] = _function(rows.get(one.code), self.id, one, at)
            self.session.add(rows[one.code])
        self.session.flush()
        return {code: one.id for code, one in rows.items()}

    def items(self, functions: Mapping[str, int]) -> dict[str, int]:
        """Write the items and their secondary functions, delete unused functions; return code -> id."""
        before = {one.key: (at, one) for at, one in enumerate(self.old.items, start=1)}
        changed = [
            (at, one) for at, one in enumerate(self.new.items, start=1) if before.get(one.key) != (at, one)
        ]
        if changed:
            self._changed_items(changed, functions)
        self._unused_functions(functions)
        return {
            code: id_ or 0
            for code, id_ in self.session.exec(
                select(models.Item.code, models.Item.id).where(models.Item.framework_id == self.id)
            )
        }

    def _changed_items(self, changed: Sequence[tuple[int, Item]], functions: Mapping[str, int]) -> None:
        rows = {
            one.key: one
            for one in self.session.exec(select(models.Item).where(models.Item.framework_id == self.id))
        }
        for number, (_at, one) in enumerate(changed):
            row = rows.get(one.key)
            if row is not None and row.code != one.code:
                row.code = f"~{number}"  # temporary, because two items may swap codes
                self.session.add(row)
        self.session.flush()
        before = {one.key: one for one in self.old.items}
        made: list[tuple[models.Item, Item]] = []
        for at, one in changed:
            row = _item(rows.get(one.key), self.id, one, functions[one.function], at)
            self.session.add(row)
            was = before.get(one.key)
            if was is None or was.secondary != one.secondary:
                made.append((row, one))
        self.session.flush()
        self._empty(models.ItemFunction, models.ItemFunction.item_id, [row.id for row, _ in made])
        self.session.add_all(
            models.ItemFunction(item_id=row.id, function_id=functions[code])
            for row, one in made
            for code in one.secondary
        )
        self.session.flush()

    def _unused_functions(self, functions: Mapping[str, int]) -> None:
        gone = [code for code in functions if all(one.code != code for one in self.new.functions)]
        if not gone:
            return
        ids = [functions[code] for code in gone]
        duties = self.session.exec(select(models.Duty.id).where(col(models.Duty.function_id).in_(ids))).all()
        # A duty that stays is written again under its new function.
        self._empty(models.DutyItem, models.DutyItem.duty_id, duties)
        self._empty(models.Duty, models.Duty.id, duties)
        self._empty(models.GroupingCheck, models.GroupingCheck.function_id, ids)
        self._empty(models.ItemFunction, models.ItemFunction.function_id, ids)
        self._empty(models.Function, models.Function.id, ids)

    def groups(self, items: Mapping[str, int]) -> None:
        """Rewrite the groups of each kind that differ, also if a code now belongs to another item."""
        recoded = {one.code: one.key for one in self.new.items} != self.old_keys
        for kind, was, now in (
            (models.GroupKind.ALIAS, self.old.alias_groups, self.new.alias_groups),
            (models.GroupKind.SIMILAR, self.old.similar, self.new.similar),
        ):
            if was == now and not (recoded and now):
                continue
            self.session.exec(
                delete(models.ItemGroup).where(
                    col(models.ItemGroup.framework_id) == self.id, col(models.ItemGroup.kind) == kind
                )
            )
            self.session.add_all(
                models.ItemGroup(
                    framework_id=self.id, kind=kind, number=number, item_id=items[code], position=position
                )
                for number, group in enumerate(now, start=1)
                for position, code in enumerate(group)
            )
        self.session.flush()

    def duties(self, functions: Mapping[str, int], items: Mapping[str, int]) -> None:
        """Write the duties and the items they need."""
        keys = {one.code: one.key for one in self.new.items}
        if self.old.duties == self.new.duties and keys == self.old_keys:
            return
        rows = {
            one.code: one
            for one in self.session.exec(select(models.Duty).where(models.Duty.framework_id == self.id))
        }
        kept = {one.code for one in self.new.duties}
        gone = [row.id for code, row in rows.items() if code not in kept]
        self._empty(models.DutyItem, models.DutyItem.duty_id, gone)
        self._empty(models.Duty, models.Duty.id, gone)
        linked: list[tuple[models.Duty, tuple[str, ...]]] = []
        before = {one.code: one for one in self.old.duties}
        for at, one in enumerate(self.new.duties, start=1):
            row = rows.get(one.code) or models.Duty(
                framework_id=self.id, function_id=0, code=one.code, clause="", ru="", position=0
            )
            row.function_id, row.clause, row.position = functions[one.function], one.clause, at
            row.ru, row.en, row.origin = one.text.ru, one.text.en, _origin(own=one.own)
            self.session.add(row)
            was = before.get(one.code) if one.code in rows else None
            drawn = [self.old_keys.get(code) for code in was.items] if was is not None else []
            if drawn != [keys[code] for code in one.items]:
                linked.append((row, one.items))
        self.session.flush()
        self._empty(models.DutyItem, models.DutyItem.duty_id, [row.id for row, _ in linked])
        self.session.add_all(
            models.DutyItem(duty_id=row.id, item_id=items[code], position=position)
            for row, codes in linked
            for position, code in enumerate(codes)
        )
        self.session.flush()

    def questions(self, items: Mapping[str, int]) -> None:
        """Write the questions that differ."""
        keys = {one.code: one.key for one in self.new.items}
        before = {self.old_keys[code]: one for code, one in self.old.questions.items()}
        now = {keys[code]: one for code, one in self.new.questions.items()}
        ids = {keys[code]: id_ for code, id_ in items.items() if code in keys}
        gone = [ids[key] for key in before if key not in now and key in ids]
        self._empty(models.Question, models.Question.item_id, gone)
        for key, one in now.items():
            was = before.get(key)
            if was is None or was.of("") != one.of(""):
                row = self.session.get(models.Question, ids[key]) if was is not None else None
                self.session.add(_question(row, ids[key], one))
        self.session.flush()

    def sets(self, items: Mapping[str, int]) -> None:
        """Rewrite all ready-made sets if one differs."""
        keys = {one.code: one.key for one in self.new.items}
        if self.old.sets == self.new.sets and keys == self.old_keys:
            return
        ids = list(
            self.session.exec(select(models.QuestionSet.id).where(models.QuestionSet.framework_id == self.id))
        )
        self._empty(models.QuestionSetItem, models.QuestionSetItem.set_id, ids)
        self._empty(models.QuestionSet, models.QuestionSet.id, ids)
        for one in self.new.sets:
            self._set(one, items)
        self.session.flush()

    def _set(self, one: QuestionSet, items: Mapping[str, int]) -> None:
        row = models.QuestionSet(
            framework_id=self.id, code=one.code, name_ru=one.name.ru, name_en=one.name.en, lead=one.lead
        )
        self.session.add(row)
        self.session.flush()
        self.session.add_all(
            models.QuestionSetItem(set_id=row.id, item_id=items[code], position=position)
            for position, code in enumerate(one.items)
        )

    def _empty(self, table: type[SQLModel], column: object, ids: Iterable[int | None]) -> None:
        chosen = [one for one in ids if one is not None]
        if chosen:
            self.session.exec(delete(table).where(col(cast("int", column)).in_(chosen)))


def _scale(session: Session, row: models.Framework, levels: Sequence[Level]) -> None:
    """Give the draft a scale with these levels: an existing published one, else a draft of its own."""
    own = session.get(models.Scale, row.scale_id)
    assert own is not None
    known = scale_hash(levels)
    there = session.exec(
        select(models.Scale.id).where(
            models.Scale.content_hash == known, models.Scale.state == EditionState.PUBLISHED
        )
    ).first()
    if there is not None:
        row.scale_id = there
        session.add(row)
        session.flush()
        if own.state is EditionState.DRAFT:
            _drop_scale(session, own)
        return
    if own.state is not EditionState.DRAFT:
        last = session.exec(
            select(models.Scale.number)
            .where(models.Scale.key == _SCALE_KEY)
            .order_by(col(models.Scale.number).desc())
        ).first()
        own = models.Scale(
            key=_SCALE_KEY, number=(last or 0) + 1, state=EditionState.DRAFT, content_hash=known
        )
        session.add(own)
        session.flush()
        row.scale_id = own.id
        session.add(row)
    own.content_hash = known
    session.exec(delete(models.ScaleLevel).where(col(models.ScaleLevel.scale_id) == own.id))
    put_levels(session, own, levels)


def put_levels(session: Session, own: models.Scale, levels: Sequence[Level]) -> None:
    """Write the levels of a draft scale that has none yet."""
    session.add_all(
        models.ScaleLevel(
            scale_id=own.id,
            value=one.value,
            name_ru=one.name.ru,
            name_en=one.name.en,
            short_ru=one.short.ru,
            short_en=one.short.en,
            knowledge_ru=one.knowledge.ru,
            knowledge_en=one.knowledge.en,
            skill_ru=one.skill.ru,
            skill_en=one.skill.en,
        )
        for one in levels
    )
    session.flush()


def drop_own_scale(session: Session, scale_id: int) -> None:
    """Delete the scale of a discarded draft if it is a draft itself."""
    row = session.get(models.Scale, scale_id)
    if row is not None and row.state is EditionState.DRAFT:
        _drop_scale(session, row)


def _drop_scale(session: Session, row: models.Scale) -> None:
    session.exec(delete(models.ScaleLevel).where(col(models.ScaleLevel.scale_id) == row.id))
    session.delete(row)
    session.flush()


def scale_hash(levels: Sequence[Level]) -> str:
    """Return the content hash of a scale."""
    return content_hash(
        [
            [one.value, *([text.ru, text.en] for text in (one.name, one.short, one.knowledge, one.skill))]
            for one in levels
        ]
    )


def _function(row: models.Function | None, framework_id: int, one: Function, at: int) -> models.Function:
    row = row or models.Function(
        framework_id=framework_id, code=one.code, clause="", ru="", short_ru="", position=0
    )
    row.clause, row.position, row.origin = one.clause, at, _origin(own=one.own)
    row.ru, row.en, row.short_ru, row.short_en = one.text.ru, one.text.en, one.short.ru, one.short.en
    return row


def _item(row: models.Item | None, framework_id: int, one: Item, function_id: int, at: int) -> models.Item:
    row = row or models.Item(
        key=one.key,
        framework_id=framework_id,
        function_id=function_id,
        kind=one.kind,
        code=one.code,
        clause="",
        ru="",
        label_ru="",
        position=0,
    )
    row.function_id, row.kind, row.code, row.clause, row.position = (
        function_id,
        one.kind,
        one.code,
        one.clause,
        at,
    )
    row.ru, row.en, row.label_ru, row.label_en = one.text.ru, one.text.en, one.label.ru, one.label.en
    row.org_specific, row.origin = one.org_specific, _origin(own=one.own)
    return row


def _question(row: models.Question | None, item_id: int, one: Question) -> models.Question:
    row = row or models.Question(
        item_id=item_id, kind="", minutes=1, question_ru="", weak_ru="", adequate_ru="", strong_ru=""
    )
    row.kind, row.minutes = one.kind, one.minutes
    row.question_ru, row.question_en = one.question.ru, one.question.en
    row.weak_ru, row.weak_en = one.weak.ru, one.weak.en
    row.adequate_ru, row.adequate_en = one.adequate.ru, one.adequate.en
    row.strong_ru, row.strong_en = one.strong.ru, one.strong.en
    row.probes, row.twin = leads.probes_json(one.probes) or None, leads.twin_json(one.twin)
    return row


def _origin(*, own: bool) -> models.Source:
    return models.Source.OWN if own else models.Source.SOURCE
