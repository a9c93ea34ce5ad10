"""The page of a vacancy and what stands on it."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from pytestqt.qtbot import QtBot
from sqlmodel import Session, col, select

from db import models
from db.assessing import people
from db.hiring import campaigns
from db.hiring.campaigns import CandidateLine
from db.journal import journal
from desktop.app import App
from desktop.hiring.campaign.screen import CampaignScreen
from domain.assessing.sheet import SheetOrigin
from domain.people.person import Person
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Crew,
    Key,
    campaign_screen,
    press,
)


def show(app: App, cycle_id: int) -> CampaignScreen:
    workspace_of(app).go("campaign", cycle_id)
    return campaign_screen(app)


def inviting(start: Start, crew: Crew, qtbot: QtBot) -> tuple[App, int, CampaignScreen]:
    """Ask whom to invite to the newer of two campaigns, which is returned; Tarasov is in the other."""
    crew.campaign("Tarasov")
    newer, _cases = crew.campaign()
    app = crew.begin(start, qtbot)
    screen = show(app, newer)
    screen.invite()
    return app, newer, screen


def tarasovs(app: App) -> list[Person]:
    """Return everybody of that surname."""
    assert app.data is not None
    return [row.person for row in app.data.read(people.people, None) if row.person.surname == "Tarasov"]


def lines(app: App, cycle_id: int) -> dict[str, CandidateLine]:
    """Return the candidates as the file has them, by surname."""
    assert app.data is not None
    assert app.me is not None
    found = app.data.read(campaigns.candidates, cycle_id, app.me.id)
    return {one.case.person_name.partition(" ")[0]: one for one in found}


def sheet_row(app: App, sheet_id: int) -> tuple[str, SheetOrigin]:
    """Return uid and origin of a sheet."""

    def read(session: Session) -> tuple[str, SheetOrigin]:
        row = session.get_one(models.Sheet, sheet_id)
        return row.uid, SheetOrigin(row.origin)

    assert app.data is not None
    return app.data.read(read)


def acts(app: App) -> list[str]:
    """Return the acts of the journal, the newest first."""

    def read(session: Session) -> list[str]:
        return list(session.exec(select(models.Journal.act).order_by(col(models.Journal.seq).desc())))

    assert app.data is not None
    return app.data.read(read)


def offered(app: App, typed: str) -> list[str]:
    """Return the ways to sheets that the jump box shows for what is typed; it stays open if there is one."""
    press(Key.Key_K, CTRL)
    box = workspace_of(app).jump_box
    assert box is not None
    box.edit.setText(typed)
    found = [one.title for one in box.model.lines() if one.name.startswith("sheet_number:")]
    if not found:
        press(Key.Key_Escape)
    return found


def rename(app: App, sheet_id: int, uid: str) -> None:
    """Give the sheet this identity."""

    def write(session: Session) -> None:
        session.get_one(models.Sheet, sheet_id).uid = uid
        journal.record(session, "begin", "sheet", sheet_id, {})

    assert app.data is not None
    app.data.write(write)
