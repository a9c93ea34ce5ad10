"""The recovery code can be printed: whole, on one page, in both languages, and the printer may refuse."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.file.keys import recovery_code
from desktop.app import App
from desktop.kit.page import printing
from desktop.start import paper
from desktop.start.new_file import RecoveryCard, in_lines
from desktop.theme import Theme
from resources import i18n
from tests.desktop.conftest import Start, card_of

CODE = recovery_code(bytes(range(7, 39)))


@pytest.fixture
def app(start: Start) -> App:
    made = start()
    assert made.window.start is not None
    made.window.start.recovery(CODE, "North.merilo")
    return made


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    return printer


def texts(card: RecoveryCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_the_printed_page_holds_the_whole_code_and_the_name_of_the_file(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "code.pdf"
    monkeypatch.setattr(printing, "ask", lambda *_asked: to_file(target))
    card = card_of(app, RecoveryCard)
    card.print.setFocus()
    QTest.keyClick(card.print, Qt.Key.Key_Return)
    assert "Sent to the printer." in texts(card)
    assert not card.check.isChecked(), "whether the paper came out only the person knows"
    (page,) = PdfReader(target).pages
    told = "".join(page.extract_text().split())
    assert CODE.replace("-", "") in told
    assert "North.merilo" in told
    assert "Recoverycode" in told


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("step", [0, 4])
def test_it_fits_on_one_page_also_of_a_small_format(
    theme: Theme, tmp_path: Path, language: str, step: int
) -> None:
    i18n.use(language)
    printer = to_file(tmp_path / "code.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    layout = QPageLayout(printer.pageLayout())
    layout.setMargins(QMarginsF(10, 10, 10, 10))
    printer.setPageLayout(layout)
    name = "Кадровый резерв контакт-центра на 2027 год.merilo"
    assert paper.paint(printer, in_lines(CODE), name, "24.11.2026", Theme("dark", step))
    (page,) = PdfReader(tmp_path / "code.pdf").pages
    told = page.extract_text()
    assert CODE.replace("-", "") in "".join(told.split())
    last = "Ввести код восстановления" if language == "ru" else "Enter the recovery code"
    assert "".join(last.split()) in "".join(told.split()), "down to the last line"


def test_cancelling_prints_nothing_and_says_nothing(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "ask", lambda *_asked: None)
    card = card_of(app, RecoveryCard)
    before = texts(card)
    card.print.click()
    assert texts(card) == before


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "ask", lambda *_asked: to_file(tmp_path / "nowhere" / "code.pdf"))
    card = card_of(app, RecoveryCard)
    card.print.click()
    assert "Printing failed. Write it down by hand." in texts(card)
