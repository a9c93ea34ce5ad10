"""The texts that the product ships for the trade: items, duties, questions with answers, anchors, actions."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml


def catalogue_texts() -> tuple[str, ...]:
    """Return every Russian and English text of the shipped content but the rules for interviewers."""
    texts: list[str] = []
    for name in ("catalogue.yaml", "scale.yaml", "interview.yaml", "development.yaml", "operator.yaml"):
        content = yaml.safe_load((files("resources") / "catalogue" / name).read_text(encoding="utf-8"))
        content.pop("meta", None)
        texts += _texts(content)
    return tuple(dict.fromkeys(texts))


def _texts(content: Any) -> Iterator[str]:
    match content:
        case str():
            if " " in content:
                yield content
        case list():
            for part in content:
                yield from _texts(part)
        case dict():
            for part in content.values():
                yield from _texts(part)
        case _:
            pass
