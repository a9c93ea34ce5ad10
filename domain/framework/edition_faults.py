"""What is wrong with an edition, or with the file it came from: each fault with its place and reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refused
from domain.framework.edition import Edition
from domain.framework.framework import Question
from domain.framework.profile import Target
from domain.scale import LEVELS
from domain.text import Text

TEXT_LIMIT = 2_000  # characters of an item, a duty or a question; the longest one in the source has 290
LABEL_LIMIT = 80
CODE_LIMIT = 40
ITEMS_LIMIT = 5_000


class Part(StrEnum):
    """The part of an edition that is meant."""

    EDITION = "edition"
    LEVEL = "level"
    FUNCTION = "function"
    ITEM = "item"
    DUTY = "duty"
    GROUP = "group"
    QUESTION = "question"
    SET = "set"
    PROFILE = "profile"
    TARGET = "target"


class Flaw(StrEnum):
    """The reason; its sentence is in ``reports.words.framework.phrases_framework``."""

    DUPLICATE_CODE = "duplicate_code"
    DUPLICATE_KEY = "duplicate_key"
    EMPTY_CODE = "empty_code"
    EMPTY_TEXT = "empty_text"
    LONG_TEXT = "long_text"
    LONG_CODE = "long_code"
    MARKUP = "markup"
    CYCLE = "cycle"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_SECTION = "unknown_section"
    UNKNOWN_LEVEL = "unknown_level"
    LEVELS = "levels"
    WEIGHT = "weight"
    YES_NO = "yes_no"
    NUMBER = "number"
    WEIGHT_REASON = "weight_reason"
    CRITICAL_REASON = "critical_reason"
    FLOOR = "floor"
    FLOOR_REASON = "floor_reason"
    FLOOR_OF_NONE = "floor_of_none"
    NO_TARGET = "no_target"
    NO_PROFILE = "no_profile"
    NO_ITEMS = "no_items"
    TOO_MANY = "too_many"
    NO_COLUMN = "no_column"
    NO_PARENT = "no_parent"
    NOT_A_CELL = "not_a_cell"
    NO_LIST = "no_list"
    OTHER_FORMAT = "other_format"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``place`` is a cell, line or path of the file it came from, empty inside an edition.

    ``code`` is the part concerned, ``value`` the text found there, cut to one line.
    """

    flaw: Flaw
    part: Part
    code: str = ""
    value: str = ""
    place: str = ""


class Faulty(Refused):
    """A model has faults; nothing of it was imported or published."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(len(faults))
        self.faults = tuple(faults)


def faults(edition: Edition, base: Edition | None = None) -> tuple[Fault, ...]:
    """Return what prevents the edition from being stored, in the order of its parts.

    *base* is the edition it was made from: a weight that differs from it needs a reason (law 11).
    """
    return (
        *_levels(edition),
        *_functions(edition),
        *_items(edition),
        *_duties(edition),
        *_groups(edition),
        *_questions(edition),
        *_targets(edition, base),
    )


def hindrances(edition: Edition, base: Edition | None = None) -> tuple[Fault, ...]:
    """Return what prevents publishing: all faults, and whatever a draft may still lack."""
    lacking: list[Fault] = []
    if not edition.items:
        lacking.append(Fault(Flaw.NO_ITEMS, Part.EDITION))
    filled = {one.function for one in edition.items}
    lacking.extend(
        Fault(Flaw.NO_ITEMS, Part.FUNCTION, one.code)
        for one in edition.functions
        if one.own and one.code not in filled
    )
    if not edition.profiles:
        lacking.append(Fault(Flaw.NO_PROFILE, Part.EDITION))
    asked = {code for profile in edition.profiles for code in profile.targets}
    if edition.profiles:
        lacking.extend(
            Fault(Flaw.NO_TARGET, Part.TARGET, one.code) for one in edition.items if one.code not in asked
        )
    return (*faults(edition, base), *lacking)


def circle(parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the members of the first cycle in child -> parent; empty if it is a tree."""
    safe: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at = start
        while at in parents and at not in safe:
            if at in path:
                way = list(path)
                return tuple(way[way.index(at) :])
            path[at] = None
            at = parents[at]
        safe.update(path)
    return ()


def of_text(text: str, part: Part, code: str, place: str = "", limit: int = TEXT_LIMIT) -> Iterator[Fault]:
    """Yield what is wrong with a required text."""
    if not text.strip():
        yield Fault(Flaw.EMPTY_TEXT, part, code, place=place)
    elif len(text) > limit:
        yield Fault(Flaw.LONG_TEXT, part, code, str(len(text)), place)


def _levels(edition: Edition) -> Iterator[Fault]:
    values = tuple(level.value for level in edition.levels)
    if values != LEVELS:
        yield Fault(Flaw.LEVELS, Part.LEVEL, value=str(len(values)))
        return
    for level in edition.levels:
        for text in (level.name, level.short, level.knowledge, level.skill):
            yield from _pair(text, Part.LEVEL, str(level.value))


def _functions(edition: Edition) -> Iterator[Fault]:
    yield from _codes((one.code for one in edition.functions), Part.FUNCTION)
    for one in edition.functions:
        yield from _pair(one.text, Part.FUNCTION, one.code)
        yield from _pair(one.short, Part.FUNCTION, one.code, LABEL_LIMIT)


def _items(edition: Edition) -> Iterator[Fault]:
    if len(edition.items) > ITEMS_LIMIT:
        yield Fault(Flaw.TOO_MANY, Part.ITEM, value=str(len(edition.items)))
    yield from _codes((one.code for one in edition.items), Part.ITEM)
    for key, times in Counter(one.key for one in edition.items).items():
        if times > 1:
            twice = [one.code for one in edition.items if one.key == key]
            yield Fault(Flaw.DUPLICATE_KEY, Part.ITEM, twice[-1], twice[0])
    functions = {one.code for one in edition.functions}
    for one in edition.items:
        yield from _pair(one.text, Part.ITEM, one.code)
        yield from _pair(one.label, Part.ITEM, one.code, LABEL_LIMIT)
        for code in (one.function, *one.secondary):
            if code not in functions:
                yield Fault(Flaw.UNKNOWN_CODE, Part.ITEM, one.code, code)


def _duties(edition: Edition) -> Iterator[Fault]:
    yield from _codes((one.code for one in edition.duties), Part.DUTY)
    functions = {one.code for one in edition.functions}
    items = {one.code for one in edition.items}
    for one in edition.duties:
        yield from _pair(one.text, Part.DUTY, one.code)
        if one.function not in functions:
            yield Fault(Flaw.UNKNOWN_CODE, Part.DUTY, one.code, one.function)
        for code in one.items:
            if code not in items:
                yield Fault(Flaw.UNKNOWN_CODE, Part.DUTY, one.code, code)
        for code, times in Counter(one.items).items():
            if times > 1:
                yield Fault(Flaw.DUPLICATE_CODE, Part.DUTY, one.code, code)


def _groups(edition: Edition) -> Iterator[Fault]:
    items = {one.code for one in edition.items}
    for group in (*edition.alias_groups, *edition.similar):
        for code in group:
            if code not in items:
                yield Fault(Flaw.UNKNOWN_CODE, Part.GROUP, "–".join(group), code)
    for code, times in Counter(code for group in edition.alias_groups for code in group).items():
        if times > 1:
            yield Fault(Flaw.DUPLICATE_CODE, Part.GROUP, code)


def _questions(edition: Edition) -> Iterator[Fault]:
    items = {one.code for one in edition.items}
    for code, one in edition.questions.items():
        if code not in items:
            yield Fault(Flaw.UNKNOWN_CODE, Part.QUESTION, code, code)
        for lead in (one, *([one.twin] if one.twin is not None else ())):
            yield from _lead(code, lead)
    yield from _codes((one.code for one in edition.sets), Part.SET)
    for chosen in edition.sets:
        for code in chosen.items:
            if code not in edition.questions:
                yield Fault(Flaw.UNKNOWN_CODE, Part.SET, chosen.code, code)


def _lead(code: str, one: Question) -> Iterator[Fault]:
    if one.minutes < 1:
        yield Fault(Flaw.NUMBER, Part.QUESTION, code, str(one.minutes))
    for text in (one.question, *one.probes):
        yield from _pair(text, Part.QUESTION, code)
    for answer in (one.weak, one.adequate, one.strong):  # a draft may still lack them
        for told in (answer.ru, answer.en or ""):
            if len(told) > TEXT_LIMIT:
                yield Fault(Flaw.LONG_TEXT, Part.QUESTION, code, str(len(told)))


def _targets(edition: Edition, base: Edition | None) -> Iterator[Fault]:
    yield from _codes((one.key for one in edition.profiles), Part.PROFILE)
    keys = {one.code: one.key for one in edition.items}
    for profile in edition.profiles:
        yield from _pair(profile.post, Part.PROFILE, profile.key)
        old = _old_targets(base, profile.key)
        for code, target in profile.targets.items():
            if code not in keys:
                yield Fault(Flaw.UNKNOWN_CODE, Part.TARGET, profile.key, code)
                continue
            was = old.get(keys[code], target)
            if target.weight != was.weight and not _said(target.weight_reason):
                yield Fault(Flaw.WEIGHT_REASON, Part.TARGET, code, profile.key)
            if target.critical != was.critical and not _said(target.critical_reason):
                yield Fault(Flaw.CRITICAL_REASON, Part.TARGET, code, profile.key)
            if target.own_floor is not None and not _said(target.floor_reason):
                yield Fault(Flaw.FLOOR_REASON, Part.TARGET, code, profile.key)


def _old_targets(base: Edition | None, key: str) -> dict[str, Target]:
    """Return item key -> target of this profile in the base edition."""
    found = None if base is None else next((one for one in base.profiles if one.key == key), None)
    if base is None or found is None:
        return {}
    keys = {one.code: one.key for one in base.items}
    return {keys[code]: one for code, one in found.targets.items() if code in keys}


def _codes(codes: Iterable[str], part: Part) -> Iterator[Fault]:
    for code, times in Counter(codes).items():
        if not code.strip():
            yield Fault(Flaw.EMPTY_CODE, part)
        elif len(code) > CODE_LIMIT:
            yield Fault(Flaw.LONG_CODE, part, code[:CODE_LIMIT], str(len(code)))
        if times > 1:
            yield Fault(Flaw.DUPLICATE_CODE, part, code)


def _pair(text: Text, part: Part, code: str, limit: int = TEXT_LIMIT) -> Iterator[Fault]:
    yield from of_text(text.ru, part, code, limit=limit)
    if text.en is not None and len(text.en) > limit:
        yield Fault(Flaw.LONG_TEXT, part, code, str(len(text.en)))


def _said(reason: Text | None) -> bool:
    return reason is not None and bool(reason.ru.strip())
