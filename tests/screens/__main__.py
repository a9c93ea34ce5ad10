"""Draws every screen in every language and look into build/screens/, and fails where a fault can be measured.

``--docs`` also renews the pictures in docs/screens/. ``--only NAME`` draws the scenes whose name begins so,
``--look ru-light`` one look; both are for a quick look at what is being worked on.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from tests.screens.checks import Finding
    from tests.screens.scene import Scene
    from tests.screens.stage import Files, Look

TARGET = Path("build/screens")
DOCS = Path("docs/screens")
LANGUAGES = ("ru", "en", "en_XA")


def main(arguments: list[str] | None = None) -> int:
    """Draw, examine, tell; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="screens", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--docs", action="store_true", help="renew docs/screens")
    parser.add_argument("--only", default="", help="draw only scenes whose name begins so")
    parser.add_argument("--look", default="", help="draw only this look, as ru-light")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "UTC"  # the hours in the pictures are the same everywhere
    if hasattr(time, "tzset"):
        time.tzset()
    started = time.monotonic()
    if not (wanted.only or wanted.look):
        shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        faults = _draw(Path(folder), wanted.only, wanted.look)
        if not wanted.only:
            _papers(Path(folder))
    if wanted.docs:
        _renew_docs()
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET}, {time.monotonic() - started:.0f} s")
    return 1 if faults else 0


def _draw(folder: Path, only: str, look_name: str) -> int:
    """Draw the screens; return how many faults there are."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from tests.screens import checks
    from tests.screens.pictures import save
    from tests.screens.scenes import scenes
    from tests.screens.stage import Files

    qInstallMessageHandler(_hear)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    files = Files.make(folder)
    chosen = [one for one in scenes() if one.name.startswith(only)]
    looks = [one for one in _looks() if look_name in ("", one.name)]
    table: dict[str, Counter[str]] = {}
    lines: list[str] = []
    for look in looks:
        counts = table[look.name] = Counter()
        for name, findings, picture in _played(application, files, look, chosen):
            save(picture, TARGET / f"{name}-{look.name}.png")
            counts["screens"] += 1
            counts.update(one.kind for one in findings)
            lines += [f"{one.kind}: {name}-{look.name}: {one.widget}: {one.told}" for one in findings]
    notes = sorted(line for line in lines if line.startswith(checks.NOTES))
    told = sorted(line for line in lines if not line.startswith(checks.NOTES))
    (TARGET / "notes.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
    (TARGET / "faults.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
    for line in told:
        print(line)
    columns = ("screens", *checks.FAULTS, *checks.NOTES)
    print(f"{'':18}" + "".join(f"{column:>10}" for column in columns))
    for name, counts in table.items():
        print(f"{name:18}" + "".join(f"{counts[column]:10}" for column in columns))
    return sum(counts[kind] for counts in table.values() for kind in checks.FAULTS)


def _hear(_kind: object, _context: object, told: str) -> None:
    """Pass on what Qt complains of, but for what offscreen cannot do."""
    if "propagateSizeHints" not in told:
        print(f"Qt: {told}")


def _looks() -> tuple["Look", ...]:
    from desktop.settings import THEMES
    from tests.screens.stage import Look

    usual = tuple(Look(language, theme) for language in LANGUAGES for theme in THEMES)
    return (*usual, Look("ru", "light", 1024, 700), Look("ru", "light", font_step=4))


def _played(
    application: "QApplication", files: "Files", look: "Look", chosen: Iterable["Scene"]
) -> Iterable[tuple[str, tuple["Finding", ...], "QPixmap"]]:
    """Yield name, findings and picture of each scene in this look, and the theme's own findings."""
    from desktop.theme import Theme
    from tests.screens import checks, scene
    from tests.screens.scenes import played
    from tests.screens.stage import on_stage

    first = checks.pale(Theme(look.theme))
    for place, path in (
        (scene.START, None),
        (scene.EMPTY, files.empty),
        (scene.AS_HR, files.demo),
        (scene.AS_MANAGER, files.demo),
    ):
        mine = [one for one in chosen if one.place == place]
        if not mine:
            continue
        with on_stage(application, files, look, path) as stage:
            if path == files.demo:
                stage.act_as(scene.MANAGER if place == scene.AS_MANAGER else scene.HR)
            for one in mine:
                with played(one, stage):
                    yield one.name, (*first, *checks.examine(stage.subject())), stage.picture()
                first = ()


def _papers(folder: Path) -> None:
    """Draw the pages of both papers."""
    from db import cases, people
    from db.store import Store
    from desktop.documents import PLAN, PROFILE
    from tests.screens import scene
    from tests.screens.pictures import papers
    from tests.screens.stage import Files

    if shutil.which("pdftoppm") is None:
        print("pdftoppm is not there: papers are not drawn")
        return
    store = Store.open(Files.demo_in(folder))
    try:
        whose = {PROFILE: scene.CANDIDATE, PLAN: scene.STAFF}
        ids = {
            kind: store.read(cases.case_of, store.read(people.by_code, code).id, None)
            for kind, code in whose.items()
        }
        papers(store.read, ids, store.read(people.by_code, scene.MANAGER).id, TARGET)
    finally:
        store.close()


def _renew_docs() -> None:
    """Write the committed pictures that have changed."""
    from desktop.theme import Theme
    from tests.screens.checks import TOKENS
    from tests.screens.pictures import PAPER_WIDTH, keep
    from tests.screens.scenes import scenes

    for one in scenes():
        if one.main:
            for look in ("ru-light", "en-dark"):
                name = f"{one.name}-{look}.png"
                theme = Theme(look.rpartition("-")[2])
                colors = [theme.color(token) for token in TOKENS]
                colors += [
                    color for row in ("level", "level_line", "level_text") for color in theme.colors(row)
                ]
                if (TARGET / name).exists() and keep(TARGET / name, DOCS / name, colors):
                    print(f"renewed {DOCS / name}")
    for kind in ("profile", "plan"):
        page = next(iter(sorted(TARGET.glob(f"paper-{kind}-ru-*.png"))), None)
        target = DOCS / f"{kind}-ru.png"
        if page is not None and keep(page, target, width=PAPER_WIDTH):
            print(f"renewed {target}")


if __name__ == "__main__":
    sys.exit(main())
