"""Every kind of document has a name for people and for every system."""

import random
from datetime import date
from pathlib import Path

import pytest

from db.assessing.sheet import answer_forms
from db.file.store import Store
from db.hiring import campaigns
from desktop.export.outcome import failed_words
from desktop.office.papers import documents, registry
from desktop.office.papers.documents import Exported, Failure
from domain.errors import NothingSubmitted
from domain.mark import Role
from domain.papers.paper import Paper
from resources.i18n import LANGUAGES, current, words
from tests.db import sample
from tests.faults.sizes import size

DAY = date(2026, 11, 24)
PIECES = (*'/\\:*?"<>|\0\n\u202e\u200b. ', "..", "CON", "nul", "LPT1")
LETTERS = ("a", "Ж", "é", "م", "\U00020000", "😀", "e\u0301", "²", "_", "-", "'", "%", "~", "$")
RESERVED = {"CON", "PRN", "AUX", "NUL"} | {
    f"{port}{number}" for port in ("COM", "LPT") for number in range(10)
}


@pytest.mark.parametrize("kind", registry.DOCUMENTS)
def test_a_document_that_came_not_so_far_as_a_file_is_told_by_its_own_name(kind: str) -> None:
    done = Exported((), (Failure(1, "C-0041", None, NothingSubmitted(), kind),))
    _fact, rest = failed_words(done)
    assert rest.startswith(f"{registry.DOCUMENTS[kind].name(current())}: No sheet has been submitted yet.")


def test_no_two_documents_that_differ_have_one_name() -> None:
    named = {kind: registry.DOCUMENTS[kind].name(current()) for kind in registry.DOCUMENTS}
    assert named.pop(registry.PLAN) == named[registry.IDP], "one paper, proposed or kept"
    assert len(set(named.values())) == len(named)


def test_a_file_that_failed_is_told_by_its_name() -> None:
    done = Exported((), (Failure(1, "C-0041", Path("summary_C-0041.pdf"), OSError("full")),))
    assert failed_words(done)[1].startswith("summary_C-0041.pdf: ")


def test_the_file_of_a_form_says_whom_to_send_it_to(store: Store) -> None:
    head = sample.add(store, "Громов", code="E-0102")
    cycle = sample.campaign(store, (head, Role.MANAGER))
    case = store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0043"))
    store.write(answer_forms.send, case)
    (form,) = store.read(answer_forms.papers, case, DAY)
    paper = Paper("C-0043_E-0102", form)
    told = documents.in_words(registry.ANSWER_FORM, paper, DAY, "xlsx", words("ru"))
    assert told == "Форма для оценщика C-0043 E-0102 2026-11-24.xlsx", "names only where they are asked for"
    told = documents.in_words(registry.ANSWER_FORM, paper, DAY, "xlsx", words("ru"), "Лебедева")
    assert told == "Форма для оценщика Лебедева C-0043 Громов E-0102 2026-11-24.xlsx"


def test_whatever_people_typed_as_code_or_surname_makes_a_name_that_every_system_takes() -> None:
    chance, kinds = random.Random(16), list(registry.DOCUMENTS)
    endings = ("pdf", "xlsx", documents.ARCHIVE)
    for _ in range(size("file_names")):
        # Of a few kinds of letters each, so that names of the longest ones are among them.
        of = chance.choices(PIECES + LETTERS, k=chance.randrange(1, 9))
        code, surname = ("".join(chance.choices(of, k=chance.randrange(121))) for _ in range(2))
        paper, kind, ending = Paper(code, None), chance.choice(kinds), chance.choice(endings)
        for language in LANGUAGES:
            names = (
                documents.file_name(kind, paper, DAY, ending, language),
                documents.in_words(kind, paper, DAY, ending, words(language), surname),
            )
            for name in names:
                assert not set(name) & set('/\\:*?"<>|') and name.isprintable(), ascii(name)
                assert name == name.strip(". ") and name.split(".")[0].upper() not in RESERVED, ascii(name)
                # A number is put behind a name that is taken.
                assert len(name.encode()) <= 255 - len("-100000"), ascii(name)
