"""What worked: actions, adaptation and mentors, each as a mean over at least five people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from db.development.library import Shelf
from db.development.what_worked import HALFWAY, Adapted, Guided
from desktop.context import Context
from desktop.development import words as plans
from desktop.development.library import library_words as say
from desktop.kit import labels, layout
from desktop.kit.page.empty import Empty
from desktop.kit.table.column_table import LABELS, Column, ColumnTable
from desktop.kit.table.list_model import grouped
from domain.development.worked import LEAST, Worked
from resources.i18n import _, current, ngettext, pgettext


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """Something done and the resulting change in levels; ``key`` identifies the row."""

    key: tuple[str, int]
    name: str
    worked: Worked


class WorkedPage(QWidget):
    """The table, and below it what the figures mean and what is withheld."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        people, change = pgettext("column", "People"), pgettext("column", "Change in level")
        columns: Sequence[Column[WorkedRow]] = (
            Column(
                "name",
                pgettext("column", "What was done"),
                lambda line: line.name,
                None,
                None,
                least=240,
                most=LABELS,
            ),
            Column("people", people, lambda line: str(line.worked.n), figures=True),
            Column("change", change, lambda line: say.change(line.worked), figures=True),
        )
        self.table = ColumnTable(context, "worked", _("What worked"), columns, _key, self, fixed=True)
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
        about = ngettext(
            "The mean change in level from the start of a plan to the assessment after it, for "
            "{n} person or more. An indication, not proof, and not an appraisal of a mentor.",
            "The mean change in level from the start of a plan to the assessment after it, for "
            "{n} people or more. An indication, not proof, and not an appraisal of a mentor.",
            LEAST,
        )
        foot = layout.column(
            labels.paragraph(about.format(n=LEAST), self, "small", "muted"), gap="xs", around=(16, 8, 16, 10)
        )
        self.below = labels.paragraph("", self, "small", "muted")
        foot.addWidget(self.below)
        layout.column(layout.grow(self.stack), labels.rule(self), foot, of=self)

    def show_worked(self, shelf: Shelf, adapted: Adapted) -> None:
        """Show the changes in levels."""
        stood = self.table.current_key
        whole = _("Onboarding of new employees")
        lines = grouped(
            (
                (pgettext("library", "Actions"), _of_actions(shelf)),
                (_("Onboarding"), tuple(_of_adaptation(adapted, whole))),
                (_("Mentors in onboarding"), _of_mentors(adapted.guided, "guided")),
                (_("Mentors in development plans"), _of_mentors(adapted.advised, "advised")),
            )
        )
        self.table.list_model.show(lines)
        self.table.stand_on(stood)
        self.stack.setCurrentWidget(self.table if lines else self.nothing)
        self.below.setText(say.below(adapted))


def _of_actions(shelf: Shelf) -> Sequence[WorkedRow]:
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


def _of_mentors(mentors: Iterable[Guided], group: str) -> Sequence[WorkedRow]:
    return [WorkedRow((group, one.mentor_id), one.mentor_name, one.worked) for one in mentors]


def _key(line: WorkedRow) -> object:
    return line.key
