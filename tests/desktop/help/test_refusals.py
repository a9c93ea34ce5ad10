"""Every refusal and failure leads to a place in the help that speaks of it, in both languages."""

import ast
import errno
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import desktop
from desktop.errors import failure
from desktop.help.panel import HelpPanel, HelpWindow
from desktop.kit.form.dialog import Message
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.page.banner import Banner
from desktop.office.help.filled import filled
from desktop.office.help.finding import passages
from desktop.office.help.refusals import FOLDER, FULL, OUR_BUG, PAGES, help_page, page_of_kind
from desktop.office.not_made import NotMade
from desktop.office.sentences import sentence, sentences
from domain.errors import Closed, Missing, Submitted
from domain.exchange.refusal import NotAccepted
from domain.exchange.refusal import Why as WhyNotAccepted
from domain.text import fold
from reports.intake.refusal import NotTaken, Unreadable
from reports.intake.refusal import Why as WhyUnreadable
from resources.i18n import LANGUAGES, words
from resources.stems import Stems
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.test_errors import REFUSALS, SERVED, stored
from tests.screens import checks

DESKTOP = Path(desktop.__file__).parent
TELLS = re.compile(r"\b(?:sentence|refused_words)\(\w*(?:refus|error|outcome|fault|kept|told|seen|one\.)")
GOES_ALONG = "help_page", "show_refused", ".help", ".emit(sentence(", "show(sentence(", "return sentence("
NEXT_TO_IT = {  # and why nothing goes along there
    "errors.py _on_error": "tells it by a Failure, which has the place",
    "errors.py sentence": "has it in the sentence",
    "kit/form/form_dialog.py refused_words": "who asks for the words has the refusal",
    "intake/words.py refused": "has it in the sentence",
    "export/outcome.py _reasons": "the banner has that of the first",
    "exchange/take_question.py __init__": "a question about keys, whose F1 opens the place about them",
    "framework/forms/target_form.py send": "the form leads on with what it raises",
    "frame/unsent/entries.py _entry": "an entry of a dialog whose F1 opens the place about it",
    "frame/new_key.py _on_given": "the card of the first screen, whose page is about passwords",
    "preferences/password.py _on_changed": "a field on a page of which F1 tells",
    "preferences/password.py _on_proved": "a field on a page of which F1 tells",
    "preferences/recovery.py _on_proved": "a field on a page of which F1 tells",
    "hiring/campaign/panel_list.py add": "a field on a page of which F1 tells",
    "people/rows.py _typed_months": "a field with an example beside it",
    "shared/opening.py words": "names the button that leads on",
}
KINDS = sorted(sentences(), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
WHYS = *map(NotAccepted, WhyNotAccepted), *map(Unreadable, WhyUnreadable)
TOLD = [(help_page(one), one) for one in (*REFUSALS, *stored(), *SERVED, *WHYS)]
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
@pytest.mark.parametrize(
    ("place", "error"),
    TOLD,
    ids=[f"{number}-{type(one).__name__}" for number, (_place, one) in enumerate(TOLD)],
)
def test_the_place_speaks_of_the_refusal(place: str, error: Exception, language: str) -> None:
    name, _, mark = place.partition("#")
    there = [one for one in passages(filled(name, language)) if one.mark == mark]
    told = " ".join(part for one in there for part in (one.title, one.heading, *one.texts))
    said = sentence(error, words(language)).whole
    in_common = stems(said) & stems(told)
    assert len(in_common) >= IN_COMMON, (place, said, in_common)


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


def test_wherever_a_refusal_is_told_its_place_is_at_hand() -> None:
    """In every function that puts a refusal into words, the place of the help goes along with them."""
    silent = {
        f"{path.relative_to(DESKTOP)} {name}"
        for path in sorted(DESKTOP.rglob("*.py"))
        if "office" not in path.parts
        for name, code in functions(path.read_text(encoding="utf-8"))
        if TELLS.search(code) and not any(one in code for one in GOES_ALONG)
    }
    assert silent == NEXT_TO_IT.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_a_screen_names_by_itself_exists(language: str) -> None:
    named = {
        found
        for path in DESKTOP.rglob("*.py")
        for found in re.findall(
            r"""page = "([a-z_]+#[a-z-]+)"|page="([a-z_]+#[a-z-]+)\"""", path.read_text("utf-8")
        )
    }
    places = {one or other for one, other in named}
    assert "troubles#printer" in places
    for place in places:
        name, _, mark = place.partition("#")
        assert mark in filled(name, language).marks, place


def test_a_banner_leads_to_what_the_help_says_of_a_refusal(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    banner = Banner(app.window.theme, workspace_of(app))
    banner.show_refused(sentence(Closed(), words("en")))
    assert not banner.more_button.isHidden() and banner.more_button.text() == "Help"
    banner.more_button.click()
    panel = app.window.findChild(HelpPanel)
    assert panel is not None and panel.view.shown == "cycle#close"
    banner.show_fact("All is well.")
    assert banner.more_button.isHidden(), "a fact has no page"


def test_a_message_and_a_banner_in_a_dialog_show_the_help_beside_it(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    told = sentence(Closed(), words("en"))
    message = Message(told.what, told.rest, app.window, page=told.help)
    message.open()
    qtbot.waitUntil(message.isVisible)
    message.more_button.click()
    beside = message.findChild(HelpWindow)
    assert beside is not None and beside.view.shown == "cycle#close"
    banner = Banner(app.window.theme, message)
    banner.show_refused(sentence(Submitted(), words("en")))
    banner.more_button.click()
    assert beside.view.shown == "troubles#submitted"
    message.close()


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


def functions(source: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each function or method, and its code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, ast.get_source_segment(source, node) or ""
