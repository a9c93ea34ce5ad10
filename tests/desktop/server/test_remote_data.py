"""The server in the place of a file: the same signals, and what only a file has is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import cases
from db.file.store import Store
from db.hiring import campaigns, decisions
from db.home import glance
from db.people import organisation
from db.wire.address import address
from db.wire.client import Client
from db.wire.faults import Unanswered
from db.wire.refusals import NeedsFile
from db.wire.remote import RemoteStore
from desktop.errors import sentence
from desktop.office.exchange import opening
from desktop.office.not_kept import NotKept
from desktop.remote_data import RemoteData
from domain.hiring.decision import Agreed, SeenAgreed, SettledMeanwhile
from domain.login import LoginRole
from domain.mark import Role
from domain.people.person import Person
from domain.progress import Progress
from tests.db import sample
from tests.db.hiring.deciding import Campaign
from tests.db.service.web.client import FIRST, OWN, add, running
from tests.db.wire.strangers import Way, way
from tests.db.wire.test_remote import LONG
from tests.desktop.test_data import Heard


@pytest.fixture
def between(store: Store, me: Person) -> Iterator[Way]:
    """The way to a service at which the person has an account."""
    add(store, "sokolova", me.id, LoginRole.HR)
    with running(store) as service, way(service.port) as made:
        yield made


@pytest.fixture
def data(between: Way, qtbot: QtBot) -> Iterator[RemoteData]:
    client = Client(address(f"http://127.0.0.1:{between.port}"))
    found = client.log_in("sokolova", FIRST)
    client.change_password(FIRST, OWN)
    store = RemoteStore(client, LONG)
    made = RemoteData(store, "sokolova", found.login)
    yield made
    made.close()
    store.join()


def test_an_act_is_heard_as_over_a_file_and_another_ones_too(
    data: RemoteData, store: Store, qtbot: QtBot
) -> None:
    heard = Heard()
    data.changed.connect(heard.hear)
    data.saved.connect(heard.hear_moment)
    data.write(organisation.keep_setting, "any", "thing")
    assert frozenset({"setting any"}) in heard.tables and heard.moments
    store.write(organisation.add_unit, "Цех 1")
    store.write(organisation.keep_setting, "other", "thing")
    qtbot.waitUntil(lambda: {"unit", "setting other"} <= frozenset().union(*heard.tables))
    assert heard.threads == {data.thread()}
    assert [one.name for one in data.read(organisation.units)] == ["Цех 1"]


def test_a_network_that_is_gone_is_told_as_a_disk_that_fails(
    data: RemoteData, between: Way, qtbot: QtBot
) -> None:
    assert data.read(organisation.units) == ()
    with qtbot.waitSignal(data.linked), pytest.raises(Unanswered):
        between.cut()  # it may be told of before anything is asked
        data.write(organisation.add_unit, "Цех 1")
    assert data.save_failed and data.lost
    assert data.read(organisation.units) == ()
    with pytest.raises(NotKept):  # said once, and the words stay in the field
        data.keep(organisation.keep_setting, "any", "thing")
    assert not data.keep(organisation.keep_setting, "any", "thing")
    between.mend()
    qtbot.waitUntil(lambda: not data.lost)
    assert data.keep(organisation.keep_setting, "any", "thing")
    assert not data.save_failed


def test_a_login_that_ended_is_told_and_another_one_goes_on(data: RemoteData, qtbot: QtBot) -> None:
    client = Client(address(data.name))
    client.log_in("sokolova", OWN)
    with qtbot.waitSignal(data.logged_out):
        client.change_password(OWN, "и ещё один 3")  # by which all other logins end
        qtbot.waitUntil(lambda: _is_refused(data))
    client.close()
    data.log_in_again("и ещё один 3")
    data.change_password("четвёртый пароль", "и ещё один 3")
    assert data.read(organisation.units) == ()


def test_of_words_that_a_login_that_ended_keeps_nowhere_it_is_said_once(data: RemoteData) -> None:
    data._remote.client.log_out()  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(NotKept) as why:  # else it would be said every second behind the lock page
        data.keep(organisation.keep_setting, "any", "thing")
    told = sentence(why.value)
    assert told.what == "The session on the server has ended." and "file" not in told.todo
    assert not data.keep(organisation.keep_setting, "any", "thing") and not data.all_kept
    data.log_in_again(OWN)
    assert data.keep(organisation.keep_setting, "any", "thing") and data.all_kept


def _is_refused(data: RemoteData) -> bool:
    from db.wire.refusals import LoggedOut

    try:
        data.read(organisation.units)
    except LoggedOut:
        return True
    return False


def test_what_is_of_a_file_alone_is_refused_and_the_rest_of_it_is_quiet(
    data: RemoteData, store: Store, tmp_path: Path
) -> None:
    for of_a_file in (
        lambda: data.path,
        lambda: data.copies,
        lambda: data.recovery_code("x"),
        lambda: data.finish(Progress()),
        lambda: data.glance(glance.last_event),
    ):
        with pytest.raises(NeedsFile):
            of_a_file()
    assert not (data.read_only or data.lacks_copy or data.whole_check_due or data.opens(tmp_path))
    assert data.glance(glance.next_step, 1, None) is None
    assert data.glance(glance.model) == store.glance(glance.model)
    assert data.has_password and data.has_key_file and data.copies_known
    assert data.name == data.where == f"http://{data.name.removeprefix('http://')}"


def test_what_others_do_at_once_is_told_once(data: RemoteData, qtbot: QtBot) -> None:
    heard = Heard()
    data.changed.connect(heard.hear)
    for table in ("mark", "sheet", "mark"):
        data._arrived.emit(frozenset({table}))  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: any("mark" in one for one in heard.tables))
    (told,) = (one for one in heard.tables if "mark" in one)
    assert told >= {"mark", "sheet"}


def test_an_assessor_is_released_without_opening_what_is_sealed(
    data: RemoteData, store: Store, me: Person
) -> None:
    other = sample.add(store, "Громов", is_actor=True)
    cycle = sample.campaign(store, (me.id, Role.HR), (other, Role.MANAGER))
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    assert opening.released(data, case, other, Progress()).done.opened == 0
    assert [one.assessor_id for one in store.read(cases.line, case).waiting] == [me.id]
    with pytest.raises(NeedsFile):  # which is said, where nothing else was asked for
        opening.opened(data, case, Progress())


def test_two_of_hr_who_agree_on_one_competency_replace_nothing_unseen(data: RemoteData, store: Store) -> None:
    at = Campaign(store)
    at.settle_all()  # the other one, while this window still showed nothing
    with pytest.raises(SettledMeanwhile) as kept:
        data.write(decisions.settle, at.case, at.apart, 1, "я слышала другое", SeenAgreed(None))
    there = kept.value.there
    assert there is not None and (there.level, there.reason) == (3, "обсудили запись")
    seen = SeenAgreed(Agreed(there.level, there.reason))
    data.write(decisions.settle, at.case, at.apart, 1, "переслушали", seen)
    with pytest.raises(SettledMeanwhile):
        data.write(decisions.unsettle, at.case, at.apart, seen)
