"""Who has the level that was searched for, and who could teach those below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.team.looks import figure
from desktop.team.panels import Rows
from desktop.team.words import short_name
from desktop.theme import Theme
from domain.team.able import Able
from domain.team.matrix import MatrixPerson
from domain.team.needs import TEACHES
from resources.i18n import _, current, ngettext

MOST = 8  # lines of those who have the level, and of those below; the rest are counted
SIGN = 28  # px of the level


@dataclass(frozen=True, slots=True)
class AbleLine:
    """A person with a level and who could teach them, in words as ``told``; without a person a heading."""

    text: str
    person_id: int | None = None
    level: Fraction | None = None
    mentor: str = ""
    told: str = ""


class AbleRows(Rows):
    """People with their level; under a heading those below it, with a mentor."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.lines: tuple[AbleLine, ...] = ()
        self._people = 0

    def show_lines(self, lines: Sequence[AbleLine], people: int) -> None:
        """Show these lines of *people*, who may be more than the lines name."""
        self.lines, self.count, self._people = tuple(lines), len(lines), people
        self.setAccessibleName("; ".join(self.name(number) for number in range(self.count)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.count * self.line)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, min(self.count, 4) * self.line)

    def seen(self, number: int) -> AbleLine:
        """Return a line as it is painted: the last that there is room for counts those left out."""
        if number + 1 < self.shown or self.shown == self.count:
            return self.lines[number]
        named = sum(one.person_id is not None for one in self.lines[:number])
        return AbleLine(_more(self._people - named))

    @override
    def tip(self, number: int) -> str:
        last = number + 1 if self.seen(number) is self.lines[number] else self.count
        return "\n".join(map(self.name, range(number, last)))

    @override
    def name(self, number: int) -> str:
        one = self.lines[number]
        level = "" if one.level is None else figure(one.level, current(), narrow=False)
        return ", ".join(part for part in (one.text, level, one.told) if part)

    @override
    def paint_line(self, painter: QPainter, box: QRect, number: int) -> None:
        one, theme = self.seen(number), self.theme
        if one.level is None:
            self.write(painter, box, one.text, "small", "muted")
            wide = painter.fontMetrics().horizontalAdvance(one.text) + 12
            self.write(painter, box.adjusted(wide, 0, 0, 0), one.mentor, "small", "muted", _RIGHT)
            return
        self.write(painter, box.adjusted(SIGN + 8, 0, 0, 0), one.text, "strong" if not one.mentor else "body")
        wide = painter.fontMetrics().horizontalAdvance(one.text) + SIGN + 20
        self.write(painter, box.adjusted(wide, 0, 0, 0), one.mentor, "small", "muted", _RIGHT)
        nearest = min(int(one.level + Fraction(1, 2)), 4)
        sign = QRectF(box.left(), box.top() + (box.height() - 20) / 2, SIGN - 1, 19)
        painter.fillRect(sign, theme.colors("level_line")[nearest])
        painter.fillRect(sign.adjusted(1, 1, -1, -1), theme.colors("level")[nearest])
        painter.setFont(theme.font("caption", tabular=True))
        painter.setPen(theme.colors("level_text")[nearest])
        text = figure(one.level, current(), narrow=False)  # as the map beside it says
        painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), text)


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def able_lines(people: Sequence[MatrixPerson], found: Able) -> tuple[AbleLine, ...]:
    """Return the lines of an answer about these people, one a row of the matrix."""
    made = [
        AbleLine(short_name(people[row].name), people[row].person_id, level)
        for row, level in found.able[:MOST]
    ]
    if len(found.able) > MOST:
        made.append(AbleLine(_more(len(found.able) - MOST)))
    below = ngettext("{n} person below that:", "{n} people below that:", len(found.learners))
    if found.learners:
        made.append(AbleLine(below.format(n=len(found.learners)), mentor=_taught(found)))
    for one in found.learners[:MOST]:
        person = people[one.row]
        mentor = told = _("nobody to teach it")
        if one.mentor is not None:
            mentor = short_name(people[one.mentor].name)
            told = _("could be taught by {name}").format(name=mentor)
        made.append(AbleLine(short_name(person.name), person.person_id, one.level, mentor, told))
    if len(found.learners) > MOST:
        made.append(AbleLine(_more(len(found.learners) - MOST)))
    return tuple(made)


def _taught(found: Able) -> str:
    """Return the heading above the names of mentors, or why there is none."""
    if any(one.mentor is not None for one in found.learners):
        return _("could be taught by")
    levels = [level for _row, level in found.able] + [one.level for one in found.learners]
    if max(levels) < TEACHES:
        told = _("nobody has level {n} to teach it")
        if found.unknown:
            told = _("nobody is known to have level {n} to teach it")
        return told.format(n=TEACHES)
    if found.unknown:
        return _("nobody is known to have a higher level to teach it")
    return _("nobody has a higher level to teach it")


def able_words(found: Able) -> str:
    """Return how many have the level, of how many, and of how many it is not known."""
    whole = len(found.able) + len(found.learners)
    told = ngettext("{able} of {n} person", "{able} of {n} people", whole).format(
        able=len(found.able), n=whole
    )
    if not found.unknown:
        return told
    return _("{told}, not known: {n}").format(told=told, n=found.unknown)


def _more(count: int) -> str:
    return ngettext("and {n} more person", "and {n} more people", count).format(n=count)
