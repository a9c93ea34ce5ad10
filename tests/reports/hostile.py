"""Workbooks as strangers send them: a sound one made by hand, and ways to spoil it."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"


def cell(reference: str, value: str, kind: str = "inlineStr", look: str = "") -> str:
    """Return the XML of one cell; an inline text, or what else *kind* says."""
    style = f' s="{look}"' if look else ""
    if kind == "inlineStr":
        return f'<c r="{reference}"{style} t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{reference}"{style} t="{kind}"><v>{value}</v></c>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


SOUND = sheet(
    f'<row r="1">{cell("A1", "Фамилия")}{cell("B1", "Имя")}</row>'
    f'<row r="2">{cell("A2", "Лебедева")}{cell("B2", "Ирина")}</row>'
)


def parts(rows: str = SOUND, **more: str) -> dict[str, str]:
    """Return the parts of a small workbook; *more* by name with «__» for a slash."""
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Штат" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: rows,
    }
    return made | more


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def large(rows: Callable[[], Iterator[str]]) -> bytes:
    """Return a workbook whose sheet is written piece by piece: it may be larger than memory."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts().items():
            if name != SHEET:
                archive.writestr(name, text)
        with archive.open(SHEET, "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for piece in rows():
                part.write(piece.encode())
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def book(rows: str = SOUND) -> bytes:
    """Return a workbook of one sheet of this XML."""
    return zipped(parts(rows))
