"""A window over a service: it works as over a file, a network that is slow or gone does not hold it up."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from queue import SimpleQueue

import pytest

from db.assessing.sheet import sheets
from db.exchange import keys
from db.file.store import Store
from db.people import organisation
from db.service.web.bounds import Limits, Rates
from db.wire.address import address
from db.wire.client import Client
from db.wire.faults import Unanswered
from db.wire.refusals import AnothersName, LoggedOut, NeedsFile, OutOfReach
from db.wire.remote import RemoteStore
from domain.errors import Taken
from domain.login import LoginRole
from tests.db import sample
from tests.db.interview import Interview
from tests.db.service.web.client import FIRST, OWN, add, running
from tests.db.wire.strangers import Way, way

LONG = 300.0  # seconds: no test waits so long, and a busy machine is no slow network


class Window:
    """One window, and what it hears."""

    def __init__(self, port: int, name: str, password: str = FIRST, patience: float = LONG) -> None:
        client = Client(address(f"http://127.0.0.1:{port}"))
        if client.log_in(name, password).change_first:
            client.change_password(password, OWN)
        self.store = RemoteStore(client, LONG)
        self.heard = SimpleQueue[frozenset[str]]()
        self.link = SimpleQueue[bool]()
        self.ended = SimpleQueue[bool]()
        self.store.listen(self.heard.put)
        self.store.watch(self.link.put, lambda: self.ended.put(True))
        self.store.begin()
        self.store._patience = patience  # pyright: ignore[reportPrivateUsage]  # it listens by now

    def close(self) -> None:
        self.store.close()
        self.store.join()

    def all_heard(self) -> list[frozenset[str]]:
        """Return what it has heard by now."""
        told = list[frozenset[str]]()
        while not self.heard.empty():
            told.append(self.heard.get())
        return told

    def hears(self, table: str) -> None:
        """Wait until it hears of this table."""
        while table not in self.heard.get(timeout=LONG):
            pass


@pytest.fixture
def port(store: Store) -> Iterator[int]:
    """A service at which two of HR have accounts."""
    for name in ("sokolova", "gromova"):
        add(store, name, sample.add(store, name.title()), LoginRole.HR)
    with running(store) as service:
        yield service.port


@pytest.fixture
def between(port: int) -> Iterator[Way]:
    with way(port) as made:
        yield made


def test_two_windows_work_as_over_a_file_and_hear_of_each_other(port: int) -> None:
    with closing(Window(port, "sokolova")) as hers, closing(Window(port, "gromova")) as theirs:
        unit_id = hers.store.write(organisation.add_unit, "Цех 1")
        told = hers.all_heard()
        assert told.count(frozenset({"unit"})) == 1  # before the act returns, as over a file
        theirs.hears("unit")
        (unit,) = theirs.store.read(organisation.units)
        assert (unit.id, unit.name) == (unit_id, "Цех 1")
        with pytest.raises(Taken):
            theirs.store.write(organisation.add_unit, name="Цех 1")
        hers.store.read(organisation.units)
        theirs.store.write(organisation.add_unit, "Цех 2")
        heard = list[frozenset[str]]()
        while len(heard) < 1 or "unit" not in heard[-1]:
            heard.append(hers.heard.get(timeout=LONG))
        assert len([one for one in heard if "unit" in one]) == 1
        assert [one.name for one in hers.store.read(organisation.units)] == ["Цех 1", "Цех 2"]


def test_what_is_hidden_in_a_file_is_hidden_at_the_service(store: Store) -> None:
    at = Interview(store, opened=False)
    add(store, "gromov", at.manager, LoginRole.ASSESSOR)
    with running(store) as service, closing(Window(service.port, "gromov")) as his:
        assert his.store.read(sheets.sheet, at.his, at.manager) == store.read(
            sheets.sheet, at.his, at.manager
        )
        with pytest.raises(AnothersName):
            his.store.read(sheets.sheet, at.hers, at.hr)
        with pytest.raises(OutOfReach):
            his.store.read(sheets.sheet, at.hers, at.manager)
        with pytest.raises(NeedsFile):
            his.store.read(keys.own, at.manager)


def test_without_a_network_what_was_read_is_shown_and_nothing_is_written(between: Way) -> None:
    with (
        closing(Window(between.port, "sokolova")) as hers,
        closing(Window(between.to_service, "gromova")) as theirs,
    ):
        hers.store.write(organisation.add_unit, "Цех 1")
        seen = hers.store.read(organisation.units)
        between.cut()
        assert hers.store.read(organisation.units) == seen
        assert hers.link.get(timeout=LONG) is False
        for _once_more in range(2):
            with pytest.raises(Unanswered):
                hers.store.write(organisation.add_unit, "Цех 2")
            with pytest.raises(Unanswered):  # it was never read
                hers.store.read(organisation.organisation)
        theirs.store.write(organisation.add_unit, "Цех 3")
        hers.all_heard()
        between.mend()
        assert hers.link.get(timeout=LONG) is True
        hers.hears("unit")  # of what was done meanwhile
        assert [one.name for one in hers.store.read(organisation.units)] == ["Цех 1", "Цех 3"]
        hers.store.write(organisation.add_unit, "Цех 2")


def test_who_never_heard_of_changes_hears_of_all_once_there_is_a_network(between: Way) -> None:
    client, heard = Client(address(f"http://127.0.0.1:{between.port}")), SimpleQueue[frozenset[str]]()
    client.log_in("sokolova", FIRST)
    client.change_password(FIRST, OWN)
    hers = RemoteStore(client, LONG)
    hers.listen(heard.put)
    with closing(Window(between.to_service, "gromova")) as theirs:
        assert hers.read(organisation.units) == ()
        between.cut()
        hers.begin()
        with pytest.raises(Unanswered):
            hers.read(organisation.organisation)
        theirs.store.write(organisation.add_unit, "Цех 1")
        between.mend()
        while "unit" not in heard.get(timeout=LONG):
            pass
        hers.close()
        hers.join()


def test_an_act_whose_answer_never_came_is_done_once_if_it_is_tried_again(between: Way) -> None:
    with closing(Window(between.port, "sokolova")) as hers:
        between.to_cut = 1_000
        with pytest.raises(Unanswered):
            hers.store.write(organisation.add_unit, "Цех 1")
        between.to_cut = 0
        while not hers.link.get(timeout=LONG):
            pass
        unit_id = hers.store.write(organisation.add_unit, "Цех 1")  # not refused as taken
        (unit,) = hers.store.read(organisation.units)
        assert unit.id == unit_id
        with pytest.raises(Taken):  # once it was answered, it is another act
            hers.store.write(organisation.add_unit, "Цех 1")


def test_an_answer_that_comes_late_is_shown_when_it_comes(between: Way) -> None:
    with (
        closing(Window(between.port, "sokolova", patience=0.05)) as hers,
        closing(Window(between.to_service, "gromova")) as theirs,
    ):
        theirs.store.write(organisation.add_unit, "Цех 1")
        hers.hears("unit")  # and of nothing more: another change would make the late answer an old one
        between.gate.clear()
        with pytest.raises(Unanswered):
            hers.store.read(organisation.organisation)
        assert hers.link.get(timeout=LONG) is False
        between.gate.set()
        while not hers.link.get(timeout=LONG):
            pass
        hers.hears("organisation")
        between.gate.clear()  # it is not asked for again
        found = hers.store.read(organisation.organisation)
        assert found == theirs.store.read(organisation.organisation)


def test_an_act_whose_answer_comes_late_is_told_of_when_it_comes(between: Way) -> None:
    with closing(Window(between.port, "sokolova", patience=0.05)) as hers:
        between.gate.clear()
        with pytest.raises(Unanswered):
            hers.store.write(organisation.add_unit, "Цех 1")
        between.gate.set()
        hers.hears("unit")


def test_an_act_that_is_tried_again_while_it_is_still_under_way_is_done_and_answered_once(
    between: Way,
) -> None:
    with closing(Window(between.port, "sokolova", patience=0.05)) as hers, ThreadPoolExecutor(1) as job:
        between.gate.clear()
        with pytest.raises(Unanswered):
            hers.store.write(organisation.add_unit, "Цех 1")
        again = job.submit(hers.store.write, organisation.add_unit, "Цех 1")
        while sum(b"/act/people.organisation.add_unit" in one for one in between.asked) < 2:
            assert not again.done()
        between.gate.set()
        unit_id = again.result()
        (unit,) = job.submit(hers.store.read, organisation.units).result()
        assert unit.id == unit_id


def test_a_login_that_ended_is_told_once_and_work_goes_on_after_another(port: int) -> None:
    with closing(Window(port, "sokolova")) as hers, closing(Window(port, "gromova")) as theirs:
        hers.store.client.log_out()
        for _once_more in range(2):
            with pytest.raises(LoggedOut):
                hers.store.read(organisation.units)
        assert hers.ended.get(timeout=LONG)
        hers.store.client.log_in("sokolova", OWN)
        hers.store.go_on()
        assert hers.store.read(organisation.units) == ()
        theirs.store.write(organisation.add_unit, "Цех 1")
        hers.hears("unit")
        assert hers.ended.empty()


def test_who_asks_too_often_waits_and_is_answered(store: Store) -> None:
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    limits = Limits(of_login=Rates(per_second=5, at_once=3))
    with running(store, limits=limits) as service, closing(Window(service.port, "sokolova")) as hers:
        assert [hers.store.read(organisation.units) for _ in range(6)] == [()] * 6


def test_what_an_erasure_reached_is_remembered_no_longer(between: Way, store: Store) -> None:
    with closing(Window(between.port, "sokolova")) as hers:
        hers.store.read(organisation.units)
        hers.store.tell(frozenset({"erasure"}))
        between.cut()
        with pytest.raises(Unanswered):
            hers.store.read(organisation.units)
