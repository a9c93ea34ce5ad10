"""Tables of papers: a row taller than the page goes on on the next one."""

import pytest
from reportlab.platypus import Flowable, Paragraph

from reports.paper.grid import grid, heads
from reports.paper.style import styles

WIDTHS, ROOM = [100.0, 200.0], 600.0
TOGETHER = ("NOSPLIT", (0, 0), (-1, 1))


@pytest.mark.parametrize("lines", [2, 400])
def test_a_first_row_kept_with_its_head_may_be_taller_than_the_page(lines: int) -> None:
    said = Paragraph("<br/>".join(["сказано"] * lines), styles().cell)
    names, rest = heads("Кто", "Что"), ["", Paragraph("коротко", styles().cell)]
    table = grid([names, ["", said], *[rest] * 80], WIDTHS, TOGETHER, flows=True)
    left: list[Flowable] = [table]
    for _page in range(20):
        parts = left.pop(0).split(sum(WIDTHS), ROOM)
        if len(parts) < 2:
            break
        assert parts[0].wrap(sum(WIDTHS), ROOM)[1] <= ROOM
        left[:0] = parts[1:]
    pages = sum(one.wrap(sum(WIDTHS), ROOM)[1] for one in left) / ROOM
    assert pages <= 1
