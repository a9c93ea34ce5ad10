"""The set-up script: which Python it takes, what it asks the system for, what it does without a screen."""

import ast
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installer import house

DPKG = (
    "ii \tlibgl1\t\n"
    "ii \tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.4-3), libglib2.0-0t64-abi\n"
    "ii \tlibegl1:amd64\t\n"
    "rc \txvfb\t\n"
    "un \txdotool\t\n"
)


def program(path: Path, text: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def fake_python(path: Path, version: str, whole: int = 1) -> Path:
    """Write a program that answers the probe as a Python of this version would."""
    return program(path, f"echo merilo-probe {version.replace('.', ' ')} {whole}")


def lock(name: str) -> dict[str, str]:
    """Return the pins of a lock file."""
    text = (house.ROOT / house.LOCKS[name]).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_a_dead_shim_is_passed_over(tmp_path):
    dead = program(tmp_path / "shims" / "python3.13", "echo 'command not found' >&2; exit 127")
    alive = fake_python(tmp_path / "bin" / "python3.13", "3.13.5")
    found = house.find_interpreter([str(dead), str(alive)])
    assert found == house.Interpreter(str(alive), (3, 13, 5), True)


def test_a_program_that_only_claims_to_be_python_is_no_python(tmp_path):
    assert house.probe(str(program(tmp_path / "python3", "echo Python 3.13.5"))) is None
    assert house.probe(str(tmp_path / "nothing")) is None


def test_the_python_that_runs_this_test_is_seen_as_it_is():
    found = house.probe(sys.executable)
    assert found is not None
    assert found.version == sys.version_info[:3]


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ("3.11.9", False),
        ("3.12.0", True),
        ("3.13.5", True),
        ("3.14.9", True),
        ("3.15.0", False),
        ("2.7.18", False),
    ],
)
def test_only_versions_in_range_are_taken(tmp_path, version, fits):
    python = fake_python(tmp_path / "python3", version)
    if fits:
        assert house.find_interpreter([str(python)]).path == str(python)
    else:
        with pytest.raises(house.Trouble) as trouble:
            house.find_interpreter([str(python)])
        assert version in trouble.value.russian
        assert version in trouble.value.english


def test_the_range_is_the_one_of_the_project():
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest, too_new = (f"{major}.{minor}" for major, minor in (house.OLDEST, house.TOO_NEW))
    assert project["requires-python"] == f">={oldest},<{too_new}"


def test_a_python_that_can_make_environments_comes_before_one_that_cannot(tmp_path):
    lame = fake_python(tmp_path / "a" / "python3.13", "3.13.5", whole=0)
    whole = fake_python(tmp_path / "b" / "python3.12", "3.12.1")
    assert house.find_interpreter([str(lame), str(whole)]).path == str(whole)
    assert house.find_interpreter([str(lame)]).path == str(lame)


def test_every_folder_and_every_pyenv_version_is_looked_into(tmp_path):
    shim = fake_python(tmp_path / "shims" / "python3.12", "3.12.1")
    real = fake_python(tmp_path / "home/.pyenv/versions/3.12.1/bin/python3.12", "3.12.1")
    found = house.candidates(
        f"{shim.parent}{os.pathsep}/no/such/folder", tmp_path / "home", "/running/python3"
    )
    assert found[0] == "/running/python3"
    assert found.index(str(shim)) < found.index(str(real))
    assert len(found) == len(set(found))


def test_the_script_itself_starts_on_python_3_8():
    source = (house.ROOT / "installer" / "house.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {
        (node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names


def test_a_provided_name_counts_as_installed_and_a_removed_package_does_not():
    there = house.installed_packages(DPKG)
    assert {"libgl1", "libegl1", "libglib2.0-0", "libglib2.0-0t64"} <= there
    assert not {"xvfb", "xdotool"} & there


def test_what_is_missing_and_may_not_be_installed_is_told_with_the_line_to_type(monkeypatch):
    monkeypatch.setattr(house, "missing_packages", lambda wanted: ["xvfb", "xdotool"])
    monkeypatch.setattr(house, "privilege", lambda: None)
    with pytest.raises(house.Trouble) as trouble:
        house.need_packages(["xvfb", "xdotool"], vital=True)
    assert "apt-get install -y --no-install-recommends xvfb xdotool" in trouble.value.english
    assert trouble.value.english.count("\n") == 0


def test_a_program_that_only_some_tests_need_does_not_stop_the_rest(monkeypatch, capsys):
    monkeypatch.setattr(house, "missing_packages", lambda wanted: ["xdotool"])
    monkeypatch.setattr(house, "privilege", lambda: None)
    house.need_packages(["xdotool"], vital=False)
    assert capsys.readouterr().out.count("install -y --no-install-recommends xdotool") == 2


def test_apt_lists_are_refreshed_only_when_apt_does_not_know_a_name(tmp_path, monkeypatch):
    log = tmp_path / "log"
    # knows the package only once its lists have been refreshed
    apt = f'echo "$*" >> {log}; case "$*" in *install*) grep -q update {log};; esac'
    program(tmp_path / "bin" / "apt-get", apt)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(house, "privilege", list)
    assert house.install_packages(["xvfb"])
    assert [("update" in line, "install" in line) for line in log.read_text().splitlines()] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert house.install_packages(["xvfb"])
    assert len(log.read_text().splitlines()) == 4


@pytest.mark.parametrize(
    ("environment", "platform", "display"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_seen_by_its_variables_where_it_may_be_missing(environment, platform, display):
    assert house.has_display(environment, platform) is display


def test_without_a_display_the_demo_documents_are_written_and_both_languages_say_so(
    tmp_path, monkeypatch, capsys
):
    ran: list[tuple[str, ...]] = []

    def in_venv(*arguments: str) -> int:
        ran.append(arguments)
        return 0

    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(house, "ROOT", tmp_path)
    monkeypatch.setattr(house, "set_up", lambda kind: None)
    monkeypatch.setattr(house, "in_venv", in_venv)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "demo.merilo").touch()
    (tmp_path / "demo" / "a paper of the last run.pdf").touch()
    assert house.main(["run"]) == 0
    assert ran == [("-m", "desktop", "demo", "demo")]
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["a paper of the last run.pdf"]
    said = capsys.readouterr().out
    assert "Экрана здесь нет" in said
    assert "There is no display" in said


@pytest.mark.parametrize(
    ("ended", "told"),
    [(-signal.SIGABRT, True), (-signal.SIGTERM, False), (-signal.SIGKILL, False), (1, False)],
)
def test_only_a_window_that_did_not_open_is_said_not_to_have_opened(
    ended, told, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(house, "ROOT", tmp_path)
    monkeypatch.setattr(house, "need_packages", lambda packages, vital: None)
    monkeypatch.setattr(house, "set_up", lambda kind: None)
    monkeypatch.setattr(house, "in_venv", lambda *arguments: ended)
    assert house.main(["run"]) != 0
    assert ("The window did not open" in capsys.readouterr().err) is told


def test_the_second_set_up_changes_nothing_and_a_changed_lock_is_noticed(tmp_path, monkeypatch):
    for name in (*house.LOCKS.values(), "pyproject.toml"):
        (tmp_path / name).write_text("one\n")
    monkeypatch.setattr(house, "ROOT", tmp_path)
    monkeypatch.setattr(house, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(house, "venv_python", lambda: fake_python(tmp_path / "bin/python", "3.13.5"))
    assert not house.up_to_date("run")
    house.STAMP.write_text("\n".join(house.stamp("dev", (3, 13, 5))))
    assert house.up_to_date("run")
    assert house.up_to_date("dev")
    house.STAMP.write_text("\n".join(house.stamp("run", (3, 13, 5))))
    assert not house.up_to_date("dev")
    (tmp_path / "requirements.lock").write_text("two\n")
    assert not house.up_to_date("run")


def test_the_lock_files_agree_and_hold_hashes_but_no_address():
    run, dev = lock("run"), lock("dev")
    assert run.items() <= dev.items()
    for name in house.LOCKS.values():
        text = (house.ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert not re.search(r"^--(?!hash)", text, re.MULTILINE)
        assert text.count("==") <= text.count("--hash=sha256:")


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    names = {re.split(r"[=<>]", line)[0].lower() for line in asked}
    assert names <= lock("run").keys()
    for group in project["dependency-groups"]["dev"]:
        assert isinstance(group, dict) or re.split(r"[\[=<>]", group)[0].lower() in lock("dev")


def test_make_without_python_says_what_to_install(tmp_path):
    make = next((path for path in ("/usr/bin/make", "/bin/make") if Path(path).exists()), None)
    if make is None:
        pytest.skip("this machine has no make")
    program(tmp_path / "python3", "exit 127")
    makefile = (house.ROOT / "Makefile").read_text("utf-8").replace("/usr/bin/python3", "no-python3")
    (tmp_path / "Makefile").write_text(makefile)
    run = subprocess.run(
        [make, "-s", "SHELL=/bin/sh", "run"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "apt install python3 python3-venv" in run.stderr


@pytest.mark.parametrize(("home", "needed"), [("/usr/bin", ["libpython3.13"]), ("/opt/python/bin", [])])
def test_freezing_needs_the_shared_library_that_debian_splits_off(
    tmp_path: Path, home: str, needed: list[str]
) -> None:
    config = tmp_path / "pyvenv.cfg"
    config.write_text(f"home = {home}\ninclude-system-site-packages = false\nversion = 3.13.5\n")
    assert house.shared_python(config) == needed


def test_the_tests_that_are_run_in_three_zones_are_there() -> None:
    assert len(house.ZONES) == 3
    assert [name for name in house.ZONED if not (house.ROOT / name).is_file()] == []
