"""The same way by keys alone in a real window, under a Russian layout.

Pictures of each step lie in ``build/walk/own-data`` afterwards.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.assessing import cases, cycles
from db.file.store import Store
from db.framework import frameworks
from db.team import level_imports, matrix
from domain.assessing.case import CycleKind
from domain.team.matrix import Cell
from tests.desktop import hands
from tests.desktop.hands import Display
from tests.desktop.team.levels.test_own_data_walk import POST, files_of
from tests.desktop.walker import NEW_CARD, PICTURES, Walker, russian

LOAD = "ctrl+Cyrillic_sha"  # Ctrl+I
NEW = "ctrl+Cyrillic_te"  # Ctrl+N


HEADER = 27  # px from the top, a line through the buttons at the right of a header
FACTS = 40  # px from the top, a line through what stands under the title of a header


def is_empty(pixels: bytes, row: int, left: int, right: int) -> bool:
    """Tell whether this row of the picture has one colour from the left to the right."""
    at = row * hands.SIZE[0]
    line = pixels[4 * (at + left) : 4 * (at + right)]
    return len({line[at : at + 4] for at in range(0, len(line), 4)}) == 1


def has_one_act(pixels: bytes) -> bool:
    """Tell whether at most one act stands at the right of the header, as on the page of a closed cycle."""
    return is_empty(pixels, HEADER, 800, 1100)


def has_facts(pixels: bytes) -> bool:
    """Tell whether something stands under the title: how much the matrix that was read brings in."""
    return not is_empty(pixels, FACTS, 140, 380)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with hands.display(tmp_path / "x") as shown:
        shown.lay_out("ru")
        yield shown


def take(walker: Walker, dialog: str, name: str) -> None:
    """Choose a file of the folder by its name."""
    program = walker.program
    program.turn_to(walker.says(dialog))
    stem, ending = Path(name).stem, Path(name).suffix
    program.type(stem)
    program.at_rest()
    program.display.lay_out("us")  # as a person does who types the ending
    program.type(ending)
    program.see(dialog)
    program.display.lay_out("ru")
    program.press("Return")


def publish(walker: Walker, name: str) -> None:
    """Make a framework of the job description, with a profile, and publish it."""
    program = walker.program
    program.press("ctrl+6")
    program.see("shipped framework")
    program.press(LOAD)
    take(walker, "Import framework", name)
    preview = walker.says("Framework in {file}").format(file=name)
    program.turn_to(preview)
    program.see("what would come in")
    program.press("Return")
    program.turn_to(walker.title, gone=preview)
    program.see("draft")
    program.press("ctrl+Next", "ctrl+Next", "Insert")
    program.turn_to(walker.says("New profile"))
    program.see("profile")
    program.press("ctrl+Return")
    program.turn_to(walker.title, gone=walker.says("New profile"))
    program.see("profile added")
    program.press("ctrl+Return")
    question = walker.says("Publish edition {number}?").format(number=1)
    program.turn_to(question)
    program.press("ctrl+Return")
    program.turn_to(walker.title, gone=question)
    program.see("published")


def bring_in(walker: Walker, name: str) -> None:
    """Import last year's levels from the colleague's matrix."""
    program = walker.program
    program.press("ctrl+3", "ctrl+Next")
    program.see("cycles")
    program.press(LOAD)
    program.see("import of levels")
    program.press(LOAD)
    take(walker, "Choose a skill matrix", name)
    program.turn_to(walker.title, gone=walker.says("Choose a skill matrix"))
    program.wait(lambda: has_facts(program.display.pixels()), "the matrix")
    program.see("matrix")
    program.press("Tab", "Tab")
    program.type("31.12.2025")
    program.see("day of the levels")
    program.press("ctrl+Return")
    program.wait(lambda: has_one_act(program.display.pixels()), "the page of the imported quarter")
    program.see("imported")


def go(walker: Walker, step: str, *keys: str) -> None:
    """Press keys that lead to another page, and see it."""
    program = walker.program
    before = program.at_rest()
    program.press(*keys)
    program.wait_for_change(before, NEW_CARD, step)
    program.see(step)


def rate(walker: Walker) -> None:
    """See the marks on the map and in the trend, open a quarter for somebody, give the first mark."""
    go(walker, "map", "ctrl+4")
    go(walker, "trend", "ctrl+Next", "ctrl+Next")
    go(walker, "period", NEW)
    go(walker, "people", "ctrl+Next")
    walker.program.press("Down", "space")
    go(walker, "editions", "ctrl+Next")
    walker.program.press("Down")
    go(walker, "quarter", "ctrl+Return")
    go(walker, "sheet", "Return")
    walker.program.press("2")
    walker.program.see("first mark")


def test_from_the_instruction_past_last_years_matrix_to_the_first_mark_of_a_quarter_by_keys(
    display: Display, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    instruction, table = files_of(home / "Documents")
    with hands.program(display, home, PICTURES / "own-data", "ru_RU.UTF-8") as program:
        walker = russian(program)
        program.turn_to("Мерило")
        walker.make_a_file()
        publish(walker, instruction.name)
        bring_in(walker, table.name)
        rate(walker)
        walker.quit()
    store = Store.open(walker.file, walker.password)
    (imported,) = store.read(level_imports.sources)
    assert store.read(matrix.team_matrix, imported, None).cells.count(Cell.IMPORTED) == 11
    (quarter,) = [one for one in store.read(cycles.cycles) if one.kind is CycleKind.QUARTERLY]
    assert store.read(frameworks.framework, quarter.framework_id).title.ru == POST
    ((sheet,),) = [one.sheets for one in store.read(cases.cases_in, quarter.code)]
    assert (sheet.marked, sheet.handed_in) == (1, False)
    assert store.checkup() == ()
    store.close()
