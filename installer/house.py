"""Sets up the checkout and runs its everyday commands, with the standard library of Python 3.8 alone.

It must work before anything is installed, so it imports nothing of ours and speaks both languages itself.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "merilo-setup.txt"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}

OLDEST, TOO_NEW = (3, 12), (3, 15)
"""The range of ``requires-python``; a test checks that they agree."""

QT_PACKAGES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libdbus-1-3",
    "libglib2.0-0",
    "libgssapi-krb5-2",
)
"""Needed to import Qt; all names that Debian 12 knows too, since one unknown name fails them all."""

WINDOW_PACKAGES = (
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
TEST_PACKAGES = (
    *("xvfb", "xdotool", "x11-xkb-utils", "poppler-utils"),
    *("binutils", "dbus-daemon", "at-spi2-core"),
)

# A test file stays in one process: what its tests share is made once. tests/conftest.py orders the files.
# A process killed because its test hung is not restarted: it would hang at the same test.
WHOLE = (
    "--numprocesses=auto",
    "--dist=loadfile",
    "--no-loadscope-reorder",
    "--max-worker-restart=0",
    "tests",
)
COVERED = ("-p", "tests.measuring", "--cov", "--cov-report=", *WHOLE)
"""Only the run that is judged by coverage pays for it."""

NOT_RUN = 77  # exit code of a step that cannot be run here, which is no fault and must not go unsaid
COVERAGE_FLOORS = (("domain/ + db/", "domain/*,db/*", 98), ("whole", None, 90))

ZONES = ("UTC", "Asia/Vladivostok", "America/Los_Angeles")
ZONED = (
    "tests/db/test_days.py",
    "tests/db/assessing/test_evidence.py",
    "tests/db/models/test_types.py",
    "tests/resources/test_i18n.py",
)
"""Tests that depend on the local time zone; few, since each is run once in every zone."""

IMPORT_LINTER = "from importlinter.cli import lint_imports_command as run; run(['--no-logo', '--no-cache'])"
"""It has a command but no runnable module, and the command's script contains the path of the checkout."""

PROBE = """
import sys
try:
    import ensurepip, venv
    whole = 1
except ImportError:
    whole = 0
print("merilo-probe", sys.version_info[0], sys.version_info[1], sys.version_info[2], whole)
"""


class Trouble(Exception):
    """Something the person at the keyboard has to know or do, in one sentence per language."""

    def __init__(self, russian: str, english: str) -> None:
        super().__init__(english)
        self.russian, self.english = russian, english


class Interpreter(NamedTuple):
    """A Python that has been run successfully; ``whole`` says that it can make environments."""

    path: str
    version: tuple[int, int, int]
    whole: bool


def say(russian: str, english: str) -> None:
    """Say the same in both languages, since it is not known which one the reader uses."""
    print(russian, english, sep="\n", flush=True)


def candidates(search_path: str, home: Path, running: str) -> list[str]:
    """Return every file that may be a suitable Python, best first; all folders, since a shim may be dead."""
    minors = range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1)
    names = [*("python3.{}".format(minor) for minor in minors), "python3", "python"]
    folders = [Path(part) for part in search_path.split(os.pathsep) if part]
    folders += [Path("/usr/local/bin"), Path("/usr/bin"), Path("/opt/homebrew/bin")]
    versions = home / ".pyenv" / "versions"
    if versions.is_dir():
        folders += [folder / "bin" for folder in sorted(versions.iterdir(), reverse=True)]
    found = [running]
    for name in names:
        for folder in folders:
            for file in (folder / name, folder / (name + ".exe")):
                if file.is_file() and os.access(str(file), os.X_OK):
                    found.append(str(file))
    return list(dict.fromkeys(found))


def probe(path: str) -> Interpreter | None:
    """Run the file and ask its version; None if it does not run or is not Python."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
    try:
        run = subprocess.run(
            [path, "-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=30,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = run.stdout.decode("ascii", "replace").split()
    if run.returncode or len(words) != 5 or words[0] != "merilo-probe":
        return None
    return Interpreter(path, (int(words[1]), int(words[2]), int(words[3])), words[4] == "1")


def find_interpreter(paths: Iterable[str]) -> Interpreter:
    """Return the first Python in range that can make environments, else the first in range.

    Raises:
        Trouble: if none of them runs or none is in range.
    """
    lame: Interpreter | None = None
    others: set[str] = set()
    for path in paths:
        found = probe(path)
        if found is None:
            continue
        if not OLDEST <= found.version[:2] < TOO_NEW:
            others.add("{}.{}.{}".format(*found.version))
        elif found.whole:
            return found
        else:
            lame = lame or found
    if lame:
        return lame
    seen = ", ".join(sorted(others)) or "-"
    raise Trouble(
        "Нужен Python 3.12, 3.13 или 3.14, а на этом компьютере работают только: {}.".format(seen),
        "Python 3.12, 3.13 or 3.14 is needed, but only these run on this machine: {}.".format(seen),
    )


def installed_packages(listing: str) -> set[str]:
    """Return the names of the packages dpkg has installed, and the names that these provide.

    ``listing`` has a line "status TAB name TAB provides" for each package.
    """
    names: set[str] = set()
    for line in listing.splitlines():
        status, _, rest = line.partition("\t")
        name, _, provided = rest.partition("\t")
        if status.strip() == "ii":
            names.add(name.partition(":")[0])
            names.update(part.split()[0] for part in provided.split(",") if part.strip())
    return names


def missing_packages(wanted: Sequence[str]) -> list[str]:
    """Return which of the wanted Debian packages are missing; empty on a system without dpkg."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return []
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}\t${Provides}\n"], stdout=subprocess.PIPE
    )
    there = installed_packages(listing.stdout.decode("utf-8", "replace"))
    return [name for name in wanted if name not in there]


def privilege() -> list[str] | None:
    """Return what to put before apt-get, or None if installing would need a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_line(packages: Sequence[str]) -> str:
    """Return the line that a person can type to install the packages."""
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return "{}apt-get install -y --no-install-recommends {}".format(sudo, " ".join(packages))


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages if allowed; refresh apt's lists only if a package is not known."""
    prefix = privilege()
    if prefix is None:
        return False
    print("$ " + apt_line(packages), flush=True)
    # sudo drops the environment, so the variable goes through env
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    install = [*command, "install", "-y", "--no-install-recommends", *list(packages)]
    nothing = subprocess.DEVNULL
    if subprocess.run(install, stdin=nothing, stdout=nothing, stderr=nothing).returncode == 0:
        return True
    subprocess.run([*command, "update"], stdin=nothing)
    return subprocess.run(install, stdin=nothing).returncode == 0


def need_packages(wanted: Sequence[str], vital: bool) -> None:
    """Make sure the system has the packages, or print the line that installs them.

    Raises:
        Trouble: if a vital one is missing and cannot be installed from here.
    """
    missing = missing_packages(wanted)
    if not missing or install_packages(missing):
        return
    line = apt_line(missing)
    if vital:
        raise Trouble(
            "Не хватает системных библиотек; наберите: {}".format(line),
            "Libraries of the system are missing; type: {}".format(line),
        )
    say(
        "Без этих программ часть проверок не запустится; установить: {}".format(line),
        "Some checks cannot run without these programs; to install them: {}".format(line),
    )


def venv_python(venv: Path = VENV) -> Path:
    """Return the path of the environment's own Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, for the stamp."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stamp(kind: str, version: Sequence[int]) -> list[str]:
    """Return the lines that the stamp has once this set-up is complete; dev also satisfies run."""
    kinds = ("run", "dev") if kind == "dev" else ("run",)
    locks = ["lock {} {}".format(name, digest(ROOT / LOCKS[name])) for name in kinds]
    return [
        *locks,
        "project {}".format(digest(ROOT / "pyproject.toml")),
        "root {}".format(ROOT),
        "python {}.{}.{}".format(*version),
    ]


def up_to_date(kind: str) -> bool:
    """Return whether the environment matches the lock file; costs one start of its Python."""
    try:
        lines = STAMP.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return False
    found = probe(str(venv_python()))
    return found is not None and set(stamp(kind, found.version)) <= set(lines)


def make_environment() -> Interpreter:
    """Make sure there is a working ``.venv``, keeping the present one if its Python still runs and fits."""
    old = probe(str(venv_python()))
    if old and old.whole and OLDEST <= old.version[:2] < TOO_NEW:
        pip = subprocess.run([old.path, "-m", "pip", "--version"], stdout=subprocess.DEVNULL)
        if pip.returncode == 0:
            return old
    found = find_interpreter(candidates(os.environ.get("PATH", ""), Path.home(), sys.executable))
    if not found.whole:
        name = "python3.{}-venv".format(found.version[1])
        line = apt_line([name])
        if not (missing_packages([name]) and install_packages([name])):
            raise Trouble(
                "У {} нет модуля venv; наберите: {}".format(found.path, line),
                "{} has no module venv; type: {}".format(found.path, line),
            )
    print("$ {} -m venv .venv".format(found.path), flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([found.path, "-m", "venv", str(VENV)]).returncode:
        raise Trouble("Не удалось создать .venv: см. выше.", "Could not make .venv: see above.")
    made = probe(str(venv_python()))
    assert made is not None, venv_python()
    return made


def set_up(kind: str) -> None:
    """Install exactly the locked versions into the environment; instant if the stamp matches."""
    if up_to_date(kind):
        return
    python = make_environment()
    say(
        "Устанавливаю библиотеки; это нужно один раз и займёт минуту-другую…",
        "Installing the libraries; this is done once and takes a minute or two…",
    )
    pip = [python.path, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q"]
    environment = dict(os.environ, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PYTHONNOUSERSITE="1")
    environment.pop("PYTHONHOME", None)
    if STAMP.exists():
        STAMP.unlink()
    lock = ["install", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / LOCKS[kind])]
    if subprocess.run(pip + lock, env=environment, cwd=str(ROOT)).returncode:
        raise Trouble(
            "Библиотеки не установились: нужен доступ к каталогу пакетов Python; причина выше.",
            "The libraries could not be installed: a Python package index must be reachable; see above.",
        )
    ours = ["install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)]
    if subprocess.run(pip + ours, env=environment, cwd=str(ROOT)).returncode:
        raise Trouble(
            "Проект не установился: причина выше.", "The project could not be installed: see above."
        )
    STAMP.write_text("\n".join(stamp(kind, python.version)) + "\n", encoding="utf-8")


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Return whether a window can be shown; only X11 and Wayland systems may be without a display."""
    if platform in ("win32", "cygwin", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def in_venv(*arguments: str, **extra: str) -> int:
    """Run the environment's Python in the checkout and return its exit code."""
    command = [str(venv_python()), *arguments]
    return subprocess.run(command, cwd=str(ROOT), env=dict(os.environ, **extra)).returncode


def offscreen() -> dict[str, str]:
    """Return Qt's platform for tests, unless the environment already sets one."""
    return {} if os.environ.get("QT_QPA_PLATFORM") else {"QT_QPA_PLATFORM": "offscreen"}


def run(arguments: Sequence[str]) -> int:
    """Start the program, or write the demo documents if no window can be shown."""
    window = has_display(os.environ)
    if window:
        need_packages(QT_PACKAGES + WINDOW_PACKAGES, vital=True)
    set_up("run")
    if window:
        code = in_venv("-m", "desktop", *arguments)
        if code == -signal.SIGABRT:  # Qt aborts when it cannot reach the display
            raise Trouble(
                "Окно не открылось: проверьте дисплей {!r}.".format(os.environ.get("DISPLAY", "")),
                "The window did not open: check the display {!r}.".format(os.environ.get("DISPLAY", "")),
            )
        return code
    say(
        "Экрана здесь нет (DISPLAY и WAYLAND_DISPLAY пусты), поэтому вместо окна — документы в папке demo/.",
        "There is no display (DISPLAY and WAYLAND_DISPLAY are empty): the demo documents go to demo/.",
    )
    for path in (ROOT / "demo").glob("demo.merilo*"):
        path.unlink()  # the program rightly refuses to overwrite a database, but this one is ours
    return in_venv("-m", "desktop", "demo", "demo")


def test(arguments: Sequence[str]) -> int:
    """Run the given tests, or every test that a new machine can run."""
    for_tests()
    return pytest(arguments or WHOLE)


def for_tests() -> None:
    """Set up what tests need: Qt's libraries, the programs they call, the development lock."""
    need_packages(QT_PACKAGES, vital=True)
    need_packages(WINDOW_PACKAGES + TEST_PACKAGES, vital=False)
    set_up("dev")
    need_packages(shared_python(VENV / "pyvenv.cfg"), vital=False)


def shared_python(config: Path) -> list[str]:
    """Return what Debian splits off from its own Python and freezing needs; empty for another Python."""
    told: dict[str, str] = {}
    for line in config.read_text("utf-8").splitlines():
        name, _, value = line.partition("=")
        told[name.strip()] = value.strip()
    if told.get("home") != "/usr/bin":
        return []
    return ["libpython{}".format(".".join(told["version"].split(".")[:2]))]


def pytest(arguments: Sequence[str]) -> int:
    """Run pytest and keep bytecode: tests start the program some seventy times, each in a new process."""
    (ROOT / "build").mkdir(exist_ok=True)
    extra = dict(offscreen(), PYTHONDONTWRITEBYTECODE="", PYTHONHASHSEED="0")  # one order of sets
    return in_venv("-m", "pytest", *arguments, **extra)


def in_zones() -> int:
    """Run the tests of days and instants in each of the time zones (law 13)."""
    return max(in_venv("-m", "pytest", "-q", *ZONED, **offscreen(), TZ=zone) for zone in ZONES)


def judge_coverage() -> int:
    """Check the coverage of the last test run against the floors."""
    code = 0
    for name, files, floor in COVERAGE_FLOORS:
        report = ["-m", "coverage", "report", "--skip-covered", "--fail-under={}".format(floor)]
        only = ["--include=" + files] if files else []
        print("coverage of {} with branches, at least {} %:".format(name, floor), flush=True)
        code = in_venv(*report, *only) or code
    return code


def check(arguments: Sequence[str]) -> int:
    """Check all that a change must pass; goes on after a failure, so that one run reports every fault."""
    for_tests()
    steps = (
        ("ruff check", lambda: in_venv("-m", "ruff", "check", ".")),
        ("ruff format", lambda: in_venv("-m", "ruff", "format", "--check", ".")),
        ("basedpyright", lambda: in_venv("-m", "basedpyright")),
        ("import-linter", lambda: in_venv("-c", IMPORT_LINTER)),
        ("catalogue", lambda: in_venv("-m", "installer.texts", "check")),
        ("tests", lambda: pytest(arguments or COVERED)),
        ("three zones", in_zones),
        ("on PostgreSQL", lambda: in_venv("-m", "tests.postgresql", **offscreen(), PYTHONHASHSEED="0")),
        ("coverage", judge_coverage),
    )
    outcomes: dict[str, list[str]] = {"ok": [], "failed": [], "NOT RUN": []}
    for name, step in steps:
        print("\n=== {} ===".format(name), flush=True)
        start = time.monotonic()
        code = step()
        told = {0: "ok", NOT_RUN: "NOT RUN"}.get(code, "failed")
        print("=== {}: {} in {:.0f} s".format(name, told, time.monotonic() - start), flush=True)
        outcomes[told].append(name)
    for told, russian, english in (
        ("NOT RUN", "НЕ ПРОВЕРЕНО", "NOT CHECKED"),
        ("failed", "Не прошло", "Failed"),
    ):
        if outcomes[told]:
            say(russian + ": " + ", ".join(outcomes[told]), english + ": " + ", ".join(outcomes[told]))
    return 1 if outcomes["failed"] else 0


def bench(arguments: Sequence[str]) -> int:
    """Measure the speed figures and write them to ``build/bench.json``."""
    for_tests()
    return in_venv("-m", "tests.bench", *arguments, **offscreen())


def faults(arguments: Sequence[str]) -> int:
    """Run the tests of trust with the numbers of a night; write what they showed to ``docs/trust.md``."""
    for_tests()
    return in_venv("-m", "tests.faults", *arguments, **offscreen())


def screens(arguments: Sequence[str]) -> int:
    """Render every screen to ``build/screens/``."""
    for_tests()
    return in_venv("-m", "tests.screens", *arguments, **offscreen())


def package(arguments: Sequence[str]) -> int:
    """Make what people install, in ``build/package/``; ``--test``, ``--trial``: try it in a clean Debian."""
    for_tests()
    return in_venv("-m", "installer.package", *arguments)


def setup(arguments: Sequence[str]) -> int:
    """Set up all that running, testing and developing need."""
    for_tests()
    return 0


def clean(arguments: Sequence[str]) -> int:
    """Remove what builds, tests and the demo generated; ``.venv`` stays."""
    for pattern in ("build", "dist", "demo", "*.egg-info", ".*_cache", ".hypothesis", ".coverage*"):
        for path in ROOT.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return 0


COMMANDS = {one.__name__: one for one in (setup, run, test, check, bench, faults, screens, package, clean)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; report trouble as two plain sentences, one per language."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without Cyrillic must not stop the set-up
    parser = argparse.ArgumentParser(prog="house.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=list(COMMANDS))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the program that is run")
    given = parser.parse_args(arguments)
    try:
        return COMMANDS[given.command](given.arguments)
    except Trouble as trouble:
        print(trouble.russian, trouble.english, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
