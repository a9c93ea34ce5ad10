"""Drawn parts of papers: rulers, boxes, lines, diamonds; all vector, all fit for black and white.

Hatching always means «we do not know»; an outline means «from an earlier quarter».
"""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from domain import geometry
from reports.paper import text
from reports.paper.style import BOLD, HAIR, REGULAR, inks

_HATCH = 3.0  # points between the lines


class Drawn(Flowable):
    """Something of a fixed size that draws itself; subclasses implement ``draw``."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 the library's names
        return self.width, self.height


class Ruler(Drawn):
    """An index with its bounds: solid to the lower, hatched to the upper bound, a tick at the value.

    ``scale`` adds a tick every 5 % below.
    """

    def __init__(
        self, width: float, bar: geometry.BoundsBar, thick: float = 8.0, *, scale: bool = False
    ) -> None:
        super().__init__(width, thick + (9 if scale else 4))
        self._bar, self._thick, self._scale = bar, thick, scale

    def draw(self) -> None:
        canvas, colours, bar = self.canv, inks(), self._bar
        bottom = self.height - self._thick - 2
        box(canvas, 0, bottom, self.width, self._thick)
        if bar.hatched > bar.solid:
            start = bar.solid * self.width
            span = (bar.hatched - bar.solid) * self.width
            if start == 0 and bar.tick is None and bar.hatched == 1:
                hatch(canvas, 0, bottom, self.width, self._thick)
            else:
                hatch(canvas, start, bottom, span, self._thick)
        if bar.solid > 0:
            canvas.setFillColor(colours.ink)
            canvas.rect(0, bottom, bar.solid * self.width, self._thick, stroke=0, fill=1)
        if bar.tick is not None:
            tick(canvas, bar.tick * self.width, bottom - 2, self._thick + 4)
        if self._scale:
            canvas.setStrokeColor(colours.muted)
            canvas.setLineWidth(0.4)
            for step in range(21):
                long = 4 if step % 10 == 0 else 3 if step % 5 == 0 else 1.8
                x = step / 20 * self.width
                canvas.line(x, bottom - 3, x, bottom - 3 - long)


class LevelRuler(Drawn):
    """A level 0-4, a tick at its target, a whisker over the assessors' range; hatched without a level."""

    def __init__(self, width: float, bar: geometry.LevelBar, *, outlined: bool = False) -> None:
        super().__init__(width, 11.0)
        self._bar, self._outlined = bar, outlined

    def draw(self) -> None:
        canvas, colours, bar = self.canv, inks(), self._bar
        bottom, thick = 3.5, 5.0
        box(canvas, 0, bottom, self.width, thick)
        if bar.filled is None:
            hatch(canvas, 0, bottom, self.width, thick, colours.muted)
        elif self._outlined:
            canvas.setStrokeColor(colours.level)
            canvas.setLineWidth(1.1)
            canvas.rect(0.5, bottom + 0.5, max(0.0, bar.filled * self.width - 1), thick - 1, stroke=1, fill=0)
        else:
            canvas.setFillColor(colours.level)
            canvas.rect(0, bottom, bar.filled * self.width, thick, stroke=0, fill=1)
        if bar.filled is not None and not self._outlined:
            canvas.setStrokeColorRGB(1, 1, 1)
            canvas.setLineWidth(0.6)
            for quarter in (1, 2, 3):
                x = quarter / 4 * self.width
                canvas.line(x, bottom + 0.3, x, bottom + thick - 0.3)
        if bar.whisker is not None:
            canvas.setStrokeColor(colours.text)
            canvas.setLineWidth(0.7)
            low, high = (end * self.width for end in bar.whisker)
            canvas.line(low, 1.2, high, 1.2)
            for end in (low, high):
                canvas.line(end, 0.3, end, 2.1)
        tick(canvas, bar.target * self.width, bottom - 1.2, thick + 3.2)


class TimeRuler(Drawn):
    """Where an action lies in the plan; ``marks`` are the starts of months as shares of the line."""

    def __init__(self, width: float, span: tuple[float, float], marks: Sequence[float]) -> None:
        super().__init__(width, 9.0)
        self._span, self._marks = span, marks

    def draw(self) -> None:
        canvas, colours = self.canv, inks()
        middle = self.height / 2
        canvas.setStrokeColor(colours.line)
        canvas.setLineWidth(0.5)
        canvas.line(0, middle, self.width, middle)
        for mark in self._marks:
            canvas.line(mark * self.width, middle - 2.2, mark * self.width, middle + 2.2)
        start, end = (share * self.width for share in self._span)
        canvas.setFillColor(colours.ink)
        canvas.rect(start, middle - 3.2, end - start, 6.4, stroke=0, fill=1)


class Diamond(Drawn):
    """◆ a critical item, ◇ one without a gap that some assessor rates below target; alike on every page."""

    def __init__(self, *, filled: bool, size: float = 6.0) -> None:
        super().__init__(size, size + 2)
        self._filled, self._size = filled, size

    def draw(self) -> None:
        canvas, half = self.canv, self._size / 2
        middle = half + 0.6
        shape: PDFPathObject = canvas.beginPath()
        shape.moveTo(half, middle + half)
        for x, y in ((self._size, middle), (half, middle - half), (0, middle)):
            shape.lineTo(x, y)
        shape.close()
        canvas.setLineWidth(0.7)
        canvas.setStrokeColor(inks().text)
        canvas.setFillColor(inks().text)
        canvas.drawPath(shape, stroke=1, fill=int(self._filled))


class Choices(Drawn):
    """Empty boxes with words, to tick by hand; over several lines if needed."""

    def __init__(self, width: float, choices: Sequence[str], size: float = 10.0) -> None:
        self._size = size
        self._places: list[tuple[float, int, str]] = []
        x, line = 0.0, 0
        for choice in choices:
            needed = 14 + text.width(choice, REGULAR, size)
            if x and x + needed > width:
                x, line = 0.0, line + 1
            self._places.append((x, line, choice))
            x += needed + 14
        super().__init__(width, (line + 1) * (size + 6))

    def draw(self) -> None:
        canvas = self.canv
        for x, line, choice in self._places:
            base = self.height - (line + 1) * (self._size + 6) + 4
            canvas.setStrokeColor(inks().text)
            canvas.setLineWidth(0.6)
            canvas.rect(x, base - 1.2, 9, 9, stroke=1, fill=0)
            canvas.setFillColor(inks().text)
            text.draw(canvas, x + 14, base, choice, REGULAR, self._size)


class Boxes(Drawn):
    """A row of boxes to cross with a pen, one sign in each; the last one is set a little apart.

    ``crossed`` is the index of the crossed box, None if there is none.
    """

    SIDE = 6 * mm
    STEP = 8 * mm
    APART = 2.5 * mm

    def __init__(self, signs: Sequence[str], crossed: int | None = None) -> None:
        super().__init__(self.span(len(signs)), self.SIDE)
        self._signs, self._crossed = signs, crossed

    @classmethod
    def span(cls, count: int) -> float:
        """Return the width that *count* boxes take."""
        return (count - 1) * cls.STEP + cls.SIDE + cls.APART

    def draw(self) -> None:
        canvas, colours = self.canv, inks()
        for place, sign in enumerate(self._signs):
            x = place * self.STEP + (self.APART if place == len(self._signs) - 1 else 0)
            canvas.setStrokeColor(colours.text)
            canvas.setLineWidth(0.6)
            canvas.rect(x, 0, self.SIDE, self.SIDE, stroke=1, fill=0)
            # A pale sign inside shows which box it is, even far below the heads, and lets a cross stand out.
            canvas.setFillColor(colours.line)
            text.draw(canvas, x + self.SIDE / 2, self.SIDE / 2 - 2.5, sign, REGULAR, 7.5, align=0.5)
            if place == self._crossed:
                canvas.setLineWidth(1.6)
                for start, end in ((3, self.SIDE - 3), (self.SIDE - 3, 3)):
                    canvas.line(x + 3, start, x + self.SIDE - 3, end)


class BoxHeads(Drawn):
    """The signs over a row of boxes, each over its own."""

    def __init__(self, signs: Sequence[str]) -> None:
        super().__init__(Boxes.span(len(signs)), 10.0)
        self._signs = signs

    def draw(self) -> None:
        self.canv.setFillColor(inks().text)
        for place, sign in enumerate(self._signs):
            x = place * Boxes.STEP + (Boxes.APART if place == len(self._signs) - 1 else 0)
            text.draw(self.canv, x + Boxes.SIDE / 2, 2, sign, BOLD, 9.2, align=0.5)


class EntryBox(Drawn):
    """A box to write a digit or a word in, with its present content."""

    def __init__(self, width: float, content: str = "", sign: str = "") -> None:
        super().__init__(width, Boxes.SIDE)
        self._content, self._sign = content, sign

    def draw(self) -> None:
        canvas, colours = self.canv, inks()
        canvas.setStrokeColor(colours.text)
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        shown, colour = (self._content, colours.text) if self._content else (self._sign, colours.line)
        canvas.setFillColor(colour)
        size = 7.5 if not self._content else 9.2
        text.draw(canvas, self.width / 2, self.height / 2 - size / 3, shown, REGULAR, size, align=0.5)


class WritingLines(Drawn):
    """A word and lines to write on by hand."""

    def __init__(self, width: float, label: str, lines: int = 2) -> None:
        super().__init__(width, lines * 17.0 + 2)
        self._label, self._lines = label, lines

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(inks().text)
        text.draw(canvas, 0, self.height - 13, self._label, REGULAR, 10)
        start = text.width(self._label, REGULAR, 10)
        canvas.setStrokeColor(inks().text)
        canvas.setLineWidth(0.5)
        for line in range(self._lines):
            y = self.height - 15 - 17 * line
            canvas.line(start + 8 if line == 0 and start else 0, y, self.width, y)


class Swatch(Drawn):
    """A small sample of a fill for a legend: ``kind`` is hatch, level or carried."""

    def __init__(self, kind: str) -> None:
        super().__init__(7 * mm, 8)
        self._kind = kind

    def draw(self) -> None:
        canvas, colours = self.canv, inks()
        canvas.setLineWidth(0.7)
        canvas.setStrokeColor(colours.level if self._kind in ("level", "carried") else colours.ink)
        canvas.setFillColor(colours.level if self._kind == "level" else "white")
        canvas.rect(0, 1, 6 * mm, 5.5, stroke=1, fill=1)
        if self._kind == "hatch":
            hatch(canvas, 0, 1, 6 * mm, 5.5)


def box(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw the empty track of a ruler."""
    canvas.setFillColor(inks().track)
    canvas.setStrokeColor(inks().line)
    canvas.setLineWidth(HAIR)
    canvas.rect(x, y, width, height, stroke=1, fill=1)


def tick(canvas: Canvas, x: float, y: float, height: float) -> None:
    """Draw the upright tick of a value or a target."""
    canvas.setStrokeColor(inks().text)
    canvas.setLineWidth(1.3)
    canvas.line(x, y, x, y + height)


def hatch(
    canvas: Canvas, x: float, y: float, width: float, height: float, colour: Color | None = None
) -> None:
    """Hatch a rectangle to say that nothing is known there."""
    if width <= 0:
        return
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    _hatch_lines(canvas, x, y, width, height, _HATCH, colour)
    canvas.restoreState()
    canvas.setStrokeColor(colour or inks().ink)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _hatch_lines(
    canvas: Canvas, x: float, y: float, width: float, height: float, step: float, colour: Color | None = None
) -> None:
    canvas.setStrokeColor(colour or inks().ink)
    canvas.setLineWidth(0.6)
    # All hatching is on one grid of the page, so that neighbouring areas join.
    start = (x - height) - (x - height) % step
    lines: list[tuple[float, float, float, float]] = []
    while start < x + width:
        lines.append((start, y, start + height, y + height))
        start += step
    canvas.lines(lines)
