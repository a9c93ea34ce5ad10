"""What a file of the tests holds."""

from pathlib import Path

from sqlmodel import Session

from db.people import organisation


def count(session: Session) -> int:
    return int(organisation.setting(session, "count") or 0)


def files(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir() if found.is_file()}
