"""Follow-ups of a question written as lines come back as they were, also where some have no English."""

import pytest

from domain.framework import follow_ups
from domain.text import Text

PROBES = [
    (),
    (Text("Что вышло?"),),
    (Text("Что вышло?", "What came of it?"),),
    (Text("Что вышло?"), Text("Кто решал?", "Who decided?")),
    (Text("Что вышло?", "What came of it?"), Text("Кто решал?")),
]


@pytest.mark.parametrize("probes", PROBES)
def test_lines_come_back_as_the_follow_ups_they_were(probes: tuple[Text, ...]) -> None:
    lines = follow_ups.lines(probes)
    assert follow_ups.told(lines) == probes
    assert follow_ups.told(Text(f"\n{lines.ru}\n".strip(), (lines.en or "").strip() or None)) == probes
