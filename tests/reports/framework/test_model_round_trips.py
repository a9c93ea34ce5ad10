"""What goes out of the program comes back into it: every item, code, order, parent and text."""

import csv
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from db.framework.catalogue import shipped_edition
from domain.framework.edition import Edition
from domain.framework.edition_faults import Faulty, Flaw, faults
from domain.framework.version_merge import with_the_rest
from domain.progress import Progress
from domain.text import Text
from reports.framework import case_json, model_xlsx, moodle_csv
from reports.intake.model import model_file
from reports.intake.model.model_file import Form
from resources.i18n import words
from tests.bench.model import large
from tests.reports.models import editions, large_editions

TODAY = date(2026, 11, 24)
ROUNDS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(ROUNDS, max_examples=4)
RU, EN = words("ru"), words("en")


def told(edition: Edition) -> list[Any]:
    """Every item, code, order, parent and text."""
    return [
        [(one.code, one.text, one.short) for one in edition.functions],
        [(one.key, one.code, one.kind, one.function, one.text, one.label) for one in edition.items],
    ]


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@ROUNDS
@given(editions())
def test_the_own_workbook_keeps_all_that_a_model_says(tmp_path_factory: Any, edition: Edition) -> None:
    assert not faults(edition)
    for language in (RU, EN):
        path = tmp_path_factory.mktemp("book") / "model.xlsx"
        model_xlsx.write(edition, path, TODAY, Progress(), language)
        assert model_file.read(path, Progress()) == (Form.WORKBOOK, edition)


def test_a_situation_of_a_competency_without_a_question_is_told_of_by_its_cell(tmp_path: Path) -> None:
    edition = shipped_edition()
    path = tmp_path / "model.xlsx"
    model_xlsx.write(edition, path, TODAY, Progress(), RU)
    book = load_workbook(path)
    book["Ситуации"]["A2"] = "K99"
    book.save(path)
    with pytest.raises(Faulty) as caught:
        model_file.read(path, Progress())
    assert [(one.flaw, one.value, one.place) for one in caught.value.faults] == [
        (Flaw.UNKNOWN_CODE, "K99", "Ситуации!A2")
    ]


def test_a_competency_without_a_question_has_a_row_to_fill_in_and_an_empty_row_asks_nothing(
    tmp_path: Path,
) -> None:
    shipped = shipped_edition()
    bare = replace(shipped, questions={}, sets=())
    path = tmp_path / "model.xlsx"
    model_xlsx.write(bare, path, TODAY, Progress(), RU)
    _, back = model_file.read(path, Progress())
    assert not back.questions
    book = load_workbook(path)
    sheet = book["Вопросы"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        one.code for one in shipped.items
    ]
    assert sheet["B2"].value == shipped.items[0].label.ru, "what is asked about stands beside the code"
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(3, heads.index("Что спрашивают") + 1).value = "Как вы это делали?"
    for column in range(3, len(heads) + 1):
        sheet.cell(4, column).value = None  # somebody took away what is asked in what way and for how long
    book.save(path)
    _, back = model_file.read(path, Progress())
    assert [(code, one.question.ru, one.minutes) for code, one in back.questions.items()] == [
        ("K02", "Как вы это делали?", 3)
    ]


def test_a_table_that_knows_no_situations_says_nothing_about_them(tmp_path: Path) -> None:
    edition = shipped_edition()
    path = tmp_path / "model.xlsx"
    model_xlsx.write(edition, path, TODAY, Progress(), RU)
    book = load_workbook(path)
    del book["Ситуации"]
    questions = book["Вопросы"]
    questions.delete_cols(questions.max_column - 1, 2)  # the follow-ups
    book.save(path)
    _, back = model_file.read(path, Progress())
    assert all(one.twin is None and not one.probes for one in back.questions.values())
    assert with_the_rest(edition, back).questions == edition.questions


@ROUNDS
@given(editions())
def test_case_keeps_items_functions_duties_links_groups_and_levels(edition: Edition) -> None:
    sent = json.dumps(case_json.package(edition, TODAY, RU)).encode()
    form, back = model_file.parse(sent, "model.json", Progress())
    assert form is Form.CASE
    assert told(back) == told(edition)
    assert (back.functions, back.items, back.duties) == (edition.functions, edition.items, edition.duties)
    assert (back.alias_groups, back.levels, back.title) == (
        edition.alias_groups,
        edition.levels,
        edition.title,
    )
    assert json.dumps(case_json.package(back, TODAY, RU)).encode() == sent


@ROUNDS
@given(editions())
def test_moodle_keeps_items_codes_order_parents_and_texts(tmp_path_factory: Any, edition: Edition) -> None:
    path = tmp_path_factory.mktemp("moodle") / "model.csv"
    moodle_csv.write(edition, path, Progress(), RU)
    form, back = model_file.read(path, Progress())
    assert form is Form.MOODLE
    assert [(one.code, one.text.ru, one.short.ru) for one in back.functions] == [
        (one.code, one.text.ru, one.short.ru) for one in edition.functions
    ]
    assert [(one.code, one.kind, one.function, one.text.ru, one.label.ru) for one in back.items] == [
        (one.code, one.kind, one.function, one.text.ru, one.label.ru) for one in edition.items
    ]
    assert back.alias_groups == edition.alias_groups
    again = path.with_name("again.csv")
    moodle_csv.write(back, again, Progress(), RU)
    first, second = cells(path), cells(again)
    columns = (0, 1, 2, 3, 4, 10, 12)
    assert [[row[at] for at in columns] for row in first] == [[row[at] for at in columns] for row in second]


LINK, DATED = ("title", "identifier", "uri"), ("identifier", "uri", "lastChangeDateTime")
REQUIRED: dict[str, tuple[str, ...]] = {  # of a package, class by class; «a.b» is inside of a
    "CFDocument": (*DATED, "creator", "title"),
    "CFItems": (*DATED, "fullStatement"),
    "CFItems.CFItemTypeURI": LINK,
    "CFAssociations": (*DATED, "associationType", "originNodeURI", "destinationNodeURI"),
    "CFAssociations.originNodeURI": LINK,
    "CFAssociations.destinationNodeURI": LINK,
    "CFDefinitions.CFItemTypes": (*DATED, "title", "description", "hierarchyCode"),
    "CFRubrics": DATED,
    "CFRubrics.CFRubricCriteria": DATED,
    "CFRubrics.CFRubricCriteria.CFRubricCriterionLevels": DATED,
}
ASSOCIATIONS = {  # all that CASE 1.1 knows
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy"),
    *("exemplar", "hasSkillLevel", "isTranslationOf"),
}
STATUSES = {"Private Draft", "Draft", "Adopted", "Deprecated"}


def parts(package: Any, path: str) -> list[Any]:
    """Return all objects at the path, through the lists on it."""
    found: list[Any] = [package]
    for name in path.split("."):
        inner = [one[name] for one in found if name in one]
        found = [each for one in inner for each in (one if isinstance(one, list) else [one])]
    return found


@pytest.mark.parametrize("path", REQUIRED)
def test_a_package_of_case_has_every_required_field(shipped: Edition, path: str) -> None:
    found = parts(case_json.package(shipped, TODAY, RU), path)
    assert found
    for one in found:
        for name in REQUIRED[path]:
            told = one[name]
            assert isinstance(told, dict) or (isinstance(told, str) and told.strip()), (name, one)
        assert one["uri"] == f"urn:uuid:{UUID(one['identifier'])}"
        if "lastChangeDateTime" in one:
            assert datetime.fromisoformat(one["lastChangeDateTime"]).tzinfo is not None


def test_a_package_of_case_leads_nowhere_but_into_itself(shipped: Edition) -> None:
    package = case_json.package(shipped, TODAY, RU)
    own = [path for path, names in REQUIRED.items() if "lastChangeDateTime" in names]
    ids = [one["identifier"] for path in own for one in parts(package, path)]
    assert len(ids) == len(set(ids))
    for one in package["CFAssociations"]:
        assert one["associationType"] in ASSOCIATIONS
        for end in ("originNodeURI", "destinationNodeURI"):
            assert one[end]["identifier"] in ids
    types = {one["identifier"] for one in package["CFDefinitions"]["CFItemTypes"]}
    assert {one["CFItemTypeURI"]["identifier"] for one in package["CFItems"]} == types
    document = package["CFDocument"]
    assert document["caseVersion"] == "1.1" and document["adoptionStatus"] in STATUSES
    children = [
        one["originNodeURI"]["identifier"]
        for one in package["CFAssociations"]
        if one["associationType"] == "isChildOf"
    ]
    assert sorted(children) == sorted(one["identifier"] for one in package["CFItems"])


def test_levels_are_rubrics_and_both_languages_stand_in_a_package_of_case(shipped: Edition) -> None:
    package = case_json.package(shipped, TODAY, RU)
    for rubric, kind in zip(package["CFRubrics"], ("knowledge", "skill"), strict=True):
        (criterion,) = rubric["CFRubricCriteria"]
        assert criterion["rubricId"] == rubric["identifier"]
        for level, kept in zip(criterion["CFRubricCriterionLevels"], shipped.levels, strict=True):
            anchor = getattr(kept, kind)
            assert level["rubricCriterionId"] == criterion["identifier"]
            assert (level["score"], level["position"]) == (kept.value, kept.value + 1)
            assert (level["quality"], level["description"]) == (kept.name.ru, anchor.ru)
            ours = package["CFDocument"]["extensions"]["merilo"]["levels"][kept.value]
            assert (ours["name"]["en"], ours[kind]) == (kept.name.en, anchor.en)
    said = {one["humanCodingScheme"]: one for one in package["CFItems"]}
    for part in (*shipped.functions, *shipped.items, *shipped.duties):
        told = said[part.code]
        assert (told["fullStatement"], told["extensions"]["merilo"]["en"]) == (part.text.ru, part.text.en)
    assert len(said) == 5 + 71 + 45


def test_moodle_gets_fourteen_columns_and_names_that_are_cut_are_told(
    shipped: Edition, tmp_path: Path
) -> None:
    long = replace(shipped, title=Text("м" * 150))
    path = tmp_path / "model.csv"
    assert moodle_csv.write(long, path, Progress(), RU) == (long.key,)
    rows = cells(path)
    assert {len(row) for row in rows} == {14}
    assert rows[1][2] == "м" * 99 + "…" and rows[1][3] == "м" * 150 and rows[1][12] == "1"
    assert len(rows) == 2 + 5 + 71
    assert max(len(row[2]) for row in rows) <= 100
    english = tmp_path / "english.csv"
    moodle_csv.write(shipped, english, Progress(), EN)
    assert "Group KPIs and their targets" in english.read_text(encoding="utf-8")


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1"])
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe_in_the_file_for_moodle_alone(
    tmp_path: Path, shipped: Edition, begins: str
) -> None:
    item = replace(shipped.items[0], text=Text(begins))
    harmful = replace(shipped, items=(item, *shipped.items[1:]))
    path = tmp_path / "model.csv"
    assert moodle_csv.write(harmful, path, Progress(), RU) == (item.code,)
    assert not [cell for row in cells(path) for cell in row if cell.lstrip()[:1] in tuple("=+-@")]
    _form, back = model_file.read(path, Progress())
    assert next(one for one in back.items if one.code == item.code).text.ru == begins.strip()


def test_the_older_twelve_columns_of_moodle_are_read_too(tmp_path: Path) -> None:
    rows = [
        [
            *("Parent ID number", "ID number", "Short name", "Description", "Description format"),
            *("Scale values", "Scale configuration", "Rule type", "Rule outcome", "Rule config"),
            *("Is framework", "Taxonomy"),
        ],
        ["", "FW", "Модель", "", "1", "a,b", "[]", "", "", "", "1", "competency"],
        ["", "A", "Общее", "<p>Общее &amp; частное</p>", "1", "", "", "", "", "", "", ""],
        ["A", "K01", "Знание", "<p>Первое<br>второе</p>", "1", "", "", "", "", "", "", ""],
    ]
    path = tmp_path / "old.csv"
    with path.open("w", encoding="cp1251", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    form, back = model_file.read(path, Progress())
    assert (form, back.key, back.title.ru) == (Form.MOODLE, "FW", "Модель")
    assert [(one.code, one.text.ru) for one in back.functions] == [("A", "Общее & частное")]
    assert [(one.code, one.function, one.text.ru) for one in back.items] == [("K01", "A", "Первое\nвторое")]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_shipped_model_goes_out_and_comes_back_in_every_form(
    shipped: Edition, tmp_path: Path, language: str
) -> None:
    book = tmp_path / "model.xlsx"
    model_xlsx.write(shipped, book, TODAY, Progress(), words(language))
    assert model_file.read(book, Progress())[1] == shipped
    package = tmp_path / "model.json"
    case_json.write(shipped, package, TODAY, Progress(), words(language))
    assert told(model_file.read(package, Progress())[1]) == told(shipped)


@FEW
@given(large_editions())
def test_models_of_up_to_two_thousand_items_come_back_from_every_form(
    tmp_path_factory: pytest.TempPathFactory, edition: Edition
) -> None:
    assert not faults(edition)
    folder = tmp_path_factory.mktemp("large")
    book, competencies = folder / "model.xlsx", folder / "model.csv"
    model_xlsx.write(edition, book, TODAY, Progress(), RU)
    assert model_file.read(book, Progress()) == (Form.WORKBOOK, edition)
    sent = json.dumps(case_json.package(edition, TODAY, RU)).encode()
    back = model_file.parse(sent, "model.json", Progress())[1]
    assert (back.functions, back.items, back.duties) == (edition.functions, edition.items, edition.duties)
    assert back.alias_groups == edition.alias_groups
    moodle_csv.write(edition, competencies, Progress(), RU)
    moodle = model_file.read(competencies, Progress())[1]
    assert [(one.code, one.kind, one.function, one.text.ru, one.label.ru) for one in moodle.items] == [
        (one.code, one.kind, one.function, one.text.ru, one.label.ru) for one in edition.items
    ]
    assert [(one.code, one.text.ru) for one in moodle.functions if edition.items_of(one.code)] == [
        (one.code, one.text.ru) for one in edition.functions if edition.items_of(one.code)
    ]


def test_two_thousand_items_go_out_and_come_back(tmp_path: Path) -> None:
    edition = large()
    book, package, competencies = (tmp_path / name for name in ("a.xlsx", "a.json", "a.csv"))
    model_xlsx.write(edition, book, TODAY, Progress(), RU)
    assert model_file.read(book, Progress())[1] == edition
    case_json.write(edition, package, TODAY, Progress(), RU)
    back = model_file.read(package, Progress())[1]
    assert (back.functions, back.items, back.duties) == (edition.functions, edition.items, edition.duties)
    moodle_csv.write(edition, competencies, Progress(), RU)
    moodle = model_file.read(competencies, Progress())[1]
    assert [(one.code, one.function, one.text.ru) for one in moodle.items] == [
        (one.code, one.function, one.text.ru) for one in edition.items
    ]
