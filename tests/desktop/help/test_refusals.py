"""Every refusal and failure leads to a place in the help that exists in both languages."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import failure
from desktop.help.panel import HelpWindow
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.office.help.filled import filled
from desktop.office.help.refusals import OUR_BUG, PAGES, SUBJECTS, page_of_kind
from desktop.office.sentences import sentences
from domain.errors import Missing, Submitted
from resources.i18n import LANGUAGES
from tests.desktop.conftest import Start, unlock
from tests.screens import checks

KINDS = sorted(sentences(), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_leads_to_a_place_that_exists(language: str) -> None:
    for link in (
        {page_of_kind(kind) for kind in KINDS} | set(PAGES.values()) | set(SUBJECTS.values()) | {OUR_BUG}
    ):
        name, _, mark = link.partition("#")
        assert not mark or mark in filled(name, language).marks, link


def test_every_kind_that_has_a_page_of_its_own_has_a_sentence() -> None:
    assert [kind for kind in PAGES if not any(kind in one.__mro__ for one in KINDS)] == []


def test_a_bug_of_ours_leads_to_what_to_do_with_the_report() -> None:
    assert failure(ZeroDivisionError()).help == OUR_BUG


def test_a_form_that_is_refused_leads_to_what_the_help_says_of_it(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    def refuse(text: str) -> None:
        raise Submitted if text else Missing("reason")

    app = unlock(start(file), qtbot)
    form = ReasonDialog(app.window.theme, "Correct", "", "Reason", "Correct", refuse, app.window, subject=())
    form.open()
    qtbot.waitUntil(form.isVisible)
    form.take()
    assert form.more_button.isHidden(), "that a field is empty is said by its mark"
    form.text.setPlainText("A wrong level")
    form.take()
    assert form.more_button.isVisible()
    qtbot.waitUntil(lambda: form.height() >= form.column.totalHeightForWidth(form.width()))
    assert [one for one in checks.examine(form) if one.kind == checks.OVERLAP] == [], "two lines of words"
    form.more_button.click()
    beside = form.findChild(HelpWindow)
    assert beside is not None and beside.isVisible()
    assert "What to do if" in beside.view.browser.toPlainText()
    assert form.isVisible() and form.text.toPlainText() == "A wrong level"
    form.reject()
