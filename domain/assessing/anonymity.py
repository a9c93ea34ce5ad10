"""What single assessors said, hidden if it could identify a colleague or subordinate (law 15).

Every screen and document gets its result from here, so that a new one has nothing left to hide.
"""

from dataclasses import replace

from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Score


def anonymous(result: CaseResult) -> CaseResult:
    """Return the result as it may be shown: no comments, facts or marks if assessors stay anonymous."""
    if not result.kept_apart:
        return result
    return replace(result, comments=(), facts=(), score=_without_marks(result.score))


def _without_marks(score: Score) -> Score:
    """Return the score without the marks; its figures stay, although they rest on those marks."""
    rows = {row.code: _bare(row) for row in score.rows}
    duties = (replace(one, short=tuple(rows[row.code] for row in one.short)) for one in score.duties)
    return Score(
        rows=tuple(rows.values()),
        totals=score.totals,
        functions=score.functions,
        gaps=tuple(rows[row.code] for row in score.gaps),
        duties=tuple(duties),
        unsettled=tuple(rows[row.code] for row in score.unsettled),
        _by_code=rows,
    )


def _bare(row: Row) -> Row:
    """Return the row without marks, spread and ``watch``; that it must be discussed is still shown."""
    return replace(row, entry=replace(row.entry, marks=()), spread=None, watch=False)
