"""Where lists are sorted by what is submitted, sealed sheets that are here stand with the submitted."""

from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from db.hiring import campaigns
from db.hiring.campaigns import CandidateState
from desktop.hiring.campaign.screen import CampaignScreen
from domain.mark import Role
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At
from tests.desktop.office.exchange.places import Exchange


@pytest.fixture
def four(exchange: Exchange) -> Exchange:
    """Of Лебедева a sealed sheet is here, of Яшина two, of Белова none; of Агеева one is submitted here."""
    store, me, hr = exchange.hr.store, exchange.hr.me, exchange.hr
    first, _second = exchange.invited()
    hr.take(exchange.rated(0, first, 4))
    store.write(campaigns.invite, exchange.cycle, sample.candidate(store, "Белова"))
    one = exchange.case
    exchange.case = store.write(campaigns.invite, exchange.cycle, sample.candidate(store, "Яшина"))
    store.write(campaigns.assign, exchange.case, me, Role.HR)
    for number, invitation in enumerate(exchange.invited()):
        hr.take(exchange.rated(number, invitation, 3))
    exchange.case = one
    other = store.write(campaigns.invite, exchange.cycle, sample.candidate(store, "Агеева"))
    store.write(campaigns.assign, other, me, Role.HR)
    sample.sheet(store, other, me, Role.HR, 2)
    return exchange


def surnames(names: Sequence[str]) -> list[str]:
    return [name.split()[0] for name in names]


def test_a_candidate_with_a_sealed_sheet_is_assessed_and_no_longer_only_invited(four: Exchange) -> None:
    states = {
        one.case.person_name.split()[0]: one.state
        for one in four.hr.store.read(campaigns.candidates, four.cycle, four.hr.me)
    }
    assert states == {
        "Лебедева": CandidateState.ASSESSING,
        "Яшина": CandidateState.ASSESSING,
        "Агеева": CandidateState.ASSESSING,
        "Белова": CandidateState.INVITED,
    }


def test_candidates_in_the_order_of_their_state_stand_by_how_many_sheets_are_out(
    four: Exchange, at: At, qtbot: QtBot
) -> None:
    desk = Stage(at(four.hr), qtbot)
    screen = desk.show(CampaignScreen)
    screen.open(four.cycle)
    table = screen.table
    qtbot.waitUntil(lambda: len(table.list_model.lines()) == 4)
    table.list_model.order(table.number("state"), falling=False)
    shown = surnames([one.case.person_name for one in table.list_model.lines()])
    assert shown == ["Белова", "Агеева", "Лебедева", "Яшина"]
    table.list_model.order(table.number("seats"), falling=False)
    shown = surnames([one.case.person_name for one in table.list_model.lines()])
    assert shown == ["Лебедева", "Яшина", "Агеева", "Белова"]
