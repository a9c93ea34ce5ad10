"""What an edition of a model changes, on paper: the map of its items, who confirmed it, every change."""

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from domain.framework.edition import Edition
from domain.framework.edition_difference import Change, Difference
from domain.framework.edition_faults import Part
from domain.framework.version_map import Fate, MapLine
from domain.people.organisation import Organisation
from reports.framework import model_pdf
from reports.paper import letterhead
from reports.paper.grid import Cell, gap, grid, heads
from reports.paper.page import LANDSCAPE, Pages, printed
from reports.paper.style import styles
from reports.paper.text import bold, join, para
from reports.words.framework import phrases_framework, phrases_map
from resources.i18n import NBSP, Words, nb

WIDTH = LANDSCAPE.width
_FATE, _WHO, _WHOSE = 38 * mm, 46 * mm, 54 * mm
_TOP = (("VALIGN", (0, 0), (-1, -1), "TOP"),)
_ROOM = 240  # characters of a text: two lines


@printed
def write(
    edition: Edition,
    words: Words,
    base: Edition,
    numbers: tuple[int, int],
    lines: Sequence[MapLine],
    changes: Sequence[Difference],
    note: str,
    made_on: date,
    organisation: Organisation,
) -> Pages:
    """Print what *edition* changes in *base*; *numbers* are those of *base* and *edition*."""
    head = [*letterhead.of_organisation(organisation, "", words, signed=False), gap(6)]
    flowables = [*head, *story(base, edition, numbers, lines, changes, note, words)]
    return model_pdf.pages(edition, numbers[1], made_on, _title(edition, numbers, words), flowables, words)


def story(
    base: Edition,
    edition: Edition,
    numbers: tuple[int, int],
    lines: Sequence[MapLine],
    changes: Sequence[Difference],
    note: str,
    words: Words,
) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look = styles()
    made: list[Flowable] = [
        para(nb(_title(edition, numbers, words)), look.title),
        gap(3),
    ]
    if note:
        made += [para(note, look.body)]
    made += [para(nb(_told(lines, words)), look.body), gap(3)]
    shown = [one for one in lines if one.link.fate is not Fate.SAME]
    who = {phrases_map.confirmed(one, words) for one in shown}
    if len(who) == 1 and (said := next(iter(who))):
        made.append(para(nb(_("Confirmed: {who}").format(who=said)), look.body))
    if shown:
        made += [
            para(_("Edition map"), look.heading),
            _map(base, edition, numbers, shown, words, apart=len(who) > 1),
        ]
        made.append(gap(2))
    if others := [*_others(lines, changes, words)]:
        head = _("Other changes") if shown else _("All changes")
        made += [CondPageBreak(40 * mm), para(head, look.heading)]
        rows: list[list[Cell]] = []
        for said in others:
            whose, colon, told = said.partition(": ")
            rows.append([para(nb(whose + colon.rstrip()), look.small), para(nb(told), look.small)])
        long = any(len(said) > 2 * _ROOM for said in others)
        made.append(grid(rows, [_WHOSE, WIDTH - _WHOSE], *_TOP, head=0, padding=0.2, lines=False, flows=long))
    return made


def _others(lines: Sequence[MapLine], changes: Sequence[Difference], words: Words) -> Iterator[str]:
    """Yield a sentence for each change that the map does not show: it has what became of each item."""
    links = [one.link for one in lines if one.link.fate is not Fate.SAME]
    known = {code for link in links for code in (*link.old, *link.new)}
    for one in changes:
        mapped = one.part is Part.ITEM and one.change in (Change.ADDED, Change.DROPPED, Change.REWORDED)
        if mapped and one.code in known:
            continue
        yield _links(one, words) or phrases_framework.difference(one, words, room=_ROOM)


def _links(one: Difference, words: Words) -> str:
    """Return which links of a part are gone and which are new; empty for any other change."""
    if one.change is not Change.LINKS:
        return ""
    before, after = (side.replace(",", " ").split() for side in phrases_framework.sides(one, words))
    gone = [f"−\u00a0{code}" for code in before if code not in after]
    new = [f"+\u00a0{code}" for code in after if code not in before]
    if not (gone or new):
        return ""
    head, what = phrases_framework.whose(one, words), phrases_framework.happened(one, words)
    return f"{head}: {what}: {', '.join((*gone, *new))}"


def _title(edition: Edition, numbers: tuple[int, int], words: Words) -> str:
    title = words.gettext("{title}. Changes in edition {new} (compared with edition {old})")
    return title.format(title=words.text(edition.title), new=numbers[1], old=numbers[0])


def _told(lines: Sequence[MapLine], words: Words) -> str:
    """Return how many items continue, so that a trend may be linked by them."""
    going = sum(one.link.fate in (Fate.SAME, Fate.REWORDED) for one in lines)
    old = len({code for one in lines for code in one.link.old})
    new = len({code for one in lines for code in one.link.new})
    said = words.gettext(
        "{going} of {old} competencies carry over; there are {now} in this edition. The trend is linked by "
        "these; results of earlier editions stay as they were."
    )
    return said.format(going=going, old=old, now=new)


def _map(
    base: Edition,
    edition: Edition,
    numbers: tuple[int, int],
    lines: Sequence[MapLine],
    words: Words,
    *,
    apart: bool,
) -> Flowable:
    """Return what became of each item; *apart* adds a column of who confirmed it."""
    _ = words.gettext
    look = styles()
    who = (_("Confirmed"),) if apart else ()
    sides = [_("Edition {number}").format(number=one) for one in numbers]
    rows: list[list[Cell]] = [[*heads(sides[0], _("What became of it"), sides[1], *who)]]
    for one in lines:
        rows.append(
            [
                _texts(base, one.link.old, words),
                para(phrases_map.fate(one, words), look.cell_strong),
                _texts(edition, one.link.new, words),
                *([para(nb(phrases_map.confirmed(one, words)), look.caption)] if apart else []),
            ]
        )
    last = [_WHO] if apart else []
    half = (WIDTH - _FATE - sum(last)) / 2
    return grid(
        rows,
        [half, _FATE, half, *last],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        padding=1.3,
        flows=any(len(base.item(code).text.ru) > 900 for one in lines for code in one.link.old)
        or any(len(edition.item(code).text.ru) > 900 for one in lines for code in one.link.new),
    )


def _texts(edition: Edition, codes: Sequence[str], words: Words) -> list[Flowable]:
    """Return each item with its code in front, or «—» if there is none."""
    look = styles().small
    texts = ((code, nb(words.text(edition.item(code).text))) for code in codes)
    return [para(join(bold(code), NBSP * 2, text), look) for code, text in texts] or [para("—", look)]
