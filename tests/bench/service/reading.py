"""What a window reads from a service twenty milliseconds away, and a large centre on PostgreSQL."""

import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db import models
from db.assessing import people as register
from db.assessing.sheet import sheets
from db.file.store import Store
from db.home import overview
from db.postgresql.store import DatabaseStore
from db.service.acts import Acts
from db.service.first_answers import FirstAnswers
from db.team import matrix
from db.wire.client import name_of, written
from domain.login import Login, LoginRole
from domain.people.person import Person, PersonKind
from tests.bench.crowd import crowd
from tests.bench.lean import ROOM, copy_of, lean
from tests.bench.measure import Figure, middle, seconds
from tests.bench.service import at_work
from tests.bench.service.at_work import Window
from tests.bench.team_map import TODAY, Reopened

PEOPLE, LARGE, QUARTERS = 1_000, 10_000, 20
ROUNDS = 9
SHEET, HOME, MAP = 0.120, 0.200, 0.300


def figures(people: int = PEOPLE) -> list[Figure]:
    """Measure a sheet, home and the map of a unit, against an answer of a program that does nothing."""
    crowd(people).store.close()
    with TemporaryDirectory(dir=ROOM) as folder:
        path = copy_of(ROOM / f"team-{people}.merilo", Path(folder))
        team = Reopened(path)
        with closing(team.store) as store:
            token = at_work.logged_in(store, "gromov", team.boss, LoginRole.HR)
            sheet, unit, cycle = (_first(store, one) for one in (_SHEET, _UNIT, _CYCLE))
        with at_work.served(str(path)) as port, at_work.bare() as nothing:
            window, other = Window(port, token), Window(nothing, token)

            def row(name: str, most: float, f: Callable[..., Any], *args: object) -> Figure:
                window.ask(f, *args)
                took = middle([seconds(lambda: window.ask(f, *args)) for _round in range(ROUNDS)])
                least = middle([seconds(lambda: other.knock(f, *args)) for _round in range(ROUNDS)])
                return Figure(f"{name}, 20 ms away", took, least, limit=None, most=most)

            found = [
                row("open a sheet", SHEET, sheets.sheet, sheet, team.boss),
                row("home", HOME, overview.overview, team.boss, TODAY, cycle),
                row("map of a unit", MAP, matrix.team_matrix, cycle, team.boss, unit),
            ]
            window.close()
            other.close()
            return found


def large(count: int = LARGE, quarters: int = QUARTERS) -> list[Figure]:
    """Measure what the service adds to the read of a large matrix on PostgreSQL; no row without one."""
    with at_work.large(lean(count, quarters)) as store:
        if store is None:
            return []
        boss = store.write(register.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
        cycle = _first(store, _CYCLE)
        name, login = name_of(matrix.team_matrix), Login(boss, LoginRole.HR, ())
        acts, told = Acts(store, FirstAnswers()), written(name, matrix.team_matrix, cycle, boss)

        def served() -> None:
            assert acts.act(login, name, told, uuid.uuid4()).startswith(b'{"answer"')

        def read() -> None:
            assert store.read(matrix.team_matrix, cycle, boss).people

        served()
        pairs = [(seconds(served), seconds(read)) for _round in range(3)]
        value, baseline = (min(one[place] for one in pairs) for place in (0, 1))
        return [Figure(f"matrix, {count:,} × {quarters}, PostgreSQL", value, baseline, limit=1.3)]


def make_large() -> None:
    """Make what ``large`` reads, if it is not there yet."""
    with at_work.large(lean(LARGE, QUARTERS)):
        pass


def _first(store: Store | DatabaseStore, wanted: SelectOfScalar[int]) -> int:
    def first(session: Session) -> int:
        found = session.exec(wanted).first()
        assert found is not None
        return found

    return store.read(first)


_SHEET = select(models.Sheet.id).order_by(col(models.Sheet.id).desc())
_UNIT = select(models.Unit.id).order_by(col(models.Unit.id))
_CYCLE = (
    select(models.Cycle.id)
    .where(models.Cycle.state == "open", models.Cycle.kind == "quarterly")
    .order_by(col(models.Cycle.id).desc())
)
