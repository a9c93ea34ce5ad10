"""The strip below the list: what the current line waits for, and the one act that is next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.exchange import words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow
from domain.exchange.holding import Holding, Stand
from domain.exchange.packet import PacketKind


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
        self.about.setText(
            " · ".join(part for part in (words.thing(line), words.about(line)[0], line.who) if part)
        )
        step, act = words.next_step(line), words.act(line)
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.act.setText(act)
        self.act.setVisible(bool(act))
        allow(self.act, read_only if _writes(line) else "")


def _writes(line: Holding) -> bool:
    """Return whether the act of a line changes the file."""
    match line.stand:
        case Stand.TO_ASSESS | Stand.RATED_HERE:
            return line.sheet_id is None and bool(line.is_mine)
        case Stand.OUT:
            return line.kind is PacketKind.INVITATION
        case Stand.KEPT:
            return line.kind is not PacketKind.RESULT
        case Stand.DONE:
            return line.may_go
        case _:
            return line.stand in (Stand.TO_SEAL, Stand.HERE, Stand.READY)
