"""Where a sheet is, told alike on every screen and paper: sealed here, in a form, still to come."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.assessing.cycle_counts import open_cycles
from db.assessing.sheet import answer_forms, forms, paper_sheets, seats, sent_forms, sheets
from db.exchange import holdings, packets
from db.hiring import campaigns, comparisons, releasing
from db.home import due, next_sheets, overview
from db.papers import assessing_papers
from db.team import matrix, staff_cycles
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.screen import SheetScreen
from desktop.frame.ready_sheets import ReadySheets
from desktop.hiring.campaign import papers
from desktop.hiring.campaign.screen import CampaignScreen
from desktop.hiring.campaign.words import sheets_words
from desktop.hiring.campaign.words import state_words as candidate_words
from desktop.hiring.compare.screen import CompareScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.kit.form.dialog import Question
from desktop.office.exchange import opening, sending
from desktop.office.papers.preview import Asking, previewing
from desktop.office.papers.registry import ANSWER_FORM, KEYS, RESULT, SHEET
from desktop.office.sentences import sentence
from desktop.people.state import latest_of
from desktop.people.state import state_words as person_words
from desktop.team.cycle.screen import CycleScreen
from desktop.team.cycle.words import counted
from domain.assessing.case import CycleKind
from domain.assessing.evidence import COMMENT_FIELD
from domain.errors import AllHandedIn, NothingSubmitted, StillBlind
from domain.exchange.holding import Stand
from domain.home.due import Kind
from domain.mark import Mark, Role
from domain.papers.kinds import FILLED
from domain.progress import Progress
from reports.words.hiring import phrases_hiring
from reports.words.team import phrases_team
from resources.i18n import words
from tests.db import sample
from tests.db.sample import TODAY
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, dialog, window
from tests.desktop.office.exchange.places import Exchange


def sealed(exchange: Exchange, case_id: int) -> None:
    """Both sealed sheets of a case are here, and HR's own is submitted by a program that opens nothing."""
    store, me = exchange.hr.store, exchange.hr.me
    store.write(campaigns.assign, case_id, me, Role.HR)
    exchange.case = case_id
    invitations = exchange.invited()
    for number, level in ((0, 4), (1, 1)):
        exchange.hr.take(exchange.rated(number, invitations[number], level))
    sample.sheet(store, case_id, me, Role.HR, 2)


@pytest.fixture
def closed(exchange: Exchange) -> Exchange:
    """A candidate of whom nothing is to come, and two sealed sheets are closed."""
    sealed(exchange, exchange.case)
    return exchange


def texts(widget: QWidget) -> str:
    seen = (one.text() for one in widget.findChildren(QLabel) if one.isVisible())
    return "\n".join(seen).replace("\u00a0", " ")


def test_no_paper_and_no_refusal_waits_for_a_sealed_sheet_that_is_here(closed: Exchange) -> None:
    store, me, case_id = closed.hr.store, closed.hr.me, closed.case
    (line,) = store.read(campaigns.candidates, closed.cycle, me)
    assert len(line.case.waiting) == 2 and line.case.pending == ()
    offered = papers.of_candidate(line, me)
    assert not {SHEET, KEYS, ANSWER_FORM} & set(offered), "nobody fills in a blank sheet"
    with pytest.raises(AllHandedIn):
        store.read(lambda session: forms.blanks(session, case_id, out=True))
    assert store.write(paper_sheets.begin_all, case_id) == ()
    assert store.write(answer_forms.send, case_id) == ()
    with pytest.raises(StillBlind) as blind:
        store.read(cases.result, case_id, me, TODAY)
    told = sentence(blind.value, words("en"))
    assert told.what == "Marks are hidden: the sealed sheets of the assessment are not opened yet."
    compared = store.read(comparisons.comparison, closed.cycle, me, TODAY)
    assert (compared.blind, compared.pending) == (("Лебедева",), ())
    said = phrases_hiring.not_shown(compared, words("en"))
    assert said == ["Not shown, sealed sheets are not opened yet: Лебедева."]


def test_whoever_still_owes_a_sheet_is_named_on_them_and_nobody_else(exchange: Exchange) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    first, _second = exchange.invited()
    exchange.hr.take(exchange.rated(0, first, 3))
    (line,) = store.read(campaigns.candidates, exchange.cycle, me)
    (still,) = line.case.pending
    with pytest.raises(StillBlind) as blind:
        store.read(cases.result, exchange.case, me, TODAY)
    assert blind.value.waiting == (still.assessor_name,)
    assert [one.assessor.id for one in store.read(lambda s: forms.blanks(s, exchange.case, out=True))] == [
        still.assessor_id
    ]


def test_a_sealed_sheet_is_counted_as_submitted_and_not_opened_wherever_a_candidate_is_told(
    exchange: Exchange,
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    store.write(campaigns.assign, exchange.case, me, Role.HR)
    first, _second = exchange.invited()
    exchange.hr.take(exchange.rated(0, first, 3))
    (line,) = store.read(campaigns.candidates, exchange.cycle, me)
    assert (line.case.submitted, line.case.total, line.case.sealed) == (1, 3, 1), "of a sheet not begun here"
    sample.sheet(store, exchange.case, me, Role.HR, 2)
    (line,) = store.read(campaigns.candidates, exchange.cycle, me)
    told = "2 of 3 sheets submitted, 1 not opened"
    assert candidate_words(line) == told
    card = store.read(people.card, line.case.person_id, me, TODAY)
    assert person_words(latest_of(card.cases)).text == told
    (vacancy,) = (one for one in store.read(campaigns.campaigns) if one.cycle.id == exchange.cycle)
    assert sheets_words(vacancy) == "2 of 3 sheets submitted"
    assert store.read(overview.overview, me, TODAY).figures.sheets_in == 2


def test_a_team_counts_sealed_sheets_as_submitted(exchange: Exchange) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    cycle, case_id = quarter(exchange)
    sealed(exchange, case_id)
    whole = store.read(matrix.team_matrix, cycle, me)
    assert (whole.sheets_in, whole.sheets) == (3, 3)
    (rated,) = store.read(staff_cycles.page, cycle, me).people
    assert counted(rated) == "3 of 3 submitted, 2 not opened"
    sample.case(store, sample.add(store, "Белова"), cycle)
    (progress,) = filter(None, [store.read(overview.overview, me, TODAY).cycle])
    assert {one.name: (one.sheets_in, one.sheets) for one in progress.rows}["Титова"] == (3, 3)
    assert (progress.count.submitted, progress.count.pending) == (3, 1)


def test_the_bar_of_somebody_is_filled_by_sealed_sheets_though_nothing_is_begun_here(
    exchange: Exchange,
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    exchange.hr.take(exchange.rated(0, exchange.invited()[0], 3))
    store.write(campaigns.invite, exchange.cycle, sample.candidate(store, "Белова"))
    (progress,) = filter(None, [store.read(overview.overview, me, TODAY).cycle])
    (row,) = (one for one in progress.rows if one.case_id == exchange.case)
    assert (row.sheets_in, row.sheets) == (1, 2)
    assert row.done * 2 == row.total > 0


def quarter(exchange: Exchange, ends_on: date | None = None) -> tuple[int, int]:
    """Return the cycle and the case of an employee of whom only sealed sheets are closed."""
    store = exchange.hr.store
    cycle = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ends_on)
    case_id = sample.case(store, sample.add(store, "Титова"), cycle)
    for seat, role in zip(exchange.seats, (Role.MANAGER, Role.EXPERT), strict=True):
        store.write(campaigns.assign, case_id, seat, role)
    return cycle, case_id


def test_the_team_is_told_that_sheets_are_to_be_opened_and_not_who_is_pending(exchange: Exchange) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    cycle, case_id = quarter(exchange)
    sealed(exchange, case_id)
    (person,) = store.read(matrix.team_matrix, cycle, me).people
    assert (person.blind, person.waiting) == (True, ())
    assert phrases_team.waiting_for(person, words("en")) == "sealed sheets are not opened yet"
    counts = store.read(staff_cycles.page, cycle, me).sheets
    assert (counts.sheets, counts.out, counts.waiting) == (3, 0, 0)
    for seat in exchange.seats:
        assert store.read(next_sheets.next_sheet, seat, cycle) is None, "nothing to begin beside it"
        (count,) = (one for one in store.read(open_cycles, seat) if one.cycle_id == cycle)
        assert (count.mine, count.owed) == (0, 0)
        asked = [one for one in store.read(due.due, seat, TODAY) if one.kind in (Kind.INTERVIEW, Kind.OWED)]
        assert case_id not in [one.opens_id for one in asked], "the overview asks nobody for what is here"


def test_the_card_of_a_quarter_opens_the_sheets_too(exchange: Exchange, at: At, qtbot: QtBot) -> None:
    cycle, case_id = quarter(exchange)
    sealed(exchange, case_id)
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(CycleScreen)
    told: list[str] = []
    screen.told.connect(told.append)
    screen.open(cycle)
    button = screen.card.step_button
    qtbot.waitUntil(lambda: button.isVisible() and button.text() == "Open sheets")
    assert "Nobody is awaited any more" in texts(screen.card)
    button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["All are in: 2 sheets are open"]
    qtbot.waitUntil(lambda: button.text() == "Result")


def test_the_card_of_a_candidate_waits_for_no_sheet_that_is_here(
    closed: Exchange, at: At, qtbot: QtBot
) -> None:
    desk = Stage(at(closed.hr), qtbot)
    screen = desk.show(CampaignScreen)
    screen.open(closed.cycle)
    qtbot.waitUntil(lambda: "Nobody is awaited any more" in texts(screen.card))
    assert screen.card.step_button.isVisible()
    assert "until all sheets are submitted" not in texts(screen.card)


def test_whoever_is_taken_off_the_list_with_a_share_is_still_awaited(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    """Nothing can be opened then, and no button says so."""
    store = exchange.hr.store
    first, _second = exchange.invited()
    exchange.hr.take(exchange.rated(0, first, 3))
    store.write(releasing.take_off, exchange.case, exchange.seats[1])
    (listed,) = [one for one in store.read(holdings.holdings) if one.stand is Stand.CLOSED]
    assert len(listed.awaited) == 1
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(CampaignScreen)
    screen.open(exchange.cycle)
    qtbot.waitUntil(lambda: "No sheet is pending" in texts(screen.card))
    assert not screen.card.step_button.isVisible()
    assert listed.awaited[0] in texts(screen.card)


def test_what_is_said_of_hidden_marks_excepts_the_forms_by_name(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    with_form, handed_in = exchange.seats
    store.write(campaigns.assign, exchange.case, me, Role.HR)
    store.act_as(handed_in)
    sample.sheet(store, exchange.case, handed_in, Role.EXPERT, 3)
    store.act_as(me)
    assert store.write(answer_forms.send, exchange.case)
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(CampaignScreen)
    screen.open(exchange.cycle)
    hidden = "Marks are hidden until all sheets are submitted."
    qtbot.waitUntil(lambda: hidden in texts(screen.card))
    assert texts(screen.card).count("hidden") == 1, "one rule, told once"
    (line,) = store.read(cases.lines_of, [exchange.case])
    theirs = next(one for one in line.sheets if one.assessor_id == with_form)
    named = "Open answers, for whoever has the workbook of the form: "
    assert named + theirs.assessor_name in texts(screen.card)
    assert store.read(seats.seat, theirs.sheet_id).has_form
    assert not store.read(seats.seat, store.read(sheets.handed_in, exchange.case, handed_in)).has_form
    sheet = desk.show(SheetScreen)
    sheet.open(theirs.sheet_id)
    assert "Its answers are in a form: whoever has the workbook can read them." in texts(sheet.not_mine)


def test_a_hidden_result_decision_and_comparison_name_the_open_answers_too(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me, (with_form, handed_in) = exchange.hr.store, exchange.hr.me, exchange.seats
    store.write(campaigns.assign, exchange.case, me, Role.HR)
    store.act_as(handed_in)
    sample.sheet(store, exchange.case, handed_in, Role.EXPERT, 3)
    store.act_as(me)
    store.write(answer_forms.send, exchange.case)
    (line,) = store.read(cases.lines_of, [exchange.case])
    theirs = next(one for one in line.sheets if one.assessor_id == with_form)
    named = f"Open answers, for whoever has the workbook of the form: {theirs.assessor_name}"
    desk = Stage(at(exchange.hr), qtbot)
    result = desk.show(ResultScreen)
    result.open(exchange.case)
    assert "Marks are hidden" in texts(result) and named in texts(result)
    decision = desk.show(DecisionScreen)
    decision.open(exchange.case)
    qtbot.waitUntil(lambda: named in texts(decision))
    compared = desk.show(CompareScreen)
    compared.open(exchange.cycle)
    qtbot.waitUntil(lambda: named in texts(compared))


def test_a_sheet_open_on_the_screen_hears_that_the_sealed_one_is_here(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    """It is only read from then on, with the reason, and what was being typed is kept."""
    store, seat = exchange.hr.store, exchange.seats[0]
    first, second = exchange.invited()
    store.act_as(seat)
    sheet_id = store.write(sheets.open_sheet, exchange.case, seat, Role.MANAGER)
    desk = Stage(at(replace(exchange.hr, me=seat)), qtbot)
    screen = desk.show(SheetScreen)
    screen.open(sheet_id)
    code = screen.table.code or screen.model.codes[0]
    screen.texts.write(code, Words.COMMENT)
    screen.texts.comment.field.setPlainText("не успел дописать")
    assert screen.rating.allowed
    packet = exchange.rated(0, first, 4)
    exchange.hr.take(packet)
    qtbot.waitUntil(lambda: "Your sealed sheet came in on" in texts(screen.banner))
    assert not screen.rating.allowed and not screen.texts.editor.is_open
    assert f"What you typed here is kept: {code}." in texts(screen.banner)
    assert screen.model.text(code, COMMENT_FIELD) == "не успел дописать"
    screen.rating.give(Mark.rated(1))
    assert store.read(sheets.sheet, sheet_id, seat).progress[0] == 0, "nothing is entered beside it"
    assert exchange.hr.take(exchange.rated(1, second, 1)).opened == 2
    qtbot.waitUntil(lambda: "The sheet was submitted on" in texts(screen.banner))


def test_the_last_sheet_says_before_it_is_submitted_that_all_open_with_it(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    store.write(campaigns.assign, exchange.case, me, Role.HR)
    first, second = exchange.invited()
    exchange.hr.take(exchange.rated(0, first, 4))
    sheet_id = sample.sheet(store, exchange.case, me, Role.HR, 2, submit=False)
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(SheetScreen)
    screen.open(sheet_id)
    last = "2 sealed sheets open with it, and all who may see the result do."
    screen.handing_in.ask()
    asked = dialog(qtbot, Question)
    assert last not in asked.accessibleDescription(), "another one is awaited"
    asked.reject()
    exchange.hr.take(exchange.rated(1, second, 1))
    qtbot.waitUntil(lambda: not asked.isVisible())
    screen.handing_in.ask()
    asked = dialog(qtbot, Question)
    assert f"It is the last one: {last}" in asked.accessibleDescription()
    asked.reject()


def test_a_corrected_name_is_in_the_head_of_the_sheet_at_once(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    store.write(campaigns.assign, exchange.case, me, Role.HR)
    sheet_id = sample.sheet(store, exchange.case, me, Role.HR, submit=False)
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(SheetScreen)
    screen.open(sheet_id)
    person = store.read(people.person, exchange.person)
    store.write(people.change, replace(person, surname="Лебедь"))
    qtbot.waitUntil(lambda: screen.header.title.startswith("Лебедь"))


def test_submitted_sheets_print_no_draft_and_of_a_correction_the_sheet_that_counts(
    exchange: Exchange,
) -> None:
    store, me, case_id = exchange.hr.store, exchange.hr.me, exchange.case
    store.write(campaigns.assign, case_id, me, Role.HR)
    sheet_id = sample.sheet(store, case_id, me, Role.HR, 2, submit=False)
    asked = (FILLED, case_id, me, TODAY)
    with pytest.raises((StillBlind, NothingSubmitted)):
        store.read(assessing_papers.submitted_sheets, *asked)
    store.write(sheets.submit, sheet_id)
    store.write(sheets.revise, sheet_id, "ошибка")
    (paper,) = store.read(assessing_papers.submitted_sheets, *asked)
    assert paper.record.submitted_on is not None


def test_the_form_says_for_whom_it_is_and_a_result_that_may_not_be_had_is_not_saved(
    exchange: Exchange,
) -> None:
    store, me, case_id = exchange.hr.store, exchange.hr.me, exchange.case
    store.write(campaigns.assign, case_id, me, Role.HR)
    invited = exchange.seats[:1]
    (made,) = sending.invite(store, case_id, without=exchange.seats[1:])
    store.write(made.sent.act, **made.sent.told)
    seen = previewing(store.read, Asking(ANSWER_FORM, case_id, me, TODAY, "en", cases=(case_id,)))(Progress())
    names = [one.name for one in seen.recipients]
    assert names == ["Орлов"] and invited, "neither whoever sends them, nor whoever has a packet"
    refused = previewing(store.read, Asking(RESULT, case_id, me, TODAY, "en"))(Progress()).refused
    assert isinstance(refused, StillBlind)
    store.write(answer_forms.send, case_id)
    (told,) = store.read(sent_forms.recipients, [case_id])
    assert (told.name, told.sent) == ("Орлов", 1), "the same once it is begun"


def test_a_dismissal_after_which_nobody_is_awaited_says_so_at_once_with_the_button(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    """As an erasure and a merge do, which cannot open sheets themselves."""
    store, case_id = exchange.hr.store, exchange.case
    another = sample.add(store, "Белов", is_actor=True)
    store.write(campaigns.assign, case_id, another, Role.EXPERT)
    invitations = sending.write(store, exchange.folder, *sending.invite(store, case_id, None, [another]))
    context = at(exchange.hr)
    room = window(context, qtbot)
    strip = ReadySheets(context.data, context.theme, room)
    for number, level in ((0, 4), (1, 1)):
        exchange.hr.take(exchange.rated(number, invitations[number], level))
    assert not strip.isVisible()
    store.write(people.dismiss, another, store.read(packets.day) - timedelta(days=40), "уволился")
    qtbot.waitUntil(strip.isVisible)
    assert "Nobody is awaited any more" in texts(strip) and "Лебедева" in texts(strip)
    wanted: list[int] = []
    strip.opening_wanted.connect(wanted.append)
    strip.act.click()
    assert wanted == [case_id]
    opening.opened(store, case_id, Progress())
    qtbot.waitUntil(lambda: not strip.isVisible())
