"""The strip beside an item in a staff sheet: the last level, its age, why it is asked, confirming it."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from desktop.actions import Actions
from desktop.assessing.sheet import delta_words
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow
from desktop.theme import Theme
from domain.assessing.rotation import LastKnown
from domain.scale import Scale
from domain.team.diary import Note
from resources.i18n import _, current

CHIP = QSize(26, 20)


class LastChip(QWidget):
    """The last level as an outline: filled means the current one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._last: LastKnown | None = None
        self.setFixedSize(CHIP)

    def show_last(self, last: LastKnown | None) -> None:
        """Show another level."""
        self._last = last
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._last is None:
            chips.paint_mark(painter, QRectF(self.rect()), theme, None)
            return
        whole = delta_words.whole(self._last)
        line = theme.color("muted") if whole is None else theme.colors("level_line")[whole]
        painter.setPen(QPen(line, 1.5))
        painter.drawRoundedRect(box, theme.radius("mark"), theme.radius("mark"))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("strong" if whole is not None else "caption", tabular=True))
        told = current().number(self._last.level, 0 if whole is not None else 1)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), told)


class LastKnownStrip(QFrame):
    """Hidden in sheets without earlier results. With *notes* it shows the newest note too.

    Signals:
        confirmed: give the last level again; whether deliberately without a newer fact.
        note_taken: id of the note to use as a fact.
    """

    confirmed = Signal(bool)
    note_taken = Signal(int)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget, *, notes: bool) -> None:
        super().__init__(parent)
        self._deliberate = False
        self._note_id = 0
        self._with_notes = notes
        self.setObjectName("last_known")
        above = layout.row(labels.plain(_("Last time"), self, "small", "muted"), gap="s")
        self.chip = LastChip(theme, self)
        above.addWidget(self.chip)
        self.words = labels.elided("", self, "small")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        above.addWidget(self.words, 1)
        self.confirm = button("", self, small=True, do=self._on_confirm)
        self._cap = chips.key_cap("", self)
        self._caps = (actions.cap("confirm"), actions.cap("confirm_anyway"))
        self.facts = labels.elided("", self, "small")
        self.why = labels.elided("", self, "small", "muted")
        self.why.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        below = layout.row(self.facts, layout.grow(self.why), self.confirm, self._cap, gap="s")
        self._diary = QWidget(self)
        line = QGridLayout(self._diary)
        line.setContentsMargins(0, 0, 0, 0)
        line.setHorizontalSpacing(8)
        line.addWidget(labels.plain(_("Diary"), self._diary, "small", "muted"), 0, 0)
        self.note = labels.elided("", self._diary, "small")
        line.addWidget(self.note, 0, 1)
        line.setColumnStretch(1, 1)
        self.take = button(_("Use as a fact"), self._diary, small=True, do=self._on_take)
        line.addWidget(self.take, 0, 2)
        line.addWidget(chips.key_cap(delta_words.note_cap(), self._diary), 0, 3)
        layout.column(
            above, below, self._diary, gap=2, around=(16, 6, 16, 6) if notes else (0, 0, 0, 0), of=self
        )
        self.hide()

    def show_last(self, last: LastKnown | None, scale: Scale, why: str, reason: str) -> None:
        """Show the last level and why the item is asked; *reason* says why it cannot be confirmed."""
        self.chip.show_last(last)
        self.words.setText(delta_words.known(last, scale))
        told = delta_words.spoken(last, scale) if last is not None else self.words.text()
        self.words.setAccessibleName(told)
        self.facts.setText("" if last is None else delta_words.facts(last))
        self.facts.setVisible(last is not None)
        self.why.setText(why)
        self.why.setAccessibleName(why)
        self._deliberate = not delta_words.may(last, deliberate=False)
        self.confirm.setText(_("Confirm anyway") if self._deliberate else _("Confirm"))
        self.confirm.setMinimumWidth(self.confirm.sizeHint().width())  # in a narrow window the words give way
        self._cap.setText(self._caps[self._deliberate])
        # A level from a file was never given here: it is seen, and rated anew.
        offered = last is not None and not last.imported and delta_words.whole(last) is not None
        self.confirm.setVisible(offered)
        self._cap.setVisible(offered)
        allow(self.confirm, reason)

    def show_notes(self, notes: tuple[Note, ...], takeable: int) -> None:
        """Show the newest note; *takeable* is the one that may become a fact, 0 for none."""
        self._diary.setVisible(self._with_notes and bool(notes))
        if not notes:
            return
        shown = next((one for one in notes if one.fact.id == takeable), notes[0])
        told = " ".join(delta_words.note(shown).split())
        if rest := len(notes) - 1:
            told = _("{n} more · {text}").format(n=f"+{rest}", text=told)
        self.note.setText(told)
        self.note.setAccessibleName(told)
        self._note_id = takeable
        allow(self.take, "" if takeable else _("No notes of yours are left to use"))

    def _on_confirm(self) -> None:
        self.confirmed.emit(self._deliberate)

    def _on_take(self) -> None:
        if self._note_id:
            self.note_taken.emit(self._note_id)
