"""What a person does with cycles of staff, and what they then see."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.people import organisation
from db.team import quarterly, staff_cycles
from db.team.staff_cycles import CyclePage
from desktop.app import App
from desktop.kit.table.list_model import ListModel
from desktop.team.cycle.list_screen import CyclesScreen
from desktop.team.cycle.screen import CycleScreen
from domain.assessing.case import CycleKind
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from domain.period import quarter_of
from domain.team.quarterly import CyclePlan
from resources.i18n import NBSP
from tests.desktop.conftest import TODAY, workspace_of
from tests.desktop.hiring.campaign.hands import Crew

IV = quarter_of(TODAY)
TEAM = ("Adams", "Brown", "Clark")


class Team(Crew):
    """Sokolova of HR, Gromov who heads a unit of three, and what was done before the program starts."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        with self.store() as store:
            self.chat = store.write(organisation.add_unit, "Chat")
            self.empty = store.write(organisation.add_unit, "Mail")
            self.people = {name: self.hire(store, name) for name in TEAM}

    def hire(self, store: Store, surname: str) -> int:
        """Add an employee of the unit."""
        person = Person(
            kind=PersonKind.EMPLOYEE,
            surname=surname,
            given="Ivan",
            post="manager",
            unit_id=self.chat,
            manager_id=self.gromov,
        )
        return store.write(people.add, person)

    def cycle(
        self, panels: Mapping[str, tuple[tuple[int, Role], ...]] | None = None, **fields: object
    ) -> tuple[int, dict[str, int]]:
        """Open the cycle of the quarter; return its id and the cases by surname.

        Gromov and Sokolova assess everybody unless told.
        """
        both = ((self.gromov, Role.MANAGER), (self.sokolova, Role.HR))
        assessors = {
            person: both if panels is None else panels.get(name, ()) for name, person in self.people.items()
        }
        plan = CyclePlan(
            kind=CycleKind.QUARTERLY,
            title="IV 2026",
            starts_on=IV.starts_on,
            ends_on=IV.ends_on,
            people=tuple(self.people.values()),
            assessors={person: panel for person, panel in assessors.items() if panel},
        )
        plan = replace(plan, **fields)  # pyright: ignore[reportArgumentType]
        with self.store() as store:
            cycle_id = store.write(quarterly.open_quarterly, plan)
            page = store.read(staff_cycles.page, cycle_id)
        return cycle_id, {one.case.person_name.partition(" ")[0]: one.case.case_id for one in page.people}

    def rate(self, case_id: int, assessor: int, level: int | None = 2) -> int:
        """Let an assessor begin a sheet, and hand it in with this level everywhere unless None."""
        with self.store() as store:
            store.act_as(assessor)
            sheet_id = store.write(sheets.open_sheet, case_id, assessor, Role.MANAGER)
            if level is not None:
                rows = store.read(sheets.sheet, sheet_id, assessor).scope
                store.write(sheets.enter, sheet_id, {one.item.id: (Mark.rated(level), "") for one in rows})
                store.write(sheets.submit, sheet_id)
        return sheet_id

    def leave(self, surname: str, on: date) -> None:
        """Let somebody leave the organisation."""
        with self.store() as store:
            who = store.read(people.person, self.people[surname])
            store.write(people.change, replace(who, left_on=on))


def cycles_screen(app: App) -> CyclesScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, CyclesScreen), shown
    return shown


def cycle_screen(app: App) -> CycleScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, CycleScreen), shown
    return shown


def page_of(app: App, cycle_id: int) -> CyclePage:
    """Return the cycle as the file has it."""
    assert app.data is not None
    return app.data.read(staff_cycles.page, cycle_id)


def lines[R](model: ListModel[R]) -> list[str]:
    """Return the table as it is read, headings in brackets."""
    told: list[str] = []
    for row in range(model.rowCount()):
        texts = [plain(str(model.index(row, column).data())) for column in range(model.columnCount())]
        told.append(f"[{texts[0]}]" if model.line(row) is None else " | ".join(filter(None, texts)))
    return told


def plain(text: str) -> str:
    """Return the text with common blanks, as it is typed in a test."""
    return text.replace(NBSP, " ")
