"""The work on copies off the UI thread: what there is, a new one, a check of all, a restored file."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from domain.password import Tries, WaitFirst
from domain.progress import Progress
from resources.i18n import _

if TYPE_CHECKING:  # imported after the first paint
    from db.file.copies import Copy, Lacks, Taken, Why
    from db.file.damaged.salvage import Salvaged
    from db.file.errors import StoreError
    from db.file.restoring import Restored
    from desktop.data import Data
    from desktop.office.erasure import Finished
    from desktop.settings import Settings
    from domain.outstanding import Outstanding


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: all copies, the newest first, and whether the newest lacks something of the file.

    ``second_away`` means that the second folder cannot be reached now; ``outstanding`` is what acts have
    still to do outside the file, and ``gone`` are the ids of the copies and folders among it that are not
    there.
    """

    copies: "tuple[Copy, ...]" = ()
    behind: bool = False
    second_away: bool = False
    outstanding: "tuple[Outstanding, ...]" = ()
    gone: tuple[int, ...] = ()

    @property
    def newest(self) -> "Copy | None":
        """The newest copy that can be read; None if there is none."""
        return next((one for one in self.copies if one.taken is not None), None)

    @property
    def asked_for(self) -> bool:
        """Whether somebody made one of the copies, or chose a second folder that has one."""
        from db.file.copies import Why

        folders = {one.path.parent for one in self.copies}
        return len(folders) > 1 or any(one.why is Why.BY_HAND for one in self.copies)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a new copy: ``taken`` or what prevented it, and the same of its twin elsewhere.

    ``second`` is None as well if there is no second folder, or if it is away.
    """

    taken: "Taken | None" = None
    fault: "StoreError | None" = None
    second: "Taken | None" = None
    second_fault: "StoreError | None" = None


@dataclass(frozen=True, slots=True)
class Good:
    """A copy just found sound, and what the file has that it lacks; None if unknown."""

    copy: "Copy"
    lacks: "Lacks | None"


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def look(data: "Data", second: Path | None, progress: Progress, *, apart: bool = False) -> Known:
    """Look what copies there are; their content is not checked. *apart* as for ``copy``."""
    found = data.copies.listed(second)
    newest = next((one for one in found if one.taken is not None), None)
    behind = True
    if newest is not None:
        lacks = lacking(data, newest)
        behind = lacks is None or lacks.events > 0
    tasks = _outstanding(data)
    away = second is not None and _is_away(data.path, second, tasks, apart=apart)
    return Known(found, behind, away, tasks, tuple(one.id for one in tasks if _is_gone(one)))


def note(data: "Data", settings: "Settings", file: str, known: Known) -> None:
    """Note what is known of the copies of the open file, *file* in the settings, for screens that tell it."""
    if known.asked_for and file:
        settings.keep_copy_asked_for(file)
    asked_for = known.asked_for or settings.copy_asked_for(file)
    data.know_copies(known.newest, behind=known.behind, asked_for=asked_for)


def _is_gone(task: "Outstanding") -> bool:
    from db.file import container, copies
    from domain.outstanding import Task

    if task.task is Task.FOLDER or (task.task is Task.OLD_KEY and task.place.suffix != container.SUFFIX):
        return not copies.is_held(task.place)
    try:
        return task.task in (Task.COPY, Task.OLD_KEY) and not task.place.exists()
    except OSError:
        return True


def _outstanding(data: "Data") -> "tuple[Outstanding, ...]":
    from db.file.errors import StoreError
    from db.journal import outstanding

    try:
        return data.read(outstanding.outstanding)
    except StoreError:  # a damaged file may not even tell that
        return ()


def copy(
    data: "Data", why: "Why", second: Path | None, progress: Progress, *, apart: bool = False
) -> Outcome:
    """Make a copy, and put it into the second folder too if that can be reached.

    *apart* tells that this folder was on another disk than the file when a copy was last put there. If it is
    on the same one now and empty, or if something is still to be done in it and it is empty, it is where a
    stick belongs that is away: a copy there would lie on the wrong disk, and let the folder pass for the
    stick.
    """
    from db.file.errors import StoreError

    try:
        taken = data.copy(why, progress)
    except StoreError as fault:
        return Outcome(fault=fault)
    if second is None or _is_away(data.path, second, _outstanding(data), apart=apart):
        return Outcome(taken)
    return replace(put(taken.copy, second, progress), taken=taken)


def put(copy: "Copy", second: Path, progress: Progress) -> Outcome:
    """Put a copy that there is into the second folder too."""
    from db.file import copies
    from db.file.errors import StoreError, Unwritable

    try:
        return Outcome(second=copies.mirror(copy, second))
    except StoreError as fault:
        return Outcome(second_fault=fault)
    except OSError:  # the copy was removed meanwhile
        return Outcome(second_fault=Unwritable(copy.path))


def check(data: "Data", found: "tuple[Copy, ...]", progress: Progress) -> "tuple[Copy, ...]":
    """Take out and check each copy; return them with their states, in the same order."""
    checked: list[Copy] = []
    for number, one in enumerate(found):
        progress.step(number, len(found))
        checked.append(data.copies.check(one, progress.part()))
    progress.step(len(found), len(found))
    return tuple(checked)


def newest_good(data: "Data", second: Path | None, progress: Progress) -> Good | None:
    """Return the newest copy that is sound, after looking at all of it; None if there is none."""
    from db.file.copies import State

    for one in data.copies.listed(second):
        progress.step(0, 1)
        if one.taken is not None and data.copies.check(one, progress.part()).state is State.SOUND:
            return Good(one, lacking(data, one))
    return None


def lacking(data: "Data", copy: "Copy") -> "Lacks | None":
    """Return what the file has that the copy lacks; None if unknown, as with a damaged file."""
    from db.file.errors import StoreError

    try:
        return data.copies.lacks(copy)
    except StoreError:
        return None


def finish(data: "Data", second: Path | None, progress: Progress) -> "Finished | StoreError":
    """Do what acts have still to do outside the file; return what prevented it, if anything did.

    Raises:
        Cancelled: for work that somebody waits for; what was done until then stays done.
    """
    from db.file.errors import StoreError

    try:
        finished = data.finish(progress, second)
    except StoreError as fault:
        return fault
    progress.step(0, 1)
    return finished


def restore(data: "Data", copy: "Copy", new: Path, progress: Progress) -> "Restored | Exception":
    """Restore a copy of the open file into a new one; return what prevented it, if anything did."""
    from db.file.errors import StoreError, Unwritable

    try:
        return data.copies.restore(copy, new, progress, erased_name())
    except FileNotFoundError:  # the stick was taken out
        return Unwritable(copy.path)
    except StoreError as fault:
        return fault


def restore_by(
    present: str, tries: Tries, copy: "Copy", new: Path, progress: Progress
) -> "Restored | Exception":
    """Restore a copy into a new file by the password or the recovery code of when it was made.

    *present* is "" for a copy that needs none. Return what prevented it, if anything did.
    """
    from db.file import opening, restoring
    from db.file.errors import StoreError, Unwritable, WrongRecoveryCode

    try:
        with opening.one_of(tries, copy.path):
            try:
                key = restoring.key_of(copy.path, None, present)
            except WrongRecoveryCode:
                key = restoring.key_of(copy.path, present or None)
        ledger = ()
        if (original := _original(copy.path)) is not None:
            with contextlib.suppress(StoreError):  # another key by now, or damaged
                ledger = restoring.ledger_of(original, key)
        return restoring.restore(copy.path, new, key, progress, ledger, erased_name())
    except FileNotFoundError:  # the stick was taken out
        return Unwritable(copy.path)
    except (StoreError, WaitFirst) as fault:
        return fault


def salvage_by(
    present: str, tries: Tries, damaged: Path, new: Path, progress: Progress
) -> "Salvaged | Exception":
    """Save what can be read of a damaged file into a new one, by its password or its recovery code.

    *present* is "" for a file that needs none. Return what prevented it, if anything did.
    """
    from db.file import opening
    from db.file.damaged.salvage import salvage
    from db.file.errors import StoreError, WrongRecoveryCode

    try:
        with opening.one_of(tries, damaged):
            try:
                return salvage(damaged, new, None, present, progress)
            except WrongRecoveryCode:
                return salvage(damaged, new, present or None, None, progress)
    except (StoreError, WaitFirst) as fault:
        return fault


def erased_name() -> Callable[[int], str]:
    """Return what makes the words that stand instead of an erased person's name in a restored file."""
    text = _("Erased person No. {number}")
    return lambda number: text.format(number=number)


def _original(backup: Path) -> Path | None:
    """Return the file beside whose copies this one lies, if it is still there."""
    folder = backup.absolute().parent
    name = folder.name.removesuffix("-backups")
    found = folder.with_name(f"{name}.merilo")
    return found if name != folder.name and found.is_file() else None


def look_into(path: Path, progress: Progress) -> "tuple[Copy, bool]":
    """Return what a file says that may be a copy, and whether it needs a password."""
    from db.file import copies, restoring
    from db.file.errors import StoreError

    found = copies.at(path)
    if found.taken is None:
        return found, False
    try:
        return found, restoring.needs_password(path)
    except (StoreError, OSError):
        return copies.at(path), True


def suggested(path: Path, copy: "Copy") -> Path:
    """Return a path for a restored file beside *path*, with its day: «Север 2026-11-24.merilo»."""
    day = f" {copy.taken.astimezone():%Y-%m-%d}" if copy.taken is not None else ""
    return free_name(path.with_name(f"{path.stem}{day}{path.suffix}"))


def free_name(path: Path) -> Path:
    """Return *path*, or a name like it that no file and no key file has: «Север 2.merilo»."""
    name, number = path, 2
    while name.exists() or name.with_name(f"{name.name}.keys").exists():
        name = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return name


def is_apart(path: Path, second: Path) -> bool:
    """Return whether the folder is on another disk than the file; False if it is not there."""
    try:
        return second.stat().st_dev != path.parent.stat().st_dev
    except OSError:
        return False


def _is_away(path: Path, second: Path, tasks: "tuple[Outstanding, ...]", *, apart: bool) -> bool:
    """Return whether the folder is not there, or is only where a stick belongs."""
    from db.file import copies
    from domain.outstanding import Task

    try:
        if not second.is_dir():
            return True
    except OSError:
        return True
    of_copies = (one.place for one in tasks if one.task in (Task.COPY, Task.FOLDER, Task.OLD_KEY))
    awaited = {place for one in of_copies for place in (one, one.parent)}
    belongs = second.absolute() in awaited or (apart and not is_apart(path, second))
    return belongs and not copies.is_held(second)


def with_states(found: "tuple[Copy, ...]", checked: "tuple[Copy, ...]") -> "tuple[Copy, ...]":
    """Return the copies with what an earlier check found of those that are still the same."""
    known = {(one.path, one.taken, one.size): one for one in checked}
    return tuple(
        replace(one, state=seen.state, wrong=seen.wrong)
        if (seen := known.get((one.path, one.taken, one.size))) is not None
        else one
        for one in found
    )
