"""The package in a clean Debian: installed, used without a network, renewed, not taken back, and removed."""

import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.package import archive
from installer.package.__main__ import TARGET
from tests.package.clean import BASE, HOME, Debian

FOLDER = f"{HOME}/Документы"
FILE = f"{FOLDER}/demo.merilo"
SETTINGS = f"{HOME}/.config/merilo/merilo.ini"


@pytest.fixture(scope="module")
def package() -> Path:
    return next(TARGET.glob("merilo_*_amd64.deb"))


@pytest.fixture(scope="module")
def debian() -> Debian:
    folder = BASE.with_name("tested")  # on a disk: where tests keep their files there may be no devices
    shutil.rmtree(folder, ignore_errors=True)
    made = Debian(folder)
    made.must("apt-get", "-qq", "update")
    return made


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
def display() -> Iterator[str]:
    """Show an X server to those who see ``/tmp/.X11-unix``."""
    name = ":87"
    server = subprocess.Popen(["Xvfb", name, "-nolisten", "tcp", "-ac"], stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: Path("/tmp/.X11-unix/X87").exists())
        yield name
    finally:
        server.terminate()
        server.wait()


def wait_for(condition: object, most: float = 300) -> None:
    """Wait until something holds; the limit is against hanging."""
    assert callable(condition)
    end = time.monotonic() + most
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


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


def test_from_apt_to_the_first_mark_and_back(
    package: Path, before: Path, debian: Debian, display: str
) -> None:
    clean = debian.files()

    # It is installed by one line, with what it asks for, and the first marks are written.
    start = time.monotonic()
    done = debian.install(before)
    assert done.returncode == 0, done.stderr
    apt = time.monotonic() - start
    assert installed(debian) == "0.0.9"
    told = debian.must("merilo", "demo", FOLDER, person=True, network=False)
    assert "demo.merilo" in told
    (TARGET / "tested.txt").write_text(
        f"apt: {apt:.0f} s\napt and the demo with all its papers: {time.monotonic() - start:.0f} s\n"
    )
    debian.at(SETTINGS).parent.mkdir(parents=True, exist_ok=True)
    debian.at(SETTINGS).write_text("[General]\nlanguage=ru\n")

    # The window opens without a network.
    opens(debian, display)

    # Renewed: file and settings are as they were, and the new program reads them.
    kept = hashes(debian)
    done = debian.install(package)
    assert done.returncode == 0, done.stderr
    assert installed(debian) == version(package)
    assert hashes(debian) == kept
    assert debian.run("merilo", "check", FILE, person=True, network=False).returncode == 0

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


def opens(debian: Debian, display: str) -> None:
    """See the window come on a screen, without a network."""
    sockets = debian.at("/tmp/.X11-unix")
    sockets.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", "/tmp/.X11-unix", sockets], check=True)
    environment = debian.environment(person=True) | {"DISPLAY": display, "LC_ALL": "C.UTF-8"}
    command = debian.command("merilo", network=False, person=True)
    program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        search = ["xdotool", "search", "--onlyvisible", "--name", "Merilo|Мерило"]
        wait_for(
            lambda: (
                program.poll() is not None
                or subprocess.run(
                    search, env={"DISPLAY": display, "PATH": "/usr/bin"}, capture_output=True, check=False
                ).returncode
                == 0
            )
        )
        assert program.poll() is None, "it ended before its window came"
    finally:
        program.kill()
        program.wait()
        subprocess.run(["umount", sockets], check=True)


def test_the_archive_starts_where_it_is_unpacked(debian: Debian) -> None:
    file = next(TARGET.glob("merilo-*-linux-amd64.tar.gz"))
    subprocess.run(["tar", "-xzf", file, "-C", debian.at("/opt")], check=True)
    folder = next(debian.at("/opt").glob("merilo-*"))
    assert debian.must(f"/opt/{folder.name}/merilo", "--version", person=True, network=False).startswith(
        "merilo "
    )


def test_the_hashes_are_those_of_the_files() -> None:
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=TARGET, check=True)
