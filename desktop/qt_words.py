"""The Russian words in Qt's own dialogs and menus, including those Qt's catalogue lacks."""

from typing import override

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

MISSING = {
    "&Look in:": "&Папка:",
    "Files of &type:": "&Тип файлов:",
    "Folder": "Папка",
    "Drive": "Диск",
    "Form": "Форма",
    "Page &Set:": "&Набор страниц:",
    "Page &order:": "П&орядок страниц:",
    "Pages &per sheet:": "С&траниц на листе:",
}
"""What Qt 6.12 shows in English although its Russian catalogue is loaded; each string has one meaning."""


class QtWords(QTranslator):
    """Qt's Russian catalogue and our additions; ``there`` says whether the catalogue was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self.there = self.load("qtbase_ru", folder)

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        found = super().translate(context, sourceText, disambiguation, n)
        return found or MISSING.get(sourceText, "")
