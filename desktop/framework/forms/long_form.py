"""A form of many texts, Russian and English side by side; it scrolls if the window is too small."""

from typing import override

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from desktop.kit import layout
from desktop.kit.form.dialog import fit
from desktop.kit.form.form_dialog import Form, Subject
from desktop.kit.form.text_area import TextAreaField
from desktop.theme import Theme
from domain.text import Text, apart, either
from resources.i18n import _

WIDTH, STEP = 760, 30  # px, and how many more for each step of text size
EDGE = 20
RING = 3  # px around the focused widget
LEAST = 160  # px of fields that are always visible


class LongForm(Form):
    """Wide enough for two texts, at most as high as the window."""

    help_page = "framework"

    def __init__(
        self, theme: Theme, title: str, about: str, act: str, parent: QWidget, *, subject: Subject
    ) -> None:
        super().__init__(theme, title, about, act, parent, subject=subject)
        room = parent.window().width() - 2 * EDGE
        self.setFixedWidth(max(self.width(), min(WIDTH + STEP * theme.font_step, room)))
        self._area = layout.scroll(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget(self._area)
        self.body.removeItem(self.grid)
        self.grid.setParent(None)
        page.setLayout(self.grid)
        self.grid.setContentsMargins(RING, 0, 2 * RING, RING)
        self._area.setWidget(page)
        self.body.addWidget(self._area)
        self._align()

    def _align(self) -> None:
        """Align title and buttons with the fields, which have a margin for the focus ring."""
        around = self.column.contentsMargins()
        self.column.setContentsMargins(
            around.left() - RING, around.top(), around.right() - 2 * RING, around.bottom()
        )
        for at in range(self.column.count()):
            item = self.column.itemAt(at)
            inner, widget = (None, None) if item is None else (item.layout(), item.widget())
            if inner is not None and inner is not self.body:
                inner.setContentsMargins(RING, 0, 2 * RING, 0)
            elif widget is not None:
                widget.setContentsMargins(RING, 0, 2 * RING, 0)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        self._fit()
        super().showEvent(arg__1)

    @override
    def grow(self) -> None:
        self._fit()
        fit(self)
        for field in self.fields:
            if field.note:
                self._area.ensureWidgetVisible(field)

    def _fit(self) -> None:
        """Give the fields the height they need, up to the window's."""
        self.grid.activate()
        layout, parent = self.layout(), self.parentWidget()
        if layout is None or parent is None:
            return
        beside = self._area.verticalScrollBar().sizeHint().width() + 2 * EDGE
        room = parent.window().width() - 2 * EDGE
        self.setFixedWidth(max(self.width(), min(self.grid.minimumSize().width() + beside, room)))
        wanted = self.grid.totalHeightForWidth(self.width() - 2 * EDGE)
        wanted = wanted if wanted > 0 else self.grid.totalSizeHint().height()
        self._area.setFixedHeight(0)
        self._forget(layout)
        others = layout.totalHeightForWidth(self.width())
        self._area.setFixedHeight(min(wanted, max(parent.window().height() - others - 2 * EDGE, LEAST)))
        self._forget(layout)

    def _forget(self, layout: QLayout) -> None:
        """Make the layouts compute heights again: before it is shown, a form would keep the old ones."""
        self.body.invalidate()
        layout.invalidate()
        layout.activate()


class Pair:
    """One text in both languages, as two fields side by side."""

    def __init__(
        self, form: Form, russian: str, name: str, text: Text, lines: int = 2, english: str = ""
    ) -> None:
        self._before = text
        english = english or _("{text} in English").format(text=russian)
        said, said_en = apart(text)
        self.ru = TextAreaField(russian, form, name, said, lines)
        self.en = TextAreaField(english, form, f"{name}_en", said_en, lines)
        form.beside(self.ru, self.en)

    @property
    def text(self) -> Text:
        """The text typed; one language is enough where there was none in Russian."""
        return either(self._before, self.ru.text, self.en.text)

    def fill(self, text: Text) -> None:
        """Replace the text."""
        self._before = text
        for field, said in zip((self.ru, self.en), apart(text), strict=True):
            field.area.setPlainText(said)
