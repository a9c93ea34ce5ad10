"""Which item of a model a competency of a matrix is: certain where words are the same, else asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from domain.framework.framework import Framework
from domain.text import fold
from reports.intake.likeness import ALIKE, alike
from reports.intake.matrix.reading import Competency

OFFERED = 3  # items that may be meant


@dataclass(frozen=True, slots=True)
class Pair:
    """A competency of the matrix by its position; ``code`` is None while nobody knows which item it is.

    ``maybe`` are the codes of items that it may be, the likeliest first.
    """

    position: int
    code: str | None
    maybe: tuple[str, ...] = ()


def pairs(items: Sequence[Competency], framework: Framework) -> tuple[Pair, ...]:
    """Return a pair for each competency; no item of the model is certain for two of them."""
    texts = _texts(framework)
    codes = {fold(item.code): item.code for item in framework.items}
    taken: set[str] = set()
    found: list[Pair] = []
    for position, one in enumerate(items):
        text = fold(one.text)
        coded = codes.get(fold(one.code)) or codes.get(text)
        near = process.extract(text, texts.keys(), scorer=_alike, limit=OFFERED * 2, score_cutoff=ALIKE)
        maybe = tuple(dict.fromkeys(texts[words] for words, _worth, _at in near))
        exact = texts.get(text)
        certain = exact or (coded if coded is not None and (coded in maybe or text == fold(coded)) else None)
        if certain is None or certain in taken:
            first = () if coded is None else (coded,)
            found.append(Pair(position, None, tuple(dict.fromkeys((*first, *maybe)))[:OFFERED]))
        else:
            taken.add(certain)
            found.append(Pair(position, certain))
    return tuple(found)


def shared(items: Sequence[Competency], framework: Framework) -> int:
    """Return how many of the competencies the model has word for word, or under the same code."""
    texts, codes = _texts(framework), {fold(item.code): item for item in framework.items}

    def has(one: Competency) -> bool:
        coded, text = codes.get(fold(one.code)), fold(one.text)
        return text in texts or (coded is not None and alike(text, fold(coded.text.ru)) >= ALIKE)

    return sum(map(has, items))


def _texts(framework: Framework) -> Mapping[str, str]:
    """Return folded wording -> code; a wording of two items is of neither."""
    found: dict[str, set[str]] = {}
    for item in framework.items:
        for text in (item.text.ru, item.text.en, item.label.ru, item.label.en):
            if text:
                found.setdefault(fold(text), set()).add(item.code)
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}


def _alike(first: str, second: str, *, score_cutoff: float | None = None) -> float:
    worth = alike(first, second)
    return worth if worth >= (score_cutoff or 0) else 0.0
