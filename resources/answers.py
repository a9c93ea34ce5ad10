"""The described answers to the shipped questions: facts are chosen among them with one key."""

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

import resources


def phrases_of(text: str) -> tuple[str, ...]:
    """Return the parts of an answer that can be heard apart, each as a sentence."""
    parts = (part.strip(" .") for part in re.split(r";\s+|\.\s+(?=[A-ZА-ЯЁ«'\"])", text))
    return tuple(f"{part[0].upper()}{part[1:]}." for part in parts if part)


def english_of(fact: str) -> str:
    """Return a fact with the answers and phrases that were chosen in English; what was typed stays."""
    whole = in_english().get(fact.strip())
    if whole is not None:
        return whole
    return _chosen().sub(lambda found: _phrases()[found[0]], fact)


@cache
def _phrases() -> Mapping[str, str]:
    """Return each phrase of the answers in Russian -> in English, which may say it in several sentences."""
    found: dict[str, str] = {}
    for russian, english in in_english().items():
        parts, others = phrases_of(russian), phrases_of(english)
        last = len(parts) - 1
        found |= zip(parts, (*others[:last], " ".join(others[last:])), strict=True)
    return found


@cache
def _chosen() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})")


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
