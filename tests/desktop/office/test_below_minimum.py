"""«Nothing below minimum» is said only of what is known: no tick stands on competencies without a level."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.assessing.result.findings import StopsPanel
from desktop.context import Context
from desktop.hiring.decision.board import Board
from desktop.hiring.decision.drafts import Drafts
from desktop.hiring.decision.known import Known
from desktop.theme import Theme
from domain.assessing.entry import Entry
from domain.assessing.result import Assessor
from domain.hiring.decision import Decision
from domain.mark import Role
from domain.people.person import Person
from tests.domain import sample


def told(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel)).replace("\u00a0", " ")


def beside_conclusion(theme: Theme, qtbot: QtBot, *entries: Entry) -> str:
    window = QWidget()
    qtbot.addWidget(window)
    known = Known(theme, window)
    known.show_decision(Decision(sample.result(*entries)), over=False)
    window.show()  # it is laid out once somebody looks
    return told(known)


def on_result(theme: Theme, qtbot: QtBot, *entries: Entry) -> str:
    window = QWidget()
    qtbot.addWidget(window)
    return told(StopsPanel(theme, sample.result(*entries), window))


SOUND = sample.entry("K01", 3, critical=True)
UNKNOWN = sample.entry("K02", None, critical=True)
USUAL = sample.entry("K03", 3)
SENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
BOSS, COLLEAGUE = (
    Assessor(number, number, Person(number, surname="Громов"), role, 1, SENT, SENT.date(), 1)
    for number, role in ((7, Role.MANAGER), (8, Role.PEER))
)


def test_with_every_critical_level_known_nothing_is_below(theme: Theme, qtbot: QtBot) -> None:
    assert "Nothing below minimum" in beside_conclusion(theme, qtbot, SOUND, USUAL).splitlines()
    assert "every critical competency is at its minimum" in on_result(theme, qtbot, SOUND, USUAL)


def test_with_a_critical_level_unknown_that_is_said(theme: Theme, qtbot: QtBot) -> None:
    said = beside_conclusion(theme, qtbot, SOUND, UNKNOWN)
    assert "Nothing below minimum" not in said.splitlines()
    assert "Nothing below minimum among the critical competencies that have a level" in said
    assert "Not known for 1 critical competency: K02" in said


def test_a_critical_competency_without_a_level_is_still_open(theme: Theme, qtbot: QtBot) -> None:
    said = beside_conclusion(theme, qtbot, SOUND, UNKNOWN)
    assert "K02: critical, no level is known" in said
    assert "Nothing: everything is agreed" not in said
    assert "Nothing: everything is agreed" in beside_conclusion(theme, qtbot, SOUND, USUAL)


def test_where_no_critical_level_is_known_nothing_is_called_sound(theme: Theme, qtbot: QtBot) -> None:
    said = beside_conclusion(theme, qtbot, UNKNOWN)
    assert "Nothing below minimum" not in said
    assert "Not known for 1 critical competency: K02" in said
    assert "None among the critical" not in on_result(theme, qtbot, UNKNOWN)


def test_where_nothing_is_critical_nothing_is_concluded(theme: Theme, qtbot: QtBot) -> None:
    assert "minimum" not in beside_conclusion(theme, qtbot, USUAL)
    said = on_result(theme, qtbot, USUAL)
    assert "every critical competency" not in said
    assert "No competency assessed here is critical." in said
    assert "0 of 0" not in said


def test_with_a_lone_colleague_not_everything_is_called_agreed(
    theme: Theme, context: Context, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    known, board = Known(theme, window), Board(theme, Drafts(context.data), window)
    decision = Decision(replace(sample.result(SOUND), assessors=(BOSS, COLLEAGUE)))
    known.show_decision(decision, over=False)
    window.show()
    said = told(known)
    assert "Nothing: everything is agreed" not in said
    assert "Differences with colleagues are not shown: fewer than three colleagues answered." in said
    board.show_steps(decision, settled=True, over=False)
    names = [one.accessibleName() for one in board.tabs.findChildren(QAbstractButton)]
    assert any("differences: not all shown" in one for one in names)
