"""The filters of the list of people: words, kind, state; on several lines where one is too narrow."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.kit import layout
from desktop.kit.fitted import Fitted
from desktop.kit.form.choice import Choice
from desktop.kit.search_field import UNBOUNDED, SearchField
from desktop.kit.segments import Segments
from desktop.people.model import KINDS, LEFT, Asked, Group, group_title
from desktop.people.state import Wanted, wanted_words
from desktop.theme import Theme
from domain.people.person import PersonKind
from resources.i18n import _

GROUPS = (None, *KINDS, LEFT)
SELDOM = (PersonKind.EXTERNAL, LEFT)
EDGE, GAP = 16, 8


class FilterBar(Fitted):
    """Searches as the user types.

    Signals:
        narrowed: the filter has changed.
    """

    narrowed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, seldom: tuple[Group, ...] = SELDOM) -> None:
        """Groups that are *seldom* there are offered only when somebody is in them."""
        super().__init__(parent)
        self._seldom = seldom
        self.search = SearchField(theme, _("Name, code, unit"), self)
        self._least, self._widest = self.search.least, self.search.width()
        self.segments = Segments(tuple(_group_words(one) for one in GROUPS), self, _("Show"))
        self.states = Choice(theme, _("State"), self)
        self.states.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for wanted in Wanted:
            self.states.addItem(wanted_words(wanted), wanted)
        self._grid = layout.grid(across=GAP, down=GAP, around=(EDGE, 6, EDGE, 6), of=self)
        self._grid.setColumnStretch(0, 100)  # takes all it may before the rest stays empty
        self._grid.setColumnStretch(3, 1)
        for number, group in enumerate(GROUPS):
            self.segments.offer(number, offered=group not in seldom)
        self._lines = 0
        self._lay(1)
        self.search.textChanged.connect(self.narrowed)
        self.segments.chosen.connect(self.narrowed)
        self.states.currentIndexChanged.connect(self.narrowed)

    @property
    def asked(self) -> Asked:
        """The current filter."""
        wanted = tuple(Wanted)[self.states.currentIndex()]
        return Asked(self.search.text(), GROUPS[self.segments.current], wanted)

    @property
    def words(self) -> tuple[str, ...]:
        """The filter in words; empty without one."""
        asked = self.asked
        words = (
            asked.text.strip(),
            group_title(asked.group) if asked.group is not None else "",
            wanted_words(asked.wanted) if asked.wanted is not Wanted.ANY else "",
        )
        return tuple(one for one in words if one)

    def restore(self, asked: Asked) -> None:
        """Set this filter without a signal."""
        for one in (self.search, self.states):
            one.blockSignals(True)
        self.search.setText(asked.text)
        self.segments.choose(GROUPS.index(asked.group))
        self.states.setCurrentIndex(tuple(Wanted).index(asked.wanted))
        for one in (self.search, self.states):
            one.blockSignals(False)

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """Show on each group how many people it has; a group that is mostly empty only if it is not."""
        for number, (group, count) in enumerate(zip(GROUPS, counts, strict=True)):
            self.segments.set_text(number, f"{_group_words(group)} {count}")
            if group in self._seldom and number != self.segments.current:
                self.segments.offer(number, offered=count > 0)
        self.fit()

    def clear(self) -> None:
        """Show everybody, without a signal."""
        self.restore(Asked())

    @override
    def fit(self) -> None:
        below = self.segments.sizeHint().width() + GAP + self.states.sizeHint().width()
        room = self.width() - 2 * EDGE - 2 * GAP
        self._lay(1 if self._least + GAP + below <= room else 2 if below <= room else 3)

    def _lay(self, lines: int) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        for one in (self.search, self.segments, self.states):
            self._grid.removeWidget(one)
        self.search.grow(self._least, self._widest if lines == 1 else UNBOUNDED)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        match lines:
            case 1:
                self._grid.addWidget(self.search, 0, 0)
                self._grid.addWidget(self.segments, 0, 1, left)
                self._grid.addWidget(self.states, 0, 2, left)
            case 2:
                self._grid.addWidget(self.search, 0, 0, 1, 4)
                self._grid.addWidget(self.segments, 1, 0, 1, 3, left)
                self._grid.addWidget(self.states, 1, 3, left)
            case _:
                for line, one in enumerate((self.search, self.segments, self.states)):
                    self._grid.addWidget(one, line, 0, 1, 4, left if line else Qt.AlignmentFlag(0))


def _group_words(group: Group | None) -> str:
    return _("All") if group is None else group_title(group)
