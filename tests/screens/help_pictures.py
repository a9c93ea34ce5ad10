"""The pictures of the help: parts of the committed screens, so that both are of the same day."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from resources import path

LOOKS = {"ru": "ru-light", "en": "en-dark"}
PARTS = {
    "sheet": ("sheet-card", QRect(784, 186, 492, 436)),
    "result": ("result", QRect(96, 128, 576, 144)),
    "team": ("team", QRect(98, 246, 580, 390)),
}
"""The picture of the help, of which screen it is a part, and where it lies there, px."""


def renew(screens: Path) -> Iterator[str]:
    """Write each picture that is not the part of its screen as it is committed; yield their names."""
    for name in PARTS:
        for language in LOOKS:
            part, target = of_screen(screens, name, language), kept(name, language)
            if QImage(str(target)) != part:
                target.parent.mkdir(parents=True, exist_ok=True)
                if not part.save(str(target), quality=0):  # for a PNG: highest compression
                    raise OSError(f"cannot write {target}")
                yield target.name


def of_screen(screens: Path, name: str, language: str) -> QImage:
    """Return the part of the screen that the picture shows."""
    screen, part = PARTS[name]
    return QImage(str(screens / f"{screen}-{LOOKS[language]}.png")).copy(part)


def kept(name: str, language: str) -> Path:
    """Return where the picture lies in the package."""
    return path("help") / "pictures" / f"{name}-{language}.png"
