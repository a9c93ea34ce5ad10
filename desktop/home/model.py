"""What the overview shows, picked from what the file holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.people import CaseLine, PersonRow
from domain.case import CaseState, CycleKind

RECENT = 8


@dataclass(frozen=True, slots=True)
class CycleName:
    """What an assessment goes by: its title, where it was given one."""

    kind: CycleKind
    title: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet of mine that waits: *done* of *total* items have a mark."""

    sheet_id: int
    person_name: str
    cycle: CycleName
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Recent:
    """A case whose result can be seen."""

    case_id: int
    person_name: str
    cycle: CycleName
    opened_on: date


@dataclass(frozen=True, slots=True)
class Overview:
    """``empty`` while there is nobody to assess; ``drafts`` last touched first, ``recent`` newest first."""

    empty: bool
    drafts: tuple[Draft, ...]
    recent: tuple[Recent, ...]


def overview(people: Sequence[PersonRow], drafts: Sequence[CaseLine], me_id: int) -> Overview:
    """Pick what I can go on with and what was assessed last."""
    results = [
        Recent(case.case_id, case.person_name, CycleName(case.cycle_kind, case.cycle_title), case.opened_on)
        for row in people
        if (case := row.latest) is not None
        and case.sheets
        and case.all_in
        and case.state is not CaseState.WITHDRAWN
    ]
    results.sort(key=lambda recent: (recent.opened_on, recent.case_id), reverse=True)
    return Overview(
        empty=all(row.person.is_actor for row in people) and not drafts,
        drafts=tuple(
            Draft(
                sheet.sheet_id,
                case.person_name,
                CycleName(case.cycle_kind, case.cycle_title),
                sheet.marked,
                sheet.in_scope,
            )
            for case in drafts
            if (sheet := case.draft_of(me_id)) is not None
        ),
        recent=tuple(results[:RECENT]),
    )
