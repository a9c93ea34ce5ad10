"""One member of staff rated delta-first by keyboard: from the first key to the last paint."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from db.file import keys
from db.file.store import Store
from desktop.settings import Settings
from desktop.theme import Theme, load_fonts
from tests.bench.measure import Figure, middle, seconds
from tests.bench.sheet import raw_writer
from tests.desktop.assessing.sheet.staff import make_staff_file, noon, open_staff, rate_whole_person

ROUNDS = 3
SHEET = 4
DEK = bytes(32)


def whole_person(application: QApplication, folder: Path) -> Figure:
    """Rate the focused item, card by card, against as many raw UPDATEs with COMMIT as there were keys."""
    made = folder / "staff.merilo"
    make_staff_file(made)
    load_fonts()
    theme = Theme("light")
    times: list[float] = []
    raws: list[float] = []
    pressed = 0
    for number in range(ROUNDS):
        path = folder / f"staff{number}.merilo"
        shutil.copyfile(made, path)
        shutil.copyfile(keys.beside(made), keys.beside(path))
        store = Store.open(path, clock=noon)
        window = QWidget()
        window.show()
        staff = open_staff(store, theme, Settings(folder / f"{number}.ini"), window, SHEET)
        window.activateWindow()
        application.processEvents()
        staff.screen.modes.focus()
        pressed, taken = rate_whole_person(staff)
        times.append(taken)
        raw = raw_writer(store.path, DEK)
        raws.append(sum(seconds(raw) for _ in range(pressed)))
        window.close()
        window.deleteLater()
        application.processEvents()
        store.close()
    return Figure(f"a person, {pressed} keys", middle(times), middle(raws), limit=None, most=3.0)
