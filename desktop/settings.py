"""What this computer remembers between two starts; nothing of the file's content."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from resources.i18n import LANGUAGES, PSEUDO

THEMES = ("light", "dark", "contrast")
FONT_STEPS = range(5)
SHEET_MODES = ("table", "card")


class Settings:
    """Typed settings in an ini file; every read says its type, since an ini file knows only text."""

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at *path*, or the user's own one."""
        if path is not None:
            self._ini = QSettings(str(path), QSettings.Format.IniFormat)
        else:
            scope = QSettings.Scope.UserScope
            self._ini = QSettings(QSettings.Format.IniFormat, scope, "merilo", "merilo")

    @property
    def folder(self) -> Path:
        """Where the settings lie; the demo file is put beside them."""
        return Path(self._ini.fileName()).parent

    @property
    def language(self) -> str | None:
        """Language of the screens; None until somebody chose one."""
        chosen = self._text("language")
        return chosen if chosen in (*LANGUAGES, PSEUDO) else None

    @language.setter
    def language(self, language: str) -> None:
        self._keep("language", language)

    @property
    def theme(self) -> str:
        """light, dark or contrast."""
        chosen = self._text("theme")
        return chosen if chosen in THEMES else THEMES[0]

    @theme.setter
    def theme(self, theme: str) -> None:
        self._keep("theme", theme)

    @property
    def font_step(self) -> int:
        """Pixels added to every size of text, 0..4."""
        step = self._ini.value("font_step", 0, int)
        return step if isinstance(step, int) and step in FONT_STEPS else 0

    @font_step.setter
    def font_step(self, step: int) -> None:
        self._keep("font_step", step)

    @property
    def last_file(self) -> Path | None:
        """The file that was open last; it may be gone by now."""
        stored = self._text("last_file")
        return Path(stored) if stored else None

    @last_file.setter
    def last_file(self, path: Path) -> None:
        self._keep("last_file", str(path))

    @property
    def last_folder(self) -> Path | None:
        """Where documents were saved last, if it is still there."""
        stored = self._text("last_folder")
        return Path(stored) if stored and Path(stored).is_dir() else None

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._keep("last_folder", str(folder))

    @property
    def last_actor(self) -> str:
        """Identity (uid) of who worked last; names stay in the encrypted file."""
        return self._text("last_actor")

    @last_actor.setter
    def last_actor(self, uid: str) -> None:
        self._keep("last_actor", uid)

    @property
    def sheet_mode(self) -> str:
        """How sheets are shown: table or card, as it was chosen last."""
        chosen = self._text("sheet_mode")
        return chosen if chosen in SHEET_MODES else SHEET_MODES[0]

    @sheet_mode.setter
    def sheet_mode(self, mode: str) -> None:
        self._keep("sheet_mode", mode)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window; empty at the first start."""
        stored = self._ini.value("geometry", QByteArray(), QByteArray)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._keep("geometry", geometry)

    def _text(self, key: str) -> str:
        return str(self._ini.value(key, "", str))

    def _keep(self, key: str, value: object) -> None:
        self._ini.setValue(key, value)
        self._ini.sync()
