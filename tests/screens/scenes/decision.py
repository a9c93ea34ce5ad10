"""Candidates side by side, and the decision on one: differences, requirements, conclusion, consequences."""

from db.hiring import campaigns
from desktop.hiring.compare.items import COMMON, FUNCTIONS, OTHERS, ROBUST
from desktop.hiring.compare.screen import CompareScreen
from desktop.hiring.decision.screen import DecisionScreen
from domain.hiring.decision import Outcome
from tests.screens.scene import AS_HR, BLIND, CANDIDATE, Scene, case, wait_for_the_page
from tests.screens.stage import Stage, settle

REFUSED = "C-0041"
REASON = "Прослушали запись ответа: порядок верный, причину назвала после вопроса. Все согласны"


def _compare(stage: Stage) -> CompareScreen:
    assert stage.app.data is not None
    stage.space.go("compare", stage.app.data.read(campaigns.campaigns)[0].cycle.id)
    screen = stage.space.shown
    assert isinstance(screen, CompareScreen)
    return screen


def _view(stage: Stage, view: int) -> None:
    screen = _compare(stage)
    screen.views.choose(view)
    screen.views.chosen.emit(view)


def _common(stage: Stage) -> None:
    _view(stage, COMMON)


def _functions(stage: Stage) -> None:
    _view(stage, FUNCTIONS)


def _others(stage: Stage) -> None:
    _view(stage, OTHERS)


def _robust(stage: Stage) -> None:
    _view(stage, ROBUST)


def _decision(stage: Stage) -> DecisionScreen:
    stage.space.go("decision", case(stage, CANDIDATE).case_id)
    screen = stage.space.shown
    assert isinstance(screen, DecisionScreen)
    return screen


def _plain(stage: Stage) -> None:
    _decision(stage)


def _choosing(stage: Stage) -> None:
    screen = _decision(stage)
    screen.panel.choose(2)
    screen.panel.reason.setPlainText(REASON)


def _nothing_chosen(stage: Stage) -> None:
    screen = _decision(stage)
    screen.panel.reason.setPlainText("")
    screen.panel._show_choice(None)  # pyright: ignore[reportPrivateUsage]  # the levels and the anchor follow
    screen.record()


def _requirements(stage: Stage) -> None:
    screen = _decision(stage)
    screen.conclusion.known.requirements_wanted.emit()


def _conclusion(stage: Stage) -> None:
    screen = _decision(stage)
    screen.show_conclusion()


def _conclusion_filled(stage: Stage) -> None:
    screen = _decision(stage)
    screen.show_conclusion()
    form = screen.conclusion.form
    form.outcomes[Outcome.WITH_CONDITIONS].setChecked(True)
    form.conditions.setPlainText("Обучение работе с жалобами до конца второй недели")
    form.reasons.setPlainText("Порядок знает, группу вела два года; показатели объясняет на цифрах.")
    screen.sign()
    settle()


def _blind(stage: Stage) -> None:
    stage.space.go("decision", case(stage, BLIND).case_id)


def _expert(stage: Stage) -> None:
    _decision(stage).following.show_expert()


def _papers(stage: Stage) -> None:
    _decision(stage).export()
    wait_for_the_page(stage)


def _hire(stage: Stage) -> None:
    _decision(stage).following.hire()


def _refuse(stage: Stage) -> None:
    """Of somebody who was not recommended."""
    stage.space.go("decision", case(stage, REFUSED).case_id)
    screen = stage.space.shown
    assert isinstance(screen, DecisionScreen)
    screen.following.refuse()


SCENES = (
    Scene("compare", AS_HR, _common, main=True),
    Scene("compare-functions", AS_HR, _functions),
    Scene("compare-others", AS_HR, _others),
    Scene("compare-robust", AS_HR, _robust),
    Scene("decision-hire", AS_HR, _hire),
    Scene("decision-refuse", AS_HR, _refuse),
    Scene("decision", AS_HR, _plain, main=True),
    Scene("decision-choosing", AS_HR, _choosing),
    Scene("decision-nothing-chosen", AS_HR, _nothing_chosen),
    Scene("decision-requirements", AS_HR, _requirements),
    Scene("decision-conclusion", AS_HR, _conclusion, main=True),
    Scene("decision-conclusion-hindered", AS_HR, _conclusion_filled),
    Scene("decision-blind", AS_HR, _blind),
    Scene("decision-expert", AS_HR, _expert),
    Scene("decision-papers", AS_HR, _papers),
)
