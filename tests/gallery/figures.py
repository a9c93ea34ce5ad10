"""The first column: figures. Marks, levels, bounds, gates, progress, type."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QEnterEvent, QPainter
from PySide6.QtWidgets import QWidget

from desktop.kit import labels
from desktop.kit.chips import paint_mark
from desktop.kit.page.steps import Steps
from desktop.kit.table.ruler import Ruler
from desktop.shared.bounds_bar import BoundsBar
from desktop.shared.initials import Initials
from desktop.shared.level_bar import LevelBar
from desktop.shared.level_button import LevelButton
from desktop.theme import Theme
from domain.people.person import Person, PersonKind
from resources.i18n import _, current, pgettext
from tests.gallery.frames import Painted, Ringed, Section

ROLES = ("figure", "title", "section", "strong", "body", "small", "caption")


def marks(theme: Theme, parent: QWidget) -> Section:
    """Return chips of all levels, of both reasons, and without a mark."""
    section = Section(_("Marks"), parent, "26 × 20")
    size = theme.pair("mark_chip")
    chips: list[QWidget] = []
    for level, reason in (
        *((level, "") for level in range(5)),
        (None, pgettext("mark chip", "NR")),
        (None, "–"),
        (None, ""),
    ):
        wide = QSize(size.width() + 10, size.height()) if level is None and reason else size

        def paint(painter: QPainter, box: QRectF, level: int | None = level, reason: str = reason) -> None:
            paint_mark(painter, box, theme, level, reason)

        chips.append(Painted(wide, paint, section))
    who = Initials(theme, section)
    who.show_person(Person(kind=PersonKind.EMPLOYEE, surname="Орлов", given="Денис"))
    section.add(*chips, who)
    return section


def level_buttons(theme: Theme, parent: QWidget) -> Section:
    """Return the level buttons: at rest, under the mouse, chosen, focused, read-only."""
    section = Section(_("Levels with anchors"), parent, _("56 px and higher"))
    anchor = _("Does typical tasks alone and needs help with difficult ones; corrects what was pointed out.")
    states = (_("At rest"), _("Hover"), _("Chosen"), _("Focus"), _("Read-only"))
    for level, state in enumerate(states):
        made = LevelButton(theme, level, section)
        made.describe(state, anchor)
        if state == states[1]:
            middle = QPointF(made.rect().center())
            QCoreApplication.sendEvent(made, QEnterEvent(middle, middle, middle))
        made.show_given(state == states[2], "14:31")
        made.set_read_only(state == states[4])
        section.add(Ringed(theme, made, section) if state == states[3] else made)
    return section


def levels(theme: Theme, parent: QWidget) -> Section:
    """Return level bars: below, at and above the target, with a spread, and unknown."""
    section = Section(_("Level with target"), parent)
    for level, target, spread, told in (
        (1.0, 2.0, None, _("below the target")),
        (1.7, 3.0, (1.0, 2.0), _("assessors differ")),
        (2.0, 2.0, None, _("at the target")),
        (4.0, 3.0, None, _("above the target")),
        (0.0, 2.0, None, _("level 0")),
        (None, 2.0, None, _("not assessed")),
    ):
        bar = LevelBar(theme, section)
        bar.show_level(level, target, spread)
        section.add(bar, labels.plain(told, section, "small", "muted"), gap=12)
    return section


def bounds(theme: Theme, parent: QWidget) -> Section:
    """Return bounds that are final, provisional, and too wide for one number."""
    section = Section(_("Ruler with bounds"), parent)
    words = current()
    for value, lower, upper, told in (
        (0.86, 0.81, 0.86, _("final: hatching is what was not assessed")),
        (0.86, 0.62, 0.90, _("provisional: a critical competency has no level")),
        (None, 0.31, 0.84, _("too little data: there is no one number")),
        (None, None, None, _("nothing is known")),
    ):
        head = words.percent(value) if value is not None else _("too little data")
        section.add(
            labels.plain(head, section, "section"),
            labels.plain(words.range_percent(lower, upper), section, "small", "muted"),
        )
        bar = BoundsBar(theme, section)
        bar.show_share(value, lower, upper)
        section.add(bar)
        section.say(told)
    small = BoundsBar(theme, section, small=True)
    small.show_share(0.7, 0.6, 0.8)
    small.setFixedWidth(96)
    section.add(small, labels.plain(_("in a row of a table"), section, "small", "muted"), gap=12)
    return section


def progress(theme: Theme, parent: QWidget) -> Section:
    """Return progress by items and the ruler that is the program's logo."""
    section = Section(_("Progress"), parent)
    for done, total in ((0, 23), (9, 23), (71, 71)):
        steps = Steps(theme, section)
        steps.setFixedWidth(240)
        steps.show_count(done, total)
        told = _("{done} of {total}").format(done=done, total=total)
        section.add(steps, labels.plain(told, section, "small", "muted"), gap=12)
    section.add(Ruler(theme, section, step=10))
    return section


def type_roles(_theme: Theme, parent: QWidget) -> Section:
    """Return one line in each type style."""
    section = Section(_("Type"), parent)
    for role in ROLES:
        section.add(labels.plain(_("Competency 0123456789"), section, role))
    line = partial(labels.plain, _("Ink"), section, "body")
    section.add(*(line(token) for token in ("text", "muted", "accent", "ok", "warn", "danger")), gap=12)
    return section
