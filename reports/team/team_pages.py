"""Pages of a team's matrix: the people with their totals, and for each function the people by its items."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from domain.framework.framework import Function
from domain.papers.team_paper import TeamPaper
from domain.team.matrix import Cell
from reports.paper import text
from reports.paper.page import LANDSCAPE
from reports.paper.parts import Drawn, Ruler
from reports.paper.style import BOLD, HAIR, REGULAR, RULE, inks
from reports.team.team_board import NAME, SIZE, SMALL, UNIT, Board
from reports.team.team_cells import CellLook, Cells
from reports.team.team_cells import draw as draw_cell
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import Words, nb

WIDTH = LANDSCAPE.width
HEIGHT = LANDSCAPE.height - 1  # the frame takes slightly more than nothing for itself
_TITLE = 16.0

_LIST_ROW, _LIST_HEAD, _LIST_FOOT = 13.0, 24.0, 14.0
_BEFORE = (30 * mm, 17 * mm, 22 * mm)  # the ruler, the share, its bounds
AFTER = (15 * mm, 14 * mm, 19 * mm, 19 * mm)  # known, now, below, below minimum

_TOTAL = 17 * mm
_WIDEST = 12 * mm
_COLUMNS = 26  # most items on one page
_LABEL, _CODES, _TARGET = (
    88.0,
    20.0,
    10.0,
)  # points along a turned label; codes and diamonds; a row of targets
_COUNTS, _LEGEND, _LEGEND_LINE = 21.0, 18.0, 15.0
_ROWS = (18.0, 15.0, 13.0, 11.6, 10.6)  # heights to choose from: 30 people fit on a page
_LINE = 7.6
_THREE = Fraction(3)


def pages(paper: TeamPaper, words: Words) -> Iterator[Drawn]:
    """Yield the list of people, then people by items: function by function, wide ones in parts."""
    board = Board(paper, words)
    count = len(board.names)
    a_page = int((HEIGHT - _TITLE - _LIST_HEAD - _LIST_FOOT) // _LIST_ROW)
    for start in range(0, count, a_page):
        yield PeoplePage(board, range(start, min(count, start + a_page)))
    for function in paper.functions:
        columns = paper.matrix.columns(function.code)
        parts = -(-len(columns) // _COLUMNS)
        a_part = -(-len(columns) // parts)
        for first in range(0, len(columns), a_part):
            part = Part(board, function, columns[first : first + a_part])
            for start in range(0, count, part.a_page):
                yield MatrixPage(part, range(start, min(count, start + part.a_page)))


class Part:
    """Neighbouring items of a function, and how high and wide their cells are."""

    def __init__(self, board: Board, function: Function, columns: Sequence[int]) -> None:
        self.board, self.function, self.columns = board, function, columns
        self.targets = [one.targets for _id, one in sorted(board.paper.matrix.profiles.items())]
        self.head = _LABEL + _CODES + _TARGET * len(self.targets)
        self.legend = _Legend(board)
        room = HEIGHT - _TITLE - self.head - _COUNTS - self.legend.height
        count = len(board.names)
        needed = {height: -(-count // max(1, int(room // height))) for height in _ROWS}
        self.row = max(height for height in _ROWS if needed[height] == min(needed.values()))
        self.a_page = max(1, int(room // self.row))
        self.left = NAME + UNIT + _TOTAL
        self.cell = min(_WIDEST, (WIDTH - self.left) / max(1, len(columns)))
        self.cells = Cells(board, self.cell, self.row)

    @property
    def right(self) -> float:
        """The x of the end of the last cell."""
        return self.left + self.cell * len(self.columns)


class PeoplePage(Drawn):
    """Some of the people, each with the totals of their own case, overall and by function."""

    def __init__(self, board: Board, rows: range) -> None:
        super().__init__(WIDTH, _TITLE + _LIST_HEAD + _LIST_ROW * len(rows) + _LIST_FOOT)
        self._board, self._rows = board, rows
        self._functions = board.paper.functions[:8]
        each = (WIDTH - NAME - UNIT - sum(AFTER) - sum(_BEFORE)) / max(1, len(self._functions))
        self._each = min(20 * mm, each)

    def draw(self) -> None:
        canvas, colours, words = self.canv, inks(), self._board.words
        _page_title(canvas, self.height, words.gettext("People"), self._board, self._rows)
        base = self.height - _TITLE - _LIST_HEAD
        self._heads(canvas, base)
        for row in self._rows:
            base -= _LIST_ROW
            self._person(canvas, row, base)
            canvas.setStrokeColor(colours.light)
            canvas.setLineWidth(HAIR)
            canvas.line(0, base, self.width, base)
        named = "; ".join(f"{one.code}\u00a0{words.text(one.short)}" for one in self._functions)
        canvas.setFillColor(colours.muted)
        text.draw(canvas, 0, base - 11, text.one_line(named, WIDTH, REGULAR, 8), REGULAR, 8)

    def _heads(self, canvas: Canvas, top: float) -> None:
        _ = self._board.words.gettext
        canvas.setFillColor(inks().muted)
        start = NAME + UNIT
        for x, name in ((0, _("Name")), (NAME, _("Unit")), (start, _("Profile attainment"))):
            text.draw(canvas, x, top + 4, name, REGULAR, 8)
        x = start + sum(_BEFORE)
        text.draw(canvas, x - 6, top + 4, _("Range"), REGULAR, 8, align=1)
        for function in self._functions:
            x += self._each
            text.draw(canvas, x - 6, top + 4, function.code, REGULAR, 8, align=1)
        for width, name in zip(
            AFTER,
            (_("Known"), _("Now"), _("Below"), self._board.words.pgettext("column", "Below min.")),
            strict=True,
        ):
            x += width
            text.draw(canvas, x, top + 4, name, REGULAR, 8, align=1)
        canvas.setStrokeColor(inks().text)
        canvas.setLineWidth(RULE)
        canvas.line(0, top, self.width, top)

    def _person(self, canvas: Canvas, row: int, base: float) -> None:
        board, line = self._board, base + 3.6
        board.who(canvas, row, line)
        x = NAME + UNIT
        if board.names[row].waiting:
            said = text.one_line(board.names[row].waiting, self.width - x, REGULAR, 8)
            text.draw(canvas, x, line, said, REGULAR, 8)
            return
        totals, words = board.totals(row), board.words
        if totals.applicable:
            Ruler(_BEFORE[0] - 6, phrases.bar(totals), thick=6.0).drawOn(canvas, x, base + 1.5)
        x += _BEFORE[0] + _BEFORE[1]
        board.put(canvas, x - 6, line, phrases.attainment(totals, words), strong=phrases.is_final(totals))
        x += _BEFORE[2]
        board.put(canvas, x - 6, line, words.range_percent(totals.lower, totals.upper))
        for function in self._functions:
            x += self._each
            board.put(canvas, x - 6, line, board.share(row, function.code))
        counts = (
            words.percent(totals.coverage),
            words.percent(totals.coverage_now),
            str(totals.below),
            str(totals.stops) if totals.stops else "—",
        )
        for width, said in zip(AFTER, counts, strict=True):
            x += width
            board.put(canvas, x, line, said)


class MatrixPage(Drawn):
    """Some of the people by the items of a function; its last page has counts below each column."""

    def __init__(self, part: Part, rows: range) -> None:
        super().__init__(WIDTH, HEIGHT)
        self._part, self._rows = part, rows

    def draw(self) -> None:
        canvas, part = self.canv, self._part
        board = part.board
        said = f"{part.function.code}\u00a0 {board.words.text(part.function.short)}"
        _page_title(canvas, self.height, said, board, self._rows)
        base = self.height - _TITLE - part.head
        canvas.saveState()
        canvas.translate(0, base)
        box = (-1, -1, int(WIDTH) + 2, int(part.head) + 2)
        board.form(canvas, ("head", part.columns[0]), box, _Head(part).draw)
        canvas.restoreState()
        for row in self._rows:
            base -= part.row
            self._person(canvas, row, base)
        if self._rows.stop == len(board.names):
            self._counts(canvas, base)
        box = (-1, -1, int(WIDTH) + 2, int(part.legend.height))
        board.form(canvas, "legend", box, part.legend.draw)

    def _person(self, canvas: Canvas, row: int, base: float) -> None:
        part, board = self._part, self._part.board
        line = base + part.row / 2 - 2.9
        board.who(canvas, row, line)
        canvas.setStrokeColor(inks().light)
        canvas.setLineWidth(HAIR)
        canvas.line(0, base, part.right, base)
        if board.names[row].waiting:
            said = text.one_line(board.names[row].waiting, WIDTH - part.left, REGULAR, 8)
            text.draw(canvas, part.left + 3, line, said, REGULAR, 8)
            return
        board.put(canvas, part.left - 5, line, board.share(row, part.function.code), strong=True)
        canvas.saveState()
        canvas.translate(part.left, base)
        part.cells.row(canvas, row, part.columns)
        canvas.restoreState()

    def _counts(self, canvas: Canvas, base: float) -> None:
        """Write below each item how many people are below its target, and for how many nothing is known."""
        part, matrix = self._part, self._part.board.paper.matrix
        _ = part.board.words.gettext
        canvas.setStrokeColor(inks().line)
        canvas.setLineWidth(2 * HAIR)
        canvas.line(0, base, part.right, base)
        canvas.setFillColor(inks().muted)
        text.draw(canvas, 0, base - 9, _("below the target, people"), REGULAR, 8)
        text.draw(canvas, 0, base - 18.5, _("without a level, people"), REGULAR, 8)
        canvas.setFillColor(inks().text)
        for number, column in enumerate(part.columns):
            totals = matrix.column_summary(column)
            missing = totals.applicable - totals.known
            x = part.left + part.cell * (number + 0.5)
            below = str(totals.below) if totals.known else "—"
            text.draw(canvas, x, base - 9, below, BOLD, 8, align=0.5)
            text.draw(canvas, x, base - 18.5, str(missing) if missing else "—", REGULAR, 8, align=0.5)


class _Head:
    """Turned labels, codes, diamonds of critical items, and the targets of each profile."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def draw(self, canvas: Canvas) -> None:
        part, colours = self._part, inks()
        words, framework = part.board.words, part.board.paper.matrix.framework
        codes = _TARGET * len(part.targets)
        lines = min(3, max(1, int((part.cell - 2) // _LINE)))
        for number, column in enumerate(part.columns):
            item = framework.items[column]
            middle = part.left + part.cell * (number + 0.5)
            canvas.saveState()
            canvas.translate(middle, codes + _CODES)
            canvas.rotate(90)
            canvas.setFillColor(colours.text)
            said = _wrapped(words.text(item.label), _LABEL - 2, lines)
            for line, piece in enumerate(said):
                text.draw(canvas, 0, -2.5 - _LINE * (line - (len(said) - 1) / 2), piece, REGULAR, SMALL)
            canvas.restoreState()
            canvas.setFillColor(colours.muted)
            text.draw(canvas, middle, codes + 3, item.code, REGULAR, 8, align=0.5)
            if any(item.code in targets and targets[item.code].critical for targets in part.targets):
                _diamond(canvas, middle, codes + 14)
            canvas.setFillColor(colours.text)
            for place, targets in enumerate(part.targets):
                asked = targets.get(item.code)
                at = codes - _TARGET * (place + 1) + 2.4
                text.draw(canvas, middle, at, "—" if asked is None else str(asked.level), REGULAR, 8, 0.5)
        self._side(canvas, codes)

    def _side(self, canvas: Canvas, codes: float) -> None:
        part, paper, words = self._part, self._part.board.paper, self._part.board.words
        _ = words.gettext
        canvas.setFillColor(inks().muted)
        text.draw(canvas, 0, codes + 3, _("Name"), REGULAR, 8)
        text.draw(canvas, NAME, codes + 3, _("Unit"), REGULAR, 8)
        text.draw(canvas, part.left - 5, codes + 3, _("met"), REGULAR, 8, align=1)
        signs = phrases_team.profiles(paper)
        for place, (number, profile) in enumerate(sorted(paper.matrix.profiles.items())):
            named = f"{signs[number]} {words.text(profile.post)}".strip()
            said = text.one_line(_("target: {profile}").format(profile=named), part.left - 10, REGULAR, 8)
            text.draw(canvas, 0, codes - _TARGET * (place + 1) + 2.4, said, REGULAR, 8)
        canvas.setStrokeColor(inks().text)
        canvas.setLineWidth(RULE)
        canvas.line(0, 0, part.right, 0)


class _Legend:
    """The meaning of the looks, in as many lines as they need."""

    def __init__(self, board: Board) -> None:
        self._words = words = board.words
        _ = words.gettext
        large, imported = board.paper.matrix.policy.large_gap, board.paper.matrix.imported
        looks: tuple[tuple[CellLook | None, str], ...] = (
            (CellLook(Cell.RATED, _THREE), _("level, rated now")),
            (CellLook(Cell.CARRIED, _THREE, age=1), _("carried, quarters ago")),
            *([(CellLook(Cell.IMPORTED, _THREE), _("imported from a file"))] if imported else []),
            (CellLook(Cell.MISSING), _("no level: not known, not zero")),
            (CellLook(Cell.NOT_APPLICABLE), _("not applicable")),
            (CellLook(Cell.RATED, _THREE, stop=True), _("below minimum")),
            (
                CellLook(Cell.RATED, _THREE, large=True),
                _("gap {gap} and more").format(gap=phrases.threshold(large, words)),
            ),
            (None, f"{_('critical')}   {_('≈ provisional')}"),
        )
        self._lines: list[list[tuple[float, CellLook | None, str]]] = [[]]
        x = 0.0
        for look, said in looks:
            wide = (10 if look is None else 23) + text.width(said, REGULAR, 8)
            if x + wide > WIDTH:
                self._lines.append([])
                x = 0.0
            self._lines[-1].append((x, look, said))
            x += wide + 5

    @property
    def height(self) -> float:
        """What the lines take at the foot of a page."""
        return _LEGEND + _LEGEND_LINE * (len(self._lines) - 1)

    def draw(self, canvas: Canvas) -> None:
        base = self.height - _LEGEND
        for line in self._lines:
            for x, look, said in line:
                if look is None:
                    canvas.setFillColor(inks().text)
                    _diamond(canvas, x + 4, base + 7.5)
                else:
                    canvas.saveState()
                    canvas.translate(x, base + 1)
                    draw_cell(canvas, look, 20, 13, self._words)
                    canvas.restoreState()
                    canvas.setFillColor(inks().text)
                text.draw(canvas, x + (10 if look is None else 23), base + 4.5, said, REGULAR, 8)
            base -= _LEGEND_LINE


def _wrapped(label: str, room: float, lines: int) -> list[str]:
    """Break a label into at most *lines* lines; a longer one is shortened, since its code identifies it."""
    made: list[str] = []
    rest = nb(label).split(" ")
    while rest and len(made) < lines - 1:
        count = len(rest)
        while count > 1 and text.width(" ".join(rest[:count]), REGULAR, SMALL) > room:
            count -= 1
        made.append(text.one_line(" ".join(rest[:count]), room, REGULAR, SMALL))
        rest = rest[count:]
    if rest:
        made.append(text.one_line(" ".join(rest), room, REGULAR, SMALL))
    return made


def _page_title(canvas: Canvas, height: float, said: str, board: Board, rows: range) -> None:
    canvas.setFillColor(inks().text)
    text.draw(canvas, 0, height - 11, said, BOLD, 10.5)
    x = text.width(said, BOLD, 10.5) + 10
    span = board.words.gettext("people {first} to {last} of {total}")
    span = span.format(first=rows.start + 1, last=rows.stop, total=len(board.names))
    left = phrases_team.left(board.paper.matrix, board.words)
    told = " · ".join(
        part for part in (phrases_team.cycle(board.paper), board.paper.unit, span, *left) if part
    )
    canvas.setFillColor(inks().muted)
    text.draw(canvas, x, height - 11, text.one_line(told, WIDTH - x, REGULAR, SIZE), REGULAR, SIZE)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    shape = canvas.beginPath()
    shape.moveTo(x, y + 2.8)
    for dx, dy in ((2.8, 0), (0, -2.8), (-2.8, 0)):
        shape.lineTo(x + dx, y + dy)
    shape.close()
    canvas.setFillColor(inks().text)
    canvas.drawPath(shape, stroke=0, fill=1)
