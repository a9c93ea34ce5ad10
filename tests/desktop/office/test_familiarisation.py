"""Each person signs one sheet, for the edition in force of the job description of the position."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from db.assessing import people
from db.file.store import Store
from db.framework import drafts, editions, familiarisations
from db.framework import job_description_editions as documents
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import export, papers_of
from desktop.office.papers.registry import (
    FAMILIARISATION,
    FAMILIARISATION_JOURNAL,
)
from domain.papers.framework_papers import FamiliarisationJournal, FamiliarisationPaper
from domain.people.familiarisation import Document, Read, Reply, Signature
from domain.people.organisation import Organisation
from domain.progress import Progress
from domain.text import Text
from reports.framework import familiarisation_pdf
from resources.i18n import words
from tests.db import sample
from tests.reports.reading import whole

ON = date(2026, 11, 24)


def sheet(store: Store, person_id: int, folder: Path, language: str = "ru") -> str:
    edition = store.read(documents.to_read, person_id)
    person = store.read(people.person, person_id)
    target = folder / "sheet.pdf"
    paper = FamiliarisationPaper(Organisation(uid=""), person, edition, ON)
    familiarisation_pdf.write(paper, target, Progress(), words(language))
    pages = PdfReader(target).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_sheet_names_the_edition_and_what_it_changes(store: Store, tmp_path: Path) -> None:
    framework = sample.framework(store).id
    person = sample.add(store, "Громов", given="Максим", post="Менеджер")
    assert store.read(documents.to_read, person) is None, "nothing is published yet"
    store.write(documents.fill, framework, "1.7", "начальнику отдела")
    store.write(documents.publish, framework, "15", ON)
    text = sheet(store, person, tmp_path)
    assert "с должностной инструкцией менеджера" in text
    assert "от 24.11.2026 № 15, редакция 1" in text
    assert "Громов Максим" in text and "Что меняется" not in text
    store.write(documents.fill, framework, "1.7", "начальнику смены")
    assert "редакция 1" in sheet(store, person, tmp_path), "a draft is nothing to sign"
    store.write(documents.publish, framework, "16", ON)
    text = sheet(store, person, tmp_path)
    assert "№ 16, редакция 2" in text
    assert "1.7 теперь так: Менеджер подчиняется непосредственно начальнику смены." in text
    assert "не меняет трудовой договор" not in text


def test_the_sheet_of_an_earlier_edition_prints_that_edition(store: Store) -> None:
    framework = sample.framework(store).id
    person = sample.add(store, "Громов", given="Максим", post="Менеджер")
    store.write(documents.publish, framework, "15", ON)
    first = store.read(documents.to_read, person)
    store.write(documents.fill, framework, "1.7", "начальнику смены")
    store.write(documents.publish, framework, "16", ON)
    assert first is not None
    numbers: list[str] = []
    for edition_id in (first.id, None):
        (paper,) = papers_of(store.read, FAMILIARISATION, Asked(person, None, ON, part_id=edition_id))
        assert isinstance(paper.record, FamiliarisationPaper) and paper.record.edition is not None
        numbers.append(paper.record.edition.paper_number)
    assert numbers == ["15", "16"]


def test_the_journal_of_an_earlier_edition_prints_that_edition_and_its_signatures(store: Store) -> None:
    framework = sample.framework(store).id
    person = sample.add(store, "Громов", given="Максим", post="Менеджер")
    store.write(documents.publish, framework, "15", ON)
    first = store.read(documents.to_read, person)
    assert first is not None
    signed = Signature(Reply.SIGNED, sample.TODAY)
    store.write(familiarisations.enter, Document(Read.JOB_DESCRIPTION, first.id, Text("")), (person,), signed)
    store.write(documents.fill, framework, "1.7", "начальнику смены")
    store.write(documents.publish, framework, "16", ON)
    shown: list[tuple[str, bool]] = []
    for edition_id in (first.id, None):
        asked = Asked(framework, None, ON, part_id=edition_id)
        (paper,) = papers_of(store.read, FAMILIARISATION_JOURNAL, asked)
        assert isinstance(paper.record, FamiliarisationJournal) and paper.record.edition is not None
        (reader,) = paper.record.people
        shown.append((paper.record.edition.paper_number, reader.signature is not None))
    assert shown == [("15", True), ("16", False)]


def test_who_is_asked_for_an_earlier_edition_signs_it_also_in_one_go_with_others(
    store: Store, tmp_path: Path
) -> None:
    framework = sample.framework(store).id
    asked = sample.add(store, "Громов", given="Максим", post="Менеджер")
    other = sample.add(store, "Белов", given="Артём", post="Менеджер")
    store.write(documents.publish, framework, "15", ON)
    first = store.read(documents.to_read, asked)
    assert first is not None
    store.write(documents.fill, framework, "1.7", "начальнику смены")
    store.write(documents.publish, framework, "16", ON)
    ids, to_sign = (asked, other), {asked: first.id}
    done = export(
        store.read, FAMILIARISATION, ids, ("pdf",), ("ru",), tmp_path, Progress(), None, ON, to_sign=to_sign
    )
    texts = [whole(path) for path in done.written]
    assert ["редакция 1" in text for text in texts] == ["Громов" in text for text in texts] != [False, False]
    assert sum("редакция 2" in text for text in texts) == 1


def test_a_post_in_the_nominative_stands_in_quotation_marks(store: Store) -> None:
    framework = sample.framework(store).id
    person = sample.add(store, "Громов", given="Максим", post="Менеджер")
    store.write(documents.publish, framework, "15", ON)
    edition = store.read(documents.to_read, person)
    assert edition is not None and not edition.nominative, "the head of the shipped one is in the genitive"
    assert familiarisation_pdf.of_edition(edition, words("ru"))[0] == "менеджера"
    imported = replace(edition, post=Text("Менеджер смены", "Shift manager"), nominative=True)
    assert familiarisation_pdf.of_edition(imported, words("en"))[0] == "“Shift manager”"


def test_who_is_being_hired_signs_before_the_contract(store: Store, tmp_path: Path) -> None:
    framework = sample.framework(store).id
    store.write(documents.publish, framework, "", None)
    candidate = sample.candidate(store)
    sample.case(store, candidate)
    text = sheet(store, candidate, tmp_path)
    assert "до подписания трудового договора" in text and "редакция 1" in text


def test_who_is_being_hired_is_not_told_what_an_edition_changes(store: Store, tmp_path: Path) -> None:
    framework = sample.framework(store).id
    candidate = sample.candidate(store)
    sample.case(store, candidate)
    for text, number in (("оператору", "15"), ("диспетчеру", "16")):
        store.write(documents.fill, framework, "3.2", text)
        store.write(documents.publish, framework, number, ON)
    text = sheet(store, candidate, tmp_path)
    assert "редакция 2" in text
    assert "Что меняется" not in text and "не меняет трудовой договор" not in text


def test_an_employee_signs_for_the_position_held_also_while_assessed_for_another(store: Store) -> None:
    first = sample.framework(store).id
    content = store.read(editions.content, first)
    posts = tuple(replace(one, post=Text("Старший смены")) for one in content.profiles)
    other = replace(content, key="shift", title=Text("Старший смены"), profiles=posts)
    second = store.write(drafts.begin_from, other)
    store.write(drafts.publish, second, "")
    for framework in (first, second):
        store.write(documents.publish, framework, "", None)
    person = sample.add(store, "Громов", post="Старший смены")
    sample.case(store, person)
    edition = store.read(documents.to_read, person)
    assert edition is not None and edition.post.ru == "Старший смены"
    candidate = sample.candidate(store, post="Старший смены")
    sample.case(store, candidate)
    edition = store.read(documents.to_read, candidate)
    assert edition is not None and edition.post.ru == "Менеджера"


def test_without_a_job_description_its_name_is_a_line_to_fill(store: Store, tmp_path: Path) -> None:
    person = sample.add(store, "Орлов", post="бухгалтер")
    store.write(documents.publish, sample.framework(store).id, "15", ON)
    assert store.read(documents.to_read, person) is None
    text = sheet(store, person, tmp_path)
    assert "(должность, дата, номер и редакция должностной инструкции)" in text
    assert "Orlov" not in text and "Орлов" in text
    assert "Familiarisation sheet".upper() in sheet(store, person, tmp_path, "en")
