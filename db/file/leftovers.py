"""What a kill or a power cut left in a folder: parts of files that were never finished."""

import contextlib
import re
import shutil
import time
from pathlib import Path

from db.file import keys
from resources import parts

OLD = 24 * 3600  # seconds; a part as old as that is written by nobody any more, on any computer
_PART = re.compile(r"\.merilo-(parts-)?([0-9a-f]{16}|[0-9a-f]{24})(\.part)?(-journal|-wal|-shm)?")
_CREATION = re.compile(r"\.merilo-(.+)\.part(-journal|-wal|-shm|\.lock)?")


def sweep(*folders: Path, old: float = OLD) -> None:
    """Remove parts of exports, copies, key files and new files; only what bears our name.

    Those go whose writer is gone, and those older than *old* seconds if it may run elsewhere: never one that
    a program here still writes.
    """
    for folder in folders:
        found: list[Path] = []
        with contextlib.suppress(OSError):  # it may be gone, or not ours to look into
            found = list(folder.glob(".merilo-*"))
        for one in found:
            with contextlib.suppress(OSError):  # one that cannot be removed keeps no other
                if _left(one) and (parts.abandoned(one.name) or time.time() - one.lstat().st_mtime > old):
                    shutil.rmtree(one) if one.is_dir() else one.unlink()


def _left(one: Path) -> bool:
    if _PART.fullmatch(one.name):
        return True
    # The part of a new file frees the name again whose keys were written already: see ``Store.create``.
    creation = _CREATION.fullmatch(one.name)
    return creation is not None and not _keys_alone(one.with_name(creation[1]))


def _keys_alone(path: Path) -> bool:
    return not path.exists() and any(one.exists() for one in keys.both(path))
