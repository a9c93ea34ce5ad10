"""A plan by keys alone, from the result to the plan that goes on from it: a real window, no mouse.

Pictures of each step lie in ``build/walk/plan-…`` afterwards.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from db.assessing import cases, people
from db.assessing.sheet import sheets
from db.development import plan_board, plans
from db.development.calendars import shipped
from db.development.plan_board import PlanRow
from db.file.store import Store
from domain.development.plan import ActionState, Plan, PlanState
from domain.mark import Mark, Role, State
from domain.period import Period
from tests.db import sample
from tests.desktop import hands
from tests.desktop.conftest import new_file
from tests.desktop.hands import Display
from tests.desktop.walker import NEW_CARD, PICTURES, Walker, russian
from tests.reports.reading import fonts, squeezed, whole

TODAY = date.today()  # noqa: DTZ011  the program beside it goes by the day of the computer
PERIOD = Period(TODAY - timedelta(days=14), TODAY + timedelta(days=76))
WHY, PROOF = "отпуск наставника", "акт 7: график принят"
OUTCOME = "вырос на уровень, остаток переносим"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with hands.display(tmp_path / "x") as shown:
        shown.lay_out("ru")
        yield shown


def assessed(path: Path) -> int:
    """Make a file where somebody has one gap, and return how many actions that makes."""
    path.parent.mkdir(parents=True)
    store = Store.open(new_file(path, None))
    boss = store.read(people.actors)[0].id
    store.act_as(boss)
    person = sample.add(store, "Яшина", given="Ольга", manager_id=boss)
    rate(store, person, boss, 0)
    case = store.read(cases.case_of, person, None)
    built = store.read(plans.for_case, case, boss, PERIOD, TODAY)
    store.close()
    (goal,) = (one for one in built.plan.goals if one.item == "S02")
    return len(goal.actions)


def rate(store: Store, person: int, boss: int, level: int) -> None:
    """Assess somebody: all at the top but S02, and of K01 nothing is known."""
    said = dict.fromkeys((item.code for item in sample.framework(store).items), 4) | {"S02": level}
    case = sample.case(store, person, sample.cycle(store, starts_on=TODAY))
    sheet = sample.sheet(store, case, boss, Role.MANAGER, said, submit=False)
    store.write(sheets.rate, sheet, sample.item(store, "K01"), Mark(State.NOT_ASKED))
    store.write(sheets.submit, sheet)


def begin(walker: Walker) -> None:
    """Ask for a plan from the last result, with days of one's own."""
    program = walker.program
    program.turn_to(walker.title)
    program.press("ctrl+5")
    program.see("no plans")
    program.press("Insert")
    program.turn_to(walker.says("New plan"))
    program.press("Down", "Down", "Tab", "Tab")  # the second in the list, past where the goals come from
    program.type(f"{PERIOD.starts_on:%d.%m.%Y}")
    program.press("Tab")
    program.type(f"{PERIOD.ends_on:%d.%m.%Y}")
    before = program.see("new plan")
    program.press("Return")
    program.turn_to(walker.title, gone=walker.says("New plan"))
    program.wait_for_change(before, NEW_CARD, "the plan")
    program.see("plan")


def choose(walker: Walker) -> None:
    """Take the gap out and in again, and leave out what nobody has rated."""
    program = walker.program
    program.press(*["shift+Tab"] * 3, "Home", "space")
    program.see("gap taken out")
    program.press("space", "Down", "space")
    program.see("gaps chosen")
    program.press(*["Tab"] * 3)


def add(walker: Walker) -> None:
    """Add an action of the library with hours to the goal."""
    program = walker.program
    program.press("ctrl+Home", "Down", "Insert")
    program.turn_to(walker.says("New action"))
    program.press("Down", *["Tab"] * 4)
    program.type("6")
    program.see("new action")
    program.press("Return")
    program.turn_to(walker.title, gone=walker.says("New action"))
    program.see("action added")


def reorder(walker: Walker) -> None:
    """Put the added action before the last one, then one further, which is taken back."""
    program = walker.program
    program.press("ctrl+Up")
    program.see("action before the last")
    program.press("ctrl+Up")
    program.see("action further up")
    program.press("ctrl+Cyrillic_ya")  # Ctrl+Z
    program.see("taken back")


def approve(walker: Walker) -> None:
    """Approve the plan, which asks first."""
    program = walker.program
    program.press("ctrl+Return")
    program.turn_to(walker.says("Approve the plan?"))
    program.see("approve")
    program.press("Tab", "Return")
    program.turn_to(walker.title, gone=walker.says("Approve the plan?"))
    program.see("approved")


def postpone(walker: Walker) -> None:
    """Move the added action a week, which asks for the reason."""
    program = walker.program
    program.press("Left")
    program.turn_to(walker.says("New dates"))
    program.type(WHY)
    program.see("other days")
    program.press("ctrl+Return")
    program.turn_to(walker.title, gone=walker.says("New dates"))
    program.see("moved")


def report(walker: Walker, actions: int) -> None:
    """Say of every action that it was done and what shows it, whether it was to begin by now or not."""
    program = walker.program
    program.press("ctrl+Home", "Down")
    for number in range(actions):
        program.press("Down", "F4")
        program.turn_to(walker.says("Outcome of the action"))
        program.press("shift+Tab", "shift+Tab", "Home", "Tab", "Tab")  # the first state: done
        program.type(PROOF)
        program.see(f"done {number}")
        program.press("ctrl+Return")
        program.turn_to(walker.title, gone=walker.says("Outcome of the action"))
    program.see("outcomes are recorded")


def close(walker: Walker) -> None:
    """Close the plan with the levels of the newer assessment, and what people say of them."""
    program = walker.program
    program.turn_to(walker.title)
    program.press("ctrl+5")
    before = program.see("list of plans")
    program.press("Return")
    program.wait_for_change(before, NEW_CARD, "the plan")
    program.see("plan again")
    program.press("ctrl+Return")
    program.turn_to(walker.says("Close the plan"))
    program.type(OUTCOME)
    program.see("before and after")
    program.press("Return")
    program.turn_to(walker.title, gone=walker.says("Close the plan"))
    program.see("closed")


def carry_over(walker: Walker) -> None:
    """Begin the plan that goes on, and make its paper."""
    program = walker.program
    program.press("ctrl+Return")
    program.see("carried over")
    program.press(walker.export_key)
    walker.save(1)


def read(store: Store, row: PlanRow) -> Plan:
    return store.read(plans.plan, row.plan_id, None, TODAY).plan


def test_a_plan_by_keys_alone_from_the_result_to_the_one_that_goes_on(
    display: Display, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    file = home / "Documents" / "Оценка.merilo"
    actions = assessed(file) + 1
    with hands.program(display, home, PICTURES / "plan-made", "ru_RU.UTF-8", str(file)) as program:
        walker = russian(program)
        begin(walker)
        choose(walker)
        add(walker)
        reorder(walker)
        approve(walker)
        postpone(walker)
        report(walker, actions)
        walker.quit()

    store = Store.open(file)
    (row,) = store.read(plan_board.rows, TODAY)
    made = read(store, row)
    assert (made.state, made.period) == (PlanState.ACTIVE, PERIOD)
    (goal,) = made.goals
    assert (goal.item, len(goal.live)) == ("S02", actions)
    assert {(one.state, one.result) for one in goal.live} == {(ActionState.DONE, PROOF)}
    (moved,) = (one for one in goal.live if one.postponed)
    assert (moved.hours, moved.postponed[0].reason) == (6, WHY)
    assert goal.live.index(moved) == actions - 2, "it stands before the last one: one step up was taken back"
    week_before = moved.postponed[0].starts_was - timedelta(days=7)
    assert moved.starts_on == shipped().previous(week_before), "nothing begins on a day off"
    boss = store.read(people.actors)[0].id
    store.act_as(boss)
    rate(store, row.person_id, boss, 1)
    store.close()

    with hands.program(display, home, PICTURES / "plan-closed", "ru_RU.UTF-8", str(file)) as program:
        walker = russian(program)
        close(walker)
        carry_over(walker)
        walker.quit()

    store = Store.open(file)
    draft, over = sorted(store.read(plan_board.rows, TODAY), key=lambda one: one.state is PlanState.CLOSED)
    (was,) = read(store, over).goals
    assert (was.level_from, was.level_after, was.outcome) == (Fraction(0), Fraction(1), OUTCOME)
    (goes_on,) = read(store, draft).goals
    assert (draft.follows_id, goes_on.item, goes_on.level_from) == (over.plan_id, "S02", Fraction(1))
    assert store.checkup() == ()
    store.close()
    (paper,) = walker.papers
    assert paper.suffix == ".pdf" and all(fonts(paper).values())
    assert "Яшина Ольга" in whole(paper) and squeezed("ИНДИВИДУАЛЬНЫЙ ПЛАН") in squeezed(whole(paper))
