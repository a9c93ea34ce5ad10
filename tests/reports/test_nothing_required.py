"""A post that sets no mandatory requirements: no paper says that somebody meets them (law 20)."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from domain.assessing.result import CaseResult
from domain.framework.edition import NO_REQUIREMENTS
from domain.people.gates import GateKind, check_gates
from domain.progress import Progress
from reports.assessing import candidate_pdf
from reports.hiring import comparison_pdf, comparison_xlsx, decision_pdf, requirements_pdf
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.reading import pages, parts, whole

CLAUSES = ("п. 1.2", "п. 1.3", "1.2 1)", "1.2 2)")


def free(result: CaseResult) -> CaseResult:
    """The same case against a profile that requires nothing."""
    profile = replace(result.profile, requirements=NO_REQUIREMENTS)
    return replace(result, profile=profile, gates=check_gates(result.person, NO_REQUIREMENTS, sample.TODAY))


def test_the_profile_of_a_candidate_says_in_one_line_that_none_is_set(tmp_path: Path) -> None:
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(free(sample.candidate()), target, Progress(), words("ru"))
    first = pages(target)[0].replace("\u00a0", " ")
    assert "Обязательные требования Профилем должности не установлены." in first
    for said in ("Образование", "Медосмотр", *CLAUSES):
        assert said not in first, said


UNCONFIRMED = replace(NO_REQUIREMENTS, in_document=True)


def test_requirements_that_were_read_but_not_confirmed_are_not_said_to_be_missing(tmp_path: Path) -> None:
    result = free(sample.candidate())
    unconfirmed = replace(result, profile=replace(result.profile, requirements=UNCONFIRMED))
    paper = hiring.requirements()
    asked = replace(paper.campaign.profile, requirements=UNCONFIRMED)
    comparison = replace(
        hiring.comparison([free(one) for one in hiring.contenders()]), profile=unconfirmed.profile
    )
    profile, needs, side_by_side = (tmp_path / name for name in ("p.pdf", "r.pdf", "c.pdf"))
    candidate_pdf.write(unconfirmed, profile, Progress(), words("ru"))
    requirements_pdf.write(
        replace(paper, campaign=replace(paper.campaign, profile=asked)), needs, Progress(), words("ru")
    )
    comparison_pdf.write(comparison, side_by_side, Progress(), words("ru"))
    for target in (profile, needs, side_by_side):
        text = whole(target).replace("\u00a0", " ")
        assert "не подтверждены и не проверяются" in text, target
        assert "Обязательные требования Профилем должности не установлены" not in text
        assert "не устанавливает" not in text


def test_the_decision_has_no_rows_and_no_verdict(tmp_path: Path) -> None:
    target = tmp_path / "decision.pdf"
    decision = hiring.decision()
    decision_pdf.write(replace(decision, result=free(decision.result)), target, Progress(), words("ru"))
    text = whole(target).replace("\u00a0", " ")
    head = text.index("1. Обязательные требования")
    assert text[head:].startswith("1. Обязательные требования Профилем должности не установлены. 2.")
    assert not any(clause in text for clause in CLAUSES)


def test_the_comparison_has_no_columns_for_what_nobody_asks(tmp_path: Path) -> None:
    comparison = hiring.comparison([free(one) for one in hiring.contenders()])
    assert comparison.gates == ()
    paper, book = tmp_path / "comparison.pdf", tmp_path / "comparison.xlsx"
    comparison_pdf.write(comparison, paper, Progress(), words("ru"))
    comparison_xlsx.write(comparison, book, Progress(), words("ru"))
    first = pages(paper)[0]
    assert "Образование" not in first
    assert "соответствует" not in first
    assert "Образование" not in "".join(parts(book).values())
    assert hiring.comparison().gates == tuple(GateKind)


def test_the_requirements_paper_has_no_empty_rows(tmp_path: Path) -> None:
    paper = hiring.requirements()
    target = tmp_path / "requirements.pdf"
    none = replace(paper.campaign.profile, requirements=NO_REQUIREMENTS)
    empty = replace(paper, campaign=replace(paper.campaign, profile=none))
    requirements_pdf.write(empty, target, Progress(), words("ru"))
    text = whole(target).replace("\u00a0", " ")
    assert "2. Обязательные требования Профилем должности не установлены." in text
    assert "3. Условия допуска Профилем должности не установлены. 4." in text
    for said in ("документ об образовании", "трудовая книжка", *CLAUSES):
        assert said not in text, said


def test_a_requirement_of_ones_own_stands_without_the_clause_of_another_document(tmp_path: Path) -> None:
    paper = hiring.requirements()
    target = tmp_path / "requirements.pdf"
    own = replace(sample.requirements(), clauses={})
    changed = replace(
        paper, campaign=replace(paper.campaign, profile=replace(paper.campaign.profile, requirements=own))
    )
    requirements_pdf.write(changed, target, Progress(), words("ru"))
    assert not any(clause in whole(target).replace("\u00a0", " ") for clause in CLAUSES)
    requirements_pdf.write(paper, target, Progress(), words("ru"))
    text = whole(target).replace("\u00a0", " ")
    assert "2. Обязательные требования (п. 1.2 1), 1.2 2))" in text
    assert "3. Условия допуска (п. 1.3)" in text


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "Документы не внесены."), ("en", "No documents entered.")]
)
def test_of_an_employee_without_documents_one_line_is_told(tmp_path: Path, language: str, said: str) -> None:
    person = replace(sample.EMPLOYEE, education=(), experience=(), medical=())
    result = sample.employee()
    gates = check_gates(person, result.profile.requirements, sample.TODAY)
    result = replace(result, person=person, gates=gates)
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(result, target, Progress(), words(language))
    first = pages(target)[0]
    assert said in first
    assert "подтвердить" not in first
    assert "to be confirmed" not in first


def test_a_duty_of_a_model_without_a_document_is_named_by_its_code_and_no_clause_stands_empty(
    tmp_path: Path,
) -> None:
    result = sample.candidate()
    bare = replace(
        result.framework,
        duties=tuple(replace(one, clause="") for one in result.framework.duties),
        items=tuple(replace(one, clause="") for one in result.framework.items),
    )
    assert {one.called for one in bare.duties} == {one.code for one in bare.duties}
    by_code = {one.code: one for one in bare.duties}
    duties = tuple(replace(one, duty=by_code[one.duty.code]) for one in result.score.duties)
    told = replace(result, framework=bare, score=replace(result.score, duties=duties))
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(told, target, Progress(), words("ru"))
    text = whole(target).replace("\u00a0", " ")
    assert not re.search(r"п\. (?!\d)", text)
