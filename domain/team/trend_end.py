"""Where the lines of a trend end: at the value shown by the result or the matrix of that quarter."""

from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status, Totals
from domain.assessing.trend import End, Point, TeamPoint, Trend
from domain.period import quarter_count
from domain.team.matrix import Summary, TeamMatrix


def of_result(trend: Trend[Point], result: CaseResult) -> Trend[Point]:
    """Return the trend of a person, ending at the figures of the result."""
    assert result.cycle.starts_on is not None
    functions = {code: _end(totals) for code, totals in result.score.functions.items()}
    return trend.ending(quarter_count(result.cycle.starts_on), _end(result.score.totals), functions)


def of_row(trend: Trend[Point], matrix: TeamMatrix, row: int) -> Trend[Point]:
    """Return the trend of a person, ending at the figures of a matrix row."""
    assert matrix.cycle.starts_on is not None
    codes = [function.code for function in matrix.framework.functions]
    functions = {code: _end(matrix.row_summary(row, code)) for code in codes}
    return trend.ending(quarter_count(matrix.cycle.starts_on), _end(matrix.row_summary(row)), functions)


def of_team(trend: Trend[TeamPoint], matrix: TeamMatrix) -> Trend[TeamPoint]:
    """Return the trend of a team, ending at the figures of its matrix."""
    assert matrix.cycle.starts_on is not None
    codes = [function.code for function in matrix.framework.functions]
    functions = {code: _end(matrix.team_summary(code)) for code in codes}
    whole = _end(matrix.team_summary())
    return trend.ending(quarter_count(matrix.cycle.starts_on), whole, functions)


def _end(totals: Totals | Summary) -> End:
    """Below the policy's coverage no number is shown, so there is none to end at."""
    if totals.status in (Status.FINAL, Status.PROVISIONAL):
        return End(totals.attainment, totals.mean)
    return End(None, None)
