"""The starter model of the operator: ours and marked so, to be published and rated by."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from sqlmodel import Session, select

import resources
from db import models
from db.assessing import assessments, cases
from db.assessing.sheet import sheets
from db.development import adaptations, library, plan_edit, plans
from db.file.store import Store
from db.framework import drafts, editions, frameworks, starter
from db.hiring import campaigns
from db.team import staff_cycles
from desktop.office.papers import documents, registry
from domain.errors import Taken
from domain.framework.edition_edit import drop_item
from domain.framework.edition_faults import Flaw, faults, hindrances
from domain.framework.framework import Kind
from domain.framework.profile import Phase
from domain.mark import Mark, Role
from domain.period import Period, next_quarter
from domain.progress import Progress
from tests.db import sample
from tests.reports.reading import squeezed, whole


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


def test_each_item_has_a_question_with_three_answers_and_two_actions_in_both_languages() -> None:
    model, told = starter.starter(), yaml.safe_load(resources.text("catalogue/operator.yaml"))
    assert list(model.questions) == [one.code for one in model.items]
    for code, one in model.questions.items():
        texts = (one.question, one.weak, one.adequate, one.strong, *one.probes)
        assert all(text.ru and text.en for text in texts), code
        assert one.question.ru.count("?") <= 1 and (one.question.en or "").count("?") <= 1, code
        assert len({one.weak.ru, one.adequate.ru, one.strong.ru}) == 3, code
    actions = {plan["code"]: plan["actions"] for plan in told["plans"]}
    assert list(actions) == [one.code for one in model.items]
    for code, mine in actions.items():
        assert {"experience", "social"} <= {one["kind"] for one in mine}, code
        assert all(1 <= one["weeks"] <= 6 for one in mine), code
        assert all(one["en"] and one["evidence"]["ru"] and one["evidence"]["en"] for one in mine), code
    ids = [one["id"] for mine in actions.values() for one in mine]
    assert len(ids) == len(set(ids)) >= 42


def test_at_hire_the_basics_of_everything_are_not_all_that_is_asked() -> None:
    hire, _ = starter.starter().profiles
    met = sum(one.weight * min(2, one.level) for one in hire.targets.values())
    asked = sum(one.weight * one.level for one in hire.targets.values())
    assert met < asked, "level 2 everywhere is no «100 %»"
    above = {code for code, one in hire.targets.items() if one.level > 2}
    assert above == {"S01", "S05", "S08"}  # what one brings along
    assert all(hire.targets[code].level == 1 for code in ("K01", "K02", "K03", "S02"))  # what is learnt here


@pytest.fixture
def me(store: Store) -> int:
    """The specialist, at work."""
    hr = sample.add(store, "Соколова", given="Анна", post="специалист", is_actor=True)
    store.act_as(hr)
    return hr


@pytest.fixture
def published(store: Store, me: int) -> int:
    """The starter model in force."""
    draft = store.write(starter.begin)
    store.write(drafts.publish, draft, "Проверили с начальником смены")
    return draft


def hire_profile(store: Store, edition: int) -> int:
    return next(one.id for one in store.read(frameworks.profiles_of, edition) if one.phase is Phase.HIRE)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_interview_of_an_operator_prints_what_to_ask(
    store: Store, me: int, published: int, tmp_path: Path, language: str
) -> None:
    sets = {one.code: one for one in store.read(frameworks.question_sets, published)}
    assert {code: one.minutes for code, one in sets.items()} == {"short": 21, "hire": 49}
    cycle = sample.campaign(
        store,
        (me, Role.HR),
        title="Оператор",
        profile_id=hire_profile(store, published),
        question_set_id=sets["hire"].id,
    )
    case = store.write(campaigns.invite, cycle, sample.add(store, "Тарасов"))
    done = documents.export(
        store.read,
        registry.KEYS,
        [case],
        ("pdf",),
        (language,),
        tmp_path,
        Progress(),
        me,
        sample.TODAY,
    )
    text = squeezed(whole(done.written[0]))
    questions = store.read(frameworks.questions, published)
    for code in sets["hire"].items:
        asked = questions[code]
        for told in (asked.question, *asked.probes, asked.weak, asked.strong):
            assert squeezed(told.ru if language == "ru" else told.en or "") in text, (code, told)


def test_a_plan_of_an_operator_has_actions_with_evidence(store: Store, me: int, published: int) -> None:
    operator = sample.add(store, "Орлова", post="оператор")
    post = next(one.id for one in store.read(frameworks.profiles_of, published) if one.phase is Phase.POST)
    sheet = store.write(assessments.start, operator, me, Role.MANAGER, post)
    items = store.read(frameworks.framework, published).items
    store.write(sheets.enter, sheet, {one.id: (Mark.rated(1), "") for one in items})
    store.write(sheets.submit, sheet)
    case = store.read(cases.case_of, operator)
    plan_id = store.write(plans.make, case, me, next_quarter(sample.TODAY), sample.TODAY)
    plan = store.read(plans.plan, plan_id, me, sample.TODAY).plan
    assert plan.goals
    for goal in plan.goals:
        assert len(goal.actions) >= 2, goal.item
        assert all(one.evidence.ru and one.evidence.en for one in goal.actions)


def shelved(store: Store) -> set[str]:
    """Return the keys of the items that the library holds an action of."""

    def keys(session: Session) -> set[str]:
        return {one for one in session.exec(select(models.LibraryAction.item_key)) if one}

    return store.read(keys)


def test_a_starter_model_that_was_only_looked_at_leaves_no_action_behind(store: Store, me: int) -> None:
    before = shelved(store)
    draft = store.write(starter.begin)
    store.write(drafts.discard, draft)
    assert shelved(store) == before


def test_a_competency_taken_out_before_use_leaves_no_action_behind(store: Store, me: int) -> None:
    draft = store.write(starter.begin)
    content = store.read(editions.content, draft)
    dropped = content.items[0]
    store.write(drafts.put, draft, drop_item(content, dropped.code))
    store.write(drafts.publish, draft, "без первой")
    keys = {one.key for one in store.read(frameworks.framework, draft).items}
    assert dropped.key not in shelved(store)
    assert keys <= shelved(store), "and all others have theirs"


def test_the_actions_are_put_on_the_shelf_once(store: Store, published: int) -> None:
    second = store.read(library.shelf, published)
    assert all(len(one.offered) >= 2 for one in second.items)
    store.write(drafts.retire, published, "своя модель готова")
    again = store.write(starter.begin)
    store.write(drafts.publish, again, "ещё раз")
    shelf = store.read(library.shelf, again)
    assert [len(one.actions) for one in shelf.items] == [len(one.actions) for one in second.items]


def test_plans_without_an_assessment_are_by_the_model_of_the_post(
    store: Store, me: int, published: int, tmp_path: Path
) -> None:
    newcomer = sample.add(store, "Новикова", post="оператор контакт-центра")
    period = Period(sample.TODAY, date(2027, 2, 23))
    keys = {one.key for one in store.read(frameworks.framework, published).items}
    for plan_id in (
        store.write(adaptations.begin, newcomer, period),
        store.write(plan_edit.begin, newcomer, period),
    ):
        if not store.read(plans.plan, plan_id, me, sample.TODAY).plan.goals:
            store.write(plan_edit.choose_goal, plan_id, "S08", me, sample.TODAY, 3)
        sheet = store.read(plans.plan, plan_id, me, sample.TODAY)
        assert sheet.framework.id == published
        assert {sheet.framework.item(goal.item).key for goal in sheet.plan.goals} <= keys
    manager = sample.add(store, "Рябов", post="менеджер")
    other = store.write(adaptations.begin, manager, period)
    assert store.read(plans.plan, other, me, sample.TODAY).framework.id == 1


def test_a_plan_set_by_hand_stays_on_its_edition_when_another_is_published(
    store: Store, me: int, published: int
) -> None:
    operator = sample.add(store, "Новикова", post="оператор")
    plan_id = store.write(plan_edit.begin, operator, Period(sample.TODAY, date(2027, 2, 23)))
    store.write(plan_edit.choose_goal, plan_id, "S08", me, sample.TODAY, 3)
    draft = store.write(drafts.begin, published)
    content = store.read(editions.content, draft)
    store.write(drafts.put, draft, drop_item(content, "S08"))
    store.write(drafts.publish, draft, "без S08")
    sheet = store.read(plans.plan, plan_id, me, sample.TODAY)
    assert (sheet.framework.id, [goal.item for goal in sheet.plan.goals]) == (published, ["S08"])
