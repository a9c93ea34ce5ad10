"""Any call that changes the file may fail, once or for good: the error has a name, and nothing is lost."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from db.file import driver, errors
from db.file.store import Store
from tests.db.conftest import PASSWORD
from tests.db.writer import bump
from tests.faults.sizes import size

EVERY = size("failing_calls")
COMPILER = shutil.which("cc")

SWEEP = """
import ctypes, errno, json, sys
from contextlib import closing
from pathlib import Path
from db.file import keys
from db.file.errors import WrongPassword
from db.file.store import Store, StoreError
from db.people import organisation
from tests.db.writer import bump

path, password, every = Path(sys.argv[1]), sys.argv[2], int(sys.argv[4])
other = "другой пароль 34"
keys.STRONG = keys.FAST
library = ctypes.CDLL(sys.argv[3])
library.fail_at.argtypes, library.calls.restype = (ctypes.c_long, ctypes.c_int, ctypes.c_int), ctypes.c_long
points, untyped, lost = 0, [], []


def value(store):
    return int(store.read(organisation.setting, "count") or 0)


def sweep(name, act, after):
    global points
    for code in (errno.EIO, errno.ENOSPC):
        for lasting in (0, 1):
            number, reached = 1, True
            while reached:
                failed = False
                library.fail_at(number, code, lasting)
                try:
                    act()
                except StoreError:
                    failed = True
                except Exception as error:
                    failed = True
                    untyped.append(f"{name} {number} {code} {lasting}: {type(error).__name__}")
                reached = library.calls() >= number
                library.fail_at(0, 0, 0)
                points += reached
                if not after(failed):
                    lost.append(f"{name} {number} {code} {lasting}")
                number += every


def write():
    store.write(bump, "count")


def written(failed):
    # What was told as failed may be there all the same; then it is asked again, and works at once.
    global known
    found = value(store)
    right = found in (known, known + 1) if failed else found == known + 1
    store.write(bump, "count")
    known = found + 1
    return right and value(store) == known


def day():
    with closing(Store.open(path, password)) as one:
        one.write(bump, "count")


def opened(failed):
    global known
    with closing(Store.open(path, password)) as one:
        found = value(one)
        right = not one.read_only and one.checkup() == () and found in (known, known + 1)
    known, right = found, right and (failed or found == known + 1)
    return right


def change():
    global present, then
    then = other if present == password else password
    store.change_password(then, present)


def changed(failed):
    global present
    fit = []
    for one in (password, other):
        try:
            keys.unlock(keys.load(path), one, path)
            fit.append(one)
        except WrongPassword:
            pass
    right = len(fit) == 1 and (failed or fit == [then])
    (present,) = fit
    return right


store, known, present = Store.open(path, password), 0, password
store.write(bump, "count")
known = 1
sweep("mark", write, written)
sweep("password", change, changed)
if present != password:
    store.change_password(password, present)
sound = store.checkup() == ()
store.close()
sweep("day", day, opened)
print(json.dumps({"points": points, "untyped": untyped, "lost": lost, "sound": sound}))
"""


@pytest.mark.skipif(
    COMPILER is None or not sys.platform.startswith("linux"), reason="needs a C compiler on Linux"
)
def test_whichever_call_fails_the_error_has_a_name_and_nothing_is_lost(path: Path, tmp_path: Path) -> None:
    library = tmp_path / "fail.so"
    source = Path(__file__).with_name("fail_calls.c")
    build = [str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(library), str(source)]
    subprocess.run(build, check=True)
    here = tmp_path / "here"
    here.mkdir()
    for one in path.parent.glob(f"{path.name}*"):
        shutil.copyfile(one, here / one.name)
    failing = {"MERILO_FAIL_DIR": str(here), "LD_PRELOAD": str(library)}
    work = [sys.executable, "-c", SWEEP, str(here / path.name), PASSWORD, str(library), str(EVERY)]
    done = subprocess.run(work, check=True, env=os.environ | failing, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["untyped"] == []
    assert found["lost"] == []
    assert found["sound"]
    assert found["points"] >= 120 / EVERY, "the calls are heard"


def test_a_fault_that_passes_while_a_file_is_opened_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, failed = driver.connect, list[Path]()

    def once(path: Path, dek: bytes, mode: driver.Mode = driver.Mode.WRITE) -> sqlite3.Connection:
        if mode is driver.Mode.WRITE and not failed:
            failed.append(path)
            error = errors.DriverError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR  # pyright: ignore[reportAttributeAccessIssue]
            raise error
        return connect(path, dek, mode)

    monkeypatch.setattr(driver, "connect", once)
    store = Store.open(path, PASSWORD)
    assert failed
    assert (store.read_only, store.cause) == (False, None)
    store.write(bump, "count")
    store.close()
