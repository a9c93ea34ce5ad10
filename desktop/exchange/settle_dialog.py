"""What two files have both changed in one sheet, side by side; its assessor chooses what counts."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.exchange.settling import Subject
from desktop.context import Context
from desktop.exchange import sides
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit_scrolled
from desktop.kit.off import allow
from desktop.kit.segments import Segments
from domain.exchange.draft_merge import Clash, Side
from domain.exchange.ledger import Announced
from resources.i18n import _, current, nb

WIDE = 720  # px at the usual text size
RING = 3  # px that the ring of the focus needs
SIDES = (None, Side.HERE, Side.BROUGHT)  # in the order of the segments


class SettleDialog(Dialog):
    """Nothing is chosen at first, and nothing is taken before each is.

    Signals:
        settled: identity of each item and fact -> the side that counts.
    """

    help_page = "sheet#along"

    settled = Signal(object)

    def __init__(
        self,
        context: Context,
        told: Announced,
        clashes: Sequence[Clash],
        subject: Subject,
        parent: QWidget,
        *,
        was_submitted: bool = False,
    ) -> None:
        """*was_submitted*: in the other file."""
        super().__init__(parent)
        self.setFixedWidth(WIDE + 20 * context.theme.font_step)
        self._subject = subject
        column = self.lay_out(_("Both files have changed the sheet"))
        about = " · ".join(part for part in (told.person, told.title) if part)
        column.addWidget(labels.paragraph(about, self, "strong"))
        column.addWidget(labels.paragraph(_words(was_submitted=was_submitted), self, "small", "muted"))
        self.here_button = button(sides.word(Side.HERE), self, small=True, do=self._on_here)
        self.brought_button = button(sides.word(Side.BROUGHT), self, small=True, do=self._on_brought)
        self.count = labels.plain("", self, "small", "muted")
        every = labels.plain(_("For all:"), self)
        for one, side in ((self.here_button, Side.HERE), (self.brought_button, Side.BROUGHT)):
            one.setAccessibleName(_("For all: {side}").format(side=sides.word(side)))
        column.addLayout(
            layout.row(every, self.here_button, self.brought_button, layout.STRETCH, self.count, gap="s")
        )
        page = QWidget(self)
        rows = layout.column(gap="m", around=(RING, RING, RING, RING), of=page)
        self.choices: dict[str, Segments] = {}
        places = {key: place for place, key in enumerate(subject.items)}
        for one in sorted(clashes, key=lambda one: (places.get(one.item, len(places)), one.uid != one.item)):
            self._add(one, page, rows)
        self._scroll = layout.scroll(self)
        self._scroll.setAccessibleName(_("Both files have changed the sheet"))
        self._scroll.setWidget(page)
        # The ring lies outside, so that the rows stand below the title.
        column.addLayout(layout.row(self._scroll, around=(-RING, 0, -RING, 0)))
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.take_button = button(_("Take"), self, "primary", do=self._on_take)
        self.take_button.setDefault(True)
        column.addLayout(
            layout.row(layout.STRETCH, self.cancel_button, self.take_button, gap="s", around=ABOVE)
        )
        self._show_act()
        next(iter(self.choices.values())).setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit_scrolled(self, self._scroll)
        super().showEvent(event)

    def _add(self, one: Clash, page: QWidget, rows: QVBoxLayout) -> None:
        """Add what is changed, what it says here and what in the packet, and the choice."""
        item, scale = self._subject.items.get(one.item), self._subject.scale
        name = "" if item is None else nb(f"{item.code} {current().text(item.label)}")
        title = f"{name}. {sides.thing(one)}"
        said = {side: sides.said(one, side, scale) for side in (Side.HERE, Side.BROUGHT)}
        heads = [labels.plain(sides.word(side), page, "small", "muted") for side in said]
        bodies = [labels.paragraph(text, page) for text in said.values()]
        grid = layout.row(
            *(
                layout.grow(layout.column(*both, layout.STRETCH, gap=2))
                for both in zip(heads, bodies, strict=True)
            ),
            gap="l",
        )
        choice = Segments((_("Not chosen"), *(sides.word(side) for side in said)), page, title)
        for number, side in enumerate(SIDES):
            if side is not None:
                choice.name_segment(number, f"{sides.word(side)}: {said[side]}")
        choice.chosen.connect(self._show_act)
        self.choices[one.uid] = choice
        shown = labels.paragraph(title, page, "strong")
        rows.addLayout(layout.column(shown, grid, layout.row(choice, layout.STRETCH), gap="xs"))

    def _on_here(self) -> None:
        self._choose(Side.HERE)

    def _on_brought(self) -> None:
        self._choose(Side.BROUGHT)

    def _choose(self, side: Side) -> None:
        for one in self.choices.values():
            one.choose(SIDES.index(side))
        self._show_act()
        self.take_button.setFocus()

    def _show_act(self) -> None:
        chosen = sum(SIDES[one.current] is not None for one in self.choices.values())
        whole = len(self.choices)
        self.count.setText(_("{done} of {total} chosen").format(done=chosen, total=whole))
        allow(self.take_button, "" if chosen == whole else _("Something is not chosen yet."))

    def _on_take(self) -> None:
        found = {uid: SIDES[one.current] for uid, one in self.choices.items()}
        self.accept()
        self.settled.emit(found)


def _words(*, was_submitted: bool) -> str:
    words = [
        _("Choose what counts. What only one of the files has changed is taken anyway."),
        _("Nothing is written before you take it."),
    ]
    if was_submitted:
        words.append(
            _("It was submitted there. If anything of here stays, it is a draft and is submitted again.")
        )
    return " ".join(words)
