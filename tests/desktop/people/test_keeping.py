"""What permits keeping somebody's data, entered, withdrawn and prolonged from the card."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.models.types import today
from db.people import basis
from desktop.data import Data
from desktop.kit.form.dates import typed_date
from desktop.kit.form.fields import TextField
from desktop.people.basis_dialog import BasisDialog
from desktop.people.keeping import ProlongDialog, WithdrawalDialog
from desktop.people.screen import PeopleScreen
from desktop.people.state import Wanted
from domain.people.person import Basis, Person, PersonKind
from domain.people.purpose import Ground, Purpose
from tests.desktop.conftest import TODAY
from tests.desktop.people.hands import Show, add

GONE = Person(
    kind=PersonKind.EMPLOYEE,
    surname="Ryabov",
    hired_on=TODAY - timedelta(days=4000),
    left_on=TODAY - timedelta(days=3000),
)


def put(field: TextField, text: str) -> None:
    """Type a text instead of what a field holds."""
    field.line.setText(text)


def press(wanted: QPushButton | None) -> None:
    """Click a button that is there."""
    assert wanted is not None
    QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)


def told(screen: PeopleScreen) -> str:
    """Return what the card says of it."""
    assert screen.card.keeping is not None
    return " | ".join(line.accessibleName() for line in screen.card.keeping.lines)


def test_a_consent_for_the_reserve_is_entered_with_its_paper(store: Store, show: Show) -> None:
    [candidate] = add(store, Person(surname="Orlova"))
    screen = show()
    screen.open(candidate)
    assert told(screen) == "not entered yet | Purpose: selection of a candidate"
    press(screen.card.basis_button)
    (asked,) = screen.findChildren(BasisDialog)
    put(asked.basis, "consent")
    asked.purpose.box.setCurrentIndex(1)
    assert asked.until.note == "If left empty, 12 months from signing."
    put(asked.number, "17-PD")
    put(asked.paper, "20.11.2026")
    put(asked.kept_at, "folder 4")
    put(asked.scan, "abc")
    asked.take()
    assert "This is no SHA-256" in asked.scan.note
    assert store.read(basis.of_person, candidate) == ()
    assert asked.number.text == "17-PD"
    put(asked.scan, "AB" * 32)
    asked.take()
    (paper,) = store.read(basis.of_person, candidate)
    assert (paper.number, paper.kept_at, paper.sha256) == ("17-PD", "folder 4", "ab" * 32)
    assert (paper.purpose, paper.ground) == (Purpose.RESERVE, Ground.CONSENT)
    assert paper.until is not None
    assert typed_date(paper.until) == "20.11.2027"
    assert "consent, No. 17-PD, signed" in told(screen)
    assert "Purpose: personnel reserve · consent" in told(screen)


def ends(keeping: QWidget) -> int:
    """Return how many ends of a consent are shown beside its head."""
    return sum(one.text().startswith("until ") for one in keeping.findChildren(QLabel))


def test_a_withdrawn_consent_gives_the_term_of_the_law_and_stays_in_the_history(
    store: Store, show: Show
) -> None:
    [candidate] = add(store, Person(surname="Orlova"))
    signed = store.read(today) - timedelta(days=30)
    until = signed + timedelta(days=300)
    store.write(people.renew_basis, candidate, Basis("consent", signed, until, ground=Ground.CONSENT))
    screen = show()
    screen.open(candidate)
    assert screen.card.keeping is not None
    assert ends(screen.card.keeping) == 1
    press(screen.card.keeping.withdraw_button)
    (asked,) = screen.findChildren(WithdrawalDialog)
    put(asked.day, typed_date(signed - timedelta(days=1)))
    asked.reason.area.setPlainText("letter")
    asked.take()
    assert "cannot be withdrawn before it was signed" in asked.day.note
    assert asked.reason.text == "letter"
    put(asked.day, typed_date(signed + timedelta(days=1)))
    asked.take()
    assert store.read(people.person, candidate).withdrawn_on == signed + timedelta(days=1)
    assert "Consent withdrawn on" in told(screen)
    assert "30 days by law" in told(screen)
    assert screen.card.keeping.withdraw_button is None
    assert ends(screen.card.keeping) == 0, "a withdrawn consent holds no longer"
    assert screen.card.history is not None
    assert "Consent withdrawn" in [one.title for one in screen.card.history.list_model.lines()]


def test_who_is_over_the_term_is_found_in_the_list_and_kept_longer_with_a_reason(
    store: Store, show: Show
) -> None:
    [gone, _other] = add(store, GONE, Person(surname="Orlova"))
    screen = show()
    screen.open()
    screen.show_over()
    assert screen.filters.asked.wanted is Wanted.OVER
    assert [line.person.id for line in screen.table.list_model.lines()] == [gone]
    assert screen.card.keeping is not None
    press(screen.card.keeping.prolong_button)
    (asked,) = screen.findChildren(ProlongDialog)
    later = store.read(today) + timedelta(days=90)
    put(asked.until, typed_date(later))
    asked.take()
    assert "A reason is needed." in asked.reason.note
    assert asked.until.text == typed_date(later)
    asked.reason.area.setPlainText("claim in court")
    asked.take()
    assert store.read(people.person, gone).hold_until == later
    screen.show_over()
    assert screen.table.current_line is None, "nobody's term is over any more"


def test_the_copy_of_somebodys_data_is_made_from_the_card(store: Store, show: Show, qtbot: QtBot) -> None:
    [gone] = add(store, GONE)
    screen = show()
    screen.open(gone)
    with qtbot.waitSignal(screen.papers_wanted) as asked:
        press(screen.card.copy_button)
    assert asked.args == ["subject-copy"] and screen.papers is not None
    assert screen.papers.of["subject-copy"] == (gone,)


def test_a_file_open_for_reading_offers_no_act(
    store: Store, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    [gone] = add(store, GONE)
    monkeypatch.setattr(Data, "read_only", property(lambda self: True))
    screen = show()
    screen.open(gone)
    assert "the employment ended" in told(screen)
    assert screen.card.keeping is not None
    assert screen.card.keeping.findChildren(QPushButton) == []
    screen.keeping.withdraw(screen.person)
    assert screen.findChildren(WithdrawalDialog) == []
