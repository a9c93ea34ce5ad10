"""ODT: the lines of a text document. Pictures, frames, comments, notes and deletions are never looked at."""

from typing import override

from domain.progress import Progress
from reports.intake.archive import Archive
from reports.intake.document.list_numbers import Level, Numbers, Paragraphs, Part, number_format
from reports.intake.markup import Attributes

MIME = b"application/vnd.oasis.opendocument.text"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_UNSEEN = frozenset(("tracked-changes", "annotation", "note", "frame", "object", "forms", "sequence-decls"))
_PARTS = {"table": Part.TABLE, "table-row": Part.ROW, "table-cell": Part.CELL}


def looks_like(data: bytes) -> bool:
    """Tell whether this is a text document by the first part of its container, which is never packed."""
    return data[38 : 38 + len(MIME)] == MIME


def lines(data: bytes, progress: Progress) -> tuple[str, ...]:
    """Return the lines of the document in order, tables cell by cell; automatic numbers are counted.

    Raises:
        Unreadable: if anything is wrong with the container or its parts.
    """
    archive = Archive(data)
    levels: dict[tuple[str, int], Level] = {}
    if archive.has(_STYLES):
        _Document(_STYLES, levels).run(archive.read(_STYLES))
    reader = _Document(_CONTENT, levels)
    size = max(archive.size(_CONTENT) if archive.has(_CONTENT) else 1, 1)
    reader.run(archive.read(_CONTENT), lambda done: progress.step(min(done, size), size))
    return tuple(reader.lines)


class _Document(Paragraphs):
    """The text; list styles are learned on the way, for they stand before it."""

    def __init__(self, part: str, levels: dict[tuple[str, int], Level]) -> None:
        super().__init__(part, Numbers(levels))
        self._levels = levels
        self._style, self._lists, self._fresh = "", list[str](), False
        self._inside = self._unseen = 0
        self._counted = 0

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name in _UNSEEN:
            self._pause()
            self._unseen += 1
        elif self._unseen:
            return
        match name:
            case "list-style":
                self._style = attributes.get("name", "")
            case "list-level-style-number" | "list-level-style-bullet":
                self._learn(name, attributes)
            case "list":
                inherited = self._lists[-1] if self._lists else f"list {self._counted}"
                self._counted += 1
                self._lists.append(attributes.get("style-name", inherited))
                if len(self._lists) == 1 and attributes.get("continue-numbering") != "true":
                    self._numbers.restart(self._lists[0])
            case "list-item":
                self._fresh = True
            case "p" | "h":
                self.pieces, self._inside = [], 1
                self.keep_text()
            case "tab" | "s" | "line-break" if self._inside:
                self._pause()
                self.pieces.append({"line-break": "\n"}.get(name, " "))
                self.keep_text()
            case "table" | "table-row" | "table-cell":
                self.begin_part(_PARTS[name])
            case _:
                pass

    @override
    def end(self, name: str) -> None:
        if name in _UNSEEN:
            self._unseen -= 1
            if not self._unseen and self._inside:
                self.keep_text()
        elif self._unseen:
            return
        match name:
            case "list":
                self._lists.pop()
            case "p" | "h" if self._inside:
                self._pause()
                self._inside = 0
                name = self._lists[-1] if self._fresh and self._lists else ""
                if self.end_line(name, len(self._lists) - 1):
                    self._fresh = False
            case "table":
                self.end_table()
            case _:
                pass

    def _pause(self) -> None:
        if self._inside and not self._unseen:
            self.pieces.append(self.taken_text())

    def _learn(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("level", "")
        if not value.isdecimal() or len(value) > 2:
            return
        level = int(value) - 1
        if name.endswith("bullet"):
            self._levels[self._style, level] = Level("", "bullet", 1)
            return
        shown = attributes.get("display-levels", "1")
        count = int(shown) if shown.isdecimal() and len(shown) < 3 else 1
        figure = attributes.get("num-format", "1")
        first = attributes.get("start-value", "1")
        text = ".".join(f"%{at + 1}" for at in range(max(level + 1 - count, 0), level + 1))
        text = f"{attributes.get('num-prefix', '')}{text}{attributes.get('num-suffix', '')}" if figure else ""
        start = int(first) if first.isdecimal() and len(first) < 6 else 1
        self._levels[self._style, level] = Level(text, number_format(figure), start)
