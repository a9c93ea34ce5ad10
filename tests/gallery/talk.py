"""The third column: messages. Banners, toast, progress, question, empty place, gates, and a table."""

from datetime import date
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs import Job, Jobs
from desktop.kit.form.dialog import Question
from desktop.kit.page.banner import Banner
from desktop.kit.page.empty import Empty
from desktop.kit.page.progress_panel import ProgressPanel
from desktop.kit.page.toast import Toast
from desktop.kit.table.column_table import Cell, CellDelegate, Column, ColumnModel
from desktop.kit.table.list_model import Index, grouped
from desktop.kit.table.list_table import ListTable
from desktop.shared.gate_list import GateList
from desktop.theme import Theme
from domain.people.gates import Gate, GateKind, Requirements, Verdict
from domain.people.person import Admission, Medical, Person
from domain.progress import Progress
from domain.text import Text
from resources.i18n import _, pgettext
from tests.gallery.frames import CornerPlace, Section

ROWS = 4  # heading, normal, hovered, selected


def banners(theme: Theme, parent: QWidget) -> Section:
    """Return the three banners."""
    section = Section(_("Banners"), parent)
    for fact, rest, kind, act in (
        (_("The sheet was submitted on 20 November."), _("To correct it, start a correction."), "info", ""),
        (_("The file lies in a cloud folder."), _("Stop its synchronisation while you work."), "warn", ""),
        (_("The disk is full."), _("All marks until 14:32 are saved."), "danger", _("Try again")),
    ):
        banner = Banner(theme, section)
        banner.show_fact(fact, rest, kind, act=act)
        section.add(banner)
    return section


def messages(theme: Theme, parent: QWidget) -> Section:
    """Return the toast and the panel of a long job."""
    section = Section(_("Toast and progress"), parent)
    place = CornerPlace(section)
    toast = Toast(theme, place)
    toast.tell(_("8 files are saved"), Path())
    place.put(toast)
    section.add(place)
    below = CornerPlace(section)
    jobs = Jobs(below)
    panel = ProgressPanel(theme, jobs, below)
    jobs.started.emit(Job(jobs, _nothing, _("Documents are being written")))
    jobs.progressed.emit(8, 12)
    below.put(panel)
    section.add(below)
    return section


def _nothing(_progress: Progress) -> None:
    return


def question(_theme: Theme, parent: QWidget) -> Section:
    """Return the question asked before an act that cannot be undone, as a still picture."""
    section = Section(_("Question"), parent)
    asked = Question(
        _("Submit the sheet?"),
        _("14 competencies without a mark become “not asked”. After that the sheet is read-only."),
        _("Back to the sheet"),
        _("Submit"),
        section,
    )
    asked.setWindowFlags(Qt.WindowType.Widget)
    asked.setMinimumWidth(0)
    asked.setMaximumWidth(16_777_215)
    asked.safe.clicked.disconnect()
    asked.act.clicked.disconnect()
    section.add(_framed(asked, section, 1))
    asked.show()
    return section


def empty(theme: Theme, parent: QWidget) -> Section:
    """Return the message shown where nothing was found."""
    section = Section(_("Empty after a filter"), parent)
    nobody = Empty(
        theme.icon("search-x", "muted", 22),
        _("Nobody found"),
        section,
        rest=_("Filter: {text}").format(text=_("Orlov")),
        act=_("Clear filter"),
    )
    section.add(_framed(nobody, section))
    return section


def gates(theme: Theme, parent: QWidget) -> Section:
    """Return gates that are met, to be confirmed, and not met."""
    section = Section(_("Mandatory requirements"), parent)
    shown = GateList(theme, section)
    admitted = Medical("", Admission.ADMITTED, date(2026, 3, 2), date(2027, 3, 2))
    requirements = Requirements(Text(""), (), "", Text(""), {}, (), Text(""), {})
    shown.show_gates(
        (
            Gate(GateKind.MEDICAL, Verdict.MET, medical=admitted),
            Gate(GateKind.EDUCATION, Verdict.TO_CONFIRM),
            Gate(GateKind.EXPERIENCE, Verdict.NOT_MET),
        ),
        requirements,
        hiring=True,
    )
    section.add(_framed(shown, section))
    return section


def table(theme: Theme, parent: QWidget) -> Section:
    """Return rows: a heading, normal, hovered, selected."""
    section = Section(_("Rows of a table"), parent, _("heading, usual, hover, selected"))
    not_assessed = pgettext("person", "not assessed")
    columns = (
        Column[Person]("name", _("Full name"), lambda person: person.full_name, widest=None),
        Column[Person]("state", _("State"), lambda _person: Cell(not_assessed, ink="muted")),
    )
    model = ColumnModel(columns, lambda person: person.id, section, fixed=False, copied=())
    shown = ListTable(model, theme, _("Rows of a table"), section)
    shown.setItemDelegate(_Hovered(theme, shown, model))
    people = [
        Person(id=number, surname=surname, given=given)
        for number, (surname, given) in enumerate(
            (("Тарасов", "Кирилл"), ("Лебедева", "Инна"), ("Орлов", "Денис")), start=42
        )
    ]
    model.show(grouped(((_("Candidates"), people),)))
    shown.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    shown.selectRow(ROWS - 1)
    shown.setMinimumWidth(430 + 30 * theme.font_step)
    shown.setFixedHeight(theme.size("table_head") + ROWS * theme.size("row") + 4)
    section.add(_framed(shown, section, 1))
    return section


class _Hovered(CellDelegate[Person]):
    """Paints the last row but one as hovered."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.row() == ROWS - 2:
            state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            option.state = state | QStyle.StateFlag.State_MouseOver  # pyright: ignore[reportAttributeAccessIssue]
        super().paint(painter, option, index)


def _framed(widget: QWidget, parent: QWidget, margin: int = 12) -> QFrame:
    panel = QFrame(parent)
    panel.setObjectName("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(margin, margin, margin, margin)
    column.addWidget(widget)
    return panel
