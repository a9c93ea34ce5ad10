"""The copy of somebody's own data: all of it, nobody else's name, and nothing that is still hidden."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import update
from sqlmodel import Session, col, select

from db import models
from db.assessing import people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.assessing.talk import probes
from db.file.store import Store
from db.file.triggers import TRIGGERS
from db.hiring import campaigns, refusals
from db.journal import exports
from db.models.types import now, today
from db.people.erasure_map import FATES, WORDS, Fate
from db.people.subject_map import COPIED, NOT_COPIED, TEXTS_NOT_COPIED
from desktop.office.cli.cli import main
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import papers_of
from desktop.office.papers.registry import SUBJECT_COPY
from domain.assessing.evidence import Polarity
from domain.mark import Role
from domain.people.familiarisation import Read, Reply, Way
from domain.people.person import Admission, Basis, Education, Person, PersonKind
from domain.people.purpose import Ground, Purpose
from domain.plan_kinds import ProbationOutcome
from reports.people.subject_copy_json import record
from resources.i18n import words
from tests import prepared
from tests.db import sample


@dataclass(frozen=True)
class Maybe:
    """An object with these keys, or null."""

    wanted: Mapping[str, Any]


DAY, TEXT, NUMBER = (str, type(None)), (str,), (int, float, type(None))
TRUE = (bool,)
COUNT = (int, type(None))
SAID = [{"text": TEXT, "role": DAY, "on": DAY, "items": [TEXT], "speaks": DAY}]
CONCLUDED = [{"outcome": TEXT, "reasons": TEXT, "conditions": TEXT, "on": TEXT}]
ENDED = [
    {
        **CONCLUDED[0],
        "documents": TEXT,
        "absence": TEXT,
        "ends_on": TEXT,
        "notice_on": DAY,
        "levels": [{"code": TEXT, "level": NUMBER}],
    }
]
OWN = [
    {
        "revision": NUMBER,
        "submitted_on": DAY,
        "marks": [{"code": TEXT, "state": TEXT, "level": COUNT, "comment": TEXT}],
    }
]
MOVED = [{"on": TEXT, "reason": TEXT, "from": [TEXT], "to": [TEXT]}]
MENTORING = {
    **dict.fromkeys(("agreement_no", "content", "form", "pay", "clause"), TEXT),
    **dict.fromkeys(("consent_on", "agreement_on", "until"), DAY),
}
INDICATOR = {
    "name": TEXT,
    "norm": TEXT,
    "weeks": [{"week": NUMBER, "planned": DAY, "fact": DAY, "note": TEXT}],
}
DOCUMENT = {
    **dict.fromkeys(("text", "number", "kept_at", "sha256", "reason"), TEXT),
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
        "cases": {},
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
        "basis": TEXT,
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
            "words": SAID,
            "conclusions": CONCLUDED,
            "assigned": [TEXT],
            "agreed": [{"code": TEXT, "level": COUNT, "reason": TEXT, "on": TEXT}],
            "opened_early": Maybe({"reason": TEXT, "on": TEXT}),
            "own_sheets": OWN,
            "corrections": [{"role": TEXT, "revision": NUMBER, "reason": TEXT}],
            "asked": [{"code": TEXT, "question": TEXT}],
            "left_out": [{"code": TEXT, "reason": TEXT}],
            "earlier_refusals": [{"text": TEXT, "on": TEXT}],
            "brought_in": Maybe(
                {"file": TEXT, "sheet": TEXT, "on": TEXT, "levels": [{"code": TEXT, "level": NUMBER}]}
            ),
            "hired": Maybe({"on": TEXT, "probation_ends_on": DAY}),
        }
    ],
    "plans": [
        {
            **dict.fromkeys(("kind", "starts_on", "ends_on", "state", "aim"), TEXT),
            "hidden": TRUE,
            "goals": [
                {
                    **dict.fromkeys(("code", "label", "outcome", "criterion"), TEXT),
                    **dict.fromkeys(("level_from", "level_to", "level_after", "asked", "weight"), NUMBER),
                    "critical": TRUE,
                    "duties": [TEXT],
                    "also_covers": [TEXT],
                    "actions": [
                        {
                            **dict.fromkeys(("text", "starts_on", "ends_on", "state", "result"), TEXT),
                            "kind": TEXT,
                            "evidence": TEXT,
                            "done_on": DAY,
                            "hours": COUNT,
                            "removed": TRUE,
                            "moved": MOVED,
                        }
                    ],
                }
            ],
            "meetings": [{"on": TEXT, "result": TEXT}],
            "conclusions": ENDED,
            **dict.fromkeys(("approved_on", "closed_on"), DAY),
            **dict.fromkeys(("number", "hours_budget"), COUNT),
            "mentoring": Maybe(MENTORING),
            "induction": [{"day": NUMBER, "by": TEXT, "text": TEXT}],
            "indicators": [INDICATOR],
            "removed": [TEXT],
        }
    ],
    "notes": SAID,
    "notes_hidden": TRUE,
    "familiarised": [
        {
            **dict.fromkeys(("document", "title", "number", "reply", "way", "on"), TEXT),
            **dict.fromkeys(("reason", "scan", "sha256"), TEXT),
            "edition": COUNT,
            "entered_on": DAY,
        }
    ],
    "issued": [
        {
            **dict.fromkeys(("document", "number", "on", "signed_by", "recipients"), TEXT),
            "copies": NUMBER,
        }
    ],
    "handed_out": [{"at": TEXT, "document": TEXT, "formats": [TEXT]}],
    "training": [{"cycle": TEXT, "items": [TEXT], "part": TEXT}],
    "done": [{"what": TEXT, "on": TEXT, "where": TEXT}],
    "not_quoted": [{"what": TEXT, "records": COUNT}],
}


def at(path: str) -> Any:
    """Return what the schema says at a place given by keys."""
    found: Any = SCHEMA
    for key in path.split("."):
        while isinstance(found, list | Maybe):
            found = found.wanted if isinstance(found, Maybe) else cast("list[Any]", found)[0]
        found = found[key]
    return found


def check(found: Any, wanted: Any, where: str = "") -> None:
    """Check that a JSON value has exactly these keys and types."""
    if isinstance(wanted, Maybe):
        if found is not None:
            check(found, wanted.wanted, where)
    elif isinstance(wanted, tuple):
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
    store.write(probes.tick, hers, sample.item(store, "K02"), "Что было самым трудным?", was_asked=True)
    store.write(sheets.submit, hers)
    note = ("помогла Кравец", Polarity.FOR, sample.SEEN_ON)
    store.write(evidence.note, who, [sample.item(store, "K02")], *note)
    store.close()
    yield path


def hand_in(file: Path, comment: str = "") -> None:
    """Let the manager hand in, and another be chosen."""
    store = Store.open(file)
    boss = store.read(people.by_code, "E-0002").id
    who = store.read(people.by_code, "C-0042").id
    case = store.read(people.card, who, None, date(2026, 1, 1)).cases[0].case_id
    store.act_as(boss)
    his = sample.sheet(store, case, boss, Role.MANAGER, 1, submit=False)
    store.write(sheets.comment, his, sample.item(store, "K01"), comment)
    store.write(sheets.submit, his)
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


def test_a_ground_that_was_entered_in_words_is_not_called_missing(file: Path, tmp_path: Path) -> None:
    def said() -> str:
        _content, text = copies(file, tmp_path / str(uuid4()))
        return text

    assert "Правовое основание согласие" in said()
    store = Store.open(file)
    who = store.read(people.by_code, "C-0042").id
    store.write(people.renew_basis, who, Basis("договор подряда", store.read(today), None))
    store.close()
    assert "договор подряда" in said() and "Правовое основание не указано" not in said()


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
    assert re.search(r"K01 [^\d]+ \d,\d \d", text)  # a whole level has its decimal in a column too
    assert not content["notes_hidden"]
    for name in ("Соколов", "Громов", "Кравец"):
        assert name not in json.dumps(content, ensure_ascii=False)
        assert name not in text
    assert case["asked"] == [{"code": "K02", "question": "Что было самым трудным?"}]
    assert "K02: Что было самым трудным?" in text
    assert "кто какую отметку поставил, в копию не входит" in text
    for told in ("Лебедева Ирина", "+7 900 000-00-00", "кадровый резерв", "опыт больше", "руководитель"):
        assert told in text


@pytest.mark.parametrize("comment", ["да\n" * 80, "слово " * 830])
def test_a_comment_higher_than_a_page_is_printed_to_its_end(file: Path, tmp_path: Path, comment: str) -> None:
    hand_in(file, f"{comment}конец")
    _content, text = copies(file, tmp_path / "out")
    assert "конец" in text
    assert text.count(comment.split()[0]) >= len(comment.split())


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


def test_every_table_about_a_person_is_in_the_copy_or_has_a_reason_not_to_be() -> None:
    about = {table for table, fate in FATES.items() if fate is not Fate.NOT_PEOPLE}
    tables = about | {"training_draft"}
    assert set(COPIED) | set(NOT_COPIED) == tables
    assert not set(COPIED) & set(NOT_COPIED)
    assert all(NOT_COPIED.values())
    for path in COPIED.values():
        at(path)


def test_every_text_about_a_person_is_in_the_copy_or_has_a_reason_not_to_be(tmp_path: Path) -> None:
    store = Store.open(prepared.demo(tmp_path / "d.merilo"))
    try:
        markers = store.write(_mark_texts)
        given = store.read(people.by_code, FULL[0]).id
        store.write(exports.record, "subject-copy", exports.Of.PERSON, (given,), ("pdf",), 1)
        on = store.read(today)
        whose = [store.read(people.by_code, code).id for code in (*FULL, "E-0301")]  # who assessed oneself
        whole = [papers_of(store.read, SUBJECT_COPY, Asked(one, None, on))[0].record for one in whose]
        copies = [record(one, words(language)) for one in whole for language in ("ru", "en")]
    finally:
        store.close()
    for one in copies:
        check(json.loads(json.dumps(one)), SCHEMA)
    told = json.dumps(copies, ensure_ascii=False)
    assert {where for where, marker in markers.items() if marker not in told} == set(TEXTS_NOT_COPIED)
    for path in COPIED.values():
        assert any(_content(one, path) for one in copies), path


def _content(found: Any, path: str) -> list[Any]:
    """Return all that is in a copy at a place given by keys, without what is empty."""
    level = [found]
    for key in path.split("."):
        level = [one[key] for one in level if one]
        level = [
            inner for one in level for inner in (cast("list[Any]", one) if isinstance(one, list) else [one])
        ]
    return [one for one in level if one]


FULL = ("C-0041", "E-0337")  # a candidate with a conclusion, an employee with an onboarding plan


def _mark_texts(session: Session) -> dict[tuple[str, str], str]:
    """Give the two a row in every table, and each text of the tables in the copy a marker of its own."""
    session.info["unjournaled"] = True
    run = session.connection().exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        run(f'DROP TRIGGER "{name}"')
    models.load()
    session.add_all(_rows(session))
    session.flush()
    markers: dict[tuple[str, str], str] = {}
    for one in WORDS:
        table = getattr(models, one.table)
        if table.__tablename__ not in COPIED:
            continue
        column, where = getattr(table, one.column), (one.table, one.column)
        markers[where] = f"метка{len(markers):03}клеймо"
        if where != ("TrainingDraft", "content"):  # holds ids, not a text
            session.exec(update(table).values({column.key: markers[where]}))
    session.flush()
    for trigger in TRIGGERS:
        run(trigger)
    return markers


def _rows(session: Session) -> Iterator[models.Table]:
    m, on, at = models, today(session), now(session)
    candidate, employee = (session.exec(select(m.Person).where(m.Person.code == code)).one() for code in FULL)
    by = session.exec(select(m.Person).where(col(m.Person.is_actor))).first()
    assert by is not None
    case = session.exec(select(m.Case).join(m.Conclusion, col(m.Conclusion.case_id) == m.Case.id)).one()
    assert case.person_id == candidate.id
    sheet = session.exec(select(m.Sheet).where(m.Sheet.case_id == case.id)).first()
    assert sheet is not None
    mark = session.exec(select(m.Mark).where(m.Mark.sheet_id == sheet.id)).first()
    assert mark is not None
    plan = session.exec(select(m.Plan).join(m.Mentoring, col(m.Mentoring.plan_id) == m.Plan.id)).one()
    assert plan.person_id == employee.id
    goal = session.exec(select(m.Goal).where(m.Goal.plan_id == plan.id)).first()
    assert goal is not None
    action = session.exec(select(m.Action).where(m.Action.goal_id == goal.id)).first()
    assert action is not None
    who: dict[str, Any] = {"case_id": case.id, "person_id": by.id, "on": on}
    yield m.MarkText(sheet_id=sheet.id, item_id=mark.item_id, comment="-")
    yield m.CaseOpening(case_id=case.id, actor_id=by.id, reason="-", at=at, on=on, waiting=[])
    yield m.Refusal(text="-", **who)
    yield m.Refusal(text="-", **who)
    yield m.NotChosen(reason="-", post="-", **who)
    yield m.Withdrawal(case_id=case.id, on=on, reason="-")
    yield m.Hire(case_id=case.id, person_id=candidate.id, hired_on=on)
    yield m.LevelImport(
        cycle_id=case.cycle_id, act=str(uuid4()), file="-", sheet="-", on=on, imported_on=on, places={}
    )
    yield m.ImportedLevel(case_id=case.id, item_id=mark.item_id, level=1)
    yield m.GoalAlias(goal_id=goal.id, item_id=mark.item_id, position=0)
    yield m.ActionMove(
        action_id=action.id, starts_was=on, ends_was=on, starts_on=on, ends_on=on, reason="-", on=on
    )
    end = m.ProbationEnd(
        plan_id=plan.id, outcome=ProbationOutcome.PASSED, reasons="-", ends_on=on, person_id=by.id, on=on
    )
    session.add(end)
    session.flush()
    yield m.ProbationLevel(end_id=end.id, goal_id=goal.id, case_id=case.id, level="2")
    for one in (candidate, employee):
        yield m.Education(person_id=one.id, level="-")
        yield m.Experience(person_id=one.id, area="-", months=1)
        yield m.Medical(person_id=one.id, kind="-", admitted=Admission.PENDING)
        yield m.BasisPaper(person_id=one.id, text="-")
        yield m.IssuedPaper(
            document="feedback",
            year=on.year,
            number=one.id,
            code="-",
            on=on,
            subject_id=one.id,
            person_id=one.id,
            entered_at=at,
            entered_on=on,
        )
        yield m.Familiarisation(
            person_id=one.id,
            read=Read.REGULATION,
            document="-",
            reply=Reply.SIGNED,
            way=Way.SHEET,
            on=on,
            reason="-",
            scan="-",
            entered_at=at,
            entered_on=on,
        )
        yield m.Evidence(
            uid=str(uuid4()),
            person_id=one.id,
            author_id=by.id,
            observed_on=on,
            recorded_on=on,
            recorded_at=at,
            polarity=Polarity.FOR,
            text="-",
        )
    yield m.CaseDraft(case_id=case.id, person_id=by.id, field="reasons", text="-", saved_at=at)
    yield m.ConclusionSigner(
        conclusion_id=session.exec(select(m.Conclusion.id)).one(), person_id=employee.id, post="-", position=9
    )
    cycle = session.exec(select(m.Cycle.id)).first()
    group: dict[str, Any] = {"number": 1, "codes": ["K01"], "people": [employee.id], "terms": {}}
    assert cycle is not None
    yield m.TrainingDraft(cycle_id=cycle, content={"groups": [group], "pairs": []}, saved_at=at)
