"""A file is there whole or not at all, and what stood there before outlives every failure."""

import errno
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db.file import leftovers
from domain.progress import Cancelled
from reports.paper import atomic
from reports.paper.atomic import HeldOpen, Unwritable, for_owner, put, replacing

POSIX = pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
ROOT = Path(__file__).resolve().parents[3]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


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


def test_a_killed_process_leaves_the_old_file_and_a_part_that_can_be_told_as_ours(tmp_path: Path) -> None:
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
    left, _target = sorted(tmp_path.iterdir())
    assert re.fullmatch(r"\.merilo-[0-9a-f]{24}\.part", left.name)
    if os.name != "nt":
        assert mode(left) == 0o600
    leftovers.sweep(tmp_path)
    assert names(tmp_path) == ["paper.pdf"]


@POSIX
def test_a_replaced_file_keeps_its_mode_and_a_new_one_is_as_private_as_its_folder(tmp_path: Path) -> None:
    public, private = tmp_path / "public", tmp_path / "private"
    public.mkdir()
    public.chmod(0o755)
    private.mkdir(mode=0o700)
    kept = public / "kept.pdf"
    kept.write_text("old")
    kept.chmod(0o640)
    before = os.umask(0o027)
    try:
        for folder in (public, private):
            with replacing(folder / "new.pdf") as part:
                assert mode(part) == 0o600
                part.write_text("new")
        with replacing(kept) as part:
            part.write_text("new")
        whole = private / "whole"
        whole.write_text("newer")
        put(whole, public / "moved.pdf")
    finally:
        os.umask(before)
    told = {one.name: mode(one) for one in public.iterdir()}
    assert told == {"new.pdf": 0o640, "kept.pdf": 0o640, "moved.pdf": 0o640}
    assert mode(private / "new.pdf") == 0o600


@POSIX
def test_what_is_for_its_owner_is_at_no_moment_readable_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    named, replace = list[int](), Path.replace

    def seen(part: Path, target: Path) -> Path:
        named.append(mode(part))
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", seen)
    kept = tmp_path / "kept.pdf"
    kept.write_text("old")
    kept.chmod(0o644)
    with for_owner():
        for target in (tmp_path / "new.pdf", kept):
            with replacing(target) as part:
                part.write_text("new")
    assert named == [0o600, 0o600]
    assert (mode(kept), mode(tmp_path / "new.pdf")) == (0o600, 0o600)


@POSIX
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "share" / "paper.pdf", tmp_path / "paper.pdf"
    real.parent.mkdir()
    real.write_text("old")
    link.symlink_to(real)
    with replacing(link) as part:
        assert part.parent == real.parent
        part.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert (names(tmp_path), names(real.parent)) == (["paper.pdf", "share"], ["paper.pdf"])


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


def test_a_share_that_knows_no_modes_takes_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: int) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported", str(path))

    monkeypatch.setattr(Path, "chmod", refuse)
    with replacing(tmp_path / "paper.pdf") as part:
        part.write_text("new")
    assert (tmp_path / "paper.pdf").read_text() == "new"


@POSIX
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

    held.clear()
    held.extend([True] * 5)
    with pytest.raises(HeldOpen) as caught, replacing(tmp_path / "paper.pdf") as part:
        part.write_text("newest")
    assert (caught.value.path.name, caught.value.beside.name) == ("paper.pdf", "paper (2).pdf")
    assert (tmp_path / "paper.pdf").read_text() == "new"
    assert (tmp_path / "paper (2).pdf").read_text() == "newest"
