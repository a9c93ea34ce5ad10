"""In an assessor's own file: what came by an invitation is one sheet of several, and is decided elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.assessing import away, cases
from db.exchange import keys
from db.hiring import decisions
from db.home.due import due
from db.people import erasing
from desktop.assessing.result.screen import ResultScreen
from desktop.hiring.decision.screen import DecisionScreen
from domain.exchange.refusal import DecidedElsewhere
from domain.hiring.decision import Outcome
from domain.home.due import Kind
from domain.progress import Progress
from reports.assessing import candidate_pdf
from resources.i18n import words
from tests.db import sample
from tests.db.people.test_erasing import order
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At
from tests.desktop.hiring.campaign.hands import press, texts
from tests.desktop.office.exchange.places import ASSESSORS, Exchange
from tests.reports.reading import whole


@pytest.fixture
def case_id(exchange: Exchange) -> int:
    """The case in the file of the first assessor, who has submitted the own sheet."""
    mine = exchange.assessors[0]
    found = mine.take(exchange.invited()[0]).case_id
    assert found is not None
    sample.sheet(mine.store, found, mine.me, ASSESSORS[0][1], 3)
    return found


def test_the_figures_of_one_sheet_say_so_and_lead_to_no_conclusion(
    exchange: Exchange, case_id: int, at: At, qtbot: QtBot
) -> None:
    context = at(exchange.assessors[0])
    desk = Stage(context, qtbot)
    screen = desk.show(ResultScreen)
    screen.open(case_id)
    assert screen.result is not None and screen.board is not None and screen.banner.isVisible()
    said = screen.banner.text
    assert "one sheet of several" in said and "Соколова" in said
    assert not screen.decision_button.isVisible() and not screen.plan_button.isVisible()
    assert "one sheet of several" in texts(screen.board.attainment)
    wanted: list[int] = []
    screen.decision_wanted.connect(wanted.append)
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [], "the key leads nowhere either"


def test_its_paper_says_so_too(exchange: Exchange, case_id: int, tmp_path: Path) -> None:
    mine = exchange.assessors[0]
    result = mine.store.read(cases.result, case_id, mine.me, sample.TODAY)
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(result, target, Progress(), words("ru"))
    assert "Здесь один лист из нескольких." in " ".join(whole(target).replace("\u00a0", " ").split())


def test_the_page_of_the_decision_says_where_it_is_made(
    exchange: Exchange, case_id: int, at: At, qtbot: QtBot
) -> None:
    desk = Stage(at(exchange.assessors[0]), qtbot)
    screen = desk.show(DecisionScreen)
    screen.open(case_id)
    assert screen.decision is None and screen.early.isVisible()
    assert "one sheet of several" in texts(screen.early)
    assert screen.early.act.text() == "To my sheet" and not screen.early.early_button.isVisible()


def test_nothing_is_settled_or_concluded_there_and_nothing_is_due(exchange: Exchange, case_id: int) -> None:
    store = exchange.assessors[0].store
    with pytest.raises(DecidedElsewhere):
        store.write(decisions.conclude, case_id, Outcome.RECOMMEND, "по фактам")
    with pytest.raises(DecidedElsewhere):
        store.write(decisions.settle, case_id, 1, 3, "согласовано")
    assert Kind.DECISION not in {one.kind for one in store.read(due, exchange.assessors[0].me, sample.TODAY)}


def test_it_stays_one_sheet_of_several_when_whoever_sent_it_was_erased_here(
    exchange: Exchange, case_id: int
) -> None:
    mine = exchange.assessors[0]
    (sender,) = mine.store.read(keys.known)
    mine.store.write(erasing.erase, order(sender.person_id))
    with pytest.raises(DecidedElsewhere):
        mine.store.write(decisions.conclude, case_id, Outcome.RECOMMEND, "по фактам")
    assert mine.store.read(cases.result, case_id, mine.me, sample.TODAY).home == away.NOBODY


def test_at_home_the_case_is_decided_as_ever(exchange: Exchange, at: At, qtbot: QtBot) -> None:
    for number, invitation in enumerate(exchange.invited()):
        exchange.hr.take(exchange.rated(number, invitation, 3))
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(ResultScreen)
    screen.open(exchange.case)
    assert screen.decision_button.isVisible() and not screen.banner.isVisible()
    exchange.hr.store.write(decisions.conclude, exchange.case, Outcome.RECOMMEND, "по фактам")
