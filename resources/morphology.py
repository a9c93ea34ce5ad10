"""The dictionary of Russian word forms; imported with the first word that is asked for."""

from functools import cache, lru_cache
from typing import Any

SHORT = 3  # letters; a longer word in capitals is a title, not an abbreviation: «ГИПу»


@cache
def dictionary() -> Any:
    """Return the analyser of pymorphy3 with the data of OpenCorpora (decision 0159)."""
    import pymorphy3  # pyright: ignore[reportMissingTypeStubs]
    import pymorphy3_dicts_ru  # pyright: ignore[reportMissingTypeStubs]

    # By its place: a frozen program has no list of installed dictionaries.
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Any, ...]:
    """Return what the dictionary reads in a word, the most likely first; a text repeats its words."""
    return tuple(dictionary().parse(word))


def like(word: str, changed: str) -> str:
    """Return the changed word in the letters of the old one: «HR-менеджеру», «Директору», «СИСТЕМА»."""
    if len(word) > SHORT and word.isupper():
        return changed.upper()
    kept = 0
    while kept < min(len(word), len(changed)) and word[kept].casefold() == changed[kept]:
        kept += 1
    return word[:kept] + changed[kept:]
