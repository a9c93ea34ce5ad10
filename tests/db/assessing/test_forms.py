"""Sheets to print before they are filled in: whose they are and what they ask, and not one mark."""

import pytest

from db.assessing import cases
from db.assessing.sheet import forms, sheets
from db.file.store import Store
from db.hiring import campaigns
from domain.assessing.sheet import SheetState
from domain.errors import Unknown
from domain.mark import Role
from tests.db import sample


class Panel:
    """A campaign of two; the first has begun and given marks, the second has not begun."""

    def __init__(self, store: Store) -> None:
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.boss = sample.add(store, "Громов", is_actor=True)
        store.act_as(self.hr)
        self.cycle = sample.campaign(store, (self.hr, Role.HR), (self.boss, Role.MANAGER))
        self.person = sample.candidate(store, code="C-0041")
        self.case = store.write(campaigns.invite, self.cycle, self.person)
        self.sheet = sample.sheet(store, self.case, self.hr, Role.HR, 3, submit=False)


def test_each_assessor_has_a_blank_begun_ones_first_and_no_mark_is_on_it(store: Store) -> None:
    at = Panel(store)
    first, second = store.read(forms.blanks, at.case)
    assert (first.assessor.id, second.assessor.id) == (at.hr, at.boss)
    assert first.uid == store.read(sheets.sheet, at.sheet, at.hr).uid
    assert (second.id, second.uid) == (0, "")
    for blank in (first, second):
        assert blank.state is SheetState.DRAFT
        assert all(row.mark is None and not row.comment and not row.facts for row in blank.rows)


def test_a_blank_asks_what_the_case_froze(store: Store) -> None:
    at = Panel(store)
    (blank, _) = store.read(forms.blanks, at.case)
    filled = store.read(sheets.sheet, at.sheet, at.hr)
    assert [row.item.code for row in blank.scope] == [row.item.code for row in filled.scope]
    assert [row.critical for row in blank.rows] == [row.critical for row in filled.rows]
    assert (blank.person, blank.role) == (filled.person, Role.HR)


def test_more_assessors_take_no_more_statements(store: Store) -> None:
    at = Panel(store)
    before = sample.count(store, forms.blanks, at.case)
    for surname in ("Фомина", "Орлов", "Ким"):
        store.write(campaigns.assign, at.case, sample.add(store, surname), Role.EXPERT)
    assert sample.count(store, forms.blanks, at.case) == before
    assert len(store.read(forms.blanks, at.case)) == 5


def test_the_case_of_a_person_is_found_before_any_sheet_is_in(store: Store) -> None:
    at = Panel(store)
    assert store.read(cases.case_of, at.person, blank=True) == at.case
    with pytest.raises(Unknown):
        store.read(cases.case_of, at.person, "2020-H-001", blank=True)
    with pytest.raises(Unknown):
        store.read(forms.blanks, 999)
