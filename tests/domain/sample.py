"""Builders of domain records for tests: short where the test says little, full where it says more."""

from fractions import Fraction

from domain.entry import Carried, Entry, Settled
from domain.framework import Duty, EditionState, Framework, Function, Item, Kind
from domain.mark import GivenMark, Mark, Role, State
from domain.plan import ActionKind, Library, LibraryAction
from domain.text import Text

type Said = int | State | None


def marks(*said: Said, roles: tuple[Role, ...] = ()) -> tuple[GivenMark, ...]:
    """Return what assessors 1, 2, … said of one item; None = no mark. All are HR unless told."""
    given: list[GivenMark] = []
    for number, what in enumerate(said):
        if what is None:
            continue
        mark = Mark.rated(what) if isinstance(what, int) else Mark(what)
        given.append(GivenMark(number + 1, roles[number] if roles else Role.HR, mark))
    return tuple(given)


def entry(
    code: str,
    *said: Said,
    target: int = 3,
    weight: int = 1,
    critical: bool = False,
    function: str = "F1",
    in_scope: bool = True,
    roles: tuple[Role, ...] = (),
    settled: Settled | None = None,
    carried: tuple[str, int] | None = None,
) -> Entry:
    """Return one item with what was said of it."""
    return Entry(
        code=code,
        function=function,
        target=target,
        weight=weight,
        critical=critical,
        in_scope=in_scope,
        marks=marks(*said, roles=roles),
        settled=settled,
        carried=None if carried is None else Carried(Fraction(carried[0]), carried[1]),
    )


def duty(code: str, *items: str) -> Duty:
    """Return a duty that draws on the items."""
    return Duty(int(code[1] + code[3:]), code, f"F{code[1]}", code, Text(code), items)


def framework(
    *codes: str, duties: tuple[Duty, ...] = (), groups: tuple[tuple[str, ...], ...] = ()
) -> Framework:
    """Return a published framework of one function with these items."""
    items = tuple(
        Item(
            id=number,
            key=code,
            code=code,
            kind=Kind.KNOWLEDGE if code.startswith("K") else Kind.SKILL,
            function="F1",
            secondary=(),
            clause=code,
            text=Text(f"о компетенции {code}", f"of item {code}"),
            label=Text(code, code),
            org_specific=False,
        )
        for number, code in enumerate(codes, start=1)
    )
    function = Function(1, "F1", "2.1.1", Text("Оперативное управление"), Text("Управление"))
    return Framework(
        1,
        "",
        "test",
        1,
        Text("Проба"),
        EditionState.PUBLISHED,
        (function,),
        items,
        duties,
        groups,
        (),
    )


def library(*codes: str, weeks: tuple[int, int, int] = (4, 3, 2)) -> Library:
    """Return three actions for each code; ``weeks`` are those of experience, social, formal."""
    kinds = (ActionKind.EXPERIENCE, ActionKind.SOCIAL, ActionKind.FORMAL)
    actions = {
        code: tuple(
            LibraryAction(
                0,
                f"{code}-{kind}",
                code,
                kind,
                span,
                Text(f"{kind} {code}"),
                Text("готово"),
            )
            for kind, span in zip(kinds, weeks, strict=True)
        )
        for code in codes
    }
    return Library(
        actions,
        LibraryAction(0, "assess", "", ActionKind.ASSESS, 2, Text("Оценить"), Text("лист")),
    )
