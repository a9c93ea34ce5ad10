"""A lone colleague among the assessors: no read hands out what single assessors said (law 15).

The reads are those of ``test_blind_reads``, which has every function there is.
"""

import re
from contextlib import closing
from datetime import date

import pytest

from db import models
from db.assessing import cases, cycles
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from db.team import last_levels, matrix, standings, trends, two_cases
from domain.assessing.case import CycleKind
from domain.assessing.entry import Row
from domain.assessing.evidence import Evidence
from domain.assessing.result import Comment
from domain.errors import KeptApart, Refused
from domain.mark import Mark, Role
from domain.period import quarter_of
from tests.db import quarters, sample
from tests.db.blind_table import OF_PLAN, READS
from tests.db.conftest import Another
from tests.db.interview import HERS, SECRET, Interview
from tests.db.test_blind_reads import answer, parts


def said_by_others(told: object) -> set[str]:
    """Return what single assessors said that is in an answer to the manager; notes of the diary apart."""
    found: set[str] = set()
    for part in parts(told):
        match part:
            case Mark() if part.level == HERS:
                found.add("mark")
            case Row() if part.spread is not None or part.watch:
                found.add("spread")
            case Comment() if SECRET in part.text:
                found.add("comment")
            case Evidence() if part.sheet_id is not None and SECRET in part.text:
                found.add("fact")
            case _:
                pass
    return found


class Quarter:
    """Staff rated in a closed quarter by Громов and so many colleagues; the quarter after has begun.

    K01 to K20 only the colleagues rated, K21 to K30 Громов too; S01 to S20 Громов alone.
    """

    def __init__(self, store: Store, count: int, level: int) -> None:
        self.boss = sample.add(store, "Громов", is_actor=True)
        store.act_as(self.boss)
        self.person = sample.add(store, "Орлова")
        self.cycle = self._begin(store, date(2026, 7, 1))
        self.case = sample.case(store, self.person, self.cycle)
        mine = {f"K{n}": 2 for n in range(21, 31)} | {f"S{n:02d}": 3 for n in range(1, 21)}
        sample.sheet(store, self.case, self.boss, Role.MANAGER, mine)
        for number in range(count):
            peer = sample.add(store, f"Тихонов{number}")
            store.act_as(peer)
            sample.sheet(store, self.case, peer, Role.PEER, {f"K{n:02d}": level for n in range(1, 31)})
        store.act_as(self.boss)
        store.write(cycles.close_cycle, self.cycle)
        self.later = self._begin(store, date(2026, 10, 1))
        self.next = sample.case(store, self.person, self.later)
        self.sheet = sample.sheet(store, self.next, self.boss, Role.MANAGER, {"S01": 3})

    @staticmethod
    def _begin(store: Store, start: date) -> int:
        return sample.cycle(store, CycleKind.QUARTERLY, starts_on=start, ends_on=quarter_of(start).ends_on)


def levels_told(store: Store, at: Quarter) -> dict[str, dict[str, object]]:
    """Return read -> item -> level, of all reads that work levels out; with the totals that they have."""
    found: dict[str, dict[str, object]] = {}
    for name, case in (("result", at.case), ("result with what is carried", at.next)):
        score = store.read(cases.result, case, at.boss, sample.TODAY).score
        found[name] = {row.code: row.level for row in score.rows if row.level is not None}
        found[name]["totals"] = (score.totals, [one.risk for one in score.duties])
    for name, cycle in (("matrix", at.cycle), ("matrix with what is carried", at.later)):
        team = store.read(matrix.team_matrix, cycle, at.boss)
        places = [team.place(0, column) for column in range(len(team.codes))]
        found[name] = {one.code: (one.level, one.before) for one in places if one.level is not None}
        found[name]["totals"] = team.row_summary(0)
    before = store.read(last_levels.before, at.sheet, at.boss)
    found["last levels"] = {code: one.level for code, one in before.known.items()}
    codes = {item.key: item.code for item in sample.framework(store).items}
    (one, *_) = store.read(trends.of_person, at.person, at.boss, sample.TODAY).quarters
    (team_one,) = store.read(quarters.of_team, at.later, at.boss)
    for name, quarter in (("trend", one), ("trend of the team", team_one.quarters[0])):
        found[name] = {codes[key]: level.level for key, level in quarter.items.items()}
    both = store.read(two_cases.two_cases, at.case, at.next, at.boss)
    found["two cases"] = {"difference": both.difference}
    lines = store.read(standings.standings, at.boss)
    found["list of people"] = {"totals": lines.of(at.next)}
    return found


@pytest.mark.parametrize("count", [1, 2])
def test_of_one_colleague_or_two_nothing_is_worked_out(another: Another, count: int) -> None:
    told: list[dict[str, dict[str, object]]] = []
    for level in (0, 4):
        with closing(another()) as store:
            at = Quarter(store, count, level)
            told.append(levels_told(store, at))
            row = store.read(cases.result, at.case, at.boss, sample.TODAY).score.row("K01")
            assert (row.level, row.kept_back) == (None, True)
    low, high = told
    assert low == high, "whatever they marked, everything that is told is the same"
    for name in ("result", "matrix", "last levels", "trend", "trend of the team"):
        assert {"K01", "K20"}.isdisjoint(low[name]), name
        assert {"K21", "S01"} <= low[name].keys(), name


def test_of_three_colleagues_the_mean_is_told(store: Store) -> None:
    at = Quarter(store, 3, 4)
    told = levels_told(store, at)
    for name in ("result", "result with what is carried", "last levels", "trend", "trend of the team"):
        assert (told[name]["K01"], told[name]["K21"]) == (4, 3), name


def told_to_manager(store: Store, name: str, at: Interview) -> object:
    """Return the answer of a read, nothing where it is refused: nobody was refused here, nothing planned."""
    try:
        return answer(store, name, at, at.manager)
    except Refused:
        return None


@pytest.mark.parametrize("third", [Role.PEER, Role.SUBORDINATE])
def test_beside_a_lone_colleague_nobody_s_marks_and_words_are_read(store: Store, third: Role) -> None:
    at = Interview(store, opened=False, third=third)
    at.hand_in(store)
    asked = [name for name in READS if name not in OF_PLAN and not name.startswith("sheets.drafts")]
    told = {name: said_by_others(told_to_manager(store, name, at)) for name in asked}
    assert {name: found for name, found in told.items() if found} == {}
    with pytest.raises(KeptApart):
        store.read(sheets.sheet, at.hers, at.manager)
    assert store.read(sheets.sheet, at.hers, at.hr).rows, "the own sheet stays one's own"
    own = store.read(evidence.of_person, at.person, at.hr)
    assert any(fact.sheet_id == at.hers for fact in own)


# What the clock and chance make: identities, fingerprints, moments, the pace of the own sheet.
CHANCE = re.compile(
    r"'Л-[^']*'|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|datetime\.datetime\([^)]*\)"
    r"|pace=\((?:Fraction\(\d+, \d+\)(?:, )?)*\)"
)


@pytest.mark.parametrize("decided", [False, True], ids=["settled nothing", "after a decision"])
def test_whatever_a_lone_colleague_marks_every_answer_is_the_same(another: Another, decided: bool) -> None:
    """So nothing of it comes out: not by counting, nor from an answer of before and one of after."""
    told: list[dict[str, str]] = []
    for level in (0, HERS):
        with closing(another()) as store:
            at = Interview(store, opened=False, third=Role.PEER)
            store.act_as(at.manager)
            store.write(sheets.submit, at.his)
            store.act_as(at.expert)
            sample.sheet(store, at.case, at.expert, Role.PEER, level)
            store.act_as(at.hr)
            if decided:
                at.decide(store)
            found: dict[str, str] = {}
            for viewer in (at.manager, at.hr):
                for name in READS:
                    try:
                        said = repr(answer(store, name, at, viewer))
                    except Refused as refused:
                        said = repr(refused)
                    found[f"{name} to {viewer}"] = CHANCE.sub("", said)
            told.append(found)
    low, high = told
    assert [name for name in low if low[name] != high[name]] == []
    assert any("attainment=Fraction" in one for one in low.values()), "results are among them"


def test_the_columns_of_colleagues_do_not_stand_in_the_order_in_which_they_handed_in(store: Store) -> None:
    """Who handed in when is told by name, so that order would tell whose marks are whose."""
    boss = sample.add(store, "Громов", is_actor=True)
    peers = [sample.add(store, f"Тихонов{number}") for number in range(5)]
    for person in (sample.candidate(store, name) for name in ("Ким", "Юдин", "Орлова")):
        case = sample.case(store, person)
        for level, peer in enumerate(peers):
            store.act_as(peer)
            sample.sheet(store, case, peer, Role.PEER, level)
        store.act_as(boss)
        sample.sheet(store, case, boss, Role.MANAGER, 2)
        result = store.read(cases.result, case, boss, sample.TODAY)
        roles = [one.role for one in result.assessors]
        assert roles == [Role.MANAGER, *[Role.PEER] * 5]
        shown = [given.mark.level for given in result.score.row("K01").entry.marks]
        assert shown[0] == 2 and sorted(shown[1:], key=str) == [0, 1, 2, 3, 4]
        by_chance = sorted(result.assessors[1:], key=lambda one: uid_of(store, one.sheet_id))
        assert list(result.assessors[1:]) == by_chance


def uid_of(store: Store, sheet_id: int) -> str:
    return store.read(lambda session: session.get_one(models.Sheet, sheet_id).uid)


def test_beside_an_expert_they_are_read(store: Store) -> None:
    at = Interview(store, opened=False)
    at.hand_in(store)
    told = {
        name for name in READS if name not in OF_PLAN and said_by_others(told_to_manager(store, name, at))
    }
    assert {"cases.result", "decisions.decision", "evidence.of_person", "sheets.sheet"} <= told
