"""Tables are made on a worker thread while the window reads: neither may step on the other."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_MEANWHILE = """
import threading
from sqlalchemy.orm.mapper import _CONFIGURE_MUTEX
from sqlmodel import SQLModel
from db import models

models.Person
managers = SQLModel._sa_registry._managers
with _CONFIGURE_MUTEX:  # as the window holds it while it looks through the tables made so far
    before = len(managers)
    worker = threading.Thread(target=models.load)
    worker.start()
    worker.join(1)
    meanwhile = len(managers)
worker.join()
print(before == meanwhile, len(managers) > before)
"""


def test_no_table_is_made_while_the_window_looks_through_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MADE_MEANWHILE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]
