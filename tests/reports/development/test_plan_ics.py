"""The days of a plan go into any calendar: whole days, stable identities, no names of people."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from domain.development.plan import ActionState, PlanKind
from domain.development.plan_sheet import PlanSheet
from domain.progress import Cancelled, Progress
from reports.development import plan_ics
from resources.i18n import words
from tests.reports import sample


def events(sheet: PlanSheet, tmp_path: Path, language: str = "ru") -> list[dict[str, Any]]:
    """Write the calendar, and read it again as any program would."""
    target = tmp_path / "plan.ics"
    plan_ics.write(sheet, target, Progress(), words(language))
    read: Any = Calendar.from_ical(target.read_bytes())
    return [
        {
            "uid": str(one["uid"]),
            "title": str(one["summary"]),
            "from": one["dtstart"].dt,
            "until": one["dtend"].dt,
        }
        for one in read.walk("VEVENT")
    ]


def test_meetings_and_actions_are_whole_days_to_the_day_after(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    found = events(sheet, tmp_path)
    actions = [(goal, action) for goal in sheet.plan.goals for action in goal.live]
    assert len(found) == len(sheet.plan.meetings) + len(actions)
    first = sheet.plan.meetings[0].on
    assert (found[0]["from"], found[0]["until"]) == (first, first + timedelta(days=1))
    goal, action = actions[0]
    told = found[len(sheet.plan.meetings)]
    assert told["title"] == f"{goal.item}: {action.text.ru}"
    assert (told["from"], told["until"]) == (action.starts_on, action.ends_on + timedelta(days=1))


def test_no_name_of_a_person_is_in_it(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    events(sheet, tmp_path)
    written = (tmp_path / "plan.ics").read_text("utf-8").replace("\r\n ", "")
    for name in (sheet.person.surname, sheet.manager.surname if sheet.manager else ""):
        assert name and name not in written


def test_an_event_keeps_its_identity_and_cancelled_actions_are_left_out(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    numbered = tuple(
        replace(
            goal,
            actions=tuple(
                replace(one, id=10 * place + number + 1) for number, one in enumerate(goal.actions)
            ),
        )
        for place, goal in enumerate(sheet.plan.goals)
    )
    sheet = replace(sheet, plan=replace(sheet.plan, uid="u-1", goals=numbered))
    before = {str(one["uid"]) for one in events(sheet, tmp_path)}
    first = numbered[0]
    cancelled = replace(first.actions[0], state=ActionState.CANCELLED)
    goals = (replace(first, actions=(cancelled, *first.actions[1:])), *numbered[1:])
    after = {
        str(one["uid"]) for one in events(replace(sheet, plan=replace(sheet.plan, goals=goals)), tmp_path)
    }
    assert before - after == {f"u-1-action-{cancelled.id}@merilo"} and after < before


def test_an_adaptation_tells_its_end_and_the_last_day_for_a_notice(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    last = date(2026, 12, 8)
    adaptation = replace(sheet, plan=replace(sheet.plan, kind=PlanKind.ADAPTATION), probation_ends_on=last)
    found = {str(one["title"]): one["from"] for one in events(adaptation, tmp_path, "en")}
    code = sheet.person.code
    assert found[f"End of the probation: {code}"] == last
    assert found[f"Last day for a written notice, if the probation is not passed: {code}"] == date(
        2026, 12, 4
    )
    assert b"TRIGGER:-P14D" in (tmp_path / "plan.ics").read_bytes()


def test_a_cancelled_run_leaves_no_file(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        plan_ics.write(sample.plan_sheet(), tmp_path / "plan.ics", progress, words("ru"))
    assert list(tmp_path.iterdir()) == []
