"""A file as the program before wrote it: two quarters of two people, rated, commented on, closed."""

import contextlib
import gzip
import shutil
from pathlib import Path

from db.file import driver, keys
from tests.db.conftest import DEK

HERE = Path(__file__).parent / "file"


def version_12(folder: Path) -> Path:
    """Write the file with its keys into the folder, closed; return where it is."""
    path = folder / "завод.merilo"
    path.touch()
    with contextlib.closing(driver.connect(path, DEK)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA foreign_keys=OFF")  # the rows stand in the order of their tables
        raw.executescript(
            f"BEGIN; {gzip.decompress((HERE / 'version_12.sql.gz').read_bytes()).decode()}"
            f"; PRAGMA application_id={driver.APPLICATION_ID}; PRAGMA user_version=12; COMMIT;"
        )
    shutil.copyfile(HERE / "version_12.keys", keys.beside(path))
    return path
