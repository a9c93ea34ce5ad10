"""A model made from the competencies of a matrix, in an organisation that has none for this post yet."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.edition_edit import DEFAULT, labelled
from domain.framework.edition_faults import CODE_LIMIT, LABEL_LIMIT
from domain.framework.framework import Function, Item, Kind
from domain.framework.profile import Phase, Profile, Target
from domain.text import Text, fold
from reports.intake.matrix.reading import Competency
from reports.intake.model.model_book import item_key, key_of

_LETTER = {Kind.KNOWLEDGE: "K", Kind.SKILL: "S"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of the new model; its title is that of the post.

    ``kinds`` and ``targets`` are by the position of a competency, ``target`` is for those without one;
    ``left_out`` are positions that do not come in.
    """

    title: str
    kinds: Mapping[int, Kind] = field(default_factory=dict[int, Kind])
    targets: Mapping[int, int] = field(default_factory=dict[int, int])
    target: int | None = None
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Founded:
    """The model that a matrix would become.

    ``codes`` is position -> code. ``open_targets`` are the positions for which nobody has said a target.
    """

    content: Edition
    codes: Mapping[int, str]
    open_targets: tuple[int, ...]


def founded(items: tuple[Competency, ...], wanted: Wanted) -> Founded:
    """Return the model: codes of the matrix stay, others continue K01 and S01; a target is never invented."""
    title = wanted.title.strip()
    key = key_of(title)
    taking = [at for at in range(len(items)) if at not in wanted.left_out]
    kinds = {at: wanted.kinds.get(at, items[at].kind) for at in taking}
    codes = _codes(items, kinds)
    groups: dict[str, str] = {}  # however its capitals are written, a function is one
    of = {at: items[at].function.strip() or title for at in taking}
    for at in taking:
        groups.setdefault(fold(of[at]), of[at])
    functions = {group: f"F{number}" for number, group in enumerate(groups, start=1)}
    made = [
        Item(
            id=0,
            key=item_key(key, codes[at]),
            code=codes[at],
            kind=kinds[at],
            function=functions[fold(of[at])],
            secondary=(),
            clause="",
            text=Text(items[at].text),
            label=labelled(Text(items[at].text)),
            org_specific=False,
        )
        for at in taking
    ]
    order = list(functions.values())
    made.sort(key=lambda one: (order.index(one.function), one.kind is Kind.SKILL))
    levels = {at: wanted.targets.get(at, wanted.target) for at in taking}
    targets = {
        codes[at]: Target(level, DEFAULT.weight, DEFAULT.critical)
        for at, level in levels.items()
        if level is not None
    }
    post = Text(title if len(title) <= LABEL_LIMIT else f"{title[: LABEL_LIMIT - 1]}…")
    profile = Profile(0, "", "post", 0, post, Phase.POST, NO_REQUIREMENTS, targets)
    content = Edition(
        key=key,
        title=Text(title),
        functions=tuple(
            Function(0, functions[group], "", Text(name), labelled(Text(name)))
            for group, name in groups.items()
        ),
        items=tuple(made),
        profiles=(profile,),
    )
    return Founded(content, codes, tuple(at for at, level in levels.items() if level is None))


def renamed(content: Edition, key: str) -> Edition:
    """Return the model under another key, if the file has one with this key already."""
    items = tuple(replace(one, key=item_key(key, one.code)) for one in content.items)
    return replace(content, key=key, items=items)


def _codes(items: tuple[Competency, ...], kinds: Mapping[int, Kind]) -> dict[int, str]:
    """Return position -> code: that of the matrix where it has one of its own, else the next of its kind."""
    codes: dict[int, str] = {}
    taken: set[str] = set()
    for at in kinds:
        code = items[at].code.strip()
        if code and len(code) <= CODE_LIMIT and fold(code) not in taken:
            codes[at] = code
            taken.add(fold(code))
    last = {kind: _highest(codes.values(), letter) for kind, letter in _LETTER.items()}
    for at, kind in kinds.items():
        while at not in codes:
            last[kind] += 1
            code = f"{_LETTER[kind]}{last[kind]:02d}"
            if fold(code) not in taken:
                codes[at] = code
    return codes


def _highest(codes: Iterable[str], letter: str) -> int:
    found = (re.fullmatch(rf"{letter}(\d{{1,4}})", code) for code in codes)
    return max((int(one[1]) for one in found if one is not None), default=0)
