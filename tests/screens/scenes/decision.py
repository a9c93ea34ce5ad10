"""The decision on a case: differences, requirements, conclusion, consequences; and sheets still out."""

from desktop.hiring.decision.screen import DecisionScreen
from domain.hiring.decision import Outcome
from tests.screens.scene import AS_HR, BLIND, CANDIDATE, Scene, case, wait_for_the_page
from tests.screens.stage import Stage, settle

REFUSED = "C-0041"
REASON = "Прослушали запись ответа: порядок верный, причину назвала после вопроса. Все согласны"


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
