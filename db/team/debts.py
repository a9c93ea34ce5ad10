"""Who still owes which sheets of a cycle: names and counts, no marks."""

from dataclasses import dataclass

from sqlmodel import Session, col

from db import models
from db.assessing import cycles
from db.assessing.progress import SheetLine, lines_where
from db.journal.presence import present
from domain.assessing.case import CaseState, Cycle


@dataclass(frozen=True, slots=True)
class OwedSheet:
    """A sheet not handed in: about whom, and ``marked`` of ``total`` items; 0 of 0 if not begun."""

    person_name: str
    marked: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Debtor:
    """An assessor and the sheets not handed in, by the name of the person rated."""

    assessor_id: int
    name: str
    sheets: tuple[OwedSheet, ...]


@dataclass(frozen=True, slots=True)
class Debts:
    """The cycle and everyone who owes sheets for it, by name."""

    cycle: Cycle
    debtors: tuple[Debtor, ...]

    @property
    def count(self) -> int:
        """How many sheets are not handed in."""
        return sum(len(one.sheets) for one in self.debtors)


def debts(session: Session, cycle_id: int) -> Debts:
    """Return who owes which sheets; no one once the cycle takes no more sheets.

    Raises:
        Unknown: if there is no such cycle.
    """
    cycle = cycles.cycle(session, cycle_id)
    lines = lines_where(
        session,
        col(models.Case.cycle_id) == cycle_id,
        col(models.Case.state) == CaseState.OPEN,
        present(),
    )
    names: dict[int, str] = {}
    owed: dict[int, list[OwedSheet]] = {}
    for line in sorted(lines, key=lambda one: one.person_name):
        for one in line.pending:
            names[one.assessor_id] = one.assessor_name
            done = (one.marked, one.in_scope) if isinstance(one, SheetLine) else (0, 0)
            owed.setdefault(one.assessor_id, []).append(OwedSheet(line.person_name, *done))
    ordered = sorted(owed, key=lambda one: (names[one], one))
    return Debts(cycle, tuple(Debtor(one, names[one], tuple(owed[one])) for one in ordered))
