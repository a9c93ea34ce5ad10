"""What ``merilo-server`` takes and what is wrong with a command is told in the reader's language."""

import re

import pytest

from db.service.command_line import main

COMMANDS = "run", "init", "adopt", "export", "check", "backup", "restore", "migrate", "policies"
ACCOUNT = re.compile(r"^  (\w+(?:\|\w+)+)$", re.MULTILINE)
ARGPARSE = re.compile(
    r"\b(usage|options|positional|arguments?|show|required|unrecognized|expected|invalid|choose|ambiguous)\b"
)
DESCRIBED = re.compile(r"^  (?:-\S+(?:, --\S+)?(?: [A-Za-z.]+)?|\S+)(?:\s{2,}|\n\s{10,})(.+)$", re.MULTILINE)
CYRILLIC = re.compile("[А-Яа-яЁё]")

WRONG: dict[str, tuple[list[str], str, str]] = {
    "nothing": ([], "not given: run|init|", "не указано: run|init|"),
    "no such command": (
        ["serve"],
        "there is no serve here; there are: run,",
        "нет значения serve, есть: run,",
    ),
    "neither file nor database": (
        ["run"],
        "one of these is missing: --file --database",
        "нужно указать одно из: --file --database",
    ),
    "both": (
        ["check", "--file=a", "--database=b"],
        "--database and --file exclude each other",
        "--database и --file вместе не указывают",
    ),
    "no value": (["backup", "--file=a", "--to"], "--to needs a value", "после --to нужно значение"),
    "a value too many": (
        ["account", "add", "x", "--file=a", "--no-password=1"],
        "--no-password takes no value, and was given 1",
        "после --no-password значение не нужно, а указано 1",
    ),
    "not all": (
        ["policies", "--service=a"],
        "not given: --reader",
        "не указано: --reader",
    ),
    "an unknown one": (
        ["migrate", "--database=a", "--quickly"],
        "there is no such argument: --quickly",
        "нет такого аргумента: --quickly",
    ),
    "two that begin so": (
        ["run", "--file=a", "--pro=1", "--he=2"],
        "--he=2 may mean --help, --health-port, --heads",
        "--he=2 можно понять как --help, --health-port, --heads",
    ),
    "no port": (
        ["run", "--file=a", "--port=x"],
        "--port: “x” is no port: a port is a number from 0 to 65535",
        "--port: «x» — не порт: нужно число от 0 до 65535",
    ),
}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_command_tells_what_it_takes(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERILO_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    asked = [(), ("account",), *((one,) for one in COMMANDS)]
    for command in asked:
        with pytest.raises(SystemExit) as ended:
            main([*command, "--help"])
        told = capsys.readouterr()
        assert (ended.value.code, told.err) == (0, "")
        assert told.out.startswith("использование: " if language == "ru" else "usage: ")
        described = DESCRIBED.findall(told.out)
        assert len(described) > 1
        if language == "ru":
            assert not ARGPARSE.search(told.out)
            assert [one for one in described if not CYRILLIC.search(one)] == []
        else:
            assert not CYRILLIC.search(told.out)
        if command == ("account",):
            found = ACCOUNT.search(told.out)
            assert found, told.out
            asked += [("account", one) for one in found[1].split("|")]
    assert len(asked) > len(COMMANDS) + 5


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_wrong_command_is_told_in_one_line_which_leads_to_more(
    wrong: tuple[list[str], str, str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MERILO_LANG", language)
    command, english, russian = wrong
    with pytest.raises(SystemExit) as ended:
        main(command)
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (2, "", 1)
    name = re.fullmatch(r"(merilo-server(?: [a-z]+)*): (.*) \((?:more|подробнее): \1 --help\)\n", told.err)
    assert name, told.err
    assert name[2].startswith(russian if language == "ru" else english)
    if language == "ru":
        assert not ARGPARSE.search(told.err)
