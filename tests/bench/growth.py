"""What opening one person and rating cost in a file grown to 10,000 people over 12 quarters."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.team import last_levels
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.bench.crowd import crowd
from tests.bench.lean import ROOM, copy_of
from tests.bench.measure import Figure, middle, seconds
from tests.bench.team_map import Reopened

TODAY = date(2026, 11, 24)
RATED = 12  # items of one person


def person_and_marks(rounds: int = 15) -> tuple[Figure, Figure]:
    """Open a person's card; open a sheet with earlier levels and rate: against a file of 100 people."""
    ROOM.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ROOM) as folder:
        small, large = (_Grown(Path(folder), count) for count in (100, 10_000))
        opened = [(seconds(large.card(n)), seconds(small.card(n))) for n in range(rounds)]
        rated = [(seconds(large.rate(n)), seconds(small.rate(n))) for n in range(rounds)]
        for one in (small, large):
            one.team.store.close()
    return _figure("growth: open a person", opened), _figure("growth: open a sheet, rate", rated)


def _figure(name: str, times: list[tuple[float, float]]) -> Figure:
    value, baseline = (middle(list(column)) for column in zip(*times, strict=True))
    return Figure(name, value, baseline, limit=1.3)


class _Grown:
    """A copy of a kept file, and the sheets of a second assessor."""

    def __init__(self, folder: Path, count: int) -> None:
        crowd(count).store.close()
        self.team = Reopened(copy_of(ROOM / f"team-{count}.merilo", folder))
        store = self.team.store
        self.expert = store.write(
            people.add, Person(kind=PersonKind.EMPLOYEE, surname="Фомина", is_actor=True)
        )
        store.act_as(self.expert)
        everybody = store.read(people.everybody)
        self.people = [one.id for one in everybody if one.kind is PersonKind.EMPLOYEE and not one.is_actor]

    def card(self, number: int) -> Callable[[], object]:
        person_id = self.people[number]
        return lambda: self.team.store.read(people.card, person_id, self.expert, TODAY)

    def rate(self, number: int) -> Callable[[], object]:
        store, person_id = self.team.store, self.people[number]

        def work() -> None:
            sheet_id = store.write(assessments.start, person_id, self.expert, Role.EXPERT)
            sheet = store.read(sheets.sheet, sheet_id, self.expert)
            store.read(last_levels.before, sheet_id, self.expert)
            for item in sheet.framework.items[:RATED]:
                store.write(sheets.rate, sheet_id, item.id, Mark.rated(3))

        return work
