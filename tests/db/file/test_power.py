"""A power cut loses no mark that was called saved: recorded writes are lost in many ways, and replayed."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from db.assessing import assessments, people
from db.file.keys import recovery_code
from db.file.store import Store
from domain.mark import Role
from domain.people.person import Person
from tests.db.conftest import DEK, PASSWORD
from tests.db.file.power import Disk, recorded, recorder
from tests.db.file.test_faults import marks
from tests.db.writer import hire
from tests.faults.sizes import size

STATES = size("power_states")
MARKS = 80
COMPILER = shutil.which("cc")

RATE = """
import os, sys
from pathlib import Path
from tests.db import writer
acks = os.open(sys.argv[4], os.O_WRONLY | os.O_APPEND)
writer.rate_some(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[5]), acks)
"""


@pytest.mark.skipif(
    COMPILER is None or not sys.platform.startswith("linux"), reason="needs a C compiler on Linux"
)
def test_a_power_cut_at_any_moment_loses_no_mark_that_was_called_saved(path: Path, tmp_path: Path) -> None:
    store = Store.open(path, PASSWORD)
    hr = store.write(hire)
    store.act_as(hr)
    sheet = store.write(assessments.start, store.write(people.add, Person(surname="Пробная")), hr, Role.HR)
    store.close()
    here, log = tmp_path / "here", tmp_path / "log"
    here.mkdir()
    for one in path.parent.glob(f"{path.name}*"):
        shutil.copyfile(one, here / one.name)
    acks = here / "acks"
    acks.touch()
    disk = Disk(here)
    work = [str(here / path.name), PASSWORD, str(sheet), str(acks), str(MARKS)]
    recording = os.environ | recorder(tmp_path, here, log)
    subprocess.run([sys.executable, "-c", RATE, *work], check=True, env=recording)

    ops = recorded(log)
    assert sum(one.kind == "S" and one.path.endswith("-wal") for one in ops) >= MARKS, "it was recorded"
    luck, code = random.Random(2), recovery_code(DEK)
    states = Counter(luck.randrange(len(ops)) for _ in range(STATES))
    opened: dict[bytes, dict[int, int | None]] = {}  # many ways to lose writes leave the same bytes
    saved: dict[int, int | None] = {}
    coming = [(int(item), int(level)) for item, level in (one.data.split() for one in ops if _is_ack(one))]
    given = 0
    for number, op in enumerate(ops):
        disk.make(op)
        if _is_ack(op):
            item, level = coming[given]
            saved[item], given = level, given + 1
        for state in range(states[number]):
            left = {name: content for name, content in disk.after_a_cut(luck) if not name.endswith("-shm")}
            key = _digest(left)
            if key not in opened:
                folder = tmp_path / f"{number}-{state}"
                folder.mkdir()
                for name, content in left.items():
                    (folder / name).write_bytes(content)
                opened[key] = _marks_of_a_sound_file(folder / path.name, code, sheet)
                shutil.rmtree(folder)
            in_flight = dict(coming[given : given + 1])
            assert opened[key] in (saved, saved | in_flight), f"state {state} after call {number}"
    assert given == MARKS
    assert len(opened) >= min(STATES, MARKS) // 2


def _digest(left: dict[str, bytes]) -> bytes:
    """Return what tells the bytes on one disk from those on another."""
    whole = hashlib.blake2b()
    for name, content in sorted(left.items()):
        if name != "acks":  # which the program never reads
            whole.update(f"{name} {len(content)} ".encode() + content)
    return whole.digest()


def _marks_of_a_sound_file(path: Path, code: str, sheet: int) -> dict[int, int | None]:
    store = Store.open(path, recovery_code=code)
    found = store.read(marks, sheet)
    assert not store.read_only, path.parent.name
    assert store.checkup() == (), path.parent.name
    store.close()
    return found


def _is_ack(op: object) -> bool:
    return getattr(op, "kind", "") == "W" and getattr(op, "path", "").endswith("/acks")
