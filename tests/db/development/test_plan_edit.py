"""Plans are edited goal by goal and action by action; each act is one event and can be taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.assessing import people
from db.development import calendars, plan_board, plan_edit, plan_followup, plans
from db.development.plan_edit import PlanDraft
from db.file.store import Store
from db.people import organisation
from domain.development.plan import ActionKind, ActionState
from domain.development.plan_rules import ActionDraft, draft_of
from domain.errors import (
    ActionsOutside,
    Covered,
    DayOff,
    Impossible,
    Missing,
    NeedsReason,
    NoTarget,
    OffScale,
    OutsidePlan,
    OwnerLeft,
    StillBlind,
    TooManyGoals,
    Unknown,
    ZeroHours,
)
from domain.framework.profile import Phase
from domain.mark import Role
from domain.period import Period
from domain.text import Text, fold
from tests.db import sample
from tests.db.planned import ON, PERIOD, Planned, planned, publish_without_target


@pytest.fixture
def plan(store: Store) -> Planned:
    return planned(store)


FIRST = date(2027, 1, 11)  # of work in the quarter


def own(**fields: object) -> ActionDraft:
    """Return an action that somebody typed."""
    draft = ActionDraft(
        ActionKind.EXPERIENCE,
        Text("Вести смену"),
        Text("Отзыв"),
        FIRST,
        FIRST + timedelta(days=13),
    )
    return replace(draft, **fields)  # pyright: ignore[reportArgumentType]


def test_the_editor_offers_the_gaps_by_priority_and_says_which_are_in_the_plan(plan: Planned) -> None:
    choices = {one.code: one for one in plan.board.choices}
    order = [one.row for one in plan.board.choices if not one.assess_only]
    pressing = sorted(
        order, key=lambda row: (not row.critical, -row.weight * (row.gap or 0), -row.weight, row.code)
    )
    assert [row.code for row in order] == [row.code for row in pressing]
    assert choices["S02"].goal_id == plan.goal("S02").id
    assert (choices["K20"].goal_id, choices["K20"].by) == (plan.goal("K07").id, "K07")
    assert choices["K01"].assess_only and choices["K01"].goal_id == plan.goal("K01").id


def test_a_goal_taken_out_comes_back_as_people_left_it(store: Store, plan: Planned) -> None:
    goal = plan.goal("S02")
    action = goal.actions[0]
    store.write(plan_edit.change_action, action.id, replace(draft_of(action), hours=6))
    store.write(plan_edit.drop_goal, goal.id)
    assert "S02" not in [one.item for one in plan.read().goals]
    assert next(one for one in plan.board.choices if one.code == "S02").goal_id == 0
    assert store.write(plan_edit.choose_goal, plan.plan, "S02", plan.boss, ON) == goal.id
    assert plan.action("S02").hours == 6
    assert sample.last_event(store).act == "choose"


def test_an_alias_group_is_one_goal(store: Store, plan: Planned) -> None:
    with pytest.raises(Covered) as refused:
        store.write(plan_edit.choose_goal, plan.plan, "K34", plan.boss, ON)
    assert refused.value.code == "K07"


def test_a_plan_has_at_most_five_competencies_beside_what_is_to_be_assessed(
    store: Store, plan: Planned
) -> None:
    chosen = [goal for goal in plan.read().goals if not goal.assess_only]
    free = [code for code in ("S31", "S30", "S29", "S28") if code not in {g.item for g in chosen}]
    for code in free[: 5 - len(chosen)]:
        store.write(plan_edit.choose_goal, plan.plan, code, plan.boss, ON)
    with pytest.raises(TooManyGoals):
        store.write(plan_edit.choose_goal, plan.plan, free[-1], plan.boss, ON)
    assert sum(goal.assess_only for goal in plan.read().goals) == 1


def test_a_goal_without_a_gap_is_set_by_hand_and_says_so(store: Store, plan: Planned) -> None:
    store.write(plan_edit.drop_goal, plan.goal("S09").id)
    store.write(plan_edit.choose_goal, plan.plan, "S31", plan.boss, ON)
    goal = plan.goal("S31")
    assert goal.by_hand and goal.actions and goal.level_from == 4
    assert not plan.goal("S02").by_hand


def test_goals_and_actions_change_places(store: Store, plan: Planned) -> None:
    codes = [goal.item for goal in plan.read().goals]
    store.write(plan_edit.move_goal, plan.goal(codes[1]).id, -1)
    assert [goal.item for goal in plan.read().goals][:2] == [codes[1], codes[0]]
    first, second = plan.goal(codes[0]).actions[:2]
    store.write(plan_edit.move_action, first.id, 1)
    assert [one.id for one in plan.goal(codes[0]).actions][:2] == [second.id, first.id]
    store.write(plan_edit.move_action, first.id, -5)
    assert plan.goal(codes[0]).actions[0].id == first.id


def test_own_actions_are_added_changed_taken_out_and_brought_back(store: Store, plan: Planned) -> None:
    goal = plan.goal("S02")
    made = store.write(plan_edit.add_action, goal.id, own(owner_id=plan.person, hours=4))
    assert plan.goal("S02").actions[-1].id == made
    assert plan.goal("S02").actions[-1].owner_name == "Орлов Д."
    store.write(plan_edit.change_action, made, own(text=Text("Вести две смены"), mentor_id=plan.boss))
    changed = plan.goal("S02").actions[-1]
    assert (changed.text.ru, changed.hours, changed.mentor_name) == ("Вести две смены", None, "Громов М. С.")
    store.write(plan_edit.drop_action, made)
    assert made not in [one.id for one in plan.goal("S02").actions]
    store.write(plan_edit.restore_action, made)
    assert plan.goal("S02").actions[-1].id == made
    data = sample.last_event(store).data
    assert "смены" not in str(data), "the journal holds no words of people"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": Text("  ")}, Missing),
        ({"starts_on": PERIOD.starts_on - timedelta(days=1)}, OutsidePlan),
        ({"ends_on": PERIOD.ends_on + timedelta(days=1)}, OutsidePlan),
        ({"ends_on": PERIOD.starts_on - timedelta(days=1)}, Impossible),
        ({"hours": 0}, ZeroHours),
        ({"hours": -3}, Impossible),
        ({"owner_id": 9999}, Unknown),
        ({"starts_on": date(2027, 1, 4)}, DayOff),
        ({"starts_on": date(2027, 1, 16), "ends_on": date(2027, 1, 30)}, DayOff),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    store: Store, plan: Planned, fields: dict[str, object], refusal: type[Exception]
) -> None:
    before = plan.read()
    with pytest.raises(refusal):
        store.write(plan_edit.add_action, plan.goal("S02").id, own(**fields))
    assert plan.read() == before


def test_somebody_who_left_is_not_responsible(store: Store, plan: Planned) -> None:
    gone = store.read(people.person, sample.add(store, "Рябов"))
    store.write(people.change, replace(gone, left_on=PERIOD.starts_on))
    with pytest.raises(OwnerLeft) as refused:
        store.write(plan_edit.add_action, plan.goal("S02").id, own(owner_id=gone.id))
    assert (refused.value.name, refused.value.day) == ("Рябов", PERIOD.starts_on)


def test_days_aim_and_hours_of_a_plan_are_set_unless_actions_would_fall_out(
    store: Store, plan: Planned
) -> None:
    longer = Period(PERIOD.starts_on - timedelta(days=30), PERIOD.ends_on)
    store.write(plan_edit.describe, plan.plan, PlanDraft(longer, " вести смену ", 60))
    read = plan.read()
    assert (read.period, read.aim, read.hours_budget) == (longer, "вести смену", 60)
    with pytest.raises(ActionsOutside):
        short = Period(PERIOD.starts_on, PERIOD.starts_on + timedelta(days=3))
        store.write(plan_edit.describe, plan.plan, PlanDraft(short))
    assert plan.read() == read


def test_nobody_meets_on_a_day_off_unless_the_organisation_works_on_it(store: Store, plan: Planned) -> None:
    meeting = plan.read().meetings[0]
    men = date(2027, 2, 23)
    with pytest.raises(DayOff) as refused:
        store.write(plan_edit.add_meeting, plan.plan, men)
    assert (refused.value.day, refused.value.next) == (men, date(2027, 2, 24))
    with pytest.raises(DayOff):
        store.write(plan_edit.move_meeting, meeting.id, date(2027, 1, 16))
    store.write(calendars.keep, (date(2027, 2, 24),), (men,))
    assert store.read(calendars.own) == ((date(2027, 2, 24),), (men,))
    store.write(plan_edit.add_meeting, plan.plan, men)
    with pytest.raises(DayOff) as refused:
        store.write(plan_edit.add_meeting, plan.plan, date(2027, 2, 24))
    assert refused.value.next == date(2027, 2, 25)
    with pytest.raises(Impossible):
        store.write(calendars.keep, (men,), (men,))


def test_check_meetings_come_move_and_go(store: Store, plan: Planned) -> None:
    day = date(2027, 1, 15)
    made = store.write(plan_edit.add_meeting, plan.plan, day)
    assert plan.read().meetings[0].on == day
    store.write(plan_edit.move_meeting, made, day + timedelta(days=60))
    assert plan.read().meetings[0].id != made
    store.write(plan_edit.drop_meeting, made)
    assert made not in [one.id for one in plan.read().meetings]
    store.write(plan_edit.restore_meeting, made)
    assert made in [one.id for one in plan.read().meetings]
    with pytest.raises(OutsidePlan):
        store.write(plan_edit.add_meeting, plan.plan, date(2030, 1, 1))


def test_once_approved_the_days_of_an_action_move_only_with_a_reason(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    action = plan.action("S02")
    store.write(plan_edit.change_action, action.id, replace(draft_of(action), hours=3))
    with pytest.raises(NeedsReason):
        later = replace(draft_of(action), starts_on=action.starts_on + timedelta(days=7))
        store.write(plan_edit.change_action, action.id, later)


def test_an_action_with_a_result_that_is_taken_out_stays_in_sight(store: Store, plan: Planned) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    first, second = plan.goal("S02").actions[:2]
    store.write(plan_followup.report, first.id, ActionState.DONE, "проведено", ON)
    for action in (first, second):
        store.write(plan_edit.drop_action, action.id)
    goal = plan.goal("S02")
    assert [one.id for one in goal.actions if one.retired] == [first.id]
    assert second.id not in [one.id for one in goal.actions]
    assert first.id not in [one.id for one in goal.live]


def test_a_plan_without_an_assessment_has_goals_by_hand(store: Store, plan: Planned) -> None:
    bare = store.write(plan_edit.begin, plan.person, PERIOD)
    store.write(plan_edit.choose_goal, bare, "S12", plan.boss, ON)
    board = store.read(plan_board.board, bare, plan.boss, ON)
    (goal,) = board.sheet.plan.goals
    assert (goal.by_hand, goal.level_from, board.sheet.basis, board.choices) == (True, None, None, ())
    assert goal.actions and goal.duties
    with pytest.raises(Impossible):
        store.write(plan_edit.begin, sample.candidate(store), PERIOD)


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_the_post_asks_nothing_of_becomes_a_goal_with_a_level_that_people_set(
    store: Store, by_hand: bool
) -> None:
    publish_without_target(store, Phase.POST if by_hand else Phase.HIRE)
    plan = planned(store)
    plan_id = store.write(plan_edit.begin, plan.person, PERIOD) if by_hand else plan.plan
    with pytest.raises(NoTarget) as refused:
        store.write(plan_edit.choose_goal, plan_id, "K40", plan.boss, ON)
    assert refused.value.code == "K40"
    with pytest.raises(OffScale):
        store.write(plan_edit.choose_goal, plan_id, "K40", plan.boss, ON, 5)
    store.write(plan_edit.choose_goal, plan_id, "K40", plan.boss, ON, 3)
    goals = store.read(plans.plan, plan_id, plan.boss, ON).plan.goals
    (goal,) = (one for one in goals if one.item == "K40")
    assert (goal.by_hand, goal.level_from, goal.level_to, goal.asked) == (True, None, 3, None)
    assert (goal.weight, goal.critical, goal.actions) == (1, False, ())


def test_people_may_aim_at_another_level_than_the_post_asks_for(store: Store, plan: Planned) -> None:
    bare = store.write(plan_edit.begin, plan.person, PERIOD)
    store.write(plan_edit.choose_goal, bare, "S12", plan.boss, ON, 4)
    (goal,) = store.read(plans.plan, bare, plan.boss, ON).plan.goals
    assert goal.level_to == 4 and goal.asked == 3


def test_the_editor_is_as_blind_as_the_case(store: Store, plan: Planned) -> None:
    late = sample.add(store, "Гусев")
    store.act_as(late)
    sample.sheet(store, plan.case, late, Role.PEER, {"S02": 3}, submit=False)
    with pytest.raises(StillBlind):
        store.read(plan_board.board, plan.plan, late, ON)
    with pytest.raises(StillBlind):
        store.write(plan_edit.choose_goal, plan.plan, "S31", late, ON)


def test_the_list_tells_stages_counts_and_next_days_in_a_fixed_number_of_statements(
    store: Store, plan: Planned
) -> None:
    (row,) = store.read(plan_board.rows, ON)
    assert (row.stage, row.goals, row.late) == (plan_board.Stage.DRAFT, len(plan.read().goals), 0)
    assert row.next_meeting == plan.read().meetings[0].on
    asked = sample.count(store, plan_board.rows, ON)
    store.write(plan_followup.approve, plan.plan, ON)
    store.write(plan_edit.begin, plan.person, PERIOD)
    late, draft = store.read(plan_board.rows, PERIOD.ends_on)
    assert (late.stage, late.plan_id) == (plan_board.Stage.OVERDUE, plan.plan)
    assert (draft.stage, draft.by_hand, draft.goals) == (plan_board.Stage.DRAFT, True, 0)
    assert sample.count(store, plan_board.rows, ON) == asked == 4


def test_a_page_of_plans_is_the_beginning_of_the_list_and_counts_the_rest(
    store: Store, plan: Planned
) -> None:
    store.write(plan_followup.approve, plan.plan, ON)
    unit = store.write(organisation.add_unit, "Пост Ёж")
    other = sample.add(store, "Ёлкин", given="Пётр", unit_id=unit)
    drafts = [store.write(plan_edit.begin, who, PERIOD) for who in (plan.person, other, other)]
    day, stages = PERIOD.ends_on, plan_board.Stage
    everything = store.read(plan_board.rows, day)
    assert [one.plan_id for one in everything] == [plan.plan, drafts[2], drafts[1], drafts[0]]
    for on in (ON, day):
        every, order = store.read(plan_board.rows, on), tuple(stages)
        plain = sorted(every, key=lambda one: (order.index(one.stage), fold(one.person_name), -one.plan_id))
        assert list(every) == plain
        for words in ("", "елкин", "орлов", "пост", "е-", "0"):
            fits = [
                one
                for one in every
                if all(
                    word in fold(f"{one.person_name} {one.person_code}") or word in fold(one.unit)
                    for word in words.split()
                )
            ]
            for stage in (None, *stages):
                asked = plan_board.Asked(words, stage)
                of_stage = tuple(one for one in fits if stage in (None, one.stage))
                assert store.read(plan_board.rows, on, asked) == of_stage
                first = store.read(plan_board.page, on, asked, 1)
                assert first.rows == of_stage[:1] and first.count == len(of_stage) and first.total == 4
                assert first.counts == {one: sum(row.stage is one for row in fits) for one in stages}
    page = store.read(plan_board.page, day, plan_board.EVERY, 2)
    assert page.rows == everything[:2] and not page.is_whole
    counts = dict.fromkeys(stages, 0) | {stages.OVERDUE: 1, stages.DRAFT: 3}
    assert (page.count, page.counts, page.total) == (4, counts, 4)
    of_drafts = store.read(plan_board.page, day, plan_board.Asked("", stages.DRAFT), 3)
    assert of_drafts.rows == everything[1:] and of_drafts.is_whole and of_drafts.counts == counts
    found = store.read(plan_board.page, day, plan_board.Asked("елкин"))
    assert found.rows == everything[1:3] and (found.count, found.total) == (2, 4)
    assert found.counts[stages.OVERDUE] == 0 and found.counts[stages.DRAFT] == 2
    of_unit = plan_board.Asked("пост е")
    assert store.read(plan_board.rows, day, of_unit) == everything[1:3], "the words may be those of the unit"
    both, neither = plan_board.Asked("еж елкин"), plan_board.Asked("еж орлов")
    assert store.read(plan_board.rows, day, both) == everything[1:3], "or of both"
    assert store.read(plan_board.rows, day, neither) == ()
    ids = store.read(plan_board.ids, day, plan_board.Asked("", stages.DRAFT))
    assert ids == tuple((one.plan_id, one.kind) for one in everything[1:])


def test_the_editor_reads_in_a_fixed_number_of_statements(store: Store, plan: Planned) -> None:
    plan.board  # noqa: B018  the editions are kept from now on
    few = sample.count(store, plan_board.board, plan.plan, plan.boss, ON)
    for number in range(8):
        store.write(plan_edit.add_action, plan.goal("S02").id, own(hours=number + 1))
    assert sample.count(store, plan_board.board, plan.plan, plan.boss, ON) == few
    with sample.statements(store) as asked:
        store.read(plan_board.board, plan.plan, plan.boss, ON)
    lists = [one for one in asked if "ORDER BY person.folded" in one and "person.id IN" not in one]
    assert not lists, "whom it offers is read already"
