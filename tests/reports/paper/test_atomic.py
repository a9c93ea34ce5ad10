"""A file is there whole or not at all, and what stood there before outlives every failure."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from domain.progress import Cancelled
from reports.paper import atomic
from reports.paper.atomic import Unwritable, replacing

ROOT = Path(__file__).resolve().parents[3]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.write_text("old")
    with replacing(target) as part:
        assert part.parent == tmp_path
        part.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert names(tmp_path) == ["paper.pdf"]


@pytest.mark.parametrize("error", [ValueError, Cancelled, KeyboardInterrupt])
def test_an_error_or_a_cancellation_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "paper.pdf"
    target.write_text("old")
    with pytest.raises(error), replacing(target) as part:
        part.write_text("half")
        raise error
    assert target.read_text() == "old"
    assert names(tmp_path) == ["paper.pdf"]


def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.write_text("old")
    code = (
        "import os, sys; from pathlib import Path; from reports.paper.atomic import replacing\n"
        "with replacing(Path(sys.argv[1])) as part:\n"
        "    part.write_text('half'); os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(target)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_text() == "old"


def test_a_folder_that_is_not_there_is_told_with_the_path(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "paper.pdf"
    with pytest.raises(Unwritable) as caught, replacing(target):
        raise AssertionError("must not come so far")
    assert caught.value.path == target
    assert caught.value.errno == errno.ENOENT


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.mkdir()
    with pytest.raises(Unwritable), replacing(target) as part:
        part.write_text("new")
    assert names(tmp_path) == ["paper.pdf"]


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as caught, replacing(tmp_path / ("x" * 300)) as part:
        part.write_text("new")
    assert caught.value.errno == errno.ENAMETOOLONG
    assert names(tmp_path) == []


def test_a_full_disk_is_told_as_such_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.write_text("old")
    with pytest.raises(Unwritable) as caught, replacing(target):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.errno == errno.ENOSPC
    assert (target.read_text(), names(tmp_path)) == ("old", ["paper.pdf"])


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_a_file_that_people_protected_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "paper.pdf"
    target.write_text("old")
    target.chmod(0o444)
    if os.geteuid() == 0:  # the superuser may write anything, so the answer of the system is given here
        monkeypatch.setattr(atomic.os, "access", lambda path, mode: False)
    with pytest.raises(Unwritable), replacing(target) as part:
        part.write_text("new")
    assert target.read_text() == "old"


def test_on_windows_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(atomic.sys, "platform", "win32")
    monkeypatch.setattr(atomic.time, "sleep", pauses.append)
    (tmp_path / "held.pdf").mkdir()

    real, held = Path.replace, [True, True]

    def replace(self: Path, target: Path) -> Path:
        if held:
            held.pop()
            raise PermissionError(errno.EACCES, "held by a viewer")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with replacing(tmp_path / "paper.pdf") as part:
        part.write_text("new")
    assert (tmp_path / "paper.pdf").read_text() == "new"
    assert pauses == [0.1, 0.1]

    held.extend([True] * 9)
    with pytest.raises(Unwritable), replacing(tmp_path / "paper.pdf") as part:
        part.write_text("newer")
    assert len(pauses) == 6
    assert (tmp_path / "paper.pdf").read_text() == "new"
