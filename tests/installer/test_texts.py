"""The Russian catalogue is complete, and what would make it incomplete is seen."""

from collections.abc import Callable

import pytest
from babel.messages import Catalog

from installer import texts


def catalogue(*messages: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    """Return a Russian catalogue of these sources and translations."""
    made = Catalog(locale="ru", fuzzy=False)
    for source, target in messages:
        made.add(source, target)
    return made


def test_the_russian_catalogue_is_complete_and_compiled():
    assert texts.check() == []


@pytest.mark.parametrize(
    ("russian", "fault"),
    [
        (catalogue(), "not translated"),
        (catalogue(("{done} of {total}", "")), "not translated"),
        (catalogue(("{done} of {total}", "{done} из {всего}")), "other names in braces"),
        (catalogue(("{done} of {total}", "{done}")), "other names in braces"),
        (catalogue(("{done} of {total}", "{done} из {total}"), ("Old", "Старое")), "in no file any more"),
    ],
)
def test_a_fault_of_the_catalogue_is_named(russian, fault):
    found = texts.faults(catalogue(("{done} of {total}", "")), russian)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_plural_forms_may_leave_the_number_out_but_never_be_too_few():
    source = (("{n} mark", "{n} marks"), ("", "", ""))
    whole = catalogue((source[0], ("одна оценка", "{n} оценки", "{n} оценок")))
    assert texts.faults(catalogue(source), whole) == []
    short = catalogue((source[0], ("{n} оценка", "{n} оценки")))
    assert texts.faults(catalogue(source), short) != []


def test_update_takes_new_texts_keeps_translations_and_drops_the_rest(tmp_path):
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "window.py").write_text('title = _("People")\nother = words.gettext("Team")\n')
    file = tmp_path / texts.RUSSIAN
    file.parent.mkdir(parents=True)
    write = _writer(file)
    write('msgid "People"\nmsgstr "Люди"\n\nmsgid "Gone"\nmsgstr "Ушло"\n')
    texts.update(tmp_path)
    kept = texts.messages(texts.load(file))
    assert {name[1]: message.string for name, message in kept.items()} == {"People": "Люди", "Team": ""}
    assert texts.check(tmp_path) == ["not translated: 'Team'"]


def _writer(file) -> Callable[[str], int]:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return lambda body: file.write_text(header + body, encoding="utf-8")
