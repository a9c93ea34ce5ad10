"""A schedule of everything that packets carry: sealed cases with a second named person, a framework, and
cases that assessors take along and bring back.
"""

import pickle
import random
import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import override
from uuid import UUID

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing.facts import evidence
from db.assessing.sheet import answer_forms, sheets
from db.exchange import own_drafts, shares
from db.framework import drafts, editions, frameworks
from db.hiring import campaigns
from desktop.office.exchange import carrying, opening, reading, sending
from domain.assessing.answer_form import Answers, Returned, contents
from domain.assessing.evidence import Polarity
from domain.errors import Refused
from domain.exchange.draft_merge import Side, Unsettled
from domain.exchange.ledger import Taken
from domain.exchange.packet import CaseBack, CaseToGo, Packet, SentDraft
from domain.framework.edition import Edition
from domain.framework.framework import EditionState
from domain.framework.profile import Phase, Target
from domain.mark import Mark, Role
from domain.progress import Progress
from tests import prepared
from tests.db import sample
from tests.desktop.office.exchange.devices import ROLES, SURNAMES, Device, Letter, Said, Schedule, here
from tests.desktop.office.exchange.road import Road
from tests.domain import models as small

ITEMS = 8
KEEPER = 1  # of the assessors: the second named person may be one of them

type Seat = tuple[str, int]
"""A case by identity, and the number of an assessor."""


def model() -> Edition:
    """Return a small model: what a packet holds of it is read and compared again and again."""
    whole = small.model()
    first = whole.items[0]
    items = tuple(
        replace(first, key=str(UUID(int=900 + number)), code=f"K{number + 1:02}", clause=f"1.4 {number + 1})")
        for number in range(ITEMS)
    )
    targets = {one.code: Target(2, 2, critical=False) for one in items}
    return replace(
        whole,
        items=items,
        duties=(),
        alias_groups=(),
        questions={"K01": whole.questions["K01"]},
        sets=(),
        profiles=tuple(replace(one, targets=targets) for one in whole.profiles),
    )


def _published(session: Session) -> list[int]:
    """Return the editions of the small model."""
    of = models.Framework
    wanted = select(of.id).where(of.key == model().key, of.state == EditionState.PUBLISHED)
    return list(session.exec(wanted))


class FullSchedule(Schedule):
    """Three files with a small framework that only HR's has at first; all cases are rated by it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.roads: dict[Seat, Road] = {}
        self.read: dict[int, Packet] = {}
        self.framework = self.guest = 0
        super().__init__(folder, chance)

    @override
    def files(self, folder: Path, skew: Sequence[timedelta]) -> tuple[Device, ...]:
        """Return the files, copied from those that were made once."""
        made = prepared.folder("files of a schedule", self._fill)
        for path in made.glob("*.merilo*"):
            shutil.copyfile(path, folder / path.name)
        told = pickle.loads((made / "told").read_bytes())
        people, self.seats, self.campaign, self.framework, self.guest = told
        return tuple(
            Device(folder / f"{name}.merilo", surname, off, people[name])
            for (name, surname), off in zip(SURNAMES.items(), skew, strict=True)
        )

    @override
    def opened(self, hr: Device) -> int:
        self.framework = hr.store.write(drafts.begin_from, model())
        hr.store.write(drafts.publish, self.framework, "малая модель")
        profiles = hr.store.read(frameworks.profiles_of, self.framework)
        profile = next(one for one in profiles if one.phase is Phase.HIRE)
        panel = zip(self.seats, ROLES, strict=True)
        return sample.campaign(hr.store, *panel, profile_id=profile.id, question_set_id=None)

    def _fill(self, folder: Path) -> None:
        hr, *others = super().files(folder, (timedelta(),) * len(SURNAMES))
        people = {one.name: one.me for one in (hr, *others)}
        self.guest = sample.add(hr.store, "Зимина")  # has none of our program, and answers in a form
        for one in (hr, *others):
            one.store.close()
        told = people, self.seats, self.campaign, self.framework, self.guest
        (folder / "told").write_bytes(pickle.dumps(told))

    @property
    @override
    def sealed(self) -> tuple[str, ...]:
        roads = {case for case, _number in self.roads}
        return tuple(one for one in self.cases if one not in roads)

    # What may happen besides

    @override
    def acts(self) -> dict[Callable[[], None], int]:
        return {
            **super().acts(),
            self.begin: 2 if len(self.cases) < 4 else 0,
            self.send_framework: 2,
            self.give: 3,
            self.rate_at_home: 4,
            self.hand_in_at_home: 2,
            self.release: 1,
            self.go: 5,
            self.rate_away: 6,
            self.submit_away: 1,
            self.back: 5,
            self.back_without_a_packet: 1,
        }

    @override
    def begin(self) -> None:
        """A candidate comes, to be assessed by invitation or by assessors who take the case along."""
        super().begin()
        if not self.post.letters and self.chance.random() < 0.7:
            for number in range(len(self.assessors)):
                self.send_framework(number)
                self.bring(self.post.letters[-1])
        case = list(self.cases)[-1]
        if self.chance.random() < 0.5:
            self.roads |= {(case, number): Road() for number in range(len(self.assessors))}
            self.post.tell(f"{self.short(case)} is not sealed")
            return
        for person in (self.hr.me, self.guest):
            if self.chance.random() < 0.4:
                self.hr.store.write(campaigns.assign, self.cases[case], person, Role.HR)
                self.at_home.setdefault(case, []).append(person)
                self.post.tell(f"person {person} rates {self.short(case)} at HR's")

    @override
    def invite(self, case: str | None = None, keeper: int | None = None) -> None:
        keeper = self.seats[KEEPER] if self.chance.random() < 0.7 else None
        super().invite(case, keeper)

    def send_framework(self, number: int | None = None) -> None:
        """HR sends the framework to an assessor."""
        number = self.chance.randrange(len(self.assessors)) if number is None else number
        made = carrying.model(self.hr.store, self.framework, self.seats[number])
        self.hr.store.write(made.sent.act, **made.sent.told)
        self.post.send(self.assessors[number], made.data, "", f"framework to {self.assessors[number].name}")

    def give(self) -> None:
        """The second named person gives the share of somebody, who perhaps only is late."""
        keeper = self.assessors[KEEPER]
        kept = keeper.store.read(shares.kept_cases)
        if not kept:
            return
        one = self.chance.choice(kept)
        number = self.chance.choices((1, 2), (4, 1))[0]
        made = sending.give_share(keeper.store, one.case, number, "болеет")
        keeper.store.write(made.sent.act, **made.sent.told)
        told = f"{keeper.name} gives share {number} of {self.short(one.case)}"
        self.post.send(self.hr, made.data, one.case, told)

    def rate_at_home(self, seat: Seat | None = None) -> None:
        """An assessor rates at HR's computer, if the sheet is there."""
        seat = seat or self._seat()
        if seat is not None and not self.hr.erased(seat[0]):
            with self._as(seat):
                self._rate(self.hr, self.cases[seat[0]], self.seats[seat[1]], seat)

    def hand_in_at_home(self, case: str | None = None) -> None:
        """HR hands in its own sheet, or that of a form that is back; perhaps it is the last one."""
        waiting = [one for one, people in self.at_home.items() if people and not self.hr.erased(one)]
        if case is None and waiting:
            case = self.chance.choice(waiting)
        for person in self.at_home.get(case or "", ()):
            assert case is not None
            if self.hr.said(case, person) is not None:
                continue
            store, level = self.hr.store, self.chance.randrange(5)
            form = person == self.guest
            if form and not any(one.case == case for one in self.post.letters):
                continue  # who is invited is known first: all others get a form
            if self.hr.erased(case):
                continue  # nobody is awaited in a case whose person was erased
            if form:
                sheet_id = self._form(case, level)
            else:
                sheet_id = store.write(sheets.open_sheet, self.cases[case], person, Role.HR)
                row = store.read(sheets.sheet, sheet_id, person).rows[0]
                store.write(sheets.rate, sheet_id, row.item.id, Mark.rated(level))
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(reading.apart, "read", here)
                done = opening.submitted(store, sheet_id, Progress(), form=form).done
            self.post.tell(f"person {person} hands in {self.short(case)} at HR's, which opens {done.opened}")
            self.check_blind()
            return

    def _form(self, case: str, level: int) -> int:
        """Return the sheet of the guest, whose form has come back."""
        store = self.hr.store
        store.write(answer_forms.send, self.cases[case])
        find = select(models.Sheet.id).where(
            models.Sheet.case_id == self.cases[case], models.Sheet.assessor_id == self.guest
        )
        sheet_id = store.read(lambda session: session.exec(find).one())
        sheet = store.read(sheets.sheet, sheet_id, self.guest)
        of = Returned(sheet_id, self.guest, "", "", sheet.scale)
        told = contents(sheet, of, Answers({sheet.rows[0].item.code: Mark.rated(level)}, {}))
        store.write(answer_forms.accept, told)
        return sheet_id

    def release(self) -> None:
        """HR takes somebody off the list who has not begun; perhaps nobody else is awaited."""
        begun = select(models.Sheet.case_id, models.Sheet.assessor_id)
        there = set(self.hr.store.read(lambda session: session.exec(begun).all()))
        for case, people in self.at_home.items():
            for person in people:
                if (self.cases[case], person) in there or self.hr.erased(case):
                    continue
                with pytest.MonkeyPatch.context() as patched:
                    patched.setattr(reading.apart, "read", here)
                    done = opening.released(self.hr.store, self.cases[case], person, Progress()).done
                people.remove(person)
                self.post.tell(f"person {person} is off {self.short(case)}, which opens {done.opened}")
                self.check_blind()
                return

    def go(self, seat: Seat | None = None) -> None:
        """An assessor takes a case along."""
        seat = seat or self._seat()
        if seat is None or self.hr.erased(seat[0]):
            return
        case, number = seat
        with self._as(seat):
            try:
                made = carrying.take_along(self.hr.store, self.cases[case])
            except Refused as refused:
                self.post.tell(f"{self.short(case)} may not go: {refused!r}")
                return
            self.hr.store.write(made.sent.act, **made.sent.told)
        to = self.assessors[number]
        self.post.send(to, made.data, case, f"{self.short(case)} goes to {to.name}")

    def rate_away(self, seat: Seat | None = None) -> None:
        """An assessor rates on the own computer."""
        there = self._away(seat)
        if there is not None:
            seat, case_id = there
            one = self.assessors[seat[1]]
            self._rate(one, case_id, one.me, seat)

    def submit_away(self) -> None:
        """An assessor hands in on the own computer."""
        there = self._away()
        if there is None:
            return
        (case, number), case_id = there
        one = self.assessors[number]
        try:
            sheet_id = one.store.write(sheets.open_sheet, case_id, one.me, ROLES[number])
            one.store.write(sheets.submit, sheet_id)
        except Refused as refused:
            self.post.tell(f"{one.name} may not hand in {self.short(case)}: {refused!r}")
        else:
            self.post.tell(f"{one.name} hands in {self.short(case)} on the way")

    def back(self, seat: Seat | None = None) -> None:
        """An assessor brings the sheet back, perhaps not for the first time."""
        there = self._away(seat)
        if there is None:
            return
        (case, number), case_id = there
        one = self.assessors[number]
        try:
            made = carrying.bring_back(one.store, case_id)
        except Refused as refused:
            self.post.tell(f"nothing of {self.short(case)} goes back from {one.name}: {refused!r}")
            return
        one.store.write(made.sent.act, **made.sent.told)
        self.post.send(self.hr, made.data, case, f"{self.short(case)} comes back from {one.name}")

    def back_without_a_packet(self, seat: Seat | None = None) -> None:
        """An assessor works on at HR's computer although the sheet is away."""
        seat = seat or self._seat()
        if seat is not None and not self.hr.erased(seat[0]):
            with self._as(seat):
                carrying.take_back(self.hr.store, self.cases[seat[0]])
            self.post.tell(f"{self.assessors[seat[1]].name} counts {self.short(seat[0])} as at home")

    @override
    def take(self, letter: Letter) -> Taken:
        """Take what has arrived; whose sheet it is settles what was changed in both files."""
        packet = self.read.get(letter.number) or letter.to.opened(letter.data)
        self.read[letter.number] = packet  # bytes are read alike each time: see ``test_packet``
        if not isinstance(packet.content, CaseToGo | CaseBack):
            return letter.to.take_opened(packet, letter.data)
        number = self._whose(letter)
        road, here = self.roads[letter.case, number], self._draft(letter.to, letter.case, number)
        try:
            taken = letter.to.take_opened(packet, letter.data)
        except Unsettled as unsettled:
            chosen = {one.uid: self.chance.choice(tuple(Side)) for one in unsettled.clashes}
            self.post.tell(f"{len(chosen)} changes of packet {letter.number} are settled")
            taken = letter.to.take_opened(packet, letter.data, chosen)
            road.settled(unsettled.clashes, chosen)
        if not taken.again:
            road.agreed(here, packet.content.draft)
        return taken

    def _whose(self, letter: Letter) -> int:
        """Return the number of the assessor whose sheet goes or comes back."""
        return next(
            number
            for number, one in enumerate(self.assessors)
            if one is letter.to or f"from {one.name}" in letter.told
        )

    def _draft(self, at: Device, case: str, number: int) -> SentDraft | None:
        """Return the sheet of an assessor in a file; None if none was begun."""
        case_id = at.case_id(case)
        who = self.seats[number] if at is self.hr else at.me
        return None if case_id is None else at.store.read(own_drafts.draft, case_id, who)

    @override
    def finish(self) -> None:
        """Whatever was taken along comes back, and is handed in at home."""
        for number, one in enumerate(self.assessors):
            if not any(letter.to is one and letter.case == "" for letter in self.post.letters):
                self.send_framework(number)
        for case, people in self.at_home.items():
            if not any(one.case == case for one in self.post.letters):
                self.invite(case)
            for _person in people:
                self.hand_in_at_home(case)
        super().finish()
        for seat in self.roads:
            if self.hr.erased(seat[0]):
                continue
            self.back(seat)
            self.bring(self.post.letters[-1])
            self.back_without_a_packet(seat)
            self._hand_in(seat)
        self.bring_the_rest()

    # What must hold

    @override
    def check(self) -> None:
        """Nothing that was said on the road is lost, and the framework is there once, word for word."""
        for seat, road in self.roads.items():
            if not self.hr.erased(seat[0]) and seat[0] not in self.stuck:
                self._check_road(seat, road)
        for one in self.assessors:
            (there,) = one.store.read(_published)
            assert one.store.read(editions.content, there).hash == model().hash, self.why("another framework")
        super().check()

    def _check_road(self, seat: Seat, road: Road) -> None:
        """Whatever was typed at home or away is there, or whoever typed it took it away."""
        came = self.hr.said(seat[0], self.seats[seat[1]])
        assert came is not None, self.why(f"{self.short(seat[0])} was not handed in")
        lost = road.lost(self._draft(self.hr, *seat))
        assert not lost, self.why(f"{self.short(seat[0])} of {self.assessors[seat[1]].name}: {lost}")

    def _hand_in(self, seat: Seat) -> None:
        case, number = seat
        if self.hr.said(case, self.seats[number]) is None:
            with self._as(seat):
                to = self.cases[case], self.seats[number], ROLES[number]
                self.hr.store.write(sheets.submit, self.hr.store.write(sheets.open_sheet, *to))
            self.post.tell(f"{self.assessors[number].name} hands in {self.short(case)} at home")
        came: Said | None = self.hr.said(case, self.seats[number])
        assert came is not None
        self.truth[seat] = came

    def _rate(self, at: Device, case_id: int, assessor: int, seat: Seat) -> None:
        store, before = at.store, self._draft(at, *seat)
        try:
            sheet_id = store.write(sheets.open_sheet, case_id, assessor, ROLES[seat[1]])
            rows = store.read(sheets.sheet, sheet_id, assessor).rows
            for row in self.chance.sample(rows, 2):
                store.write(sheets.rate, sheet_id, row.item.id, Mark.rated(self.chance.randrange(5)))
            person = store.read(lambda session: session.get_one(models.Case, case_id).person_id)
            fact, day = f"факт {self.chance.randrange(10_000)}", at.watch().date() - timedelta(days=3)
            item = self.chance.choice(rows).item.id
            store.write(evidence.note, person, [item], fact, Polarity.FOR, day, sheet_id=sheet_id)
        except Refused as refused:
            self.post.tell(f"nothing is rated in {self.short(seat[0])} in {at.name}: {refused!r}")
        else:
            self.post.tell(f"{self.short(seat[0])} is rated in {at.name}")
        self.roads[seat].typed(before, self._draft(at, *seat))

    @contextmanager
    def _as(self, seat: Seat) -> Generator[None]:
        self.hr.store.act_as(self.seats[seat[1]])
        try:
            yield
        finally:
            self.hr.store.act_as(self.hr.me)

    def _seat(self) -> Seat | None:
        return self.chance.choice(tuple(self.roads)) if self.roads else None

    def _away(self, seat: Seat | None = None) -> tuple[Seat, int] | None:
        """Return a case that an assessor has on the own computer."""
        seat = seat or self._seat()
        if seat is None:
            return None
        one = self.assessors[seat[1]]
        case_id = one.case_id(seat[0])
        return None if case_id is None or one.erased(seat[0]) else (seat, case_id)
