"""A window, and a file in it, work without anything of the organisation's server."""

import subprocess
import sys

SEEN = """
import sys
import desktop.app
import desktop.frame.screens
import desktop.frame.window
from db.file.store import Store
from db import models

models.load()
print(*(name for name in sys.modules if name.startswith(("db.service", "starlette", "uvicorn", "psycopg"))))
"""


def test_a_window_imports_nothing_of_the_server() -> None:
    done = subprocess.run([sys.executable, "-c", SEEN], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
