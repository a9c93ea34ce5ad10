"""Where a text names a person: by surname, given name, patronymic or contact, in any case of Russian.

Declension is not modelled: what is left of a name without its ending may be followed by any ending that a
Russian name can have. That finds too much rather than too little, and a person decides about each finding.
Where the stem itself changes (Заяц, Зайца), only the cases that somebody confirmed tell how.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.people.declined import Case
from domain.people.person import Person

MASK = "[…]"
"""What stands in a text where a name was taken out."""

SHORTEST = 5  # characters of a contact or number that is looked for: a shorter one may be anything

_ENDINGS = (
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ием|ой|ей|ою|ею|ый|ий|ая|яя|ую|юю|ое|ее|ые|ие|оя|ых|их|ым|им|ом|ем|ам|ям"
    "|ах|ях|ов|ев|оем|ью|ья|ье|ьи|ии|ию|ия|а|я|у|ю|е|и|ы|о|ь|й|s)?"
)
_ENDING = re.compile(r"(?:ый|ий|ой|ая|яя|ия|ья|ь|й|а|я|ы|и)$")
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BETWEEN = re.compile(
    r"[;,|\n]|/(?=[\s\d+])|\s{2,}|\s(?=[+@])|(?<=\d)\s+(?=[^\W\d_])|(?<=[^\W\d_])[.:]?\s+(?=[+(\d])"
)
_REACHES = re.compile(r"[\d@]|\w[./]\w")  # of several parts, one without it is a word like «почта»
_AROUND = " .:;,()"
_NUMBER = re.compile(r"\+?[\d\s().-]+")
_DIGITS = 10  # of a telephone number, apart from the country


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that names the person; one that is not ``sure`` may be another word, or a namesake."""

    start: int
    end: int
    sure: bool


@dataclass(frozen=True)
class Naming:
    """What a person is called; ``others`` are contact and numbers, looked for as they are.

    ``forms`` are parts of the name in some case, likewise: the surname, or given name and patronymic.
    """

    surname: str
    given: str = ""
    patronymic: str = ""
    others: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the passages that name the person, in order and without overlaps.

        A given name alone is not sure, nor a surname that is written like a common word.
        """
        found = [
            Span(*match.span(), sure and (not capital or text[match.start()].isupper()))
            for pattern, sure, capital in self._patterns
            for match in pattern.finditer(text)
        ]
        return tuple(_apart(found))

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], bool, bool], ...]:
        surname, given, patronymic = (_declined(one) for one in (self.surname, self.given, self.patronymic))
        wanted = [(_exactly(one), True, False) for one in self.others if len(one.strip()) >= SHORTEST]
        if given and patronymic:
            wanted.append((rf"{given}\s+{patronymic}", True, False))
        if surname:
            wanted.append((surname, True, True))
        wanted += [(_exactly(one), True, True) for one in self.forms]
        wanted += [(one, False, False) for one in (patronymic, given) if one]
        return tuple(
            (re.compile(rf"(?<!\w){one}(?!\w)", re.IGNORECASE), sure, capital)
            for one, sure, capital in wanted
        )


def naming_of(person: Person, others: tuple[str, ...] = ()) -> Naming:
    """Return what a person is called, in the cases of the name too that somebody confirmed."""
    return Naming(person.surname, person.given, person.patronymic, others, tuple(_forms(person)))


def parts_of(contact: str) -> tuple[str, ...]:
    """Return the ways to reach somebody that stand in one field: «+7 900 000-00-00, olga@example.org»."""
    addresses = _ADDRESS.findall(contact)
    rest = (part.strip(_AROUND) for part in _BETWEEN.split(_ADDRESS.sub(";", contact)))
    found = tuple(dict.fromkeys(part for part in (*addresses, *rest) if part))
    return found if len(found) == 1 else tuple(part for part in found if _REACHES.search(part))


def without(text: str, spans: Iterable[Span]) -> str:
    """Return the text with each passage replaced by ``MASK``."""
    for span in sorted(spans, key=lambda one: one.start, reverse=True):
        text = text[: span.start] + MASK + text[span.end :]
    return text


def _forms(person: Person) -> dict[str, None]:
    """Return the parts of the confirmed names, each once, in order."""
    forms: dict[str, None] = {}
    whole, count = person.full_name.split(), len(person.surname.split())
    for case in Case:
        words = person.named(case).split()
        # Somebody may have typed the given name first: it is that of many, and must not pass for a surname.
        if len(words) == len(whole) and words[0][0].casefold() == whole[0][0].casefold():
            forms[" ".join(words[:count])] = None
            if len(words) > count + 1:
                forms[" ".join(words[count:])] = None
    return forms


def _declined(name: str) -> str:
    """Return the pattern for a name of one or more words, each with any ending."""
    parts: list[str] = []
    at = 0
    for word in _WORD.finditer(name):
        parts.append(re.sub(r"\s+", r"\\s+", re.escape(name[at : word.start()].strip())) if at else "")
        if at and not name[at : word.start()].strip():
            parts.append(r"\s+")
        parts.append(_stem(word.group()))
        at = word.end()
    return "".join(parts)


def _stem(word: str) -> str:
    short = _ENDING.sub("", word.lower())
    if len(short) < 2 and word.lower().endswith("ой"):  # «Цой»: «Цоя», «Цою»
        short = word.lower()[:-1]
    if len(short) < 2:  # of «Ия» or «Ли» nothing would be left to tell it from other words
        return _letters(word)
    return _letters(short) + _ENDINGS


def _exactly(text: str) -> str:
    """Return the pattern for a text as it is; for a telephone number however its digits are grouped."""
    digits = re.sub(r"\D", "", text)
    if len(digits) >= _DIGITS and _NUMBER.fullmatch(text):
        return r"(?:\+?\d{1,3}[\s().-]*)?" + r"[\s().-]*".join(digits[-_DIGITS:])
    return r"\s+".join(_letters(part) for part in text.split())


def _letters(text: str) -> str:
    return re.sub("[её]", "[её]", re.escape(text.lower()))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the passages in order; of those that overlap the union, sure if one of them is."""
    last: Span | None = None
    for one in sorted(spans, key=lambda span: (span.start, span.end)):
        if last is not None and one.start < last.end:
            last = Span(last.start, max(last.end, one.end), last.sure or one.sure)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
