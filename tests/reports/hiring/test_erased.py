"""Papers on somebody who was erased: what went is told to be erased, and nothing is left to be decided."""

from dataclasses import replace
from pathlib import Path

from domain.progress import Progress
from reports.hiring import decision_pdf
from resources.i18n import words
from tests.reports import hiring_sample, reading


def test_a_conclusion_that_was_erased_is_no_draft(tmp_path: Path) -> None:
    decision = hiring_sample.decision()
    person = replace(decision.result.person, erased=True)
    result = replace(decision.result, person=person, gates=(), facts=(), comments=())
    target = tmp_path / "c.pdf"
    decision_pdf.write(replace(decision, result=result, conclusions=()), target, Progress(), words("en"))
    text = reading.squeezed(reading.whole(target))
    told = ("A conclusion, if there was one, was erased", "Erased together with the personal data.")
    assert all(reading.squeezed(one) in text for one in told)
    assert "DRAFT" not in text and reading.squeezed("No conclusion is recorded") not in text
    assert reading.squeezed("to be confirmed") not in text
