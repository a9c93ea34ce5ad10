"""Help for a screen: which key does what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog
from resources.i18n import _

HALF = 10  # more lines than this go into two columns


class KeyList(Dialog):
    """A dialog that lists keys and what they do; Esc or Enter closes it, and it deletes itself."""

    def __init__(self, title: str, keys: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = labels.plain(title, self, "section")
        grid = layout.grid(across="m", down="s")
        rows = len(keys) if len(keys) <= HALF else (len(keys) + 1) // 2
        for number, (cap, words) in enumerate(keys):
            at, side = number % rows, number // rows * 2
            grid.addWidget(chips.key_cap(cap, self), at, side)
            grid.addWidget(labels.plain(words, self), at, side + 1)
        close = button(_("Close"), self, do=self.accept)
        close.setDefault(True)
        layout.column(
            heading, grid, layout.row(layout.STRETCH, close), gap="m", around=layout.AROUND_DIALOG, of=self
        )
