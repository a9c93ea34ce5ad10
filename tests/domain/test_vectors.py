"""No published vector is left without a test."""

from pathlib import Path

import pytest

from tests.domain.vectors import VECTORS


@pytest.mark.parametrize("name", VECTORS)
def test_some_test_runs_the_vector(name: str) -> None:
    sources = [path for path in Path(__file__).parent.rglob("test_*.py") if path != Path(__file__)]
    assert any(f'"{name}"' in path.read_text(encoding="utf-8") for path in sources)
