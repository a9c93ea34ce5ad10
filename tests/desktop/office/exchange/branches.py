"""HR's file and copies that branches work with: packets of all kinds go out of each and come into any."""

import copy
import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import override

from sqlmodel import Session, select

from db import models
from db.exchange.merge import merging, other_file
from domain.exchange.merging import Decisions, Keep
from tests.db.exchange import merged
from tests.desktop.office.exchange.devices import Device
from tests.desktop.office.exchange.road import Road
from tests.desktop.office.exchange.schedules import FullSchedule, Seat

TOGETHER, APART = 15, 35  # acts before the file is copied, and afterwards
OFTEN = (
    3  # times as often as elsewhere sheets are handed in, sealed and come in: cases open in one file alone
)


class Branches(FullSchedule):
    """What a schedule does, but each act of HR is done in one of three files.

    All have the same keys: whoever sends a packet to HR cannot tell who will open it.
    """

    def __init__(self, folder: Path, chance: random.Random) -> None:
        super().__init__(folder, chance)
        self.branches: tuple[Device, ...] = ()
        for _ in range(2):
            self.begin()
        for _ in range(TOGETHER):
            self.step()
        for letter in self.shuffled():
            self.bring(letter)
        self._part()
        for _ in range(APART):
            self._turn()
            self.step()

    def _part(self) -> None:
        home = self.hr
        home.store.close()
        paths = [merged.forked(home.store.path, name) for name in "абв"]
        offs = [timedelta(minutes=self.chance.randrange(-600_000, 600_000)) for _ in paths]
        self.branches = tuple(Device(path, "", off, home.me) for path, off in zip(paths, offs, strict=True))
        self._rated_here = [copy.deepcopy(self.at_home) for _ in self.branches]

    def _turn(self) -> None:
        """The next act is done in another of the files."""
        number = self.chance.randrange(len(self.branches))
        self.hr, self.at_home = self.branches[number], self._rated_here[number]
        for letter in self.post.letters:
            letter.to = letter.to if letter.to in self.assessors else self.hr

    @override
    def acts(self) -> dict[Callable[[], None], int]:
        acts = super().acts()
        if self.branches:
            acts |= {act: acts[act] * OFTEN for act in (self.bring, self.submit, self.seal)} | {self.begin: 0}
        return acts

    def join(self) -> None:
        """Let all become one file, in which HR goes on; of what both changed the first keeps its own."""
        self.stuck |= {case for case, case_id in self.cases.items() if case_id in self._dealt_apart()}
        here, *others = self.branches
        for one in others:
            one.store.close()
            with other_file.opened(one.store.path, None, here.store, merged.NAMED) as other:
                chosen = Decisions(keep=Keep.HERE, papers=merged.PAPERS)
                here.store.write(merging.merge, other, chosen, merged.NAMED)
        self.branches, self._rated_here = (here,), [self._awaited_here(here)]
        self._turn()

    def _awaited_here(self, at: Device) -> dict[str, list[int]]:
        """Return by case who rates in the merged file: whoever was taken off the list in one is off it."""
        guests = {self.guest, at.me}
        there = at.store.read(lambda session: session.exec(select(*_SEAT)).all())
        return {
            case: [person for found, person in there if found == case_id and person in guests]
            for case, case_id in self.cases.items()
            if case in self.sealed
        }

    @override
    def _check_road(self, seat: Seat, road: Road) -> None:
        """A draft may have been typed in each file, and the merge settles it: it need only be handed in."""
        assert self.hr.said(seat[0], self.seats[seat[1]]) is not None, self.why(f"{self.short(seat[0])}")

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of HR and the branches."""
        return tuple(one.store.path for one in self.branches)

    @override
    def close(self) -> None:
        for one in (*self.branches, *self.assessors):
            one.store.close()

    def dealt_apart(self) -> merged.Apart:
        """Return the cases whose key was dealt in two files otherwise, by cycle and person.

        Each keeps its own: there is no telling which of the invitations will be answered.
        """
        return frozenset(self.branches[0].store.read(_code, one) for one in self._dealt_apart())

    def _dealt_apart(self) -> list[int]:
        found: dict[int, set[str]] = {}
        for one in self.branches:
            for case_id, recipient in one.store.read(_dealt):
                found.setdefault(case_id, set()).add(recipient)
        return [case_id for case_id, keys in found.items() if len(keys) > 1]


_SEAT = models.CaseAssessor.case_id, models.CaseAssessor.person_id


def _dealt(session: Session) -> Sequence[tuple[int, str]]:
    return session.exec(select(models.CaseKey.case_id, models.CaseKey.recipient)).all()


def _code(session: Session, case_id: int) -> tuple[str, str]:
    case = session.get_one(models.Case, case_id)
    cycle, person = (
        session.get_one(models.Cycle, case.cycle_id),
        session.get_one(models.Person, case.person_id),
    )
    return cycle.code, person.code
