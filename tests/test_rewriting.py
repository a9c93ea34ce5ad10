"""A run with coverage counts also what a module does when it is imported."""

import pytest

from tests import conftest


def test_files_are_imported_after_the_measuring_has_begun(pytestconfig: pytest.Config) -> None:
    starts = pytestconfig.pluginmanager.hook.pytest_sessionstart.get_hookimpls()
    ours = [one for one in starts if one.function.__code__ == conftest.pytest_sessionstart.__code__]
    assert [one.trylast for one in ours] == [True]
    measuring = [one for one in starts if one.plugin_name == "_cov"]  # none in a run without coverage
    assert all(starts.index(ours[0]) < starts.index(one) for one in measuring), "the last called stands first"
