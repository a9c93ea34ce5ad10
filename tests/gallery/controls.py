"""The second column: controls to press, type into and choose from."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.actions import Actions
from desktop.assessing.sheet.marks import Reasons
from desktop.kit import chips
from desktop.kit.buttons import button
from desktop.kit.form import form
from desktop.kit.form.choice import Check, Choice
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.jump_field import jump_field
from desktop.kit.page.parts_rail import PartsRail
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.theme import Theme
from domain.mark import State
from resources.i18n import _
from tests.gallery.frames import Ringed, Section, disabled, hovered, pressed


def buttons(theme: Theme, parent: QWidget) -> Section:
    """Return buttons of the four kinds in their states."""
    section = Section(_("Buttons"), parent, _("32 px, small ones 26"))
    why = _("Not now, and the tooltip says why")
    for kind, name in (("primary", _("Primary")), ("secondary", _("Default"))):
        section.add(
            button(name, section, kind),
            hovered(button(_("Hover"), section, kind)),
            pressed(button(_("Pressed"), section, kind)),
            Ringed(theme, button(_("Focus"), section, kind), section),
            disabled(button(_("Disabled"), section, kind), why),
        )
    section.add(
        button(_("Delete…"), section, "danger"),
        Ringed(theme, button(_("Focus"), section, "danger"), section),
        disabled(button(_("Disabled"), section, "danger"), why),
        button(_("Quiet"), section, "quiet"),
        disabled(button(_("Disabled"), section, "quiet"), why),
    )
    plus, arrow = theme.icon("plus"), theme.icon("arrow-right", "on_primary")
    alone = button("", section, "quiet", theme.icon("x", "muted"), small=True)
    alone.setAccessibleName(_("Close"))
    section.add(
        button(_("With an icon"), section, "secondary", plus),
        button(_("Continue"), section, "primary", arrow, trailing=True),
        button(_("Small"), section, small=True),
        alone,
    )
    return section


def fields(theme: Theme, parent: QWidget) -> Section:
    """Return fields: empty, filled, focused, wrong, read-only."""
    section = Section(_("Fields"), parent)
    search = SearchField(theme, _("Name, code, unit"), section)
    typed = QLineEdit(_("Orlov"), section)
    typed.setAccessibleName(_("Surname"))
    section.add(search, Ringed(theme, typed, section))
    section.add(jump_field(theme, "Ctrl+K", section), _nothing(section))
    wrong, _edit = form.line(_("Surname"), section)
    wrong.say(_("Enter the surname"), wrong=True)
    section.add(wrong)
    hinted, _edit = form.line(_("Code"), section, "C-0042")
    hinted.say(_("Left empty, the next one is given"))
    section.add(hinted)
    still = QLineEdit("S08", section)
    still.setReadOnly(True)
    still.setAccessibleName(_("Read-only"))
    still.setFixedWidth(90)
    password = PasswordEdit(theme, section)
    password.setText("0123456789")
    password.setAccessibleName(_("Password"))
    section.add(still, password)
    words = QPlainTextEdit(
        _("A fact: what was said or done, in the words of the person who saw it."), section
    )
    words.setAccessibleName(_("Fact"))
    words.setFixedHeight(60 + 6 * theme.font_step)
    section.add(words)
    return section


def choices(theme: Theme, parent: QWidget) -> Section:
    """Return lists, checkboxes and segments."""
    section = Section(_("Choice"), parent)
    choice, off = Choice(theme, _("Role"), section), Choice(theme, _("Unit"), section)
    choice.addItems([_("HR specialist"), _("Manager")])
    off.addItem(_("Shift B"))
    section.add(choice, disabled(off, _("There is only one")))
    on = Check(theme, _("On"), section)
    on.setChecked(True)
    never = Check(theme, _("Cannot be"), section)
    section.add(on, Check(theme, _("Off"), section), disabled(never, _("There is only one")), gap=16)
    some = Segments((_("All 71"), _("Without a mark 35")), section, _("Show"))
    third = Segments((_("Light"), _("Dark"), _("Contrast")), section, _("Theme"))
    third.choose(1)
    section.add(some, _nothing(section))
    section.add(third, _nothing(section))
    parts = PartsRail(theme, (_("Period"), _("People"), _("Editions")), section)
    parts.choose(1)
    section.add(parts, _nothing(section))
    return section


def small_things(theme: Theme, parent: QWidget) -> Section:
    """Return filter chips, tags and key caps."""
    section = Section(_("Chips, tags, keys"), parent)
    section.add(
        chips.FilterChip(theme, _("Shift B"), section),
        Ringed(theme, chips.FilterChip(theme, _("Critical"), section), section),
    )
    section.add(
        chips.tag(_("in progress"), section),
        chips.tag(_("provisional"), section, "warn"),
        chips.tag(_("below minimum"), section, "danger"),
        chips.tag(_("final"), section, "ok"),
    )
    reasons = Reasons(theme, Actions(), section)
    reasons.buttons[State.NOT_ASKED].setChecked(True)
    section.add(reasons)
    section.add(*(chips.key_cap(key, section) for key in ("Ctrl+K", "Enter", "F1", "↑ ↓")))
    return section


def _nothing(parent: QWidget) -> QWidget:
    """Return a neighbour of no width, beside which a widget keeps its preferred width."""
    made = QWidget(parent)
    made.setFixedSize(0, 0)
    return made
