"""What page 1 of the profile says beside the numbers: gaps, strengths, duties at risk, not assessed."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from domain.assessing.agreement import Agreement, case_agreement
from domain.assessing.entry import Row
from domain.assessing.evidence import Polarity
from domain.assessing.gaps import DutyStatus
from domain.assessing.result import CaseResult
from domain.hiring.decision import SettledLevel
from reports.assessing import candidate_details
from reports.paper.grid import Command, columns, gap, grid, heads, height_of, scale
from reports.paper.letterhead import capital
from reports.paper.page import PORTRAIT
from reports.paper.parts import Diamond
from reports.paper.seen import elide
from reports.paper.style import HAIR, REGULAR, RULE, inks, styles
from reports.paper.text import Markup, bold, join, one_line, para, quiet
from reports.words import phrases
from reports.words.assessing import legends, phrases_known
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from resources.i18n import NBSP, Words, nb

WIDTH = PORTRAIT.width


@dataclass(frozen=True, slots=True)
class _Room:
    """How much fits on page 1; the details have what is left out here.

    Every room but the last lists all items below their minimum; the last is for when nothing else fits.
    """

    gaps: int
    facts: int
    strengths: int
    strength_facts: bool
    duties: int
    missing: int
    all_stops: bool = True


_ROOMS = (  # from the largest to the smallest
    _Room(7, 7, 5, True, 5, 6),
    _Room(7, 7, 5, True, 3, 4),
    _Room(7, 7, 5, False, 3, 3),
    _Room(7, 7, 3, False, 2, 2),
    _Room(7, 4, 2, False, 2, 2),
    _Room(7, 2, 2, False, 1, 1),
    _Room(7, 1, 2, False, 1, 1),
    _Room(5, 1, 2, False, 1, 1),
    _Room(4, 1, 2, False, 1, 1),
    _Room(3, 1, 2, False, 1, 1),
    _Room(2, 1, 1, False, 1, 1),
    _Room(2, 0, 1, False, 1, 1),
    _Room(2, 0, 0, False, 1, 1),
    _Room(2, 0, 1, False, 1, 1, all_stops=False),  # the box above lists the codes of all of them
)


def fitting(
    result: CaseResult,
    above: Sequence[Flowable],
    below: Sequence[Flowable],
    words: Words,
    settled: Sequence[SettledLevel] = (),
) -> tuple[list[Flowable], bool]:
    """Return the findings in the largest room that fits page 1 between these parts, else in the smallest.

    With them comes whether they name everything that was not assessed.
    """
    tried: dict[int, list[Flowable]] = {}

    def fits(number: int) -> bool:
        tried[number] = _findings(result, _ROOMS[number], words, settled)
        # Measured as a whole: where two parts meet there is a space that neither has alone.
        return height_of([*above, *tried[number], *below], WIDTH) <= PORTRAIT.height

    chosen = 0 if fits(0) else bisect_left(range(1, len(_ROOMS) - 1), True, key=fits) + 1
    made = tried[chosen] if chosen in tried else _findings(result, _ROOMS[chosen], words, settled)
    return made, len(result.score.missing) <= _ROOMS[chosen].missing


def _findings(
    result: CaseResult, room: _Room, words: Words, settled: Sequence[SettledLevel]
) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    limit = max(room.gaps, len(result.score.stops)) if room.all_stops else room.gaps
    made: list[Flowable] = [*_gap_table(result, limit, words, facts=room.facts)]
    strengths = result.score.strengths[: room.strengths]
    if strengths:
        made.append(para(_("Strengths"), look.heading))
        parts = [_strength(row, result, words, fact=room.strength_facts) for row in strengths]
        more = len(result.score.strengths) - len(strengths)
        rest = f" {phrases_known.more(more, words)}" if more else ""
        made.append(para(join(join(*parts, glue="; "), rest, "."), look.dense))
    if result.score.missing:
        beside = [_duties(result, room.duties, words, look.cell), _missing(result, room.missing, words)]
        made += [gap(4), columns(beside, [WIDTH / 2, WIDTH / 2], gap=14)]
    else:
        made += _duties(result, room.duties, words, look.dense)
    said = agreement(result, words, settled)
    if said:
        made += [gap(3), para(said, look.dense)]
    return made


def _gap_table(result: CaseResult, limit: int, words: Words, *, facts: int) -> list[Flowable]:
    _ = words.gettext
    look, score = styles(), result.score
    if not score.gaps:
        nothing = _("No gaps: everything assessed meets its target") if score.totals.known else _("no data")
        return [para(_("Gaps"), look.heading), para(nothing + ".", look.body)]
    ruler = 16 * mm
    captions: list[Flowable | str] = [
        *heads(_("Code"), "", _("Competency"), "", _("Level"), _("Target"), _("Minimum"), figures=range(4, 7))
    ]
    captions[3] = scale(ruler, "0", "4")
    widths = [10 * mm, 5 * mm, WIDTH - ruler - 3 - 56 * mm, ruler + 3, 16 * mm, 10 * mm, 15 * mm]
    rows, commands = [captions], list[Command]()
    shown = sorted(score.gaps, key=lambda row: not row.stop)[:limit]
    for place, row in enumerate(shown):
        item = result.framework.item(row.code)
        shape = look.cell_strong if row.stop else look.cell
        label = one_line(words.text(item.on_paper), widths[2] - 6, str(shape.fontName), float(shape.fontSize))
        rows.append(
            [
                para(row.code, look.cell_muted),
                Diamond(filled=True) if row.critical else "",
                para(label, shape),
                candidate_details.ruler(row, result, ruler),
                para(phrases.level(row, words), look.cell_strong_right),
                words.number(row.entry.target, 0),
                phrases.minimum(row, words),
            ]
        )
        fact = phrases.fact(result, row, Polarity.AGAINST, words) if place < facts else ""
        if fact:  # over the full width: in a column beside the numbers it would be unreadable
            room = WIDTH - widths[0] - widths[1] - 2
            told = para(one_line(fact, room, REGULAR, look.small.fontSize), look.small)
            commands += [
                ("SPAN", (2, len(rows)), (-1, len(rows))),
                ("TOPPADDING", (0, len(rows)), (-1, len(rows)), 0),
                ("BOTTOMPADDING", (0, len(rows) - 1), (-1, len(rows) - 1), 0),
            ]
            rows.append(["", "", told, *([""] * 4)])
        commands.append(("LINEBELOW", (0, len(rows) - 1), (-1, len(rows) - 1), HAIR, inks().light))
    table = grid(
        rows,
        widths,
        ("ALIGN", (5, 1), (6, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, 0), RULE, inks().text),
        *commands,
        padding=1.4,
        lines=False,
    )
    apart = any(len(set(phrases.open_levels(row, result))) > 1 for row in shown)
    legend = legends.of_gaps(shown, words, spread=apart)
    made: list[Flowable] = [para(join(_("Gaps"), " ", quiet(nb(legend))), look.heading), table]
    more = len(score.gaps) - limit
    if more > 0:
        said = words.ngettext(
            "{count} more gap in the table below", "{count} more gaps in the table below", more
        )
        made.append(para(said.format(count=more) + ".", look.caption))
    return made


def _strength(row: Row, result: CaseResult, words: Words, *, fact: bool) -> Markup:
    label = words.text(result.framework.item(row.code).on_paper)
    told = phrases.fact(result, row, Polarity.FOR, words) if fact else ""
    said = join(f"{row.code}\u00a0{label}, ", bold(phrases.level(row, words)))
    return join(said, f": {elide(told, 90).rstrip('.')}") if told else said


def _duties(result: CaseResult, limit: int, words: Words, text: ParagraphStyle) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    at_risk = [one for one in result.score.duties if one.status is DutyStatus.AT_RISK]
    made: list[Flowable] = [para(_("Duties at risk"), look.heading)]
    if not at_risk:
        made.append(para(_("none on what is known"), text))
    unknown = phrases_known.duties_unknown(result.score.duties, words)
    for one in at_risk[:limit]:
        clause = _("duty {clause}").format(clause=one.duty.clause) if one.duty.clause else one.duty.code
        title = phrases_duties.title(one.duty, words, 62)
        made.append(para(nb(f"{clause} {title}: {phrases.shortfalls(one, 2, words)}"), text))
    more = len(at_risk) - limit
    notes = [*([_more(more, words)] if more > 0 else []), *([unknown] if unknown else [])]
    if notes:
        made.append(para(nb(". ".join(map(capital, notes))), look.caption))
    return made


def _missing(result: CaseResult, limit: int, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, missing = styles(), result.score.missing
    made: list[Flowable] = [para(_("Not assessed"), look.heading)]
    first = sorted(missing, key=lambda row: not row.critical)[:limit]
    for row in first:
        label = elide(words.text(result.framework.item(row.code).on_paper), 90)
        made.append(para(nb(f"{row.code} {label}: {phrases.reasons(row, words)}"), look.cell))
    if len(missing) > limit:
        made.append(para(_more(len(missing) - limit, words), look.caption))
    return made


def _more(count: int, words: Words) -> str:
    said = words.ngettext("and {count} more, listed below", "and {count} more, listed below", count)
    return said.format(count=count)


def agreement(result: CaseResult, words: Words, settled: Sequence[SettledLevel] = ()) -> Markup | None:
    """Return the sentence on agreement; None with one assessor or where it would give a shy role away.

    What people have agreed on is reported as agreed, not as to be discussed; the day comes from *settled*.
    """
    _ = words.gettext
    counted = result.counted
    if len(counted) < 2 or result.kept_apart:
        return None
    done = case_agreement(result.score.rows, result.policy)
    said = f": {name_of(done.agreement, words)}"
    if done.within_one is not None and done.agreement is not Agreement.TOO_FEW:
        shares = _("; identical in {exact} of {pairs} pairs, within one level in {within}")
        said += shares.format(
            exact=words.percent(done.exact), pairs=done.pairs, within=words.percent(done.within_one)
        )
    apart = [row.code for row in result.score.to_discuss if row.entry.settled is None]
    if apart:
        said += ". " + _("To discuss: {codes}").format(codes=phrases.listing(apart, 12, words))
    said += "".join(f". {one}" for one in _agreed(result, words, settled))
    return join(bold(_("Agreement of assessors")), nb(said) + ".")


def _agreed(result: CaseResult, words: Words, settled: Sequence[SettledLevel]) -> Iterator[str]:
    """Yield what people agreed on for the items that had differed, day by day."""
    _ = words.gettext
    days = {one.code: one.on for one in settled}
    by_day: dict[date | None, list[str]] = {}
    for row in result.score.to_discuss:
        if row.entry.settled is not None:
            level = row.entry.settled.level
            told = f"{row.code}{NBSP}–{NBSP}{_('not applicable') if level is None else level}"
            by_day.setdefault(days.get(row.code), []).append(told)
    for day, told in sorted(by_day.items(), key=lambda one: one[0] or date.min):
        levels = ", ".join(told)
        if day is None:
            yield _("Agreed: {levels}").format(levels=levels)
        else:
            yield _("Discussed {date}, agreed: {levels}").format(date=words.date(day), levels=levels)
