"""What may be on a disk after a power cut: recorded writes, of which those not yet synced may be lost.

Between two syncs of a file any of its writes may be there, in any order, and the last one in part. Names that
were made, changed or removed are there in their order, as far as any of them is.
"""

import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("=5q")


@dataclass(frozen=True, slots=True)
class Op:
    """One call: O made, W written, T cut, S synced, R renamed, U removed."""

    kind: str
    path: str
    second: str
    offset: int
    data: bytes


@dataclass(slots=True)
class _Kept:
    """What is surely on the disk of one file, and what was done to it since its last sync."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Op] = field(default_factory=list[Op])


def recorder(room: Path, folder: Path, log: Path) -> dict[str, str]:
    """Return the environment in which a process has its writes in the folder recorded; needs a C compiler."""
    library, source = room / "record.so", Path(__file__).with_name("record_writes.c")
    build = [str(shutil.which("cc")), "-shared", "-fPIC", "-O1", "-o", str(library), str(source)]
    subprocess.run([*build, "-ldl", "-lpthread"], check=True)
    return {"MERILO_RECORD": str(log), "MERILO_RECORD_DIR": str(folder), "LD_PRELOAD": str(library)}


def recorded(log: Path) -> list[Op]:
    """Return what was recorded, in order."""
    content, at, ops = log.read_bytes(), 0, list[Op]()
    while at < len(content):
        kind, offset, *lengths = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        parts: list[bytes] = []
        for length in lengths:
            parts.append(content[at : at + length])
            at += length
        ops.append(Op(chr(kind), parts[0].decode(), parts[1].decode(), offset, parts[2]))
    return ops


class Disk:
    """A folder as it is on the disk while recorded calls are made."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, _Kept] = {}
        self._sure_names: dict[str, _Kept] = {}
        self._changes: list[dict[str, _Kept]] = []  # of names, since the folder was synced
        for one in folder.iterdir():
            self._names[str(one)] = _Kept(bytearray(one.read_bytes()))
        self._sure_names = dict(self._names)

    def make(self, op: Op) -> None:
        """Let one call happen."""
        if op.path == self._folder:
            self._sure_names, self._changes = dict(self._names), []
        elif op.kind == "O":
            if op.path not in self._names:
                self._names[op.path] = _Kept()
                self._changes.append(dict(self._names))
        elif op.kind in "RU":
            kept = self._names.pop(op.path)
            if op.kind == "R":
                self._names[op.second] = kept
            self._changes.append(dict(self._names))
        elif (kept := self._names.get(op.path)) is not None:
            if op.kind == "S":
                for one in kept.since:
                    _apply(kept.sure, one)
                kept.since.clear()
            else:
                kept.since.append(op)

    def after_a_cut(self, luck: random.Random) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of each file, as one of the ways in which the power may have gone."""
        states = [self._sure_names, *self._changes]
        way = luck.choice(("none", "all", "any", "prefix", "torn"))
        names = {"none": states[0], "all": states[-1]}.get(way) or luck.choice(states)
        for path, kept in names.items():
            content, done = bytearray(kept.sure), list(kept.since)
            if way == "none":
                done = []
            elif way == "any":
                done = [one for one in done if luck.random() < 0.5]
                luck.shuffle(done)
            elif way in ("prefix", "torn"):
                done = done[: luck.randint(0, len(done))]
            if way == "torn" and done and done[-1].kind == "W":
                last = done.pop()
                sectors = luck.randint(0, len(last.data) // SECTOR) * SECTOR
                done.append(Op("W", last.path, "", last.offset, last.data[:sectors]))
            for one in done:
                _apply(content, one)
            yield Path(path).name, bytes(content)


def _apply(content: bytearray, op: Op) -> None:
    if op.kind == "T":
        del content[op.offset :]
        content.extend(bytes(op.offset - len(content)))
    else:
        content.extend(bytes(max(0, op.offset - len(content))))
        content[op.offset : op.offset + len(op.data)] = op.data
