"""Builders of domain records for tests: short where the test says little, full where it says more."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction

from domain.assessing.case import Case, CaseState, Cycle, CycleKind
from domain.assessing.entry import Carried, Entry, Settled
from domain.assessing.evidence import Evidence, Polarity
from domain.assessing.policy import Policy
from domain.assessing.result import CaseResult
from domain.assessing.scoring import score
from domain.development.plan import ActionKind, Library, LibraryAction
from domain.framework.framework import Duty, EditionState, Framework, Function, Item, Kind
from domain.framework.profile import Phase, Profile, Target
from domain.mark import GivenMark, Mark, Role, State
from domain.people.gates import Alternative, EducationLevel, Gate, GateKind, Requirements, Verdict
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.scale import Scale
from domain.text import Text
from domain.workdays import Calendar

TODAY = date(2026, 11, 24)
RUSSIA = Calendar(
    frozenset((1, day) for day in range(1, 9)) | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)},
    off=frozenset({date(2026, 12, 31)}),
)

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
                100 * number + place,
                f"{code}-{kind}",
                code,
                kind,
                span,
                Text(f"{kind} {code}"),
                Text("готово"),
            )
            for place, (kind, span) in enumerate(zip(kinds, weeks, strict=True))
        )
        for number, code in enumerate(codes, start=1)
    }
    return Library(
        actions,
        LibraryAction(0, "assess", "", ActionKind.ASSESS, 2, Text("Оценить"), Text("лист")),
    )


def requirements() -> Requirements:
    """Return requirements of one level of education and one area of experience."""
    return Requirements(
        education=Text("среднее"),
        education_levels=(EducationLevel("secondary", 0, Text("среднее")),),
        min_education="secondary",
        experience=Text("год"),
        areas={"calls": Text("обращения")},
        alternatives=(Alternative("calls", ("calls",), 12),),
        medical=Text("медосмотр"),
        examinations={},
    )


def profile(entries: Sequence[Entry] = (), **targets: Target) -> Profile:
    """Return the profile that asks what the entries ask, or these targets."""
    asked = {one.code: Target(one.target, one.weight, one.critical) for one in entries}
    return Profile(1, "", "", 1, Text("менеджер"), Phase.HIRE, requirements(), asked | targets)


def gates(*verdicts: Verdict) -> tuple[Gate, ...]:
    """Return gates with these verdicts, in the order of the source."""
    return tuple(Gate(kind, verdict) for kind, verdict in zip(GateKind, verdicts, strict=False))


def fact(text: str, *items: str, polarity: Polarity = Polarity.AGAINST, day: int = 12) -> Evidence:
    """Return a fact of November 2026 that speaks of the items."""
    on = date(2026, 11, day)
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Evidence(day, "", 1, 2, on, on, at, polarity, text, items)


def result(
    *entries: Entry,
    number: int = 1,
    gates: tuple[Gate, ...] = (),
    facts: tuple[Evidence, ...] = (),
    policy: Policy | None = None,
) -> CaseResult:
    """Return the result of candidate C-000«number», whose case has the id 10 + number."""
    policy = policy or Policy()
    inside = frozenset(one.code for one in entries if one.in_scope)
    return CaseResult(
        organisation=Organisation("", "ООО «Ромашка»"),
        person=Person(id=number, code=f"C-{number:04d}", surname="Лебедева"),
        manager=None,
        cycle=Cycle(1, kind=CycleKind.HIRING),
        case=Case(10 + number, "", 1, number, 1, CaseState.OPEN, inside),
        framework=framework(*(one.code for one in entries)),
        scale=Scale(1, "", 1, ()),
        profile=profile(entries),
        policy=policy,
        policy_number=1,
        assessors=(),
        gates=gates,
        comments=(),
        score=score(entries, (), policy),
        made_on=TODAY,
        facts=facts,
    )
