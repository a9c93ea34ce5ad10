"""Long work runs aside, can be stopped, and its failures are heard."""

import threading
from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import ErrorBoundary, Failure
from desktop.jobs import Jobs
from desktop.kit.page.progress_panel import ProgressPanel
from desktop.theme import Theme
from domain.errors import NoGoals
from domain.progress import Progress


class Heard(QObject):
    """Keeps what it was told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.threads: list[QThread] = []

    def hear(self, value: object) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def jobs(qapp: QObject) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def boundary(qapp: QObject) -> Iterator[ErrorBoundary]:
    made = ErrorBoundary()
    made.install()
    yield made
    made.remove()


@pytest.fixture(scope="module")
def no_thread_is_left() -> Iterator[None]:
    """See to it that the tests of this file leave no thread to others."""
    yield
    assert [one for one in threading.enumerate() if one.name == "job"] == []


@pytest.mark.usefixtures("no_thread_is_left")
def test_jobs_that_a_test_leaves_open_end_with_it(qapp: QObject, qtbot: QtBot) -> None:
    heard = Heard()
    Jobs().run(lambda progress: 1, heard.hear, "Work")
    qtbot.waitUntil(lambda: any(one.name == "job" for one in threading.enumerate()))


def test_work_runs_aside_and_its_result_comes_to_the_screen(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard()
    jobs.run(lambda progress: threading.current_thread().name, heard.hear, "Work")
    qtbot.waitUntil(lambda: bool(heard.values))
    assert str(heard.values[0]).startswith("job")
    assert heard.threads == [heard.thread()]


def test_jobs_run_one_after_another(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard()
    for number in range(3):
        jobs.run(lambda progress, number=number: number, heard.hear, "")
    qtbot.waitUntil(lambda: len(heard.values) == 3)
    assert heard.values == [0, 1, 2]
    assert not jobs.busy


def test_a_cancelled_job_ends_without_a_result_and_without_an_error(
    jobs: Jobs, boundary: ErrorBoundary, qtbot: QtBot
) -> None:
    heard, wrong, cancelled = Heard(), Heard(), Heard()
    boundary.raised.connect(wrong.hear)
    jobs.cancelled.connect(cancelled.hear)
    begun = threading.Event()

    def work(progress: Progress) -> int:
        begun.set()
        step = 0
        while True:
            step += 1
            progress.step(step, step + 1)

    job = jobs.run(work, heard.hear, "Endless")
    begun.wait(60)
    with qtbot.waitSignal(jobs.finished):
        job.cancel()
    assert not jobs.busy and job.is_over
    assert heard.values == wrong.values == []
    assert cancelled.values == ["Endless"], "whoever waited for it hears that nothing comes"


def test_whoever_stops_a_job_stops_no_other(jobs: Jobs, qtbot: QtBot) -> None:
    """One that waits is taken out of the queue, and the one under way goes on to its result."""
    exported, restored, ended = Heard(), Heard(), list[str]()
    gate = Event()
    export = jobs.run(lambda progress: gate.wait(60), exported.hear, "Saving documents")
    cancelled = partial(restored.hear, "cancelled")
    restoring = jobs.run(
        lambda progress: True, restored.hear, "", cancelled, ended=lambda: ended.append("restored")
    )
    restoring.cancel()
    assert restoring.is_over and restored.values == ["cancelled"] and ended == ["restored"]
    gate.set()
    qtbot.waitUntil(lambda: export.is_over and not jobs.busy)
    assert exported.values == [True]


def test_an_owner_hears_of_the_end_of_its_own_job_only(
    jobs: Jobs, boundary: ErrorBoundary, qtbot: QtBot
) -> None:
    ended = list[str]()

    def fail(progress: Progress) -> None:
        raise NoGoals

    jobs.run(lambda progress: 1, Heard().hear, "", ended=lambda: ended.append("first"))
    gate = Event()
    second = jobs.run(lambda progress: gate.wait(60), Heard().hear, "", ended=lambda: ended.append("second"))
    third = jobs.run(fail, Heard().hear, "", ended=lambda: ended.append("third"))
    qtbot.waitUntil(lambda: ended == ["first"])
    assert not second.is_over and not third.is_over
    gate.set()
    qtbot.waitUntil(lambda: ended == ["first", "second", "third"])


def test_what_comes_of_a_dropped_job_is_heard_by_nobody(
    jobs: Jobs, boundary: ErrorBoundary, qtbot: QtBot
) -> None:
    heard, wrong = Heard(), Heard()
    boundary.raised.connect(wrong.hear)
    jobs.cancelled.connect(wrong.hear)
    gate = Event()

    def fail(progress: Progress) -> None:
        gate.wait(60)
        raise NoGoals

    under_way = jobs.run(fail, heard.hear, "Search", ended=partial(heard.hear, "ended"))
    waiting = jobs.run(lambda progress: 1, heard.hear, "Search", partial(heard.hear, "cancelled"))
    for job in (under_way, waiting):
        job.drop()
        assert job.is_over
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard.values == wrong.values == []


def test_leaving_the_file_ends_its_jobs_and_drops_what_comes_of_them(
    jobs: Jobs, boundary: ErrorBoundary, qtbot: QtBot
) -> None:
    """A job may be between two steps, so that it ends with a result or in an error of the closed file."""
    heard, wrong = Heard(), Heard()
    boundary.raised.connect(wrong.hear)
    jobs.cancelled.connect(wrong.hear)
    for outcome in ("result", "error"):
        begun, left = Event(), Event()

        def work(progress: Progress, outcome: str = outcome, begun: Event = begun, left: Event = left) -> str:
            begun.set()
            left.wait(60)
            if outcome == "error":
                raise NoGoals
            return outcome

        jobs.run(work, heard.hear, "Old file")
        jobs.run(lambda progress: "waiting", heard.hear, "Old file")
        begun.wait(60)
        jobs.leave()
        jobs.run(lambda progress: "next file", heard.hear, "")
        left.set()
        qtbot.waitUntil(lambda: not jobs.busy)
    assert heard.values == ["next file", "next file"]
    assert wrong.values == []


def test_a_failure_is_heard_by_the_boundary_and_the_next_job_runs(
    jobs: Jobs, boundary: ErrorBoundary, qtbot: QtBot
) -> None:
    heard, wrong = Heard(), Heard()
    boundary.raised.connect(wrong.hear)

    def work(progress: Progress) -> None:
        raise NoGoals

    jobs.run(work, heard.hear, "")
    jobs.run(lambda progress: "after", heard.hear, "")
    qtbot.waitUntil(lambda: bool(wrong.values) and bool(heard.values))
    failure = wrong.values[0]
    assert isinstance(failure, Failure)
    assert failure.sentence.what.startswith("No gaps")
    assert heard.values == ["after"]


@pytest.mark.parametrize("apart", [False, True])
def test_a_result_for_a_screen_that_is_gone_is_dropped(jobs: Jobs, qtbot: QtBot, *, apart: bool) -> None:
    gate = threading.Event()
    screen = Heard()
    values = screen.values
    jobs.run(lambda progress: gate.wait(60), partial(screen.hear) if apart else screen.hear, "")
    screen.deleteLater()
    qtbot.wait(1)
    gate.set()
    with qtbot.waitSignal(jobs.finished):
        pass
    assert values == []


def test_closing_stops_the_work_and_delivers_nothing(qapp: QObject, qtbot: QtBot) -> None:
    jobs, heard = Jobs(), Heard()
    begun = threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        step = 0
        while True:
            step += 1
            progress.step(step, step + 1)

    jobs.run(work, heard.hear, "")
    begun.wait(60)
    jobs.close()
    qtbot.wait(1)
    assert heard.values == []


def test_what_is_asked_for_after_the_end_never_begins_and_leaves_no_thread(qapp: QObject) -> None:
    """As by the first paint of a window that was closed at once: it is told of only after the end."""
    jobs, heard, begun = Jobs(), Heard(), threading.Event()
    before = set(threading.enumerate())
    jobs.run(lambda progress: 1, heard.hear, "")
    jobs.close()
    late = jobs.run(lambda progress: begun.set(), heard.hear, "")
    assert late.is_over and not jobs.busy
    assert set(threading.enumerate()) <= before
    late.cancel()
    assert not begun.is_set()
    assert heard.values == []


def test_the_panel_shows_up_for_slow_work_with_a_count_and_stops_it(
    theme: Theme, jobs: Jobs, qtbot: QtBot
) -> None:
    window = QWidget()
    window.resize(700, 400)
    qtbot.addWidget(window)
    panel = ProgressPanel(theme, jobs, window)
    window.show()
    heard = Heard()

    def work(progress: Progress) -> None:
        while True:
            progress.step(3, 8)

    jobs.run(work, heard.hear, "Documents")
    assert panel.isHidden()
    qtbot.waitUntil(lambda: not panel.isHidden() and "3 of 8" in panel.text)
    assert "Documents" in panel.text
    assert panel.geometry().right() > window.width() - 30, "it must not lie over what one reads"
    QTest.keyClick(panel.cancel, " ")
    qtbot.waitUntil(panel.isHidden)
    assert not jobs.busy


def test_quick_work_shows_no_panel(theme: Theme, jobs: Jobs, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel = ProgressPanel(theme, jobs, window)
    window.show()
    heard = Heard()
    jobs.run(lambda progress: 1, heard.hear, "Quick")
    qtbot.waitUntil(lambda: bool(heard.values))
    qtbot.wait(250)
    assert panel.isHidden()


def test_the_characters_of_a_file_are_told_as_a_share(theme: Theme, jobs: Jobs, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel = ProgressPanel(theme, jobs, window)
    jobs.progressed.emit(9_661, 38_644)
    assert panel.text == "25%"
    jobs.progressed.emit(38_644, 38_644)
    assert panel.text == "", "what follows the reading is not counted"
    jobs.progressed.emit(3, 8)
    assert panel.text == "3 of 8"
