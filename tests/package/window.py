"""The window of the installed program, by keys alone: the X server is ours, the program in its Debian."""

import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from installer import house
from tests.desktop import hands
from tests.desktop.walker import Walker, russian
from tests.package.clean import HOME, SAID, Debian

PICTURES = house.ROOT / "build" / "package-pictures"
SOCKETS = "/tmp/.X11-unix"
LEVEL = "3"


@contextmanager
def opened(debian: Debian, display: hands.Display, story: str, *command: str) -> Generator[hands.Program]:
    """Start the program as its person would, by its name or by *command*; end it if it still runs.

    Pictures of its steps lie in a folder that is called like the *story*.
    """
    pictures = PICTURES / story
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    sockets = debian.at(SOCKETS)
    sockets.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", SOCKETS, sockets], check=True)
    environment = debian.environment(person=True) | {"DISPLAY": display.name, "LANG": "ru_RU.UTF-8"}
    # A bare Debian has one locale alone, which is for letters; it would count for more than the language.
    environment["LC_CTYPE"] = environment.pop("LC_ALL")
    started = debian.command(*(command or ("merilo",)), network=False, person=True, processes_apart=False)
    try:
        with (debian.at(HOME) / SAID).open("wb") as said:
            process = subprocess.Popen(started, env=environment, stdout=said, stderr=said)
        try:
            yield hands.Program(display, process, debian.at(HOME), pictures)
        finally:
            process.kill()
            process.wait()
    finally:
        subprocess.run(["umount", sockets], check=True)


def first_mark(program: hands.Program) -> Walker:
    """Go from the first start to the first mark, with a picture of each step, and end the program."""
    walker = russian(program)
    program.turn_to("Мерило")
    program.see("first start")
    walker.make_a_file()
    walker.begin()
    program.press(LEVEL)
    program.see("first mark")
    walker.quit()
    return walker


def pictures(story: str) -> list[Path]:
    """Return the pictures of the steps."""
    return sorted((PICTURES / story).glob("*.png"))
