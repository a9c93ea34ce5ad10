"""Second step: which lines are headings, and what follows below them, recognised by their words."""

import re
from dataclasses import dataclass, replace

from domain.framework.provision import LISTS, Topic
from domain.text import fold
from reports.intake.instruction import words_english, words_russian
from reports.intake.instruction.lines import Line, Sign


@dataclass(frozen=True, slots=True)
class Head:
    """What begins here; ``rest`` is the text that follows in the same line.

    ``title`` tells that the line names a part of the document, and does not speak of the person.
    """

    topic: Topic
    rest: str = ""
    title: bool = True


TITLE = 160  # characters of a title with the post it names
VERB = re.compile(r"знать|уметь|владеть|know|be able to")  # «- уметь: …» begins a list inside another
BARE = 80  # characters of a title without a number

_OF = r"(?:[ ,](?:[^.:;]{0,110}))?"  # whose: «Должностные обязанности заместителя директора»
_PHRASES = tuple(
    (topic, re.compile(pattern)) for topic, pattern in (*words_russian.PHRASES, *words_english.PHRASES)
)
_TITLES = tuple(
    (topic, re.compile(f"(?:{pattern})"), re.compile(f"{before}(?:{pattern}){after}"))
    for before, titles, after in (
        ("", words_russian.TITLES, _OF),
        (f"(?:{words_english.WHOSE})?", words_english.TITLES, ""),
    )
    for topic, pattern in titles
)
_CAPTIONS = tuple(
    (topic, re.compile(words)) for topic, words in (*words_russian.CAPTIONS, *words_english.CAPTIONS)
)
ASKED = re.compile(rf"\b(?:{words_russian.ASKED}|{words_english.ASKED})")
ADDRESSED = re.compile(words_english.ADDRESSED)
ROLE = re.compile(rf"(?:{words_russian.ROLE}|{words_english.ROLE})")
TASKS = re.compile(words_russian.TASKS)
FORMAL = re.compile(rf"(?:{words_russian.FORMAL}|{words_english.FORMAL})")
_INCLUDE = re.compile(words_english.INCLUDE, re.IGNORECASE)
_PARTS = re.compile(rf"(?:{words_russian.PARTS}|{words_english.PARTS})")
_FOLLOWING = re.compile(r"|(?:of )?(?:the )?following.{0,40}|do|follow|следующее|следующими.{0,40}")
_WANTED = re.compile(
    r"\b(?:candidates|applicants) (?:must|should|shall)$"
    r"|\bto (?:thrive|succeed|be considered)\b|\bзапрещается$"
)
_RUN_ON = re.compile(  # «1) Job responsibilities of the clerk Keeps records.»: the title lost its stop
    r"(?:Job |Official )?(?:responsibilities|Responsibilities|duties|Duties)(?: (?:of|for) [a-z' ’-]{2,60})? "
    r"(?=[A-Z][a-z]+s\b)"
    r"|(?:Должностные обязанности|Обязанности|Характеристика работ)(?: [а-яё -]{2,60})? "
    r"(?=[А-ЯЁ][а-яё]+[еёи]т\b)"
)
_NAMED = re.compile(  # at the end of a story
    r"^you|\b(?:duties|responsibilities) (?:may )?include$|\bобязанности,? .{0,50}вход[ия]т(?: следующее)?$"
    r"|\bобязанности вход[ия]т$"
)
_REMARK = re.compile(words_english.REMARK)
_SENTENCES = re.compile(r"\. (?![а-яёa-z])")
_NOTED = re.compile(r"\s*\([^()]*\)$")  # «Hard skills (technical)»
_SIGNING = re.compile(f"(?:{words_russian.SIGNING}|{words_english.SIGNING})")


def head_of(line: Line, inside: Topic) -> Head | None:
    """Return what begins with this line, None if it begins nothing; *inside* is the topic it stands under."""
    before, colon, after = line.text.partition(":")
    asked, mark, answer = line.text.partition("? ")
    if mark and len(asked) <= BARE and line.sign is Sign.NONE and ":" not in asked:
        topic = caption_of(Line(line.place, Sign.NONE, "", asked))
        if topic is not None:  # «Что важно знать? Правила; порядок»
            return Head(topic, answer.strip() if topic in LISTS else "")
    if colon and _WANTED.search(fold(before)) and not after:
        return Head(Topic.OTHER)
    if len(before) <= TITLE:
        head = _NOTED.sub("", fold(before)).strip(" .-–")
        if line.sign is Sign.NONE and _SIGNING.match(head):
            return Head(Topic.SIGNING, title=False)
        if (topic := _titled(head, line, inside, colon)) is not None:
            return Head(topic, after.strip())
    if colon and after and line.text[0].isupper() and line.sign is Sign.NONE and len(after) <= BARE:
        topic = _titled(fold(after).strip(" .-–"), line, inside, "")  # «Водитель: обязанности»
        if topic is not None:
            return Head(topic)
    first, stop, sentences = line.text.partition(". ")
    if stop and colon and not after and line.sign is Sign.NONE:  # a story that ends in «… needs to know:»
        found = _phrase(line, inside, before, colon, after)
        if found is not None and found.topic in LISTS:
            return found
    if (line.number == "1" or line.sign is Sign.NONE) and (run := _RUN_ON.match(line.text)):
        return Head(Topic.DUTIES, line.text[run.end() :])
    if stop and len(first) <= TITLE and ":" not in first and _opens(line, sentences):
        topic = _titled(fold(first), replace(line, sign=Sign.NONE, number=""), inside, stop)
        if topic is not None and topic is not Topic.GENERAL:
            return Head(topic, sentences.strip())
    if line.sign is Sign.NONE and stop and (topic := _last(line.text)) is not None:
        return Head(topic)
    if line.sign is Sign.NONE and (told := _INCLUDE.fullmatch(line.text)):
        return Head(Topic.DUTIES, told[1], title=False)
    if (
        colon
        and ";" in after
        and line.sign is Sign.NONE
        and len(before) <= BARE
        and ASKED.search(fold(before))
    ):
        found = _phrase(line, inside, before, colon, after)
        return found or Head(Topic.OTHER)
    found = _phrase(line, inside, before, colon, after)
    if found is None and after.endswith(":"):  # «Квалификационные требования: работник должен знать:»
        return _phrase(line, inside, after[:-1].strip(), ":", "")
    return found


def caption_of(line: Line) -> Topic | None:
    """Return what a short line above a list of marks says that list is; None if its words are unknown."""
    said = fold(line.text).strip(" .:")
    return next((topic for topic, words in _CAPTIONS if words.search(said)), None)


def _opens(line: Line, sentences: str) -> bool:
    """Tell whether a line may name its list in its first sentence: «1) Job responsibilities. Plans. …»."""
    if fold(sentences).startswith(("job description", "должностная инструкция")):
        return False  # titles one after the other, as above an article
    return line.sign is Sign.NONE or (line.number == "1" and sentences.count(". ") > 1)


def _last(text: str) -> Topic | None:
    """Return what the last sentence of a story says the list below it is: «… Требования и пожелания:»."""
    said = text.rpartition(". ")[2]
    if not said.endswith(":") or len(said) > BARE:
        return None
    asked = fold(said).strip(" :")
    if ASKED.match(asked):
        return Topic.OTHER
    return next((topic for topic, alone, _named in _TITLES if alone.fullmatch(asked)), None)


def is_remark(text: str) -> bool:
    """Tell whether a sentence only speaks of the list, and names nothing in it."""
    return _REMARK.match(fold(text)) is not None


def is_part(line: Line) -> bool:
    """Tell whether a line only says how much the items below it are wanted: «Essential», «Желательно:»."""
    return line.sign is Sign.NONE and _PARTS.fullmatch(fold(line.text).strip(" .:")) is not None


def _titled(head: str, line: Line, inside: Topic, stop: str) -> Topic | None:
    """Return the topic of a title; among items only a title that says nothing else is one."""
    listed = inside in LISTS and not VERB.fullmatch(head)
    if line.sign in (Sign.BULLET, Sign.LETTER, Sign.BRACKET) and (listed or not stop):
        return None
    if line.sign is Sign.NONE and len(head) > BARE and not stop:
        return None
    loose = bool(stop) or inside not in LISTS or line.sign is Sign.ROMAN or line.text.isupper()
    for topic, alone, named in _TITLES:
        if alone.fullmatch(head) or (loose and named.fullmatch(head)):
            return topic
    return None


def _phrase(line: Line, inside: Topic, before: str, colon: str, after: str) -> Head | None:
    if len(before if colon else before.partition(";")[0]) > 400:
        return None
    bare = line.sign is Sign.NONE and len(line.text.split()) <= 4  # «Кладовщик имеет право»
    if not colon and inside in (Topic.DUTIES, Topic.RIGHTS, Topic.LIABILITY, Topic.FUNCTIONS) and not bare:
        return None  # «обязан знать и соблюдать правила» among duties is a duty
    sentences = [fold(one) for one in _SENTENCES.split(before)]
    for topic, pattern in _PHRASES:
        told = topic in LISTS[3:] and len(sentences) > 1
        if told and (inside is Topic.DUTIES or not _NAMED.search(sentences[-1])):
            continue  # a story that ends in «обязан:» begins no list of duties
        head = sentences[0] if topic is Topic.GENERAL else sentences[-1]
        match = pattern.search(head)
        if match is None or (
            topic is Topic.GENERAL and (colon and inside in LISTS and line.sign is Sign.NONE)
        ):
            continue
        tail = head[match.end() :].strip(" .")
        if colon:
            return Head(topic, after.strip(), title=False)
        if topic in (Topic.KNOW, Topic.CAN, Topic.BOTH):
            rest = "" if _FOLLOWING.fullmatch(tail) else _after_verb(line.text, topic)
            told = not tail and line.text.endswith(".") and len(line.text) > BARE  # «… what she must know.»
            if told:
                return None
            if rest or _FOLLOWING.fullmatch(tail):
                return Head(topic, rest, title=False)
            continue
        if topic is Topic.GENERAL or not tail:
            return Head(topic, "", title=False)
    return None


def _after_verb(text: str, topic: Topic) -> str:
    """Return what one must know or be able to do, from a sentence that says it without a colon."""
    know = r"\b(?:знать|know)\b" if ";" in text else r"\bзнать\b"
    verb = {Topic.KNOW: know, Topic.CAN: r"\bуметь\b"}.get(topic, r"\b(?:знать|уметь)\b")
    said = re.search(verb, text, re.IGNORECASE)
    has = re.search(r"\b(?:владеть|обладать|иметь)\b", text, re.IGNORECASE)
    if has is not None and (said is None or (topic is Topic.CAN and has.start() < said.start())):
        return text[has.start() :].strip()  # «владеть программой, в том числе уметь её настраивать»
    return text[said.end() :].strip() if said else ""
