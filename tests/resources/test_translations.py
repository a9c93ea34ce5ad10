"""Texts for people follow the rules of the house; that none is missing, the tests of installer prove."""

import ast
import gettext
import io
import re
from collections.abc import Iterator

import pytest

import resources
from installer import texts

MO = "translations/ru/LC_MESSAGES/merilo.mo"
PO = "translations/ru/LC_MESSAGES/merilo.po"


def pairs() -> Iterator[tuple[str, str]]:
    """Yield each source string with each of its Russian forms."""
    for message in texts.messages(texts.load(resources.path(PO))).values():
        for form in texts.texts(message.string):
            yield texts.texts(message.id)[0], form


def test_what_is_below_its_floor_has_one_word_in_either_language() -> None:
    for source, russian in pairs():
        assert "stop-signal" not in source.lower(), source
        assert "стоп-сигнал" not in russian.lower(), russian


def called(node: ast.Call) -> str:
    """Return the plain name of the function that is called."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_text_is_put_together_before_it_is_translated() -> None:
    # The extractor skips such a text in silence, and the catalogue could never have it.
    for package in texts.PACKAGES:
        for file in (texts.ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and called(node) in texts.KEYWORDS:
                    messages = node.args[:2] if called(node) == "ngettext" else node.args
                    made = [part for part in messages if isinstance(part, ast.JoinedStr | ast.BinOp)]
                    assert made == [], f"{file.name}:{node.lineno}"


def test_every_field_has_a_name() -> None:
    # "{} of {}" could not change its order in another language.
    for message in texts.messages(texts.extract()).values():
        for text in texts.texts(message.id):
            assert not any(name == "" or name[0].isdigit() for name in texts.placeholders(text)), text


def test_a_translation_keeps_the_spaces_and_lines_around_it() -> None:
    for source, form in pairs():
        before = len(source) - len(source.lstrip()), len(source) - len(source.rstrip())
        assert (len(form) - len(form.lstrip()), len(form) - len(form.rstrip())) == before, (source, form)


def test_russian_texts_follow_the_typography_of_the_house() -> None:
    for source, form in pairs():
        assert "!" not in form, source
        assert '"' not in form or "<" in form, (source, "the quotes are «»")
        assert " - " not in form, (source, "the dash is —")


@pytest.mark.parametrize(("count", "form"), [(1, 0), (3, 1), (5, 2), (11, 2), (21, 0), (112, 2)])
def test_russian_counts_choose_the_right_form(count: int, form: int) -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(resources.data(MO)))
    assert compiled.plural(count) == form  # pyright: ignore[reportAttributeAccessIssue]


def test_the_catalogue_names_no_person_and_no_template() -> None:
    text = resources.text(PO)
    for left_over in ("FIRST AUTHOR", "EMAIL@ADDRESS", "FULL NAME", "ORGANIZATION"):
        assert left_over not in text


def test_a_percent_sign_stands_as_each_language_writes_it() -> None:
    for english, russian in pairs():
        assert not re.search(r"[\d}][\s\u00a0]%", english), english
        assert not re.search(r"[\d}]%", russian), russian
