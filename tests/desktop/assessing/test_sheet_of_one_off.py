"""The sheet of an assessment by itself says on paper which post it is for."""

from datetime import date
from pathlib import Path

import pytest

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.office.papers.documents import export
from desktop.office.papers.registry import FILLED, SHEET
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from tests import prepared
from tests.desktop.office.test_papers import text


@pytest.mark.parametrize("kind", [SHEET, FILLED])
def test_the_sheet_names_the_post_where_the_candidate_has_none(tmp_path: Path, kind: str) -> None:
    store = Store.open(prepared.empty(tmp_path / "a.merilo"))
    me = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
    store.act_as(me)
    person = store.write(people.add, Person(surname="Орлова", given="Дарья"))
    made = store.write(assessments.start, person, me, Role.HR)
    sheet = store.read(sheets.sheet, made, me)
    if kind == FILLED:
        store.write(sheets.submit, made)
    on = date(2026, 11, 24)
    done = export(store.read, kind, (sheet.case_id,), ("pdf",), ("ru",), tmp_path, Progress(), me, on)
    assert not done.failed
    store.close()
    (path,) = tmp_path.glob("*.pdf")
    assert "Должность, вакансия Менеджер" in text(path)
