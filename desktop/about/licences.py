"""What ships with the program, and under which licence, according to the installed packages; no network."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import resources

PROGRAM = "merilo"
LONGEST = 60  # characters; some packages put the whole licence text into its name
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

# What has no package to ask: icons, typefaces, the dictionary of Russian (``resources/notices``).
_BESIDE = (
    ("DejaVu Sans", "", "Bitstream Vera"),
    ("Inter", "", "OFL-1.1"),
    ("Lucide", "", "ISC"),
    ("OpenCorpora, dictionary of Russian", "417150", "CC-BY-SA-3.0"),
    ("PT Sans", "", "OFL-1.1"),
    ("SQLCipher", "", "BSD-3-Clause"),
    ("libxml2", "", "MIT"),
    ("libxslt", "", "MIT"),
)
# What some packages omit to declare.
_KNOWN = {"pyrage": "MIT", "sqlcipher3": "Zlib"}


@dataclass(frozen=True, slots=True)
class Part:
    """A library, typeface or icon set; its version may be unknown."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Return everything that ships with the program, by name."""
    python = Part("Python", ".".join(map(str, sys.version_info[:3])), "PSF-2.0")
    found = [python, *(Part(*one) for one in _BESIDE)]
    found += [
        Part(one.name, one.version, _licence(one)) for one in _needed(PROGRAM, set()) if one.name != PROGRAM
    ]
    return tuple(sorted(found, key=lambda part: part.name.casefold()))


def words() -> Path | None:
    """Return the file with the full words of all licences; None in a checkout, which ships nothing."""
    try:
        return resources.path("notices/third-party.txt")
    except FileNotFoundError:
        return None


def _needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    """Yield the package and its dependencies, each once; what this system does not need is not installed."""
    key = re.sub(r"[-_.]+", "-", name).casefold()
    if key in seen:
        return
    seen.add(key)
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    yield found
    for wanted in found.requires or ():
        match = _NAME.match(wanted)
        if match is not None and "extra ==" not in wanted:
            yield from _needed(match.group(), seen)


def _licence(found: Distribution) -> str:
    told: Message = found.metadata  # pyright: ignore[reportAssignmentType]
    short = told.get("License-Expression") or told.get("License") or ""
    if short and len(short) <= LONGEST and "\n" not in short:
        return short
    named = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License")]
    return ", ".join(named) or short.partition("\n")[0][:LONGEST] or _KNOWN.get(found.name, "")
