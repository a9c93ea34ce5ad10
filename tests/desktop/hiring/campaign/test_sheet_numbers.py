"""A sheet is found by the number on its paper, whatever is typed of it."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from itertools import count
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from desktop.hiring.campaign.paper_dialog import PaperDialog
from domain.assessing.sheet_number import parse, sheet_number
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Crew,
    Key,
    campaign_screen,
    dialog,
    press,
    write,
)
from tests.desktop.hiring.campaign.page import offered, rename, sheet_row, show


@pytest.mark.parametrize("typed", ["as printed", "in small letters", "without dashes", "in Cyrillic"])
def test_a_sheet_is_found_by_its_number(start: Start, crew: Crew, qtbot: QtBot, typed: str) -> None:
    cycle, cases = crew.campaign("Tarasov", "Belov")
    sheet_id = crew.hand_in(cases["Belov"], crew.gromov, None)
    app = crew.begin(start, qtbot)
    number = sheet_number(sheet_row(app, sheet_id)[0])
    look_alike = str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ")
    scanned = {
        "as printed": number,
        "in small letters": number.lower(),
        "without dashes": number.replace("-", ""),
        "in Cyrillic": number.translate(look_alike),
    }[typed]
    screen = show(app, cycle)
    press(Key.Key_F, CTRL)
    write(scanned)
    press(Key.Key_Return)
    asked = dialog(screen, PaperDialog)
    assert asked.about.text() == "Belov Ivan"
    assert asked.seat is not None
    assert asked.seat.assessor_id == crew.gromov
    press(Key.Key_Return)
    assert workspace_of(app).place == ("sheet", sheet_id)


def test_a_mistyped_number_is_told_and_stays_in_the_field(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, _cases = crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    press(Key.Key_F, CTRL)
    write("Л-7F3A-21C9-X")
    press(Key.Key_Return)
    assert "This is not a sheet number." in screen.banner.text
    assert screen.search.text() == "Л-7F3A-21C9-X"
    screen.search.setText(sheet_number("of no file"))
    press(Key.Key_Return)
    assert "here" in screen.banner.text, "a number of another file"


def test_the_jump_box_finds_a_sheet_by_its_number(start: Start, crew: Crew, qtbot: QtBot) -> None:
    cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.gromov, None)
    app = crew.begin(start, qtbot)
    number = sheet_number(sheet_row(app, sheet_id)[0])
    press(Key.Key_K, CTRL)
    write(number.replace("-", " "))
    box = workspace_of(app).jump_box
    assert box is not None
    assert box.entry is not None
    assert box.entry.title == f"Sheet {number}"
    press(Key.Key_Return)
    assert workspace_of(app).place == ("campaign", cycle)
    dialog(campaign_screen(app), PaperDialog).reject()


@pytest.mark.parametrize("form", ["{}", "{lower}", "{bare}"])
def test_a_number_of_letters_alone_is_found_if_the_sheet_is_here(
    start: Start, crew: Crew, qtbot: QtBot, form: str
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.gromov, None)
    app = crew.begin(start, qtbot)
    uid, number = of_letters()
    typed = form.format(number, lower=number.lower(), bare=number.replace("-", "")[1:])
    assert offered(app, typed) == [], "no sheet of this file has it"
    rename(app, sheet_id, uid)
    assert offered(app, typed) == [f"Sheet {number}"]
    press(Key.Key_Return)
    assert workspace_of(app).place == ("campaign", cycle)
    dialog(campaign_screen(app), PaperDialog).reject()


def test_words_are_never_taken_for_a_number(start: Start, crew: Crew, qtbot: QtBot) -> None:
    crew.campaign("Tarasov")
    app = crew.begin(start, qtbot)
    assert parse("load people"), "by chance its last letter fits"
    assert offered(app, "load people") == []


def of_letters() -> tuple[str, str]:
    """Return an identity whose number holds no digit, and the number."""
    made = ((str(UUID(int=at)), sheet_number(str(UUID(int=at)))) for at in count(1))
    return next((uid, number) for uid, number in made if not any(map(str.isdecimal, number)))


def test_the_jump_box_tells_a_wrong_number_from_one_that_is_not_whole(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    cycle, cases = crew.campaign("Tarasov")
    sheet_id = crew.hand_in(cases["Tarasov"], crew.gromov, None)
    app = crew.begin(start, qtbot)
    show(app, cycle)
    number = sheet_number(sheet_row(app, sheet_id)[0])
    press(Key.Key_K, CTRL)
    box = workspace_of(app).jump_box
    assert box is not None
    box.edit.setText("Л-7F3A-21C9")  # one of letters alone might be a name
    assert "in full" in box.nothing_words
    box.edit.setText(number[:-1] + ("7" if number[-1] != "7" else "8"))  # a digit, for the same reason
    assert box.nothing_words == "The sheet number is wrong: check its characters against the form"
