"""A list of people pasted into the form of one: it is not taken for a name, and its import is offered."""

from itertools import takewhile

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from resources.i18n import _, ngettext

LONGEST = 100_000_000  # characters; Qt's own limit for a line would cut a list of a thousand people
BREAKS = str.maketrans(dict.fromkeys("\r\u2028\u2029", "\n"))


class PastedList(QWidget):
    """Hidden until several lines are pasted into *line*, which then keeps what it had.

    Signals:
        wanted: the list should be imported; its text.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget, line: QLineEdit) -> None:
        super().__init__(parent)
        line.setMaxLength(LONGEST)
        self._line, self._before, self._list = line, line.text(), ""
        self.told = labels.paragraph("", self, "small", "warn")
        self.import_button = button(_("Import the list…"), self, small=True, do=self._on_wanted)
        self.import_button.setAutoDefault(False)
        layout.row(layout.grow(self.told), self.import_button, gap="m", of=self)
        self.hide()
        line.textChanged.connect(self._on_text)

    def _on_text(self, text: str) -> None:
        put_in = _put_in(self._before, text).translate(BREAKS)
        lines = [one for one in put_in.split("\n") if one.strip()]
        if "\n" not in text.translate(BREAKS):
            self._before = text
        elif len(lines) < 2:
            self._line.setText(" ".join(text.translate(BREAKS).split()))
        else:
            self._list = _put_in(self._before, text)
            self._line.setText(self._before)
            told = ngettext(
                "{n} line was not pasted: this form is for one person.",
                "{n} lines were not pasted: this form is for one person.",
                len(lines),
            )
            self.told.setText(told.format(n=len(lines)))
            self.show()

    def _on_wanted(self) -> None:
        self.wanted.emit(self._list)


def _put_in(before: str, after: str) -> str:
    """Return what was put into a text."""
    begins = _same(before, after)
    ends = _same(before[begins:][::-1], after[begins:][::-1])
    return after[begins : len(after) - ends]


def _same(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
