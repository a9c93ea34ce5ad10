"""The door of the program: a window, or the command line with the same documents as on the screens.

A window brings nothing of the commands, a command nothing of Qt: neither waits for the other's imports.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from desktop.office.cli import own_libraries, own_memory
from resources.msgids import _

REFUSED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return 0 done, 1 refused or part of a batch failed, 2 wrong usage, 70 our bug.

    A check or a verification returns 1 if it found something, and 3 if it could not be made.
    """
    # Windows gives none to a program that has no console; what would be said there goes nowhere.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]
    own_memory.keep_in()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        try:
            return _run(given)
        finally:
            _flush()  # here, and not while the interpreter ends, where a closed pipe is an error
    except KeyboardInterrupt:
        return _refused(given)
    except BrokenPipeError:  # the reader of the output has left, as ``head`` does
        _hush()
        return _refused(given)
    except Exception as error:
        from desktop.office.cli import cli_arguments, commands
        from resources.i18n import words

        return commands.failed(error, given, words(cli_arguments.language()))


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from desktop.office.cli.terminal import Unsaid

        _hush()
        raise Unsaid from error


def _hush() -> None:
    """Let what cannot be written out go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(given: list[str]) -> int:
    if not given or _is_file(given):
        return _show(Path(given[0]) if given else None)
    from desktop.office.cli import cli_arguments, commands
    from resources.i18n import words

    return commands.run(given, words(cli_arguments.language()), _show)


def _is_file(given: list[str]) -> bool:
    """Return whether this can only be a file to open: commands and options have no suffix."""
    return len(given) == 1 and not given[0].startswith("-") and bool(Path(given[0]).suffix)


def _refused(given: list[str]) -> int:
    from desktop.office.cli import commands

    return commands.refused(given)


def _show(path: Path | None) -> int:
    if not _display():
        from desktop.office.cli import cli_arguments
        from resources.i18n import words

        print(words(cli_arguments.language()).gettext(_NO_DISPLAY), file=sys.stderr)
        return REFUSED
    if library := own_libraries.lacking():
        from desktop.office.cli import cli_arguments
        from resources.i18n import words

        told = words(cli_arguments.language()).gettext(_NO_LIBRARY).format(library=library)
        print(told, file=sys.stderr)
        return REFUSED
    from desktop import app

    return app.run(path)


def _display() -> bool:
    """Return whether a window can be shown; without a display Qt ends the program with its own message."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


_NO_DISPLAY = _(
    "No display is available, so the window cannot be shown. Without a window: merilo "
    "demo DIR, merilo export --help."
)
_NO_LIBRARY = _(
    "The window cannot be shown: the system lacks {library}. Install the package that has it; after an "
    "installation that was broken off: sudo apt --fix-broken install. Your files are untouched."
)
