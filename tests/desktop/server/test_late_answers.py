"""An answer that comes too late: the page says that none came yet, and shows what was done once it comes."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import assessments
from db.assessing.sheet import sheets
from db.file.store import Store
from db.wire.faults import MayBeDone, Unanswered
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.assessing.sheet.screen import SheetScreen
from desktop.office.sentences import sentence
from domain.assessing.sheet import SheetState
from domain.mark import Mark, Role
from domain.people.person import Person
from resources.i18n import words
from tests.db import sample
from tests.desktop.conftest import Start, at_rest, workspace_of
from tests.desktop.server.at_server import LONG, Centre, centre, log_in, remote


@pytest.fixture
def at(store: Store, me: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    with centre(store, monkeypatch, sokolova=me.id) as made:
        yield made


def test_a_sheet_that_the_server_takes_late_is_shown_as_submitted(
    start: Start, at: Centre, store: Store, me: Person, qtbot: QtBot
) -> None:
    store.act_as(me.id)
    sheet_id = store.write(assessments.start, sample.candidate(store), me.id, Role.HR)
    for row in store.read(sheets.sheet, sheet_id, me.id).rows:
        store.write(sheets.rate, sheet_id, row.item.id, Mark.rated(2))
    app = log_in(start(), qtbot, at, "sokolova")
    workspace_of(app).to_sheet(sheet_id)
    qtbot.waitUntil(lambda: at_rest(app))
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    screen.handing_in.ask()
    (question,) = (one for one in screen.findChildren(SubmitQuestion) if one.isVisible())
    at.way.gate.clear()  # what the server answers does not arrive
    remote(app)._remote._patience = 0.2  # pyright: ignore[reportPrivateUsage]
    with qtbot.captureExceptions() as raised:
        question.act.click()
    assert screen.model.sheet.state is SheetState.DRAFT
    remote(app)._remote._patience = LONG  # pyright: ignore[reportPrivateUsage]
    at.way.gate.set()
    assert [kind for kind, _error, _place in raised] == [MayBeDone]
    qtbot.waitUntil(lambda: screen.model.sheet.state is SheetState.SUBMITTED and at_rest(app))
    assert store.read(sheets.sheet, sheet_id, me.id).state is SheetState.SUBMITTED
    assert not screen.header.submit.isVisible()


def test_what_was_sent_without_an_answer_is_not_said_to_be_undone() -> None:
    english = words("en")
    late, never = sentence(MayBeDone(), english), sentence(Unanswered(), english)
    assert "it may have been done" in late.what and "no connection" in never.what
    assert "look first" in late.todo
