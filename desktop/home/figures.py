"""The figures at the top of the overview: up to four, none of them zero, each leading to its screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from db.home.overview_records import Figures
from desktop.kit import labels, layout
from desktop.theme import Theme
from resources.i18n import _, ngettext

type Told = tuple[str, str, str, bool]  # figure, its unit, what is beside it, whether it is a worry


@dataclass(frozen=True, slots=True)
class Fact:
    """What a tile counts: its title, when it is shown, and its texts."""

    title: str
    shown: Callable[[Figures], int]
    told: Callable[[Figures], Told]


class Tile(QAbstractButton):
    """A title, a figure with its unit, and a line below; the whole of it is a button."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # its edge darkens under the mouse
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = title
        self._figure = labels.plain("", self, "figure")
        self._unit = labels.elided("", self, "small", "muted")
        self._unit.setContentsMargins(0, 0, 0, 4)  # aligns the baselines
        self._below = labels.paragraph("", self, "small", "muted")
        row = layout.row(
            layout.Placed(self._figure, 0, Qt.AlignmentFlag.AlignBottom), layout.grow(self._unit), gap=6
        )
        head = labels.elided(title, self, "small", "muted")
        self._lines = layout.column(
            head, row, self._below, layout.STRETCH, gap=2, around=(14, 10, 10, 10), of=self
        )
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._high = theme.line_height("figure") + 2 * theme.line_height("small") + 28

    def show_told(self, told: Told) -> None:
        """Show these texts."""
        figure, unit, below, worry = told
        self._figure.setText(figure)
        labels.recolour(self._figure, "warn" if worry else "text")
        self._unit.setText(unit)
        self._below.setText(below)
        self.setAccessibleName(
            ", ".join(part for part in (self._title, f"{figure} {unit}".strip(), below) if part)
        )

    def high_at(self, width: int) -> int:
        """Return the height at which nothing is cut at this width, px."""
        usual = self._theme.line_height("figure") + 2 * self._theme.line_height("small") + 28
        self._lines.invalidate()  # its words may have changed since it was last asked
        return max(usual, self._lines.totalHeightForWidth(max(width, 1)))

    def stand(self, high: int) -> None:
        """Be this high from now on, px."""
        if high != self._high:
            self._high = high
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("muted" if self.underMouse() else "border"), 1))
        painter.setBrush(theme.color("sunken" if self.isDown() else "raised"))
        radius = theme.radius("panel")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(150, self._high)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(96, self._high)


class FigureRow(QWidget):
    """The tiles.

    Signals:
        staff_wanted, vacancies_wanted, cycles_wanted, plans_wanted: show what was counted.
    """

    staff_wanted = Signal()
    vacancies_wanted = Signal()
    cycles_wanted = Signal()
    plans_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen = Figures()
        row = self._row = layout.row(gap="m", of=self)
        self._tiles: list[tuple[Fact, Tile]] = []
        ways: tuple[tuple[Fact, SignalInstance | Callable[[], None]], ...] = (
            (Fact(_("Staff assessed"), lambda seen: seen.staff, _staff), self.staff_wanted),
            (Fact(_("Open vacancies"), lambda seen: seen.vacancies, _vacancies), self.vacancies_wanted),
            (Fact(_("Sheets submitted"), lambda seen: seen.sheets, _sheets), self._on_sheets),
            (Fact(_("Overdue in plans"), lambda seen: seen.plans, _plans), self.plans_wanted),
        )
        for fact, way in ways:
            tile = Tile(theme, fact.title, self)
            tile.clicked.connect(way)
            row.addWidget(tile, 1)
            self._tiles.append((fact, tile))

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles that are shown."""
        return tuple(tile for _fact, tile in self._tiles if not tile.isHidden())

    def show_figures(self, seen: Figures) -> None:
        """Show what is counted in this file."""
        self._seen = seen
        for fact, tile in self._tiles:
            tile.setVisible(bool(fact.shown(seen)))
            tile.show_told(fact.told(seen))
        self.setVisible(bool(self.tiles))
        self._level_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._level_out()
        super().resizeEvent(event)

    def _level_out(self) -> None:
        """Make all tiles as high as the one whose words take most lines."""
        shown = self.tiles
        if shown:
            width = (self.width() - self._row.spacing() * (len(shown) - 1)) // len(shown)
            high = max(one.high_at(width) for one in shown)
            for one in shown:
                one.stand(high)

    def _on_sheets(self) -> None:
        """Show the cycles whose sheets are counted; candidates' are in the list of vacancies."""
        (self.cycles_wanted if self._seen.staff_sheets else self.vacancies_wanted).emit()


def _staff(seen: Figures) -> Told:
    left = seen.staff - seen.assessed
    unit = _("of {total}").format(total=seen.staff)
    below = ngettext("{n} not assessed yet", "{n} not assessed yet", left).format(n=left) if left else ""
    below = below or _("all assessed")
    if seen.assessors:
        only = ngettext("{n} only assesses", "{n} only assess", seen.assessors).format(n=seen.assessors)
        below = f"{below}; {only}"
    return str(seen.assessed), unit, below, False


def _vacancies(seen: Figures) -> Told:
    told = ngettext("{n} candidate undecided", "{n} candidates undecided", seen.candidates)
    return str(seen.vacancies), "", told.format(n=seen.candidates), False


def _sheets(seen: Figures) -> Told:
    unit = _("of {total}").format(total=seen.sheets)
    own = ngettext("{n} of them is yours to submit", "{n} are yours to submit", seen.own_sheets)
    told = own.format(n=seen.own_sheets) if seen.own_sheets else _("none of yours is pending")
    return str(seen.sheets_in), unit, told, False


def _plans(seen: Figures) -> Told:
    active = ngettext("{n} plan in force", "{n} plans in force", seen.plans).format(n=seen.plans)
    if not seen.late_actions:
        return "0", "", active, False
    unit = ngettext("late action", "late actions", seen.late_actions)
    told = _("in {late} of {n} plans").format(late=seen.late_plans, n=seen.plans)
    return str(seen.late_actions), unit, told, True
