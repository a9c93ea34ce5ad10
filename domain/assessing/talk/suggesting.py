"""Which items a note is about: its words are compared with those of the items and of their duties."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from math import log

from domain.framework.framework import Framework, Item
from domain.text import Text, fold

type Stem = Callable[[str], str]
"""Reduces a folded word to what its inflected forms have in common."""

LABEL, WORDING, DUTY = 3.0, 2.0, 1.0  # weight of a word; a duty's is divided by the item's rank in it
TOGETHER = 2.0  # the weight of several words of one duty in one note: it is about the duty itself
FEW = 2  # duties: a word that occurs in more of them identifies none
SHORTEST = 3  # letters; shorter words are prepositions
CLOSE = 0.4  # share of the best score: anything lower is no suggestion
LEAST = 3.0  # minimum score: a single word that half of the items have suggests none of them
_WORD = re.compile(r"[^\W\d_]+")


class Suggester:
    """Knows the words of one framework; created once, used at every pause in typing."""

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
        """Return at most *limit* codes, the likeliest first; empty if no word is known."""
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
        """If a note has two telling words of one duty, raise the score of its items, the first one's most."""
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
