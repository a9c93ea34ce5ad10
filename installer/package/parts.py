"""What a frozen folder really consists of, found from its files and from the modules inside its program."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import resources
from installer.package import known
from installer.package.licence import NotShippable, chosen

PROGRAM = "merilo"
OURS = frozenset({"desktop", "db", "reports", "domain", "resources", "installer"})
_COMMON = Path("/usr/share/common-licenses")
_PYTHON = Path("/usr/lib/python{}.{}/LICENSE.txt".format(*sys.version_info[:2]))
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_NATIVE = re.compile(r"\.so(\.|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that ships. *texts* are its licence in full words; *within* is the part that contains it."""

    name: str
    version: str
    licence: str
    purl: str = ""
    within: str = ""
    texts: tuple[str, ...] = ()


class Stray(Exception):
    """A file ships of which nobody knows where it comes from."""


def shipped(
    frozen: Path, modules: Iterable[str], lying_beside: Sequence[tuple[str, ...]] = known.BESIDE
) -> tuple[Part, ...]:
    """Return all parts of the frozen folder by name; *modules* are those inside of its program.

    *lying_beside* is what of ``resources/`` is in it and was not made by us.

    Raises:
        Stray: if a file or module belongs to nothing known.
        NotShippable: if the licence of a part is unknown or forbids shipping it this way.
    """
    owners = _owners()
    found: dict[str, Distribution] = {}
    native: set[str] = set()
    libraries: dict[str, tuple[str, Path]] = {}
    for path in sorted(one for one in (frozen / "_internal").rglob("*") if one.is_file()):
        place = path.relative_to(frozen / "_internal").as_posix()
        if path.is_symlink() or _is_ours_or_pythons(place):
            continue
        owner = owners.get(place.casefold())
        if owner is not None:
            found[key_of(owner)] = owner
            if _NATIVE.search(path.name):
                native.add(key_of(owner))
        if (name := _library(path.name)) is not None:
            libraries[name] = (key_of(owner) if owner is not None else "", path)
        elif owner is None:
            raise Stray(place)
    tops = _tops()
    for module in modules:
        top = module.partition(".")[0]
        if top in tops:
            found[key_of(tops[top])] = tops[top]
        elif top not in OURS and top not in sys.stdlib_module_names and not top.startswith(_OF_FREEZING):
            raise Stray(module)
    parts = [_python(), _freezer(), *beside(lying_beside)]
    for key, owner in found.items():
        parts.append(part_of(owner))
        parts += inside(owner, key in native)
    parts += [_split(name, *where) for name, where in libraries.items()]
    return tuple(sorted(set(parts), key=lambda part: (part.name.casefold(), part.version, part.within)))


def modules(work: Path, recipe: str = PROGRAM) -> tuple[str, ...]:
    """Return the names of the modules that PyInstaller put into a program, from its working folder."""
    listed = ast.literal_eval((work / recipe / "PYZ-00.toc").read_text("utf-8"))
    return tuple(one[0] for one in listed[1])


_OF_FREEZING = ("_pyi_", "pyi", "_sysconfigdata")


def _is_ours_or_pythons(place: str) -> bool:
    top = place.partition("/")[0]
    return (
        top in OURS
        or top.endswith(".dist-info")
        or re.match(r"python3\.\d+/|base_library\.zip", place) is not None
    )


def key_of(found: Distribution) -> str:
    """Return the name of a package as the index of packages spells it."""
    return re.sub(r"[-_.]+", "-", found.name).casefold()


def _owners() -> dict[str, Distribution]:
    """Return the package of each installed file, by its place."""
    return {file.as_posix().casefold(): one for one in distributions() for file in one.files or ()}


def _tops() -> dict[str, Distribution]:
    """Return the package of each importable name; stubs own nothing."""
    tops: dict[str, Distribution] = {}
    for one in distributions():
        if one.name.casefold() == PROGRAM or "stubs" in one.name or one.name.startswith("types-"):
            continue
        for file in one.files or ():
            top = file.parts[0].partition(".")[0]
            if ".dist-info" not in file.parts[0] and top not in ("..", "__pycache__"):
                tops[top] = one
    return tops


def _library(name: str) -> str | None:
    """Return how a library in a file of its own begins, if it is one that another package brought along."""
    if not _NATIVE.search(name) or not name.startswith("lib"):
        return None
    if name.startswith(("libQt6", "libq", "libpyside6", "libshiboken6")) or "plugin" in name:
        return None
    if name.startswith(("libxdg-shell", "libwl-shell", "libbradient", "libcupsprintersupport")):
        return None
    return next((one for one in known.LIBRARIES if name.startswith(one)), name)


def _split(name: str, owner: str, path: Path) -> Part:
    """Return the part for a library in a file of its own."""
    version, file = "", path.name
    if match := re.search(r"\.so\.([\d.]+)$", file):
        version = match.group(1)
    if name in known.TELLING and (told := re.search(known.TELLING[name], path.read_bytes())):
        version = told.group(1).decode()
    texts: tuple[str, ...] = ()
    purl = ""
    if not owner and not name.startswith("libpython"):
        package, version = _of_debian(file)
        purl = f"pkg:deb/debian/{package}@{version}"
        texts = texts_of([Path("/usr/share/doc") / package / "copyright"])
    licence = chosen(file, known.LIBRARIES.get(name, ""))
    if package := known.WORDS.get(name):
        texts = texts_of([Path("/usr/share/doc") / package / "copyright"])
    if licence.startswith("LGPL-2.1"):
        texts = texts_of([_COMMON / "LGPL-2.1"])
    return Part(name.rstrip("-"), version, licence, purl, owner or "Python", texts)


def _of_debian(file: str) -> tuple[str, str]:
    """Return the package of Debian that a library was taken from, and its version.

    Raises:
        Stray: if none has it.
    """
    told = subprocess.run(["dpkg", "-S", f"*/{file}"], capture_output=True, text=True, check=False).stdout
    if not told:
        raise Stray(file)
    package = told.splitlines()[0].partition(":")[0]
    asked = ["dpkg-query", "-W", "-f", "${Version}", package]
    return package, subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def part_of(found: Distribution) -> Part:
    """Return a package as a part, with the words of its licence.

    Raises:
        NotShippable: if nobody knows its licence, or it must not ship.
    """
    licence = chosen(found.name, known.READ.get(key_of(found)) or _declared(found))
    files = [Path(str(one.locate())) for one in found.files or () if _LICENCE_FILE.search(one.name)]
    inside = [one for one in files if ".dist-info" in one.as_posix() and one.suffix != ".py"]
    texts = texts_of(inside)
    if "LGPL" in licence:  # which adds to the GPL, and is not whole without it
        texts = texts_of([_COMMON / "LGPL-3", _COMMON / "GPL-3"]) or texts
    return Part(found.name, found.version, licence, f"pkg:pypi/{key_of(found)}@{found.version}", "", texts)


def _declared(found: Distribution) -> str:
    """Return the licence that the package declares; empty if none."""
    told: Any = found.metadata
    short = str(told.get("License-Expression") or told.get("License") or "").strip()
    if not short or "\n" in short:
        named = [one for one in told.get_all("Classifier", []) if one.startswith("License")]
        short = named[0].rpartition(" :: ")[2] if named else ""
    return known.SPELLED.get(short, short)


def inside(
    found: Distribution,
    native: bool,
    static: Mapping[str, tuple[known.Inside, ...]] = known.STATIC,
    version: Callable[[str, str], str] | None = None,
) -> Iterator[Part]:
    """Yield what is compiled into a package: as its own lists of parts say, and as we know.

    *static* is what we know, *version* tells the version of a library in a package.

    Raises:
        NotShippable: if it has compiled code and nobody has looked what is in it.
    """
    key = key_of(found)
    if not native:
        return
    if key not in static:
        raise NotShippable(key, "compiled code of which nothing is known")
    version = version or _version
    for one in static[key]:
        yield Part(one.name, one.version or version(one.name, key), chosen(one.name, one.licence), "", key)
    for file in found.files or ():
        # Of these two one lists what it could be built with, the other some of its libraries.
        if "sboms" in file.parts and key not in ("pillow", "psycopg-binary"):
            yield from _listed(Path(str(file.locate())), key)


def _listed(path: Path, within: str) -> Iterator[Part]:
    """Yield the parts of a list in CycloneDX that are in the package, and not only used to build it."""
    for one in json.loads(path.read_text("utf-8"))["components"]:
        if one.get("scope") == "excluded" or "download_url=file" in one.get("purl", ""):
            continue
        name = str(one["name"])
        told = [each.get("expression") or each["license"].get("id", "") for each in one.get("licenses", ())]
        expression = " AND ".join(f"({each})" for each in told if each)
        expression = expression or known.UNSTATED.get(name, "")
        expression = expression.replace("/", " OR ")
        purl = str(one.get("purl", "")).partition("?")[0]
        yield Part(name, str(one.get("version", "")), chosen(name, expression), purl, within)


def _version(name: str, owner: str) -> str:
    """Return the version of a library that its package tells when asked."""
    if owner == "sqlcipher3":
        sqlcipher3: Any = import_module("sqlcipher3")
        connection: Any = sqlcipher3.connect(":memory:")
        connection.execute("PRAGMA key = 'x'")
        connection.execute("CREATE TABLE one (two)")
        if name == "SQLite":
            return str(sqlcipher3.sqlite_version)
        asked = "cipher_version" if name == "SQLCipher" else "cipher_provider_version"
        match = re.search(r"[\d.]+", str(connection.execute(f"PRAGMA {asked}").fetchone()[0]))
        return match.group() if match else ""
    if owner == "lxml":
        etree: Any = import_module("lxml.etree")
        asked = {"libxml2": etree.LIBXML_VERSION, "libxslt": etree.LIBXSLT_VERSION}.get(name, ())
        return ".".join(map(str, asked))
    if name == "Qt":
        from PySide6.QtCore import qVersion

        return qVersion()
    return ""


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    return Part("Python", version, "PSF-2.0", f"pkg:generic/python@{version}", "", texts_of([_PYTHON]))


def _freezer() -> Part:
    found = next(one for one in distributions() if one.name.casefold() == "pyinstaller")
    licence = chosen("PyInstaller", "GPL-2.0-or-later WITH Bootloader-exception")
    files = [Path(str(one.locate())) for one in found.files or () if one.name == "COPYING.txt"]
    name = "PyInstaller, start of the program"
    return Part(name, found.version, licence, f"pkg:pypi/pyinstaller@{found.version}", "", texts_of(files))


def beside(listed: Sequence[tuple[str, ...]] = known.BESIDE) -> Iterator[Part]:
    """Yield what lies in ``resources/`` and was not made by us."""
    for name, version, licence, file in listed:
        yield Part(name, version, chosen(name, licence), "", "", (resources.text(file),))


def texts_of(files: Iterable[Path]) -> tuple[str, ...]:
    """Return what stands in those of the files that are there."""
    return tuple(path.read_text("utf-8", "replace") for path in sorted(files) if path.is_file())
