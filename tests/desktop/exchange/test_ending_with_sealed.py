"""A cycle that is ended tells sealed sheets that are here as submitted and not opened, not as pending."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from db.assessing import cycles
from db.assessing.cycle_counts import open_cycles
from db.hiring import campaigns
from db.home import calendar, overview
from db.team import staff_cycles
from desktop.home.offers import offer, offer_words
from desktop.home.words import due_words
from desktop.office.sentences import sentence
from desktop.team.cycle.dialogs import EndDialog
from desktop.team.cycle.words import count_words
from domain.assessing.case import CaseState, CycleKind
from domain.errors import SheetsOut
from domain.home.due import Due, Kind, Opens
from domain.mark import Role
from resources.i18n import words
from tests.db import sample
from tests.db.sample import TODAY
from tests.desktop.exchange.hands import At, window
from tests.desktop.exchange.test_where_a_sheet_is import quarter, sealed, texts
from tests.desktop.office.exchange.places import Exchange

ENDS = TODAY + timedelta(days=5)


def lines(shown: QListWidget) -> list[str]:
    return [shown.item(one).text().replace("\u00a0", " ") for one in range(shown.count())]


def test_a_quarter_that_ends_tells_sealed_sheets_as_submitted_and_only_the_rest_as_pending(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    cycle, case_id = quarter(exchange, ENDS)
    sealed(exchange, case_id)
    other = sample.case(store, sample.add(store, "Белова"), cycle)
    store.write(campaigns.assign, other, exchange.seats[0], Role.MANAGER)
    (of_day,) = store.read(calendar.of_day, me, TODAY, ENDS)
    assert "1 sheet is pending" in due_words(of_day, TODAY).title, "the calendar says what the list says"
    seen = store.read(overview.overview, me, TODAY, cycle).cycle
    assert seen is not None
    assert [(one.sheets_in, one.sheets) for one in seen.rows] == [(0, 1), (3, 3)], "Белова, Титова"
    context = at(exchange.hr)
    room = window(context, qtbot)
    page = store.read(staff_cycles.page, cycle, me)
    shown = EndDialog(context, page, CaseState.CLOSED, room)
    shown.open()
    assert "1 sheet is pending; 2 sheets are submitted, not opened" in texts(shown)
    told = lines(shown.list)
    assert sum(one.endswith("submitted, not opened") for one in told) == 2
    assert [one for one in told if one.endswith("not started")] == ["Белова: Громов, not started"]
    shown.reject()
    with pytest.raises(SheetsOut) as refused:
        store.write(cycles.close_cycle, cycle, "")
    assert refused.value.waiting == (("Белова", "Громов"),) and len(refused.value.sealed) == 2
    said = sentence(refused.value, words("en")).what
    assert "Sheets pending: Белова (assessor: Громов). Sheets submitted, not opened: Титова" in said


def test_where_only_sealed_sheets_are_closed_nothing_is_counted_as_pending(exchange: Exchange) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    cycle, case_id = quarter(exchange, ENDS)
    sealed(exchange, case_id)
    (count,) = (one for one in store.read(open_cycles, me) if one.cycle_id == cycle)
    assert (count.total, count.done, count.sealed, count.pending) == (3, 1, 2, 0)
    seen = store.read(overview.overview, me, TODAY)
    assert (seen.figures.staff_pending, seen.figures.sheets - seen.figures.sheets_in) == (0, 2)
    assert offer_words(offer(seen.figures, None), seen.figures)[2] == "To the vacancies"
    assert ENDS not in [one.day for one in seen.dots], "no day of the calendar waits for it"
    assert store.read(calendar.of_day, me, TODAY, ENDS) == ()
    (line,) = (one for one in store.read(staff_cycles.staff_cycles, me) if one.cycle.id == cycle)
    assert count_words(line.count, CaseState.OPEN) == "3 of 3 sheets submitted"


def test_the_overview_tells_a_cycle_with_what_is_to_come_and_what_is_not_opened() -> None:
    of = Due(
        Kind.CYCLE, TODAY, "IV", Opens.CYCLE, 1, cycle_kind=CycleKind.QUARTERLY, done=1, total=4, sealed=2
    )
    told = due_words(of, TODAY)
    assert "1 sheet is pending" in told.title
    assert "3 of 4 submitted" in told.detail and "2 sheets are submitted, not opened" in told.detail
