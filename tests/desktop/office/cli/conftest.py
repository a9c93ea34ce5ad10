"""A reader of Russian at the command line, and the demo without its documents."""

from pathlib import Path

import pytest

from tests import prepared


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo file without its documents, made once: it takes a few seconds."""
    path = tmp_path_factory.mktemp("cli")
    prepared.demo(path / "demo.merilo")
    return path


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)
