"""The container of a workbook: a ZIP file that can neither lie about its size nor reach outside itself."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reports.intake.refusal import Unreadable, Why

PARTS = 1_000  # a workbook of a hundred sheets with pictures has three hundred
INFLATED = 96 * 1024 * 1024  # bytes, of everything read from a file; 2,000 rows of 62 columns are 8 MB
CHUNK = 64 * 1024

_BROKEN = (
    *(BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError),
    *(zlib.error, struct.error, ValueError, KeyError, OverflowError),
)


class Archive:
    """Names and bytes of the parts; anything wrong with the container raises ``Unreadable``.

    ``left`` is how many bytes may still be unpacked.
    """

    def __init__(self, data: bytes) -> None:
        """Read the list of parts; nothing is inflated yet.

        Raises:
            Unreadable: if there are too many parts, two with the same name, or one that points outside.
        """
        self.left = INFLATED
        try:
            self._zip = ZipFile(BytesIO(data))
            parts = self._zip.infolist()
        except _BROKEN as error:
            raise Unreadable(Why.DAMAGED) from error
        if len(parts) > PARTS:
            raise Unreadable(Why.MANY_PARTS)
        self._parts: dict[str, ZipInfo] = {}
        for part in parts:
            name = part.filename
            # Names are compared without case: «XL/Workbook.xml» beside «xl/workbook.xml» is a trick.
            if name.casefold() in self._parts or _outside(name):
                raise Unreadable(Why.UNSAFE_PART, _shown(name))
            if part.flag_bits & 1:
                raise Unreadable(Why.OLD_OR_LOCKED)
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise Unreadable(Why.DAMAGED, _shown(name))
            self._parts[name.casefold()] = part

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in lower case."""
        return tuple(self._parts)

    def has(self, name: str) -> bool:
        """Tell whether a part has this name."""
        return name.casefold() in self._parts

    def size(self, name: str) -> int:
        """Return the size the part claims for itself, in bytes; good for a progress bar only."""
        return self._parts[name.casefold()].file_size

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the part in pieces; the total read from the file is limited.

        Raises:
            Unreadable: if the part is missing or broken, or the file unpacks to more than ``INFLATED``.
        """
        part = self._parts.get(name.casefold())
        if part is None:
            raise Unreadable(Why.DAMAGED, _shown(name))
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(CHUNK):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise Unreadable(Why.INFLATES, _shown(name))
                    yield piece
        except _BROKEN as error:
            raise Unreadable(Why.DAMAGED, _shown(name)) from error


def joined(folder: str, target: str) -> str:
    """Return the name of the part that *target* points to from *folder*.

    Raises:
        Unreadable: if it points outside the file.
    """
    absolute = target.startswith("/") or not folder
    name = normpath(target.lstrip("/") if absolute else f"{folder}/{target}")
    if _outside(name):
        raise Unreadable(Why.UNSAFE_PART, _shown(target))
    return name


def _outside(name: str) -> bool:
    steps = name.split("/")
    return not name or name.startswith("/") or ".." in steps or "\\" in name or ":" in name or "\0" in name


def _shown(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"
