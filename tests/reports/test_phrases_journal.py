"""Every act that the program records has its words in the journal, and nothing else has."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import db
from domain.event import KINDS, Event
from domain.text import Text
from reports.words.phrases_journal import ACTS, TOPICS, subject
from resources.i18n import words

ROOT = Path(db.__file__).parent
OWN = {"journal/journal.py"}  # the recorder itself
# A subject that a module computes, or that its own recorder adds.
SUBJECTS = {
    "development/library.py": "library_action",
    "journal/exports.py": "document",
}
PLAN = "plan"  # what every other recorder of its own is about


def recorded() -> Iterator[tuple[str, str]]:
    """Yield act and kind of subject of every place in db that records an event."""
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name in OWN:
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or len(call.args) < 3:
                continue
            function = ast.unparse(call.func).rpartition(".")[2]
            first, act, kind = call.args[:3]
            if function not in ("record", "_record", "act") or ast.unparse(first) != "session":
                continue
            if isinstance(act, ast.Constant):
                known = isinstance(kind, ast.Constant)
                yield str(act.value), str(kind.value) if known else SUBJECTS.get(name, PLAN)


def test_every_act_has_its_words_and_every_words_an_act() -> None:
    assert set(recorded()) == ACTS.keys()


def test_every_kind_of_subject_is_found_under_a_topic_and_no_topic_is_nameless() -> None:
    assert {kind for _act, kind in ACTS} == {kind for kinds in KINDS.values() for kind in kinds}
    assert TOPICS.keys() == KINDS.keys()


def test_the_words_are_sentences_of_both_languages_without_a_level() -> None:
    for text in (*ACTS.values(), *TOPICS.values()):
        assert words("ru").gettext(text) != text, text
        assert not any(sign.isdigit() for sign in text)


def test_an_edition_is_named_by_the_title_of_its_model_in_the_language_of_the_reader() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    event = Event(1, at, "publish", "framework", "", of="3", model=Text("Оператор", "Operator"))
    assert subject(event, words("ru")) == "Оператор, редакция 3"
    assert subject(event, words("en")) == "Operator, edition 3"
