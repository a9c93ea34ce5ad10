"""Own entries continue the blanks of the source; other documents have no place for them."""

from dataclasses import replace

from domain.framework import edition_edit as edit
from domain.framework.framework import Kind
from domain.text import Text
from tests.domain.framework.test_edition import model


def test_own_entries_have_no_clause_where_the_document_is_not_the_source() -> None:
    base = model()
    items = tuple(replace(one, clause=f"8.{at}") for at, one in enumerate(base.items, 1))
    base = replace(base, items=items)
    edition = edit.add_item(base, "new", Kind.KNOWLEDGE, "F1", Text("чат-бот"))
    assert next(one for one in edition.items if one.key == "new").clause == ""
    edition = edit.add_function(edition, Text("работа с подрядчиками"))
    assert edition.functions[-1].own and edition.functions[-1].clause == ""
    for add in (edit.add_duty, edit.add_other_duty, edit.add_provision):
        edition = add(edition, "F1", Text("ведёт записи"))
    own = [one for one in edition.duties if one.own]
    assert len({one.code for one in edition.duties}) == len(edition.duties)
    assert [one.clause for one in own] == ["", "", ""]
