"""One thing to decide about: two cards that may be one person, or a record in two versions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.exchange.merge import words
from desktop.kit import labels, layout
from desktop.kit.segments import Segments
from domain.exchange.merging import Conflict, Double, Keep
from resources.i18n import _, pgettext


class DoubleRow(QFrame):
    """Two cards; they stay two unless somebody says that they are one person.

    Signals:
        decided: somebody chose.
    """

    decided = Signal()

    def __init__(self, double: Double, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self.double = double
        name = _("{name}: here {here}, there {there}").format(
            name=double.name, here=double.here, there=double.there
        )
        self.choice = Segments((_("Different people"), _("One person")), self, name)
        self.choice.chosen.connect(self.decided)
        cards = [one for one in (double.ours, double.theirs) if one is not None]
        layout.column(
            *_sides(self, [words.card(one) for one in cards]),
            labels.paragraph(words.speaks_for(double), self, "small", "muted"),
            layout.row(self.choice, layout.STRETCH),
            gap="xs",
            around=(12, 8, 12, 10),
            of=self,
        )

    @property
    def is_one_person(self) -> bool:
        """Whether somebody said so."""
        return self.choice.current == 1


class ConflictRow(QFrame):
    """Both versions; one that is signed here says that it stays.

    Signals:
        decided: somebody chose.
    """

    decided = Signal()

    def __init__(self, conflict: Conflict, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self.conflict = conflict
        title = words.title(conflict)
        column = layout.column(gap="xs", around=(12, 8, 12, 10), of=self)
        column.addWidget(labels.paragraph(title, self, "strong"))
        versions = [words.version(one) for one in (conflict.here, conflict.there)]
        if any(versions):
            for line in _sides(self, [text or "–" for text in versions]):
                column.addLayout(line)
        if conflict.differences:
            column.addLayout(self._differences())
        self.choice = Segments(
            (pgettext("version", "Not decided"), _("This file's"), _("The other file's")), self, title
        )
        self.choice.setVisible(not conflict.fixed)
        self.choice.chosen.connect(self.decided)
        stays = _("Signed or decided here: the version of this file stays, the other one stays in its file.")
        fixed = labels.paragraph(stays, self, "small", "muted")
        fixed.setVisible(conflict.fixed)
        column.addWidget(fixed)
        column.addLayout(layout.row(self.choice, layout.STRETCH))

    @property
    def keep(self) -> Keep | None:
        """Whose version stays; None while nobody has decided."""
        if self.conflict.fixed:
            return Keep.HERE
        return (None, Keep.HERE, Keep.THERE)[self.choice.current]

    def choose(self, keep: Keep) -> None:
        """Decide, if there is something to decide."""
        if not self.conflict.fixed:
            self.choice.choose(1 if keep is Keep.HERE else 2)

    def _differences(self) -> layout.QGridLayout:
        grid = layout.grid(across="m", down=4)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        head = ("", pgettext("file", "Here"), pgettext("file", "There"))
        lines = [head, *map(words.difference, self.conflict.differences)]
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                muted = number == 0 or column == 0
                label = labels.paragraph(text, self, "small", "muted" if muted else "text")
                grid.addWidget(label, number, column)
        return grid


def _sides(parent: QWidget, texts: Sequence[str]) -> list[layout.QHBoxLayout]:
    """Return a line for each file: which, and what is there."""
    names = (pgettext("file", "Here"), pgettext("file", "There"))
    rows: list[layout.QHBoxLayout] = []
    for name, text in zip(names, texts, strict=False):
        head = labels.plain(name, parent, "small", "muted")
        head.setMinimumWidth(head.fontMetrics().horizontalAdvance(max(names, key=len)) + 12)
        rows.append(layout.row(layout.top(head), layout.grow(labels.paragraph(text, parent)), gap="s"))
    return rows
