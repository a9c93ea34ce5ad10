"""Job descriptions of the last blind trials: invented, marked by somebody who had not seen the reader.

``trials/N/marks.json`` says which texts of a file are knowledge, skills, duties; "either" may be in any
of the lists named. What was found on the first try is in decision 0172; no more may be lost than listed here.
"""

import json
import re
from pathlib import Path

import pytest

from domain.progress import Progress
from domain.text import fold
from reports.intake.instruction import reading
from reports.intake.model import job_description

TRIALS = Path(__file__).parent / "trials"
LISTS = ("knowledge", "skills", "duties")
MARKED = {
    f"{path.parent.name}/{name}": marks
    for path in sorted(TRIALS.glob("*/marks.json"))
    for name, marks in json.loads(path.read_text("utf-8")).items()
}
LOST = {  # items that are not found yet, of 1,159
    "10/en04.txt": 11,
    "10/en06.txt": 6,
    "10/en08.docx": 2,
    "10/en14.txt": 1,
    "10/en18.docx": 1,
    "10/en19.txt": 1,
    "10/en20.txt": 7,
    "10/ru06.txt": 13,
    "9/en01.txt": 1,
    "9/en04.docx": 4,
    "9/en06.txt": 11,
    "9/en10.txt": 4,
    "9/en12.txt": 1,
    "9/en13.txt": 1,
    "9/en17.txt": 1,
    "9/ru06.txt": 3,
}
BESIDE = {  # lines taken for items that are none
    "10/en08.docx": 3,
    "10/en16.txt": 1,
    "10/en18.docx": 1,
    "10/ru04.txt": 1,
    "8/en15.txt": 1,
    "8/en19.txt": 1,
    "9/en11.txt": 1,
    "9/en20.txt": 1,
}
_LABEL = re.compile(r"^(?:[^\w«(\"]+|[a-z]{1,3}\d{1,2}[.:)] |\d{1,2}\.[ºo] )")


@pytest.mark.parametrize("name", MARKED)
def test_what_was_found_in_a_document_nobody_had_seen_is_found(name: str) -> None:
    lost, beside = _compared(name)
    assert len(lost) <= LOST.get(name, 0), lost
    assert len(beside) <= BESIDE.get(name, 0), beside


@pytest.mark.parametrize(
    "title", ["Our story", "About us", "What we offer", "Benefits", "О нас", "Наша история", "Почему мы"]
)
def test_what_a_firm_says_of_itself_holds_no_duties(title: str) -> None:
    told = ["Baker", title, "• A family firm since 1911", "• Warm bread for everyone"]
    asked = ["Requirements", "• Knowledge of flour", "• Ability to rise early"]
    assert not reading.read([*told, *asked]).duties
    work = ["Your role", "• Bake bread", "• Clean the ovens"]
    found = reading.read([*told, *work, *asked])
    assert [one.text for one in found.duties] == ["Bake bread", "Clean the ovens"]


def test_demands_of_safety_are_no_list_of_what_is_asked() -> None:
    duties = ["Пекарь", "Обязанности", "- печь хлеб", "- мыть печи"]
    safety = ["Требования охраны труда", "- знание выходов", "- умение тушить печь"]
    found = reading.read([*duties, *safety])
    assert found.proposed and not found.knowledge
    assert [one.text for one in found.duties] == ["печь хлеб", "мыть печи"]


def test_a_title_above_the_titles_of_its_lists_is_not_called_empty() -> None:
    lists = ["Knowledge:", "- flour", "- yeast", "Skills:", "- kneading"]
    found = reading.read(["Baker", "KNOWLEDGE, SKILLS, ABILITIES", *lists])
    assert (len(found.knowledge), len(found.skills), found.doubts) == (2, 1, ())
    assert reading.read(["Baker", "Knowledge:", "Benefits", "- bread"]).doubts


def test_a_text_broken_at_the_edge_of_a_page_is_joined_though_one_line_is_long() -> None:
    told = "Пекарь работает в пекарне, которая стоит на берегу реки, и подчиняется её хозяину, " * 3
    broken = [
        "- выпекает хлеб и булки по рецептам, которые утвердил хозяин",
        "пекарни и её главный технолог;",
    ]
    named = ["- соблюдает правила, которые для пекарен и кондитерских издал", "Город Хлебный;"]
    text = ["Пекарь", told, "Обязанности", *broken, *broken, *broken, *named, "- моет печи после смены."]
    (*_three, joined, last) = reading.read(text).duties
    assert joined.text.endswith("кондитерских издал Город Хлебный")
    assert last.text == "моет печи после смены"


def _compared(name: str) -> tuple[list[str], list[str]]:
    found = reading.read(job_description.printed((TRIALS / name).read_bytes(), Progress()))
    skills = () if found.proposed else found.skills
    entries = zip(LISTS, (found.knowledge, skills, found.duties), strict=True)
    left = {kind: [_plain(one.text) for one in these] for kind, these in entries}
    marks = MARKED[name]
    wanted = [(text, (kind,)) for kind in LISTS for text in marks.get(kind, ())]
    wanted += [(text, tuple(kinds)) for text, kinds in marks.get("either", ())]
    lost: list[str] = []
    for text, kinds in wanted:
        kind = next((one for one in kinds if _plain(text) in left.get(one, ())), None)
        if kind is not None:
            left[kind].remove(_plain(text))
        elif set(kinds) <= set(LISTS):
            lost.append(text)
    return lost, [text for kind in LISTS for text in left[kind]]


def _plain(text: str) -> str:
    said = " ".join(fold(text).split()).strip(" .;,:").removesuffix(" and").strip(" .;,:")
    return _LABEL.sub("", said).strip()
