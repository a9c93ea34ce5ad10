"""What a paper prints of the organisation's requisites, and pictures that are none."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from domain.errors import NoLogo
from domain.framework.job_description import EditionToRead
from domain.papers.framework_papers import FamiliarisationJournal, RefusalToSign
from domain.papers.hiring_papers import ConsentPaper
from domain.people.familiarisation import Reader, Reply, Signature
from domain.people.organisation import Requisites
from domain.progress import Progress
from domain.text import Text
from reports.framework import familiarisation_journal_pdf, refusal_to_sign
from reports.paper.logo import fitted, logo_size
from reports.people import consent as consent_paper
from resources.i18n import words
from tests.reports import sample

RU = words("ru")


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "navy").save(written, kind)
    return written.getvalue()


def consent(tmp_path: Path, requisites: Requisites) -> PdfReader:
    own = sample.ORGANISATION.printed_by(requisites)
    paper = ConsentPaper(own, sample.CANDIDATE, "менеджер", sample.TODAY)
    consent_paper.write(paper, tmp_path / "consent.pdf", Progress(), RU)
    return PdfReader(tmp_path / "consent.pdf")


def text(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in read.pages)


def test_the_last_page_ends_with_who_drew_the_paper_up(tmp_path: Path) -> None:
    told = text(consent(tmp_path, Requisites(executor="Соколова А.В.", phone="8 (8182) 00-00-00")))
    assert "Соколова А.В. 8 (8182) 00-00-00" in told
    assert "8 (8182)" not in text(consent(tmp_path, Requisites(phone="8 (8182) 00-00-00"))), "of nobody"


def test_the_operator_of_a_consent_has_an_address(tmp_path: Path) -> None:
    assert "ул. Ломоносова, 1" in text(consent(tmp_path, Requisites(address="ул. Ломоносова, 1")))


def test_a_unit_of_300_characters_is_printed_whole(tmp_path: Path) -> None:
    unit = ("Отдел сопровождения обращений " * 10)[:300]
    own = sample.ORGANISATION.printed_by(Requisites(unit=unit))
    from reports.paper import letterhead

    shown = letterhead.of_organisation(own, "", RU)
    assert any(unit.strip() in getattr(one, "text", "") for one in shown)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"])
def test_a_picture_becomes_a_logo_of_at_most_60_by_14_mm(kind: str) -> None:
    for size in ((3000, 200), (40, 900), (10, 10)):
        width, height = logo_size(fitted(picture(size, kind)))
        assert width <= 60.001 and height <= 14.001


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"%PDF-1.7", picture((50, 50))[:60], b"0" * 9_000_000]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NoLogo):
        fitted(content)


def test_a_journal_and_an_act_of_a_refusal_end_with_who_drew_them_up_and_a_refusal_is_no_reading(
    tmp_path: Path,
) -> None:
    own = sample.ORGANISATION.printed_by(Requisites(executor="Соколова А.В.", phone="8 (8182) 00-00-00"))
    refused = Signature(Reply.REFUSED, date(2026, 11, 20), reason="не согласен")
    reader = Reader(7, "Ким Анна Сергеевна", "E-0007", "оператор", "", refused)
    journal = FamiliarisationJournal(own, None, (reader,), sample.TODAY)
    familiarisation_journal_pdf.write(journal, tmp_path / "journal.pdf", Progress(), RU)
    assert "ЖО-___" in text(PdfReader(tmp_path / "journal.pdf")), "no edition yet, no technical name"
    act = RefusalToSign(own, sample.EMPLOYEE, None, refused, None, sample.TODAY)
    refusal_to_sign.write(act, tmp_path / "act.pdf", Progress(), RU)
    for name in ("journal", "act"):
        assert "Соколова А.В. 8 (8182) 00-00-00" in text(PdfReader(tmp_path / f"{name}.pdf"))
    assert text(PdfReader(tmp_path / "journal.pdf")).count("20.11.2026") == 1, "that of the act alone"


def test_journals_of_two_job_descriptions_have_different_codes(tmp_path: Path) -> None:
    codes = set[str]()
    for post in ("Менеджер", "Оператор"):
        edition = EditionToRead(1, 5, Text(post), "15", sample.TODAY, (), (), nominative=True)
        journal = FamiliarisationJournal(sample.ORGANISATION, edition, (), sample.TODAY)
        familiarisation_journal_pdf.write(journal, tmp_path / "journal.pdf", Progress(), RU)
        printed = text(PdfReader(tmp_path / "journal.pdf"))
        codes.add(printed[printed.index("ЖО-5") :].split(" · ")[1])
    assert codes == {"Менеджер", "Оператор"}
