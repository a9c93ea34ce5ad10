"""The filters of the journal: people or a journal code typed, kind, assessment of one person, period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.journal.spans import Span, span_words
from desktop.kit.chip_bar import ChipBar
from desktop.kit.form.choice import Choice
from desktop.kit.search_field import SearchField
from desktop.theme import Theme
from domain.event import Topic
from reports.words.phrases_journal import TOPICS
from resources.i18n import _, current

_ELSEWHERE = {False: (Topic.DATABASE, Topic.LOGINS), True: (Topic.FILE,)}
"""What is not offered over a file, and at a server."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is typed and chosen."""

    words: str = ""
    person: tuple[int, str] | None = None
    topic: Topic | None = None
    case_id: int | None = None
    span: Span = Span.ANY


class FilterBar(ChipBar):
    """What narrows the journal; the assessments are those of the person on the chip."""

    def __init__(self, theme: Theme, parent: QWidget, *, at_server: bool = False) -> None:
        super().__init__(theme, parent)
        self._offered = tuple(one for one in Topic if one not in _ELSEWHERE[at_server])
        self._cases: tuple[int, ...] = ()
        self.search = SearchField(theme, _("Name, code or journal code"), self)
        self.topics = self._choice(_("Kind"), (_("Everything but marks"), *map(_topic, self._offered)))
        self.spans = self._choice(_("Period"), map(span_words, Span))
        self.cases = self._choice(_("Assessment"), (_("Any assessment"),))
        self.cases.hide()
        self.put(self.search, self.topics, self.spans, self.cases)
        self.search.textChanged.connect(self.narrowed)
        for one in (self.topics, self.spans, self.cases):
            one.currentIndexChanged.connect(self.narrowed)

    @property
    def wish(self) -> Wish:
        """The current filter."""
        topic, case = self.topics.currentIndex() - 1, self.cases.currentIndex() - 1
        return Wish(
            self.search.text().strip(),
            self.person,
            self._offered[topic] if topic >= 0 else None,
            self._cases[case] if 0 <= case < len(self._cases) else None,
            Span(max(self.spans.currentIndex(), 0)),
        )

    def restore(self, wish: Wish) -> None:
        """Set this filter, without a signal; the assessment once it is offered."""
        fields = self.search, self.topics, self.spans
        for one in fields:
            one.blockSignals(True)
        self.search.setText(wish.words)
        self.topics.setCurrentIndex(0 if wish.topic is None else self._offered.index(wish.topic) + 1)
        self.spans.setCurrentIndex(wish.span.value)
        for one in fields:
            one.blockSignals(False)
        self.ask_for(wish.person)

    def offer(self, cases: Sequence[tuple[int, str]]) -> None:
        """Offer these assessments, id and code; keep the chosen one if it is among them."""
        kept, ids = self.wish.case_id, tuple(one for one, _code in cases)
        if ids == self._cases:
            return
        self._cases = ids
        self.cases.blockSignals(True)
        self.cases.clear()
        self.cases.addItems([_("Any assessment"), *(code for _one, code in cases)])
        self.cases.setCurrentIndex(ids.index(kept) + 1 if kept in ids else 0)
        self.cases.blockSignals(False)
        self.cases.setVisible(bool(ids))
        self.fit()

    def _choice(self, name: str, texts: Iterable[str]) -> Choice:
        made = Choice(self._theme, name, self)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.addItems([*texts])
        return made


def _topic(topic: Topic) -> str:
    return current().gettext(TOPICS[topic])
