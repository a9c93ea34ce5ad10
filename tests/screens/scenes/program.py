"""What belongs to no screen: preferences, help, messages."""

from pathlib import Path

from db.file.store import DiskFull
from desktop.errors import Failure, report, sentence
from desktop.preferences.screen import PreferencesScreen
from tests.screens.scene import AS_HR, Scene, show_people
from tests.screens.stage import Stage


def _settings(stage: Stage) -> None:
    stage.space.go("preferences")
    screen = stage.space.shown
    assert isinstance(screen, PreferencesScreen)
    screen.folder_label.setText("/Оценка/Документы")  # the real path differs at every run


def _help(stage: Stage) -> None:
    show_people(stage)
    stage.app.window.show_help()


def _trouble(stage: Stage) -> None:
    show_people(stage)
    assert stage.app.data is not None
    try:
        stage.app.data.write(_no_room)
    except DiskFull as error:
        stage.app.window.tell(Failure(sentence(error)))


def _no_room(_session: object) -> None:
    raise DiskFull(Path("demo.merilo"))


def _bug(stage: Stage) -> None:
    show_people(stage)
    error = ZeroDivisionError()
    stage.app.window.tell(Failure(sentence(error), report(error)))


SCENES = (
    Scene("settings", AS_HR, _settings, main=True),
    Scene("help", AS_HR, _help),
    Scene("trouble", AS_HR, _trouble),
    Scene("bug", AS_HR, _bug),
)
