"""What a closed file leaves in the memory of the program, read from outside as another program would."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.file.store import Store
from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
MARKER = b"not to be found by a stranger "
ROWS = 500
NEW = """
import sys
from pathlib import Path
from db.file import driver
from db.file.store import Store
exec(sys.argv[2])
store = Store.create(Path(sys.argv[1]), "a long enough password", fast=True).store
asked = "PRAGMA cipher_memory_security"
print(store.read(lambda session: session.connection().exec_driver_sql(asked).scalar()))
"""
_ASKED = "PRAGMA cipher_memory_security"
BY_SQLCIPHER = "driver._filling = lambda: None"  # as where there is no glibc
WORK = """
import gc, sys
from pathlib import Path
from db.file import driver
from db.file.store import Store
exec(sys.argv[2])

def fill(session):
    session.info["unjournaled"] = True
    run = session.connection().exec_driver_sql
    # Python holds it in capitals alone: what is found was in the pages.
    run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
        "INSERT INTO setting (name, value) "
        "SELECT 'n' || i, lower('NOT TO BE FOUND BY A STRANGER ') || i FROM n")
    run("SELECT count(*) FROM setting WHERE value LIKE '%9'").all()

store = Store.open(Path(sys.argv[1]))
store.write(fill)
print("open", flush=True); sys.stdin.readline()
store.close(); del store; gc.collect()
print("closed", flush=True); sys.stdin.readline()
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads /proc")
@pytest.mark.parametrize("way", ["", BY_SQLCIPHER])
def test_pages_of_a_closed_file_are_wiped_from_memory(tmp_path: Path, way: str) -> None:
    file = prepared.empty(tmp_path / "a.merilo")
    pipe, command = subprocess.PIPE, [sys.executable, "-c", WORK, str(file), way]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as work:
        assert work.stdin is not None and work.stdout is not None
        assert work.stdout.readline() == b"open\n"
        assert found(work.pid) >= ROWS, "it would be found"
        work.stdin.write(b"\n")
        work.stdin.flush()
        assert work.stdout.readline() == b"closed\n"
        assert found(work.pid) == 0


@pytest.mark.parametrize("way", ["", BY_SQLCIPHER])
def test_a_new_file_costs_no_wiping_since_there_is_nobody_in_it_yet(tmp_path: Path, way: str) -> None:
    command = [sys.executable, "-c", NEW, str(tmp_path / "a.merilo"), way]
    assert subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.split() == [b"0"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is SQLCipher that wipes")
def test_whoever_has_locked_pays_for_no_wiping_afterwards(tmp_path: Path) -> None:
    file = prepared.empty(tmp_path / "a.merilo")
    Store.open(file).close()
    with closing(Store.open(file)) as store:
        wiping = store.read(lambda session: session.connection().exec_driver_sql(_ASKED).scalar())
    assert wiping == "0", "SQLCipher would wipe and lock each piece of memory until the program ends"


def found(process: int) -> int:
    """Return how often the marker is in what the process can write."""
    number = 0
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            bounds, rights = line.split()[:2]
            start, end = (int(one, 16) for one in bounds.split("-"))
            if rights.startswith("rw"):
                memory.seek(start)
                number += memory.read(end - start).count(MARKER)
    return number
