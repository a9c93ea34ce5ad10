"""The result of a case as JSON for HR: everything needed to compute it again, and no clock inside."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from domain.assessing.case import Opening
from domain.assessing.entry import Row
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Totals
from domain.mark import SHY_ROLES
from domain.progress import Progress
from reports.paper.atomic import replacing
from reports.words.assessing import side_by_side
from resources.i18n import Words

SCHEMA = 2  # 2: item keys, identity and hash of the edition, withheld marks, an early opening

type Json = dict[str, object]


def write(result: CaseResult, target: Path, progress: Progress, words: Words) -> None:
    """Write the record to *target* with sorted keys, whatever the language: texts are in both."""
    progress.step(0, 1)
    with replacing(target) as part:
        part.write_text(told(result), encoding="utf-8")
    progress.step(1, 1)


def told(result: CaseResult) -> str:
    """Return the record as text."""
    return json.dumps(record(result), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def record(result: CaseResult) -> Json:
    """Return the record: shares and levels as numbers, undefined as None, lists in screen order."""
    done = result.score
    shown = {assessor.id: assessor for assessor in side_by_side.panel(result).shown}
    said = {(comment.code, comment.assessor_id): comment.text for comment in result.comments}
    return {
        "schema": SCHEMA,
        "person": result.person.code,
        "framework": {
            "key": result.framework.key,
            "number": result.framework.number,
            "uid": result.framework.uid,
            "content_hash": result.framework.content_hash,
        },
        "profile": {"key": result.profile.key, "number": result.profile.number},
        "policy": {"number": result.policy_number} | result.policy.to_json(),
        "engine": result.engine.value,
        "cycle": result.cycle.code,
        "case": result.case.uid,
        "opened_early": _opening(result.opening),
        "marks_kept_back": result.kept_apart,
        "scope": [row.code for row in done.rows if row.entry.in_scope],
        "items": [_item(row, result, shown, said) for row in done.rows],
        "totals": _totals(done.totals),
        "functions": {code: _totals(totals) for code, totals in done.functions.items()},
        "gaps": [_gap(row) for row in done.gaps],
        "duties": [
            {"code": one.duty.code, "risk": _number(one.risk), "status": one.status} for one in done.duties
        ],
    }


def _item(
    row: Row, result: CaseResult, shown: Mapping[int, Assessor], said: Mapping[tuple[str, int], str]
) -> Json:
    item = result.framework.item(row.code)
    carried = row.entry.carried
    return {
        "code": row.code,
        "key": item.key,
        "kind": item.kind,
        "function": item.function,
        "text_ru": item.text.ru,
        "text_en": item.text.en,
        "target": row.entry.target,
        "weight": row.weight,
        "critical": row.critical,
        "floor": row.entry.floor,
        "in_scope": row.entry.in_scope,
        **({"imported": True} if row.imported else {}),
        "marks": [
            {
                "assessor": None
                if given.role in SHY_ROLES
                else shown[given.assessor_id].person.code,  # law 15
                "role": given.role,
                "state": given.mark.state,
                "level": given.mark.level,
                "comment": said.get((row.code, given.assessor_id), ""),
                "facts": [
                    {
                        "text": fact.text,
                        "polarity": fact.polarity,
                        "observed_on": fact.observed_on.isoformat(),
                        "items": list(fact.items),
                        "file_sha256": fact.file_sha256,
                    }
                    for fact in reversed(result.facts_on(row.code))
                    if fact.author_id == given.assessor_id
                ],
            }
            for given in row.entry.marks
            if given.assessor_id in shown
        ],
        "is_settled": row.entry.settled is not None,  # also as not applicable, which has no level
        "settled": None if row.entry.settled is None else row.entry.settled.level,
        "carried": None
        if carried is None
        else {"level": _number(carried.level), "quarters": carried.quarters},
        "standing": row.standing,
        "level": _number(row.level),
    }


def _opening(opening: Opening | None) -> Json | None:
    if opening is None:
        return None
    return {
        "by": opening.actor_name,
        "on": opening.on.isoformat(),
        "reason": opening.reason,
        "sheets_out": len(opening.waiting),
    }


def _gap(row: Row) -> Json:
    return {"code": row.code, "gap": _number(row.gap), "band": row.band, "stop": row.stop}


def _totals(totals: Totals) -> Json:
    return {
        "attainment": _number(totals.attainment),
        "lower": _number(totals.lower),
        "upper": _number(totals.upper),
        "coverage": _number(totals.coverage),
        "coverage_now": _number(totals.coverage_now),
        "mean": _number(totals.mean),
        "mean_lower": totals.interval.lower,
        "mean_upper": totals.interval.upper,
        # The interval is around the mean of the marks alone; settled and carried levels move the other mean.
        "mean_of_marks": totals.interval.mean,
        "mean_se": totals.interval.se,
        "unsettled": totals.unsettled,
        "readiness": _number(totals.readiness),
        "status": totals.status,
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
