"""What is given to people: licences that may ship, a right list of parts, archives the same twice."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from installer.package import archive, icu, known, notice, parts, pruning, weight
from installer.package.bill import bill, reference
from installer.package.debian import FILES
from installer.package.licence import ALLOWED, NotShippable, chosen
from installer.package.parts import Part

MOMENT = 1_795_000_000
PARTS = (
    Part("age", "1.0", "MIT", "pkg:cargo/age@1.0", "pyrage", ("Words of MIT.",)),
    Part("Lucide", "1.62.0", "ISC", "", "", ("Words of ISC.",)),
    Part("pyrage", "1.4.0", "MIT", "pkg:pypi/pyrage@1.4.0", "", ("Words of MIT.  \n",)),
)


@pytest.mark.parametrize(
    ("expression", "choice"),
    [
        ("MIT", "MIT"),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only"),
        ("GPL-2.0-only OR BSD-3-Clause", "BSD-3-Clause"),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", "MIT AND Unicode-3.0"),
        ("(MIT) AND (BSD-3-Clause)", "MIT AND BSD-3-Clause"),
        ("GPL-2.0-or-later WITH Bootloader-exception", "GPL-2.0-or-later WITH Bootloader-exception"),
    ],
)
def test_where_there_is_a_choice_the_licence_that_may_ship_is_chosen(expression: str, choice: str) -> None:
    assert chosen("part", expression) == choice


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "AGPL-3.0-only",
        "GPL-3.0-or-later",
        "GPL-2.0-or-later",
        "MIT AND GPL-3.0-only",
        "GPL-3.0-only WITH Classpath-exception-2.0",
        "BSD license (see license.txt for details)",
        "(MIT",
        "MIT OR",
        "MIT Apache-2.0",
    ],
)
def test_what_is_under_the_gpl_or_under_nobody_knows_what_does_not_ship(expression: str) -> None:
    with pytest.raises(NotShippable) as refused:
        chosen("librarian", expression)
    assert "librarian" in str(refused.value)


def test_no_licence_that_may_ship_is_gpl_or_agpl_without_its_exception() -> None:
    assert {one for one in ALLOWED if re.match("A?GPL", one)} == {
        "GPL-2.0-or-later WITH Bootloader-exception"
    }


def frozen(folder: Path, *files: str) -> Path:
    """Make a frozen folder of empty files."""
    for name in files:
        path = folder / "_internal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def compiled(package: str, pattern: str) -> str:
    """Return where the compiled module of a package lies, as installed and as frozen."""
    return next(one.as_posix() for one in distribution(package).files or () if one.match(pattern))


def test_parts_are_found_by_their_files_and_modules_and_not_by_what_is_asked_for(tmp_path: Path) -> None:
    frozen(tmp_path, compiled("lxml", "lxml/etree.*.so"), "python3.13/lib-dynload/_bz2.so", "resources/x")
    found = parts.shipped(tmp_path, ("desktop.app", "json", "openpyxl.cell"))
    names = {part.name for part in found}
    assert {"lxml", "libxml2", "libxslt", "openpyxl", "Python", "Inter"} <= names
    assert not {"pydantic", "pypdf"} & names
    assert all(part.texts for part in found if part.name in ("lxml", "openpyxl", "Inter"))


def test_a_module_of_the_developers_tools_that_slipped_in_is_named_with_its_licence(tmp_path: Path) -> None:
    frozen(tmp_path, "resources/x")
    with pytest.raises(NotShippable, match=r"hypothesis.*MPL"):
        parts.shipped(tmp_path, ("hypothesis.core",))


@pytest.mark.parametrize("name", ["libreadline.so.8", "libgdbm.so.6"])
def test_a_library_of_the_system_that_slipped_in_is_refused(name: str, tmp_path: Path) -> None:
    frozen(tmp_path, name)
    with pytest.raises((NotShippable, parts.Stray), match=name):
        parts.shipped(tmp_path, ())


def test_a_file_of_unknown_origin_is_refused(tmp_path: Path) -> None:
    frozen(tmp_path, "somebody/data.bin")
    with pytest.raises(parts.Stray, match="somebody"):
        parts.shipped(tmp_path, ())


def test_a_package_with_compiled_code_that_nobody_looked_into_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(known.STATIC, "pyyaml")
    frozen(tmp_path, compiled("pyyaml", "yaml/_yaml.*.so"))
    with pytest.raises(NotShippable, match="pyyaml"):
        parts.shipped(tmp_path, ())


def test_the_list_of_parts_is_cyclonedx_and_every_reference_in_it_leads_somewhere() -> None:
    told = json.loads(bill(PARTS, "1.2.3", MOMENT))
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["metadata"]["timestamp"])
    assert told["metadata"]["component"]["version"] == "1.2.3"
    references = [one["bom-ref"] for one in told["components"]]
    assert references == [reference(part) for part in PARTS]
    assert len(set(references)) == len(references)
    known_refs = {*references, told["metadata"]["component"]["bom-ref"]}
    depends = {one["ref"]: set(one["dependsOn"]) for one in told["dependencies"]}
    assert depends.keys() == known_refs
    assert set().union(*depends.values()) == set(references)
    assert depends["pyrage@1.4.0"] == {"pyrage/age@1.0"}
    for one in told["components"]:
        assert {"type", "name", "licenses"} <= one.keys()
        assert one["type"] == "library"
        assert [set(each) for each in one["licenses"]] == [{"expression"}]
        assert re.match(r"pkg:(pypi|cargo|deb|generic)/\S+@\S+$", one.get("purl", "pkg:pypi/a@1"))


def test_the_list_of_parts_is_the_same_bytes_for_the_same_parts() -> None:
    assert bill(PARTS, "1.2.3", MOMENT) == bill(PARTS, "1.2.3", MOMENT)
    assert bill(PARTS, "1.2.3", MOMENT) != bill(PARTS[1:], "1.2.3", MOMENT)


def test_the_notice_names_every_part_and_tells_each_text_once() -> None:
    told = notice.notice(PARTS, "1.2.3")
    assert "age 1.0 (in pyrage)" in told
    assert told.count("Words of MIT.") == 1
    assert told.count("Words of ISC.") == 1
    assert "LGPL" in told
    assert "exception" in told
    assert "age 1.0 (in pyrage)" in notice.copyright_file(PARTS)


def tree(folder: Path) -> Path:
    """Make a small folder with a program, a page and a link."""
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "page").write_text("page")
    (folder / "a").write_text("program")
    (folder / "a").chmod(0o700)
    (folder / "link").symlink_to("b/page")
    return folder


def test_an_archive_of_the_same_files_is_the_same_bytes_whenever_and_by_whom_it_is_made(
    tmp_path: Path,
) -> None:
    made: list[bytes] = []
    for number in (1, 2):
        folder = tree(tmp_path / str(number) / "merilo")
        archive.settle(folder, MOMENT)
        target = tmp_path / f"{number}.tar.gz"
        archive.tar_gz(folder, target, MOMENT)
        made.append(target.read_bytes())
    assert made[0] == made[1]
    with tarfile.open(tmp_path / "1.tar.gz") as tar:
        told = {one.name: (oct(one.mode), one.uname, one.mtime) for one in tar if not one.issym()}
        assert tar.extractfile("merilo/a") is not None
    assert told["merilo/a"] == ("0o755", "root", MOMENT)
    assert told["merilo/b/page"] == ("0o644", "root", MOMENT)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this machine has no sha256sum")
def test_the_list_of_hashes_is_the_one_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("1")
    (tmp_path / "two").write_text("2")
    (tmp_path / "SHA256SUMS").write_text(archive.sums([tmp_path / "two", tmp_path / "one"]))
    told = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout == "one: OK\ntwo: OK\n"
    before = archive.listed(tmp_path / "SHA256SUMS")
    assert list(before) == ["one", "two"]
    (tmp_path / "two").write_text("3")
    (tmp_path / "SHA256SUMS").write_text(archive.sums([tmp_path / "two", tmp_path / "one"]))
    now = archive.listed(tmp_path / "SHA256SUMS")
    assert [name for name in now if now[name] != before[name]] == ["two"]


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        ("/usr/lib/x86_64-linux-gnu/libgtk-3.so.0", False),
        ("/lib/x86_64-linux-gnu/libreadline.so.8", False),
        ("/usr/lib/x86_64-linux-gnu/libpython3.13.so.1.0", True),
        ("/usr/lib/python3.13/lib-dynload/_bz2.so", True),
        ("/home/me/.venv/lib/python3.13/site-packages/PySide6/Qt/lib/libQt6Core.so.6", True),
    ],
)
def test_what_the_system_has_itself_does_not_travel(source: str, stays: bool) -> None:
    assert pruning.is_of_system(source) is not stays


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("coll/ru.res", True),
        ("coll/root.res", True),
        ("coll/zh.res", False),
        ("curr/sr_Latn_BA.res", False),
        ("en_GB.res", True),
        ("supplementalData.res", True),
        ("brkitr/cjdict.dict", False),
        ("brkitr/word.brk", True),
        ("ibm-5347_P100-1998.cnv", True),
        ("euc-tw-2014.cnv", False),
        ("translit/root.res", False),
    ],
)
def test_icu_keeps_russian_english_and_what_belongs_to_no_language(name: str, stays: bool) -> None:
    assert icu.wanted(name) is stays


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("rapidfuzz/fuzz_cpp.cpython-313-x86_64-linux-gnu.so", True),
        ("rapidfuzz/fuzz_cpp_avx2.cpython-313-x86_64-linux-gnu.so", False),
        ("rapidfuzz/distance/metrics_cpp.cpython-313-x86_64-linux-gnu.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_ru.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
    ],
)
def test_what_is_of_no_use_or_there_twice_does_not_travel(place: str, stays: bool) -> None:
    assert pruning.wanted((place, "", "")) is stays


def test_what_takes_most_is_named_file_by_file_and_package_by_package(tmp_path: Path) -> None:
    sizes = {"merilo": 3_000_000, "_internal/PIL/a.so": 2_000_000, "_internal/PIL/b.so": 2_500_000}
    for place, size in sizes.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(bytes(size))
    (tmp_path / "_internal" / "c.so").symlink_to("PIL/a.so")
    assert weight.weight(tmp_path) == 7_500_000
    told = weight.heaviest(tmp_path).splitlines()
    assert told[1] == "   3.0 MB  merilo"
    assert told[told.index("of packages:") + 1 :] == ["   4.5 MB  _internal/PIL", "   3.0 MB  merilo"]


def test_of_the_metadata_of_packages_only_what_is_read_travels(tmp_path: Path) -> None:
    about = tmp_path / "pydantic-2.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text("Name: pydantic\nLicense-Expression: MIT\n\n# Pages of praise\n", "utf-8")
    pruning.shorten(tmp_path)
    assert about.read_bytes() == b"Name: pydantic\nLicense-Expression: MIT\n"


def test_what_is_told_of_the_program_does_not_hang_on_the_day_when_its_environment_was_made() -> None:
    told = distribution("merilo").read_text("METADATA")
    assert told is not None
    assert "\n\n# " in told, "the README"
    kept = pruning.heading(told)
    assert "Name: merilo\n" in kept
    assert "Requires-Dist: PySide6-Essentials" in kept
    assert "\n\n" not in kept
    assert "# " not in kept


SORTED = """
import ctypes, sys
for name in sys.argv[1:]:
    library = ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
version = name.rpartition(".")[2]
error = ctypes.c_int(0)
begin = getattr(library, f"ucol_open_{version}")
begin.restype = ctypes.c_void_p
collator = ctypes.c_void_p(begin(b"ru", ctypes.byref(error)))
assert error.value <= 0 and collator.value, error.value
def less(one, other):
    one, other = one.encode("utf-16-le"), other.encode("utf-16-le")
    compare = getattr(library, f"ucol_strcoll_{version}")
    return compare(collator, one, len(one) // 2, other, len(other) // 2) < 0
assert less("ёж", "жук") and less("ёж", "ель") and less("Ель", "жук") and less("а", "z")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings a library of ICU on Linux only")
def test_with_less_data_icu_still_sorts_russian_as_russian(tmp_path: Path) -> None:
    import PySide6

    source = Path(PySide6.__file__).parent / "Qt" / "lib"
    names = [next(source.glob(f"{name}.so.*")).name for name in ("libicudata", "libicuuc", "libicui18n")]
    for name in names:
        shutil.copy(source / name, tmp_path / name)
    before = (tmp_path / names[0]).stat().st_size
    icu.reduce(tmp_path / names[0])
    assert (tmp_path / names[0]).stat().st_size < before / 4
    command = [sys.executable, "-c", SORTED, *(str(tmp_path / name) for name in names)]
    subprocess.run(command, check=True, timeout=600)


def test_what_opens_with_a_double_click_is_what_the_program_opens() -> None:
    types = set(re.findall(r'type="([^"]+)"', (FILES / "merilo.xml").read_text("utf-8")))
    desktop = (FILES / "merilo.desktop").read_text("utf-8")
    asked = re.search(r"^MimeType=(.+)$", desktop, re.MULTILINE)
    assert asked is not None
    assert set(asked.group(1).strip(";").split(";")) == types
    metainfo = (FILES / "merilo.metainfo.xml").read_text("utf-8")
    assert set(re.findall(r"<mediatype>([^<]+)", metainfo)) == types
    patterns = set(re.findall(r'pattern="\*([^"]+)"', (FILES / "merilo.xml").read_text("utf-8")))
    assert patterns == {".merilo", ".merilo-backup", ".merilo-packet", ".merilo-key"}


def test_an_older_package_over_a_newer_one_is_refused_in_both_languages(tmp_path: Path) -> None:
    if shutil.which("dpkg") is None:
        pytest.skip("this machine has no dpkg")
    script = tmp_path / "preinst"
    script.write_text((FILES / "preinst").read_text("utf-8").replace("@VERSION@", "1.0"))
    newer = subprocess.run(["sh", script, "upgrade", "1.1"], capture_output=True, text=True, check=False)
    assert newer.returncode == 1
    assert "более новая версия Мерила: 1.1" in newer.stderr
    assert "newer Merilo is installed: 1.1" in newer.stderr
    for given in (["upgrade", "0.9"], ["upgrade", "1.0"], ["install"]):
        assert subprocess.run(["sh", script, *given], check=False).returncode == 0
