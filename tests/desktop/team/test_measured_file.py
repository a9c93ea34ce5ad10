"""What the benchmark measures a large team in: its file fits the schema, its papers can be laid out."""

from pathlib import Path

from db.team import matrix
from domain.team.matrix import Cell
from reports.team import team_grids
from tests.bench import team as papers
from tests.bench.team_map import Team


def test_the_measured_team_is_written_and_read(tmp_path: Path) -> None:
    team = Team(tmp_path, 3, quarters=2)
    read = team.store.read(matrix.team_matrix, team.cycle, team.boss)
    cells = [read.place(row, column).cell for row in range(3) for column in range(71)]
    team.store.close()
    assert len(read.people) == 3
    assert (read.sheets_in, read.sheets) == (3, 3)
    assert cells.count(Cell.RATED) > len(cells) // 2


def test_the_measured_papers_have_who_left_behind() -> None:
    at = team_grids.layout(papers.measured(20))
    assert (at.people, at.staying) == (20, 19)
