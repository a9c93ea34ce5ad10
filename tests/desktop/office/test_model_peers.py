"""Files that go to other systems and come back: nothing changes, and what was not taken is said."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.file.store import Store
from db.framework import drafts, editions
from desktop.office.intake import models
from desktop.office.intake.models import OWN, How, read_model
from domain.framework.edition import Edition
from domain.framework.edition_difference import Change
from domain.progress import Progress
from domain.text import Text
from reports.framework import case_json, moodle_csv
from reports.intake.model.job_description import About, Note
from resources.i18n import words
from tests import prepared

ON, RU = date(2026, 11, 24), words("ru")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(prepared.empty(tmp_path / "завод.merilo"))
    yield made
    made.close()


@pytest.fixture
def base(store: Store) -> Edition:
    return store.read(editions.content, 1)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("form", ["xlsx", "case", "moodle"])
def test_what_was_exported_comes_back_without_a_change(
    store: Store, base: Edition, tmp_path: Path, form: str, language: str
) -> None:
    line = store.read(editions.editions)[0]
    made, _cut = models.export(store.read, line, [form], [language], tmp_path, Progress(), ON)
    (path,) = made.written
    incoming = read_model(store.read, path, Progress())
    assert incoming.base_id == line.id
    assert incoming.differences == ()
    assert incoming.content == base


def test_a_foreign_scale_of_moodle_is_told_and_our_own_is_not(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "model.csv"
    moodle_csv.write(base, path, Progress(), RU)
    assert read_model(store.read, path, Progress()).notes == ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][5] = "Not yet competent,Competent"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    incoming = read_model(store.read, path, Progress(), How(base.key))
    assert incoming.notes == (Note(About.SCALE, "Not yet competent,Competent"),)
    assert incoming.differences == ()


def test_branches_links_and_scales_of_a_foreign_package_that_do_not_come_in_are_told(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    def item(number: int, text: str) -> dict[str, str]:
        return {"identifier": f"i{number}", "fullStatement": text}

    def link(kind: str, origin: str, destination: str) -> dict[str, object]:
        ends = {"originNodeURI": {"identifier": origin}, "destinationNodeURI": {"identifier": destination}}
        return {"associationType": kind, **ends}

    package: dict[str, object] = {
        "CFDocument": {"identifier": "d", "title": "Foreign"},
        "CFItems": [item(1, "Склад"), item(2, "Приёмка"), item(3, "принимать товар"), item(4, "вести учёт")],
        "CFAssociations": [
            *(link("isChildOf", one, to) for one, to in (("i2", "i1"), ("i3", "i2"), ("i4", "i2"))),
            *(link("exactMatchOf", one, "elsewhere") for one in ("i3", "i4")),
            link("precedes", "i3", "i4"),
        ],
        "CFRubrics": [{"identifier": "r", "title": "Три ступени", "CFRubricCriteria": []}],
    }
    path = tmp_path / "foreign.json"
    path.write_text(json.dumps(package, ensure_ascii=False), "utf-8")
    incoming = read_model(store.read, path, Progress(), How(OWN))
    assert [one.text.ru for one in incoming.content.items] == ["принимать товар", "вести учёт"]
    assert incoming.notes == (
        Note(About.BRANCHES, "Склад"),
        Note(About.LINKS, "exactMatchOf (2), precedes (1)"),
        Note(About.SCALE, "Три ступени"),
    )
    case_json.write(base, tmp_path / "ours.json", ON, Progress(), RU)
    assert read_model(store.read, tmp_path / "ours.json", Progress()).notes == ()


def test_the_package_names_the_organisation_and_the_edition(store: Store, tmp_path: Path) -> None:
    line = store.read(editions.editions)[0]
    made, _cut = models.export(store.read, line, ["case"], ["ru"], tmp_path, Progress(), ON)
    told = made.written[0].read_text(encoding="utf-8")
    assert f'"version": "{line.number}"' in told and '"adoptionStatus": "Adopted"' in told
    assert f'"statusStartDate": "{line.published_on}"' in told


@pytest.mark.parametrize("form", ["case", "moodle"])
def test_an_identity_with_words_for_something_else_is_a_new_competency_and_no_refusal(
    store: Store, base: Edition, tmp_path: Path, form: str
) -> None:
    other = replace(base.item("K06"), text=Text("Основы гражданской обороны"), label=Text("Оборона"))
    edition = replace(base, items=tuple(other if one.code == "K06" else one for one in base.items))
    path = tmp_path / "model"
    if form == "case":
        case_json.write(edition, path, ON, Progress(), RU)
    else:
        moodle_csv.write(edition, path, Progress(), RU)
    incoming = read_model(store.read, path, Progress())
    assert {(one.change, one.code) for one in incoming.differences} >= {
        (Change.ADDED, "K06"),
        (Change.DROPPED, "K06"),
    }
    draft = store.write(drafts.begin_from, incoming.content, incoming.base_id, incoming.links)
    keys = [one.key for one in store.read(editions.content, draft).items]
    assert base.item("K06").key not in keys and len(set(keys)) == len(keys)
