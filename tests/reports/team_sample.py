"""A team for papers: the shipped catalogue, invented people, levels from a fixed seed."""

from array import array
from datetime import date
from fractions import Fraction
from random import Random

from domain.assessing.case import Cycle, CycleKind
from domain.assessing.policy import Policy
from domain.assessing.trend import TeamPoint, Trend, team_trend
from domain.assessing.trend_steps import OwnLevel, Quarter
from domain.framework.profile import Phase, Profile
from domain.papers import team_paper
from domain.papers.team_paper import TeamPaper
from domain.team.matrix import NO_AGE, NO_LEVEL, Cell, MatrixPerson, TeamMatrix
from domain.team.shift import Short
from tests.reports import sample

CYCLE = Cycle(
    4,
    "",
    "2026-IV",
    CycleKind.QUARTERLY,
    "IV квартал 2026",
    starts_on=date(2026, 10, 1),
    ends_on=date(2026, 12, 31),
)
UNITS = {1: "Смена А", 2: "Смена Б", 3: "Смена В"}
SURNAMES = (
    *("Алёшина Вера Петровна", "Белов Артём Олегович", "Гусев Павел Николаевич", "Захарова Мария Алексеевна"),
    *("Ким Алина Сергеевна", "Кравец Юлия Дмитриевна", "Нуриева Лейла Рашидовна", "Орлов Денис Игоревич"),
    *("Сафин Тимур Маратович", "Тихонов Глеб Романович", "Фёдоров Семён Ильич", "Щербакова Нина Львовна"),
)
LEVELS = tuple(Fraction(level, 2) for level in range(9))


def matrix(
    count: int = 12,
    *,
    blind: tuple[int, ...] = (7,),
    left: tuple[int, ...] = (11,),
    names: tuple[str, ...] = SURNAMES,
    profiles: tuple[Profile, ...] = (),
) -> TeamMatrix:
    """So many people over all 71 items: rated, carried, missing, not applicable, outside."""
    random = Random(count)
    framework = sample.framework()
    used = profiles or (sample.profile(Phase.POST),)
    cells, indexes, ages, before = array("b"), array("h"), array("b"), array("h")
    people: list[MatrixPerson] = []
    for row in range(count):
        hidden = row in blind
        name = names[row % len(names)] + ("" if row < len(names) else f" {row}")
        people.append(
            MatrixPerson(
                row + 1,
                row + 1,
                f"E-{row + 1:04}",
                name,
                "супервайзер",
                row % 3 + 1,
                used[row % len(used)].id,
                left_on=date(2026, 11, 21) if row in left else None,
                blind=hidden,
                waiting=("Громов Максим Сергеевич",) if hidden else (),
            )
        )
        strength = random.gauss(2.6, 0.5)
        for item in framework.items:
            draw = random.random()
            level = min(8, max(0, round(2 * random.gauss(strength, 0.8))))
            if random.random() < 0.8:
                level = level // 2 * 2
            if item.code not in used[row % len(used)].targets:
                cell = Cell.OUTSIDE
            elif hidden:
                cell = Cell.HIDDEN
            elif draw < 0.05:
                cell = Cell.MISSING
            elif draw < 0.06:
                cell = Cell.NOT_APPLICABLE
            elif draw < 0.15:
                cell = Cell.CARRIED
            else:
                cell = Cell.RATED
            has_level = cell in (Cell.CARRIED, Cell.RATED)
            cells.append(cell)
            indexes.append(level if has_level else NO_LEVEL)
            age = 0 if cell is Cell.RATED else random.randint(1, 4) if cell is Cell.CARRIED else NO_AGE
            ages.append(age)
            before.append(max(0, level - 2 * random.randint(0, 1)) if has_level else NO_LEVEL)
    return TeamMatrix(
        cycle=CYCLE,
        framework=framework,
        policy=Policy(),
        profiles={one.id: one for one in used},
        people=tuple(people),
        levels=LEVELS,
        cells=cells,
        indexes=indexes,
        ages=ages,
        before=before,
        sheets_in=count - len(blind),
        sheets=count,
    )


def paper(
    found: TeamMatrix | None = None,
    unit: str = "",
    trend: Trend[TeamPoint] | None = None,
    short: tuple[Short, ...] | None = None,
) -> TeamPaper:
    return team_paper.paper(
        found or matrix(), sample.ORGANISATION, UNITS, sample.TODAY, unit, trend, short=short
    )


def trend() -> Trend[TeamPoint]:
    """One person over three quarters of 2026, the last one with too little in common."""
    items = [item for item in sample.framework().items if item.function in ("F1", "F2")]

    def quarter(number: int, level: int, count: int) -> Quarter:
        own = {item.key: OwnLevel(item.function, level, 3, 2) for item in items[:count]}
        return Quarter(f"2026-{'I' * number}", 2026 * 4 + number - 1, own)

    return team_trend([[quarter(1, 1, 20), quarter(2, 2, 20), quarter(3, 3, 5)]])
