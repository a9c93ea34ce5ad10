"""The copies of the file, the way back from one, and what can be done about a damaged file."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from db.file.copies import Copy, Lacks, State, Why, Wrong
from db.file.damaged.salvage import Salvaged, TableSaved
from db.journal.problems import Problem, ProblemKind
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.salvage_dialog import SalvagedDialog, SalvageDialog
from desktop.copies.screen import CopiesScreen, Remembered
from desktop.copies.ways_out import WaysOut
from desktop.copying import Good, Known
from desktop.office.checked import problem_found
from domain.outstanding import Outstanding, Task
from domain.progress import Progress
from resources.i18n import current
from tests.screens.scene import AS_HR, START, Scene
from tests.screens.stage import TODAY, Stage, settle, wait

STICK = Path("/media/hr/KEY")


def _copies(stage: Stage) -> tuple[Copy, ...]:
    assert stage.app.data is not None
    path = stage.app.data.path
    near = path.with_name(f"{path.stem}-backups")
    noon = datetime.combine(TODAY, time(9, 2), tzinfo=UTC)

    def one(folder: Path, ago: timedelta, why: Why, state: State = State.UNCHECKED) -> Copy:
        at = noon - ago
        return Copy(folder / f"demo-{at:%Y%m%d-%H%M%S}.merilo-backup", 4_200_000, at, why, state=state)

    return (
        one(near, timedelta(), Why.DAY),
        one(STICK, timedelta(), Why.DAY),
        one(near, timedelta(hours=15, minutes=20), Why.EXIT, State.SOUND),
        one(near, timedelta(hours=17), Why.HALF_HOUR, State.SOUND),
        one(near, timedelta(days=6), Why.IMPORT, State.SOUND),
        one(near, timedelta(days=40), Why.BY_HAND, State.SOUND),
        Copy(near / "demo-20260901-090411.merilo-backup", 1_900_000, state=State.FAULTY, wrong=Wrong.TORN),
    )


def _screen(stage: Stage) -> CopiesScreen:
    stage.space.go("copies")
    wait(lambda: not stage.app.jobs.busy)
    screen = stage.space.shown
    assert isinstance(screen, CopiesScreen)
    return screen


def _list(stage: Stage) -> None:
    stage.app.settings.keep_second_folder("", STICK)
    stage.app.settings.keep_copies_tight("", tight=True)
    screen, shown = _screen(stage), _copies(stage)
    screen.recall(Remembered(None, tuple(one for one in shown if one.state is not State.UNCHECKED)))
    screen.show_known(Known(shown, behind=True))
    screen.table.stand_on(shown[0].path)
    settle()


def _outstanding(stage: Stage) -> None:
    """After an erasure: copies on a stick that was away."""
    _list(stage)
    screen = stage.space.shown
    assert isinstance(screen, CopiesScreen)
    places = [STICK / f"demo-20261{month}01-090200.merilo-backup" for month in (0, 1)]
    copies = [Outstanding(at, Task.COPY, place, 7) for at, place in enumerate(places, 1)]
    screen.show_known(Known(_copies(stage), behind=True, outstanding=tuple(copies)))
    settle()


def _old_key(stage: Stage) -> None:
    """After a new key: more copies than are listed, the second folder away."""
    _list(stage)
    screen = stage.space.shown
    assert isinstance(screen, CopiesScreen)
    copies = [
        Outstanding(at, Task.OLD_KEY, STICK / f"demo-2026{month:02}01-090200.merilo-backup", 7)
        for at, month in enumerate(range(3, 11), 1)
    ]
    known = Known(_copies(stage), behind=True, second_away=True, outstanding=tuple(copies))
    screen.show_known(known)
    settle()


def _empty(stage: Stage) -> None:
    stage.app.settings.keep_second_folder("", None)
    stage.app.settings.keep_copies_tight("", tight=False)
    _screen(stage).show_known(Known())


def _restore(stage: Stage) -> None:
    _list(stage)
    screen = stage.space.shown
    assert isinstance(screen, CopiesScreen)
    screen.restore_button.click()
    settle()


def _ways_out(stage: Stage) -> None:
    _empty(stage)
    page = problem_found(Problem(ProblemKind.PAGES, "312"), current())
    stage.space.show_ways_out((page,))
    wait(lambda: not stage.app.jobs.busy)
    dialog = stage.dialog()
    assert isinstance(dialog, WaysOut)
    since = datetime.combine(TODAY, time(9, 5), tzinfo=UTC)
    dialog.show_good(Good(_copies(stage)[0], Lacks(15, 12, since)))


def _from_stick(stage: Stage) -> None:
    window = stage.app.window
    at = datetime.combine(TODAY, time(9, 2), tzinfo=UTC)
    copy = Copy(STICK / "Север-20261124-090200.merilo-backup", 4_200_000, at, Why.DAY)
    RestoreDialog(
        window.theme,
        stage.app.jobs,
        copy,
        Path("/home/hr/Документы/Север.merilo"),
        _never,
        window,
        locked=True,
    ).open()


def _salvage(stage: Stage) -> None:
    window = stage.app.window
    assert stage.app.data is not None
    path = stage.app.data.path
    new = Path("/home/hr/Документы/Север.merilo")
    SalvageDialog(window.theme, stage.app.jobs, path, new, _never, window, locked=True).open()


def _salvaged(stage: Stage) -> None:
    window = stage.app.window
    tables = (
        TableSaved("mark", 1_912, 24),
        TableSaved("mark_text", 310, 0, 6),
        TableSaved("journal", 2_204, None),
        TableSaved("person", 140, 0),
    )
    SalvagedDialog(window.theme, Salvaged(Path("/home/hr/Север.merilo"), tables, 3), window).open()


def _never(_new: Path, _present: str) -> Callable[[Progress], Exception]:
    def work(_progress: Progress) -> Exception:
        return FileNotFoundError()

    return work


SCENES = (
    Scene("copies", AS_HR, _list),
    Scene("copies-outstanding", AS_HR, _outstanding),
    Scene("copies-old-key", AS_HR, _old_key),
    Scene("copies-empty", AS_HR, _empty),
    Scene("copies-restore", AS_HR, _restore),
    Scene("copies-damage", AS_HR, _ways_out),
    Scene("copies-salvage", AS_HR, _salvage),
    Scene("copies-salvaged", AS_HR, _salvaged),
    Scene("copies-from-stick", START, _from_stick),
)
