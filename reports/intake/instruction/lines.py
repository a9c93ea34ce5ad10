"""First step: printed lines become whole lines with their numbers; captions of blanks are left out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from domain.text import clean, fold
from reports.intake.refusal import Unreadable, Why

LIMIT = 20_000  # lines of one document
LONG = 60  # characters: a printed line this long was probably broken at the edge of the page
BROKEN = 3  # lines that go on below show that lines were broken, though one is long
FLOWING = 5  # lines in lower case that go on with those above: more cannot be by chance
COUNTED = 3  # numbers one after the other inside a printed line: a list that lost its line breaks
BULLETS = 3  # lines that begin with one picture: it is their bullet
WIDE = 130  # characters: where a printed line is wider, lines were not broken at the edge of a page
FULL = 0.8  # of the width: a line that the next word would have made longer than this may go on below
TEXT = 100_000  # characters of one line
CAPITALS = 6  # characters: a longer line of capitals alone is a title and no end of a line
TITLE = 40  # characters: a numbered line shorter than this is a title, and a list may begin below


class Sign(StrEnum):
    """How a line is marked."""

    NONE = "none"
    CLAUSE = "clause"  # 1. or 4.1.
    BRACKET = "bracket"  # 1)
    LETTER = "letter"  # а)
    ROMAN = "roman"  # II.
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document; ``number`` is without the last point or bracket, empty for a bullet.

    ``place`` is the printed line where it begins, from 1. ``blank`` tells that something is left to fill in,
    ``title`` that the document shows it as a title: «## Benefits», «**Benefits**».
    """

    place: int
    sign: Sign
    number: str
    text: str
    blank: bool = False
    title: bool = False

    @property
    def path(self) -> tuple[int, ...]:
        """The numbers of a clause, outermost first; empty for any other line."""
        return tuple(int(one) for one in self.number.split(".")) if self.sign is Sign.CLAUSE else ()

    @property
    def label(self) -> str:
        """The number as printed, without the point: «4.1», «3)», «а)»."""
        return f"{self.number})" if self.sign in (Sign.BRACKET, Sign.LETTER) else self.number

    @property
    def empty(self) -> bool:
        """True if nothing but a blank is left of it."""
        return not any(char.isalnum() for char in self.text)


_SECTION = re.compile(r"(?:раздел|глава|section|factor|part)\s+(?=[\dIVXІХ]{1,5}\b)", re.IGNORECASE)
_ROMAN = re.compile(r"([IVXІХ]{1,5})(?:[.)]\s*|\s+(?![а-яёa-z]))(?=[^\W\d_]|$)(.*)")
_CLAUSE = re.compile(r"([1-9]\d?(?:\.[1-9]\d{0,2}){0,5})(?:\.\s*|\s+|$)(.*)")
_BRACKET = re.compile(r"\(?(\d{1,4})\)\s*(.*)")
_LETTER = re.compile(
    r"\(?([а-яёa-zА-ЯЁA-Z])\)\s*(.*)|(?!г\. (?:№|N\b))([а-яёa-z])\.\s+(.*)"
    r"|\(?([ivx]{2,5})[.)]\s+(\S.*)"
)
_CODED = re.compile(  # «K1: species of fish», «1.º doses», «55% – extracts samples»
    r"(?:(?:[A-Z]{1,3}|[ЗУКН])\d{1,2}[.:)]|(?:Duty|Task) ?\d{1,2}[.:)]?|\[[ xX✓]?\]"
    r"|\d{1,2}\.?[oº](?= )|\d{1,3} ?% ?[-–—:])\s*(\S.*)"
)
_CODE = re.compile(r"[A-ZЗУКН]{1,3}\d{1,2}")
_LETTERED = re.compile(r"^([А-ЯЁA-Z])\.(?=\d|\s+\S)")  # «В. Обязанности», «В.1. Начальник обязан»
_ALPHABETS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ")
_COUNTED = re.compile(r"([A-ZА-ЯЁ][^:.]{2,60}:)\s+(1[.)]\s+\S.*)")  # «Qualifications: 1. Diploma»
_NUMBERED = re.compile(  # «1. Sweeps the floor; 2. Washes it», «2.1.Plans 2.2. Orders»
    r"(?:^|(?<=[.;:,!?)] )|(?<=[.;])|(?<=\w )(?=\d{1,2}\.\d{1,2}\.))"
    r"(\d{1,2}(?:\.\d{1,2}){0,3}) ?[.)] ?(?=[^\W\d_])"
)
_DASHES = re.compile(r"(?<=[.;]) (?=[-–—•·] ?[А-ЯЁA-Z])|(?<=;) (?=[-–—•·] ?\w)")  # «- Sweeps. - Washes.»
_TWICE = re.compile(  # «• 1. Sweeps», «1. 4.1. Rules»: a list of a page around a list with numbers of its own
    r"^(?:([•·–-]) \.?\d{1,2}[.)] ?|\d{1,2}\. (\d{1,2}(?:\.\d{1,2})+\.? ))(?=[^\W\d_])"
)
_DOUBLE = re.compile(r"^(?:[-–—*] (?=[•·●▪▫◦○■□♦◆✓✔§‣➢►▶❖☑])|[•·●] (?=[-–—] ?\w))")  # «- ● Collect»
_PICTURE = re.compile(
    r"^[\U0001F000-\U0001FAFF\u2600-\u26FF\u2B00-\u2BFF\u23E9-\u23FF✨❗❤✍✉✂✈]+\ufe0f?\s*(?=\S)"
)
_NOUGHT = re.compile(r"^([1-9]\d?)\.0\.?\s+(?=[^\W\d_])")  # «2.0 Key responsibilities»
_BULLET = re.compile(
    r"(?:[-–—−‐‑](?=[\s\w«\"(]|$)|[•·●▪▫◦○■□♦◆✓✔*§‣⁃➢►→➔➜▶❖➢➤☑☐✅❑⁍~+>\uf02d\uf0a7\uf0b7\uf0d8\uf0fc]|o(?=\s)|[üØ](?=\s)|[vq](?=\s[А-ЯЁа-яё]))\s*(.*)"
)
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")
_CAPTION = re.compile(
    r"\((?:ин[аоы][яйе]|наименовани|други|реквизит|подпис|фамили|инициал|ф\. ?и\. ?о|должност|указа|нужное"
    r"|дата|личн|other |name|position|signature|surname|initials|full name|person auth|body of"
    r"|specify|date)"
)
_STOPS = (".", ";", ":", "!", "?")
_REFERS = re.compile(
    r"[\s(](?:пп?\.|ст\.|№|N|(?:под)?пункт\w{0,3}|стать\w{1,3}|раздел\w{0,3})$", re.IGNORECASE
)
_JOINS = re.compile(r"\s(?:в|на|с|к|по|о|об|от|до|из|за|и|или|для|при|a|an|the|of|to|in|on|for|with|and|or)$")
_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_TITLED = re.compile(r"#{1,6}\s|\*\*[^*]+\*\*$")
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|\*\*")
_SOFT = re.compile(r"\u00ad+(?!\s*$)")  # where a word may be broken, and is not
_ROW = re.compile(r"[1-9]\d{0,2}")
_COUNTER = re.compile(r"\d{1,2}")
_STOPPED = re.compile(r"\w[.:;] ")
_CLAUSED = re.compile(r"[А-ЯЁA-Z]\.\d{1,2}[.\s]")
_DASHED = re.compile(r"(\w)\s?[—–]$")  # «Knowledge of—»
_PAGE = re.compile(
    r"[-–—] ?\d{1,3} ?[-–—]|(?:стр\.|страница|лист|page) ?\d{1,3}(?: (?:из|of|/) ?\d{1,3})?", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:Характеристика работ|Должностные обязанности)\. |Долж(?:ен|на|ны) (?:знать|уметь) ?:"
)
_HEADED = re.compile(  # what never goes on with the sentences of another title
    r"(?:Долж|Требовани|Пример|При работе|Примечани|Необходимые|Must|Qualification)|[^.]{0,80}:",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<=[.;]) (?=Долж(?:ен|на|ны) (?:знать|уметь) ?:|Требования к квалификации[.:]"
    r"|Must (?:know|be able to) ?:)"
    r"|(?<=[\w)]) (?=(?:Должностные обязанности|Характеристика работ) [А-ЯЁ][а-яё]+[еёи]т\b)"
)
_BULLETED = re.compile(r"(?<=\S) (?=[•·●▪] ?\w)")  # «Must know: • the menu • the prices»
_NESTED = re.compile(r"(?<=[:;]) (?=[-–—] ?\w)")  # «2. Keeps: - the stock; - the books; 3. …»
_ENDS_IN = re.compile(
    r"(?<=[.;]) (?=(?:Требования|Обязанности|Условия)(?: к \w+)?:$)"
)  # an item, and a title


@dataclass(slots=True)
class _Open:
    """A line that may still go on below."""

    place: int
    sign: Sign
    number: str
    words: list[str]
    last: str
    blank: bool
    title: bool = False
    caption: list[str] = field(default_factory=list[str])

    def closed(self) -> Line:
        return Line(self.place, self.sign, self.number, "".join(self.words).strip(), self.blank, self.title)


def whole(printed: Sequence[str], first: int = 1) -> tuple[Line, ...]:
    """Return the lines of a document as printed or typed, each with what continues it.

    *first* is the place of the first one.

    Raises:
        Unreadable: if a line is endless.
    """
    lines: list[Line] = []
    at: _Open | None = None
    caption = 0  # lines for which an open bracket may still go on
    row = 0  # the last number that was alone on its line, as in the first column of a table
    above = first  # where the line above stands
    width = _width(printed)
    flows = _flows(printed)
    filled = [bool(one.strip()) for one in printed]
    spaced = sum(one and not above for above, one in pairwise(filled)) * 2 > sum(filled)
    pieces = tuple(_pieces(_plain(printed), first))
    for (place, text), (below, _next) in zip(pieces, (*pieces[1:], (0, "")), strict=False):
        apart, above = place > above + 1, place
        titled = _TITLED.match(printed[place - first].strip()) is not None
        sign, number, rest = mark(text)
        if _PAGE.fullmatch(text):
            continue
        if _CODE.fullmatch(text):
            sign, number, rest = Sign.BULLET, "", ""
        if sign is Sign.BULLET and _COUNTER.fullmatch(rest):
            rest = ""  # «• 01», and the item below it
        if _ROW.fullmatch(text) and _ended(at, width):
            if int(text) in (1, row + 1) and (not apart or below == place + 1):
                sign, number, rest, row = Sign.BRACKET, text, "", int(text)
            elif apart or (at is not None and at.last.endswith(_STOPS)):
                continue  # the number of a page
        elif "." in number and rest[:1].islower() and at is not None and _REFERS.search(at.last):
            sign, number, rest = Sign.NONE, "", text  # «установленный пунктом», and below it «3.5 устава»
        if caption and sign is Sign.NONE:
            caption = 0 if ")" in text else caption - 1
            continue
        caption = 0
        if at is not None and sign is Sign.NONE:
            if _is_caption(text, at):
                caption = 0 if ")" in text else 3
                continue
            new = titled or (apart and text[:1].isupper() and not at.last.endswith(("-", "\u00ad")))
            listed = spaced and not apart and at.last.endswith(",")  # items stand apart
            if not (new and at.words) and (listed or _continues(text, at, 0 if flows else width)):
                _join(at, text)
                continue
        if at is not None:
            lines.append(at.closed())
        at = _Open(place, sign, number, [rest] if rest else [], text, bool(_BLANK.search(text)), titled)
    if at is not None:
        lines.append(at.closed())
    return tuple(lines)


def mark(text: str) -> tuple[Sign, str, str]:
    """Return how a line is marked, its number, and the text after that."""
    plain = _NOUGHT.sub(r"\1. ", _SECTION.sub("", text, count=1), count=1)
    if match := _CODED.fullmatch(text):
        return Sign.BULLET, "", match[1]
    if (match := _CLAUSE.fullmatch(plain)) and _is_clause(plain, match[1], match[2]):
        return Sign.CLAUSE, match[1], match[2]
    if match := _BRACKET.fullmatch(text):
        return Sign.BRACKET, match[1], match[2]
    if match := _ROMAN.fullmatch(plain):
        return Sign.ROMAN, match[1], match[2]
    if match := _LETTER.fullmatch(text):
        return Sign.LETTER, (match[1] or match[3] or match[5]).lower(), match[2] or match[4] or match[6] or ""
    if match := _BULLET.fullmatch(text):
        return Sign.BULLET, "", match[1]
    return Sign.NONE, "", text


def _is_clause(text: str, number: str, rest: str) -> bool:
    """Tell a clause from a sentence that begins with a number: «2 года», «12.05.2020»."""
    if rest[:1].isdigit() and not text.startswith(f"{number}. "):
        return False
    dotted = text[len(number) : len(number) + 1] == "."
    return dotted or "." in number or rest[:1].isupper()


def _pieces(printed: Iterable[str], first: int) -> Iterator[tuple[int, str]]:
    """Yield the printed lines that hold something, and the cells of a table line by line."""
    for place, raw in enumerate(printed, start=first):
        if len(raw) > TEXT:
            raise Unreadable(Why.LONG_TEXT, str(place))
        text = " ".join(_MARKDOWN.sub("", _SOFT.sub("", clean(raw).translate(_UNSEEN))).split())
        text = _TWICE.sub(_once, _DOUBLE.sub("", _PICTURE.sub("", _DASHED.sub(r"\1:", text))))
        if "|" not in text:
            counted = _COUNTED.fullmatch(text)
            pieces = (counted[1], *(_run(counted[2]) or (counted[2],))) if counted else _listed(text)
            yield from ((place, one) for one in pieces if one)
            continue
        cells = [one.strip() for one in text.split("|")]
        cells = [one for one in cells if any(char.isalnum() or char == "_" for char in one)]
        if len(cells) > 1 and _ROW.fullmatch(cells[0]):
            cells[0] += ")"
        if cells and not mark(cells[0])[2]:
            cells[:2] = [" ".join(cells[:2]) if len(cells) > 1 else f"{cells[0]} ___"]
        for cell in cells:
            yield from ((place, one) for one in _run(cell) or (cell,) if one)


def _listed(text: str) -> Sequence[str]:
    """Return the lines that a printed line would have been, had nobody joined them."""
    if run := _run(text):
        return run
    if len(_BULLETED.findall(text)) > 1:
        return _BULLETED.split(text)
    if text.startswith(("-", "–", "—", "•", "·")):
        return _DASHES.split(text)
    return _ENDS_IN.split(text) if text[:1].islower() else _INSIDE.split(text)


def _once(match: re.Match[str]) -> str:
    """Return the bullet, or of two numbers the one that the document gave."""
    return f"{match[1]} " if match[1] else match[2]


def _run(text: str) -> tuple[str, ...]:
    """Return the parts of a line in which a list goes on by its numbers; empty if there is none."""
    starts: list[re.Match[str]] = []
    for one in _NUMBERED.finditer(text):
        path = tuple(int(number) for number in one[1].split("."))
        before = tuple(int(number) for number in starts[-1][1].split(".")) if starts else (*path[:-1], 0)
        if path == (*before, 1) or any(path == (*before[:at], last + 1) for at, last in enumerate(before)):
            starts.append(one)
    two = len(starts) == 2 and not starts[0].start() and not _REFERS.search(text[: starts[1].start()].strip())
    if len(starts) < COUNTED and not (two and all(text[one.end()].isupper() for one in starts)):
        return ()
    ends = [*(one.start() for one in starts[1:]), len(text)]
    parts = (f"{one[1]}. {text[one.end() : end].strip()}" for one, end in zip(starts, ends, strict=True))
    return (text[: starts[0].start()].strip(), *(inner for one in parts for inner in _nested(one)))


def _nested(text: str) -> Sequence[str]:
    """Return a clause and the list of dashes inside it; a clause without a list of its own as it is."""
    _lead, colon, rest = text.partition(":")
    return _NESTED.split(text) if colon and rest.lstrip()[:1] in ("-", "–", "—") else (text,)


def _width(printed: Sequence[str]) -> int:
    """Return the width of the page at whose edge lines were broken, else of the longest line."""
    lines = [one.strip() for one in printed if "|" not in one and "\t" not in one and one.strip()]
    longest = max(map(len, lines), default=0)
    edge = [len(one) for one, below in pairwise(lines) if len(one) <= WIDE and _is_broken(one, below)]
    return max(edge) if longest > WIDE and len(edge) >= BROKEN else longest


def _flows(printed: Sequence[str]) -> bool:
    """Tell whether a line in lower case always goes on with the one above, wherever that was broken."""
    lines = [one.strip() for one in printed if any(char.isalpha() for char in one)]
    lower = [above for above, one in pairwise(lines) if one[0].islower() and mark(one)[0] is Sign.NONE]
    upper = [above for above, one in pairwise(lines) if _is_begun(one) and not above.isupper()]
    ended = sum(one.rstrip(')»"').endswith(_STOPS) for one in upper)
    begun = sum(one.endswith(_STOPS) for one in lower)  # an item in lower case, below another
    return len(lower) - begun >= FLOWING and ended * 5 > len(upper) * 4 and begun * 5 < len(lower)


def _is_begun(text: str) -> bool:
    return text[0].isupper() or mark(text)[0] is not Sign.NONE


def _is_broken(text: str, below: str) -> bool:
    return _is_begun(text) and len(text) >= LONG and not text.endswith(_STOPS) and below[0].islower()


def _plain(printed: Sequence[str]) -> Sequence[str]:
    """Return the lines with numbers and bullets for what a document uses in their place."""
    counts = Counter(match[0].strip() for one in printed if (match := _PICTURE.match(one.strip())))
    signs = tuple(one for one, times in counts.items() if times >= BULLETS)
    if signs:
        printed = [
            f"• {one.strip().removeprefix(sign)}" if (sign := _begins(one, signs)) else one for one in printed
        ]
    if sum(_CLAUSED.match(one.strip()) is not None for one in printed) >= 2:
        printed = [_LETTERED.sub(_numbered, one.strip()) for one in printed]
    heads = {
        one.strip()
        for at, one in enumerate(printed)
        if at and _PAGE.fullmatch(printed[at - 1].strip()) and not one.rstrip().endswith(":")
    }
    seen = Counter(one.strip() for one in printed)
    return [
        "" if at and one.strip() in heads and seen[one.strip()] > 1 else one for at, one in enumerate(printed)
    ]


def _begins(text: str, signs: Sequence[str]) -> str:
    return next((one for one in signs if text.strip().startswith(one)), "")


def _numbered(match: re.Match[str]) -> str:
    return f"{next(one.find(match[1]) + 1 for one in (*_ALPHABETS, match[1]) if match[1] in one)}."


def _is_caption(text: str, before: _Open) -> bool:
    """Tell whether a line only explains a blank, or what was filled in, above it."""
    if not text.startswith("("):
        return False
    if before.blank or _CAPTION.match(fold(text)):
        return True
    return before.last.endswith(_STOPS) and text.rstrip(" .;").endswith(")")


def _continues(text: str, before: _Open, width: int) -> bool:
    """Tell whether an unmarked line goes on with the one before; *width* is that of the widest."""
    last = before.last
    if not any(char.isalpha() for char in text):
        return True  # a blank, a number, a stop
    if text[0].isdigit() and _REFERS.search(last):
        return True
    if not before.words and not before.blank:
        return True  # a number alone on its line
    if last.endswith(("\u00ad", "-")) and last[-2:-1].isalpha():
        return True
    if before.words and _OPENS.match(before.words[0]) and _runs_on(text, before, width):
        return True
    if (
        last.endswith(_STOPS)
        or _OPENS.match(text)
        or (text.isupper() and len(text) > CAPITALS and not last.isupper())
    ):
        return False
    if text.isupper() and last.isupper() and _JOINS.search(f" {fold(last)}"):
        return True
    goes_on = text[0].islower() or (
        before.sign is not Sign.NONE and (text[0] == "(" or _JOINS.search(f" {last}"))
    )
    if not width and not last.isupper() and goes_on:
        return True
    full = width <= WIDE and len(last) + len(text.partition(" ")[0]) >= width * FULL
    unfinished = last.endswith(",") or last.count("(") > last.count(")")
    if before.sign is not Sign.NONE and (
        text[0] == "№" or text[0].isdigit() or (unfinished and (text[0].islower() or text[0] == "("))
    ):
        return True
    if text[0].islower() and _JOINS.search(last):
        return True
    if text[0].islower():
        begun = before.words[0] if before.words else ""
        parted = TITLE if begun[:1].isupper() and _STOPPED.search(begun) else LONG  # a text, and no list
        least = {Sign.NONE: parted, Sign.CLAUSE: TITLE, Sign.ROMAN: TITLE}.get(before.sign, 0)
        sentence = begun[:1].isupper()  # and no list in lower case
        return len(last) >= least and (not least or full or sentence)
    return before.sign is not Sign.NONE and len(last) >= LONG and full


def _runs_on(text: str, before: _Open, width: int) -> bool:
    """Tell whether a line is the next sentence of a paragraph that the edge of the page broke."""
    broken = not width or (width <= WIDE and len(before.last) >= width * FULL)
    return broken and before.last.endswith(".") and text[0].isupper() and not _HEADED.match(text)


def _ended(before: _Open | None, width: int) -> bool:
    """Tell whether a number alone on the next line is no part of this text."""
    return before is None or (
        bool(before.words) and (before.last.endswith(_STOPS) or len(before.last) < LONG or width > WIDE)
    )


def _join(before: _Open, text: str) -> None:
    before.blank = before.blank or bool(_BLANK.search(text))
    last = before.words[-1] if before.words else ""
    if last.endswith("\u00ad"):
        before.words[-1:] = [last[:-1], text]
    elif last.endswith("-") and last[-2:-1].isalpha():
        before.words.append(text)
    else:
        before.words.append(f" {text}")
    before.last = text
