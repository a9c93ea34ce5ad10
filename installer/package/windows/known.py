"""What goes to Windows and what does not, and what lies inside of libraries that were built for it."""

import re

from installer.package import known
from installer.package.known import Inside
from installer.package.windows import unused

RUNTIME = "LicenseRef-Microsoft-Visual-C-Runtime"
"""Whoever builds with Microsoft's compiler may pass on its library of C; no SPDX name is given to that."""

PYTHON_LEFT_OUT = frozenset(
    {
        "_asyncio.pyd",
        "_elementtree.pyd",
        "_hashlib.pyd",  # with an OpenSSL of its own, which nobody renews; Python hashes without it
        "_sqlite3.pyd",
        "_ssl.pyd",  # no network
        "_uuid.pyd",
        "_wmi.pyd",
        "libcrypto-3.dll",
        "libssl-3.dll",
        "python.cat",
        "sqlite3.dll",
        "winsound.pyd",
    }
)
"""Files of the Python that is carried along of which nothing is used."""

PACKAGES_LEFT_OUT = frozenset({"babel", "cffi", "pycparser", "setuptools"})
"""Used to make the program or its libraries, not while it runs; of cffi one compiled module is."""

RUNTIME_FILES = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""Microsoft's library of C++, the newest of those that come along: beside the program, where all find it."""

_QT_MODULES = ("Core", "Gui", "Network", "Pdf", "PdfWidgets", "PrintSupport", "Svg", "Widgets")
_QT = re.compile(
    r"PySide6/("
    r"__init__\.py|support/(__init__|deprecated)\.py|_config\.py|_git_pyside_version\.py|pyside6\.abi3\.dll"
    rf"|Qt({'|'.join(_QT_MODULES)})\.pyd|Qt6({'|'.join(_QT_MODULES)})\.dll"
    r"|plugins/platforms/q(windows|offscreen)\.dll|plugins/styles/.*|plugins/iconengines/.*"
    r"|plugins/imageformats/q(gif|ico|jpeg|svg)\.dll|translations/qtbase_ru\.qm)"
)
_LEFT_OUT = re.compile(
    r"shiboken6/(?!(__init__|_config|_git\w*)\.py|Shiboken\.pyd|shiboken6\.abi3\.dll)"
    r"|cffi/|.*\.data/|.*/tests?/|.*\.(pyi|pxd|pxi|pyx|h|c|cpp|lib|exe)$|.*/py\.typed$"
    r"|PIL/(_avif|_imagingcms|_imagingft|_imagingtk|_webp|ImageQt|ImageTk)\b"
    r"|rapidfuzz/.*_avx2\."
    r"|alembic/(testing|templates)/"
    r"|reportlab/fonts/"  # ours are in resources/; among these is one under the GPL
    r"|docx/templates/default-docx-template/"
)


def wanted(place: str, package: str) -> bool:
    """Return whether a file of a library is of use; *place* is where it is installed."""
    if place.partition("/")[0].endswith(".dist-info"):
        # The page about the program reads that; licences are in the notice.
        return place.endswith("/METADATA")
    if package in PACKAGES_LEFT_OUT:
        return place.startswith("_cffi_backend.")
    if place.startswith("PySide6/"):
        return _QT.fullmatch(place) is not None
    return _LEFT_OUT.match(place) is None and unused.OF_LIBRARIES.match(place) is None


STATIC = known.STATIC | {
    "lxml": (*known.STATIC["lxml"], Inside("iconv", "", "LGPL-2.1-only")),
    "pillow": (
        Inside("libjpeg-turbo", "", "IJG AND BSD-3-Clause AND Zlib"),
        Inside("OpenJPEG", "", "BSD-2-Clause"),
        Inside("LibTIFF", "", "libtiff"),
        Inside("liblzma", "", "0BSD"),
        Inside("zlib-ng", "", "Zlib"),
    ),
}
"""What was compiled into a package for Windows: more than on Linux, where it lies in files of its own."""

OF_PYTHON = (
    Inside("bzip2", "", "bzip2-1.0.6"),
    Inside("Expat", "", "MIT"),
    Inside("libffi", "", "MIT"),
    Inside("liblzma", "", "0BSD"),
    Inside("libmpdec", "", "BSD-2-Clause"),
    Inside("zlib", "", "Zlib"),
)

VERSIONS = {
    ("zlib", "lxml"): ("lxml/etree.*.pyd", rb" deflate ([\d.]+) Copyright"),
    ("libjpeg-turbo", "pillow"): ("PIL/_imaging.*.pyd", rb"libjpeg-turbo version ([\d.]+)"),
    ("LibTIFF", "pillow"): ("PIL/_imaging.*.pyd", rb"LIBTIFF, Version ([\d.]+)"),
    ("zlib-ng", "pillow"): ("PIL/_imaging.*.pyd", rb"zlib-ng ([\d.]+)"),
    ("OpenSSL", "sqlcipher3"): ("sqlcipher3/_sqlite3.*.pyd", rb"OpenSSL (\d+\.\d+\.\d+) "),
    ("SQLCipher", "sqlcipher3"): ("sqlcipher3/_sqlite3.*.pyd", rb"\0(4\.\d{1,2}\.\d{1,2})\0"),
    ("SQLite", "sqlcipher3"): ("sqlcipher3/_sqlite3.*.pyd", rb"[@\0](3\.\d{2}\.\d{1,2})\0"),
    ("Qt", "pyside6-essentials"): ("PySide6/Qt6Core.dll", rb"Qt (6\.\d+\.\d+) \("),
}
"""Where a library tells its version: files of the package, and what stands in them."""

PYTHON_VERSION = rb"(?<![\d.])(3\.13\.\d+)\0"
