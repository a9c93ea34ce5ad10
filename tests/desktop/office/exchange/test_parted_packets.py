"""Packets that came into two files of one organisation, which then become one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.assessing import away, cases
from db.exchange import holdings
from db.exchange.merge import merging, other_file
from db.file.store import Store
from desktop.office.exchange import carrying, opening, sending
from domain.exchange.holding import Stand
from domain.exchange.ledger import Opened
from domain.exchange.merging import Decisions, Keep
from domain.mark import Role
from domain.progress import Progress
from tests.db import sample
from tests.db.exchange import merged
from tests.desktop.office.exchange.places import Exchange, Place


@dataclass
class Parted:
    """HR's file and that of a branch, which was copied from it."""

    at: Exchange
    branch: Place

    def merge(self, here: Place, there: Place) -> None:
        """Take the second file into the first."""
        path = there.store.path
        there.store.close()
        with other_file.opened(path, None, here.store, merged.NAMED) as other:
            here.store.write(merging.merge, other, Decisions(keep=Keep.HERE), merged.NAMED)
        there.store = Store.open(path)

    def stands(self, of: Place) -> dict[str, tuple[Stand, tuple[str, ...]]]:
        """Return by assessor where the sheet is, and who is awaited."""
        return {one.who: (one.stand, one.awaited) for one in of.store.read(holdings.of_case, self.at.case)}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Exchange]:
    found = Exchange(tmp_path)
    yield found
    found.close()


def part(at: Exchange) -> Parted:
    """Copy HR's file, as for a branch."""
    path = at.hr.store.path
    at.hr.store.close()
    there = Store.open(merged.forked(path, "филиал"))
    at.hr.store = Store.open(path)
    for store in (there, at.hr.store):
        store.act_as(at.hr.me)
    return Parted(at, Place(there, at.hr.me))


DONE = dict.fromkeys(("Громов", "Орлов"), (Stand.DONE, ()))


@pytest.mark.parametrize("into_branch", [False, True])
def test_sheets_that_opened_in_one_file_wait_in_neither(at: Exchange, *, into_branch: bool) -> None:
    first, second = (at.rated(number, one, number + 1) for number, one in enumerate(at.invited()))
    at.hr.take(first)
    parted = part(at)
    assert parted.branch.take(second).opened == 2
    files = (parted.branch, at.hr) if into_branch else (at.hr, parted.branch)
    parted.merge(*files)
    (line,) = files[0].store.read(cases.lines_of, [at.case])
    assert line.all_in and [one.away for one in line.sheets] == [None, None]
    assert parted.stands(files[0]) == DONE
    assert opening.opened(files[0].store, at.case, Progress()) == Opened()
    assert files[0].store.check().problems == ()
    assert files[0].take(first).again and files[0].take(second).again
    parted.branch.store.close()


def test_sheets_of_which_each_file_got_one_open_once_both_are_in_one(at: Exchange) -> None:
    first, second = (at.rated(number, one, number + 1) for number, one in enumerate(at.invited()))
    parted = part(at)
    at.hr.take(first)
    parted.branch.take(second)
    parted.merge(at.hr, parted.branch)
    assert {stand for stand, _awaited in parted.stands(at.hr).values()} == {Stand.READY}
    assert opening.opened(at.hr.store, at.case, Progress()) == Opened(2)
    assert set(at.levels()) == {1, 2}
    parted.branch.store.close()


@pytest.mark.parametrize("into_branch", [False, True])
def test_sheets_sealed_by_two_deals_of_a_key_are_awaited_and_not_called_ready(
    at: Exchange, *, into_branch: bool
) -> None:
    _, invitation = at.invited()
    parted = part(at)
    at.hr.take(at.rated(1, invitation, 2))
    home, at.hr = at.hr, parted.branch
    anew, again = at.invited()
    at.hr.take(at.rated(0, anew, 1))
    at.hr = home
    files = (parted.branch, home) if into_branch else (home, parted.branch)
    parted.merge(*files)
    stays, gone = ("Громов", "Орлов") if into_branch else ("Орлов", "Громов")
    assert parted.stands(files[0]) == {stays: (Stand.CLOSED, (gone,)), gone: (Stand.OUT, ())}
    if into_branch:
        case_id = at.assessors[1].take(again).case_id
        assert case_id is not None
        assert parted.branch.take(at.sealed(1, case_id)).opened == 2
    parted.branch.store.close()


def test_a_case_that_is_back_in_one_file_is_away_in_neither(at: Exchange) -> None:
    (seat, _other), (one, _last) = at.seats, at.assessors
    at.hr.store.act_as(seat)
    (out,) = sending.write(at.hr.store, at.folder, carrying.take_along(at.hr.store, at.case))
    case_id = one.take(out).case_id
    assert case_id is not None
    sample.sheet(one.store, case_id, one.me, Role.MANAGER, 3, submit=False)
    (back,) = sending.write(one.store, at.folder, carrying.bring_back(one.store, case_id))
    parted = part(at)
    parted.branch.take(back)
    parted.merge(at.hr, parted.branch)
    assert at.hr.store.read(away.since, at.case, seat) is None
    parted.branch.store.close()
