"""``merilo-server``: from a file of one desk to people who work over HTTP, and what it tells who runs it."""

import re
import signal
import uuid
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.assessing import people
from db.file import lock
from db.file.errors import OpenElsewhere
from db.file.store import Store
from db.people import accounts, organisation
from db.service.command_line import main
from db.service.door import Door, Passwords
from domain.login import LoginRole
from tests.db import sample
from tests.db.conftest import PASSWORD
from tests.db.service.web.client import OWN, Client, first_password, served

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
UNITS, ADD_UNIT = "people.organisation.units", "people.organisation.add_unit"


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERILO_LANG", "en")
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)


@pytest.fixture
def code(path: Path) -> str:
    """A file with one person, and that person's code."""
    with closing(Store.open(path, PASSWORD)) as store:
        person_id = sample.add(store, "Соколова")
        return store.read(people.person, person_id).code


def test_a_file_of_one_desk_is_served_to_people_who_log_in_and_is_whole_afterwards(
    path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["account", "add", "Sokolova", "--file", str(path), "--person", code, "--role", "hr"]) == 0
    first = first_password(capsys.readouterr().out)
    with served("--file", str(path)) as (process, port, health):
        with pytest.raises(OpenElsewhere):  # no window has it meanwhile
            lock.take(path, lambda: AT)
        client = Client(port)
        assert client.log_in("sokolova", first).login.role is LoginRole.HR
        client.change_password(first, OWN)
        unit_id = client.ask(ADD_UNIT, "Цех 1")
        assert Client(health).raw("GET", "/health")[0] == 200
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate()
        assert (process.returncode, out, err) == (0, "", "")
    lock.take(path, lambda: AT).release()
    with closing(Store.open(path, PASSWORD)) as store:
        assert [one.id for one in store.read(organisation.units)] == [unit_id]
        assert store.checkup() == ()


def test_what_a_service_that_was_killed_has_answered_is_done_once(
    path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["account", "add", "sokolova", "--file", str(path), "--person", code, "--role", "hr"])
    first, act_id = first_password(capsys.readouterr().out), uuid.uuid4()
    with served("--file", str(path)) as (process, port, _health):
        client = Client(port)
        client.log_in("sokolova", first)
        client.change_password(first, OWN)
        unit_id = client.ask(ADD_UNIT, "Цех 1", act_id=act_id)
        process.kill()
        process.wait()
    with served("--file", str(path)) as (process, port, _health):
        again = Client(port)
        again.headers = client.headers  # the login outlives the service too
        assert again.ask(ADD_UNIT, "Цех 1", act_id=act_id) == unit_id
        assert [one.id for one in again.ask(UNITS)] == [unit_id]


def test_an_administrator_lists_closes_and_unlocks_accounts_and_gives_another_password(
    path: Path, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
        done = main(["account", words[0], *words[1:], "--file", str(path)])
        told = capsys.readouterr()
        return done, told.out + told.err

    for name, role in (("sokolova", "hr"), ("admin", "administrator")):
        assert run("add", name, "--person", code, "--role", role)[0] == 0
    done, told = run("add", "ADMIN", "--person", code, "--role", "hr")
    assert (done, told) == (1, "There is or was an account of this name.\n")
    assert run("add", "third", "--person", "P-999999", "--role", "hr")[0] == 1
    assert run("password", "Sokolova")[0] == 0
    assert run("unlock", "sokolova")[0] == 0
    assert run("close", "admin")[0] == 0
    assert run("close", "nobody") == (
        *(1, "There is no account of the name nobody; “account list” shows all.\n"),
    )
    assert run("add", "Семёнов", "--person", code, "--role", "auditor")[0] == 0
    assert run("close", "Семёнов") == (0, "")
    lines = [line.split("\t")[:4] for line in run("list")[1].splitlines()]
    assert lines == [
        ["admin", "administrator", "", "closed"],
        ["sokolova", "hr", "", "open"],
        ["семенов", "auditor", "", "closed"],
    ]


def test_units_are_listed_by_name_and_who_is_logged_in_is_shown_and_ended(
    path: Path, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
        done = main(["account", *words, "--file", str(path)])
        told = capsys.readouterr()
        return done, (told.out + told.err).strip()

    with closing(Store.open(path, PASSWORD)) as store:
        units = [store.write(organisation.add_unit, name) for name in ("Цех 1", "Смена, ночная")]
    manager = ("--role", "manager", "--unit", "Цех 1", "--unit", str(units[1]))
    done, told = run("add", "gromov", "--person", code, *manager)
    assert done == 0
    assert run("list")[1].split("\t")[:3] == ["gromov", "manager", "Цех 1, Смена, ночная"]
    with closing(Store.open(path, PASSWORD)) as store:
        door = Door(store, Passwords())
        door.log_in("gromov", first_password(told))
    number, account, since, until, person = run("logins")[1].split("\t")
    assert (account, person) == ("gromov", "Соколова") and since != until
    assert run("end", number) == (0, "")
    assert run("logins") == (0, "")
    assert run("end", "999") == (1, "There is no session with the number 999; “account logins” shows all.")
    assert run("change", "gromov", "--role", "assessor") == (0, "")
    assert run("list")[1].split("\t")[1:3] == ["assessor", ""]


def test_a_wrong_password_a_lost_file_and_a_port_for_all_the_world_are_told_in_a_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*words: str) -> str:
        assert main(words) == 1
        return capsys.readouterr().err.strip()

    here = ("--file", str(path))
    assert told("run", *here, "--listen", "0.0.0.0") == (
        "Without --certificate and --key only this computer is served, by a proxy that has them."
    )
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    assert (
        told("run", *here, "--key", str(path))
        == "--key is the private key of a certificate: name --certificate too."
    )
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)
    secret = tmp_path / "secret"
    secret.write_text("не тот пароль\n", "utf-8")
    assert told("run", *here, "--password-file", str(secret)) == "The password of “завод.merilo” is wrong."
    assert "MERILO_PASSWORD" in told("account", "list", *here)
    lost = told("account", "list", "--file", str(tmp_path / "нет.merilo"))
    assert lost == "There is no file “нет.merilo”."
    assert told("account", "list", *here, "--password-file", str(tmp_path / "пароль")) == (
        "There is no file “пароль”."
    )
    place = tmp_path / "place"
    place.write_text("sqlite:///x\n", "utf-8")
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    for words in (("adopt", *here), ("export", "--file", str(tmp_path / "новый.merilo"))):
        assert told(*words, "--database", str(place)).startswith("“place” does not hold what is needed")
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    assert place.read_text("utf-8") == "sqlite:///x\n"


def test_a_new_file_is_made_with_its_first_person_and_served_and_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, secret = tmp_path / "центр.merilo", tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n", "utf-8")
    here = ("--file", str(file), "--password-file", str(secret))
    assert main(["init", *here, "--surname", "Соколова", "--given", "Анна"]) == 0
    recovery, ready = capsys.readouterr().out.splitlines()
    assert ready.startswith("The file is ready. The first person has the code E-0001;")
    with closing(Store.open(file, recovery_code=recovery.rpartition(" ")[2])) as store:
        assert [(one.surname, one.given) for one in store.read(people.actors)] == [("Соколова", "Анна")]
        assert store.checkup() == ()
    assert main(["account", "add", "sokolova", *here, "--person", "E-0001", "--role", "hr"]) == 0
    first = first_password(capsys.readouterr().out)
    with served(*here) as (_process, port, _health):
        assert Client(port).log_in("sokolova", first).change_first
    whole = file.read_bytes()
    assert main(["init", *here, "--surname", "Другая"]) == 1
    assert capsys.readouterr().err == "There is something already in the database, or a file of that name.\n"
    assert file.read_bytes() == whole
    secret.write_text("коротко\n", "utf-8")
    assert main(["init", "--file", str(tmp_path / "x.merilo"), *here[2:], "--surname", "Другая"]) == 1
    assert capsys.readouterr().err == "The password of a new file is too short.\n"
    assert not (tmp_path / "x.merilo").exists()


@pytest.mark.parametrize("surname", ["", "  \u200b", "я" * 200])
def test_a_database_is_not_begun_for_somebody_who_cannot_be_entered(
    surname: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "place"
    place.write_text("postgresql://merilo@127.0.0.1:1/none\n", "utf-8")
    assert main(["init", "--database", str(place), "--surname", surname]) == 1
    told = capsys.readouterr().err.strip()
    assert told == ("--surname is too long." if surname[:1] == "я" else "--surname may not be empty.")
    assert place.read_text("utf-8") == "postgresql://merilo@127.0.0.1:1/none\n"


def test_a_person_is_named_by_the_number_that_people_know(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(path, PASSWORD)) as store:
        person_id = sample.add(store, "Соколова", personnel_no="0102")
    of_file = ("--file", str(path), "--role", "hr")
    assert main(["account", "add", "sokolova", *of_file, "--person", "0102"]) == 0
    with closing(Store.open(path, PASSWORD)) as store:
        assert [one.login.person_id for one in store.read(accounts.accounts)] == [person_id]
    capsys.readouterr()
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)  # each command takes it out of the environment
    assert main(["account", "add", "gromov", *of_file, "--person", "0103"]) == 1
    assert "0103" in capsys.readouterr().err
    monkeypatch.setenv("MERILO_LANG", "ru")
    for words, told in (
        (("add", "Соколова М", "--person", "0102", "--role", "hr"), "без пробелов"),
        (("add", "hr2", "--person", "0102", "--role", "hr", "--unit", "1"), "--unit"),
        (("add", "boss", "--person", "0102", "--role", "manager"), "--unit"),
        (("add", "boss", "--person", "0103", "--role", "hr"), "0103"),
    ):
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
        assert main(["account", *words, "--file", str(path)]) == 1
        said = capsys.readouterr().err
        assert told in said and not re.search(r"Impossible|Missing|unit_ids|person", said)
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    assert main(["account", "list", "--file", str(path)]) == 0
    assert capsys.readouterr().out.split("\t")[3] == "открыта"


def test_what_the_administrator_mistyped_is_named(
    path: Path,
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = ("--file", str(path), "--port=0", "--health-port=0")
    missing = str(tmp_path / "none.pem")
    assert main(["run", *here, "--certificate", missing, "--key", missing]) == 1
    assert "The certificate or its key cannot be read" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["run", "--file", str(path), "--port", "99999"])
    told = capsys.readouterr().err
    assert "--port" in told and "a port is a number from 0 to 65535" in told
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    assert main(["backup", "--file", str(path), "--to", str(tmp_path / "not connected")]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert not (tmp_path / "not connected").exists()
