"""The sheet as table and as cards, and its dialogs."""

from db.assessing import people
from db.assessing.sheet import sheets
from db.exchange.travels import Road
from desktop.assessing.sheet.assessor import NumberDialog
from desktop.assessing.sheet.facts.editor import Words
from desktop.assessing.sheet.facts.fact_form import Form
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.assessing.sheet.modes import CARD
from domain.assessing.evidence import Polarity
from domain.exchange.holding import Holding, Stand
from domain.exchange.packet import PacketKind
from domain.mark import Mark
from tests.screens.scene import (
    AS_HR,
    AS_MANAGER,
    BLIND,
    CANDIDATE,
    EMPTY,
    FACT,
    HR,
    IN_WORK,
    MANAGER,
    TAKEN_ALONG,
    Scene,
    case,
    open_sheet,
    sheet_screen,
)
from tests.screens.stage import TODAY, Stage

AGAINST = "Порог отмены сценария не назвала, пересчёта потребности не было."
TALKED = 46 * 60 + 12  # seconds, for the twelve questions answered
COMMENT = "Проверить на втором интервью: расчёт потребности."


def _nothing_open(stage: Stage) -> None:
    stage.space.go("assessment")


def _sheet_read_only(stage: Stage) -> None:
    open_sheet(stage, CANDIDATE, HR)


def _revise(stage: Stage) -> None:
    _sheet_read_only(stage)
    sheet_screen(stage).banner.acted.emit()


def _sheet(stage: Stage) -> None:
    open_sheet(stage, IN_WORK, MANAGER)


def _along(stage: Stage, road: Road) -> None:
    _sheet(stage)
    screen = sheet_screen(stage)
    screen.strips.along.show_road(screen.model.sheet, road, mine=True)


def _sheet_along(stage: Stage) -> None:
    """It was taken along to this file, and may go back at any time."""
    told = "1", Stand.HERE, PacketKind.CASE_TO_GO, 1, "", "", "", TODAY
    _along(stage, Road(Holding(*told, is_mine=True), None, has_other_file=True))


def _sheet_away(stage: Stage) -> None:
    """It was taken along from this file, and nothing in it can be changed here."""
    _sheet(stage)


def _sheet_final_there(stage: Stage) -> None:
    """It was submitted in the other file, came back, and differs here."""
    _along(stage, Road(None, None, has_other_file=True, is_final_there=True))


def _sheet_may_go(stage: Stage) -> None:
    """The key of another file of the assessor is known."""
    _sheet(stage)
    sheet_screen(stage).header.show_along(shown=True)


def _sheet_interview(stage: Stage) -> None:
    data, me = stage.app.data, stage.app.me
    assert data is not None
    assert me is not None
    line = next(one for one in case(stage, BLIND).sheets if one.assessor_id == me.id)
    sheet = data.read(sheets.sheet, line.sheet_id, me.id)
    stage.app.settings.keep_spent(sheet.uid, TALKED)
    open_sheet(stage, BLIND, MANAGER)


def _sheet_fact(stage: Stage) -> None:
    _sheet(stage)
    screen = sheet_screen(stage)
    screen.texts.write(screen.table.code)
    screen.texts.editor.field.insertPlainText(FACT)


def _sheet_comment(stage: Stage) -> None:
    _sheet(stage)
    screen = sheet_screen(stage)
    screen.texts.write(screen.table.code, Words.COMMENT)
    screen.texts.editor.field.insertPlainText(COMMENT)


def _sheet_card(stage: Stage) -> None:
    _sheet_interview(stage)
    sheet_screen(stage).modes.show_mode(CARD)


def _sheet_card_answers(stage: Stage) -> None:
    _sheet_card(stage)
    screen = sheet_screen(stage)
    screen.modes.go("S08")
    screen.texts.write("S08")
    screen.texts.editor.field.insertPlainText(f" {FACT}")
    screen.card.show_answers()


def _sheet_card_facts(stage: Stage) -> None:
    _sheet_interview(stage)
    screen = sheet_screen(stage)
    screen.modes.show_mode(CARD)
    screen.modes.go("K18")
    told = (
        () if len(screen.model.row("K18").facts) > 1 else ((FACT, Polarity.FOR), (AGAINST, Polarity.AGAINST))
    )
    for text, polarity in told:
        screen.texts.write("K18", fact_id=0)
        form = screen.texts.fact.form
        assert form is not None
        form.show_form("K18", Form(polarity, "23.11.2026", ("S14",)))
        screen.texts.fact.field.setPlainText(text)
        screen.texts.fact.save()
    screen.texts.write("K18", Words.COMMENT)
    screen.texts.editor.field.setPlainText(COMMENT)
    screen.texts.editor.save()
    screen.texts.write("K18")


def _sheet_card_staff(stage: Stage) -> None:
    _sheet(stage)
    screen = sheet_screen(stage)
    screen.modes.show_mode(CARD)
    screen.modes.go("K10")


def _sheet_card_read_only(stage: Stage) -> None:
    _sheet_read_only(stage)
    sheet_screen(stage).modes.show_mode(CARD)


def _sheet_not_found(stage: Stage) -> None:
    _sheet(stage)
    sheet_screen(stage).filters.search.setFocus()
    sheet_screen(stage).filters.search.setText("квантовая физика")


def _submit(stage: Stage) -> None:
    _sheet(stage)
    sheet_screen(stage).header.submit.click()


def _mirror(stage: Stage) -> None:
    _sheet_interview(stage)
    screen = sheet_screen(stage)
    screen.header.submit.click()
    question = stage.dialog()
    assert isinstance(question, SubmitQuestion)
    question.mirror.toggle()


def _sheet_not_mine(stage: Stage) -> None:
    assert stage.app.data is not None
    me = stage.app.data.read(people.by_code, MANAGER).id
    line = next(one for one in case(stage, BLIND).sheets if one.assessor_id != me)
    stage.space.go("sheet", line.sheet_id)


def _assessor(stage: Stage) -> None:
    _sheet_interview(stage)
    sheet_screen(stage).header.who.click()


def _sheet_number(stage: Stage) -> None:
    _sheet_interview(stage)
    screen = sheet_screen(stage)
    screen.asking.number()
    dialog = stage.dialog()
    assert isinstance(dialog, NumberDialog)
    dialog.line.setText("Л-7F3A-21C9-9")
    dialog.act.click()


def _sheet_card_file(stage: Stage) -> None:
    _sheet_card(stage)
    screen = sheet_screen(stage)
    code = next(row.item.code for row in screen.model.shown if row.facts)
    screen.modes.go(code)
    screen.texts.write(code)
    form = screen.texts.fact.form
    assert form is not None
    screen.writing.attachments.names["5e" * 32] = "Портфолио.pdf"
    form.take_file("5e" * 32)


def _sheet_outside(stage: Stage) -> None:
    _sheet_interview(stage)
    screen = sheet_screen(stage)
    screen.talk.toggle_outside()


def _sheet_card_outside(stage: Stage) -> None:
    _sheet_card(stage)
    sheet_screen(stage).talk.toggle_outside()


def _second_pass(stage: Stage) -> None:
    """A few rows entered again, one of them differently."""
    _sheet_interview(stage)
    screen = sheet_screen(stage)
    screen.left.second.button.click()
    for number, code in enumerate(screen.second.left[:6]):
        mark = screen.model.row(code).mark
        other = Mark.rated(1 if mark != Mark.rated(1) else 2)
        screen.second.compare(code, other if number == 3 else mark)
    screen.table.go_to(screen.table.line(screen.second.following(screen.table.code)))


SCENES = (
    Scene("sheet-along", AS_MANAGER, _sheet_along),
    Scene("sheet-away", TAKEN_ALONG, _sheet_away),
    Scene("sheet-final-there", AS_MANAGER, _sheet_final_there),
    Scene("sheet-may-go", AS_MANAGER, _sheet_may_go),
    Scene("nothing-open", EMPTY, _nothing_open),
    Scene("sheet-read-only", AS_HR, _sheet_read_only),
    Scene("sheet-card-read-only", AS_HR, _sheet_card_read_only),
    Scene("revise", AS_HR, _revise),
    Scene("sheet", AS_MANAGER, _sheet, main=True),
    Scene("sheet-interview", AS_MANAGER, _sheet_interview),
    Scene("sheet-fact", AS_MANAGER, _sheet_fact),
    Scene("sheet-comment", AS_MANAGER, _sheet_comment),
    Scene("sheet-card", AS_MANAGER, _sheet_card, main=True),
    Scene("sheet-card-answers", AS_MANAGER, _sheet_card_answers),
    Scene("sheet-card-staff", AS_MANAGER, _sheet_card_staff),
    Scene("sheet-card-facts", AS_MANAGER, _sheet_card_facts),
    Scene("sheet-not-found", AS_MANAGER, _sheet_not_found),
    Scene("sheet-not-mine", AS_MANAGER, _sheet_not_mine),
    Scene("sheet-assessor", AS_MANAGER, _assessor),
    Scene("sheet-number", AS_MANAGER, _sheet_number),
    Scene("sheet-card-file", AS_MANAGER, _sheet_card_file),
    Scene("sheet-outside", AS_MANAGER, _sheet_outside),
    Scene("sheet-card-outside", AS_MANAGER, _sheet_card_outside),
    Scene("sheet-second-pass", AS_MANAGER, _second_pass),
    Scene("submit", AS_MANAGER, _submit),
    Scene("submit-mirror", AS_MANAGER, _mirror),
)
