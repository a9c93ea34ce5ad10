"""A decision on the screen, and fingers for it."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import case_drafts, people
from db.file.store import Store
from db.hiring import campaigns, decisions
from desktop.context import Context
from desktop.hiring.decision.screen import DecisionScreen
from domain.mark import Role, State
from tests.db import sample
from tests.desktop.conftest import TODAY

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Case:
    """A candidate of a campaign with two assessors; two items lie two levels apart."""

    def __init__(self, store: Store, *, submit: bool = True, shy: bool = False, level: int = 2) -> None:
        self.store, self.level = store, level
        known = {one.surname: one for one in store.read(people.actors)}
        self.hr, self.head = known["Sokolova"], known["Gromov"]
        other = Role.PEER if shy else Role.MANAGER
        self.cycle = sample.campaign(store, (self.hr.id, Role.HR), (self.head.id, other))
        self.person = sample.candidate(store, code="C-0042", given="Ирина", post="менеджер")
        self.id = store.write(campaigns.invite, self.cycle, self.person)
        found = store.read(campaigns.campaign, self.cycle)
        assert found.question_set is not None
        self.scope = found.question_set.items
        self.first, self.second, self.plain = self.scope[0], self.scope[1], self.scope[2]
        self.rate(self.hr.id, Role.HR, {self.first: 3, self.second: 0})
        self.rate(self.head.id, other, {self.first: 1, self.second: 2}, submit=submit)
        store.act_as(self.hr.id)

    def rate(self, who: int, role: Role, said: dict[str, int | State], *, submit: bool = True) -> int:
        self.store.act_as(who)
        marks: dict[str, int | State] = dict.fromkeys(self.scope, self.level)
        return sample.sheet(self.store, self.id, who, role, marks | said, submit=submit)

    def settle_all(self) -> None:
        for code in (self.first, self.second):
            self.store.write(decisions.settle, self.id, code, self.level, "обсудили запись")

    def settled(self) -> dict[str, tuple[int | None, str]]:
        found = self.store.read(decisions.decision, self.id, self.hr.id, TODAY)
        return {one.code: (one.level, one.reason) for one in found.settled}

    def drafts(self) -> dict[str, str]:
        return self.store.read(case_drafts.drafts, self.id, self.hr.id)


class Screen:
    """A decision on the screen, and fingers that press where the focus is."""

    def __init__(self, context: Context, window: QWidget, qtbot: QtBot) -> None:
        self.context, self._window, self._qtbot = context, window, qtbot
        self.shown = DecisionScreen(context, window)
        self.shown.resize(1196, 772)
        window.resize(1196, 772)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        self.shown.show()

    def open(self, case: Case) -> DecisionScreen:
        self.shown.open(case.id)
        QCoreApplication.processEvents()
        return self.shown

    def again(self) -> DecisionScreen:
        """Make the screen anew, as another language does, with what it remembers."""
        memory, old = self.shown.memory(), self.shown
        self.shown = DecisionScreen(self.context, self._window)
        self.shown.resize(1196, 772)
        old.hide()
        old.deleteLater()
        self.shown.show()
        self.shown.open(memory.case_id)
        self.shown.recall(memory)
        return self.shown


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)
    QCoreApplication.processEvents()


def type_in(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QCoreApplication.processEvents()


def dialog[D: QDialog](kind: type[D]) -> D:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1, found
    return found[0]


def texts(widget: QWidget) -> str:
    shown = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(shown).replace("\u00a0", " ")
