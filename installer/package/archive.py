"""Archives that are the same bytes for the same files: sorted, owned by root, of one day."""

import gzip
import hashlib
import io
import os
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path


def settle(folder: Path, moment: int) -> None:
    """Give everything below *folder* the rights that a package has, and one day of change."""
    for path in (*folder.rglob("*"), folder):
        if not path.is_symlink():
            runs = path.is_dir() or (".so" not in path.name and bool(path.stat().st_mode & 0o100))
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def tar_gz(folder: Path, target: Path, moment: int) -> None:
    """Write *folder*, by its own name, as ``.tar.gz``."""
    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            one = tar.gettarinfo(path, path.relative_to(folder.parent).as_posix())
            one.uid = one.gid = 0
            one.uname = one.gname = "root"
            one.mtime = moment
            if one.isreg():
                one.type = tarfile.REGTYPE
                with path.open("rb") as content:
                    tar.addfile(one, content)
            else:
                tar.addfile(one)


def zipped(folder: Path, name: str, target: Path, moment: int) -> None:
    """Write *folder*, by *name*, as ``.zip``."""
    day = datetime.fromtimestamp(moment, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            one = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", day)
            one.external_attr, one.create_system = 0o644 << 16, 3
            packed.writestr(one, path.read_bytes(), zipfile.ZIP_DEFLATED)


def day_of_sources() -> int:
    """Return ``SOURCE_DATE_EPOCH`` if it is set, else the time of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    asked = ["git", "log", "-1", "--format=%ct"]
    root = Path(__file__).resolve().parents[2]
    return int(subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True).stdout)


def gz(text: str) -> bytes:
    """Return the text packed as Debian wants its pages packed: at its smallest, without name and day."""
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as file:
        file.write(text.encode())
    return packed.getvalue()


def listed(path: Path) -> dict[str, str]:
    """Return the hashes of a list of ``sums`` by the names of their files."""
    lines = (line.partition("  ") for line in path.read_text("utf-8").splitlines())
    return {name: told for told, _space, name in lines}


def sums(files: Iterable[Path]) -> str:
    """Return the SHA-256 of each file as ``sha256sum`` writes and checks them."""
    lines: list[str] = []
    for path in sorted(files):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)
