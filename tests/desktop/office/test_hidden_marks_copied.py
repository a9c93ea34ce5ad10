"""One colleague among three assessors: no table that is copied has their marks, nor lets them be worked out.

Law 15. Every screen is visited and turned to each of its views, so that a new table is tried without being
named here; ``office/test_hidden_marks`` does the same for documents.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import Session, col, select

from db import models
from db.file.store import Store
from desktop.frame.screens import SCREENS
from desktop.kit.segments import Segments
from desktop.places import (
    CAMPAIGN,
    COMPARE,
    COPIES,
    CYCLE,
    DECISION,
    PEOPLE,
    PLAN,
    PREFERENCES,
    RESULT,
    SHEET,
)
from desktop.team.quarters.trend_page import TrendPage
from domain.assessing.case import CycleKind
from tests.desktop.conftest import PASSWORD, Start, new_file, unlock, workspace_of
from tests.desktop.office.test_hidden_marks import ENOUGH, Colleagues, Vector, turns, worked_out

CODE = re.compile(r"[KS]\d\d\b")
NUMBER = re.compile(r"(?<![\w.,])\d(?:[.,]\d+)?(?![\w.,])")
FILLED_IN = {"Target level", "Weight", "Type of assessment"}  # filled in, no views
LEVELS = {"GapList", "DecisionTable", "RankingTable", "ItemsTable", "HeatMap", "QuarterTable"}
"""Tables that have levels of a case, or what is worked out from them: each must be met."""


class Hands:
    """HR, or the manager, at a new file of so many colleagues, with Ctrl+C under a finger."""

    def __init__(
        self, start: Start, qtbot: QtBot, folder: Path, count: int, *, boss: bool, turned: bool = False
    ) -> None:
        folder.mkdir()
        path = new_file(folder / "North.merilo")
        store = Store.open(path, PASSWORD)
        self.at = Colleagues(store, count, turned=turned, all_of_all=count > 2)
        me = self.at.boss if boss else self.at.hr
        self._ids = store.read(_ids, me)
        store.close()
        self._qtbot = qtbot
        self._app = unlock(start(path), qtbot)
        front = self._app.window.start
        assert front is not None
        front.actor_chosen.emit(me)
        qtbot.waitUntil(lambda: self._app.window.workspace is not None)
        self._rest()

    def copied(self) -> dict[str, str]:
        """Return what Ctrl+C takes of each table in each view of each screen."""
        found: dict[str, str] = {}
        for place, entry in SCREENS.items():
            # Another language or look makes every screen anew; copies of the file are listed by the clock.
            if place in (PREFERENCES, COPIES):
                continue
            for one in self._ids.get(place, ()) if entry.one else (0,):
                workspace_of(self._app).go(place, one)
                self._rest()
                screen = workspace_of(self._app).shown
                for view in self._views(screen):
                    for number, table in enumerate(_tables(screen)):
                        name = f"{place} {one}, {view}: {type(table).__name__} {number}"
                        found[name] = self._copy(table)
        return found

    def _views(self, screen: QWidget, after: int = 0) -> Iterator[str]:
        """Turn the screen to each of its views, and in each to what can be chosen there."""
        yield "at first"
        switches = screen.findChildren(Segments)
        for place, switch in enumerate(switches[after:], start=after):
            for segment in switch.findChildren(QPushButton):
                if not segment.isVisibleTo(screen) or switch.accessibleName() in FILLED_IN:
                    continue
                segment.click()
                self._rest()
                for within in self._views(screen, place + 1):
                    yield f"{segment.accessibleName()}, {within}"
        for page in screen.findChildren(TrendPage):
            for number in range(page.whose.count() if page.isVisibleTo(screen) else 0):
                page.whose.setCurrentIndex(number)
                yield f"of {number}"

    def _copy(self, table: QAbstractItemView) -> str:
        clipboard = QApplication.clipboard()
        clipboard.setText("")
        table.clearSelection()  # so that all rows are taken
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        return clipboard.text()

    def _rest(self) -> None:
        self._qtbot.waitUntil(lambda: not self._app.jobs.busy, timeout=60_000)
        for _round in range(2):
            QCoreApplication.processEvents()


def _ids(session: Session, me: int) -> dict[str, list[int]]:
    """Return the ids that each screen of one thing can be opened with; of the sheets one's own."""
    of_hiring = col(models.Cycle.kind) == CycleKind.HIRING
    hiring = [*session.exec(select(models.Cycle.id).where(of_hiring))]
    cases = [*session.exec(select(models.Case.id))]
    chosen = select(models.Case.id).where(col(models.Case.cycle_id).in_(hiring))
    return {
        PEOPLE: [*session.exec(select(models.Case.person_id))],
        CYCLE: [*session.exec(select(models.Cycle.id).where(~of_hiring))],
        CAMPAIGN: hiring,
        COMPARE: hiring,
        DECISION: [*session.exec(chosen)],
        RESULT: cases,
        PLAN: [*session.exec(select(models.Plan.id))],
        SHEET: [*session.exec(select(models.Sheet.id).where(col(models.Sheet.assessor_id) == me))],
    }


def _tables(screen: QWidget) -> list[QAbstractItemView]:
    views = screen.findChildren(QAbstractItemView)
    return [one for one in views if hasattr(one, "copy") and one.isVisibleTo(screen)]


def kinds(copied: Iterable[str]) -> set[str]:
    """Return the kinds of tables that were met."""
    return {name.rpartition(": ")[2].split()[0] for name in copied}


def vectors(text: str) -> list[Vector]:
    """Return the columns, and the rows, of numbers that stand beside codes of items, whatever they mean."""
    head, *rows = [line.split("\t") for line in text.splitlines() or [""]]
    columns: dict[tuple[int, int], Vector] = {}
    across: list[Vector] = []
    heads = {place: code[0] for place, cell in enumerate(head) if (code := CODE.match(cell))}
    for row in rows:
        if heads:
            across.append({heads[place]: one for place in heads for one in _numbers(row[place])[:1]})
            continue
        code = next((found[0] for cell in row if (found := CODE.match(cell))), "")
        for place, cell in enumerate(row if code else []):
            for number, one in enumerate(_numbers(cell)):
                columns.setdefault((place, number), {}).setdefault(code, one)
    return [*across, *columns.values()]


def _numbers(cell: str) -> list[float]:
    return [float(one.replace(",", ".")) for one in NUMBER.findall(cell)]


@pytest.mark.parametrize("boss", [False, True], ids=["HR", "manager"])
def test_no_table_that_is_copied_has_the_marks_of_a_lone_colleague(
    start: Start, qtbot: QtBot, tmp_path: Path, boss: bool
) -> None:
    told: list[dict[str, str]] = []
    for turned in (False, True):
        hands = Hands(start, qtbot, tmp_path / str(turned), 1, boss=boss, turned=turned)
        copied = hands.copied()
        told.append(copied)
        written = [one for text in copied.values() for one in vectors(text)]
        assert any(len(one) >= ENOUGH for one in written)
        for text in copied.values():
            assert "слова коллеги дословно" not in text
        distinct = list({repr(sorted(one.items())): one for one in written}.values())
        for case in hands.at.marks.values():
            known = [*distinct, case[hands.at.hr], case[hands.at.boss]]  # everybody knows the own ones
            for secret, levels in zip(turns(case[hands.at.peers[0]]), (3, 1, 2), strict=True):
                assert worked_out(known, secret, levels=levels) == ""
    low, high = told
    assert kinds(name for name, text in low.items() if text) >= LEVELS
    assert low.keys() == high.keys()
    assert [name for name in low if low[name] != high[name]] == [], "whatever they marked"


def test_where_three_colleagues_answered_their_marks_are_copied(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    hands = Hands(start, qtbot, tmp_path / "three", 3, boss=False)
    met = {
        name
        for name, text in hands.copied().items()
        for case in hands.at.marks.values()
        if worked_out(vectors(text), case[hands.at.peers[0]], levels=3) == "written"
    }
    assert {"DecisionTable"} <= kinds(met)
