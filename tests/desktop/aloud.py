"""What somebody who cannot see the program is told of it, and presses; over AT-SPI, as screen readers ask."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.bus import PATIENCE, Bus, Refused

PROGRAMS = {"dbus-daemon": "dbus-daemon"}
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
REGISTRY, ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
STATES = {"enabled": 8, "focusable": 11, "focused": 12, "checked": 4, "showing": 25}
POLL, SELDOM = 0.05, 0.4  # seconds between two readings: each makes the program tell all it shows
CLICKS = ("Press", "SetFocus", "Toggle")  # Qt's names of what a click does, best first


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing of the tree as it is read aloud."""

    role: str
    name: str
    told: str  # the description
    states: frozenset[str]
    address: tuple[str, str]
    within: tuple["Heard", ...]

    def all(self) -> Iterator["Heard"]:
        """Yield it and whatever is in it, in reading order."""
        yield self
        for one in self.within:
            yield from one.all()

    def usable(self, begin: str = "") -> list["Heard"]:
        """Return whatever is on the screen, takes the focus and has a name that begins so."""
        needed = {"showing", "focusable"}
        return [one for one in self.all() if needed <= one.states and one.name.startswith(begin)]

    @property
    def nameless(self) -> list["Heard"]:
        """What somebody comes to and is not told what it is."""
        return [one for one in self.usable() if not one.name.strip()]

    def dump(self, depth: int = 0) -> str:
        """Return what is on the screen as lines: role, name, and what else is known of each."""
        if "showing" not in self.states and depth:
            return ""
        more = " ".join(sorted(self.states & {"focusable", "focused", "checked"}))
        off = "" if "enabled" in self.states else " off"
        line = f"{'  ' * depth}{self.role} «{self.name}»{f' ({more})' if more else ''}{off}"
        if self.told and self.told != self.name:
            line += f" — {' '.join(self.told.split())}"
        silent = not self.name and not more and not self.told
        inner = "".join(one.dump(depth + (not silent)) for one in self.within)
        return inner if silent else f"{line}\n{inner}"


class Listener:
    """Somebody who hears the program."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def read(self) -> Heard:
        """Return the tree of the one program that runs, read without a change meanwhile."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                (programs,) = self._bus.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")
                if programs:
                    return self._heard(*programs[0])
            except Refused:  # something was closed while its turn came
                pass
            assert time.monotonic() < end, "the program cannot be heard"
            time.sleep(POLL)

    def wait(self, until: Callable[[Heard], object], what: str) -> Heard:
        """Read again and again until it is so."""
        end, pause = time.monotonic() + PATIENCE, POLL
        while not until(tree := self.read()):
            assert time.monotonic() < end, f"waited in vain for: {what}\n{tree.dump()}"
            time.sleep(pause)
            pause = min(pause * 1.5, SELDOM)
        return tree

    def begin_to_hear(self) -> None:
        """Let the program say what it says of itself, as a screen reader asks it to."""
        bus = self._bus
        events = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
        bus.call(*events, "RegisterEvent", "sass", "object:announcement", [], "")
        rule = "type='signal',interface='org.a11y.atspi.Event.Object',member='Announcement'"
        place = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        bus.call(*place, "AddMatch", "s", rule)

    def hear(self, words: str, *, times: int = 1) -> None:
        """Wait until the program has said this, or has said it so often."""
        end = time.monotonic() + PATIENCE
        while (said := self.said).count(words) < times:
            assert time.monotonic() < end, f"waited in vain for «{words}», heard: {said}"
            time.sleep(POLL)
            self._bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId")

    @property
    def said(self) -> list[str]:
        """What the program has said of itself so far."""
        said = [values for member, values in self._bus.signals if member == "Announcement"]
        return [str(values[3]).replace("\u00a0", " ") for values in said]

    def find(self, name: str) -> Heard:
        """Wait for what is on the screen and has a name that begins so."""
        return self.wait(lambda tree: tree.usable(name), name).usable(name)[0]

    def press(self, name: str) -> None:
        """Press it, as the screen reader's own key does."""
        who, path = self.find(name).address
        (actions,) = self._bus.call(who, path, ACTION, "GetActions")
        names = [action[0] for action in actions]
        best = next(one for one in CLICKS if one in names)
        assert self._bus.call(who, path, ACTION, "DoAction", "i", names.index(best))[0]

    def _heard(self, who: str, path: str) -> Heard:
        (low, *_high) = self._bus.call(who, path, ACCESSIBLE, "GetState")[0]
        states = frozenset(name for name, bit in STATES.items() if low >> bit & 1)
        # What is not on the screen is not walked through: a table has hundreds of cells below its edge.
        shown = "showing" in states or path == ROOT
        within = self._bus.call(who, path, ACCESSIBLE, "GetChildren")[0] if shown else ()
        return Heard(
            self._bus.call(who, path, ACCESSIBLE, "GetRoleName")[0],
            self._bus.property(who, path, ACCESSIBLE, "Name"),
            self._bus.property(who, path, ACCESSIBLE, "Description"),
            states,
            (who, path),
            tuple(self._heard(*one) for one in within),
        )


@contextmanager
def listening(home: Path, display: str) -> Generator[tuple[Listener, dict[str, str]]]:
    """Run a message bus of one's own with a screen reader on it; yield also what the program has to know."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    missing += [] if any(map(os.path.exists, LAUNCHERS)) else ["at-spi2-core"]
    assert not missing, (
        "listening needs programs that `make setup` installs; to install them: "
        f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    )
    # What the bus starts (the launcher, the registry) ends with it; its sockets lie in the runtime folder.
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "DISPLAY": display,
    }
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    assert server.stdout is not None
    try:
        address = server.stdout.readline().strip()
        with Bus(address) as session:
            place = ("org.a11y.Bus", "/org/a11y/bus")
            session.call(
                *place,
                "org.freedesktop.DBus.Properties",
                "Set",
                "ssv",
                "org.a11y.Status",
                "IsEnabled",
                ("b", True),
            )
            with Bus(session.call(*place, "org.a11y.Bus", "GetAddress")[0]) as bus:
                yield Listener(bus), {"DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        server.terminate()
        server.wait(PATIENCE)
        server.stdout.close()
