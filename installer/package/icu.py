"""Leaves out of ICU's data what Qt would need in other languages, and encodings that only Python reads.

The library is one table of names and their data, and nothing else; it is written again with fewer of them.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ("en", "ru")
ENCODINGS = ("ibm-5347_P100-1998", "ibm-866_P100-1995", "ibm-878_P100-1996")  # Windows-1251, 866, KOI8-R
_LOCALE = re.compile(r"^([a-z]{2,3})(_[A-Za-z0-9]+)*$")
_UNUSED = ("translit/", "unit/")  # spelling in other letters; units of measure, which Qt has itself
_MAGIC = b"\xda\x27"
_PAGE = 0x1000
_ALIGNED = 16


def wanted(name: str) -> bool:
    """Return whether an entry is of use: *name* is without the version, such as ``coll/ru.res``."""
    stem, _, kind = name.rpartition("/")[2].partition(".")
    if kind == "cnv":
        return stem in ENCODINGS
    if kind == "dict" or name.startswith(_UNUSED):
        return False
    locale = _LOCALE.match(stem)
    return kind != "res" or locale is None or locale.group(1) in LANGUAGES


def reduce(library: Path) -> None:
    """Write ``libicudata.so`` again with what is wanted of it.

    Raises:
        ValueError: if the library is not laid out as ICU lays it out.
    """
    old = bytearray(library.read_bytes())
    start, end = _data(old)
    new = _packed(dict(_entries(old, start, end)), bytes(old[start : _table(old, start)]))
    gap = (end - start - len(new)) // _PAGE * _PAGE
    if gap <= 0:
        return
    _move(old, end, gap)
    library.write_bytes(old[:start] + new + bytes(end - start - len(new) - gap) + old[end:])


def _data(library: bytearray) -> tuple[int, int]:
    """Return where the section with the data begins and ends."""
    for at in _sections(library):
        _, kind, flags, _, offset, size = struct.unpack_from("<IIQQQQ", library, at)
        if kind == 1 and flags == 2 and library.startswith(_MAGIC, offset + 2):
            return offset, offset + size
    raise ValueError("no data of ICU")


def _sections(library: bytearray) -> range:
    (first,) = struct.unpack_from("<Q", library, 0x28)
    size, count = struct.unpack_from("<HH", library, 0x3A)
    return range(first, first + size * count, size)


def _table(library: bytearray, start: int) -> int:
    return start + struct.unpack_from("<H", library, start)[0]


def _entries(library: bytearray, start: int, end: int) -> Iterator[tuple[str, bytes]]:
    """Yield each wanted entry: its name with the version before it, and its data."""
    table = _table(library, start)
    (count,) = struct.unpack_from("<I", library, table)
    places = [struct.unpack_from("<II", library, table + 4 + 8 * number) for number in range(count)]
    ends = [table + data for _, data in places[1:]] + [end]
    for (name_at, data_at), until in zip(places, ends, strict=True):
        name = library[table + name_at : library.index(0, table + name_at)].decode("ascii")
        if wanted(name.partition("/")[2]):
            yield name, bytes(library[table + data_at : until])


def _packed(entries: dict[str, bytes], head: bytes) -> bytes:
    """Return head, table, names and data; names stay in their order, in which ICU searches them."""
    names, name_places = bytearray(), list[int]()
    for name in entries:
        name_places.append(4 + 8 * len(entries) + len(names))
        names += name.encode("ascii") + b"\0"
    at = _up(4 + 8 * len(entries) + len(names))
    table, data = bytearray(struct.pack("<I", len(entries))), bytearray()
    for place, content in zip(name_places, entries.values(), strict=True):
        table += struct.pack("<II", place, at + len(data))
        data += content.ljust(_up(len(content)), b"\0")
    return head + bytes(table + names).ljust(at, b"\0") + bytes(data)


def _up(size: int) -> int:
    return (size + _ALIGNED - 1) // _ALIGNED * _ALIGNED


def _move(library: bytearray, end: int, gap: int) -> None:
    """Say in the head of the library that all from *end* on lies *gap* bytes earlier; addresses stay."""
    for at in _sections(library):
        offset, size = struct.unpack_from("<QQ", library, at + 0x18)
        if offset >= end:
            struct.pack_into("<Q", library, at + 0x18, offset - gap)
        elif offset < end <= offset + size:
            struct.pack_into("<Q", library, at + 0x20, size - gap)
    (first,) = struct.unpack_from("<Q", library, 0x20)
    size, count = struct.unpack_from("<HH", library, 0x36)
    for at in range(first, first + size * count, size):
        (offset,) = struct.unpack_from("<Q", library, at + 8)
        (length,) = struct.unpack_from("<Q", library, at + 0x20)
        if offset >= end:
            struct.pack_into("<Q", library, at + 8, offset - gap)
        elif offset < end <= offset + length:
            struct.pack_into("<QQ", library, at + 0x20, length - gap, length - gap)
    (table,) = struct.unpack_from("<Q", library, 0x28)
    struct.pack_into("<Q", library, 0x28, table - gap)
