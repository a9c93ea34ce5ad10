"""The sheet as table and as cards, and its dialogs."""

from desktop.sheet.editor import Words
from desktop.sheet.fact_form import Form
from desktop.sheet.modes import CARD
from domain.evidence import Polarity
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
    Scene,
    open_sheet,
    sheet_screen,
)
from tests.screens.stage import Stage

AGAINST = "Порог отмены сценария не назвала, пересчёта потребности не было."
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


def _sheet_interview(stage: Stage) -> None:
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
    screen.texts.editor.field.insertPlainText(FACT)
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


SCENES = (
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
    Scene("submit", AS_MANAGER, _submit),
)
