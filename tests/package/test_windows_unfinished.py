"""A setup for Windows that was broken off: a start says so in words, the setup mends it. In wine alone."""

from pathlib import Path

from installer import whole
from installer.start import LIST
from tests.desktop import hands
from tests.package import window
from tests.package.wine import BUNDLE, Windows, hashes, wait_for

LATER = "app/resources/theme.toml"
STARTED = ("-m", "installer.start")


def test_a_setup_is_killed_half_way_and_run_again(
    setup: Path, windows: Windows, display: hands.Display
) -> None:
    place = windows.home() / "AppData" / "Local" / "Programs" / "Merilo"
    own = windows.home() / "Documents" / "Оценка.merilo"
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(b"whatever is in it")

    # Killed while it lays libraries: what looks through the rest is there, and what Python itself needs.
    running = windows.begin(setup, "/S")
    wait_for((place / "app" / "PIL").exists)
    windows.stop()
    running.communicate()
    assert not (place / LATER).exists(), "the setup was through before it was killed"
    assert (place / LIST).exists()

    # Started by a command, by its name, by an icon: in words, each.
    for command in ((place / "python.exe", *STARTED, "--version"), (place / "merilo.exe", "--version")):
        said = windows.run(*command, ends=whole.BROKEN)
        assert "Мерило установлено не до конца" in said
        assert "Запустите программу установки ещё раз" in said
    windows.stop()  # a desktop without a screen, which would be used on
    icon = windows.begin(place / "pythonw.exe", *STARTED, screen=display.name)
    try:
        wait_for(lambda: bool(_windows(display)))
        display.xdotool("windowfocus", "--sync", _windows(display)[-1])
        pictures = window.PICTURES / "windows, a part is missing"
        pictures.mkdir(parents=True, exist_ok=True)
        display.at_rest(icon.pid)
        display.keep(pictures / "told.png")
        display.press("Return")
        assert icon.wait(600) == whole.BROKEN
    finally:
        windows.stop()
        icon.communicate()

    # Run again it is whole, and what is the person's own is as it was.
    windows.run(setup, "/S")
    laid = {path.relative_to(BUNDLE).as_posix(): one for path, one in _named(BUNDLE).items()}
    there = {path.relative_to(place).as_posix(): one for path, one in _named(place).items()}
    assert {name: there.get(name) for name in laid} == laid
    assert windows.run(place / "merilo.exe", "--version").startswith("merilo ")
    assert own.read_bytes() == b"whatever is in it"
    windows.run(place / "uninstall.exe", "/S")
    wait_for(lambda: not (place / "uninstall.exe").exists())
    own.unlink()


def _named(folder: Path) -> dict[Path, str]:
    return {Path(name): one for name, one in hashes(folder).items()}


def _windows(display: hands.Display) -> list[str]:
    return display.xdotool("search", "--onlyvisible", "--name", whole.TITLE.replace(" · ", ".*")).split()
