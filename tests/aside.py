"""Keeps what the tests themselves are made of from every search for garbage.

The program searches each five seconds (``desktop.garbage``) and has a tenth of these objects itself.
"""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app import App


def put() -> None:
    """Let no search go through what is there now: some hundred thousand objects that stay."""
    gc.collect()
    gc.freeze()


def end(app: "App", close: Callable[[], object]) -> None:
    """Close the windows and the program, then put aside again what stays.

    The program searches no more as its windows close: it would put all aside and give it back at its end, and
    each test would go through everything that is there.
    """
    from desktop.garbage import Garbage  # most tests need no window

    garbage = app.findChild(Garbage)
    assert isinstance(garbage, Garbage)
    garbage.stop()
    gc.disable()  # until the work has ended: it would delete widgets in its own thread
    close()
    app.close()
    put()
    gc.enable()
