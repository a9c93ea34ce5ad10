"""Computers of a department: homes that see nothing of each other, each with a file of one person."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from sqlmodel import Session, select

from db import models
from db.assessing.sheet import sheets
from db.file.store import Store
from reports.intake.answer_form import Column
from tests import prepared
from tests.db import sample
from tests.reports import office

ROOT = Path(__file__).resolve().parents[3]
SECRET = ("тайноеслово", "скрытоеслово")


@dataclass
class Computer:
    """A home with one file, whose programs see nothing of the others'."""

    home: Path
    file: Path
    me: int
    code: str

    def run(self, *arguments: str | Path, fails: bool = False) -> list[str]:
        """Run a command of the program here, and return what it said."""
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "ru_RU.UTF-8",
            "PYTHONIOENCODING": "utf-8",
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.home),
            **{f"XDG_{one}_HOME": str(self.home / one.lower()) for one in ("CONFIG", "DATA", "CACHE")},
        }
        command = [sys.executable, "-m", "desktop", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode != 0) == fails, done.stderr
        return (done.stderr if fails else done.stdout).splitlines()

    def opened(self) -> Store:
        """Return the file, open, in the name of who works here."""
        store = Store.open(self.file)
        store.act_as(self.me)
        return store

    def rate(self, level: int, words: str) -> str:
        """Rate in the only case of the file, and hand in; return the code of who is rated."""
        store, m = self.opened(), models
        seat = select(m.Case.id, m.Person.code, m.CaseAssessor.role).where(
            m.Person.id == m.Case.person_id, m.CaseAssessor.case_id == m.Case.id
        )
        case, code, role = store.read(lambda session: session.exec(seat).one())
        sheet = sample.sheet(store, case, self.me, role, level, submit=False)
        item = store.read(sheets.sheet, sheet, self.me).rows[0].item.id
        store.write(sheets.comment, sheet, item, words)
        store.write(sheets.submit, sheet)
        store.close()
        return code


def computer(folder: Path, name: str, surname: str) -> Computer:
    home = folder / name
    home.mkdir()
    file = home / f"{name}.merilo"
    prepared.file(file, f"device {name}", lambda part: Store.create(part, None, fast=True).store.close())
    store = Store.open(file)
    me = sample.add(store, surname, is_actor=True)
    code = store.read(code_of, me)
    store.close()
    return Computer(home, file, me, code)


def code_of(session: Session, person_id: int) -> str:
    return session.get_one(models.Person, person_id).code


def meet(hr: Computer, others: dict[str, Computer], stick: Path) -> None:
    """The keys go on the stick, the six groups by voice; *others* by the code of the person in HR's file."""
    ours = key(hr, stick)
    for code, other in others.items():
        store = other.opened()
        sender = store.read(code_of, sample.add(store, "Соколова"))
        store.close()
        for here, (path, groups), person in ((hr, key(other, stick), code), (other, ours, sender)):
            here.run(
                *("packet", "know", here.file, path, "--person", person, "--groups", groups),
                *("--as", here.code),
            )


def key(computer: Computer, stick: Path) -> tuple[str, str]:
    """Return the key file and the six groups."""
    path, groups = computer.run("packet", "key", computer.file, "--to", stick, "--as", computer.code)
    return path, groups


def readable(hr: Computer) -> set[str]:
    """Return which of the secret words are in HR's file."""
    store = hr.opened()
    found = store.read(lambda session: session.exec(select(models.MarkText.comment)).all())
    store.close()
    return set(found) & set(SECRET)


def filled(form: Path, folder: Path) -> Path:
    """Fill the workbook, and save it as LibreOffice does where that is installed."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, columns[Column.CODE]).value:
            sheet.cell(row, columns[Column.MARK]).value = 3
    path = folder / form.name
    book.save(path)
    if office.MISSING:
        return path
    (again,) = office.recalculated([path], folder)
    return again
