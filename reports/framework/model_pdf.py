"""The whole model on paper: items by levels with the targets of each profile, the scale, the duties."""

from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from domain.framework.edition import Edition
from domain.framework.framework import Function, Kind
from domain.people.organisation import Organisation
from domain.scale import LEVELS
from domain.text import Text
from reports.framework import model_matrix
from reports.paper import letterhead
from reports.paper.grid import Cell, gap, grid, heads
from reports.paper.page import LANDSCAPE, Pages, printed
from reports.paper.parts import Diamond
from reports.paper.style import styles
from reports.paper.text import WIDE, bold, join, muted, para
from reports.words.names import name_of
from resources.i18n import NBSP, Words, nb

WIDTH = LANDSCAPE.width
_LONG = 900  # characters; a longer text may be taller than a page
_LEVEL = 7 * mm
_CODE, _SIGN, _MINIMUM, _WEIGHT, _DUTIES = 11 * mm, 5 * mm, 15 * mm, 9 * mm, 56 * mm


@printed
def write(
    edition: Edition,
    words: Words,
    number: int,
    organisation: Organisation,
    published_on: date | None,
    basis: Text | None,
    made_on: date,
) -> Pages:
    """Print the model; *number* is that of the edition, *published_on* None for a draft.

    *basis* is the professional standard with its order, None where the model does not name one.
    """
    title = words.gettext("Competency framework")
    about = words.gettext("{title}, edition {number}").format(title=words.text(edition.title), number=number)
    head = letterhead.Letterhead(
        organisation, "", title, about, published_on, "", WIDTH, words, unfinished=published_on is None
    ).approved()
    if basis is not None:
        named = bold(nb(words.gettext("Basis: professional standard")))
        head += [para(join(named, nb(f". {words.text(basis)}")), styles().body), gap(3)]
    return pages(edition, number, made_on, title, [*head, *story(edition, words)], words)


def pages(
    edition: Edition, number: int, made_on: date, title: str, flowables: list[Flowable], words: Words
) -> Pages:
    """Return the paper titled *title*, with a foot that names the edition."""
    foot = words.gettext("{title}, edition {number} · {hash} · generated {date}")
    return Pages(
        LANDSCAPE,
        title=title,
        made_on=made_on,
        foot=foot.format(
            title=words.text(edition.title), number=number, hash=edition.hash[:12], date=words.date(made_on)
        ),
        story=flowables,
    )


def story(edition: Edition, words: Words) -> list[Flowable]:
    """Return the flowables below the head of the paper."""
    _ = words.gettext
    look = styles()
    made: list[Flowable] = []
    if edition.profiles:
        told = _("The sign marks the level that a profile requires: {profiles}.")
        made.append(para(nb(told.format(profiles="; ".join(model_matrix.legend(edition, words)))), look.body))
    made.append(
        para(nb(_("◆ critical in a profile: no other level makes up for one below the minimum.")), look.body)
    )
    made.append(gap(6))
    for function in edition.functions:
        if edition.items_of(function.code):
            made += [CondPageBreak(24 * mm), _function(edition, function, words), gap(5)]
    if edition.levels:
        made += [CondPageBreak(45 * mm), para(_("Levels"), look.heading), _levels(edition, words), gap(5)]
    if edition.duties:
        made += [CondPageBreak(25 * mm), para(_("Duties"), look.heading)]
        made += [_duties(edition, function, words) for function in edition.functions]
    return made


def _function(edition: Edition, function: Function, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    head = join(
        bold(f"{function.code}\u00a0 {words.text(function.short)}"), muted(f"{WIDE}{function.clause}")
    )
    captions = heads(
        *map(str, LEVELS), _("Minimum"), _("Weight"), _("Duties"), figures=range(len(LEVELS) + 2)
    )
    rows: list[list[Cell]] = [[para(head, look.cell), "", "", *captions]]
    items = edition.items_of(function.code)
    for item in items:
        targets = [one.targets.get(item.code) for one in edition.profiles]
        there = [one for one in targets if one is not None]
        weights = list(dict.fromkeys(str(one.weight) for one in there))
        served = (one.clause or one.code for one in edition.duties if item.code in one.items)
        drawing = ", ".join(clause.replace(" ", NBSP) for clause in served)
        said: list[Flowable] = [
            para(words.text(item.label), look.cell_strong),
            para(nb(words.text(item.text)), look.small),
        ]
        rows.append(
            [
                para(item.code, look.cell_muted),
                Diamond(filled=True) if any(one.critical for one in there) else "",
                said,
                *(para(sign, look.cell_right) for sign in model_matrix.aims(edition.profiles, item.code)),
                model_matrix.minimums(edition.profiles, item.code),
                " / ".join(weights),
                para(drawing, look.caption),
            ]
        )
    width = WIDTH - _CODE - _SIGN - _LEVEL * len(LEVELS) - _MINIMUM - _WEIGHT - _DUTIES
    return grid(
        rows,
        [_CODE, _SIGN, width, *[_LEVEL] * len(LEVELS), _MINIMUM, _WEIGHT, _DUTIES],
        ("SPAN", (0, 0), (2, 0)),
        ("ALIGN", (3, 1), (9, -1), "RIGHT"),
        ("LEFTPADDING", (10, 0), (10, -1), 8),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("NOSPLIT", (0, 0), (-1, min(2, len(rows) - 1))),
        padding=0.9,
        flows=any(_high(words.text(item.text)) for item in items),
    )


def _levels(edition: Edition, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    names = [name_of(kind, words).capitalize() for kind in (Kind.KNOWLEDGE, Kind.SKILL)]
    rows: list[list[Cell]] = [[*heads("", _("Level"), *names)]]
    for level in edition.levels:
        rows.append(
            [
                str(level.value),
                para(words.text(level.name), look.cell_strong),
                para(nb(words.text(level.knowledge)), look.small),
                para(nb(words.text(level.skill)), look.small),
            ]
        )
    half = (WIDTH - 8 * mm - 40 * mm) / 2
    texts = [text for level in edition.levels for text in (level.knowledge, level.skill)]
    return grid(
        rows,
        [8 * mm, 40 * mm, half, half],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        flows=any(_high(words.text(text)) for text in texts),
    )


def _duties(edition: Edition, function: Function, words: Words) -> Flowable:
    look = styles()
    duties = [one for one in edition.duties if one.function == function.code]
    if not duties:
        return gap(0)
    head = join(bold(f"{function.code}\u00a0 {words.text(function.short)}"))
    captions = heads(words.gettext("Competencies"))
    rows: list[list[Cell]] = [[para(head, look.cell), "", *captions]]
    for one in duties:
        rows.append(
            [
                para(one.clause or one.code, look.cell_muted),
                para(nb(words.text(one.text)), look.small),
                para(", ".join(one.items), look.small),
            ]
        )
    return grid(
        rows,
        [18 * mm, WIDTH - 86 * mm, 68 * mm],
        ("SPAN", (0, 0), (1, 0)),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 4),
        padding=1.0,
        flows=any(_high(words.text(one.text)) for one in duties),
    )


def _high(text: str) -> bool:
    return len(text) > _LONG or text.count("\n") > 12
