"""Campaigns: their list, one of them with its candidates, a vacancy being typed, and the dialogs."""

from db.hiring import campaigns
from desktop.hiring.campaign.list_screen import CampaignsScreen
from desktop.hiring.campaign.screen import REQUIREMENTS, CampaignScreen
from desktop.hiring.campaign.vacancy import Part
from desktop.hiring.campaign.vacancy_screen import VacancyScreen
from domain.mark import Role
from tests.screens.scene import AS_HR, AS_MANAGER, BLIND, CANDIDATE, EMPTY, LONG, Scene, case
from tests.screens.stage import Stage, settle


def _list(stage: Stage) -> None:
    stage.space.go("campaigns")
    screen = stage.space.shown
    assert isinstance(screen, CampaignsScreen)
    screen.table.setFocus()


def _campaign(stage: Stage, code: str = BLIND) -> CampaignScreen:
    assert stage.app.data is not None
    found = stage.app.data.read(campaigns.campaigns)
    stage.space.go("campaign", found[0].cycle.id)
    screen = stage.space.shown
    assert isinstance(screen, CampaignScreen)
    screen.search.clear()
    screen.show_case(case(stage, code).case_id)
    screen.table.setFocus()
    return screen


def _candidates(stage: Stage) -> None:
    _campaign(stage)


def _decided(stage: Stage) -> None:
    _campaign(stage, CANDIDATE)


def _nobody_found(stage: Stage) -> None:
    screen = _campaign(stage)
    screen.search.setText("Вельяминов")
    screen.search.setFocus()


def _wrong_number(stage: Stage) -> None:
    screen = _campaign(stage)
    screen.find_sheet("Л-7F3A-21C9-X")


def _requirements(stage: Stage) -> None:
    screen = _campaign(stage)
    screen.tabs.choose(REQUIREMENTS)
    screen.tabs.chosen.emit(REQUIREMENTS)


def _invite(stage: Stage) -> None:
    _campaign(stage).invite()


def _paper(stage: Stage) -> None:
    _campaign(stage).enter_from_paper()


def _assessors(stage: Stage) -> None:
    screen = _campaign(stage)
    line = screen.candidate
    assert line is not None
    screen.acts.choose_assessors(line)


def _early(stage: Stage) -> None:
    screen = _campaign(stage)
    line = screen.candidate
    assert line is not None
    screen.acts.open_early(line)


def _withdraw(stage: Stage) -> None:
    screen = _campaign(stage)
    line = screen.candidate
    assert line is not None
    screen.acts.withdraw(line)


def _another(stage: Stage) -> None:
    screen = _campaign(stage)
    line = screen.candidate
    assert line is not None
    screen.acts.choose_another(line)


def _change(stage: Stage) -> None:
    _campaign(stage).change_requirements()


def _vacancy(stage: Stage, part: Part) -> VacancyScreen:
    stage.space.go("vacancy")
    screen = stage.space.shown
    assert isinstance(screen, VacancyScreen)
    page = screen.vacancy_page
    page.title.line.setText("Менеджер, вторая линия чата")
    page.unit.box.setEditText("Чат")
    page.text.setPlainText("открывается вторая линия")
    screen.vacancy.part = part
    screen.open()
    return screen


def _vacancy_first(stage: Stage) -> None:
    _vacancy(stage, Part.VACANCY)


def _vacancy_targets(stage: Stage) -> None:
    screen = _vacancy(stage, Part.REQUIREMENTS)
    page = screen.targets_page
    page.own_text.setPlainText("уверенная работа с электронными таблицами\nдо 35 лет, без детей")
    page.check_fair()
    page.table.stand_on("K01")
    settle()


def _vacancy_interview(stage: Stage) -> None:
    screen = _vacancy(stage, Part.INTERVIEW)
    assert stage.app.data is not None
    found = stage.app.data.read(campaigns.campaigns)
    panel = (
        tuple(
            (one.person_id, one.role)
            for one in stage.app.data.read(campaigns.campaign, found[0].cycle.id).panel
        )
        if found
        else tuple((one, Role.HR) for one in (stage.app.me.id if stage.app.me else 0,))
    )
    screen.vacancy.panel = panel
    screen.interview_page.show_vacancy(screen.vacancy)
    screen.interview_page.changed.emit()  # the rail counts who is on the panel
    screen.interview_page.table.setFocus()


def _vacancy_lacks(stage: Stage) -> None:
    screen = _vacancy(stage, Part.VACANCY)
    screen.vacancy_page.title.line.clear()
    screen.vacancy_page.places.line.setText("два")
    screen.act()


SCENES = (
    Scene("campaigns", AS_HR, _list, main=True),
    Scene("campaigns-empty", EMPTY, _list),
    Scene("campaign", AS_HR, _candidates, main=True),
    Scene("campaign-manager", AS_MANAGER, _candidates),
    Scene("campaign-decided", AS_HR, _decided),
    Scene("campaign-filtered", AS_HR, _nobody_found),
    Scene("campaign-number", AS_HR, _wrong_number),
    Scene("campaign-requirements", AS_HR, _requirements),
    Scene("campaign-invite", AS_HR, _invite),
    Scene("campaign-paper", AS_HR, _paper),
    Scene("campaign-assessors", AS_HR, _assessors),
    Scene("campaign-early", AS_HR, _early),
    Scene("campaign-withdraw", AS_HR, _withdraw),
    Scene("campaign-another", AS_HR, _another),
    Scene("campaign-change", AS_HR, _change),
    Scene("campaign-long", LONG, _candidates),
    Scene("vacancy", AS_HR, _vacancy_first, main=True),
    Scene("vacancy-targets", AS_HR, _vacancy_targets, main=True),
    Scene("vacancy-interview", AS_HR, _vacancy_interview, main=True),
    Scene("vacancy-lacks", AS_HR, _vacancy_lacks),
    Scene("vacancy-empty", EMPTY, _vacancy_interview),
)
