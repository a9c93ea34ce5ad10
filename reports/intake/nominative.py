"""What follows «должен знать» in the accusative, as a title in the nominative (decision 0187)."""

import re
from itertools import pairwise

from resources.morphology import like, readings

_TOKENS = re.compile(r"[A-Za-zА-Яа-яЁё]+(?:-[A-Za-zА-Яа-яЁё]+)*|\s+|.", re.DOTALL)
_JOINING = {",", ";", "и", "или", "а", "также"}
_MAY_CHANGE = re.compile(r"(?:[ую]|ь|[ую]юся)$", re.IGNORECASE)
_ACCUSATIVE = {"femn", "accs", "sing"}
_BETWEEN = {",", "и", "или"}
LIKELY = 0.3  # share of the readings of a word
_ENDING = {"PREP", "INFN", "VERB", "GRND", "PRTF", "PRTS"}


def title(text: str) -> str:
    """Return a text with the feminine words it begins with or lists in the nominative.

    Only those differ between the two cases, for things. If a word further on may belong to another one,
    as in «систему, обеспечивающую учёт и оценку», the text stays as it is.
    """
    tokens: list[str] = _TOKENS.findall(text)
    words = [at for at, one in enumerate(tokens) if not one.isspace()]
    place, begins, over, headed = 0, True, False, False
    while place < len(words):
        token = tokens[words[place]]
        group = _group([tokens[at] for at in words[place:]]) if begins else []
        if group and over:
            return text
        if group:
            for at, changed in zip(words[place:], group, strict=False):
                tokens[at] = changed
            place, begins, headed = place + len(group), False, True
            continue
        if begins and headed and not over and (agreeing := _nominative(token, {"PRTF"})):
            tokens[words[place]] = agreeing  # «методику, применяемую в отделе»
        begins = token.casefold() in _JOINING
        over = over or _ends(token)
        place += 1
    return "".join(tokens)


def _group(tokens: list[str]) -> list[str]:
    """Return the first words changed, if they are adjectives, any number, and a noun in the accusative."""
    changed: list[str] = []
    if phrased := _phrased(tokens):
        return phrased
    for token, after in pairwise([*tokens, ""]):
        if (noun := _nominative(token, {"NOUN"})) and not _nominative(token, {"ADJF"}):
            return [*changed, noun]
        if adjective := _nominative(token, {"ADJF", "PRTF"}):
            changed.append(adjective)
        elif changed and token.casefold() in _BETWEEN and _nominative(after, {"ADJF"}):
            changed.append(token)
        else:
            return []
    return []


def _phrased(tokens: list[str]) -> list[str]:
    """Return the first words changed, if a participle is parted from its noun by one phrase.

    «Сложившуюся в организации практику»: the noun nearest to the preposition belongs to that one.
    """
    participle = _nominative(tokens[0], {"PRTF"}) if tokens else ""
    if not participle or len(tokens) < 4 or "PREP" not in readings(tokens[1])[0].tag:
        return []
    at = 2
    while at < len(tokens) - 1 and "ADJF" in readings(tokens[at])[0].tag:
        at += 1
    if "NOUN" not in readings(tokens[at])[0].tag:
        return []
    noun = tokens[at + 1 : at + 2]
    made = _nominative(noun[0], {"NOUN"}) if noun else ""
    return [participle, *tokens[1 : at + 1], made] if made else []


def _nominative(word: str, kinds: set[str]) -> str:
    """Return the word in the nominative if it is in the feminine accusative, else an empty text."""
    if _MAY_CHANGE.search(word) is None or word.casefold() == "которую":
        return ""
    for one in readings(word):
        if one.tag.POS in kinds and one.score >= LIKELY and _ACCUSATIVE in one.tag and "Abbr" not in one.tag:
            made = one.inflect({"nomn"})
            return "" if made is None else like(word, made.word)
    return ""


def _ends(word: str) -> bool:
    """Return whether what follows the word depends on it: a preposition, a verb, a participle."""
    return word[:1].isalpha() and readings(word)[0].tag.POS in _ENDING
