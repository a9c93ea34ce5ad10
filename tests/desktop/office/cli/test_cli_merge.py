"""``merilo merge``: a preview, a question about what only people can decide, and the merge."""

import contextlib
import io
from dataclasses import replace
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from desktop.office.cli.cli import main
from tests import prepared
from tests.db import sample
from tests.db.exchange import merged

FIRST, SECOND = merged.PASSWORD, "другой пароль филиала"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A file and that of a branch: each has its own Лебедева, and Абрамов has another post in each."""
    here = prepared.empty(tmp_path / "завод.merilo", FIRST)
    with merged.opened(here) as store:
        store.act_as(None)
        store.act_as(sample.add(store, "Соколова", is_actor=True))
        sample.add(store, "Абрамов")
    there = merged.forked(here, "филиал")
    for file, post in ((here, "мастер"), (there, "токарь")):
        with merged.opened(file) as store:
            store.write(people.change, replace(store.read(people.person, 2), post=post))
            sample.add(store, "Лебедева", given="Ирина")
    return here, there


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, typed: str = FIRST) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{typed}\n".encode())))
    return main(["merge", *map(str, arguments), "--password-stdin"])


def cards(file: Path) -> list[tuple[str, str]]:
    with contextlib.closing(Store.open(file, FIRST)) as store:
        return sorted((one.surname, one.post) for one in store.read(people.everybody))


def test_a_dry_run_tells_all_and_writes_nothing(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = two
    before = cards(here)
    assert run(monkeypatch, here, there, "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Люди: новых 1, одинаковых 1, в двух версиях 1" in lines
    assert lines[lines.index("В двух версиях:") + 1] == "  Люди: Абрамов (E-0002)"
    assert "Лебедева Ирина: E-0003 здесь получает код E-0004" in lines
    assert "  --same E-0003=E-0003  Лебедева Ирина" in lines
    assert cards(here) == before


def test_what_nobody_decided_keeps_the_files_apart_and_the_sentence_says_how_to_decide(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *two) == 1
    told = capsys.readouterr().err
    assert "В файлах 1 запись в разных версиях." in told
    assert "--keep here" in told
    assert len(cards(two[0])) == 3


def test_one_person_with_two_cards_becomes_one_and_the_copy_before_is_named(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = two
    with contextlib.closing(Store.open(there, FIRST)) as store:
        store.change_password(SECOND, FIRST)
    typed = f"{FIRST}\n{SECOND}"
    assert run(monkeypatch, here, there, "--keep", "there", "--same", "E-0003=E-0003", typed=typed) == 0
    last = capsys.readouterr().out.splitlines()[-2:]
    assert last[0].startswith("Файл объединён: запись журнала № ")
    copy = Path(last[1].partition(": ")[2])
    assert copy.parent == here.with_name("завод-backups")
    assert cards(here) == [("Абрамов", "токарь"), ("Лебедева", ""), ("Соколова", "")]
    new = here.with_name("как было.merilo")
    monkeypatch.setenv("MERILO_PASSWORD", FIRST)
    assert main(["restore", str(copy), str(new)]) == 0
    assert cards(new) == [("Абрамов", "мастер"), ("Лебедева", ""), ("Соколова", "")]


def test_the_same_file_and_half_a_pair_of_codes_are_refused(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, two[0], two[0]) == 1
    assert "Это тот же самый файл." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(monkeypatch, *two, "--same", "E-0003")
