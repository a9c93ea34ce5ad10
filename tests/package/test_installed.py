"""The package in a clean Debian: installed, used without a network, renewed, not taken back, and removed."""

import hashlib
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from db.file.store import Store
from db.models.sheets import Mark
from installer.package import archive
from installer.package.__main__ import TARGET
from tests.desktop import hands
from tests.package import window
from tests.package.clean import BASE, HOME, Debian

SETTINGS = f"{HOME}/.config/merilo/merilo.ini"
PROGRAM = "/usr/lib/merilo/_internal"
MOST = 60.0  # seconds of the processors, from apt to the first mark
PICTURES = 8  # at the least: first start, who, password, code, overview, candidate, sheet, mark


@pytest.fixture(scope="module")
def package() -> Path:
    return next(TARGET.glob("merilo_*_amd64.deb"))


@pytest.fixture(scope="module")
def debian() -> Iterator[Debian]:
    folder = BASE.with_name("tested")  # on a disk: where tests keep their files there may be no devices
    shutil.rmtree(folder, ignore_errors=True)
    made = Debian(folder)
    made.must("apt-get", "-qq", "update")
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def before(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same package by an older number: what is in it is the same, dpkg only sees the number."""
    folder = tmp_path_factory.mktemp("before")
    subprocess.run(["dpkg-deb", "-R", package, folder / "tree"], check=True)
    for name in ("control", "preinst"):
        path = folder / "tree" / "DEBIAN" / name
        path.write_text(path.read_text("utf-8").replace(version(package), "0.0.9"), "utf-8")
    archive.settle(folder / "tree", 1_790_000_000)
    command = ["dpkg-deb", "-Znone", "--root-owner-group", "--build", folder / "tree", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder / "tree")
    return folder / "merilo_0.0.9_amd64.deb"


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[hands.Display]:
    with hands.display(tmp_path_factory.mktemp("x") / "screen") as shown:
        shown.lay_out("ru")
        yield shown


def processors() -> float:
    """Return the seconds of processors that all commands so far have taken; waiting for a network is none."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def version(package: Path) -> str:
    return package.name.split("_")[1]


def hashes(debian: Debian) -> dict[str, str]:
    """Return the person's files with their hashes."""
    files = (path for path in debian.at(HOME).rglob("*") if path.is_file())
    return {path.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def installed(debian: Debian) -> str:
    return debian.run("dpkg-query", "-W", "-f", "${Version}", "merilo").stdout


def test_a_package_is_within_its_sizes(package: Path) -> None:
    assert package.stat().st_size <= 60e6
    size = subprocess.run(
        ["dpkg-deb", "-f", package, "Installed-Size"], capture_output=True, text=True, check=True
    )
    assert int(size.stdout) * 1024 <= 200 * 1024 * 1024


def test_a_package_asks_for_no_driver_of_a_graphics_card(package: Path) -> None:
    told = subprocess.run(["dpkg-deb", "-f", package, "Depends"], capture_output=True, text=True, check=True)
    names = {one.split()[0] for one in told.stdout.split(",")}
    assert "libx11-6" in names
    assert not {"libgl1", "libegl1", "libglx0", "libglvnd0", "libbz2-1.0", "libffi8"} & names


def test_from_apt_to_the_first_mark_and_back(
    package: Path, before: Path, debian: Debian, display: hands.Display
) -> None:
    clean = debian.files()

    # It is installed by one line, with what it asks for.
    start = processors()
    done = debian.install(before)
    assert done.returncode == 0, done.stderr
    apt = processors() - start
    assert installed(debian) == "0.0.9"
    brought = done.stdout.count("\nSetting up ")

    # Its window opens without a network, and keys lead to the first mark, which is in the file.
    with window.opened(debian, display) as program:
        walker = window.first_mark(program)
    whole_way = processors() - start
    assert len(window.pictures()) >= PICTURES
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
    kept = hashes(debian)
    done = debian.install(package)
    assert done.returncode == 0, done.stderr
    assert installed(debian) == version(package)
    assert hashes(debian) == kept
    file = f"{HOME}/{walker.file.relative_to(debian.at(HOME)).as_posix()}"
    opens = {"MERILO_PASSWORD": walker.password, "MERILO_LANG": "ru"}
    debian.must("merilo", "check", file, person=True, network=False, environment=opens)

    # An older one is refused in words, and the newer one stays.
    done = debian.install(before, "--allow-downgrades")
    assert done.returncode != 0
    assert "Установлена более новая версия Мерила" in done.stdout + done.stderr
    assert installed(debian) == version(package)
    assert debian.must("merilo", "--version", person=True).startswith("merilo ")

    # Purged: what is left is what was there before, and the person's own files.
    kept = hashes(debian)
    debian.must("apt-get", "purge", "-y", "merilo")
    debian.must("apt-get", "autoremove", "--purge", "-y")
    assert hashes(debian) == kept
    assert [name for name in debian.files() - clean if "merilo" in name.casefold()] == []


def test_the_archive_starts_where_it_is_unpacked(debian: Debian) -> None:
    file = next(TARGET.glob("merilo-*-linux-amd64.tar.gz"))
    subprocess.run(["tar", "-xzf", file, "-C", debian.at("/opt")], check=True)
    folder = next(debian.at("/opt").glob("merilo-*"))
    assert debian.must(f"/opt/{folder.name}/merilo", "--version", person=True, network=False).startswith(
        "merilo "
    )


def test_the_hashes_are_those_of_the_files() -> None:
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=TARGET, check=True)
