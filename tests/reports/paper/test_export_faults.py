"""An export that is killed or overtaken by a power cut leaves the old paper or the new one, never a half."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from db.file import leftovers
from tests.db.file.power import Disk, recorded, recorder
from tests.faults.sizes import size

KILLS, STATES = size("export_kills"), size("export_states")
EXPORTS = 6
LETTERS = "abcdefg"  # that of the paper before, and one for each export
ROOT = Path(__file__).resolve().parents[3]

KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from reports.paper.atomic import replacing
target, kills, luck = Path(sys.argv[1]), int(sys.argv[2]), random.Random(6)

def export():
    number = 0
    while True:
        number += 1
        with replacing(target) as part, part.open("wb") as paper:
            for _ in range(8):
                paper.write(b"abcdefg"[number % 7:][:1] * (9_000 + number % 5))

whole = 0
for _ in range(kills):
    child = os.fork()
    if not child:
        export()
    time.sleep(luck.uniform(0.001, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    content = target.read_bytes()
    assert len(content) // 8 in range(9_000, 9_005) and len(content) % 8 == 0, len(content)
    assert len(set(content)) == 1, set(content)
    whole += 1
print(whole)
"""

EXPORT = """
import os, sys
from pathlib import Path
from reports.paper.atomic import replacing
acks = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND)
for letter in sys.argv[3]:
    with replacing(Path(sys.argv[1])) as part, part.open("wb") as paper:
        for _ in range(3):
            paper.write(letter.encode() * 9_000)
            paper.flush()
    os.write(acks, letter.encode())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process takes a second to start there")
def test_a_kill_at_any_moment_leaves_a_whole_paper_and_parts_that_are_swept(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"a" * 72_000)
    command = [sys.executable, "-c", KILLED, str(target), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{KILLS}\n"), done.stderr
    left = [one for one in tmp_path.iterdir() if one != target]
    assert all(re.fullmatch(r"\.merilo-[0-9a-f]{24}\.part", one.name) for one in left)
    assert left, "some were killed at work"
    leftovers.sweep(tmp_path)  # their writers are gone, so that none need be a day old
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(
    shutil.which("cc") is None or not sys.platform.startswith("linux"), reason="needs a C compiler on Linux"
)
def test_a_power_cut_at_any_moment_of_an_export_leaves_the_old_paper_or_the_new_one(tmp_path: Path) -> None:
    here, log = tmp_path / "here", tmp_path / "log"
    here.mkdir()
    target, acks = here / "paper.pdf", here / "acks"
    papers = [letter.encode() * 27_000 for letter in LETTERS]
    target.write_bytes(papers[0])
    acks.touch()
    disk = Disk(here)
    command = [sys.executable, "-c", EXPORT, str(target), str(acks), LETTERS[1:]]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | recorder(tmp_path, here, log))

    ops = recorded(log)
    assert sum(one.kind == "R" for one in ops) == EXPORTS, "it was recorded"
    luck = random.Random(7)
    states = Counter(luck.randrange(len(ops)) for _ in range(STATES))
    told, seen = 0, set[int]()
    for number, op in enumerate(ops):
        disk.make(op)
        told += op.kind == "W" and op.path == str(acks)
        for _ in range(states[number]):
            content = dict(disk.after_a_cut(luck))[target.name]
            assert content in papers, f"half a paper after call {number}"
            assert papers.index(content) in (told, told + 1), "one that was called saved is there"
            seen.add(papers.index(content))
    assert told == EXPORTS
    assert len(seen) > 2
