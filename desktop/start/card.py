"""The frame of every step before a file is open: logo, title, what the step asks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QLabel, QWidget

import resources
from desktop.kit import labels, layout
from desktop.kit.page.banner import Banner
from desktop.theme import Theme

if TYPE_CHECKING:  # imported after the first paint, with the first file to show
    from desktop.recent import RecentFile
    from desktop.start.recent_list import RecentList

WIDTH = 496


class Card(QFrame):
    """A white card with the logo at the top; each step adds its own contents and shows errors beside them.

    Signals:
        file_chosen, file_forgotten: path of a file in the list below.
    """

    file_chosen = Signal(object)
    file_forgotten = Signal(object)
    recent: "RecentList | None" = None
    help_page = "start"
    of_file = True  # whether a file is opened, whose password nobody can replace

    def __init__(self, theme: Theme, title: str, subtitle: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("panel")
        self.setAccessibleName(title)  # it has the focus while its fields are disabled
        self.setFixedWidth(WIDTH + 32 * theme.font_step)
        mark = QLabel(self, pixmap=_mark().pixmap(44, 44))
        words = layout.column(
            labels.paragraph(title, self, "title"), labels.paragraph(subtitle, self, "body", "muted"), gap=2
        )
        head = layout.row(mark, layout.grow(words), gap=14)
        self.column = layout.column(head, gap="m", around=(28, 28, 28, 24), of=self)
        self.column.addSpacing(8)
        self.fault = Banner(theme, self)

    @override
    def sizeHint(self) -> QSize:
        # The scroll area around it does not support height for width.
        return QSize(self.width(), max(self.column.totalHeightForWidth(self.width()), 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def fail(self, what: str, rest: str) -> None:
        """Show in the card what went wrong."""
        self.fault.show_fact(what, rest, "danger", closable=False)

    def set_busy(self, busy: bool) -> None:
        """Show that the work is under way, in steps whose work takes a while."""

    def begin(self) -> None:
        """Focus what has to be done here."""

    def show_recent(self, files: "Sequence[RecentFile]") -> None:
        """Show the files opened before, if the step has a place for them."""

    def list_recent(self, files: "Sequence[RecentFile]") -> None:
        """Show the files at the bottom of the card."""
        if self.recent is None and files:
            from desktop.start.recent_list import RecentList

            self.recent = RecentList(self.theme, self)
            self.recent.chosen.connect(self.file_chosen)
            self.recent.forgotten.connect(self.file_forgotten)
            self.column.addWidget(self.recent)
        if self.recent is not None:
            self.recent.show_files(files)


def _mark() -> QIcon:
    try:
        return QIcon(str(resources.path("icons/merilo.svg")))
    except FileNotFoundError:
        return QIcon()
