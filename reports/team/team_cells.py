"""The cells of a matrix on paper.

Filled = rated now, outlined = carried, hatched = no level, dash = not applicable, frame = below minimum.
"""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from domain.scale import TOP
from domain.team.matrix import NO_AGE, NO_LEVEL, Cell
from reports.paper import text
from reports.paper.parts import hatch
from reports.paper.style import BOLD, HAIR, REGULAR, inks
from reports.team.team_board import Board
from reports.words.team import phrases_team
from resources.i18n import MINUS, Words

_GAP = 1.1  # points of paper around a cell, so that neighbouring frames do not touch
_DENSE = 12.0  # in rows lower than this, digit and bar are smaller


@dataclass(frozen=True, slots=True)
class CellLook:
    """What distinguishes one cell from another; ``age`` is in quarters, 0 for a level of this quarter."""

    cell: Cell
    level: Fraction | None = None
    age: int = 0
    stop: bool = False
    large: bool = False


class Cells:
    """The cells of one size; a look is computed once for each combination of profile, item and level."""

    def __init__(self, board: Board, width: float, height: float) -> None:
        self._board, self._matrix = board, board.paper.matrix
        self._width, self._height = width, height
        self._box = (-1, -1, int(width) + 2, int(height) + 2)
        self._step = f"1 0 0 1 {width:.4f} 0 cm"
        self._known: dict[tuple[int, int, int, int, int], CellLook] = {}

    def row(self, canvas: Canvas, row: int, columns: Sequence[int]) -> None:
        """Draw the cells of a person from the origin to the right."""
        matrix, known = self._matrix, self._known
        profile, first = matrix.people[row].profile_id, row * len(matrix.framework.items)
        cells, indexes, ages = matrix.cells, matrix.indexes, matrix.ages
        for number, column in enumerate(columns):
            if number:
                canvas.addLiteral(self._step)
            at = first + column
            key = (profile, column, cells[at], indexes[at], ages[at])
            look = known.get(key)
            if look is None:
                look = known[key] = self._worked_out(*key)
            self._board.form(canvas, (look, self._width, self._height), self._box, partial(self._draw, look))

    def _draw(self, look: CellLook, canvas: Canvas) -> None:
        draw(canvas, look, self._width, self._height, self._board.words)

    def _worked_out(self, profile: int, column: int, cell: int, index: int, age: int) -> CellLook:
        matrix = self._matrix
        level = None if index == NO_LEVEL else matrix.levels[index]
        target = matrix.profiles[profile].targets.get(matrix.codes[column])
        gap = None if level is None or target is None or cell == Cell.OUTSIDE else target.level - level
        return CellLook(
            cell=Cell(cell),
            level=level,
            age=0 if age == NO_AGE else age,
            stop=gap is not None and cell != Cell.IMPORTED and matrix.is_stop(target, level),
            large=gap is not None and gap >= matrix.policy.large_gap,
        )


def draw(canvas: Canvas, look: CellLook, width: float, height: float, words: Words) -> None:
    """Draw one cell with its lower left corner at the origin."""
    match look.cell:
        case Cell.HIDDEN:
            return
        case Cell.MISSING:
            hatch(canvas, _GAP, _GAP, width - 2 * _GAP, height - 2 * _GAP, inks().muted)
        case Cell.NOT_APPLICABLE | Cell.UNCONFIRMED:
            canvas.setFillColor(inks().text)
            sign = "–" if look.cell is Cell.NOT_APPLICABLE else "–?"
            text.draw(canvas, width / 2, height / 2 - 2.8, sign, REGULAR, 8.5, align=0.5)
        case Cell.OUTSIDE:
            canvas.setFillColor(inks().muted)
            said = "·" if look.level is None else f"({_digits(look.level, words)})"
            text.draw(canvas, width / 2, height / 2 - 2.8, said, REGULAR, 8, align=0.5)
        case Cell.CARRIED | Cell.RATED | Cell.IMPORTED:
            _level(canvas, look, width, height, words)


def _level(canvas: Canvas, look: CellLook, width: float, height: float, words: Words) -> None:
    """Draw the digit, a quarter of a bar below it for each level, and the signs of a gap."""
    assert look.level is not None
    colours, carried = inks(), look.cell in (Cell.CARRIED, Cell.IMPORTED)
    dense = height < _DENSE
    size, bar = (7.0, 1.5) if dense else (8.0, 2.3)
    room = width - 2 * _GAP - 2.4
    filled = float(look.level) / TOP * room
    left, low = _GAP + 1.2, _GAP + (0.3 if dense else 1.0)
    canvas.setStrokeColor(colours.line)
    canvas.setLineWidth(HAIR)
    canvas.line(left, low, left + room, low)
    if filled and carried:
        canvas.setStrokeColor(colours.text)
        canvas.setLineWidth(0.5)
        canvas.rect(left + 0.25, low + 0.25, filled - 0.5, bar - 0.5, stroke=1, fill=0)
    elif filled:
        canvas.setFillColor(colours.text)
        canvas.rect(left, low, filled, bar, stroke=0, fill=1)
    canvas.setFillColor(colours.text)
    base = low + bar + (height - low - bar - _GAP - 0.7 * size) / 2 + (0.3 if dense else 0)
    face = REGULAR if carried else BOLD
    digits = _digits(look.level, words)
    text.draw(canvas, width / 2, base, digits, face, size, align=0.5)
    if carried:
        x = width / 2 + text.width(digits, face, size) / 2 + 0.4
        sign = phrases_team.imported(words) if look.cell is Cell.IMPORTED else f"{MINUS}{look.age}"
        text.draw(canvas, x, base + 0.28 * size, sign, REGULAR, 5.5)
    if look.large:
        corner = canvas.beginPath()
        corner.moveTo(width - _GAP, height - _GAP)
        corner.lineTo(width - _GAP - 4, height - _GAP)
        corner.lineTo(width - _GAP, height - _GAP - 4)
        corner.close()
        canvas.drawPath(corner, stroke=0, fill=1)
    if look.stop:
        canvas.setStrokeColor(colours.text)
        canvas.setLineWidth(1.1)
        canvas.rect(_GAP, _GAP - 0.4, width - 2 * _GAP, height - 2 * _GAP + 0.8, stroke=1, fill=0)


def _digits(level: Fraction, words: Words) -> str:
    return words.number(level, 0 if level.denominator == 1 else 1)
