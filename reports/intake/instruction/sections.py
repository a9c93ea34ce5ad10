"""Third step: the lists below the heads that matter; everything else is kept as text with its clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from domain.framework.provision import LISTS, Topic
from domain.text import fold
from reports.intake.instruction import post
from reports.intake.instruction.heads import (
    ADDRESSED,
    ASKED,
    BARE,
    FORMAL,
    TITLE,
    VERB,
    Head,
    caption_of,
    head_of,
    is_part,
    is_remark,
)
from reports.intake.instruction.kinds import says
from reports.intake.instruction.lines import Line, Sign

LEAD = 40  # characters of a sentence that leads to a list; a title is shorter
LITTLE = 3  # letters of a word that a title may leave small: «and», «for»
STORY = 3  # lines of a text between the title of a list and the list
SPACED = 0.6  # of the lines stand below an empty one: then an empty line parts nothing
_VERBS = re.compile(rf"\W*(?:{VERB.pattern}|обладать)\b")
_OF_WHAT = re.compile(r"(?:знание|знания|навыки|умения|владение) (?!и\b|и/|,)\w")
_SHARE = re.compile(r"^[A-ZА-Я]\. |\(\d{1,3} ?%\)$")
_APART = re.compile(
    r"(?:неполное )?(?:высшее|среднее|начальное)\b.{0,40}? образование|образование\b|(?:опыт|стаж) работы\b"
    r"|(?:на время|в период|в случае)\b.{0,40}?\bотсутстви|during the absence\b"
)

_SCHOOL = re.compile(r"(?:education|training|development|образование|обучение)(?: (?:and|&|и) \w+)?")
_LEARNT = re.compile(
    r"\b(?:degree|diploma|bachelor|master'?s|certificat|school|college|universit|educat(?:ed|ion)|qualif"
    r"|gcse|years?|высше|средне|диплом|вуз|курс)"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the document, or a run of text; ``head`` is None for text without one.

    ``inline`` tells that the list began in the line of its head; ``under`` is the title above both. ``leads``
    are the lines that introduce a list, its head among them unless that is the title.
    """

    topic: Topic
    head: Line | None
    lines: tuple[Line, ...] = ()
    inline: bool = False
    under: Line | None = None
    leads: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Open:
    topic: Topic
    head: Line | None
    under: Line | None = None
    lines: list[Line] = field(default_factory=list[Line])
    inline: bool = False
    first: tuple[int, ...] = ()  # the first clause of the list, which sets its numbering
    leads: list[Line] = field(default_factory=list[Line])

    def closed(self) -> Section:
        leads = tuple(one for one in self.leads if one is not self.under)
        return Section(self.topic, self.head, tuple(self.lines), self.inline, self.under, leads)


def sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Return the sections in the order of the document."""
    found: list[_Open] = [_Open(Topic.HEAD, None)]
    around, title, clause = Topic.HEAD, None, ()  # the titled section, and the last clause before the list
    spaced = sum(two.place > one.place + 1 for one, two in pairwise(lines)) > len(lines) * SPACED
    for above, line, below in zip([None, *lines][:-1], lines, [*lines, None][1:], strict=True):
        at = found[-1]
        head = _head(line, below, at)
        if at.topic in LISTS and not at.lines and len(found) <= 2 and post.is_heading(line):
            at.topic = Topic.HEAD  # «Обязанности медсестры», and below it «Должностная инструкция медсестры»
        if head is not None and _is_school(line, below, at):
            at.leads.append(line)
            continue
        placed = _is_short(line, below) or _is_named(line, above, below, spaced)
        placed = placed and not _tells(line, at)
        if head is None and placed and not _is_share(line, at) and (topic := caption_of(line)) is not None:
            head = Head(topic)
        if (
            head is None
            and at.lines
            and is_part(line)
            and below is not None
            and below.sign is not at.lines[-1].sign
        ):
            head = Head(Topic.OTHER)
        if head is None and _is_apart(line, above, below, at):
            head = Head(Topic.OTHER)
        if head is None and _is_capitalised(line, at):
            head = Head(Topic.OTHER)
        if head is None and _asks(line, at):
            head = Head(Topic.OTHER)
        caption = is_part(line) or (at.topic in LISTS and _is_caption(line, below, at))
        ends = not caption and not _is_remark(line, below, at)
        if head is None and ends and at.topic in LISTS and not _belongs(line, at, clause):
            at = _Open(Topic.OTHER if around in (Topic.HEAD, *LISTS) else around, None, title)
            found.append(at)
            head = _head(line, below, at) or _beside(line, found[-2])
        if head is not None:
            if head.title and not head.rest and len(line.path) < 2:
                around, title = head.topic, line
            opened = _opened(head, line, title)
            if opened.topic is at.topic and _is_story(at, head, below):
                at.topic = Topic.OTHER
            if opened.topic is Topic.GENERAL and line.number in ("1", "I"):
                _untitle(found)
            if opened.topic in LISTS and opened.topic is at.topic and not at.lines:
                found.pop()  # «3. Обязанности», and below it «3.1. Мастер исполняет следующие обязанности:»
                opened.leads[:0] = at.leads
                opened.head = at.head if line.sign is Sign.NONE else line
            found.append(opened)
        elif _is_remark(line, below, at) or (caption and (at.topic not in LISTS or at.lines)):
            at.leads.append(line)
        elif at.topic in LISTS and (caption or _is_lead(line, at)):
            at.head = at.head or line
            at.leads.append(line)
        else:
            _add(at, line)
        clause = line.path or clause
    return tuple(one.closed() for one in found if one.lines or one.head is not None)


def _head(line: Line, below: Line | None, at: _Open) -> Head | None:
    """Return what begins here: a head known by its words, or a title known by its numbers only."""
    head = head_of(line, at.topic)
    if (
        head is not None
        and head.topic is Topic.DUTIES
        and below is not None
        and _VERBS.match(fold(below.text))
        and head_of(below, Topic.OTHER) is not None
    ):
        head = None  # «Повар должен:», and below it «знать: …»
    if head is not None and head.rest and not head.title and below is not None and below.sign is Sign.BULLET:
        named = not re.search(r"[:;,]", line.text)  # «Что должен знать бухгалтер»
        head = replace(head, rest="") if named else head
    if head is not None and head.topic is Topic.DUTIES and is_remark(head.rest) and below is not None:
        head = replace(head, rest="")
    if head is not None and head.rest and VERB.fullmatch(fold(line.text.partition(":")[0])):
        return head
    if head is not None and (_is_counted(line, below, at) or _is_explained(line, head, below, at)):
        return None
    if head is not None and _is_asked(line, head, at):
        return None
    if head is not None:
        listed = bool(at.lines) or (head.topic is Topic.OTHER and _below(line, at))
        return None if at.topic in LISTS and listed and _is_item(line, head, at) else head
    if line.sign is Sign.ROMAN and 0 < len(line.text) <= TITLE:
        return Head(Topic.OTHER)
    capitals = line.text.isupper() and not any(one.text.isupper() for one in at.lines)
    if capitals and len(line.path) == 1 and at.lines and len(line.text) <= BARE:
        return Head(Topic.OTHER)
    if at.topic not in LISTS and _is_next_title(line, below, at):
        return Head(Topic.OTHER)
    parted = below is not None and len(line.path) == 1 and below.path == (*line.path, 1)
    return Head(Topic.OTHER) if parted and at.topic not in LISTS and len(line.text) <= TITLE else None


def _is_next_title(line: Line, below: Line | None, at: _Open) -> bool:
    """Tell whether a title is numbered on from the section above: «6. Links», and below it bullets."""
    last = () if at.under is None else at.under.path
    counted = len(last) == 1 and line.path == (last[0] + 1,) and any(one is not at.under for one in at.lines)
    listed = below is not None and below.sign is Sign.BULLET
    return counted and listed and len(line.text) <= TITLE and not line.text.endswith((".", ";"))


def _beside(line: Line, ended: _Open) -> Head | None:
    """Return the title that ends a list by being numbered like its head: «3 Duties», «4 Conditions»."""
    own = () if ended.head is None else ended.head.path
    same = len(own) > 0 and len(line.path) == len(own) and line.path > own
    return (
        Head(Topic.OTHER) if same and len(line.text) <= BARE and not line.text.endswith((".", ";")) else None
    )


def _is_counted(line: Line, below: Line | None, at: _Open) -> bool:
    """Tell whether a line goes on counting what is required: «3. Security licence»."""
    if at.topic is not Topic.OTHER or at.under is None or not ASKED.search(fold(at.under.text)):
        return False
    last = at.lines[-1].path if at.lines else ()
    if at.under.sign is not Sign.NONE or len(last) != 1 or line.path != (last[0] + 1,):
        return False
    return below is None or below.sign is Sign.NONE or below.path == (last[0] + 2,)


def _is_asked(line: Line, head: Head, at: _Open) -> bool:
    """Tell whether a line among what is required is one skill: «Навыки ремонта: насосы, клапаны»."""
    required = at.topic is Topic.OTHER and at.under is not None and ASKED.search(fold(at.under.text))
    ended = line.sign is Sign.NONE and line.text.endswith(".") and not head.rest
    if required and ended and head.topic is Topic.OTHER:
        return FORMAL.match(fold(line.text)) is not None  # «Опыт работы в саду от 2 лет.»
    one = bool(required) and line is not at.under and head.topic in (Topic.KNOW, Topic.CAN) and head.title
    return (
        one
        and (bool(head.rest) or ended)
        and ";" not in head.rest
        and _OF_WHAT.match(fold(line.text)) is not None
    )


def _is_explained(line: Line, head: Head, below: Line | None, at: _Open) -> bool:
    """Tell whether a line that reads like the head of its list is the first item: «1. Customer service»."""
    first = head.topic is at.topic and at.topic in LISTS and not at.lines and line.number == "1"
    return first and not head.rest and below is not None and _explains(below, [line])


def _opened(head: Head, line: Line, under: Line | None) -> _Open:
    opened = _Open(head.topic, line, under)
    if head.topic not in LISTS:
        opened.lines.append(line)
        return opened
    opened.leads.append(replace(line, text=line.text.removesuffix(head.rest).strip()) if head.rest else line)
    if head.rest:
        opened.inline = True
        opened.lines.append(replace(line, sign=Sign.NONE, number="", text=head.rest))
    return opened


def _is_school(line: Line, below: Line | None, at: _Open) -> bool:
    """Tell whether «Education» names a part of the duties, and not what somebody has learnt."""
    if at.topic is not Topic.DUTIES or below is None or not _SCHOOL.fullmatch(fold(line.text).strip(" :")):
        return False
    parted = not at.lines or any(one.place > at.lines[0].place for one in at.leads) or _is_above(at)
    listed = _is_short(line, below) and all(one.sign is below.sign for one in at.lines)
    return parted and listed and not _LEARNT.search(fold(below.text)) and not says(below.text)


def _is_above(at: _Open) -> bool:
    """Tell whether a list begins with the caption of its first part."""
    return any(one is not at.head and one is not at.under for one in at.leads)


def _is_story(at: _Open, head: Head, below: Line | None) -> bool:
    """Tell whether what stands between a title and the sentence that begins its list is no list."""
    plain = 0 < len(at.lines) <= STORY and all(one.sign is Sign.NONE for one in at.lines)
    told = not head.title or not (at.inline or any(not _is_told(one) or ";" in one.text for one in at.lines))
    listed = told and not head.rest and below is not None and below.sign is Sign.BULLET
    return at.topic in LISTS and plain and listed


def _untitle(found: Sequence[_Open]) -> None:
    """Make titles of what stands above «1. General provisions» as a list of lines without marks."""
    for one in found:
        if one.topic in LISTS and not any(line.sign is not Sign.NONE for line in one.lines):
            one.topic = Topic.HEAD


def _asks(line: Line, at: _Open) -> bool:
    """Tell whether what is required begins here: «Обязательные требования»."""
    titled = at.under is not None and ASKED.search(fold(at.under.text))
    return at.topic not in LISTS and not titled and is_part(line) and " " in line.text.strip(" :")


def _is_remark(line: Line, below: Line | None, at: _Open) -> bool:
    """Tell whether a sentence only interrupts a list of bullets in lower case that goes on below it."""
    if line.sign is not Sign.NONE or not line.text.endswith(".") or at.topic not in LISTS:
        return False
    if below is None or below.sign is not Sign.BULLET or len(at.lines) < 2:
        return False
    return all(one.sign is Sign.BULLET and one.text[:1].islower() for one in (*at.lines, below))


def _add(at: _Open, line: Line) -> None:
    if not at.first and line.path:
        at.first = line.path
    at.lines.append(line)


def _is_lead(line: Line, at: _Open) -> bool:
    """Tell whether a line only says whose duties follow: «Коммерческий агент:»."""
    return not at.lines and line.sign is Sign.NONE and line.text.endswith(":")


def _is_short(line: Line, below: Line | None) -> bool:
    """Tell whether a line without a mark stands above a list of marks, like a caption."""
    return (
        _is_title(line)
        and below is not None
        and (below.sign is Sign.BULLET or (below.sign in (Sign.CLAUSE, Sign.BRACKET) and below.number == "1"))
    )


def _is_named(line: Line, above: Line | None, below: Line | None, spaced: bool) -> bool:
    """Tell whether a line without a mark stands over lines without marks like their title.

    *spaced* tells that most lines of the document have an empty one above them.
    """
    if not _is_title(line) or below is None or below.sign is not Sign.NONE or says(line.text):
        return False
    apart = above is not None and line.place > above.place + 1
    return (
        (apart and not spaced)
        or line.text.endswith((":", "?"))
        or ADDRESSED.match(fold(line.text)) is not None
    )


def _is_apart(line: Line, above: Line | None, below: Line | None, at: _Open) -> bool:
    """Tell whether a title of unknown words ends a list of lines without marks that stand together."""
    if line.title and at.topic in LISTS and at.lines and not is_part(line):
        return below is None or below.sign is Sign.NONE
    if at.topic not in LISTS or len(at.lines) < 2 or below is None or above is None or not _is_title(line):
        return False
    if line.place <= above.place + 1 or below.place != line.place + 1:
        return False
    together = all(two.place == one.place + 1 for one, two in pairwise(at.lines))
    plain = all(one.sign is Sign.NONE for one in (*at.lines, below))
    return plain and together


def _is_capitalised(line: Line, at: _Open) -> bool:
    """Tell whether a line is a title by its capitals, among sentences that all end: «Salary Range»."""
    words = [one for one in re.findall(r"[^\W\d_]+", line.text) if len(one) > LITTLE]
    titled = len(words) > 1 and all(one[0].isupper() for one in words) and not line.text.isupper()
    stopped = len(at.lines) >= STORY and all(one.text.endswith((".", ";")) for one in at.lines)
    return at.topic in LISTS and stopped and titled and _is_title(line) and not is_part(line)


def _is_share(line: Line, at: _Open) -> bool:
    """Tell whether a line only names a part of a list: «B. Benefits and pension (30%)»."""
    return at.topic in LISTS and _SHARE.search(line.text) is not None


def _tells(line: Line, at: _Open) -> bool:
    """Tell whether a line only leads from the title above it to the list: «You can say yes to these:»."""
    return [*at.lines] == [at.under] and line.text.endswith(":") and len(line.text) > LEAD


def _is_title(line: Line) -> bool:
    plain = line.sign is Sign.NONE and not line.text.endswith((".", ";", ","))
    return plain and line.text[:1].isupper() and len(line.text) <= BARE


def _is_caption(line: Line, below: Line | None, at: _Open) -> bool:
    if _is_short(line, below):
        return all(one.sign is Sign.BULLET for one in at.lines)
    if below is not None and below.sign is Sign.LETTER and below.number in ("a", "а"):
        return _is_title(line) and all(one.sign is Sign.LETTER for one in at.lines)
    last = at.lines[-1].path if at.lines else ()
    return bool(last) and below is not None and below.path == (*last[:-1], last[-1] + 1) and _is_title(line)


def _is_item(line: Line, head: Head, at: _Open) -> bool:
    """Tell whether a line that reads like a head is an item: «3) документы, которыми руководствуется цех»."""
    if line.sign is Sign.NONE:
        plain = at.lines[0].sign is Sign.NONE
        if plain and line.text[:1].islower() and not line.text.endswith(":"):
            return not (head.title and head.topic in LISTS)
        return head.topic is Topic.GENERAL and line.text.endswith(";")
    if line.sign is Sign.CLAUSE and head.title and head.rest and ":" in line.text and line.text[0].isupper():
        return False  # «3.3. Знания: налоги; отчётность» among what is required
    below = _below(line, at)
    beside = len(at.first) > 1 and len(line.path) == len(at.first) and line.path[:-1] == at.first[:-1]
    if line.path and not below and not beside:
        return False
    return line.sign is not Sign.ROMAN and (head.title or head.topic is Topic.GENERAL or ":" not in line.text)


def _below(line: Line, at: _Open) -> bool:
    """Tell whether the clause of a line is inside that of the list's head."""
    own = () if at.head is None else at.head.path
    return bool(own) and line.path[: len(own)] == own and len(line.path) > len(own)


def _belongs(line: Line, at: _Open, clause: tuple[int, ...]) -> bool:
    """Tell whether a line still stands in the list."""
    if line.sign is Sign.ROMAN:
        return False
    if line.sign is not Sign.CLAUSE:
        return line.sign is not Sign.NONE or _loose(line, at)
    own, path = (() if at.head is None else at.head.path), line.path
    if _below(line, at):
        return True
    if at.topic is Topic.DUTIES and not at.inline and len(at.lines) == 1 and path == (1,):
        return True  # «Обязанности:», a line without a number, and only then «1. …»
    if at.inline or (at.lines and not at.first):
        return False  # a list in one sentence, or of bullets and letters, goes no further
    if not at.first:
        head = at.head
        counted_on = head is not None and head.sign is Sign.NONE and head.text.endswith(":") and not at.lines
        return (
            path[-1] == 1
            or path[:-1] == clause
            or counted_on
            or (head is not None and head.sign is Sign.ROMAN)
            or path == (*clause[:-1], clause[-1] + 1 if clause else 0)  # counted on through the document
        )
    if len(path) > len(at.first):
        return path[: len(at.first) - 1] == at.first[:-1]
    last = next(one.path for one in reversed(at.lines) if len(one.path) == len(at.first))
    if len(path) != len(at.first) or path[:-1] != at.first[:-1] or path < last:
        return False
    if own and len(own) == 1 and path == (own[0] + 1,):  # «5.» may go on with the list or with its head
        return path[0] == last[0] + 1 and not _stopped(at)
    return True


def _loose(line: Line, at: _Open) -> bool:
    """Tell whether an unmarked line is an item: in a list of unmarked lines, or among duties."""
    if at.inline:
        return line.text[:1].islower()
    if at.lines and _explains(line, at.lines):
        return True
    if at.lines and line.text.isupper() and not any(one.text.isupper() for one in at.lines):
        return False
    if at.lines and _APART.match(fold(line.text)):
        return False
    if (
        len(at.lines) > 1
        and all(one.sign is Sign.BULLET for one in at.lines)
        and line.text[:1].isupper()
        and not at.lines[-1].text.endswith((";", ",", ":"))
    ):
        return False  # a list of bullets ends where a line has none
    if at.topic is Topic.DUTIES or not at.lines:
        return True
    unfinished = at.lines[-1].text.endswith((";", ",", ":"))
    return line.text.endswith((";", ":")) or unfinished or at.lines[0].sign is Sign.NONE


def _explains(line: Line, above: Sequence[Line]) -> bool:
    """Tell whether a line explains the short numbered item above it, as each before it was explained."""
    last = above[-1]
    short = bool(last.number) and len(last.text) <= LEAD and last.text[-1:].isalnum()
    return len(above) % 2 == 1 and short and all(_is_told(one) for one in (line, *above[-2:-1]))


def _is_told(line: Line) -> bool:
    return line.sign is Sign.NONE and line.text.endswith(".")


def explained(lines: Sequence[Line]) -> bool:
    """Tell whether each item of a list has an explanation below it."""
    pairs = zip(lines[::2], lines[1::2], strict=False)
    return len(lines) > 1 and all(_explains(told, (item,)) for item, told in pairs)


def _stopped(at: _Open) -> bool:
    return at.lines[-1].text.endswith(".") and at.lines[0].text.endswith(";")
