"""No way out of the file goes round the journal."""

import ast
import re
from pathlib import Path

import desktop

ROOT = Path(desktop.__file__).parent
# The papers of the example, made together with it.
OF_THE_EXAMPLE = {"office/cli/commands.py"}


def calls() -> list[tuple[str, ast.Call]]:
    """Return every call of what writes documents, with the module it is in."""
    found: list[tuple[str, ast.Call]] = []
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in ("documents.export", "models.export"):
                found.append((path.relative_to(ROOT).as_posix(), node))
    return found


def test_whoever_writes_documents_tells_the_journal() -> None:
    silent = [
        where
        for where, call in calls()
        if not any(one.arg == "write" for one in call.keywords)
        and not any(re.search(r"\.(write|record)\b", ast.unparse(one)) for one in call.args)
    ]
    assert len(calls()) >= 5
    assert set(silent) == OF_THE_EXAMPLE
