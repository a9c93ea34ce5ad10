"""A clean Debian in a folder: made once, copied for each use, entered by chroot with or without a network."""

import hashlib
import os
import resource
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from installer import house

RELEASE = "trixie"
BASE = house.ROOT / "build" / "clean" / f"{RELEASE}.tar"
USER, HOME = 1000, "/home/worker"
SAID = "said.txt"  # in the person's folder: what the window wrote to its terminal
OF_EVERY_DESKTOP = "libexpat1"  # what Python asks for, and a Debian without anything lacks
NOT_FROM_THE_PACKAGE = (
    "home",
    "root",
    "proc",
    "sys",
    "dev",
    "tmp",
    "run",
    "var/cache",
    "var/log",
    "var/lib/apt",
)
# What dpkg and the desktop write for all packages alike.
SHARED = ("var/lib/dpkg", "etc/ld.so.cache", "usr/share/mime", "usr/share/applications/mimeinfo.cache")


def processors() -> float:
    """Return the seconds of processors that all commands so far have taken; waiting for a network is none."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def version(package: Path) -> str:
    """Return the version that the name of a package tells."""
    return package.name.split("_")[1]


def base() -> Path:
    """Return an archive of a Debian with nothing but what every Debian has; made once."""
    if not BASE.exists():
        folder = BASE.with_suffix("")
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", RELEASE, folder], check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run(["tar", "--numeric-owner", "-cf", BASE, "-C", folder, "."], check=True)
        shutil.rmtree(folder)
    return BASE


class Debian:
    """One copy, with a person who is no administrator."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        folder.mkdir(parents=True)
        subprocess.run(["tar", "--numeric-owner", "-xf", base(), "-C", folder], check=True)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc") / name, folder / "etc" / name)
        with (folder / "etc" / "passwd").open("a") as passwd:
            passwd.write(f"worker:x:{USER}:{USER}::{HOME}:/bin/sh\n")
        self._new_home()

    def begin_anew(self) -> None:
        """Make it one in which nobody has ever installed or used the program, whatever came before."""
        self.run("dpkg", "--configure", "-a")
        self.run("apt-get", "purge", "-y", "merilo")
        shutil.rmtree(self.at(HOME))
        self._new_home()

    def _new_home(self) -> None:
        home = self.at(HOME)
        home.mkdir()
        os.chown(home, USER, USER)

    def at(self, path: str) -> Path:
        """Return where something in it lies for us."""
        return self.root / path.lstrip("/")

    def command(
        self,
        *command: str,
        network: bool = True,
        person: bool = False,
        account: str = "",
        processes_apart: bool = True,
    ) -> list[str]:
        """Return what runs a command in it; as the person, an account of the system, or the administrator.

        With *processes_apart* all that it has started ends with it; without, it has the number of what is
        started here, by which its windows are known.
        """
        alone = ["--pid", "--fork", "--kill-child"] if processes_apart else []
        apart = ["unshare", "--mount", *alone, *([] if network else ["--net"])]
        as_whom = [f"--userspec={USER}:{USER}"] if person else []
        as_whom = [f"--userspec={account}"] if account else as_whom
        mounts = (("proc", "proc"), ("tmpfs", "dev/shm"))
        mounting = [f'mount -t {kind} {kind} "{self.root}/{place}"' for kind, place in mounts]
        inside = " && ".join([*mounting, 'exec "$@"'])
        return [*apart, "sh", "-c", inside, "sh", "chroot", *as_whom, str(self.root), *command]

    def run(
        self,
        *command: str,
        network: bool = True,
        person: bool = False,
        account: str = "",
        environment: Mapping[str, str] | None = None,
        typed: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in it and return what it said; its exit code is the caller's business."""
        return subprocess.run(
            self.command(*command, network=network, person=person, account=account),
            env=self.environment(person) | dict(environment or {}),
            input=typed,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def must(self, *command: str, **more: object) -> str:
        """Run a command that has to succeed, and return what it said."""
        done = self.run(*command, **more)  # type: ignore[arg-type]
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def environment(self, person: bool) -> dict[str, str]:
        """Return the environment of a command: nothing of ours."""
        home = HOME if person else "/root"
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return {"PATH": path, "HOME": home, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}

    def bring(self, file: Path, folder: str = "/root") -> str:
        """Copy a file into it and return where it lies there."""
        shutil.copy(file, self.at(folder) / file.name)
        return f"{folder}/{file.name}"

    def install(self, package: Path, *options: str) -> subprocess.CompletedProcess[str]:
        """Install a package and what it asks for, as a person would."""
        return self.run("apt-get", "install", "-y", *options, self.bring(package))

    def installed(self, package: str = "merilo") -> str:
        """Return the version of the package that dpkg knows of; empty if there is none."""
        return self.run("dpkg-query", "-W", "-f", "${Version}", package).stdout

    def own_files(self) -> dict[str, str]:
        """Return the person's files with their hashes, without what programs may throw away and our notes."""
        home = self.at(HOME)
        left_out = (home / ".cache", home / SAID)
        files = (
            one for one in home.rglob("*") if one.is_file() and not {one, *one.parents}.intersection(left_out)
        )
        return {path.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def files(self) -> set[str]:
        """Return everything in it that a package may have left."""
        found: set[str] = set()
        for folder, _, names in os.walk(self.root):
            place = Path(folder).relative_to(self.root).as_posix()
            if not place.startswith((*NOT_FROM_THE_PACKAGE, *SHARED)):
                found |= {f"{place}/{name}" for name in names} - set(SHARED)
        return found
