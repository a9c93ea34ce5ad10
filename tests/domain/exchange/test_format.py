"""What a packet carries is fixed by the number of its format."""

from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType
from typing import Any, TypeAliasType, get_args, get_origin, get_type_hints

from domain.canonical import content_hash
from domain.exchange.packet import CONTENT, FORMAT, Head

FINGERPRINTS = {
    1: "a13fc542f0561b5eec3e84f9398aa4e253ba1b9c8c6e0fb8b37c1a15d356ef6c",
    2: "75bd68a6c24c624de5034580ef3f6e151e7a3b458e36043a5db6602110b7e376",
    3: "34e7962e921e3f05ced20a1fb63630c82555ace72b0c7677af49cbf1442a9a3b",
    4: "6edfafe277f7b074a612f3a1b6158cab9e4a6d7e4c2307b7ee939c38a5504de6",
}
"""Number of the format -> hash over its records; a line is added, never changed."""

type Known = dict[str, list[str]]


def said(kind: Any, known: Known) -> str:
    """Return what a type is called, and note what those are made of that it names."""
    if isinstance(kind, TypeAliasType):
        return kind.__name__
    if kind is Ellipsis:
        return "..."
    if parts := get_args(kind):
        outer = "optional" if NoneType in parts else get_origin(kind).__name__
        return f"{outer}[{', '.join(said(one, known) for one in parts if one is not NoneType)}]"
    name: str = kind.__name__
    if name not in known and is_dataclass(kind):
        known[name] = []
        hints = get_type_hints(kind)
        known[name] = sorted(f"{one.name}: {said(hints[one.name], known)}" for one in fields(kind))
    elif name not in known and issubclass(kind, StrEnum):
        known[name] = sorted(one.value for one in kind)
    return name


def test_whoever_changes_a_record_of_a_packet_gives_the_format_a_new_number() -> None:
    """An older program refuses a packet with a further field or value as damaged, and cannot say why."""
    known: Known = {}
    carried = sorted([kind.value, said(record, known)] for kind, record in CONTENT.items())
    whole = [said(Head, known), carried, sorted([name, *made_of] for name, made_of in known.items())]
    assert {"Edition", "Target", "Role"} <= known.keys(), "what a record is made of counts too"
    assert content_hash(whole) == FINGERPRINTS[FORMAT]
