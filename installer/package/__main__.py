"""``make package``: freezes the program and makes package, archive, notice and the list of hashes."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer import build, house, whole
from installer.package import archive, notice, parts, server
from installer.package.bill import bill
from installer.package.debian import Content, deb
from installer.package.windows.__main__ import hindrance
from installer.package.windows.__main__ import make as make_for_windows
from resources import VERSION

ROOT = build.ROOT
TARGET = ROOT / "build" / "package"
# Which packages have the libraries that the program asks for is looked up where they are installed, and so
# are the words of licences of what psycopg brings along.
TOOLS = (
    "binutils",
    "dpkg-dev",
    "libcups2",
    "libldap2",
    "libpq5",
    "libwayland-client0",
    "libwayland-cursor0",
    "libxcb-image0",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-util1",
    "libxcb-xkb1",
)
FOR_TESTS = ("debootstrap",)
JUDGE = ("lintian",)  # what Debian thinks of a package; the other tests do without it
MACHINE = ("systemd-container",)  # boots a clean Debian, in which the service works as its unit says
FOR_TESTS_OF_WINDOWS = ("binutils-mingw-w64-x86-64", "wine", "wine64")


def main() -> int:
    """Make everything that this machine can, or test what was made."""
    parser = argparse.ArgumentParser(prog="make package", description=__doc__)
    parser.add_argument("--test", action="store_true", help="make it and install it in a clean Debian")
    parser.add_argument("--frozen", action="store_true", help="take build/frozen as it is")
    parser.add_argument(
        "--trial", action="store_true", help="make it and play a day with it in a clean Debian"
    )
    parser.add_argument("--twice", action="store_true", help="make it twice, and say which bytes differ")
    parser.add_argument("--made", action="store_true", help="test or try what was made before")
    given = parser.parse_args()
    if sys.platform != "linux":
        print("Packages are made on Debian; see README for other systems.", file=sys.stderr)
        return 1
    tried = given.test or given.trial
    house.need_packages(TOOLS + (FOR_TESTS if tried else ()), vital=True)
    if given.test:
        house.need_packages(JUDGE + MACHINE, vital=False)
    if given.test and not hindrance():
        house.need_packages(FOR_TESTS_OF_WINDOWS, vital=False)
    if not given.made:
        for path in make(frozen_anew=not given.frozen):
            print(f"{path.stat().st_size / 1e6:7.1f} MB  {path.relative_to(ROOT)}", flush=True)
    if given.twice and (names := differing()):
        print(f"made anew, these have other bytes: {', '.join(names)}", file=sys.stderr)
        return 1
    if not tried:
        return 0
    what = ["pytest", "-q", "-p", "no:randomly", "tests/package"] if given.test else ["tests.package.trial"]
    return subprocess.run([sys.executable, "-m", *what], cwd=ROOT, check=False).returncode


def make(target: Path = TARGET, *, frozen_anew: bool = True, version: str = VERSION) -> tuple[Path, ...]:
    """Make all files in *target*, which is emptied, and return them.

    Raises:
        NotShippable, Stray: if something must not ship, or nobody knows what it is.
        subprocess.CalledProcessError: if a tool fails.
    """
    if frozen_anew:
        build.freeze()
        build.freeze_server()
    moment = archive.day_of_sources()
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    content = gathered(ROOT / "build", version, moment)
    bill_file = target / f"merilo-{version}.cdx.json"
    bill_file.write_text(content.bill, "utf-8")
    files = [bill_file, deb(content, ROOT / "build" / "deb", target)]
    files.append(portable(content, target))
    of_server = gathered_server(ROOT / "build", version, moment)
    bill_of_server = target / f"{server.NAME}-{version}.cdx.json"
    bill_of_server.write_text(of_server.bill, "utf-8")
    files += [bill_of_server, server.deb(of_server, ROOT / "build" / "deb-server", target)]
    if why := hindrance():
        print(why, file=sys.stderr)
    else:
        files += make_for_windows(ROOT / "build" / "windows", target, version, moment)
    sums = target / "SHA256SUMS"
    sums.write_text(archive.sums(files), "utf-8")
    return (*files, sums)


def differing() -> list[str]:
    """Make everything anew, from nothing, and return the files that came out otherwise than before."""
    before = archive.listed(TARGET / "SHA256SUMS")
    for folder in ("frozen", "pyinstaller"):
        shutil.rmtree(ROOT / "build" / folder, ignore_errors=True)
    make()
    now = archive.listed(TARGET / "SHA256SUMS")
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def gathered(built: Path, version: str, moment: int) -> Content:
    """Return the frozen program with its notice and the list of its files written into it."""
    program = built / "frozen" / "merilo"
    found = parts.shipped(program, parts.modules(built / "pyinstaller"))
    _note(program, notice.notice(found, version))
    return Content(program, found, bill(found, version, moment), version, moment)


def gathered_server(built: Path, version: str, moment: int) -> Content:
    """Return the same of the service of an organisation."""
    program = built / "frozen" / server.NAME
    found = parts.shipped(program, parts.modules(built / "pyinstaller", server.RECIPE), ())
    _note(program, notice.notice(found, version, notice.OF_SERVER))
    return Content(program, found, bill(found, version, moment, server.NAME), version, moment, server.NAME)


def _note(program: Path, text: str) -> None:
    """Write the notice of licences and the list of files into a frozen folder."""
    folder = program / "_internal"
    notices = folder / "resources" / "notices"
    notices.mkdir(exist_ok=True)
    (notices / "third-party.txt").write_text(text, "utf-8")
    (folder / whole.LIST).write_text(whole.contents(folder), "utf-8")


def portable(content: Content, target: Path) -> Path:
    """Write the archive that needs no installation, and return it."""
    folder = ROOT / "build" / "portable" / f"merilo-{content.version}"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir()
    shutil.copytree(content.program, folder, symlinks=True, copy_function=os.link)
    (folder / "merilo.cdx.json").write_text(content.bill, "utf-8")
    (folder / "third-party.txt").symlink_to("_internal/resources/notices/third-party.txt")
    archive.settle(folder, content.moment)
    file = target / f"merilo-{content.version}-linux-amd64.tar.gz"
    archive.tar_gz(folder, file, content.moment)
    return file


if __name__ == "__main__":
    sys.exit(main())
