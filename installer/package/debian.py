"""The package for Debian: the frozen folder, what a desktop wants to know of it, and what Debian wants."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

import resources
from installer.package import archive
from installer.package.notice import copyright_file
from installer.package.parts import PROGRAM, Part

FILES = Path(__file__).with_name("files")
ICON_SIZES = (48, 64, 128)  # beside the drawing itself and the one of 256
# Loaded by name only, where it is there, so that no library asks for it.
ALSO_NEEDED = ("tzdata",)
RECOMMENDED = ("hicolor-icon-theme", "shared-mime-info")
# Every desktop has it, to open a folder; alone it would bring a hundred packages more (decision 0231).
SUGGESTED = ("xdg-utils",)
_GLIBC = re.compile(r"Name: GLIBC_([\d.]+)")
MAINTAINER = "The authors of Merilo <merilo@example.org>"
_ABOUT = (
    f"Recommends: {', '.join(RECOMMENDED)}\nSuggests: {', '.join(SUGGESTED)}\n"
    "Section: misc\nPriority: optional\n"
    "Description: assessment of competencies, offline\n"
    " Merilo is for the HR specialist and the manager: interviews by the framework\n"
    " of an organisation, quarterly assessments of staff, development plans, and\n"
    " their documents, in Russian and English. Everything lies in one encrypted\n"
    " file; the program never connects to a network.\n"
)


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into the package. *moment* is the day of the sources, in seconds since 1970."""

    program: Path
    parts: Sequence[Part]
    bill: str
    version: str
    moment: int
    name: str = PROGRAM


def deb(content: Content, work: Path, target: Path) -> Path:
    """Write ``merilo_VERSION_amd64.deb`` into *target* and return it; *work* is emptied and used.

    Raises:
        subprocess.CalledProcessError: if a tool of Debian fails; its stderr says why.
    """
    shutil.rmtree(work, ignore_errors=True)
    _lay(content, work)
    scripts = {"preinst": filled("preinst", content)}
    return packed(content, work, target, _ABOUT, scripts, ALSO_NEEDED)


def packed(
    content: Content,
    work: Path,
    target: Path,
    about: str,
    scripts: Mapping[str, str],
    also_needed: Sequence[str],
) -> Path:
    """Write the package of what was laid out in *work* into *target*, and return it.

    *about* is what its control file says beside name, size and the packages that it depends on, *scripts*
    what runs when it is set up and removed; what lies in ``/etc`` is kept as the administrator leaves it.

    Raises:
        subprocess.CalledProcessError: if a tool of Debian fails; its stderr says why.
    """
    control = work / "DEBIAN"
    control.mkdir()
    depends = ", ".join(sorted({*needed(work, content.name), *also_needed}))
    size = sum(path.lstat().st_size // 1024 + 1 for path in work.rglob("*"))
    head = f"Package: {content.name}\nVersion: {content.version}\nArchitecture: amd64\n"
    head += f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\nDepends: {depends}\n"
    (control / "control").write_text(head + about, "utf-8")
    for name, text in scripts.items():
        (control / name).write_text(text, "utf-8")
        (control / name).chmod(0o755)
    if kept := sorted(one for one in (work / "etc").rglob("*") if one.is_file()):
        listed = "".join(f"/{one.relative_to(work).as_posix()}\n" for one in kept)
        (control / "conffiles").write_text(listed, "utf-8")
    (control / "md5sums").write_text(_md5sums(work), "utf-8")
    archive.settle(work, content.moment)
    file = target / f"{content.name}_{content.version}_amd64.deb"
    # One thread: with more of them the bytes depend on their number.
    packing = ["-Zxz", "-z6", "--threads-max=1", "--root-owner-group"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(content.moment)}
    subprocess.run(
        ["dpkg-deb", *packing, "--build", work, file], check=True, env=environment, stdout=subprocess.DEVNULL
    )
    return file


def needed(tree: Path, program: str = PROGRAM) -> tuple[str, ...]:
    """Return the packages that have the libraries which those of *program* in *tree* ask for.

    Only that of C gets a least version, by what the binaries ask of it; for the others this machine knows no
    more than the version it has itself, which would be too strict.

    Raises:
        subprocess.CalledProcessError: if this machine lacks one of them; stderr names it.
    """
    folder = tree / "usr" / "lib" / program
    binaries = [folder / program, *sorted(one for one in folder.rglob("*.so*") if not one.is_symlink())]
    places = [f"-l{place}" for place in sorted({path.parent for path in binaries})]
    with tempfile.TemporaryDirectory() as name:
        control = Path(name) / "debian" / "control"
        control.parent.mkdir()
        control.write_text(f"Source: {program}\n\nPackage: {program}\nArchitecture: amd64\n")
        asked = ["dpkg-shlibdeps", "-O", "--warnings=0", *places, *map(str, binaries)]
        told = subprocess.run(asked, cwd=name, check=True, capture_output=True, text=True).stdout
    line = next(one for one in told.splitlines() if one.startswith("shlibs:Depends="))
    names = {one.partition(" ")[0] for one in line.partition("=")[2].split(", ")} - travelling(folder)
    return tuple(sorted(names - {"libc6"} | {f"libc6 (>= {least_libc(binaries)})"}))


def travelling(folder: Path) -> set[str]:
    """Return the packages of Debian of which the program has all that it needs with it."""
    libraries = (one for one in (folder / "_internal").glob("lib*.so*") if not one.is_symlink())
    told = (
        subprocess.run(["dpkg", "-S", f"*/{one.name}"], capture_output=True, text=True, check=False).stdout
        for one in libraries
    )
    return {one.partition(":")[0] for lines in told for one in lines.splitlines()}


def least_libc(binaries: Sequence[Path]) -> str:
    """Return the newest version of the library of C that one of the binaries asks for."""
    versions: set[tuple[int, ...]] = set()
    for path in binaries:
        told = subprocess.run(["readelf", "-VW", path], capture_output=True, text=True, check=False).stdout
        versions |= {tuple(map(int, one.split("."))) for one in _GLIBC.findall(told)}
    return ".".join(map(str, max(versions)))


def _lay(content: Content, work: Path) -> None:
    """Lay out the files as they will lie below the root."""
    lay_program(content, work)
    share = work / "usr" / "share"
    for name, place in (
        ("merilo.desktop", "applications/merilo.desktop"),
        ("merilo.xml", "mime/packages/merilo.xml"),
        ("merilo.metainfo.xml", "metainfo/merilo.metainfo.xml"),
        ("lintian-overrides", "lintian/overrides/merilo"),
    ):
        write(share / place, filled(name, content).encode())
    write(share / "man/man1/merilo.1.gz", archive.gz(filled("merilo.1.in", content)))
    _icons(share / "icons" / "hicolor")


def lay_program(content: Content, work: Path) -> None:
    """Lay out the frozen folder, its command, and the papers that every package has."""
    lib = work / "usr" / "lib" / content.name
    lib.parent.mkdir(parents=True)
    shutil.copytree(content.program, lib, symlinks=True, copy_function=os.link)
    command = work / "usr" / "bin" / content.name
    command.parent.mkdir()
    command.symlink_to(f"../lib/{content.name}/{content.name}")
    doc = work / "usr" / "share" / "doc" / content.name
    write(doc / "copyright", copyright_file(content.parts, content.name).encode())
    write(doc / "changelog.gz", archive.gz(_changelog(content)))
    write(doc / "NEWS.md.gz", archive.gz((Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")))
    write(doc / f"{content.name}.cdx.json", content.bill.encode())
    notice = "_internal/resources/notices/third-party.txt"
    (doc / "third-party.txt").symlink_to(f"../../../lib/{content.name}/{notice}")


def write(path: Path, content: bytes) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _icons(folder: Path) -> None:
    write(folder / "scalable" / "apps" / "merilo.svg", resources.data("icons/merilo.svg"))
    write(folder / "256x256" / "apps" / "merilo.png", resources.data("icons/merilo.png"))
    with Image.open(resources.path("icons/merilo.png")) as opened:
        whole: Any = opened
        for size in ICON_SIZES:
            place = folder / f"{size}x{size}" / "apps" / "merilo.png"
            place.parent.mkdir(parents=True)
            whole.resize((size, size), Image.Resampling.LANCZOS).save(place)


def filled(name: str, content: Content) -> str:
    """Return one of our files with version, day and what the program says of its commands put in."""
    text = (FILES / name).read_text("utf-8").replace("@VERSION@", content.version)
    text = text.replace("@DAY@", datetime.fromtimestamp(content.moment, UTC).date().isoformat())
    return text.replace("@HELP@", _help(content)) if "@HELP@" in text else text


def _help(content: Content) -> str:
    """Return what the program itself says of its commands, as a page of the manual quotes it."""
    told = subprocess.run(
        [content.program / content.name, "--help"],
        env={"MERILO_LANG": "en", "COLUMNS": "76", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = told.stdout.strip().replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in lines)


def _changelog(content: Content) -> str:
    day = datetime.fromtimestamp(content.moment, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"{content.name} ({content.version}) stable; urgency=medium\n\n"
        "  * What has changed is told in NEWS.md.gz.\n\n"
        f" -- {MAINTAINER}  {day}\n"
    )


def _md5sums(work: Path) -> str:
    lines: list[str] = []
    for path in sorted((work / "usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                lines.append(
                    f"{hashlib.file_digest(file, 'md5').hexdigest()}  {path.relative_to(work).as_posix()}\n"
                )
    return "".join(lines)
