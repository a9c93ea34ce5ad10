"""Dialogs that Qt draws itself speak Russian to who reads Russian."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.qt_words import QtWords

LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = {"PDF", "CUPS", "IPP"}


@pytest.fixture(autouse=True)
def _russian(qapp: QApplication) -> Iterator[None]:
    words = QtWords()
    assert words.there
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


def _english(dialog: QDialog) -> set[str]:
    shown = [one.text() for kind in (QLabel, QPushButton) for one in dialog.findChildren(kind)]
    return {one for text in shown for one in LATIN.findall(re.sub(r"<[^>]*>", "", text))} - NAMES


@pytest.mark.parametrize("saving", [False, True])
def test_the_file_dialog_has_no_english_word(qtbot: QtBot, *, saving: bool) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    assert not _english(dialog)
    assert any("Папка" in label.text() for label in dialog.findChildren(QLabel))


def test_the_menu_of_a_field_has_no_english_word(qtbot: QtBot) -> None:
    field = QLineEdit("текст")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [act.text().partition("\t")[0] for act in menu.actions() if act.text()]
    assert texts
    assert not [text for text in texts if LATIN.search(text)]
    menu.deleteLater()


def test_the_print_dialog_has_no_english_word(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    assert not _english(dialog)
