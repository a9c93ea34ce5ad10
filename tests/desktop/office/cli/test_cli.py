"""The command line, as an HR specialist or an IT person types it."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.file import driver
from db.file.store import Store
from db.people import organisation
from desktop.office import own_folder
from desktop.office.cli import terminal
from desktop.office.cli.cli import main
from desktop.office.papers.registry import DOCUMENTS
from resources.i18n import words
from tests import prepared


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """An empty file behind a password."""
    return prepared.empty(tmp_path / "locked.merilo", "верный пароль 12")


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("merilo 0.")


def test_without_a_console_the_program_works_and_says_nothing(
    tmp_path: Path,
) -> None:
    """So Windows starts a program that only has windows."""
    command = [sys.executable, "-c", _WITHOUT_CONSOLE, str(prepared.empty(tmp_path / "a.merilo"))]
    own = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}  # the doctor looks at both
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


_WITHOUT_CONSOLE = """
import sys
sys.stdout = sys.stderr = None
from desktop.office.cli.cli import main
sys.exit(main(["--version"]) or main(["doctor"]) or main(["check", sys.argv[1]]))
"""


def helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("system", "own", "spoken"), [("ru_RU", "", "ru"), ("en_GB", "", "en"), ("ru_RU", "en", "en")]
)
def test_help_speaks_the_language_of_the_reader(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, system: str, own: str, spoken: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{system}.UTF-8")
    monkeypatch.setenv("MERILO_LANG", own)
    told = {"ru": ("показать эту справку", "параметры:"), "en": ("show this help", "options:")}
    for command in ((), ("demo",), ("export",), ("import",), ("check",)):
        text = helped(capsys, *command)
        for language, parts in told.items():
            assert all((part in text) == (language == spoken) for part in parts), command


def test_the_help_names_all_that_is_imported(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERILO_LANG", "ru")
    assert "import people|framework|levels|form DATABASE FILE" in helped(capsys)
    assert "people|framework|levels|form" in helped(capsys, "import")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_help_has_a_line_for_every_document_no_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("MERILO_LANG", language)
    monkeypatch.setenv("COLUMNS", "80")
    text = helped(capsys, "export")
    table = text[text.index("\n  profile ") :].splitlines()[1:]
    assert max(len(line) for line in text.splitlines()) <= 80
    begun: dict[str, list[str]] = {}
    for line in table:  # what has no room in a cell goes on below
        if not line.startswith("   "):
            begun[line.split()[0]] = []
        [*begun.values()][-1].extend(line.split())
    assert list(begun) == [*DOCUMENTS, "framework"]
    for key, document in DOCUMENTS.items():
        title = document.name(words(language)).split()
        assert " ".join(begun[key]).startswith(f"{key} {' '.join(title[:2])}"), "the title comes second"
        told = [one for word in begun[key] if (one := word.rstrip(",")) in document.formats]
        assert told == [*document.formats]
    titles = [document.name(words(one)) for document in DOCUMENTS.values() for one in ("ru", "en")]
    assert len(set(titles)) == 2 * (len(DOCUMENTS) - 1), (
        "each in both languages; a plan, proposed or kept, is one"
    )


def test_help_brings_neither_the_database_nor_a_paper_library() -> None:
    code = (
        "import sys; from desktop.office.cli.cli import main\n"
        "try: main(['export', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('sqlalchemy', 'sqlmodel', 'sqlcipher3', 'reportlab', 'PySide6', 'db', 'reports')\n"
        "print([name for name in sys.modules if name.split('.')[0] in heavy])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_who_leaves_early_is_no_fault_of_the_disk(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # as ``head`` does when it has enough
    called = [sys.executable, "-m", "desktop", "check", str(folder / "demo.merilo")]
    done = subprocess.run(called, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (3, "")


"""Kinds that the demo has for each person, of whom two are enough."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "profile"],
        ["export", "novel", "x.merilo", "--all"],
        ["export", "plan", "x.merilo", "--all", "--format", "odt"],
        ["export", "plan", "x.merilo", "--all", "--format", "pdf,json"],
        ["export", "result", "x.merilo", "--all", "--format", "pdf"],
        ["export", "plan", "x.merilo", "--all", "--lang", "de"],
        ["export", "plan", "x.merilo"],
        ["demo", "x", "--today", "вчера"],
    ],
)
def test_wrong_usage_is_told_and_leaves_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: merilo" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "«de» здесь не предусмотрено; есть: ru, en."),
        ("en", "“de” is not offered here; there are: ru, en."),
    ],
)
def test_a_language_that_documents_do_not_have_is_told_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("MERILO_LANG", language)
    with pytest.raises(SystemExit):
        main(["export", "plan", "x.merilo", "--all", "--lang", "de"])
    assert said in " ".join(capsys.readouterr().err.split())


def test_no_qt_is_loaded_by_the_command_line(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.office.cli.cli import main; status = main(sys.argv[1:]);"
        "print(status, [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    arguments = ["export", "plan", str(folder / "demo.merilo"), "--person", "E-0301", "--out", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_sound_file_is_called_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "demo.merilo")]) == 0
    assert "Файл цел" in capsys.readouterr().out


def test_a_journal_changed_from_outside_is_told_with_the_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dek = bytes(range(32))
    path = tmp_path / "forged.merilo"
    Store.create(path, None, dek=dek).store.close()
    with closing(driver.connect(path, dek)) as forger:
        trigger = forger.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_update'").fetchone()[0]
        forger.execute("DROP TRIGGER journal_update")
        forger.execute("UPDATE journal SET act = 'nothing' WHERE seq = 1")
        forger.execute(trigger)

    assert main(["check", str(path)]) == 1
    assert "Журнал изменён извне на событии 1" in capsys.readouterr().out


def test_a_check_finds_that_file_and_keys_were_put_back_to_an_older_day(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    names = ("demo.merilo", "demo.merilo.keys", "demo.merilo.keys2")
    work, older = tmp_path / "work", tmp_path / "older"
    for target in (work, older):
        target.mkdir()
        for name in names:
            if (folder / name).exists():
                shutil.copyfile(folder / name, target / name)
    window = Store.open(work / "demo.merilo", seen_in=own_folder.settings_folder())
    window.write(organisation.add_unit, "Цех 7")
    window.close()
    assert main(["check", str(work / "demo.merilo")]) == 0
    assert "пересчитан" in capsys.readouterr().out
    for name in names:
        if (older / name).exists():
            shutil.copyfile(older / name, work / name)
    assert main(["check", str(work / "demo.merilo")]) == 1
    assert "старше" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="the folder there is the account's, not the test's")
def test_the_command_looks_for_notes_where_the_window_keeps_them(tmp_path: Path) -> None:
    code = (
        "from desktop.office import own_folder; from desktop.settings import Settings;"
        " print(own_folder.settings_folder(), Settings().folder, sep='\\n')"
    )
    # A process of its own: Qt looks for its folder once.
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    ours, windows = done.stdout.splitlines()
    assert ours == windows == str(tmp_path / "merilo")


def test_the_password_comes_from_the_environment_and_is_not_left_there(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERILO_PASSWORD", "верный пароль 12")
    assert main(["check", str(locked)]) == 0
    assert "MERILO_PASSWORD" not in os.environ


@pytest.mark.parametrize(
    ("given", "told"),
    [("не тот пароль", "Пароль не подошёл. Файл не изменён."), (None, "Задайте пароль в MERILO_PASSWORD")],
)
def test_a_wrong_or_missing_password_is_told_and_the_file_unchanged(
    locked: Path,
    given: str | None,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = locked.read_bytes()
    if given is not None:
        monkeypatch.setenv("MERILO_PASSWORD", given)
    assert main(["check", str(locked)]) == 3
    assert told in capsys.readouterr().err
    assert locked.read_bytes() == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_no_core_file_is_written_and_no_other_program_reads_the_memory() -> None:
    code = """
import ctypes, resource
from desktop.office.cli.cli import main
try:
    main(["--version"])
finally:
    print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    asked = [sys.executable, "-c", code]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLATPAK", "SNAP", "QT_"))
    }
    done = subprocess.run(asked, capture_output=True, text=True, env=kept, timeout=120)
    assert done.stdout.splitlines()[-1] == "(0, 0) 0", done.stderr


@pytest.mark.parametrize("line", ["верный пароль 12\n", "верный пароль 12\r\nещё", "верный пароль 12"])
def test_the_password_comes_from_the_input_too_and_wins_over_the_environment(
    locked: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MERILO_PASSWORD", "не тот пароль")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    assert main(["check", str(locked), "--password-stdin"]) == 0


def test_a_password_that_is_no_text_is_told(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MERILO_PASSWORD", b"\xff\xfe".decode(errors="surrogateescape"))
    assert main(["check", str(locked)]) == 3
    assert "Пароль — не текст в UTF-8" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n")))
    assert main(["check", str(locked), "--password-stdin"]) == 3
    assert "Пароль — не текст в UTF-8" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_in_words(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([str(locked)]) == 1
    assert "Экрана здесь нет" in capsys.readouterr().err


def test_an_empty_file_has_nothing_to_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.merilo"
    prepared.empty(path)
    assert main(["export", "plan", str(path), "--all", "--out", str(tmp_path / "out")]) == 1
    assert "ни один лист не сдан" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "не файл «Мерила»"),
        (b"SQLite format 3\x00" + bytes(4096), "не файл «Мерила»"),
        (None, "не найден"),
    ],
)
def test_what_is_not_ours_is_told(
    tmp_path: Path, content: bytes | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.merilo"
    if content is not None:
        path.write_bytes(content)
    assert main(["check", str(path)]) == 3
    assert told in capsys.readouterr().err
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_bug_of_ours_is_told_without_what_it_was_about(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], locked: Path
) -> None:
    def broken(path: Path) -> bool:
        raise RuntimeError("Лебедева Ирина Олеговна")

    monkeypatch.setattr(Store, "needs_password", staticmethod(broken))
    assert main(["check", str(locked)]) == 70
    said = capsys.readouterr().err
    assert "это ошибка программы" in said.lower()
    assert "RuntimeError" in said
    assert "Лебедева" not in said


class Terminal(io.StringIO):
    """A text stream that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_the_check_tells_a_terminal_how_far_it_is_and_a_file_nothing() -> None:
    looked_at, file = Terminal(), io.StringIO()
    for stream in (looked_at, file):
        progress = terminal.counting("{done} of {total}", stream)
        for number in range(1_000):
            progress.step(number, 1_000)
    assert file.getvalue() == ""
    lines = looked_at.getvalue().split("\r")
    assert "500 of 1000" in lines
    assert len(lines) < 110, "a hundredth at a time"
    assert lines[-1] == "", "the line is empty again"
