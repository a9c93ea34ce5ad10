"""Names in the case that a Russian sentence needs; the nominative after a colon where nobody confirmed it."""

from domain.people.declined import Case
from domain.people.person import Person
from resources.i18n import Words


def of(person: Person, case: Case, words: Words) -> str:
    """Return the full name in a case; empty in another language or if nobody confirmed it."""
    return person.named(case) if words.language == "ru" else ""


def with_post(person: Person, case: Case, words: Words) -> str:
    """Return name, post and unit in a case; empty unless name and post are known in it."""
    name, post = of(person, case, words), person.in_post(case)
    if not name or (person.post and not post):
        return ""
    return ", ".join(part for part in (name, post, person.unit) if part)


def addressee(person: Person, words: Words, *, short: bool = False) -> str:
    """Return to whom a paper is: «Лебедевой Ирине Олеговне», else «Адресат: Лебедева Ирина Олеговна»."""
    name = of(person, Case.DATIVE, words)
    if name:
        return person.short_named(Case.DATIVE).replace(". ", ".") if short else name
    plain = person.short_name.replace(". ", ".") if short else person.full_name
    return words.gettext("To: {name}").format(name=plain)
