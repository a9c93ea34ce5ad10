"""What a note speaks of is found by its words, in any form, over the real items and duties."""

from dataclasses import replace
from importlib.resources import files

import pytest
import snowballstemmer
import yaml

from domain.framework import Duty, Framework
from domain.suggesting import Suggester
from domain.text import Text
from tests.domain import sample

RUSSIAN, ENGLISH = (snowballstemmer.stemmer(name).stemWord for name in ("russian", "english"))


def stem(word: str) -> str:
    return RUSSIAN(word) if "а" <= word[0] <= "я" else ENGLISH(word)


@pytest.fixture(scope="module")
def framework() -> Framework:
    """The shipped items and duties with their own words."""
    content = yaml.safe_load((files("resources") / "catalogue" / "catalogue.yaml").read_text("utf-8"))
    told = {one["code"]: one for one in (*content["knowledge"], *content["skills"])}
    duties = tuple(
        Duty(number, one["code"], one["function"], "", _text(one), tuple(one["competencies"]))
        for number, one in enumerate(content["duties"], 1)
    )
    plain = sample.framework(*told, duties=duties)
    return replace(
        plain,
        items=tuple(
            replace(item, text=_text(told[item.code]), label=_label(told[item.code])) for item in plain.items
        ),
    )


@pytest.fixture(scope="module")
def suggester(framework: Framework) -> Suggester:
    return Suggester(framework, stem)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Провёл обучение новых операторов, трое сдали с первого раза", "S19"),
        ("разобрал жалобы клиентов и исправил скрипт", "K27"),
        ("ПЕРЕРАСПРЕДЕЛИЛА НАГРУЗКУ: очередь разошлась за десять минут", "S03"),
        ("поправил графики, чтобы закрыть пик звонков", "K09"),
        ("Разъяснила сотрудникам охрану труда", "K11"),
        ("handled the complaints of three customers", "K27"),
    ],
)
def test_the_words_of_a_note_lead_to_its_item_in_whatever_form(
    suggester: Suggester, note: str, code: str
) -> None:
    assert code in suggester.suggest(note, 5)


def test_every_duty_leads_to_an_item_that_it_draws_on(framework: Framework, suggester: Suggester) -> None:
    missed = [duty.code for duty in framework.duties if not _hit(suggester, duty)]
    assert len(missed) <= 2, missed


def _hit(suggester: Suggester, duty: Duty) -> bool:
    found = suggester.suggest(duty.text.ru, 5)
    return not duty.items or bool(set(found) & set(duty.items))


def test_words_that_nobody_knows_suggest_nothing(suggester: Suggester) -> None:
    for note in ("", "   ", "ой", "he and she was here", "12 345", "🙂🙂🙂", "опоздал"):
        assert suggester.suggest(note, 5) == (), note


def test_no_more_is_suggested_than_asked_for_and_the_same_note_says_the_same(suggester: Suggester) -> None:
    note = "обучение операторов по графику, контроль качества и отчёт по показателям"
    assert len(suggester.suggest(note, 3)) == 3
    assert suggester.suggest(note, 3) == suggester.suggest(note, 5)[:3]


def test_yo_and_capitals_make_no_difference(suggester: Suggester) -> None:
    assert suggester.suggest("приём обращений", 5) == suggester.suggest("ПРИЕМ ОБРАЩЕНИЙ", 5)


def _text(one: dict[str, str]) -> Text:
    return Text(one["ru"], one["en"])


def _label(one: dict[str, str]) -> Text:
    return Text(one["label_ru"], one["label_en"])
