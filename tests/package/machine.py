"""A clean Debian that is booted: its own systemd, its own loopback, the kernel of this computer."""

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import final

from tests.package.clean import Debian

PATIENCE = 600.0  # seconds for a machine to come up or go down
UP = "running", "degraded"


class NotBooted(Exception):
    """This computer boots no machine within it; the text says what was told."""


@final
class Machine:
    """One that runs, made of a Debian whose packages are there already: it reaches no network."""

    def __init__(self, debian: Debian, leader: int) -> None:
        self._debian, self._leader = debian, leader

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as its administrator."""
        return subprocess.run(
            ["nsenter", "-t", str(self._leader), "-a", *command],
            env=self._debian.environment(person=False) | {"MERILO_LANG": "en"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *command: str) -> str:
        """Run one that has to succeed, and return what it said."""
        done = self.run(*command)
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    @contextmanager
    def its_network(self) -> Generator[None]:
        """Let sockets that this thread makes meanwhile be of the machine."""
        own, its = (os.open(f"/proc/{one}/ns/net", os.O_RDONLY) for one in ("self", self._leader))
        os.setns(its, os.CLONE_NEWNET)
        try:
            yield
        finally:
            os.setns(own, os.CLONE_NEWNET)
            os.close(own)
            os.close(its)


@contextmanager
def booted(debian: Debian) -> Generator[Machine]:
    """Boot it, and halt it at the end.

    Raises:
        NotBooted: if this computer has not what that needs.
    """
    if shutil.which("systemd-nspawn") is None:
        raise NotBooted("there is no systemd-nspawn")
    alone = ("--register=no", "--keep-unit", "--private-network", "--console=pipe", "--quiet")
    process = subprocess.Popen(
        ["systemd-nspawn", f"--directory={debian.root}", "--boot", *alone],
        env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Machine(debian, _leader(process, debian))
    finally:
        process.terminate()  # its systemd halts
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=PATIENCE)
        process.kill()
        process.communicate()


def _leader(process: subprocess.Popen[str], debian: Debian) -> int:
    """Return the number of its systemd, once all that it starts has been started."""
    until = monotonic() + PATIENCE
    while process.poll() is None:
        if monotonic() > until:
            raise NotBooted("it does not come up")
        if leader := _within(process.pid, debian):
            told = Machine(debian, leader).run("systemctl", "is-system-running").stdout.strip()
            if told in UP:
                return leader
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
    raise NotBooted(process.communicate()[0].strip()[-300:])


def _within(pid: int, debian: Debian) -> int:
    """Return the number of its first process; 0 as long as that still sees the folders of this computer."""
    with suppress(OSError):  # it ends, or this kernel does not tell
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split():
            if Path(f"/proc/{child}/root").samefile(debian.root):
                return int(child)
    return 0
