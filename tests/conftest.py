"""What every test stands on: no screen needed, the same examples in every CI run, no window left behind."""

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import chance

chance.begin()  # before anything of ours is imported: ``Store`` keeps ``uuid.uuid4`` itself

# isort: split
from db.file import keys  # noqa: E402
from tests import aside, prepared, rewriting  # noqa: E402

if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # The screen of the test platform is smaller than the least window: tests have one of an office.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

prepared.keep_in_memory()
prepared.begin()  # before the processes of the run are started, so that all share it

# No seconds decide: on a busy machine making an example takes long, and that is no fault of what is tested.
SLOW = (HealthCheck.too_slow,)
settings.register_profile("here", deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", deadline=None, suppress_health_check=SLOW, derandomize=True, print_blob=True)
JUDGED = "tests.measuring" in sys.modules  # the run of `make check`, wherever it is made
settings.load_profile("ci" if JUDGED or os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def strong() -> Iterator[keys.Cost]:
    """What a password costs, for the test of the cost; to all others it costs next to nothing."""
    cost, keys.STRONG = keys.STRONG, keys.FAST
    yield cost
    keys.STRONG = cost


@pytest.fixture(autouse=True)
def nothing_waits_to_be_deleted() -> Iterator[None]:
    """Let Qt delete what a test has closed: without a running loop it would pile up and crash at exit."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core and core.QCoreApplication.instance():
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def no_key_is_held_down() -> Iterator[None]:
    """Let go of Shift and its like: Qt takes the modifiers of the last event for those held in the next."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui and gui.QGuiApplication.instance() and gui.QGuiApplication.keyboardModifiers():
        from PySide6.QtCore import Qt  # only where a window was
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QWidget

        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)


@pytest.hookimpl(tryfirst=True)  # before ``pytest-randomly`` throws dice for it
def pytest_configure(config: pytest.Config) -> None:
    """Let the order of the tests, and what ``random`` gives them, follow the seed too."""
    if config.getoption("randomly_seed", None) == "default":
        config.option.randomly_seed = chance.SEED


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give each test identities of its own, whatever ran before it."""
    chance.begin_test(item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Give what several tests share the same identities, whichever of them comes first."""
    if fixturedef.scope == "function":
        return (yield)
    of = fixturedef.baseid, request.node.nodeid, fixturedef.argname, str(getattr(request, "param_index", 0))
    with chance.of(" ".join(of)):
        return (yield)


LONG = (
    "test_frozen.py",
    "test_walk.py",
    "test_model_walk.py",
    "test_hidden_marks_copied.py",
    "test_mouse_walk.py",
    "test_screens.py",
    "test_every_control.py",
    "test_accessible.py",
    "test_wheel.py",
    *("test_hidden_marks.py", "test_cli_documents.py", "test_erasure.py", "test_demo.py", "test_state.py"),
    *("test_laid_out.py", "test_migrate.py", "test_salvage.py", "test_cached_values.py"),
    *("test_new_key.py", "test_smaller.py", "test_loading.py", "test_faults.py", "test_home.py"),
)
"""Files that take long: begun first, so that no process is left waiting for them at the end."""


@pytest.hookimpl(trylast=True)  # what is imported before the measuring begins counts as never run
def pytest_sessionstart(session: pytest.Session) -> None:
    """Rewrite assertions together with the other processes of the run."""
    rewriting.share(session.config.args)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files begin; the order of all others stays the random one."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Begin with the tests set aside, and with quick readers of what they read."""
    if "pypdf" in sys.modules:
        from tests import paper_fonts  # only where papers are read

        paper_fonts.read_once()
    aside.put()
