"""Damages a page of a file, as a disk does."""

from contextlib import closing
from pathlib import Path

from db.file import driver, keys

PAGE = 4096  # bytes


def damage_page(file: Path, password: str) -> int:
    """Flip a bit in a page of a table that opening does not read; return the number of the page."""
    with closing(driver.connect(file, keys.unlock(keys.load(file), password, file))) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'library_action'"
        (page,) = connection.execute(asked).fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * PAGE + 200] ^= 1
    file.write_bytes(content)
    return page
