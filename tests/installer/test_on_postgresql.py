"""Where no PostgreSQL can be started, what a server would change was not checked, and that is said."""

from pathlib import Path

import pytest

from installer import house
from tests import postgresql


def test_a_machine_that_lets_no_server_run_says_so_and_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("initdb", "pg_ctl"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    assert postgresql.main(["--bin", str(tmp_path), "tests/db/shared"]) == house.NOT_RUN
    assert "NOT run on a server" in capsys.readouterr().err


def test_a_folder_without_its_programs_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert postgresql.main(["--bin", str(tmp_path)]) == house.NOT_RUN
    assert "There is no PostgreSQL here" in capsys.readouterr().err
