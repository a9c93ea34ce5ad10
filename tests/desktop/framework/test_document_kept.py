"""An imported job description keeps every line of its lists, leads and captions too, as the model grows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from db.assessing import people
from db.file.store import Store
from db.framework import drafts, editions
from db.framework import job_description_editions as documents
from desktop.office.intake.models import read_model
from domain.framework import edition_edit as edit
from domain.framework.framework import Kind
from domain.framework.job_description import JobDescription, LineKind, Standing
from domain.framework.numbers_kept import printed_lines
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from domain.text import Text
from tests import prepared

LINES = """1. Общие положения
1.1. Заведующий складом относится к категории руководителей.
1.2. Заведующий складом должен знать:
По учёту:
- порядок приёмки и списания;
- правила инвентаризации.
По охране труда:
- правила штабелирования.
1.3. Заведующий складом должен уметь:
1) вести складской учёт;
2) размещать товар по зонам.
1.4. Заведующий складом подчиняется директору.
2. Должностные обязанности
Заведующий складом:
2.1. Принимает и отпускает товар.
2.2. Обеспечивает сохранность товара.
3. Права
Заведующий складом вправе:
3.1. Требовать исправности весов.""".splitlines()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An organisation of one person, who may write."""
    opened = Store.open(prepared.empty(tmp_path / "organisation.merilo"))
    author = Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True)
    opened.act_as(opened.write(people.add, author))
    yield opened
    opened.close()


@pytest.fixture
def draft(store: Store, tmp_path: Path) -> int:
    path = tmp_path / "Заведующий складом.txt"
    path.write_text("\n".join(("ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ", "заведующего складом", *LINES)), "utf-8")
    incoming = read_model(store.read, path, Progress())
    return store.write(drafts.begin_from, incoming.content, None, (), incoming.provisions)


def printed(record: JobDescription) -> list[str]:
    """Return the lines as they stand on the paper."""
    return [
        f"{'-' if one.kind is LineKind.DASH else one.printed_number} {one.text.ru}".strip()
        for one in printed_lines(record.clauses)
    ]


def test_every_line_stands_where_it_stood_in_the_words_of_the_document(store: Store, draft: int) -> None:
    record = store.read(documents.view, draft)
    assert printed(record) == LINES
    assert not [one for one in record.clauses if one.standing is Standing.HEADING], "no words of ours"
    leading = {feed.code for one in record.clauses for feed in one.feeds}
    content = store.read(editions.content, draft)
    assert leading == {one.code for one in (*content.items, *content.duties)}


def test_the_lists_follow_the_model_and_their_leads_stay(store: Store, draft: int) -> None:
    content = store.read(editions.content, draft)
    one, other = (item for item in content.items if "инвентар" in item.text.ru or "приёмки" in item.text.ru)
    reworded = edit.reword_item(
        content, other.code, Text("правила полной инвентаризации"), Text("инвентаризация")
    )
    gone = edit.drop_item(reworded, one.code)
    function = content.functions[0].code
    added = edit.add_item(gone, str(uuid4()), Kind.SKILL, function, Text("работать в программе учёта"))
    store.write(drafts.put, draft, added)
    lines = printed(store.read(documents.view, draft))
    kept = [line for line in LINES if "приёмки и" not in line and "инвентаризации" not in line]
    kept[kept.index("2) размещать товар по зонам.")] = "2) размещать товар по зонам;"
    assert [line for line in lines if line in kept] == kept
    assert lines[lines.index("По учёту:") + 1] == "- правила полной инвентаризации."
    assert lines[lines.index("2) размещать товар по зонам;") + 1].endswith("работать в программе учёта.")


def test_a_lead_can_be_reworded_by_the_organisation(store: Store, draft: int) -> None:
    record = store.read(documents.view, draft)
    lead = next(one for one in record.clauses if one.text.ru.endswith("должен знать:"))
    store.write(documents.fill, draft, lead.place, "Заведующий складом обязан знать:")
    again = next(one for one in store.read(documents.view, draft).clauses if one.place == lead.place)
    assert again == replace(
        lead, text=Text("Заведующий складом обязан знать:"), standing=Standing.OWN, feeds=again.feeds
    )


def test_where_a_duty_is_gone_its_number_stays_and_says_so(store: Store, draft: int) -> None:
    content = store.read(editions.content, draft)
    first = next(one for one in content.duties if "отпускает" in one.text.ru)
    store.write(drafts.put, draft, edit.drop_duty(content, first.code))
    lines = printed(store.read(documents.view, draft))
    at = lines.index("Заведующий складом:")
    assert lines[at + 1 : at + 3] == ["2.1. Не применяется.", "2.2. Обеспечивает сохранность товара."]
    content = store.read(editions.content, draft)
    store.write(drafts.put, draft, edit.drop_duty(content, content.duties[0].code))
    assert not [one for one in printed(store.read(documents.view, draft)) if one.startswith("2.")][1:]
