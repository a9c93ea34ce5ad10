"""A form that came back is accepted in its sheet: one step that can be undone."""

from PySide6.QtCore import Qt

from db.assessing.sheet import answer_forms, sheets
from desktop.assessing.sheet.modes import CARD
from desktop.office.intake.answer_forms import considered
from domain.mark import Mark
from domain.sheet_kinds import SheetOrigin
from reports.intake.answer_form import Form, FormRow
from reports.intake.table import Value
from tests.db import sample
from tests.desktop.assessing.sheet.walk import CTRL, SHIFT, Walk, press

CTRL_SHIFT = CTRL | SHIFT


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


def accept(walk: Walk, came: Form) -> None:
    """Accept the form as the window does, once its difference was agreed to."""
    told = considered(walk.store.read, came, walk.screen.model.sheet.assessor.id)
    before = walk.store.write(answer_forms.accept, told)
    walk.screen.open(told.of.sheet_id)
    walk.screen.accepting.note(told, before)


def test_a_form_is_one_step_that_is_undone_and_redone(walk: Walk) -> None:
    progress = walk.screen.header.progress
    assert progress.text().startswith("0 of ")
    before = sample.last_event(walk.store).seq
    accept(walk, form(walk, K01="3 · Proficient", K02=0, K03=7))
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
    press(Qt.Key.Key_Z, CTRL_SHIFT)
    assert [walk.mark(code) for code in ("K01", "K02")] == [Mark.rated(3), Mark.rated(0)]
    press(Qt.Key.Key_Z, CTRL)
    assert [walk.mark(code) for code in ("K01", "K02")] == [None, None]


def test_no_interview_is_timed_for_a_sheet_that_came_in_a_form(walk: Walk) -> None:
    walk.screen.modes.show_mode(CARD)
    assert walk.screen.talking, "a sheet that is filled in on screen is"
    accept(walk, form(walk, K01=3))
    assert not walk.screen.talking
    walk.screen.modes.show_mode(CARD)
    assert not walk.screen.talking
