"""Every text that people see is in the Russian catalogue, once, whole, and nothing else is."""

import ast
import gettext
import io
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import resources

ROOT = Path(resources.__file__).resolve().parent.parent
PACKAGES = ("desktop", "reports", "db", "resources")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

type Key = tuple[str | None, str | tuple[str, ...]]  # context; message, or singular and plural


@cache
def catalogue() -> Catalog:
    return read_po(io.BytesIO(resources.data("translations/ru/LC_MESSAGES/merilo.po")), locale="ru")


def translated() -> dict[Key, Message]:
    """Return the entries of the catalogue without its header."""
    return {(entry.context, entry.id): entry for entry in catalogue() if entry.id}


@cache
def extracted() -> dict[Key, str]:
    """Return each text in the code with a place where it stands."""
    found: dict[Key, str] = {}
    for package in PACKAGES:
        rows = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        for file, line, message, _comments, context in rows:
            found[context, message] = f"{package}/{file}:{line}"
    return found


def forms(entry: Message) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def sources(key: Key) -> tuple[str, ...]:
    return (key[1],) if isinstance(key[1], str) else key[1]


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def entries() -> Iterator[tuple[Key, Message, str]]:
    for key, entry in translated().items():
        for form in forms(entry):
            yield key, entry, form


def test_every_text_in_the_code_has_a_russian_translation() -> None:
    missing = {key: place for key, place in extracted().items() if key not in translated()}
    assert missing == {}
    assert [key for key, _entry, form in entries() if not form.strip()] == []


def test_the_catalogue_holds_no_text_that_the_code_has_lost() -> None:
    assert [key for key in translated() if key not in extracted()] == []
    assert list(catalogue().obsolete) == []


def test_no_translation_is_a_guess() -> None:
    assert [key for key, entry in translated().items() if entry.fuzzy] == []


def test_a_counted_text_has_all_three_russian_forms() -> None:
    for key, entry in translated().items():
        wanted = 1 if isinstance(key[1], str) else 3
        assert len(forms(entry)) == wanted, key


def test_a_text_is_not_counted_in_one_place_and_plain_in_another() -> None:
    # gettext finds both under one name, so that one would hide the other.
    first = [(key[0], sources(key)[0]) for key in translated()]
    assert len(first) == len(set(first))


def test_fields_in_braces_agree_in_all_forms() -> None:
    for key, _entry, form in entries():
        wanted = set().union(*(fields(text) for text in sources(key)))
        assert fields(form) == wanted, (key, form)


def test_every_field_has_a_name() -> None:
    for key in extracted():
        for text in sources(key):
            assert not any(name == "" or name[0].isdigit() for name in fields(text)), (extracted()[key], text)


def test_no_text_is_put_together_before_it_is_translated() -> None:
    # The extractor skips such a text in silence, and the catalogue could never have it.
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and name_of(node.func) in KEYWORDS:
                    made = [part for part in node.args if isinstance(part, ast.JoinedStr | ast.BinOp)]
                    counts = name_of(node.func) == "ngettext" and made == node.args[2:]
                    assert made == [] or counts, f"{file.name}:{node.lineno}"


def name_of(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def test_a_translation_begins_and_ends_with_the_same_spaces_and_lines() -> None:
    for key, _entry, form in entries():
        text = sources(key)[0]
        edges = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
        assert (len(form) - len(form.lstrip()), len(form) - len(form.rstrip())) == edges, (key, form)


def test_russian_texts_follow_the_typography_of_the_house() -> None:
    for key, _entry, form in entries():
        assert "!" not in form, key
        assert '"' not in form or "<" in form, (key, "the quotes are «»")
        assert " - " not in form, (key, "the dash is —")


def test_the_compiled_catalogue_is_in_step_with_its_source() -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(resources.data("translations/ru/LC_MESSAGES/merilo.mo")))
    for (context, message), entry in translated().items():
        singular, plural = (message, message) if isinstance(message, str) else message
        for count, form in zip((1, 2, 5), forms(entry), strict=False):
            if isinstance(message, str):
                said = compiled.pgettext(context, message) if context else compiled.gettext(message)
            elif context:
                said = compiled.npgettext(context, singular, plural, count)
            else:
                said = compiled.ngettext(singular, plural, count)
            assert said == form
    held: dict[object, str] = compiled._catalog  # pyright: ignore[reportAttributeAccessIssue]
    expected = sum(len(forms(entry)) for entry in translated().values())
    assert len([key for key in held if key]) == expected


@pytest.mark.parametrize(("count", "form"), [(1, 0), (3, 1), (5, 2), (11, 2), (21, 0), (112, 2)])
def test_russian_counts_choose_the_right_form(count: int, form: int) -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(resources.data("translations/ru/LC_MESSAGES/merilo.mo")))
    assert compiled.plural(count) == form  # pyright: ignore[reportAttributeAccessIssue]


def test_the_catalogue_names_no_person_and_no_template() -> None:
    text = resources.text("translations/ru/LC_MESSAGES/merilo.po")
    for left_over in ("FIRST AUTHOR", "EMAIL@ADDRESS", "FULL NAME", "ORGANIZATION"):
        assert left_over not in text
