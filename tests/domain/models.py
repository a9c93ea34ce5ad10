"""A small model for tests: two functions, four items, two duties, one profile at hire and one in post."""

from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.framework import Duty, Function, Item, Kind, Question, QuestionSet
from domain.framework.profile import Phase, Profile, Target
from domain.scale import Level
from domain.text import Text

LEVELS = tuple(
    Level(
        value,
        Text(f"Уровень {value}", f"Level {value}"),
        Text(f"у{value}", f"l{value}"),
        Text(f"знает на {value}", f"knows at {value}"),
        Text(f"умеет на {value}", f"does at {value}"),
    )
    for value in range(5)
)


def item(code: str, function: str = "F1", text: str = "") -> Item:
    """Return an item; its kind is told by its letter."""
    kind = Kind.KNOWLEDGE if code.startswith("K") else Kind.SKILL
    clause = f"{'1.4' if kind is Kind.KNOWLEDGE else '1.5'} {int(code[1:])})"
    said = Text(text or f"текст {code}", f"text {code}")
    return Item(0, f"key-{code}", code, kind, function, (), clause, said, Text(f"Ярлык {code}"), False)


def model() -> Edition:
    """Return the small model."""
    items = (item("K01"), item("S01"), item("K02", "F2"), item("S02", "F2"))
    return Edition(
        key="model",
        title=Text("Мастер", "Foreman"),
        functions=(
            Function(0, "F1", "2.1.1", Text("ведёт смену", "leads the shift"), Text("Смена", "Shift")),
            Function(0, "F2", "2.1.2", Text("учит людей", "teaches people"), Text("Обучение", "Training")),
        ),
        items=items,
        duties=(
            Duty(0, "D1.1", "F1", "3.1.1 1)", Text("ставит задачи", "sets tasks"), ("S01", "K01")),
            Duty(0, "D2.1", "F2", "3.1.2 1)", Text("учит новых", "teaches new ones"), ("S02",)),
        ),
        alias_groups=(("K01", "K02"),),
        levels=LEVELS,
        questions={
            "K01": Question("K01", "knowledge", 3, *(Text(f"{n} К01", f"{n} K01") for n in range(4))),
            "S02": Question("S02", "behavioural", 5, *(Text(f"{n} С02", f"{n} S02") for n in range(4))),
        },
        sets=(QuestionSet(0, "short", Text("Краткий", "Short"), ("K01", "S02"), 0),),
        profiles=tuple(
            Profile(
                0,
                "",
                f"foreman-{phase.value}",
                0,
                Text("Мастер", "Foreman"),
                phase,
                NO_REQUIREMENTS,
                {one.code: Target(2, 2, one.code == "S01") for one in items},
            )
            for phase in Phase
        ),
    )
