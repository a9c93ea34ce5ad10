"""The room left on the disk of a file."""

import shutil
from pathlib import Path


def free(path: Path) -> int | None:
    """Return the free bytes on the disk of *path*; None if it cannot be asked."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return None
