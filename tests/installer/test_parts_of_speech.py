"""A word that is noun and verb is two texts: «Изменение» for a head, «Изменить» for a button."""

import ast
from collections.abc import Iterator
from pathlib import Path

from installer import house, texts

# What a head, a field or a column is made by: a thing is named there, nothing is asked to be done.
HEADS = {
    "heads",
    "para",
    "bold",
    "put_text",
    "Header",
    "TextField",
    "DateField",
    "TextArea",
    "draw",
    "Section",
}


def infinitives() -> dict[str, str]:
    """Return each text of one word, without a context, whose Russian asks to do something."""
    return {
        message.id: message.string
        for message in texts.messages(texts.load(texts.RUSSIAN)).values()
        if not message.context
        and isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id.rstrip("…").isalpha()
        and message.string.rstrip("…").split(" ")[0].endswith(("ть", "ться", "ти"))
        and not message.string.endswith(("ость", "ости"))  # «должность», «обязанности»
    }


def used(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each text without a context with the name of the call that it is given to."""
    tree = ast.parse(path.read_text("utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func, args=[ast.Constant(value=str(text)), *_]) if _name(func) in (
                "_",
                "gettext",
            ):
                around = above.get(node)
                while around is not None and not isinstance(around, ast.Call | ast.stmt):
                    around = above.get(around)
                yield text, _name(around.func) if isinstance(around, ast.Call) else ""
            case _:
                pass


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def test_no_head_is_a_verb() -> None:
    verbs = infinitives()
    assert {"Save", "Open", "Copy"} <= verbs.keys()
    wrong = [
        f"{path.name}: {text} — «{verbs[text]}» in {call}"
        for part in ("desktop", "reports")
        for path in sorted((house.ROOT / part).rglob("*.py"))
        for text, call in used(path)
        if text in verbs and call in HEADS
    ]
    assert wrong == [], "give it a context: pgettext('head', …)"
