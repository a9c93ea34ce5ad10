"""Runs first in the frozen service, before anything of it can fail."""

import sys
from pathlib import Path

from installer import whole

if folder := getattr(sys, "_MEIPASS", None):
    whole.insist(Path(folder), again=whole.SERVER, show=lambda _text, _names: None)
