"""A sheet that was taken along is only read here, says since when, and one button ends that."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.exchange import keys as ledger
from db.exchange import pairing
from desktop.kit.form.dialog import Question
from desktop.office.exchange import carrying, sending
from domain.exchange.key import Introduction
from domain.mark import Mark
from tests.desktop.assessing.sheet.walk import Walk, press
from tests.desktop.exchange.hands import dialog

ORGANISATION = "00000000-0000-0000-0000-000000000009"


def take_along(walk: Walk, folder: Path) -> None:
    told = Introduction(pairing.new().public, "Громов Максим", "Центр", ORGANISATION)
    walk.store.write(ledger.know, told, 1, told.keys.groups)
    packet = carrying.take_along(walk.store, walk.filed.case_id)
    assert sending.write(walk.store, folder, packet)


def test_it_is_only_read_until_it_is_returned_without_a_packet(
    walk: Walk, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = walk.screen
    take_along(walk, tmp_path)
    screen.open(walk.sheet_id)
    banner = screen.strips.along
    assert banner.isVisible() and "2026" in banner.text, banner.text
    assert banner.act.text() == "Return without a packet"
    press(Qt.Key.Key_3)
    assert set(walk.marks) == {None}, "no key marks anything"
    QTest.mouseClick(banner.act, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, Question)
    assert "missing here" in asked.accessibleDescription()
    asked.reject()
    assert banner.isVisible()
    QTest.mouseClick(banner.act, Qt.MouseButton.LeftButton)
    dialog(qtbot, Question).act.click()
    assert not banner.isVisible()
    screen.table.setFocus()
    press(Qt.Key.Key_3)
    assert walk.marks[0] == Mark.rated(3)
