"""Pictures as files: all of them in build/, a few with few colours in docs/."""

import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from desktop.office.papers import documents
from desktop.office.papers.documents import Read
from desktop.office.papers.registry import PLAN, PROFILE
from domain.progress import Progress
from tests.screens.stage import BEHIND, TODAY

COLORS = 128
PAPER_WIDTH = 1000  # px of a page in docs/
RESOLUTION = 100  # dots per inch of a page in build/


def save(picture: QPixmap, target: Path) -> None:
    """Write the picture as it is."""
    if not picture.save(str(target), quality=70):  # for a PNG: less compressed, written sooner
        raise OSError(f"cannot write {target}")


def keep(source: Path, target: Path, colors: Iterable[QColor] = (), width: int | None = None) -> bool:
    """Write *source* with few colours, unless *target* already has the same pixels; tell whether it wrote.

    *colors* are kept however small the area they cover, behind a dialog too.
    """
    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    if width is not None:
        image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    small = image.convertToFormat(QImage.Format.Format_Indexed8, _table(image, colors), flags)
    there = QImage(str(target)).convertToFormat(QImage.Format.Format_RGB32)
    if there == small.convertToFormat(QImage.Format.Format_RGB32):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    if not small.save(str(target), quality=0):  # for a PNG: highest compression
        raise OSError(f"cannot write {target}")
    return True


def behind(color: QColor) -> QColor:
    """Return the colour as it looks behind a dialog."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.setPixelColor(0, 0, color)
    painter = QPainter(image)
    painter.fillRect(image.rect(), BEHIND)
    painter.end()
    return image.pixelColor(0, 0)


def _table(image: QImage, colors: Iterable[QColor]) -> list[int]:
    """Return the colours to keep: those named, then the most frequent ones."""
    pixels = Counter(memoryview(image.constBits()).cast("I"))
    named = dict.fromkeys(one.rgb() for color in colors for one in (color, behind(color)))
    table = [color for color in named if color in pixels]
    for color, _count in sorted(pixels.items(), key=lambda one: (-one[1], one[0])):
        if color not in named and len(table) < COLORS:
            table.append(color)
    return table


def papers(read: Read, cases: dict[str, int], viewer_id: int, folder: Path) -> tuple[Path, ...]:
    """Write profile and plan of the cases (by kind) in both languages and draw their pages.

    Raises:
        RuntimeError: if a paper cannot be made.
    """
    drawn: list[Path] = []
    for kind in (PROFILE, PLAN):
        done = documents.export(
            read, kind, (cases[kind],), ("pdf",), ("ru", "en"), folder, Progress(), viewer_id, TODAY
        )
        for failure in done.failed:
            raise RuntimeError(f"{kind}: {failure.error}") from failure.error
        for path, language in zip(done.written, ("ru", "en"), strict=True):
            stem = folder / f"paper-{kind}-{language}"
            subprocess.run(
                ["pdftoppm", "-png", "-r", str(RESOLUTION), str(path), str(stem)],
                check=True,
                capture_output=True,
            )
            words = "\n".join(page.extract_text() for page in PdfReader(path).pages)
            stem.with_suffix(".txt").write_text(words, "utf-8")
            drawn += sorted(folder.glob(f"{stem.name}-*.png"))
    return tuple(drawn)
