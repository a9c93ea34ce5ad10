"""A real encrypted file for each test: made once, copied beside its keys."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import keys
from db.store import Store

PASSWORD = "верный пароль 12"
DEK = bytes(range(32))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the shipped catalogue, closed; tests copy it and never open it."""
    path = tmp_path_factory.mktemp("template") / "завод.merilo"
    Store.create(path, PASSWORD, dek=DEK, fast=True).store.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A closed file of the test's own."""
    target = tmp_path / template.name
    shutil.copyfile(template, target)
    shutil.copyfile(keys.beside(template), keys.beside(target))
    return target


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The test's own file, open."""
    opened = Store.open(path, PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """New passwords cost next to nothing; what they really cost is tested once, with the keys."""
    monkeypatch.setattr(keys, "STRONG", keys.FAST)
