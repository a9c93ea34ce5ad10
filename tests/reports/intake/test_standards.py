"""Professional standards come in each by its title, with what was exchanged put right."""

import pytest

from domain.framework.edition_faults import Flaw
from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake.model import model_file, professional_standard
from reports.intake.model.model_file import Form
from reports.intake.model.professional_standard import Part
from reports.intake.refusal import Unreadable, Why
from tests.reports.intake.models import faults, general, read, standard, work


def test_a_professional_standard_is_read_and_equal_lines_are_one_item() -> None:
    data = standard(
        general("A", work("A/01.4", ["отвечает", "слушает"], ["говорить"], ["этикет", "услуги"])),
        general("C", work("C/01.6", ["управляет"], ["ставить задачи"], ["этикет"])),
    )
    assert model_file.form_of(data, "", Progress()) is Form.STANDARD
    found = read(data)
    assert found.title.ru == "Специалист по обслуживанию"
    assert [(one.code, one.clause) for one in found.functions] == [("F1", "A/01.4"), ("F2", "C/01.6")]
    told = [(one.code, one.text.ru, one.function, one.secondary) for one in found.items]
    assert told == [
        ("K01", "этикет", "F1", ("F2",)),
        ("K02", "услуги", "F1", ()),
        ("S01", "говорить", "F1", ()),
        ("S02", "ставить задачи", "F2", ()),
    ]
    assert [(one.code, one.text.ru) for one in found.duties] == [
        ("D1.1", "отвечает"),
        ("D1.2", "слушает"),
        ("D2.1", "управляет"),
    ]
    only = read(data, general="C")
    assert [one.text.ru for one in only.items] == ["этикет", "ставить задачи"]


def test_of_two_standards_in_one_file_each_is_read_by_its_title_and_they_are_never_mixed() -> None:
    first = standard(general("A", work("A/01.4", ["отвечает"], ["говорить"], ["этикет", "-"])))
    second = standard(general("A", work("A/01.4", ["считает"], ["считать", "—"], ["право"])))
    second = second.replace("Специалист по обслуживанию".encode(), "Бухгалтер".encode())
    inside = [
        one[one.index(b"<ProfessionalStandart>") : one.rindex(b"</ProfessionalStandart>") + 23]
        for one in (first, second)
    ]
    data = (
        first[: first.index(inside[0])] + b"".join(inside) + first[first.index(inside[0]) + len(inside[0]) :]
    )
    outline = professional_standard.outline(data, "", Part("Бухгалтер"))
    assert outline.standards == ("Специалист по обслуживанию", "Бухгалтер")
    assert [code for code, _name in outline.generals] == ["A"]

    def items(title: str) -> list[str]:
        found = model_file.parse(data, "", Progress(), part=Part(title))[1]
        return [one.text.ru for one in found.items]

    assert items("Специалист по обслуживанию") == ["этикет", "говорить"], "a dash is no item"
    assert items("Бухгалтер") == ["право", "считать"]


def test_exchanged_knowledge_and_skills_are_noticed_by_their_grammar_and_put_right_as_said() -> None:
    verbs, nouns = ["ставить задачи", "вести учёт", "говорить ясно"], ["право", "этикет", "порядок учёта"]
    wrong, right = (
        standard(general("A", work("A/01", [], nouns, verbs))),
        standard(general("A", work("A/01", [], verbs, nouns))),
    )
    assert professional_standard.outline(wrong, "", Part()).swapped
    assert not professional_standard.outline(right, "", Part()).swapped
    found = model_file.parse(wrong, "", Progress(), part=Part(swapped=True))[1]
    assert [(one.kind, one.text.ru) for one in found.items[:1]] == [(Kind.KNOWLEDGE, "право")]


def test_a_standard_with_entities_or_cut_off_is_refused() -> None:
    bomb = standard(general("A", work("A/01", [], ["&b;"], [])), head='<!DOCTYPE x [<!ENTITY b "bbb">]>')
    for data, why in ((bomb, Why.ENTITIES), (standard(general("A"))[:-40], Why.DAMAGED)):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.why is why
    assert faults(b"<root><a/></root>")[0][0] is Flaw.OTHER_FORMAT
    twice = standard(general("A", work("A/01", [], ["x"], []), work("A/01", [], ["y"], [])))
    assert faults(twice)[0][0] is Flaw.DUPLICATE_CODE
    long = standard(general("A", work("A/01", [], ["я" * 10_000], [])))
    assert faults(long) == [(Flaw.LONG_TEXT, "модель, A/01, RequiredSkill 1", "10000")]
