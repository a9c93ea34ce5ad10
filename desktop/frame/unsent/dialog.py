"""The decision about what the server did not take: one's own, or what stands there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.frame.unsent.entries import Entry
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit_scrolled
from desktop.kit.off import allow
from desktop.kit.segments import Segments
from resources.i18n import _, pgettext

WIDE = 620  # px


class UnsentDialog(Dialog):
    """Each entry with both versions; what is not decided stays here.

    Signals:
        settled: pairs of an entry and whether one's own is to be written; without them it stays.
    """

    help_page = "troubles#server"

    settled = Signal(object)

    def __init__(self, told: tuple[Entry, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(WIDE)
        column = self.lay_out(_("What the server did not take"))
        why = _(
            "You wrote this while the server was out of reach. It stays on this computer until you decide."
        )
        column.addWidget(labels.paragraph(why, self))
        self.area = layout.scroll(self)
        inside = QWidget(self.area)
        self.rows = [EntryRow(one, inside) for one in told]
        rows = layout.column(*self.rows, gap="s", of=inside)
        rows.addStretch(1)
        self.area.setWidget(inside)
        column.addWidget(self.area)
        self.later = button(_("Later"), self, do=self.reject)
        self.go = button(_("Apply"), self, "primary", do=self._on_go)
        column.addLayout(layout.row(layout.STRETCH, self.later, self.go, gap="s", around=ABOVE))
        for row in self.rows:
            row.decided.connect(self._on_decided)
        self._on_decided()
        fit_scrolled(self, self.area)

    def _on_decided(self) -> None:
        some = any(row.choice.current for row in self.rows)
        allow(self.go, "" if some else _("Decide about one of them first"))

    def _on_go(self) -> None:
        chosen = [row for row in self.rows if row.choice.current]
        self.settled.emit(tuple((row.entry, row.is_own) for row in chosen))
        self.accept()


class EntryRow(QFrame):
    """One entry; with nothing to choose between it is only kept or removed.

    Signals:
        decided: somebody chose.
    """

    decided = Signal()

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self.entry = entry
        column = layout.column(gap="xs", around=(12, 8, 12, 10), of=self)
        column.addWidget(labels.paragraph(entry.about, self, "strong"))
        sides = [(pgettext("whose version", "Yours"), entry.mine)]
        if entry.again is not None:
            sides.append((_("On the server"), entry.there))
        widest = 0
        heads = [labels.plain(name, self, "small", "muted") for name, _text in sides]
        for head in heads:
            widest = max(widest, head.fontMetrics().horizontalAdvance(head.text()) + 12)
        for head, (_name, text) in zip(heads, sides, strict=True):
            head.setMinimumWidth(widest)
            words = labels.paragraph(text, self)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addLayout(layout.row(layout.top(head), layout.grow(words), gap="s"))
        if entry.why:
            column.addWidget(labels.paragraph(entry.why, self, "small", "muted"))
        undecided = pgettext("version", "Not decided")
        if entry.again is not None:
            options = (undecided, _("Write mine"), _("Leave the server's"))
        else:
            options = (_("Keep here"), _("Remove"))
        self.choice = Segments(options, self, entry.about)
        self.choice.chosen.connect(self.decided)
        column.addLayout(layout.row(self.choice, layout.STRETCH))

    @property
    def is_own(self) -> bool:
        """Whether one's own is to be written over what stands at the server."""
        return self.entry.again is not None and self.choice.current == 1
