"""A D-Bus client that can call methods and read answers: enough to ask what the program says aloud.

The bindings of the system's Python cannot be imported from our environment, and a process for each of some
thousand questions would be slow.
"""

import os
import socket
import struct
from collections.abc import Callable
from itertools import count
from typing import Any, Self

CALL, ANSWER, FAILURE, SIGNAL = 1, 2, 3, 4
PATH, INTERFACE, MEMBER, NAME, ANSWERS, DESTINATION, SIGNATURE = 1, 2, 3, 4, 5, 6, 8
NUMBERS = {"y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
ALIGNMENT = {"(": 8, "{": 8, "a": 4, "s": 4, "o": 4, "g": 1, "v": 1}
PATIENCE = 120.0  # seconds, on a busy machine too


class Refused(Exception):
    """The other side answered with an error; the text is its name and words."""


class Bus:
    """A connection to one message bus."""

    def __init__(self, address: str) -> None:
        self._serial = count(1)
        self.signals: list[tuple[str, tuple[Any, ...]]] = []  # member and values of each that came
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(PATIENCE)
        where = dict(part.split("=", 1) for part in address.partition(":")[2].split(","))
        self._socket.connect(where["path"] if "path" in where else "\0" + where["abstract"])
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        assert self._socket.recv(1024).startswith(b"OK"), "the bus knows us not"
        self._socket.sendall(b"BEGIN\r\n")
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def call(
        self, who: str, path: str, interface: str, member: str, signature: str = "", *given: object
    ) -> tuple[Any, ...]:
        """Call a method and return what it answers.

        Raises:
            Refused: if the answer is an error.
        """
        serial = next(self._serial)
        body = Writer()
        for kind, value in zip(_types(signature), given, strict=True):
            body.write(kind, value)
        fields = [
            (PATH, "o", path),
            (INTERFACE, "s", interface),
            (MEMBER, "s", member),
            (DESTINATION, "s", who),
        ]
        if signature:
            fields.append((SIGNATURE, "g", signature))
        head = Writer()
        for kind, value in zip("yyyyuu", (ord("l"), CALL, 0, 1, len(body.data), serial), strict=True):
            head.write(kind, value)
        head.write("a(yv)", [(code, (kind, value)) for code, kind, value in fields])
        head.pad(8)
        self._socket.sendall(bytes(head.data + body.data))
        while True:
            kind, answers, values = self._receive()
            if answers == serial and kind == FAILURE:
                raise Refused(f"{member} of {path}: {values}")
            if answers == serial:
                return values

    def property(self, who: str, path: str, interface: str, name: str) -> Any:
        """Return the value of a property."""
        return self.call(who, path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, name)[0]

    def _receive(self) -> tuple[int, int, tuple[Any, ...]]:
        """Return kind, the serial of the call that is answered, and the values of the next message."""
        start = self._exactly(16)
        order = "<" if start[:1] == b"l" else ">"
        kind, (length, _serial, fields) = start[1], struct.unpack(order + "III", start[4:])
        rest = self._exactly((fields + 7) // 8 * 8 + length)
        head = Reader(start + rest, order)
        head.at = 12
        told: dict[int, Any] = dict(head.read("a(yv)"))
        body = Reader(rest[(fields + 7) // 8 * 8 :], order)
        signature = told.get(SIGNATURE, "")
        values = tuple(body.read(one) for one in _types(signature))
        if kind == SIGNAL:
            self.signals.append((str(told.get(MEMBER, "")), values))
        return kind, told.get(ANSWERS, 0), values

    def _exactly(self, length: int) -> bytes:
        data = bytearray()
        while len(data) < length:
            more = self._socket.recv(length - len(data))
            assert more, "the bus has hung up"
            data += more
        return bytes(data)


class Writer:
    """Values as bytes, each at its alignment."""

    def __init__(self) -> None:
        self.data = bytearray()

    def pad(self, to: int) -> None:
        """Go on at a multiple of *to*."""
        self.data += bytes(-len(self.data) % to)

    def write(self, kind: str, value: Any) -> None:
        """Append the value, which has this type."""
        self.pad(_alignment(kind))
        match kind[0]:
            case "s" | "o":
                raw = value.encode()
                self.data += struct.pack("<I", len(raw)) + raw + b"\0"
            case "g":
                raw = value.encode()
                self.data += struct.pack("<B", len(raw)) + raw + b"\0"
            case "v":
                inner, held = value
                self.write("g", inner)
                self.write(inner, held)
            case "(":
                for one, held in zip(_types(kind[1:-1]), value, strict=True):
                    self.write(one, held)
            case "a":
                length_at = len(self.data)
                self.data += bytes(4)
                self.pad(_alignment(kind[1:]))
                start = len(self.data)
                for held in value:
                    self.write(kind[1:], held)
                self.data[length_at : length_at + 4] = struct.pack("<I", len(self.data) - start)
            case number:
                self.data += struct.pack("<" + NUMBERS[number], value)


class Reader:
    """Bytes as values."""

    def __init__(self, data: bytes, order: str) -> None:
        self.at = 0
        self._data, self._order = data, order

    def read(self, kind: str) -> Any:
        """Return the next value, which has this type."""
        self._pad(_alignment(kind))
        match kind[0]:
            case "s" | "o":
                return self._text(self._number("I"))
            case "g":
                return self._text(self._number("B"))
            case "v":
                return self.read(self.read("g"))
            case "(" | "{":
                return tuple(self.read(one) for one in _types(kind[1:-1]))
            case "a":
                length = self._number("I")
                self._pad(_alignment(kind[1:]))
                end = self.at + length
                return list(self._until(end, lambda: self.read(kind[1:])))
            case number:
                return self._number(NUMBERS[number])

    def _until(self, end: int, read: Callable[[], Any]) -> list[Any]:
        values: list[Any] = []
        while self.at < end:
            values.append(read())
        return values

    def _pad(self, to: int) -> None:
        self.at += -self.at % to

    def _number(self, code: str) -> Any:
        (value,) = struct.unpack_from(self._order + code, self._data, self.at)
        self.at += struct.calcsize(code)
        return value

    def _text(self, length: int) -> str:
        raw = self._data[self.at : self.at + length]
        self.at += length + 1
        return raw.decode()


def _alignment(kind: str) -> int:
    return ALIGNMENT.get(kind[0]) or struct.calcsize(NUMBERS[kind[0]])


def _types(signature: str) -> list[str]:
    """Return the whole types that a signature is made of."""
    found: list[str] = []
    at = 0
    while at < len(signature):
        end = _end(signature, at)
        found.append(signature[at:end])
        at = end
    return found


def _end(signature: str, at: int) -> int:
    """Return where the type that begins at *at* ends."""
    if signature[at] == "a":
        return _end(signature, at + 1)
    if signature[at] not in "({":
        return at + 1
    depth = 0
    for end in range(at, len(signature)):
        depth += (signature[end] in "({") - (signature[end] in ")}")
        if depth == 0:
            return end + 1
    raise ValueError(signature)
