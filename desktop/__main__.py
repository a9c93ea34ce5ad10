"""``python -m desktop [FILE]``: the same as ``merilo [FILE]``."""

from desktop.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
