"""The package of the service of an organisation: an account, a unit, and a place for the data that stays."""

import re
import shutil
from pathlib import Path

from installer.package import archive
from installer.package.debian import Content, filled, lay_program, packed, write

NAME = "merilo-server"
RECIPE = "server"  # as PyInstaller names its working folder
PAGE = Path(__file__).parents[2] / "docs" / "server.md"
UNITS = "merilo-server.service", "merilo-server-backup.service", "merilo-server-backup.timer"
UNIT = f"usr/lib/systemd/system/{UNITS[0]}"
ALSO_NEEDED = ("adduser", "tzdata")
SCRIPTS = ("preinst", "postinst", "prerm", "postrm")
_ABOUT = (
    "Suggests: postgresql, nginx\nSection: misc\nPriority: optional\n"
    "Description: assessment of competencies, a server for an organisation\n"
    " Serves one file of Merilo, or a PostgreSQL database, to the people of an\n"
    " organisation: each sees and does what their role and unit permit. They work\n"
    " in the program of the package merilo, on computers of their own.\n"
)


def deb(content: Content, work: Path, target: Path) -> Path:
    """Write ``merilo-server_VERSION_amd64.deb`` into *target* and return it; *work* is emptied and used.

    Raises:
        subprocess.CalledProcessError: if a tool of Debian fails; its stderr says why.
    """
    shutil.rmtree(work, ignore_errors=True)
    lay_program(content, work)
    share = work / "usr" / "share"
    doc = share / "doc" / NAME
    page = PAGE.read_text("utf-8")
    for unit in UNITS:
        write((work / UNIT).with_name(unit), filled(f"server/{unit}", content).encode())
    write(work / "etc" / "merilo" / "server.conf", filled("server/server.conf", content).encode())
    write(share / "lintian" / "overrides" / NAME, filled("server/lintian-overrides", content).encode())
    write(share / "man/man1/merilo-server.1.gz", archive.gz(filled("server/merilo-server.1.in", content)))
    write(doc / "README.Debian", filled("server/README.Debian", content).encode())
    write(doc / "server.md.gz", archive.gz(page))
    write(doc / "examples" / "nginx.conf", example(page).encode())
    scripts = {name: filled(f"server/{name}", content) for name in SCRIPTS}
    return packed(content, work, target, _ABOUT, scripts, ALSO_NEEDED)


def example(page: str) -> str:
    """Return the proxy's part of the page for administrators: what is tried there is what is given."""
    found = re.search(r"^```nginx\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert found
    return found.group(1)
