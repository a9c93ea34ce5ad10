"""Every refusal and failure leads to a place in the help that speaks of it, in both languages."""

import errno
from functools import cache
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import failure
from desktop.help.panel import HelpWindow
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.office.help.filled import filled
from desktop.office.help.finding import passages
from desktop.office.help.refusals import FOLDER, FULL, OUR_BUG, PAGES, help_page, page_of_kind
from desktop.office.not_made import NotMade
from desktop.office.sentences import sentence, sentences
from domain.errors import Missing, Submitted
from domain.text import fold
from reports.intake.refusal import NotTaken
from resources.i18n import LANGUAGES, words
from resources.stems import Stems
from tests.desktop.conftest import Start, unlock
from tests.desktop.test_errors import REFUSALS, stored
from tests.screens import checks

KINDS = sorted(sentences(), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
TOLD = sorted({(type(one).__qualname__, help_page(one)): one for one in (*REFUSALS, *stored())}.items())
IN_COMMON = 2  # words of a refusal that stand at its place in the help too
SHORT = 3  # letters of words that join others


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_leads_to_a_place_that_exists(language: str) -> None:
    for link in {page_of_kind(kind) for kind in KINDS} | set(PAGES.values()) | {FULL, FOLDER, OUR_BUG}:
        name, _, mark = link.partition("#")
        assert not mark or mark in filled(name, language).marks, link


def test_every_kind_with_a_sentence_has_a_place_of_its_own_and_none_ends_before_a_list_of_troubles() -> None:
    assert [kind for kind in KINDS if kind not in PAGES] == []
    assert [kind for kind in PAGES if kind not in KINDS] == []
    assert "troubles" not in PAGES.values()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("named", "error"), TOLD, ids=[one[0] for one, _error in TOLD])
def test_the_place_speaks_of_the_refusal(named: tuple[str, str], error: Exception, language: str) -> None:
    name, _, mark = named[1].partition("#")
    there = [one for one in passages(filled(name, language)) if one.mark == mark]
    told = " ".join(part for one in there for part in (one.title, one.heading, *one.texts))
    said = sentence(error, words(language)).whole
    in_common = stems(said) & stems(told)
    assert len(in_common) >= IN_COMMON, (named, said, in_common)


def test_what_keeps_a_file_from_being_made_or_taken_leads_to_its_own_place() -> None:
    full, locked = OSError(errno.ENOSPC, "full"), PermissionError(errno.EACCES, "no")
    assert (help_page(full), help_page(locked)) == (FULL, FOLDER)
    assert help_page(NotTaken("people.csv", Submitted())) == "troubles#submitted"
    not_made = NotMade("profile.pdf")
    assert help_page(not_made) == FOLDER
    not_made.__cause__ = full
    assert help_page(not_made) == FULL


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


@cache
def stems(text: str) -> frozenset[str]:
    stem = Stems().stem
    letters = "".join(one if one.isalpha() else " " for one in fold(text))
    return frozenset(stem(word) for word in letters.split() if len(word) > SHORT)
