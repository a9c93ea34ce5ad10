"""Change over quarters on paper: a line over what is comparable, broken where nothing is, and its table."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from domain import geometry
from domain.assessing.trend import Linked, Point, TeamPoint, Trend
from reports.paper import text
from reports.paper.grid import grid, heads
from reports.paper.parts import Drawn
from reports.paper.style import BOLD, HAIR, REGULAR, inks, styles
from reports.paper.text import para
from reports.words.assessing import phrases_trend
from resources.i18n import Words

type AnyPoint = Point | TeamPoint


class TrendChart(Drawn):
    """The linked line of requirements met; a dotted vertical marks where it starts again.

    A dashed vertical and a dashed piece of the line lead over to another edition of the model.

    ``span`` is the range of shares; give charts side by side the same one to make them comparable.
    """

    def __init__(
        self,
        width: float,
        height: float,
        points: Sequence[AnyPoint],
        span: tuple[float, float],
        words: Words,
        title: str = "",
    ) -> None:
        super().__init__(width, height)
        self._points, self._span, self._words, self._title = points, span, words, title

    def draw(self) -> None:
        canvas, colours, words = self.canv, inks(), self._words
        top = self.height - (17 if self._title else 4)
        if self._title:
            canvas.setFillColor(colours.text)
            title = text.one_line(self._title, self.width, BOLD, 8.5)
            text.draw(canvas, 0, self.height - 8, title, BOLD, 8.5)
        left, right, low = 26.0, self.width - 12, 14.0
        if not self._points:
            return
        steps = max(1, round((self._span[1] - self._span[0]) / 0.1))
        for step in range(steps + 1):
            y = low + (top - low) * step / steps
            canvas.setStrokeColor(colours.light)
            canvas.setLineWidth(HAIR)
            canvas.line(left, y, right + 8, y)
            if step in (0, steps) or (top - low) / steps >= 10:
                canvas.setFillColor(colours.muted)
                share = words.percent(self._span[0] + (self._span[1] - self._span[0]) * step / steps)
                text.draw(canvas, left - 4, y - 2.5, share, REGULAR, 7.5, align=1)
        first, last = self._points[0].number, self._points[-1].number
        line = geometry.trend_line(
            [
                geometry.TrendValue(
                    one.number, _share(one.attainment), one.broken is not None, one.passage is not None
                )
                for one in self._points
            ],
            first,
            last,
            *self._span,
        )

        def at(point: geometry.Point) -> tuple[float, float]:
            return left + 8 + point[0] * (right - left - 8), top - point[1] * (top - low)

        canvas.setDash(1, 2)
        canvas.setStrokeColor(colours.muted)
        canvas.setLineWidth(0.6)
        for x in line.breaks:
            canvas.line(at((x, 0))[0] - 5, low, at((x, 0))[0] - 5, top)
        told = [one.passage.number for one in self._points[1:] if one.passage is not None]
        canvas.setDash(3, 2)
        for x, number in zip(line.passages, told, strict=True):
            along = at((x, 0))[0]
            canvas.line(along, low, along, top)
            canvas.setFillColor(colours.muted)
            text.draw(canvas, along + 2.5, low + 2.5, phrases_trend.edition(number, words), REGULAR, 7)
        canvas.setStrokeColor(colours.ink)
        canvas.setLineWidth(1.4)
        for start, end in line.bridges:
            canvas.line(*at(start), *at(end))
        canvas.setDash()
        for run in line.runs:
            path = canvas.beginPath()
            path.moveTo(*at(run[0]))
            for point in run[1:]:
                path.lineTo(*at(point))
            canvas.drawPath(path, stroke=1, fill=0)
        room = (right - left) / max(1, last - first)
        for one, place in zip(self._points, line.points, strict=True):
            if place is None:
                continue
            x, y = at(place)
            canvas.setFillColor(colours.ink)
            canvas.circle(x, y, 2.1, stroke=0, fill=1)
            canvas.setFillColor(colours.text)
            if room >= 26 or one is self._points[-1]:
                text.draw(canvas, x, y + 4.5, words.percent(one.attainment.line), REGULAR, 7.5, align=0.5)
            if room >= 26 or one in (self._points[0], self._points[-1]):
                text.draw(canvas, x, 3, phrases_trend.short(one.number), REGULAR, 7.5, align=0.5)


def span_of(lines: Sequence[Sequence[AnyPoint]]) -> tuple[float, float]:
    """Return the range of shares, in whole tenths, that holds all lines."""
    return geometry.trend_range([_share(one.attainment) for points in lines for one in points])


def table(trend: Trend[Point], width: float, words: Words) -> Flowable:
    """Return what happened in each quarter; the precision only where it is known."""
    _ = words.gettext
    look = styles()
    captions = heads(_("Quarter"), _("Attainment"), _("Change"), _("What changed"), figures=range(1, 3))
    rows: list[list[Flowable | str]] = [[*captions]]
    for point in trend.points:
        rows.append(
            [
                para(phrases_trend.short(point.number), look.small),
                words.percent(point.attainment.line, 1),
                phrases_trend.points_of(point.attainment.change, words),
                para(phrases_trend.told(point, words), look.caption),
            ]
        )
    fixed = [13 * mm, 20 * mm, 20 * mm]
    return grid(rows, [*fixed, width - sum(fixed)], ("ALIGN", (1, 1), (2, -1), "RIGHT"), padding=1.5)


def _share(linked: Linked) -> float | None:
    return None if linked.line is None else float(linked.line)
