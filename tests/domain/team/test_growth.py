"""Ten times the people take ten times as long: every function that takes a team has a row in the bench."""

import ast
from pathlib import Path

import domain

BENCH = Path("tests/bench/team_growth.py")
OF_ONE = {"of_row"}  # about one row, whatever the team
PUT_TOGETHER = {"paper"}  # of what has a row of its own
TEAM = "TeamMatrix", "TeamNeeds"


def test_each_function_that_takes_a_team_has_a_row_in_the_bench_of_growth() -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(BENCH.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    taking = {
        node.name
        for path in Path(domain.__path__[0]).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _takes_a_team(node)
    }
    assert {"needs", "cover", "topics"} < taking
    assert taking - called == OF_ONE | PUT_TOGETHER


def _takes_a_team(function: ast.FunctionDef) -> bool:
    told = [ast.unparse(one.annotation) for one in function.args.args if one.annotation is not None]
    return any(team in one for one in told for team in TEAM)
