"""The mandatory requirements on a screen: rows for what is asked, else one grey line."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.hiring.decision.hire_dialog import pending
from desktop.shared.gate_list import GateList
from desktop.theme import Theme
from domain.framework.edition import NO_REQUIREMENTS
from domain.people.gates import Gate, Requirements, Verdict, check_gates
from domain.people.person import Education, Person
from tests.domain import sample

TODAY = date(2026, 11, 24)


def told(
    theme: Theme,
    qtbot: QtBot,
    gates: tuple[Gate, ...],
    *,
    hiring: bool,
    asked: Requirements | None = None,
) -> list[tuple[str, str]]:
    window = QWidget()
    qtbot.addWidget(window)
    shown = GateList(theme, window)
    shown.show_gates(gates, asked or sample.requirements(), hiring=hiring)
    labels = [label for label in shown.findChildren(QLabel) if label.text()]
    return [(label.text(), str(label.property("token"))) for label in labels]


def test_a_model_that_asks_nothing_has_one_grey_line(theme: Theme, qtbot: QtBot) -> None:
    gates = check_gates(Person(surname="Орлова"), NO_REQUIREMENTS, TODAY)
    assert told(theme, qtbot, gates, hiring=True) == [("The position profile sets none.", "muted")]


def test_what_was_read_but_not_confirmed_is_not_said_to_be_unset(theme: Theme, qtbot: QtBot) -> None:
    asked = replace(NO_REQUIREMENTS, in_document=True)
    ((text, _token),) = told(theme, qtbot, (), hiring=True, asked=asked)
    assert text == "Those in the job description are not confirmed and not checked."


def test_without_a_profile_it_is_not_known_what_is_asked(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shown = GateList(theme, window)
    shown.show_gates((), None, hiring=True)
    (label,) = shown.findChildren(QLabel)
    assert label.text() == "Known once a position profile is chosen."


def test_of_staff_without_documents_one_grey_line_is_told(theme: Theme, qtbot: QtBot) -> None:
    nobody = check_gates(Person(surname="Орлова"), sample.requirements(), TODAY)
    assert told(theme, qtbot, nobody, hiring=False) == [("No documents entered.", "muted")]
    of_candidate = told(theme, qtbot, nobody, hiring=True)
    assert [text for text, _token in of_candidate].count("not confirmed") == 3
    known = Person(surname="Орлова", education=(Education("secondary", "диплом", TODAY),))
    of_staff = told(theme, qtbot, check_gates(known, sample.requirements(), TODAY), hiring=False)
    assert "Education" in [text for text, _token in of_staff]


def test_what_is_known_not_to_be_met_is_not_called_unconfirmed() -> None:
    assert pending(sample.gates(Verdict.MET, Verdict.MET, Verdict.MET)) == ""
    said = pending(sample.gates(Verdict.NOT_MET, Verdict.TO_CONFIRM, Verdict.MET))
    assert said == "Not met: education. Not confirmed yet: experience."
    said = pending(sample.gates(Verdict.MET, Verdict.MET, Verdict.NOT_MET))
    assert said.startswith("Not met: medical")
    assert "Not confirmed" not in said
    assert said.endswith("Nobody may start work without medical clearance.")


def test_no_clause_is_told_that_the_model_does_not_have(theme: Theme, qtbot: QtBot) -> None:
    gates = check_gates(Person(surname="Орлова"), sample.requirements(), TODAY)
    assert not any(text.startswith("cl.") for text, _token in told(theme, qtbot, gates, hiring=True))
