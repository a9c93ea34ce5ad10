"""XLS, the workbook of Excel up to 2003: values only; nothing that is in the file runs or is followed."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import COLUMNS, ROWS, Box, Line, Table, Value, address

BEGINS = b"\xd0\xcf\x11\xe0"
SHEETS = 300


def looks_like(data: bytes) -> bool:
    """Tell whether this is an old workbook and not an old document or a book with a password."""
    if not data.startswith(BEGINS) or "WordDocument".encode("utf-16-le") in data:
        return False
    return any(name.encode("utf-16-le") in data for name in ("Workbook", "WORKBOOK", "Book"))


def parse(data: bytes, name: str, progress: Progress) -> tuple[Table, ...]:
    """Return the visible sheets that hold something, in order.

    Raises:
        Unreadable: if it is broken, locked, or larger than the limits.
    """
    import python_calamine as calamine  # late: the window is painted first

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        seen = [one.name for one in book.sheets_metadata if one.visible is calamine.SheetVisibleEnum.Visible]
    except calamine.PasswordError as error:
        raise Unreadable(Why.OLD_OR_LOCKED) from error
    except calamine.CalamineError as error:
        raise Unreadable(Why.DAMAGED) from error
    if len(seen) > SHEETS:
        raise Unreadable(Why.TOO_MUCH)
    found: list[Table] = []
    for number, title in enumerate(seen):
        progress.step(number, len(seen))
        try:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > ROWS or sheet.total_width > COLUMNS:
                raise Unreadable(Why.TOO_FAR, f"{title}!{address(sheet.total_height, sheet.total_width)}")
            rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        except calamine.CalamineError as error:
            raise Unreadable(Why.DAMAGED, title) from error
        lines = [
            Line(at, cells) for at, row in enumerate(rows, 1) if (cells := tuple(_value(one) for one in row))
        ]
        lines = [line for line in lines if any(one is not None for one in line.cells)]
        boxes = (Box(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged)
        if lines:
            found.append(Table(name, title, tuple(seen), tuple(lines), tuple(boxes)))
    return tuple(found)


def _value(value: object) -> Value:
    match value:
        case bool():
            return value
        case datetime():
            return value.date()
        case date():
            return value
        case int() | float():
            return float(value)
        case str():
            return value if value.strip() else None
        case _:  # a time or a duration is no level and no day
            return str(value)
