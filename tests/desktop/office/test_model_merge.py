"""A model taken out, changed elsewhere and loaded again: what the file says holds, all else stays."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.file.store import Store
from db.framework import drafts, editions
from desktop.office.intake.models import OWN, How, Incoming, read_model
from domain.framework import edition_edit as edit
from domain.framework.edition import Edition
from domain.framework.edition_difference import Change
from domain.framework.edition_faults import Part
from domain.framework.framework import Kind
from domain.progress import Progress
from domain.text import Text
from reports.framework import case_json, model_xlsx, moodle_csv
from resources.i18n import words
from tests import prepared

ON, RU = date(2026, 11, 24), words("ru")
MOVED = (Part.ITEM, Change.MOVED, "K06")
SERVES = (Part.ITEM, Change.SECONDARY, "K06")
RELABELLED = (Part.ITEM, Change.RELABELLED, "K07")
GROUPED = (Part.GROUP, Change.ADDED, "K01")
LEVEL = (Part.LEVEL, Change.REWORDED, "2")
ASKED = (Part.QUESTION, Change.REWORDED, "K06")
REWORDED = (Part.ITEM, Change.REWORDED, "S05")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(prepared.empty(tmp_path / "завод.merilo"))
    yield made
    made.close()


@pytest.fixture
def base(store: Store) -> Edition:
    return store.read(editions.content, 1)


def changed(base: Edition) -> Edition:
    """Return the model as somebody made it elsewhere."""
    content = edit.move_item(base, "K06", "F3")
    asked = replace(base.questions["K06"], question=Text("Как вы распределяете нагрузку?"))
    content = edit.ask(content, "K06", asked)
    content = edit.group(content, ("K01", "S01"))
    content = edit.reword_item(content, "K07", content.item("K07").text, Text("Речь и поведение"))
    content = edit.word_level(content, replace(content.levels[2], knowledge=Text("Иначе", "Otherwise")))
    return edit.reword_item(
        content, "S05", Text("Новые " + base.item("S05").text.ru), content.item("S05").label
    )


def written(content: Edition, form: str, folder: Path) -> Path:
    """Return a file of the form with the model."""
    folder.mkdir(exist_ok=True)
    if form == "case":
        path = folder / "модель.json"
        case_json.write(content, path, ON, Progress(), RU)
    elif form == "moodle":
        path = folder / "модель.csv"
        moodle_csv.write(content, path, Progress(), RU)
    elif form == "plain":
        path = folder / "таблица.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(["Код", "Вид", "Функция", "Текст"])
            names = {one.code: one.short.ru for one in content.functions}
            kinds = {Kind.KNOWLEDGE: "знание", Kind.SKILL: "умение"}
            table.writerows(
                [one.code, kinds[one.kind], names[one.function], one.text.ru] for one in content.items
            )
    else:
        path = folder / "модель.xlsx"
        bare = replace(content, profiles=()) if form == "book without profiles" else content
        model_xlsx.write(bare, path, ON, Progress(), RU)
    return path


FORMS = ("workbook", "book without profiles", "case", "moodle", "plain")


def loaded(store: Store, content: Edition, form: str, folder: Path) -> Incoming:
    key = content.key if form == "plain" else None
    return read_model(store.read, written(content, form, folder), Progress(), How(key))


@pytest.mark.parametrize("form", FORMS)
def test_a_model_that_nobody_changed_comes_back_without_a_change(
    store: Store, base: Edition, tmp_path: Path, form: str
) -> None:
    incoming = loaded(store, base, form, tmp_path / "out")
    assert incoming.base_id == 1
    assert incoming.differences == ()
    assert incoming.content == base


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("workbook", {MOVED, SERVES, RELABELLED, GROUPED, LEVEL, ASKED, REWORDED}),
        ("book without profiles", {MOVED, SERVES, RELABELLED, GROUPED, LEVEL, ASKED, REWORDED}),
        ("case", {MOVED, SERVES, RELABELLED, GROUPED, LEVEL, REWORDED}),
        ("moodle", {MOVED, RELABELLED, GROUPED, REWORDED}),
        ("plain", {MOVED, REWORDED}),
    ],
)
def test_what_was_changed_elsewhere_and_the_form_can_say_is_all_that_changes(
    store: Store, base: Edition, tmp_path: Path, form: str, told: set[tuple[Part, Change, str]]
) -> None:
    incoming = loaded(store, changed(base), form, tmp_path / "out")
    assert {(one.part, one.change, one.code) for one in incoming.differences} == told
    draft = store.write(drafts.begin_from, incoming.content, incoming.base_id, incoming.links)
    kept = store.read(editions.content, draft)
    assert kept.item("K06").function == "F3"
    assert [one.code for one in kept.duties] == [one.code for one in base.duties]
    assert kept.questions.keys() == base.questions.keys()
    assert kept.profiles[1].targets["K06"] == base.profiles[1].targets["K06"]


def test_a_list_without_functions_leaves_every_competency_where_it_is(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "список.csv"
    rows = "".join(f'{one.code};"{one.text.ru}"\n' for one in base.items)
    path.write_text("Код;Текст\n" + rows + "K40;чат-бот\n", encoding="utf-8")
    incoming = read_model(store.read, path, Progress(), How(base.key))
    assert [(one.change, one.code) for one in incoming.differences] == [(Change.ADDED, "K40")]
    assert incoming.content.functions == base.functions


def test_a_new_function_gets_a_code_of_its_own(store: Store, base: Edition, tmp_path: Path) -> None:
    path = tmp_path / "таблица.csv"
    names = {one.code: one.short.ru for one in base.functions}
    rows = "".join(f'{one.code};{names[one.function]};"{one.text.ru}"\n' for one in base.items)
    path.write_text("Код;Функция;Текст\nK40;Чат-бот;ответы чат-бота\n" + rows, encoding="utf-8")
    incoming = read_model(store.read, path, Progress(), How(base.key))
    added = [(one.part, one.change, one.code) for one in incoming.differences]
    assert added == [(Part.FUNCTION, Change.ADDED, "F6"), (Part.ITEM, Change.ADDED, "K40")]
    assert incoming.content.item("K40").function == "F6"


def test_what_posts_require_goes_with_the_workbook_into_a_model_of_its_own_and_back(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    first = base.profiles[0]
    asked = replace(first.requirements, medical=Text("допуск каждый год", "admission every year"))
    content = replace(base, profiles=(replace(first, requirements=asked), *base.profiles[1:]))
    path = written(content, "workbook", tmp_path / "out")
    own = read_model(store.read, path, Progress(), How(OWN))
    assert own.base is None and own.content.profiles == content.profiles
    incoming = read_model(store.read, path, Progress())
    told = [(one.part, one.change, one.after) for one in incoming.differences]
    assert told == [(Part.PROFILE, Change.MEDICAL, "допуск каждый год")]
    draft = store.write(drafts.begin_from, incoming.content, incoming.base_id, incoming.links)
    assert store.read(editions.content, draft).profiles[0].requirements == asked
