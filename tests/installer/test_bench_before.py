"""``make bench`` shows each row beside the same row of the version before."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bench.measure import Figure
from tests.bench.report import before
from tests.bench.report.page import page

ROOT = Path(__file__).parents[2]
OLDER = """# How quick it is

| What | Value | Baseline | | Ratio | May be |
|---|---:|---:|---|---:|---|
| home | 200.00 ± 8.0 | 125.51 | ms | 1.59 | ≤ 3 × |
| … processors | 210.00 | 141.78 | ms | 1.48 | |
| a mark | 240.00  | 78.71 | bytes | 3.05 | |

| another table | Value |
|---|---|
| home | 1 |
"""
FIGURES = [
    Figure("home", 0.3, 0.125, 3.0),
    Figure("… processors", 0.105, 0.141, None),
    Figure("a mark", 0.24, 0.078, None),
    Figure("a packet", 0.01, 0.001, None),
]


def test_a_row_says_what_it_was_and_how_many_times_as_much_it_is() -> None:
    told = page(FIGURES, [], "", "0.1.0", before.figures(OLDER))
    rows = {
        line.split("|")[1].strip(): line.split("|")[3].strip() for line in told.splitlines() if "|" in line
    }
    assert list(rows)[2:] == [one.name for one in FIGURES]
    assert rows["home"] == "200.00 × 1.50"
    assert rows["… processors"] == "210.00 × 0.50", "of the row above it, not of any row of this name"
    assert rows["a mark"] == "new", "bytes are not compared with milliseconds"
    assert rows["a packet"] == "new"
    assert "the version before\n(0.1.0)" in told


def test_the_next_version_reads_the_page_of_this_one() -> None:
    told = before.figures(page(FIGURES, [], "", "0.1.0", {}))
    assert told["home"] == (300.0, "ms")
    assert told["home … processors"] == (105.0, "ms")


def test_rows_that_nobody_measured_now_stay_where_they_were() -> None:
    walk = "\n## Every screen and main act\n\nas it was\n"
    measured = [Figure("a mark", 0.24, 0.078, None), Figure("a packet", 0.01, 0.001, None)]
    present = page(FIGURES[:3], [], "", "0.1.0", {}) + walk
    told = page(measured, ["start"], "", "0.1.0", {}, present)
    names = [line.split("|")[1].strip() for line in told.splitlines() if line.startswith("| ")]
    assert names[1:] == ["home", "… processors", "a mark", "a packet"]
    assert before.figures(told)["home"] == (300.0, "ms"), "with its value of then"
    assert "Not measured in the last run: start." in told
    assert told.endswith(walk)


def test_every_row_of_our_page_is_read_and_none_hides_another() -> None:
    ours = (ROOT / before.PAGE).read_text("utf-8").partition("\n## ")[0]
    rows = [line for line in ours.splitlines() if line.startswith("| ")][1:]
    assert len(before.figures(ours)) == len(rows) > 50


@pytest.mark.skipif(shutil.which("git") is None, reason="this machine has no git")
def test_the_version_before_is_the_last_one_with_a_tag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    assert before.page_before(tmp_path)[1] == "", "sources without their history and without a page"
    git("init", "-q")
    ours = tmp_path / before.PAGE
    ours.parent.mkdir()
    for value, tag in (("1.00", "v0.1.0"), ("2.00", "")):
        ours.write_text(OLDER.replace("200.00", value), "utf-8")
        git("add", ".")
        git("commit", "-qm", "Figures")
        if not tag:
            assert before.page_before(tmp_path)[0] == "v0.1.0"
        else:
            assert before.page_before(tmp_path)[0] == "as last committed"
            git("tag", tag)
    ours.write_text(OLDER.replace("200.00", "3.00"), "utf-8")
    version, told = before.page_before(tmp_path)
    assert version == "v0.1.0"
    assert before.figures(told)["home"][0] == 1.0
