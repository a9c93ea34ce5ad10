"""What the program for Windows really consists of, found from its files."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from installer.package import parts
from installer.package.licence import chosen
from installer.package.parts import OURS, PROGRAM, Part, Stray
from installer.package.windows import known
from installer.package.windows.bundle import FOLDER, owners

_LICENCES = Path(__file__).with_name("files")


def shipped(bundle: Path, libraries: Path, python: Path) -> tuple[Part, ...]:
    """Return all parts of the laid-out program, by name.

    Raises:
        Stray: if a file belongs to nothing known.
        NotShippable: if the licence of a part is unknown or forbids shipping it this way.
    """
    by_place = owners(libraries)
    found: dict[str, Distribution] = {}
    native: set[str] = set()
    for path in sorted(one for one in (bundle / FOLDER).rglob("*") if one.is_file()):
        place = path.relative_to(bundle / FOLDER).as_posix()
        top = place.partition("/")[0]
        # What the page about the program reads is there for all that we asked for, also if it does not ship.
        if top in OURS or top.endswith(".dist-info"):
            continue
        owner = by_place.get(place) or by_place.get(place.removesuffix("c"))
        if owner is None:
            raise Stray(place)
        found[parts.key_of(owner)] = owner
        if path.suffix in (".pyd", ".dll"):
            native.add(parts.key_of(owner))
    check_beside(bundle, python)
    listed = [*_python(python), *_start(python), *parts.beside()]
    for key, owner in found.items():
        listed.append(_with_words(parts.part_of(owner)))
        for one in parts.inside(
            owner, key in native, known.STATIC, lambda name, key: _version(name, key, libraries)
        ):
            listed.append(_with_words(one))
    return tuple(sorted(set(listed), key=lambda part: (part.name.casefold(), part.version, part.within)))


def python_version(python: Path) -> str:
    """Return the version of the Python that is carried along, as it tells it itself."""
    return _told(next(python.glob("python3??.dll")), known.PYTHON_VERSION)


def check_beside(bundle: Path, python: Path) -> None:
    """See that all files beside the folder of modules are Python's or ours.

    Raises:
        Stray: if one is not.
    """
    theirs = {one.name for one in python.iterdir()} | set(known.RUNTIME_FILES)
    for path in sorted(bundle.iterdir()):
        if path.name not in theirs and path.name != FOLDER and path.stem != PROGRAM:
            raise Stray(path.name)


def _python(python: Path) -> Iterator[Part]:
    version = python_version(python)
    words = parts.texts_of([python / "LICENSE.txt"])
    yield Part("Python", version, "PSF-2.0", f"pkg:generic/python@{version}", "", words)
    for one in known.OF_PYTHON:
        yield Part(one.name, one.version, chosen(one.name, one.licence), "", "python")
    # What Microsoft asks of those who pass it on stands in Python's own licence.
    name = "Microsoft Visual C++, library"
    yield Part(name, "", chosen(name, known.RUNTIME), "", "", words)


def _start(python: Path) -> Iterator[Part]:
    found = next(iter(distributions(path=[str(python / "start")])))
    yield parts.part_of(found)


def _with_words(part: Part) -> Part:
    """Return the part with the words of the LGPL, where the package has those of another choice, or none."""
    named = {"LGPL-3.0-only": ("LGPL-3.txt", "GPL-3.txt"), "LGPL-2.1-only": ("LGPL-2.1.txt",)}
    if part.licence not in named:
        return part
    words = parts.texts_of(_LICENCES / file for file in named[part.licence])
    return Part(part.name, part.version, part.licence, part.purl, part.within, words)


def _version(name: str, owner: str, libraries: Path) -> str:
    """Return the version of a library that is within another one; empty where nothing tells it."""
    if (name, owner) not in known.VERSIONS:
        return ""
    pattern, words = known.VERSIONS[name, owner]
    return _told(next(libraries.glob(pattern)), words)


def _told(file: Path, words: bytes) -> str:
    found = re.search(words, file.read_bytes())
    return found.group(1).decode() if found else ""
