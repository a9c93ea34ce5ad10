"""DOCX: the lines of a text document. Pictures, fields, comments and deletions are never looked at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import override

from domain.progress import Progress
from reports.intake.archive import Archive, joined
from reports.intake.document.list_numbers import Level, Numbers, Paragraphs, Part, number_format
from reports.intake.markup import Attributes, Reader
from reports.intake.refusal import Unreadable, Why

DEPTH = 20  # styles based on one another
_UNSEEN = frozenset(("del", "moveFrom", "pPrChange", "instrText", "drawing", "pict"))
_PARTS = {"tbl": Part.TABLE, "tr": Part.ROW, "tc": Part.CELL}


def lines(data: bytes, progress: Progress) -> tuple[str, ...]:
    """Return the lines of the document in order, tables cell by cell.

    Automatic numbers are counted according to the list levels; typed ones are kept as they are.

    Raises:
        Unreadable: if anything is wrong with the container or its parts.
    """
    archive = Archive(data)
    for name in archive.names:
        if "vbaproject" in name:
            raise Unreadable(Why.MACROS, name)
    main = _main_part(archive)
    folder = main.rpartition("/")[0]
    numbering, styles = _Numbering(joined(folder, "numbering.xml")), _Styles(joined(folder, "styles.xml"))
    for known in (numbering, styles):
        if archive.has(known.part):
            known.run(archive.read(known.part))
    reader = _Document(main, numbering, styles)
    size = max(archive.size(main) if archive.has(main) else 1, 1)
    reader.run(archive.read(main), lambda done: progress.step(min(done, size), size))
    return tuple(reader.lines)


def _main_part(archive: Archive) -> str:
    links = _Links("_rels/.rels")
    links.run(archive.read(links.part))
    if not links.main:
        raise Unreadable(Why.UNKNOWN_FORMAT)
    return joined("", links.main)


class _Links(Reader):
    """Which part is the document."""

    main = ""

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "")


class _Numbering(Reader):
    """How automatic lists are numbered, by list and level, and the levels that styles stand for."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.of_style: dict[str, int] = {}
        self._kinds: dict[str, dict[int, Level]] = {}
        self._of_list: dict[str, str] = {}
        self._firsts: dict[tuple[str, int], int] = {}
        self._kind, self._list, self._level = "", "", 0
        self._shape, self._format, self._first = "", "decimal", 1

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        match name:
            case "abstractNum":
                self._kind, self._list = attributes.get("abstractNumId", ""), ""
            case "num":
                self._list = attributes.get("numId", "")
            case "abstractNumId":
                self._of_list[self._list] = value
            case "lvl" | "lvlOverride":
                self._level = _level(attributes.get("ilvl", "0"))
                self._shape, self._format, self._first = "", "decimal", 1
            case "start" if value.isdecimal() and len(value) < 6:
                self._first = int(value)
            case "startOverride" if value.isdecimal() and len(value) < 6:
                self._firsts[self._list, self._level] = int(value)
            case "numFmt":
                self._format = number_format(value)
            case "lvlText":
                self._shape = value[:40]
            case "pStyle":
                self.of_style[value] = self._level
            case _:
                pass

    @override
    def end(self, name: str) -> None:
        if name == "lvl" and not self._list:
            level = Level(self._shape, self._format, self._first)
            self._kinds.setdefault(self._kind, {})[self._level] = level

    @property
    def levels(self) -> dict[tuple[str, int], Level]:
        """List and level -> how it is numbered."""
        return {
            (name, at): replace(level, first=self._firsts.get((name, at), level.first))
            for name, kind in self._of_list.items()
            for at, level in self._kinds.get(kind, {}).items()
        }


class _Styles(Reader):
    """The lists that styles of paragraphs bring with them."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self._lists: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._based: dict[str, str] = {}
        self._style = ""

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        match name:
            case "style":
                self._style = attributes.get("styleId", "")
            case "basedOn":
                self._based[self._style] = value
            case "numId":
                self._lists[self._style] = value
            case "ilvl":
                self._levels[self._style] = _level(value)
            case _:
                pass

    def list_of(self, style: str, of_style: Mapping[str, int]) -> tuple[str, int]:
        """Return the list of a style and its level; an empty list if it has none."""
        first = style
        for _step in range(DEPTH):
            if style in self._lists:
                return self._lists[style], of_style.get(first, self._levels.get(first, 0))
            style = self._based.get(style, "")
        return "", 0


def _level(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 3 else 0


class _Document(Paragraphs):
    """The text, and to which list each paragraph belongs."""

    def __init__(self, part: str, numbering: _Numbering, styles: _Styles) -> None:
        super().__init__(part, Numbers(numbering.levels))
        self._styles, self._of_style = styles, numbering.of_style
        self._list, self._level = "", 0
        self._gone = 0

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name in _UNSEEN:
            self._gone += 1
        if self._gone:
            return
        match name:
            case "p":
                self.pieces, self._list, self._level = [], "", 0
            case "pStyle":
                self._list, self._level = self._styles.list_of(attributes.get("val", ""), self._of_style)
            case "numId":
                self._list = attributes.get("val", "")
            case "ilvl":
                self._level = _level(attributes.get("val", "0"))
            case "t":
                self.keep_text()
            case "tab":
                self.pieces.append(" ")
            case "br" | "cr":
                self.pieces.append("\n")
            case "noBreakHyphen":
                self.pieces.append("-")
            case _:
                if (part := _PARTS.get(name)) is not None:
                    self.begin_part(part)

    @override
    def end(self, name: str) -> None:
        if name in _UNSEEN:
            self._gone -= 1
        elif self._gone:
            return
        match name:
            case "t":
                self.pieces.append(self.taken_text())
            case "p":
                self.end_line("" if self._list == "0" else self._list, self._level)
            case "tbl":
                self.end_table()
            case _:
                pass
