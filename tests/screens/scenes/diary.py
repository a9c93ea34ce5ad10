"""Diary notes: the panel over a screen, and the list of all of them."""

from db.assessing import people
from desktop.team.diary.panel import NotePanel
from desktop.team.diary.screen import DiaryScreen
from tests.screens.scene import AS_MANAGER, EMPTY, Scene, show_people
from tests.screens.stage import Stage

SEEN = "Провела обучение новых операторов: трое из четырёх сдали проверку с первого раза,\nграфик не сорван"
WHOM = "E-0301"


def _panel(stage: Stage) -> NotePanel:
    show_people(stage)
    assert stage.app.data is not None
    stage.space.note_down(stage.app.data.read(people.by_code, WHOM).id)
    panel = stage.space.note_desk.panel
    assert panel is not None
    return panel


def _note(stage: Stage) -> None:
    panel = _panel(stage)
    panel.words.setPlainText(SEEN)
    panel.paused.emit()
    panel.choice.toggle(0)
    panel.choice.toggle(2)


def _note_refused(stage: Stage) -> None:
    panel = _panel(stage)
    panel.words.setPlainText("")
    panel.choice.choose(())
    panel.day.line.setText("31.12.2026")
    panel.told()


def _diary(stage: Stage) -> None:
    stage.space.to_diary()


def _diary_of(stage: Stage) -> None:
    assert stage.app.data is not None
    stage.space.to_diary(stage.app.data.read(people.by_code, "E-0322").id)


def _diary_not_found(stage: Stage) -> None:
    stage.space.to_diary()
    screen = stage.space.shown
    assert isinstance(screen, DiaryScreen)
    screen.filters.search.setText("такого нет")


def _diary_found(stage: Stage) -> None:
    stage.space.to_diary()
    screen = stage.space.shown
    assert isinstance(screen, DiaryScreen)
    screen.filters.search.setText("клиент")


def _diary_empty(stage: Stage) -> None:
    stage.space.to_diary()


SCENES = (
    Scene("diary", AS_MANAGER, _diary, main=True),
    Scene("diary-of-one", AS_MANAGER, _diary_of),
    Scene("diary-not-found", AS_MANAGER, _diary_not_found),
    Scene("diary-found", AS_MANAGER, _diary_found),
    Scene("diary-empty", EMPTY, _diary_empty),
    Scene("note", AS_MANAGER, _note, main=True),
    Scene("note-refused", AS_MANAGER, _note_refused),
)
