"""Unsettled differences between assessors, counted for many cases at once; no mark leaves this module."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import batched

from sqlalchemy import exists, func, tuple_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from domain.assessing.policy import Policy
from domain.assessing.scoring import unheard
from domain.mark import Role
from domain.sheet_kinds import SheetState

AT_ONCE = 5000  # roles of cases in one statement


def unsettled(
    session: Session, policies: Mapping[int, Policy], roles: Mapping[int, Sequence[Role]]
) -> Mapping[int, int]:
    """Return case id -> on how many items in scope there is one, 0 for none; one statement for many cases.

    *policies* and *roles* are by case, one role for each sheet handed in. The rules are those of the result:
    marks of roles without weight, or with too few answers, are left out (laws 15 and 21).
    """
    heard = [
        (case_id, role)
        for case_id, policy in policies.items()
        for role in set(roles[case_id]) - unheard(roles[case_id])
        if policy.counts(role)
    ]
    found: Counter[int] = Counter()
    if heard:
        least = min(policy.discuss_spread for policy in policies.values())
        for some in batched(heard, AT_ONCE):
            for case_id, spread in _spreads(session, some, least):
                found[case_id] += spread >= policies[case_id].discuss_spread
    return found


def _spreads(session: Session, heard: Sequence[tuple[int, Role]], least: int) -> list[tuple[int, int]]:
    """Return case id and spread of each item whose levels are at least *least* apart."""
    newer = aliased(models.Sheet)
    spread = func.max(col(models.Mark.level)) - func.min(col(models.Mark.level))
    rows = session.connection().execute(
        select_columns(col(models.Sheet.case_id), spread.label("spread"))
        .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
        .join(
            models.CaseItem,
            (col(models.CaseItem.case_id) == models.Sheet.case_id)
            & (col(models.CaseItem.item_id) == models.Mark.item_id),
        )
        .where(
            tuple_(col(models.Sheet.case_id), col(models.Sheet.role)).in_(heard),
            col(models.Sheet.state) == SheetState.SUBMITTED,
            col(models.CaseItem.in_scope),
            ~exists().where(
                col(newer.case_id) == models.Sheet.case_id,
                col(newer.assessor_id) == models.Sheet.assessor_id,
                col(newer.state) == SheetState.SUBMITTED,
                col(newer.revision) > models.Sheet.revision,
            ),
            ~exists().where(
                col(models.Settled.case_id) == models.Sheet.case_id,
                col(models.Settled.item_id) == models.Mark.item_id,
            ),
        )
        .group_by(col(models.Sheet.case_id), col(models.Mark.item_id))
        .having(spread >= least)
    )
    return [(row.case_id, row.spread) for row in rows]
