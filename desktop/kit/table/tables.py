"""Copying tables to other programs as tab-separated text: the selected rows or all of them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView


class Copied(Protocol):
    """A model that returns rows as text."""

    def rowCount(self) -> int: ...

    def as_text(self, rows: Sequence[int]) -> str: ...


def copy_rows(view: QAbstractItemView, model: Copied) -> None:
    """Copy the selected rows, or all of them if none is selected."""
    chosen = {index.row() for index in view.selectionModel().selectedIndexes()}
    rows = sorted(chosen) or range(model.rowCount())
    QGuiApplication.clipboard().setText(model.as_text(rows))


def tab_separated(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return the titles and the lines in the form a spreadsheet pastes."""
    return "\n".join("\t".join(_cell(text) for text in line) for line in (titles, *lines))


def _cell(text: str) -> str:
    """A tab or a line break would start another cell; «=…» is kept as text by a leading apostrophe."""
    flat = " ".join(" ".join(text.split("\t")).splitlines())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat
