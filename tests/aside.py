"""Keeps what the tests themselves are made of from every search for garbage.

The program searches each five seconds (``desktop.garbage``) and has a tenth of these objects itself.
"""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app import App


def put() -> None:
    """Let no search go through what is there now: some hundred thousand objects that stay."""
    gc.collect()
    gc.freeze()


def put_again(app: "App") -> None:
    """Do so where the program that ended has given everything back, as it does after a large read."""
    from desktop.garbage import Garbage  # most tests need no window

    garbage = app.findChild(Garbage)
    assert isinstance(garbage, Garbage)
    if garbage.set_aside:  # to count what is set aside takes tens of milliseconds
        put()
