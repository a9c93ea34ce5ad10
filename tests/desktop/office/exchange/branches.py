"""HR's file and copies that branches work with: packets of all kinds go out of each and come into any."""

import copy
import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import override

from sqlmodel import Session, select

from db import models
from tests.db.exchange import merged
from tests.desktop.office.exchange.devices import Device
from tests.desktop.office.exchange.schedules import FullSchedule

TOGETHER, APART = 15, 35  # acts before the file is copied, and afterwards


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
            acts[self.begin] = 0
        return acts

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
        found: dict[int, set[str]] = {}
        for one in self.branches:
            for case_id, recipient in one.store.read(_dealt):
                found.setdefault(case_id, set()).add(recipient)
        both = [case_id for case_id, keys in found.items() if len(keys) > 1]
        return frozenset(self.branches[0].store.read(_code, one) for one in both)


def _dealt(session: Session) -> Sequence[tuple[int, str]]:
    return session.exec(select(models.CaseKey.case_id, models.CaseKey.recipient)).all()


def _code(session: Session, case_id: int) -> tuple[str, str]:
    case = session.get_one(models.Case, case_id)
    cycle, person = (
        session.get_one(models.Cycle, case.cycle_id),
        session.get_one(models.Person, case.person_id),
    )
    return cycle.code, person.code
