"""What a kill or a power cut left in a folder: parts of files that were never finished."""

import contextlib
import re
import shutil
import time
from pathlib import Path

from db.file import keys

OLD = 24 * 3600  # seconds; a part as old as that is written by nobody any more
_PART = re.compile(r"\.merilo-(parts-)?[0-9a-f]{16}(\.part)?(-journal|-wal|-shm)?")
_CREATION = re.compile(r"\.merilo-(.+)\.part(-journal|-wal|-shm|\.lock)?")


def sweep(*folders: Path, old: float = OLD) -> None:
    """Remove parts of exports, copies, key files and new files older than this; only what bears our name."""
    for folder in folders:
        found: list[Path] = []
        with contextlib.suppress(OSError):  # it may be gone, or not ours to look into
            found = list(folder.glob(".merilo-*"))
        for one in found:
            with contextlib.suppress(OSError):  # one that cannot be removed keeps no other
                if _left(one) and time.time() - one.lstat().st_mtime > old:
                    shutil.rmtree(one) if one.is_dir() else one.unlink()


def _left(one: Path) -> bool:
    if _PART.fullmatch(one.name):
        return True
    # The part of a new file frees the name again whose keys were written already: see ``Store.create``.
    creation = _CREATION.fullmatch(one.name)
    return creation is not None and not _keys_alone(one.with_name(creation[1]))


def _keys_alone(path: Path) -> bool:
    return not path.exists() and any(one.exists() for one in keys.both(path))
