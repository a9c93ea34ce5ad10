"""◆ and ◇ mean one thing wherever they are explained, in both languages, on papers and on screens."""

import ast
from collections.abc import Iterator
from pathlib import Path

from installer import house, texts

# What may follow the sign: in bold or red it is below the minimum besides, which the words then say.
MEANS = {
    "◆": {"en": "critical", "ru": "критичн"},
    "◇": {
        "en": "critical with an assessor below the target",
        "ru": "критичная: есть оценка ниже цели",
    },
}


def explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sign of a text with the words that explain it: those behind it, or before «(◆)»."""
    for place, sign in enumerate(text):
        if sign in MEANS:
            before, behind = text[:place], text[place + 1 :]
            if before.endswith("(") and behind.startswith(")"):
                yield sign, " ".join(before[:-1].split()[-2:])
            else:
                yield sign, behind.strip()


def test_the_signs_are_explained_alike_in_every_text() -> None:
    seen: set[tuple[str, str]] = set()
    for message in texts.messages(texts.load(texts.RUSSIAN)).values():
        for language, told in (("en", texts.texts(message.id)), ("ru", texts.texts(message.string))):
            for text in told:
                for sign, words in explained(text):
                    assert words.startswith(MEANS[sign][language]), text
                    seen.add((sign, language))
    assert seen == {(sign, language) for sign in MEANS for language in ("en", "ru")}


def test_a_legend_that_draws_a_sign_says_the_same_words() -> None:
    """A legend of a screen pairs a sign with words: («◆», _("critical"))."""
    found: list[tuple[Path, str]] = []
    for part in ("desktop", "reports"):
        for path in sorted((house.ROOT / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Tuple(
                        elts=[
                            ast.Constant(value=str(sign)),
                            ast.Call(args=[ast.Constant(value=str(words)), *_]),
                        ]
                    ) if sign.strip() in MEANS:
                        found.append((path, sign.strip()))
                        assert words.startswith(MEANS[sign.strip()]["en"]), (path.name, words)
                    case _:
                        pass
    assert found, "the map of a team has such a legend"
