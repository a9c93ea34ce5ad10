"""The demo's team: four quarters of twelve people, their manager's diary, plans, a newcomer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.assessing import cases, cycles, people
from db.assessing.facts import evidence
from db.development import plans
from db.team import quarterly
from desktop.office.demo import demo_edition, demo_marks
from desktop.office.demo.demo_story import Content, Said, Story
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.errors import NoGoals
from domain.mark import Mark, Role, State
from domain.period import next_quarter, quarter_number, quarter_of
from domain.team.quarterly import CyclePlan

QUARTERS = 4
_BEFORE_SHEETS = 14  # days from the first sheets of a quarter to its end
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class _Quarter:
    """One cycle; ``number`` counts from 0, the last one is running."""

    number: int
    starts_on: date
    ends_on: date

    @property
    def running(self) -> bool:
        return self.number == QUARTERS - 1


def quarters(today: date) -> tuple[date, ...]:
    """Return the first days of the story's quarters, the oldest first."""
    first = [quarter_of(today).starts_on]
    while len(first) < QUARTERS:
        first.append(quarter_of(first[-1] - timedelta(days=1)).starts_on)
    return tuple(reversed(first))


def tell(story: Story, manager: int, expert: int) -> None:
    """Write the quarters from the oldest to the running one."""
    for facts in story.content["employees"]:
        story.join(facts, manager)
    for number, first in enumerate(quarters(story.today)):
        _tell_quarter(story, _Quarter(number, first, quarter_of(first).ends_on), manager, expert)


def end(story: Story, manager: int) -> None:
    """Write the situation today: plans are made, somebody has left, somebody is on probation."""
    _leave(story, manager)
    _plan(story, manager)
    _take_on(story, manager)


def _tell_quarter(story: Story, quarter: _Quarter, manager: int, expert: int) -> None:
    story.clock.set(min(story.today, quarter.starts_on + timedelta(days=1)))
    story.store.act_as(manager)
    rated = [story.people[one["code"]] for one in story.content["employees"]]
    cycle_id = story.store.write(
        quarterly.open_quarterly,
        CyclePlan(
            kind=CycleKind.QUARTERLY,
            title=f"{_ROMAN[quarter_number(quarter.starts_on) - 1]} квартал {quarter.starts_on.year}",
            starts_on=quarter.starts_on,
            ends_on=quarter.ends_on,
            people=tuple(rated),
            assessors={
                story.people[one["code"]]: _panel(story, one, manager, expert)
                for one in story.content["employees"]
            },
            unit_id=story.units[story.content["vacancy"]["unit"]],
        ),
    )
    opened = {
        line.person_id: line.case_id for line in story.store.read(cases.cases_in, _code(story, cycle_id))
    }
    _note(story, quarter)
    if quarter.number == story.content["edition"]["quarter"]:
        story.clock.set(quarter.ends_on - timedelta(days=_BEFORE_SHEETS + 1))
        demo_edition.tell(story)
    _rate(story, quarter, opened, manager, expert)
    if not quarter.running:
        story.clock.set(quarter.ends_on, 17)
        story.store.act_as(manager)
        story.store.write(cycles.close_cycle, cycle_id)


def _code(story: Story, cycle_id: int) -> str:
    return story.store.read(cycles.cycle, cycle_id).code


def _panel(story: Story, facts: Content, manager: int, expert: int) -> tuple[tuple[int, Role], ...]:
    panel = [(manager, Role.MANAGER)]
    if facts.get("expert"):
        panel.append((expert, Role.EXPERT))
    if facts.get("self"):
        panel.append((story.people[facts["code"]], Role.SELF))
    return tuple(panel)


def _note(story: Story, quarter: _Quarter) -> None:
    """Write the diary of a quarter, day by day."""
    mine = [one for one in story.content["diary"] if one["quarter"] == quarter.number]
    for one in sorted(mine, key=lambda note: note["day"]):
        on = min(story.today, quarter.starts_on + timedelta(days=one["day"]))
        story.clock.set(on, 18)
        story.store.act_as(story.people[one["by"]])
        story.store.write(
            evidence.note,
            story.people[one["of"]],
            [story.framework.item(code).id for code in one["items"]],
            one["text"],
            Polarity(one["speaks"]),
            on,
        )


def _rate(story: Story, quarter: _Quarter, opened: Mapping[int, int], manager: int, expert: int) -> None:
    """Fill in the sheets of a quarter towards its end; in the running quarter some are still out."""
    first = story.day(-12) if quarter.running else quarter.ends_on - timedelta(days=_BEFORE_SHEETS)
    for number, facts in enumerate(story.content["employees"]):
        on = min(story.today, max(quarter.starts_on, first + timedelta(days=number)))
        person = story.people[facts["code"]]
        running: Mapping[str, int] = (
            story.content["running"].get(facts["code"], {}) if quarter.running else dict[str, int]()
        )
        for assessor, role in _panel(story, facts, manager, expert):
            marked = running.get(role.value)
            if marked == 0:
                continue
            story.clock.set(on, 10 + 2 * (role is Role.EXPERT) + 4 * (role is Role.MANAGER))
            sheet_id, rows = story.begin(opened[person], assessor, role)
            said: dict[int, Said] = {}
            for row in rows[:marked]:
                said[row.item.id] = (
                    (Mark(State.NOT_APPLICABLE), None)
                    if row.item.code in facts.get("not_applicable", ())
                    else demo_marks.of_employee(
                        row,
                        story.questions[row.item.code],
                        facts["code"],
                        role,
                        quarter.number,
                        (facts["strength"], facts["drift"]),
                        on,
                    )
                )
            story.fill(sheet_id, said, submit=marked is None)


def _leave(story: Story, manager: int) -> None:
    story.store.act_as(manager)
    for facts in story.content["employees"]:
        if "left" in facts:
            on = story.day(facts["left"])
            story.clock.set(on, 18)
            person = story.store.read(people.person, story.people[facts["code"]])
            story.store.write(people.change, replace(person, left_on=on))


def _plan(story: Story, manager: int) -> None:
    """Make development plans from the running quarter for all who stay and whose sheets are in."""
    story.clock.set(story.today, 16)
    story.store.act_as(manager)
    for facts in story.content["employees"]:
        if facts["code"] in story.content["running"] or "left" in facts:
            continue
        case = story.store.read(cases.case_of, story.people[facts["code"]], None)
        try:
            story.store.write(plans.make, case, manager, next_quarter(story.today), story.today)
        except NoGoals:
            continue


def _take_on(story: Story, manager: int) -> None:
    """Add somebody on probation whom nobody has assessed yet."""
    facts = story.content["newcomer"]
    hired = story.day(facts["hired"])
    story.clock.set(hired)
    story.store.act_as(manager)
    person = story.join(facts, manager, hired=hired)
    plan = CyclePlan(
        kind=CycleKind.PROBATION,
        title=facts["title"],
        starts_on=hired,
        ends_on=story.day(facts["ends"]),
        people=(person,),
    )
    story.store.write(quarterly.open_quarterly, plan)
