"""One window to a file: who has it open is named, and a crash or a power cut locks nobody out."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.file import lock
from db.file.errors import OpenElsewhere, Unwritable

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ELSEWHERE = {"user": "petrova", "host": "another-computer", "since": "2026-11-20T09:12:00+00:00"}
TWICE = json.dumps(ELSEWHERE).replace("{", '{"host": "", ').encode()  # whose is it?

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from db.file import lock
held = lock.take(Path(sys.argv[1]), lambda: datetime(2026, 11, 24, 9, 12, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "North.merilo"


def noon() -> datetime:
    return NOON


def test_a_second_window_is_told_who_has_the_file_and_since_when(file: Path) -> None:
    first = lock.take(file, noon)
    with pytest.raises(OpenElsewhere) as refused:
        lock.take(file, noon, in_spite=True)  # a window that runs here is never pushed aside
    assert refused.value.holder.mine
    assert refused.value.holder.running
    assert refused.value.holder.since == NOON
    first.release()
    lock.take(file, noon).release()
    assert not lock.beside(file).exists()


def test_a_killed_window_leaves_the_file_to_the_next(file: Path) -> None:
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(OpenElsewhere) as refused:
            lock.take(file, noon)
        assert refused.value.holder.since == datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        lock.take(file, noon).release()


@pytest.mark.parametrize("content", [b"", b"\0" * 80, b"{", b"[]", b'{"user": 1}', b"[" * 4000, TWICE])
def test_a_lock_file_left_by_a_power_cut_locks_nobody_out(file: Path, content: bytes) -> None:
    lock.beside(file).write_bytes(content)
    held = lock.take(file, noon)
    assert json.loads(lock.beside(file).read_bytes())["since"] == NOON.isoformat()
    held.release()


def test_the_lock_of_another_computer_is_broken_by_a_person_only(file: Path) -> None:
    lock.beside(file).write_text(json.dumps(ELSEWHERE))
    with pytest.raises(OpenElsewhere) as refused:
        lock.take(file, noon)
    holder = refused.value.holder
    assert (holder.user, holder.host) == ("petrova", "another-computer")
    assert not holder.mine
    assert not holder.running
    assert json.loads(lock.beside(file).read_text()) == ELSEWHERE
    lock.take(file, noon, in_spite=True).release()
    lock.take(file, noon).release()


def test_a_folder_that_takes_no_files_needs_no_lock(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    held = lock.take(file, noon)
    assert not lock.beside(file).exists()
    held.release()


@pytest.mark.parametrize("call", ["open", "write"])
def test_on_a_full_disk_a_file_can_still_be_opened_to_read(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        held = lock.take(file, noon)
    if call == "write":
        with pytest.raises(OpenElsewhere):
            lock.take(file, noon)
    held.release()
    assert not lock.beside(file).exists()


def test_a_folder_that_is_gone_is_told_by_who_opens_the_file(tmp_path: Path) -> None:
    lock.take(tmp_path / "stick" / "North.merilo", noon).release()


def test_of_many_who_come_at_once_one_has_it_at_a_time(file: Path) -> None:
    alone = threading.Lock()
    twice: list[lock.FileLock] = []

    def come() -> None:
        for _ in range(60):
            try:
                held = lock.take(file, noon)
            except OpenElsewhere:
                continue
            if alone.acquire(blocking=False):
                lock.beside(file).read_bytes()  # time for another to come in between
                alone.release()
            else:
                twice.append(held)
            held.release()

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not twice


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_lock_file_is_for_its_owner_alone(file: Path) -> None:
    held = lock.take(file, noon)
    assert lock.beside(file).stat().st_mode & 0o777 == 0o600
    held.release()


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system follows every link")
def test_a_link_in_the_place_of_the_lock_leads_to_no_other_file(file: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("of somebody else")
    lock.beside(file).symlink_to(precious)
    with pytest.raises(Unwritable):
        lock.take(file, noon)
    assert precious.read_text() == "of somebody else"
