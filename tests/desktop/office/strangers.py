"""Readings as a stranger's file can make them; the process that reads imports them by name."""

import os
import signal
from dataclasses import dataclass
from datetime import date
from time import sleep

from domain.errors import Impossible
from domain.framework.edition_faults import Fault, Faulty, Flaw, Part
from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Line, Table


@dataclass(frozen=True, slots=True)
class Foreign:
    """A record of a package whose records are not accepted."""

    text: str


class Acting:
    """What acts when it is unpacked."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self._path,)


def many_rows(count: int, _progress: Progress) -> tuple[tuple[str, ...], ...]:
    return tuple((f"{number:05}", f"Тестов{number}", "оператор") for number in range(count))


def a_table(text: str, progress: Progress) -> Table:
    progress.step(1, 2)
    return Table(text, "", (), (Line(1, (date(2026, 11, 24), 1.5, None, True, text)),))


def a_refusal(progress: Progress) -> Table:
    raise Unreadable(Why.BAD_CELL, "Штат!B4")


def faults(progress: Progress) -> Table:
    raise Faulty([Fault(Flaw.NO_ITEMS, Part.EDITION)])


def all_memory(progress: Progress) -> Table:
    kept: list[bytes] = []
    while True:
        kept.append(bytes(1_000_000))


def one_huge_text(progress: Progress) -> str:
    return "ы" * 10_000_000_000


def all_time(progress: Progress) -> Table:
    while True:
        sleep(0.01)


def all_processor(progress: Progress) -> Table:
    while True:
        pass


def late(seconds: float, progress: Progress) -> str:
    """Answer when others have had the processor for so long."""
    sleep(seconds)
    return "late"


def never_told_to_stop(*what: object) -> Table:
    progress = what[-1]
    assert isinstance(progress, Progress)
    progress.step(1, 2)
    while True:
        sleep(0.01)


def endless_text(progress: Progress) -> Table:
    return Table("x" * 2_000_000, "", (), ())


def a_crash(*_what: object) -> Table:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def our_mistake(progress: Progress) -> Table:
    raise KeyError("Лебедева Ирина")


def our_other_mistake(progress: Progress) -> Table:
    raise Impossible("left_on")


def a_foreign_record(progress: Progress) -> Foreign:
    return Foreign("text")


def an_act(path: str, progress: Progress) -> Acting:
    return Acting(path)
