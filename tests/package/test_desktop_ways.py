"""What a desktop does with the package: a packet is clicked, Qt is replaced by another build."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.file.store import Store
from tests.db import sample
from tests.desktop import hands
from tests.desktop.exchange.computers import code_of, computer, meet
from tests.package import window
from tests.package.clean import HOME, USER, Debian
from tests.package.wine import wait_for

DESKTOP = ("libglib2.0-bin", "desktop-file-utils")  # of every desktop: what opens files, and knows by what
KINDS = {
    "Оценка.merilo": "application/x-merilo",
    "Оценка.merilo-backup": "application/x-merilo-backup",
    "Модель.merilo-packet": "application/x-merilo-packet",
    "Соколова.merilo-key": "application/x-merilo-key",
}
QT = "/usr/lib/merilo/_internal/PySide6/Qt/lib/libQt6Core.so.6"
BUILD = b"shared (dynamic) release build"  # as Qt says of itself how it was built


@pytest.fixture(scope="module")
def installed(package: Path, debian: Debian) -> Iterator[Debian]:
    assert debian.install(package).returncode == 0
    yield debian
    debian.begin_anew()


@pytest.fixture
def packet(tmp_path: Path) -> tuple[Path, Path]:
    """Return a file of a branch, and a packet with a framework that HR has written for it."""
    hr, branch = computer(tmp_path, "hr", "Соколова"), computer(tmp_path, "branch", "Громов")
    store = hr.opened()
    code = store.read(code_of, sample.add(store, "Громов"))
    store.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    meet(hr, {code: branch}, stick)
    making = ("packet", "make", hr.file, "framework", "--person", code, "--as", hr.code, "--to", stick)
    hr.run(*making)
    return branch.file, next(stick.glob("*.merilo-packet"))


def test_a_packet_that_is_double_clicked_comes_to_the_file(
    installed: Debian, display: hands.Display, packet: tuple[Path, Path]
) -> None:
    installed.must("apt-get", "install", "-y", "--no-install-recommends", *DESKTOP)
    folder = installed.at(f"{HOME}/Филиал")
    folder.mkdir(exist_ok=True)
    for path in (*packet[0].parent.glob("branch.merilo*"), packet[1]):
        shutil.copy(path, folder)
    for path in (folder, *folder.iterdir()):
        os.chown(path, USER, USER)
    for name, kind in KINDS.items():
        installed.at(f"{HOME}/{name}").write_text("something")
        told = installed.must("gio", "info", "-a", "standard::fast-content-type", f"{HOME}/{name}")
        assert f"standard::fast-content-type: {kind}\n" in told
        assert "merilo.desktop" in installed.must("gio", "mime", kind)
        installed.at(f"{HOME}/{name}").unlink()

    title = f"{packet[0].stem} — Мерило"
    # The file is opened once, so that it is the one that was used last.
    file = f"{HOME}/Филиал/{packet[0].name}"
    with window.opened(installed, display, "file of the branch", "gio", "open", file) as program:
        assert program.ended() == 0, "gio itself leaves"
        _turn_to(display, title)
        display.at_rest()
        display.keep(program.pictures / "file.png")
        display.press("ctrl+Cyrillic_shorti")
        _gone(display, title)
    clicked = f"{HOME}/Филиал/{packet[1].name}"
    with window.opened(installed, display, "packet", "gio", "open", clicked) as program:
        assert program.ended() == 0, "gio itself leaves"
        _turn_to(display, "Принять пакет")
        display.at_rest()
        display.keep(program.pictures / "packet.png")
        display.press("Escape")
        _turn_to(display, title)
        display.press("ctrl+Cyrillic_shorti")
        _gone(display, title)
    store = Store.open(folder / packet[0].name)  # sound, and not in use
    store.close()


def test_qt_is_replaced_by_another_build_and_that_one_is_used(
    installed: Debian, display: hands.Display
) -> None:
    library = installed.at(QT)
    content = library.read_bytes()
    assert content.count(BUILD) == 1
    library.write_bytes(content.replace(BUILD, b"shared (dynamic) release BUILD"))
    with window.opened(installed, display, "another Qt") as program:
        program.turn_to("Мерило")
        program.see("another Qt")
        mapped = Path(f"/proc/{_started(program)}/maps").read_text()
        (line,) = {one.split()[4] for one in mapped.splitlines() if one.endswith("libQt6Core.so.6")}
        assert int(line) == library.stat().st_ino, "the one that was laid there, and no other"
        assert program.complaints == ""
    library.write_bytes(content)


def _started(program: hands.Program) -> int:
    """Return the process of the program itself: its start may have become another one's parent."""
    children = Path(f"/proc/{program.process.pid}/task/{program.process.pid}/children").read_text().split()
    return int(children[0]) if children else program.process.pid


def _windows(display: hands.Display, title: str) -> list[str]:
    pattern = "".join(letter if letter.isalnum() or letter == " " else ".*" for letter in title)
    return display.xdotool("search", "--onlyvisible", "--name", f"^{pattern}$").split()


def _turn_to(display: hands.Display, title: str) -> None:
    wait_for(lambda: bool(_windows(display, title)))
    display.xdotool("windowfocus", "--sync", _windows(display, title)[-1])


def _gone(display: hands.Display, title: str) -> None:
    wait_for(lambda: not _windows(display, title))
