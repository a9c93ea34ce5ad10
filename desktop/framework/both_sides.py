"""Two wordings side by side: what goes is struck through, what comes is underlined; no colour is needed."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTextEdit, QWidget

from domain.framework.job_description_difference import Word, runs

NONE = "—"


class Side(QTextEdit):
    """One of the two: to read and to copy."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setProperty("side", True)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 2 * self.fontMetrics().lineSpacing())


def show_sides(sides: Sequence[Side], old: str, new: str) -> None:
    """Show the old text in the first, the new one in the second, the words that differ marked in each."""
    told = runs(old, new) if old and new else ()
    marks = ({Word.DROPPED: "<s>{}</s>"}, {Word.ADDED: "<u><b>{}</b></u>"})
    for side, text, mark in zip(sides, (old, new), marks, strict=True):
        if told:
            kinds = {Word.SAME: "{}", **mark}
            side.setHtml("".join(_html(run, kinds[kind]) for kind, run in told if kind in kinds))
        else:
            side.setPlainText(text or NONE)


def _html(run: str, mark: str) -> str:
    """Return the words as markup; the space after them is not marked."""
    words = run.rstrip()
    return (mark.format(escape(words)) + run[len(words) :]).replace("\n", "<br>")
