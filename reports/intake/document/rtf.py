"""RTF: the lines of a text document. Pictures, fields, comments and hidden text are never looked at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.progress import Progress
from reports.intake.instruction.columns import listed
from reports.intake.instruction.lines import LIMIT
from reports.intake.refusal import Unreadable, Why

BEGINS = b"{\\rtf"
DEPTH = 200  # groups inside one another; Word writes ten
TEXT = 100_000  # characters of one line
STEP = 20_000  # pieces of the file between two checks for cancellation

_PIECE = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)"
)
_BREAKS = frozenset(("par", "line", "sect", "page", "row", "nestrow", "cell", "nestcell"))
_SIGNS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
}
_UNSEEN = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "header", "footer")
) | frozenset(
    (
        "nonesttables",
        "headerl",
        "headerr",
        "headerf",
        "footerl",
        "footerr",
        "footerf",
        "footnote",
        "annotation",
    )
)
_PAGES = {
    0: "",
    1: "",
    77: "mac_roman",
    161: "cp1253",
    162: "cp1254",
    186: "cp1257",
    204: "cp1251",
    238: "cp1250",
}
_SYMBOL = 2  # a font of signs: its bytes are bullets


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the end of a group."""

    unseen: bool = False
    page: str = ""
    symbol: bool = False
    skip: int = 1  # characters after \\u that stand in for it
    fonts: bool = False  # inside the table of fonts


@dataclass(frozen=True, slots=True)
class _Ended:
    """A line, what ended it, and whether it stands in a table."""

    text: str
    by: str
    inside: bool


class _Text:
    """What has been read so far."""

    def __init__(self) -> None:
        self.lines: list[_Ended] = []
        self.inside = False
        self._words: list[str] = []
        self._bytes = bytearray()
        self._page = ""
        self._length = 0
        self._half = 0  # the first half of a character beyond the 16 bits that \\u can name

    def put(self, text: str) -> None:
        self.flush()
        self._add(text)

    def put_bytes(self, data: bytes, page: str) -> None:
        if page != self._page:
            self.flush()
            self._page = page
        self._bytes += data

    def put_code(self, code: int) -> None:
        self.flush()
        if 0xD800 <= code < 0xDC00:
            self._half = code
        elif 0xDC00 <= code < 0xE000:
            if self._half:
                self._add(chr(0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00))
            self._half = 0
        else:
            self._add(chr(code))

    def flush(self) -> None:
        if self._bytes:
            self._add(self._bytes.decode(self._page, "replace"))
            self._bytes.clear()

    def end_line(self, by: str = "par") -> None:
        self.flush()
        self.lines.append(_Ended("".join(self._words), by, self.inside))
        if len(self.lines) > LIMIT:
            raise Unreadable(Why.TOO_MUCH, str(len(self.lines)))
        self._words.clear()
        self._length = 0

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > TEXT:
            raise Unreadable(Why.LONG_TEXT, str(len(self.lines) + 1))
        self._words.append(text)


def lines(data: bytes, progress: Progress) -> tuple[str, ...]:
    """Return the lines of the document in order, tables cell by cell, or by columns if these are lists.

    The numbers of automatic lists are those that the program which wrote the file printed beside them.

    Raises:
        Unreadable: if it is broken, nested too deeply or endless.
    """
    text, states, state = _Text(), list[_State](), _State()
    fonts: dict[int, tuple[str, bool]] = {}
    page, font, at, skip, starred, count = "cp1252", 0, 0, 0, False, 0
    while at < len(data):
        piece = _PIECE.match(data, at)
        if piece is None:  # a line end between pieces, or a lone backslash
            at += 1
            continue
        at, count = piece.end(), count + 1
        if count % STEP == 0:
            progress.step(at, len(data))
        word, figure, byte, sign, brace, plain = piece.groups()
        if brace == b"{":
            states.append(state)
            starred, skip = False, 0
            if len(states) > DEPTH:
                raise Unreadable(Why.TOO_DEEP, str(len(text.lines) + 1))
        elif brace == b"}":
            if not states:
                break
            state, skip = states.pop(), 0
        elif word is not None:
            name, number = word.decode(), None if figure is None else int(figure)
            if name == "bin" and number is not None and number > 0:
                at += number
            elif starred or name in _UNSEEN:
                state = replace(state, unseen=True, fonts=name == "fonttbl")
            elif name == "ansicpg" and number is not None:
                page = _known(f"cp{number}", page)
            elif name == "uc" and number is not None:
                state = replace(state, skip=max(0, min(number, 8)))
            elif name in ("v", "deleted"):
                state = replace(state, unseen=state.unseen or number != 0)
            elif name == "f" and number is not None:
                font = number
                found, symbol = fonts.get(number, ("", False))
                state = replace(state, page=found, symbol=symbol)
            elif name == "fcharset" and state.fonts and number is not None:
                fonts[font] = _PAGES.get(number, ""), number == _SYMBOL
            elif name == "plain":
                state = replace(state, page="", symbol=False)
            elif not state.unseen:
                if name in _BREAKS:
                    text.end_line(name)
                elif name in ("intbl", "pard"):
                    text.inside = name == "intbl"
                elif name in _SIGNS:
                    text.put(_SIGNS[name])
                elif name == "u" and number is not None:
                    text.put_code(number % 0x10000)
                    skip = state.skip
            starred = False
        elif sign is not None:
            starred = sign == b"*"
            if not state.unseen and sign in b"\r\n":
                text.end_line()
            elif not state.unseen and sign in b"~_-\\{}":
                text.put({"~": "\u00a0", "_": "-", "-": "\u00ad"}.get(sign.decode(), sign.decode()))
        elif not state.unseen:
            raw = plain if byte is None else bytes.fromhex(byte.decode())
            dropped = min(skip, len(raw))
            raw, skip = raw[dropped:], skip - dropped
            if state.symbol and raw:
                text.put("•")
            elif raw:
                text.put_bytes(raw, state.page or page)
    text.end_line()
    return tuple(_in_order(text.lines))


def _in_order(ended: Iterable[_Ended]) -> list[str]:
    """Return the lines; a table whose first row names lists is read column by column."""
    found: list[str] = []
    table: list[str] = []
    rows: list[list[tuple[str, ...]]] = [[]]
    cell: list[str] = []
    for one in (*ended, _Ended("", "", inside=False)):
        if one.by not in ("cell", "row") and not one.inside:
            found += listed(rows[:-1]) or table
            table, rows, cell = [], [[]], []
            found.append(one.text)
            continue
        table.append(one.text)
        if one.by == "row":
            rows.append([])
        else:
            cell.append(one.text)
            if one.by == "cell":
                rows[-1].append(tuple(cell))
                cell = []
    return found[:-1]


def _known(page: str, otherwise: str) -> str:
    try:
        b"".decode(page)
    except LookupError:
        return "utf-8" if page == "cp65001" else otherwise
    return page
