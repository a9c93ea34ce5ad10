"""Reading papers and workbooks back: text with its faces, fonts, properties, cells."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader


def pages(path: Path) -> list[str]:
    """The text of each page, white space made single."""
    return list(_pages(path.read_bytes()))


@lru_cache(maxsize=200)
def _pages(paper: bytes) -> tuple[str, ...]:
    """Read a paper once, whichever tests ask what it says: it takes longer than writing it."""
    return tuple(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper)).pages)


def whole(path: Path) -> str:
    return " ".join(pages(path))


def squeezed(text: str) -> str:
    """Without any white space: lines may break anywhere."""
    return "".join(text.split())


def fonts(path: Path) -> dict[str, bool]:
    """Name of each font -> whether its program is inside the file."""
    found: dict[str, bool] = {}
    for page in PdfReader(path).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            font = font.get_object()
            descriptor = font.get("/FontDescriptor", {})
            found[str(font["/BaseFont"])] = "/FontFile2" in descriptor
    return found


def drawn(path: Path) -> Iterator[tuple[str, str]]:
    """(font name without its subset tag, text) of each piece drawn."""
    seen: list[tuple[str, str]] = []

    def visit(text: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        if font is not None and text:
            seen.append((str(font["/BaseFont"]).split("+")[-1], text))

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=visit)
    yield from seen


def parts(path: Path) -> dict[str, str]:
    """The XML parts of a workbook."""
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
