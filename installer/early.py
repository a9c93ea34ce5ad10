"""Runs first in the frozen program: PyInstaller itself imports Qt, and this has to come before Qt."""

import desktop.signatures  # noqa: F401  # pyright: ignore[reportUnusedImport]
