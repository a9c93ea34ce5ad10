"""What the start makes quickly or later is the same as what Python and Qt make slowly or at once."""

import enum
import pickle
import subprocess
import sys
from typing import Any

from PySide6.QtCore import QEvent, Qt

from desktop import imports

QUICK: Any = imports._create  # pyright: ignore[reportPrivateUsage]
SLOW: Any = imports._slow  # pyright: ignore[reportPrivateUsage]
NAMES = {
    enum.Enum: [("None_", 0), ("One", 1), ("Uno", 1), ("Below", -1), ("name", 7)],
    enum.IntEnum: [("Space", 32), ("Any", 32), ("F1", 0x1000030), ("unknown", 0x1FFFFFF)],
    enum.Flag: [("No", 0), ("Left", 1), ("Leading", 1), ("Right", 2), ("Both", 3), ("Far", 0x80)],
    enum.IntFlag: [("Far", 0x80), ("Left", 1), ("Right", 2), ("Mask", 0x83)],
}


def test_an_enumeration_made_quickly_is_the_same() -> None:
    assert enum.EnumType.__dict__["_create_"] is QUICK, "PySide gets the quick one"
    for kind, names in NAMES.items():
        quick, slow = (make(kind, "Kind", list(names), boundary=enum.KEEP) for make in (QUICK, SLOW))
        assert _described(quick) == _described(slow), kind


def test_flags_made_quickly_are_combined_as_others() -> None:
    for kind in (enum.Flag, enum.IntFlag):
        quick, slow = (make(kind, "Kind", list(NAMES[kind]), boundary=enum.KEEP) for make in (QUICK, SLOW))
        for made in (quick, slow):
            assert isinstance(made.Left | made.Right, made)
        for value in range(256):
            one, other = quick(value), slow(value)
            assert (repr(one), [part.name for part in one]) == (repr(other), [part.name for part in other])
            assert (~one).value == (~other).value
            assert ((one ^ quick.Left).value, (one & quick.Right).value, quick.Left in one) == (
                (other ^ slow.Left).value,
                (other & slow.Right).value,
                slow.Left in other,
            )


def test_enumerations_of_qt_keep_their_names() -> None:
    for member in (Qt.Key.Key_Any, Qt.AlignmentFlag.AlignCenter, QEvent.Type.Paint, Qt.WindowType.Dialog):
        assert pickle.loads(pickle.dumps(member)) is member
        assert type(member)(member.value) is member
    assert repr(Qt.Key.Key_A) == "<Key.Key_A: 65>"
    assert (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop).name == "AlignLeft|AlignTop"
    assert Qt.Key.__qualname__ == "Qt.Key"


SIGNATURES = """
import inspect
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView
def told(wrong):
    try:
        wrong()
    except (AttributeError, TypeError) as error:
        print(type(error), error)
told(lambda: QObject().setObjectName(1, 2))
told(lambda: QObject().startTimer("soon"))
told(lambda: QObject(parrent=None))
told(lambda: QObject().absent)
for name in sorted(dir(QTableView)):
    try:
        print(name, inspect.signature(getattr(QTableView, name)))
    except (TypeError, ValueError) as error:
        print(name, type(error))
print(QTableView.__doc__)
from PySide6.support.signature import mapping, parser
told(lambda: parser.absent)
print(len(mapping.type_map), parser.__file__)
"""


def test_a_signature_read_when_it_is_asked_for_is_the_same() -> None:
    late = _printed(f"import desktop.imports, builtins\nprint(builtins.compile)\n{SIGNATURES}").splitlines()
    assert late[0] == "<built-in function compile>", "Python's own is back once Qt is imported"
    assert late[1:] == _printed(SIGNATURES).splitlines()
    assert "called with wrong argument types" in "".join(late)


def test_a_window_is_shown_without_what_only_commands_need() -> None:
    needless = ("argparse", "desktop.office.papers", "desktop.office.cli.commands", "sqlalchemy", "reportlab")
    brought = f"import sys\nfrom desktop.office.cli.cli import main\nfrom desktop import app\n\
print([name for name in sys.modules if name.startswith({needless!r})])"
    assert _printed(brought) == "[]\n"


def test_all_modules_of_the_desktop_together_bring_no_database_server() -> None:
    brought = """import importlib, pkgutil, sys
import desktop
for one in pkgutil.walk_packages(desktop.__path__, "desktop."):
    if not one.name.endswith("__main__"):
        importlib.import_module(one.name)
print(len([name for name in sys.modules if name.startswith("desktop.")]) > 300)
server = ("psycopg", "db.postgresql", "sqlalchemy.dialects.postgresql", "db.service", "starlette", "uvicorn")
print([name for name in sys.modules if name.startswith(server)])"""
    assert _printed(brought) == "True\n[]\n"


def _printed(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def _described(made: Any) -> list[object]:
    members = [
        (name, one.name, one.value, repr(one), str(one), hash(one)) for name, one in made.__members__.items()
    ]
    return [members, [one.name for one in made], len(made), list(made._value2member_map_), made.__mro__[1:]]


OLDER = """
import enum
def without(kind):
    if "_hashable_values_" in vars(kind):
        del kind._hashable_values_
    return kind
quick = enum._simple_enum
enum._simple_enum = lambda kind, **more: lambda body: without(quick(kind, **more)(body))
for kind in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag):
    without(kind)
from desktop import imports
from PySide6.QtCore import QEvent, Qt
print(Qt.Key(65).name, QEvent.Type.Paint.value, Qt.Orientation.Vertical.name)
"""


def test_qt_starts_on_a_python_whose_enumerations_are_built_otherwise() -> None:
    """As those of 3.12 and 3.13.0, which keep no list of values."""
    ran = subprocess.run([sys.executable, "-c", OLDER], capture_output=True, text=True, check=False)
    assert (ran.stdout.split(), ran.stderr) == (["Key_A", "12", "Vertical"], "")
