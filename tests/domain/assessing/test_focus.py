"""The focus set: critical first, then by weight, one per function in turn, while the minutes last."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.talk.focus import focus_set, planned_minutes, questions_within, talk
from domain.assessing.talk.pace import pace
from domain.framework.framework import Framework, Question
from domain.framework.profile import Target
from domain.text import Text
from tests.domain.sample import framework, profile

NOTHING = Text("")


def questions(**minutes: int) -> dict[str, Question]:
    return {
        code: Question(code, "knowledge", time, NOTHING, NOTHING, NOTHING, NOTHING)
        for code, time in minutes.items()
    }


def spread(**functions: str) -> Framework:
    """Return a framework with these items (code -> function)."""
    plain = framework(*functions)
    return replace(plain, items=tuple(replace(item, function=functions[item.code]) for item in plain.items))


PLAN = spread(S01="F1", S02="F1", S03="F1", S04="F2", S05="F2", S06="F3")
LIGHT, HEAVY = Target(2, 1, critical=False), Target(2, 3, critical=False)
EQUAL = questions(S01=5, S02=5, S03=5, S04=5, S05=5, S06=5)


def test_critical_items_come_first_whatever_they_weigh() -> None:
    post = profile(S01=HEAVY, S02=Target(2, 1, critical=True), S06=HEAVY)
    assert focus_set(post, PLAN, EQUAL, 5) == ("S02",)


def test_equals_are_taken_one_per_function_in_turn() -> None:
    post = profile(S01=LIGHT, S02=LIGHT, S03=LIGHT, S04=LIGHT, S05=LIGHT, S06=LIGHT)
    assert focus_set(post, PLAN, EQUAL, 15) == ("S01", "S04", "S06")
    assert focus_set(post, PLAN, EQUAL, 25) == ("S01", "S02", "S04", "S05", "S06")


def test_a_heavier_item_goes_before_the_turn_of_another_function() -> None:
    post = profile(S01=HEAVY, S02=HEAVY, S04=LIGHT, S06=LIGHT)
    assert focus_set(post, PLAN, EQUAL, 15) == ("S01", "S02", "S04")


def test_a_question_too_long_makes_room_for_a_shorter_one() -> None:
    post = profile(S01=HEAVY, S02=HEAVY, S04=LIGHT)
    assert focus_set(post, PLAN, questions(S01=5, S02=5, S04=3), 8) == ("S01", "S04")


def test_items_without_a_target_or_a_question_are_not_asked() -> None:
    post = profile(S01=LIGHT, S02=LIGHT, S03=LIGHT)
    assert focus_set(post, PLAN, questions(S02=5, S04=5), 60) == ("S02",)
    assert focus_set(post, PLAN, EQUAL, 0) == ()


@given(st.integers(0, 60), st.lists(st.integers(1, 12), min_size=6, max_size=6))
def test_the_minutes_are_never_exceeded_and_no_fitting_question_is_left(
    minutes: int, times: list[int]
) -> None:
    codes = [item.code for item in PLAN.items]
    asked = questions(**dict(zip(codes, times, strict=True)))
    chosen = focus_set(profile(**dict.fromkeys(codes, LIGHT)), PLAN, asked, minutes)
    used = planned_minutes(chosen, asked)
    assert used <= minutes
    assert all(used + asked[code].minutes > minutes for code in codes if code not in chosen)


def test_the_planned_minutes_are_the_sum_of_the_questions() -> None:
    assert planned_minutes(("S01", "S04"), questions(S01=5, S04=3)) == 8
    assert planned_minutes(("S01", "S04", "S99"), questions(S01=5, S04=3)) == 12, "as long as the others"
    assert planned_minutes(("S98", "S99"), questions(S01=5)) == 0, "nothing to go by"


def test_the_pace_counts_a_competency_without_a_question_like_the_others() -> None:
    asked = questions(S01=3, S02=3)
    codes = [(f"S0{n}", n <= 3) for n in range(1, 7)]
    made = pace(codes, asked, 65, 60, 10)
    assert (made.planned, made.budget, made.planned_per_item, made.usual) == (18 * 60, 28 * 60, 180, 180)
    assert made.ahead == 9 * 60 - 65
    assert pace(codes, asked, 9 * 60 + 5 * 60, 60, 10).ahead == 0, "opening and notes are planned too"
    assert pace(codes, asked, 20 * 60, 60, 10).ahead == -6 * 60


def test_a_talk_takes_its_questions_and_what_goes_beside_them_in_each_meeting() -> None:
    for questions, meetings, total in ((53, 1, 63), (95, 2, 115), (86, 2, 106), (60, 1, 70), (0, 0, 0)):
        whole = talk(questions, 60, 10)
        assert (whole.meetings, whole.total) == (meetings, total)
    assert [questions_within(one, 60, 10) for one in (45, 70, 71, 115, 5)] == [35, 60, 60, 95, 0]
    for minutes in range(10, 300):
        assert talk(questions_within(minutes, 60, 10), 60, 10).total <= minutes
        assert questions_within(minutes, 60, 10) <= questions_within(minutes + 1, 60, 10), (
            "never less in more"
        )


def test_the_pace_of_a_talk_counts_what_goes_beside_the_questions() -> None:
    asked = [(code, code == "S01") for code in EQUAL]
    made = pace(asked, EQUAL, 300, 60, 10)
    assert (made.planned, made.budget) == (30 * 60, 40 * 60)
    assert made.left == 35 * 60
    assert made.projected == 30 * 60 + 10 * 60, "five minutes for the first of six, and ten beside"
