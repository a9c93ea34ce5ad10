"""How long a meeting may be and what it needs besides its questions, in minutes."""

from functools import cache

import yaml

import resources


@cache
def rules() -> tuple[int, int]:
    """Return the minutes of questions that fit in one meeting, and the minutes needed besides them."""
    content = yaml.safe_load(resources.text("catalogue/meetings.yaml"))
    return int(content["questions_at_most"]), int(content["beside"])
