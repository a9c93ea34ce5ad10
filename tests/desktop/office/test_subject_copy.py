"""The copy of somebody's own data: all of it, nobody else's name, and nothing that is still hidden."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader

from db.assessing import evidence, people, sheets
from db.file.store import Store
from db.hiring import campaigns, refusals
from db.models.types import today
from desktop.office.cli.cli import main
from domain.assessing.evidence import Polarity
from domain.mark import Role
from domain.people.person import Basis, Education, Person, PersonKind
from domain.people.purpose import Ground, Purpose
from tests import prepared
from tests.db import sample

DAY, TEXT, NUMBER = (str, type(None)), (str,), (int, float, type(None))
TRUE = (bool,)
WORDS = [{"text": TEXT, "role": DAY, "on": DAY, "items": [TEXT]}]
CONCLUDED = [{"outcome": TEXT, "reasons": TEXT, "conditions": TEXT, "on": TEXT}]
DOCUMENT = {
    **dict.fromkeys(("text", "number", "kept_at", "sha256"), TEXT),
    **dict.fromkeys(("signed_on", "until", "purpose", "ground"), DAY),
    **dict.fromkeys(("withdrawn_on", "hold_until", "entered_on"), DAY),
}
SCHEMA: Mapping[str, Any] = {
    "schema": (int,),
    "language": TEXT,
    "operator": {"full_name": TEXT, "city": TEXT},
    "person": {
        **dict.fromkeys(("code", "kind", "surname", "given", "patronymic", "contact", "post"), TEXT),
        **dict.fromkeys(("personnel_no", "hired_on", "left_on"), DAY),
        **dict.fromkeys(("unit", "left_reason"), TEXT),
        "works_with_the_file": TRUE,
        "former_cards": [{"name": TEXT, "code": TEXT}],
        "education": [{"level": TEXT, "document": TEXT, "confirmed_on": DAY}],
        "experience": [
            {
                **dict.fromkeys(("area", "document"), TEXT),
                **dict.fromkeys(("from_on", "to_on", "confirmed_on"), DAY),
                "months": NUMBER,
            }
        ],
        "medical": [{"kind": TEXT, "admitted": TEXT, "concluded_on": DAY, "valid_until": DAY}],
    },
    "processing": {
        **dict.fromkeys(("purpose", "ground", "until", "why", "withdrawn_on"), DAY),
        "documents": [DOCUMENT],
    },
    "assessments": [
        {
            **dict.fromkeys(("code", "kind", "title", "opened_on", "state"), TEXT),
            **dict.fromkeys(("refusal", "not_chosen", "withdrawn"), TEXT),
            "sheets": [{"role": TEXT, "submitted_on": TEXT}],
            "hidden": TRUE,
            "kept_back": TRUE,
            "attainment": NUMBER,
            "status": DAY,
            "items": [{"code": TEXT, "label": TEXT, "level": NUMBER, "target": NUMBER}],
            "words": WORDS,
            "conclusions": CONCLUDED,
        }
    ],
    "plans": [
        {
            **dict.fromkeys(("kind", "starts_on", "ends_on", "state", "aim"), TEXT),
            "hidden": TRUE,
            "goals": [
                {
                    **dict.fromkeys(("code", "label", "outcome"), TEXT),
                    **dict.fromkeys(("level_from", "level_to", "level_after"), NUMBER),
                    "actions": [dict.fromkeys(("text", "ends_on", "state", "result"), TEXT)],
                }
            ],
            "meetings": [{"on": TEXT, "result": TEXT}],
            "conclusions": CONCLUDED,
        }
    ],
    "notes": WORDS,
    "notes_hidden": TRUE,
    "handed_out": [{"at": TEXT, "document": TEXT, "formats": [TEXT]}],
}


def check(found: Any, wanted: Any, where: str = "") -> None:
    """Check that a JSON value has exactly these keys and types."""
    if isinstance(wanted, tuple):
        assert type(found) in wanted, where
    elif isinstance(wanted, list):
        assert isinstance(found, list), where
        for one in cast("list[Any]", found):
            check(one, wanted[0], f"{where}[]")
    else:
        assert found.keys() == wanted.keys(), where
        for key, one in wanted.items():
            check(found[key], one, f"{where}.{key}")


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian, whatever the computer speaks."""
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A file with a candidate whom two assess, one of whom writes about somebody else too."""
    path = tmp_path / "Север.merilo"
    store = Store.open(prepared.empty(path))
    hr = sample.add(store, "Соколова", given="Анна", patronymic="Викторовна", is_actor=True)
    boss = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич")
    sample.add(store, "Кравец", given="Юлия", patronymic="Дмитриевна")
    store.act_as(hr)
    who = store.write(
        people.add,
        Person(
            kind=PersonKind.CANDIDATE,
            code="C-0042",
            surname="Лебедева",
            given="Ирина",
            contact="+7 900 000-00-00",
            education=(Education("spo_specialist", "диплом"),),
        ),
    )
    signed = store.read(today) - timedelta(days=9)
    consent = Basis("согласие", signed, None, purpose=Purpose.RESERVE, ground=Ground.CONSENT, number="17")
    store.write(people.renew_basis, who, consent)
    case = store.write(campaigns.invite, sample.campaign(store, (hr, Role.HR), (boss, Role.MANAGER)), who)
    hers = sample.sheet(store, case, hr, Role.HR, 2, submit=False)
    store.write(sheets.comment, hers, sample.item(store, "K01"), "спорила с Юлией Кравец и с Громовым")
    store.write(sheets.submit, hers)
    note = ("помогла Кравец", Polarity.FOR, sample.SEEN_ON)
    store.write(evidence.note, who, [sample.item(store, "K02")], *note)
    store.close()
    yield path


def hand_in(file: Path) -> None:
    """Let the manager hand in, and another be chosen."""
    store = Store.open(file)
    boss = store.read(people.by_code, "E-0002").id
    who = store.read(people.by_code, "C-0042").id
    case = store.read(people.card, who, None, date(2026, 1, 1)).cases[0].case_id
    store.act_as(boss)
    sample.sheet(store, case, boss, Role.MANAGER, 1)
    store.write(refusals.choose_another, case, "опыт больше")
    store.close()


def copies(file: Path, folder: Path) -> tuple[dict[str, Any], str]:
    """Export the copy; return the JSON and the text of the PDF."""
    assert main(["export", "subject-copy", str(file), "--person", "C-0042", "--out", str(folder)]) == 0
    (content,) = folder.glob("*.json")
    (paper,) = folder.glob("*.pdf")
    pages = PdfReader(paper).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    return json.loads(content.read_text("utf-8")), text


def test_the_copy_holds_everything_and_names_nobody_else(file: Path, tmp_path: Path) -> None:
    hand_in(file)
    content, text = copies(file, tmp_path / "out")
    check(content, SCHEMA)
    assert content["person"]["contact"] == "+7 900 000-00-00"
    assert content["processing"]["ground"] == "consent"
    assert content["processing"]["documents"][0]["number"] == "17"
    (case,) = content["assessments"]
    assert not case["hidden"]
    assert {one["role"] for one in case["sheets"]} == {"hr", "manager"}
    assert [(one["role"], one["text"]) for one in case["words"]] == [("hr", "спорила с Юлией […] и с […]")]
    assert case["not_chosen"] == "опыт больше"
    assert content["notes"][0]["text"] == "помогла […]"
    assert not content["notes_hidden"]
    for name in ("Соколов", "Громов", "Кравец"):
        assert name not in json.dumps(content, ensure_ascii=False)
        assert name not in text
    for told in ("Лебедева Ирина", "+7 900 000-00-00", "кадровый резерв", "опыт больше", "руководитель"):
        assert told in text


def test_what_nobody_may_see_yet_is_not_in_it(file: Path, tmp_path: Path) -> None:
    content, text = copies(file, tmp_path / "out")
    check(content, SCHEMA)
    (case,) = content["assessments"]
    assert (case["hidden"], case["items"], case["words"]) == (True, [], [])
    assert "Сданы не все листы" in text
    assert (content["notes"], content["notes_hidden"]) == ([], True)
    assert "заметки, если они есть, пока не показываются" in text
    assert "спорила" not in text
    assert "спорила" not in json.dumps(content, ensure_ascii=False)


def test_a_second_copy_tells_of_the_first(file: Path, tmp_path: Path) -> None:
    content, _text = copies(file, tmp_path / "first")
    assert content["handed_out"] == []
    content, text = copies(file, tmp_path / "second")
    assert [(one["document"], sorted(one["formats"])) for one in content["handed_out"]] == [
        ("subject-copy", ["json", "pdf"])
    ]
    assert "json, pdf" in text


def test_a_copy_is_made_of_whoever_was_never_assessed(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", "subject-copy", str(file), "--all", "--format", "json", "--out", str(out)]) == 0
    made = [json.loads(one.read_text("utf-8")) for one in sorted(out.glob("*.json"))]
    assert len(made) == 4
    for one in made:
        check(one, SCHEMA)
    assert [one["assessments"] for one in made].count([]) == 3
