"""Job descriptions as they are met in the open, written anew and marked by hand before the reader saw them.

In ``marked_*.txt`` each document begins with «=== » and its name; an item stands in braces, with K for
knowledge, S for a skill and D for a duty. Whatever has no braces is none.
"""

import re
from pathlib import Path

import pytest

from domain.text import fold
from reports.intake.instruction.reading import read

_MARK = re.compile(r"(?s)\{([KSD]) (.*?)\}")
MARKED = {
    f"{path.stem.removeprefix('marked_')}: {name}": text
    for path in sorted(Path(__file__).parent.glob("marked_*.txt"))
    for name, _, text in (one.partition("\n") for one in path.read_text("utf-8").split("=== ")[1:])
}


@pytest.mark.parametrize("name", MARKED)
def test_all_that_is_marked_comes_in_and_nothing_beside(name: str) -> None:
    marked = [(kind, _plain(text)) for kind, text in _MARK.findall(MARKED[name])]
    found = read(_MARK.sub(r"\2", MARKED[name]).splitlines())
    lists = {"K": found.knowledge, "S": () if found.proposed else found.skills, "D": found.duties}
    came = [(kind, _plain(one.text)) for kind, items in lists.items() for one in items]
    assert sorted(came) == sorted(marked)


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .;,")
