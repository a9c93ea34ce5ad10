"""Competencies that a file keeps as a tree: branches become functions, leaves become items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import LABEL_LIMIT, Fault, Flaw, Part, circle, of_text
from domain.framework.framework import Function, Item, Kind
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the file; ``parent`` is empty at the top, ``code`` may be empty, ``place`` is cell or path.

    ``branch`` means that the file itself calls it a function; ``key`` becomes the item's identity.
    """

    id: str
    parent: str
    code: str
    key: str
    text: Text
    label: Text
    kind: Kind
    place: str
    clause: str = ""
    own: bool = False
    specific: bool = False
    branch: bool = False
    secondary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flat:
    """A tree as functions and items; ``codes`` is id -> code of all of them."""

    functions: tuple[Function, ...]
    items: tuple[Item, ...]
    codes: dict[str, str]


def faults(nodes: Sequence[Node]) -> tuple[Fault, ...]:
    """Return what is wrong with a tree: repeated ids and codes, missing parents, circles, bad texts."""
    found: list[Fault] = []
    ids = {one.id for one in nodes}
    seen: set[str] = set()
    codes: set[str] = set()
    for one in nodes:
        if one.id in seen or (one.code and one.code in codes):
            found.append(Fault(Flaw.DUPLICATE_CODE, Part.ITEM, one.code or one.id, place=one.place))
        seen.add(one.id)
        codes.add(one.code)
        if one.parent and one.parent not in ids:
            found.append(Fault(Flaw.NO_PARENT, Part.ITEM, one.code, one.parent, one.place))
        found.extend(of_text(one.text.ru, Part.ITEM, one.code, one.place))
    round_way = circle({one.id: one.parent for one in nodes if one.parent in ids})
    if round_way:
        inside = next(one for one in nodes if one.id in round_way)
        names = {one.id: one.code or one.id for one in nodes}
        way = " → ".join(names[id_] for id_ in (*round_way, round_way[0])[:8])
        found.append(Fault(Flaw.CYCLE, Part.ITEM, inside.code, way, inside.place))
    return tuple(found)


def flattened(nodes: Sequence[Node], title: Text) -> Flat:
    """Return functions and items of a tree without faults, in the order of the nodes.

    A function is a node that has leaves of its own, or one the file calls a function; branches above it are
    left out. Leaves at the top go to one function with the title of the model.
    """
    parents = {one.parent for one in nodes if one.parent}
    leaves = [one for one in nodes if one.id not in parents and not one.branch]
    held = {one.parent for one in leaves}
    branches = [one for one in nodes if one.branch or (one.id in held and one.id in parents)]
    taken = {one.code for one in nodes if one.code}
    codes = _codes(branches, "F{n}", taken)
    functions = [Function(0, codes[one.id], one.clause, one.text, _label(one), one.own) for one in branches]
    at_top = ""
    if any(not one.parent for one in leaves):
        at_top = _free("F{n}", taken | set(codes.values()))
        functions.insert(0, Function(0, at_top, "", title, labelled(title)))
    order = {one.code: at for at, one in enumerate(functions)}
    item_codes = {
        **_codes([one for one in leaves if one.kind is Kind.KNOWLEDGE], "K{n:02d}", taken),
        **_codes([one for one in leaves if one.kind is Kind.SKILL], "S{n:02d}", taken),
    }
    items = [
        Item(
            id=0,
            key=one.key,
            code=item_codes[one.id],
            kind=one.kind,
            function=codes[one.parent] if one.parent else at_top,
            secondary=tuple(sorted(codes[id_] for id_ in one.secondary if id_ in codes)),
            clause=one.clause,
            text=one.text,
            label=_label(one),
            org_specific=one.specific,
            own=one.own,
        )
        for one in leaves
    ]
    ordered_items = tuple(sorted(items, key=lambda one: order[one.function]))
    return Flat(tuple(functions), ordered_items, {**codes, **item_codes})


def above_functions(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the texts of the branches that become no function, since no item stands right below them."""
    parents = {one.parent for one in nodes if one.parent}
    held = {one.parent for one in nodes if one.id not in parents and not one.branch}
    return tuple(
        one.label.ru or one.text.ru
        for one in nodes
        if one.id in parents and one.id not in held and not one.branch
    )


def ordered(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return the nodes, parents before their children, otherwise in their order."""
    nodes = tuple(nodes)
    below: dict[str, list[Node]] = {}
    for one in nodes:
        below.setdefault(one.parent, []).append(one)
    found: list[Node] = []
    waiting = list(reversed(below.get("", [])))
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(below.get(one.id, [])))
    return tuple(found)


def _codes(nodes: Sequence[Node], form: str, taken: set[str]) -> dict[str, str]:
    """Return id -> code: the file's own, else the next free one of the form."""
    made: dict[str, str] = {}
    used, number = set(taken), 0
    for one in nodes:
        code = one.code
        while not code:  # counting goes on, since what was taken once stays so
            number += 1
            if (free := form.format(n=number)) not in used:
                code = free
        used.add(code)
        made[one.id] = code
    return made


def _free(form: str, taken: set[str]) -> str:
    return next(code for number in count(1) if (code := form.format(n=number)) not in taken)


def _label(one: Node) -> Text:
    fits = one.label.ru and len(one.label.ru) <= LABEL_LIMIT and len(one.label.en or "") <= LABEL_LIMIT
    return one.label if fits else labelled(one.text if not one.label.ru else one.label)
