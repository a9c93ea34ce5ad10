"""What worked: actions, adaptation and mentors, each as a mean over five people and more."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.development.library import Shelf
from db.development.what_worked import HALFWAY, Adapted, Guided
from desktop.context import Context
from desktop.development import words as plans
from desktop.development.library import library_words as say
from desktop.kit import labels
from desktop.kit.page.empty import Empty
from desktop.kit.table import columns
from desktop.kit.table.list_table import PADDING, Heading, LineDelegate, ListModel, ListTable
from desktop.theme import Theme
from domain.development.worked import LEAST, Worked
from resources.i18n import _, current, ngettext, pgettext

NAME_LEAST = 240


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    PEOPLE = 1
    CHANGE = 2


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """Something that was done, and what became of levels; ``key`` is what it is known by."""

    key: tuple[str, int]
    name: str
    worked: Worked


class WorkedPage(QWidget):
    """The table, and below it what the figures are and what is not told."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        told = _titles()
        self.lines: ListModel[WorkedRow] = ListModel(
            tuple(told[one] for one in Column), _texts, _key, self, right=(Column.PEOPLE, Column.CHANGE)
        )
        self.table = ListTable(self.lines, theme, _("What worked"), self)
        self.table.setItemDelegate(LineDelegate(theme, self.table))
        self.columns = columns.Columns(
            self.table,
            "worked",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            least=NAME_LEAST + 12 * theme.font_step,
            fixed=True,
        )
        self.nothing = Empty(theme.icon("sprout", "muted", 22), _("Too little is known yet"), self)
        fewer = ngettext(
            "Shown once {n} person has a closed plan and an assessment after it.",
            "Shown once {n} people have a closed plan and an assessment after it.",
            LEAST,
        )
        self.nothing.set_texts(_("Too little is known yet"), fewer.format(n=LEAST))
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        column.addWidget(self.stack, 1)
        column.addWidget(labels.rule(self))
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(4)
        about = ngettext(
            "The mean change in level from the start of a plan to the assessment after it, for "
            "{n} person or more. An indication, not proof, and not an appraisal of a mentor.",
            "The mean change in level from the start of a plan to the assessment after it, for "
            "{n} people or more. An indication, not proof, and not an appraisal of a mentor.",
            LEAST,
        )
        foot.addWidget(labels.paragraph(about.format(n=LEAST), self, "small", "muted"))
        self.below = labels.paragraph("", self, "small", "muted")
        foot.addWidget(self.below)
        column.addLayout(foot)

    def show_worked(self, shelf: Shelf, adapted: Adapted) -> None:
        """Show what became of levels."""
        stood = self.table.current_line
        whole = _("Onboarding of new employees")
        groups = (
            (pgettext("library", "Actions"), _of_actions(shelf)),
            (_("Onboarding"), _of_adaptation(adapted, whole)),
            (_("Mentors in onboarding"), _of_mentors(adapted.guided, "guided")),
            (_("Mentors in development plans"), _of_mentors(adapted.advised, "advised")),
        )
        lines: list[Heading | WorkedRow] = []
        for heading, rows in groups:
            found = list(rows)
            if found:
                lines += [Heading(heading, str(len(found))), *found]
        self.lines.show(lines)
        self.table.stand_on(None if stood is None else stood.key)
        self.stack.setCurrentWidget(self.table if lines else self.nothing)
        self.below.setText(say.below(adapted))


def _of_actions(shelf: Shelf) -> Iterable[WorkedRow]:
    known = [
        WorkedRow(
            ("action", one.action.id),
            f"{item.item.code} · {plans.kind_short(one.action.kind)} · {current().text(one.action.text)}",
            one.worked,
        )
        for item in shelf.items
        for one in item.actions
        if one.worked is not None
    ]
    return sorted(known, key=lambda one: (-one.worked.n, one.name))


def _of_adaptation(adapted: Adapted, whole: str) -> Iterable[WorkedRow]:
    early = _("assessed within the first {n} days").format(n=HALFWAY)
    late = _("assessed after day {n}").format(n=HALFWAY)
    for number, (name, found) in enumerate(
        ((whole, adapted.worked), (early, adapted.by_60), (late, adapted.later))
    ):
        if found is not None:
            yield WorkedRow(("adaptation", number), name, found)


def _of_mentors(mentors: Iterable[Guided], group: str) -> Iterable[WorkedRow]:
    for one in mentors:
        yield WorkedRow((group, one.mentor_id), one.mentor_name, one.worked)


def _texts(line: WorkedRow) -> tuple[str, ...]:
    return line.name, str(line.worked.n), say.change(line.worked)


def _key(line: WorkedRow) -> object:
    return line.key


def _titles() -> dict[Column, str]:
    return {
        Column.NAME: pgettext("column", "What was done"),
        Column.PEOPLE: pgettext("column", "People"),
        Column.CHANGE: pgettext("column", "Change in level"),
    }


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    caption = QFontMetrics(theme.font("caption"))
    titles = _titles()
    return (
        columns.Column("name", None),
        columns.Column("people", caption.horizontalAdvance(titles[Column.PEOPLE]) + 28),
        columns.Column("change", caption.horizontalAdvance(titles[Column.CHANGE]) + 28 + PADDING),
    )
