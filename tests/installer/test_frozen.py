"""The frozen program starts and makes the same documents. Building it takes a minute or two."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from installer import build
from installer.package import parts, weight
from installer.package.windows import fetching, unused
from tests import prepared


@pytest.fixture(scope="module")
def program() -> Path:
    return build.freeze()


def run(*command: str | Path, timeout: float = 1200, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program as a person would who has no Python and no Qt of their own."""
    kept = {"HOME", "PATH", "TMPDIR", "LANG", "SYSTEMROOT", "TEMP"}
    clean = {name: value for name, value in os.environ.items() if name in kept}
    clean |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"} | environment
    return subprocess.run(
        [str(part) for part in command],
        env=clean,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


CODE = re.compile(r"((?:Код журнала|Journal code):)[\s\u00a0]*(?:[0-9A-Fa-f]{4}[\s\u00a0-]*){6}")


def texts(document: Path) -> list[str]:
    """Return the text of each page without the journal code, which each file signs with a key of its own."""
    found = [page.extract_text() for page in PdfReader(document).pages]
    assert any(CODE.search(text) for text in found), document.name
    return [CODE.sub(r"\1", text) for text in found]


def written(folder: Path) -> dict[str, str]:
    """Return the names of the documents, with a hash where the same content means the same bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".merilo" not in path.name)
    same_bytes = (".pdf", ".json")
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.suffix in same_bytes
        else ""
        for path in files
    }


def test_it_says_its_version(program):
    assert run(program, "--version").stdout == "merilo 0.1.0\n"


def test_demo_writes_the_same_documents_as_the_checkout(program, tmp_path):
    frozen = run(program, "demo", tmp_path / "frozen", "--today", prepared.DEMO_DAY)
    assert frozen.returncode == 0, frozen.stderr
    checkout = prepared.demo_documents()
    documents, ours = written(tmp_path / "frozen"), written(checkout)
    assert len(documents) > 10
    assert documents.keys() == ours.keys()
    for name in documents:
        if documents[name] != ours[name]:
            assert texts(tmp_path / "frozen" / name) == texts(checkout / name), name


def test_its_window_opens_and_stays_open(program, tmp_path):
    with pytest.raises(subprocess.TimeoutExpired) as open_still:
        run(
            program, timeout=8, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path)
        )
    assert not open_still.value.stderr


def test_qt_brings_no_way_to_the_network_and_no_words_we_do_not_speak(program):
    qt = program.parent / "_internal" / "PySide6"
    assert not list(qt.rglob("*qopensslbackend*"))
    assert not list(qt.rglob("plugins/tls"))
    assert {path.name for path in qt.rglob("*.qm")} == {"qtbase_ru.qm"}


OURS = sys.version_info[:2] == fetching.PYTHON


@pytest.mark.skipif(not OURS or sys.base_prefix != "/usr", reason="other builds of Python take more")
def test_it_takes_no_more_of_the_disk_than_it_may(program):
    assert weight.weight(program.parent) <= weight.INSTALLED, weight.heaviest(program.parent)


@pytest.mark.skipif(not OURS, reason="another Python imports others of its modules")
def test_what_windows_does_without_is_led_to_by_nothing(program):
    wanted: list[str] = []
    for name in parts.modules(build.ROOT / "build" / "pyinstaller"):
        place = name.replace(".", "/")
        of_python = place.partition("/")[0] in sys.stdlib_module_names
        places = (f"{place}.py", f"{place}/__init__.py")
        if of_python and any(one.startswith(unused.OF_PYTHON) for one in places):
            wanted.append(name)
        if not of_python and any(unused.OF_LIBRARIES.match(one) for one in places):
            wanted.append(name)
    assert [one for one in wanted if not one.startswith(NAMED_ONLY)] == []


NAMED_ONLY = ("_pyrepl", "sqlite3")  # by pydoc's pager, and by a driver of SQLAlchemy that is not ours


def test_everything_in_it_has_an_origin_and_a_licence_that_may_ship(program):
    found = {
        part.name
        for part in parts.shipped(program.parent, parts.modules(build.ROOT / "build" / "pyinstaller"))
    }
    assert {
        "Python",
        "PySide6_Essentials",
        "sqlcipher3",
        "SQLCipher",
        "OpenSSL",
        "openpyxl",
        "Inter",
    } <= found
    assert not {"hypothesis", "pytest", "rich", "libreadline", "psycopg", "psycopg-binary"} & found
    assert not list(program.parent.rglob("direct_url.json")), "it would name the folder where it was built"
