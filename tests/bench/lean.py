"""Large files with people, quarters and marks alone, made once in ``build/``, and a day's work in one."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file import keys, migrate, triggers
from db.file.store import Store
from db.framework import frameworks
from domain.assessing.case import Cycle, CycleKind
from domain.framework.profile import Phase
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.bench.team_map import QUARTERS, Team

ROOM = Path("build")
DAY = 100  # sheets that are handed in on one day


def lean(count: int, quarters: int = QUARTERS) -> Path:
    """Return the file of *count* people over 12 quarters: 4.7 kB a person and quarter, without events."""
    ROOM.mkdir(exist_ok=True)
    path = ROOM / f"lean-{count}-{quarters}-{migrate.SCHEMA}.merilo"
    if not path.exists():
        with TemporaryDirectory(dir=ROOM) as folder:
            team = Team(Path(folder), count, quarters)
            db = team.raw()
            for guard in triggers.TRIGGERS:
                db.execute(guard)  # which were off while the file was being filled
            db.close()
            team.store.close()
            for made, kept in zip(keys.both(team.path), keys.both(path), strict=True):
                made.replace(kept)
            team.path.replace(path)
    return path


def copy_of(kept: Path, folder: Path) -> Path:
    """Return a copy of the file and its keys in the folder: what is written must not change the kept one."""
    path = folder / kept.name
    for one, other in zip((kept, *keys.both(kept)), (path, *keys.both(path)), strict=True):
        if one.exists():
            shutil.copyfile(one, other)
    return path


def work_a_day(store: Store) -> None:
    """Rate and submit as many sheets as a large firm does on a day, in a cycle of their own."""
    boss = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
    store.act_as(boss)
    profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
    items = [one.id for one in store.read(frameworks.newest).items]
    cycle = store.write(cycles.open_cycle, Cycle(kind=CycleKind.QUARTERLY, starts_on=date(2026, 10, 1)))
    for number in range(DAY):
        person = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=f"Нов{number}"))
        case = store.write(cases.open_case, cycle, person, profile.id)
        sheet = store.write(sheets.open_sheet, case, boss, Role.MANAGER)
        for place, item in enumerate(items):
            store.write(sheets.rate, sheet, item, Mark.rated((number + place) % 5))
        store.write(sheets.submit, sheet)
