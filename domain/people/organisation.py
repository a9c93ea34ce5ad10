"""The organisation that the file belongs to, and its units."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import cast


@dataclass(frozen=True, slots=True)
class Organisation:
    """The details that papers print; an empty text leaves a line to fill in by hand.

    ``registration`` is that of the document being made, None while it is a draft.
    """

    uid: str
    full_name: str = ""
    short_name: str = ""
    city: str = ""
    approver_post: str = ""
    approver_name: str = ""
    language: str = "ru"
    requisites: "Requisites | None" = None
    registration: "Registration | None" = None

    def printed_by(self, requisites: "Requisites") -> "Organisation":
        """Return what a document with these requisites prints: its own approver before the usual one."""
        return replace(
            self,
            approver_post=requisites.approver_post or self.approver_post,
            approver_name=requisites.approver_name or self.approver_name,
            requisites=requisites,
        )

    def numbered(self, number: str, on: date | None) -> tuple[str, date | None]:
        """Return number and day of a document: the registered number before its own, the own day first."""
        known = self.registration
        return (number, on) if known is None else (known.code, on or known.on)

    @property
    def more(self) -> "Requisites":
        """Its requisites, empty where none were read."""
        return self.requisites or Requisites()

    @property
    def heading(self) -> tuple[str, ...]:
        """The head of a signed paper: the full name, then the short one in brackets."""
        if self.full_name and self.short_name and self.full_name != self.short_name:
            return self.full_name, f"({self.short_name})"
        return tuple(name for name in (self.full_name or self.short_name,) if name)


@dataclass(frozen=True, slots=True)
class Registration:
    """Number and day under which a document stands in the register."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Requisites:
    """What a document prints beside names and city; an empty text is printed as usual, or not at all.

    ``unit`` stands where a paper is of no other unit. ``confidentiality`` are the words of the mark at the
    top. ``executor`` with ``phone`` is at the foot of the last page. ``coded`` prints the code of the paper
    for machines to read; None: as for all documents. ``logo`` is a PNG picture. ``index`` is the scheme of
    the numbers in the register of issued documents.
    """

    unit: str = ""
    address: str = ""
    approver_post: str = ""
    approver_name: str = ""
    confidentiality: str = ""
    executor: str = ""
    phone: str = ""
    index: str = ""
    coded: bool | None = None
    logo: bytes = b""

    def over(self, usual: "Requisites") -> "Requisites":
        """Return these requisites of one document, with those of all documents where they say nothing."""
        mine = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(usual, **{name: value for name, value in mine.items() if value not in ("", b"", None)})

    def to_json(self) -> dict[str, str | bool]:
        """Return what was entered, without the picture."""
        told: dict[str, str | bool] = {name: text for name in TEXTS if (text := getattr(self, name))}
        return told if self.coded is None else told | {"coded": self.coded}

    @staticmethod
    def from_json(content: object) -> "Requisites":
        """Return the requisites that ``to_json`` wrote; what is of another kind is left out."""
        entered = cast(Mapping[str, object], content if isinstance(content, dict) else {})
        coded = entered.get("coded")
        read = Requisites(coded=coded if isinstance(coded, bool) else None)
        texts = {name: entered.get(name) for name in TEXTS}
        return replace(read, **{name: text for name, text in texts.items() if isinstance(text, str)})


TEXTS = tuple(one.name for one in fields(Requisites) if one.name not in ("coded", "logo"))
"""The requisites that people type."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the organisation; ``parent_id`` is None at the top."""

    id: int
    uid: str
    name: str
    parent_id: int | None = None
