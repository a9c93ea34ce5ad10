"""What became of each item from one edition to the next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.edition import Edition
from domain.framework import Duty, Function, Item, Kind
from domain.profile import Target


class Fate(StrEnum):
    """Same and reworded keep the identity of the item; the others begin or end one."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


KEEPING = (Fate.SAME, Fate.REWORDED)


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the map: codes of the old edition, codes of the new one.

    ``alike`` is how alike the texts are, 0..100; 100 where they say the same.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    alike: int = 100

    @property
    def said(self) -> tuple[Fate, tuple[str, ...], tuple[str, ...]]:
        """What a person confirms of it; how alike the texts are is no part of that."""
        return self.fate, self.old, self.new


class Word(StrEnum):
    """On whose word a line stands: a person's, a file's that nobody has looked at, or what the draft is."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    IMPLIED = "implied"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A link with who confirmed it and when; both are empty where nobody did."""

    link: Link
    word: Word
    actor: str = ""
    at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Tell whether a person has to say that it is so: what is the same needs nobody."""
        return self.word is Word.PROPOSED and self.link.fate is not Fate.SAME


def carried(base: Edition, new: Edition, links: Sequence[Link]) -> Edition:
    """Return the new edition with all that people had made of the old items, as far as they go on.

    Same and reworded items keep identity, label, function, question, targets and groups; a translation goes
    on only where the text did not change. What is split or merged begins anew but stays in its function. New
    items get the usual target. Functions and duties go on by their clauses, with links by the items they drew
    on.
    """
    olds = {one.code: one for one in base.items}
    ancestor = {new_code: link.old[0] for link in links if link.old for new_code in link.new}
    going_on = {link.new[0]: link.old[0] for link in links if link.fate in KEEPING}
    back = {old: new_code for new_code, old in going_on.items()}
    functions = tuple(_function(base, one) for one in new.functions)
    codes = {one.code for one in functions}
    items: list[Item] = []
    for item in new.items:
        old = olds.get(going_on.get(item.code, ""))
        near = olds.get(ancestor.get(item.code, ""))
        if near is not None and near.function in codes:
            item = replace(item, function=near.function)
        if old is not None:
            same = old.text.ru == item.text.ru
            item = replace(
                item,
                key=old.key,
                text=old.text if same else item.text,
                label=old.label,
                secondary=tuple(one for one in old.secondary if one in codes),
                org_specific=old.org_specific,
                own=old.own,
            )
        items.append(item)
    order = {one.code: at for at, one in enumerate(functions)}
    items.sort(key=lambda one: (order.get(one.function, 0), one.kind is Kind.SKILL))
    usual = Target(2, 2, False)
    return replace(
        new,
        key=base.key,
        title=base.title if base.title.ru == new.title.ru else new.title,
        functions=functions,
        items=tuple(items),
        duties=tuple(_duty(base, one, back, codes) for one in new.duties),
        alias_groups=_groups(base.alias_groups, back),
        similar=_groups(base.similar, back),
        levels=base.levels,
        questions={
            one.code: replace(base.questions[going_on[one.code]], code=one.code)
            for one in items
            if going_on.get(one.code) in base.questions
        },
        sets=tuple(
            replace(one, items=left)
            for one in base.sets
            if (left := tuple(back[code] for code in one.items if code in back))
        ),
        profiles=tuple(
            replace(
                one,
                targets={
                    item.code: one.targets.get(going_on.get(item.code, ""), usual)
                    for item in items
                    if item.code not in going_on or going_on[item.code] in one.targets
                },
            )
            for one in base.profiles
        ),
    )


def with_the_rest(base: Edition, new: Edition) -> Edition:
    """Return the new edition with all that it is silent about as the base has it; items are matched by key.

    A question is missing item by item; duties, sets and groups are missing where there are none at all.
    """
    now = {one.key: one.code for one in new.items}
    back = {one.code: now[one.key] for one in base.items if one.key in now}
    kept = {back[code]: replace(one, code=back[code]) for code, one in base.questions.items() if code in back}
    questions = {**kept, **new.questions}
    functions = {one.code for one in new.functions}
    duties = tuple(
        replace(one, items=tuple(back[code] for code in one.items if code in back))
        for one in base.duties
        if one.function in functions
    )
    sets = tuple(
        replace(one, items=left)
        for one in base.sets
        if (left := tuple(back[code] for code in one.items if code in back))
    )
    grouped = bool(new.alias_groups or new.similar)
    return replace(
        new,
        duties=new.duties or duties,
        questions={one.code: questions[one.code] for one in new.items if one.code in questions},
        sets=new.sets or sets,
        alias_groups=new.alias_groups if grouped else _groups(base.alias_groups, back),
        similar=new.similar if grouped else _groups(base.similar, back),
    )


def _function(base: Edition, one: Function) -> Function:
    """Return a function with what was made of it before: the short title, and the English of equal words."""
    old = next((two for two in base.functions if two.clause == one.clause), None)
    if old is None:
        return one
    return replace(
        one, text=old.text if old.text.ru == one.text.ru else one.text, short=old.short, own=old.own
    )


def _duty(base: Edition, one: Duty, back: Mapping[str, str], functions: Collection[str]) -> Duty:
    """Return a duty with the links of the one that said the same, else of the one at its clause."""
    same = next((two for two in base.duties if two.text.ru == one.text.ru), None)
    old = same or next((two for two in base.duties if two.clause == one.clause), None)
    if old is None:
        return one
    links = tuple(back[code] for code in old.items if code in back)
    function = one.function if one.function in functions else old.function
    return replace(one, text=old.text if same else one.text, items=links, function=function, own=old.own)


def _groups(groups: Sequence[tuple[str, ...]], back: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    left = (tuple(back[code] for code in group if code in back) for group in groups)
    return tuple(group for group in left if len(group) > 1)
