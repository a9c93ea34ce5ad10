"""Files that take long to make: made once in a run, by whichever process needs them first, and copied."""

import atexit
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from db.file import keys
from db.file.store import Store
from tests import chance

ROOM = "MERILO_TESTS_PREPARED"
"""Names the folder of the run; the processes of one run find it in their environment."""

ROOT = Path(__file__).parents[1]
DEMO_DAY = "2026-11-24"

PATIENCE = 600  # seconds for another process that makes the same

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

SPACE = 4 << 30  # bytes that must be free there; a run needs less than one GiB at a time


def keep_in_memory() -> None:
    """Let temporary files of the run be in memory where there is space: no test asks what a lost disk kept.

    A file of ours waits for the disk at each act, which is a third of the time of the run.
    """
    if sys.platform == "win32" or "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    disk = os.statvfs(MEMORY)
    if disk.f_bavail * disk.f_frsize >= SPACE and not disk.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def begin() -> Path:
    """Return the folder of this run; whoever began it removes it in the end."""
    if ROOM not in os.environ:
        os.environ[ROOM] = mkdtemp(prefix="merilo-tests-")
        atexit.register(shutil.rmtree, os.environ[ROOM], ignore_errors=True)
    return Path(os.environ[ROOM])


def file[T](path: Path, name: str, make: Callable[[Path], T]) -> T:
    """Put a copy of the file *name* and its keys at *path*; return what ``make`` returned, which is pickled.

    ``make`` is given the place of the file, and closes what it makes.
    """

    def fill(part: Path) -> None:
        (part / "result").write_bytes(pickle.dumps(make(part / "made.merilo")))

    made = folder(name, fill)
    shutil.copyfile(made / "made.merilo", path)
    shutil.copyfile(keys.beside(made / "made.merilo"), keys.beside(path))
    return pickle.loads((made / "result").read_bytes())


def folder(name: str, fill: Callable[[Path], object]) -> Path:
    """Return the folder *name* as ``fill`` left it; it is the same for all, so nobody writes there."""
    made = begin() / name
    with _alone(made.with_name(f"{name}.lock")):
        if not made.exists():
            part = Path(mkdtemp(dir=made.parent))
            with chance.of(name):
                fill(part)
            part.rename(made)
    return made


def empty(path: Path, password: str | None = None) -> Path:
    """Put a new file at *path*, with nobody in it yet and quick keys."""
    file(path, f"empty behind {password}", lambda made: Store.create(made, password, fast=True).store.close())
    return path


def demo(path: Path) -> Path:
    """Put a copy of the demo file of its own day at *path*."""
    from desktop.office.demo.demo import build

    file(path, "demo", build)
    return path


def demo_documents() -> Path:
    """Return the folder that ``merilo demo`` wrote on the demo's own day."""

    def fill(part: Path) -> None:
        command = [sys.executable, "-m", "desktop", "demo", str(part), "--today", DEMO_DAY]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr

    return folder("demo documents", fill)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process is in here; SQLite locks a file on every system."""
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
