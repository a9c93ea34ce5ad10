"""The package of the service where a systemd runs: started, killed, stopped, renewed, copied by night."""

import re
import shutil
from collections.abc import Generator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

import pytest

from db.wire.refusals import NotServed
from installer.package import server
from installer.package.__main__ import TARGET
from tests.db.service.web.client import OWN, Client, first_password
from tests.package.clean import BASE, Debian
from tests.package.machine import PATIENCE, Machine, NotBooted, booted

ACCOUNT, UNIT, BACKUP = "merilo", "merilo-server", "merilo-server-backup"
SETTINGS, DATABASE = "/etc/merilo/server.conf", "/var/lib/merilo/database"
PASSWORD_FILE = "/etc/merilo/password"
FILE = ("--file", "/var/lib/merilo/centre.merilo", "--password-file", PASSWORD_FILE)
COPIES = "/var/lib/merilo/backups"
ADD_UNIT, UNITS = "people.organisation.add_unit", "people.organisation.units"
PORT, HEALTH = 8443, 8444


@pytest.fixture(scope="module")
def package() -> Path:
    return next(TARGET.glob("merilo-server_*_amd64.deb"))


@pytest.fixture(scope="module")
def debian(package: Path) -> Generator[Debian]:
    folder = BASE.with_name("at-work")
    shutil.rmtree(folder, ignore_errors=True)
    made = Debian(folder)
    made.must("apt-get", "-qq", "update")
    system = ("systemd", "systemd-sysv", "dbus", "postgresql")
    made.must("apt-get", "install", "-y", "--no-install-recommends", *system)
    assert made.install(package).returncode == 0
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def machine(debian: Debian) -> Generator[Machine]:
    try:
        with booted(debian) as running:
            yield running
    except NotBooted as error:
        pytest.skip(f"no machine boots here ({error})")


def test_the_service_is_started_killed_stopped_renewed_and_copied_as_the_unit_says(
    machine: Machine, package: Path, debian: Debian
) -> None:
    assert machine.run("systemctl", "is-active", UNIT).stdout == "inactive\n"
    # Before there is anything to serve, whoever starts it is told at once, and the log says what is missing.
    machine.must("install", "-m", "0640", "-g", ACCOUNT, "/dev/null", PASSWORD_FILE)
    debian.at(PASSWORD_FILE).write_text("длинный пароль центра\n", "utf-8")
    assert machine.run("systemctl", "start", UNIT).returncode != 0
    assert "centre.merilo" in machine.must("journalctl", "--no-pager", "-u", UNIT)
    machine.must("systemctl", "stop", UNIT)

    as_account(machine, "init", *FILE, "--surname", "Соколова")
    added = ("account", "add", "sokolova", "--person", "E-0001", "--role", "hr")
    first = first_password(as_account(machine, *added, *FILE))
    machine.must("systemctl", "start", UNIT)
    with machine.its_network():
        assert Client(HEALTH).raw("GET", "/health")[0] == 200  # it has started once it answers
        client = Client(PORT)
        client.log_in("sokolova", first)
        client.change_password(first, OWN)
        unit_ids = [client.ask(ADD_UNIT, "Цех 1")]
    assert machine.must("stat", "-c", "%U:%G %a", "/run/merilo").strip() == "merilo:merilo 750"

    # Killed, it is started again.
    machine.must("systemctl", "kill", "--signal=KILL", UNIT)
    wait_for(machine, "NRestarts", "1")
    with machine.its_network():
        assert [one.id for one in client.ask(UNITS)] == unit_ids

    # Stopped in the midst of acts: what was answered is there, and nobody had to kill it.
    begun = Event()
    acting = Thread(target=add_units, args=(machine, client, unit_ids, begun))
    acting.start()
    assert begun.wait(PATIENCE)
    machine.must("systemctl", "stop", UNIT)
    acting.join()
    assert machine.must("systemctl", "show", "-p", "Result", "--value", UNIT) == "success\n"
    assert "Killing" not in machine.must("journalctl", "--no-pager", "-u", UNIT)

    # Renewed while it runs, it is started again with the data as they were.
    machine.must("systemctl", "enable", "--now", UNIT)
    process = main_process(machine)
    machine.must("dpkg", "-i", debian.bring(package))
    assert main_process(machine) not in (process, "0")
    with machine.its_network():
        assert {*unit_ids} <= {one.id for one in client.ask(UNITS)}

    # By night it is copied, once somebody has said so, while people work.
    assert machine.run("systemctl", "is-enabled", f"{BACKUP}.timer").stdout == "disabled\n"
    machine.must("systemctl", "enable", "--now", f"{BACKUP}.timer")
    assert f"{BACKUP}.timer" in machine.must("systemctl", "list-timers", "--no-pager")
    machine.must("systemctl", "stop", f"{BACKUP}.timer")  # at half past two it would make one more
    machine.must("systemctl", "start", BACKUP)
    (copy,) = debian.at(COPIES).iterdir()
    assert machine.must("stat", "-c", "%U %a", f"{COPIES}/{copy.name}") == "merilo 600\n"
    new = ("--file", "/var/lib/merilo/back.merilo", "--password-file", PASSWORD_FILE)
    as_account(machine, "restore", f"{COPIES}/{copy.name}", "--lost", *new)
    assert "Nothing wrong was found." in as_account(machine, "check", *new)
    machine.must("systemctl", "stop", UNIT)


def test_on_postgresql_it_outlives_a_restart_of_the_server_and_is_copied_too(
    machine: Machine, debian: Debian
) -> None:
    machine.must("runuser", "-u", "postgres", "--", "createuser", ACCOUNT)
    new = ("-O", ACCOUNT, "-T", "template0", "-l", "C.UTF-8", "-E", "UTF8", ACCOUNT)
    machine.must("runuser", "-u", "postgres", "--", "createdb", *new)
    where = ("--database", DATABASE)
    as_account(machine, "init", *where, "--surname", "Соколова")
    settings = debian.at(SETTINGS)
    lines = settings.read_text("utf-8").replace("\nSERVES=", "\n#SERVES=")
    settings.write_text(lines.replace("#SERVES=--database", "SERVES=--database"), "utf-8")
    machine.must("systemctl", "start", UNIT)
    process = main_process(machine)
    machine.must("systemctl", "restart", "postgresql@17-main")
    with machine.its_network():
        assert Client(HEALTH).raw("GET", "/health")[0] == 200
    assert main_process(machine) == process
    before = {*debian.at(COPIES).iterdir()}
    machine.must("systemctl", "start", BACKUP)
    (copy,) = {*debian.at(COPIES).iterdir()} - before
    fresh = ("--file", "/var/lib/merilo/of-database.merilo", "--password-file", PASSWORD_FILE)
    as_account(machine, "restore", f"{COPIES}/{copy.name}", "--lost", *fresh)
    machine.must("systemctl", "stop", UNIT)
    assert machine.must("systemctl", "show", "-p", "Result", "--value", UNIT) == "success\n"


def as_account(machine: Machine, *words: str) -> str:
    """Run a command of the service as the page for administrators says."""
    return machine.must("runuser", "-u", ACCOUNT, "--", server.NAME, *words)


def add_units(machine: Machine, client: Client, unit_ids: list[int], begun: Event) -> None:
    """Add one unit after the other until nobody answers, and keep what was answered."""
    with machine.its_network(), suppress(OSError, HTTPException, NotServed):
        while True:
            unit_ids.append(client.ask(ADD_UNIT, f"Участок {len(unit_ids)}"))
            begun.set()


def main_process(machine: Machine) -> str:
    return machine.must("systemctl", "show", "-p", "MainPID", "--value", UNIT).strip()


def wait_for(machine: Machine, name: str, value: str) -> None:
    """Wait until the unit is active and has this, which systemd tells when asked."""
    wanted = {"ActiveState=active", f"{name}={value}"}
    while {*machine.must("systemctl", "show", "-p", "ActiveState", "-p", name, UNIT).split()} != wanted:
        assert re.search("loaded", machine.must("systemctl", "show", "-p", "LoadState", UNIT))
