"""Acts on a draft: each takes an edition and returns the next one; nothing is changed in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from domain.errors import Holds, NeedsReason, Taken, Unknown
from domain.framework import edition_numbers
from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.edition_faults import LABEL_LIMIT
from domain.framework.entered import optional, required
from domain.framework.framework import Duty, Function, Item, Kind, Question
from domain.framework.profile import Phase, Profile, Target
from domain.scale import Level
from domain.text import Text, elide

LABEL_LENGTH = 40  # characters, as in the longest shipped labels
DEFAULT = Target(2, 2, False)  # of an own item until someone changes it


def add_item(
    edition: Edition, key: str, kind: Kind, function: str, text: Text, label: Text | None = None
) -> Edition:
    """Add an own item after the others of its function and kind; it continues the numbering (K40, S33).

    Every profile gets a target of level 2 and weight 2 for it, for people to change.

    Raises:
        Unknown: if there is no such function.
        Missing, TooLong: if a text is empty or too long.
    """
    edition.function(function)
    code, clause = edition_numbers.next_item(edition, kind)
    said = required(text, "wording")
    item = Item(
        id=0,
        key=key,
        code=code,
        kind=kind,
        function=function,
        secondary=(),
        clause=clause,
        text=said,
        label=labelled(said) if label is None else required(label, "label", LABEL_LIMIT),
        org_specific=True,
        own=True,
    )
    profiles = tuple(_with_target(one, code, DEFAULT) for one in edition.profiles)
    return _ordered(replace(edition, items=(*edition.items, item), profiles=profiles))


def reword_item(edition: Edition, code: str, text: Text, label: Text) -> Edition:
    """Reword an item; it remains the same item, so its history continues.

    Raises:
        Unknown, Missing, TooLong: as for ``add_item``.
    """
    said, short = required(text, "wording"), required(label, "label", LABEL_LIMIT)
    return _with_item(edition, replace(edition.item(code), text=said, label=short))


def move_item(edition: Edition, code: str, function: str, secondary: Sequence[str] = ()) -> Edition:
    """Move an item to another function, and set the secondary functions it also serves.

    Raises:
        Unknown: if there is no such item or function.
    """
    for one in (function, *secondary):
        edition.function(one)
    others = tuple(sorted({*secondary} - {function}))
    return _ordered(_with_item(edition, replace(edition.item(code), function=function, secondary=others)))


def drop_item(edition: Edition, code: str) -> Edition:
    """Remove an item from the draft and from everything that refers to it; older editions keep it.

    Raises:
        Unknown: if there is no such item.
    """
    edition.item(code)
    return replace(
        edition,
        items=tuple(one for one in edition.items if one.code != code),
        duties=tuple(replace(one, items=_without(one.items, code)) for one in edition.duties),
        alias_groups=_smaller(edition.alias_groups, code),
        similar=_smaller(edition.similar, code),
        questions={one: asked for one, asked in edition.questions.items() if one != code},
        sets=tuple(replace(one, items=left) for one in edition.sets if (left := _without(one.items, code))),
        profiles=tuple(
            replace(one, targets={other: target for other, target in one.targets.items() if other != code})
            for one in edition.profiles
        ),
    )


def add_function(edition: Edition, text: Text, short: Text | None = None) -> Edition:
    """Add an own labour function in the section that the source leaves blank (F6, «2.2»).

    Raises:
        Missing, TooLong: if a text is empty or too long.
    """
    code, clause = edition_numbers.next_function(edition)
    said = required(text, "wording")
    name = labelled(said) if short is None else required(short, "label", LABEL_LIMIT)
    return replace(edition, functions=(*edition.functions, Function(0, code, clause, said, name, own=True)))


def reword_function(edition: Edition, code: str, text: Text, short: Text) -> Edition:
    """Reword a function.

    Raises:
        Unknown, Missing, TooLong: as for ``add_function``.
    """
    changed = replace(
        edition.function(code), text=required(text, "wording"), short=required(short, "label", LABEL_LIMIT)
    )
    return replace(
        edition, functions=tuple(changed if one.code == code else one for one in edition.functions)
    )


def drop_function(edition: Edition, code: str) -> Edition:
    """Remove a function without items and duties from the draft.

    Raises:
        Unknown: if there is no such function.
        Holds: if something belongs to it.
    """
    edition.function(code)
    users = tuple(one.code for one in (*edition.items, *edition.duties) if one.function == code)
    if users:
        raise Holds(code, users)
    items = tuple(replace(one, secondary=_without(one.secondary, code)) for one in edition.items)
    functions = tuple(one for one in edition.functions if one.code != code)
    return replace(edition, functions=functions, items=items)


def add_duty(edition: Edition, function: str, text: Text, items: Sequence[str] = ()) -> Edition:
    """Add an own duty at the end of a function's list (D1.10, «3.1.1 10)»).

    Raises:
        Unknown: if there is no such function or item.
        Missing, TooLong: if the text is empty or too long.
    """
    return _with_new_duty(edition, function, text, items, edition_numbers.next_duty(edition, function))


def add_other_duty(edition: Edition, function: str, text: Text, items: Sequence[str] = ()) -> Edition:
    """Add an own duty in the section «3.1.7» that the source leaves blank.

    Raises:
        Unknown, Missing, TooLong: as for ``add_duty``.
    """
    return _with_new_duty(edition, function, text, items, edition_numbers.next_other_duty(edition))


def add_provision(edition: Edition, function: str, text: Text, items: Sequence[str] = ()) -> Edition:
    """Add another provision on duties in the section «3.2» that the source leaves blank.

    Raises:
        Unknown, Missing, TooLong: as for ``add_duty``.
    """
    return _with_new_duty(edition, function, text, items, edition_numbers.next_provision(edition))


def reword_duty(edition: Edition, code: str, text: Text) -> Edition:
    """Reword a duty.

    Raises:
        Unknown, Missing, TooLong: as for ``add_duty``.
    """
    return _with_duty(edition, replace(edition.duty(code), text=required(text, "wording")))


def link_duty(edition: Edition, code: str, items: Sequence[str]) -> Edition:
    """Set the items of a duty, the most important first.

    Raises:
        Unknown: if there is no such duty or item.
    """
    for one in items:
        edition.item(one)
    return _with_duty(edition, replace(edition.duty(code), items=tuple(dict.fromkeys(items))))


def link_item(edition: Edition, code: str, duties: Sequence[str]) -> Edition:
    """Link an item to exactly these duties; in a duty where it is new, it comes last.

    Raises:
        Unknown: if there is no such item or duty.
    """
    edition.item(code)
    for one in duties:
        edition.duty(one)
    wanted = {*duties}

    def linked(duty: Duty) -> Duty:
        if (code in duty.items) == (duty.code in wanted):
            return duty
        return replace(duty, items=_without(duty.items, code) if code in duty.items else (*duty.items, code))

    return replace(edition, duties=tuple(linked(one) for one in edition.duties))


def drop_duty(edition: Edition, code: str) -> Edition:
    """Remove a duty from the draft.

    Raises:
        Unknown: if there is no such duty.
    """
    edition.duty(code)
    return replace(edition, duties=tuple(one for one in edition.duties if one.code != code))


def group(edition: Edition, codes: Sequence[str]) -> Edition:
    """Make these items one alias group, leaving their old groups; a single code just leaves its group.

    Raises:
        Unknown: if there is no such item.
    """
    for one in codes:
        edition.item(one)
    groups = edition.alias_groups
    for one in codes:
        groups = _smaller(groups, one)
    together = tuple(dict.fromkeys(codes))
    return replace(edition, alias_groups=(*groups, together) if len(together) > 1 else groups)


def ask(edition: Edition, code: str, question: Question) -> Edition:
    """Give an item its interview question; the sample answers may stay empty.

    Raises:
        Unknown: if there is no such item.
        Missing, TooLong: if the question or a probe is empty, or a text too long.
    """
    edition.item(code)
    asked = _asked(question, code)
    if question.twin is not None:
        asked = replace(asked, twin=replace(_asked(question.twin, code, "twin_"), twin=None))
    order = {one.code: at for at, one in enumerate(edition.items)}
    questions = {**edition.questions, code: asked}
    return replace(
        edition, questions={one: questions[one] for one in sorted(questions, key=lambda one: order[one])}
    )


def _asked(question: Question, code: str, of: str = "") -> Question:
    return replace(
        question,
        code=code,
        question=required(question.question, f"{of}question"),
        weak=optional(question.weak, f"{of}weak"),
        adequate=optional(question.adequate, f"{of}adequate"),
        strong=optional(question.strong, f"{of}strong"),
        probes=tuple(required(one, f"{of}probes") for one in question.probes),
    )


def unask(edition: Edition, code: str) -> Edition:
    """Remove the question of an item, also from the ready-made sets.

    Raises:
        Unknown: if there is no such item.
    """
    edition.item(code)
    return replace(
        edition,
        questions={one: asked for one, asked in edition.questions.items() if one != code},
        sets=tuple(replace(one, items=left) for one in edition.sets if (left := _without(one.items, code))),
    )


def set_target(edition: Edition, base: Edition | None, profile: str, code: str, target: Target) -> Edition:
    """Set the level, floor, weight or criticality of a profile's target.

    *base* is the edition the draft was made from: differences from it need a reason (law 11).

    Raises:
        Unknown: if there is no such profile or item.
        NeedsReason: if the weight or the criticality differs without a reason, or the floor differs without a
            reason from both the shipped and the old one.
    """
    item = edition.item(code)
    old = edition.profile(profile)
    was = target_before(base, profile, item.key) or old.targets.get(code)
    if was is not None:
        was.changed_weight(target.weight, target.weight_reason)
        if target.critical != was.critical and (
            target.critical_reason is None or not target.critical_reason.ru.strip()
        ):
            raise NeedsReason
    target.check_floor(was)
    return _with_profile(edition, _with_target(old, code, target))


def add_profile(
    edition: Edition, key: str, post: Text, phase: Phase, like: str | None = None, level: int = DEFAULT.level
) -> Edition:
    """Add a profile of a post: a copy of another one, or one level with weight 2 for every item.

    Profiles at hire come before those in post.

    Raises:
        Taken: if the key is in use.
        Unknown: if there is no such profile to copy.
        Missing, TooLong: if the name of the post is empty or too long.
    """
    if any(one.key == key for one in edition.profiles):
        raise Taken("profile", key)
    usual = Target(level, DEFAULT.weight, DEFAULT.critical)
    base = (
        Profile(0, "", key, 0, post, phase, NO_REQUIREMENTS, {one.code: usual for one in edition.items})
        if like is None
        else edition.profile(like)
    )
    made = replace(base, key=key, post=required(post, "post", LABEL_LIMIT), phase=phase)
    every = sorted((*edition.profiles, made), key=lambda one: one.phase is Phase.POST)
    return replace(edition, profiles=tuple(every))


def change_profile(edition: Edition, key: str, post: Text, pass_attainment: Fraction | None) -> Edition:
    """Rename the post, or set the attainment share needed to pass.

    Raises:
        Unknown, Missing, TooLong: as for ``add_profile``.
    """
    named = required(post, "post", LABEL_LIMIT)
    return _with_profile(edition, replace(edition.profile(key), post=named, pass_attainment=pass_attainment))


def drop_profile(edition: Edition, key: str) -> Edition:
    """Remove a profile from the draft.

    Raises:
        Unknown: if there is no such profile.
    """
    edition.profile(key)
    return replace(edition, profiles=tuple(one for one in edition.profiles if one.key != key))


def word_level(edition: Edition, level: Level) -> Edition:
    """Reword a level of the scale; there are always the same five.

    Raises:
        Unknown: if the scale has no such level.
        Missing, TooLong: if a text is empty or too long.
    """
    if all(one.value != level.value for one in edition.levels):
        raise Unknown("level", level.value)
    made = Level(
        level.value,
        name=required(level.name, "name", LABEL_LIMIT),
        short=required(level.short, "short", LABEL_LIMIT),
        knowledge=required(level.knowledge, "knowledge"),
        skill=required(level.skill, "skill"),
    )
    return replace(edition, levels=tuple(made if one.value == level.value else one for one in edition.levels))


def identify(edition: Edition, keys: Mapping[str, str]) -> Edition:
    """Give items the keys of older ones, making them the same: item code -> key; nothing else changes."""
    return replace(
        edition, items=tuple(replace(one, key=keys.get(one.code, one.key)) for one in edition.items)
    )


def labelled(text: Text) -> Text:
    """Return a short title from a text: cut at a word, «…» at the cut, a capital first letter."""
    return Text(_short(text.ru), None if text.en is None else _short(text.en))


def _short(text: str) -> str:
    flat = elide(text, LABEL_LENGTH)
    return flat[:1].upper() + flat[1:]


def _with_new_duty(
    edition: Edition, function: str, text: Text, items: Sequence[str], numbers: tuple[str, str]
) -> Edition:
    edition.function(function)
    for one in items:
        edition.item(one)
    code, clause = numbers
    duty = Duty(0, code, function, clause, required(text, "wording"), tuple(dict.fromkeys(items)), own=True)
    before = [at for at, one in enumerate(edition.duties) if one.function == function]
    listed = before and (clause.endswith(")") or not clause)
    at = before[-1] + 1 if listed else len(edition.duties)
    return replace(edition, duties=(*edition.duties[:at], duty, *edition.duties[at:]))


def _with_item(edition: Edition, item: Item) -> Edition:
    return replace(edition, items=tuple(item if one.code == item.code else one for one in edition.items))


def _with_duty(edition: Edition, duty: Duty) -> Edition:
    return replace(edition, duties=tuple(duty if one.code == duty.code else one for one in edition.duties))


def _with_profile(edition: Edition, profile: Profile) -> Edition:
    return replace(
        edition, profiles=tuple(profile if one.key == profile.key else one for one in edition.profiles)
    )


def _with_target(profile: Profile, code: str, target: Target) -> Profile:
    return replace(profile, targets={**profile.targets, code: target})


def target_before(base: Edition | None, profile: str, key: str) -> Target | None:
    """Return the target of the item with this key in the edition before; None if it has none."""
    if base is None:
        return None
    code = next((one.code for one in base.items if one.key == key), None)
    mine = next((one for one in base.profiles if one.key == profile), None)
    return None if mine is None or code is None else mine.targets.get(code)


def _ordered(edition: Edition) -> Edition:
    """Sort the items by function, knowledge before skills; otherwise the order stays."""
    functions = {one.code: at for at, one in enumerate(edition.functions)}
    items = tuple(sorted(edition.items, key=lambda one: (functions[one.function], one.kind is Kind.SKILL)))
    order = {one.code: at for at, one in enumerate(items)}
    profiles = tuple(
        replace(one, targets=dict(sorted(one.targets.items(), key=lambda pair: order[pair[0]])))
        for one in edition.profiles
    )
    return replace(edition, items=items, profiles=profiles)


def _smaller(groups: Iterable[tuple[str, ...]], code: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups without the code, dropping groups left with a single member."""
    left = (_without(one, code) for one in groups)
    return tuple(one for one in left if len(one) > 1)


def _without(codes: Iterable[str], code: str) -> tuple[str, ...]:
    return tuple(one for one in codes if one != code)
