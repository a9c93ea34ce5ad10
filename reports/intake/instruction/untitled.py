"""Lists that no heading names, by where they stand and by their words."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile

from domain.framework.provision import Topic
from domain.text import fold
from reports.intake.instruction.heads import ADDRESSED, ASKED, BARE, FORMAL, ROLE, caption_of, head_of
from reports.intake.instruction.kinds import acts, does, is_knowledge, is_skill, sentences_of
from reports.intake.instruction.lines import Line, Sign
from reports.intake.instruction.sections import STORY, Section

WORDS = 4  # of a title that speaks of the work
SENTENCE = 140  # characters of an item in a list without marks
LEAST = 3  # items below what is required that nothing names: the duties
SAID = (Topic.KNOW, Topic.CAN, Topic.BOTH)
_UNNAMED = (Topic.HEAD, Topic.OTHER, Topic.GENERAL)

_ORDER = re.compile(r"(?:know|understand)\b")  # what to do: «Understand the question»
_NAMES_POST = re.compile(r":.|\b(?:specification|title|job description)\b|\.$")
_DEED = re.compile(r"\w+(?:ние|тие|ция|вка|рка|отка|инг)\b")  # «Обеспечение», «Проверка»
_STORY = re.compile(r"(?:the|this|in|an?) .{50,}\.$")  # of an article, where a duty would begin with a verb


def with_first_list(found: Sequence[Section]) -> Iterable[Section]:
    """Yield the sections; a list that nothing else is called holds the duties.

    It is the one whose title speaks of the work, else the first above what is required.
    """
    ends = next((at for at, one in enumerate(found) if one.topic in SAID and one.lines), 0)
    asks = ends or any(one.under is not None and ASKED.search(fold(one.under.text)) for one in found)
    untitled = [at for at, one in enumerate(found) if asks and one.topic in (Topic.HEAD, Topic.OTHER)]
    for role in (True, False):
        for at in untitled:
            section = found[at]
            if (at < ends or role) and (parted := _titled_list(section, role)) is not None:
                before, title, marks, after = parted
                captions = tuple(one for one in marks if _is_above(one, marks))
                marks = tuple(one for one in marks if one not in captions)
                under = title if section.topic is Topic.HEAD else section.under
                yield from found[:at]
                yield Section(section.topic, None, before, under=section.under)
                yield Section(Topic.DUTIES, title, marks, under=under, leads=captions)
                yield Section(Topic.OTHER, None, after, under=title)
                yield from found[at + 1 :]
                return
    yield from found


def _titled_list(
    section: Section, role: bool
) -> tuple[tuple[Line, ...], Line, tuple[Line, ...], tuple[Line, ...]] | None:
    """Return a section in four: what stands above a title, the title, the list below it, the rest.

    Of titles of unknown words, only those that speak of the work are taken with *role*.
    """
    lines = section.lines
    for at, title in enumerate(lines):
        if title.sign is not Sign.NONE or caption_of(title) is not None:
            continue
        if role and not _of_work(title):
            continue
        told = tuple(takewhile(_is_prose, lines[at + 1 : at + 1 + STORY])) if role else ()
        for story in {told, ()} if told else ((),):
            first = at + 1 + len(story)
            plain = role and (not story or story[-1].text.endswith(":"))
            marks = tuple(_run(lines[first:], plain))
            if len(marks) > 1 and not marks[0].blank and (role or head_of(title, Topic.HEAD) is None):
                return (*lines[:at], *story), title, marks, lines[first + len(marks) :]
    return None


def _of_work(title: Line) -> bool:
    """Tell whether a title speaks of the work, like «The role» or «What your week looks like»."""
    said = fold(title.text)
    short = len(said.split()) <= WORDS or ADDRESSED.match(said) is not None
    return short and ROLE.search(said) is not None and not _NAMES_POST.search(said)


def _run(lines: Sequence[Line], plain: bool) -> Iterable[Line]:
    """Return the list that begins here; one without marks only where the title speaks of the work."""
    if not lines:
        return ()
    if plain and _is_caption(lines, 0):
        ends = (
            at for at, one in enumerate(lines) if one.sign is not Sign.BULLET and not _is_caption(lines, at)
        )
        return lines[: next(ends, len(lines))]
    first = lines[0]
    if first.sign is Sign.NONE:
        together = next(
            (at for at, two in enumerate(pairwise(lines), 1) if two[1].place > two[0].place + 1), None
        )
        together = None if together == 1 else together
        plain_lines = lines[:together] if plain and not _STORY.match(fold(first.text)) else ()
        return takewhile(lambda one: one.sign is Sign.NONE and _is_short(one.text), plain_lines)
    if first.sign is Sign.BULLET or first.number == "1":
        return takewhile(lambda one: one.sign is first.sign, lines)
    return ()


def _is_caption(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line of unknown words only parts a list of bullets."""
    listed = at + 1 < len(lines) and lines[at + 1].sign is Sign.BULLET
    line = lines[at]
    return listed and line.sign is Sign.NONE and len(line.text) <= BARE and caption_of(line) is None


def _is_above(line: Line, lines: Sequence[Line]) -> bool:
    return line.sign is Sign.NONE and any(one.sign is Sign.BULLET for one in lines)


def _is_prose(line: Line) -> bool:
    return line.sign is Sign.NONE and (line.text.endswith((".", ":")) or len(line.text) > BARE)


def _is_short(text: str) -> bool:
    return len(text) <= SENTENCE and ". " not in text and not text.endswith((":", "?", "!"))


def by_words(section: Section, acts: bool) -> Iterable[Section]:
    """Return a section in its parts: bullets that say by themselves that they are knowledge or a skill.

    With *acts* the bullets below them that say nothing of the kind are the duties.
    """
    bullets = [one for one in section.lines if one.sign is Sign.BULLET]
    if not bullets and section.topic is Topic.HEAD:
        return _by_sentences(section)
    told = any(_says(one) for one in bullets) or (acts and _are_deeds(bullets))
    if section.topic not in (Topic.HEAD, Topic.GENERAL) or not told:
        return (section,)
    last = max(at for at, one in enumerate(section.lines) if one.sign is Sign.BULLET and _asked(one))
    rest = [*takewhile(lambda one: one.sign is Sign.BULLET, section.lines[last + 1 :])]
    duties = rest if acts and len(rest) >= LEAST else []
    end = last + 1 + len(duties)
    runs = groupby(section.lines[: last + 1], lambda one: one.sign is Sign.BULLET and _says(one))
    return (
        *(
            Section(Topic.BOTH if told else section.topic, None, tuple(lines), under=section.under)
            for told, lines in runs
        ),
        *((Section(Topic.DUTIES, None, tuple(duties), under=section.under),) if duties else ()),
        *(
            (Section(section.topic, None, section.lines[end:], under=section.under),)
            if section.lines[end:]
            else ()
        ),
    )


def _by_sentences(section: Section) -> Iterable[Section]:
    """Return a section in its parts: lines without marks, two or more, that say what they are."""
    for told, run in groupby(section.lines, lambda one: one.sign is Sign.NONE and _says(one)):
        lines = tuple(run)
        topic = Topic.BOTH if told and len(lines) > 1 else section.topic
        yield Section(topic, None, lines, under=section.under)


def _are_deeds(bullets: Sequence[Line]) -> bool:
    """Tell whether bullets are what somebody has, and below that what is done: «Диплом …», «Уборка …»."""
    asked = sum(1 for _one in takewhile(_asked, bullets))
    rest = bullets[asked:]
    done = sum(_DEED.match(fold(one.text)) is not None for one in rest)
    return asked > 1 and len(rest) >= LEAST and done * 3 > len(rest) * 2


def _says(line: Line) -> bool:
    return (is_knowledge(line.text) or is_skill(line.text)) and not _ORDER.match(fold(line.text))


def _asked(line: Line) -> bool:
    return _says(line) or FORMAL.match(fold(line.text)) is not None


def by_acts(section: Section) -> Iterable[Section]:
    """Return a section in its parts: a list that nothing stands above holds the duties if it tells them."""
    if section.topic not in _UNNAMED:
        return (section,)
    for at, line in enumerate(section.lines):
        if line.sign is Sign.NONE and _tells(line.text):
            return (
                Section(section.topic, section.head, section.lines[:at], under=section.under),
                Section(Topic.DUTIES, None, (line,), inline=True, under=section.under),
                Section(section.topic, None, section.lines[at + 1 :], under=section.under),
            )
    at = 0
    for _mark, run in groupby(section.lines, _alike):
        lines = tuple(run)
        told = sum(acts(one.text) for one in lines)
        least = LEAST + 1 if lines[0].sign is Sign.NONE else LEAST
        if len(lines) >= least and told * 4 >= len(lines) * 3:
            above, rest = section.lines[:at], section.lines[at + len(lines) :]
            return (
                Section(section.topic, section.head, above, under=section.under),
                Section(Topic.DUTIES, None, lines, under=section.under),
                *((Section(Topic.OTHER, None, rest, under=section.under),) if rest else ()),
            )
        at += len(lines)
    return (section,)


def _tells(text: str) -> bool:
    """Tell whether a paragraph tells the duties sentence by sentence: «Ведёт учёт. Проверяет склад. …»."""
    told = sentences_of(text)
    doing = sum(does(one) or _DEED.match(fold(one)) is not None for one in told)
    return len(told) >= LEAST and does(text[:SENTENCE]) + does(told[1]) > 0 and doing * 4 >= len(told) * 3


def _alike(line: Line) -> tuple[Sign, tuple[int, ...], bool]:
    """Return what the lines of one list share: their mark, the clause above, without a mark also the verb."""
    return line.sign, line.path[:-1], line.sign is Sign.NONE and acts(line.text)


def by_verbs(section: Section) -> Iterable[Section]:
    """Return a section in its parts: below «Секретарь:» a list of what somebody does holds the duties."""
    lines = section.lines
    if section.topic not in _UNNAMED:
        return (section,)
    for at, (title, first) in enumerate(pairwise(lines), 1):
        if first.sign is Sign.NONE or title.sign is not Sign.NONE or not title.text.endswith(":"):
            continue
        doing = [*takewhile(lambda one, sign=first.sign: one.sign is sign, lines[at:])]
        if len(doing) > 1 and all(does(one.text) for one in doing):
            rest = lines[at + len(doing) :]
            return (
                Section(section.topic, None, lines[: at - 1], under=section.under),
                Section(Topic.DUTIES, title, tuple(doing), under=section.under, leads=(title,)),
                *((Section(Topic.OTHER, None, rest, under=section.under),) if rest else ()),
            )
    return (section,)
