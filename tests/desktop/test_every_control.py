"""On every screen and in every dialog: each control says what it is, and Tab goes as the eye does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QTableView,
    QTextBrowser,
    QWidget,
)

import desktop
from desktop.kit.form.dialog import Dialog
from desktop.kit.page.screen import Screen
from desktop.kit.reading_order import ICONS_LAST
from tests.screens import checks, scene
from tests.screens.checks import who
from tests.screens.looks import Look
from tests.screens.scenes import played, scenes
from tests.screens.stage import Files, Stage, on_stage, settle, wait

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
LAPTOP = Look("ru", "light", 1366, 768)
NARROW = Look("ru", "light")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:amp|lt|gt|quot|nbsp|#\d+);")
ROLE, TEXT = QAccessible.Role, QAccessible.Text
PRESSED = {
    ROLE.PushButton, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.EditableText,
    ROLE.SpinBox, ROLE.Slider, ROLE.Link, ROLE.PageTab, ROLE.MenuItem, ROLE.List, ROLE.Table, ROLE.Tree,
}  # fmt: skip
STEPS = 200
MAIN = {
    "welcome", "new-file", "home", "people", "new-assessment", "sheet", "sheet-card", "result", "decision",
    "campaign", "vacancy", "compare", "cycle", "new-cycle-people", "plans", "plan", "diary", "team",
    "framework", "settings", "import", "export",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Walked:
    """What was met on the screens: each finding begins with the name of its scene."""

    scenes: frozenset[str]
    nameless: tuple[str, ...]
    markup: tuple[str, ...]
    order: tuple[str, ...]
    cut: tuple[str, ...]
    narrow: tuple[str, ...]  # of the main screens in a window of the usual size
    foreign: tuple[str, ...]  # dialogs that are not made as ours are
    silent: tuple[str, ...]  # controls that are off and do not say why
    off: frozenset[str]  # scenes that have a button that is off
    met: frozenset[type[QWidget]]  # classes of whatever was shown, screens and dialogs among them


@pytest.fixture(scope="module")
def walked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    files = Files.make(tmp_path_factory.mktemp("screens"))
    before = qapp.cursorFlashTime()
    names: list[str] = []
    nameless: list[str] = []
    markup: list[str] = []
    order: list[str] = []
    cut: list[str] = []
    narrow: list[str] = []
    foreign: list[str] = []
    silent: list[str] = []
    off: set[str] = set()
    met: set[type[QWidget]] = set()
    for place in (each for each in scene.places(files) if each.name != scene.LONG):
        with on_stage(qapp, files, LAPTOP, place.path, read_only=place.read_only, role=place.role) as stage:
            if place.who:
                stage.act_as(place.who)
            for one in (each for each in scenes() if each.place == place.name):
                with played(one, stage):
                    subject = stage.subject()
                    names.append(one.name)
                    met |= {type(each) for each in qapp.allWidgets() if each.isVisible()}
                    spoken = list(aloud(subject))
                    nameless += [f"{one.name}: {each.what}" for each in spoken if each.nameless]
                    markup += [f"{one.name}: {each}" for each in spoken if each.marked_up]
                    found = [each for each in checks.examine(subject) if each.kind in checks.FAULTS]
                    cut += [f"{one.name}: {each}" for each in found]
                    silent += [f"{one.name}: {each.widget}" for each in found if each.kind == checks.SILENT]
                    buttons = [
                        each for each in subject.findChildren(QPushButton) if each.isVisibleTo(subject)
                    ]
                    if not all(each.isEnabled() for each in buttons):
                        off.add(one.name)
                    order += [f"{one.name}: {told}" for told in out_of_order(subject)]
                    if isinstance(subject, QDialog) and not isinstance(subject, Dialog):
                        foreign.append(f"{one.name}: {who(subject)}")
                    if one.main:
                        narrow += [f"{one.name}: {each}" for each in in_another_size(stage, NARROW)]
    qapp.setCursorFlashTime(before)
    return Walked(
        frozenset(names),
        tuple(nameless),
        tuple(markup),
        tuple(order),
        tuple(cut),
        tuple(narrow),
        tuple(foreign),
        tuple(silent),
        frozenset(off),
        frozenset(met),
    )


def in_another_size(stage: Stage, look: Look) -> list[checks.Finding]:
    """Return the faults of what is shown in a window of this size, and give it back its own."""
    window = stage.app.window
    own = window.size()
    window.resize(look.width, look.height)
    settle()
    found = [one for one in checks.examine(stage.subject()) if one.kind in checks.FAULTS]
    window.resize(own)
    settle()
    return found


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a screen reader makes of one control, or of one row in it."""

    what: str
    name: str
    told: tuple[str, ...] = ()
    asked: bool = True  # somebody comes to it or presses it

    @property
    def nameless(self) -> bool:
        return self.asked and not self.name.strip()

    @property
    def marked_up(self) -> bool:
        return any(MARKUP.search(text) for text in (self.name, *self.told))


def aloud(root: QWidget) -> Iterator[Spoken]:
    """Yield whatever a screen reader finds on the screen."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) or widget.window() is not root:
            continue
        one = QAccessible.queryAccessibleInterface(widget)
        focusable = bool(one.state().focusable)
        asked = (focusable or one.role() in PRESSED) and not widget.isWindow()
        told = (one.text(TEXT.Description), one.text(TEXT.Help))
        yield Spoken(f"{one.role().name} {_where(widget, root)}", one.text(TEXT.Name), told, asked)
        if isinstance(widget, QAbstractItemView):
            yield from _rows(widget)


def _rows(view: QAbstractItemView) -> Iterator[Spoken]:
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            if view.visualRect(index).isEmpty():
                continue
            role = Qt.ItemDataRole
            name = str(index.data(role.AccessibleTextRole) or index.data(role.DisplayRole) or "")
            told = str(index.data(role.AccessibleDescriptionRole) or "")
            # In the columns after the first nothing may stand: the first tells of the whole row.
            yield Spoken(f"row {row}, column {column} of {who(view)}", name, (told,), column == 0)


def out_of_order(root: QWidget) -> list[str]:
    """Press Tab until it comes round; tell what it leaves out and where it goes against the reading."""
    root.activateWindow()
    wait(lambda: QApplication.activeWindow() is root)
    ring: list[QWidget] = []
    for _step in range(STEPS):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if isinstance(now, QTextBrowser) and ring and now is ring[-1]:
            continue  # it went to the next link of the page
        if now is None or now in ring:
            break
        ring.append(now)
    else:
        return ["Tab never comes round"]
    wanted = [one for one in root.findChildren(QWidget) if _takes_tab(one, root)]
    told = [f"not reached: {_where(one, root)}" for one in wanted if one not in ring]
    if now is None or (ring and now is not ring[0]):
        return [*told, f"goes round within a part: {[who(one) for one in ring]}"]
    against = [
        (place, before)
        for place, one in enumerate(ring)
        for before, other in enumerate(ring)
        if _reads_first(other, one)
    ]
    begins = range(len(ring))  # the ring has no first one: it is read from where it is read best
    wrong = min(
        (
            [(one, other) for one, other in against if _turn(one, first, ring) < _turn(other, first, ring)]
            for first in begins
        ),
        key=len,
        default=list[tuple[int, int]](),
    )
    return told + [
        f"{_where(ring[other], root)} is read before {_where(ring[one], root)}" for one, other in wrong
    ]


def _turn(place: int, first: int, ring: list[QWidget]) -> int:
    return (place - first) % len(ring)


def _takes_tab(one: QWidget, root: QWidget) -> bool:
    policy = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
    return policy and one.isEnabled() and one.isVisible() and one.window() is root


def _reads_first(later: QWidget, one: QWidget) -> bool:
    """Tell whether the one that Tab comes to later stands above or, in the same line, left of the other."""
    if later.isAncestorOf(one) or one.isAncestorOf(later):
        return False
    common = one.parentWidget()
    while common is not None and not common.isAncestorOf(later):
        common = common.parentWidget()
    assert common is not None
    inside = isinstance(one.parentWidget(), QLineEdit), isinstance(later.parentWidget(), QLineEdit)
    if common.property(ICONS_LAST) and inside[0] != inside[1]:
        return inside[0]  # whoever types a password twice comes from field to field
    mine, other = _part(one, common), _part(later, common)
    beside = mine.top() <= other.bottom() and other.top() <= mine.bottom()
    over = mine.left() <= other.right() and other.left() <= mine.right()
    return (over and other.bottom() < mine.top()) or (beside and other.right() < mine.left())


def _part(one: QWidget, common: QWidget) -> QRect:
    """Return where the part of *common* stands in which the widget is: what is scrolled stays in its part."""
    while (parent := one.parentWidget()) is not common:
        assert parent is not None
        one = parent
    return one.geometry()


def _at(one: QWidget, root: QWidget) -> QPoint:
    return one.mapTo(root, QPoint())


def _where(one: QWidget, root: QWidget) -> str:
    spot = _at(one, root)
    return f"{who(one)} at {spot.x()},{spot.y()}"


def test_every_screen_and_dialog_was_met(walked: Walked) -> None:
    assert walked.scenes >= MAIN
    assert walked.scenes == {one.name for one in scenes() if one.place != scene.LONG}


def test_no_screen_or_dialog_of_the_program_is_forgotten(walked: Walked) -> None:
    """A new one has a scene: so it is walked through without a mouse, and looked at."""
    for module in walk_packages(desktop.__path__, "desktop."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    kinds = {
        one for kind in (QDialog, Screen) for one in below(kind) if one.__module__.startswith("desktop.")
    }
    shown = {one for one in kinds if not one.__subclasses__()}  # the others are what these are made of
    assert len(shown) > 90
    assert sorted(f"{one.__module__}: {one.__name__}" for one in shown - walked.met) == []


def below(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    """Yield the classes that are made of this one."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def test_every_control_has_a_name(walked: Walked) -> None:
    assert walked.nameless == ()


def test_a_screen_reader_is_told_words_and_no_markup(walked: Walked) -> None:
    assert walked.markup == ()


def test_tab_goes_as_the_eye_does_and_comes_to_everything(walked: Walked) -> None:
    assert walked.order == ()


def test_where_tab_goes_is_said_in_one_place() -> None:
    own = [path.name for path in DESKTOP.rglob("*.py") if "setTabOrder" in path.read_text("utf-8")]
    assert own == [], "the window and every dialog go by reading_order; an order beside it says nothing"


def test_on_a_laptop_nothing_is_cut_or_covered(walked: Walked) -> None:
    assert walked.cut == ()


def test_in_a_window_of_the_usual_size_the_main_screens_show_every_word(walked: Walked) -> None:
    assert walked.narrow == ()


def test_every_dialog_is_one_of_ours(walked: Walked) -> None:
    assert walked.foreign == ()


def test_no_control_in_any_state_is_off_without_a_reason(walked: Walked) -> None:
    assert walked.silent == ()
    assert {"unlock-busy", "sheet-card"} & walked.off, "the walk meets controls that are off"
