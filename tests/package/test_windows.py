"""The package for Windows: what is in it, and a life with it in wine. No real Windows saw it."""

import json
import time
import zipfile
from pathlib import Path

import pytest

from installer.build import ROOT
from installer.package import parts, weight
from installer.package.__main__ import TARGET
from installer.package.windows import known
from installer.package.windows.bundle import FOLDER
from tests.package.wine import BUNDLE, Windows, as_windows, hashes, imported, missing, wait_for

pytestmark = pytest.mark.usefixtures("setup")  # nothing here without it

LISTED = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Merilo"
KINDS = {
    ".merilo": "Merilo.File",
    ".merilo-backup": "Merilo.Copy",
    ".merilo-packet": "Merilo.Packet",
    ".merilo-key": "Merilo.Key",
}
# Libraries that are part of every Windows 10; others must come along.
OF_WINDOWS = frozenset(
    {
        "advapi32",
        "authz",
        "bcrypt",
        "bcryptprimitives",
        "cabinet",
        "comctl32",
        "comdlg32",
        "crypt32",
        "d3d11",
        "d3d12",
        "d3d9",
        "dnsapi",
        "dwmapi",
        "dwrite",
        "dxgi",
        "gdi32",
        "icuuc",
        "imm32",
        "iphlpapi",
        "kernel32",
        "mpr",
        "mscms",
        "netapi32",
        "ntdll",
        "ole32",
        "oleaut32",
        "pathcch",
        "propsys",
        "psapi",
        "rpcrt4",
        "secur32",
        "setupapi",
        "shcore",
        "shell32",
        "shlwapi",
        "ucrtbase",
        "uiautomationcore",
        "user32",
        "userenv",
        "uxtheme",
        "version",
        "winhttp",
        "winmm",
        "winspool.drv",
        "ws2_32",
        "wtsapi32",
    }
)
WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app
started = app.App.start
def start(self, path):
    started(self, path)
    print(type(self.window).__name__, self.window.isVisible(), flush=True)
    QTimer.singleShot(2_000, self._application.quit)
app.App.start = start
if __name__ == "__main__":
    print("ended", app.run(Path(sys.argv[1])), flush=True)
"""

# A whole demo is 130 papers and more; here one of each form is enough.
FIRST_MARKS = """
import sys
from datetime import date
from pathlib import Path
from desktop.office.demo import demo
Path(sys.argv[1]).parent.mkdir(parents=True)
demo.build(Path(sys.argv[1]), date(2026, 11, 24))
"""


def test_it_is_within_its_sizes(setup: Path) -> None:
    assert setup.stat().st_size <= weight.SETUP, weight.heaviest(BUNDLE)
    assert weight.weight(BUNDLE) <= weight.INSTALLED, weight.heaviest(BUNDLE)


def test_of_libraries_it_has_what_the_frozen_program_has_and_little_that_nothing_leads_to() -> None:
    reached = set(parts.modules(ROOT / "build" / "pyinstaller"))
    app = BUNDLE / FOLDER
    laid = {
        ".".join(path.relative_to(app).with_suffix("").parts).removesuffix(".__init__"): path
        for path in app.rglob("*.py*")
        if path.suffix in (".py", ".pyc") and path.relative_to(app).parts[0] not in parts.OURS
    }
    tops = {name.partition(".")[0] for name in laid}
    assert [one for one in sorted(reached - laid.keys()) if one.partition(".")[0] in tops] == []
    idle = {
        name: laid[name].stat().st_size
        for name in laid.keys() - reached
        # In pieces that PyInstaller lays beside its program, as sources; or asked for by Qt's own start.
        if not name.startswith(("PySide6", "docx", "shiboken6"))
    }
    assert sum(idle.values()) <= IDLE, sorted(idle.items(), key=lambda one: -one[1])[:20]


IDLE = 100_000  # bytes


def test_all_libraries_that_are_asked_for_come_along_or_are_part_of_windows() -> None:
    if missing():
        pytest.skip("no objdump")
    ours = {path.name.casefold() for path in BUNDLE.rglob("*") if path.suffix in (".dll", ".pyd")}
    for path in sorted(one for one in BUNDLE.rglob("*") if one.suffix in (".dll", ".pyd", ".exe")):
        for name in imported(path):
            known_here = name in ours or name.startswith(("api-ms-win-", "ext-ms-win-"))
            assert known_here or name.removesuffix(".dll") in OF_WINDOWS, (path.name, name)


def test_nothing_in_it_goes_to_the_network_or_names_where_it_was_made() -> None:
    names = {path.name for path in BUNDLE.rglob("*")}
    assert not names & {"_ssl.pyd", "libssl-3.dll", "libcrypto-3.dll", "tls", "opengl32sw.dll"}
    assert not names & known.PYTHON_LEFT_OUT
    for path in BUNDLE.rglob("*.pyc"):
        assert str(ROOT).encode() not in path.read_bytes(), path


def test_the_notice_and_the_list_of_parts_are_in_it() -> None:
    listed = json.loads((BUNDLE / "merilo.cdx.json").read_text("utf-8"))
    names = {one["name"] for one in listed["components"]}
    assert {"Python", "Qt", "SQLCipher", "OpenSSL", "iconv", "Microsoft Visual C++, library"} <= names
    told = (BUNDLE / "app" / "resources" / "notices" / "third-party.txt").read_text("utf-8")
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "Microsoft Distributable Code", "lacks what later"):
        assert words in told


def test_a_life_with_it_from_the_setup_to_its_removal(setup: Path, windows: Windows, tmp_path: Path) -> None:
    # Installed without a question and without an administrator, in the person's own folder.
    begin = time.monotonic()
    windows.run(setup, "/S")
    place = windows.home() / "AppData" / "Local" / "Programs" / "Merilo"
    assert {path.name for path in BUNDLE.iterdir()} <= {path.name for path in place.iterdir()}
    version = setup.name.split("-")[1]
    assert windows.value(LISTED, "DisplayVersion") == version
    for suffix, kind in KINDS.items():
        assert windows.value(rf"HKCU\Software\Classes\{suffix}") == kind
        opening = windows.value(rf"HKCU\Software\Classes\{kind}\shell\open\command")
        assert opening.endswith(r'\Merilo\pythonw.exe" -m installer.start "%1"')
    assert list(windows.home().rglob("*.lnk"))

    # The first marks are written, the file is sound, and papers are drawn in processes of their own.
    folder = windows.home() / "Documents" / "Оценка"
    file = folder / "demo.merilo"
    assert windows.run(place / "merilo.exe", "--version") == f"merilo {version}\n"
    script = tmp_path / "marks.py"
    script.write_text(FIRST_MARKS, "utf-8")
    windows.run(place / "python.exe", as_windows(script), as_windows(file))
    (TARGET / "tested-windows.txt").write_text(
        f"setup and the first marks under wine: {time.monotonic() - begin:.0f} s\n"
    )
    windows.run(place / "merilo.exe", "check", as_windows(file))
    asked = ("export", "profile", as_windows(file), "--person", "C-0042", "--out", as_windows(folder))
    windows.run(place / "merilo.exe", *asked)
    assert {path.suffix for path in folder.glob("profile_*")} == {".pdf", ".xlsx"}

    # The window opens on that file, and the program ends when it is told to.
    script = tmp_path / "window.py"
    script.write_text(WINDOW, "utf-8")
    said = windows.run(place / "python.exe", as_windows(script), as_windows(file))
    assert said.splitlines() == ["Window True", "ended 0"]

    # While it runs nothing is written over it; an older one is refused; the same one again is taken.
    (place / "merilo-data").mkdir()
    (place / "merilo-data" / "own").write_text("the person's own")
    kept, program = hashes(folder), hashes(place)
    waiting = "import time; print('here', flush=True); time.sleep(9_999)"
    running = windows.begin(place / "python.exe", "-c", waiting)
    assert running.stdout is not None
    assert running.stdout.readline().strip() == b"here"
    windows.run(setup, "/S", ends=4)
    assert hashes(place) == program
    running.kill()
    running.communicate()
    windows.stop()
    windows.run("reg", "add", LISTED, "/v", "DisplayVersion", "/d", "99.0.0", "/f")
    windows.run(setup, "/S", ends=3)
    assert hashes(place) == program
    windows.run("reg", "add", LISTED, "/v", "DisplayVersion", "/d", "0.0.1", "/f")
    (place / "of_an_older_version.pyd").touch()
    windows.run(setup, "/S")
    assert hashes(place) == program
    assert windows.value(LISTED, "DisplayVersion") == version

    # Removed: what is left is the person's own.
    windows.run(place / "uninstall.exe", "/S")
    wait_for(lambda: not (place / "uninstall.exe").exists())
    assert sorted(path.name for path in place.iterdir()) == ["merilo-data"]
    assert hashes(folder) == kept
    assert windows.value(LISTED, "DisplayVersion") == ""
    for suffix, kind in KINDS.items():
        assert windows.value(rf"HKCU\Software\Classes\{suffix}") == ""
        assert windows.value(rf"HKCU\Software\Classes\{kind}\shell\open\command") == ""
    assert not [
        path for path in windows.home().rglob("*.lnk") if "Meril" in path.name or "Мерил" in path.name
    ]


def test_the_archive_starts_where_it_is_unpacked_and_carries_its_settings(
    windows: Windows, tmp_path: Path
) -> None:
    with zipfile.ZipFile(next(TARGET.glob("merilo-*-windows-amd64.zip"))) as packed:
        packed.extractall(tmp_path)
    place = next(tmp_path.glob("merilo-*"))
    (place / "merilo-data").mkdir()
    assert "merilo " in windows.run(place / "merilo.exe", "--version")
    said = windows.run(place / "merilo.exe", "doctor", ends=None)
    assert "portable" in said or "переносная" in said
