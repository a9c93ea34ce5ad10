"""A draft filled in part by part on one page; nothing typed is lost, and the act comes at the end."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Question
from desktop.kit.form.keeper import WordsKeeper
from desktop.kit.page.header import Header
from desktop.kit.page.parts_rail import PartsRail
from desktop.kit.page.screen import Screen
from desktop.kit.tips import set_tip
from resources.i18n import _

NARROW = 640  # px at the usual text size; in a narrower page the parts are listed above it


class PartsPage(Screen):
    """Header, banner, the parts, the current one, and a foot that leads on; a subclass has the rest.

    Signals:
        opened: id of what the draft became.
    """

    opened = Signal(int)
    _keeper: WordsKeeper

    def __init__(self, context: Context, title: str, act: str, parts: Sequence[str], parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.header = self.add_header(Header(theme, title, self, back=_("Back")))
        self.clear_button = self.header.act(_("Start over…"), "", self._on_clear)
        self.banner = self.add_banner()
        self.rail = PartsRail(theme, parts, self)
        self._stack = QStackedWidget(self)
        self._parts = layout.fill(
            QBoxLayout(QBoxLayout.Direction.LeftToRight), self.rail, layout.grow(self._stack)
        )
        self.lay(layout.grow(self._parts), self._foot(act))
        self.rail.chosen.connect(self.go_to)
        context.actions.make("next_part", self, self.next_part)
        context.actions.make("previous_part", self, self.previous_part)

    def _foot(self, act: str) -> QFrame:
        theme = self._context.theme
        foot = QFrame(self)
        foot.setObjectName("status")
        self.back_button = button(_("Back"), foot, do=self.previous_part)
        self.missing = labels.elided("", foot, "small", "muted")
        self.missing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        onward = theme.icon("arrow-right", "on_primary")
        self.next_button = button(_("Next"), foot, "primary", onward, trailing=True, do=self.next_part)
        self.open_button = button(act, foot, "primary", theme.icon("check", "on_primary"), do=self.act)
        set_tip(self.open_button, "Ctrl+Enter")
        items = (self.back_button, layout.grow(self.missing), self.next_button, self.open_button)
        layout.row(*items, gap="m", around=(16, 8, 16, 8), of=foot)
        return foot

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow, ways = self._context.theme.usual(self.width()) < NARROW, QBoxLayout.Direction
        self.rail.lie(lying=narrow)
        self._parts.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keeper.now()

    def act(self) -> None:
        """Turn the draft into what it is for, or say what is missing and go to where it belongs."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """Discard the draft; the person has confirmed it."""
        raise NotImplementedError

    def focus_part(self) -> None:
        """Focus the beginning of the current part."""
        raise NotImplementedError

    def fill(self, pages: Sequence[QWidget]) -> None:
        """Add the parts, in the order of the rail."""
        for page in pages:
            self._stack.addWidget(page)

    def show_part(self, number: int) -> None:
        """Show that part; the way on leads to the next one, from the last one to the act."""
        last = number == self._stack.count() - 1
        self._stack.setCurrentIndex(number)
        self.rail.choose(number)
        self.back_button.setVisible(number > 0)
        self.open_button.setVisible(last)
        self.next_button.setVisible(not last)

    def go_to(self, number: int) -> None:
        """Show that part and go to its beginning."""
        self.show_part(number)
        self.focus_part()

    def next_part(self) -> None:
        """Go to the next part; after the last one, to the act."""
        number = self._stack.currentIndex() + 1
        if number < self._stack.count():
            self.go_to(number)
        else:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def previous_part(self) -> None:
        """Go to the previous part."""
        if self._stack.currentIndex() > 0:
            self.go_to(self._stack.currentIndex() - 1)

    def _on_clear(self) -> None:
        question = Question(
            _("Delete this draft?"),
            _("What you typed here will be lost. The file is unchanged."),
            _("Back to the draft"),
            _("Start over"),
            self,
        )
        question.accepted.connect(self._on_clear_confirmed)
        question.open()

    def _on_clear_confirmed(self) -> None:
        self.begin_anew()
        self.focus_part()
