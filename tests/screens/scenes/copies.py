"""The copies of the file, the way back from one, and what can be done about a damaged file."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlmodel import Session

from db.file.copies import Copy, State, Why, Wrong
from db.file.damaged.salvage import Salvaged, TableSaved
from db.journal.problems import Problem, ProblemKind
from db.journal.reconcile import Reconciled
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.salvage_dialog import SalvagedDialog
from desktop.copies.screen import CopiesScreen, Remembered
from desktop.copies.ways_out import WaysOut
from desktop.copying import Good, Known, lacking
from domain.outstanding import Outstanding, Task
from domain.progress import Progress
from tests.screens.scene import AS_HR, OWN, START, Scene
from tests.screens.stage import TODAY, Stage, settle, wait

STICK = Path("/media/hr/KEY")


def _copies(stage: Stage) -> tuple[Copy, ...]:
    """The copies of the last weeks; each says up to which event of the file it goes."""
    data = stage.app.data
    assert data is not None
    path = data.path
    near = path.with_name(f"{path.stem}-backups")
    morning = datetime.combine(TODAY, time(9, 2), tzinfo=UTC)

    def one(where: Path, ago: timedelta, why: Why, state: State = State.UNCHECKED) -> Copy:
        at = morning - ago
        seq, head = data.read(_end, at)
        name = f"{path.stem}-{at:%Y%m%d-%H%M%S}.merilo-backup"
        return Copy(where / name, 4_200_000, at, why, seq, head, state=state)

    torn = near / f"{path.stem}-20260901-090411.merilo-backup"
    return (
        one(near, timedelta(), Why.DAY),
        one(STICK, timedelta(), Why.DAY),
        one(near, timedelta(hours=15, minutes=20), Why.EXIT, State.SOUND),
        one(near, timedelta(hours=17), Why.HALF_HOUR, State.SOUND),
        one(near, timedelta(days=6), Why.IMPORT, State.SOUND),
        one(near, timedelta(days=40), Why.BY_HAND, State.SOUND),
        Copy(torn, 1_900_000, state=State.FAULTY, wrong=Wrong.TORN),
    )


def _end(session: Session, at: datetime) -> tuple[int, str]:
    """Return number and seal of the last event that the journal had at this moment."""
    last = "SELECT seq, lower(hex(mac)) FROM journal WHERE at <= ? ORDER BY seq DESC LIMIT 1"
    seq, head = session.connection().exec_driver_sql(last, (f"{at:%Y-%m-%d %H:%M:%S}",)).one()
    return seq, head


def _screen(stage: Stage) -> CopiesScreen:
    stage.space.go("copies")
    wait(lambda: not stage.app.jobs.busy)
    screen = stage.space.shown
    assert isinstance(screen, CopiesScreen)
    return screen


def _show(stage: Stage, *outstanding: Outstanding, away: bool = False, tight: bool = False) -> CopiesScreen:
    """Show the copies; *away*: the stick of the second folder is not there."""
    app, file = stage.app, stage.space.file
    app.care.copies.leave()  # no copy of the day of this picture comes in between
    app.settings.keep_second_folder(file, STICK)
    app.settings.keep_second_copied(file, datetime.combine(TODAY, time(9, 2), tzinfo=UTC), apart=True)
    app.settings.keep_copies_tight(file, tight=tight)
    screen = _screen(stage)
    shown = tuple(one for one in _copies(stage) if not (away and one.path.parent == STICK))
    screen.recall(Remembered(None, tuple(one for one in shown if one.state is not State.UNCHECKED)))
    gone = tuple(one.id for one in outstanding) if away else ()
    known = Known(shown, behind=True, second_away=away, outstanding=outstanding, gone=gone)
    screen.show_known(known)
    screen.table.stand_on(shown[0].path)
    settle()
    return screen


def _list(stage: Stage) -> None:
    _show(stage)


def _tight(stage: Stage) -> None:
    _show(stage, tight=True)


def _outstanding(stage: Stage) -> None:
    """After an erasure: copies on a stick that was away."""
    places = [STICK / f"Север-20261{month}01-090200.merilo-backup" for month in (0, 1)]
    _show(stage, *(Outstanding(at, Task.COPY, place, 7) for at, place in enumerate(places, 1)), away=True)


def _old_key(stage: Stage) -> None:
    """After a new key: more copies than are listed, the second folder away."""
    places = [STICK / f"Север-2026{month:02}01-090200.merilo-backup" for month in range(3, 11)]
    _show(stage, *(Outstanding(at, Task.OLD_KEY, place, 7) for at, place in enumerate(places, 1)), away=True)


def _empty(stage: Stage) -> None:
    _screen(stage).show_known(Known())


def _restore(stage: Stage) -> None:
    screen = _show(stage)
    screen.restore_button.click()
    settle()


def _damaged(stage: Stage) -> WaysOut:
    """A page of the file was found damaged: from now on it is only read."""
    care = stage.app.care
    _show(stage)
    care.check.outcome = Reconciled((Problem(ProblemKind.PAGES, "312"),))
    care.check.failed.emit()
    wait(lambda: not stage.app.jobs.busy)
    shown, screen, data = _copies(stage), stage.space.shown, stage.app.data
    assert isinstance(screen, CopiesScreen)
    assert data is not None
    screen.show_known(Known(shown, behind=True))
    stage.space.damage.acted.emit()
    wait(lambda: not stage.app.jobs.busy)
    dialog = stage.dialog()
    assert isinstance(dialog, WaysOut)
    dialog.show_good(Good(shown[2], lacking(data, shown[2])))
    return dialog


def _ways_out(stage: Stage) -> None:
    _damaged(stage)


def _salvage(stage: Stage) -> None:
    _damaged(stage).salvage_button.click()
    settle()


def _salvaged(stage: Stage) -> None:
    window = stage.app.window
    assert stage.app.data is not None
    tables = (
        TableSaved("mark", 1_912, 24),
        TableSaved("mark_text", 310, 0, 6),
        TableSaved("journal", 2_204, None),
        TableSaved("person", 140, 0),
    )
    new = stage.app.data.path.with_name("Север спасённое.merilo")
    SalvagedDialog(window.theme, Salvaged(new, tables, 3), window).open()


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


def _never(_new: Path, _present: str) -> Callable[[Progress], Exception]:
    def work(_progress: Progress) -> Exception:
        return FileNotFoundError()

    return work


SCENES = (
    Scene("copies", OWN, _list),
    Scene("copies-tight", OWN, _tight),
    Scene("copies-outstanding", OWN, _outstanding),
    Scene("copies-old-key", OWN, _old_key),
    Scene("copies-empty", AS_HR, _empty),
    Scene("copies-restore", OWN, _restore),
    Scene("copies-damage", OWN, _ways_out),
    Scene("copies-salvage", OWN, _salvage),
    Scene("copies-salvaged", OWN, _salvaged),
    Scene("copies-from-stick", START, _from_stick),
)
