"""Generated models of any size for round trips: whole trees with codes, texts and links."""

from uuid import UUID, uuid5

from hypothesis import strategies as st

from domain.edition import NO_REQUIREMENTS, Edition
from domain.framework import Duty, Function, Item, Kind, Question, QuestionSet
from domain.profile import Phase, Profile, Target
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
        questions={
            code: Question(code, "knowledge", draw(st.integers(1, 20)), *(draw(BOTH) for _ in range(4)))
            for code in codes
            if code in asked
        },
        sets=(QuestionSet(0, "short", draw(_short()), tuple(asked), 0),) if asked else (),
        profiles=tuple(
            Profile(
                *(0, "", f"post-{phase.value}", 0, draw(_short()), phase, NO_REQUIREMENTS),
                {code: draw(_targets()) for code in codes},
            )
            for phase in draw(st.lists(st.sampled_from(Phase), unique=True, max_size=2))
        ),
    )


def _short() -> st.SearchStrategy[Text]:
    fitting = LINES.map(lambda text: text[:60].strip()).filter(bool)
    return st.builds(Text, fitting, st.none() | fitting)


def _targets() -> st.SearchStrategy[Target]:
    reasons = st.none() | st.builds(Text, LINES, st.none() | LINES)
    return st.builds(Target, st.integers(0, 4), st.integers(1, 3), st.booleans(), reasons, reasons)
