"""The gallery's window: three columns, surrounded by switches for look and language, rail and status line."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.kit.focus_ring import FocusRing
from desktop.kit.page.header import Header
from desktop.kit.page.rail import Rail
from desktop.kit.page.status_line import StatusLine
from desktop.kit.segments import Segments
from desktop.places import places
from desktop.settings import FONT_STEPS, THEMES
from desktop.theme import Theme, load_fonts
from domain.login import LoginRole
from resources import i18n
from resources.i18n import LANGUAGES, NATIVE, _
from tests.gallery import controls, figures, talk

WIDTH, HEIGHT = 1400, 900
COLUMNS = (
    (figures.level_buttons, figures.marks, figures.levels, figures.bounds, figures.progress),
    (controls.buttons, controls.fields, controls.choices, controls.small_things, figures.type_roles),
    (talk.banners, talk.messages, talk.question, talk.table, talk.empty, talk.gates),
)


class Gallery(QWidget):
    """Applies a theme and language to the application and shows every component in them."""

    def __init__(self, application: QApplication, theme: str, language: str, font_step: int = 0) -> None:
        super().__init__()
        self._application = application
        self._name, self._language, self._font_step = theme, language, font_step
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._page: QWidget | None = None
        self._shown = Theme(theme, font_step)
        self._ring = FocusRing(application, self._shown)
        self.resize(WIDTH + 60 * font_step, HEIGHT)
        self.show_all()

    @property
    def content(self) -> QWidget:
        """The scrolled content."""
        return self._content

    @property
    def hidden(self) -> QSize:
        """By how many pixels the content exceeds the window now."""
        return QSize(self._area.horizontalScrollBar().maximum(), self._area.verticalScrollBar().maximum())

    def show_all(self) -> None:
        """Rebuild everything in the chosen look and language."""
        i18n.use(self._language)
        theme = self._shown = Theme(self._name, self._font_step)
        dress(self._application, theme)
        self._ring.set_theme(theme)
        self.setWindowTitle(_("Gallery of components"))
        page = QWidget(self)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        rail = Rail(theme, places(Actions(), LoginRole.HR), _("Places"), page)
        rail.set_current("home")
        row.addWidget(rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._header(theme, page))
        self._area = QScrollArea(page)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(_("Gallery of components"))
        self._content = self._columns(theme)
        self._area.setWidget(self._content)
        right.addWidget(self._area, 1)
        row.addLayout(right, 1)
        outer.addLayout(row, 1)
        outer.addWidget(self._status(theme, page))
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._column.addWidget(page)

    def stop(self) -> None:
        """Stop following the focus."""
        self._ring.stop()

    def _header(self, theme: Theme, page: QWidget) -> Header:
        header = Header(theme, _("Gallery of components"), page)
        looks = {"light": _("Light"), "dark": _("Dark"), "contrast": _("Contrast")}
        self.themes = Segments(tuple(looks[name] for name in THEMES), header, _("Theme"))
        self.themes.choose(THEMES.index(self._name))
        self.themes.chosen.connect(self._on_theme)
        self.languages = Segments(tuple(NATIVE[code] for code in LANGUAGES), header, _("Language"))
        self.languages.choose(LANGUAGES.index(self._language) if self._language in LANGUAGES else 0)
        self.languages.chosen.connect(self._on_language)
        steps = tuple(_("Default") if step == 0 else f"+{step}" for step in FONT_STEPS)
        self.steps = Segments(steps, header, _("Font size"))
        self.steps.choose(FONT_STEPS.index(self._font_step))
        self.steps.chosen.connect(self._on_font_step)
        header.add(self.steps)
        header.add(self.languages)
        header.add(self.themes)
        return header

    def _columns(self, theme: Theme) -> QWidget:
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(28)
        for makers in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(22)
            for make in makers:
                column.addWidget(make(theme, content))
            column.addStretch(1)
            row.addLayout(column, 1)
        return content

    def _status(self, theme: Theme, page: QWidget) -> StatusLine:
        status = StatusLine(theme, page)
        status.set_keys((("Tab", _("next field")), ("← →", _("choose")), ("F1", _("help"))))
        status.set_people("Соколова А. В.", "Северный контакт", "")
        return status

    def _on_theme(self, number: int) -> None:
        self._name = THEMES[number]
        self.show_all()

    def _on_language(self, number: int) -> None:
        self._language = LANGUAGES[number]
        self.show_all()

    def _on_font_step(self, step: int) -> None:
        self._font_step = FONT_STEPS[step]
        self.show_all()


def dress(application: QApplication, theme: Theme) -> None:
    """Apply the theme to the application."""
    application.setFont(theme.font("body"))
    application.setPalette(theme.palette())
    application.setStyleSheet(theme.sheet())


def picture(gallery: Gallery) -> QPixmap:
    """Return a picture of the gallery, as high as its content."""
    gallery.show()
    settle()
    gallery.resize(gallery.width() + gallery.hidden.width(), gallery.height())
    settle()  # wider, it is less high
    gallery.resize(gallery.width(), gallery.height() + gallery.hidden.height())
    settle()
    return gallery.grab()


def draw(path: Path, theme: str, language: str, font_step: int = 0) -> int:
    """Write the picture; return the exit code."""
    gallery = _made(theme, language, font_step)
    return 0 if picture(gallery).save(str(path)) else 1


def run(theme: str, language: str, font_step: int = 0) -> int:
    """Show the window until it is closed; return the exit code."""
    gallery = _made(theme, language, font_step)
    gallery.show()
    return QApplication.exec()


def _made(theme: str, language: str, font_step: int) -> Gallery:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    load_fonts()
    application.setStyle("Fusion")
    return Gallery(application, theme, language, font_step)


def settle() -> None:
    """Let layouts and styles settle."""
    for _round in range(3):
        QCoreApplication.processEvents()
