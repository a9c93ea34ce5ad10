"""Tables of papers and the fixed layouts built from them: stamp, lines to write on, signatures."""

from collections.abc import Collection, Sequence
from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from reports.paper.style import HAIR, REGULAR, RULE, inks, styles
from reports.paper.text import bold, name_in, para
from resources.i18n import Words

type Cell = str | Flowable | Sequence[Flowable]
type Command = tuple[object, ...]


def grid(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *more: Command,
    head: int = 1,
    padding: float = 2.2,
    lines: bool = True,
    flows: bool = False,
) -> Table:
    """Return a table with a rule under its heads, which repeat on each page, and hair lines between rows.

    Only figures of ours may be plain strings: user text comes as a paragraph, through the gate. ``flows``
    lets a row taller than the page continue on the next one; the heads are then printed only once, since the
    library would repeat them at every attempt to split such a row, and nothing is kept with them, since it
    would try for ever to keep such a row.
    """
    colours = inks()
    commands: list[Command] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 9.2, 11.2),
        ("TEXTCOLOR", (0, 0), (-1, -1), colours.text),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("VALIGN", (0, head), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, head - 1), "BOTTOM") if head else ("NOSPLIT", (0, 0), (0, 0)),
    ]
    if lines:
        commands.append(("LINEBELOW", (0, head), (-1, -2), HAIR, colours.light))
        commands.append(("LINEBELOW", (0, -1), (-1, -1), HAIR * 2, colours.line))
    if head:
        commands.append(("LINEBELOW", (0, head - 1), (-1, head - 1), RULE, colours.text))
    kept = [one for one in more if not (flows and one[:2] == ("NOSPLIT", (0, 0)))]
    table = Table(
        [list(row) for row in rows],
        list(widths),
        repeatRows=0 if flows else head,
        # The least that is left of a row: with 1 a row too high by less than a point stays whole, and fails.
        splitInRow=cast(int, 1e-9 if flows else 0),
        style=cast(Any, [*commands, *kept]),
    )
    table.hAlign = "LEFT"
    return table


def ends(rows: int, *, flows: bool = False) -> tuple[Command, ...]:
    """Return what keeps a row from standing alone on a page: the first two with the heads, the last two.

    ``rows`` counts the heads. The last two may part in a table that *flows*.
    """
    first: Command = ("NOSPLIT", (0, 0), (-1, min(2, rows - 1)))
    return (first,) if flows or rows < 4 else (first, ("NOSPLIT", (0, rows - 2), (-1, rows - 1)))


def columns(cells: Sequence[Cell], widths: Sequence[float], gap: float = 12, *, flows: bool = False) -> Table:
    """Return flowables side by side, tops aligned; with ``flows`` they go on on the next page."""
    return grid(
        [cells],
        widths,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (-2, -1), gap),
        head=0,
        padding=0,
        lines=False,
        flows=flows,
    )


def share_scale(width: float, words: Words) -> Table:
    """Return the ends of a scale, 0 % and 100 %, for placing above rulers of this width."""
    return scale(width, words.percent(0), words.percent(1))


def scale(width: float, first: str, last: str) -> Table:
    """Return the ends of a scale, for placing above rulers of this width."""
    look = styles()
    return grid(
        [[para(first, look.caption), para(last, look.caption_right)]],
        [width / 2, width / 2],
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        head=0,
        padding=0,
        lines=False,
    )


class Head(Flowable):
    """The head of a column: its words are never broken; it shrinks if one is wider than the column."""

    def __init__(self, name: str, style: ParagraphStyle) -> None:
        super().__init__()
        self._name, self._style = name, style

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 the library's names
        # A column gets its width from the table, so the available room is known only here.
        self._set = name_in(self._name, self._style, aW, hyphens=False)  # codes have one
        self.width, self.height = self._set.wrap(aW, aH)
        return self.width, self.height

    def draw(self) -> None:
        self._set.drawOn(self.canv, 0, 0)


def heads(*names: str, figures: Collection[int] = ()) -> list[Flowable]:
    """Return the heads of a table; *figures* are the places of the right-aligned ones."""
    look = styles()
    return [
        Head(name, look.caption_right if at in figures else look.caption) for at, name in enumerate(names)
    ]


def line(width: float, caption: str, content: str = "") -> Table:
    """Return a line to write on with its caption below; *content*, if any, is printed on the line."""
    look = styles()
    return grid(
        [[para(content, look.small) if content else ""], [para(caption, look.caption_centre)]],
        [width],
        ("LINEBELOW", (0, 0), (-1, 0), HAIR * 1.6, inks().text),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        head=0,
        padding=0.5,
        lines=False,
    )


def stamp(post: str, name: str, words: Words, style: ParagraphStyle | None = None) -> list[Flowable]:
    """Return the approval stamp; what the file does not know is a line to fill (forms.md section 1.1).

    Whoever approves writes the day by hand. ``style`` is that of post and name if it is not the usual one.
    """
    _ = words.gettext
    look = styles()
    width, body = 62 * mm, style or look.body
    return [
        para(bold(_("APPROVED")), body),
        para(post, body) if post else line(width, _("(position)")),
        columns(
            [line(36 * mm, _("(signature)")), para(name, body) if name else line(34 * mm, _("(name)"))],
            [40 * mm, 40 * mm],
        ),
        line(36 * mm, _("(date)")),
    ]


def signature(
    post: str,
    name: str,
    width: float,
    words: Words,
    note: str = "",
    caption: str = "",
    style: ParagraphStyle | None = None,
) -> Table:
    """Return a signature block: post, place to sign, initials and surname, place for the date; not filled.

    ``note`` is under the post («с планом ознакомлен»), ``caption`` under the line if there is no name,
    ``style`` that of post and name if it is not the usual one. It never splits.
    """
    _ = words.gettext
    look = styles()
    body = style or look.body
    shares = (0.36, 0.24, 0.24, 0.16)
    widths = [share * width for share in shares]
    room = widths[2] - 12
    left: list[Flowable] = [para(post, body) if post else line(widths[0] - 24, caption or _("(position)"))]
    if note:
        left.append(para(note, look.caption))
    block = grid(
        [
            [
                left,
                line(widths[1] - 12, _("(signature)")),
                name_in(name, body, room) if name else line(room, _("(initials, surname)")),
                line(widths[3], _("(date)")),
            ]
        ],
        widths,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("NOSPLIT", (0, 0), (-1, 0)),
        head=0,
        padding=0,
        lines=False,
    )
    block.spaceBefore = 3
    return block


def gap(height: float) -> Spacer:
    """Return an empty strip."""
    return Spacer(1, height)


def height_of(flowables: Sequence[Flowable], width: float) -> float:
    """Return the height of the flowables one below another; where two spaces meet the larger one counts."""
    total, after = 0.0, 0.0
    for number, flowable in enumerate(flowables):
        before = flowable.getSpaceBefore() if number else 0.0
        total += flowable.wrap(width, 100_000)[1] + max(before, after)
        after = flowable.getSpaceAfter()
    return total
