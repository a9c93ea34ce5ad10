"""With a Russian layout alone: a first assessment, then an own competency is added and published.

What was rated before does not move by a byte.

Pictures of each step lie in ``build/walk/model-…`` afterwards.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.assessing import cycles
from db.file.store import Store
from db.framework import editions
from domain.assessing.case import CycleKind
from tests.desktop import hands
from tests.desktop.hands import Display
from tests.desktop.walker import NEW_CARD, PICTURES, Walker, all_is_there, merilo, russian

ITEM = "возможности чат-бота и передача обращения сотруднику"
NOTE = "в работу вошёл чат-бот"
VACANCY = "Менеджер второй линии"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with hands.display(tmp_path / "x") as shown:
        shown.lay_out("ru")
        yield shown


def rate(walker: Walker) -> None:
    """Make a file, rate a candidate, hand the sheet in, save the papers."""
    walker.program.turn_to("Мерило")
    walker.make_a_file()
    walker.begin()
    walker.rate()
    walker.submit()
    walker.export()
    walker.quit()


def unlock(walker: Walker) -> None:
    """Open the file again with its password."""
    program = walker.program
    program.turn_to("Мерило")
    before = program.see("unlock")
    program.type(walker.password)
    program.press("Return")
    program.wait_for_change(before, NEW_CARD, "the file")
    program.turn_to(walker.title)
    program.see("opened")


def add_and_publish(walker: Walker) -> None:
    """Begin a draft, add K40, publish with a note."""
    program = walker.program
    program.press("ctrl+6")
    program.see("the model in force")
    program.press("ctrl+Return")
    program.see("draft")
    program.press("Insert")
    program.turn_to(walker.says("Own competency"))
    program.press("Tab", "Tab")
    program.type(ITEM)
    program.see("own competency")
    program.press("ctrl+Return")
    program.turn_to(walker.title, gone=walker.says("Own competency"))
    program.see("K40")
    program.press("ctrl+Return")
    question = walker.says("Publish edition {number}?").format(number=2)
    program.turn_to(question)
    program.type(NOTE)
    program.see("what publishing touches")
    program.press("ctrl+Return")
    program.turn_to(walker.title, gone=question)
    program.see("published")


def open_a_cycle(walker: Walker) -> None:
    """Open a vacancy, which is asked by the edition in force."""
    program = walker.program
    program.press("ctrl+3", "ctrl+3")  # past the result, which is where one was last
    program.see("campaigns")
    program.press("Insert")
    program.see("new vacancy")
    program.type(VACANCY)
    program.press("Tab")
    program.type("Чат")
    program.press(*["Tab"] * 5)
    program.type("открывается вторая линия")
    program.press("ctrl+Next", "ctrl+Next")
    program.see("assessors")
    program.press("ctrl+Return")
    program.type("Громов Максим")
    program.press("Tab")
    program.type("руководитель")
    program.press("Return", "ctrl+Return")
    program.see("open")


def result(walker: Walker, folder: Path) -> bytes:
    """Return the record for recount of the candidate, as the command line writes it."""
    told = merilo(walker, "export", "result", str(walker.file), "--person", "C-0001", "--out", str(folder))
    return Path(told.strip()).read_bytes()


def test_after_a_first_assessment_k40_is_added_published_and_asked_while_old_results_stay(
    display: Display, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with hands.program(display, home, PICTURES / "model-before", "ru_RU.UTF-8") as program:
        walker = russian(program)
        rate(walker)
    all_is_there(walker, tmp_path / "first")
    before = result(walker, tmp_path / "before")
    with hands.program(display, home, PICTURES / "model-after", "ru_RU.UTF-8", str(walker.file)) as program:
        walker = russian(program)
        unlock(walker)
        add_and_publish(walker)
        open_a_cycle(walker)
        walker.quit()
    assert result(walker, tmp_path / "after") == before

    store = Store.open(walker.file, walker.password)
    second, first = store.read(editions.editions)
    assert (second.number, second.in_force, second.note, second.items) == (2, True, NOTE, first.items + 1)
    assert store.read(editions.content, second.id).item("K40").text.ru == ITEM
    on = {one.title: one.framework_id for one in store.read(cycles.cycles) if one.kind is CycleKind.HIRING}
    assert on[VACANCY] == second.id
    rated = next(framework for title, framework in on.items() if title != VACANCY)
    assert rated == first.id
    assert store.checkup() == ()
    store.close()
