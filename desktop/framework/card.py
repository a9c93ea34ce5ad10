"""The current record beside a list: a title and named sections, and the acts at the bottom."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow
from desktop.theme import Theme

WIDTH = 300


class Card(QFrame):
    """One record as text; ``tell`` shows another one, ``hide_all`` none."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._wide = WIDTH + 18 * theme.font_step
        self.setFixedWidth(self._wide)
        self._area = layout.scroll(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._page = QWidget(self._area)
        column = layout.column(gap="s", around=(16, 14, 16, 16), of=self._page)
        self.code = labels.plain("", self._page, "small", "muted")
        self.change = chips.tag("", self._page)
        column.addLayout(layout.row(self.code, layout.STRETCH, self.change, gap="s"))
        self.title = labels.paragraph("", self._page, "section")
        self.text = labels.paragraph("", self._page, "body", "muted")
        column.addWidget(self.title)
        column.addWidget(self.text)
        self._sections = layout.column(gap="s")
        column.addLayout(self._sections)
        column.addStretch(1)
        self._shown: list[QWidget] = []
        self._area.setWidget(self._page)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setContentsMargins(16, 8, 16, 12)
        self._foot.setSpacing(8)
        layout.column(layout.grow(self._area), self._foot, of=self)
        self._buttons: list[QPushButton] = []

    @property
    def said(self) -> str:
        """The text of all sections."""
        return "\n".join(
            one.text() for one in self._shown if isinstance(one, labels.Paragraph) and one.text()
        )

    def add_button(self, text: str, act: Callable[[], object], kind: str = "secondary") -> QPushButton:
        """Add an act at the bottom."""
        made = button(text, self, kind, do=act)
        self._foot.addWidget(made, 1)
        self._buttons.append(made)
        return made

    def fit(self, room: int) -> None:
        """Take no more than *room* px; the buttons are stacked if they would be cut."""
        self.setFixedWidth(min(self._wide, room))
        wanted = sum(one.sizeHint().width() + 8 for one in self._buttons)
        ways = QBoxLayout.Direction
        beside = wanted <= self.width() - 32
        self._foot.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def allow(self, reason: str) -> None:
        """Disable the acts because of *reason*, or enable them."""
        for one in self._buttons:
            allow(one, reason)

    def hide_all(self) -> None:
        """Show nothing, because there is no current record."""
        self._clear()
        self._area.hide()
        for one in self._buttons:
            one.hide()

    def tell(
        self, code: str, change: str, title: str, text: str, sections: Sequence[tuple[str, str]]
    ) -> None:
        """Show a record; a section is a heading and its text."""
        self._area.show()
        for one in self._buttons:
            one.show()
        self.code.setText(code)
        self.change.setText(change)
        self.change.setVisible(bool(change))
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._clear()
        for head, said in sections:
            for made in (
                labels.rule(self._page),
                labels.plain(head, self._page, "strong"),
                labels.paragraph(said, self._page, "small"),
            ):
                self._sections.addWidget(made)
                self._shown.append(made)
        self._area.verticalScrollBar().setValue(0)

    def _clear(self) -> None:
        for one in self._shown:
            self._sections.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._shown = []
