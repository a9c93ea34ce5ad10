"""The table of people: grouped by kind, filtered as the user types; figures come once computed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from db.assessing.people import PersonRow
from db.assessing.progress import CaseLine
from db.development.plan_steps import PlanStep
from desktop.context import Context
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index, grouped, text_value
from desktop.kit.table.list_table import LineDelegate
from desktop.people.model import Asked, Group, Line, group_title, groups, lines_of
from desktop.people.state import TONES, StateWords, Tone, Wanted, next_words, where
from desktop.shared.initials import initials, paint_initials
from domain.hiring.decision import Outcome
from domain.team.matrix import Summary
from domain.team.standing import Standings
from domain.text import fold
from reports.words import phrases
from resources.i18n import _, current, pgettext

INKS = {Tone.WORK: "accent", Tone.WAITING: "warn", Tone.READY: "text", Tone.QUIET: "muted"}
TONE_ORDER = tuple(INKS)  # the most urgent first
ROUND = 22  # px at the usual text size, of the circle with the initials
_WIDE_NAME = "Захарова М. А."
CHIPS = {Tone.WORK: "accent_soft", Tone.WAITING: "warn_soft"}


class PeopleTable(ColumnTable[Line]):
    """People sorted by name or by another column, equals by name."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._viewer_id = context.me.id
        self._all: tuple[Line, ...] = ()
        self._asked, self._words = Asked(), ()
        self._over: frozenset[int] = frozenset()
        self._standings = Standings()
        self._plans: Mapping[int, PlanStep] = {}
        day = current().widest_date
        states = (
            Cell(_("Continue: {done} of {total}").format(done=71, total=71), chip="accent_soft"),
            Cell(_("Waiting: {name}").format(name=_WIDE_NAME), chip="warn_soft"),
            Cell(_("left {day}").format(day=day)),
        )
        share = Cell(f"≈\u00a0{current().percent(1)}", role="strong")
        below = Cell("00", diamond="danger")
        # Where space is short these make room for the name: the card shows them.
        columns: tuple[Column[Line], ...] = (
            Column("name", _("Full name"), _name, _by_name, None, least=250, most=440, paint=_paint_name),
            Column("code", pgettext("column", "No., code"), _code, None, "C-00000", spare=1),
            Column("where", _("Unit, position"), _where, None, "Отдел качества", spare=2),
            Column("state", pgettext("column", "Next"), self._next, self._by_next, states, least=150),
            _figures("attainment", _("Attainment"), self._attainment, self._by_attainment, share, spare=6),
            _figures("bounds", _("Range"), self._bounds, self._by_bounds, "00–000", spare=4, falling=False),
            _figures("stops", pgettext("column", "Below min."), self._stops, self._by_stops, below, spare=5),
            _figures("date", _("Assessment"), _day, lambda line: line.day, day, spare=3),
        )
        super().__init__(context, "people", _("People"), columns, lambda line: line.person.id, parent)
        self.list_model.order(*self.columns.order)  # by name until another column is chosen

    def show_people(self, rows: Sequence[PersonRow], on: date) -> None:
        """Show people as of that day; filter and order stay."""
        self.show_lines(lines_of(rows, on))

    def show_lines(
        self, lines: tuple[Line, ...], counts: Mapping[Group | None, int] = MappingProxyType({})
    ) -> None:
        """Show these people, given by name; *counts* tells how many there are, if these are not all."""
        self._all = lines
        self.list_model.show(grouped(groups(lines), {group_title(one): counts[one] for one in counts if one}))

    def with_these(self, lines: tuple[Line, ...], total: int) -> tuple[Line, ...]:
        """Return everybody as shown, but these as they are now; only these if somebody went."""
        now = {line.person.id: line for line in lines}
        known = {line.person.id: line for line in self._all} | now
        return tuple(sorted(known.values(), key=lambda line: line.order)) if len(known) <= total else lines

    def holds(self, person_id: int) -> bool:
        """Return whether somebody is among those shown, whatever the filter."""
        return any(line.person.id == person_id for line in self._all)

    def put_plans(self, plans: Mapping[int, PlanStep]) -> None:
        """Take the plans by person; ``show_standings`` shows them with the figures."""
        self._plans = plans

    def show_standings(self, standings: Standings) -> None:
        """Fill in the figures and keep the current person, although rows may move."""
        stood, self._standings = self.current_key, standings
        self.list_model.follow(grouped(groups(self._all)))
        if self.current_key != stood:
            self.stand_on(stood)

    def standing(self, row: PersonRow) -> Summary | None:
        """Return the totals of the newest visible result of somebody; None if there is none."""
        if row.shown is None or not row.shown.open_to(self._viewer_id):
            return None
        return self._standings.of(row.shown.case_id)

    def narrow(self, asked: Asked, over: frozenset[int] = frozenset()) -> None:
        """Show the people of that kind and state whose name, code or place contains every word.

        *over* are the people whose data may be kept no longer, if they are asked for.
        """
        if (asked, over) != (self._asked, self._over):
            self._asked, self._words, self._over = asked, tuple(fold(asked.text).split()), over
            self.list_model.narrow(self._passes)

    def count(self, group: Group | None = None) -> int:
        """Return how many people of this group there are, whatever the filter; None counts everybody."""
        return sum(line.of(group) for line in self._all)

    def _passes(self, line: Line) -> bool:
        able = line.of(self._asked.group) and line.state.tone in TONES[self._asked.wanted]
        able = able and (self._asked.wanted is not Wanted.OVER or line.person.id in self._over)
        return able and all(word in line.hay for word in self._words)

    def _next_of(self, line: Line) -> StateWords:
        if line.left:
            return line.state
        standing, plan = self.standing(line.row), self._plans.get(line.person.id)
        unsettled = 0
        if standing is not None and line.row.latest is line.row.shown:
            unsettled = standing.unsettled
        return next_words(line.row.latest, plan, unsettled, self._viewer_id)

    def _next(self, line: Line) -> Cell:
        words = self._next_of(line)
        return Cell(words.text, ink=INKS[words.tone], chip=CHIPS.get(words.tone, ""))

    def _by_next(self, line: Line) -> object:
        words, latest = self._next_of(line), line.row.latest
        # Nothing is to come where only sealed sheets are closed: that is nearest to a result.
        closed = words.tone is Tone.WAITING and latest is not None and not latest.pending
        return TONE_ORDER.index(words.tone), closed, text_value(words.text)

    def _bounded(self, line: Line) -> Summary | None:
        standing = self.standing(line.row)
        return None if standing is None or standing.lower is None else standing

    def _attainment(self, line: Line) -> Cell | str:
        standing = self._bounded(line)
        if standing is None or not phrases.has_number(standing):
            return ""
        role, ink = ("strong", "text") if phrases.is_final(standing) else ("body", "muted")
        return Cell(phrases.attainment(standing, current()), role=role, ink=ink)

    def _by_attainment(self, line: Line) -> Fraction | None:
        standing = self._bounded(line)
        return standing.attainment if standing is not None and phrases.has_number(standing) else None

    def _bounds(self, line: Line) -> Cell:
        ends = (current().number(share * 100, 0) for share in self._by_bounds(line) or ())
        return Cell("–".join(dict.fromkeys(ends)), ink="muted")

    def _by_bounds(self, line: Line) -> tuple[Fraction, Fraction] | None:
        one = self.standing(line.row)
        if one is None or one.lower is None or one.upper is None or one.known >= one.applicable:
            return None
        return one.lower, one.upper

    def _stops(self, line: Line) -> Cell | str:
        stops = self._by_stops(line)
        return Cell(str(stops), diamond="danger") if stops else ""

    def _by_stops(self, line: Line) -> int | None:
        standing = self._bounded(line)
        return None if standing is None else standing.stops or None


def _by_name(line: Line) -> object:
    return line.order[0] or None


def _figures(
    key: str,
    title: str,
    cell: Callable[[Line], Cell | str],
    value: Callable[[Line], Any],
    widest: Cell | str,
    *,
    spare: int,
    falling: bool = True,
) -> Column[Line]:
    return Column(key, title, cell, value, widest, figures=True, falling=falling, spare=spare)


def _name(line: Line) -> str:
    return line.person.full_name


def _code(line: Line) -> Cell:
    """Return the number by which people know somebody, else the code that the file has given."""
    return Cell(line.person.personnel_no or line.person.code, ink="muted")


def _where(line: Line) -> Cell | str:
    """Return unit and post; of whoever has none yet, the vacancy that the person is still a candidate for."""
    latest = line.row.latest
    if (here := where(line.person)) or latest is None or not latest.in_vacancy or _is_refused(latest):
        return here
    return Cell(
        _("candidate for: {vacancy}").format(vacancy=latest.cycle_title or latest.cycle_code), ink="muted"
    )


def _is_refused(latest: CaseLine) -> bool:
    return latest.not_chosen or latest.outcome == Outcome.NOT_RECOMMEND


def _paint_name(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
    """Write the name after the initials."""
    size = on.theme.scaled(ROUND)
    box = QRectF(rect.left(), rect.top() + (rect.height() - size) / 2, size, size)
    current_one = on.is_current(index)
    paint_initials(painter, box, on.theme, initials(line.person), chosen=current_one)
    role = "strong" if current_one else "body"
    on.write(painter, rect.adjusted(size + 8, 0, 0, 0), _name(line), role, "text")


def _day(line: Line) -> Cell:
    return Cell("" if line.day is None else current().date(line.day), ink="muted")
