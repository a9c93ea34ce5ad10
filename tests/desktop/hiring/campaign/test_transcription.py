"""A filled paper goes into the file by keys alone: 71 marks, no mouse, no dialog in between."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import sheets
from db.hiring import campaigns
from desktop.assessing.sheet.screen import SheetScreen
from desktop.hiring.campaign.paper_dialog import PaperDialog
from domain.assessing.sheet import SheetOrigin
from domain.mark import Role
from domain.people.person import Person
from tests.db import sample
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import CTRL, Crew, Key, campaign_screen, dialog, in_front, press

PAPER = "3241032" * 10 + "2"  # as the crosses stand, row by row
MOST = 75  # key events, with those that lead to the sheet
MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel}


class Hands(QObject):
    """Counts the keys that are pressed, and sees a mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = self.clicks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self.clicks += 1
        elif event.type() is QEvent.Type.KeyRelease and watched is QApplication.focusWidget():
            self.keys += 1  # one a stroke, wherever the press was taken
        return False


def test_71_marks_come_from_paper_with_no_more_than_75_keys(start: Start, crew: Crew, qtbot: QtBot) -> None:
    with crew.store() as store:
        panel = ((crew.sokolova, Role.HR), (crew.gromov, Role.MANAGER))
        ends = TODAY + timedelta(days=14)
        cycle = sample.campaign(store, *panel, question_set_id=None, starts_on=TODAY, ends_on=ends)
        person = store.write(people.add, Person(surname="Tarasov", given="Ivan"))
        store.write(campaigns.invite, cycle, person)
    app = crew.begin(start, qtbot)
    workspace_of(app).go("campaign", cycle)
    assert campaign_screen(app).candidate is not None
    strokes, hands = 0, Hands()
    QApplication.instance().installEventFilter(hands)
    press(Key.Key_B, CTRL)  # from paper
    dialog(campaign_screen(app), PaperDialog)
    press(Key.Key_Return)  # of the likely assessor
    strokes += 2
    in_front(app, qtbot)
    place, sheet_id = workspace_of(app).place
    assert place == "sheet"
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    assert not screen.modes.is_card, "paper is typed into the table"
    for digit in PAPER:
        press(Key(ord(digit)))
        strokes += 1
        assert QApplication.activeModalWidget() is None
        assert QApplication.activePopupWidget() is None
    QApplication.instance().removeEventFilter(hands)
    assert app.data is not None
    sheet = app.data.read(sheets.sheet, sheet_id, crew.gromov)
    levels = [row.mark.level for row in sheet.rows if row.mark is not None]
    assert "".join(str(level) for level in levels) == PAPER
    assert sheet.origin is SheetOrigin.PAPER
    assert hands.clicks == 0
    assert hands.keys <= strokes <= MOST
