"""What papers made of text say is true of this person, this commission and this day."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from domain.assessing.case import CycleKind
from domain.assessing.entry import Carried
from domain.assessing.policy import Policy
from domain.hiring.campaign import Panelist
from domain.mark import Role
from domain.papers.assessment_papers import AssessmentOrder, Feedback
from domain.papers.framework_papers import Regulation
from domain.papers.hiring_papers import Invitation, RefusalPaper
from domain.people.organisation import Requisites
from domain.people.retention import Retention
from reports.assessing import assessment_order, feedback
from reports.framework import regulation
from reports.hiring import agenda, campaign_page, invitation, question_list, rejection
from reports.paper.text_papers.text_paper import Facts, Heading, Note, Table, TextPaper
from reports.team import quarter_page
from resources.i18n import words
from tests.reports import hiring_sample, sample, team_sample

RU, EN = words("ru"), words("en")


def texts(paper: TextPaper) -> str:
    """Return all that the paper says, a line each."""
    return "\n".join(_texts(paper.blocks))


def _texts(blocks: Any) -> Iterator[str]:
    for one in blocks:
        match one:
            case Table(heads, rows):
                yield " | ".join(heads)
                yield from (" | ".join(row) for row in rows)
            case Facts(rows):
                yield from (f"{name}: {text}" for name, text in rows)
            case _:
                yield " ".join(filter(None, (getattr(one, "lead", ""), getattr(one, "text", ""))))


def table(paper: TextPaper) -> list[dict[str, str]]:
    """Return the rows of its first table, by its heads."""
    found = next(one for one in paper.blocks if isinstance(one, Table))
    return [dict(zip(found.heads, row, strict=True)) for row in found.rows]


def test_the_columns_of_a_selection_stand_under_their_heads() -> None:
    compared = hiring_sample.comparison()
    contenders = tuple(replace(one, concluded=hiring_sample.WITH_CONDITIONS) for one in compared.contenders)
    first = table(campaign_page.lay(replace(compared, contenders=contenders), EN))[0]
    assert "%" in first["Attainment"]
    assert first["Below minimum"] == str(contenders[0].stops)
    assert first["Conclusion"] and "%" not in first["Conclusion"] and not first["Conclusion"].isdigit()


def test_requirements_are_named_by_their_verdict() -> None:
    rows = table(campaign_page.lay(hiring_sample.comparison(), RU))
    assert {row["Требования"] for row in rows} <= {"соответствует", "не соответствует", "подтвердить", ""}


def test_a_vacancy_without_results_or_questions_says_so() -> None:
    page = campaign_page.lay(hiring_sample.comparison(()), EN)
    assert not [one for one in page.blocks if isinstance(one, Table)]
    assert "Nothing is left to decide." not in texts(page)
    empty = replace(hiring_sample.requirements(), questions={})
    assert "There are no questions for this vacancy." in texts(question_list.lay(empty, EN))
    assert "no questions" not in texts(question_list.lay(hiring_sample.requirements(), EN))


def _order(*commission: Panelist, kind: CycleKind = CycleKind.QUARTERLY) -> AssessmentOrder:
    return AssessmentOrder(
        sample.ORGANISATION,
        replace(team_sample.CYCLE, kind=kind),
        sample.framework(),
        "",
        commission,
        (("Ким Анна", "оператор", "Смена А"),),
        sample.TODAY,
    )


def test_an_order_names_an_assessor_once_with_every_part() -> None:
    head = Panelist(5, "Фомина Елена Петровна", "начальник смены", Role.MANAGER)
    paper = assessment_order.lay(_order(head, replace(head, role=Role.PEER)), EN)
    assert [row["Role in the assessment"] for row in table(paper)] == ["manager, colleague"]
    assert len(paper.after[0][1]) == 1


def test_an_order_on_a_probation_does_not_speak_of_development() -> None:
    said = texts(assessment_order.lay(_order(kind=CycleKind.PROBATION), EN))
    assert "Articles 70 and 71" in said
    assert "plan the development" not in said and "not grounds for dismissal" not in said
    assert "plan the development" in texts(assessment_order.lay(_order(), EN))


def test_an_agenda_says_no_more_of_differences_than_is_known() -> None:
    alone = agenda.lay(hiring_sample.decision(assessors=1), EN)
    assert "Only one assessor's marks count" in texts(alone)
    agreed = hiring_sample.decision(settle=False)
    result = sample.candidate(silent=0)
    calm = sample.with_score(
        replace(result, policy=Policy(discuss_spread=4)),
        tuple(replace(row.entry, marks=row.entry.marks[:1]) for row in result.score.rows),
    )
    said = texts(agenda.lay(replace(agreed, result=calm, conclusions=()), EN))
    assert "Assessors do not differ by 4 levels or more anywhere." in said


def test_an_agenda_does_not_claim_agreement_with_a_colleague_whose_marks_are_hidden() -> None:
    decision = hiring_sample.decision(settle=False)
    result = decision.result
    hidden = replace(result.assessors[-1], role=Role.PEER)
    assessors = (*result.assessors[:-1], hidden)
    calm = tuple(replace(row.entry, marks=row.entry.marks[:1]) for row in result.score.rows)
    decision = replace(decision, result=replace(sample.with_score(result, calm), assessors=assessors))
    said = texts(agenda.lay(decision, EN))
    assert "Differences with colleagues are not shown" in said
    assert "Assessors do not differ" not in said and "Nothing." not in said


def test_feedback_says_what_an_assessment_was_for_and_how_old_a_level_is() -> None:
    hired = texts(feedback.lay(Feedback(hiring_sample.decision(), None), EN))
    assert "It serves development" not in hired and "supports selection and development" in hired
    result = sample.employee()
    entries = tuple(
        replace(row.entry, marks=(), carried=Carried(Fraction(0), 2)) for row in result.score.rows
    )
    old = hiring_sample.Decision(sample.with_score(result, entries))
    assert "as assessed 2 quarters ago" in texts(feedback.lay(Feedback(old, None), EN))


def test_feedback_finds_no_gaps_only_where_something_has_a_level() -> None:
    result = sample.employee()
    entries = tuple(replace(row.entry, marks=(), carried=None) for row in result.score.rows)
    nothing = hiring_sample.Decision(sample.with_score(result, entries))
    assert "No gaps" not in texts(feedback.lay(Feedback(nothing, None), EN))


def test_a_rejection_speaks_of_this_candidate_alone() -> None:
    paper = rejection.lay(RefusalPaper(hiring_sample.refusal(), None), EN)
    assert "all candidates" not in texts(paper) and "you consented to" not in texts(paper)
    russian = rejection.lay(RefusalPaper(hiring_sample.refusal(), None), RU)
    order = assessment_order.lay(_order(), RU)
    assert russian.foot.split("-")[0] != order.foot.split("-")[0]


def test_an_invitation_names_whom_to_ask() -> None:
    own = sample.ORGANISATION.printed_by(Requisites(executor="Соколова А. В.", phone="123-45-67"))
    campaign = hiring_sample.campaign()
    letter = Invitation(own, sample.CANDIDATE, campaign.cycle, campaign.profile.post, "", (), 0, sample.TODAY)
    said = texts(invitation.lay(letter, EN))
    assert "Contact person, telephone: Соколова А. В., 123-45-67" in said
    assert "If you have not yet consented" in said


@pytest.mark.parametrize(("most", "said"), [(1, "не более 1 компетенции"), (3, "не более 3 компетенций")])
def test_a_regulation_takes_its_limits_from_the_policy(most: int, said: str) -> None:
    rules = Regulation(
        sample.ORGANISATION,
        sample.framework(),
        sample.scale(),
        Policy(max_goals=most, discuss_spread=1),
        Retention(),
        None,
        sample.TODAY,
    )
    paper = texts(regulation.lay(rules, RU))
    assert said in paper and "При расхождении на 1 уровень" in paper
    assert sample.scale().levels[2].knowledge.ru in paper and sample.scale().levels[2].skill.ru in paper


def test_a_quarter_without_gaps_has_no_empty_table_and_waits_for_nobody_who_left() -> None:
    nobody = quarter_page.lay(team_sample.paper(team_sample.matrix(1, blind=(0,), left=())), EN)
    assert not [one for one in nobody.blocks if isinstance(one, Table)]
    assert "No level is known yet." in texts(nobody) and "Nothing is left" not in texts(nobody)
    left = quarter_page.lay(team_sample.paper(team_sample.matrix(12, blind=(7, 11), left=(11,))), EN)
    assert "Collect the sheets for 1 person, or extend the term." in texts(left)
    assert Heading("Pending sheets") in left.blocks
    assert len([one for one in left.blocks if isinstance(one, Note) and "pending" in one.text]) == 1
    # A low level bars nobody from work (Labour Code, article 76): what is to be decided is how to raise it.
    assert "Decide how to bring critical competencies up to their minimum" in texts(left)
