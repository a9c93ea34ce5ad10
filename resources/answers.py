"""The described answers to the shipped questions: facts are chosen among them with one key."""

from collections.abc import Mapping
from functools import cache
from typing import cast

import resources


@cache
def in_english() -> Mapping[str, str]:
    """Return each described answer in Russian -> the same in English."""
    import yaml  # only where a paper in English has facts

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    told = yaml.load(resources.text("catalogue/interview.yaml"), Loader=loader)
    found: dict[str, str] = {}
    for question in cast("list[Mapping[str, object]]", told["questions"]):
        for one in (question, question.get("twin")):
            for level in ("weak", "adequate", "strong"):
                answer = cast("Mapping[str, Mapping[str, str]]", one or {}).get(level)
                if answer:
                    found[answer["ru"]] = answer["en"]
    return found
