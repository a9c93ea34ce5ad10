"""Run the tests of db on a PostgreSQL of their own: in memory, behind a socket, gone afterwards.

``python -m tests.postgresql [pytest's arguments]``; ``--bin FOLDER`` first chooses another version.
Exit code 77 says that there is none here, or that it does not start, so nothing was run.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from installer import house
from tests import prepared

PACKAGES = ("postgresql",)  # of Debian, with its programs in a folder for each version
OLDEST = 15  # the first that copies a database as a test asks for it
ACCOUNT = "merilo"
DEBIAN = Path("/usr/lib/postgresql")

# It holds nothing that must outlive the run; each process of a large machine has some connections.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "300",
    "autovacuum": "off",
}
LASTING = SETTINGS | {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
"""What an organisation's own has: what was answered outlives it."""

# What the engine itself holds (guards, constraints, numbers without a gap, the chain of events), and what it
# may answer in another way: orders, counts, searches, times. The rest, some hundreds, by `tests/db`.
TESTS = (
    *("-q", "--numprocesses=auto", "--dist=loadfile", "--max-worker-restart=0"),
    *("tests/db/shared", "tests/db/service/web", "tests/db/file/test_triggers.py", "tests/db/test_models.py"),
    *("tests/db/journal", "tests/db/people", "tests/db/home", "tests/db/hiring"),
    *(
        f"tests/db/assessing/test_{one}.py"
        for one in ("people", "rosters", "sheets", "cycles", "cases", "merging")
    ),
    *(f"tests/db/framework/test_{one}.py" for one in ("catalogue_install", "drafts", "published")),
    *(
        f"tests/db/team/test_{one}.py"
        for one in ("matrix", "quarterly", "last_levels", "two_cases", "trends")
    ),
    *(f"tests/db/exchange/test_{one}.py" for one in ("travels", "sealed_sheets", "holdings", "along")),
    *(f"tests/db/development/test_{one}.py" for one in ("plan_edit", "library", "probations")),
)


class NotStarted(Exception):
    """This machine lets no server run: an account, a right or a folder of its own is missing."""


def main(arguments: Sequence[str]) -> int:
    """Start it, run pytest, end it; return pytest's exit code."""
    given = list(arguments)
    chosen = Path(given[1]) if given[:1] == ["--bin"] else None
    if chosen is None and programs() is None:
        house.need_packages(PACKAGES, vital=False)
    folder = programs(chosen)
    given = given[2:] if chosen is not None else given
    if folder is None:
        return _not_run("There is no PostgreSQL here")
    try:
        with running(folder) as address:
            command = [sys.executable, "-m", "pytest", *(given or TESTS)]
            return subprocess.run(
                command, env=os.environ | {"MERILO_TEST_SERVER": address}, check=False
            ).returncode
    except NotStarted as error:
        return _not_run(f"PostgreSQL does not start here ({error})")


def _not_run(why: str) -> int:
    sys.stderr.write(f"{why}: the tests of db were NOT run on a server.\n")
    return house.NOT_RUN


def programs(chosen: Path | None = None) -> Path | None:
    """Return the folder with the programs of the newest PostgreSQL, None if there is none."""
    if sys.platform == "win32":
        return None
    folders = sorted(DEBIAN.glob("[0-9]*/bin"), key=lambda one: float(one.parent.name), reverse=True)
    folders = [one for one in folders if float(one.parent.name) >= OLDEST]
    if (on_path := shutil.which("initdb")) is not None:
        folders.append(Path(on_path).resolve().parent)
    folders = [chosen] if chosen is not None else folders
    return next((one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()), None)


class Server:
    """A PostgreSQL of its own in *room*, which can be killed as by a power cut; never run as root."""

    def __init__(self, folder: Path, room: Path, settings: Mapping[str, str], kept: Path | None) -> None:
        import pwd  # Windows has none, and there no such tests

        self.address = f"postgresql://{ACCOUNT}@/postgres?host={room}"
        self._folder, self._room, self._data = folder, room, room / "data"
        self._user: str | None = None
        self._group: int | None = None
        if os.geteuid() == 0:
            others = [one for one in pwd.getpwall() if one.pw_name in ("postgres", "nobody")]
            if not others:
                raise NotStarted("no account but root")
            self._user, self._group = others[0].pw_name, others[0].pw_gid
            try:
                shutil.chown(room, self._user)
            except OSError as error:
                raise NotStarted(type(error).__name__) from error
        told = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._options = f"-c unix_socket_directories={room} {told}"
        if kept is None:
            made = ("-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            self._run("initdb", *made)
            return
        shutil.copytree(kept, self._data)
        if self._user is not None:
            for path in (self._data, *self._data.rglob("*")):
                shutil.chown(path, self._user)

    def start(self) -> None:
        """Start it, also after it was killed."""
        self._run(
            "pg_ctl", "--wait", "--timeout=600", "-l", str(self._room / "log"), "-o", self._options, "start"
        )

    def kill(self) -> None:
        """Kill it with all that works for it, at once; what it had not written is lost."""
        mark = self._data / "postmaster.pid"
        first = int(mark.read_text("utf-8").partition("\n")[0])
        os.kill(first, signal.SIGSTOP)  # so that it begins no more of them
        ends = [os.pidfd_open(one) for one in (first, *_children(first))]
        for one in reversed(ends):
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(one, signal.SIGKILL)
        for one in ends:
            select.select([one], [], [])
            os.close(one)
        # They name a process that its parent may not have buried yet.
        for name in (mark, *self._room.glob(".s.PGSQL.*")):
            name.unlink()

    def keep(self, target: Path) -> None:
        """End it in order, and copy its data to *target*, of which another one may be started."""
        self._run("pg_ctl", "--wait", "--timeout=600", "-m", "fast", "stop")
        part = target.with_name(f"{target.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(self._data, part)
        part.rename(target)

    def stop(self) -> None:
        """End it, if it runs."""
        with suppress(NotStarted):  # it has ended by itself, and the tests have told so
            self._run("pg_ctl", "--wait", "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        try:
            done = subprocess.run(
                (str(self._folder / program), "-D", str(self._data), *words),
                user=self._user,
                group=self._group,
                extra_groups=None if self._user is None else (),
                cwd=self._room,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NotStarted(type(error).__name__) from error
        if done.returncode:
            raise NotStarted(f"{program}: {done.returncode}")


@contextmanager
def started(
    folder: Path, settings: Mapping[str, str] = SETTINGS, kept: Path | None = None
) -> Iterator[Server]:
    """Start a new one, or one with a copy of data that were *kept*, and end it.

    Raises:
        NotStarted: if it cannot be had here.
    """
    prepared.keep_in_memory()
    room = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Server(folder, room, settings, kept)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start a new one that forgets quickly, and yield its address.

    Raises:
        NotStarted: as ``started``.
    """
    with started(folder) as server:
        yield server.address


def _children(parent: int) -> list[int]:
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
