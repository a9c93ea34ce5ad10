"""A Windows in a folder, as far as wine is one: one person's own, without a screen."""

import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from installer.build import ROOT

BUNDLE = ROOT / "build" / "windows" / "bundle"
NEEDED = ("wine", "x86_64-w64-mingw32-as", "x86_64-w64-mingw32-ld", "objdump")
MOST = 1800  # seconds; against hanging


def missing() -> tuple[str, ...]:
    """Return which programs these tests need and do not find."""
    return tuple(name for name in NEEDED if shutil.which(name) is None)


class Windows:
    """Made anew in *folder*; programs in it see the whole disk as ``Z:``."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        folder.mkdir(parents=True, mode=0o700)
        # Not TMPDIR, which tests lead into memory: wine does not survive it there.
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        # wine keeps what begins with QT_ to itself, but for this spelling; the platform of Windows would wait
        # for a screen for ever, and its loop of events never ends.
        self._environment = kept | {
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=d",
            "WINEQT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
            # Without it, it complains in the midst of what programs say.
            "XDG_RUNTIME_DIR": str(folder),
        }
        # It reports what is missing for programs of 32 bits; there are none.
        subprocess.run(
            ["wineboot", "-i"], env=self._environment, capture_output=True, timeout=MOST, check=False
        )
        subprocess.run(["wineserver", "-w"], env=self._environment, timeout=MOST, check=False)
        assert (folder / "system.reg").exists(), "wine could not make its folder"

    def run(self, *command: str | Path, ends: int | None = 0) -> str:
        """Run a program, see how it ends, and return what it said."""
        done = subprocess.run(
            ["wine", *map(str, command)],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=MOST,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
        assert ends is None or done.returncode == ends, (command, done.returncode, said[-3000:])
        return said

    def begin(self, *command: str | Path, screen: str = "") -> subprocess.Popen[bytes]:
        """Start a program and go on; its stdout can be read. *screen* is that of an X server."""
        shown = {"DISPLAY": screen} if screen else {}
        return subprocess.Popen(
            ["wine", *map(str, command)],
            env=self._environment | shown,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )

    def value(self, key: str, name: str = "") -> str:
        """Return what a value of the registry holds; empty if there is none."""
        asked = ["/ve"] if not name else ["/v", name]
        said = self.run("reg", "query", key, *asked, ends=None)
        found = re.search(r"REG_\w+\s+(.*)", said)
        return found.group(1).strip() if found else ""

    def at(self, path: str) -> Path:
        r"""Return where something on its ``C:\`` lies for us."""
        return self.root / "drive_c" / path

    def home(self) -> Path:
        """Return the person's folder."""
        return next(one for one in self.at("users").iterdir() if one.name != "Public")

    def stop(self) -> None:
        """End all that still runs in it."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False, capture_output=True)


def as_windows(path: Path) -> str:
    """Return a path of ours as a program in it spells it."""
    return "Z:" + str(path).replace("/", "\\")


def wait_for(condition: Callable[[], bool], most: float = 600) -> None:
    """Wait until something holds; the limit is against hanging."""
    end = time.monotonic() + most
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.2)


def hashes(folder: Path) -> dict[str, str]:
    """Return all files below the folder with their hashes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def lay_icu(library: Path, target: Path, work: Path) -> None:
    """Write an ``icuuc.dll``, which wine lacks: all that *library* asks of it answers nothing.

    It is for these tests only and never ships: Qt then knows fewer encodings.
    """
    work.mkdir(parents=True, exist_ok=True)
    names = imported(library)["icuuc.dll"]
    lines = [".text", ".globl DllMainCRTStartup", "DllMainCRTStartup:", "movl $1, %eax", "ret"]
    lines += [line for name in names for line in (f".globl {name}", f"{name}:")]
    lines += ["xorl %eax, %eax", "ret", ".section .drectve"]
    lines += [f'.ascii " -export:{name}"' for name in names]
    (work / "icu.s").write_text("\n".join(lines) + "\n")
    subprocess.run([NEEDED[1], work / "icu.s", "-o", work / "icu.o"], check=True)
    subprocess.run(
        [NEEDED[2], "-shared", "-e", "DllMainCRTStartup", "-o", target, work / "icu.o"], check=True
    )


def imported(file: Path) -> dict[str, Sequence[str]]:
    """Return the libraries that a program of Windows asks for, by name in small letters, and what of each."""
    told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    found: dict[str, list[str]] = {}
    names: list[str] | None = None
    for line in told.splitlines():
        if "DLL Name:" in line:
            names = found.setdefault(line.partition("DLL Name:")[2].strip().casefold(), [])
        elif names is not None and re.match(r"\s+[0-9a-f]{8}\s", line):
            names.append(line.split()[-1])
        elif names is not None and not line.strip():
            names = None
    return dict(found)
