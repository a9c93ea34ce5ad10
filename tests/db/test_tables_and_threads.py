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

BOTH_IMPORT = """
import sys
import threading

inside, reached = threading.Event(), threading.Event()

def take_turns(event, args):  # makes the worst moment certain
    if event == "exec":
        code = args[0].co_filename.replace("\\\\", "/")
        if code.endswith("sqlmodel/main.py"):  # in the window; it will soon ask for SQLAlchemy's lock
            inside.set()
            reached.wait(60)
        elif code.endswith("db/models/table.py"):  # the worker is importing what tables share
            reached.set()

sys.addaudithook(take_turns)

def load():
    inside.wait(60)
    from db import models
    models.load()

worker = threading.Thread(target=load, daemon=True)
worker.start()
import sqlmodel
worker.join(60)
print(reached.is_set(), worker.is_alive())
"""


def test_no_table_is_made_while_the_window_looks_through_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MADE_MEANWHILE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]


def test_a_screen_opened_while_the_tables_are_made_does_not_wait_for_ever() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOTH_IMPORT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=600
    )
    assert done.stdout.split() == ["True", "False"]
