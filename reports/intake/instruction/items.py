"""Fourth step: the items of a list, each with the clause where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from domain.framework.provision import Topic
from domain.text import fold
from reports.intake.instruction.heads import BARE, FORMAL, is_remark
from reports.intake.instruction.kinds import (
    NO_END,
    commas,
    does,
    is_action,
    is_thing,
    says,
    sentences_of,
    shared,
)
from reports.intake.instruction.lines import TITLE, Line, Sign, mark
from reports.intake.instruction.sections import Section, explained

JOINED = 300  # characters of an item that is joined from a lead and its parts
FEW = 3  # sentences below «должен знать»; fewer are one item and what is said of it
PARTS = 4  # parts of one item; more are a list of their own under a caption


@dataclass(frozen=True, slots=True)
class Entry:
    """One item or duty; ``lead`` is the line above that introduces it, ``place`` its printed line."""

    clause: str
    text: str
    place: int
    lead: str = ""
    blank: bool = False


class Trouble(StrEnum):
    """What a person should look at."""

    GAP = "gap"  # a number is missing
    BLANK = "blank"  # a blank inside an item is not filled in
    EMPTY = "empty"  # a head with nothing below it
    ALIKE = "alike"  # two items of one list say nearly the same


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looks wrong in the document; ``value`` is the number expected, or the text."""

    trouble: Trouble
    value: str
    place: int


_ENDS = re.compile(r"\b(?:т\.\s?[дп]|др|пр|г|гг|руб|и т\.\s?[дп])\.$")
_STOP = re.compile(r"\. (?=\w)")
_STORY = re.compile(  # how a sentence of an article begins, where a duty would begin with what is done
    r"(?:they|we|it|their|there|based on|however|for example|if|while|although"
    r"|(?:the|this|these|an?|most|many|some) [^,;:]{3,80} (?:may|might|are|was|were|has|have"
    r"|is (?!responsible)))\b"
    r"|(?:он|она|они|его|ее|их|это|эти|мы|вы|если|когда|поэтому|при этом|кроме того|например|как правило"
    r"|обычно|часто|[^,;:]{2,60} [-–—] это|(?:точный|полный|конкретный) (?:перечень|список))\b"
)
_BRACKETED = re.compile(r"\([^()]*\)\W*")
_INLINE_CAPTION = re.compile(r"(?:(?<!_)_{3,}+|…{2,}+|\.{5,}+)\s*\([^()]{1,120}\)")
_BLANK = re.compile(r"[_…]{3,}|\.{5,}")
_AND = re.compile(r"^and (?=\w+ing\b)")
_GOES_ON = re.compile(r"[;,] (?:and|or|и|или)$")


def entries(section: Section) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[Doubt, ...]]:
    """Return the items of a list, blanks left out; the captions inside it; and what looks wrong in it."""
    stories = tuple(one for one in section.lines if _is_story(section, one))
    told = replace(section, lines=tuple(one for one in section.lines if one not in stories))
    lines = _split(told)
    captions = [Entry("", one.text, one.place) for one in stories]
    found = tuple(_entries(section, lines, captions))
    doubts = [*_gaps(section, lines)]
    doubts += [Doubt(Trouble.BLANK, one.clause or one.text, one.place) for one in found if one.blank]
    doubts += [Doubt(Trouble.BLANK, one.text.rstrip(" .;"), one.place) for one in lines if _is_bare(one)]
    if not lines and section.head is not None:
        doubts.append(Doubt(Trouble.EMPTY, section.head.text.strip(" :"), section.head.place))
    return found, tuple(captions), tuple(doubts)


def _split(section: Section) -> tuple[Line, ...]:
    """Return the lines of a list; one that was written as a sentence or a paragraph is taken apart."""
    lines = section.lines
    if not lines or any(one.sign is not Sign.NONE for one in lines):
        return lines
    if len(lines) > 1 and not section.inline:
        stopped = all(one.text.endswith(";") for one in lines[:-1])
        if not stopped or all(one.text[:1].isupper() for one in lines):
            return tuple(_told(section.topic, lines))
        return tuple(replace(one, text=part) for one in lines for part in _pieces(one.text))
    parted: list[Line] = []
    for one in lines:
        if section.topic is Topic.DUTIES and section.inline and (doing := _doing(one.text)):
            parted += [replace(one, text=text) for text in doing]
            continue
        sentences = sentences_of(one.text)
        if section.topic is not Topic.DUTIES and (";" in one.text or len(sentences) < FEW):
            sentences = [one.text]
        pieces = _stray(_pieces(one.text)) if len(sentences) == 1 else sentences
        if section.inline and len(sentences) > 1 and sentences[0].count(";") > 1 and ":" not in sentences[0]:
            pieces = [*_pieces(sentences[0]), *sentences[1:]]
        if len(pieces) == 1 and (section.inline or (section.topic is Topic.DUTIES and len(lines) == 1)):
            pieces = commas(section.topic, pieces[0])
        parted += [replace(one, text=mark(part)[2]) for part in pieces]
    return tuple(parted)


def _is_story(section: Section, line: Line) -> bool:
    """Tell whether a paragraph among duties tells of them, as an article does: «They take …»."""
    if section.topic is not Topic.DUTIES or section.inline or line.sign is not Sign.NONE:
        return False
    sentences = sentences_of(line.text)
    stories = sum(_STORY.match(fold(one)) is not None or is_remark(one) for one in sentences)
    if (is_action(sentences[0]) and not sentences[0].startswith("To ")) or does(sentences[0]):
        return False  # «Water the plants. If they are dry, twice a day.»
    share = FEW if _STORY.match(fold(sentences[0])) or is_remark(sentences[0]) else 2
    return line.text.endswith(".") and stories * share >= len(sentences)


def _told(topic: Topic, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines; duties told in several sentences one by one, without the captions above them."""
    for line, below in zip_longest(lines, lines[1:]):
        sentences = _acts(line.text)
        told = topic in (Topic.KNOW, Topic.CAN, Topic.BOTH) and all(says(one) for one in sentences)
        if told or (topic is Topic.DUTIES and len(sentences) >= FEW):
            yield from (replace(line, text=one) for one in sentences)
        elif below is None or topic is not Topic.DUTIES or len(_acts(below.text)) < FEW:
            yield line


def _doing(text: str) -> list[str]:
    """Return what somebody does by a sentence: «loading trailers, checking freight and keeping order»."""
    parts = re.split(r", (?:and )?(?=\w+ing\b)", text)
    last = re.split(r" and (?=\w+ing\b)", parts[-1]) if len(parts) > 1 else []
    doing = [*parts[:-1], *last]
    return doing if all(re.match(r"\w+ing\b", one) for one in doing) else []


def _pieces(text: str) -> list[str]:
    """Return what semicolons part; «(locks; seals)» is one thing, unless nobody closed the bracket."""
    groups: list[list[str]] = [[]]
    depth = 0
    for part in text.split(";"):
        groups[-1].append(part)
        depth = max(depth + part.count("(") - part.count(")"), 0)
        if not depth:
            groups.append([])
    parts = text.split(";") if depth else [";".join(one) for one in groups]
    parts = [part.strip() for part in parts if part.strip(" .")]
    return [*parts[:1], *(_AND.sub("", part) for part in parts[1:])]


def _stray(parts: list[str]) -> list[str]:
    """Return the parts of a sentence, taken apart where a full stop stands in place of a semicolon."""
    if len(parts) < FEW:
        return parts
    found: list[str] = []
    for one in parts:
        for at, text in enumerate(_STOP.split(one)):
            before = found[-1] if at else ""
            apart = not at or is_thing(text) or FORMAL.match(fold(text))
            if apart and not NO_END.search(f"{before}."):
                found.append(text)
            else:
                found[-1] = f"{before}. {text}"
    return found


def _acts(text: str) -> list[str]:
    """Return the sentences, each with what only tells more of it: «… Если это невозможно, …»."""
    parts: list[str] = []
    for one in sentences_of(text):
        if parts and _STORY.match(fold(one)):
            parts[-1] = f"{parts[-1]} {one}"
        else:
            parts.append(one)
    return parts


def _entries(section: Section, lines: Sequence[Line], titles: list[Entry]) -> Iterator[Entry]:
    """Yield the items, and append the captions above them to *titles*."""
    clause = "" if section.head is None else section.head.number if section.head.sign is Sign.CLAUSE else ""
    lead, level, at, above = "", 0, 0, clause
    titled = sum(_is_above(lines, one) for one in range(len(lines))) > 1
    captions = any(len(_parts(lines, one)) > PARTS for one in range(len(lines)))
    if explained(lines):
        titles += (Entry(clause, one.text, one.place) for one in lines[1::2])
        lines = lines[::2]
    listed = sum(one.text.endswith(";") for one in lines[:-1]) * 3 > (len(lines) - 2) * 2
    while at < len(lines):
        line = lines[at]
        parts = _parts(lines, at)
        if line.sign is Sign.CLAUSE:
            above = line.number
        over = at + 1 < len(lines) and (_is_over(line, lines[at + 1]) or (titled and _is_above(lines, at)))
        leads = line.text.endswith(":") and at + 1 < len(lines) and not (listed and _is_slip(lines, at))
        if parts or over or leads:
            joined = "" if captions else _joined(section.topic, line, parts)
            if joined:
                yield Entry(_clause(line, clause), joined, line.place)
                at += 1 + len(parts)
                continue
            lead, level = line.text, len(line.path)
            titles.append(Entry(_clause(line, clause) if line.label else "", line.text, line.place))
        elif not line.empty and (text := _text(line)):
            if line.sign is Sign.CLAUSE and lead and len(line.path) <= level:
                lead = ""
            number = _clause(line, clause if line.sign is Sign.CLAUSE else above)
            words, parts = shared(text)
            for part in parts:
                yield Entry(number, part, line.place, words or lead, bool(_BLANK.search(part)))
        at += 1


def _is_slip(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a colon may stand in place of a semicolon: «1.1. Recipes:», «1.2. Menus;»."""
    line, below = lines[at : at + 2]
    goes_on = line.sign is below.sign and line.sign in (Sign.CLAUSE, Sign.BRACKET)
    same = line.number.rpartition(".")[0] == below.number.rpartition(".")[0]
    return goes_on and same and len(lines) - 2 >= FEW


def _is_over(line: Line, below: Line) -> bool:
    """Tell whether a clause is only the title of those below it: «3.1 Worship», «3.1.1 To prepare»."""
    inner = len(below.path) > len(line.path) > 0 and below.path[: len(line.path)] == line.path
    return inner and len(line.text) <= TITLE and not line.text.endswith((".", ";"))


def _is_above(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a numbered line without a stop stands above bullets: «2.2. Complaints», «• Answer»."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    named = line.sign is Sign.CLAUSE and (line.text[-1:].isalnum() or line.text.endswith(")"))
    named = named and len(line.text) <= BARE
    return named and below is not None and below.sign is Sign.BULLET


def _clause(line: Line, above: str) -> str:
    if line.sign is Sign.CLAUSE:  # «1.» below «1.4» is «1.4 1», «4.1» below «4» is itself
        return line.number if "." in line.number or "." not in above else f"{above} {line.number}"
    return f"{above} {line.label}".strip() if line.label else above


def _parts(lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    """Return the parts that a line ending in a colon introduces, which are marked in another way."""
    line = lines[at]
    if not line.text.endswith(":"):
        return ()
    parts: list[Line] = []
    for one in lines[at + 1 : at + 2 + PARTS]:
        if one.sign is line.sign and len(one.path) <= len(line.path):
            break
        parts.append(one)
        if len(parts) > PARTS:
            break
    return tuple(parts)


def _joined(topic: Topic, line: Line, parts: Sequence[Line]) -> str:
    """Return a lead and its few parts as one item; empty if they are items of their own."""
    if topic in (Topic.DUTIES, Topic.FUNCTIONS) or line.sign is Sign.NONE or not 0 < len(parts) <= PARTS:
        return ""
    text = f"{line.text} {'; '.join(_text(one) for one in parts)}"
    return text if len(text) <= JOINED else ""


def _text(line: Line) -> str:
    """Return the text without captions of blanks and without the point that ends a list item."""
    text = _INLINE_CAPTION.sub("____", line.text) if line.blank else line.text
    text = _GOES_ON.sub("", text.replace("\u00ad", "").strip())
    if _BRACKETED.fullmatch(text):
        return ""  # a caption, where the blank itself is gone
    if line.blank and len([one for one in re.findall(r"\w+", _BLANK.sub("", text)) if one.isalpha()]) < 3:
        return ""
    if text.endswith((";", ".", ":", ",")) and not _ENDS.search(text):
        text = text[:-1].rstrip()
    return text


def _is_bare(line: Line) -> bool:
    """Tell whether an item is left out because too little stands beside its blank: «устройство ____»."""
    words = _BLANK.sub("", _INLINE_CAPTION.sub("", line.text))
    return line.blank and not _text(line) and any(char.isalpha() for char in words) and words[0] != "("


def _gaps(section: Section, lines: Sequence[Line]) -> Iterator[Doubt]:
    """Yield the numbers that are missing; each clause begins its own count."""
    last: dict[tuple[object, ...], int] = {}
    scope: tuple[int, ...] = ()
    for line in lines:
        if line.text.endswith(":") and line.sign is not Sign.BRACKET:
            last.pop((Sign.BRACKET, scope), None)  # a caption: the count below it is its own
        if line.sign is Sign.CLAUSE:
            scope, number = line.path, line.path[-1]
            key: tuple[object, ...] = (Sign.CLAUSE, line.path[:-1])
        elif line.sign is Sign.BRACKET:
            key, number = (Sign.BRACKET, scope), int(line.number)
        else:
            continue
        before = last.get(key)
        expected = (
            1 if before is None and line.sign is Sign.BRACKET else None if before is None else before + 1
        )
        if expected is not None and number != expected:
            yield Doubt(Trouble.GAP, str(expected), line.place)
        last[key] = number
