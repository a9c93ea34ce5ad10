"""At the server of the organisation: what each role sees first, and what only it sees so."""

from collections.abc import Callable

from db.assessing import people
from db.people import destruction
from db.team import staff_cycles
from desktop.hiring.closed.screen import ClosedScreen
from desktop.home.screen import HomeScreen
from desktop.office.destruction import DoneAtServer
from desktop.people.accounts import screen as accounts_screen
from desktop.people.accounts.dialogs import FirstPasswordDialog
from desktop.people.accounts.screen import SESSIONS, AccountsScreen
from desktop.people.erase.dialog import EraseDialog
from desktop.people.erase.words import told
from desktop.places import ACCOUNTS, CLOSED, JOURNAL, LEDGER
from domain.login import LoginRole
from domain.people.erasure import Choice, Order
from tests.screens.scene import (
    AT_SERVER,
    BLIND,
    CANDIDATE,
    Scene,
    context_of,
    people_screen,
    sheet_screen,
    show_people,
    wait_for_the_page,
)
from tests.screens.stage import Stage, wait

ASSESSOR, MANAGER, AUDITOR, ADMINISTRATOR, HR = (
    AT_SERVER.format(role=role)
    for role in (
        *(LoginRole.ASSESSOR, LoginRole.MANAGER, LoginRole.AUDITOR),
        *(LoginRole.ADMINISTRATOR, LoginRole.HR),
    )
)


def _home(stage: Stage) -> None:
    stage.space.go("home")
    home = stage.space.shown
    assert isinstance(home, HomeScreen)
    wait(lambda: home.whole)


def _sheet(stage: Stage) -> None:
    _home(stage)
    home = stage.space.shown
    assert isinstance(home, HomeScreen)
    home.step.go.click()
    sheet_screen(stage)


def _settings(stage: Stage) -> None:
    stage.space.go("preferences")


def _jump(stage: Stage) -> None:
    _home(stage)
    stage.space.jump()


def _person(stage: Stage) -> None:
    show_people(stage)
    stage.space.to_page(context_of(stage).names.roll.everybody[0].id)
    wait(lambda: not stage.app.jobs.busy)


def _cycles(stage: Stage) -> None:
    stage.space.go("cycles")


def _cycle(stage: Stage) -> None:
    context = context_of(stage)
    stage.space.to_cycle(context.data.read(staff_cycles.staff_cycles, context.me.id)[0].cycle.id)


def _team(stage: Stage) -> None:
    stage.space.go("team")
    wait(lambda: not stage.app.jobs.busy)


def _plans(stage: Stage) -> None:
    stage.space.go("development")


def _papers(stage: Stage) -> None:
    _team(stage)
    stage.space.to_papers()
    wait_for_the_page(stage)


def _at(name: str) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        stage.space.go(name)
        wait(lambda: not stage.app.jobs.busy)

    return scene


def _closed_result(stage: Stage) -> None:
    stage.space.go(CLOSED)
    closed = stage.space.shown
    assert isinstance(closed, ClosedScreen)
    closed.open_result()
    wait(lambda: not stage.app.jobs.busy)


def _erase(stage: Stage) -> None:
    data = context_of(stage).data
    show_people(stage)
    people_screen(stage).open(data.read(people.by_code, BLIND).id)
    wait(lambda: not stage.app.jobs.busy)
    people_screen(stage).erase()
    wait(lambda: not stage.app.jobs.busy)


def _erased(stage: Stage) -> None:
    """The dialog once the act is done; nothing was saved, since the folder was gone by then."""
    _erase(stage)
    (dialog,) = stage.app.window.findChildren(EraseDialog)
    dialog._show_result(*told(DoneAtServer((), due=True)))  # pyright: ignore[reportPrivateUsage]


def _papers_due(stage: Stage) -> None:
    data = context_of(stage).data
    if not data.read(destruction.due):  # a scene of another look may have erased him
        person = data.read(people.by_code, CANDIDATE)
        order = Order(person.id, "отзыв согласия", "Стёртый кандидат № 1", others=Choice.REMOVE)
        data.write(destruction.erase, order)
    _home(stage)
    wait(stage.space.papers_due.isVisible)


def _help(show: Callable[[Stage], None]) -> Callable[[Stage], None]:
    """F1 on that screen: what the help tells this role."""

    def scene(stage: Stage) -> None:
        show(stage)
        wait(lambda: not stage.app.jobs.busy)
        stage.app.window.show_help()

    return scene


def _accounts_shown(stage: Stage) -> AccountsScreen:
    _at(ACCOUNTS)(stage)
    screen = stage.space.shown
    assert isinstance(screen, AccountsScreen)
    screen.views.chosen.emit(accounts_screen.ACCOUNTS)
    screen.table.stand_on(next(line.account.id for line in screen.table.list_model.lines()))
    return screen


def _accounts(stage: Stage) -> None:
    _accounts_shown(stage)


def _sessions(stage: Stage) -> None:
    _accounts_shown(stage).views.chosen.emit(SESSIONS)


def _new_account(stage: Stage) -> None:
    _accounts_shown(stage).add()
    wait(lambda: not stage.app.jobs.busy)


def _another_role(stage: Stage) -> None:
    screen = _accounts_shown(stage)
    lines = screen.table.list_model.lines()
    manager = next(one.account for one in lines if one.account.login.role is LoginRole.MANAGER)
    screen.table.stand_on(manager.id)
    screen.change()


def _first_password(stage: Stage) -> None:
    screen = _accounts_shown(stage)
    FirstPasswordDialog(context_of(stage).theme, "gromov", "q7kd-m2xp-9fhw-t4cz", screen).open()


SCENES = (
    Scene("server-assessor-home", ASSESSOR, _home),
    Scene("server-assessor-sheet", ASSESSOR, _sheet),
    Scene("server-assessor-settings", ASSESSOR, _settings),
    Scene("server-assessor-jump", ASSESSOR, _jump),
    Scene("server-assessor-help", ASSESSOR, _help(_home)),
    Scene("server-manager-home", MANAGER, _home),
    Scene("server-manager-people", MANAGER, show_people),
    Scene("server-manager-person", MANAGER, _person),
    Scene("server-manager-cycles", MANAGER, _cycles),
    Scene("server-manager-cycle", MANAGER, _cycle),
    Scene("server-manager-team", MANAGER, _team),
    Scene("server-manager-plans", MANAGER, _plans),
    Scene("server-manager-papers", MANAGER, _papers),
    Scene("server-manager-help", MANAGER, _help(_cycle)),
    Scene("server-auditor-journal", AUDITOR, _at(JOURNAL)),
    Scene("server-auditor-closed", AUDITOR, _at(CLOSED)),
    Scene("server-auditor-result", AUDITOR, _closed_result),
    Scene("server-auditor-erasures", AUDITOR, _at(LEDGER)),
    Scene("server-auditor-help", AUDITOR, _help(_at(JOURNAL))),
    Scene("server-administrator-accounts", ADMINISTRATOR, _accounts),
    Scene("server-administrator-sessions", ADMINISTRATOR, _sessions),
    Scene("server-administrator-new-account", ADMINISTRATOR, _new_account),
    Scene("server-administrator-another-role", ADMINISTRATOR, _another_role),
    Scene("server-administrator-first-password", ADMINISTRATOR, _first_password),
    Scene("server-hr-erase", HR, _erase),
    Scene("server-hr-erased", HR, _erased),
    Scene("server-hr-papers-due", HR, _papers_due),
)
