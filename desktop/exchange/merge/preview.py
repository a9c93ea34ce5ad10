"""What a merge would do: the numbers, the cards that may be one person, and the records in two versions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.exchange.merge import words
from desktop.exchange.merge.choice_rows import ConflictRow, DoubleRow
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from domain.exchange.merging import Keep, Merged
from resources.i18n import _, ngettext, pgettext

MOST = 100  # rows of a kind; of more, the buttons decide, and cards stay two
EDGE = 8  # px beside what scrolls
RING = 3  # px that the ring of the focus needs


class Preview(QWidget):
    """Scrolls in the dialog.

    Signals:
        decided: something was decided.
    """

    decided = Signal()

    def __init__(self, told: Merged, parent: QWidget) -> None:
        super().__init__(parent)
        self._told = told
        self.doubles = tuple(DoubleRow(one, self) for one in told.doubles[:MOST])
        ordered = sorted(told.conflicts, key=lambda one: one.fixed)
        self.conflicts = tuple(ConflictRow(one, self) for one in ordered[:MOST])
        self._rest: dict[str, Keep] = {}
        self._unshown = tuple(one for one in ordered[MOST:] if not one.fixed)
        column = layout.column(gap="s", around=(RING, RING, EDGE, RING), of=self)
        column.addLayout(self._numbers())
        notes = labels.paragraph(words.notes(told), self, "small")
        notes.setVisible(bool(notes.text()))
        column.addWidget(notes)
        if self.conflicts:
            column.addWidget(labels.plain(pgettext("records", "In two versions"), self, "strong"))
            why = _("These records are not the same in both files. Say which version stays.")
            column.addWidget(labels.paragraph(why, self, "small", "muted"))
            column.addLayout(self._all_row())
        for conflict in self.conflicts:
            conflict.decided.connect(self.decided)
            column.addWidget(conflict)
        if self._unshown:
            more = ngettext(
                "{n} more record: the buttons above decide about it.",
                "{n} more records: the buttons above decide about them.",
                len(self._unshown),
            )
            column.addWidget(labels.paragraph(more.format(n=len(self._unshown)), self, "small", "muted"))
        if self.doubles:
            column.addWidget(labels.plain(_("One person or two?"), self, "strong"))
            why = _("Only you can tell. Cards that stay two can be merged later, on the page of the person.")
            column.addWidget(labels.paragraph(why, self, "small", "muted"))
        for double in self.doubles:
            double.decided.connect(self._on_double)
            column.addWidget(double)
        if len(told.doubles) > MOST:
            n = len(told.doubles) - MOST
            more = ngettext("{n} more pair stays two cards.", "{n} more pairs stay two cards each.", n)
            column.addWidget(labels.paragraph(more.format(n=n), self, "small", "muted"))
        column.addStretch(1)

    @property
    def undecided(self) -> int:
        """How many records still wait for a decision."""
        waiting = sum(row.keep is None for row in self.conflicts)
        return waiting + sum(one.record not in self._rest for one in self._unshown)

    @property
    def is_begun(self) -> bool:
        """Whether somebody has decided something, which would be lost with the preview."""
        free = (row for row in self.conflicts if not row.conflict.fixed)
        return bool(self._rest or self.same) or any(row.keep is not None for row in free)

    @property
    def each(self) -> dict[str, Keep]:
        """Whose version stays, by record; what is not decided is missing."""
        shown = {row.conflict.record: row.keep for row in self.conflicts if row.keep is not None}
        return self._rest | shown

    @property
    def same(self) -> dict[str, str]:
        """Code there -> code here of those who are one person."""
        return {row.double.there: row.double.here for row in self.doubles if row.is_one_person}

    def _numbers(self) -> layout.QGridLayout:
        grid = layout.grid(across="m", down=2)
        grid.setColumnStretch(0, 1)
        right = layout.Qt.AlignmentFlag.AlignRight
        for number, line in enumerate((words.heads(), *words.rows(self._told))):
            for column, text in enumerate(line):
                muted = number == 0 or text == "–"
                label = labels.plain(text, self, "small", "muted" if muted else "text")
                if column:
                    grid.addWidget(label, number, column, right)
                else:
                    grid.addWidget(label, number, column)
        return grid

    def _all_row(self) -> layout.QHBoxLayout:
        self.all_here = button(_("All: this file's"), self, small=True, do=self._on_all_here)
        self.all_there = button(_("All: the other file's"), self, small=True, do=self._on_all_there)
        free = any(not row.conflict.fixed for row in self.conflicts)
        for one in (self.all_here, self.all_there):
            one.setVisible(free)
        return layout.row(self.all_here, self.all_there, layout.STRETCH, gap="s")

    def _on_double(self) -> None:
        """Let a card that comes be one person of this file at most: the one chosen last."""
        chosen = self.sender()
        assert isinstance(chosen, DoubleRow)
        for row in self.doubles if chosen.is_one_person else ():
            if row is not chosen and row.double.there == chosen.double.there:
                row.choice.choose(0)
        self.decided.emit()

    def _on_all_here(self) -> None:
        self._all(Keep.HERE)

    def _on_all_there(self) -> None:
        self._all(Keep.THERE)

    def _all(self, keep: Keep) -> None:
        for row in self.conflicts:
            row.choose(keep)
        self._rest = dict.fromkeys((one.record for one in self._unshown), keep)
        self.decided.emit()
