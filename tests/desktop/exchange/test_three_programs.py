"""One vacancy on three computers: three programs, each in a home of its own, and a colleague with a workbook.

HR invites two assessors by packets and sends a third one the form. Nothing of the two is to be read before
the last sheet is in; the form is an open answer, on the papers too. In windows: `test_three_windows`.
"""

from pathlib import Path

from sqlmodel import select

from db import models
from db.assessing.sheet import answer_forms, sheets
from db.hiring import campaigns, decisions
from domain.hiring.decision import Outcome
from domain.mark import Role
from tests.db import sample
from tests.desktop.exchange.computers import SECRET, code_of, computer, filled, meet, readable
from tests.reports.reading import whole


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
        told = " ".join(text.replace("\u00a0", " ").split())
        assert "Лист пришёл запечатанным пакетом: Громов, Орлов." in told, paper.name
