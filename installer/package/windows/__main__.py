"""``python -m installer.package.windows``: makes the package for Windows, on Windows or anywhere else."""

import argparse
import shutil
import sys
from pathlib import Path

from installer import build, start, whole
from installer.package import archive, notice
from installer.package.bill import bill
from installer.package.parts import PROGRAM
from installer.package.windows import bundle, content, fetching
from installer.package.windows.setup import NEEDED, setup
from resources import VERSION


def main() -> int:
    """Make the setup and the archive, and print what was made."""
    parser = argparse.ArgumentParser(prog="installer.package.windows", description=__doc__)
    parser.add_argument("--to", type=Path, default=build.ROOT / "build" / "package", metavar="FOLDER")
    target = parser.parse_args().to
    if why := hindrance():
        print(why, file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for path in make(build.ROOT / "build" / "windows", target, VERSION, archive.day_of_sources()):
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path}")
    return 0


def hindrance() -> str:
    """Return why nothing can be made for Windows here; empty if it can."""
    if shutil.which(NEEDED) is None:
        return "Nothing is made for Windows: makensis is not there (on Debian: apt install nsis)."
    if sys.version_info[:2] != fetching.PYTHON:
        wanted = ".".join(map(str, fetching.PYTHON))
        return (
            f"Nothing is made for Windows: it is made with Python {wanted}, whose compiled modules it holds."
        )
    return ""


def make(work: Path, target: Path, version: str, moment: int) -> tuple[Path, ...]:
    """Make all files for Windows in *target* and return them; *moment* is the day of the sources.

    Raises:
        NotShippable, Stray: if something must not ship, or nobody knows what it is.
        subprocess.CalledProcessError: if something cannot be fetched or a tool fails.
    """
    libraries, python = fetching.fetch(work / "fetched")
    laid = work / "bundle"
    bundle.lay(libraries, python, laid)
    found = content.shipped(laid, libraries, python)
    words = notice.notice(found, version, notice.of_windows(content.python_version(python)))
    place = laid / bundle.FOLDER / "resources" / "notices" / "third-party.txt"
    place.write_text(words, "utf-8", newline="\n")
    listed = target / f"{PROGRAM}-{version}-windows.cdx.json"
    listed.write_text(bill(found, version, moment), "utf-8", newline="\n")
    shutil.copy(listed, laid / f"{PROGRAM}.cdx.json")
    (laid / start.LIST).write_text(whole.contents(laid, start.LIST), "utf-8", newline="\n")
    archive.settle(laid, moment)
    made = setup(laid, version, moment, work / "setup", target)
    return listed, made, portable(laid, version, moment, target)


def portable(laid: Path, version: str, moment: int, target: Path) -> Path:
    """Write the archive that needs no installation, and return it."""
    file = target / f"{PROGRAM}-{version}-windows-amd64.zip"
    archive.zipped(laid, f"{PROGRAM}-{version}", file, moment)
    return file


if __name__ == "__main__":
    sys.exit(main())
