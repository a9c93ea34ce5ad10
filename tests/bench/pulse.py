"""Every screen and main act at 100, 1,000 and 10,000 people: time, longest pause, statements, memory.

Run as ``python -m tests.bench.pulse [PEOPLE …]``. The files are made once and kept in ``build/``.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tests.bench.measure import Figure

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.frame.workspace import Workspace
    from tests.bench.team_map import Reopened

SIZES = (100, 1_000, 10_000)
AGAIN = 2  # visits after the first one; the fastest of them counts
FOLDER = Path("build")
TABLE = FOLDER / "pulse.txt"
# each shows a page whatever the file
PAGES = (
    *("diary", "plans", "plans, first look", "cycles, first look"),
    *("a cycle", "a cycle, first look", "a decision", "jump box"),
)
PAINTED = ("person", "a result")  # painted soon after the key, whatever the file


@dataclass(frozen=True, slots=True)
class Beat:
    """One act: seconds until all is idle, longest freeze of the window, statements, MB held."""

    name: str
    time: float
    pause: float
    statements: int
    memory: float


def main(sizes: tuple[int, ...]) -> None:
    """Walk through each file in its own process and print what it costs beside the smallest."""
    for line in table(sizes, walks_of(sizes)):
        print(line)


def walks_of(sizes: tuple[int, ...]) -> list[dict[str, Beat]]:
    """Walk through the file of each size, in a process of its own; return the acts by name."""
    return [_walked(count) for count in sizes]


def walked(count: int) -> list[Figure]:
    """Walk through the file of that size and keep what it showed for ``figures``, which has all figures."""
    kept = _kept(count)
    kept.unlink(missing_ok=True)  # no walk of before stands for one that failed
    beats = [asdict(one) for one in _walked(count).values()]
    FOLDER.mkdir(exist_ok=True)
    kept.write_text(json.dumps(beats), encoding="utf-8")
    return []


def _kept(count: int) -> Path:
    return FOLDER / f"pulse-{count}.json"


def _walked(count: int) -> dict[str, Beat]:
    command = [sys.executable, "-m", "tests.bench.pulse", "--walk", str(count)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return _by_name(told.splitlines()[-1])


def _by_name(told: str) -> dict[str, Beat]:
    return {one["name"]: Beat(**one) for one in json.loads(told)}


def figures() -> list[Figure]:
    """Keep the table of all walks for docs/bench.md; tell what must not grow with the people."""
    walks = [_by_name(_kept(count).read_text(encoding="utf-8")) for count in SIZES]
    FOLDER.mkdir(exist_ok=True)
    TABLE.write_text("\n".join(table(SIZES, walks)) + "\n", encoding="utf-8")
    few, many, most = walks
    start = "start to whole home"
    found = [Figure("whole home, 10,000 people", most[start].time, few[start].time, None, most=0.6)]
    found += [
        Figure(f"{name}, 10,000 : 100", most[name].time, max(few[name].time, 0.002), limit=3.0)
        for name in PAGES
    ]
    found += [
        Figure(f"{name}, 10,000 people", most[name].time, few[name].time, None, most=0.06) for name in PAINTED
    ]
    for walk, count, allowed in ((many, "1,000", 0.05), (most, "10,000", 0.1)):
        longest = max((one for one in walk.values() if one.name != start), key=lambda one: one.pause)
        same = few[longest.name].pause
        found.append(Figure(f"longest pause, {count}: {longest.name}", longest.pause, same, None, allowed))
    growing = sum(most[name].statements > few[name].statements for name in few if name in most)
    found.append(Figure("acts that ask more of more people", growing, len(few), None, most=0, unit="acts"))
    return found


def table(sizes: tuple[int, ...], walks: list[dict[str, Beat]]) -> Iterator[str]:
    """Return the lines of the table; the exponent is that of the last step, 0 if the time does not grow."""
    heads = "".join(f"{count:>9,}" for count in sizes)
    yield f"{'':26}  time, ms{heads[10:]}   exp.   pause, ms{heads[9:]}   statements   MB"
    for name in walks[0]:
        beats = [walk[name] for walk in walks if name in walk]
        times = "".join(f"{one.time * 1000:9.0f}" for one in beats)
        pauses = "".join(f"{one.pause * 1000:9.0f}" for one in beats)
        exponent = ""
        if len(beats) > 1:
            step = log10(sizes[len(beats) - 1] / sizes[len(beats) - 2])
            exponent = f"{log10(max(beats[-1].time, 1e-4) / max(beats[-2].time, 1e-4)) / step:6.2f}"
        counts = "/".join(str(one.statements) for one in beats)
        yield f"{name:26}{times}  {exponent}  {pauses}   {counts:>12} {beats[-1].memory:6.0f}"


class Pulse:
    """A window of the whole program on one file, and a clock that ticks while it works."""

    def __init__(self, application: "QApplication", team: "Reopened", folder: Path) -> None:
        from sqlalchemy import Engine, event

        from db.assessing import people
        from db.home import overview
        from desktop.app import App
        from desktop.settings import Settings
        from tests.bench.pause import Clock
        from tests.bench.team_map import TODAY

        self.beats: dict[str, Beat] = {}
        self._clock = Clock()
        self._asked = 0
        event.listen(Engine, "before_cursor_execute", self._on_statement)
        settings = Settings(folder / "merilo.ini")
        settings.language = "ru"
        read = team.store.read
        settings.file_opened(team.path, team.store.has_password, team.store.settings_key)
        settings.keep_actor(read(overview.identity), read(people.person, team.boss).uid)
        team.store.close()
        self.app = App(application, settings, lambda: TODAY, folder)
        self.act("start to whole home", lambda: self.app.start(team.path), again=0)

    @property
    def space(self) -> "Workspace":
        assert self.app.window.workspace is not None
        return self.app.window.workspace

    def act(self, name: str, do: Callable[[], object], again: int = AGAIN, after: Any = None) -> None:
        """Do it and wait until all is idle; of the visits after the first one the fastest counts."""
        beats: list[Beat] = []
        for _visit in range(again + 1):
            beats.append(self._once(name, do))
            if after is not None:
                after()
                self._once("", lambda: None)
        self.beats[name] = min(beats[1:] or beats, key=lambda one: one.time)

    def _once(self, name: str, do: Callable[[], object]) -> Beat:
        self._asked = 0
        took = self._clock.run(do, self._busy)
        return Beat(name, took, self._clock.pause, self._asked, memory())

    def _busy(self) -> bool:
        space = self.app.window.workspace
        whole = space is not None and getattr(space.shown, "whole", True)
        return self.app.jobs.busy or not whole

    def _on_statement(self, *_about: object) -> None:
        self._asked += 1


def memory() -> float:
    """Return the memory the process holds, MB."""
    with suppress(OSError), Path("/proc/self/status").open() as status:
        held = next(line for line in status if line.startswith("VmRSS"))
        return int(held.split()[1]) / 1024
    return 0.0


def walk(count: int) -> list[Beat]:
    """Go through all screens of the file of *count* people."""
    from PySide6.QtWidgets import QApplication

    from resources import i18n
    from tests.bench.crowd import crowd

    i18n.use("ru")
    team = crowd(count, FOLDER)
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        pulse = Pulse(cast("QApplication", application), team, Path(folder))
        _visit(pulse, count)
        beats = list(pulse.beats.values())
        pulse.app.window.close()
        pulse.app.close()
    return beats


def _visit(pulse: Pulse, count: int) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from db.assessing import people
    from db.development import plan_board
    from db.framework import frameworks
    from db.hiring import campaigns
    from db.team import staff_cycles
    from desktop import places
    from desktop.frame.screens import SCREENS
    from tests.bench.team_map import TODAY

    space, act = pulse.space, pulse.act
    assert pulse.app.data is not None
    assert pulse.app.me is not None
    read, me = pulse.app.data.read, pulse.app.me.id
    everybody = [one.id for one in read(people.everybody) if one.id != me]
    plans = [one.plan_id for one in read(plan_board.rows, TODAY)]
    vacancies = sorted(one.cycle.id for one in read(campaigns.campaigns))
    many, hiring = vacancies[0], vacancies[-1]
    candidates = read(campaigns.candidates, hiring, me)
    quarter = read(staff_cycles.staff_cycles, me)[0].cycle.id

    def shown(name: str) -> Any:
        return space.made(name)

    def home() -> None:
        space.go(places.HOME)

    def close() -> None:
        for window in QApplication.topLevelWidgets():
            if window is not pulse.app.window and window.isVisible() and window.isWindow():
                window.close()
        if space.jump_box is not None:
            space.jump_box.close_box()

    visited: set[str] = set()

    def visit(name: str, place: str, shown_id: int = 0, **more: Any) -> None:
        visited.add(place)
        act(name, lambda: space.go(place, shown_id), after=home, **more)

    visit("home again", places.HOME)
    visit("people", places.PEOPLE)
    space.go(places.PEOPLE)
    persons = iter(everybody * 4)
    act("person, by going there", lambda: space.go(places.PEOPLE, next(persons)))
    table = shown(places.PEOPLE).table
    act("a row of people", lambda: QTest.keyClick(table, Qt.Key.Key_Down))
    search = shown(places.PEOPLE).search
    act("people, searched", lambda: search.setText("человек00"), after=search.clear)
    act("a new person", shown(places.PEOPLE).add_person, after=close)
    act("dismissal", shown(places.PEOPLE).dismiss, after=close)
    act("jump box", space.jump, after=close)
    space.jump()
    box = space.jump_box
    assert box is not None
    act("jump box, a letter", lambda: box.edit.setText("человек1"), after=box.edit.clear)
    close()
    act("a note", space.note_down, after=close)
    visit("diary", places.DIARY)
    space.go(places.DIARY)
    filters = shown(places.DIARY).filters
    act("diary, searched", lambda: filters.search.setText("смена 11"), after=filters.search.clear)
    visit("plans, first look", places.DEVELOPMENT, again=0)
    visit("plans", places.DEVELOPMENT)
    visit("a plan", places.PLAN, plans[-1])
    visit("cycles, first look", places.CYCLES, again=0)
    visit("cycles", places.CYCLES)
    visit("a cycle, first look", places.CYCLE, quarter, again=0)
    visit("a cycle", places.CYCLE, quarter)
    space.go(places.CYCLE, quarter)
    act("a cycle, everybody", lambda: QTest.keyClick(shown(places.CYCLE).table, Qt.Key.Key_End), again=0)
    visit("a new cycle", places.NEW_CYCLE)
    space.go(places.NEW_CYCLE)
    form = shown(places.NEW_CYCLE)
    act("a new cycle, its people", form.next_part, after=form.previous_part)
    visit("campaigns", places.CAMPAIGNS)
    visit("a campaign", places.CAMPAIGN, hiring)
    visit("a new vacancy", places.VACANCY)
    visit("comparison of 5", places.COMPARE, hiring)
    visit("comparison of 200", places.COMPARE, many)
    visit("a decision", places.DECISION, candidates[0].case.case_id)
    cases = read(people.card, everybody[0], me, TODAY).cases
    visit("a result", places.RESULT, cases[0].case_id)
    visit("a sheet", places.SHEET, cases[0].sheets[0].sheet_id)
    visit("team", places.TEAM)
    visit("framework", places.FRAMEWORK)
    visit("library", places.LIBRARY)
    visit("preferences", places.PREFERENCES)
    of = {places.PERSON: everybody[0], places.VERSIONS: read(frameworks.newest).id}
    for place in SCREENS:
        if place not in visited:
            visit(place.replace("_", " "), place, of.get(place, 0))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:2] == ["--walk"]:
        print(json.dumps([asdict(one) for one in walk(int(sys.argv[2]))]))
    else:
        main(tuple(int(one) for one in sys.argv[1:]) or SIZES)
