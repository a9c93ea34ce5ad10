"""Papers name people in the case that a sentence needs, once it is confirmed; English ones never change."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from db.assessing import people
from db.development import plan_board
from db.file.store import Store
from db.papers import framework_papers, plan_papers
from db.people import declensions, organisation
from desktop.office.papers.registry import MENTOR_CONSENT, REFUSAL_TO_SIGN
from domain.development.plan_sheet import PlanSheet
from domain.papers.framework_papers import RefusalToSign
from domain.people.declined import Case
from domain.people.name import same_person
from domain.plan_kinds import PlanKind
from reports.development import mentoring_papers
from reports.framework import refusal_to_sign
from reports.paper.text_papers.text_paper import Clause, TextPaper
from reports.people import declining
from reports.words import cases
from resources.i18n import words
from tests import prepared

ON = date(2026, 11, 24)
RU, EN = words("ru"), words("en")


def sentences(paper: TextPaper) -> str:
    return " ".join(one.text for one in paper.blocks if isinstance(one, Clause)).replace("\u00a0", " ")


def test_a_confirmed_name_stands_in_its_case_on_every_paper_that_needs_it(tmp_path: Path) -> None:
    store = Store.open(prepared.demo(tmp_path / "d.merilo"))
    try:
        plan = next(one for one in store.read(plan_board.rows, ON) if one.kind is PlanKind.ADAPTATION)
        person = store.read(people.by_code, plan.person_code)

        def sheet() -> PlanSheet:
            record = store.read(plan_papers.mentored_plan, MENTOR_CONSENT, plan.plan_id, None, ON)[0].record
            assert isinstance(record, PlanSheet)
            return record

        def act() -> RefusalToSign:
            record = store.read(framework_papers.refusal_to_sign, REFUSAL_TO_SIGN, person.id, None, ON)[
                0
            ].record
            assert isinstance(record, RefusalToSign)
            return record

        before = mentoring_papers.order(sheet(), EN), refusal_to_sign.lay(act(), EN)
        assert "Назначить наставником: " in sentences(mentoring_papers.order(sheet(), RU))
        assert cases.addressee(person, RU) == f"Адресат: {person.full_name}"
        terms = sheet().mentoring
        assert terms is not None
        mentor = store.read(people.person, terms.mentor_id)
        for one in (person, mentor):
            made = declining.proposed(one.surname, one.given, one.patronymic, one.post)
            assert made is not None
            store.write(declensions.confirm, one.id, made)
        person, mentor = (store.read(people.person, one.id) for one in (person, mentor))
        whom, whose = mentor.named(Case.ACCUSATIVE), person.named(Case.GENITIVE)
        assert f"Назначить {whom} наставником {whose} на срок" in sentences(
            mentoring_papers.order(sheet(), RU)
        )
        assert cases.addressee(person, RU) == person.named(Case.DATIVE)
        offered = sentences(refusal_to_sign.lay(act(), RU))
        assert f"{person.named(Case.DATIVE)}, {person.in_post(Case.DATIVE)}" in offered
        after = mentoring_papers.order(sheet(), EN), refusal_to_sign.lay(act(), EN)
        assert [sentences(one) for one in after] == [sentences(one) for one in before]
        assert cases.addressee(person, EN) == f"To: {person.full_name}"
    finally:
        store.close()


def test_a_consent_is_addressed_to_the_approver_in_the_dative_whoever_is_the_manager(tmp_path: Path) -> None:
    store = Store.open(prepared.demo(tmp_path / "d.merilo"))
    try:
        plan = next(one for one in store.read(plan_board.rows, ON) if one.kind is PlanKind.ADAPTATION)
        own = store.read(organisation.organisation)
        approver = next(
            one for one in store.read(people.everybody) if same_person(own.approver_name, one.full_name)
        )

        def to() -> tuple[str, ...]:
            record = store.read(plan_papers.mentored_plan, MENTOR_CONSENT, plan.plan_id, None, ON)[0].record
            assert isinstance(record, PlanSheet)
            assert mentoring_papers.consent(record, EN).to[0].startswith("To: ")
            return mentoring_papers.consent(replace(record, manager=None), RU).to

        assert to() == ("Адресат: руководитель контакт-центра", "М.С. Громов")
        made = declining.proposed(approver.surname, approver.given, approver.patronymic, approver.post)
        assert made is not None
        store.write(declensions.confirm, approver.id, made)
        assert to() == ("Руководителю контакт-центра", "Громову М.С.")
        store.write(organisation.describe, replace(own, approver_post="Генеральный директор"))
        assert to() == ("Адресат: генеральный директор", "М.С. Громов")
    finally:
        store.close()
