"""A team of five in two units, rated over two quarters in a real file."""

from dataclasses import dataclass, field
from datetime import date

from db.assessing import cases, cycles
from db.file.store import Store
from db.people import organisation
from domain.assessing.case import CycleKind
from domain.mark import Role
from domain.period import quarter_of
from tests.db import sample
from tests.db.sample import Said

THIRD, FOURTH = date(2026, 7, 1), date(2026, 10, 1)
NAMES = (
    ("Алёшина", "Вера", "Павловна"),
    ("Белов", "Артём", "Олегович"),
    ("Гусев", "Пётр", "Николаевич"),
    ("Ким", "Алина", "Сергеевна"),
    ("Орлов", "Денис", "Ильич"),
)


@dataclass
class Staff:
    """Who rates hands in as the one at work."""

    store: Store
    boss: int
    hr: int
    ids: dict[str, int] = field(default_factory=dict[str, int])
    units: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        if self.ids:
            return  # they are in the file
        for name in ("Смена А", "Смена Б"):
            self.units[name] = self.store.write(organisation.add_unit, name)
        for number, (surname, given, patronymic) in enumerate(NAMES):
            unit = self.units["Смена А" if number % 2 == 0 else "Смена Б"]
            self.ids[surname] = sample.add(
                self.store, surname, given=given, patronymic=patronymic, unit_id=unit, manager_id=self.boss
            )

    def codes(self) -> list[str]:
        """Return the codes of all items."""
        return [item.code for item in sample.framework(self.store).items]

    def at(self, level: int, **others: Said) -> dict[str, Said]:
        """Return this level for all items but the *others*; ``leave`` is not among them."""
        return {**dict.fromkeys(self.codes(), level), **others}

    def quarter(self, start: date, said: dict[str, dict[str, Said]], *, close: bool) -> int:
        """Let the manager rate these people."""
        cycle = sample.cycle(
            self.store, CycleKind.QUARTERLY, starts_on=start, ends_on=quarter_of(start).ends_on
        )
        for surname, levels in said.items():
            case = sample.case(self.store, self.ids[surname], cycle)
            self.store.act_as(self.boss)
            if levels:
                sample.sheet(self.store, case, self.boss, Role.MANAGER, levels)
        if close:
            self.store.write(cycles.close_cycle, cycle, "не все сданы")
        return cycle

    def case(self, surname: str, cycle: str = "2026-IV") -> int:
        """Return the case of somebody in a cycle."""
        rows = self.store.read(cases.cases_in, cycle)
        return next(one.case_id for one in rows if one.person_id == self.ids[surname])

    def hide(self, surname: str) -> None:
        """Give the case a second assessor who has not handed in."""
        self.store.act_as(self.hr)
        sample.sheet(self.store, self.case(surname), self.hr, Role.HR, {"K01": 0}, submit=False)
        self.store.act_as(self.boss)


def rate_twice(staff: Staff) -> int:
    """Rate all five twice: Орлов is low in S08, Белов was not asked S08 now, Ким has K01 not applicable."""
    skipped = staff.at(3)
    del skipped["S08"]
    staff.quarter(
        THIRD,
        {
            "Алёшина": staff.at(3),
            "Белов": staff.at(2),
            "Гусев": staff.at(2),
            "Ким": staff.at(3),
            "Орлов": staff.at(3, S08=2),
        },
        close=True,
    )
    return staff.quarter(
        FOURTH,
        {
            "Алёшина": staff.at(4),
            "Белов": skipped,
            "Гусев": staff.at(2),
            "Ким": staff.at(3, S01=sample.State.NOT_APPLICABLE),
            "Орлов": staff.at(3, S08=2, K01=0),
        },
        close=False,
    )
