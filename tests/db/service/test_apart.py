"""A window, and a file in it, work without anything of the organisation's server, and without a network."""

import ast
import subprocess
import sys

from installer import house

SEEN = """
import sys
import desktop.app
import desktop.frame.screens
import desktop.frame.window

own = ("db.service", "db.wire", "db.postgresql", "starlette", "uvicorn", "psycopg", "http.client")
print(*(name for name in sys.modules if name.startswith((*own, "ssl"))))
from db.file.store import Store
from db import models

models.load()
print(*(name for name in sys.modules if name.startswith(own)))
"""
NETWORK = {"http", "ssl", "urllib.request", "ftplib", "smtplib", "asyncio", "socketserver", "xmlrpc"}


def test_a_window_imports_nothing_of_the_server() -> None:
    # What the database library imports for itself brings ssl, and nobody uses it.
    done = subprocess.run([sys.executable, "-c", SEEN], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_only_one_module_knows_of_a_network() -> None:
    found: set[str] = set()
    for package in ("desktop", "db", "reports", "domain", "resources"):
        for path in (house.ROOT / package).rglob("*.py"):
            place = path.relative_to(house.ROOT).as_posix()
            if place.startswith("db/service/"):  # which no window imports
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
                if any(name in NETWORK or name.partition(".")[0] in NETWORK for name in names):
                    found.add(place)
    assert found == {"db/wire/line.py"}
