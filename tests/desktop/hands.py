"""A real X server, the real program in it, and ten fingers: nothing here knows Qt.

There is no window manager, so `Program.turn_to` does its one job: the window in front has the focus.
"""

import os
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "setxkbmap": "x11-xkb-utils"}
SIZE = (1400, 880)
PATIENCE = 120.0  # seconds, on a busy machine too
POLL, SELDOM = 0.02, 0.2  # seconds between two looks: each costs time that the program needs itself
REST = 0.15  # seconds without a change of the picture
BUSY = 60.0  # seconds of work that changes nothing, after which the picture counts all the same

LATIN = re.compile(r"(\w+\+)*[a-zA-Z]")
WINDOWS_THAT_CLOSE = 20  # in the middle of one search, at the most


@dataclass(frozen=True, slots=True)
class Display:
    """An X server of one's own: keys go in, pictures come out."""

    name: str
    frame: Path
    server: int  # id of its process
    layouts: list[str] = field(default_factory=lambda: ["us"])  # the last is that of the keyboard

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool here and return what it prints; a search that finds nothing is no failure."""
        run = self._run(arguments)
        for _ in range(WINDOWS_THAT_CLOSE):
            # A window that closes while a search walks the tree: the search is to be made again.
            if arguments[0] != "search" or "BadWindow" not in run.stderr:
                break
            run = self._run(arguments)
        assert not run.stderr, run.stderr
        return run.stdout

    def _run(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.name},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def lay_out(self, layout: str) -> None:
        """Give the keyboard this layout and no other."""
        subprocess.run(["setxkbmap", "-display", self.name, "-layout", layout], check=True)
        self.layouts.append(layout)

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their X names: «ctrl+Return».

        A letter is named as the layout has it: «ctrl+Cyrillic_ya» where there is no z. Any other would be put
        on a spare key for that long, and a busy program would read it too late.
        """
        spare = [key for key in keys if LATIN.fullmatch(key)]
        assert not spare or "us" in self.layouts[-1], f"no key of the layout {self.layouts[-1]}: {spare}"
        self.xdotool("key", "--delay", "8", *keys)

    def type(self, text: str) -> None:
        """Type the text, whose letters the layout must have, as for `press`."""
        assert "us" in self.layouts[-1] or not re.search("[a-zA-Z]", text), (self.layouts[-1], text)
        self.xdotool("type", "--delay", "8", text)

    def pixels(self) -> bytes:
        """Return what the screen shows, four bytes a pixel."""
        return _shown(self.frame.read_bytes())

    def at_rest(self, *processes: int) -> bytes:
        """Return the picture when it has stopped changing, and server and *processes* work on no other.

        A busy machine may leave a key unread for long: until then the picture is that of the page before.
        """
        last, now = (bytearray(self.frame.stat().st_size) for _look in range(2))
        with self.frame.open("rb", buffering=0) as screen:
            screen.readinto(last)
            changed = worked = time.monotonic()
            end = changed + PATIENCE
            while time.monotonic() < end:
                time.sleep(POLL)
                screen.seek(0)
                screen.readinto(now)
                if now != last:
                    last, now = now, last
                    changed = worked = time.monotonic()
                elif time.monotonic() - changed < BUSY and any(map(works, (self.server, *processes))):
                    worked = time.monotonic()
                elif time.monotonic() - worked > REST:
                    return _shown(bytes(now))
        raise AssertionError("the picture never came to rest")

    def keep(self, path: Path) -> None:
        """Write the picture as PNG."""
        image = Image.frombytes("RGB", SIZE, self.pixels(), "raw", "BGRX")
        image.save(path, compress_level=1)


@contextmanager
def display(folder: Path) -> Generator[Display]:
    """Run an X server on a free number and end it."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    assert not missing, (
        "the walk needs programs that `make setup` installs; to install them: "
        f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    )
    folder.mkdir()
    reading, writing = os.pipe()
    screen = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-fbdir", str(folder)]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"], pass_fds=(writing,), stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield Display(f":{number.readline().strip()}", folder / "Xvfb_screen0", server.pid)
    finally:
        server.terminate()
        server.wait(PATIENCE)


@dataclass(slots=True)
class Program:
    """The running program, seen from outside."""

    display: Display
    process: subprocess.Popen[bytes]
    home: Path
    pictures: Path
    steps: list[str] = field(default_factory=list)

    def windows(self, title: str) -> list[str]:
        """Return the windows in sight that have this title."""
        pattern = "".join(letter if letter.isalnum() or letter == " " else ".*" for letter in title)
        pid = str(self.process.pid)
        return self.display.xdotool(
            "search", "--onlyvisible", "--all", "--pid", pid, "--name", f"^{pattern}$"
        ).split()

    def turn_to(self, title: str, gone: str = "") -> None:
        """Wait for the window with this title, and until *gone* is gone; give it the focus."""
        there = self.wait(lambda: not (gone and self.windows(gone)) and self.windows(title), title)
        self.display.xdotool("windowfocus", "--sync", there[-1])
        self.at_rest()

    def at_rest(self) -> bytes:
        """Return the picture when every key pressed so far has been answered."""
        return self.display.at_rest(self.process.pid)

    def see(self, step: str) -> bytes:
        """Wait until the screen is at rest, keep its picture as that of the step, return its pixels."""
        pixels = self.at_rest()
        self.steps.append(step)
        self.display.keep(self.pictures / f"{len(self.steps):02} {step}.png")
        return pixels

    def wait[T](self, until: Callable[[], T | Literal[False]], what: str) -> T:
        """Look again and again until it is so, and return what was seen."""
        end, pause = time.monotonic() + PATIENCE, POLL
        while not (seen := until()):
            assert self.process.poll() is None, f"the program ended while waiting for: {what}"
            if time.monotonic() > end:
                self.display.keep(self.pictures / "waited in vain.png")
                raise AssertionError(f"waited in vain for: {what}")
            time.sleep(pause)
            pause = min(pause * 1.5, SELDOM)
        return seen

    def wait_for_change(self, before: bytes, share: float, what: str) -> None:
        """Wait until at least this share of the picture is another one."""
        self.wait(lambda: changed(before, self.display.pixels()) >= share, what)

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        self.display.press(*keys)

    def type(self, text: str) -> None:
        """Type the text."""
        self.display.type(text)

    def ended(self) -> int:
        """Wait until the program has ended by itself and return its exit code."""
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.display.keep(self.pictures / "did not end.png")
            raise

    @property
    def complaints(self) -> str:
        """What the program said to the terminal."""
        return (self.home / "said.txt").read_text("utf-8")


@contextmanager
def program(
    display: Display, home: Path, pictures: Path, language: str, *arguments: str, **more: str
) -> Generator[Program]:
    """Start the program for somebody at home there, a new home if need be; end it if it still runs.

    *more* are further variables of its environment.
    """
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": language,
        "DISPLAY": display.name,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        **more,
    }
    with (home / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", *arguments], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
    try:
        yield Program(display, process, home, pictures)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)


def works(process: int) -> bool:
    """Tell whether a thread of the process or of its children runs, wants to run, or waits for a disk."""
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:
        return False  # it has ended
    for thread in threads:
        try:
            state = (thread / "stat").read_text().rpartition(")")[2].split()[0]
            children = (thread / "children").read_text().split()
        except OSError:
            continue  # this thread has ended
        if state in "RD" or any(works(int(child)) for child in children):
            return True
    return False


def _shown(whole: bytes) -> bytes:
    """Return the pixels of a dump: what is behind the header and its map of colours."""
    header = struct.unpack(">25I", whole[:100])
    return whole[header[0] + header[19] * 12 :]


def changed(before: bytes, after: bytes) -> float:
    """Return the share of the rows of the picture that differ; a blinking caret changes 2 % of them."""
    width = SIZE[0] * 4
    starts = range(0, len(before), width)
    return sum(before[at : at + width] != after[at : at + width] for at in starts) / len(starts)
