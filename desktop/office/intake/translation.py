"""An English file over a Russian model: which text translates which part of it. No Qt.

The Russian words decide what a model says, so such a file only ever changes the English: nothing is dropped,
nothing is new.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.framework.edition import Edition
from domain.framework.edition_edit import labelled
from domain.framework.framework import Duty, Function, Item, Kind
from domain.text import Text, fold
from reports.intake.likeness import alike
from resources.i18n import Words

SHOWN = 10  # texts or codes listed in a sentence
_ENGLISH = re.compile(r"\b(?:the|of|and|to|for|with|on|by|from|how|what|a|an|their|is|are)\b")
_OTHERS = re.compile(
    r"\b(?:der|die|das|und|mit|von|für|zu|im|den|des|la|le|les|et|du|pour|avec|el|los|las|y|de|con|para|il|di)\b"
)
ALIKE = 80.0  # of 100; from here on an English text is that of an item which has one already


@dataclass(frozen=True, slots=True)
class Translated:
    """How the items of a file found those of a model: numbers of pairs, and who has none.

    ``by_identity`` counts those with the same identity or code, ``by_words`` those whose English was known,
    ``by_order`` those at the same place of an equally long list. ``unpaired`` are texts of the file that
    translate nothing, ``untouched`` codes of items it has no text for. ``english`` tells that its words are
    those of English; other texts in Latin letters are of a language that is not known.
    """

    by_identity: int
    by_words: int
    by_order: int
    unpaired: tuple[str, ...]
    untouched: tuple[str, ...]
    english: bool = True

    @property
    def pairs(self) -> int:
        """The number of items that found theirs."""
        return self.by_identity + self.by_words + self.by_order


def said(found: Translated, words: Words) -> list[str]:
    """Return what a person should know of the pairs, a sentence a line."""
    _ = words.gettext
    told = [
        _("The file is in English: it is imported as a translation, and everything in Russian stays.")
        if found.english
        else _(
            "The file is in Latin letters, its language is not known. If it is English, it is imported as "
            "a translation, and everything in Russian stays; otherwise choose “a separate framework”."
        ),
        _(
            "Pairs found: by code {by_identity}, by the English known so far {by_words}, "
            "by order in the list {by_order}."
        ).format(by_identity=found.by_identity, by_words=found.by_words, by_order=found.by_order),
    ]
    if found.unpaired:
        texts = "; ".join(
            f"“{one}”" if words.language == "en" else f"«{one}»" for one in found.unpaired[:SHOWN]
        )
        told.append(
            _("Not taken, since it translates nothing ({count}): {texts}.").format(
                count=len(found.unpaired), texts=texts + ("; …" if len(found.unpaired) > SHOWN else "")
            )
        )
    if found.untouched:
        codes = ", ".join(found.untouched[:SHOWN]) + (", …" if len(found.untouched) > SHOWN else "")
        told.append(
            _("Without a text in the file, left as they are ({count}): {codes}.").format(
                count=len(found.untouched), codes=codes
            )
        )
    return told


def is_english(content: Edition, base: Edition) -> bool:
    """Tell whether the items of a file are in Latin letters and those of the model in Cyrillic ones."""
    if any(one.text.en for one in content.items):
        return False  # it has both languages
    return (
        _cyrillic(one.text.ru for one in content.items) < 0.1
        and _cyrillic(one.text.ru for one in base.items) > 0.5
    )


def translated(
    base: Edition, content: Edition, *, coded: bool, functions_coded: bool
) -> tuple[Edition, Translated]:
    """Return the model with the file's texts as its English, and how they found their parts.

    *coded* means that the file itself gives the codes of items, *functions_coded* those of functions and
    duties. Otherwise its reader counted, so a code says no more than the place in a list of the same length.
    """
    pairs = _Pairs()
    pairs.find(base.items, content.items, coded=coded)
    functions = _functions(base, content, pairs.found, coded=functions_coded)
    duties = _duties(base.duties, content.duties, coded=functions_coded)
    found = Translated(
        *(pairs.by_identity, pairs.by_words, pairs.by_order),
        tuple(one.text.ru for one in content.items if one.code not in pairs.taken),
        tuple(one.code for one in base.items if one.code not in pairs.found),
        _sounds_english(one.text.ru for one in content.items),
    )
    made = replace(
        base,
        title=_title(base.title, content.title),
        items=tuple(_item(one, pairs.found.get(one.code)) for one in base.items),
        functions=tuple(_function(one, functions.get(one.code)) for one in base.functions),
        duties=tuple(
            replace(one, text=Text(one.text.ru, duties[one.code].text.ru)) if one.code in duties else one
            for one in base.duties
        ),
    )
    return made, found


class _Pairs:
    """Code of the model -> item of the file, found step by step; each has at most one partner."""

    def __init__(self) -> None:
        self.found: dict[str, Item] = {}
        self.taken: set[str] = set()
        self.by_identity = self.by_words = self.by_order = 0

    def find(self, old: Sequence[Item], new: Sequence[Item], *, coded: bool) -> None:
        """Pair the items: what is surer goes first."""
        keys = {one.key: one for one in old}
        codes = {one.code: one for one in old}
        known: dict[str, Item] = {}
        for one in old:
            if one.text.en:
                known.setdefault(fold(one.text.en), one)
        self.by_identity = self._pair((one, keys.get(one.key)) for one in new)
        self.by_words = self._pair((one, known.get(fold(one.text.ru))) for one in new)
        self.by_words += self._pair(self._nearest(old, new))
        if coded:
            self.by_identity += self._pair((one, codes.get(one.code)) for one in new)
        for kind in Kind:
            mine, others = ([one for one in side if one.kind is kind] for side in (old, new))
            left = [one for one in mine if one.code not in self.found]
            rest = [one for one in others if one.code not in self.taken]
            if len(mine) == len(others) and len(left) == len(rest):
                self.by_order += self._pair(zip(rest, left, strict=True))

    def _pair(self, proposed: Iterable[tuple[Item, Item | None]]) -> int:
        """Pair an item of the file with one of the model where neither has a partner; return how many."""
        before = len(self.found)
        for new, old in proposed:
            if old is not None and old.code not in self.found and new.code not in self.taken:
                self.found[old.code] = new
                self.taken.add(new.code)
        return len(self.found) - before

    def _nearest(self, old: Sequence[Item], new: Sequence[Item]) -> list[tuple[Item, Item]]:
        """Return pairs that say nearly the same as the English that is known; the nearest first."""
        known = [(one, fold(one.text.en)) for one in old if one.text.en and one.code not in self.found]
        texts = [(one, fold(one.text.ru)) for one in new if one.code not in self.taken]
        scored = [(alike(text, other), one, two) for two, other in texts for one, text in known]
        near = sorted((one for one in scored if one[0] >= ALIKE), key=lambda one: -one[0])
        return [(two, one) for _likeness, one, two in near]


def _title(old: Text, new: Text) -> Text:
    if not new.ru or _cyrillic([new.ru]) > 0 or _cut(new.ru, old.en):
        return old
    return Text(old.ru, new.ru)


def _item(old: Item, new: Item | None) -> Item:
    if new is None:
        return old
    return replace(old, text=Text(old.text.ru, new.text.ru), label=_label(old.label, new.label, new.text))


def _function(old: Function, new: Function | None) -> Function:
    if new is None:
        return old
    named = old.text.en is not None and new.text.ru in (new.short.ru, old.short.en)  # a name is no text
    text = old.text if named else Text(old.text.ru, new.text.ru)
    return replace(old, text=text, short=_label(old.short, new.short, new.text))


def _label(old: Text, new: Text, text: Text) -> Text:
    """Return the short title in both languages; one that a reader made from the text replaces none."""
    made = new.ru == labelled(text).ru or _cut(new.ru, old.en)
    return old if made and old.en else Text(old.ru, new.ru)


def _cut(text: str, known: str | None) -> bool:
    """Tell whether a text is the beginning of the known one, as in a file of names of at most 100 letters."""
    return known is not None and text.endswith("…") and known.startswith(text[:-1].rstrip())


def _functions(
    base: Edition, content: Edition, items: Mapping[str, Item], *, coded: bool
) -> Mapping[str, Function]:
    """Return code of the model -> function of the file: known English, clause or code, else its items'."""
    new = content.functions
    if len(new) == 1 and len(base.functions) > 1 and new[0].text.ru == content.title.ru:
        return {}  # the reader made it, since the file has none
    found = _known(base.functions, new, lambda one: (one.text, one.short), coded=coded)
    votes: dict[str, Counter[str]] = {}
    for one in base.items:
        if one.code in items:
            votes.setdefault(items[one.code].function, Counter())[one.function] += 1
    for one in new:
        (code, count) = next(iter(votes.get(one.code, Counter()).most_common(1)), ("", 0))
        if one not in found.values() and code not in found and count * 2 > votes[one.code].total():
            found[code] = one
    return found


def _duties(old: Sequence[Duty], new: Sequence[Duty], *, coded: bool) -> Mapping[str, Duty]:
    found = _known(old, new, lambda one: (one.text,), coded=coded)
    if len(old) == len(new):
        left = [one for one in old if one.code not in found]
        rest = [one for one in new if one not in found.values()]
        found |= {one.code: other for one, other in zip(left, rest, strict=True)}
    return found


def _known[P: Function | Duty](
    old: Sequence[P], new: Sequence[P], texts: Callable[[P], tuple[Text, ...]], *, coded: bool
) -> dict[str, P]:
    """Return code of the model -> part of the file with the same English, clause or, if *coded*, code."""
    english = {fold(text.en): one.code for one in reversed(old) for text in texts(one) if text.en}
    clauses = {one.clause: one.code for one in old if one.clause}
    codes = {one.code for one in old}
    found: dict[str, P] = {}
    for one in new:
        said = (english.get(fold(text.ru), "") for text in texts(one))
        numbered = one.code if coded and one.code in codes else clauses.get(one.clause, "")
        code = next(filter(None, (*said, numbered)), "")
        if code and code not in found:
            found[code] = one
    return found


def _sounds_english(texts: Iterable[str]) -> bool:
    """Tell whether the small words of a text are those of English, and not of a language like it."""
    text = fold(" ".join(texts))
    own, strange = len(_ENGLISH.findall(text)), len(_OTHERS.findall(text))
    return own > strange and 20 * own >= len(text.split())


def _cyrillic(texts: Iterable[str]) -> float:
    """Return the share of Cyrillic letters among letters, 0..1; 1 where there is no letter."""
    letters = [char for text in texts for char in text if char.isalpha()]
    if not letters:
        return 1.0
    return sum("\u0400" <= char <= "\u04ff" for char in letters) / len(letters)
