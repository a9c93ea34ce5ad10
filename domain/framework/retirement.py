"""Items, functions and duties that a draft removes from its model, each with a reason that is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from domain.errors import NeedsReason, TooLong
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.edition_faults import TEXT_LIMIT, Part
from domain.text import clean


def retire(edition: Edition, base: Edition | None, part: Part, code: str, reason: str = "") -> Edition:
    """Remove a part from the draft; if *base*, the edition before, has it too, a reason is required.

    Raises:
        Unknown: if there is no such part.
        Holds: if a function still has items or duties.
        NeedsReason: if *base* has it and the reason is empty.
        TooLong: if the reason is too long.
    """
    name = edition.item(code).key if part is Part.ITEM else code
    act = {Part.ITEM: edit.drop_item, Part.FUNCTION: edit.drop_function, Part.DUTY: edit.drop_duty}[part]
    left = act(edition, code)
    if base is None or name not in _names(base):
        return left
    why = clean(reason).strip()
    if not why:
        raise NeedsReason
    if len(why) > TEXT_LIMIT:
        raise TooLong("reason", len(why), TEXT_LIMIT)
    return replace(left, retired={**left.retired, name: why})


def needs_reason(edition: Edition, base: Edition | None, part: Part, code: str) -> bool:
    """Return whether the edition before has the part too."""
    name = edition.item(code).key if part is Part.ITEM else code
    return base is not None and name in _names(base)


def kept(edition: Edition, base: Edition | None) -> Mapping[str, str]:
    """Return the reasons for parts that are really gone; those of parts that came back are dropped."""
    gone: set[str] = set() if base is None else {*_names(base)} - {*_names(edition)}
    return {name: why for name, why in edition.retired.items() if name in gone}


def _names(edition: Edition) -> Iterable[str]:
    """Yield the names that identify parts across editions: items by key, everything else by code."""
    return (
        *(one.key for one in edition.items),
        *(one.code for one in edition.functions),
        *(one.code for one in edition.duties),
    )
