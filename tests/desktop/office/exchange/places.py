"""Files of several people at work, and what goes between them by the acts of the program."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from db import models
from db.exchange import keys as ledger
from db.exchange import pairing
from db.file.store import Store
from db.hiring import campaigns
from desktop.office.exchange import sending, taking
from domain.exchange.ledger import Taken
from domain.mark import Role
from domain.progress import Progress
from tests import prepared
from tests.db import sample

ASSESSORS = (("Громов", Role.MANAGER), ("Орлов", Role.EXPERT))


@dataclass
class Place:
    """A file, and who works in it."""

    store: Store
    me: int

    def take(self, path: Path) -> Taken:
        """Take the packet."""
        data = path.read_bytes()
        return taking.take(self.store, taking.looked(self.store, data, Progress()), taking.hash_of(data))

    def knows(self, other: "Place", person_id: int) -> None:
        """Know the key of the other file as that of this person."""
        told = pairing.read(sending.pairing_file(other.store))
        self.store.write(ledger.know, told, person_id, told.keys.groups)


class Exchange:
    """HR's file with a case of two assessors, whose files know it and are known by it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hr = place(folder / "hr.merilo", "Соколова")
        store = self.hr.store
        self.seats = [sample.add(store, one, is_actor=True) for one, _role in ASSESSORS]
        panel = [(seat, role) for seat, (_name, role) in zip(self.seats, ASSESSORS, strict=True)]
        self.cycle = sample.campaign(store, *panel)
        self.person = sample.candidate(store, "Лебедева")
        self.case = store.write(campaigns.invite, self.cycle, self.person)
        self.assessors = [place(folder / f"{one}.merilo", one) for one, _role in ASSESSORS]
        for seat, one in zip(self.seats, self.assessors, strict=True):
            self.hr.knows(one, seat)
            one.knows(self.hr, sample.add(one.store, "Соколова"))

    def invited(self, keeper: int | None = None) -> tuple[Path, ...]:
        """Return the files of the invitations, written down as sent."""
        packets = sending.invite(self.hr.store, self.case, keeper)
        return sending.write(self.hr.store, self.folder, *packets)

    def rated(self, number: int, invitation: Path, level: int) -> Path:
        """Return the file of the sheet that this assessor filled and sealed."""
        one = self.assessors[number]
        case_id = one.take(invitation).case_id
        assert case_id is not None
        sample.sheet(one.store, case_id, one.me, ASSESSORS[number][1], level)
        return self.sealed(number, case_id)

    def sealed(self, number: int, case_id: int) -> Path:
        """Return a file with the submitted sheet of this assessor."""
        store = self.assessors[number].store
        (path,) = sending.write(store, self.folder, sending.seal(store, case_id))
        return path

    def levels(self) -> list[int | None]:
        """Return the levels of all marks of the case in HR's file."""
        wanted = (
            select(models.Mark.level)
            .join(models.Sheet, models.Sheet.id == models.Mark.sheet_id)  # type: ignore[arg-type]
            .where(models.Sheet.case_id == self.case)
        )
        return list(self.hr.store.read(lambda session: session.exec(wanted).all()))

    def close(self) -> None:
        """Close all files."""
        for one in (self.hr, *self.assessors):
            one.store.close()


def place(path: Path, surname: str) -> Place:
    """Return a new file in which somebody with this surname works."""
    store = Store.open(prepared.empty(path))
    me = sample.add(store, surname, is_actor=True)
    store.act_as(me)
    return Place(store, me)


def counts(store: Store) -> tuple[int, ...]:
    """Return how many events, packets and sheets there are."""
    tables = models.Journal, models.Packet, models.Sheet
    return tuple(store.read(lambda s, of=of: len(s.exec(select(of)).all())) for of in tables)
