"""A document gets its number when it is made for signing, keeps it, and the register lists it."""

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop.office.cli.cli import main
from tests import prepared


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian, whatever the computer speaks."""
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages).replace("\u00a0", " ")


def test_a_number_is_given_once_and_printed_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(prepared.demo(tmp_path / "d.merilo"))
    notice = ["export", "notice", file, "--person", "E-0337", "--format", "pdf", "--today", "2026-11-20"]
    order = ["export", "order-model", file, "--format", "pdf", "--today", "2026-11-20"]
    out = ["--out", str(tmp_path)]
    assert main([*order, *out]) == 0
    (paper,) = tmp_path.glob("order-model*.pdf")
    assert "№ ______" in text_of(paper), "a preview takes no number"
    assert main([*order, *out, "--register"]) == 0
    assert "зарегистрирован: 1" in capsys.readouterr().out
    numbered = text_of(paper)
    assert "№ 1" in numbered and "20.11.2026" in numbered
    assert main([*order, *out]) == 0
    assert text_of(paper) == numbered, "printed again with the same number"
    assert main([*notice, *out, "--register"]) == 0
    told = capsys.readouterr()
    assert "зарегистрирован" not in told.out and "E-0337: " in told.err
    assert "черновику номер не даётся" in told.err
    with pytest.raises(SystemExit):
        main(["register", file, "--document", "nonsense", *out])
    assert "order-model" in capsys.readouterr().err, "it says which there are"
    assert main(["register", file, *out]) == 0
    (book,) = tmp_path.glob("register_*.xlsx")
    rows = [*openpyxl.load_workbook(book).worksheets[0].iter_rows(values_only=True)]
    assert any("Приказ" in str(row[1]) and row[3] == "1" for row in rows), rows
    (pdf,) = tmp_path.glob("register_*.pdf")
    assert "РЕЕСТР ДОКУМЕНТОВ" in text_of(pdf) and "20.11.2026" in text_of(pdf)
