"""Whether the pictures of the README are today's: beside them stands the hash of what they were drawn from.

That is the scene and its stage, the colours, the content that is shown, and the texts of the rooms that paint
it, in the language of the picture. Numbers and layout may change without it; the next ``make screens
ARGS=--docs`` shows those.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_file

from installer import texts

FOLDER = Path("docs/screens")
DRAWN = FOLDER / "drawn.txt"
AGAIN = 'make screens ARGS="--docs --only readme"'
SHOWN_TO_ALL = (
    "resources/theme.toml",
    "resources/catalogue",
    "tests/screens/scene.py",
    "tests/screens/stage.py",
)
SHEET = ("tests/screens/scenes/sheet.py", "desktop/assessing/sheet", "desktop/frame/areas.py")
PROFILE = (
    "tests/screens/pictures.py",
    "reports/assessing/candidate_details.py",
    "reports/assessing/candidate_findings.py",
    "reports/assessing/candidate_pdf.py",
    "reports/words/phrases_assessing.py",
)
CONTENT = ("resources", "tests")
"""Of what lies there the bytes count; of code the texts alone."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the README, its language, and what it is drawn from: files and folders."""

    name: str
    language: str
    sources: tuple[str, ...]


PICTURES = (
    Picture("sheet-ru-light.png", "ru", SHEET),
    Picture("profile-ru.png", "ru", PROFILE),
    Picture("sheet-en-dark.png", "en", SHEET),
    Picture("profile-en.png", "en", PROFILE),
)


def stale(root: Path = texts.ROOT) -> tuple[str, ...]:
    """Return the pictures that are not those that were drawn last, or were drawn from something else."""
    try:
        told = (root / DRAWN).read_text("utf-8").splitlines()
    except FileNotFoundError:
        told = []
    now = dict(zip((one.name for one in PICTURES), _lines(root), strict=True))
    return tuple(name for name, line in now.items() if line not in told)


def keep(root: Path = texts.ROOT) -> None:
    """Write down what the pictures were drawn from; to be called when all of them have been drawn."""
    (root / DRAWN).write_text("".join(f"{line}\n" for line in _lines(root)), "utf-8")


def _lines(root: Path) -> Iterator[str]:
    """Yield for each picture the hash of itself, the hash of what it is drawn from, and its name."""
    russian = texts.messages(texts.load(root / texts.RUSSIAN))
    for one in PICTURES:
        drawn = hashlib.sha256()
        for path in _files(root, (*SHOWN_TO_ALL, *one.sources)):
            place = path.relative_to(root).as_posix()
            if place.startswith(CONTENT):
                drawn.update(hashlib.sha256(path.read_bytes()).digest())
            else:
                for said in _said(path):
                    told = (
                        texts.texts(russian[said].string) if one.language == "ru" and said in russian else ()
                    )
                    drawn.update("\0".join((*said, *told, "")).encode())
        picture = root / FOLDER / one.name
        own = hashlib.sha256(picture.read_bytes() if picture.exists() else b"")
        yield f"{own.hexdigest()[:32]} {drawn.hexdigest()[:32]} {one.name}"


def _files(root: Path, places: Iterable[str]) -> Iterator[Path]:
    for place in places:
        path = root / place
        yield from (
            (path,) if path.is_file() else sorted(one for one in path.rglob("*.*") if "__" not in str(one))
        )


def _said(path: Path) -> Iterator[texts.Key]:
    """Yield the texts for people in a file of code, in their order."""
    for _line, message, _comments, context in extract_from_file("python", str(path), keywords=texts.KEYWORDS):
        yield context or "", message if isinstance(message, str) else message[0]
