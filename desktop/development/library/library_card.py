"""Below the library's actions: the chosen one in full, and its acts."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from db.development.library import ShelfAction
from desktop.development.clamped import Clamped
from desktop.development.library import library_words as say
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.fitted import Fitted
from desktop.kit.off import allow
from desktop.theme import Theme
from resources.i18n import _, current, nb

EDGE = 16


class LibraryCard(Fitted):
    """Text, evidence and history of an action; the buttons have keys on the screen.

    Signals:
        wanted: name of the act whose button was pressed.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._words = words = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap=20)
        self.text = Clamped(theme, 3, self, "strong")
        self.evidence = Clamped(theme, 3, self)
        for title, said in (
            (_("What to do"), self.text),
            (_("Evidence of completion"), self.evidence),
        ):
            words.addLayout(layout.column(labels.plain(title, self, "caption", "muted"), said, gap=2), 1)
        self.story = labels.paragraph("", self, "small", "muted")
        self._row = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="s")
        self.acts: dict[str, QPushButton] = {}
        for name, text in (
            ("edit", _("Edit…")),
            ("hours", _("Hours…")),
            ("take_out", _("Retire…")),
            ("take_back", _("Return to the library")),
        ):
            made = self.acts[name] = button(text, self, small=True)
            made.setObjectName(name)
            made.clicked.connect(self._on_act)
            self._row.addWidget(made)
        self._row.addStretch(1)
        layout.column(words, self.story, self._row, gap=6, around=(EDGE, 10, EDGE, 10), of=self)

    def show_action(self, one: ShelfAction | None, fixed: str) -> None:
        """Show an action, or nothing for None; *fixed* is why it cannot be changed, empty if it can."""
        self.setVisible(one is not None)
        if one is None:
            return
        words = current()
        self.text.set_text(nb(words.text(one.action.text)))
        self.evidence.set_text(nb(words.text(one.action.evidence)))
        facts = (say.weeks(one.action.weeks), say.whose(one))
        told = " · ".join(part for part in facts if part)
        self.story.setText(f"{told}. {say.story(one)}")
        retired = one.retired_on is not None
        self.acts["take_out"].setText(_("Remove") if dropped(one) else _("Retire…"))
        self.acts["take_out"].setVisible(not retired)
        self.acts["take_back"].setVisible(retired)
        shipped = _("The wording of a built-in action never changes.")
        allow(self.acts["edit"], fixed or ("" if one.action.own else shipped))
        for name in ("hours", "take_out", "take_back"):
            allow(self.acts[name], fixed)
        self.fit()

    @override
    def fit(self) -> None:
        """Stack the parts if they do not fit in a row."""
        ways, room = QBoxLayout.Direction, self.width() - 2 * EDGE
        hints = [one.sizeHint().width() + 8 for one in self.acts.values() if not one.isHidden()]
        self._row.setDirection(ways.LeftToRight if sum(hints) <= room else ways.TopToBottom)

    def _on_act(self) -> None:
        self.wanted.emit(self.sender().objectName())


def dropped(one: ShelfAction) -> bool:
    """Whether the action can be deleted without asking: an own one that no plan contains."""
    return one.action.own and not one.plans
