"""The system's print dialog as a function that tests replace: call it as ``printing.ask(...)``."""

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.kit.form.dialog import Message
from resources.i18n import _


def ask(parent: QWidget, title: str) -> QPrinter | None:
    """Ask for a printer; None if cancelled, or if there is none, which is said."""
    if not QPrinterInfo.availablePrinterNames():
        what = _("No printer is set up on this computer.")
        rest = _("Save it as PDF: that can be printed on another computer too.")
        Message(what, rest, parent, page="troubles#printer").open()
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    if isValid(dialog):
        dialog.deleteLater()
    return printer if chosen and isValid(parent) else None  # the file may have been locked meanwhile
