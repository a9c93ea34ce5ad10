"""Help for a screen: which key does what."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog, fit_scrolled
from resources.i18n import _

type Keys = Sequence[tuple[str, str]]


class KeyList(Dialog):
    """A dialog that lists keys and what they do; Esc or Enter closes it, and it deletes itself."""

    def __init__(self, title: str, groups: Sequence[tuple[str, Keys]], parent: QWidget) -> None:
        """*groups* stand side by side, each with its title; one alone needs none."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._keys = layout.scroll(self)
        self._keys.setAccessibleName(title)
        inside = QWidget(self._keys)
        layout.row(*(layout.grow(_group(*group, inside)) for group in groups), gap="xl", of=inside)
        self._keys.setWidget(inside)
        close = button(_("Close"), self, do=self.accept)
        close.setDefault(True)
        layout.column(
            labels.plain(title, self, "section"),
            self._keys,
            layout.row(layout.STRETCH, close),
            gap="m",
            around=layout.AROUND_DIALOG,
            of=self,
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit_scrolled(self, self._keys)
        super().showEvent(event)


def _group(title: str, keys: Keys, parent: QWidget) -> QVBoxLayout:
    head = (labels.plain(title, parent, "strong"),) if title else ()
    grid = layout.grid(across="m", down="s", wide=(1,))
    for row, (cap, words) in enumerate(keys):
        grid.addWidget(chips.key_cap(cap, parent), row, 0)
        grid.addWidget(labels.plain(words, parent), row, 1)
    return layout.column(*head, grid, layout.STRETCH, gap="s")
