"""The demo file: a fictional organisation with a vacancy and a team over four quarters. No Qt.

Everything follows from ``resources/catalogue/demo.yaml`` and the day that is given as today, so that the same
day makes the same content: same people, marks, identities (UUIDv5) and times.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from db import campaigns, cases, cycles, decisions, frameworks, organisation, people, plans, sheets
from db.store import Store
from domain.campaign import CampaignDraft
from domain.case import Cycle, CycleKind
from domain.decision import Outcome
from domain.errors import NoGoals
from domain.evidence import Polarity, Told
from domain.framework import Framework, Item, Question
from domain.mark import Mark, Role, State
from domain.organisation import Organisation
from domain.period import next_quarter, quarter_number, quarter_of
from domain.person import Admission, Education, Experience, Medical, Person, PersonKind
from domain.profile import Phase, Profile
from domain.sheet import SheetOrigin
from resources import text

TODAY = date(2026, 11, 24)
QUARTERS = 4
HIRING = -1  # stands for the quarter where the seed of a mark wants one
_ROMAN = ("I", "II", "III", "IV")
_ROLES = (Role.HR, Role.MANAGER, Role.EXPERT)  # of the panel, in its order
_LENIENCE = (-0.35, -0.5, -0.4)  # how far each of them lies from the usual, in levels

type Content = Mapping[str, Any]


def build(path: Path, today: date = TODAY) -> None:
    """Make the demo file with an open slot.

    Raises:
        StoreError: if the file exists or cannot be written.
    """
    clock = _Clock(today)
    created = Store.create(path, None, clock=clock, new_uid=_uids())
    try:
        _Demo(created.store, clock, yaml.safe_load(text("catalogue/demo.yaml")), today).fill()
    finally:
        created.store.close()


class _Clock:
    """A clock that is set by the story and runs a second at each look."""

    def __init__(self, day: date) -> None:
        self.set(day)

    def set(self, day: date, hour: int = 9) -> None:
        self._now = datetime.combine(day, time(hour), tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def _uids() -> Callable[[], UUID]:
    numbers: Iterator[int] = iter(range(1, 10**9))

    def next_uid() -> UUID:
        return uuid5(NAMESPACE_URL, f"merilo:demo:{next(numbers)}")

    return next_uid


@dataclass(frozen=True, slots=True)
class _Rated:
    """Someone to rate: the id in the file and how strong the story makes them, in levels."""

    id: int
    code: str
    strength: float
    drift: float


class _Demo:
    """Tells the story into an empty file."""

    def __init__(self, store: Store, clock: _Clock, content: Content, today: date) -> None:
        self._store, self._clock, self._content, self._today = store, clock, content, today
        self._framework: Framework = store.read(frameworks.newest)
        self._questions: dict[str, Question] = store.read(frameworks.questions, self._framework.id)
        profiles = store.read(frameworks.profiles)
        self._profiles: dict[Phase, Profile] = {profile.phase: profile for profile in profiles}

    def fill(self) -> None:
        """Fill the file from the oldest quarter to today."""
        first = quarter_of(self._today).starts_on
        for _ in range(QUARTERS - 1):
            first = quarter_of(first - timedelta(days=1)).starts_on
        self._clock.set(first)
        units = self._organise()
        panel = {one["code"]: self._join(one, units, is_actor=True) for one in self._content["assessors"]}
        hr, manager, _ = panel.values()
        team = [
            _Rated(self._join(one, units, manager), one["code"], one["strength"], one["drift"])
            for one in self._content["employees"]
        ]
        for quarter in range(QUARTERS):
            self._rate_team(team, manager, first, quarter)
            first = quarter_of(first).ends_on + timedelta(days=1)
        self._hire(panel, units)
        self._plan(team, manager)
        self._take_on(units, manager)
        self._store.act_as(hr)

    def _organise(self) -> dict[str, int]:
        facts = self._content["organisation"]
        stored = self._store.read(organisation.organisation)
        self._store.write(organisation.describe, Organisation(uid=stored.uid, **facts))
        return {name: self._store.write(organisation.add_unit, name) for name in self._content["units"]}

    def _join(
        self,
        facts: Content,
        units: Mapping[str, int],
        manager: int | None = None,
        *,
        is_actor: bool = False,
        hired: date | None = None,
    ) -> int:
        return self._store.write(
            people.add,
            Person(
                code=facts["code"],
                kind=PersonKind.EMPLOYEE,
                surname=facts["surname"],
                given=facts["given"],
                patronymic=facts["patronymic"],
                post=facts["post"],
                unit_id=units[facts["unit"]],
                manager_id=manager,
                personnel_no=facts["personnel_no"],
                hired_on=hired or self._today - timedelta(days=900),
                is_actor=is_actor,
            ),
        )

    def _rate_team(self, team: list[_Rated], manager: int, first: date, quarter: int) -> None:
        """One quarterly cycle, closed unless it is the running one."""
        running = quarter == QUARTERS - 1
        period = quarter_of(first)
        title = f"{_ROMAN[quarter_number(first) - 1]} квартал {first.year}"
        cycle = Cycle(
            kind=CycleKind.QUARTERLY, title=title, starts_on=period.starts_on, ends_on=period.ends_on
        )
        self._clock.set(self._today - timedelta(days=8) if running else period.ends_on - timedelta(days=10))
        self._store.act_as(manager)
        cycle_id = self._store.write(cycles.open_cycle, cycle)
        for person in team:
            case = self._store.write(cases.open_case, cycle_id, person.id, self._profiles[Phase.POST].id)
            marked = self._content["running"].get(person.code) if running else None
            if marked == 0:
                continue
            level = person.strength + person.drift * quarter
            self._rate(case, manager, Role.MANAGER, person.code, quarter, level, marked)
        if not running:
            self._clock.set(period.ends_on, 17)
            self._store.write(cycles.close_cycle, cycle_id)

    def _hire(self, panel: Mapping[str, int], units: Mapping[str, int]) -> None:
        """The campaign: one candidate is decided on, one waits for that, one for a sheet half done."""
        vacancy = self._content["vacancy"]
        opened = self._today + timedelta(days=vacancy["opened"])
        sets = self._store.read(frameworks.question_sets, self._framework.id)
        self._clock.set(opened)
        self._store.act_as(next(iter(panel.values())))
        draft = CampaignDraft(
            title=vacancy["title"],
            unit_id=units[vacancy["unit"]],
            places=vacancy["places"],
            reason=vacancy["reason"],
            starts_on=opened,
            ends_on=self._today + timedelta(days=14),
            profile_id=self._profiles[Phase.HIRE].id,
            question_set_id=next(one.id for one in sets if one.code == vacancy["question_set"]),
            panel=tuple(zip(panel.values(), _ROLES, strict=True)),
            wanted=len(panel),
            own_requirements=tuple(vacancy["own_requirements"]),
        )
        cycle_id = self._store.write(campaigns.open, draft)
        self._clock.set(opened, 10)
        invited: dict[str, int] = {}
        for facts in self._content["candidates"]:
            person = self._store.write(people.add, self._candidate(facts, opened))
            invited[facts["code"]] = self._store.write(campaigns.invite, cycle_id, person)
        for facts in self._content["candidates"]:
            self._interview(facts, invited[facts["code"]], panel)

    def _interview(self, facts: Content, case: int, panel: Mapping[str, int]) -> None:
        """All assessors of the panel rate one candidate; where the story says so, people decide."""
        self._clock.set(self._today + timedelta(days=facts["heard"]), 12)
        for (code, assessor), role, lenience in zip(panel.items(), _ROLES, _LENIENCE, strict=True):
            level, begun = facts["strength"] + lenience, facts.get("begun", {}).get(code)
            told = facts.get("said", {}).get(code, {})
            self._rate(case, assessor, role, facts["code"], HIRING, level, begun, told)
        decision = facts.get("decision")
        if decision is None:
            return
        on = self._today + timedelta(days=decision["day"])
        hr, *others = panel.values()
        self._clock.set(on, 15)
        self._store.act_as(hr)
        for code, (level, reason) in decision["settled"].items():
            self._store.write(decisions.settle, case, code, level, reason)
        outcome = Outcome(decision["outcome"])
        self._store.write(
            decisions.conclude, case, outcome, decision["reasons"], signers=tuple(others), on=on
        )

    def _candidate(self, facts: Content, seen: date) -> Person:
        """*seen* is the day the documents were shown, where they were."""

        def confirmed(document: Content) -> date | None:
            return seen if document["confirmed"] else None

        return Person(
            code=facts["code"],
            kind=PersonKind.CANDIDATE,
            surname=facts["surname"],
            given=facts["given"],
            patronymic=facts["patronymic"],
            post="менеджер",
            basis="согласие на обработку персональных данных",
            basis_until=self._today + timedelta(days=facts["consent"]),
            education=tuple(
                Education(one["level"], one["document"], confirmed(one)) for one in facts["education"]
            ),
            experience=tuple(
                Experience(
                    one["area"],
                    one.get("from"),
                    one.get("to"),
                    one.get("months"),
                    one["document"],
                    confirmed(one),
                )
                for one in facts["experience"]
            ),
            medical=tuple(Medical(one["kind"], Admission(one["admitted"]), seen) for one in facts["medical"]),
        )

    def _plan(self, team: list[_Rated], manager: int) -> None:
        """Development plans from the running quarter for all whose sheet is in."""
        self._clock.set(self._today, 16)
        self._store.act_as(manager)
        for person in team:
            if person.code in self._content["running"]:
                continue
            case = self._store.read(cases.case_of, person.id, None)
            try:
                self._store.write(plans.make, case, manager, next_quarter(self._today), self._today)
            except NoGoals:
                continue

    def _take_on(self, units: Mapping[str, int], manager: int) -> None:
        """Somebody on probation whom nobody has rated yet."""
        facts = self._content["newcomer"]
        hired = self._today + timedelta(days=facts["hired"])
        self._clock.set(hired)
        self._store.act_as(manager)
        person = self._join(facts, units, manager, hired=hired)
        cycle = Cycle(
            kind=CycleKind.PROBATION,
            title=facts["title"],
            starts_on=hired,
            ends_on=self._today + timedelta(days=facts["ends"]),
        )
        cycle_id = self._store.write(cycles.open_cycle, cycle)
        self._store.write(cases.open_case, cycle_id, person, self._profiles[Phase.POST].id)

    def _rate(
        self,
        case: int,
        assessor: int,
        role: Role,
        code: str,
        quarter: int,
        level: float,
        marked: int | None,
        told: Mapping[str, tuple[int, str]] | None = None,
    ) -> None:
        """Fill a sheet; hand it in unless only the first *marked* items have been rated so far.

        *told* is what the story has the assessor say of an item, whatever the strength.
        """
        self._store.act_as(assessor)
        sheet_id = self._store.write(sheets.open_sheet, case, assessor, role, SheetOrigin.SCREEN)
        sheet = self._store.read(sheets.sheet, sheet_id, assessor)
        rows = [row for row in sheet.rows if row.in_scope][:marked]
        marks: dict[int, tuple[Mark | None, str]] = {}
        facts: dict[int, Told] = {}
        for row in rows:
            question = self._questions[row.item.code]
            mark, seen = _say(row.item, row.critical, question, code, role, quarter, level)
            if told and row.item.code in told:
                said, seen = told[row.item.code]
                mark = Mark.rated(said)
            marks[row.item.id] = mark, ""
            if seen and mark.level is not None:
                facts[row.item.id] = Told(seen, _polarity(mark.level), self._clock().astimezone().date())
        self._store.write(sheets.enter, sheet_id, marks, facts)
        if marked is None:
            self._store.write(sheets.submit, sheet_id)


def _say(
    item: Item, critical: bool, question: Question, code: str, role: Role, quarter: int, strength: float
) -> tuple[Mark, str]:
    """Return a mark and, where a fact is due, what was seen: the answer keys of the interview serve as facts.

    The first draw is the person's own bent for the item and stays the same over quarters and assessors;
    whether there was anything to see is the same for all assessors of a quarter, and the rest is the
    assessor's day.
    """
    bent = Random(f"{code}/{item.code}").gauss(0, 0.75)
    unseen = Random(f"{code}/{item.code}/{quarter}").random() < 0.07
    day = Random(f"{code}/{item.code}/{role}/{quarter}")
    if unseen:
        return Mark(State.NOT_ASKED if quarter == HIRING else State.NOT_OBSERVED), ""
    usual = 2.2 if item.org_specific else 2.45
    level = round(min(4.0, max(0.0, usual + strength + bent + day.gauss(0, 0.3))))
    fact = ""
    if critical or level in (0, 4) or day.random() < 0.15:
        answer = (question.weak, question.weak, question.adequate, question.adequate, question.strong)[level]
        fact = answer.ru
    return Mark.rated(level), fact


def _polarity(level: int) -> Polarity:
    """What was seen at a level below the usual targets speaks against."""
    return Polarity.AGAINST if level < 2 else Polarity.FOR
