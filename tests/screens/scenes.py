"""The scenes: each brings the program to one screen; what it opens, it closes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import cases, people
from db.keys import recovery_code
from db.people import CaseLine
from db.store import DiskFull, WrongPassword
from desktop.errors import Failure, report, sentence
from desktop.people.screen import PeopleScreen
from desktop.result.screen import ResultScreen
from desktop.sheet.modes import CARD, TABLE
from desktop.sheet.screen import SheetScreen
from desktop.start.new_file import NewFileCard, RecoveryCard
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import Actor, WelcomeCard
from domain.person import Person
from tests.screens.stage import TODAY, Stage, settle

HR, MANAGER = "E-0101", "E-0102"
CANDIDATE, BLIND, STAFF, IN_WORK = "C-0042", "C-0043", "E-0301", "E-0322"
CODE = recovery_code(bytes(range(7, 39)))  # of no file
FACT = (
    "Дважды прервала собеседника в роли клиента, но сама заметила и извинилась; "
    "итог разговора подтвердила письмом."
)

START, EMPTY, AS_HR, AS_MANAGER = "start", "empty", "hr", "manager"


@dataclass(frozen=True, slots=True)
class Scene:
    """A name for the picture, where it plays, and how to come there."""

    name: str
    place: str
    come: Callable[[Stage], None]
    main: bool = False  # committed to docs/screens and looked at in the ordinary tests


def scenes() -> tuple[Scene, ...]:
    """Return all scenes in the order in which they are played."""
    return (
        Scene("welcome", START, _welcome, main=True),
        Scene("welcome-fault", START, _welcome_fault),
        Scene("new-file", START, _new_file),
        Scene("recovery", START, _recovery),
        Scene("unlock", START, _unlock, main=True),
        Scene("unlock-wrong", START, _unlock_wrong),
        Scene("unlock-code", START, _unlock_code),
        Scene("who", START, _who),
        Scene("home-empty", EMPTY, _home),
        Scene("people-one", EMPTY, _people),
        Scene("nothing-open", EMPTY, _nothing_open),
        Scene("home-hr", AS_HR, _home),
        Scene("people", AS_HR, _people, main=True),
        Scene("people-filtered", AS_HR, _people_filtered),
        Scene("add-person", AS_HR, _add_person),
        Scene("edit-candidate", AS_HR, _edit_candidate),
        Scene("new-assessment", AS_HR, _new_assessment),
        Scene("sheet-read-only", AS_HR, _sheet_read_only),
        Scene("sheet-card-read-only", AS_HR, _sheet_card_read_only),
        Scene("revise", AS_HR, _revise),
        Scene("result", AS_HR, _result, main=True),
        Scene("result-below", AS_HR, _result_below),
        Scene("result-blind", AS_HR, _result_blind),
        Scene("export", AS_HR, _export),
        Scene("settings", AS_HR, _settings, main=True),
        Scene("help", AS_HR, _help),
        Scene("trouble", AS_HR, _trouble),
        Scene("bug", AS_HR, _bug),
        Scene("home", AS_MANAGER, _home, main=True),
        Scene("sheet", AS_MANAGER, _sheet, main=True),
        Scene("sheet-interview", AS_MANAGER, _sheet_interview),
        Scene("sheet-fact", AS_MANAGER, _sheet_fact),
        Scene("sheet-card", AS_MANAGER, _sheet_card, main=True),
        Scene("sheet-card-answers", AS_MANAGER, _sheet_card_answers),
        Scene("sheet-card-staff", AS_MANAGER, _sheet_card_staff),
        Scene("sheet-not-found", AS_MANAGER, _sheet_not_found),
        Scene("submit", AS_MANAGER, _submit),
        Scene("result-staff", AS_MANAGER, _result_staff),
        Scene("plan", AS_MANAGER, _plan),
    )


@contextmanager
def played(scene: Scene, stage: Stage) -> Iterator[None]:
    """Come to the scene; afterwards close what stands before the window."""
    scene.come(stage)
    settle()
    try:
        yield
    finally:
        dialog = stage.dialog()
        if dialog is not None:
            dialog.reject()
        if stage.app.window.workspace is not None and isinstance(stage.space.shown, SheetScreen):
            stage.space.shown.texts.editor.finish()  # unkept: the next scene finds the demo as it was
        settle()


# Before a file is open


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


def _recovery(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.recovery(CODE)
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


def _who(stage: Stage) -> None:
    start = stage.app.window.start
    assert start is not None
    start.who(
        (
            Person(id=1, surname="Соколова", given="Анна", patronymic="Викторовна", post="рекрутер"),
            Person(id=2, surname="Громов", given="Максим", post="руководитель контакт-центра"),
        )
    )


# In a file


def _home(stage: Stage) -> None:
    stage.space.go("home")


def _nothing_open(stage: Stage) -> None:
    stage.space.go("assessment")


def _settings(stage: Stage) -> None:
    stage.space.go("preferences")


def _help(stage: Stage) -> None:
    _people(stage)
    stage.app.window.show_help()


def _trouble(stage: Stage) -> None:
    _people(stage)
    stage.app.window.tell(Failure(sentence(DiskFull(Path("demo.merilo")))))


def _bug(stage: Stage) -> None:
    _people(stage)
    error = ZeroDivisionError()
    stage.app.window.tell(Failure(sentence(error), report(error)))


def _people(stage: Stage) -> None:
    stage.space.go("people")
    _people_screen(stage).clear_filter()


def _person(stage: Stage, code: str) -> None:
    _people(stage)
    assert stage.app.data is not None
    _people_screen(stage).open(stage.app.data.read(people.by_code, code).id)


def _people_filtered(stage: Stage) -> None:
    _people(stage)
    _people_screen(stage).search.setFocus()
    _people_screen(stage).search.setText("Вельяминов")


def _add_person(stage: Stage) -> None:
    _people(stage)
    _people_screen(stage).add_person()


def _edit_candidate(stage: Stage) -> None:
    _person(stage, CANDIDATE)
    _people_screen(stage).edit_person()


def _new_assessment(stage: Stage) -> None:
    _person(stage, "E-0310")
    _people_screen(stage).assess()


def _sheet_read_only(stage: Stage) -> None:
    _open_sheet(stage, CANDIDATE, HR)


def _revise(stage: Stage) -> None:
    _sheet_read_only(stage)
    _sheet_screen(stage).banner.acted.emit()


def _sheet(stage: Stage) -> None:
    _open_sheet(stage, IN_WORK, MANAGER)


def _sheet_interview(stage: Stage) -> None:
    _open_sheet(stage, BLIND, MANAGER)


def _sheet_fact(stage: Stage) -> None:
    _sheet(stage)
    screen = _sheet_screen(stage)
    screen.texts.write(screen.table.code, FACT)


def _sheet_card(stage: Stage) -> None:
    _sheet_interview(stage)
    _sheet_screen(stage).modes.show_mode(CARD)


def _sheet_card_answers(stage: Stage) -> None:
    _sheet_card(stage)
    screen = _sheet_screen(stage)
    screen.modes.go("S08")
    screen.texts.write("S08", FACT)
    screen.card.show_answers()


def _sheet_card_staff(stage: Stage) -> None:
    _sheet(stage)
    screen = _sheet_screen(stage)
    screen.modes.show_mode(CARD)
    screen.modes.go("K10")


def _sheet_card_read_only(stage: Stage) -> None:
    _sheet_read_only(stage)
    _sheet_screen(stage).modes.show_mode(CARD)


def _sheet_not_found(stage: Stage) -> None:
    _sheet(stage)
    _sheet_screen(stage).filters.search.setFocus()
    _sheet_screen(stage).filters.search.setText("квантовая физика")


def _submit(stage: Stage) -> None:
    _sheet(stage)
    _sheet_screen(stage).header.submit.click()


def _result(stage: Stage) -> None:
    stage.space.go("result", _case(stage, CANDIDATE).case_id)


def _result_below(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    settle()
    bar = screen._scroll.verticalScrollBar()  # pyright: ignore[reportPrivateUsage]
    bar.setValue(bar.maximum())


def _result_staff(stage: Stage) -> None:
    assert stage.app.data is not None
    person = stage.app.data.read(people.by_code, STAFF)
    stage.space.go("result", stage.app.data.read(cases.case_of, person.id, None))


def _result_blind(stage: Stage) -> None:
    stage.space.go("result", _case(stage, BLIND).case_id)


def _export(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    screen.export()


def _plan(stage: Stage) -> None:
    _result_staff(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    screen.make_plan()


def _open_sheet(stage: Stage, code: str, assessor: str) -> None:
    assert stage.app.data is not None
    me = stage.app.data.read(people.by_code, assessor).id
    line = next(one for one in _case(stage, code).sheets if one.assessor_id == me)
    stage.space.go("sheet", line.sheet_id)
    _sheet_screen(stage).modes.show_mode(TABLE)  # the mode of the scene before is remembered


def _case(stage: Stage, code: str) -> CaseLine:
    """Return the newest case of the person."""
    data, me = stage.app.data, stage.app.me
    assert data is not None
    assert me is not None
    person = data.read(people.by_code, code)
    return data.read(people.card, person.id, me.id, TODAY).cases[0]


def _people_screen(stage: Stage) -> PeopleScreen:
    assert isinstance(stage.space.shown, PeopleScreen)
    return stage.space.shown


def _sheet_screen(stage: Stage) -> SheetScreen:
    assert isinstance(stage.space.shown, SheetScreen)
    return stage.space.shown
