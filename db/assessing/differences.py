"""Differences of assessors that nobody has settled, counted for many cases at once; no mark leaves here."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import exists, func, tuple_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from domain.assessing.policy import Policy
from domain.assessing.scoring import unheard
from domain.mark import Role
from domain.sheet_kinds import SheetState


def unsettled(
    session: Session, policies: Mapping[int, Policy], roles: Mapping[int, Sequence[Role]]
) -> Mapping[int, int]:
    """Return case id -> on how many items of the scope there is one, 0 where on none; one statement.

    *policies* and *roles* are by case, one role for each sheet that is in. The rules are those of the result:
    a role without weight is not heard, nor one of which too few answered (laws 15 and 21).
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
        for case_id, spread in _spreads(session, heard, least):
            found[case_id] += spread >= policies[case_id].discuss_spread
    return found


def _spreads(session: Session, heard: Sequence[tuple[int, Role]], least: int) -> list[tuple[int, int]]:
    """Return the case and the levels between highest and lowest of each item where they are so many."""
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
