"""A strip that states a fact that matters now, until it is dealt with."""

from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.buttons import Folding, Slot, button
from desktop.kit.form.dialog import lead_on
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.office.sentences import Sentence

ICONS = {
    "info": ("info", "accent"),
    "warn": ("triangle-alert", "warn"),
    "danger": ("octagon-alert", "danger"),
}


LEAST = 26  # letters that the words have room for beside the buttons; else these go below them
GAP = 12  # px
ICON = 16  # px
LINES = 2  # of the fact beside the buttons, before a further one gives way to its icon
AT_THE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Banner(QFrame):
    """An icon, the fact in bold, details below it; hidden until ``show_fact``.

    Signals:
        acted: the button was pressed.
        closed: the cross was pressed.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folded = False
        self._more: list[QPushButton] = []
        self._icons: dict[QPushButton, QIcon] = {}  # of the further buttons that may show nothing else
        self._wide: dict[QPushButton, int] = {}  # how wide each is with its words, px
        self.setObjectName("banner")
        row = layout.row(gap="m", around=(12, 8, 8, 8), of=self)
        self._icon = QLabel(self)
        self._fact = labels.paragraph("", self, "strong")
        self._rest = labels.paragraph("", self)
        words = layout.column(self._fact, self._rest, gap=2)
        self.act: QPushButton = button("", self, do=self.acted)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._middle = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="m")
        self._middle.addLayout(words, 1)
        self._acts = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="m")
        self._acts.addWidget(self.act, 0, AT_THE_LEFT)
        self._middle.addLayout(self._acts)
        self._middle.setAlignment(self._acts, AT_THE_LEFT)
        row.addLayout(self._middle, 1)
        self._page = ""
        self.more_button = self.add_act(_("Help"), self._on_help)
        self._close = button("", self, "quiet", theme.icon("x", "muted"), small=True, do=self._on_close)
        self._close.setAccessibleName(_("Close the message"))
        set_tip(self._close, _("Close the message"))
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def add_act(self, text: str, do: Slot, icon: str = "") -> QPushButton:
        """Return a further button, at first hidden, after the first one.

        With an *icon* it shows only that where its words would make the fact long.
        """
        more = button(text, self, "quiet", do=do)
        if icon:
            self._icons[more] = self._theme.icon(icon, "accent")
        self._acts.addWidget(more, 0, AT_THE_LEFT)
        more.hide()
        self._more.append(more)
        return more

    @property
    def text(self) -> str:
        """Everything the banner says, as one text."""
        return " ".join(part for part in (self._fact.text(), self._rest.text()) if part)

    def show_fact(
        self,
        fact: str,
        rest: str = "",
        kind: str = "info",
        *,
        act: str = "",
        closable: bool = True,
        page: str = "",
    ) -> None:
        """Show the fact. *kind* is info, warn or danger; *act* is the text of the button, if there is one.

        *page* is the place of the help that tells more.
        """
        name, token = ICONS[kind]
        self._icon.setPixmap(self._theme.icon(name, token).pixmap(16, 16))
        self._fact.setText(fact)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest) and not self._folded)
        set_tip(self, rest if self._folded else "")
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.more_button.setVisible(bool(page))
        self._page = page
        self._close.setVisible(closable)
        self._fit()
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(self.text)
        self.show()
        if kind != "info":
            announce(self.text, self, urgent=kind == "danger")

    def show_refused(self, told: "Sentence", kind: str = "warn") -> None:
        """Show what was refused and what to do, with the way to what the help says of it."""
        self.show_fact(told.what, told.rest, kind, page=told.help)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def fold(self, *, folded: bool) -> None:
        """Leave the details to the tooltip, or show them again."""
        if folded != self._folded:
            self._folded = folded
            self._rest.setVisible(bool(self._rest.text()) and not folded)
            set_tip(self, self._rest.text() if folded else "")
            self._fit()

    def _fit(self) -> None:
        shown = [one for one in (self.act, *self._more) if not one.isHidden()]
        room = self.width() - self._icon.width() - 4 * GAP
        whole = sum(self._whole(one) + GAP for one in shown)
        short = whole - sum(self._whole(one) - 2 * GAP - ICON for one in shown if one in self._icons)
        least = LEAST * self._fact.fontMetrics().averageCharWidth()
        fold = room - short >= least and self._lines(room - whole) > max(LINES, self._lines(room - short))
        for one, icon in self._icons.items():
            one.setIcon(icon if fold else QIcon())
            if isinstance(one, Folding):
                one.fold(folded=fold)
        ways = QBoxLayout.Direction
        words = room - (short if fold else whole)
        beside = words >= least
        self._middle.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        # Below the words the buttons still share a line: each more takes a row from the screen.
        self._acts.setDirection(ways.LeftToRight if beside or room >= whole else ways.TopToBottom)
        if (whole := self.layout()) is not None:
            flat = beside and self._rest.isHidden() and self._lines(words) <= 1
            for one in (self._icon, self._close):  # beside a single line in its middle, else at the first
                whole.setAlignment(one, Qt.AlignmentFlag.AlignVCenter if flat else Qt.AlignmentFlag.AlignTop)
            whole.invalidate()  # it does not learn of another direction within it
        # A layout whose height is short would rather cut the words than shrink a list.
        # A banner that is not shown yet has no width of its own: by it the window would grow.
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0) if self.isVisible() else 0)

    def _whole(self, act: QPushButton) -> int:
        """Return how wide a button is with its words, shown or not, px."""
        if not (isinstance(act, Folding) and act.folded):
            act.ensurePolished()
            self._wide[act] = act.sizeHint().width()
        return self._wide[act]

    def _lines(self, width: int) -> int:
        """Return how many lines the fact takes in so much room, px; a great many where there is none."""
        return self._fact.heightForWidth(width) // self._fact.fontMetrics().height() if width > 0 else 99

    def _on_help(self) -> None:
        lead_on(self._page, self)

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
