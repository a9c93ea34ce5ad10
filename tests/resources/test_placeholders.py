"""A text with names in braces is given all of them: else the program fails in the middle of a sentence."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("desktop", "reports", "db", "domain", "resources")
MODULES = sorted(
    str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*.py")
)
LOOKUPS = {"_", "gettext", "ngettext", "pgettext", "N_"}


@pytest.mark.parametrize("module", MODULES)
def test_every_name_in_braces_is_given(module: str) -> None:
    source = (ROOT / module).read_text("utf-8")
    functions = ast.walk(ast.parse(source)) if ".format(" in source else ()  # most have no such text
    missing = [one for node in functions if isinstance(node, ast.FunctionDef) for one in _missing(node)]
    assert not missing


def _missing(function: ast.FunctionDef) -> Iterator[tuple[int, str, set[str]]]:
    """Yield line, text and the names that no call of ``format`` gives it.

    A text that was put into a variable may be the one or the other, so there any call of the function counts.
    """
    calls = [node for node in ast.walk(function) if _is_format(node)]
    given = {word.arg for call in calls for word in call.keywords}
    kept: dict[str, list[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            kept.setdefault(node.targets[0].id, []).extend(_texts(node.value))
    for call in calls:
        if any(word.arg is None for word in call.keywords):
            continue  # names come out of a dictionary
        assert isinstance(call.func, ast.Attribute)
        text = call.func.value
        direct = not isinstance(text, ast.Name)
        found = _texts(text) if direct else kept.get(text.id, [])
        here = {word.arg for word in call.keywords} if direct else given
        for one in found:
            names = {
                name for _literal, name, _form, _kind in string.Formatter().parse(one) if name is not None
            }
            if not names <= here:
                yield call.lineno, one, names - here


def _is_format(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def _texts(node: ast.AST) -> list[str]:
    """Return the source strings that are looked up in an expression."""
    found: list[str] = []
    for call in ast.walk(node):
        name = _called(call) if isinstance(call, ast.Call) else ""
        if isinstance(call, ast.Call) and name in LOOKUPS:
            arguments = call.args[1:] if name == "pgettext" else call.args[:2]
            found += [
                one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
    return found


def _called(call: ast.Call) -> str:
    """Return the plain name of the function that is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
