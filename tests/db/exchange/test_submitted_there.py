"""What was submitted in the other file and differs here: it is finished here, and goes there no more."""

import pytest

from db.assessing import away
from db.assessing.sheet import sheets
from db.exchange import holdings, travels
from db.file.store import Store
from domain.exchange.draft_merge import Side
from domain.exchange.holding import Stand
from domain.exchange.refusal import SubmittedThere
from domain.sheet_kinds import SheetState
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import place
from tests.db.exchange.test_travels import Road, marks, take


@pytest.fixture
def road(store: Store, another: Another) -> Road:
    return Road(place(store, "Громов"), place(another(), "Громов"))


def test_a_settled_sheet_that_was_submitted_there_is_a_draft_here_until_it_is_submitted_again(
    road: Road,
) -> None:
    road.rate(road.home, road.sheet, i1=3)
    take(road.laptop, road.go())
    road.home.store.write(away.end, road.case)
    road.rate(road.home, road.sheet, i2=1)
    road.laptop.store.write(sheets.submit, road.sheet_there)
    take(road.home, road.back(), Side.HERE)
    mine = road.home.store.read(sheets.sheet, road.sheet, road.home.me)
    assert mine.state is SheetState.DRAFT and marks(road.home, road.sheet)[2] == 1
    road.home.store.write(sheets.submit, road.sheet)


def test_what_was_submitted_there_and_settled_here_goes_there_no_more(road: Road) -> None:
    road.rate(road.home, road.sheet, i1=3)
    take(road.laptop, road.go())
    road.home.store.write(away.end, road.case)
    road.rate(road.home, road.sheet, i2=1)
    road.laptop.store.write(sheets.submit, road.sheet_there)
    take(road.home, road.back(), Side.HERE)
    with pytest.raises(SubmittedThere):
        road.go()
    assert road.home.store.read(away.since, road.case, road.home.me) is None, "it stays to be rated here"
    assert road.home.store.read(travels.road, road.case, road.home.me).is_final_there
    (line,) = road.home.store.read(holdings.of_case, road.case)
    assert (line.stand, line.may_go) == (Stand.TO_SUBMIT, False)
    road.rate(road.home, road.sheet, i3=4)
    road.home.store.write(sheets.submit, road.sheet)
    (line,) = road.home.store.read(holdings.of_case, road.case)
    assert line.stand is Stand.DONE


def test_a_correction_of_what_was_submitted_there_may_go_there(road: Road) -> None:
    road.rate(road.home, road.sheet, i1=3)
    take(road.laptop, road.go())
    road.laptop.store.write(sheets.submit, road.sheet_there)
    take(road.home, road.back())
    correction = road.home.store.write(sheets.revise, road.sheet, "видел ещё раз")
    road.rate(road.home, correction, i1=4)
    assert take(road.laptop, road.go()).case_id == road.there
