"""Names in the case that a Russian sentence needs; the nominative after a colon where nobody confirmed it."""

import re

from domain.people.declined import Case
from domain.people.person import Person
from resources.i18n import Words
from resources.morphology import like, readings

_OF_POST = {"NOUN", "ADJF", "PRTF"}


def of(person: Person, case: Case, words: Words) -> str:
    """Return the full name in a case; empty in another language or if nobody confirmed it."""
    return person.named(case) if words.language == "ru" else ""


def with_post(person: Person, case: Case, words: Words) -> str:
    """Return name, post and unit in a case; empty unless name and post are known in it."""
    name, post = of(person, case, words), person.in_post(case)
    if not name or (person.post and not post):
        return ""
    return ", ".join(part for part in (name, post, person.unit) if part)


def addressed(person: Person, words: Words) -> tuple[str, ...]:
    """Return the addressee of a letter, line by line: name and post in the dative, or neither."""
    if with_post(person, Case.DATIVE, words):
        lines = of(person, Case.DATIVE, words), person.in_post(Case.DATIVE), person.unit
    else:
        lines = words.gettext("To: {name}").format(name=person.full_name), person.post, person.unit
    return tuple(line for line in lines if line)


def of_dative(post: str) -> str:
    """Return a post in the nominative: «руководителю отдела» -> «руководитель отдела»; empty if not sure."""
    words = post.split(" ")
    for place, word in enumerate(words):
        found = [one for one in readings(word) if {"datv", "sing"} in one.tag and one.tag.POS in _OF_POST]
        made = found[0].inflect({"nomn"}) if found else None
        if made is None:
            return ""
        words[place] = like(word, made.word)
        if found[0].tag.POS == "NOUN":
            return " ".join(words)
    return ""


def in_a_sentence(post: str) -> str:
    """Return a post without its capital: «менеджер»; an abbreviation or a foreign name keeps its own.

    «HR-менеджер», «Директор по ИТ» -> «директор по ИТ», «И. о. директора» -> «и. о. директора».
    """
    first = re.split(r"[\s-]", post, maxsplit=1)[0]
    word = (first.isalpha() and len(first) > 1) or (first.endswith(".") and not first.isascii())
    ordinary = word and first[0].isupper() and first[1:] == first[1:].lower()
    foreign = first.isascii() and not post.isascii()
    return post[:1].lower() + post[1:] if ordinary and not foreign else post


def addressee(person: Person, words: Words, *, short: bool = False) -> str:
    """Return to whom a paper is: «Лебедевой Ирине Олеговне», else «Адресат: Лебедева Ирина Олеговна»."""
    name = of(person, Case.DATIVE, words)
    if name:
        return person.short_named(Case.DATIVE).replace(". ", ".") if short else name
    plain = person.short_name.replace(". ", ".") if short else person.full_name
    return words.gettext("To: {name}").format(name=plain)
