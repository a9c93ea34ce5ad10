"""A model from a job description of the usual shape: «должен знать», «должен уметь», functions, duties.

The document is recognised by its heading words and numbering, not by fixed clauses, which may differ. Text in
brackets after a blank («____») is the blank's caption and not part of the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from domain.framework.edition import Edition
from domain.framework.edition_edit import labelled
from domain.framework.edition_faults import TEXT_LIMIT, Fault, Faulty, Flaw, Part
from domain.framework.framework import Duty, Function, Item, Kind
from domain.progress import Progress
from domain.text import Text, clean, fold
from reports.intake import docx
from reports.intake.delimited import decoded
from reports.intake.model_book import item_key, key_of
from reports.intake.plain import acting
from reports.intake.refusal import Unreadable, Why

_CLAUSE = re.compile(r"(\d{1,2}(?:\.\d{1,3}){0,4})\.?\s+(\S.*)")
_ITEM = re.compile(r"(\d{1,3})\)\s*(\S.*)")
_BLANK = re.compile(r"_{3,}")
_REFERENCE = re.compile(r"(?:п{1,2}\.|пункт\w*|подпункт\w*)\s*(\d{1,2}(?:\.\d{1,3})+)")
_TITLE = re.compile(r"(?:должностная инструкция|инструкция)\s+(\S.*)", re.IGNORECASE)
_CAPTION = re.compile(r"\(.*\)?")
_POST = re.compile(r"\d{1,2}\.\d{1,3}\.\s+(\S.*?)\s+(?:относится|является)\b")

_KNOW = re.compile(r"\b(должен|должна|обязан|обязана|необходимо)\b.{0,40}\bзнать\b|^необходимые знания\b")
_CAN = re.compile(r"\b(должен|должна|обязан|обязана|необходимо)\b.{0,40}\bуметь\b|^необходимые умения\b")
_FUNCTIONS = re.compile(r"^трудовые функции|^функции$|^должностные функции")
_DUTIES = re.compile(r"^должностные обязанности|^обязанности$|\bисполняет следующие обязанности\b")


class _At(Enum):
    """Which part of the document is being read."""

    ELSEWHERE = auto()
    KNOW = auto()
    CAN = auto()
    FUNCTIONS = auto()
    DUTIES = auto()


@dataclass(slots=True)
class _Line:
    """One numbered line with the printed lines that continue it; ``clause`` is that of its list."""

    place: int
    clause: str
    number: int
    words: list[str] = field(default_factory=list[str])

    @property
    def text(self) -> str:
        """The text without the punctuation that ends a list item or a sentence."""
        flat = " ".join(" ".join(self.words).split())
        return flat[:-1].rstrip() if flat.endswith((";", ".", ":")) else flat

    @property
    def blank(self) -> bool:
        """True for a line left for the organisation to fill in."""
        return bool(_BLANK.search(" ".join(self.words)))


@dataclass(slots=True)
class _Found:
    """The lines found, list by list."""

    title: str = ""
    post: str = ""
    lists: dict[_At, list[_Line]] = field(default_factory=dict[_At, list[_Line]])
    heads: dict[str, str] = field(default_factory=dict[str, str])

    def of(self, at: _At) -> list[_Line]:
        return [one for one in self.lists.get(at, []) if not one.blank]


def parse(data: bytes, name: str, progress: Progress) -> Edition:
    """Read the model of a job description, TXT or DOCX; it has neither targets nor questions yet.

    The document does not say which function an item belongs to, so all are put under the first one;
    ``placing`` proposes better places for people to confirm. Duties belong to the function that their list
    names.

    Raises:
        Unreadable: if it cannot be read safely.
        Faulty: with the line of each fault: no list of knowledge or skills, wrong numbers, a text too long.
    """
    if data.startswith(b"PK"):
        lines: Sequence[str] = docx.lines(data, progress)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Why.OLD_OR_LOCKED)
    else:
        lines = decoded(data).splitlines()
    found = _read(lines)
    faults = list(_faults(found))
    if faults:
        raise Faulty(faults)
    return _edition(found, name)


def looks_like(data: bytes) -> bool:
    """Tell whether a text has a list of what somebody must know or be able to do."""
    told = [_CLAUSE.match(" ".join(clean(line).split())) for line in decoded(data).splitlines()]
    texts = [fold(one[2]) for one in told if one is not None]
    return any(_KNOW.search(one) or _CAN.search(one) for one in texts)


def _read(lines: Sequence[str]) -> _Found:
    found, at, clause, open_line = _Found(), _At.ELSEWHERE, "", None
    wait_for_post = False
    for place, raw in enumerate(lines, start=1):
        line = " ".join(clean(raw).replace("\u00a0", " ").split())
        if not line:
            continue
        if wait_for_post and not _BLANK.search(line) and not line[0].isdigit() and line[0] != "(":
            found.post = found.post or line
            wait_for_post = False
        if titled := _TITLE.match(line):
            wait_for_post = bool(_BLANK.search(titled[1]))
            found.post = found.post or ("" if wait_for_post else titled[1])
        elif fold(line) == "должностная инструкция":
            wait_for_post = True
        if not found.title and (post := _POST.match(line)):
            found.title = post[1]
        if item := _ITEM.match(line):
            open_line = _Line(place, clause, int(item[1]), [item[2]])
            if at in (_At.KNOW, _At.CAN, _At.DUTIES):
                found.lists.setdefault(at, []).append(open_line)
        elif told := _CLAUSE.match(line):
            clause, words = told[1], told[2]
            at = _place_of(at, clause, words)
            found.heads[clause] = words
            open_line = _Line(place, clause, int(clause.rpartition(".")[2]), [words])
            if at is _At.FUNCTIONS and clause.count(".") >= 1:
                found.lists.setdefault(at, []).append(open_line)
        elif open_line is not None and not _is_caption(line, open_line):
            open_line.words.append(line)
    return found


def _place_of(at: _At, clause: str, words: str) -> _At:
    told = fold(words)
    if _KNOW.search(told):
        return _At.KNOW
    if _CAN.search(told):
        return _At.CAN
    if _FUNCTIONS.search(told):
        return _At.FUNCTIONS
    if _DUTIES.search(told):
        return _At.DUTIES
    if at in (_At.FUNCTIONS, _At.DUTIES) and "." in clause:
        return at
    return _At.ELSEWHERE


def _is_caption(line: str, before: _Line) -> bool:
    """Tell whether a line only explains the blank above it, or is nothing but a blank."""
    return (before.blank and bool(_CAPTION.fullmatch(line))) or not _BLANK.sub("", line).strip(" .;")


def _faults(found: _Found) -> Iterator[Fault]:
    for at, head in ((_At.KNOW, "должен знать"), (_At.CAN, "должен уметь")):
        if not found.of(at):
            yield Fault(Flaw.NO_LIST, Part.ITEM, value=head)
    for at, part in ((_At.KNOW, Part.ITEM), (_At.CAN, Part.ITEM), (_At.DUTIES, Part.DUTY)):
        expected, clause = 1, ""
        for line in found.lists.get(at, []):
            if line.clause != clause:
                expected, clause = 1, line.clause
            if line.number != expected:
                yield Fault(
                    Flaw.NUMBERING, part, f"{line.clause} {line.number})", str(expected), str(line.place)
                )
            expected = line.number + 1
            if told := acting(line.text):
                yield Fault(Flaw.MARKUP, part, f"{line.clause} {line.number})", told, str(line.place))
            if len(line.text) > TEXT_LIMIT:
                yield Fault(
                    Flaw.LONG_TEXT,
                    part,
                    f"{line.clause} {line.number})",
                    str(len(line.text)),
                    str(line.place),
                )


def _edition(found: _Found, name: str) -> Edition:
    title = found.title or found.post or name.rpartition(".")[0] or name
    key = key_of(title)
    functions = _functions(found, title)
    by_clause = {one.clause: one.code for one in functions}
    first = functions[0].code
    items = [
        Item(
            id=0,
            key=item_key(key, f"{letter}{line.number:02d}"),
            code=f"{letter}{line.number:02d}",
            kind=kind,
            function=first,
            secondary=(),
            clause=f"{line.clause} {line.number})",
            text=Text(line.text),
            label=labelled(Text(line.text)),
            org_specific=False,
        )
        for at, kind, letter in ((_At.KNOW, Kind.KNOWLEDGE, "K"), (_At.CAN, Kind.SKILL, "S"))
        for line in found.of(at)
    ]
    return Edition(
        key=key,
        title=Text(title),
        functions=functions,
        items=tuple(items),
        duties=tuple(_duties(found, by_clause, first)),
    )


def _functions(found: _Found, title: str) -> tuple[Function, ...]:
    """Return the innermost clauses of the list of functions: «2.1» above «2.1.1» is only a heading."""
    lines = found.of(_At.FUNCTIONS)
    heads = {one.clause.rpartition(".")[0] for one in lines}
    inner = [one for one in lines if one.clause not in heads]
    if not inner:
        return (Function(0, "F1", "", Text(title), labelled(Text(title))),)
    return tuple(
        Function(0, f"F{number}", one.clause, Text(one.text), labelled(Text(one.text)))
        for number, one in enumerate(inner, start=1)
    )


def _duties(found: _Found, by_clause: dict[str, str], first: str) -> Iterator[Duty]:
    counted: dict[str, int] = {}
    for line in found.of(_At.DUTIES):
        named = _REFERENCE.search(found.heads.get(line.clause, ""))
        function = by_clause.get(named[1] if named else "", first)
        counted[function] = counted.get(function, 0) + 1
        code = f"D{function.removeprefix('F')}.{counted[function]}"
        yield Duty(0, code, function, f"{line.clause} {line.number})", Text(line.text), ())
