"""The end of a paper never stands alone on its page: the last rows or lines before it come along."""

from collections.abc import Sequence
from typing import Any, cast, override

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Table
from reportlab.platypus.doctemplate import NullActionFlowable

from reports.paper.grid import height_of

_BEYOND = 0xFFFFFF  # pt; more than any page has, so that the library asks for a split
_LINES = 3  # of a paragraph
_FUZZ = 0.1  # pt; what is exactly as high as the room may still not fit


class Closing(Flowable):
    """The last table or paragraph of a paper and its end, which is never split nor separated from it.

    At least *rows* rows of a table are on the page of the end, or three lines of a paragraph.
    """

    def __init__(self, last: Table | Paragraph, end: Sequence[Flowable], rows: int) -> None:
        super().__init__()
        self._last, self._end, self._rows = last, end, rows
        self._waited = False

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return aW, _BEYOND

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        if height_of([self._last, *self._end], aW) < aH - _FUZZ:
            return [NullActionFlowable(), self._last, *self._end]
        parts = self._last.split(aW, min(aH, self._last.wrap(aW, _BEYOND)[1] - self._least))
        if len(parts) == 2:
            rest = Closing(cast(Table | Paragraph, parts[1]), self._end, self._rows)
            return [NullActionFlowable(), parts[0], CondPageBreak(_BEYOND), rest]
        if not self._waited:  # the next page has more room
            self._waited = True
            return []
        return [NullActionFlowable(), self._last, KeepTogether([*self._end])]

    @property
    def _least(self) -> float:
        """The height of the last part that stays with the end, pt."""
        if isinstance(self._last, Paragraph):
            return _LINES * self._last.style.leading
        last = cast(Any, self._last)  # the library gives row heights nowhere else
        return sum(last._rowHeights[-self._rows :])
