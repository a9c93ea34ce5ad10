"""Untrusted XML, piece by piece: no entities, no declarations, no endless depth or text."""

# The stubs of expat leave its handlers untyped.
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NoReturn
from xml.parsers import expat

from reports.intake.refusal import Unreadable, Why

DEPTH = 64  # levels; a workbook has ten
TEXT = 100_000  # characters of one element; a cell holds 32,767

_NO_MEMORY = 1  # a code of expat

type Attributes = Mapping[str, str]


class Reader:
    """Receives the elements of one part by their local names; subclasses say what they mean."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._depth = 0
        self._words: list[str] = []
        self._length = 0
        self._keeping = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle the beginning of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def keep_text(self) -> None:
        """Keep the text from here on."""
        self._words, self._length, self._keeping = [], 0, True

    def taken_text(self) -> str:
        """Return the text since ``keep_text``, and stop keeping it."""
        self._keeping = False
        return "".join(self._words)

    @property
    def place(self) -> str:
        """Where the reader is, for a refusal."""
        return self.part

    def run(self, pieces: Iterable[bytes], heard: Callable[[int], None] | None = None) -> None:
        """Read the part; *heard* is called with the number of bytes read so far.

        Raises:
            Unreadable: if it is no XML, or declares what a workbook never does.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        # A document type brings in entities, entity bombs and outside files; no workbook has one.
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        done = 0
        try:
            for piece in pieces:
                parser.Parse(piece, False)
                done += len(piece)
                if heard is not None:
                    heard(done)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            if getattr(error, "code", 0) == _NO_MEMORY:
                raise MemoryError from error
            raise Unreadable(Why.DAMAGED, self.place) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise Unreadable(Why.TOO_DEEP, self.place)
        self.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(_local(name))

    def _text(self, text: str) -> None:
        if self._keeping:
            self._length += len(text)
            if self._length > TEXT:
                raise Unreadable(Why.LONG_TEXT, self.place)
            self._words.append(text)

    def _refuse(self, *_arguments: Any) -> NoReturn:
        raise Unreadable(Why.ENTITIES, self.place)


@lru_cache(1024)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]
