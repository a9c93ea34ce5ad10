"""Each template goes back in: as it is, or filled in without another word about its heads or its people."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
from openpyxl import load_workbook

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from db.journal import exports
from desktop.office.intake import recognising, templates
from desktop.office.intake.levels import Answers, considered
from desktop.office.intake.readings import Levels, Model
from desktop.office.intake.recognising import Meaning, Thing
from desktop.office.papers.registry import MATRIX
from desktop.office.papers.titles import titled
from domain.people.person import Person, PersonKind
from domain.people.roster import Fate
from domain.progress import Progress
from reports.framework import instruction_template
from reports.intake import file
from resources.i18n import words

ON = date(2026, 11, 24)


def meanings(path: Path) -> tuple[Meaning, ...]:
    found = recognising.recognised(file.content(path), path.name, "", Progress())
    assert isinstance(found, tuple)
    return found


def test_every_template_is_known_for_what_it_is_and_the_job_description_comes_in_whole(
    store: Store, tmp_path: Path
) -> None:
    for language in ("ru", "en"):
        folder = tmp_path / language
        folder.mkdir()
        written = templates.write_all(
            store.read, store.write, folder, ON, Progress(), words(language)
        ).written
        assert len(written) == 5
        roster, framework, plain, document, _matrix = written
        assert [one.thing for one in meanings(roster)] == [Thing.PEOPLE]
        assert framework.exists()
        for path in (plain, document):
            (found,) = meanings(path)
            assert found.thing is Thing.JOB_DESCRIPTION and isinstance(found.found, Model)
            edition = found.found.edition
            codes = [one.code for one in edition.items]
            assert sorted(codes) == ["K01", "K02", "K03", "K04", "S01", "S02", "S03", "S04"]
            assert [len(edition.functions), len(edition.duties)] == [2, 4]
            assert edition.title.ru.casefold() == "кладовщик"


def test_the_job_description_to_write_over_names_no_author_and_repeats_its_bytes(tmp_path: Path) -> None:
    plain, document = tmp_path / "a.txt", tmp_path / "a.docx"
    instruction_template.write(plain, document, ON)
    first, about = document.read_bytes(), docx.Document(str(document)).core_properties
    assert (about.author, about.comments) == ("Merilo", "")
    assert about.created is not None and about.created.date() == ON
    with ZipFile(document) as parts:
        assert not [one for one in parts.namelist() if "thumbnail" in one]
        assert {one.date_time[:3] for one in parts.infolist()} == {(2026, 11, 24)}
    instruction_template.write(plain, document, ON)
    assert document.read_bytes() == first


def test_a_template_that_was_filled_in_stays_when_they_are_saved_again(store: Store, tmp_path: Path) -> None:
    first = templates.write_all(store.read, store.write, tmp_path, ON, Progress(), words("en")).written
    for path in first:
        path.write_bytes(b"filled in")
    second = templates.write_all(store.read, store.write, tmp_path, ON, Progress(), words("en")).written
    assert all(path.read_bytes() == b"filled in" for path in first)
    assert [path.name for path in second] == [f"{one.stem} (2){one.suffix}" for one in first]


def test_a_matrix_that_was_filled_in_comes_back_with_every_person_and_competency_known(
    store: Store, tmp_path: Path
) -> None:
    person_id = store.write(
        people.add,
        Person(
            kind=PersonKind.EMPLOYEE, surname="Смолкина", given="Ада", personnel_no="0042", post="кладовщик"
        ),
    )
    for language in ("ru", "en"):
        path = tmp_path / f"{language}.xlsx"
        templates.write_matrix(store.read, store.write, path, ON, Progress(), words(language))
        book = load_workbook(path)
        sheet = book.worksheets[0]
        row = next(at for at in range(2, sheet.max_row + 1) if sheet.cell(at, 2).value == "0042")
        framework = store.read(frameworks.newest)
        for at in range(len(framework.items)):
            sheet.cell(row, 4 + at, at % 5)
        book.save(path)
        found = next(one for one in meanings(path) if one.thing is Thing.LEVELS)
        assert isinstance(found.found, Levels) and found.found.table is not None
        incoming = considered(store.read, found.found.table, Answers(on=date(2025, 12, 31)))
        assert [one.fate for one in incoming.people] == [Fate.SAME]
        assert incoming.count == len(framework.items)
        assert {one.code: 0 for one in framework.items}.keys() == incoming.codes
        (batch,) = incoming.batches
        (given,) = batch.levels.values()
        assert [given[one.code] for one in framework.items] == [at % 5 for at in range(len(framework.items))]
    handed_out = store.read(exports.handed_out, person_id)
    assert [(one.document, one.formats) for one in handed_out] == [(MATRIX, ("xlsx",))] * 2
    assert titled(MATRIX, words("en")) == "Skill matrix"


def test_the_matrix_names_who_leaves_later_and_nobody_who_has_left(store: Store, tmp_path: Path) -> None:
    days = {"Громов": date(2026, 11, 23), "Смолкина": ON, "Тихонов": date(2026, 12, 31), "Орлова": None}
    for surname, day in days.items():
        person = Person(kind=PersonKind.EMPLOYEE, surname=surname, post="кладовщик", left_on=day)
        store.write(people.add, person)
    path = tmp_path / "matrix.xlsx"
    templates.write_matrix(store.read, store.write, path, ON, Progress(), words("ru"))
    names = {str(row[0]) for row in load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert set(days) & names == {"Смолкина", "Тихонов", "Орлова"}
