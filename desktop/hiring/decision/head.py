"""The header of a decision: the person and the steps done."""

from typing import override

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.hiring.decision.words import facts_of
from desktop.kit import labels, layout
from desktop.kit.page.header import Header
from desktop.theme import Theme
from domain.hiring.decision import Decision
from reports.words import phrases
from resources.i18n import _

ROOM = 1060  # px that the steps need beside the name


class DecisionHeader(Header):
    """The steps are hidden if space is short; the tabs below say the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Decision"), parent, back=_("Back"))
        self._known = False
        self.steps = QWidget(self)
        row = layout.row(gap=14, around=(0, 0, 8, 0), of=self.steps)
        self._pairs = tuple(self._pair(row) for _number in range(3))
        self.add(self.steps)

    def show_decision(self, decision: Decision, left: int, *, over: bool) -> None:
        """Show the person and the steps; *left* is how many differences are still to settle."""
        self.set_title(decision.result.person.full_name, facts_of(decision))
        opened = decision.result.opening is not None
        concluded = bool(decision.conclusions)
        settled = left == 0 or over
        self._show(0, _("opened early") if opened else _("sheets submitted"), "warn" if opened else "done")
        if settled and decision.result.kept_apart:  # nobody compared all the sheets (law 15)
            self._show(1, _("differences: not all shown"), "warn")
        else:
            self._show(1, _("differences"), "done" if settled else "now")
        for one in self._pairs[2]:  # conclusions are written for candidates only
            one.setVisible(phrases.hiring(decision.result))
        self._show(2, _("conclusion"), "done" if concluded else "now" if settled and not over else "later")
        self._known = True
        self._fit()

    def show_waiting(self, name: str) -> None:
        """Show whose decision it will be."""
        self.set_title(name or _("Decision"), _("Decision") if name else "")
        self._known = False
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.steps.setVisible(self._known and self.width() >= ROOM + 60 * self._theme.font_step)

    def _pair(self, row: QHBoxLayout) -> tuple[QLabel, QLabel]:
        picture, text = QLabel(self.steps), labels.plain("", self.steps, "small")
        row.addLayout(layout.row(picture, text, gap=6))
        return picture, text

    def _show(self, number: int, words: str, state: str) -> None:
        icon, token, role, ink = {
            "done": ("circle-check", "ok", "small", "text"),
            "now": ("circle-dot", "accent", "strong", "accent"),
            "warn": ("circle-alert", "warn", "small", "warn"),
            "later": ("circle", "muted", "small", "muted"),
        }[state]
        picture, text = self._pairs[number]
        picture.setPixmap(self._theme.icon(icon, token).pixmap(16, 16))
        text.setText(words)
        text.setProperty("role", role)
        text.setProperty("token", ink)
        text.style().unpolish(text)
        text.style().polish(text)
        said = {"done": _("done"), "now": _("now"), "warn": _("done"), "later": _("later")}[state]
        text.setAccessibleName(f"{words}: {said}")
