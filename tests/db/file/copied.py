"""Other keys beside a copy."""

from pathlib import Path

from db.file import container, driver
from tests.db.conftest import DEK


def another_key(path: Path) -> None:
    """The database inside is of another file, and the sums agree."""
    part = path.with_name("part")
    about, key_file = container.unpack(path, part)
    raw = driver.connect(part, DEK)
    raw.execute(f"PRAGMA rekey=\"x'{bytes(reversed(DEK)).hex()}'\"")
    raw.close()
    container.pack(part, key_file, about, path)
    part.unlink()
