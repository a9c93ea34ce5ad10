"""An installation that was broken off: a start says so in words, installing again mends it, files stay."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from installer import whole
from installer.package.__main__ import TARGET
from tests.desktop import hands
from tests.package import window
from tests.package.clean import HOME, OF_EVERY_DESKTOP, Debian

LIB = "/usr/lib/merilo/_internal"
LACKING = "resources/theme.toml"

MOST = 600.0  # seconds; against hanging
NOT_FOUND = 127  # what chroot ends with if there is no such program


@pytest.fixture
def own_file(debian: Debian) -> Path:
    """Return something of the person's own that no installation may touch; the program is not there."""
    debian.begin_anew()
    file = debian.at(f"{HOME}/Documents/Оценка.merilo")
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"whatever is in it")
    return file


def broken_off(debian: Debian, package: Path, when: Callable[[], bool]) -> bool:
    """Kill apt and dpkg and all that they have started, as soon as *when*; False if they were sooner."""
    command = debian.command("apt-get", "install", "-y", debian.bring(package))
    environment = debian.environment(person=False)
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + MOST
        while not when() and process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.002)
        sooner = process.poll() is not None
        if not sooner:
            # apt is the first process of its own: all that it has started ends with it, then unshare.
            (apt,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            os.kill(int(apt), signal.SIGKILL)
    return not sooner


def installed_again(debian: Debian, package: Path) -> str:
    """Do what a person does who reads what apt and the program say; return what apt has said."""
    done = debian.install(package, "--reinstall")
    said = done.stdout + done.stderr
    if done.returncode != 0:
        assert "dpkg --configure -a" in said, said[-3000:]
        debian.run("dpkg", "--configure", "-a")
        done = debian.install(package, "--reinstall")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert not list(debian.at("/usr/lib/merilo").rglob("*.dpkg-new"))
    assert debian.must("merilo", "--version", person=True, network=False).startswith("merilo ")
    return said


def test_the_first_installation_is_killed_while_it_unpacks(
    package: Path, debian: Debian, own_file: Path
) -> None:
    kept = debian.own_files()
    assert broken_off(debian, package, lambda: any(debian.at(LIB).glob("*.dpkg-new")))
    assert debian.run("merilo", "--version", person=True).returncode == NOT_FOUND, "nothing to start yet"
    assert not debian.at("/usr/share/applications/merilo.desktop").exists()
    installed_again(debian, package)
    assert debian.own_files() == kept


def test_a_newer_version_is_killed_while_it_takes_the_place_of_the_one_before(
    package: Path, before: Path, debian: Debian, own_file: Path
) -> None:
    assert debian.install(before).returncode == 0
    kept = debian.own_files()
    waiting = debian.at(f"{LIB}/{LACKING}.dpkg-new")
    seen: list[bool] = []

    def replacing() -> bool:
        seen.append(waiting.exists())
        return seen[-1]

    assert broken_off(debian, package, replacing)
    started = debian.run("merilo", "--version", person=True, network=False)
    if started.returncode != 0:  # some of both
        assert "установлено не до конца" in started.stderr
    installed_again(debian, package)
    assert debian.installed() == package.name.split("_")[1]
    assert debian.own_files() == kept


def test_a_part_is_missing_and_whoever_clicks_the_icon_reads_it_in_a_window(
    package: Path, debian: Debian, display: hands.Display, own_file: Path
) -> None:
    if not debian.installed():
        assert debian.install(package).returncode == 0
    kept = debian.own_files()
    debian.at(f"{LIB}/{LACKING}").unlink()
    with window.opened(debian, display, "a part is missing") as program:
        program.turn_to(whole.TITLE)
        program.see("a part is missing")
        program.press("Return")
        assert program.ended() == whole.BROKEN
        assert f"Не хватает: {LACKING}." in program.complaints

    # The line that it gives mends it.
    assert "apt install --reinstall ./merilo" in whole.PACKAGE[0]
    installed_again(debian, package)
    assert debian.own_files() == kept


def test_an_archive_is_unpacked_by_half(debian: Debian, tmp_path: Path) -> None:
    debian.must("apt-get", "install", "-y", OF_EVERY_DESKTOP)
    file = next(TARGET.glob("merilo-*-linux-amd64.tar.gz"))
    half = tmp_path / "half.tar.gz"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    place = debian.at("/opt/half")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    told = subprocess.run(["tar", "-xzf", half, "-C", place], capture_output=True, text=True, check=False)
    assert told.returncode != 0, "tar itself says that it did not come to the end"
    program = f"/opt/half/{next(place.iterdir()).name}/merilo"
    assert debian.run(program, person=True).returncode == NOT_FOUND, "the program itself comes last"

    # Unpacked anew over it, then one file is lost on the way to another disk.
    subprocess.run(["tar", "-xzf", file, "-C", place], check=True)
    assert debian.must(program, "--version", person=True, network=False).startswith("merilo ")
    (debian.at(program).parent / "_internal" / LACKING).unlink()
    started = debian.run(program, "--version", person=True, network=False)
    assert started.returncode == whole.BROKEN
    assert "архив распакуйте заново" in started.stderr
    subprocess.run(["tar", "-xzf", file, "-C", place], check=True)
    debian.must(program, "--version", person=True, network=False)
    shutil.rmtree(place)
