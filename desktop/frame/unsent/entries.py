"""What the server did not take, as entries to decide about: what was written here, and what stands there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from db.assessing.sheet import sheets
from db.file.errors import StoreError
from db.wire import answers
from db.wire.codec import codec_of
from db.wire.outbox import COMMENT, HALF, RATE, Waiting
from db.wire.refusals import NotServed
from desktop.assessing.sheet import words
from desktop.errors import sentence
from domain.assessing.sheet import Sheet, SheetRow
from domain.errors import Refused, Rewritten
from domain.mark import Mark, Origin, Overtaken
from resources.i18n import _, current

if TYPE_CHECKING:
    from desktop.data import Data

type Again = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function and its arguments, by which one's own is written over what was seen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that waits for a decision; ``numbers`` are its acts in the outbox.

    With ``again`` one's own can still be written, over ``there``; else ``why`` says why not.
    """

    numbers: tuple[int, ...]
    about: str
    mine: str
    there: str = ""
    why: str = ""
    again: Again | None = None


def entries(data: "Data", held: Sequence[Waiting], me: int) -> tuple[Entry, ...]:
    """Return what is held, by sheet and competency, in the order in which it was written first."""
    found = [_unread(one) for one in held if not one.told]
    known: dict[int, Sheet | None] = {}
    places = sorted(((min(one.about), one) for one in held if one.told), key=lambda told: told[0])
    for place, several in groupby(places, key=lambda told: told[0]):
        acts = [one for _place, one in several]
        sheet_id, item_id = place
        if sheet_id not in known:
            known[sheet_id] = _sheet(data, sheet_id, me)
        for kind in (RATE, COMMENT, HALF):
            if mine := [one for one in acts if one.name == kind]:
                found.append(_entry(mine, known[sheet_id], item_id))
        if rest := [one for one in acts if one.name not in (RATE, COMMENT, HALF)]:
            found.append(_entry(rest, known[sheet_id], item_id))
    return tuple(found)


def _unread(one: Waiting) -> Entry:
    """Return what another version has written: all of it is shown, so that it can be copied."""
    return Entry(
        (one.number,),
        _("Written by another version of Merilo"),
        one.arguments.decode(errors="replace"),
        why=_("This version cannot send it. Copy what you need and enter it in the sheet."),
    )


def _sheet(data: "Data", sheet_id: int, me: int) -> Sheet | None:
    try:
        return data.read(sheets.sheet, sheet_id, me)
    except (Refused, NotServed, StoreError):
        return None  # it may not be seen any more; what was written still stands here


def _entry(acts: Sequence[Waiting], sheet: Sheet | None, item_id: int) -> Entry:
    last, numbers = acts[-1], tuple(one.number for one in acts)
    row = next((one for one in sheet.rows if one.item.id == item_id), None) if sheet is not None else None
    about = _about(sheet, row)
    mine = _mine(last, item_id, sheet)
    refused = _refusal(acts[0])
    match refused:
        case Overtaken() if last.name == RATE:
            there = _mark(refused.there, sheet)
            mark, origin, _seen = last.told["marks"][item_id]
            told: dict[int, tuple[Mark | None, Origin, Mark | None]] = {
                item_id: (mark, origin, refused.there)
            }
            again: Again = (sheets.rate_all, (last.sheet_id, told))
            return Entry(numbers, about, mine, there, again=again)
        case Rewritten() if last.name == COMMENT:
            args = (last.sheet_id, item_id, last.told["text"], refused.there)
            return Entry(numbers, about, mine, refused.there or _("no text"), again=(sheets.comment, args))
        case _:
            return Entry(numbers, about, mine, why=sentence(refused).what)


def _refusal(one: Waiting) -> Exception:
    try:
        answers.read_by(codec_of(type(None)), one.refused or b"")
    except Exception as error:  # whatever it is, it is said
        return error
    raise AssertionError("what is held was refused")


def _about(sheet: Sheet | None, row: SheetRow | None) -> str:
    if sheet is None or row is None:
        return _("A sheet that you may not see any more")
    title = current().text(row.item.label)
    return f"{sheet.person.full_name} · {row.item.code} {title}"


def _mine(one: Waiting, item_id: int, sheet: Sheet | None) -> str:
    told = one.told
    if one.name == RATE:
        marks = told["marks"]
        if len(marks) == 1:
            return _mark(marks[item_id][0], sheet)
        codes = {row.item.id: row.item.code for row in sheet.rows} if sheet is not None else {}
        return ", ".join(
            f"{codes.get(item, '–')}: {words.mark_short(told[0])}" for item, told in marks.items()
        )
    if one.name in (COMMENT, HALF):
        return told["text"] or _("no text")
    return told["probe"]


def _mark(mark: Mark | None, sheet: Sheet | None) -> str:
    return words.mark_short(mark) if sheet is None else words.mark_words(mark, sheet.scale)
