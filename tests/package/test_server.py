"""The package of the service in a clean Debian: from apt to the first log-in, on a file and on PostgreSQL.

No systemd runs there: what the unit says is read from it and started by hand, as the account that it names.
``test_server_at_work`` boots one.
"""

import base64
import hashlib
import json
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import pytest

from installer.package import archive, parts, server
from installer.package.__main__ import TARGET
from tests.db.service.web.client import OWN, Client, first_password
from tests.package.clean import BASE, Debian, processors, version
from tests.package.conftest import older

ACCOUNT = "merilo"
DATA, SETTINGS = "/var/lib/merilo", "/etc/merilo/server.conf"
FILE, SECRET = f"{DATA}/centre.merilo", "/etc/merilo/password"
DATABASE = f"{DATA}/database"
PASSWORD = "длинный пароль центра"
POSTGRESQL = "17"  # of this Debian
MOST = 120.0  # seconds of the processors, from apt to the first log-in
SIZE, INSTALLED = 25e6, 80e6
EXPOSED = 2.0  # of 10, as systemd reckons what a unit could still reach
ADD_UNIT, UNITS = "people.organisation.add_unit", "people.organisation.units"


@pytest.fixture(scope="module")
def package() -> Path:
    return next(TARGET.glob("merilo-server_*_amd64.deb"))


@pytest.fixture(scope="module")
def debian() -> Iterator[Debian]:
    folder = BASE.with_name("served")
    shutil.rmtree(folder, ignore_errors=True)
    made = Debian(folder)
    made.must("apt-get", "-qq", "update")
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    return folder


def test_it_is_small_and_holds_no_window_and_no_paper(package: Path, unpacked: Path) -> None:
    assert package.stat().st_size <= SIZE
    assert package.name in archive.listed(TARGET / "SHA256SUMS")  # made twice, it is compared by that
    inside = unpacked / "usr" / "lib" / server.NAME / "_internal"
    assert sum(one.stat().st_size for one in inside.rglob("*") if not one.is_symlink()) <= INSTALLED
    names = {part["name"] for part in json.loads(bill(unpacked))["components"]}
    assert {"psycopg", "psycopg-binary", "starlette", "uvicorn", "SQLCipher", "Python"} <= names
    unwanted = (
        "pyside",
        "shiboken",
        "qt",
        "reportlab",
        "openpyxl",
        "lxml",
        "pillow",
        "pypdf",
        "inter",
        "pt sans",
    )
    assert [one for one in names if one.casefold().startswith(unwanted)] == []
    files = [one.relative_to(inside).as_posix().casefold() for one in inside.rglob("*")]
    assert [one for one in files if re.search(r"pyside|shiboken|libqt|reportlab|fonts?/|icons/", one)] == []
    modules = {name.partition(".")[0] for name in parts.modules(TARGET.parent / "pyinstaller", server.RECIPE)}
    assert "db" in modules
    assert (
        modules & {"PySide6", "reportlab", "desktop", "reports", "tkinter", "pytest", "_pytest", "readline"}
        == set()
    )


def bill(unpacked: Path) -> str:
    return (unpacked / "usr/share/doc" / server.NAME / f"{server.NAME}.cdx.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["psycopg", "psycopg-binary"])
def test_what_is_under_the_lgpl_is_unmodified_and_lies_in_files_of_its_own(name: str, unpacked: Path) -> None:
    inside = unpacked / "usr" / "lib" / server.NAME / "_internal"
    looked_at = 0
    for one in distribution(name).files or ():
        there = inside / one.as_posix()
        if there.is_file() and ".dist-info" not in one.parts[0] and one.hash is not None:
            told = base64.urlsafe_b64encode(hashlib.sha256(there.read_bytes()).digest()).rstrip(b"=").decode()
            assert told == one.hash.value, one
            looked_at += 1
    assert looked_at >= 15
    assert not [
        one
        for one in parts.modules(TARGET.parent / "pyinstaller", server.RECIPE)
        if one.startswith("psycopg")
    ]
    words = (inside / "resources" / "notices" / "third-party.txt").read_text("utf-8")
    for passage in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "OpenLDAP Public License",
    ):
        assert passage in words
    assert "libpq" in words


@pytest.mark.skipif(shutil.which("lintian") is None, reason="this machine has no lintian")
def test_debian_finds_no_fault_in_it(package: Path) -> None:
    judge = ["lintian", "--allow-root", "--tag-display-limit", "0", "--fail-on", "error,warning", package]
    told = subprocess.run(judge, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_from_apt_to_the_first_log_in_on_a_file_renewed_and_purged(
    package: Path, debian: Debian, tmp_path: Path
) -> None:
    clean = debian.files()
    before = older(package, tmp_path)

    # By one line it is there, with an account of its own and a place that nobody else reads.
    start = processors()
    done = debian.install(before)
    assert done.returncode == 0, done.stderr
    apt = processors() - start
    brought = done.stdout.count("\nSetting up ")
    assert "README.Debian" in done.stdout
    assert debian.installed(server.NAME) == "0.0.9"
    assert debian.must("stat", "-c", "%U:%G %a", DATA) == "merilo:merilo 700\n"
    assert "merilo:" in debian.must("getent", "passwd", ACCOUNT)

    # What is served is made, its first person gets an account, and logs in.
    debian.must("install", "-m", "0640", "-g", ACCOUNT, "/dev/null", SECRET)
    debian.at(SECRET).write_text(f"{PASSWORD}\n", "utf-8")
    where = ("--file", FILE, "--password-file", SECRET)
    told = command(debian, "init", *where, "--surname", "Соколова", "--given", "Анна")
    assert "E-0001" in told
    first = first_password(command(debian, "account", "add", "sokolova", *where, *of_hr("E-0001")))
    free_ports(debian)
    with served(debian) as client:
        assert client.log_in("sokolova", first).change_first
        client.change_password(first, OWN)
        unit_id = client.ask(ADD_UNIT, "Цех 1")
    whole_way = processors() - start
    (TARGET / "tested-server.txt").write_text(
        f"apt: {apt:.0f} s of the processors, {brought} packages\nto the first log-in: {whole_way:.0f} s\n"
    )
    assert whole_way <= MOST
    assert debian.run("cat", FILE, person=True).returncode != 0
    assert debian.run("cat", SECRET, person=True).returncode != 0

    # Renewed: the data and what the administrator wrote into the settings are as they were.
    settings = debian.at(SETTINGS).read_text("utf-8")
    done = debian.install(package)
    assert done.returncode == 0, done.stderr
    assert debian.installed(server.NAME) == version(package)
    assert debian.at(SETTINGS).read_text("utf-8") == settings
    assert debian.install(package, "--reinstall").returncode == 0
    with served(debian) as client:
        client.log_in("sokolova", OWN)
        assert [one.id for one in client.ask(UNITS)] == [unit_id]
    assert "Nothing wrong was found." in command(debian, "check", *where)
    command(debian, "backup", *where, "--to", DATA)

    # An older one is refused in words, and the newer one stays.
    done = debian.install(before, "--allow-downgrades")
    assert done.returncode != 0
    assert "Установлена более новая служба «Мерила»" in done.stdout + done.stderr
    assert debian.installed(server.NAME) == version(package)

    # Purged: it says where the data are, and nothing else of it is left.
    told = debian.must("apt-get", "purge", "-y", server.NAME)
    assert DATA in told
    assert "ключ" in told
    debian.must("apt-get", "autoremove", "--purge", "-y")
    left = [one for one in debian.files() - clean if "merilo" in one.casefold()]
    assert {one for one in left if not one.startswith(DATA.strip("/"))} == {SECRET.strip("/")}
    assert FILE.strip("/") in left

    # Installed once more, it goes on with them.
    assert debian.install(package).returncode == 0
    free_ports(debian)
    with served(debian) as client:
        client.log_in("sokolova", OWN)
        assert [one.id for one in client.ask(UNITS)] == [unit_id]


def test_a_link_left_by_the_account_leads_the_administrator_who_installs_it_again_nowhere(
    package: Path, debian: Debian
) -> None:
    elsewhere = "/etc/cron.d/of-somebody"
    assert debian.install(package).returncode == 0
    debian.must("apt-get", "purge", "-y", server.NAME)
    debian.must("ln", "-sfn", elsewhere, DATABASE, account=ACCOUNT)
    assert debian.install(package).returncode == 0
    assert not debian.at(elsewhere).exists()
    assert debian.at(DATABASE).is_symlink()
    # Without it the file is made by the account, for itself alone.
    debian.must("apt-get", "purge", "-y", server.NAME)
    debian.at(DATABASE).unlink()
    assert debian.install(package).returncode == 0
    assert debian.must("stat", "-c", "%U:%G %a", DATABASE) == "merilo:merilo 600\n"


def test_on_the_postgresql_of_this_debian(package: Path, debian: Debian) -> None:
    debian.must("apt-get", "install", "-y", "--no-install-recommends", "postgresql")
    assert debian.install(package).returncode == 0
    address = debian.at(DATABASE).read_text("utf-8")
    assert address == "postgresql:///merilo?host=/run/postgresql\n"
    with postgresql(debian):
        start = processors()
        debian.must("createuser", "merilo", account="postgres")
        new = ("-O", "merilo", "-T", "template0", "-l", "C.UTF-8", "-E", "UTF8")
        debian.must("createdb", *new, "merilo", account="postgres")
        where = ("--database", DATABASE)
        assert "E-0001" in command(debian, "init", *where, "--surname", "Соколова")
        assert debian.must("stat", "-c", "%U %a", DATABASE) == "merilo 600\n"
        assert debian.at(DATABASE).read_text("utf-8").startswith(address)
        first = first_password(command(debian, "account", "add", "sokolova", *where, *of_hr("E-0001")))
        settings = debian.at(SETTINGS)
        lines = settings.read_text("utf-8").replace("\nSERVES=", "\n#SERVES=")
        settings.write_text(lines.replace("#SERVES=--database", "SERVES=--database"), "utf-8")
        free_ports(debian)
        with served(debian) as client:
            client.log_in("sokolova", first)
            client.change_password(first, OWN)
            unit_id = client.ask(ADD_UNIT, "Цех 1")
        assert processors() - start <= MOST
        assert debian.install(package, "--reinstall").returncode == 0
        with served(debian) as client:
            client.log_in("sokolova", OWN)
            assert [one.id for one in client.ask(UNITS)] == [unit_id]
        assert "Nothing wrong was found." in command(debian, "check", *where)
        told = debian.must("apt-get", "purge", "-y", server.NAME)
        assert DATA in told
        assert debian.at(DATABASE).read_text("utf-8").startswith(address)


def test_systemd_understands_the_unit_and_finds_little_that_it_could_reach(
    package: Path, debian: Debian
) -> None:
    debian.must("apt-get", "install", "-y", "--no-install-recommends", "systemd")
    assert debian.install(package).returncode == 0
    units = [f"/{Path(server.UNIT).with_name(one)}" for one in server.UNITS]
    done = debian.run("systemd-analyze", "verify", "--man=no", *units)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for unit in units[:2]:
        told = debian.must("systemd-analyze", "security", "--offline=true", "--no-pager", unit)
        exposed = re.search(r"exposure level for merilo-server.*\.service: ([\d.]+)", told)
        assert exposed, told
        assert float(exposed[1]) <= EXPOSED, told


def command(debian: Debian, *words: str) -> str:
    """Run a command of the service as its account, as the page for administrators says."""
    return debian.must(server.NAME, *words, account=ACCOUNT, environment={"MERILO_LANG": "en"})


def of_hr(code: str) -> tuple[str, ...]:
    return "--person", code, "--role", "hr"


def free_ports(debian: Debian) -> None:
    """Let the system choose the ports: on this machine others may be at work."""
    settings = debian.at(SETTINGS)
    text = re.sub(r"(?m)^OPTIONS=.*$", "OPTIONS=--port 0 --health-port 0", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")


@contextmanager
def served(debian: Debian) -> Iterator[Client]:
    """Start what the unit starts, as the account that it names, and end it as systemd does."""
    unit = dict(
        line.split("=", 1) for line in debian.at(server.UNIT).read_text("utf-8").splitlines() if "=" in line
    )
    given = dict(
        line.split("=", 1)
        for line in debian.at(unit["EnvironmentFile"]).read_text("utf-8").splitlines()
        if "=" in line and not line.startswith("#")
    )
    words = [
        word
        for told in shlex.split(unit["ExecStart"])
        for word in (given[told[1:]].split() if told.startswith("$") else [told])
    ]
    process = subprocess.Popen(
        debian.command(*words, account=unit["User"], processes_apart=False),
        env=debian.environment(person=False) | {"MERILO_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+); health on 127\.0\.0\.1:(\d+)", line)
        assert found, (line, process.communicate()[1])
        assert Client(int(found[2])).raw("GET", "/health")[0] == 200
        yield Client(int(found[1]))
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "", "")
    finally:
        process.kill()
        process.communicate()


@contextmanager
def postgresql(debian: Debian) -> Iterator[None]:
    """Start the server that Debian has set up; on a socket alone, since others may be at work here."""
    folder = f"/usr/lib/postgresql/{POSTGRESQL}/bin"
    data, settings = f"/var/lib/postgresql/{POSTGRESQL}/main", f"/etc/postgresql/{POSTGRESQL}/main"
    options = ("-D", settings, "-c", f"data_directory={data}", "-c", "listen_addresses=")
    debian.must("install", "-d", "-o", "postgres", "-g", "postgres", "-m", "2775", "/run/postgresql")
    process = subprocess.Popen(
        debian.command(f"{folder}/postgres", *options, account="postgres", processes_apart=False),
        env=debian.environment(person=False),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        line = ""
        while "ready to accept connections" not in line:
            line = process.stderr.readline()
            assert line, "PostgreSQL has ended"
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()
