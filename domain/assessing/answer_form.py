"""The form that an assessor fills in as a workbook: what ties its rows to one sheet, and what came back."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.assessing.sheet import Sheet, SheetRow, fact_wanted
from domain.canonical import canonical
from domain.errors import Refused
from domain.framework.framework import Question
from domain.mark import Mark, Role
from domain.people.organisation import Organisation
from domain.scale import Scale
from domain.text import Text

_SIGNED = 20  # hexadecimal digits of the check value of a row
_EDITION = 8  # hexadecimal digits of the hash of the edition
ROW = re.compile(rf"M1\.([0-9a-f]{{32}})\.([0-9a-f]{{{_EDITION}}})\.(.{{1,60}})\.([0-9a-f]{{{_SIGNED}}})")
"""The hidden identity of a row: sheet, edition, code of the item, check value."""


class NotSent(Refused):
    """The form was not sent from this file, nor from the one that it is a copy of."""


class Altered(Refused):
    """The hidden identity of rows does not fit their form; ``rows`` are their numbers, in order."""

    def __init__(self, rows: tuple[int, ...]) -> None:
        super().__init__(rows)
        self.rows = rows


class SeveralForms(Refused):
    """Rows of several forms are in one workbook."""


class OlderEdition(Refused):
    """The form is of another edition of the framework than the one the case is assessed by."""


class NobodyLeft(Refused):
    """The sheet is gone: the person assessed or the assessor was erased or withdrawn since."""


class HavePackets(Refused):
    """All whose sheet is to come were invited by packet, so no form is made; ``names`` are theirs in full."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class NoLongerAsked(Refused):
    """The assessor no longer assesses the case."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class NotBegun(Refused):
    """No sheet of the case is begun, so that there is nothing to tie a form to."""


class Answered(Refused):
    """No form is out, or something is answered already: it cannot be withdrawn."""


class NothingSaid(Refused):
    """The form holds nothing that the sheet does not say already."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: the assessor's sheet, the day it was first handed out and the day it is due."""

    sheet_id: int
    on: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A form that is out, or was: to whom and about whom, when it was sent, its due day and what came of it.

    ``back`` is the day on which it was last accepted, None while it is not back; ``handed_in`` means that the
    sheet is in, by the form or otherwise. ``late`` counts the days since it was due, 0 if nothing is late.
    """

    sheet_id: int
    case_id: int
    person: str
    assessor_id: int
    assessor: str
    role: Role
    on: date
    due: date | None
    back: date | None
    handed_in: bool
    late: int

    @property
    def is_out(self) -> bool:
        """Whether it is still awaited."""
        return self.back is None and not self.handed_in


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back, by its sheet: whose it is and about whom, and the scale of its levels."""

    sheet_id: int
    assessor_id: int
    assessor: str
    person: str
    scale: Scale


@dataclass(frozen=True, slots=True)
class FormPaper:
    """What a form shows: the sheet without marks, questions and the identity of each row by item code."""

    sheet: Sheet
    organisation: Organisation
    questions: Mapping[str, Question]
    rows: Mapping[str, str]
    made_on: date
    due: date | None = None


class Doubt(StrEnum):
    """Why what a row says is asked about instead of being taken."""

    OFF_SCALE = "off_scale"  # a number that is no level
    NO_MARK = "no_mark"  # words that are neither a level nor a reason
    DAY = "day"  # a program made a day of it
    ERROR = "error"  # a formula without a value
    TWICE = "twice"  # two rows of the same item disagree
    LONG = "long"  # a fact of more characters than one may have
    OUTSIDE = "outside"  # the item is not assessed in this case


@dataclass(frozen=True, slots=True)
class Asked:
    """What could not be taken from the form: item code, the text of the cell, and why."""

    code: str
    text: str
    why: Doubt


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form says, by item code; what cannot be read is in ``asked`` and nowhere else."""

    marks: Mapping[str, Mark] = field(default_factory=dict[str, Mark])
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What the form would change at one item: the mark there now, the one that comes, the fact that comes."""

    code: str
    item: Text
    there: Mark | None
    comes: Mark | None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What accepting a form would do to its sheet: the changes in order, and how many marks are the same.

    ``marked`` items of the sheet have a mark now; ``unmarked`` are the codes of those without one: in the
    sheet as it will be, or, if it is not ``seen``, in the form alone.
    If it is not ``seen``, somebody else than the assessor looks: the changes are all that the form says, no
    mark of the sheet is in them, and what the sheet has already is not told apart. Who ``owes`` a sheet of
    the case should not look at the marks of others either. ``lacking`` are the codes whose level requires a
    fact that would be missing, in the same; ``critical`` are those of them that need one at any level, so
    that naming them tells none.
    """

    of: Returned
    changes: tuple[Change, ...]
    same: int
    asked: tuple[Asked, ...]
    marked: int = 0
    unmarked: tuple[str, ...] = ()
    seen: bool = True
    owes: bool = False
    lacking: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()

    @property
    def blank(self) -> tuple[str, ...]:
        """The codes without a mark of which nothing that could not be taken was said either."""
        not_taken = {one.code for one in self.asked}
        return tuple(code for code in self.unmarked if code not in not_taken)


def row_identity(key: bytes, sheet_uid: str, edition: str, code: str) -> str:
    """Return the hidden identity of an item's row; *edition* is the hash of the framework."""
    sheet, short = sheet_uid.replace("-", ""), edition[:_EDITION]
    return f"M1.{sheet}.{short}.{code}.{_check_value(key, sheet, short, code)}"


def is_genuine(identity: str, key: bytes) -> bool:
    """Return whether a row's identity was made with this key."""
    found = ROW.fullmatch(identity)
    return found is not None and hmac.compare_digest(found[4], _check_value(key, *found.groups()[:3]))


def is_of_edition(identity: str, edition: str) -> bool:
    """Return whether a row was made for the edition with this hash."""
    found = ROW.fullmatch(identity)
    return found is not None and found[2] == edition[:_EDITION]


def _check_value(key: bytes, *said: str) -> str:
    return hmac.new(key, canonical(said), hashlib.sha256).hexdigest()[:_SIGNED]


def difference(sheet: Sheet, of: Returned, said: Answers) -> Difference:
    """Return what the answers would change in the sheet; nothing is said of items that are not assessed."""
    told = contents(sheet, of, said)
    there = {row.item.code: row for row in sheet.scope}
    changes: list[Change] = []
    same = 0
    for one in told.changes:
        row = there[one.code]
        comes = one.comes if one.comes != row.mark else None
        same += one.comes is not None and comes is None
        fact = "" if any(known.text == one.fact for known in row.facts) else one.fact
        if comes is not None or fact:
            changes.append(replace(one, there=row.mark, comes=comes, fact=fact))
    unmarked = tuple(code for code in told.unmarked if there[code].mark is None)
    lacking = [
        row
        for row in sheet.scope
        if _lacks_fact(row, said, said.marks.get(row.item.code, row.mark)) and not row.facts
    ]
    return replace(
        told,
        changes=tuple(changes),
        same=same,
        unmarked=unmarked,
        seen=True,
        lacking=tuple(row.item.code for row in lacking),
        critical=tuple(row.item.code for row in lacking if row.critical),
    )


def contents(sheet: Sheet, of: Returned, said: Answers) -> Difference:
    """Return what the answers say of the sheet's items, without a word of the marks and facts there."""
    scope = {row.item.code for row in sheet.scope}
    outside = [
        Asked(code, said.facts.get(code, ""), Doubt.OUTSIDE)
        for code in dict.fromkeys((*said.marks, *said.facts))
        if code not in scope
    ]
    changes = tuple(
        Change(code, row.item.on_paper, None, said.marks.get(code), said.facts.get(code, ""))
        for row in sheet.scope
        if (code := row.item.code) in said.marks or said.facts.get(code)
    )
    lacking = [row for row in sheet.scope if _lacks_fact(row, said, said.marks.get(row.item.code))]
    return Difference(
        of,
        changes,
        0,
        (*said.asked, *outside),
        marked=sum(row.mark is not None for row in sheet.scope),
        unmarked=tuple(row.item.code for row in sheet.scope if row.item.code not in said.marks),
        seen=False,
        lacking=tuple(row.item.code for row in lacking),
        critical=tuple(row.item.code for row in lacking if row.critical),
    )


def _lacks_fact(row: SheetRow, said: Answers, mark: Mark | None) -> bool:
    """Return whether this mark requires a fact that the form does not bring."""
    wanted = mark is not None and fact_wanted(mark, critical=row.critical)
    return wanted and not said.facts.get(row.item.code)
