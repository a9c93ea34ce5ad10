"""The hash by which a file outside is recognised later."""

import hashlib
from pathlib import Path

from db.file import driver
from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why

CHUNK = 1 << 20  # bytes read at once


def hash_of(path: Path, progress: Progress) -> str:
    """Return the SHA-256 of a file of any size, in hexadecimal digits.

    Raises:
        Unreadable: if it is the open Merilo file, which has another hash after each act.
    """
    if driver.is_open(path):
        raise Unreadable(Why.OUR_FILE)
    size = max(path.stat().st_size, 1)
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as content:
        while part := content.read(CHUNK):
            digest.update(part)
            done += len(part)
            progress.step(min(done, size), size)
    return digest.hexdigest()
