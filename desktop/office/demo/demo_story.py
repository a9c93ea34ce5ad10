"""What every chapter of the demo uses: the file, its clock, its people, filling in a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from db.people import organisation
from domain.assessing.evidence import Told
from domain.assessing.sheet import SheetOrigin, SheetRow
from domain.framework.framework import Framework, Question
from domain.framework.profile import Phase, Profile
from domain.mark import Mark, Role
from domain.people.organisation import Organisation
from domain.people.person import Person, PersonKind

type Content = Mapping[str, Any]

type Said = tuple[Mark, Told | None]
"""An assessor's mark for one item, and the fact that goes with it."""


class Clock:
    """A clock set by the story to an hour on the wall; it advances a second with each reading.

    The story is written person by person, not day by day, so it ``jumps``, which the journal lets pass.
    """

    jumps = True

    def __init__(self, day: date) -> None:
        self.set(day)

    def set(self, day: date, hour: int = 9) -> None:
        self._now = datetime.combine(day, time(hour)).astimezone(UTC)

    @property
    def today(self) -> date:
        return self._now.astimezone().date()

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@dataclass(slots=True)
class Story:
    """The file while the story is written; ``people`` is code -> id of everybody added so far."""

    store: Store
    clock: Clock
    content: Content
    today: date
    framework: Framework
    questions: Mapping[str, Question]
    profiles: Mapping[Phase, Profile]
    units: Mapping[str, int] = field(default_factory=dict[str, int])
    people: dict[str, int] = field(default_factory=dict[str, int])

    def day(self, after: int) -> date:
        """Return the day this many days after today."""
        return self.today + timedelta(days=after)

    def renew(self) -> None:
        """Continue with the edition of the model now in force; open cases keep the previous one."""
        self.framework = self.store.read(frameworks.newest)
        self.questions = {**self.questions, **self.store.read(frameworks.questions, self.framework.id)}
        self.profiles = {one.phase: one for one in self.store.read(frameworks.profiles)}

    def organise(self) -> None:
        """Write the organisation and its units."""
        facts = self.content["organisation"]
        stored = self.store.read(organisation.organisation)
        self.store.write(organisation.describe, Organisation(uid=stored.uid, **facts))
        made: dict[str, int] = {}
        for name, below in self.content["units"].items():
            made[name] = self.store.write(organisation.add_unit, name)
            for one in below:
                made[one] = self.store.write(organisation.add_unit, one, made[name])
        self.units = made

    def join(
        self,
        facts: Content,
        manager: int | None = None,
        *,
        is_actor: bool = False,
        hired: date | None = None,
    ) -> int:
        """Add an employee and return the id."""
        self.people[facts["code"]] = self.store.write(
            people.add,
            Person(
                code=facts["code"],
                kind=PersonKind.EMPLOYEE,
                surname=facts["surname"],
                given=facts["given"],
                patronymic=facts["patronymic"],
                post=facts["post"],
                unit_id=self.units[facts["unit"]],
                manager_id=manager,
                personnel_no=facts["personnel_no"],
                hired_on=hired or self.day(-900),
                is_actor=is_actor,
            ),
        )
        return self.people[facts["code"]]

    def begin(self, case: int, assessor: int, role: Role) -> tuple[int, tuple[SheetRow, ...]]:
        """Open the assessor's sheet and return its id and its rows."""
        self.store.act_as(assessor)
        sheet_id = self.store.write(sheets.open_sheet, case, assessor, role, SheetOrigin.SCREEN)
        return sheet_id, self.store.read(sheets.sheet, sheet_id, assessor).scope

    def fill(self, sheet_id: int, said: Mapping[int, Said], *, submit: bool) -> None:
        """Enter the marks, item id -> mark and fact, and with *submit* hand in the sheet."""
        marks: dict[int, tuple[Mark | None, str]] = {item: (mark, "") for item, (mark, _) in said.items()}
        facts = {item: told for item, (_, told) in said.items() if told is not None}
        self.store.write(sheets.enter, sheet_id, marks, facts)
        if submit:
            self.store.write(sheets.submit, sheet_id)
