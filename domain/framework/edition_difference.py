"""What differs between two editions: one line a change, in the order in which people read a model."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypedDict

from domain.framework.edition import Edition
from domain.framework.edition_faults import Part
from domain.framework.framework import Duty, Function, Item, Question
from domain.framework.profile import Profile, Target
from domain.people.gates import Requirements
from domain.text import Text


class Change(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    RELABELLED = "relabelled"
    RECODED = "recoded"
    MOVED = "moved"
    SECONDARY = "secondary"
    ORDER = "order"
    LINKS = "links"
    LEVEL = "level"
    WEIGHT = "weight"
    CRITICAL = "critical"
    FLOOR = "floor"
    REQUIREMENTS = "requirements"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    MEDICAL = "medical"
    THRESHOLD = "threshold"
    PHASE = "phase"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change; ``code`` is that of the new edition, or of the old one if the part was dropped.

    ``profile`` is the profile's key for changes of targets. ``before`` and ``after`` are texts, numbers or
    codes, empty if there is nothing to show; ``english`` is both sides of a text, empty without translation.
    ``reason`` says why a part was removed. ``clause`` is a duty's place in its document.
    """

    part: Part
    change: Change
    code: str
    before: str = ""
    after: str = ""
    profile: str = ""
    reason: str = ""
    english: tuple[str, str] = field(default=("", ""), compare=False)
    clause: str = field(default="", compare=False)


def differences(old: Edition, new: Edition) -> tuple[Difference, ...]:
    """Return what *new* changes compared with *old*; items are matched by key, everything else by code.

    A part that reads the same on both sides has no line, even if a key behind it differs.
    """
    clauses = {one.code: one.clause for edition in (old, new) for one in edition.duties}
    return (
        *_title(old, new),
        *_levels(old, new),
        *_functions(old, new),
        *_items(old, new),
        *_order(old, new),
        *(replace(one, clause=clauses.get(one.code, "")) for one in _duties(old, new)),
        *_groups(old, new),
        *_questions(old, new),
        *_sets(old, new),
        *_profiles(old, new),
    )


def _title(old: Edition, new: Edition) -> Iterator[Difference]:
    yield from _worded(Part.EDITION, Change.REWORDED, "", old.title, new.title)


def _levels(old: Edition, new: Edition) -> Iterator[Difference]:
    before = {one.value: one for one in old.levels}
    for level in new.levels:
        was = before.pop(level.value, None)
        if was is None:
            yield Difference(Part.LEVEL, Change.ADDED, str(level.value), **_new(level.name))
            continue
        for first, second in (
            (was.name, level.name),
            (was.short, level.short),
            (was.knowledge, level.knowledge),
            (was.skill, level.skill),
        ):
            yield from _worded(Part.LEVEL, Change.REWORDED, str(level.value), first, second)
    for level in before.values():
        yield Difference(Part.LEVEL, Change.DROPPED, str(level.value), **_old(level.name))


def _functions(old: Edition, new: Edition) -> Iterator[Difference]:
    before = {one.code: one for one in old.functions}
    for one in new.functions:
        was: Function | None = before.pop(one.code, None)
        if was is None:
            yield Difference(Part.FUNCTION, Change.ADDED, one.code, **_new(one.short))
            continue
        yield from _worded(Part.FUNCTION, Change.REWORDED, one.code, was.text, one.text)
        yield from _worded(Part.FUNCTION, Change.RELABELLED, one.code, was.short, one.short)
        if was.clause != one.clause:
            yield Difference(Part.FUNCTION, Change.RECODED, one.code, was.clause, one.clause)
    for one in before.values():
        why = new.retired.get(one.code, "")
        yield Difference(Part.FUNCTION, Change.DROPPED, one.code, **_old(one.short), reason=why)


def _items(old: Edition, new: Edition) -> Iterator[Difference]:
    before = {one.key: one for one in old.items}
    for one in new.items:
        was: Item | None = before.pop(one.key, None)
        if was is None:
            yield Difference(Part.ITEM, Change.ADDED, one.code, **_new(one.label))
            continue
        if (was.code, was.clause, was.kind) != (one.code, one.clause, one.kind):
            first, second = (f"{two.code} ({two.clause})" for two in (was, one))
            yield Difference(Part.ITEM, Change.RECODED, one.code, first, second)
        yield from _worded(Part.ITEM, Change.REWORDED, one.code, was.text, one.text)
        yield from _worded(Part.ITEM, Change.RELABELLED, one.code, was.label, one.label)
        if was.function != one.function:
            yield Difference(Part.ITEM, Change.MOVED, one.code, was.function, one.function)
        if was.secondary != one.secondary:
            first, second = ", ".join(was.secondary), ", ".join(one.secondary)
            yield Difference(Part.ITEM, Change.SECONDARY, one.code, first, second)
    for one in before.values():
        why = new.retired.get(one.key, "")
        yield Difference(Part.ITEM, Change.DROPPED, one.code, **_old(one.label), reason=why)


def _order(old: Edition, new: Edition) -> Iterator[Difference]:
    """Report a changed rating order, unless moves and additions already explain it."""
    codes = {one.key: one.code for one in new.items}
    functions = {one.key: one.function for one in new.items}
    stayed = [one.key for one in old.items if functions.get(one.key) == one.function]
    staying = set(stayed)
    now = [one.key for one in new.items if one.key in staying]
    for was, one in zip(stayed, now, strict=True):
        if was != one:
            yield Difference(Part.ITEM, Change.ORDER, codes[one])
            return


def _duties(old: Edition, new: Edition) -> Iterator[Difference]:
    keys = _keys(old), _keys(new)
    before = {one.code: one for one in old.duties}
    for one in new.duties:
        was: Duty | None = before.pop(one.code, None)
        if was is None:
            yield Difference(Part.DUTY, Change.ADDED, one.code, **_new(one.text))
            continue
        yield from _worded(Part.DUTY, Change.REWORDED, one.code, was.text, one.text)
        if was.function != one.function:
            yield Difference(Part.DUTY, Change.MOVED, one.code, was.function, one.function)
        if was.clause != one.clause:
            yield Difference(Part.DUTY, Change.RECODED, one.code, was.clause, one.clause)
        other = [keys[0].get(code) for code in was.items] != [keys[1].get(code) for code in one.items]
        if other and was.items != one.items:  # otherwise only a key differs, and the lists read the same
            first, second = ", ".join(was.items), ", ".join(one.items)
            yield Difference(Part.DUTY, Change.LINKS, one.code, first, second)
    for one in before.values():
        why = new.retired.get(one.code, "")
        yield Difference(Part.DUTY, Change.DROPPED, one.code, **_old(one.text), reason=why)


def _groups(old: Edition, new: Edition) -> Iterator[Difference]:
    told: set[Difference] = set()  # a group of twins may also be a group of similar items
    for was, now in ((old.alias_groups, new.alias_groups), (old.similar, new.similar)):
        same = set(map(frozenset, was)) & set(map(frozenset, now))
        keys = _keys(old), _keys(new)
        first = {frozenset(keys[0].get(code, code) for code in group): group for group in was}
        second = {frozenset(keys[1].get(code, code) for code in group): group for group in now}
        lines = [
            Difference(Part.GROUP, Change.ADDED, group[0], after=", ".join(group))
            for key, group in second.items()
            if key not in first and frozenset(group) not in same
        ] + [
            Difference(Part.GROUP, Change.DROPPED, group[0], ", ".join(group))
            for key, group in first.items()
            if key not in second and frozenset(group) not in same
        ]
        yield from (one for one in lines if one not in told)
        told.update(lines)


def _questions(old: Edition, new: Edition) -> Iterator[Difference]:
    keys, keys_now = _keys(old), _keys(new)
    before = {keys[code]: one for code, one in old.questions.items() if code in keys}
    there = {one.key for one in new.items}
    for code, one in new.questions.items():
        key = keys_now.get(code, code)
        was = before.pop(key, None)
        if was is None:
            yield Difference(Part.QUESTION, Change.ADDED, code, **_new(one.question))
            continue
        yield from _leads(code, was, one)
        if was.twin is not None and one.twin is not None:
            yield from _leads(code, was.twin, one.twin)
        elif one.twin is not None:
            yield Difference(Part.QUESTION, Change.ADDED, code, **_new(one.twin.question))
        elif was.twin is not None:
            yield Difference(Part.QUESTION, Change.DROPPED, code, **_old(was.twin.question))
    for key, one in before.items():
        if key in there:  # a dropped item takes its question with it
            yield Difference(Part.QUESTION, Change.DROPPED, one.code, **_old(one.question))


def _leads(code: str, was: Question, one: Question) -> Iterator[Difference]:
    for first, second in (
        (was.question, one.question),
        (_joined(was.probes), _joined(one.probes)),
        (was.weak, one.weak),
        (was.adequate, one.adequate),
        (was.strong, one.strong),
    ):
        yield from _worded(Part.QUESTION, Change.REWORDED, code, first, second)
    if (was.kind, was.minutes) != (one.kind, one.minutes):
        yield Difference(
            Part.QUESTION, Change.ASKED, code, f"{was.kind}, {was.minutes}", f"{one.kind}, {one.minutes}"
        )


def _joined(probes: tuple[Text, ...]) -> Text:
    told = [one.en for one in probes if one.en]
    return Text(" ".join(one.ru for one in probes), " ".join(told) or None)


def _sets(old: Edition, new: Edition) -> Iterator[Difference]:
    before = {one.code: one for one in old.sets}
    for one in new.sets:
        was = before.pop(one.code, None)
        if was is None:
            yield Difference(Part.SET, Change.ADDED, one.code, **_new(one.name))
            continue
        yield from _worded(Part.SET, Change.REWORDED, one.code, was.name, one.name)
        if was.items != one.items:
            first, second = ", ".join(was.items), ", ".join(one.items)
            yield Difference(Part.SET, Change.LINKS, one.code, first, second)
        if was.lead != one.lead:
            yield Difference(Part.SET, Change.ASKED, one.code, was.lead.value, one.lead.value)
    for one in before.values():
        yield Difference(Part.SET, Change.DROPPED, one.code, **_old(one.name))


def _profiles(old: Edition, new: Edition) -> Iterator[Difference]:
    keys = _keys(old)
    there = set(keys.values())
    before = {one.key: one for one in old.profiles}
    for one in new.profiles:
        was: Profile | None = before.pop(one.key, None)
        if was is None:
            yield Difference(Part.PROFILE, Change.ADDED, one.key, **_new(one.post), profile=one.key)
            continue
        yield from _worded(Part.PROFILE, Change.REWORDED, one.key, was.post, one.post, one.key)
        yield from _required(was, one)
        targets = {keys.get(code, code): target for code, target in was.targets.items()}
        for item in new.items:
            first, second = targets.get(item.key), one.targets.get(item.code)
            if first is not None and second is not None:
                yield from _target(item.code, one.key, first, second)
            elif first is not None:
                yield Difference(Part.TARGET, Change.DROPPED, item.code, str(first.level), profile=one.key)
            elif second is not None and item.key in there:  # a new item has its own line
                yield Difference(
                    Part.TARGET, Change.ADDED, item.code, after=str(second.level), profile=one.key
                )
    for one in before.values():
        yield Difference(Part.PROFILE, Change.DROPPED, one.key, **_old(one.post), profile=one.key)


def _required(old: Profile, new: Profile) -> Iterator[Difference]:
    key, was, now = new.key, old.requirements, new.requirements
    told: list[Difference] = []
    for change, first, second in (
        (Change.EDUCATION, was.education, now.education),
        (Change.EXPERIENCE, was.experience, now.experience),
        (Change.MEDICAL, was.medical, now.medical),
    ):
        told.extend(_worded(Part.PROFILE, change, key, first, second, key))
    for change, before, after in (
        (Change.EDUCATION, _education(was), _education(now)),
        (Change.EXPERIENCE, _ways(was), _ways(now)),
        (Change.THRESHOLD, _share(old.pass_attainment), _share(new.pass_attainment)),
        (Change.PHASE, old.phase.value, new.phase.value),
    ):
        if before != after:
            told.append(Difference(Part.PROFILE, change, key, before, after, key))
    if was != now and not told:  # the rest is names of levels, areas and examinations
        told.append(Difference(Part.PROFILE, Change.REQUIREMENTS, key, profile=key))
    yield from told


def _education(asked: Requirements) -> str:
    names = {one.id: one.name.ru for one in asked.education_levels}
    return names.get(asked.min_education, asked.min_education)


def _ways(asked: Requirements) -> str:
    """Return «6: области; 12: область»: the months of each way and its areas."""
    return "; ".join(
        f"{one.min_months}: {', '.join(_area(asked, area) for area in one.areas)}"
        for one in asked.alternatives
    )


def _area(asked: Requirements, area: str) -> str:
    return asked.areas[area].ru if area in asked.areas else area


def _share(share: Fraction | None) -> str:
    return "" if share is None else f"{float(share * 100):g} %"


def _target(code: str, profile: str, old: Target, new: Target) -> Iterator[Difference]:
    for change, before, after in (
        (Change.LEVEL, old.level, new.level),
        (Change.WEIGHT, old.weight, new.weight),
        (Change.CRITICAL, int(old.critical), int(new.critical)),
    ):
        if before != after:
            yield Difference(Part.TARGET, change, code, str(before), str(after), profile)
    # An item that becomes critical silently gets the shipped floor; only another floor is reported.
    if new.floor is not None and old.floor != new.floor and (old.critical or new.own_floor is not None):
        before = "" if old.floor is None else str(old.floor)
        yield Difference(Part.TARGET, Change.FLOOR, code, before, str(new.floor), profile)
    for first, second in (
        (old.weight_reason, new.weight_reason),
        (old.critical_reason, new.critical_reason),
        (old.floor_reason, new.floor_reason),
    ):
        yield from _worded(Part.TARGET, Change.REWORDED, code, first or Text(""), second or Text(""), profile)


def _worded(
    part: Part, change: Change, code: str, old: Text, new: Text, profile: str = ""
) -> Iterator[Difference]:
    if old == new:
        return
    if old.ru == new.ru:  # only the translation differs
        yield Difference(part, change, code, old.en or "", new.en or "", profile)
    else:
        english = old.en or "", new.en or ""
        yield Difference(part, change, code, old.ru, new.ru, profile, english=english)


class _Side(TypedDict, total=False):
    before: str
    after: str
    english: tuple[str, str]


def _old(text: Text) -> _Side:
    return {"before": text.ru, "english": (text.en or "", "")}


def _new(text: Text) -> _Side:
    return {"after": text.ru, "english": ("", text.en or "")}


def _keys(edition: Edition) -> dict[str, str]:
    return {one.code: one.key for one in edition.items}
