"""The initials of a person in a circle, as a widget and for delegates."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.theme import Theme
from domain.people.person import Person


class Initials(QLabel):
    """Silent for screen readers, since the name is beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letters = ""
        size = 36 + 2 * theme.font_step
        self.setFixedSize(QSize(size, size))

    def show_person(self, person: Person) -> None:
        """Show the initials of this person."""
        self._letters = initials(person)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_initials(painter, QRectF(self.rect()), self._theme, self._letters, "strong")


def initials(person: Person) -> str:
    """Return the first letters of surname and given name; of a name that begins with a sign none."""
    names = (person.surname, person.given)
    return "".join(name[0].upper() for name in names if name and name[0].isalnum())


def paint_initials(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    letters: str,
    role: str = "caption",
    *,
    chosen: bool = False,
) -> None:
    """Paint the letters on a circle that fills the box, and that stands out from a *chosen* row too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    high = theme.name == "contrast"  # there the ground alone would not be seen
    painter.setPen(theme.color("accent") if high else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("raised" if high or chosen else "accent_soft"))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(theme.color("accent"))
    font = QFont(theme.font(role))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letters)
    painter.restore()
