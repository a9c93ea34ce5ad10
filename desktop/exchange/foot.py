"""The strip below the list: what the current line waits for, and the one act that is next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.exchange import words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow
from domain.exchange.holding import Holding, Stand

CHANGES = (Stand.TO_ASSESS, Stand.TO_SEAL, Stand.OUT)


class Foot(QFrame):
    """Hidden without a current line.

    Signals:
        acted: do what is next.
    """

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self.about = labels.paragraph("", self, "strong")
        self.step = labels.paragraph("", self, "small", "muted")
        self.act = button("", self, "primary", do=self.acted)
        layout.row(
            layout.grow(layout.column(self.about, self.step, gap=2)),
            self.act,
            gap="m",
            around=(12, 8, 12, 8),
            of=self,
        )
        self.hide()

    def show_line(self, line: Holding | None, read_only: str = "") -> None:
        """Show what is next with a line; *read_only* is why the file cannot be changed."""
        self.setVisible(line is not None)
        if line is None:
            return
        self.about.setText(f"{words.thing(line)} · {line.person} · {line.who}")
        step, act = words.next_step(line), words.act(line)
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.act.setText(act)
        self.act.setVisible(bool(act))
        allow(self.act, read_only if line.stand in CHANGES and line.sheet_id is None else "")
