"""The glossary as data: one thing, one word, in both languages; finds banned words in texts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = Path("resources/translations/glossary.yaml")
LANGUAGES = ("ru", "en")

type Raw = dict[str, str | dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in one language: the words to use for it, and the patterns of banned ones."""

    what: str
    language: str
    say: tuple[str, ...]
    never: tuple[re.Pattern[str], ...]
    fine: tuple[re.Pattern[str], ...]

    def found(self, text: str) -> str:
        """Return the banned words in *text*, or ""; they do not count within a phrase listed as fine."""
        left = text
        for phrase in self.fine:
            left = phrase.sub(" ", left)
        hits = [hit[0] for pattern in self.never if (hit := pattern.search(left)) is not None]
        return ", ".join(hits)

    def said(self, texts: Iterable[str]) -> list[str]:
        """Return the chosen words that none of *texts* contains."""
        whole = "\n".join(texts).casefold()
        return [word for word in self.say if word.casefold() not in whole]


def entries(root: Path = ROOT) -> tuple[Entry, ...]:
    """Read the glossary: one entry per thing and language."""
    raw = cast("list[Raw]", yaml.safe_load((root / GLOSSARY).read_text(encoding="utf-8")))
    return tuple(_entry(one, language) for one in raw for language in LANGUAGES)


def faults(glossary: Iterable[Entry], texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Name each text, given with its language, that contains a banned word."""
    told = tuple(texts)
    for entry in glossary:
        for language, text in told:
            if language == entry.language and (hit := entry.found(text)):
                yield f"{language}: «{hit}» ({entry.what}: {', '.join(entry.say)}): {text!r}"


def _entry(raw: Raw, language: str) -> Entry:
    words = cast("dict[str, list[str]]", raw[language])
    fine = tuple(re.compile(one, re.IGNORECASE) for one in words.get("fine", []))
    never = tuple(re.compile(rf"(?<![\w{{]){one}", re.IGNORECASE) for one in words["never"])
    what = raw["what"]
    assert isinstance(what, str), raw
    return Entry(what, language, tuple(words["say"]), never, fine)
