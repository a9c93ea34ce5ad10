"""A copy of a file that is served: taken while people work, and made a file of again."""

import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from db.people import accounts, erasing, organisation
from db.service.command_line import main
from domain.login import LoginRole
from domain.people.erasure import Order
from tests.db import sample
from tests.db.conftest import PASSWORD
from tests.db.service.web.client import FAST, FIRST, OWN, Client, served

ADD_UNIT = "people.organisation.add_unit"

type Said = Callable[..., tuple[int, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.setenv("MERILO_LANG", "en")

    def run(*words: str | Path) -> tuple[int, str]:
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
        done = main([str(word) for word in words])
        told = capsys.readouterr()
        return done, (told.out + told.err).strip()

    return run


def test_a_file_is_copied_while_it_is_served_and_comes_back_without_those_erased_since(
    path: Path, tmp_path: Path, said: Said
) -> None:
    with closing(Store.open(path, PASSWORD)) as store:
        hr = sample.add(store, "Соколова", is_actor=True)
        gone = sample.candidate(store, "Орлова")
        store.write(accounts.add, "sokolova", hr, LoginRole.HR, (), FAST.derived(FIRST))
    folder, new = tmp_path / "copies", tmp_path / "новый.merilo"
    folder.mkdir()
    with served("--file", str(path)) as (process, port, _health):
        client = Client(port)
        client.log_in("sokolova", FIRST)
        client.change_password(FIRST, OWN)
        client.ask(ADD_UNIT, "Цех 1")
        done, told = said("backup", "--file", path, "--to", folder)
        assert (done, told.endswith("the copy is complete and sound.")) == (0, True)
        client.ask(ADD_UNIT, "Цех 2")
        process.send_signal(signal.SIGTERM)
        process.communicate()
    (copy,) = folder.iterdir()
    with closing(Store.open(path, PASSWORD)) as store:
        store.act_as(hr)
        store.write(erasing.erase, Order(gone, "срок истёк", "Стёртый человек № 1", marks_kept=False))
    done, told = said("restore", copy, "--file", new, "--replaces", path)
    assert (done, "Later events, not in it: 2. Erased again: C-" in told) == (0, True), told
    assert said("restore", copy, "--file", new, "--lost")[0] == 1  # nothing is ever overwritten
    with closing(Store.open(new, PASSWORD)) as store:
        assert store.checkup() == ()
        assert [one.name for one in store.read(organisation.units)] == ["Цех 1"]
        assert store.read(people.person, gone).surname == "Erased person No. 1"
        assert store.read(accounts.open_logins) == ()


def test_without_a_word_on_what_it_replaces_nothing_is_restored(
    path: Path, tmp_path: Path, said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as wrong:
        said("restore", path, "--file", tmp_path / "новый.merilo")
    assert wrong.value.code == 2
    assert "--replaces" in capsys.readouterr().err
    assert said("restore", path, "--file", tmp_path / "новый.merilo", "--lost")[0] == 1
    assert not (tmp_path / "новый.merilo").exists()
