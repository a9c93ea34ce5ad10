"""Which items a note speaks of: its words compared with those of the items and of the duties they serve."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from math import log

from domain.framework.framework import Framework, Item
from domain.text import Text, fold

type Stem = Callable[[str], str]
"""From a folded word to what its forms have in common."""

LABEL, WORDING, DUTY = 3.0, 2.0, 1.0  # what a word of each text is worth; a duty's by the item's rank in it
TOGETHER = 2.0  # what several words of one duty are worth in one note: the duty itself is told of
FEW = 2  # duties: a word that more of them have tells none of them
SHORTEST = 3  # letters; shorter words are prepositions
CLOSE = 0.4  # share of the best: what lies further behind is no suggestion
LEAST = 3.0  # a single word that half of the items have speaks of none of them
_WORD = re.compile(r"[^\W\d_]+")


class Suggester:
    """Knows the words of one framework; made once, asked at every pause in typing."""

    def __init__(self, framework: Framework, stem: Stem) -> None:
        self._stem = stem
        self._order = {item.code: number for number, item in enumerate(framework.items)}
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for item in framework.items:
            for word, weight in self._words_of(framework, item):
                known = weights[word]
                known[item.code] = max(known.get(item.code, 0.0), weight)
        count = len(framework.items)
        self._worth: Mapping[str, Mapping[str, float]] = {
            word: {code: weight * log(count / len(known)) for code, weight in known.items()}
            for word, known in weights.items()
        }
        self._duties = [(frozenset(self._stems_of(one.text)), one.items) for one in framework.duties]
        said = Counter(word for words, _ in self._duties for word in words)
        count = len(self._duties)
        self._telling = {word: log(count / times) for word, times in said.items() if times <= FEW}

    def suggest(self, text: str, limit: int) -> tuple[str, ...]:
        """Return at most *limit* codes, the likeliest first; empty where no word is known."""
        score: dict[str, float] = defaultdict(float)
        for word in set(self._stems(text)):
            for code, worth in self._worth.get(word, {}).items():
                score[code] += worth
        self._add_duties(set(self._stems(text)), score)
        best = max(score.values(), default=0.0)
        likely = [code for code, worth in score.items() if worth >= max(LEAST, CLOSE * best)]
        likely.sort(key=lambda code: (-score[code], self._order[code]))
        return tuple(likely[:limit])

    def _add_duties(self, note: set[str], score: dict[str, float]) -> None:
        """Let a note that says two telling words of one duty speak of its items, the first most."""
        for words, items in self._duties:
            both = note & words & self._telling.keys()
            if len(both) > 1:
                worth = TOGETHER * sum(self._telling[word] for word in both)
                for rank, code in enumerate(items, 1):
                    if code in self._order:
                        score[code] += worth / rank**2

    def _words_of(self, framework: Framework, item: Item) -> Iterator[tuple[str, float]]:
        for text, weight in ((item.label, LABEL), (item.text, WORDING)):
            yield from ((word, weight) for word in self._stems_of(text))
        for duty in framework.duties:
            if item.code in duty.items:
                weight = DUTY / (duty.items.index(item.code) + 1)
                yield from ((word, weight) for word in self._stems_of(duty.text))

    def _stems_of(self, text: Text) -> Iterator[str]:
        for one in (text.ru, text.en):
            yield from self._stems(one or "")

    def _stems(self, text: str) -> Iterator[str]:
        return (self._stem(word) for word in _WORD.findall(fold(text)) if len(word) >= SHORTEST)
