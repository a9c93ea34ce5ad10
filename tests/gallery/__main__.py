"""``python -m tests.gallery``: the window, or with ``--picture FILE.png`` a picture of it without one."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.settings import THEMES
from resources.i18n import LANGUAGES, PSEUDO


def main(arguments: Sequence[str] | None = None) -> int:
    """Show or draw the gallery; return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.gallery", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="draw into this file and exit")
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0])
    parser.add_argument("--language", choices=(*LANGUAGES, PSEUDO), default=LANGUAGES[0])
    parser.add_argument("--font-step", type=int, default=0, metavar="N", help="pixels added to every text")
    wanted = parser.parse_args(arguments)
    if wanted.picture is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.gallery import window

    if wanted.picture is None:
        return window.run(wanted.theme, wanted.language, wanted.font_step)
    return window.draw(wanted.picture, wanted.theme, wanted.language, wanted.font_step)


if __name__ == "__main__":
    sys.exit(main())
