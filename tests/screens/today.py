"""Whether the pictures of the README are today's: beside them stands what they were drawn from.

That is the scene, the colours and the content that is shown, as a hash; and each text of the catalogue that
is read in the picture, by a hash of its source and of what it says. Numbers and layout may change without it;
the next ``make screens ARGS=--docs`` shows those.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog

from installer import texts

FOLDER = Path("docs/screens")
DRAWN = FOLDER / "drawn.txt"
AGAIN = 'make screens ARGS="--docs --only readme"'
SHOWN_TO_ALL = (
    "resources/theme.toml",
    "resources/catalogue/catalogue.yaml",
    "resources/catalogue/demo.yaml",
    "resources/catalogue/scale.yaml",
)
LETTERS = 3  # at the least: a shorter text may be read anywhere
_FIELD = re.compile(r"\{[^}]*\}|%\([^)]*\)[a-z]")


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the README: its language, the words beside it once drawn, and the names that make its scene."""

    name: str
    language: str
    words: str
    scene: tuple[tuple[str, str], ...]


_DAY = ("tests/screens/stage.py", "TODAY")
_SHEET = (
    _DAY,
    ("tests/screens/scene.py", "open_sheet"),
    ("tests/screens/scenes/sheet.py", "_sheet"),
)
_PROFILE = (_DAY, ("tests/screens/pictures.py", "papers"))
PICTURES = (
    Picture("sheet-ru-light.png", "ru", "sheet-ru-light.txt", _SHEET),
    Picture("profile-ru.png", "ru", "paper-profile-ru.txt", _PROFILE),
    Picture("sheet-en-dark.png", "en", "sheet-en-dark.txt", _SHEET),
    Picture("profile-en.png", "en", "paper-profile-en.txt", _PROFILE),
)


def stale(root: Path = texts.ROOT) -> dict[str, list[str]]:
    """Return the pictures that are not those drawn last, or would now say something else, and why."""
    try:
        lines = (root / DRAWN).read_text("utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    told = {name: rest.split() for name, _space, rest in (line.partition(" ") for line in lines)}
    russian = texts.load(root / texts.RUSSIAN)
    found: dict[str, list[str]] = {}
    for one in PICTURES:
        own, drawn, *said = told.get(one.name, ["", ""])
        why: list[str] = []
        if own != _of_picture(root, one):
            why.append("it is another picture")
        if drawn != _of_scene(root, one):
            why.append("its scene or what it shows has changed")
        if gone := set(said) - _sayings(russian, one.language).keys():
            why.append(f"{len(gone)} of its texts are said otherwise")
        if why:
            found[one.name] = why
    return found


def keep(drawn: Path, root: Path = texts.ROOT) -> None:
    """Write down what the pictures were drawn from; *drawn* is where they and their words are."""
    russian = texts.load(root / texts.RUSSIAN)
    lines: list[str] = []
    for one in PICTURES:
        read = {line.strip() for line in (drawn / one.words).read_text("utf-8").splitlines()}
        said = sorted(_read_in(read, _sayings(russian, one.language)))
        lines.append(" ".join((one.name, _of_picture(root, one), _of_scene(root, one), *said)))
    (root / DRAWN).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _sayings(russian: Catalog, language: str) -> dict[str, tuple[str, ...]]:
    """Return what each text says in the language, by a hash of its source and of that."""
    found: dict[str, tuple[str, ...]] = {}
    for (context, _source), message in texts.messages(russian).items():
        source = texts.texts(message.id)
        said = texts.texts(message.string) if language == "ru" else source
        found[_hash("\0".join((context, *source, "", *said)).encode())[:12]] = said
    return found


def _read_in(lines: Iterable[str], sayings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the hashes of those that are read in the lines, whatever stands in their fields."""
    for name, said in sayings.items():
        if any(_is_read(one.strip(), lines) for one in said):
            yield name


def _is_read(said: str, lines: Iterable[str]) -> bool:
    if sum(map(str.isalpha, _FIELD.sub("", said))) < LETTERS:
        return False
    if not _FIELD.search(said):
        return said in lines
    pattern = re.compile(".*".join(map(re.escape, _FIELD.split(said))))
    return any(pattern.fullmatch(line) for line in lines)


def _of_picture(root: Path, one: Picture) -> str:
    path = root / FOLDER / one.name
    return _hash(path.read_bytes() if path.exists() else b"")


def _of_scene(root: Path, one: Picture) -> str:
    content = [(root / place).read_bytes() for place in SHOWN_TO_ALL]
    content += [_defined(root / place, name).encode() for place, name in one.scene]
    return _hash("".join(map(_hash, content)).encode())


def _defined(path: Path, name: str) -> str:
    """Return what a module says of a name, without comments.

    Raises:
        LookupError: if it says nothing.
    """
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return ast.unparse(node)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.unparse(node)
    raise LookupError(f"{path.name}: {name}")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
