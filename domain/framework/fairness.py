"""Words that a requirement must not rest on: everything that is not a professional quality (ТК РФ 3, 64).

Words are matched whole, in any inflection, in Russian and English, even if disguised with look-alike letters
of the other alphabet. What the trade itself needs passes: «возраст обращения», «стаж до 20 лет», «семейный
тариф», the admission of clause 1.3. What a law requires for some posts only causes a warning, not a refusal.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refused

ARTICLE = "ТК РФ 3, 64"
SOME_POSTS = "ТК РФ 65, 331, 351.1"  # some laws require a certificate of no criminal record


class Ground(StrEnum):
    """Grounds on which the law forbids choosing people."""

    SEX = "sex"
    AGE = "age"
    FAMILY = "family"
    LOOKS = "looks"
    ORIGIN = "origin"
    RESIDENCE = "residence"
    BELIEFS = "beliefs"
    HEALTH = "health"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Unfair:
    """Words that rest on a forbidden ground; ``found`` as they were typed."""

    ground: Ground
    found: str
    article: str = ARTICLE


class Discriminates(Refused):
    """A requirement rests on something other than a professional quality; ``findings`` in text order."""

    def __init__(self, findings: tuple[Unfair, ...]) -> None:
        super().__init__(*(finding.ground.value for finding in findings))
        self.findings = findings


def unfair(text: str) -> tuple[Unfair, ...]:
    """Return the words of a requirement that rest on a forbidden ground, in the order of the text."""
    return _found(text, _RUSSIAN, _ENGLISH, ARTICLE)


def _found(text: str, russian: "Patterns", english: "Patterns", article: str) -> tuple[Unfair, ...]:
    typed = unicodedata.normalize("NFC", text)
    shown = [(place, sign) for place, sign in enumerate(typed) if unicodedata.category(sign) not in _UNSEEN]
    plain = "".join(_plain(sign) for _, sign in shown)
    spans = sorted(
        (start, end, ground)
        for view, patterns in ((_cyrillic(plain), russian), (_latin(plain), english))
        for ground, pattern in patterns
        for start, end in _find(view, pattern)
    )
    places = [place for place, _ in shown]
    return tuple(
        Unfair(ground, typed[places[start] : places[end - 1] + 1], article)
        for start, end, ground in _merge(spans)
    )


def restricted(text: str) -> tuple[Unfair, ...]:
    """Return the words of a requirement allowed only for posts where a law demands it."""
    return _found(text, _RUSSIAN_SOME, _ENGLISH_SOME, SOME_POSTS)


type Span = tuple[int, int, Ground]
type Patterns = tuple[tuple[Ground, re.Pattern[str]], ...]


def _find(view: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(view):
        years = match.groupdict().get("years")
        if years is None or not _of_service(view, match.start(), match.end()):
            yield match.span()


def _of_service(view: str, start: int, end: int) -> bool:
    """Return whether the years are of work experience or of storage, judging by the words around them."""
    before = re.split(r"[.,;:!?()\n]", view[:start])[-1]
    return _SERVICE.search(before) is not None or _SERVICE_AFTER.match(view[end:]) is not None


def _merge(spans: list[Span]) -> list[Span]:
    """Return the spans, merging those that overlap on the same ground."""
    merged: list[Span] = []
    last: dict[Ground, int] = {}
    for start, end, ground in spans:
        index = last.get(ground)
        if index is not None and start < merged[index][1]:
            merged[index] = (merged[index][0], max(end, merged[index][1]), ground)
        else:
            last[ground] = len(merged)
            merged.append((start, end, ground))
    return merged


def _plain(sign: str) -> str:
    """Return the character in lower case, ё as е, always a single one so that text positions stay valid."""
    small = sign.lower()
    return "е" if small == "ё" else small if len(small) == 1 else sign


def _cyrillic(plain: str) -> str:
    """Return the text with Latin letters in Cyrillic words corrected, and inside a word 0 as о, 3 as з."""
    return _WORD.sub(lambda word: _put_right(word[0], _TO_CYRILLIC, "а", "я"), plain)


def _latin(plain: str) -> str:
    return _WORD.sub(lambda word: _put_right(word[0], _TO_LATIN, "a", "z"), plain)


def _put_right(word: str, table: dict[int, int], first: str, last: str) -> str:
    """Return the word in one alphabet if one of its letters belongs to it, or if all of them look like it."""
    mixed = any(first <= sign <= last for sign in word)
    alike = all(ord(sign) in table for sign in word)
    if not (mixed or alike):
        return word
    inner = _INNER_DIGIT.sub(lambda digit: _DIGITS[first][digit[0]], word)
    return inner.translate(table)


_UNSEEN = ("Cf", "Mn")  # soft hyphens, joiners and accents, which could split a word
_WORD = re.compile(r"\w+")
_INNER_DIGIT = re.compile(r"(?<=[^\W\d_])[03](?=[^\W\d_])")
_DIGITS = {"а": {"0": "о", "3": "з"}, "a": {"0": "o", "3": "e"}}
_TO_CYRILLIC = str.maketrans("abcehkmoptxyαερουχκ", "авсенкмортхуаероухк")
_TO_LATIN = str.maketrans("авсенкмортхуіαεροχκ", "abcehkmoptxyiaepoxk")

_AGE = r"(?:1[4-9]|[2-7][0-9])"
_AGE_RU = (
    rf"(?:{_AGE}(?:\W?ти|\W?х)?|(?:восемнадцати|двадцати|тридцати|сорока|пятидесяти|шестидесяти)(?:\s+пяти)?)"
)
_NO_UNIT_RU = r"(?!\w)(?!\s*(?:%|[чдм]\b|час|дн|ден|сут|мин|сек|недел|мес|раб|кал|проц|руб|шт|зв|обр))"
_NO_UNIT_EN = r"(?!\w)(?!\s*(?:%|[hdms]\b|hour|day|min|sec|week|month|business|working|percent|call))"
_SERVICE = re.compile(
    r"\b(?:опыт|стаж|хран|архив|давност|гарант|experience|tenure|retention|stor(?:e|age)|kept)"
)
_SERVICE_AFTER = re.compile(
    r"\s+(?:of\s+)?(?:(?:work|relevant|трудового|общего)\s+)?(?:опыта?|стажа?|хранения|работы|experience|service)\b"
)

# In the lists below a space is any gap between words of one clause, * any ending.
_RU = {
    Ground.SEX: """
        пацан* | (?:слаб|сильн|прекрасн)* пола
        мужчин* | женщин* | (?:девушк|девушек)* | юнош(?:а|и|ей|у) | пар(?:ень|ня|ни|ней)
        (?:муж|жен)ск* пол* | пол (?:муж|жен)* | пол (?:м|ж) | гендер*
    """,
    Ground.AGE: """
        молод(?:ой|ая|ое|ые|ого|ую|ость|ости) | моложав* | пенсионер*
        (?:молод|пенсион|предпенсион|зрел|юн|пожил)* возраст*
        средн* возраст*(?! (?:обращ|заяв|тикет|инцидент|задач|очеред|звон|запрос|клиент|абонент))
        возраст* (?:кандидат|соискател|претендент)*
        средних лет | ровесник*
        возрастн* (?:огранич|ценз|рамк|предел)*
    """,
    Ground.FAMILY: """
        семейн* положени* | семейн* (?:статус|человек|люд|кандидат)* | несемейн* | многодетн* | бездетн*
        замуж* | незамужн* | женат* | неженат* | состо* в браке
        холост(?:а|ы)?(?! ход) | в разводе | вдов(?:а|ы|ец|цы|цов|ой) | незамужн*
        развед(?:ен|ена|енн*)(?! (?:перерыв|обед|смен|поток|очеред|канал|по))
        мат(?:ь|ери|ерей) одиноч(?:к*|ек)
        (?:без|нет) (?:муж|жен)(?:а|ы) | планир* (?:\\w+ ){0,2}(?:ребен|дете)*
        холост(?:ой|ого|ые|ых|ая|як*)(?! (?:ход|звон|вызов|запуск|прогон|режим))
        (?:без|нет|наличи*|отсутстви*|име*) (?:\\w+ )?(?:детей|дети|ребенка)
        дет(?:и|ей) до \\d+ | без семьи | не обременен* семь*
        беременн* | (?:планир|собира|уход|уйд|выход|без)* (?:\\w+ ){0,2}декрет*
    """,
    Ground.LOOKS: """
        внешност*
        (?:приятн|привлекательн|презентабельн|хорош|опрятн|ухожен|эффектн|модельн)* внешн* (?:вид|данны)*
        (?:красив|стройн|привлекательн)* (?:девуш|женщин|мужчин|лиц|фигур|телосложен|кандидат|сотрудни)*
        телосложени* | татуиров* | пирсинг* | лишн* вес* | размер* одежды
        рост* (?:от|не ниже|не менее|выше|до)? ?1[4-9]\\d ?см
    """,
    Ground.ORIGIN: """
        носител* (?:\\w+ )?языка | родн(?:ой|ого|ым) (?:язык*|русск*) | (?:русск|английск)* родн(?:ой|ого|ым)
        цыган* | (?:азиатск|европейск|восточн)* (?:внешн|происхожд|национ)*
        национальност* | этническ* | расов(?:ая|ой|ую|ый|ого) | рас(?:а|ы|ой|у) | (?:о|по|к) расе
        нерусск* | славянин* | славянк*
        славянск* (?:внешн|национ|происхожд|народ|тип)* | кавказск* (?:внешн|национ|происхожд)*
        (?:только|лишь|исключительно) русск*(?! (?:язык|раскладк|интерфейс|текст|реч))
        русск* (?:девуш|парн|мужчин|женщин|кандидат|национ|происхожд)*
        гражданств* | только граждан* | граждан(?:ин|ка|е) (?:рф|росси)*
        (?:социальн|национальн|этническ)* происхожден* | происхождени* (?:кандидат|соискател)*
    """,
    Ground.RESIDENCE: """
        пропис(?:к*|ок) | прописан* в (?:москв|петербург|спб|город|област|регион|сел)*
        (?:постоянн|временн|московск|местн|городск)* регистраци*(?! (?:обращ|заяв|вызов|звон|запрос|клиент))
        регистраци* (?:по месту|в (?:москве|петербурге|спб|городе|регионе|области|рф)) | москвич*
        мест* жительств* | (?:только )?местн* жител* | только жител* | иногородн*
        приезж(?:ий|ая|ие|их|им|ими|его|ему|ей)
        прожива(?:ние|нием|ния|ть|ет|ющ*) (?:в|во|рядом|недалеко|поблизости|неподалеку) \\w+
    """,
    Ground.BELIEFS: """
        вероисповедани* | религи* | православн* | мусульман* | христианин* | христианк*
        неверующ* | крещен* | воцерковл* | католи(?:к|чк)* | протестант* | ислам* | сектант*
        (?:вне|без) профсоюз* | не в профсоюзе | членств* в (?:\\w+ )?парти* | партийн* принадлежност*
        христианск* | верующ* | атеист* | буддист* | иуде* | беспартийн*
        член* (?:\\w+ )?партии | политическ* (?:взгляд|убежден|партии)*
        член* (?:\\w+ )?профсоюз* | членств* в (?:\\w+ )?профсоюз* | состо* в (?:\\w+ )?профсоюз*
    """,
    Ground.HEALTH: """
        инвалидност* | (?:не|без) инвалид* | состояни* здоровья | вич
        (?:крепк|хорош|отличн|идеальн|слаб|прекрасн)* здоровь* | (?:без )?хроническ* (?:заболева|болезн)*
        непьющ* | не пь(?:ет|ющ*) | трезв* образ* жизни
        психическ* (?:здоров|расстройств|заболева)* | вредн* привыч* | некурящ* | не кур(?:ит|ящ*)
    """,
}
_EN = {
    Ground.SEX: """
        men | man(?! (?:hour|day|month|in)) | male | males
        woman | women | female | females | girl | girls | boy | boys
        lady | ladies | gentleman | gentlemen | guys | gender | sex
    """,
    Ground.AGE: """
        middle aged | retirees? | youngster*
        young(?! (?:customer|colleague)) | youthful | elderly | pensioner*
        age (?:limit|group|range|restriction)*
    """,
    Ground.FAMILY: """
        (?:must be|only|preferably|are|is) single(?! \\w+)
        single (?:applicants?|candidates?|only|parents?|mothers?)
        not married | divorcee* | widow* | spouses? | husbands?
        (?:no|without) (?:a )?(?:family|wife|dependants?|dependents?)
        childfree | (?:young|new) (?:mothers?|mums?|fathers?|parents?)
        planning (?:a )?(?:baby|family|children)
        marital status | family status | married | unmarried | divorced | childless
        pregnan* | maternity leave
        (?:no|without) (?:small |young )?(?:children|kids) | single (?:woman|man|person|women|men)
    """,
    Ground.LOOKS: """
        (?:good|pleasant|attractive|neat|physical|presentable|smart|slavic|european) appearance | good looking
        (?:attractive|beautiful|slim) (?:\\w+ )?(?:person|candidate|man|woman|girl)
        overweight | tattoo* | piercing*
    """,
    Ground.ORIGIN: """
        native (?:\\w+ )?speakers? | native (?:russian|english) | mother tongue
        nationalit* | ethnic* | racial | race (?:gender|religion|color|colour) | slavic
        citizenship | citizens? only | only citizens?
        (?:national|social|ethnic) origin
    """,
    Ground.RESIDENCE: """
        place of residence | residence (?:permit|registration) | local residents? only | only local residents?
        propiska
        (?:must|should) live (?:in|near|within) | non residents?
    """,
    Ground.BELIEFS: """
        members? of (?:no|any) (?:trade )?union | (?:not|non) (?:in )?(?:a )?(?:trade )?union*
        no (?:trade )?union members?
        members? of (?:no|a|any) (?:political )?party | party members? | believers? | churchgo* | baptised
        religio* | christian* | muslim* | jewish | atheist* | political (?:views?|party|beliefs?|affiliation)
        (?:trade )?union member* | members? of (?:a |the )?(?:trade )?union
    """,
    Ground.HEALTH: """
        (?:no|without) disabilit* | (?:not|non) disabled | able bodied | (?:good|excellent|perfect) health
        health condition* | state of health | chronic (?:illness|disease)* | non smok* | nonsmok*
        teetotal* | non drink* | nondrink*
        bad habits? | hiv
    """,
}
_AGES_RU = (
    rf"возраст\w*\W{{1,3}}(?:(?:не\s+)?(?:до|от|с|старше|моложе|младше|более|менее|больше|меньше|свыше)\s+)?{_AGE_RU}{_NO_UNIT_RU}",
    rf"(?:не\s+)?(?:старше|моложе|младше)\s+{_AGE_RU}{_NO_UNIT_RU}(?:\s+лет)?",
    rf"(?P<years>(?:(?:от|с)\s+{_AGE_RU}\s+)?(?:до|от)\s+{_AGE_RU}\s*(?:лет|года?))",
    rf"(?P<years>{_AGE}\s*[-–—]\s*{_AGE}\s*(?:лет|года?))",
    rf"(?P<years>{_AGE}\W?летн\w*)",
)
_AGES_EN = (
    rf"(?:not?\s+)?(?:younger|older)\s+than\s+{_AGE}{_NO_UNIT_EN}(?:\s+years(?:\s+old)?)?",
    rf"age[sd]?\W{{1,3}}(?:(?:up\s+to|under|over|from|below|above|between|of)\s+)?{_AGE}{_NO_UNIT_EN}",
    rf"{_AGE}\W*years?\W*old",
    rf"(?P<years>(?:under|over|below|above|up\s+to)\s+{_AGE}\s+years?(?!\W*old))",
)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def _compile(words: dict[Ground, str], ages: tuple[str, ...]) -> Patterns:
    listed = [
        (ground, _whole(_GAP.sub(r"[^\\w.;!?\\n]+", pattern.strip()).replace("*", r"\w*")))
        for ground, lines in words.items()
        for line in lines.strip().splitlines()
        for pattern in line.split(" | ")
    ]
    return (*listed, *((Ground.AGE, _whole(age)) for age in ages))


_RU_SOME = {Ground.RECORD: "судимост* | несудим* | (?:не )?судим(?:ый|ая|ые|ых|ого|ы|а)?"}
_EN_SOME = {
    Ground.RECORD: "criminal (?:record|history|background|convictions?)* | convictions? | police clearance"
}
_GAP = re.compile(r" (?!\?)")
_RUSSIAN_SOME = _compile(_RU_SOME, ())
_ENGLISH_SOME = _compile(_EN_SOME, ())
_RUSSIAN = _compile(_RU, _AGES_RU)
_ENGLISH = _compile(_EN, _AGES_EN)
