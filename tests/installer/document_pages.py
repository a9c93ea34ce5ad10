"""Draws the first page of every kind of document of the demo into docs/documents/, in Russian.

``python -m tests.installer.document_pages`` renews them all; with names of kinds, only those.
"""

import os
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from db.file.store import Store
from desktop.office.cli import demo_papers
from desktop.office.demo import demo
from desktop.office.intake import models
from desktop.office.papers import documents
from desktop.office.papers.registry import CHANGES, DOCUMENTS, FRAMEWORK
from domain.progress import Progress

FOLDER = Path(__file__).parents[2] / "docs" / "documents"
LANGUAGE = "ru"
DPI = 68
OF_A_MODEL = {FRAMEWORK: "pdf", CHANGES: CHANGES}
KINDS = (*(key for key, one in DOCUMENTS.items() if "pdf" in one.writers), *OF_A_MODEL)


def papers(store: Store, folder: Path, wanted: Collection[str]) -> Iterator[tuple[str, Path]]:
    """Yield each kind that is wanted with the file of its first paper."""
    for kind, ids in demo_papers.papers(store, demo.TODAY):
        if kind in wanted:
            made = documents.export(
                store.read, kind, ids[:1], ("pdf",), (LANGUAGE,), folder, Progress(), None, demo.TODAY
            )
            yield kind, made.written[0]
    told = models.chosen(store.read, None, None)
    for kind, name in OF_A_MODEL.items():
        if kind in wanted:
            model, _cut = models.export(
                store.read, told, (name,), (LANGUAGE,), folder, Progress(), demo.TODAY
            )
            yield kind, model.written[0]


def draw(wanted: Collection[str] = KINDS) -> None:
    """Draw the pages into ``FOLDER``; a picture whose pixels are the same stays as it is."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtPdf import QPdfDocument

    from tests.screens.pictures import keep

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo.build(folder / "demo.merilo", declined=True)
        store = Store.open(folder / "demo.merilo")
        for kind, path in papers(store, folder, wanted):
            document = QPdfDocument(application)
            document.load(str(path))
            points = document.pagePointSize(0)
            size = QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))
            image = QImage(size, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.drawImage(0, 0, document.render(0, size))
            painter.end()
            image.save(str(folder / "page.png"))
            keep(folder / "page.png", FOLDER / f"{kind}.png")
        store.close()


if __name__ == "__main__":
    draw(sys.argv[1:] or KINDS)
