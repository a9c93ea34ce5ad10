"""Who carries each duty, and which duties nobody carries while some people are away."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import LineDelegate
from desktop.team.board import Board
from desktop.team.loading import AT_ONCE, Loaded
from desktop.team.words import short_name
from domain.progress import Progress
from domain.team.cover import DutyCover, Hold, as_set, rows_in
from reports.words.framework import phrases_duties
from resources.i18n import _, current, ngettext, pgettext

NAMED = 3  # carriers named in a row, before the rest is counted
INKS = {Hold.FALLS: "danger", Hold.NOBODY: "danger", Hold.UNKNOWN: "muted", Hold.ONE: "warn"}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of the team: whether here, how many duties the person carries, and how many alone.

    ``carries`` is None if nothing is known about any of them, or may be shown.
    """

    person_id: int
    name: str
    here: bool
    carries: int | None
    alone: int


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty without those who are away; ``names`` are those left who carry it."""

    place: int
    cover: DutyCover
    hold: Hold
    names: tuple[str, ...]


class CoverPage(QWidget):
    """People left, to be ticked off; duties right, what falls first."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._board: Board | None = None
        self._cover: tuple[DutyCover, ...] | None = None  # None until counted for this board
        self.away: set[int] = set()  # person ids
        self.told = labels.paragraph("", self, "strong")
        people: tuple[Column[PersonLine], ...] = (
            Column("here", "", _here, None, 24, paint=_paint_here),
            Column("name", _("Who is here"), _person, widest=None, least=130),
            Column("carries", _("Carries"), _carries, _carries_value, "00", figures=True, falling=True),
            Column("alone", _("No backup"), _alone, _alone_value, "00", figures=True, falling=True),
        )
        self.people = ColumnTable(context, "cover_people", _("Who is here"), people, _id, self)
        duties: tuple[Column[DutyLine], ...] = (
            Column("duty", _("Clause"), _clause, _place, "3.1.5 10)"),
            Column("title", _("Duty"), _title, widest=None, least=200, most=480),
            Column("count", _("Carried by"), _count, _count_value, Cell(_("not known"))),
            Column("names", _("Who"), _who, widest=260, least=160, spare=1),
        )
        self.duties = ColumnTable(context, "cover_duties", _("Duties"), duties, _duty, self)
        left = layout.column(layout.grow(self.people))
        right = layout.column(
            layout.row(layout.grow(self.told), around=(16, 10, 16, 8)), layout.grow(self.duties)
        )
        layout.row(layout.grow(left, 34), labels.edge(self), layout.grow(right, 66), of=self)
        context.actions.make("toggle", self.people, self.toggle, Qt.ShortcutContext.WidgetShortcut)
        self.people.clicked.connect(self._on_clicked)
        self.people.activated.connect(self.toggle)

    def show_team(self, loaded: Loaded) -> None:
        """Show who carries what in this team, for a large one after a job."""
        board = self._board = loaded.board
        if len(board.matrix.people) <= AT_ONCE:
            self._on_counted(board, board.cover(Progress()))
            return
        self._cover = None
        self.told.setText(_("Counting who carries what…"))
        self.people.list_model.show(())
        self.duties.list_model.show(())
        done = partial(self._on_counted, board)
        self._context.jobs.run(board.cover, done, _("Counting who carries what"))

    def toggle(self) -> None:
        """Tick the selected people off, or on again if all of them are away."""
        chosen = {line.person_id for line in self.people.chosen}
        self.away = self.away - chosen if chosen <= self.away else self.away | chosen
        if self._board is not None and self._cover is not None:
            self._renew(self._board, self._cover)

    def _on_counted(self, board: Board, cover: tuple[DutyCover, ...]) -> None:
        if board is self._board:  # no other team was chosen meanwhile
            self._cover = cover
            self._renew(board, cover)

    def _renew(self, board: Board, cover: tuple[DutyCover, ...]) -> None:
        everybody, staying = board.matrix.people, board.matrix.staying
        names = [short_name(one.name) for one in everybody]
        away = as_set(row for row in staying if everybody[row].person_id in self.away)
        carries, alone, known = Counter[int](), Counter[int](), 0
        for one in cover:
            left = rows_in(one.left(away))
            carries.update(rows_in(one.carry))
            known |= one.known
            if len(left) == 1:
                alone.update(left)
        people = [
            PersonLine(
                everybody[row].person_id,
                names[row],
                not away >> row & 1,
                carries[row] if known >> row & 1 else None,
                alone[row],
            )
            for row in staying
        ]
        duties = [
            DutyLine(place, one, one.hold(away), tuple(names[row] for row in rows_in(one.left(away))))
            for place, one in enumerate(cover)
        ]
        duties.sort(key=lambda line: (line.hold, len(line.names), line.place))
        stood = self.people.current_key
        self.people.list_model.show(people)
        self.people.stand_on(stood)
        self.duties.list_model.show(duties)
        self.duties.go_to(self.duties.list_model.first())
        self.told.setText(_told(duties, away.bit_count()))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == self.people.number("here"):
            self.toggle()


def _told(duties: Sequence[DutyLine], away: int) -> str:
    """Return in a sentence what falls, what nobody carries and what rests on one."""
    count = Counter(line.hold for line in duties)
    if not duties:
        return _("No duty is linked to a competency of these people's profiles.")
    if not any(line.cover.known for line in duties):
        return _("Who carries the duties is not known yet.")
    parts: list[str] = []
    if away:
        fall = ngettext("{n} duty falls", "{n} duties fall", count[Hold.FALLS]).format(n=count[Hold.FALLS])
        gone = ngettext("Without {n} person", "Without {n} people", away).format(n=away)
        parts.append(f"{gone}: {fall if count[Hold.FALLS] else _('no duty falls')}")
    parts.append(_("on one person: {n}").format(n=count[Hold.ONE]))
    parts.append(_("carried by nobody: {n}").format(n=count[Hold.NOBODY]))
    if count[Hold.UNKNOWN]:
        parts.append(_("not known: {n}").format(n=count[Hold.UNKNOWN]))
    text = " · ".join(parts)
    return text[0].upper() + text[1:]


def _id(line: PersonLine) -> object:
    return line.person_id


def _here(line: PersonLine) -> str:
    return pgettext("person on a shift", "here") if line.here else pgettext("person on a shift", "away")


def _paint_here(on: LineDelegate, painter: QPainter, rect: QRect, line: PersonLine, _index: Index) -> None:
    on.paint_tick(painter, rect, taken=line.here)


def _person(line: PersonLine) -> Cell:
    return Cell(line.name, ink="text" if line.here else "muted")


def _carries(line: PersonLine) -> Cell:
    if line.carries is None:
        return Cell("•••", ink="muted", words=_("not known"))
    return Cell(str(line.carries))


def _carries_value(line: PersonLine) -> int | None:
    return line.carries


def _alone(line: PersonLine) -> Cell:
    return Cell(str(line.alone) if line.alone else "—", ink="warn" if line.alone else "muted")


def _alone_value(line: PersonLine) -> int:
    return line.alone


def _duty(line: DutyLine) -> object:
    return line.cover.duty.code


def _clause(line: DutyLine) -> Cell:
    return Cell(line.cover.duty.called, ink="muted")


def _place(line: DutyLine) -> int:
    return line.place


def _title(line: DutyLine) -> Cell:
    words = current()
    whole = words.text(line.cover.duty.text)
    return Cell(phrases_duties.title(line.cover.duty, words), words=whole)


def _count(line: DutyLine) -> Cell:
    said = {
        Hold.FALLS: _("falls"),
        Hold.NOBODY: _("nobody"),
        Hold.UNKNOWN: _("not known"),
    }
    text = said.get(line.hold) or str(len(line.names))
    return Cell(text, role="strong" if line.hold in INKS else "body", ink=INKS.get(line.hold, "text"))


def _count_value(line: DutyLine) -> tuple[int, int]:
    return line.hold, len(line.names)


def _who(line: DutyLine) -> Cell:
    return Cell(_some(line.names), ink="muted", words=", ".join(line.names))


def _some(names: Iterable[str]) -> str:
    names = tuple(names)
    shown = ", ".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} +{len(names) - NAMED}"
