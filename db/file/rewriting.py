"""The copies after an erasure: each is rewritten without what was erased, or removed, or named."""

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import container, copies, copying, keys, restoring
from db.file.copies import Copy
from db.file.errors import Damaged, Newer, NotOurs
from domain.progress import Cancelled, Progress
from resources import parts

if TYPE_CHECKING:
    from sqlmodel import Session


class Outcome(StrEnum):
    """What became of a copy."""

    REWRITTEN = "rewritten"
    UNTOUCHED = "untouched"  # the act had nothing to do in it
    REMOVED = "removed"  # it could not be opened, so that nobody knows what it holds
    LEFT = "left"  # it could be neither rewritten nor removed now: try again later


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One copy and what became of it."""

    path: Path
    outcome: Outcome


def rewrite_or_remove(
    path: Path,
    dek: bytes,
    act: "Callable[[Session], object]",
    progress: Progress | None = None,
    elsewhere: Sequence[Path] = (),
    named: Sequence[Path] = (),
    former: Sequence[Path] = (),
    old_keys: Sequence[bytes] = (),
    renew: Callable[[Path], Outcome] | None = None,
) -> tuple[Rewritten, ...]:
    """Do the act in each copy, here and in folders *elsewhere*, and leave no trace of what it removed.

    *named* are paths of more copies, some of which may be gone or out of reach. *former* are copies, and
    folders of some, that wait for the present key: they do open, though not with this one, and are left.
    *old_keys* are those that the file had before: copies that open with one are its copies too, and *renew*
    gives one of them the present key; none is removed before that was tried.

    Copies keep their names and days. A copy in which the act writes nothing stays as it is, so that this can
    be repeated. No copy is ever lost for want of space: it is left and named, and so are those not reached
    before somebody asked to stop.
    """
    progress = progress or Progress()
    listed = _all(path, dek, old_keys, elsewhere, named)
    outcomes: list[Rewritten] = []
    for number, copy in enumerate(listed):
        try:
            progress.step(number, len(listed))
        except Cancelled:
            outcomes += (Rewritten(one.path, Outcome.LEFT) for one in listed[number:])
            break
        waits = copy.path.absolute() in former or copy.path.absolute().parent in former
        outcomes.append(Rewritten(copy.path, Outcome.LEFT if waits else _rewritten(copy, dek, act, renew)))
    return tuple(outcomes)


def _rewritten(
    copy: Copy, dek: bytes, act: "Callable[[Session], object]", renew: Callable[[Path], Outcome] | None
) -> Outcome:
    part = parts.beside(copy.path)
    try:
        about, content = restoring.taken_out(copy.path, part, dek, Progress())
        facts, _result = restoring.changed(part, dek, act)
        rows = sum(facts.counts.values())
        if facts.head == (about.seq, about.head) and rows == about.rows:
            return Outcome.UNTOUCHED
        if content is not None:
            found = keys.decoded(content, copy.path)
            content = keys.encoded(keys.anchored(found, dek, *facts.head))
        seq, head = facts.head
        about = replace(about, schema=facts.schema, seq=seq, head=head, rows=rows)
        container.pack(part, content, about, copy.path)
    except FileNotFoundError:
        return Outcome.REMOVED  # by somebody else
    except Damaged:
        renewed = Outcome.UNTOUCHED if renew is None else renew(copy.path)
        if renewed is Outcome.UNTOUCHED:
            return _removed(copy.path)
        if renewed is Outcome.LEFT or _rewritten(copy, dek, act, None) is Outcome.LEFT:
            return Outcome.LEFT
    except (NotOurs, Newer):
        return _removed(copy.path)
    except Exception:  # whatever is wrong with one copy must not leave the person in all the others
        return Outcome.LEFT
    finally:
        copying.remove(part)
    return Outcome.REWRITTEN


def _all(
    path: Path, dek: bytes, old_keys: Sequence[bytes], elsewhere: Sequence[Path], named: Sequence[Path]
) -> tuple[Copy, ...]:
    listed = [
        one for folder in (None, *elsewhere) for one in copies.listed(path, folder, dek, lambda: old_keys)
    ]
    found = {one.path.absolute(): one for one in listed}
    for one in named:
        if one.absolute() not in found and os.path.isfile(one):  # noqa: PTH113 - a stick may be away
            found[one.absolute()] = copies.at(one)
    return tuple(found.values())


def _removed(path: Path) -> Outcome:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        return Outcome.REMOVED
    return Outcome.LEFT
