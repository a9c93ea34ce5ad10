"""The follow-up questions and the twin of a question, as stored in its row."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.framework.framework import Question
from domain.text import Text

_ANSWERS = ("weak", "adequate", "strong")


def probes_json(probes: Sequence[Text]) -> list[dict[str, Any]]:
    """Return follow-up questions as plain content."""
    return [{"ru": one.ru, "en": one.en} for one in probes]


def probes_of(content: Sequence[Mapping[str, Any]] | None) -> tuple[Text, ...]:
    """Return the follow-up questions from plain content; editions older than these have none."""
    return tuple(_text(one) for one in content or ())


def twin_json(twin: Question | None) -> dict[str, Any] | None:
    """Return the twin as plain content; None if there is none."""
    if twin is None:
        return None
    texts = {"question": twin.question, "weak": twin.weak, "adequate": twin.adequate, "strong": twin.strong}
    return {
        "kind": twin.kind,
        "minutes": twin.minutes,
        "probes": probes_json(twin.probes),
        **{name: {"ru": text.ru, "en": text.en} for name, text in texts.items()},
    }


def twin_of(code: str, content: Mapping[str, Any] | None) -> Question | None:
    """Return the twin of the item with this code from plain content; None for None."""
    if content is None:
        return None
    return Question(
        code,
        content["kind"],
        content["minutes"],
        _text(content["question"]),
        *(_text(content[part]) for part in _ANSWERS),
        probes=probes_of(content["probes"]),
    )


def _text(content: Mapping[str, Any]) -> Text:
    return Text(content["ru"], content.get("en"))
