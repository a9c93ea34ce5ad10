"""Workbooks of strangers: their values come in, and the worst of them gets one refusal with its place."""

import random
import struct
import tracemalloc
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from openpyxl import Workbook

from domain.progress import Cancelled, Progress
from reports.intake import archive, file, xlsx
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Fault, Table
from tests.faults.sizes import size
from tests.reports.hostile import MAIN, OFFICE, PACKAGE, SHEET, SOUND, book, cell, parts, sheet, zipped

MUTATIONS = size("mutations")


def read(data: bytes, name: str = "люди.xlsx") -> Table:
    return file.parse(data, name, Progress())


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def refused(data: bytes) -> tuple[Why, str]:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.why, caught.value.place


def test_texts_numbers_days_and_truths_come_as_they_are() -> None:
    made = Workbook()
    page = made.worksheets[0]
    page.title = "Штат"
    page.append(["Фамилия", "№", "Принят", "В штате", "Доля"])
    page.append(["Лебедева", 1203, date(2024, 2, 29), True, 0.5])
    page.append([])
    page.append([None, "0042"])
    found = read(saved(made))
    assert found.sheets == ("Штат",)
    assert [line.number for line in found.lines] == [1, 2, 4]
    assert found.lines[1].cells == ("Лебедева", 1203.0, date(2024, 2, 29), True, 0.5)
    assert found.lines[2].cells == (None, "0042")


def test_the_first_sheet_that_holds_something_is_read_unless_another_is_asked_for() -> None:
    made = Workbook()
    made.worksheets[0].title = "Пустой"
    made.create_sheet("Скрытый").append(["никто"])
    made["Скрытый"].sheet_state = "hidden"
    made.create_sheet("Первый").append(["Фамилия"])
    made.create_sheet("Второй").append(["Имя"])
    data = saved(made)
    assert read(data).sheet == "Первый"
    assert read(data).sheets == ("Пустой", "Первый", "Второй")
    assert file.parse(data, "", Progress(), "Второй").lines[0].cells == ("Имя",)
    with pytest.raises(Unreadable) as caught:
        file.parse(data, "", Progress(), "Скрытый")
    assert caught.value.why is Why.NO_SHEET


def test_of_a_formula_only_the_value_that_was_kept_is_taken() -> None:
    rows = sheet(
        '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>Лебедева</v></c>'
        "<c r='B1'><f>1+1</f></c><c r='C1' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
    )
    assert read(book(rows)).lines[0].cells == ("Лебедева", Fault.FORMULA, Fault.ERROR)


def test_a_day_is_told_by_its_look_and_by_the_year_from_which_days_are_counted() -> None:
    made = Workbook()
    made.worksheets[0]["A1"] = 45_000
    made.worksheets[0]["A1"].number_format = 'dd"дата".mm.yyyy'
    made.worksheets[0]["B1"] = 45_000
    made.worksheets[0]["B1"].number_format = '0.00"дней"'
    assert read(saved(made)).lines[0].cells == (date(2023, 3, 15), 45_000.0)
    early = parts() | {
        "xl/workbook.xml": parts()["xl/workbook.xml"].replace(
            "<sheets>", '<workbookPr date1904="1"/><sheets>'
        )
    }
    assert read(zipped(early)).lines[1].cells == ("Лебедева", "Ирина")


def test_a_huge_size_that_a_sheet_only_claims_does_no_harm() -> None:
    rows = SOUND.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert len(read(book(rows)).lines) == 2


def test_what_a_sheet_only_looks_like_is_not_read() -> None:
    rules = "".join(
        f'<conditionalFormatting sqref="A{n}:B{n}"><cfRule type="expression" priority="1">'
        "<formula>1=1</formula></cfRule></conditionalFormatting>"
        for n in range(1, 200_001)
    )
    looks = book(SOUND.replace("</sheetData>", f"</sheetData>{rules}"))
    assert [line.cells[0] for line in read(looks).lines] == ["Фамилия", "Лебедева"]


def _doctype(body: str) -> bytes:
    return book(f"<?xml version='1.0'?><!DOCTYPE x [{body}]>" + SOUND.replace("Лебедева", "&a;"))


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(98 + n)};" * 10}">' for n in range(9))
    return _doctype(levels + '<!ENTITY j "ха">')


def _utf16() -> bytes:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "ха">]>' + SOUND
    return zipped(parts() | {SHEET: text.encode("utf-16")})


def _lying() -> bytes:
    """Return a workbook whose sheet says that it is smaller than it is."""
    data = bytearray(book(sheet(f'<row r="1">{cell("A1", "я" * 9000)}</row>')))
    for sign, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(sign)
        data[at + offset : at + offset + 4] = struct.pack("<I", 64)
    return bytes(data)


def _twice() -> bytes:
    out = BytesIO(book())
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(out, "a") as more:
        more.writestr(SHEET, SOUND)
    return out.getvalue()


def _packed() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as made:
        for name, text in parts().items():
            made.writestr(name, text)
    return out.getvalue()


def _links(target: str, kind: str = "worksheet", mode: str = "") -> bytes:
    external = f' TargetMode="{mode}"' if mode else ""
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/{kind}" Target="{target}"{external}/></Relationships>'
    )
    return zipped(made)


def _strings(strings: str) -> bytes:
    """Return a workbook with these shared texts."""
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return zipped(made)


def _macro_types() -> bytes:
    made = parts()
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return zipped(made)


def _rows(rows: str) -> bytes:
    return book(sheet(rows))


HOSTILE: dict[str, tuple[Callable[[], bytes], Why, str]] = {
    "nothing": (lambda: b"", Why.EMPTY, ""),
    "zeros": (lambda: b"\0" * 4096, Why.EMPTY, ""),
    "an old or locked workbook": (lambda: b"\xd0\xcf\x11\xe0" + b"\1" * 512, Why.OLD_OR_LOCKED, ""),
    "cut off": (lambda: book()[:-300], Why.DAMAGED, ""),
    "a ZIP file of something else": (lambda: zipped({"readme.txt": "?"}), Why.DAMAGED, "[Content_Types].xml"),
    "a big file": (lambda: b"PK" + b"\1" * file.FILE_LIMIT, Why.BIG_FILE, ""),
    "macros": (lambda: zipped(parts() | {"xl/vbaProject.bin": "?"}), Why.MACROS, "xl/vbaproject.bin"),
    "macros by type": (_macro_types, Why.MACROS, "xl/workbook.xml"),
    "macro sheets": (
        lambda: zipped(parts() | {"xl/macrosheets/sheet1.xml": "?"}),
        Why.MACROS,
        "xl/macrosheets/sheet1.xml",
    ),
    "links to other books": (
        lambda: zipped(parts() | {"xl/externalLinks/externalLink1.xml": "<x/>"}),
        Why.LINKS,
        "xl/externallinks/externallink1.xml",
    ),
    "a sheet elsewhere": (
        lambda: _links("http://127.0.0.1/sheet.xml", mode="External"),
        Why.LINKS,
        "xl/_rels/workbook.xml.rels",
    ),
    "a sheet outside": (lambda: _links("../../../etc/passwd"), Why.UNSAFE_PART, "../../../etc/passwd"),
    "a name outside": (lambda: zipped(parts() | {"../evil.xml": "?"}), Why.UNSAFE_PART, "../evil.xml"),
    "many parts": (
        lambda: zipped(parts() | {f"xl/{n}": "" for n in range(archive.PARTS)}),
        Why.MANY_PARTS,
        "",
    ),
    "two parts of one name": (_twice, Why.UNSAFE_PART, SHEET),
    "names that differ in case": (
        lambda: zipped(parts() | {SHEET.upper(): SOUND}),
        Why.UNSAFE_PART,
        SHEET.upper(),
    ),
    "an unusual packing": (_packed, Why.DAMAGED, "[Content_Types].xml"),
    "a lying size": (_lying, Why.DAMAGED, SHEET),
    "billion laughs": (_laughs, Why.ENTITIES, "Штат!A1"),
    "quadratic": (lambda: _doctype(f'<!ENTITY a "{"х" * 100_000}">'), Why.ENTITIES, "Штат!A1"),
    "a file of ours": (lambda: _doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), Why.ENTITIES, "Штат!A1"),
    "an address": (lambda: _doctype('<!ENTITY a SYSTEM "http://127.0.0.1/">'), Why.ENTITIES, "Штат!A1"),
    "a type elsewhere": (
        lambda: book('<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">' + SOUND),
        Why.ENTITIES,
        "Штат!A1",
    ),
    "a type in UTF-16": (_utf16, Why.ENTITIES, "Штат!A1"),
    "an unknown encoding": (
        lambda: book("<?xml version='1.0' encoding='utf-7'?>" + SOUND),
        Why.DAMAGED,
        "Штат!A1",
    ),
    "no XML": (lambda: book("Фамилия;Имя"), Why.DAMAGED, "Штат!A1"),
    "deep": (lambda: _rows("<row>" * 100_000), Why.TOO_DEEP, "Штат!A62"),
    "far right": (lambda: _rows(f'<row r="1">{cell("XFD1", "x")}</row>'), Why.TOO_FAR, "Штат!XFD1"),
    "far down": (
        lambda: _rows(f'<row r="1048576">{cell("A1048576", "x")}</row>'),
        Why.TOO_FAR,
        "Штат!A1048576",
    ),
    "no such row": (lambda: _rows('<row r="99999999999"/>'), Why.BAD_CELL, "Штат!A1"),
    "a row twice": (lambda: _rows('<row r="2"/><row r="2"/>'), Why.BAD_CELL, "Штат!2"),
    "a cell twice": (
        lambda: _rows(f'<row r="1">{cell("B1", "x")}{cell("B1", "y")}</row>'),
        Why.BAD_CELL,
        "Штат!B1",
    ),
    "a cell of another row": (lambda: _rows(f'<row r="1">{cell("A7", "x")}</row>'), Why.BAD_CELL, "Штат!A7"),
    "no such cell": (lambda: _rows(f'<row r="1">{cell("Ж1", "x")}</row>'), Why.BAD_CELL, "Штат!Ж1"),
    "a word for a number": (
        lambda: _rows(f'<row r="1">{cell("A1", "семь", "n")}</row>'),
        Why.BAD_CELL,
        "Штат!A1",
    ),
    "digits without end": (
        lambda: _rows(f'<row r="1">{cell("A1", "9" * 90_000, "n")}</row>'),
        Why.BAD_CELL,
        "Штат!A1",
    ),
    "an endless number": (
        lambda: _rows(f'<row r="1">{cell("A1", "1e999", "n")}</row>'),
        Why.BAD_CELL,
        "Штат!A1",
    ),
    "no such text": (lambda: _rows(f'<row r="1">{cell("A1", "7", "s")}</row>'), Why.BAD_CELL, "Штат!A1"),
    "neither true nor false": (
        lambda: _rows(f'<row r="1">{cell("A1", "2", "b")}</row>'),
        Why.BAD_CELL,
        "Штат!A1",
    ),
    "no such day": (
        lambda: _rows(f'<row r="1">{cell("A1", "2024-02-30", "d")}</row>'),
        Why.BAD_CELL,
        "Штат!A1",
    ),
    "no such type": (lambda: _rows(f'<row r="1">{cell("A1", "1", "zzz")}</row>'), Why.BAD_CELL, "Штат!A1"),
    "a long text": (lambda: _rows(f'<row r="1">{cell("A1", "я" * 200_000)}</row>'), Why.LONG_TEXT, "Штат!A1"),
    "many merges": (
        lambda: book(sheet("", after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 20_001 + "</mergeCells>")),
        Why.TOO_MUCH,
        "Штат!A1:B2",
    ),
    "nobody": (lambda: _rows(""), Why.EMPTY, "Штат"),
    "no ZIP file": (lambda: b"PK\x03\x04" + bytes(range(256)) * 40, Why.DAMAGED, ""),
    "row 9,999,999,999": (
        lambda: _rows(f'<row r="9999999999">{cell("A9999999999", "x")}</row>'),
        Why.BAD_CELL,
        "Штат!A9999999999",
    ),
    "two million digits": (
        lambda: _rows(f'<row r="1">{cell("A1", "9" * 2_000_000, "n")}</row>'),
        Why.LONG_TEXT,
        "Штат!A1",
    ),
    "a shared text without end": (
        lambda: _strings(f"<si><t>{'я' * 1_000_000}</t></si>"),
        Why.LONG_TEXT,
        "xl/sharedStrings.xml",
    ),
    "nested strings": (lambda: _strings("<si>" * 90), Why.TOO_DEEP, "xl/sharedStrings.xml"),
    "a sheet that leads nowhere": (
        lambda: _links("worksheets/none.xml"),
        Why.DAMAGED,
        "xl/worksheets/none.xml",
    ),
    "an absolute path": (lambda: _links("C:\\Windows\\win.ini"), Why.UNSAFE_PART, "C:\\Windows\\win.ini"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_reason_and_place(name: str) -> None:
    make, why, place = HOSTILE[name]
    assert refused(make()) == (why, place)


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    out = BytesIO()
    with ZipFile(out, "w", compression=ZIP_DEFLATED) as made:
        for name, text in parts().items():
            if name != SHEET:
                made.writestr(name, text)
        with made.open(SHEET, "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _number in range(150):
                part.write(f"<row><!--{' ' * 1000}--></row>".encode() * 700)
    data = out.getvalue()
    assert len(data) < 2_000_000
    tracemalloc.start()
    try:
        why, _place = refused(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert why is Why.INFLATES
    assert most < 100_000_000


def test_empty_cells_that_only_have_a_look_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "CELLS", 100)
    assert refused(_rows("<row>" + "<c/>" * 101 + "</row>")) == (Why.TOO_MUCH, "Штат!CV1")


def test_reading_is_cancelled_at_the_next_piece() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        file.parse(book(), "люди.xlsx", progress)


def test_a_file_spoilt_at_random_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    made = Workbook()
    for row in range(30):
        made.worksheets[0].append([f"Тестов {row}", row, date(2024, 1, 1 + row % 28)])
    sound = saved(made)
    with ZipFile(BytesIO(sound)) as whole:
        inside = {name: whole.read(name) for name in whole.namelist()}
    chance = random.Random(20261124)
    outcomes = {"read": 0, "refused": 0}
    for number in range(MUTATIONS):
        if number % 2:
            data = bytearray(sound)
            for _bit in range(chance.randint(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            name = chance.choice([one for one in inside if one.startswith("xl/")])
            part = bytearray(inside[name])
            for _bit in range(chance.randint(1, 6)):
                part[chance.randrange(len(part))] = chance.randrange(256)
            out = BytesIO()
            with ZipFile(out, "w", ZIP_STORED) as archive_:
                for one, text in inside.items():
                    archive_.writestr(one, bytes(part) if one == name else text)
            data = out.getvalue()
        try:
            read(bytes(data))
            outcomes["read"] += 1
        except Unreadable:
            outcomes["refused"] += 1
    assert outcomes["read"] > 20
    assert outcomes["refused"] > 20
