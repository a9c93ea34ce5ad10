"""``python -m desktop [FILE]``: the same as ``merilo [FILE]``."""

import sys

from desktop.office.cli.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # Its worker processes for drawing are this same program, called with other arguments.
        from multiprocessing import freeze_support

        freeze_support()
    raise SystemExit(main())
