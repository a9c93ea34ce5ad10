"""Where the program for Windows begins: it is looked through before anything of it can fail."""

from collections.abc import Sequence
from pathlib import Path

from installer import whole

ERROR = 0x10  # its sign
LIST = f"app/{whole.LIST}"


def main() -> int:
    """Run the program if it is whole; see ``desktop.office.cli.cli.main``.

    Raises:
        SystemExit: if it is not.
    """
    whole.insist(Path(__file__).resolve().parents[2], LIST, whole.SETUP, show)
    from desktop.office.cli.cli import main as program

    return program()


def show(text: str, _names: Sequence[str]) -> None:
    """Show it in a window of Windows itself."""
    import ctypes

    library = getattr(ctypes, "windll").user32  # noqa: B009 - no other system has it, and types know that
    library.MessageBoxW(None, text, whole.TITLE, ERROR)


if __name__ == "__main__":
    raise SystemExit(main())
