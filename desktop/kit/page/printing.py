"""The system's print dialog as a function that tests replace: call it as ``printing.ask(...)``."""

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def ask(parent: QWidget, title: str) -> QPrinter | None:
    """Ask for a printer; None if cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    if isValid(dialog):
        dialog.deleteLater()
    return printer if chosen and isValid(parent) else None  # the file may have been locked meanwhile
