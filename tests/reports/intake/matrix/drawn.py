"""Skill matrices as organisations draw them; all people are made up."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook

type Cells = list[list[str | int | float | None]]


def xlsx(sheets: dict[str, Cells], merged: dict[str, tuple[str, ...]] | None = None) -> bytes:
    """Return a workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for box in (merged or {}).get(title, ()):
            sheet.merge_cells(box)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv(text: str, encoding: str = "utf-8") -> bytes:
    """Return delimited text."""
    return text.encode(encoding)


def ods(title: str, body: str) -> bytes:
    """Return an OpenDocument workbook with one visible and one hidden sheet; *body* are its rows as XML."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:automatic-styles>'
        '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        '<table:table table:name="Тайный" table:style-name="hid"><table:table-row><table:table-cell>'
        "<text:p>тайна</text:p></table:table-cell></table:table-row></table:table>"
        f'<table:table table:name="{title}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", ZIP_STORED)
        archive.writestr("content.xml", content)
    return out.getvalue()


def row(*cells: str | float | None, repeated: int = 1) -> str:
    """Return a row of an OpenDocument sheet; «↓2 text» is merged over two rows, None is covered."""
    told = "".join(_cell(one) for one in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{told}</table:table-row>'


def _cell(value: str | float | None) -> str:
    if value is None:
        return "<table:covered-table-cell/>"
    if not isinstance(value, str):
        figure = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {figure}><text:p>{value}</text:p></table:table-cell>"
    span = ""
    if value.startswith("↓"):
        span, value = f' table:number-rows-spanned="{value[1]}"', value[3:]
    return f"<table:table-cell{span}><text:p>{value}</text:p></table:table-cell>"
