"""Every read function there is, tried by assessors who have not handed in: no mark of others comes out.

The functions are found, not listed: a new one without a case here fails the first test.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import db
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import editions
from domain.assessing.answer_form import NotBegun
from domain.assessing.entry import Entry, Row
from domain.assessing.result import Comment
from domain.assessing.scoring import Score, Totals
from domain.assessing.trend import Linked
from domain.assessing.trend_steps import OwnLevel
from domain.development.plan import Goal
from domain.errors import (
    AllHandedIn,
    NoGoals,
    NoMentor,
    NothingSubmitted,
    NoTopics,
    NotRecomputed,
    NotYours,
    StillBlind,
    Submitted,
)
from domain.hiring.comparison import Contender
from domain.hiring.decision import Conclusion, Outcome, SettledLevel
from domain.hiring.refusal import RefusalPoint
from domain.mark import GivenMark, Mark
from domain.team.matrix import NO_LEVEL, TeamMatrix
from tests.db.blind_table import ELSEWHERE, INNER, OF_PLAN, READS, SHOWN, TELLING, WRITES
from tests.db.interview import HERS, HIS, SECRET, Interview


def found_functions() -> dict[str, Callable[..., Any]]:
    """Return every public function of db that reads or writes, but for the editions that all may read."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(db.__path__, "db."):
        if module.name.startswith(("db.migrations", "db.service.web")):  # what speaks HTTP asks no tables
            continue
        loaded = importlib.import_module(module.name)
        room = module.name.rpartition(".")[2]
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            taken = "connection" if room == "glance" else "session"
            if function.__module__ == loaded.__name__ and not name.startswith("_") and first == taken:
                found[f"{room}.{name}"] = function
    return {name: one for name, one in found.items() if not name.startswith("frameworks.")}


FUNCTIONS = found_functions()
_INDEXES = (Score, Totals, Contender, Comment, Conclusion, SettledLevel, Entry, Row, Goal, RefusalPoint)


def leaks(told: object, levels: Collection[int]) -> list[str]:
    """Return what of others is in an answer: their words, their marks, and what is computed of them."""
    found: list[str] = []
    for part in parts(told):
        match part:
            case str() if SECRET in part:
                found.append("words")
            case Mark() if part.level in levels:
                found.append("mark")
            case TeamMatrix() if any(index != NO_LEVEL for index in (*part.indexes, *part.before)):
                found.append("levels")
            case GivenMark() | OwnLevel() | Outcome() | Linked():
                found.append(type(part).__name__)
            case _ if isinstance(part, _INDEXES):
                found.append(type(part).__name__)
            case _ if getattr(part, "spread", None):
                found.append("spread")
            case _:
                pass
    return found


def parts(told: object) -> Iterator[object]:
    """Yield a record and all that is in it."""
    yield told
    if is_dataclass(told) and not isinstance(told, type):
        for field in fields(told):
            yield from parts(getattr(told, field.name))
    elif isinstance(told, dict):
        for key, value in told.items():  # pyright: ignore[reportUnknownVariableType]
            yield from parts(key)  # pyright: ignore[reportUnknownArgumentType]
            yield from parts(value)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(told, tuple | list | set | frozenset):
        for one in told:  # pyright: ignore[reportUnknownVariableType]
            yield from parts(one)  # pyright: ignore[reportUnknownArgumentType]


def answer(store: Store, name: str, at: Interview, viewer: int) -> object:
    """Ask as the viewer, who is at work too; nothing is told where that is refused for being blind."""
    store.act_as(viewer)
    if name.startswith("glance.") and not isinstance(store, Store):
        return None  # a server has no first paint to wait for

    def read(source: Any) -> object:
        return FUNCTIONS[name](source, *READS[name](at, viewer))

    try:
        return store.glance(read) if name.startswith("glance.") else store.read(read)
    except (StillBlind, NotYours, NothingSubmitted, NoGoals, Submitted, NotRecomputed):
        return None
    except (AllHandedIn, NoMentor, NotBegun, NoTopics):  # of papers, also when all may be seen
        return None


def test_every_function_of_db_that_takes_a_session_has_its_place_here() -> None:
    placed = [*READS, *WRITES, *INNER, *SHOWN, *ELSEWHERE]
    assert len(placed) == len(set(placed))
    assert sorted(FUNCTIONS) == sorted(placed)


@pytest.mark.parametrize("opened", [False, True], ids=["blind", "opened early"])
@pytest.mark.parametrize("who", ["manager", "expert"])
def test_who_has_not_handed_in_sees_nothing_of_others(store: Store, opened: bool, who: str) -> None:
    at = Interview(store, opened=opened)
    if who == "expert":  # then it is only somebody who has not begun whom the case waits for
        store.act_as(at.manager)
        store.write(sheets.submit, at.his)
    viewer: int = getattr(at, who)
    own = {HIS} if who == "manager" else set[int]()
    asked = [name for name in READS if name not in OF_PLAN or at.plan]
    told = {name: leaks(answer(store, name, at, viewer), {HERS, HIS} - own) for name in asked}
    assert {name: found for name, found in told.items() if found} == {}


def test_the_search_finds_what_there_is_to_find_when_all_are_in(store: Store) -> None:
    at = Interview(store, opened=False)
    at.hand_in(store)
    waiting = {"due.due", "overview.overview"}  # they tell of what waits for a conclusion
    telling = {name for name in waiting if leaks(answer(store, name, at, at.manager), {HERS})}
    at.decide(store)
    telling |= {name for name in READS if leaks(answer(store, name, at, at.manager), {HERS})}
    assert telling == TELLING
    assert store.read(editions.uses, at.key).marks == 3, "the item that is asked about is there"


def test_nothing_above_db_calls_what_asks_nobody() -> None:
    root = Path(db.__file__).parent.parent
    for package in ("desktop", "reports"):
        for path in (root / package).rglob("*.py"):
            source = path.read_text("utf-8")
            for name in INNER - {"types.actor_id", "types.new_uid", "types.now", "types.today"}:
                assert name not in source, f"{path.name} calls {name}"
