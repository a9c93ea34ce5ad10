"""Merging a model from a file into the edition before: what the file says wins, the rest stays."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.framework.edition import Edition
from domain.framework.edition_edit import DEFAULT, labelled
from domain.framework.edition_numbers import identity
from domain.framework.framework import Duty, Function, Item, Kind, Question, QuestionSet
from domain.framework.profile import Profile
from domain.framework.version_map import KEEPING, Fate, Link
from domain.text import Text


def carried(base: Edition, new: Edition, links: Sequence[Link], *, guessed: bool = False) -> Edition:
    """Return the new edition with everything people added to the old items, as far as those continue.

    Same and reworded items keep their identity; they also keep label, secondary functions, question and
    targets if the file has none. A translation is kept if the Russian text is unchanged. Split or merged
    items start fresh but stay in their function. New items get the default target. Functions and duties are
    matched by clause or wording, and a duty stays linked to what its items were merged into. *guessed* means
    that the file does not say which function an item belongs to.
    """
    functions, codes = _functions(base, new)
    lists_none = functions is base.functions
    new = replace(
        new,
        functions=functions,
        items=tuple(_recoded(one, codes) for one in new.items),
        duties=tuple(replace(one, function=codes.get(one.function, one.function)) for one in new.duties),
    )
    paths = _Paths.of(base, links)
    said = _Said.of(new, places=not (guessed or lists_none))
    there = {one.code for one in functions}
    items = [_item(base, one, paths, said, there) for one in new.items]
    order = {one.code: at for at, one in enumerate(functions)}
    items.sort(key=lambda one: (order.get(one.function, 0), one.kind is Kind.SKILL))
    duties = tuple(_duty(base, one, paths.served, there, linked=said.links) for one in new.duties)
    return replace(
        new,
        key=base.key,
        title=_over(base.title, new.title),
        items=tuple(items),
        duties=duties or _duties(base, paths.served, there),
        alias_groups=new.alias_groups or _groups(base.alias_groups, paths.back),
        similar=new.similar or _groups(base.similar, paths.back),
        levels=new.levels or base.levels,
        questions=_questions(base, new, items, paths.back),
        sets=new.sets or _sets(base, paths.back),
        profiles=tuple(
            replace(
                one,
                targets={
                    item.code: one.targets.get(paths.going_on.get(item.code, ""), DEFAULT)
                    for item in items
                    if item.code not in paths.going_on or paths.going_on[item.code] in one.targets
                },
            )
            for one in base.profiles
        ),
    )


def with_the_rest(base: Edition, new: Edition) -> Edition:
    """Return the new edition, filled from the base wherever it is silent; items are matched by key.

    Questions are filled item by item, translations where the Russian is unchanged, targets where a profile
    has none; duties, sets and groups only if there are none at all.
    """
    olds = {one.key: one for one in base.items}
    now = {one.key: one.code for one in new.items}
    back = {one.code: now[one.key] for one in base.items if one.key in now}
    functions = {one.code: one for one in base.functions}
    duties = {one.code: one for one in base.duties}
    profiles = {one.key: one for one in base.profiles}
    items = tuple(
        replace(one, text=_over(olds[one.key].text, one.text), label=_over(olds[one.key].label, one.label))
        if one.key in olds
        else one
        for one in new.items
    )
    grouped = bool(new.alias_groups or new.similar)
    return replace(
        new,
        title=_over(base.title, new.title),
        functions=tuple(
            replace(
                one,
                text=_over(functions[one.code].text, one.text),
                short=_over(functions[one.code].short, one.short),
            )
            if one.code in functions
            else one
            for one in new.functions
        ),
        items=items,
        duties=tuple(
            replace(one, text=_over(duties[one.code].text, one.text)) if one.code in duties else one
            for one in new.duties
        )
        or _duties(base, back, {one.code for one in new.functions}),
        questions=_questions(base, new, items, back),
        sets=new.sets or _sets(base, back),
        alias_groups=new.alias_groups if grouped else _groups(base.alias_groups, back),
        similar=new.similar if grouped else _groups(base.similar, back),
        profiles=tuple(_profile(profiles.get(one.key), one, back) for one in new.profiles),
    )


@dataclass(frozen=True, slots=True)
class _Paths:
    """Codes across both editions: ``ancestor`` includes split and merged items, the others are one to one.

    ``served`` is old code -> the new item that serves the same duties: itself, or what it was merged into.
    """

    ancestor: Mapping[str, str]
    going_on: Mapping[str, str]
    back: Mapping[str, str]
    served: Mapping[str, str]
    olds: Mapping[str, Item]
    keys: frozenset[str]

    @classmethod
    def of(cls, base: Edition, links: Sequence[Link]) -> "_Paths":
        going_on = {link.new[0]: link.old[0] for link in links if link.fate in KEEPING}
        back = {old: new_code for new_code, old in going_on.items()}
        merged = {old: link.new[0] for link in links if link.fate is Fate.MERGED for old in link.old}
        return cls(
            ancestor={new_code: link.old[0] for link in links if link.old for new_code in link.new},
            going_on=going_on,
            back=back,
            served=back | merged,
            olds={one.code: one for one in base.items},
            keys=frozenset(one.key for one in base.items),
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a file mentions at all: if a form never mentions something, that is silence, not denial."""

    places: bool
    secondary: bool
    specific: bool
    own: bool
    links: bool

    @classmethod
    def of(cls, new: Edition, *, places: bool) -> "_Said":
        return cls(
            places=places,
            secondary=any(one.secondary for one in new.items),
            specific=any(one.org_specific for one in new.items),
            own=any(one.own for one in new.items),
            links=any(one.items for one in new.duties),
        )


def _functions(base: Edition, new: Edition) -> tuple[tuple[Function, ...], dict[str, str]]:
    """Return the functions, under the old codes where they continue, and code in the file -> code.

    For a file without functions its reader makes one with the model's title. Then the base's functions stay,
    and everything is put under the first until someone changes it.
    """
    only = new.functions[0] if len(new.functions) == 1 else None
    if only is not None and not only.clause and only.text.ru == new.title.ru and len(base.functions) > 1:
        return base.functions, {only.code: base.functions[0].code}
    left = list(base.functions)
    found: dict[str, Function] = {}
    for alike in (_same_clause, _same_words, _same_code):
        for one in new.functions:
            old = next((two for two in left if one.code not in found and alike(one, two)), None)
            if old is not None:
                left.remove(old)
                found[one.code] = old
    taken = {one.code for one in base.functions}
    codes: dict[str, str] = {}
    for one in new.functions:
        code = found[one.code].code if one.code in found else one.code
        number = len(taken)
        while code in taken and one.code not in found:
            number += 1
            code = f"F{number}"
        taken.add(code)
        codes[one.code] = code
    return tuple(_function(found.get(one.code), one, codes[one.code]) for one in new.functions), codes


def _same_clause(one: Function, other: Function) -> bool:
    return bool(one.clause) and one.clause == other.clause


def _same_words(one: Function, other: Function) -> bool:
    return one.text.ru in (other.text.ru, other.short.ru)


def _same_code(one: Function, other: Function) -> bool:
    """Return whether code and short title agree: the code alone may have been made up by the reader."""
    return not one.clause and one.code == other.code and one.short.ru == other.short.ru


def _function(old: Function | None, one: Function, code: str) -> Function:
    if old is None:
        return replace(one, code=code)
    made = one.short.ru == labelled(one.text).ru  # the label merely repeats the text, so none was given
    return replace(
        one,
        code=code,
        clause=one.clause or old.clause,
        text=old.text if one.text.ru == old.short.ru else _over(old.text, one.text),
        short=old.short if made else _over(old.short, one.short),
        own=one.own or old.own,
    )


def _recoded(one: Item, codes: Mapping[str, str]) -> Item:
    others = tuple(sorted(codes.get(code, code) for code in one.secondary))
    return replace(one, function=codes.get(one.function, one.function), secondary=others)


def _item(base: Edition, one: Item, paths: _Paths, said: _Said, functions: Collection[str]) -> Item:
    near = paths.olds.get(paths.ancestor.get(one.code, ""))
    if near is not None and near.function in functions and not said.places:
        one = replace(one, function=near.function)
    old = paths.olds.get(paths.going_on.get(one.code, ""))
    if old is None:
        if one.key in paths.keys:
            # The file has the old identity with words for something else: what is new has one of its own.
            one = replace(one, key=identity(f"{one.key}/{one.text.ru}"))
        # What an organisation's document adds to the source is its own; a part of a split or merged item is
        # not.
        return one if said.own or near is not None else replace(one, own=True)
    made = one.label.ru == labelled(one.text).ru
    others = one.secondary if said.secondary else tuple(code for code in old.secondary if code in functions)
    return replace(
        one,
        key=old.key,
        clause=one.clause or old.clause,
        text=_over(old.text, one.text),
        label=old.label if made else _over(old.label, one.label),
        secondary=tuple(code for code in others if code != one.function),
        org_specific=one.org_specific if said.specific else old.org_specific,
        own=one.own if said.own else old.own,
    )


def _duty(
    base: Edition, one: Duty, served: Mapping[str, str], functions: Collection[str], *, linked: bool
) -> Duty:
    """Return a duty with the links of the old one with the same text, else with the same clause."""
    same = next((two for two in base.duties if two.text.ru == one.text.ru), None)
    old = same or next((two for two in base.duties if two.clause and two.clause == one.clause), None)
    if old is None:
        return one
    return replace(
        one,
        text=_over(old.text, one.text),
        clause=one.clause or old.clause,
        items=one.items if linked else _serving(old, served),
        function=one.function if one.function in functions else old.function,
        own=one.own or old.own,
    )


def with_duties_of_all(base: Edition, content: Edition, links: Sequence[Link]) -> Edition:
    """Return the content with each merged item linked to the duties of all that *links* merge into it."""
    served = {old: link.new[0] for link in links if link.fate is Fate.MERGED for old in link.old}
    gained = {one.code: [served[code] for code in one.items if code in served] for one in base.duties}
    duties = [
        replace(one, items=tuple(dict.fromkeys((*one.items, *gained.get(one.code, ())))))
        for one in content.duties
    ]
    return replace(content, duties=tuple(duties))


def with_duties_of(content: Edition, was: Edition, links: Sequence[Link]) -> Edition:
    """Return the content with the merged items of *links* linked only to their duties in *was*."""
    merged = {link.new[0] for link in links if link.fate is Fate.MERGED}
    there = {(one.code, code) for one in was.duties for code in one.items}
    gone = {(one.code, code) for one in content.duties for code in merged if (one.code, code) not in there}
    duties = [_without(one, {code for duty, code in gone if duty == one.code}) for one in content.duties]
    return replace(content, duties=tuple(duties))


def _without(duty: Duty, codes: Collection[str]) -> Duty:
    return replace(duty, items=tuple(code for code in duty.items if code not in codes))


def _duties(base: Edition, served: Mapping[str, str], functions: Collection[str]) -> tuple[Duty, ...]:
    return tuple(
        replace(one, items=_serving(one, served)) for one in base.duties if one.function in functions
    )


def _serving(duty: Duty, served: Mapping[str, str]) -> tuple[str, ...]:
    """Return the items that a duty still depends on; two of its items merged into one are one."""
    return tuple(dict.fromkeys(served[code] for code in duty.items if code in served))


def _questions(
    base: Edition, new: Edition, items: Sequence[Item], back: Mapping[str, str]
) -> dict[str, Question]:
    kept = {back[code]: one.of(back[code]) for code, one in base.questions.items() if code in back}
    # A table without columns for probes or twins says nothing about them.
    probed = any(one.probes for one in new.questions.values())
    twinned = any(one.twin is not None for one in new.questions.values())
    told = kept | {
        code: _question(kept[code], one, probed=probed, twinned=twinned) if code in kept else one
        for code, one in new.questions.items()
    }
    return {one.code: told[one.code] for one in items if one.code in told}


def _question(old: Question, one: Question, *, probed: bool, twinned: bool) -> Question:
    twin = one.twin if twinned else old.twin
    if twin is not None and old.twin is not None and twinned:
        twin = _question(old.twin, twin, probed=probed, twinned=False)
    same = [probe.ru for probe in one.probes] == [probe.ru for probe in old.probes]
    untold = not probed or (same and not any(probe.en for probe in one.probes))
    return replace(
        one,
        question=_over(old.question, one.question),
        weak=_over(old.weak, one.weak),
        adequate=_over(old.adequate, one.adequate),
        strong=_over(old.strong, one.strong),
        probes=old.probes if untold else one.probes,
        twin=twin,
    )


def _profile(old: Profile | None, one: Profile, back: Mapping[str, str]) -> Profile:
    if old is None:
        return one
    kept = {back[code]: target for code, target in old.targets.items() if code in back}
    return replace(one, post=_over(old.post, one.post), targets=one.targets or kept)


def _over(old: Text, new: Text) -> Text:
    """Return the new text, with the existing translation if the Russian is the same."""
    return old if new.en is None and new.ru == old.ru else new


def _sets(base: Edition, back: Mapping[str, str]) -> tuple[QuestionSet, ...]:
    return tuple(
        replace(one, items=left)
        for one in base.sets
        if (left := tuple(back[code] for code in one.items if code in back))
    )


def _groups(groups: Sequence[tuple[str, ...]], back: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    left = (tuple(back[code] for code in group if code in back) for group in groups)
    return tuple(group for group in left if len(group) > 1)
