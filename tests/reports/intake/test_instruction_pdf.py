"""Job descriptions as PDF: what is printed comes in, and what is no text is told."""

from io import BytesIO
from textwrap import wrap

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.office.intake import recognising
from desktop.office.intake.recognising import Thing
from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake import file, phrases_unreadable
from reports.intake.matrix import workbook
from reports.intake.model import job_description, model_file
from reports.intake.model.model_file import Form
from reports.intake.refusal import Unreadable, Why
from reports.paper.style import FALLBACK, faces
from resources.i18n import words
from tests.reports.intake.test_instruction_strangers import CAN, DO, KNOW, STRANGERS

A4 = 595, 842


def printed(lines: list[str], *, a_page: int = 40, password: str = "", creator: str = "Word") -> bytes:
    """Return a PDF of these lines, broken at the edge of the page, with a running head and page numbers."""
    faces()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password or None)
    canvas.setCreator(creator)
    broken = [part for one in lines for part in wrap(one, 75) or [""]]
    pages = [broken[at : at + a_page] for at in range(0, max(len(broken), 1), a_page)]
    for number, page in enumerate(pages, start=1):
        canvas.setFont(FALLBACK, 10)
        canvas.drawString(60, 810, "Склад «Север». Локальные акты")
        for at, one in enumerate(page):
            canvas.drawString(60, 790 - 14 * at, one)
        canvas.drawString(290, 30, f"Лист {number} из {len(pages)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_twenty_shapes_come_in_from_a_pdf() -> None:
    wrong: list[str] = []
    for name, lines in STRANGERS.items():
        data = printed([*lines, *[f"{at}. Вправе требовать" for at in range(30)]], a_page=12)
        assert model_file.form_of(data, "f.pdf", Progress()) is Form.JOB_DESCRIPTION
        edition = job_description.parse(data, "f.pdf", Progress())
        kinds = {kind: [one.text.ru for one in edition.items if one.kind is kind] for kind in Kind}
        came = kinds[Kind.KNOWLEDGE], kinds[Kind.SKILL], [one.text.ru for one in edition.duties]
        for wanted, found in zip((KNOW, CAN, DO), came, strict=True):
            wrong += [f"{name}: {one}" for one in found[: len(wanted)] if one not in wanted]
            wrong += [f"{name}: lost {one}" for one in wanted if one not in found]
    assert not wrong


def test_the_door_takes_a_pdf_and_knows_one_of_our_own() -> None:
    lines = STRANGERS["em dashes"]
    found = recognising.recognised(printed(lines), "f.pdf", "", Progress())
    assert isinstance(found, tuple)
    assert [(one.thing, one.count) for one in found] == [(Thing.JOB_DESCRIPTION, len(KNOW) + len(CAN))]
    ours = recognising.recognised(printed(lines, creator="Merilo"), "f.pdf", "", Progress())
    assert isinstance(ours, tuple)
    assert [one.thing for one in ours] == [Thing.DOCUMENT]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        printed([]),
        printed(STRANGERS["em dashes"], password="secret"),
        printed(STRANGERS["em dashes"])[:900],
    ],
    ids=["broken", "no text", "password", "cut"],
)
def test_a_pdf_without_a_text_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        job_description.read(data, "f.pdf", Progress())
    assert refused.value.why is Why.PDF
    assert "DOCX" in phrases_unreadable.unreadable(refused.value, words("en"))[1]


def test_no_table_is_read_from_a_pdf() -> None:
    data = printed(["ФИО | Должность", "Смолкина Ада | Швея"])
    for read in (file.parse, workbook.tables):
        with pytest.raises(Unreadable) as refused:
            read(data, "f.pdf", Progress())
        assert refused.value.why is Why.PDF
