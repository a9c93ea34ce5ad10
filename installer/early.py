"""Runs first in the frozen program: PyInstaller itself imports Qt, and this has to come before Qt."""

import sys
from pathlib import Path

from installer import whole

if folder := getattr(sys, "_MEIPASS", None):
    whole.insist(Path(folder))

import desktop.signatures  # noqa: F401  # pyright: ignore[reportUnusedImport]
