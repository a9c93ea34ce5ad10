"""DOCX: the lines of a text document. Pictures, fields, comments and deletions are never looked at."""

from typing import override

from domain.progress import Progress
from reports.intake.archive import Archive, joined
from reports.intake.markup import Attributes, Reader
from reports.intake.refusal import Unreadable, Why

LINES = 20_000


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
    numbering = _Numbering("")
    folder = main.rpartition("/")[0]
    part = joined(folder, "numbering.xml")
    if archive.has(part):
        numbering = _Numbering(part)
        numbering.run(archive.read(part))
    reader = _Document(main, numbering)
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
    """The labels of a numbered list, by list and level: «%1.», «%1)»."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self._of_list: dict[str, str] = {}
        self._formats: dict[tuple[str, int], tuple[str, int]] = {}
        self._abstract, self._list, self._level = "", "", 0
        self._counts: dict[tuple[str, int], int] = {}

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        match name:
            case "abstractNum":
                self._abstract = attributes.get("abstractNumId", "")
            case "num":
                self._list = attributes.get("numId", "")
            case "abstractNumId":
                self._of_list[self._list] = value
            case "lvl":
                told = attributes.get("ilvl", "0")
                self._level = int(told) if told.isdecimal() and len(told) < 3 else 0
            case "start" if value.isdecimal() and len(value) < 6:
                text = self._formats.get((self._abstract, self._level), ("", 1))[0]
                self._formats[self._abstract, self._level] = text, int(value)
            case "lvlText":
                first = self._formats.get((self._abstract, self._level), ("", 1))[1]
                self._formats[self._abstract, self._level] = value[:40], first
            case _:
                pass

    def next(self, number: str, level: int) -> str:
        """Return the label of the next line of the list, empty for a bulleted one."""
        kind = self._of_list.get(number, "")
        text, first = self._formats.get((kind, level), ("", 1))
        if "%" not in text:
            return ""
        self._counts[number, level] = self._counts.get((number, level), first - 1) + 1
        for lower in [one for one in self._counts if one[0] == number and one[1] > level]:
            del self._counts[lower]
        for at in range(level + 1):
            text = text.replace(f"%{at + 1}", str(self._counts.get((number, at), 1)))
        return text


class _Document(Reader):
    """Paragraphs as lines; a line break typed inside a paragraph makes two lines."""

    def __init__(self, part: str, numbering: _Numbering) -> None:
        super().__init__(part)
        self.lines: list[str] = []
        self._numbering = numbering
        self._pieces: list[str] = []
        self._list, self._level = "", 0
        self._gone = 0

    @property
    @override
    def place(self) -> str:
        return str(len(self.lines) + 1)

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "p":
                self._pieces, self._list, self._level = [], "", 0
            case "numId":
                self._list = attributes.get("val", "")
            case "ilvl":
                told = attributes.get("val", "0")
                self._level = int(told) if told.isdecimal() and len(told) < 3 else 0
            case "del" | "instrText" | "drawing" | "pict":
                self._gone += 1
            case "t" if not self._gone:
                self.keep_text()
            case "tab":
                self._pieces.append(" ")
            case "br" | "cr":
                self._pieces.append("\n")
            case "noBreakHyphen":
                self._pieces.append("-")
            case _:
                pass

    @override
    def end(self, name: str) -> None:
        match name:
            case "t" if not self._gone:
                self._pieces.append(self.taken_text())
            case "del" | "instrText" | "drawing" | "pict":
                self._gone -= 1
            case "p":
                self._end_line()
            case _:
                pass

    def _end_line(self) -> None:
        text = "".join(self._pieces)
        self._pieces = []
        if self._list not in ("", "0") and text.strip():
            text = f"{self._numbering.next(self._list, self._level)} {text}"
        self.lines.extend(text.split("\n"))
        if len(self.lines) > LINES:
            raise Unreadable(Why.TOO_MUCH, self.place)
