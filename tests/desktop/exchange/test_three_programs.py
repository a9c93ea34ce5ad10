"""One vacancy on three computers: three programs, each in a home of its own, and a colleague with a workbook.

HR invites two assessors by packets and sends a third one the form. Nothing of the two is to be read before
the last sheet is in; the form is an open answer, on the papers too.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from db import models
from db.assessing import answer_forms, sheets
from db.file.store import Store
from db.hiring import campaigns, decisions
from domain.hiring.decision import Outcome
from domain.mark import Role
from reports.intake.answer_form import Column
from tests import prepared
from tests.db import sample
from tests.reports import office
from tests.reports.reading import whole

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


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
def test_three_programs_and_a_workbook_come_to_one_decision(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    hr = computer(tmp_path, "hr", "Соколова")
    assessors = computer(tmp_path, "first", "Громов"), computer(tmp_path, "second", "Орлов")
    store = hr.opened()
    seats = [sample.add(store, one) for one in ("Громов", "Орлов", "Зимина")]
    roles = Role.MANAGER, Role.EXPERT, Role.HR
    campaign = sample.campaign(store, *zip(seats, roles, strict=True))
    person = sample.candidate(store, "Лебедева")
    case = store.write(campaigns.invite, campaign, person)
    rated, *invited = (store.read(code_of, one) for one in (person, *seats))
    store.close()
    meet(hr, dict(zip(invited, assessors, strict=False)), stick)

    work = "--as", hr.code
    made = hr.run(
        *("packet", "make", hr.file, "invitation", "--case", rated, "--without", invited[2]),
        *("--to", stick, *work),
    )
    invitations = [Path(line.split(": ")[0]) for line in made]
    assert len(invitations) == 2

    # The colleague without Merilo.
    store = hr.opened()
    assert len(store.write(answer_forms.send, case)) == 1
    store.close()
    (line,) = hr.run("export", "answer-form", hr.file, "--person", rated, "--out", stick)
    hr.run("import", "form", hr.file, filled(Path(line), tmp_path))

    store = hr.opened()
    store.act_as(seats[2])
    (form,) = store.read(lambda session: session.exec(select(models.Sheet)).all())
    store.write(sheets.submit, form.id)
    store.close()

    for number, (one, invitation) in enumerate(zip(assessors, invitations, strict=True)):
        assert readable(hr) == set()
        assert one.run("packet", "read", one.file, invitation)[1] == "Пакет принят."
        code = one.rate(4 - number, SECRET[number])
        (line,) = one.run("packet", "make", one.file, "sheet", "--case", code, "--to", stick)
        sheet = Path(line.split(": ")[0])
        said = hr.run("packet", "read", hr.file, sheet, *work)
        assert ("Открыты 2 запечатанных листа." in said) == (number == 1)
    assert readable(hr) == set(SECRET)

    store = hr.opened()
    store.write(decisions.conclude, case, Outcome.RECOMMEND, "уровни выше целей", signers=[hr.me])
    store.close()
    papers = tmp_path / "papers"
    for kind in ("profile", "decision"):
        hr.run("export", kind, hr.file, "--person", rated, "--format", "pdf", "--out", papers, *work)
    for paper in papers.glob("*.pdf"):
        text = whole(paper)
        assert "Лебедева" in text and "открытый ответ" in text.lower(), paper.name


def readable(hr: Computer) -> set[str]:
    """Return which of the secret words are in HR's file."""
    store = hr.opened()
    found = store.read(lambda session: session.exec(select(models.MarkText.comment)).all())
    store.close()
    return set(found) & set(SECRET)


def filled(form: Path, folder: Path) -> Path:
    """Fill the workbook and save it as LibreOffice does."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, columns[Column.CODE]).value:
            sheet.cell(row, columns[Column.MARK]).value = 3
    path = folder / form.name
    book.save(path)
    (again,) = office.recalculated([path], folder)
    return again
