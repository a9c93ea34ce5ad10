"""A campaign of many candidates, filled in a real file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from db.file.store import Store
from db.hiring import campaigns
from domain.mark import Role, State
from tests.db import sample

NAMES = (
    ("Абрамова", "Вера", "Ильинична"),
    ("Бояринцев", "Глеб", "Олегович"),
    ("Виноградова-Северская", "Александра", "Константиновна"),
    ("Громыко", "Денис", "Павлович"),
    ("Ефимова", "Жанна", "Романовна"),
    ("Зимин", "Иван", "Тимурович"),
    ("Климова", "Лидия", "Юрьевна"),
    ("Морозов", "Никита", "Андреевич"),
)


@dataclass
class Contest:
    """A campaign with a panel of two; whoever hands in is at work while doing so."""

    store: Store
    hr: int
    boss: int
    cycle_id: int = 0
    cases: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        panel = ((self.hr, Role.HR), (self.boss, Role.MANAGER))
        self.cycle_id = sample.campaign(self.store, *panel, title="Менеджер, вторая смена")

    def invite(self, number: int) -> int:
        """Make the person of this number a candidate."""
        surname, given, patronymic = NAMES[number]
        person = sample.candidate(self.store, surname, given=given, patronymic=patronymic)
        self.cases[surname] = case_id = self.store.write(campaigns.invite, self.cycle_id, person)
        return case_id

    def hand_in(
        self,
        case_id: int,
        strength: float,
        *,
        unknown: Sequence[str] = (),
        both: bool = True,
        apart: float = 0.3,
    ) -> None:
        """Let the panel rate what the campaign asks, never far apart; *unknown* items are not asked."""
        asked = self.store.read(campaigns.campaign, self.cycle_id).question_set
        assert asked is not None
        chance = Random(case_id)
        bent = {code: chance.gauss(strength, 0.7) for code in asked.items}
        first: dict[str, int] = {}
        for who, role in ((self.hr, Role.HR), (self.boss, Role.MANAGER))[: 2 if both else 1]:
            drawn = {code: min(4, max(0, round(bent[code] + chance.gauss(0, apart)))) for code in asked.items}
            first = first or drawn
            said: dict[str, int | State] = {
                code: State.NOT_ASKED
                if code in unknown
                else min(first[code] + 1, max(first[code] - 1, drawn[code]))
                for code in asked.items
            }
            self.store.act_as(who)
            sample.sheet(self.store, case_id, who, role, said)
        self.store.act_as(self.hr)


def eight(contest: Contest) -> None:
    """Six of them are open, one of these with too little known; two are still rated."""
    strengths = (2.9, 1.6, 2.3, 2.25, 3.2, 1.1)
    asked = contest.store.read(campaigns.campaign, contest.cycle_id).question_set
    assert asked is not None
    for number, strength in enumerate(strengths):
        case_id = contest.invite(number)
        gone = asked.items[:9] if number == 3 else asked.items[4:6] if number == 2 else ()
        contest.hand_in(case_id, strength, unknown=gone)
    contest.hand_in(contest.invite(6), 2.0, both=False)
    contest.invite(7)
