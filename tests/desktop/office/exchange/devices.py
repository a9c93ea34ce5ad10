"""Three files of different computers, whose clocks disagree, and the post between them, which loses nothing
for good, but brings what it has late, twice and in any order."""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, select

from db import models
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.exchange import keys as ledger
from db.exchange import pairing
from db.file.store import Store
from db.hiring import campaigns
from db.people import erasing
from desktop.office.exchange import reading, sending, taking
from domain.assessing.evidence import Polarity
from domain.errors import Refused
from domain.exchange.draft_merge import Choices
from domain.exchange.ledger import Taken, Way
from domain.exchange.packet import Packet, PacketKind
from domain.exchange.refusal import AlreadySealed, NotAccepted, Why
from domain.mark import Mark, Role
from domain.people.erasure import Order
from domain.progress import Progress
from domain.sheet_kinds import SheetState
from tests import prepared
from tests.db import sample

BASE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROLES = (Role.MANAGER, Role.EXPERT)
SURNAMES = {"hr": "Соколова", "first": "Громов", "second": "Орлов"}

type Said = tuple[tuple[str, str, int | None, str], ...]
"""The marks of a sheet by the key of the item: state, level, words."""


class Watch:
    """The clock of one computer: runs on by itself, and is set forward and back by whoever tries it."""

    def __init__(self, off: timedelta) -> None:
        self._now = BASE + off

    def set(self, by: timedelta) -> None:
        self._now += by

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def here[T](work: Callable[..., T], *what: object, progress: Progress) -> T:
    """Do at once what else a process of its own does."""
    return work(*what, progress)


def everything(store: Store) -> str:
    """Return a hash over all rows of all tables."""

    def read(session: Session) -> str:
        whole = hashlib.sha256()
        driver = session.connection().connection.driver_connection
        assert driver is not None
        for table in SQLModel.metadata.sorted_tables:
            whole.update(repr(driver.execute(f'SELECT * FROM "{table.name}"').fetchall()).encode())
        return whole.hexdigest()

    return store.read(read)


class Device:
    """A file of its own organisation, with its keys, its clock and one person who works in it."""

    def __init__(self, path: Path, surname: str, off: timedelta = timedelta(), me: int | None = None) -> None:
        """*me* is who works in the file at *path*, None in a new one."""
        self.name, self.watch = path.stem, Watch(off)
        self.store = Store.open(path, clock=self.watch)
        self.me = sample.add(self.store, surname, is_actor=True) if me is None else me
        self.store.act_as(self.me)
        self.keys = sending.own_keys(self.store)

    def knows(self, other: "Device", person_id: int) -> None:
        """Take the key of another file as that of this person, as after a comparison by voice."""
        told = pairing.read(sending.pairing_file(other.store))
        self.store.write(ledger.know, told, person_id, told.keys.groups)

    def opened(self, data: bytes) -> Packet:
        """Return what a packet says, read in this process: a process for each would take most of the time."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reading.apart, "read", here)
            return taking.looked(self.store, data, Progress())

    def take(self, data: bytes, choices: Choices | None = None) -> Taken:
        """Take a packet; *choices* settle what was changed in both files."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reading.apart, "read", here)
            return self.take_opened(taking.looked(self.store, data, Progress()), data, choices)

    def take_opened(self, packet: Packet, data: bytes, choices: Choices | None = None) -> Taken:
        """Take a packet that was read already; what is in it is read in this process too."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reading.apart, "read", here)
            return taking.take(self.store, packet, taking.hash_of(data), choices)

    def everything(self) -> str:
        """Return a hash over all rows of all tables."""
        return everything(self.store)

    def said(self, case: str, assessor: int) -> Said | None:
        """Return what the submitted sheet of somebody says here; None without one."""

        def read(session: Session) -> Said | None:
            m = models
            sheet = session.exec(
                select(m.Sheet)
                .join(m.Case, col(m.Case.id) == col(m.Sheet.case_id))
                .where(
                    m.Case.uid == case, m.Sheet.assessor_id == assessor, m.Sheet.state == SheetState.SUBMITTED
                )
            ).first()
            if sheet is None:
                return None
            words = select(m.MarkText.item_id, m.MarkText.comment).where(m.MarkText.sheet_id == sheet.id)
            comments = dict(session.exec(words).all())
            marks = session.exec(
                select(m.Item.key, m.Mark.state, m.Mark.level, m.Mark.item_id)
                .join(m.Mark, col(m.Mark.item_id) == col(m.Item.id))
                .where(m.Mark.sheet_id == sheet.id)
            ).all()
            facts = select(m.Evidence.uid, m.Evidence.text).where(m.Evidence.sheet_id == sheet.id)
            of_marks = [
                (key, state.value, level, comments.get(item, "")) for key, state, level, item in marks
            ]
            of_facts = [(uid, "fact", None, text) for uid, text in session.exec(facts).all()]
            return tuple(sorted(of_marks)) + tuple(sorted(of_facts))

        return self.store.read(read)

    def case_id(self, case: str) -> int | None:
        """Return the case with this identity."""
        wanted = select(models.Case.id).where(models.Case.uid == case)
        return self.store.read(lambda session: session.exec(wanted).first())

    def erased(self, case: str) -> bool:
        """Return whether the person of the case was erased here."""
        of = models.Person
        wanted = (
            select(of.erased_at)
            .join(models.Case, col(models.Case.person_id) == of.id)
            .where(models.Case.uid == case)
        )
        return self.store.read(lambda session: session.exec(wanted).first()) is not None


@dataclass
class Letter:
    """A packet on its way."""

    number: int
    to: Device
    data: bytes
    case: str
    told: str
    lost: bool = False
    times: int = 0
    taken: bool = False


@dataclass
class Post:
    """What was sent, and what was done, in words."""

    letters: list[Letter] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def send(self, to: Device, data: bytes, case: str, told: str) -> None:
        """Put a packet on its way."""
        self.letters.append(Letter(len(self.letters) + 1, to, data, case, told))
        self.tell(f"packet {len(self.letters)}: {told}")

    def tell(self, line: str) -> None:
        """Note what was done."""
        self.told.append(line)


class Schedule:
    """HR and two assessors, who do what chance says; ``finish`` brings all that is on its way."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.chance, self.post = chance, Post()
        skew = [timedelta(minutes=chance.randrange(-600_000, 600_000)) for _ in range(3)]
        self.hr, *self.assessors = self.files(folder, skew)
        self.cases: dict[str, int] = {}
        self.truth: dict[tuple[str, int], Said] = {}
        self.at_home: dict[str, list[int]] = {}  # who rates in HR's file besides those invited, by case
        self.stuck: set[str] = set()
        self.refusals: set[Why] = set()

    def files(self, folder: Path, skew: Sequence[timedelta]) -> tuple[Device, ...]:
        """Return HR's file and two others, which know each other's keys, and open a campaign."""
        for name in SURNAMES:
            # Made one by one, and not copied from one file: identities differ as on real computers.
            path, named = folder / f"{name}.merilo", f"device {name}"
            prepared.file(path, named, lambda part: Store.create(part, None, fast=True).store.close())
        hr, *others = (
            Device(folder / f"{name}.merilo", surname, off)
            for (name, surname), off in zip(SURNAMES.items(), skew, strict=True)
        )
        self.seats = [sample.add(hr.store, SURNAMES[one.name], is_actor=True) for one in others]
        for seat, one in zip(self.seats, others, strict=True):
            hr.knows(one, seat)
            one.knows(hr, sample.add(one.store, SURNAMES["hr"]))
        self.campaign = self.opened(hr)
        return hr, *others

    def opened(self, hr: Device) -> int:
        """Open the campaign of both assessors, and return it."""
        return sample.campaign(hr.store, *zip(self.seats, ROLES, strict=True))

    @property
    def sealed(self) -> tuple[str, ...]:
        """The cases to which assessors are invited."""
        return tuple(self.cases)

    @property
    def devices(self) -> tuple[Device, ...]:
        """All three, HR first."""
        return self.hr, *self.assessors

    def close(self) -> None:
        """Close the files."""
        for one in self.devices:
            one.store.close()

    # What may happen

    def begin(self) -> None:
        """A candidate comes."""
        person = sample.candidate(self.hr.store, f"Лебедева{len(self.cases)}")
        case_id = self.hr.store.write(campaigns.invite, self.campaign, person)
        uid = self.hr.store.read(lambda session: session.get_one(models.Case, case_id).uid)
        self.cases[uid] = case_id
        self.post.tell(f"HR opens case {self.short(uid)}")

    def invite(self, case: str | None = None, keeper: int | None = None) -> None:
        """HR deals the key of a case, for the first time or anew; *keeper* is the second named person."""
        case = case or self.any_sealed()
        if case is None or self.hr.erased(case):
            return
        try:
            made = sending.invite(self.hr.store, self.cases[case], keeper, self.at_home.get(case, ()))
        except Refused as refused:
            assert isinstance(refused, AlreadySealed), self.why(f"inviting refused as {refused!r}")
            self.post.tell(f"HR may not deal {self.short(case)} again")
            return
        self.hr.store.write(made[0].sent.act, **made[0].sent.told)
        for one in made:
            (to,) = [to for to in self.assessors if to.keys.public.sealing == one.head.recipient]
            self.post.send(to, one.data, case, f"{one.head.kind.value} of {self.short(case)} to {to.name}")

    def bring(self, letter: Letter | None = None) -> None:
        """A packet arrives, perhaps not for the first time."""
        if letter is None:
            waiting = [one for one in self.post.letters if not one.lost]
            if not waiting:
                return
            letter = self.chance.choice(waiting)
        letter.times += 1
        before = letter.to.everything() if self.chance.random() < 0.05 else ""
        try:
            taken = self.take(letter)
        except NotAccepted as refused:
            self.refusals.add(refused.why)
            self.post.tell(f"packet {letter.number} is refused as {refused.why.value}")
            assert not before or before == letter.to.everything(), self.why("a refused packet wrote")
        else:
            letter.taken = True
            how = "known" if taken.again else f"taken, and opens {taken.opened} sheets"
            self.post.tell(f"packet {letter.number} is {how}")
            assert not (taken.again and before) or before == letter.to.everything(), self.why(
                "a known packet wrote"
            )
        if letter.to is self.hr:
            self.check_blind()

    def take(self, letter: Letter) -> Taken:
        """Take what has arrived."""
        return letter.to.take(letter.data)

    def lose(self) -> None:
        """A packet goes astray, and is sent again only when somebody asks for it."""
        waiting = [one for one in self.post.letters if not one.times and not one.lost]
        if waiting:
            letter = self.chance.choice(waiting)
            letter.lost = True
            self.post.tell(f"packet {letter.number} is lost")

    def rate(self, number: int | None = None, case: str | None = None) -> None:
        """An assessor gives some marks, with words and a fact, or changes some."""
        at = self._at(number, case)
        if at is None:
            return
        number, case, case_id = at
        one = self.assessors[number]
        if one.said(case, one.me) is not None:
            return
        sheet_id = one.store.write(sheets.open_sheet, case_id, one.me, ROLES[number])
        items = [row.item.id for row in one.store.read(sheets.sheet, sheet_id, one.me).rows]
        for item in self.chance.sample(items, 4):
            one.store.write(sheets.rate, sheet_id, item, Mark.rated(self.chance.randrange(5)))
        item = self.chance.choice(items)
        one.store.write(sheets.comment, sheet_id, item, f"слово {self.chance.randrange(10_000)}")
        person = one.store.read(lambda session: session.get_one(models.Case, case_id).person_id)
        day = one.watch().date() - timedelta(days=3)
        told = f"факт {self.chance.randrange(10_000)}"
        one.store.write(evidence.note, person, [item], told, Polarity.FOR, day, sheet_id=sheet_id)
        self.post.tell(f"{one.name} rates in {self.short(case)}")

    def submit(self, number: int | None = None, case: str | None = None) -> None:
        """An assessor hands in."""
        at = self._at(number, case)
        if at is None:
            return
        number, case, case_id = at
        one = self.assessors[number]
        if (case, number) in self.truth:
            return
        sheet_id = one.store.write(sheets.open_sheet, case_id, one.me, ROLES[number])
        one.store.write(sheets.submit, sheet_id)
        said = one.said(case, one.me)
        assert said is not None
        self.truth[case, number] = said
        self.post.tell(f"{one.name} hands in {self.short(case)}")

    def seal(self, number: int | None = None, case: str | None = None) -> None:
        """An assessor seals what was handed in, perhaps not for the first time."""
        at = self._at(number, case)
        if at is None or at[:2][::-1] not in self.truth:
            return
        number, case, case_id = at
        one = self.assessors[number]
        made = sending.seal(one.store, case_id)
        one.store.write(made.sent.act, **made.sent.told)
        self.post.send(self.hr, made.data, case, f"{one.name} seals {self.short(case)}")

    def jump(self) -> None:
        """A clock is set."""
        one = self.chance.choice(self.devices)
        hours = self.chance.randrange(-3_000, 3_000)
        one.watch.set(timedelta(hours=hours))
        self.post.tell(f"the clock of {one.name} goes {hours} hours on")

    def erase(self) -> None:
        """A candidate is erased on one of the computers."""
        case, one = self.chance.choice((*self.cases, None)), self.chance.choice(self.devices)
        case_id = None if case is None else one.case_id(case)
        if case is None or case_id is None or one.erased(case):
            return
        person = one.store.read(lambda session: session.get_one(models.Case, case_id).person_id)
        one.store.write(erasing.erase, Order(person, "отзыв согласия", "Стёртый кандидат"))
        self.stuck.add(case)
        self.post.tell(f"{one.name} erases the person of {self.short(case)}")

    def step(self) -> None:
        """One of all that may happen."""
        acts = self.acts()
        self.chance.choices(tuple(acts), tuple(acts.values()))[0]()

    def acts(self) -> dict[Callable[[], None], int]:
        """Return what may happen, and how often."""
        return {
            self.begin: 1 if len(self.cases) < 3 else 0,
            self.invite: 4,
            self.bring: 16,
            self.lose: 3,
            self.rate: 6,
            self.submit: 4,
            self.seal: 4,
            self.jump: 2,
            self.erase: 1 if len(self.cases) > 1 else 0,
        }

    def finish(self) -> None:
        """All that was lost is sent again, all hand in, and nothing is on its way any more.

        Everything arrives once more in ``check``; here, after the first round, what was not taken yet.
        """
        self.post.tell("the end")
        for letter in self.post.letters:
            letter.lost = False
        for case in self.sealed:
            if not any(one.case == case for one in self.post.letters):
                self.invite(case)
        for letter in self.shuffled():
            self.bring(letter)
        for _ in range(4):
            for case in self.sealed:
                for number, one in enumerate(self.assessors):
                    if one.case_id(case) is None or one.erased(case):
                        continue
                    if (case, number) not in self.truth:
                        self.submit(number, case)
                    if not self.hr.erased(case) and self.hr.said(case, self.seats[number]) is None:
                        self.seal(number, case)
            self.bring_the_rest()
            if all(self.whole(case) for case in self.sealed):
                break

    def bring_the_rest(self) -> None:
        """All arrives that was not taken yet."""
        for letter in self.shuffled():
            if not letter.taken:
                self.bring(letter)

    # What must hold

    def check_blind(self) -> None:
        """HR's file has a sheet that came sealed only if all are in, or their shares were given.

        Sheets of its own and forms are readable before: they were never sealed.
        """
        case, sheet, packet = models.Case, models.Sheet, models.Packet
        submitted = (
            select(case.uid, sheet.assessor_id)
            .join(sheet, col(sheet.case_id) == col(case.id))
            .where(sheet.state == SheetState.SUBMITTED)
        )
        given = (
            select(case.uid, packet.assessor_id)
            .join(packet, col(packet.case_id) == col(case.id))
            .where(packet.kind == PacketKind.GIVEN_SHARE, packet.way == Way.RECEIVED)
        )
        there = self.hr.store.read(lambda session: session.exec(submitted).all())
        instead = self.hr.store.read(lambda session: session.exec(given).all()) if there else ()
        opened = {uid for uid, assessor in there if assessor in self.seats}
        for uid in opened & set(self.sealed):
            told = {assessor for one, assessor in (*there, *instead) if one == uid}
            wanted = {*self.seats, *self.at_home.get(uid, ())}
            assert told == wanted, self.why("one was open before the other")

    def check(self) -> None:
        """No mark is lost or changed, and bringing everything once more changes nothing."""
        for case in self.cases:
            for number, seat in enumerate(self.seats):
                came = self.hr.said(case, seat)
                if self.hr.erased(case):
                    continue
                if case in self.stuck and came is None:
                    continue
                whose = f"{self.assessors[number].name}'s marks of {self.short(case)}"
                assert came is not None, self.why(f"{whose} never came")
                assert came == self.truth[case, number], self.why(
                    f"{whose} are not those that were handed in"
                )
        before = [one.everything() for one in self.devices]
        for letter in self.shuffled():
            self.bring(letter)
        assert before == [one.everything() for one in self.devices], self.why("something came twice")

    def why(self, wrong: str) -> str:
        """Return what is wrong, and what was done until then."""
        return "\n".join((wrong, *self.post.told))

    def shuffled(self) -> list[Letter]:
        """Return all letters in some order."""
        return self.chance.sample(self.post.letters, len(self.post.letters))

    def whole(self, case: str) -> bool:
        """Return whether all sheets of a case have come in, or cannot."""
        return case in self.stuck or all(self.hr.said(case, seat) is not None for seat in self.seats)

    def short(self, case: str) -> str:
        """Return what a case is called in the report."""
        return f"case {list(self.cases).index(case) + 1}"

    def any_sealed(self) -> str | None:
        """Return some case to which assessors are invited; None as long as there is none."""
        return self.chance.choice(self.sealed) if self.sealed else None

    def _at(self, number: int | None, case: str | None) -> tuple[int, str, int] | None:
        number = self.chance.randrange(2) if number is None else number
        case = case or self.any_sealed()
        if case is None:
            return None
        case_id = self.assessors[number].case_id(case)
        if case_id is None or self.assessors[number].erased(case):
            return None
        return number, case, case_id
