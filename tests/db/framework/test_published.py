"""What is published stays for ever: old results, open cycles, people who go on with the edition."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.assessing import cases, cycles
from db.development import plans
from db.file.store import Store
from db.framework import drafts, editions, frameworks, starter
from db.hiring import decisions, hiring
from db.team import quarterly
from desktop.office.papers import documents, registry
from domain.assessing.case import Cycle, CycleKind
from domain.errors import LastEdition, NeedsReason, Published, Unknown
from domain.framework.edition_difference import Change
from domain.framework.framework import EditionState
from domain.framework.profile import Phase
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.period import Period
from domain.progress import Progress
from tests.db import sample
from tests.db.framework.drafted import published, with_own_item


def test_published_is_for_ever_and_the_journal_tells_the_impact(store: Store) -> None:
    boss = sample.add(store, "Громов")
    store.act_as(boss)
    employee = sample.add(store, "Орлова")
    case = sample.case(store, employee, sample.cycle(store, CycleKind.AD_HOC))
    sample.sheet(store, case, boss, Role.MANAGER, {"K06": 2, "S32": 3, "K01": 4})
    sample.cycle(store, CycleKind.HIRING)
    draft = published(store)
    view = store.read(editions.view, draft)
    assert (view.line.number, view.line.in_force, view.line.published_by) == (2, True, "Громов")
    assert view.line.content_hash == view.content.hash
    assert {one.change for one in view.differences} >= {Change.ADDED, Change.DROPPED, Change.LEVEL}
    impact = store.read(editions.impact, draft)
    assert (impact.targets, impact.marks, impact.cycles) == (1, 2, 1)
    assert impact.campaigns == 1, "a vacancy is no cycle"
    event = sample.last_event(store)
    assert (event.act, event.data["marks"], event.data["hash"]) == ("publish", 2, view.line.content_hash)
    with pytest.raises(Published):
        store.write(drafts.put, draft, with_own_item(view.content))
    with pytest.raises(Published):
        store.write(drafts.discard, draft)
    assert sample.framework(store).number == 2


def test_a_draft_begun_earlier_may_be_the_edition_published_last(store: Store) -> None:
    earlier = store.write(drafts.begin, sample.framework(store).id)
    later = store.write(starter.begin)
    store.write(drafts.publish, later, "")
    assert store.read(frameworks.published_last)[0] == later
    content = with_own_item(store.read(editions.content, earlier))
    store.write(drafts.put, earlier, content)
    store.write(drafts.publish, earlier, "Чат-бот вошёл в работу", store.read(editions.impact, earlier))
    assert store.read(frameworks.published_last) == (earlier, later)


def test_old_results_are_unchanged_to_the_byte_after_a_new_edition(store: Store, tmp_path: Path) -> None:
    hr = sample.add(store, "Соколова")
    candidate = sample.candidate(store)
    case = sample.case(store, candidate)
    sample.sheet(store, case, hr, said=2)
    employee = sample.add(store, "Орлова")
    other = sample.case(store, employee, sample.cycle(store, CycleKind.AD_HOC))
    sample.sheet(store, other, hr, Role.MANAGER, 1)
    plan = store.write(plans.make, other, None, Period(date(2026, 12, 1), date(2027, 3, 1)), sample.TODAY)

    def exported(name: str) -> dict[str, bytes]:
        folder = tmp_path / name
        folder.mkdir()
        for kind in (registry.RESULT, registry.PROFILE, registry.PLAN):
            documents.export(
                store.read,
                kind,
                (case, other),
                ("json", "xlsx") if kind == registry.RESULT else ("xlsx",),
                ("ru", "en"),
                folder,
                Progress(),
                None,
                sample.TODAY,
            )
        return {one.name: one.read_bytes() for one in folder.iterdir()}

    before = exported("before")
    assert len(before) >= 6
    kept = store.read(plans.plan, plan, None, sample.TODAY)
    published(store)
    assert exported("after") == before
    assert store.read(plans.plan, plan, None, sample.TODAY) == kept


def test_open_cycles_and_drafts_stay_on_their_edition_and_new_ones_take_the_new(store: Store) -> None:
    hr = sample.add(store, "Соколова")
    old_cycle = sample.cycle(store)
    case = sample.case(store, sample.candidate(store), old_cycle)
    sheet = sample.sheet(store, case, hr, submit=False)
    old_profile = sample.profile(store).id
    new = published(store)
    late = store.write(cases.open_case, old_cycle, sample.candidate(store, "Белова"), old_profile)
    assert store.read(cycles.cycle, old_cycle).framework_id == 1
    framework = store.read(frameworks.framework, 1)
    assert framework.item("S32").id and not any(one.code == "K40" for one in framework.items)
    assert store.read(cycles.cycle, sample.cycle(store)).framework_id == new
    assert sample.profile(store).id != old_profile
    assert {one.id for one in store.read(frameworks.profiles)}.isdisjoint({old_profile})
    assert late > case and sheet
    fresh = sample.case(store, sample.candidate(store, "Чернова"))
    assert fresh


def test_a_candidate_of_an_old_edition_is_hired_with_a_plan_of_that_edition(store: Store) -> None:
    hr = sample.add(store, "Соколова")
    store.act_as(hr)
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, hr, said=2)
    published(store)
    day = sample.TODAY
    store.write(decisions.conclude, case, Outcome.RECOMMEND, "по фактам интервью", on=day)
    store.write(hiring.hire, case, day, None, None, "0777", "менеджер", day + timedelta(days=90))
    hired = store.read(hiring.hired, case, hr)
    assert hired is not None and hired.plan_id is not None
    plan = store.read(plans.plan, hired.plan_id, hr, day)
    assert plan.framework.number == 1
    assert all(goal.item != "K40" for goal in plan.plan.goals)
    assert plan.plan.goals


def test_the_next_quarter_goes_on_with_the_newest_edition_of_the_same_model(store: Store) -> None:
    boss, employee = sample.add(store, "Громов"), sample.add(store, "Орлова")
    quarter = store.write(
        cycles.open_cycle,
        Cycle(kind=CycleKind.QUARTERLY, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)),
    )
    sample.sheet(store, sample.case(store, employee, quarter), boss, Role.MANAGER, 2)
    new = published(store)
    plan = store.read(quarterly.template, date(2027, 1, 10))
    assert plan is not None and plan.framework_id == new
    wanted = {one.id for one in store.read(frameworks.profiles_of, new) if one.phase is Phase.POST}
    assert set(plan.profiles.values()) == wanted


def test_retired_is_offered_no_more_but_stays(store: Store) -> None:
    with pytest.raises(LastEdition):
        store.write(drafts.retire, 1, "устарела")  # nothing would be left to assess by
    new = published(store)
    with pytest.raises(NeedsReason):
        store.write(drafts.retire, 1, "  ")
    store.write(drafts.retire, 1, "вышла новая инструкция")
    lines = {one.id: one for one in store.read(editions.editions)}
    assert (lines[1].state, lines[new].in_force) == (EditionState.RETIRED, True)
    assert lines[1].retire_note == "вышла новая инструкция"
    assert store.read(frameworks.framework, 1).state is EditionState.RETIRED
    with pytest.raises(Unknown):
        store.write(cycles.open_cycle, Cycle(kind=CycleKind.AD_HOC, framework_id=1))
