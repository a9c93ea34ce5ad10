"""An item's facts other than the one in the field: one line each, to open or withdraw."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.assessing.sheet import words
from desktop.kit import chips, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.assessing.evidence import Evidence
from resources.i18n import _

KEY = "Ctrl++"


class FactList(QWidget):
    """Hidden while there is no fact; its button starts another one.

    Signals:
        wanted: id of the fact to open, 0 for a new one.
        unwanted: id of the fact to withdraw.
    """

    wanted = Signal(int)
    unwanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read_only = False
        self._facts: tuple[Evidence, ...] = ()
        self.lines: list[FactLine] = []
        self._more = QWidget(self)
        plus = theme.icon("plus", "accent")
        self.another = button(_("Another fact"), self._more, "quiet", plus, small=True, do=self._on_another)
        layout.row(self.another, chips.key_cap(KEY, self._more), layout.STRETCH, gap="s", of=self._more)
        self._column = layout.column(self._more, gap="xs", of=self)
        self.hide()

    def set_read_only(self, read_only: bool) -> None:
        """Set whether facts can only be read."""
        self._read_only = read_only

    def show_facts(self, facts: tuple[Evidence, ...], shown: int) -> None:
        """Show all facts but the one *shown* in the field."""
        others = tuple(fact for fact in facts if fact.id != shown)
        self.setVisible(bool(facts))
        self._more.setVisible(bool(shown) and not self._read_only)
        if others != self._facts:
            self._facts = others
            while len(self.lines) < len(others):
                line = FactLine(self._theme, self)
                line.wanted.connect(self.wanted)
                line.unwanted.connect(self.unwanted)
                self._column.insertWidget(len(self.lines), line)
                self.lines.append(line)
            for number, line in enumerate(self.lines):
                line.setVisible(number < len(others))
                if number < len(others):
                    line.show_fact(others[number])
        for line in self.lines:
            line.cross.setVisible(not self._read_only)

    def _on_another(self) -> None:
        self.wanted.emit(0)


class FactLine(QWidget):
    """Sign, day and start of a fact, with a button to withdraw it.

    Signals:
        wanted: id of the fact to open.
        unwanted: id of the fact to withdraw.
    """

    wanted = Signal(int)
    unwanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = 0
        self.words = _Line("", self)
        self.words.setProperty("kind", "quiet")
        self.words.setProperty("small", True)
        self.words.setAutoDefault(False)
        self.cross = button("", self, "quiet", theme.icon("x", "muted"), small=True, do=self._on_cross)
        layout.row(layout.grow(self.words), self.cross, gap="xs", of=self)
        self.words.clicked.connect(self._on_words)

    def show_fact(self, fact: Evidence) -> None:
        """Show another fact."""
        self._id = fact.id
        whole = words.fact_line(fact)
        self.words.say(" ".join(whole.split()))
        self.words.setAccessibleName(_("Fact {text}").format(text=whole))
        set_tip(self.words, whole)
        self.cross.setAccessibleName(_("Remove the fact: {text}").format(text=whole))

    def _on_words(self) -> None:
        self.wanted.emit(self._id)

    def _on_cross(self) -> None:
        self.unwanted.emit(self._id)


class _Line(QPushButton):
    """Takes the room there is; a longer text is shortened."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def _fit(self) -> None:
        room = max(self.width() - 4, 20)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
