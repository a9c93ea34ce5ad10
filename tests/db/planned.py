"""A case with gaps and its plan, for the tests of plans."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from db import models
from db.assessing.sheet import sheets
from db.development import plan_board, plan_followup, plans
from db.development.plan_board import Board
from db.file.store import Store
from db.framework import drafts, editions
from domain.assessing.case import CycleKind
from domain.development.plan import Action, ActionState, Goal, Plan
from domain.framework.edition import Edition
from domain.framework.edition_edit import add_item, set_target
from domain.framework.framework import Kind
from domain.framework.profile import Phase
from domain.mark import Mark, Role, State
from domain.period import Period, next_quarter
from domain.text import Text
from tests import prepared
from tests.db import sample

ON = sample.TODAY
PERIOD = next_quarter(ON)
MIDDLE = PERIOD.starts_on + timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Planned:
    """Whose plan it is, who leads, and the ids of case and plan."""

    store: Store
    person: int
    boss: int
    case: int
    plan: int

    @property
    def board(self) -> Board:
        """The plan as its editor sees it."""
        return self.store.read(plan_board.board, self.plan, self.boss, ON)

    def read(self) -> Plan:
        """Return the plan."""
        return self.store.read(plans.plan, self.plan, self.boss, ON).plan

    def goal(self, code: str) -> Goal:
        """Return the goal of an item."""
        return next(goal for goal in self.read().goals if goal.item == code)

    def action(self, code: str, number: int = 0) -> Action:
        """Return an action of the goal."""
        return self.goal(code).actions[number]

    def finish(self, result: str = "выполнено") -> None:
        """Approve the plan and say of every action that it was done."""
        self.store.write(plan_followup.approve, self.plan, ON)
        for action in self.read().actions:
            self.store.write(plan_followup.report, action.id, ActionState.DONE, result, MIDDLE)


def planned(store: Store, period: Period = PERIOD) -> Planned:
    """A plan of two gaps, an alias group, and a critical item that nobody rated."""
    boss = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич")
    store.act_as(boss)
    person = sample.add(store, "Орлов", given="Денис", manager_id=boss)
    case = sample.case(store, person)
    said = dict.fromkeys((item.code for item in sample.framework(store).items), 4)
    said |= {"K07": 0, "K20": 0, "K34": 0, "S02": 1, "S09": 1, "S16": 1}
    sheet = sample.sheet(store, case, boss, Role.MANAGER, said, submit=False)
    store.write(sheets.rate, sheet, sample.item(store, "K01"), Mark(State.NOT_ASKED))
    store.write(sheets.submit, sheet)
    return Planned(store, person, boss, case, store.write(plans.make, case, boss, period, ON))


type Story = Callable[[Store], Planned]


def copied(path: Path, story: Story, begin: Callable[[Path], object], password: str) -> Planned:
    """Open a copy, at *path*, of a file in which the story was told, once in a run; the caller closes it."""

    def make(made: Path) -> tuple[int, ...]:
        begin(made)
        store = Store.open(made, password)
        one = story(store)
        store.close()
        return one.person, one.boss, one.case, one.plan

    name = f"{story.__module__}.{story.__name__} behind {password}"
    person, boss, case, plan = prepared.file(path, name, make)
    store = Store.open(path, password)
    store.act_as(boss)
    return Planned(store, person, boss, case, plan)


def rate_again(
    store: Store, one: Planned, on: date, said: dict[str, int], kind: CycleKind = CycleKind.HIRING
) -> int:
    """Assess the person anew, all at the top but what is named; the case's id."""
    case = sample.case(store, one.person, sample.cycle(store, kind, starts_on=on))
    levels = dict.fromkeys((item.code for item in sample.framework(store).items), 4)
    sample.sheet(store, case, one.boss, Role.MANAGER, levels | said)
    return case


def assess_later(
    store: Store,
    one: Planned,
    said: dict[str, int],
    days: int = 0,
    kind: CycleKind = CycleKind.HIRING,
) -> int:
    """Assess the person so many days after the plan began, by the clock of the store; the case's id."""
    today = datetime.now(UTC).astimezone().date()

    def begin_earlier(session: Session) -> None:
        plan = session.get_one(models.Plan, one.plan)
        plan.starts_on = min(PERIOD.starts_on, today - timedelta(days=days))
        session.info["unjournaled"] = True

    store.write(begin_earlier)
    return rate_again(store, one, today, said, kind)


def publish(store: Store, change: Callable[[Edition, Edition], Edition]) -> None:
    """Publish the next edition of the model that the plan is made by."""
    base = max(one.id for one in store.read(editions.editions) if one.key == sample.framework(store).key)
    draft = store.write(drafts.begin, base)
    content = change(store.read(editions.content, draft), store.read(editions.content, base))
    store.write(drafts.put, draft, content)
    store.write(drafts.publish, draft, "другие цели")


def asking(store: Store, code: str, level: int, phase: Phase = Phase.HIRE) -> None:
    """Let the post ask for this level from now on."""

    def change(content: Edition, base: Edition) -> Edition:
        key = next(one.key for one in content.profiles if one.phase is phase)
        target = replace(content.profile(key).targets[code], level=level)
        return set_target(content, base, key, code, target)

    publish(store, change)


def publish_without_target(store: Store, phase: Phase = Phase.POST) -> None:
    """Publish an edition with an own item, K40, of which the profile of this phase asks nothing."""
    draft = store.write(drafts.begin, sample.framework(store).id)
    item = str(sample.new_uid())
    content = add_item(store.read(editions.content, draft), item, Kind.KNOWLEDGE, "F1", Text("чат-боты"))
    free = tuple(
        one
        if one.phase is not phase
        else replace(one, targets={code: target for code, target in one.targets.items() if code != "K40"})
        for one in content.profiles
    )
    store.write(drafts.put, draft, replace(content, profiles=free))
    store.write(drafts.publish, draft, "своя без цели")
