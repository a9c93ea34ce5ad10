"""Sheets for papers: the shipped questions, invented marks and facts."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache
from random import Random

from db.framework.catalogue import shipped_edition
from domain.assessing.case import Cycle, CycleKind
from domain.assessing.sheet import Sheet, SheetRow, SheetState
from domain.assessing.sheet_number import sheet_number
from domain.framework.framework import Question
from domain.framework.profile import Phase
from domain.mark import Mark, Role, State
from domain.people.person import Person
from domain.sheet_kinds import Origin
from tests.reports import sample

NUMBER = sheet_number("uid")
STANDARD: tuple[str, ...] = tuple(
    next(one["codes"] for one in sample.content("interview")["meta"]["sets"] if one["id"] == "standard")
)
SCREENING: tuple[str, ...] = tuple(
    next(one["codes"] for one in sample.content("interview")["meta"]["sets"] if one["id"] == "screening")
)


@cache
def questions() -> Mapping[str, Question]:
    return shipped_edition().questions


def sheet(
    scope: Collection[str] | None = None,
    *,
    marked: bool = False,
    state: SheetState = SheetState.DRAFT,
    person: Person = sample.CANDIDATE,
    assessor: Person = sample.HEAD,
    facts: Mapping[str, str] = sample.FACTS,
    seed: int = 5,
) -> Sheet:
    """A sheet over the scope, all 71 items where none is given; ``marked`` fills most of it in."""
    chance, framework, targets = Random(seed), sample.framework(), sample.profile(Phase.HIRE).targets
    rows: list[SheetRow] = []
    for item in framework.items:
        inside = scope is None or item.code in scope
        mark = None
        if marked and inside:
            mark = Mark.rated(chance.randrange(5))
            if chance.random() < 0.1:
                mark = Mark(chance.choice([one for one in State if one is not State.RATED]))
        rows.append(
            SheetRow(
                item,
                inside,
                targets[item.code].critical,
                mark,
                Origin.TYPED if mark else None,
                facts.get(item.code, "") if marked else "",
            )
        )
    submitted = datetime(2026, 11, 20, 12, 0, tzinfo=UTC) if state is SheetState.SUBMITTED else None
    cycle = Cycle(
        1,
        "",
        "2026-К-001",
        CycleKind.HIRING,
        "Менеджер, служба поддержки клиентов",
        starts_on=datetime(2026, 11, 12, tzinfo=UTC).date(),
        ends_on=datetime(2026, 11, 26, tzinfo=UTC).date(),
    )
    started = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    return Sheet(
        1,
        "uid",
        42,
        person,
        assessor,
        Role.MANAGER,
        1,
        state,
        cycle,
        framework,
        sample.scale(),
        tuple(rows),
        started,
        submitted,
        None if submitted is None else submitted.date(),
    )
