"""Whoever is killed while typing finds every word again that was typed before the last save told of."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Self

import pytest
from sqlmodel import Session, SQLModel, col, select

from db import models
from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.team import diary
from domain.mark import Role
from domain.people.person import Person
from tests.db.planned import planned
from tests.db.writer import FORKS
from tests.desktop.conftest import new_file
from tests.desktop.typist import EVERY, LETTERS, Ids
from tests.faults.sizes import size

ROOT = Path(__file__).resolve().parents[2]
KEPT_IN = {  # the field and its table
    "fact": "draft_text",
    "action": "form_draft",
    "note": "note_draft",
    "details": "form_draft",
}
FIELDS = tuple(KEPT_IN)
SAVES = 3  # told of before the kill
KILLS = size("typing_kills")
AT_ONCE = 4  # typists by night
MOST = 1_000 // EVERY + 1  # letters that a kill may cost: a second of typing by the clock of its timers

pytestmark = pytest.mark.skipif(not FORKS, reason="each kill would import everything again")


@dataclass
class Typist:
    """One program that somebody types in, and what it has told so far: letters typed and letters saved."""

    process: "subprocess.Popen[str]"
    pid: int = 0
    saved: list[int] = field(default_factory=list[int])
    keys: int = 0

    @classmethod
    def begin(cls, process: "subprocess.Popen[str]", path: Path, where: str, ids: Ids) -> Self:
        assert process.stdin is not None
        process.stdin.write(f"{where} {ids.person} {ids.plan} {ids.sheet} {path}\n")
        process.stdin.flush()
        typist = cls(process)
        while not typist.pid:
            typist.hear()
        return typist

    def hear(self) -> str:
        """Wait for the next line and note it; saves before the first letter tell nothing of them."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        word, *rest = line.split() or [""]
        match word:
            case "begun":
                self.pid = int(rest[0])
            case "key":
                self.keys = int(rest[0])
            case "saved" if self.keys:
                self.saved.append(int(rest[0]))
            case _:
                assert line, "the program ended by itself"
        return word

    def kill(self) -> None:
        """End it at once, and note what it had told by then."""
        os.kill(self.pid, signal.SIGKILL)
        while self.hear() != "ended":
            pass


@contextmanager
def beginner() -> Generator["subprocess.Popen[str]"]:
    """What begins one program after another."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.typist"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def programs() -> Iterator["subprocess.Popen[str]"]:
    with beginner() as process:
        yield process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "North.merilo", None, actors=0)


@pytest.fixture
def ids(path: Path) -> Iterator[tuple[Ids, int]]:
    """What is written about, and who writes."""
    store = Store.open(path, None)
    plan = planned(store)
    boss = store.read(people.person, plan.boss)
    store.write(people.change, replace(boss, is_actor=True))
    candidate = store.write(people.add, Person(surname="Ershova", given="A."))
    sheet = store.write(assessments.start, candidate, plan.boss, Role.HR)
    store.close()
    yield Ids(plan.person, plan.plan, sheet), plan.boss


def kept(path: Path, where: str, ids: Ids, me: int) -> str:
    """Return what the file holds of the half-typed words."""
    store = Store.open(path, None)
    store.act_as(me)
    try:
        return store.read(_kept, where, ids, me)
    finally:
        store.close()


def _kept(session: Session, where: str, ids: Ids, me: int) -> str:
    match where:
        case "fact":
            found = sheets.drafts_of(session, ids.sheet)
            return next((text for text in found.values() if LETTERS[:3] in text), "")
        case "note":
            return diary.half(session, me).text
        case _:
            rows = session.exec(select(models.FormDraft).where(col(models.FormDraft.person_id) == me)).all()
            name = {"action": "text", "details": "full_name"}[where]
            return next((str(row.words[name]) for row in rows if name in row.words), "")


def others(path: Path, where: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the file except in the one table that the half-typed words of the field go to."""
    store = Store.open(path, None)
    try:
        return store.read(_others, where)
    finally:
        store.close()


def _others(session: Session, where: str) -> dict[str, list[tuple[object, ...]]]:
    rows = {
        table.name: sorted((tuple(row) for row in session.connection().execute(table.select())), key=repr)
        for table in SQLModel.metadata.sorted_tables
    }
    del rows[KEPT_IN[where]]
    return rows


@pytest.mark.parametrize("where", FIELDS)
def test_after_a_kill_every_word_is_there_that_was_typed_before_the_last_save(
    path: Path, ids: tuple[Ids, int], programs: "subprocess.Popen[str]", where: str
) -> None:
    written, me = ids
    typist = Typist.begin(programs, path, where, written)
    try:
        while len(typist.saved) < SAVES:
            typist.hear()
    finally:
        typist.kill()
    found = kept(path, where, written, me)
    assert found == (LETTERS * 9)[: len(found)]
    assert len(found) >= typist.saved[-1]
    # By the clock of its own timers it saves at least once a second while the keys go on.
    typed = [0, *typist.saved]
    assert max(later - earlier for earlier, later in pairwise(typed)) <= MOST
    assert typist.keys >= typist.saved[-1]


@pytest.mark.skipif(not KILLS, reason="300 programs are started and killed: by night")
def test_three_hundred_kills_cost_at_most_a_second_of_typing_each(
    path: Path, ids: tuple[Ids, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types leaves the machine idle from key to key, so several type at once, each in an own file."""
    written, me = ids
    before = {where: others(path, where) for where in FIELDS}
    fresh = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}

    def killed(at: int) -> list[int]:
        """Return how many letters each kill of this typist cost."""
        chance, lost = random.Random(at), list[int]()
        own = tmp_path / f"typist {at}" / path.name
        own.parent.mkdir()
        with beginner() as programs:
            for number in range(at, KILLS, AT_ONCE):
                for left in own.parent.glob(f"{own.name}-*"):
                    left.unlink()  # what the killed program had not yet moved into the file
                for name, whole in fresh.items():
                    own.with_name(name).write_bytes(whole)
                where = FIELDS[number // AT_ONCE % len(FIELDS)]
                typist = Typist.begin(programs, own, where, written)
                until = typist.keys + chance.randint(2, 33)  # letters, as many as in three seconds
                while typist.keys < until:
                    typist.hear()
                typist.kill()
                found = kept(own, where, written, me)
                assert found == (LETTERS * 9)[: len(found)]
                lost.append(typist.keys - len(found))
                assert others(own, where) == before[where], "another field was changed"
        return lost

    with ThreadPoolExecutor(AT_ONCE) as typists:
        lost = [one for each in typists.map(killed, range(AT_ONCE)) for one in each]
    assert len(lost) == KILLS
    with capsys.disabled():
        worst, usual = max(lost) * EVERY / 1_000, sum(lost) * EVERY / 1_000 / KILLS
        sys.stdout.write(f"\n{KILLS} kills: {worst:.2f} s of typing lost at most, {usual:.2f} s on average\n")
    assert max(lost) <= MOST
