"""Language, theme and text size of the whole application, from the settings."""

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.kit.focus_ring import FocusRing
from desktop.qt_words import QtWords
from desktop.settings import Settings
from desktop.theme import Theme, load_fonts
from resources import i18n


class Look(QObject):
    """Applies the look at once, and again when another is chosen.

    Signals:
        changed: the windows must be rebuilt.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._settings = application, settings
        self._qt_words = QtWords(self)
        load_fonts()
        application.setStyle("Fusion")
        self._hints = application.styleHints()  # without it Python lets go of what it holds
        self._wish = self._hints.accessibility().motionPreference()
        self._hints.accessibility().motionPreferenceChanged.connect(self._on_wish)
        self._effects = application.isEffectEnabled(Qt.UIEffect.UI_General)
        self.theme = self._dress()
        self._ring = FocusRing(application, self.theme)
        self._speak(settings.language or _system_language())

    def stop(self) -> None:
        """Remove what was installed in the application."""
        self._ring.stop()
        self._application.setEffectEnabled(Qt.UIEffect.UI_General, self._effects)
        self._application.removeTranslator(self._qt_words)

    def choose_language(self, language: str) -> None:
        """Change the language."""
        self._settings.language = language
        self._speak(language)
        self.changed.emit()

    def choose_theme(self, name: str) -> None:
        """Change the theme."""
        self._settings.theme = name
        self._change()

    def choose_font_step(self, step: int) -> None:
        """Change the text size."""
        self._settings.font_step = step
        self._change()

    def choose_still(self, still: bool) -> None:
        """Let nothing move, or as much as the system does."""
        self._settings.still = still
        self._calm()

    def _on_wish(self, wish: Qt.MotionPreference) -> None:
        self._wish = wish
        self._calm()

    def _calm(self) -> None:
        self._application.setStyleSheet(self.theme.sheet(still=self._still))
        self._let_effects()

    @property
    def _still(self) -> bool:
        return self._settings.still or self._wish is Qt.MotionPreference.ReducedMotion

    def _let_effects(self) -> None:
        """Let menus and the like come as the system lets them, or at once."""
        self._application.setEffectEnabled(Qt.UIEffect.UI_General, self._effects and not self._still)

    def _change(self) -> None:
        self.theme = self._dress()
        self._ring.set_theme(self.theme)
        self.changed.emit()

    def _dress(self) -> Theme:
        theme = Theme(self._settings.theme, self._settings.font_step)
        self._application.setFont(theme.font("body"))
        self._application.setPalette(theme.palette())
        self._application.setStyleSheet(theme.sheet(still=self._still))
        self._let_effects()
        return theme

    def _speak(self, language: str) -> None:
        i18n.use(language)
        self._application.removeTranslator(self._qt_words)
        if language == "ru":
            self._application.installTranslator(self._qt_words)
        QLocale.setDefault(QLocale("ru_RU" if language == "ru" else "en_GB"))


def _system_language() -> str:
    return "ru" if QLocale.system().language() == QLocale.Language.Russian else "en"
