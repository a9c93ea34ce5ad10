"""Last step: what a job description says, ready to become a model; and what a person should look at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, islice, pairwise, zip_longest

from domain.framework.edition_faults import TEXT_LIMIT
from domain.framework.framework import Kind
from domain.framework.provision import LISTS, Provision, Topic
from domain.text import elide, fold
from reports.intake.instruction import post
from reports.intake.instruction.columns import in_order
from reports.intake.instruction.heads import ASKED, FORMAL, TASKS
from reports.intake.instruction.items import Doubt, Entry, Trouble, entries
from reports.intake.instruction.kinds import is_action, is_knowledge, is_skill, is_thing, kind_of, says
from reports.intake.instruction.lines import LIMIT, Line, Sign, whole
from reports.intake.instruction.sections import Section, sections
from reports.intake.instruction.untitled import SAID, by_acts, by_verbs, by_words, with_first_list
from reports.intake.likeness import alike
from reports.intake.refusal import Unreadable, Why

ALIKE = 90.0  # of 100: two items of one list that say nearly the same
TWINS = 10  # pairs named
COMPARED = 300  # items; a longer list is not compared item by item
SHOWN = 60  # characters of an item or a heading


type Mark = tuple[int, Topic]
"""From which printed line on a text is what."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A job description as read; the lists have no blanks, and ``provisions`` are all the rest.

    ``document`` is all of it, line by line, the lists among them.

    ``proposed`` tells that there is no list of skills, and these are the duties. ``sorted_by_words`` are the
    texts of items whose kind the document leaves open.
    """

    title: str
    knowledge: tuple[Entry, ...]
    skills: tuple[Entry, ...]
    functions: tuple[Entry, ...]
    duties: tuple[Entry, ...]
    provisions: tuple[Provision, ...]
    doubts: tuple[Doubt, ...]
    proposed: bool = False
    sorted_by_words: tuple[str, ...] = ()
    document: tuple[Provision, ...] = ()

    @property
    def empty(self) -> bool:
        """True if there is nothing a model could be made of."""
        return not (self.knowledge or self.skills)


_TOLD = re.compile(r"([:?])(?= )")
_KNOW = re.compile(r"(?:знать|to know|know)\b")
_HAS = re.compile(r"(?:иметь|have)\b.{0,60}\b(?:образование|опыт|стаж|education|experience|degree)\b")
_OTHERS = re.compile(  # what one knows of others: «опыт работы передовых библиотек»
    r"experience of (?!work|\d)"
    r"|опыт (?:работы )?(?!работы|не менее|от \d|от одного|в |по |на |с |со |более|свыше|\d)\w"
)
_GENERAL = re.compile(  # names no duty of its own
    r"(?:\w+ ){0,3}(?:отвечает|несет ответственность) за\b.{0,60}\bвыполнение\b.{0,30}\bобязанностей\b|"
    r"в рамках выполнения своих трудовых функций\b"
    r"|(?:\w+ ){1,3}(?:назначается на должность|подчиняется непосредственно|относится к категории)\b"
)


def read(printed: Sequence[str]) -> Instruction:
    """Return what the printed lines of a job description say.

    Raises:
        Unreadable: if there are more lines than a job description can have.
    """
    if len(printed) > LIMIT:
        raise Unreadable(Why.TOO_MUCH, str(LIMIT + 1))
    lines = whole(in_order(printed))
    return _instruction(sections(lines), lines)


def _instruction(found: Sequence[Section], lines: Sequence[Line]) -> Instruction:
    found = tuple(part for one in found for part in _asked(one))
    if not _has_duties(found):
        found = tuple(_tasks(one) for one in found)
    if not _has_duties(found):
        found = tuple(with_first_list(found))
    if not any(one.topic in SAID and one.lines for one in found):
        found = tuple(part for one in found for part in by_words(one, acts=not _has_duties(found)))
    if not _has_duties(found):
        found = tuple(part for one in found for part in by_verbs(one))
    if not _has_list(found):
        found = tuple(part for one in found for part in by_acts(one))
    lists: dict[Topic, list[Entry]] = {one: [] for one in LISTS}
    doubts: list[Doubt] = []
    provisions: list[Provision] = []
    document: list[Provision] = []
    used = {one.under for one in found if one.topic in LISTS}
    for section, below in zip_longest(found, found[1:]):
        if section.topic not in LISTS:
            rest = tuple(_provisions(section, section.under not in used))
            provisions += rest
            document += rest
            continue
        these, captions, wrong = entries(section)
        parted = not section.lines and below is not None and below.topic in LISTS and below.lines
        doubts += () if parted else wrong  # a title above the titles of its lists is not empty
        leads = [
            Entry(one.number if one.path else "", one.text, one.place) for one in section.leads if one.text
        ]
        name, places = _name(section.under), {id(one) for one in (*leads, *captions)}
        for one in sorted((*leads, *captions, *these), key=lambda one: one.place):
            general = section.topic is Topic.DUTIES and bool(_GENERAL.match(fold(one.text)))
            caption = id(one) in places
            general = general or (section.topic in SAID and _is_formal(one.text, section.topic))
            document.append(Provision(section.topic, name, one.clause, one.text, caption or general))
            if general and not caption:
                provisions.append(Provision(section.topic, name, one.clause, one.text, False))
            elif not caption:
                known, rest = _known(one) if section.topic is Topic.DUTIES else ((), one)
                lists[Topic.KNOW] += known
                topic = (
                    Topic.BOTH if section.topic is Topic.DUTIES and _only_known(one.text) else section.topic
                )
                lists[topic] += () if rest is None else (rest,)
    both = lists[Topic.BOTH]
    both += [one for one in lists[Topic.CAN] if is_knowledge(_said(one))]
    able = [one for one in lists[Topic.CAN] if not is_knowledge(_said(one))]
    both += [one for one in lists[Topic.KNOW] if is_skill(_said(one))]
    known = [one for one in lists[Topic.KNOW] if not is_skill(_said(one))]
    knowledge = [*known, *(one for one in both if kind_of(_said(one)) is Kind.KNOWLEDGE)]
    skills = [*able, *(one for one in both if kind_of(_said(one)) is Kind.SKILL)]
    functions = tuple(_functions(lists[Topic.FUNCTIONS]))
    duties = lists[Topic.DUTIES] or list(functions)
    functions = functions if lists[Topic.DUTIES] else ()
    top = found[0].lines if found and found[0].topic is Topic.HEAD else ()
    return Instruction(
        post.named(lines[:80]) or post.above(top),
        tuple(knowledge),
        tuple(skills or duties),
        functions,
        tuple(duties),
        tuple(provisions),
        (*doubts, *_twins(knowledge), *_twins(skills)),
        not skills and bool(duties),
        tuple(one.text for one in both),
        tuple(document),
    )


def _has_duties(found: Sequence[Section]) -> bool:
    return any(one.topic is Topic.DUTIES and one.lines for one in found)


def _has_list(found: Sequence[Section]) -> bool:
    """Tell whether more than one thing in a sentence is named as the duties."""
    named = [one for one in found if one.topic is Topic.DUTIES and one.lines]
    return any(
        not one.inline or len(one.lines) > 1 or any(";" in line.text for line in one.lines) for one in named
    )


def _said(one: Entry) -> str:
    """Return an item with the words that it shares with others of its sentence."""
    return f"{one.lead} {one.text}" if says(one.lead) and not one.lead.endswith(":") else one.text


def _known(one: Entry) -> tuple[tuple[Entry, ...], Entry | None]:
    """Return what somebody must know, from a duty that says it among others, and the rest of the duty."""
    parts = [part.strip() for part in one.text.split(";") if part.strip()]
    at = next((at for at, part in enumerate(parts) if _KNOW.match(fold(part))), len(parts))
    end = next((end for end, part in enumerate(parts) if end > at and is_action(part)), len(parts))
    if end - at < 2:
        return (), one
    rest = [part for part in (*parts[:at], *parts[end:]) if not _HAS.match(fold(part))]
    known = tuple(replace(one, text=part) for part in parts[at:end])
    return known, replace(one, text="; ".join(rest)) if rest else None


def _only_known(text: str) -> bool:
    """Tell whether a duty is only to know: «знать меню», but not «знать правила и соблюдать их»."""
    first, *rest = fold(text).split()
    return first == "знать" and len(rest) > 0 and not any(is_action(one.strip(",.;:()")) for one in rest)


def _is_formal(text: str, topic: Topic) -> bool:
    """Tell whether a text names what a person has: a licence, but not the knowledge of licences."""
    if topic is Topic.KNOW and _OTHERS.match(fold(text)):
        return False
    return FORMAL.match(fold(text)) is not None and not is_knowledge(text)


def _asked(section: Section) -> Iterable[Section]:
    """Return a section of requirements in its parts: what says what it is, and the rest."""
    under = section.under
    if section.topic is not Topic.OTHER or under is None or not ASKED.search(fold(under.text)):
        return (section,)
    lines = [part for one in section.lines for part in _parted(one, under)]
    runs = groupby(lines, lambda one: one is not under and not one.empty and _names(one.text))
    return tuple(
        Section(Topic.BOTH if told else Topic.OTHER, None, tuple(lines), under=under) for told, lines in runs
    )


def _names(text: str) -> bool:
    """Tell whether a text says that it is knowledge or a skill, or names several things known."""
    parts = [one for one in text.split(";") if one.strip(" .")]
    return says(text) or (len(parts) > 1 and all(is_thing(one.strip()) for one in parts))


def _parted(line: Line, title: Line) -> Iterable[Line]:
    """Return what is required in the line of its title, parted by semicolons; any other line as it is."""
    before, colon, after = (
        _TOLD.split(line.text, maxsplit=1) if _TOLD.search(line.text) else (line.text, "", "")
    )
    parts = [one.strip() for one in after.split(";") if one.strip(" .")]
    if line is not title or not colon or len(parts) < 2:
        return (line,)
    return (
        replace(line, text=f"{before}{colon}"),
        *(replace(line, sign=Sign.NONE, text=one) for one in parts),
    )


def _tasks(section: Section) -> Section:
    """Return a section of tasks as duties, any other as it is."""
    under = section.under
    if (
        section.topic is not Topic.OTHER
        or under is None
        or not TASKS.fullmatch(fold(under.text).strip(" :."))
    ):
        return section
    own = [one for one in section.lines if one is not under]
    marked = any(one.sign is Sign.BULLET for one in own)
    listed = tuple(one for one in own if one.sign is not Sign.NONE or not marked)
    return Section(Topic.DUTIES, under, listed, under=under)


def _functions(found: Sequence[Entry]) -> Iterable[Entry]:
    """Return the innermost functions: «2.1» above «2.1.1» is only a heading."""
    above = {one.clause.rpartition(".")[0] for one in found}
    return (one for one in found if not one.clause or one.clause not in above)


def _provisions(section: Section, whole_section: bool) -> Iterable[Provision]:
    clause, title = "", _name(section.under)
    for line in section.lines:
        if line is section.under or line.empty:
            continue
        clause = line.number if line.sign is Sign.CLAUSE else clause
        inner = f"{clause} {line.label}".strip() if line.sign is Sign.BRACKET else clause
        yield Provision(section.topic, title, inner, line.text, whole_section)


def _name(title: Line | None) -> str:
    if title is None:
        return ""
    text = elide(title.text.partition(":")[0].strip(" ."), SHOWN)
    return f"{title.number}. {text}" if title.number else text


def _twins(found: Sequence[Entry]) -> Iterable[Doubt]:
    if len(found) > COMPARED:
        return
    folded = [(one, fold(one.text)) for one in found if len(one.text) <= TEXT_LIMIT]
    pairs = ((one, other) for one, other in combinations(folded, 2) if alike(one[1], other[1]) >= ALIKE)
    for (one, _first), (other, _second) in islice(pairs, TWINS):
        yield Doubt(Trouble.ALIKE, f"{one.clause} ~ {other.clause}: {elide(other.text, SHOWN)}", other.place)


def marked(printed: Sequence[str], marks: Sequence[Mark]) -> Instruction:
    """Return what a person says a text is: from which printed line on it is what, the lines from 1.

    Of two marks on one line the last counts. A marked line that ends in a colon is the head of its part, any
    other its first item.
    """
    starts = [(1, Topic.HEAD), *sorted(marks, key=lambda one: one[0]), (len(printed) + 1, Topic.HEAD)]
    parts: list[Section] = []
    for (place, topic), (until, _next) in pairwise(starts):
        own = [*whole(printed[place - 1 : until - 1], place)]
        head = own.pop(0) if topic in LISTS and own and own[0].text.endswith(":") else None
        parts.append(Section(topic, head, tuple(own), leads=() if head is None else (head,)))
    return _instruction(parts, parts[0].lines)
