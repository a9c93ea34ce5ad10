"""One process that draws some looks, all at one scale, and writes the findings of each as JSON."""

import importlib.util
import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme import Theme
from tests.screens import checks, scene, today
from tests.screens.blank import blank
from tests.screens.checks import Finding
from tests.screens.crews import MAIN, PAPERS, README
from tests.screens.ink import painted
from tests.screens.looks import Look, chosen
from tests.screens.painted import written
from tests.screens.pictures import papers, save
from tests.screens.scene import Scene
from tests.screens.scenes import come, leave, scenes
from tests.screens.stage import Files, Stage, on_stage


def main(answer: str, source: str, folder: str, pictures: str, only: str, also: str, *names: str) -> None:
    """Draw the looks with these names into *pictures*; *folder* is created for temporary files.

    What was found in a look lies in the folder *answer* as soon as the look is whole.
    """
    target = Path(pictures)
    files = Files.there(Path(source)).copied(Path(folder))
    if names == (PAPERS,):
        _papers(files, target)
    else:
        qInstallMessageHandler(_hear)
        application = QApplication(sys.argv[:1])
        font = QFont(application.font())
        heads = tuple(only.split(","))
        shown = {one.name.partition("-")[0] for one in today.PICTURES}
        known = (*scenes(), *_scenes_of(also))
        if only == README:
            wanted = [one for one in known if one.name in shown]
        else:
            wanted = [one for one in known if (one.main if only == MAIN else one.name.startswith(heads))]
        for look in (one for name in names for one in chosen(name)):
            application.setFont(font)
            found = Counter[str]()
            lines: list[str] = []
            for name, findings, picture, words in _played(application, files, look, wanted):
                if not picture.isNull():
                    save(picture, target / f"{name}-{look.name}.png")
                    if words:
                        (target / f"{name}-{look.name}.txt").write_text(words, "utf-8")
                    found["screens"] += 1
                found.update(one.kind for one in findings)
                lines += [f"{one.kind}: {name}-{look.name}: {one.widget}: {one.told}" for one in findings]
            told = json.dumps({"counts": found, "lines": lines})
            (Path(answer) / f"{look.name}.json").write_text(told, "utf-8")


def _scenes_of(path: str) -> tuple[Scene, ...]:
    """Return the scenes of a file outside this package."""
    if not path:
        return ()
    described = importlib.util.spec_from_file_location("also", path)
    assert described is not None
    assert described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module.SCENES


def _hear(_kind: object, _context: object, told: str) -> None:
    """Print Qt's complaints, except about what offscreen cannot do."""
    if "propagateSizeHints" not in told:
        print(f"Qt: {told}")


def _played(
    application: QApplication, files: Files, look: Look, wanted: list[Scene]
) -> Iterator[tuple[str, tuple[Finding, ...], QPixmap, str]]:
    """Yield name, findings, picture and words of each scene in this look, and the theme's own findings."""
    first = checks.pale(Theme(look.theme))
    for place in scene.places(files):
        mine = [one for one in wanted if one.place == place.name]
        if not mine or (place.name == scene.LONG and look.theme != "light"):  # length is of no colour
            continue
        try:
            with on_stage(
                application, files, look, place.path, read_only=place.read_only, role=place.role
            ) as stage:
                if place.who:
                    stage.act_as(place.who)
                for one in mine:
                    findings = (*first, *_found(one, stage))
                    yield one.name, findings, stage.picture(), _words(one, stage)
                    leave(stage)
                    first = ()
        except Exception as error:
            yield place.name, (_broken(place.name, error),), QPixmap(), ""


def _words(one: Scene, stage: Stage) -> str:
    """Return what is written in the picture, a line for each piece; of those of the README alone."""
    if not any(picture.name.startswith(f"{one.name}-{stage.look.name}.") for picture in today.PICTURES):
        return ""
    shown = [one for one in stage.app.window.findChildren(QWidget) if one.isVisible()]
    return "".join(f"{piece.text}\n" for widget in shown for piece in written(widget))


def _found(one: Scene, stage: Stage) -> tuple[Finding, ...]:
    """Bring the program to the scene and return the findings; if that fails, the failure."""
    stage.failures.clear()
    try:
        come(one, stage)
    except Exception as error:
        return (_broken(one.name, error),)
    broken = [Finding(checks.BROKEN, one.name, told) for told in stage.failures]
    subject = stage.subject()
    return (*broken, *checks.examine(subject), *painted(subject), *blank(subject))


def _broken(name: str, error: Exception) -> Finding:
    place = extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
    return Finding(checks.BROKEN, name, told)


def _papers(files: Files, target: Path) -> None:
    """Draw the pages of both papers."""
    from db.assessing import cases, people
    from db.file.store import Store
    from desktop.office.papers.registry import PLAN, PROFILE

    if shutil.which("pdftoppm") is None:
        print("pdftoppm is not there: papers are not drawn")
        return
    store = Store.open(files.demo)
    try:
        whose = {PROFILE: scene.CANDIDATE, PLAN: scene.STAFF}
        ids = {
            kind: store.read(cases.case_of, store.read(people.by_code, code).id, None)
            for kind, code in whose.items()
        }
        papers(store.read, ids, store.read(people.by_code, scene.MANAGER).id, target)
    finally:
        store.close()
