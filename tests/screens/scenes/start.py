"""Before a file is open."""

from pathlib import Path

from db.file.keys import recovery_code
from db.file.store import WrongPassword
from db.wire.faults import NotTrusted
from desktop.errors import Failure, sentence
from desktop.start.actor import Actor
from desktop.start.new_file import NewFileCard, RecoveryCard
from desktop.start.server import ServerCard
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import WelcomeCard
from domain.login import Ended
from domain.people.person import Person
from resources.i18n import _
from tests.screens.scene import START, Scene
from tests.screens.stage import Stage

CODE = recovery_code(bytes(range(7, 39)))  # belongs to no file


def _welcome(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.welcome(Actor("Соколова", "Анна", "Викторовна", "специалист по персоналу"))


def _welcome_fault(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.welcome(Actor())
    assert isinstance(start.card, WelcomeCard)
    start.card.new.click()


def _new_file(stage: Stage) -> None:
    _welcome(stage)
    start = stage.app.window.start
    assert start is not None
    assert isinstance(start.card, WelcomeCard)
    start.card.new.click()
    assert isinstance(start.card, NewFileCard)
    start.card.password.setText("четыре")
    start.card.again.setText("другое")


def _server(stage: Stage) -> None:
    _welcome(stage)
    start = stage.app.window.start
    assert start is not None
    start.server()


def _server_help(stage: Stage) -> None:
    _server(stage)
    stage.app.window.show_help()


def _server_refused(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.server()
    assert isinstance(start.card, ServerCard)
    start.card.address.setText("merilo.centre.example:8443")
    start.card.name.setText("sokolova")
    start.card.password.setText("четыре")
    start.fail(Failure(sentence(NotTrusted())))


def _first_password(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.first_password("sokolova")


def _former_password(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.former_password(again=False)


def _server_locked(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.lock_server("merilo.centre.example:8443", Ended.CLOSED)


def _recovery(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.recovery(CODE, "Северный контакт.merilo")
    assert isinstance(start.card, RecoveryCard)
    start.card.go.click()


def _unlock(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.unlock(Path("/Документы/Оценка/Северный контакт.merilo"))


def _unlock_wrong(stage: Stage) -> None:
    _unlock(stage)
    start = stage.app.window.start
    assert start is not None
    assert isinstance(start.card, UnlockCard)
    start.card.edit.setText("не тот пароль")
    start.fail(Failure(sentence(WrongPassword(Path("Северный контакт.merilo")))))


def _unlock_code(stage: Stage) -> None:
    _unlock(stage)
    start = stage.app.window.start
    assert start is not None
    assert isinstance(start.card, UnlockCard)
    start.card.switch.click()


def _unlock_busy(stage: Stage) -> None:
    _unlock(stage)
    start = stage.app.window.start
    assert start is not None
    start.set_busy(True)


def _locked(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.lock(Path("/Документы/Оценка/Северный контакт.merilo"))


def _locked_not_kept(stage: Stage) -> None:
    _locked(stage)
    start = stage.app.window.start
    assert start is not None
    start.say(
        _("What was typed cannot be saved now, so the file stays open behind this page."),
        _("The password leads back to it."),
    )


def _unlock_dropped(stage: Stage) -> None:
    _unlock(stage)
    stage.app.window.dropped.emit((Path("/Документы/Резюме.docx"),))


def _about_start(stage: Stage) -> None:
    _welcome(stage)
    start = stage.app.window.start
    assert start is not None
    start.about.click()


def _who(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.who(
        (
            Person(id=1, surname="Соколова", given="Анна", patronymic="Викторовна", post="рекрутер"),
            Person(id=2, surname="Громов", given="Максим", post="руководитель контакт-центра"),
        ),
        1,
    )


SCENES = (
    Scene("welcome", START, _welcome, main=True),
    Scene("welcome-fault", START, _welcome_fault),
    Scene("new-file", START, _new_file),
    Scene("server", START, _server),
    Scene("server-help", START, _server_help),
    Scene("server-refused", START, _server_refused),
    Scene("server-first-password", START, _first_password),
    Scene("server-former-password", START, _former_password),
    Scene("server-locked", START, _server_locked),
    Scene("recovery", START, _recovery),
    Scene("unlock", START, _unlock, main=True),
    Scene("unlock-wrong", START, _unlock_wrong),
    Scene("unlock-code", START, _unlock_code),
    Scene("unlock-busy", START, _unlock_busy),
    Scene("locked", START, _locked),
    Scene("locked-not-kept", START, _locked_not_kept),
    Scene("unlock-dropped", START, _unlock_dropped),
    Scene("about-start", START, _about_start),
    Scene("who", START, _who),
)
