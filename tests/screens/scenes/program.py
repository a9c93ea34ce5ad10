"""What belongs to no screen: preferences, help, messages."""

from pathlib import Path

from db.assessing import people
from db.file.keys import recovery_code
from db.file.store import DiskFull
from desktop.errors import Failure, report, sentence
from desktop.frame.lock_warning import LockWarning
from desktop.kit.form.dialog import Dialog
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.preferences.screen import PreferencesScreen
from domain.errors import Submitted
from resources.i18n import _
from tests.screens.scene import AS_HR, MANAGER, Scene, people_screen, show_people
from tests.screens.stage import Stage, settle


def _settings(stage: Stage) -> None:
    stage.space.go("preferences")
    screen = stage.space.shown
    assert isinstance(screen, PreferencesScreen)
    screen.folder_label.setText("/Оценка/Документы")  # the real path differs at every run


def _new_key(stage: Stage) -> None:
    """The file may have lost its password: the question before it gets another key."""
    _settings(stage)
    screen = stage.space.shown
    assert isinstance(screen, PreferencesScreen)
    panel = screen.password
    for edit, text in (
        (panel.present, "старый пароль файла"),
        (panel.password, "три зелёных вагона"),
        (panel.again, "три зелёных вагона"),
    ):
        edit.setText(text)
    panel.give_key.click()


def _password(stage: Stage) -> None:
    _settings(stage)
    screen = stage.space.shown
    assert isinstance(screen, PreferencesScreen)
    for edit in (screen.password.present, screen.password.password, screen.password.again):
        edit.clear()
    screen.point("password")


def _disk_full(stage: Stage) -> None:
    stage.space.go("home")
    stage.space.status.set_full(True)


def _help(stage: Stage) -> None:
    show_people(stage)
    stage.app.window.show_help()


def _help_found(stage: Stage) -> None:
    """What a search found; the words are of both languages."""
    show_people(stage)
    stage.app.window.show_help()
    view = stage.app.window.helping.panel.view
    view.search.setText(_("Attainment"))
    view.search.returnPressed.emit()


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


def _recovery_again(stage: Stage) -> None:
    _settings(stage)
    stage.app.recovery.show_code(recovery_code(bytes(range(7, 39))))


def _recovery_reminder(stage: Stage) -> None:
    stage.space.go("home")
    stage.space.remind(
        _("The recovery sheet of this file is not printed yet."),
        _("Without it a forgotten password closes the file for good."),
        _("Recovery sheet…"),
    )


def _another_name(stage: Stage) -> None:
    show_people(stage)
    assert stage.app.data is not None
    stage.app.opening.ask_to_become(stage.app.data.read(people.by_code, MANAGER).id)


def _lock_soon(stage: Stage) -> None:
    show_people(stage)
    note = LockWarning(stage.app.window.theme, stage.app.window)
    note.come()


def _refused(stage: Stage) -> None:
    """A form was refused, and leads to what the help says of that."""
    show_people(stage)
    window, words = stage.app.window, _("Reason")
    form = ReasonDialog(window.theme, words, "", words, _("Correct sheet"), _refuse, window, subject=())
    form.text.setPlainText(words)
    form.open()
    settle()
    form.take()
    settle()


def _refuse(_text: str) -> None:
    raise Submitted


def _remove_example(stage: Stage) -> None:
    stage.space.go("home")
    stage.app.example.ask_to_remove()


def _help_of_a_dialog(stage: Stage) -> None:
    """The page of a form lies beside it."""
    show_people(stage)
    people_screen(stage).add_person()
    form = stage.dialog()
    assert isinstance(form, Dialog)
    form.help()


SCENES = (
    Scene("help-of-dialog", AS_HR, _help_of_a_dialog),
    Scene("settings", AS_HR, _settings, main=True),
    Scene("settings-password", AS_HR, _password),
    Scene("settings-new-key", AS_HR, _new_key),
    Scene("disk-full", AS_HR, _disk_full),
    Scene("help", AS_HR, _help),
    Scene("help-found", AS_HR, _help_found),
    Scene("form-refused", AS_HR, _refused),
    Scene("example-remove", AS_HR, _remove_example),
    Scene("trouble", AS_HR, _trouble),
    Scene("bug", AS_HR, _bug),
    Scene("recovery-again", AS_HR, _recovery_again),
    Scene("recovery-reminder", AS_HR, _recovery_reminder),
    Scene("another-name", AS_HR, _another_name),
    Scene("lock-soon", AS_HR, _lock_soon),
)
