"""What the frozen folder leaves out on Linux: what the system has, and what nothing that stays would load."""

import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

type Entry = tuple[str, str, str]
"""As PyInstaller collects it: place in the folder, source (for a link: what it leads to), kind."""

# Libraries of the system that travel with the program: their names differ from one system to the next.
# All others are the system's, which also mends them (decision 0225), but for those of OpenGL below.
KEPT_LIBRARIES = (
    "libpython3",
    "libbz2",
    "libffi",
    "libmpdec",
    "libEGL.",
    "libGL.",
    "libGLX.",
    "libGLdispatch.",
)
# Qt asks for these before it starts, and nothing here ever calls them. The system's packages of them bring
# all drivers of OpenGL and a compiler, 200 MB (decision 0231); PyInstaller leaves them out.
DRAWING = ("libEGL.so.1", "libGL.so.1", "libGLX.so.0", "libGLdispatch.so.0")
SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_NOT_SYSTEM = re.compile(r"/python3[^/]*/|/site-packages/")

UNWANTED_PLUGINS = (
    "tls",
    "networkinformation",
    "sqldrivers",
    "qmltooling",
    "virtualkeyboard",
    "egldeviceintegrations",
    "generic",  # mice and keyboards without a desktop
    "xcbglintegrations",  # nothing here draws by OpenGL
)
UNWANTED_FILES = (
    "libqgtk3.so",  # would drag in the GTK of the machine that builds
    "libqeglfs.so",
    "libqlinuxfb.so",
    "libqminimal.so",
    "libqminimalegl.so",
    "libqvkkhrdisplay.so",
    "libqvnc.so",
    "libqicns.so",
    "libqpdf.so",
    "libqtga.so",
    "libqtiff.so",
    "libqwbmp.so",
    "libqwebp.so",
    "libadwaita.so",
    "libdmabuf-server.so",
    "libdrm-egl-server.so",
    "libqt-plugin-wayland-egl.so",
    "libshm-emulation-server.so",
    "libvulkan-server.so",
    "libivi-shell.so",
    "libfullscreen-shell-v1.so",
    "libqt-shell.so",
)
# The same again for newer processors, twice as fast at what takes no time here: comparing a few names.
UNWANTED_ENDINGS = ("_avx2",)
# Ways of comparing that nothing here asks for; the library does them in Python where they are not there.
UNWANTED_MODULES = ("metrics_cpp",)
# A template comes whole beside the same one in pieces, for reading.
UNWANTED_FOLDERS = ("default-docx-template",)
KEPT_TRANSLATIONS = ("qtbase_ru.qm",)
_NEEDED = re.compile(r"\(NEEDED\)[^\[]*\[([^\]]+)\]")


def wanted(entry: Entry) -> bool:
    """Return whether a collected file is used by the program on any system."""
    parts = PurePosixPath(entry[0].replace("\\", "/")).parts
    if ("plugins" in parts and any(name in parts for name in UNWANTED_PLUGINS)) or parts[
        -1
    ] in UNWANTED_FILES:
        return False
    if parts[0].endswith(".dist-info"):
        return parts[-1] == "METADATA"  # the page about the program reads that; licences are in the notice
    name = parts[-1].partition(".")[0]
    if any(one in parts for one in UNWANTED_FOLDERS) or name.endswith(UNWANTED_ENDINGS):
        return False
    if name in UNWANTED_MODULES:
        return False
    return "translations" not in parts or "PySide6" not in parts or parts[-1] in KEPT_TRANSLATIONS


def shorten(folder: Path) -> None:
    """Leave of each package's metadata below *folder* what the page about the program reads."""
    for about in folder.rglob("*.dist-info/METADATA"):
        about.write_text(heading(about.read_text("utf-8")), "utf-8", newline="\n")


def heading(metadata: str) -> str:
    """Return a package's metadata without its page: of ours that is the README of the day of the set-up."""
    return metadata.partition("\n\n")[0] + "\n"


def drawing() -> list[Entry]:
    """Return the libraries of ``DRAWING``, as they lie on this machine, for the folder.

    Raises:
        FileNotFoundError: if one of them is not there.
    """
    found: list[Entry] = []
    for name in DRAWING:
        places = [
            path
            for place in SYSTEM
            for path in (Path(place) / name, *Path(place).glob(f"*-linux-gnu/{name}"))
        ]
        places = [path for path in places if path.exists()]
        if not places:
            raise FileNotFoundError(name)
        found.append((name, str(places[0]), "BINARY"))
    return found


def is_of_system(source: str) -> bool:
    """Return whether a file is a library of the system that does not travel."""
    if not source.startswith(SYSTEM) or _NOT_SYSTEM.search(source):
        return False
    return not PurePosixPath(source).name.startswith(KEPT_LIBRARIES)


def without_system(binaries: Sequence[Entry], datas: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return both lists without libraries of the system, and without what only these or nothing needed.

    A library stays if it is a module of Python or a plugin of Qt, or if one that stays names it; a link stays
    with what it leads to.
    """
    ours = [one for one in binaries if one[2] != "SYMLINK" and not is_of_system(one[1])]
    files = {PurePosixPath(one[0]).name: one for one in ours}
    waiting = [name for name, one in files.items() if not _is_library(one) or name.startswith("libpython")]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += [one for one in needed(Path(files[name][1])) if one in files]
    rest = [one for one in ours if PurePosixPath(one[0]).name in kept]
    places = {one[0] for one in (*rest, *datas)}
    rest += [one for one in binaries if one[2] == "SYMLINK" and _target(one) in places]
    return rest, [one for one in datas if one[2] != "SYMLINK" or _target(one) in places]


def needed(library: Path) -> tuple[str, ...]:
    """Return the names of the libraries that a library asks for; none for a file that is not one."""
    told = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=False)
    return tuple(_NEEDED.findall(told.stdout))


def strip(files: Iterable[Path]) -> None:
    """Take names for debuggers out of libraries; those that auditwheel has moved about stay as they are."""
    for path in files:
        if not path.is_symlink() and not path.parent.name.endswith(".libs"):
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def _is_library(entry: Entry) -> bool:
    """Return whether a file is only there because another one names it."""
    place = PurePosixPath(entry[0])
    if "plugins" in place.parts or entry[2] == "EXTENSION":
        return False
    return place.name.startswith("lib")


def _target(entry: Entry) -> str:
    place = PurePosixPath(entry[0]).parent / entry[1]
    parts: list[str] = []
    for part in place.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
