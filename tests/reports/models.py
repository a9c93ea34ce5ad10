"""Generated models of any size for round trips: whole trees with codes, texts and links."""

from dataclasses import replace
from random import Random
from uuid import UUID, uuid5

from hypothesis import strategies as st

from domain.framework.edition import NO_REQUIREMENTS, Edition
from domain.framework.framework import Duty, Function, Item, Kind, Lead, Question, QuestionSet
from domain.framework.profile import Phase, Profile, Target
from domain.text import Text
from tests.domain.models import LEVELS

_SPACE = UUID(int=7)
_LETTERS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЯ" + "abcxyzABZ" + "0123456789" + " ,.;:-–—«»\"'()/%&<>=+@№…\n"
)
WORDS = st.text(_LETTERS, min_size=1, max_size=120).map(str.strip).filter(bool)
LINES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
BOTH = st.builds(Text, WORDS, st.none() | WORDS)


@st.composite
def editions(draw: st.DrawFn, functions: int = 4, items: int = 8) -> Edition:
    """Return a model without faults, its items by function and knowledge before skills."""
    sizes = draw(st.lists(st.integers(1, items), min_size=1, max_size=functions))
    made_functions = tuple(
        Function(0, f"F{n}", f"2.1.{n}", draw(BOTH), draw(_short()), draw(st.booleans()))
        for n in range(1, len(sizes) + 1)
    )
    made: list[Item] = []
    for function, size in zip(made_functions, sizes, strict=True):
        kinds = sorted(draw(st.lists(st.sampled_from(Kind), min_size=size, max_size=size)))
        others = [one.code for one in made_functions if one is not function]
        for kind in kinds:
            letter = "K" if kind is Kind.KNOWLEDGE else "S"
            number = sum(one.kind is kind for one in made) + 1
            secondary = draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else []
            made.append(
                Item(
                    id=0,
                    key=str(uuid5(_SPACE, f"{letter}{number}")),
                    code=f"{letter}{number:02d}",
                    kind=kind,
                    function=function.code,
                    secondary=tuple(sorted(secondary)),
                    clause=f"1.{4 if letter == 'K' else 5} {number})",
                    text=draw(BOTH),
                    label=draw(_short()),
                    org_specific=draw(st.booleans()),
                    own=draw(st.booleans()),
                )
            )
    codes = [one.code for one in made]
    asked = draw(st.lists(st.sampled_from(codes), unique=True, max_size=3))
    return Edition(
        key=str(uuid5(_SPACE, "model")),
        title=draw(_short()),
        functions=made_functions,
        items=tuple(made),
        duties=tuple(
            Duty(
                *(0, f"D{n}", draw(st.sampled_from(made_functions)).code, f"3.1 {n})", draw(BOTH)),
                tuple(draw(st.lists(st.sampled_from(codes), unique=True, max_size=4))),
                draw(st.booleans()),
            )
            for n in range(1, draw(st.integers(0, 4)) + 1)
        ),
        alias_groups=(tuple(codes[:2]),) if len(codes) > 1 and draw(st.booleans()) else (),
        levels=LEVELS,
        questions={code: draw(_questions(code)) for code in codes if code in asked},
        sets=(QuestionSet(0, "short", draw(_short()), tuple(asked), 0, draw(st.sampled_from(Lead))),)
        if asked
        else (),
        profiles=tuple(
            Profile(
                *(0, "", f"post-{phase.value}", 0, draw(_short()), phase, NO_REQUIREMENTS),
                {code: draw(_targets()) for code in codes},
            )
            for phase in draw(st.lists(st.sampled_from(Phase), unique=True, max_size=2))
        ),
    )


@st.composite
def _questions(draw: st.DrawFn, code: str) -> Question:
    """Return a question of an item, maybe with follow-ups of its own and a second wording."""

    def lead(kind: str) -> Question:
        probes = draw(st.lists(st.builds(Text, LINES, st.none() | LINES), max_size=2))
        texts = (draw(BOTH) for _ in range(4))
        return Question(code, kind, draw(st.integers(1, 20)), *texts, probes=tuple(probes))

    return replace(lead("knowledge"), twin=lead("situational") if draw(st.booleans()) else None)


@st.composite
def large_editions(draw: st.DrawFn, most: int = 2_000) -> Edition:
    """Return a model of up to *most* items whose texts and links come from a few that were drawn."""
    texts, labels = draw(st.lists(BOTH, min_size=5, max_size=12)), draw(st.lists(_short(), min_size=5))
    dice = Random(draw(st.integers(0, 1_000_000)))  # drawing each of 2,000 is too much for the library
    count, places = draw(st.integers(most // 2, most)), draw(st.integers(1, 40))
    functions = tuple(
        Function(0, f"F{n}", f"2.1.{n}", dice.choice(texts), dice.choice(labels), dice.random() < 0.2)
        for n in range(1, places + 1)
    )

    def others(place: int) -> tuple[str, ...]:
        found = {dice.choice(functions).code for _n in range(dice.randrange(3))}
        return tuple(sorted(found - {functions[place].code}))

    kinds = [dice.choice(tuple(Kind)) for _number in range(count)]
    told = sorted(
        (dice.randrange(places), kind is Kind.SKILL, number) for number, kind in enumerate(kinds, start=1)
    )
    items = tuple(
        Item(
            id=0,
            key=str(uuid5(_SPACE, f"large/{number}")),
            code=f"{'S' if skill else 'K'}{number:04d}",
            kind=Kind.SKILL if skill else Kind.KNOWLEDGE,
            function=functions[place].code,
            secondary=others(place),
            clause=f"1.{5 if skill else 4} {number})",
            text=dice.choice(texts),
            label=dice.choice(labels),
            org_specific=dice.random() < 0.1,
            own=dice.random() < 0.1,
        )
        for place, skill, number in told
    )
    codes = [one.code for one in items]
    groups = [codes[at : at + 3] for at in range(0, count - 3, max(count // 20, 4))]
    return Edition(
        key=str(uuid5(_SPACE, "large")),
        title=draw(_short()),
        functions=functions,
        items=items,
        duties=tuple(
            Duty(
                *(0, f"D{n}", dice.choice(functions).code, f"3.1 {n})", dice.choice(texts)),
                tuple(dict.fromkeys(dice.choice(codes) for _n in range(dice.randrange(6)))),
            )
            for n in range(1, 60)
        ),
        alias_groups=tuple(map(tuple, groups)),
        levels=LEVELS,
        profiles=tuple(
            Profile(
                *(0, "", f"post-{phase.value}", 0, dice.choice(labels), phase, NO_REQUIREMENTS),
                {
                    code: Target(dice.randrange(5), dice.randrange(1, 4), dice.random() < 0.1)
                    for code in codes
                },
            )
            for phase in Phase
        ),
    )


def _short() -> st.SearchStrategy[Text]:
    fitting = LINES.map(lambda text: text[:60].strip()).filter(bool)
    return st.builds(Text, fitting, st.none() | fitting)


@st.composite
def _targets(draw: st.DrawFn) -> Target:
    reason = st.builds(Text, LINES, st.none() | LINES)
    level = draw(st.integers(0, 4))
    return Target(
        *(level, draw(st.integers(1, 3)), draw(st.booleans())),
        *(draw(st.none() | reason), draw(st.none() | reason)),
        own_floor=draw(st.none() | st.integers(0, level)),
        floor_reason=draw(reason),  # what is not the usual one has it
    )
