"""What stands at the top and at the end of papers of a campaign: corner, title, stamp, who signs."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.assessing.case import Opening
from domain.people.organisation import Organisation
from reports.paper import phrases_opening
from reports.paper.grid import columns, gap, height_of, line, signature, stamp
from reports.paper.page import PORTRAIT
from reports.paper.style import styles
from reports.paper.text import WIDE, bold, join, para
from resources.i18n import Words, nb

STAMP = 80 * mm


def approved(
    organisation: Organisation,
    unit: str,
    title: str,
    about: str,
    on: date | None,
    number: str,
    width: float,
    words: Words,
    *,
    unfinished: bool = False,
) -> list[Flowable]:
    """Return the head of a paper that somebody approves: corner on the left, stamp on the right.

    *on* is the day of the event that the paper tells, None for a blank; *unfinished* marks a draft.
    """
    look = styles()
    corner: list[Flowable] = [
        *of_organisation(organisation, unit, words),
        gap(3),
        para(title.upper(), look.strong),
        gap(3),
        para(_place(organisation, on, number, words), look.body),
    ]
    approver = stamp(organisation.approver_post, organisation.approver_name, words)
    head = columns([corner, approver], [width - STAMP, STAMP])
    mark = [draft(words)] if unfinished else []
    return [*mark, head, gap(5), para(nb(about), look.subtitle), gap(5)]


def informing(
    organisation: Organisation,
    unit: str,
    title: str,
    about: str,
    on: date | None,
    number: str,
    width: float,
    words: Words,
    *,
    unfinished: bool = False,
    signed: bool = False,
) -> list[Flowable]:
    """Return the head of a paper that nobody approves, marked as confidential; *on* as for ``approved``.

    A draft of it has no room for a date: nobody dates it. *signed* tells that somebody signs it.
    """
    _ = words.gettext
    look = styles()
    right: list[Flowable] = [
        para(_("Confidential. Copy No. 1"), look.right),
        para(_place(organisation, on, number, words, dated=not unfinished), look.right),
        *([draft(words)] if unfinished else []),
    ]
    whose = of_organisation(organisation, unit, words, signed=signed)
    return [
        columns([[*whose], right], [width / 2, width / 2]),
        gap(5),
        para(title.upper(), look.title),
        para(nb(about), look.subtitle),
        gap(6),
    ]


def draft(words: Words) -> Flowable:
    """Return the mark of a paper that nobody may sign yet."""
    return para(bold(words.gettext("DRAFT")), styles().right)


def signatures(
    people: Sequence[tuple[str, str]], width: float, words: Words, before: Sequence[Flowable] = ()
) -> list[Flowable]:
    """Return signature blocks of (post, initials and surname), together with what stands before.

    What is longer than half a page flows; then the end of the text stays with the first block.
    """
    blocks = [signature(capital(post), name, width, words) for post, name in people]
    if height_of([*before, *blocks], width) < PORTRAIT.height / 2:
        return [KeepTogether([*before, *blocks])]
    if height_of(before, width) < PORTRAIT.height / 2:
        return [KeepTogether([*before, *blocks[:1]]), *blocks[1:]]
    return [*before[:-1], CondPageBreak(40 * mm), *before[-1:], *blocks]


def capital(text: str) -> str:
    """Return the text with a large first letter."""
    return text[:1].upper() + text[1:]


def signing(name: str) -> str:
    """Return «А.В. Соколова» for «Соколова Анна Викторовна» or «Соколова А. В.»; one word stays as it is."""
    surname, *given = name.split()
    return f"{''.join(f'{one[0]}.' for one in given)} {surname}".strip() if given else name


def same(one: str, other: str) -> bool:
    """Tell whether two names are of one person, whether written in full or with initials, in either order."""
    return bool(one.strip()) and _initials(one) == _initials(other)


def _initials(name: str) -> tuple[str, ...]:
    """Return the surname and the initials, the surname being the longest word."""
    parts = [part for part in name.casefold().replace(".", " ").split() if part]
    surname = parts[0] if all(len(part) > 1 for part in parts) else max(parts, key=len, default="")
    return (surname, *sorted(part[0] for part in parts if part != surname))


def of_organisation(
    organisation: Organisation, unit: str, words: Words, *, signed: bool = True
) -> list[Flowable]:
    """Return whose paper it is: the organisation and its unit, a line where nothing is known.

    A paper that is signed has the full name, any other one the short.
    """
    look = styles()
    short = organisation.short_name or organisation.full_name
    names = organisation.heading if signed else tuple(name for name in (short,) if name)
    return [
        *(para(name, look.body) for name in names),
        *([] if names else [line(STAMP, words.gettext("(organisation)"))]),
        *([para(unit, look.body)] if unit else []),
    ]


def _place(
    organisation: Organisation, on: date | None, number: str, words: Words, *, dated: bool = True
) -> str:
    said = words.gettext("No. {number}").format(number=number) if number else ""
    day = words.dated(on) if dated else ""
    return join(*(part for part in (day, said, organisation.city) if part), glue=WIDE)


def opened_early(opening: Opening | None, words: Words, *, named: bool = True) -> list[Flowable]:
    """Return the line on who looked at the sheets before all were in; nothing where nobody did."""
    if opening is None:
        return []
    told = nb(phrases_opening.said(opening, words, named=named))
    return [gap(4), para(join(bold(f"{phrases_opening.head(words)}: "), told), styles().small)]
