"""Words, numbers and dates for people, in one language at a time.

Code that prints (a report, a workbook, the command line) gets ``words(language)`` and passes it on, so that a
paper can be in another language than the screen, from any thread. Only the screens use the module-level
``_``, ``ngettext`` and ``pgettext``, which use the current language set by ``use``. That one variable is the
single exception to "no globals": ``_`` has to be a plain name for the extractor and is used in a thousand
places of ``desktop/``, where passing a translator to every widget would add nothing. It changes only just
before a window is made.
"""

import datetime
import gettext as gettext_files
import os
import re
import string
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, final, override

from resources import path

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

LANGUAGES = ("ru", "en")
NATIVE = {"ru": "Русский", "en": "English"}  # the name of each in itself
# Longer, accented English computed from the source strings: shows cut and untranslated text.
PSEUDO = "en_XA"
DOMAIN = "merilo"

UNKNOWN = "—"
NBSP = "\u00a0"
MINUS = "\u2212"

type Number = Fraction | Decimal | float | int

_MONTHS_RU = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_MONTHS_RU_OF = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS_RU = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Pair(Protocol):
    """A text in both languages; ``domain`` has the record. The Russian is never empty, the English may be."""

    @property
    def ru(self) -> str: ...

    @property
    def en(self) -> str | None: ...


class Template(str):
    """A text with fields; when filled it never has two full stops in a row, not even after «Громов М. С.»."""

    __slots__ = ()

    @override
    def format(self, *args: object, **kwargs: object) -> str:
        """Return the text filled; a full stop is left out after a value that already ends a sentence."""
        fill, parts, ended = string.Formatter(), list[str](), False
        for literal, field, spec, _conversion in fill.parse(self):
            parts.append(literal[1:] if ended and _FULL_STOP.match(literal) else literal)
            ended = False
            if field is not None:
                value = fill.get_field(field, args, kwargs)[0]
                parts.append(fill.format_field(value, spec or ""))
                ended = parts[-1].endswith(ENDS)
        return "".join(parts)


ENDS = (".", "!", "?", "…")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_FULL_STOP = re.compile(r"\.(?!\.)")


def sentences(*parts: str) -> str:
    """Return *parts* joined by spaces, each but the last ending with exactly one full stop."""
    ended = [part if part.endswith(ENDS) else f"{part}." for part in parts[:-1]]
    return " ".join([*ended, *parts[-1:]])


@final
class Words:
    """All texts, numbers and dates in one language; made by ``words``.

    ``language`` is "ru" or "en" (the pseudo-language behaves as English).
    """

    def __init__(self, language: str) -> None:
        """Load the catalogue of *language*. Raises ValueError for an unknown language."""
        if language not in (*LANGUAGES, PSEUDO):
            raise ValueError(f"no such language: {language}")
        self.language = "ru" if language == "ru" else "en"
        self._pseudo = language == PSEUDO
        self._catalogue: gettext_files.NullTranslations = gettext_files.NullTranslations()
        if language == "ru":
            with path(f"translations/ru/LC_MESSAGES/{DOMAIN}.mo").open("rb") as file:
                self._catalogue = gettext_files.GNUTranslations(file)

    def gettext(self, message: str) -> str:
        """Return the translation of the English source string *message*."""
        return self._finish(self._catalogue.gettext(message)) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the translation in the form required by the count *n*."""
        return self._finish(self._catalogue.ngettext(singular, plural, n))

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of *message* in the sense named by *context*."""
        return self._finish(self._catalogue.pgettext(context, message))

    def _finish(self, message: str) -> str:
        told = pseudo(message) if self._pseudo else message
        return Template(told) if "}." in told else told

    def text(self, pair: Pair) -> str:
        """Return the text in this language; a missing English text is replaced by the Russian, with (ru).

        What was typed in Latin letters is shown as it is: nobody was asked for its language.
        """
        if self.language == "ru":
            return pair.ru
        return pair.en or (f"{pair.ru}{NBSP}(ru)" if _CYRILLIC.search(pair.ru) else pair.ru)

    def number(self, value: Number | None, digits: int = 1) -> str:
        """Return *value* with *digits* decimals, halves rounded away from zero; None is «—»."""
        if value is None:
            return UNKNOWN
        scaled = _round_half_up(value, digits)
        unit: int = 10**digits
        whole, part = divmod(abs(scaled), unit)
        figures = f"{whole:,}" if whole >= 10_000 else str(whole)
        if self.language == "ru":
            figures = figures.replace(",", NBSP)
        if digits:
            figures += ("," if self.language == "ru" else ".") + f"{part:0{digits}d}"
        return MINUS + figures if scaled < 0 else figures

    def percent(self, share: Number | None, digits: int = 0) -> str:
        """Return *share* (0..1) as a percentage; None is «—»."""
        if share is None:
            return UNKNOWN
        return self.number(_exact(share) * 100, digits) + self._percent_sign

    def range_percent(self, lower: Number | None, upper: Number | None, digits: int = 0) -> str:
        """Return the bounds *lower*, *upper* (0..1) as one range; one figure if they look the same."""
        if lower is None or upper is None:
            return UNKNOWN
        start, end = (self.number(_exact(share) * 100, digits) for share in (lower, upper))
        return (end if start == end else f"{start}–{end}") + self._percent_sign

    def date(self, day: datetime.date | None) -> str:
        """Return «24.11.2026» or "24 Nov 2026"; None is «—»."""
        if day is None:
            return UNKNOWN
        if self.language == "ru":
            return f"{day.day:02d}.{day.month:02d}.{day.year}"
        return f"{day.day}{NBSP}{_MONTHS_EN[day.month - 1][:3]}{NBSP}{day.year}"

    @property
    def widest_date(self) -> str:
        """Return a date that takes as much room as any, to measure a column by."""
        return self.date(datetime.date(2028, 5, 28))

    @property
    def blank_date(self) -> str:
        """Return the line for writing a date by hand: ««___» __________ 20__ г.» (forms.md section 1)."""
        if self.language == "ru":
            return f"«___»{NBSP}__________{NBSP}20__{NBSP}г."
        return f"___{NBSP}__________{NBSP}20__"

    def dated(self, day: datetime.date | None) -> str:
        """Return the day of an event, or a blank line to write it on if it is None."""
        return self.blank_date if day is None else self.date(day)

    def long_date(self, day: datetime.date | None) -> str:
        """Return «24 ноября 2026 г.» or "24 November 2026"; None is «—»."""
        if day is None:
            return UNKNOWN
        if self.language == "ru":
            return f"{day.day}{NBSP}{_MONTHS_RU_OF[day.month - 1]} {day.year}{NBSP}г."
        return f"{day.day}{NBSP}{_MONTHS_EN[day.month - 1]} {day.year}"

    def day_of_month(self, day: datetime.date | None) -> str:
        """Return «24 ноября» or "24 November", for a sentence where the year is obvious; None is «—»."""
        if day is None:
            return UNKNOWN
        months = _MONTHS_RU_OF if self.language == "ru" else _MONTHS_EN
        return f"{day.day}{NBSP}{months[day.month - 1]}"

    def weekday(self, day: datetime.date) -> str:
        """Return «вторник» or "Tuesday"."""
        return (_WEEKDAYS_RU if self.language == "ru" else _WEEKDAYS_EN)[day.weekday()]

    def day_month(self, day: datetime.date | None) -> str:
        """Return «24.11» or "24 Nov", for places where the year is obvious; None is «—»."""
        if day is None:
            return UNKNOWN
        if self.language == "ru":
            return f"{day.day:02d}.{day.month:02d}"
        return f"{day.day}{NBSP}{_MONTHS_EN[day.month - 1][:3]}"

    def month_year(self, day: datetime.date | None) -> str:
        """Return «ноябрь 2026» or "November 2026"; None is «—»."""
        if day is None:
            return UNKNOWN
        months = _MONTHS_RU if self.language == "ru" else _MONTHS_EN
        return f"{months[day.month - 1]}{NBSP}{day.year}"

    def month_name(self, day: datetime.date) -> str:
        """Return «ноябрь» or "November", for places where the year is obvious."""
        return (_MONTHS_RU if self.language == "ru" else _MONTHS_EN)[day.month - 1]

    def time(self, moment: datetime.datetime, *, seconds: bool = False) -> str:
        """Return «14:32»; an aware moment is converted to this computer's time zone."""
        local = moment.astimezone() if moment.tzinfo else moment
        return f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"

    @property
    def _percent_sign(self) -> str:
        return f"{NBSP}%" if self.language == "ru" else "%"


@lru_cache(maxsize=len(LANGUAGES) + 1)
def words(language: str) -> Words:
    """Return the words of *language*: "ru", "en" or the pseudo-language. Raises ValueError for any other."""
    return Words(language)


def of_environment() -> str:
    """Return the language of whoever types commands: "en" if the environment asks for it, else "ru"."""
    for name in ("MERILO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.startswith("en") else "ru"
    return "ru"


_current = "ru"


def use(language: str) -> None:
    """Make *language* the current one of the screens; existing windows keep their texts."""
    global _current
    words(language)
    _current = language


def current() -> Words:
    """Return the words of the current language."""
    return words(_current)


def _(message: str) -> str:
    """Return *message* in the current language."""
    return current().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form for *n* in the current language."""
    return current().ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Return *message*, in the sense named by *context*, in the current language."""
    return current().pgettext(context, message)


def key_name(key: str, words: Words | None = None) -> str:
    """Return the name people use for a key: «Ctrl+PgDn», «Пробел 1–4»; the same wherever it is shown.

    In the language of *words*, of the screens without them.
    """
    _ = (words or current()).gettext
    names = {"Space": _("Space"), "PgDown": "PgDn"}
    return re.sub(r"Space|PgDown", lambda found: names[found[0]], key)


_BEFORE = (
    "в во к ко с со о об у и а но да на не ни за из от до по при под над для без или что как то п пп ст гл"
)
_AFTER = "же ли бы ж б"


@lru_cache(maxsize=1)
def _binding() -> tuple[re.Pattern[str], ...]:
    """Return the patterns for binding; compiled with the first text and not at the start."""
    return (
        re.compile(rf"(?<![\w-])((?:{'|'.join(_BEFORE.split())})\.?) (?=\S)", re.IGNORECASE),
        re.compile(rf"() (?=(?:{'|'.join(_AFTER.split())})(?![\w-]))", re.IGNORECASE),
        re.compile(r"() (?=[—%])"),
        re.compile(r"([№§]|(?<!\w)(?:No\.|art\.)) (?=\S)"),
        re.compile(r"((?<!\w)[А-ЯЁ]{2,}) (?=РФ(?!\w))"),
        re.compile(rf"((?<!\w)(?:ГОСТ|(?<=ГОСТ[ {NBSP}])Р|ИСО|ISO)) (?=Р[ {NBSP}]|ИСО|ISO|\d)"),
        # A number of its own or the code of one letter: a word that ends in a digit binds nothing.
        re.compile(r"((?<!\w)\d+) (?=[^\W\d_])"),
        re.compile(r"((?<!\w)[A-ZА-ЯЁ]\d+) (?=[^\W\d_]{2})"),
        re.compile(r"((?<!\w)[А-ЯЁ]\.) (?=[А-ЯЁ])"),
        re.compile(rf"((?<![\w{NBSP}-])г\.) (?=[А-ЯЁ])"),  # after a year it is bound already
    )


@lru_cache(2048)
def nb(text: str) -> str:
    """Bind with U+00A0 what a line break must not separate.

    Short Russian words to the next one, «—» and «%» to what comes before, «№», “No.” and numerals to what
    follows, «ТК» to «РФ», a standard to its number, initials to the surname, «г.» to the town.
    """
    for pattern in _binding():
        text = pattern.sub(rf"\1{NBSP}", text)
    return text


_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_KEPT = re.compile(r"(\{[^{}]*\}|\{\{|\}\}|<[^<>]+>|&\w+;|&\w)")  # fields, markup, entities, mnemonics
_PADDING = "óñé twó thréé fóúr fívé šíx "


def pseudo(message: str) -> str:
    """Return *message* accented, in brackets, at least 40 % longer; fields and markup stay as they are."""
    parts = _KEPT.split(message)
    parts[::2] = [part.translate(_ACCENTED) for part in parts[::2]]
    missing = max(len(message) * 2 // 5 - 1, 1)  # the two brackets and a space are added to this
    padding = (_PADDING * (missing // len(_PADDING) + 1))[:missing].rstrip()
    return f"[{''.join(parts)} {padding}]"


def _exact(value: Number) -> "Fraction":
    """Return *value* as people read it: a float counts as its shortest decimal, so 2.675 rounds to 2.68."""
    from fractions import Fraction  # imported with the first number, not with the first window

    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _round_half_up(value: Number, digits: int) -> int:
    """Return *value* in units of the last digit, as an int, so that there is no negative zero."""
    top, below = (_exact(value) if isinstance(value, float) else value).as_integer_ratio()
    unit: int = 10**digits
    size = (2 * abs(top) * unit + below) // (2 * below)  # whole numbers: a screen shows hundreds of figures
    return -size if top < 0 else size
