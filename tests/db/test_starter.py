"""The starter model of the operator: ours and marked so, to be published and rated by."""

import re

import pytest

import resources
from db import assessments, cases, drafts, editions, frameworks, sheets, staff_cycles, starter
from db.store import Store
from domain.edition_faults import Flaw, faults, hindrances
from domain.errors import Taken
from domain.framework import Kind
from domain.mark import Mark, Role
from domain.profile import Phase
from tests.db import sample


def test_it_is_small_whole_bilingual_and_says_that_it_is_ours() -> None:
    model = starter.starter()
    assert 18 <= len(model.items) <= 24
    assert {one.kind for one in model.items} == set(Kind)
    assert all(one.own for one in (*model.functions, *model.items, *model.duties))
    assert "стартовая" in model.title.ru and "starter" in (model.title.en or "")
    assert {one.flaw for one in hindrances(model)} <= {Flaw.LEVELS}  # the scale is that of the file
    for one in (*model.functions, *model.items, *model.duties):
        assert one.text.en and not one.text.ru.endswith((".", ";"))
    hire, post = model.profiles
    assert (hire.phase, post.phase) == (Phase.HIRE, Phase.POST)
    assert all(hire.targets[code].level <= post.targets[code].level for code in post.targets)
    assert 1 <= sum(one.critical for one in post.targets.values()) <= 4
    used = {code for one in model.duties for code in one.items}
    assert used == {one.code for one in model.items}


def test_every_item_names_the_clauses_it_was_gathered_from() -> None:
    told = resources.text("catalogue/operator.yaml")
    source = resources.text("catalogue/source.txt")
    origins = re.findall(r'from: "([^"]+)"', told)
    assert len(origins) == len(starter.starter().items)
    for origin in origins:
        assert re.fullmatch(r"(1\.4|3\.1\.\d) \d+\)(, (3\.1\.\d )?\d+\))*", origin), origin
        assert f"{origin.split()[0]}." in source


def test_it_becomes_a_model_beside_the_first_and_an_operator_is_rated_by_it(store: Store) -> None:
    draft = store.write(starter.begin)
    with pytest.raises(Taken):
        store.write(starter.begin)
    assert not faults(store.read(editions.content, draft))
    store.write(drafts.publish, draft, "Проверили с начальником смены")
    assert [one.id for one in store.read(staff_cycles.editions).frameworks] == [1, draft]
    boss, operator = sample.add(store, "Громов"), sample.add(store, "Орлова", post="оператор")
    profile = next(one.id for one in store.read(frameworks.profiles_of, draft) if one.phase is Phase.POST)
    sheet = store.write(assessments.start, operator, boss, Role.MANAGER, profile)
    items = store.read(frameworks.framework, draft).items
    store.write(sheets.enter, sheet, {one.id: (Mark.rated(2), "") for one in items})
    store.write(sheets.submit, sheet)
    case = store.read(cases.case_of, operator)
    score = store.read(cases.result, case, boss, sample.TODAY).score
    assert len(score.rows) == len(items)
    assert score.totals.coverage == 1
    assert sample.framework(store).id == 1
