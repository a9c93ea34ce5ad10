"""A file beside a fact: the sheet keeps its hash, not the file and not its name, and knows it again."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.kit.page import files
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.assessing.sheet.walk import CTRL, SHIFT, Walk, open_screen, press

Key = Qt.Key
WORDS = "Showed a portfolio"
NAME = "Портфолио Орловой.pdf"


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(b"%PDF-1.7 " + b"x" * 3_000_000)
    return path


@pytest.fixture
def chooses(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the person chooses in the system's dialog, in this order."""
    answers: list[Path | None] = []

    def answer(*_arguments: object) -> Path | None:
        return answers.pop(0)

    monkeypatch.setattr(files, "open_file", answer)
    return answers


def attach(walk: Walk, qtbot: QtBot) -> None:
    """Press the key of the act and wait for the hash."""
    with qtbot.waitSignal(walk.screen.writing.attachments.hashed, timeout=10_000):
        press(Key.Key_L, CTRL)


def line(walk: Walk) -> str:
    form = walk.screen.texts.fact.form
    assert form is not None
    return form.file.name.text()


def test_a_fact_keeps_the_hash_of_a_file_and_neither_its_content_nor_its_name(
    walk: Walk, portfolio: Path, chooses: list[Path | None], qtbot: QtBot, file: Path
) -> None:
    chooses.append(portfolio)
    walk.write(WORDS)
    attach(walk, qtbot)
    assert line(walk) == NAME
    press(Key.Key_Return, CTRL)
    told = walk.facts(walk.filed.scope[0].item.code)
    assert [(one.text, one.file_sha256) for one in told] == [
        (WORDS, hashlib.sha256(portfolio.read_bytes()).hexdigest())
    ]
    assert file.stat().st_size < portfolio.stat().st_size, "the file itself stays where it is"


def test_the_key_opens_the_fact_if_nobody_writes_yet(
    walk: Walk, portfolio: Path, chooses: list[Path | None], qtbot: QtBot
) -> None:
    chooses.append(portfolio)
    attach(walk, qtbot)
    assert walk.screen.texts.fact.is_open
    assert line(walk) == NAME


def test_choosing_no_file_changes_nothing(walk: Walk, chooses: list[Path | None]) -> None:
    chooses.append(None)
    walk.write(WORDS)
    press(Key.Key_L, CTRL)
    press(Key.Key_Return, CTRL)
    assert walk.facts(walk.filed.scope[0].item.code)[0].file_sha256 is None


def test_a_file_is_compared_with_the_one_of_the_fact(
    walk: Walk, portfolio: Path, tmp_path: Path, chooses: list[Path | None], qtbot: QtBot
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"something else")
    chooses += [portfolio, other, portfolio]
    walk.write(WORDS)
    attach(walk, qtbot)
    attach(walk, qtbot)
    assert line(walk) == "another file"
    attach(walk, qtbot)
    assert line(walk) == "the same file"
    press(Key.Key_Return, CTRL)
    told = walk.facts(walk.filed.scope[0].item.code)[0]
    assert told.file_sha256 == hashlib.sha256(portfolio.read_bytes()).hexdigest()


def test_the_file_is_taken_off_by_a_key(
    walk: Walk, portfolio: Path, chooses: list[Path | None], qtbot: QtBot
) -> None:
    chooses.append(portfolio)
    walk.write(WORDS)
    attach(walk, qtbot)
    press(Key.Key_L, CTRL | SHIFT)
    press(Key.Key_Return, CTRL)
    assert walk.facts(walk.filed.scope[0].item.code)[0].file_sha256 is None


def test_later_only_the_hash_is_known(
    walk: Walk,
    portfolio: Path,
    chooses: list[Path | None],
    store: Store,
    theme: Theme,
    settings: Settings,
    qtbot: QtBot,
) -> None:
    chooses.append(portfolio)
    walk.write(WORDS)
    attach(walk, qtbot)
    press(Key.Key_Return, CTRL)
    frame = QWidget()
    qtbot.addWidget(frame)
    again = open_screen(store, theme, settings, frame)
    again.texts.write(again.model.shown[0].item.code)
    assert again.texts.fact.form is not None
    assert again.texts.fact.form.file.name.text().startswith("file ")
    assert NAME not in again.texts.fact.form.file.name.text()
