"""What is half typed about a case outlives the program, and belongs to whoever typed it."""

import pytest

from db.assessing import case_drafts
from db.file.store import Store
from domain.errors import Missing, Unknown
from domain.mark import Role
from tests.db import sample


def test_half_typed_words_stay_until_they_are_emptied_and_nobody_else_sees_them(store: Store) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    boss = sample.add(store, "Громов", is_actor=True)
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, hr, Role.HR, 2)
    store.act_as(hr)
    before = sample.last_event(store).seq
    store.write(case_drafts.keep, case, "reason:K27", "Прослушали")
    store.write(case_drafts.keep, case, "reason:K27", "Прослушали запись\x00")
    store.act_as(boss)
    store.write(case_drafts.keep, case, "reasons", "по фактам")
    assert store.read(case_drafts.drafts, case, hr) == {"reason:K27": "Прослушали запись"}
    assert store.read(case_drafts.drafts, case, boss) == {"reasons": "по фактам"}
    assert store.read(case_drafts.drafts, case, None) == {}
    store.act_as(hr)
    for _twice in range(2):
        store.write(case_drafts.keep, case, "reason:K27", "")
    assert store.read(case_drafts.drafts, case, hr) == {}
    assert sample.last_event(store).seq == before


def test_nobody_at_work_types_nothing_and_a_case_that_is_not_there_keeps_nothing(store: Store) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    with pytest.raises(Unknown):
        store.write(case_drafts.keep, 99, "reasons", "по фактам")
    case = sample.case(store, sample.candidate(store))
    store.act_as(None)
    with pytest.raises(Missing):
        store.write(case_drafts.keep, case, "reasons", "по фактам")
