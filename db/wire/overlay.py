"""What a window reads of its own draft, with what was written into it since put on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from db.assessing.sheet import sheets
from db.wire.calls import call_of
from db.wire.client import name_of
from db.wire.outbox import COMMENT, HALF, RATE, TICK, Waiting
from db.wire.plain import parsed
from domain.assessing.evidence import COMMENT_FIELD
from domain.assessing.sheet import Sheet, SheetRow, SheetState
from domain.mark import Mark, Origin
from domain.text import clean

type Key = tuple[str, bytes]
"""By which name the service knows a function, and its arguments as they travel."""


def overlaid(key: Key, value: Any, rows: Sequence[Waiting]) -> Any:
    """Return what was answered to this, as it is once all these acts have been done."""
    put = _PUT.get(key[0])
    if put is None or not rows:
        return value
    told = call_of(key[0]).decode(parsed(key[1]))
    for one in rows:
        if one.sheet_id == told["sheet_id"]:
            value = put(value, one, told)
    return value


def sheet_of(key: Key) -> int:
    """Return which sheet is asked about, by one of the functions ``ABOUT_A_SHEET``."""
    return call_of(key[0]).decode(parsed(key[1]))["sheet_id"]


def _sheet(sheet: Sheet, one: Waiting, _told: dict[str, Any]) -> Sheet:
    if sheet.state is not SheetState.DRAFT:
        return sheet  # what was handed in is what stands there
    return replace(sheet, rows=tuple(_row(row, one) for row in sheet.rows))


def _row(row: SheetRow, one: Waiting) -> SheetRow:
    told = one.told
    if one.name == RATE:
        if row.item.id not in told["marks"]:
            return row
        mark, origin, _seen = told["marks"][row.item.id]
        return replace(row, mark=mark, origin=origin if mark is not None else None, rated_at=mark and one.at)
    if told["item_id"] != row.item.id:
        return row
    if one.name == COMMENT:
        return replace(row, comment=clean(told["text"]).strip())
    if one.name == TICK:
        asked = row.asked | {told["probe"]} if told["was_asked"] else row.asked - {told["probe"]}
        return replace(row, asked=asked)
    return row


def _halves(
    halves: dict[tuple[int, str], str], one: Waiting, _told: dict[str, Any]
) -> dict[tuple[int, str], str]:
    told = one.told
    if one.name == HALF:
        return halves | {(told["item_id"], told["field"]): told["text"]}
    if one.name == COMMENT:
        return {place: text for place, text in halves.items() if place != (told["item_id"], COMMENT_FIELD)}
    return halves


def _stands(stands: sheets.Stands, one: Waiting, asked: dict[str, Any]) -> sheets.Stands:
    if one.name != RATE or asked["item_id"] not in one.told["marks"]:
        return stands
    mark: Mark | None
    origin: Origin
    mark, origin, _seen = one.told["marks"][asked["item_id"]]
    return (mark, origin, one.at) if mark is not None else (None, None, None)


_PUT: dict[str, Callable[[Any, Waiting, dict[str, Any]], Any]] = {
    name_of(sheets.sheet): _sheet,
    name_of(sheets.drafts_of): _halves,
    name_of(sheets.mark_now): _stands,
}
ABOUT_A_SHEET = _PUT.keys()
