"""The package in a clean Debian: installed, used without a network, renewed, not taken back, and removed."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlmodel import select

from db.file import driver, migrate
from db.file.driver import Mode
from db.file.store import Store
from db.models.sheets import Mark
from installer.build import ROOT
from installer.package import weight
from installer.package.__main__ import TARGET
from tests.db import older
from tests.db.conftest import DEK, PASSWORD
from tests.desktop import hands
from tests.package import window
from tests.package.clean import HOME, OF_EVERY_DESKTOP, USER, Debian, processors, version

SETTINGS = f"{HOME}/.config/merilo/merilo.ini"
PROGRAM = "/usr/lib/merilo/_internal"
MOST = 60.0  # seconds of the processors, from apt to the first mark
PICTURES = 8  # at the least: first start, who, password, code, overview, candidate, sheet, mark


def schema_of(file: Path) -> int:
    """Return by which version of the program the file was written."""
    with contextlib.closing(driver.connect(file, DEK, Mode.READ)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_a_package_is_within_its_sizes(package: Path) -> None:
    program = ROOT / "build" / "frozen" / "merilo"
    assert package.stat().st_size <= weight.DEB, weight.heaviest(program)
    size = subprocess.run(
        ["dpkg-deb", "-f", package, "Installed-Size"], capture_output=True, text=True, check=True
    )
    assert int(size.stdout) * 1024 <= 200e6, weight.heaviest(program)


def test_a_package_asks_for_no_driver_of_a_graphics_card(package: Path) -> None:
    told = subprocess.run(["dpkg-deb", "-f", package, "Depends"], capture_output=True, text=True, check=True)
    names = {one.split()[0] for one in told.stdout.split(",")}
    assert "libx11-6" in names
    assert not {"libgl1", "libegl1", "libglx0", "libglvnd0", "libbz2-1.0", "libffi8"} & names


@pytest.mark.skipif(shutil.which("lintian") is None, reason="this machine has no lintian")
def test_debian_finds_no_fault_in_the_package(package: Path) -> None:
    judge = ["lintian", "--allow-root", "--tag-display-limit", "0", "--fail-on", "error,warning", package]
    told = subprocess.run(judge, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_from_apt_to_the_first_mark_and_back(
    package: Path, before: Path, debian: Debian, display: hands.Display
) -> None:
    debian.begin_anew()
    clean = debian.files()

    # It is installed by one line, with what it asks for.
    start = processors()
    done = debian.install(before)
    assert done.returncode == 0, done.stderr
    apt = processors() - start
    assert debian.installed() == "0.0.9"
    brought = done.stdout.count("\nSetting up ")

    # Its window opens without a network, and keys lead to the first mark, which is in the file.
    with window.opened(debian, display, "first mark") as program:
        walker = window.first_mark(program)
    whole_way = processors() - start
    assert len(window.pictures("first mark")) >= PICTURES
    store = Store.open(walker.file, walker.password)
    marks = store.read(lambda session: [one.level for one in session.scalars(select(Mark))])
    store.close()
    assert marks == [int(window.LEVEL)]
    assert debian.at(SETTINGS).exists()
    (TARGET / "tested.txt").write_text(
        f"apt: {apt:.0f} s of the processors, {brought} packages\nto the first mark: {whole_way:.0f} s\n"
    )
    assert whole_way <= MOST

    # Renewed: file and settings are as they were, and the new program reads them.
    kept = debian.own_files()
    done = debian.install(package)
    assert done.returncode == 0, done.stderr
    assert debian.installed() == version(package)
    assert debian.own_files() == kept
    file = f"{HOME}/{walker.file.relative_to(debian.at(HOME)).as_posix()}"
    opens = {"MERILO_PASSWORD": walker.password, "MERILO_LANG": "ru"}
    debian.must("merilo", "check", file, person=True, network=False, environment=opens)

    # A file that an older version has written is brought to this one; as it was, it lies beside as a copy.
    folder = debian.at(f"{HOME}/Завод")
    folder.mkdir()
    written = older.version_12(folder)
    for path in (folder, *folder.iterdir()):
        os.chown(path, USER, USER)
    opens = {"MERILO_PASSWORD": PASSWORD, "MERILO_LANG": "ru"}
    place = f"{HOME}/Завод"
    debian.must("merilo", "check", f"{place}/{written.name}", person=True, network=False, environment=opens)
    assert schema_of(written) == migrate.SCHEMA
    (copy,) = folder.glob("завод-backups/*.merilo-backup")
    restoring = ("restore", f"{place}/завод-backups/{copy.name}", f"{place}/как было.merilo")
    told = debian.must("merilo", *restoring, person=True, network=False, environment=opens)
    assert "1898 строк, как в копии" in told.replace("\u00a0", " ")

    # An older one is refused in words, and the newer one stays.
    done = debian.install(before, "--allow-downgrades")
    assert done.returncode != 0
    assert "Установлена более новая версия Мерила" in done.stdout + done.stderr
    assert debian.installed() == version(package)
    assert debian.must("merilo", "--version", person=True).startswith("merilo ")

    # Purged: what is left is what was there before, and the person's own files.
    kept = debian.own_files()
    debian.must("apt-get", "purge", "-y", "merilo")
    debian.must("apt-get", "autoremove", "--purge", "-y")
    assert debian.own_files() == kept
    assert [name for name in debian.files() - clean if "merilo" in name.casefold()] == []


def test_the_archive_starts_where_it_is_unpacked(debian: Debian) -> None:
    debian.must("apt-get", "install", "-y", OF_EVERY_DESKTOP)
    file = next(TARGET.glob("merilo-*-linux-amd64.tar.gz"))
    subprocess.run(["tar", "-xzf", file, "-C", debian.at("/opt")], check=True)
    folder = next(debian.at("/opt").glob("merilo-*"))
    assert debian.must(f"/opt/{folder.name}/merilo", "--version", person=True, network=False).startswith(
        "merilo "
    )


def test_the_hashes_are_those_of_the_files() -> None:
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=TARGET, check=True)
