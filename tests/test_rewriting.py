"""A run with coverage counts also what a module does when it is imported."""

import sys
from pathlib import Path

import pytest

from tests import conftest, rewriting


def test_files_are_imported_after_the_measuring_has_begun(pytestconfig: pytest.Config) -> None:
    starts = pytestconfig.pluginmanager.hook.pytest_sessionstart.get_hookimpls()
    ours = [one for one in starts if one.function.__code__ == conftest.pytest_sessionstart.__code__]
    assert [one.trylast for one in ours] == [True]
    measuring = [one for one in starts if one.plugin_name == "_cov"]  # none in a run without coverage
    assert all(starts.index(ours[0]) < starts.index(one) for one in measuring), "the last called stands first"


def test_a_file_that_skips_itself_as_a_whole_ends_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skipping = 'import pytest\npytest.skip("not here", allow_module_level=True)\n'
    (tmp_path / "test_skipping.py").write_text(skipping, "utf-8")
    monkeypatch.setattr(rewriting, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv(rewriting.NUMBER, "gw0")
    monkeypatch.setenv(rewriting.COUNT, "1")
    try:
        rewriting.share([str(tmp_path)])
    except pytest.skip.Exception:
        pytest.fail("one file ended what all wait for")
    assert "test_skipping" not in sys.modules, "what was skipped is not kept"
