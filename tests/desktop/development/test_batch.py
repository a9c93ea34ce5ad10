"""Many papers at once: all cores draw, one mishap costs one paper, and nothing half done is left."""

import errno
import hashlib
import multiprocessing.spawn
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from db.file.store import Store
from desktop.office.papers import documents, drawing_pool
from desktop.office.papers.documents import Exported, Stopped
from desktop.office.papers.registry import IDP
from desktop.office.sentences import sentence
from domain.development.plan_sheet import PlanSheet
from domain.errors import Unknown
from domain.progress import Progress
from reports.paper.atomic import Unwritable
from reports.paper.undrawn import DrawerLost, Undrawn
from resources import parts
from resources.i18n import words
from tests.db.planned import Planned
from tests.desktop.conftest import TODAY

ROOT = Path(__file__).resolve().parents[3]


def made(
    plan: Planned, folder: Path, count: int, progress: Progress | None = None, processes: int = 2
) -> Exported:
    """Write the plan *count* times."""
    return documents.export(
        plan.store.read,
        IDP,
        [plan.plan] * count,
        ("pdf",),
        ("ru",),
        folder,
        progress or Progress(),
        plan.boss,
        TODAY,
        None,
        processes,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def whole(path: Path) -> bool:
    """Tell whether a paper is there to its last byte."""
    content = path.read_bytes()
    return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")


def test_many_processes_write_the_same_bytes_as_one(plan: Planned, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    done = made(plan, tmp_path / "two", 6, Progress(lambda n, total: seen.append((n, total))))
    assert made(plan, tmp_path / "one", 6, processes=1).failed == ()
    assert hashes(tmp_path / "two") == hashes(tmp_path / "one")
    assert len({path.name for path in done.written}) == 6
    assert (done.failed, done.left) == ((), 0)
    assert seen[-1] == (6, 6)
    assert [n for n, _total in seen] == sorted(n for n, _total in seen)
    assert multiprocessing.active_children() == []


def test_a_drawing_process_has_neither_a_window_nor_the_database() -> None:
    code = (
        "import sys; from desktop.office.papers import drawing_pool\n"
        "from reports.development import plan_pdf, plan_xlsx\n"
        "print([one for one in sys.modules if one.split('.')[0] in"
        " ('PySide6', 'shiboken6', 'sqlalchemy', 'sqlmodel', 'sqlcipher3', 'db')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_process_that_is_killed_costs_nothing(plan: Planned, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        children = multiprocessing.active_children()
        if done >= 2 and not killed and children:
            assert children[0].pid is not None
            os.kill(children[0].pid, signal.SIGKILL)
            killed.append(children[0].pid)

    done = made(plan, tmp_path / "out", 12, Progress(kill))
    assert killed
    assert (len(done.written), done.failed, done.left) == (12, (), 0)
    assert names(tmp_path / "out") == sorted(path.name for path in done.written)


class Deadly:
    """A record that ends the process which reads it, as a fault in a library of C does."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (9,)


def test_a_paper_that_kills_its_process_is_named_and_costs_no_other(plan: Planned, tmp_path: Path) -> None:
    record = plan.store.read(documents.plans.plan, plan.plan, plan.boss, TODAY)
    out = tmp_path / "out"
    out.mkdir()
    tasks = [
        documents.Task(
            *(number, number, IDP),
            documents.Paper("E-1", cast(PlanSheet, Deadly()) if number == 1 else record),
            *("pdf", "ru", out / f"{number}.pdf"),
        )
        for number in range(4)
    ]
    done = {task.number: error for task, error in drawing_pool.draw(tasks, out, 2, int)}
    assert {number for number, error in done.items() if error is None} == {0, 2, 3}
    assert isinstance(done[1], DrawerLost)
    assert names(out) == ["0.pdf", "2.pdf", "3.pdf"]
    told = sentence(done[1], words("en"))
    assert told.what == "The part of the program that drew it has stopped."


def test_a_stop_is_heard_and_leaves_whole_papers_only(plan: Planned, tmp_path: Path) -> None:
    asked: list[int] = []

    def stop(done: int, total: int) -> None:
        if done >= 2 and not asked:
            asked.append(done)
            progress.cancel()

    progress = Progress(stop)
    with pytest.raises(Stopped) as stopped:
        made(plan, tmp_path / "out", 60, progress)
    done = stopped.value.done
    assert 2 <= len(done.written) < 30, "what was not begun is left"
    assert done.left == 60 - len(done.written)
    assert names(tmp_path / "out") == sorted(path.name for path in done.written)
    assert all(whole(path) for path in (tmp_path / "out").iterdir())
    assert multiprocessing.active_children() == []


def test_a_paper_whose_place_is_taken_is_named_and_the_others_are_made(plan: Planned, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first, second, third = (path.name for path in made(plan, out, 3).written)
    shutil.rmtree(out)
    (out / second).mkdir(parents=True)
    for processes in (1, 2):
        done = made(plan, out, 3, processes=processes)
        assert [path.name for path in done.written] == [first, third]
        (failure,) = done.failed
        assert failure.path == out / second
        assert isinstance(failure.error, Unwritable)
        assert failure.error.path == out / second
    assert names(out) == sorted((first, second, third))


def test_a_full_disk_ends_it_with_one_reason_and_whole_papers(plan: Planned, disk: Path) -> None:
    done = made(plan, disk, 40)
    assert done.written
    assert done.failed
    assert all(isinstance(one.error, OSError) and one.error.errno == errno.ENOSPC for one in done.failed)
    assert done.left == 40 - len(done.written) - len(done.failed)
    assert done.left > 0
    assert all(whole(path) for path in disk.iterdir())


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that takes a few papers."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be made here")
    yield folder
    subprocess.run(["umount", str(folder)], capture_output=True, check=True)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_folder_that_goes_away_ends_it_and_is_named(plan: Planned, tmp_path: Path, processes: int) -> None:
    out = tmp_path / "out"

    def lose(done: int, total: int) -> None:
        if total == 30 and done >= 3 and out.is_dir():  # several may be told of at once
            out.rename(tmp_path / "elsewhere")

    done = made(plan, out, 30, Progress(lose), processes)
    assert len(done.written) >= 3
    assert done.left > 0
    told = sentence(done.failed[-1].error, words("en"))
    assert told.what == f"“{out}” was not found."
    assert not out.exists()


def test_what_cannot_be_read_is_named_and_the_others_are_made(plan: Planned, tmp_path: Path) -> None:
    done = documents.export(
        plan.store.read, IDP, [plan.plan, 999], ("pdf",), ("ru", "en"), tmp_path, Progress(), plan.boss, TODAY
    )
    assert len(done.written) == 2
    (failure,) = done.failed
    assert (failure.case_id, failure.path) == (999, None)
    assert isinstance(failure.error, Unknown)


def test_where_no_process_can_be_started_it_is_drawn_here(plan: Planned, tmp_path: Path) -> None:
    usual = multiprocessing.spawn.get_executable()
    multiprocessing.spawn.set_executable("/bin/false")
    try:
        done = made(plan, tmp_path / "out", 4)
    finally:
        multiprocessing.spawn.set_executable(usual)
    assert len(done.written) == 4
    assert all(whole(path) for path in done.written)
    assert len(names(tmp_path / "out")) == 4


def test_a_killed_program_leaves_whole_papers_only(plan: Planned, store: Store, tmp_path: Path) -> None:
    record = tmp_path / "record"
    sheet = documents.Paper("E-1", store.read(documents.plans.plan, plan.plan, plan.boss, TODAY))
    record.write_bytes(pickle.dumps(sheet))
    out = tmp_path / "out"
    out.mkdir()
    script = tmp_path / "export.py"
    script.write_text(
        "import os, pickle, sys\n"
        "from pathlib import Path\n"
        "from desktop.office.papers import drawing_pool\n"
        "from desktop.office.papers.drawing import Task\n"
        "if __name__ == '__main__':\n"
        "    paper, out = pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2])\n"
        "    tasks = (Task(n, 1, 'idp', paper, 'pdf', 'ru', out / f'{n}.pdf') for n in range(99))\n"
        "    for number, _done in enumerate(drawing_pool.draw(tasks, out, 2, int)):\n"
        "        if number == 3:\n"
        "            os.kill(os.getpid(), 9)\n",
        encoding="utf-8",
    )
    # Its processes hold the same stdout: the end of it is theirs, too.
    done = subprocess.run(
        [sys.executable, script, record, out],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=False,
        timeout=600,
    )
    assert done.returncode == -signal.SIGKILL
    assert len(names(out)) >= 4
    assert all(whole(path) for path in out.iterdir())


def test_parts_go_with_the_next_export_and_those_of_another_computer_after_a_day(
    plan: Planned, tmp_path: Path
) -> None:
    code = "from resources import parts; print(parts.mark(), end='')"
    mark = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    killed = tmp_path / f"{parts.FOLDER}{mark.decode()}"
    old, new = (tmp_path / f"{parts.FOLDER}{sign * 16}" for sign in "ab")
    for folder in (killed, old, new):
        folder.mkdir()
        (folder / "1.pdf").write_bytes(b"half")
    os.utime(old, (0, 0))
    made(plan, tmp_path, 2)
    assert not killed.exists(), "however young: the process that wrote it is gone"
    assert not old.exists()
    assert new.exists()


def test_our_mistake_in_one_of_many_papers_is_named_with_its_place_alone(
    tmp_path: Path, plan: Planned
) -> None:
    record = plan.store.read(documents.plans.plan, plan.plan, plan.boss, TODAY)
    task = documents.Task(0, 1, IDP, documents.Paper("E-1", record), "odt", "ru", tmp_path / "x.odt")
    error = drawing_pool.drawn(task, tmp_path / "part.odt", Progress())
    assert isinstance(error, Undrawn)
    assert "AssertionError, drawing.py:" in error.where
    told = sentence(pickle.loads(pickle.dumps(error)), words("en"))
    assert "an error in the program (AssertionError, drawing.py:" in told.what


def test_what_the_disk_refused_travels_between_processes_with_its_path() -> None:
    refused = Unwritable(Path("a.pdf"), OSError(errno.ENOSPC, "No space left on device"))
    back = pickle.loads(pickle.dumps(refused))
    assert isinstance(back, Unwritable)
    assert (back.path, back.errno) == (Path("a.pdf"), errno.ENOSPC)
