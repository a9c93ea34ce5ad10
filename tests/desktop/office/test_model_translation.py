"""An English file over a Russian model comes in as its translation: Russian, codes and targets all stay."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.file.store import Store
from db.framework import drafts, editions
from desktop.office.intake.models import OWN, How, Incoming, read_from_window, read_model
from desktop.office.intake.translation import is_english, said, translated
from domain.framework.edition import Edition
from domain.framework.edition_difference import Change
from domain.framework.framework import Item, Kind
from domain.framework.provision import Topic
from domain.progress import Progress
from domain.text import Text
from reports.framework import case_json, moodle_csv
from resources.i18n import words
from tests import prepared

ON, RU, EN = date(2026, 11, 24), words("ru"), words("en")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(prepared.empty(tmp_path / "завод.merilo"))
    yield made
    made.close()


@pytest.fixture
def base(store: Store) -> Edition:
    return store.read(editions.content, 1)


def english(one: Text) -> Text:
    return Text(one.en or "")


def in_english(base: Edition, *, codes: bool = True) -> Edition:
    """Return the model as a file in English has it; without codes its reader counts."""
    counted: dict[Kind, int] = dict.fromkeys(Kind, 0)

    def item(one: Item) -> Item:
        counted[one.kind] += 1
        code = one.code if codes else f"X{one.kind.value}{counted[one.kind]}"
        return replace(one, key=code, code=code, text=english(one.text), label=english(one.label))

    return replace(
        base,
        title=english(base.title),
        functions=tuple(
            replace(one, text=english(one.text), short=english(one.short)) for one in base.functions
        ),
        items=tuple(map(item, base.items)),
        duties=tuple(replace(one, text=english(one.text)) for one in base.duties),
        profiles=(),
        questions={},
    )


def without_english(base: Edition) -> Edition:
    return replace(
        base,
        items=tuple(replace(one, text=Text(one.text.ru), label=Text(one.label.ru)) for one in base.items),
    )


def russian(edition: Edition) -> list[object]:
    return [
        (edition.title.ru, edition.profiles, edition.sets, edition.alias_groups),
        [(one.code, one.clause, one.text.ru, one.short.ru) for one in edition.functions],
        [(one.key, one.code, one.function, one.text.ru, one.label.ru) for one in edition.items],
        [(one.code, one.text.ru, one.items) for one in edition.duties],
    ]


def test_a_translation_from_moodle_changes_the_english_alone(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "model_en.csv"
    item = base.item("K06")
    better = replace(item, text=Text(item.text.ru, "How the workload is spread among operators"))
    others = tuple(better if one.code == "K06" else one for one in base.items)
    moodle_csv.write(replace(base, items=others), path, Progress(), EN)
    incoming = read_model(store.read, path, Progress())
    assert incoming.translated is not None and not incoming.translated.unpaired
    assert [(one.change, one.code, one.after) for one in incoming.differences] == [
        (Change.REWORDED, "K06", "How the workload is spread among operators")
    ]
    draft = store.write(drafts.begin_from, incoming.content, incoming.base_id, incoming.links)
    kept = store.read(editions.content, draft)
    assert russian(kept) == russian(base)
    assert kept.questions == base.questions
    assert store.checkup() == ()


def test_a_package_of_case_in_english_is_a_translation_by_its_identities(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    package = case_json.package(base, ON, RU)
    for one in package["CFItems"]:
        ours = one.pop("extensions")["merilo"]
        one["fullStatement"], one["language"] = ours["en"] + " at work", "en"
        del one["humanCodingScheme"]
    path = tmp_path / "model_en.json"
    path.write_text(json.dumps(package), encoding="utf-8")
    incoming = read_model(store.read, path, Progress())
    assert incoming.translated is not None
    assert incoming.translated.pairs == len(base.items) and not incoming.translated.untouched
    assert russian(incoming.content) == russian(base)
    assert {one.text.en for one in incoming.content.items} == {f"{one.text.en} at work" for one in base.items}


def test_a_table_in_english_finds_its_pairs_by_code(store: Store, base: Edition, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["Code", "Text"])
        table.writerows([one.code, f"Translation {at}"] for at, one in enumerate(base.items))
    incoming = read_model(store.read, path, Progress(), How(base.key))
    assert incoming.translated is not None and incoming.translated.by_identity == len(base.items)
    assert [one.text.en for one in incoming.content.items] == [
        f"Translation {at}" for at in range(len(base.items))
    ]
    assert russian(incoming.content) == russian(base)
    assert incoming.content.title == base.title
    anew = read_model(store.read, path, Progress(), How(base.key, translation=False))
    assert anew.translated is None and len(anew.differences) > 100  # only when a person says so


def test_without_codes_and_known_english_the_order_decides_if_the_lists_are_equally_long(
    base: Edition,
) -> None:
    bare = without_english(base)
    made, pairs = translated(bare, in_english(base, codes=False), coded=False, functions_coded=False)
    assert (pairs.by_order, pairs.unpaired, pairs.untouched) == (len(base.items), (), ())
    assert [one.text for one in made.items] == [one.text for one in base.items]


def test_a_gap_in_the_list_shifts_nothing(base: Edition) -> None:
    """Of unequal lists only what is known is paired; the rest is told, never guessed by its place."""
    content = in_english(base, codes=False)
    content = replace(content, items=(*content.items[:4], *content.items[5:]))
    made, pairs = translated(base, content, coded=False, functions_coded=False)
    assert pairs.by_words == len(base.items) - 1
    assert pairs.untouched == (base.items[4].code,)
    assert made == base
    bare = without_english(base)
    unknown, pairs = translated(bare, content, coded=False, functions_coded=False)
    gone = base.items[4].kind
    assert {one.kind for one in unknown.items if one.text.en} == set(Kind) - {gone}
    assert len(pairs.unpaired) == sum(one.kind is gone for one in base.items) - 1
    told = said(pairs, RU)
    assert any(base.items[4].code in one for one in told) and any("пары нет" in one for one in told)


def test_more_in_english_than_in_russian_is_told_and_not_taken(base: Edition) -> None:
    content = in_english(base)
    more = replace(content.items[0], key="new", code="K99", text=Text("Something else entirely"))
    made, pairs = translated(
        base, replace(content, items=(*content.items, more)), coded=True, functions_coded=True
    )
    assert made == base and pairs.unpaired == ("Something else entirely",)


def test_functions_find_theirs_by_where_their_items_belong(base: Edition) -> None:
    bare = replace(
        base,
        functions=tuple(
            replace(one, text=Text(one.text.ru), short=Text(one.short.ru)) for one in base.functions
        ),
    )
    content = in_english(base)
    codes = {one.code: f"Z{at}" for at, one in enumerate(base.functions)}
    content = replace(
        content,
        functions=tuple(replace(one, code=codes[one.code], clause="") for one in reversed(content.functions)),
        items=tuple(replace(one, function=codes[one.function]) for one in content.items),
    )
    made, _pairs = translated(bare, content, coded=True, functions_coded=False)
    assert [one.short for one in made.functions] == [one.short for one in base.functions]


def test_only_english_over_russian_is_a_translation(base: Edition) -> None:
    assert is_english(in_english(base), base)
    assert not is_english(base, base)  # it has both languages
    assert not is_english(without_english(base), base)
    assert not is_english(in_english(base), in_english(base))  # a model that is English itself


def test_an_english_file_without_a_key_finds_the_model_it_translates_and_a_person_may_say_no(
    store: Store, base: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "manager.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [[one.code, one.text.en] for one in base.items]
        csv.writer(file, delimiter=";").writerows([["Code", "Text"], *rows])
    incoming = read_from_window(store.read, path, Progress(), base.key)
    assert isinstance(incoming, Incoming) and incoming.translated is not None
    assert incoming.differences == ()
    chosen = read_from_window(store.read, path, Progress(), base.key, How(OWN))
    assert isinstance(chosen, Incoming) and chosen.base is None


def test_a_job_description_in_english_whose_lists_a_person_marked_is_a_translation(
    store: Store, base: Edition
) -> None:
    def listed(kind: Kind) -> list[str]:
        texts = [one.text.en for one in base.items if one.kind is kind]
        return [f"{number}) {text};" for number, text in enumerate(texts, start=1)]

    knowledge, skills = listed(Kind.KNOWLEDGE), listed(Kind.SKILL)
    lines = ["Manager of the contact centre", "The manager knows:", *knowledge, "The manager can:", *skills]
    marks = ((2, Topic.KNOW), (3 + len(knowledge), Topic.CAN))
    how = How(text="\n".join(lines), marks=marks)
    incoming = read_from_window(store.read, Path("Clipboard"), Progress(), base.key, how)
    assert isinstance(incoming, Incoming) and incoming.translated is not None
    assert incoming.translated.by_words == len(base.items)
    assert russian(incoming.content) == russian(base)


GERMAN = ("Grundlagen der Personalplanung", "Führung von Gesprächen mit den Kunden", "Umgang mit Beschwerden")


def test_a_file_in_german_is_not_called_english(base: Edition) -> None:
    bare, content = without_english(base), in_english(base, codes=False)
    german = tuple(replace(one, text=Text(text)) for one, text in zip(content.items, GERMAN, strict=False))
    _made, pairs = translated(bare, replace(content, items=german), coded=False, functions_coded=False)
    assert "its language is not known" in said(pairs, words("en"))[0]
    _made, pairs = translated(bare, content, coded=False, functions_coded=False)
    assert said(pairs, words("en"))[0].startswith("The file is in English")
