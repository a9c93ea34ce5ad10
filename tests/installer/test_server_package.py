"""The package of the service, as far as it can be tried without freezing it; the rest is in tests/package."""

import re
import shlex
from importlib.metadata import distribution
from pathlib import Path

import pytest

from db.service.command_line import main
from installer.package import known, notice, parts, server
from installer.package.debian import FILES, Content, filled
from installer.package.licence import NotShippable
from resources.i18n import words

OURS = FILES / "server"
PSYCOPG = ("psycopg/connection.py", "psycopg_binary/__init__.py")


def frozen(folder: Path, *files: str) -> Path:
    """Make a frozen folder of empty files."""
    for name in files:
        path = folder / "_internal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def settings() -> dict[str, str]:
    """Return what the shipped settings say."""
    lines = (OURS / "server.conf").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_what_psycopg_brings_is_found_and_only_what_is_there_is_named(tmp_path: Path) -> None:
    frozen(tmp_path, *PSYCOPG, "resources/catalogue/scale.yaml")
    found = parts.shipped(tmp_path, ("db.service", "starlette.routing", "uvicorn.server"), ())
    by_name = {part.name: part for part in found}
    assert {"psycopg", "psycopg-binary", "starlette", "uvicorn", "Python"} <= by_name.keys()
    assert not {"Inter", "PT Sans", "Lucide", "PySide6_Essentials", "reportlab"} & by_name.keys()
    assert by_name["psycopg"].licence == "LGPL-3.0-only"
    told = notice.notice(found, "1.2.3", notice.OF_SERVER)
    assert "psycopg_binary.libs" in told
    assert "Qt" not in told.partition("====")[2].partition("\n\n")[0]


def test_a_library_within_psycopg_that_nobody_looked_into_is_refused(tmp_path: Path) -> None:
    with pytest.raises((NotShippable, parts.Stray), match="libsomething"):
        parts.shipped(frozen(tmp_path, "psycopg_binary.libs/libsomething-1.so.2"), (), ())


def test_every_library_that_psycopg_brings_has_a_licence_that_may_ship() -> None:
    files = [one.name for one in distribution("psycopg-binary").files or () if ".libs" in one.parts[0]]
    for file in files:
        assert any(file.startswith(one) for one in known.LIBRARIES), file


@pytest.mark.parametrize("name", [one for one in server.UNITS if one.endswith(".service")])
def test_the_unit_starts_what_the_command_line_understands(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MERILO_LANG", "en")
    unit = (OURS / name).read_text("utf-8")
    line = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    assert line
    program, *words = shlex.split(line[1])
    assert Path(program).name == server.NAME
    given = settings()
    asked = [one for word in words for one in (given[word[1:]].split() if word[0] == "$" else [word])]
    asked = [word.replace("/var/lib/merilo", str(tmp_path)) for word in asked]
    (tmp_path / "backups").mkdir()
    assert main(asked) == 1  # understood; there is no file yet
    assert "There is no file “centre.merilo”" in capsys.readouterr().err


def test_what_makes_copies_may_reach_no_more_than_what_serves() -> None:
    serving, copying = ((OURS / one).read_text("utf-8").splitlines() for one in server.UNITS[:2])
    guards = {
        line for line in serving if re.match(r"(Protect|Private|Restrict|System|Lock|No|Memory|Cap)", line)
    }
    assert len(guards) > 20
    assert guards <= {*copying}


def test_no_secret_stands_in_the_settings_which_dpkg_asks_about_and_removes() -> None:
    text = (OURS / "server.conf").read_text("utf-8")
    assert "postgresql://" not in text
    assert settings().keys() == {"SERVES", "COPIES", "OPTIONS"}
    assert "/var/lib/merilo/database" in text
    assert "rm " not in (OURS / "postrm").read_text("utf-8").replace("rm -r /var/lib/merilo /etc/merilo", "")


def test_the_page_beside_the_package_has_the_same_steps_in_both_languages() -> None:
    english, break_, russian = (OURS / "README.Debian").read_text("utf-8").partition("\nМерило, служба")
    assert break_
    for page, language in ((english, "en"), (russian, "ru")):
        assert re.findall(r"^(\d)\. ", page, re.MULTILINE) == ["1", "2", "3", "4", "5"]
        assert re.findall(r"^[<=>]{7}(?: .*)?$", page, re.MULTILINE) == [], "both sides of a merge"
        button = words(language).gettext("Your organisation's server…")
        assert re.search(rf"^5\. .*[\"«]{re.escape(button)}[\"»]", page, re.MULTILINE)


def test_the_example_of_a_proxy_is_the_one_of_the_page_for_administrators() -> None:
    told = server.example(server.PAGE.read_text("utf-8"))
    assert told.startswith("upstream merilo")
    assert told.count("{") == told.count("}") > 0
    assert "X-Remote-User" in told


def test_the_scripts_of_the_package_are_for_a_shell_and_carry_its_version() -> None:
    content = Content(Path(), (), "", "1.2.3", 1_795_000_000, server.NAME)
    for name in server.SCRIPTS:
        text = filled(f"server/{name}", content)
        assert text.startswith("#!/bin/sh\nset -e\n")
        assert "@" not in text
