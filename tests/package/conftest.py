"""What was made, the version before it, a clean Debian and a Windows to put them in, a screen to see them."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.build import ROOT
from installer.package import archive
from installer.package.__main__ import TARGET
from tests.desktop import hands
from tests.package.clean import BASE, Debian
from tests.package.wine import BUNDLE, Windows, lay_icu, missing


@pytest.fixture(scope="session")
def package() -> Path:
    return next(TARGET.glob("merilo_*_amd64.deb"))


@pytest.fixture(scope="session")
def debian() -> Iterator[Debian]:
    folder = BASE.with_name("tested")  # on a disk: where tests keep their files there may be no devices
    shutil.rmtree(folder, ignore_errors=True)
    made = Debian(folder)
    made.must("apt-get", "-qq", "update")
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def before(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older(package, tmp_path_factory.mktemp("before"))


def older(package: Path, folder: Path) -> Path:
    """Return the same package by an older number: what is in it is the same, dpkg only sees the number."""
    subprocess.run(["dpkg-deb", "-R", package, folder / "tree"], check=True)
    version = package.name.split("_")[1]
    for name in ("control", "preinst"):
        path = folder / "tree" / "DEBIAN" / name
        path.write_text(path.read_text("utf-8").replace(version, "0.0.9"), "utf-8")
    archive.settle(folder / "tree", 1_790_000_000)
    command = ["dpkg-deb", "-Znone", "--root-owner-group", "--build", folder / "tree", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder / "tree")
    return folder / package.name.replace(version, "0.0.9")


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[hands.Display]:
    with hands.display(tmp_path_factory.mktemp("x") / "screen") as shown:
        shown.lay_out("ru")
        yield shown


@pytest.fixture(scope="session")
def setup() -> Path:
    made = next(TARGET.glob("merilo-*-setup.exe"), None)
    if made is None:
        pytest.skip("nothing was made for Windows: makensis was not there")
    return made


@pytest.fixture(scope="session")
def windows() -> Iterator[Windows]:
    if lacking := missing():
        pytest.skip(f"not there: {', '.join(lacking)}")
    folder = ROOT / "build" / "windows" / "wine"
    shutil.rmtree(folder, ignore_errors=True)
    made = Windows(folder)
    library = BUNDLE / "app" / "PySide6" / "Qt6Core.dll"
    lay_icu(library, made.at("windows/system32/icuuc.dll"), folder.with_name("icu"))
    yield made
    made.stop()
