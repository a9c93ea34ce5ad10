"""Requisites of text documents: the code for machines to read is there where it is asked for."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from domain.papers.hiring_papers import ConsentPaper
from domain.people.organisation import Requisites
from domain.progress import Progress
from reports.people import consent
from resources.i18n import words
from tests.reports import sample


@pytest.mark.parametrize("coded", [True, False])
def test_a_text_document_has_the_code_of_the_paper_where_it_is_asked_for(tmp_path: Path, coded: bool) -> None:
    own = sample.ORGANISATION.printed_by(Requisites(coded=coded))
    paper = ConsentPaper(own, sample.CANDIDATE, "менеджер", sample.TODAY)
    for name in ("1.docx", "2.docx"):
        consent.write_docx(paper, tmp_path / name, Progress(), words("ru"))
    document: Any = Document(str(tmp_path / "1.docx"))
    foot = document.sections[0].first_page_footer
    assert bool(foot._element.xpath(".//pic:pic")) is coded
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()
