"""What acts have still to do outside the file: the places, a try at once, and giving up what is lost."""

from collections.abc import Iterable, Sequence
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.fitted import Fitted
from desktop.kit.form.dialog import Question
from desktop.kit.off import allow
from domain.outstanding import Outstanding, Task
from resources.i18n import _

MOST = 5  # places of a kind that are listed
GAP, EDGE = 12, 12  # px


class OutstandingRow(Fitted):
    """Hidden while nothing is outstanding; the buttons are below where a place needs the whole width.

    Signals:
        wanted: try now.
        given_up: ids of copies that are lost.
    """

    wanted = Signal()
    given_up = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self._gone: tuple[int, ...] = ()
        self.fact = labels.paragraph("", self, "strong")
        self.places = labels.paragraph("", self, "small")
        self.now = button(_("Try now"), self, do=self.wanted)
        self.drop = button(_("No longer count…"), self, "quiet", do=self._ask)
        words = layout.column(self.fact, self.places, gap=2)
        self._acts = layout.row(self.now, self.drop, layout.STRETCH, gap="m")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        layout.fill(self._row, layout.grow(words), self._acts, gap=GAP, around=(EDGE, 8, EDGE, 8))
        self.hide()

    def show_tasks(self, tasks: Sequence[Outstanding], gone: Sequence[int], why_not: str) -> None:
        """Show what is outstanding; *why_not* says why nothing can be done about it, if that is so.

        *gone* are the ids of copies that are not there, and may be out of reach for good.
        """
        self._gone = tuple(gone)
        self.setVisible(bool(tasks))
        if not tasks:
            return
        places: dict[str, dict[str, None]] = {}
        for one in tasks:
            places.setdefault(_fact(one.task), {})[str(one.place)] = None
        first, *others = places
        self.fact.setText(first)
        lines = _lines(places[first])
        for fact in others:
            lines += [fact, *_lines(places[fact])]
        self.places.setText("\n".join(lines))
        for one in (self.now, self.drop):
            allow(one, why_not)
        self.drop.setVisible(bool(self._gone))
        self.fit()

    @override
    def fit(self) -> None:
        letters = self.places.fontMetrics()
        wide = max((letters.horizontalAdvance(line) for line in self.places.text().splitlines()), default=0)
        room = self.width() - 2 * EDGE - GAP - self._acts.sizeHint().width()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide <= room else ways.TopToBottom)

    def _ask(self) -> None:
        question = Question(
            _("No longer count these copies?"),
            _("Only if they are destroyed or lost: they are not rewritten then. The journal notes it."),
            _("Keep counting"),
            _("No longer count"),
            self,
        )
        question.accepted.connect(self._on_agreed)
        question.open()

    def _on_agreed(self) -> None:
        self.given_up.emit(self._gone)


def _fact(task: Task) -> str:
    match task:
        case Task.OLD_KEY:
            return _("These copies still open with the former key:")
        case Task.PAPER:
            return _("Documents about an erasure are still to be saved:")
        case _:
            return _("A person who was erased is still to be removed here:")


def _lines(places: Iterable[str]) -> list[str]:
    lines = list(places)
    more = [_("and {n} more").format(n=len(lines) - MOST)] if len(lines) > MOST else []
    return [*lines[:MOST], *more]
