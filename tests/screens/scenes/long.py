"""The screens with the longest possible content: names of 120 characters, the longest items."""

from collections.abc import Callable
from operator import itemgetter

from db.framework import frameworks
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.modes import CARD
from domain.text import Text
from tests.screens.scene import (
    CANDIDATE,
    IN_WORK,
    LONG,
    MANAGER,
    Scene,
    case,
    open_sheet,
    people_screen,
    sheet_screen,
    show_people,
    wait_for_the_page,
)
from tests.screens.stage import Stage


def _home(stage: Stage) -> None:
    stage.space.go("home")


def _people(stage: Stage) -> None:
    assert stage.app.me is not None
    show_people(stage)
    people_screen(stage).open(stage.app.me.id)  # the name is one word


def _person(stage: Stage) -> None:
    show_people(stage)
    people_screen(stage).open(case(stage, CANDIDATE).person_id)


def _assessment(stage: Stage) -> None:
    _person(stage)
    people_screen(stage).assess()


def _sheet(stage: Stage) -> None:
    open_sheet(stage, IN_WORK, MANAGER)


def _longest_item(stage: Stage) -> None:
    _card(stage, lambda texts: len(texts["item"].ru))


def _longest_question(stage: Stage) -> None:
    _card(stage, lambda texts: len(texts["question"].ru))


def _longest_answers(stage: Stage) -> None:
    _card(stage, lambda texts: len(texts["weak"].ru + texts["adequate"].ru + texts["strong"].ru))
    sheet_screen(stage).card.show_answers()


def _card(stage: Stage, length: Callable[[dict[str, Text]], int]) -> None:
    """Show the card of the item that is longest by *length*."""
    _sheet(stage)
    data = stage.app.data
    assert data is not None
    framework = data.read(frameworks.newest)
    questions = data.read(frameworks.questions, framework.id)
    measured: list[tuple[int, str]] = []
    for item in framework.items:
        asked = questions[item.code]
        texts = {
            "item": item.text,
            "question": asked.question,
            "weak": asked.weak,
            "adequate": asked.adequate,
            "strong": asked.strong,
        }
        measured.append((length(texts), item.code))
    screen = sheet_screen(stage)
    screen.modes.show_mode(CARD)
    screen.modes.go(max(measured, key=itemgetter(0))[1])


def _result(stage: Stage) -> None:
    stage.space.go("result", case(stage, CANDIDATE).case_id)


def _export(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    screen.export()
    wait_for_the_page(stage)


SCENES = (
    Scene("long-home", LONG, _home),
    Scene("long-people", LONG, _people),
    Scene("long-person", LONG, _person),
    Scene("long-assessment", LONG, _assessment),
    Scene("long-sheet", LONG, _sheet),
    Scene("long-item", LONG, _longest_item),
    Scene("long-question", LONG, _longest_question),
    Scene("long-answers", LONG, _longest_answers),
    Scene("long-result", LONG, _result),
    Scene("long-export", LONG, _export),
)
