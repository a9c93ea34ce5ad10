"""An own sheet taken along from the server to the own file of its assessor, and brought back."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import away
from db.assessing.sheet import sheets
from db.exchange import along, envelope, keys, packets, sent_models, travels
from db.exchange.along import Made
from db.file.store import Store
from db.hiring import campaigns
from db.journal import reconcile
from db.people import organisation
from db.wire.address import address
from db.wire.client import Client
from db.wire.refusals import NeedsFile, OutOfReach
from db.wire.remote import RemoteStore
from domain.errors import NotYours, Taken
from domain.exchange.draft_merge import Side, Unsettled
from domain.exchange.packet import Content, PacketKind
from domain.exchange.refusal import Away, NoKeys, NotAccepted, Why
from domain.login import LoginRole
from domain.mark import Mark, Role
from domain.sheet_kinds import Origin, SheetState
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import Place, place
from tests.db.exchange.test_travels import take
from tests.db.service.web.client import FIRST, OWN, add, running

LONG = 300.0  # seconds: no test waits so long


class Centre:
    """A server with a case of two assessors, and the own file of one of them."""

    def __init__(self, store: Store, laptop: Place, port: int) -> None:
        self.store, self.laptop, self.port = store, laptop, port
        self.hr, self.gromov, self.orlov, self.stranger = (
            sample.add(store, one, is_actor=True) for one in ("Соколова", "Громов", "Орлов", "Зимина")
        )
        store.act_as(self.hr)
        unit = store.write(organisation.add_unit, "Цех")  # where nobody of the case is
        panel = (self.gromov, Role.MANAGER), (self.orlov, Role.EXPERT)
        self.cycle = sample.campaign(store, *panel)
        self.case = store.write(campaigns.invite, self.cycle, sample.candidate(store, "Лебедева"))
        for name, person, role in (
            ("sokolova", self.hr, LoginRole.HR),
            ("gromov", self.gromov, LoginRole.MANAGER),
            ("orlov", self.orlov, LoginRole.ASSESSOR),
            ("zimina", self.stranger, LoginRole.ASSESSOR),
        ):
            add(store, name, person, role, *((unit,) if role is LoginRole.MANAGER else ()))
        self.opened: dict[str, RemoteStore] = {}

    def window(self, name: str) -> RemoteStore:
        """Return the window of an account."""
        if name in self.opened:
            return self.opened[name]
        client = Client(address(f"http://127.0.0.1:{self.port}"))
        if client.log_in(name, FIRST).change_first:
            client.change_password(FIRST, OWN)
        self.opened[name] = found = RemoteStore(client, LONG)
        found.begin()
        return found

    def known(self, at: RemoteStore) -> None:
        """Let the server know the key of the own file, and that file the key of the server."""
        told = self.laptop.store.read(keys.introduction)
        assert told is not None
        at.write(keys.know_own, told)
        at.write(keys.make)
        server = at.read(keys.introduction)
        assert server is not None
        self.laptop.store.write(keys.know, server, self.laptop.me, server.keys.groups)

    def go(self, at: RemoteStore) -> bytes:
        made = at.read(along.packed, self.case)
        at.write(along.handed_out, self.case, made.head, _hash(made), made.said)
        return made.data

    def back(self) -> bytes:
        store = self.laptop.store
        made = store.read(along.packed_back, self.there)
        store.write(along.handed_back, self.there, made.head, _hash(made), made.said)
        return made.data

    @property
    def there(self) -> int:
        return self.laptop.store.read(lambda session: session.exec(select(models.Case.id)).one())

    @property
    def sheet_there(self) -> int:
        return self.laptop.store.read(sheets.handed_in, self.there, self.laptop.me)

    def rate_there(self, **levels: int) -> None:
        for name, level in levels.items():
            item = int(name.removeprefix("i"))
            self.laptop.store.write(sheets.rate, self.sheet_there, item, Mark.rated(level))


def _hash(made: Made) -> str:
    return hashlib.sha256(made.data).hexdigest()


def _sealed(at: Place, kind: PacketKind, to: str, content: Content) -> bytes:
    """Return a packet of this file for the key *to*, as no window makes it."""

    def made(session: Session) -> bytes:
        head = packets.head(session, kind, keys.by_signing(session, to))
        return envelope.sealed(head, content, at.keys)

    return at.store.read(made)


def marks(at: RemoteStore, sheet_id: int, me: int) -> dict[int, int | None]:
    rows = at.read(sheets.sheet, sheet_id, me).rows
    return {one.item.id: one.mark.level for one in rows if one.mark is not None}


def rate(at: RemoteStore, sheet_id: int, item_id: int, level: int) -> None:
    at.write(sheets.rate_all, sheet_id, {item_id: (Mark.rated(level), Origin.TYPED, None)})


def why(at: RemoteStore, data: bytes) -> Why:
    """Return why the server does not take it; it is neither looked at nor taken."""
    with pytest.raises(NotAccepted) as looked:
        at.read(along.looked, data)
    with pytest.raises(NotAccepted) as taken:
        at.write(along.take, data)
    assert looked.value.why is taken.value.why
    return taken.value.why


@pytest.fixture
def centre(store: Store, another: Another) -> Iterator[Centre]:
    with running(store) as service:
        found = Centre(store, place(another(), "Громов"), service.port)
        yield found
        for one in found.opened.values():
            one.close()
            one.join()


def test_a_manager_takes_the_own_sheet_along_rates_without_a_network_and_brings_it_back(
    centre: Centre,
) -> None:
    home, laptop = centre.store, centre.laptop.store
    home.act_as(centre.orlov)
    other = sample.sheet(home, centre.case, centre.orlov, Role.EXPERT, 4, submit=False)
    at = centre.window("gromov")
    sheet = at.write(sheets.open_sheet, centre.case, centre.gromov, Role.MANAGER)
    rate(at, sheet, 1, 3)
    with pytest.raises(NoKeys):
        at.read(along.packed, centre.case)
    centre.known(at)
    assert at.read(travels.road, centre.case, centre.gromov).has_other_file
    assert take(centre.laptop, centre.go(at)).case_id == centre.there
    assert laptop.read(lambda session: len(session.exec(select(models.Sheet)).all())) == 1, "nobody else's"
    gone_on = at.read(sheets.sheet, sheet, centre.gromov).away_since
    assert gone_on is not None and gone_on == home.read(away.since, centre.case, centre.gromov)
    with pytest.raises(Away):
        rate(at, sheet, 1, 4)
    with pytest.raises(Away):
        at.read(along.packed, centre.case)
    centre.rate_there(i1=2, i2=1)
    data = centre.back()
    told = at.read(along.looked, data)
    assert (told.told.kind, told.told.sender) == (PacketKind.CASE_BACK, "Громов")
    assert told.told.person.startswith("Лебедева") and told.told.title
    assert told.clashes == () and not told.told.would.again
    assert at.read(sheets.sheet, sheet, centre.gromov).away_since is not None, "looking takes nothing"
    assert at.write(along.take, data).case_id == centre.case
    assert marks(at, sheet, centre.gromov) == {1: 2, 2: 1}
    assert at.read(sheets.sheet, sheet, centre.gromov).away_since is None
    assert at.read(along.looked, data).told.would.again and at.write(along.take, data).again
    home.act_as(centre.orlov)
    assert {row.mark for row in home.read(sheets.sheet, other, centre.orlov).rows} == {Mark.rated(4)}
    assert home.read(reconcile.reconcile).problems == () == laptop.read(reconcile.reconcile).problems


def test_what_is_submitted_in_the_own_file_is_the_submitted_sheet_at_the_server(centre: Centre) -> None:
    at = centre.window("orlov")
    centre.known(at)  # the seat is enough: no sheet was begun
    take(centre.laptop, centre.go(at))
    there = centre.laptop.store.write(sheets.open_sheet, centre.there, centre.laptop.me, Role.EXPERT)
    centre.laptop.store.write(sheets.rate, there, 1, Mark.rated(4))
    centre.laptop.store.write(sheets.submit, there)
    at.write(along.take, centre.back())
    sheet = at.read(sheets.handed_in, centre.case, centre.orlov)
    assert at.read(sheets.sheet, sheet, centre.orlov).state is SheetState.SUBMITTED


def test_what_both_have_changed_is_settled_by_choices_and_lost_is_nothing(centre: Centre) -> None:
    at = centre.window("gromov")
    sheet = at.write(sheets.open_sheet, centre.case, centre.gromov, Role.MANAGER)
    rate(at, sheet, 1, 3)
    centre.known(at)
    take(centre.laptop, centre.go(at))
    at.write(away.end, centre.case)
    rate(at, sheet, 2, 0)
    centre.rate_there(i2=4, i3=1)
    data = centre.back()
    told = at.read(along.looked, data)
    assert [(one.here is not None, one.brought is not None) for one in told.clashes] == [(True, True)]
    assert told.subject is not None and told.subject.is_own and told.told.would.case_id == centre.case
    with pytest.raises(Unsettled):
        at.write(along.take, data)
    assert marks(at, sheet, centre.gromov) == {1: 3, 2: 0}
    (clash,) = told.clashes
    at.write(along.take, data, {clash.uid: Side.BROUGHT})
    assert marks(at, sheet, centre.gromov) == {1: 3, 2: 4, 3: 1}


def test_nobody_takes_along_or_brings_back_what_is_not_the_own(centre: Centre) -> None:
    mine, stranger = centre.window("gromov"), centre.window("zimina")
    centre.known(mine)
    take(centre.laptop, centre.go(mine))
    centre.laptop.store.write(sheets.open_sheet, centre.there, centre.laptop.me, Role.MANAGER)
    centre.rate_there(i1=1)
    data = centre.back()
    for name in ("orlov", "zimina", "sokolova"):
        at = centre.window(name)
        for act in (lambda at=at: at.read(along.looked, data), lambda at=at: at.write(along.take, data)):
            with pytest.raises(NotYours):
                act()
    with pytest.raises(OutOfReach):
        stranger.read(along.packed, centre.case)
    with pytest.raises(OutOfReach):
        stranger.write(away.end, centre.case)
    key, packet = centre.laptop.store.read(keys.introduction), mine.read(along.looked, data).packet
    assert key is not None
    with pytest.raises(Taken):  # whose key it is is known already
        stranger.write(keys.know_own, key)
    with pytest.raises(NotAccepted):
        stranger.write(keys.know_own, replace(key, keys=replace(key.keys, sealing="age1")))
    hr = centre.window("sokolova")
    with pytest.raises(NoKeys):
        hr.read(along.packed, centre.case)
    with pytest.raises(NeedsFile):
        hr.read(keys.own)
    with pytest.raises(NeedsFile):  # nor is a packet taken whose signature nobody but a window has seen
        hr.write(travels.take, packet, "ab" * 32)
    mine.write(along.take, data)


def test_what_is_no_packet_of_the_own_file_for_here_is_refused_with_its_reason(
    centre: Centre, another: Another
) -> None:
    at = centre.window("gromov")
    other = place(another(), "Громов")
    centre.known(at)
    home = centre.go(at)
    take(centre.laptop, home)
    centre.laptop.store.write(sheets.open_sheet, centre.there, centre.laptop.me, Role.MANAGER)
    before = centre.back()
    data = centre.back()
    assert why(at, b"merilo") is Why.NO_PACKET
    assert why(at, home) is Why.FOR_ANOTHER, "it is for the own file"
    assert why(at, data[:-1] + bytes([data[-1] ^ 1])) is Why.DAMAGED
    server = at.read(keys.introduction)
    assert server is not None
    other.store.write(keys.know, server, other.me, server.keys.groups)
    _to, _head, back = centre.laptop.store.read(travels.coming_back, centre.there)
    forged = _sealed(other, PacketKind.CASE_BACK, server.keys.signing, back)
    assert why(at, forged) is Why.UNKNOWN_SIGNER
    model = centre.laptop.store.read(sent_models.told, sample.framework(centre.laptop.store).id)
    assert why(at, _sealed(centre.laptop, PacketKind.MODEL, server.keys.signing, model)) is Why.OTHER_KIND
    at.write(along.take, data)
    assert why(at, before) is Why.OLDER
    assert at.read(travels.road, centre.case, centre.gromov).away is None


def test_a_case_that_is_over_meanwhile_takes_no_sheet_and_says_so(centre: Centre) -> None:
    at = centre.window("gromov")
    centre.known(at)
    take(centre.laptop, centre.go(at))
    centre.laptop.store.write(sheets.open_sheet, centre.there, centre.laptop.me, Role.MANAGER)
    data = centre.back()
    centre.store.act_as(centre.hr)
    centre.store.write(campaigns.withdraw, centre.case, "по ошибке", sample.TODAY)
    assert why(at, data) is Why.DECIDED


def test_only_what_the_server_packed_is_written_down_as_gone(centre: Centre) -> None:
    at = centre.window("gromov")
    sheet = at.write(sheets.open_sheet, centre.case, centre.gromov, Role.MANAGER)
    centre.known(at)
    made = at.read(along.packed, centre.case)
    for head in (
        replace(made.head, sequence=packets.LATEST),
        replace(made.head, kind=PacketKind.CASE_BACK),
        replace(made.head, sender="ab" * 32),
        replace(made.head, recipient=made.head.recipient[::-1]),
    ):
        with pytest.raises(NotAccepted) as refused:
            at.write(along.handed_out, centre.case, head, _hash(made), made.said)
        assert refused.value.why is Why.CHANGED
    rate(at, sheet, 1, 3)  # in another window
    with pytest.raises(NotAccepted):
        at.write(along.handed_out, centre.case, made.head, _hash(made), made.said)
    assert at.read(travels.road, centre.case, centre.gromov).away is None
