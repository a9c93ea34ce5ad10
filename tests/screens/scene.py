"""The definition of a scene, the people of the demo file it uses, and steps that several scenes share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.assessing import cases, people
from db.assessing.people import CaseLine
from db.assessing.sheet import answer_forms
from db.team import staff_cycles
from desktop.actions import Actions
from desktop.assessing.sheet.modes import TABLE
from desktop.assessing.sheet.screen import SheetScreen
from desktop.context import Context
from desktop.exchange.paper_dialog import PaperDialog
from desktop.export.screen import DocumentsScreen
from desktop.people.screen import PeopleScreen
from desktop.theme import Theme
from domain.login import LoginRole
from tests.screens.stage import SERVED, TODAY, Files, Stage, wait

HR, MANAGER = "E-0101", "E-0102"
CANDIDATE, BLIND, STAFF, IN_WORK = "C-0042", "C-0043", "E-0301", "E-0322"
FACT = (
    "Дважды прервала собеседника в роли клиента, но сама заметила и извинилась; "
    "итог разговора подтвердила письмом."
)

START, EMPTY, AS_HR, AS_MANAGER, LONG = "start", "empty", "hr", "manager", "long"
"""Before a file is open; in a file without people; in the demo as HR or manager; with long names."""

OWN, TAKEN_ALONG, READ_ONLY = "own", "taken along", "read-only"
"""In a file of one's own as HR; as the manager who took a sheet of it along; where it may only be read."""

AT_SERVER = "at the server as {role}"
"""At the server of the organisation, in each of the roles of ``SERVED``."""

INK = 200  # the lightness below which something is on a page, be its letters ever so small


@dataclass(frozen=True, slots=True)
class Scene:
    """A name for the picture, where it takes place, and how to get there."""

    name: str
    place: str
    come: Callable[[Stage], None]
    main: bool = False  # committed to docs/screens and examined in the ordinary tests


@dataclass(frozen=True, slots=True)
class Place:
    """Where scenes take place: the file, None before one is open, and the code of who works there."""

    name: str
    path: Path | None
    who: str = ""
    read_only: bool = False
    role: LoginRole | None = None  # at the server of the organisation


def places(files: Files) -> tuple[Place, ...]:
    """Return all places, in the order in which their scenes are played."""
    return (
        Place(START, None),
        Place(EMPTY, files.empty),
        Place(AS_HR, files.demo, HR),
        Place(AS_MANAGER, files.demo, MANAGER),
        Place(OWN, files.own, HR),
        Place(TAKEN_ALONG, files.own, MANAGER),
        Place(READ_ONLY, files.own, HR, read_only=True),
        Place(LONG, files.long, MANAGER),
        *(Place(AT_SERVER.format(role=role), files.served, role=role) for role in SERVED),
    )


def people_screen(stage: Stage) -> PeopleScreen:
    assert isinstance(stage.space.shown, PeopleScreen)
    return stage.space.shown


def show_people(stage: Stage) -> None:
    stage.space.go("people")
    people_screen(stage).clear_filter()
    wait(lambda: not stage.app.jobs.busy)  # the numbers are computed in the background


def case(stage: Stage, code: str) -> CaseLine:
    """Return the newest case of the person."""
    data, me = stage.app.data, stage.app.me
    assert data is not None
    assert me is not None
    person = data.read(people.by_code, code)
    every = data.read(people.card, person.id, me.id, TODAY).cases
    return next(one for one in every if not one.of_file)  # a scene of another look may have imported levels


def awaited(stage: Stage) -> CaseLine:
    """Return the case of a staff cycle in which most assessors have begun nothing."""
    data, me = stage.app.data, stage.app.me
    assert data is not None
    assert me is not None
    found = data.read(staff_cycles.staff_cycles, me.id)
    every = (line for one in found for line in data.read(cases.cases_in, one.cycle.code))
    return max(every, key=lambda one: len(one.assigned))


def form_out(stage: Stage) -> int:
    """Hand out the forms of a case of a staff cycle that waits for assessors, and return it."""
    assert stage.app.data is not None
    out = stage.app.data.read(answer_forms.expected, TODAY)
    case_id = next((one.case_id for one in out), 0) or awaited(stage).case_id
    stage.app.data.write(answer_forms.send, case_id)
    return case_id


def open_sheet(stage: Stage, code: str, assessor: str) -> None:
    assert stage.app.data is not None
    me = stage.app.data.read(people.by_code, assessor).id
    line = next(one for one in case(stage, code).sheets if one.assessor_id == me)
    stage.space.go("sheet", line.sheet_id)
    sheet_screen(stage).modes.show_mode(TABLE)  # the mode of the previous scene is remembered


def context_of(stage: Stage) -> Context:
    """Return what a dialog is made of that a scene shows without the file being so."""
    app = stage.app
    assert app.data is not None
    assert app.me is not None
    theme = Theme(app.settings.theme, font_step=app.settings.font_step)
    return Context(app.data, app.jobs, app.settings, Actions(), theme, app.me, lambda: TODAY)


def sheet_screen(stage: Stage) -> SheetScreen:
    assert isinstance(stage.space.shown, SheetScreen)
    return stage.space.shown


def wait_for_the_page(stage: Stage) -> None:
    """Wait until the place of documents shows the paper that was asked for, or why there is none."""
    screen = stage.space.shown
    assert isinstance(screen, DocumentsScreen)
    wait(lambda: not screen.drawing and not stage.app.jobs.busy)
    wait(lambda: not screen.preview.pages or painted(screen))  # pages are drawn in the background


def painted(screen: DocumentsScreen | PaperDialog) -> bool:
    """Return whether ink is seen on the page: neither the paper nor what is around it."""
    view = screen.preview.view.viewport()
    image = view.grab().toImage()
    around = image.pixelColor(2, 2)
    seen = (
        image.pixelColor(x, y)
        for y in range(30, image.height() - 10, 7)
        for x in range(40, image.width() - 40, 3)
    )
    return any(one != around and one.lightness() < INK for one in seen)
