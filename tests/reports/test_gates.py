"""3,000 strings through each gate that people's text comes out by: no error, and nothing in a file acts."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
from icalendar import Calendar, Event
from openpyxl import load_workbook
from pypdf import PdfReader
from reportlab.platypus import SimpleDocTemplate

from domain.formulas import guard, unguarded
from reports.book.workbook import Book
from reports.paper.seen import printable
from reports.paper.style import styles
from reports.paper.text import bold, join, para
from reports.paper.text_papers.text_document import gate
from tests.reports.sample import TODAY
from tests.reports.typed import HOSTILE, at_random

STRINGS = (*HOSTILE, *at_random(3_000 - len(HOSTILE)))
ACTS = ("=", "+", "-", "@")


def test_a_paper_prints_them_and_has_neither_links_nor_acts() -> None:
    look, buffer = styles(), BytesIO()
    SimpleDocTemplate(buffer).build([para(join(bold(one), ": ", one), look.cell) for one in STRINGS])
    reader = PdfReader(buffer)
    assert all("/Annots" not in page and "/AA" not in page for page in reader.pages)
    assert not {"/OpenAction", "/AA", "/Names"} & set(reader.root_object)


def test_a_text_document_has_them_and_leads_nowhere(tmp_path: Path) -> None:
    path, document = tmp_path / "a.docx", docx.Document()
    for one in STRINGS:
        document.add_paragraph(gate(one))
    document.save(str(path))
    assert len(docx.Document(str(path)).paragraphs) >= len(STRINGS)
    with ZipFile(path) as parts:
        assert not any(b'TargetMode="External"' in parts.read(name) for name in parts.namelist())


def test_a_workbook_has_them_as_texts(tmp_path: Path) -> None:
    book = Book("Проба", TODAY)
    tab = book.tab("Лист")
    for row, one in enumerate(STRINGS, 1):
        tab.put_text(row, 1, one)
    book.save(tmp_path / "a.xlsx")
    (sheet,) = load_workbook(tmp_path / "a.xlsx").worksheets
    for row, one in enumerate(STRINGS, 1):
        cell = sheet.cell(row, 1)
        assert cell.data_type in ("s", "inlineStr", "n") and cell.hyperlink is None, one
        if printable(one).startswith(ACTS):
            assert cell.quotePrefix, one


def test_a_table_of_text_runs_none_of_them() -> None:
    told = StringIO(newline="")
    csv.writer(told, delimiter=";").writerows([guard(one)] for one in STRINGS)
    rows = list(csv.reader(StringIO(told.getvalue(), newline=""), delimiter=";"))
    assert len(rows) == len(STRINGS)
    assert not any(row[0].strip().startswith(ACTS) for row in rows if row)


def test_a_calendar_keeps_each_in_its_own_line() -> None:
    calendar = Calendar()
    for one in STRINGS:
        event = Event()
        event.add("summary", printable(one))
        calendar.add_component(event)
    read = Calendar.from_ical(calendar.to_ical())
    assert len(read.walk("VEVENT")) == len(STRINGS)
    assert all(set(one) <= {"SUMMARY"} for one in read.walk("VEVENT"))


def test_what_is_guarded_comes_back_as_it_was() -> None:
    for one in (*STRINGS, "'-", "''=1+1", "' @", "'", "'d'Artagnan"):
        assert unguarded(guard(one)) == one
