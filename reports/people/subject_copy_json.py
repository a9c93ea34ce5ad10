"""The copy of somebody's own data as JSON: everything held on the person, and nobody else's name."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from domain.development.adaptation import Mentoring
from domain.papers.subject_copy import AssessmentCopy, Concluded, GoalCopy, PlanCopy, Rated, SubjectCopy
from domain.papers.subject_copy import Words as Told
from domain.people.declined import Case
from domain.people.person import Person
from domain.people.subject import CaseRest
from domain.progress import Progress
from domain.text import Text
from reports.paper.atomic import replacing
from reports.people.named_kinds import named
from reports.words.framework import familiarity
from resources.i18n import Words

SCHEMA = 3

type Json = dict[str, object]


def write(copy: SubjectCopy, target: Path, progress: Progress, words: Words) -> None:
    """Write the copy to *target* with sorted keys; texts of the framework are in the language of *words*."""
    progress.step(0, 1)
    text = json.dumps(record(copy, words), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    with replacing(target) as part:
        part.write_text(text, encoding="utf-8")
    progress.step(1, 1)


def record(copy: SubjectCopy, words: Words) -> Json:
    """Return the copy: days as ISO 8601, levels as numbers, what is unknown as null; no clock inside."""
    term = copy.term
    return {
        "schema": SCHEMA,
        "language": words.language,
        "operator": {"full_name": copy.organisation.full_name, "city": copy.organisation.city},
        "person": _person(copy, words),
        "processing": {
            "purpose": copy.purpose,
            "ground": copy.person.ground,
            "until": None if term is None else term.day.isoformat(),
            "why": None if term is None else term.why,
            "withdrawn_on": _day(copy.person.withdrawn_on),
            "basis": copy.person.basis,
            "documents": [
                {
                    "text": one.text,
                    "number": one.number,
                    "signed_on": _day(one.paper_on),
                    "until": _day(one.until),
                    "kept_at": one.kept_at,
                    "sha256": one.sha256,
                    "purpose": one.purpose,
                    "ground": one.ground,
                    "withdrawn_on": _day(one.withdrawn_on),
                    "hold_until": _day(one.hold_until),
                    "reason": one.reason,
                    "entered_on": _day(one.entered_on),
                }
                for one in copy.papers
            ],
        },
        "assessments": [_assessment(one, words) for one in copy.assessments],
        "plans": [_plan(one, words) for one in copy.plans],
        "notes": [_told(one) for one in copy.notes],
        "notes_hidden": copy.notes_hidden,
        "familiarised": [
            {
                "document": one.document.read,
                "title": familiarity.title(one.document, words),
                "number": one.document.paper_number,
                "edition": one.document.number or None,
                "reply": one.signature.reply,
                "way": one.signature.way,
                "on": one.signature.on.isoformat(),
                "reason": one.signature.reason,
                "scan": one.signature.scan,
                "sha256": one.signature.sha256,
                "entered_on": _day(one.entered_on),
            }
            for one in copy.rest.familiarised
        ],
        "issued": [
            {
                "document": one.document,
                "number": one.code,
                "on": one.issue.on.isoformat(),
                "signed_by": one.issue.signed_by,
                "copies": one.issue.copies,
                "recipients": one.issue.recipients,
            }
            for one in copy.rest.issued
        ],
        "handed_out": [
            {"at": one.at.isoformat(), "document": one.document, "formats": list(one.formats)}
            for one in copy.handed_out
        ],
        "training": [
            {"cycle": one.cycle, "items": list(one.items), "part": one.part} for one in copy.rest.training
        ],
        "done": [{"what": one.did, "on": one.on.isoformat(), "where": one.where} for one in copy.rest.deeds],
        "not_quoted": [{"what": kind, "records": records} for kind, records in copy.rest.unquoted],
    }


def _cases(person: Person) -> Json:
    """Return case -> name and post in it, as confirmed; empty if nobody did."""
    known = {case: [person.named(case), person.in_post(case)] for case in Case}
    return {case.value: texts for case, texts in known.items() if any(texts)}


def _person(copy: SubjectCopy, words: Words) -> Json:
    person = copy.person
    return {
        "code": person.code,
        "kind": person.kind,
        "surname": person.surname,
        "given": person.given,
        "patronymic": person.patronymic,
        "contact": person.contact,
        "post": person.post,
        "cases": _cases(person),
        "unit": person.unit,
        "personnel_no": person.personnel_no,
        "hired_on": _day(person.hired_on),
        "left_on": _day(person.left_on),
        "left_reason": person.left_reason,
        "works_with_the_file": person.is_actor,
        "former_cards": [{"name": name, "code": code} for name, code in copy.former],
        "education": [
            {
                "level": named(copy.names, one.level, words),
                "document": one.document,
                "confirmed_on": _day(one.confirmed_on),
            }
            for one in person.education
        ],
        "experience": [
            {
                "area": named(copy.names, one.area, words),
                "from_on": _day(one.from_on),
                "to_on": _day(one.to_on),
                "months": one.months,
                "document": one.document,
                "confirmed_on": _day(one.confirmed_on),
            }
            for one in person.experience
        ],
        "medical": [
            {
                "kind": named(copy.names, one.kind, words),
                "admitted": one.admitted,
                "concluded_on": _day(one.concluded_on),
                "valid_until": _day(one.valid_until),
            }
            for one in person.medical
        ],
    }


def _assessment(one: AssessmentCopy, words: Words) -> Json:
    totals = one.totals
    return {
        "code": one.code,
        "kind": one.kind,
        "title": one.title,
        "opened_on": one.opened_on.isoformat(),
        "state": one.state,
        "sheets": [{"role": role, "submitted_on": on.isoformat()} for role, on in one.sheets],
        "hidden": totals is None,
        "kept_back": one.kept_back,
        "attainment": None if totals is None else _number(totals.attainment),
        "status": None if totals is None else totals.status,
        "items": [_rated(row, words) for row in one.rows],
        "words": [_told(said) for said in one.words],
        "conclusions": [_concluded(said) for said in one.conclusions],
        "refusal": one.refusal,
        "not_chosen": one.not_chosen,
        "withdrawn": one.withdrawn,
        "assigned": list(one.rest.assigned),
        "agreed": [
            {"code": said.code, "level": said.level, "reason": said.reason, "on": said.on.isoformat()}
            for said in one.agreed
        ],
        "opened_early": None
        if one.opened_early is None
        else {"reason": one.opened_early[0], "on": one.opened_early[1].isoformat()},
        **_rest(one.rest),
    }


def _rest(rest: CaseRest) -> Json:
    brought_in, employed = rest.brought_in, rest.employed
    return {
        "own_sheets": [
            {
                "revision": sheet.revision,
                "submitted_on": _day(sheet.submitted_on),
                "marks": [
                    {"code": mark.item, "state": mark.state, "level": mark.level, "comment": mark.comment}
                    for mark in sheet.marks
                ],
            }
            for sheet in rest.own
        ],
        "corrections": [
            {"role": one.role, "revision": one.revision, "reason": one.reason} for one in rest.corrections
        ],
        "asked": [{"code": code, "question": question} for code, question in rest.asked],
        "left_out": [{"code": code, "reason": reason} for code, reason in rest.left_out],
        "earlier_refusals": [{"text": text, "on": on.isoformat()} for text, on in rest.refusals],
        "brought_in": None
        if brought_in is None
        else {
            "file": brought_in.file,
            "sheet": brought_in.sheet,
            "on": brought_in.on.isoformat(),
            "levels": [{"code": code, "level": level} for code, level in brought_in.levels],
        },
        "hired": None
        if employed is None
        else {
            "on": employed.hired_on.isoformat(),
            "probation_ends_on": _day(employed.probation_ends_on),
        },
    }


def _rated(row: Rated, words: Words) -> Json:
    label = _text(row.label, words)
    mark = {"imported": True} if row.imported else {}
    return {"code": row.code, "label": label, "level": _number(row.level), **mark, "target": row.target}


def _plan(one: PlanCopy, words: Words) -> Json:
    return {
        "kind": one.kind,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on.isoformat(),
        "state": one.state,
        "hidden": one.hidden,
        "aim": one.aim,
        "goals": [_goal(goal, words) for goal in one.goals],
        "meetings": [{"on": on.isoformat(), "result": result} for on, result in one.meetings],
        "conclusions": [_concluded(said) | _probation(said) for said in one.conclusions],
        "number": one.number,
        "approved_on": _day(one.approved_on),
        "closed_on": _day(one.closed_on),
        "hours_budget": one.hours_budget,
        "mentoring": _mentoring(one.mentoring),
        "induction": [
            {"day": step.day, "by": step.by, "text": _text(step.text, words)} for step in one.induction
        ],
        "indicators": [
            {
                "name": counted.name,
                "norm": counted.norm,
                "weeks": [
                    {
                        "week": week.number,
                        "planned": _figure(week.planned),
                        "fact": _figure(week.fact),
                        "note": week.note,
                    }
                    for week in counted.weeks
                ],
            }
            for counted in one.indicators
        ],
        "removed": list(one.removed),
    }


def _goal(goal: GoalCopy, words: Words) -> Json:
    return {
        "code": goal.code,
        "label": _text(goal.label, words),
        "level_from": _number(goal.level_from),
        "level_to": goal.level_to,
        "level_after": _number(goal.level_after),
        "asked": goal.asked,
        "critical": goal.critical,
        "weight": goal.weight,
        "criterion": goal.criterion,
        "outcome": goal.outcome,
        "duties": list(goal.duties),
        "also_covers": list(goal.aliases),
        "actions": [
            {
                "text": _text(action.text, words),
                "kind": action.kind,
                "evidence": _text(action.evidence, words),
                "starts_on": action.starts_on.isoformat(),
                "ends_on": action.ends_on.isoformat(),
                "done_on": _day(action.done_on),
                "hours": action.hours,
                "state": action.state,
                "result": action.result,
                "removed": action.removed,
                "moved": [
                    {
                        "on": move.on.isoformat(),
                        "reason": move.reason,
                        "from": [move.starts_was.isoformat(), move.ends_was.isoformat()],
                        "to": [move.starts_on.isoformat(), move.ends_on.isoformat()],
                    }
                    for move in action.moved
                ],
            }
            for action in goal.actions
        ],
    }


def _mentoring(one: Mentoring | None) -> Json | None:
    if one is None:
        return None
    return {
        "consent_on": _day(one.consent_on),
        "agreement_no": one.agreement_no,
        "agreement_on": _day(one.agreement_on),
        "content": one.content,
        "form": one.form,
        "pay": one.pay,
        "until": _day(one.until),
        "clause": one.clause,
    }


def _told(one: Told) -> Json:
    return {
        "text": one.text,
        "role": one.by,
        "on": _day(one.on),
        "items": list(one.items),
        "speaks": one.speaks,
    }


def _concluded(one: Concluded) -> Json:
    return {
        "outcome": one.outcome,
        "reasons": one.reasons,
        "conditions": one.conditions,
        "on": one.on.isoformat(),
    }


def _probation(one: Concluded) -> Json:
    return {
        "documents": one.documents,
        "absence": one.absence,
        "ends_on": _day(one.ends_on),
        "notice_on": _day(one.notice_on),
        "levels": [{"code": code, "level": float(level)} for code, level in one.levels],
    }


def _text(text: Text, words: Words) -> str:
    return words.text(text)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
