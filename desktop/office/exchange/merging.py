"""Another file of the organisation taken in: opened, looked through, decided about, merged.

The command line and the window take the same steps; between them people decide.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.office.exchange.files import Files
from domain.exchange.merging import Decisions, Keep, Merged, NotMerged, Why
from domain.password import Tries
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:  # imported with the first merge
    from collections.abc import Mapping

    from db.exchange.merge.other_file import Other
    from db.file.copies import Copy, Taken
    from db.file.copies import Why as Occasion

type Copying = "Callable[[Occasion, Progress], Taken]"
"""Makes a copy of the file that stays."""


class Here(Files, Protocol):
    """The file that stays: the store of a command, or the data of a window."""

    @property
    def path(self) -> Path: ...

    @property
    def free(self) -> Callable[[], int | None]: ...


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the other file: its password, or its recovery code; neither if it has no password."""

    password: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a merge, and the copy made just before it."""

    merged: Merged
    copy: "Copy"


class Second:
    """The other file, kept open and locked from the first look until ``close``."""

    def __init__(self, other: "Other", held: contextlib.ExitStack) -> None:
        self.other, self._held = other, held

    def close(self) -> None:
        """Let others open the file again, and remove what was made to read it. Safe to call twice."""
        self._held.close()


def opened(file: Here, path: Path, key: Key, tries: Tries, words: Words, progress: Progress) -> Second:
    """Open the other file, and check that it is what its journal says; not a byte of it changes.

    Raises:
        NotMerged: if it is the same file, of an older schema, or not sound.
        TooLittleSpace, OpenElsewhere, WaitFirst: nothing was opened.
        Cancelled: if asked to stop.
        StoreError, FileNotFoundError: as ``Store.open``.
    """
    from db.exchange.merge import other_file
    from db.file import opening

    with contextlib.ExitStack() as held:
        with opening.one_of(tries, path):
            other = held.enter_context(
                other_file.opened(path, key.password, file, named(words), code=key.code)
            )
        if problems := other.store.check(progress).problems:
            raise NotMerged(Why.NOT_SOUND, len(problems))
        return Second(other, held.pop_all())


def previewed(file: Files, second: Second, decisions: Decisions, words: Words, progress: Progress) -> Merged:
    """Return what the merge would do: it is done, and undone at once.

    Raises:
        NotMerged, CannotMerge, Unknown: nothing can be merged so.
        Cancelled: if asked to stop.
        StoreError: if the file cannot be written.
    """
    from db.exchange.merge import merging

    return merging.preview(file.write, second.other, decisions, named(words), progress)


def merged(
    file: Files, second: Second, decisions: Decisions, copy: Copying, words: Words, progress: Progress
) -> Done:
    """Copy the file that stays, then merge as one act.

    Raises:
        NotMerged, CannotMerge, Unknown: as for ``previewed``, and for what nobody has decided.
        Cancelled: if asked to stop; nothing was merged.
        StoreError: if no copy could be made, or nothing written; nothing was merged.
    """
    from db.exchange.merge import merging
    from db.file.copies import Why as Occasion

    before = copy(Occasion.MERGE, progress.part()).copy
    return Done(file.write(merging.merge, second.other, decisions, named(words), progress), before)


def decisions(
    same: "Mapping[str, str]", keep: Keep | None, each: "Mapping[str, Keep] | None" = None
) -> Decisions:
    """Return what people decided: code there -> code here of one person, and whose versions stay."""
    return Decisions(same, keep, papers(), each or {})


def papers() -> dict[str, str]:
    """Return for each numbered document the table of what it is asked for by."""
    from desktop.office.papers.documents import OF
    from desktop.office.papers.registry import DOCUMENTS
    from domain.papers.kinds import NUMBERED

    return {kind: OF[DOCUMENTS[kind].about].value for kind in NUMBERED}


def named(words: Words) -> Callable[[int], str]:
    """Return what makes the words that stand instead of the name of the n-th person erased."""
    again = words.gettext(_("Erased person No. {number}"))

    def name(number: int) -> str:
        return again.format(number=number)

    return name
