"""What the pages of a team's paper share: names cut once, totals computed once, looks drawn once.

A page of a matrix has hundreds of cells but few different looks, so each look is a form that pages refer to.
"""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from domain.papers.team_paper import TeamPaper
from domain.team.matrix import Summary
from reports.paper import text
from reports.paper.style import BOLD, REGULAR, inks
from reports.paper.text import SetLine, set_line
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import Words

NAME, UNIT = 45 * mm, 28 * mm
SIZE, SMALL = 8.5, 7.5


@dataclass(frozen=True, slots=True)
class Names:
    """The texts of a row, cut to their columns; ``waiting`` is empty if levels are shown."""

    name: SetLine
    unit: SetLine
    waiting: str

    def muted(self, canvas: Canvas) -> None:
        """Draw the unit, starting at the origin."""
        canvas.setFillColor(inks().muted)
        self.unit.draw(canvas, 0, 0)


class Board:
    """Hands out texts, totals and drawn looks; one per paper, since forms belong to one file."""

    def __init__(self, paper: TeamPaper, words: Words) -> None:
        self.paper, self.words = paper, words
        self._forms: dict[Hashable, str] = {}
        self._totals: dict[tuple[int, str | None], Summary] = {}
        self._shares: dict[tuple[int, str | None], str] = {}
        signs = phrases_team.profiles(paper)
        units: dict[str, SetLine] = {}
        self.names: list[Names] = []
        for row, one in enumerate(paper.matrix.people):
            who = ", ".join(part for part in (one.name, signs[one.profile_id]) if part)
            unit = ", ".join(part for part in (paper.unit_of(row), phrases_team.until(one, words)) if part)
            if unit not in units:
                units[unit] = set_line(text.one_line(unit, UNIT - 4, REGULAR, SMALL), REGULAR, SMALL)
            name = set_line(text.one_line(who, NAME - 4, REGULAR, SIZE), REGULAR, SIZE)
            self.names.append(Names(name, units[unit], phrases_team.waiting(one, words) if one.blind else ""))

    def totals(self, row: int, function: str | None = None) -> Summary:
        """Return the totals of a person, overall or for a function."""
        key = row, function
        if key not in self._totals:
            self._totals[key] = self.paper.matrix.row_summary(row, function)
        return self._totals[key]

    def share(self, row: int, function: str | None = None) -> str:
        """Return the share for a narrow column: «≈» while provisional, a dash if there is no number."""
        key = row, function
        if key not in self._shares:
            totals = self.totals(row, function)
            number = phrases.has_number(totals)
            self._shares[key] = phrases.attainment(totals, self.words) if number else "—"
        return self._shares[key]

    def who(self, canvas: Canvas, row: int, y: float) -> None:
        """Draw name and unit of a row on the baseline *y*."""
        names = self.names[row]
        canvas.setFillColor(inks().text)
        names.name.draw(canvas, 0, y)
        canvas.addLiteral(f"q 1 0 0 1 {NAME:.2f} {y:.2f} cm")
        self.form(canvas, names.unit, (-1, -4, int(UNIT) + 1, 10), names.muted)
        canvas.addLiteral("Q")
        canvas.setFillColor(inks().muted)

    def put(self, canvas: Canvas, x: float, y: float, said: str, *, strong: bool = False) -> None:
        """Write a short, often repeated text so that it ends at *x*."""

        def draw(form: Canvas) -> None:
            form.setFillColor(inks().text)
            text.draw(form, 0, 0, said, BOLD if strong else REGULAR, SIZE, align=1)

        canvas.addLiteral(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        self.form(canvas, (said, strong), (-60, -4, 1, 10), draw)
        canvas.addLiteral("Q")

    def form(
        self,
        canvas: Canvas,
        look: Hashable,
        box: tuple[int, int, int, int],
        draw: Callable[[Canvas], None],
    ) -> None:
        """Place what *draw* draws around the origin inside *box*; it is drawn only once for each *look*."""
        name = self._forms.get(look)
        if name is None:
            name = self._forms[look] = f"look{len(self._forms)}"
            canvas.beginForm(name, *box)
            draw(canvas)
            canvas.endForm()
        canvas.doForm(name)
