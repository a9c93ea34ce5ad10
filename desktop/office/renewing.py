"""Giving copies the key that the file has now: they open with the former password until then. No Qt."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from domain.outstanding import Outstanding, Task
from domain.progress import Cancelled, Progress

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.file.store import Store


def renew(store: "Store", tasks: Sequence[Outstanding], progress: Progress) -> tuple[int, tuple[Path, ...]]:
    """Give these copies, or those in these folders, the present key; return how many, and what is left.

    Raises:
        StoreError: if the file cannot be written; what is outstanding stays written down.
    """
    from db.file.rewriting import Outcome
    from db.journal import outstanding

    renewed, left = 0, list[Path]()
    for number, task in enumerate(tasks):
        try:
            progress.step(number, len(tasks))
        except Cancelled:
            left += (one.place for one in tasks[number:])
            break
        if not _reachable(task.place, store.path):
            left.append(task.place)
            continue
        former = store.read(outstanding.content, task.id)
        outcomes = [store.copies.renew(one, former) for one in _copies(task.place)]
        renewed += outcomes.count(Outcome.REWRITTEN)
        if Outcome.LEFT in outcomes:
            left.append(task.place)
        else:
            store.write(outstanding.settle, [task.id])
    return renewed, tuple(dict.fromkeys(left))


def name_strays(store: "Store", second: Path | None) -> None:
    """Write down copies that open with a former key though nobody named them.

    A command that gave the new key may not know of *second*, which the window knows.

    Raises:
        StoreError: if the file cannot be written.
    """
    from db.file import copies
    from db.journal import former_keys

    former = store.read(former_keys.data_keys)
    for copy in store.copies.listed(second) if former else ():
        for event, key in former:
            if copies.has_key(copy.path, key):
                store.write(_name, copy.path.absolute(), key, event)


def _name(session: "Session", place: Path, key: bytes, event: int) -> None:
    from db.journal import outstanding

    session.info["unjournaled"] = True
    outstanding.write_down(session, [(Task.OLD_KEY, place, key)], event)


def _reachable(place: Path, file: Path) -> bool:
    """Return whether the folder is there, and not only where its stick belongs: then it holds a copy."""
    from db.file import container, copies

    folder = place.parent if place.suffix == container.SUFFIX else place
    own = copies.folder(file).absolute()
    return copies.is_held(folder) or (folder == own and os.path.isdir(own))  # noqa: PTH112


def _copies(place: Path) -> Iterator[Path]:
    from db.file import container

    if place.suffix != container.SUFFIX:
        yield from sorted(place.glob(f"[!.]*{container.SUFFIX}"))
    elif place.exists():
        yield place
