"""The development plan as a text document: it says what the printed one says."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from domain.progress import Progress
from reports.development import plan_docx
from resources.i18n import words
from tests.reports import sample


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_goal_has_its_levels_and_actions_and_the_person_a_place_to_disagree(
    tmp_path: Path, language: str
) -> None:
    sheet, said = sample.plan_sheet(), words(language)
    plan_docx.write(sheet, tmp_path / "plan.docx", Progress(), said)
    document: Any = Document(str(tmp_path / "plan.docx"))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    rows = [row for table in document.tables for row in table.rows]
    cells = {cell.text.replace("\u00a0", " ") for row in rows for cell in row.cells}
    assert sheet.plan.goals
    for goal in sheet.plan.goals:
        assert any(one.startswith(goal.item) for one in headings)
        for action in goal.actions:
            assert said.text(action.evidence).replace("\u00a0", " ") in cells
    text = "\n".join(one.text for one in document.paragraphs)
    assert said.gettext("◆ critical") in text.splitlines(), "the sign beside a goal is explained"
    assert text.count("☐") == 2
    assert "None" not in text and "None" not in " ".join(cells)
