"""What single assessors said, kept back where a colleague or subordinate could be told from it (law 15).

Whoever shows or writes a result gets it from here, so that a new screen or document has nothing to hide.
"""

from dataclasses import replace

from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Score


def anonymous(result: CaseResult) -> CaseResult:
    """Return the result as it may be shown: levels that count, and what they rest on only if it may."""
    if not result.kept_apart:
        return result
    return replace(result, comments=(), facts=(), score=_without_marks(result.score))


def _without_marks(score: Score) -> Score:
    """Return the score with its figures as they are, since those rest on the marks that are taken out."""
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
    """Return the row without the marks and what tells of the lowest; that people must talk is still told."""
    return replace(row, entry=replace(row.entry, marks=()), spread=None, watch=False)
