"""Keeps what the tests themselves are made of from every search for garbage.

The program searches each five seconds (``desktop.garbage``) and has a tenth of these objects itself.
"""

import gc


def put() -> None:
    """Let no search go through what is there now: some hundred thousand objects that stay."""
    gc.collect()
    gc.freeze()


def put_again() -> None:
    """Do so where the program that ended has given everything back, as it does after a large read."""
    if not gc.get_freeze_count():  # counts one by one: not a question for the end of every test
        put()
