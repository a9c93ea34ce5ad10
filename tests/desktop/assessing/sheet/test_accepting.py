"""A form that came back is accepted in its sheet: first the difference, then one step that can be undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.assessing import answer_forms, sheets
from desktop.assessing.sheet.accepting import Brought
from desktop.kit.form.dialog import Question
from domain.mark import Mark
from domain.sheet_kinds import SheetOrigin
from reports.intake.answer_form import Form, FormRow
from reports.intake.table import Value
from tests.db import sample
from tests.desktop.assessing.sheet.walk import CTRL, Walk, press


def form(walk: Walk, **said: Value) -> Form:
    """The assessor's form with these cells filled in, code by code; a fact is «Факт» and the code."""
    sheet = walk.screen.model.sheet
    papers = walk.store.read(answer_forms.papers, sheet.case_id, sample.TODAY)
    rows = next(one.rows for one in papers if one.sheet.id == sheet.id)
    return Form(
        tuple(
            FormRow(
                "Оценки", number, identity, said.get(code), f"Факт {code}" if said.get(code) == 0 else None
            )
            for number, (code, identity) in enumerate(rows.items(), start=3)
        )
    )


def question(walk: Walk) -> Question | None:
    found = [one for one in walk.screen.findChildren(Question) if one.isVisible()]
    return found[0] if found else None


def told(asked: Question) -> str:
    return "\n".join(label.text() for label in asked.findChildren(QLabel))


def test_the_difference_stands_first_and_one_step_accepts_and_undoes_it(walk: Walk) -> None:
    came = form(walk, K01="3 · Proficient", K02=0, K03=7)
    walk.screen.accepting.bring(came)
    asked = question(walk)
    assert asked is not None
    for part in ("K01: – → 3 · Proficient", "K02: – → 0", "a fact", "K03: “7”, no level of the scale"):
        assert part in told(asked)
    assert walk.mark("K01") is None
    progress = walk.screen.header.progress
    assert progress.text().startswith("0 of ")
    before = sample.last_event(walk.store).seq
    asked.act.click()
    assert [walk.mark(code) for code in ("K01", "K02", "K03")] == [Mark.rated(3), Mark.rated(0), None]
    event = sample.last_event(walk.store)
    assert (event.seq, event.act) == (before + 1, "accept_form")
    sheet = walk.store.read(sheets.sheet, walk.screen.model.sheet_id, walk.screen.model.sheet.assessor.id)
    assert sheet.origin is SheetOrigin.FORM
    assert progress.text().startswith("2 of ")
    assert walk.screen.banner.isVisible()
    press(Qt.Key.Key_Z, CTRL)
    assert [walk.mark(code) for code in ("K01", "K02")] == [None, None]
    assert sample.last_event(walk.store).act == "take_form_back"
    assert progress.text().startswith("0 of ")
    assert not walk.screen.banner.isVisible()


def test_a_form_that_says_nothing_new_asks_nothing(walk: Walk) -> None:
    walk.screen.accepting.bring(form(walk))
    assert question(walk) is None


def test_a_form_waits_for_its_assessor_and_comes_in_with_the_sheet(walk: Walk) -> None:
    walk.screen.recall(Brought(walk.screen.model.sheet_id + 1, form(walk, K01=3)))
    assert question(walk) is None
    walk.screen.recall(Brought(walk.screen.model.sheet_id, form(walk, K01=3)))
    assert question(walk) is not None
